"""``shengao progress``, as a user runs it, and scores that are archived."""

import json
import sqlite3
from pathlib import Path
from xml.etree import ElementTree

import pytest

from .conftest import Run
from .test_archive import NEW, OLD

TALK = "\n大家搞了宣传，群众都说好得很，搞得蛮好。\n"
AT = ("--archive", "档案.sqlite")


@pytest.fixture
def drafts(folder: Path) -> Path:
    """Four drafts of 2026, with a byline, the later two without what is said in the earlier."""
    (folder / "稿").mkdir()
    for month, (place, extra) in enumerate(
        [("东岭", TALK), ("南桥", TALK), ("西河", ""), ("北关", "")], 1
    ):
        text = (
            f"---\n作者: 王静\n报送单位: {place}镇\n报送日期: 2026-0{month}-09\n---\n\n"
            f"# {place}镇修好{month + 2}座泵站\n\n"
            f"{month}月8日，{place}镇水利站修好泵站{month + 2}座，试机{month * 7}小时，"
            f"{place}片2100亩稻田用上水。\n{extra}"
        )
        (folder / "稿" / f"{place}.md").write_text(text, "utf-8")
    return folder


def test_what_was_archived_is_shown(shengao: Run, drafts: Path) -> None:
    assert shengao("archive", "add", "稿/东岭.md", *AT).code == 0  # what the others differ from
    assert shengao("archive", "add", "稿", *AT).code == 0
    done = shengao("progress", *AT, "--svg", "进展.svg")
    assert (done.code, done.err) == (0, "进展.svg：已画成图。\n")
    assert done.out.startswith(
        "写作进展：2026年1月至2026年4月，4篇稿件\n\n每月篇数，每千字问题数\n2026-01  1篇 "
    )
    assert "“口语化”每千字原来" in done.out
    assert "后来没有了" in done.out
    for criterion in ("快 ", "实 ", "深 ", "新 ", "用 "):
        assert f"\n{criterion}" in done.out
    root = ElementTree.parse(drafts / "进展.svg").getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    again = shengao("progress", *AT)
    assert again.out == done.out
    plain = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert shengao("progress", *AT, environment=plain).out == done.out


def test_drafts_of_an_author_a_unit_and_a_time(shengao: Run, drafts: Path) -> None:
    shengao("archive", "add", "稿", *AT)
    assert "4篇稿件" in shengao("progress", *AT, "--author", "王静").out
    lacking = "数据不足：要看的稿件档案中{}，存到4篇才看得出变化（shengao archive add 稿件）。\n"
    assert shengao("progress", *AT, "--author", "李想").out == lacking.format("没有")
    assert shengao("progress", *AT, "--unit", "南桥镇").out == lacking.format("只有1篇")
    few = shengao("progress", *AT, "--since", "2026-02-01", "--svg", "图.svg")
    assert (few.code, few.out) == (2, lacking.format("只有3篇"))
    assert few.err == f"没有写 图.svg：{lacking.format('只有3篇')}"
    assert not (drafts / "图.svg").exists()


def test_scores_are_archived_by_criterion(shengao: Run, drafts: Path) -> None:
    shengao("archive", "add", "稿/南桥.md", *AT)
    shengao("archive", "add", "稿/东岭.md", *AT)
    shengao("archive", "export", *AT, "--output", "全部.jsonl")
    rows = [json.loads(line) for line in (drafts / "全部.jsonl").read_text("utf-8").splitlines()]
    (row,) = (row for row in rows if "东岭镇" in row["title"])
    assert row["author"] == "王静"
    done = shengao("check", "稿/东岭.md", *AT, "--format", "json")
    (draft,) = json.loads(done.out)["drafts"]
    shown = {name: mark["value"] for name, mark in draft["score"]["criteria"].items()}
    assert row["scores"] == shown
    assert sorted(row["scores"]) == sorted("快实深新用")


def test_what_cannot_be(shengao: Run, drafts: Path) -> None:
    absent = shengao("progress", *AT)
    assert absent.code == 2
    assert "先用 shengao archive add 存入稿件" in absent.err
    shengao("archive", "add", "稿", *AT)
    folder = shengao("progress", *AT, "--svg", "没有/图.svg")
    assert folder.code == 2
    assert "写不了 没有/图.svg：文件夹不存在" in folder.err
    with sqlite3.connect(drafts / "档案.sqlite") as archive:
        archive.execute("UPDATE shengao_about SET format = 1")
    assert "是另一版本的审稿建的" in shengao("progress", *AT).err


def test_a_draft_with_names_and_numbers_swapped_is_less_new(shengao: Run, drafts: Path) -> None:
    """The way of a draft from archive to score, in one run of the program each."""
    (drafts / "旧.txt").write_text(OLD, "utf-8")
    (drafts / "换.txt").write_text(NEW, "utf-8")
    shengao("archive", "add", "旧.txt", *AT)

    def new(path: str, *options: str) -> tuple[int | None, str, list[str]]:
        done = shengao("check", path, *options, "--format", "json")
        (draft,) = json.loads(done.out)["drafts"]
        mark = draft["score"]["criteria"]["新"]
        return mark["value"], mark["why"], [one["rule"] for one in draft["findings"]]

    value, why, rules = new("换.txt")
    assert (value, why) == (None, "没有往期稿件可比")
    assert "number-swap" not in rules
    swapped, _, rules = new("换.txt", *AT)
    assert "number-swap" in rules
    own, _, rules = new("旧.txt", *AT)  # itself is no earlier draft
    assert "number-swap" not in rules
    assert swapped is not None
    assert own is not None
    assert swapped <= own - 30
    fresh, _, rules = new("稿/西河.md", *AT)
    assert not {"number-swap", "copied-passage", "swapped-passage"} & {*rules}
    assert fresh is not None
    assert fresh > swapped
