import codecs
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao.errors import ReadError, UsageError
from shengao.finding import Applicability, Edit, Finding, Fix, Severity
from shengao.fix import PASSES, contents, converge, fixed, rewrite
from shengao.text import Span

SAFE, SUGGESTED, SHOWN = Applicability.SAFE, Applicability.SUGGESTED, Applicability.SHOWN


def finding(*fixes: Fix, rule: str = "r") -> Finding:
    edits = [edit for fix in fixes for edit in fix.edits] or [Edit(0, 0, "")]
    span = Span(min(edit.start for edit in edits), max(edit.end for edit in edits))
    return Finding(rule, "typo", "实", Severity.WARNING, "", span, "", fixes)


def fix(*edits: tuple[int, int, str], how: Applicability = SAFE) -> Fix:
    return Fix(tuple(Edit(*edit) for edit in edits), how)


def replacing(words: dict[str, str], how: Applicability = SAFE) -> Callable[[str], list[Finding]]:
    """A linter that reports every one of `words`, with its replacement as the fix."""

    def relint(text: str) -> list[Finding]:
        return [
            finding(fix((found.start(), found.end(), words[found[0]]), how=how), rule=found[0])
            for found in re.finditer("|".join(map(re.escape, words)), text)
        ]

    return relint


def test_only_safe_fixes_are_applied_unless_asked() -> None:
    text = "巡查了的的河道，搞了整治，清淤约3公里"
    findings = [
        finding(fix((3, 5, "的"))),
        finding(fix((8, 10, "开展了"), how=SUGGESTED)),
        finding(fix((15, 19, "3.2公里"), how=SHOWN)),
    ]
    assert fixed(text, findings).text == "巡查了的河道，搞了整治，清淤约3公里"
    result = fixed(text, findings, suggested=True)
    assert result.text == "巡查了的河道，开展了整治，清淤约3公里"
    assert result.applied == (findings[0], findings[1])
    assert result.left == 0


def test_of_several_fixes_the_first_that_may_be_applied_is() -> None:
    several = finding(
        fix((0, 2, "甲"), how=SHOWN), fix((0, 2, "乙"), how=SUGGESTED), fix((0, 2, "丙"), how=SAFE)
    )
    assert fixed("一些人", [several]).text == "丙人"
    assert fixed("一些人", [several], suggested=True).text == "乙人"


def test_edits_of_a_fix_go_together_and_the_first_in_the_text_wins() -> None:
    text = "零一二三四五六七八九"
    first = finding(fix((1, 2, "A"), (6, 7, "B")), rule="first")
    second = finding(fix((3, 4, "C"), (6, 8, "D")), rule="second")
    third = finding(fix((8, 9, "E")), rule="third")
    result = fixed(text, [third, second, first])
    assert result.text == "零A二三四五B七E九"
    assert [one.rule for one in result.applied] == ["first", "third"]
    assert result.left == 1


def test_fixes_side_by_side_are_both_applied_but_not_two_at_one_place() -> None:
    side = [finding(fix((0, 2, "甲"))), finding(fix((2, 4, "乙")))]
    assert fixed("一二三四", side).text == "甲乙"
    place = [finding(fix((2, 2, "，"))), finding(fix((2, 2, "。")))]
    result = fixed("一二三四", place)
    assert (result.text, result.left) == ("一二。三四", 1)


def test_a_fix_beyond_the_text_or_against_itself_is_not_applied() -> None:
    broken = [finding(fix((3, 9, "x"))), finding(fix((0, 2, "x"), (1, 3, "y")))]
    result = fixed("一二三四", broken)
    assert (result.text, result.applied) == ("一二三四", ())


edits_in_order = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 3), st.text("甲乙", max_size=3))
)


@given(st.text("零一二三四五六七八九\n", max_size=30), edits_in_order)
def test_what_is_applied_equals_editing_from_right_to_left(
    text: str, wanted: list[tuple[int, int, str]]
) -> None:
    findings = [finding(fix((start, start + long, new))) for start, long, new in wanted]
    result = fixed(text, findings)
    expected = text
    applied = [one.fixes[0].edits[0] for one in result.applied]
    for edit in sorted(applied, reverse=True):
        assert edit.end <= len(text)
        expected = expected[: edit.start] + edit.text + expected[edit.end :]
    assert result.text == expected
    touched = {at for edit in applied for at in range(edit.start, edit.end)}
    assert len(result.text) == (
        sum(at not in touched for at in range(len(text))) + sum(len(edit.text) for edit in applied)
    )


