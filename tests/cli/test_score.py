"""``shengao score`` and scores in ``shengao check``: order, formats, exit codes."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import GOOD, Done, Run

SOUND = """\
平桥镇完成防汛隐患整改42处

6月3日，平桥镇完成汛前隐患整改42处，占排查总数47处的89.4%，比去年同期多11处。其余5处已落实专人值守，6月15日前完成。

排查由镇应急办牵头，联合水利站、9个村于5月6日至28日进行，共查河堤21.6公里、山塘13座。隐患主要集中在山塘溢洪道，原因是\
去年汛期冲刷后未及时清淤。

镇政府与县水利局核定维修经费38.5万元，由水利站负责，6月10日前全部拨付到村。

平桥镇人民政府

2026年6月4日
"""
HOLLOW = """\
平桥镇搞了防汛工作

近日，平桥镇高度重视防汛工作，搞了隐患排查，成效明显提升，群众都说好得很。

大家搞了宣传，又搞了演练，干群热情大幅提高，取得了良好的效果，社会反响非常好。

下一步，平桥镇将进一步加强领导，进一步狠抓落实，不断推动工作再上新台阶。
"""


@pytest.fixture
def drafts(folder: Path) -> Path:
    """A folder with a sound and a hollow draft, a fragment, and one that cannot be read."""
    for path in folder.iterdir():
        if path.is_file():
            path.unlink()
    (folder / "甲 实.txt").write_text(SOUND, encoding="utf-8")
    (folder / "乙空.md").write_text(HOLLOW, encoding="utf-8")
    (folder / "片段.txt").write_text(GOOD, encoding="utf-8")
    return folder


def rows(done: Done) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(done.out)["drafts"]
    return found


@pytest.mark.usefixtures("drafts")
class TestScore:
    def test_what_was_asked_for_goes_first(self, shengao: Run, drafts: Path) -> None:
        asked = f"---\n约稿: 是\n---\n{HOLLOW}"
        (drafts / "乙空.md").write_text(asked, encoding="utf-8")
        found = rows(shengao("score", "--format", "json"))
        assert [(one["path"], one["solicited"]) for one in found[:2]] == [
            ("乙空.md", True),
            ("甲 实.txt", False),
        ]

    def test_a_table_by_total(self, shengao: Run) -> None:
        done = shengao("score")
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("总分  等次    快  实  深  新  用  稿件")
        places = [done.out.index(name) for name in ("甲 实.txt", "乙空.md", "片段.txt")]
        assert places == sorted(places)
        assert done.out.splitlines()[-1].startswith("共 3 篇：")

    def test_urgent_drafts_go_first(self, shengao: Run, drafts: Path) -> None:
        (drafts / "急.md").write_text(f"---\n文种: 紧急信息\n---\n\n{HOLLOW}", encoding="utf-8")
        paths = [row["path"] for row in rows(shengao("score", "--format", "json"))]
        assert paths == ["急.md", "甲 实.txt", "乙空.md", "片段.txt"]

    def test_json_says_what_check_says(self, shengao: Run) -> None:
        checked = json.loads(shengao("check", "--format", "json").out)["drafts"]
        by_path = {draft["path"]: draft["score"] for draft in checked}
        scored = {row["path"]: row["score"] for row in rows(shengao("score", "--format", "json"))}
        assert scored == by_path
        assert scored["片段.txt"] is None
        assert scored["甲 实.txt"]["submission"]["day"] == "2026-06-04"

    def test_what_is_selected_and_baselined_changes_no_score(self, shengao: Run) -> None:
        expected = rows(shengao("score", "乙空.md", "--format", "json"))[0]["score"]
        shengao("baseline", ".")
        for options in (["--select", "套话"], ["--baseline", "shengao-baseline.json"]):
            done = shengao("check", "乙空.md", "--format", "json", *options)
            assert rows(done)[0]["score"] == expected

    def test_csv_into_a_file(self, shengao: Run, drafts: Path) -> None:
        done = shengao("score", "--format", "csv", "--output", "评分.csv")
        assert (done.code, done.out, done.err) == (0, "", "")
        text = (drafts / "评分.csv").read_text("utf-8-sig")
        head, *found = csv.reader(io.StringIO(text))
        assert head[:5] == ["稿件", "标题", "文种", "总分", "等次"]
        assert [row[0] for row in found] == ["甲 实.txt", "乙空.md", "片段.txt"]

    def test_min_score(self, shengao: Run) -> None:
        total = rows(shengao("score", "乙空.md", "--format", "json"))[0]["score"]["total"]
        assert shengao("score", "乙空.md", "--min-score", str(total)).code == 0
        assert shengao("score", "乙空.md", "--min-score", str(total + 1)).code == 1
        assert shengao("score", "片段.txt", "--min-score", "100").code == 0
        done = shengao("score", "--min-score", "七十")
        assert (done.code, done.out) == (2, "")
        assert "“七十”应为整数" in done.err

    def test_a_draft_that_cannot_be_read_is_2_and_a_row(self, shengao: Run, drafts: Path) -> None:
        (drafts / "坏.docx").write_bytes(b"PK\x03\x04")
        for style in ("terminal", "json", "csv"):
            done = shengao("score", "--format", style, "--min-score", "100")
            assert (done.code, done.err) == (2, "")
            assert "坏.docx" in done.out
        last = rows(shengao("score", "--format", "json"))[-1]
        assert (last["path"], last["score"]) == ("坏.docx", None)
        assert last["error"]

    def test_a_genre_without_a_total(self, shengao: Run) -> None:
        [row] = rows(shengao("score", "甲 实.txt", "--genre", "讲话", "--format", "json"))
        assert row["genre"] == "讲话"
        assert row["score"]["total"] is None
        assert row["score"]["criteria"]["实"]["value"] is not None
        done = shengao("score", "甲 实.txt", "--genre", "讲话", "--min-score", "100")
        assert done.code == 0
        assert done.out.splitlines()[-1] == "共 1 篇：1 篇不评总分。"

    def test_the_day_of_submission_is_taken(self, shengao: Run) -> None:
        options = ["--submitted", "2026-07-20", "--format", "json"]
        [row] = rows(shengao("score", "甲 实.txt", *options))
        assert row["score"]["submission"]["day"] == "2026-07-20"

    @pytest.mark.parametrize("command", ["score", "check"])
    def test_all_evidence(self, shengao: Run, command: str) -> None:
        told = shengao(command, "乙空.md", "--explain-score").out
        assert "得分依据" in told
        assert "起评分" in told
        assert "搞了" in told.partition("得分依据")[2]
        assert "得分依据" not in shengao(command, "乙空.md").out

    def test_several_processes_say_the_same(self, shengao: Run) -> None:
        alone = shengao("score", "--no-cache")
        assert shengao("score", "--jobs", "2", "--no-cache") == alone

    def test_a_broken_configuration_leaves_a_whole_document(
        self, shengao: Run, drafts: Path
    ) -> None:
        (drafts / "shengao.toml").write_text("broken", encoding="utf-8")
        done = shengao("score", "--format", "json")
        assert done.code == 2
        assert json.loads(done.out) == {"version": 1, "drafts": []}
        assert "shengao.toml" in done.err
        assert shengao("score").out == ""

    def test_a_console_that_cannot_show_it_all(self, shengao: Run) -> None:
        environment = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"}
        done = shengao("score", environment=environment, encoding="gbk")
        assert (done.code, done.err) == (0, "")
        assert "甲 实.txt" in done.out
        environment = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
        assert shengao("check", "甲 实.txt", environment=environment).code in (0, 1)


def test_a_folder_without_drafts(shengao: Run, folder: Path) -> None:
    (folder / "空").mkdir()
    done = shengao("score", "空")
    assert (done.code, done.out) == (0, "")
    assert "没有找到稿件" in done.err
    assert rows(shengao("score", "空", "--format", "json")) == []


@pytest.mark.usefixtures("drafts")
class TestCheck:
    def test_a_card_for_a_draft_and_a_line_where_there_are_many(
        self, shengao: Run, drafts: Path
    ) -> None:
        out = shengao("check", "甲 实.txt").out
        assert "\n  评分 " in out
        assert "报送日期 2026-06-04" in out
        assert shengao("check").out.count("\n  评分 ") == 2
        (drafts / "丙.txt").write_text(SOUND, encoding="utf-8")
        out = shengao("check").out
        assert "\n  评分 " not in out
        assert out.count("：快 ") == 3

    def test_quiet_has_the_total(self, shengao: Run) -> None:
        lines = shengao("check", "--quiet").out.splitlines()
        assert len(lines) <= 2
        assert " 分（" in "".join(lines)
