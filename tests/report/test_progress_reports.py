"""The development of drafts at a terminal and as a picture."""

import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from progress_drafts import SIX, checked
from shengao import progress
from shengao.finding import FAULTS
from shengao.progress import Change
from shengao.report import progress_svg, progress_terminal, progress_words
from shengao.report.screen import Screen

FOUND = progress.of(SIX)
SHOWN = """\
写作进展：2026年1月至2026年4月，6篇稿件

每月篇数，每千字问题数
2026-01  2篇 ██████████████████████████████ 6.5
2026-02  1篇 ██████████████████ 4.0
2026-03  0篇
2026-04  3篇 ████████ 1.7

各类问题（每千字，逐月；后面是前一半稿件到后一半稿件）
口语化   █▄·▁ 4.0到0.3
标题     ▄▁·█ 0.3到1.3
空泛模糊 ▅█·▁ 1.3到0.0

稿件评分的平均（逐月；后面是前一半稿件到后一半稿件）
实       ▅▆·▇ 60到78
深       ▄··▅ 40到50
新       ·▇·█ 80到90

少了的
  “口语化”每千字由4.0处减到0.3处
  “空泛模糊”每千字原来1.3处，后来没有了

接下来
  “标题”近来最多，每千字1.3处。怎么改：shengao explain 标题

照这样写，读稿的人省心不少。
这里说的是稿件，不是人；都在本机算出，谁也不发给。
"""


def shown(found: progress.Development, width: int = 80, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding)
    progress_terminal.write(stream, found, colour=False, width=width)
    stream.flush()
    return raw.getvalue().decode(encoding)


def test_at_a_terminal() -> None:
    assert shown(FOUND) == SHOWN


@pytest.mark.parametrize("width", [24, 30, 47, 100])
def test_every_line_fits(width: int) -> None:
    many = [
        checked(n, f"{2024 + n // 12}-{n % 12 + 1:02}-01", {"vague": n}, {"快": n})
        for n in range(36)
    ]
    for found in (FOUND, progress.of(many)):
        for line in shown(found, width).splitlines():
            assert Screen().cells(line) <= width


def test_in_encodings_with_few_characters() -> None:
    chinese = shown(FOUND, encoding="gbk")
    assert "口语化   █▄·▁ 4.0到0.3" in chinese
    assert "?" not in chinese
    assert " 6.5" in shown(FOUND, encoding="ascii")
    assert "84.1 4.0?0.3" in shown(FOUND, encoding="ascii")


def test_too_few_drafts() -> None:
    assert shown(progress.of(SIX[:2])) == (
        "数据不足：要看的稿件档案中只有2篇，存到4篇才看得出变化（shengao archive add 稿\n件）。\n"
    )


def test_what_is_next_may_be_what_became_rarer() -> None:
    found = replace(FOUND, following=FOUND.rarer[0])
    assert progress_words.following(found) == (
        "“口语化”已经少了，还是近来最多的，再减一减。怎么改：shengao explain 口语化"
    )


def test_words_of_encouragement_are_about_drafts_and_without_figures() -> None:
    clean = replace(FOUND, following=None)
    steady = replace(FOUND, rarer=())
    said = {
        progress_words.encouragement(replace(found, drafts=number))
        for found in (FOUND, clean, steady)
        for number in range(4, 16)
    }
    assert len(said) == 9
    assert not any(any(map(str.isdigit, one)) or "你" in one or "分" in one for one in said)


def test_a_picture() -> None:
    picture = progress_svg.drawn(FOUND)
    root = ElementTree.fromstring(picture)
    space = "{http://www.w3.org/2000/svg}"
    said = ["".join(one.itertext()) for one in root.iter(f"{space}text")]
    assert said[0] == "写作进展：2026年1月至2026年4月，6篇稿件"
    assert "口语化（每千字）" in said
    assert "“空泛模糊”每千字原来1.3处，后来没有了" in said
    assert said.count("未评") == 2
    assert len(list(root.iter(f"{space}rect"))) == 1 + 3 + 3 + 3 + 2 + 2
    assert len(list(root.iter(f"{space}circle"))) == 3 + 2 + 2
    height = float(root.attrib["height"])
    for one in root.iter(f"{space}text"):
        assert 0 <= float(one.attrib["x"]) <= 900
        assert 0 <= float(one.attrib["y"]) <= height
    assert "href" not in picture
    assert picture.count("http") == 1  # the name of the format, nothing to be fetched


def test_a_picture_of_drafts_of_one_month_without_faults_or_scores() -> None:
    clean = progress.of([checked(n, "2026-01-01", {}) for n in range(4)])
    root = ElementTree.fromstring(progress_svg.drawn(clean))
    said = "".join(root.itertext())
    assert said.count("未评") == 5
    assert "近来的稿件干净利落" in said


def test_every_kind_of_fault_can_be_explained() -> None:
    from shengao.config import canonical

    for slug, name in FAULTS.items():
        change = Change(slug, 0.0, 1.0)
        said = progress_words.following(replace(FOUND, following=change, rarer=()))
        assert said.endswith(f"shengao explain {name}")
        assert canonical(name) == slug