@given(st.text("的地得搞好了村里。\n", max_size=40))
def test_after_converging_nothing_that_was_fixed_is_found(text: str) -> None:
    relint = replacing({"的的": "的", "搞好": "办好", "村里里": "村里", "地地": "地"})
    result = converge(text, relint)
    assert relint(result.text) == []
    assert result.left == 0
    for word in "得了村。\n":
        assert result.text.count(word) == text.count(word)


def test_a_fix_that_waits_is_applied_in_the_next_pass() -> None:
    result = converge("对学校学校学校的食堂抽检", replacing({"学校学校": "学校"}))
    assert result.text == "对学校的食堂抽检"
    assert len(result.applied) == 2


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    result = converge("先甲后乙", replacing({"甲": "乙", "乙": "甲"}))
    assert result.left == 2
    assert sorted(result.text) == sorted("先甲后乙")


def test_fixes_that_never_end_stop_after_some_passes() -> None:
    result = converge("啊", replacing({"啊": "啊呀"}))
    assert result.text == "啊" + "呀" * PASSES
    assert result.left == 1


ENCODINGS = [
    (b"", "utf-8"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"", "gb18030"),
    (b"", "utf-16-le"),
]
DRAFT = "县税务局走访企业\n　　4月2日，县税务局走访了的的企业32户，讲解减税政策，收集建议15条。\n"


@pytest.mark.parametrize(("mark", "codec"), ENCODINGS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_file_keeps_its_encoding_and_line_ends(
    tmp_path: Path, mark: bytes, codec: str, newline: str
) -> None:
    path = tmp_path / "稿件 一.txt"
    old = DRAFT.replace("\n", newline)
    before = mark + old.encode(codec)
    path.write_bytes(before)
    rewrite(path, before, old.replace("的的", "的\n"))
    assert path.read_bytes() == mark + old.replace("的的", f"的{newline}").encode(codec)


def test_mixed_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    before = "一行的的\r\n两行的的\n".encode()
    path.write_bytes(before)
    rewrite(path, before, "一行的\r\n两行的\n")
    assert path.read_bytes() == "一行的\r\n两行的\n".encode()


def test_mode_and_link_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "真稿.txt"
    target.write_text(DRAFT, "utf-8")
    target.chmod(0o640)
    link = tmp_path / "链接.txt"
    link.symlink_to(target)
    rewrite(link, contents(link), DRAFT.replace("的的", "的"))
    assert link.is_symlink()
    assert target.read_text("utf-8") == DRAFT.replace("的的", "的")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(tmp_path.iterdir()) == sorted([link, target])


@pytest.mark.parametrize(
    ("codec", "new", "said"),
    [("gbk", "县税务局𠮷😀", "GBK 写不了“𠮷"), ("utf-16", "\ud800", "UTF-16-LE 写不了“")],
)
def test_what_the_encoding_does_not_know_changes_nothing(
    tmp_path: Path, codec: str, new: str, said: str
) -> None:
    path = tmp_path / "a.txt"
    before = DRAFT.encode(codec)
    path.write_bytes(before)
    with pytest.raises(UsageError, match=said):
        rewrite(path, before, DRAFT + new)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_with_gb18030_characters_may_get_more(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    before = (DRAFT + "𠮷").encode("gb18030")
    path.write_bytes(before)
    rewrite(path, before, DRAFT + "𠮷😀")
    assert path.read_bytes().decode("gb18030") == DRAFT + "𠮷😀"


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("别的程序写的", "utf-8")
    with pytest.raises(UsageError, match="检查期间文件被别的程序改过"):
        rewrite(path, DRAFT.encode(), DRAFT + "！")
    assert path.read_text("utf-8") == "别的程序写的"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_went_away_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"a\.txt：写不了文件"):
        rewrite(tmp_path / "a.txt", DRAFT.encode(), DRAFT + "！")
    with pytest.raises(ReadError, match="文件不存在"):
        contents(tmp_path / "a.txt")


@pytest.mark.skipif(os.name == "nt", reason="folders have no mode there")
def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(DRAFT, "utf-8")

    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)  # root may write anywhere
    with pytest.raises(UsageError, match="没有权限"):
        rewrite(path, DRAFT.encode(), DRAFT + "！")
    assert path.read_text("utf-8") == DRAFT
