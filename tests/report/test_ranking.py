"""Drafts by their scores: the order, and the table for people, programs and spreadsheets."""

import csv
import io
import json
from typing import Any

import pytest
from report_drafts import CLEAN, CRASHED, DOUBTED, GOOD_SCORE, SCORED, UNREAD, UNTOTALLED
from rich.cells import cell_len

from shengao.finding import DraftResult
from shengao.report import as_dict, ranking
from shengao.scorecard import Scorecard

URGENT = CLEAN._replace(
    path="急.md",
    genre="紧急信息",
    score=GOOD_SCORE._replace(total=61, band="可"),
)
BRIEF = CLEAN._replace(path="初报.md", genre="紧急信息")
SPEECH = CLEAN._replace(path="讲话.docx", genre="讲话", score=UNTOTALLED)
BEST = CLEAN._replace(path="优.md", score=GOOD_SCORE._replace(total=100, band="优", gains=()))
RANKED = [URGENT, BRIEF, DOUBTED, BEST, SCORED, SPEECH, CRASHED, UNREAD]


def written(style: str, *results: DraftResult, **options: Any) -> str:
    stream = io.StringIO(newline="")
    ranking.write(style, stream, results, colour=False, **options)
    return stream.getvalue()


def test_urgent_then_in_doubt_then_by_total() -> None:
    assert ranking.ranked(RANKED[::-1]) == [*RANKED[:5], CRASHED, SPEECH, UNREAD]
    assert ranking.ranked(RANKED) == RANKED


def test_the_table() -> None:
    assert (
        written("terminal", *RANKED, width=80)
        == """\
总分  等次    快  实  深  新  用  稿件
  61  可      91  76  55   —   0  急.md
                                  深 +4.5 写明险工险段为什么多，例如年久失修、河
                                  道淤积，并同去年同期的数字比较
   —           —   —   —   —   —  初报.md
                                  片段，不评分
  76  待核    91  76  55   —   0  情况/青河 防汛.txt
                                  第2行“6月31日”这一天不存在
 100  优      91  76  55   —   0  优.md
  76  良      91  76  55   —   0  a.txt
                                  深 +4.5 写明险工险段为什么多，例如年久失修、河
                                  道淤积，并同去年同期的数字比较
   —          91  76  55   —   0  讲话.docx
   —           —   —   —   —   —  mail.eml!附件.docx
                                  1 条规则未能运行
   —           —   —   —   —   —  坏.docx
                                  未能读取：文件已加密，请先取消密码再检查

共 8 篇：优 1、良 1、可 1、待核 1；3 篇不评总分；1 篇未能读取。
"""
    )


def test_reasons_stand_beside_the_drafts_where_all_fit() -> None:
    assert (
        written("terminal", BEST, DOUBTED, UNREAD, width=100)
        == """\
总分  等次    快  实  深  新  用  稿件                首要
 100  优      91  76  55   —   0  优.md
  76  待核    91  76  55   —   0  情况/青河 防汛.txt  第2行“6月31日”这一天不存在
   —           —   —   —   —   —  坏.docx             未能读取：文件已加密，请先取消密码再检查

共 3 篇：优 1、待核 1；1 篇未能读取。
"""
    )


def test_on_a_narrow_screen_the_draft_stands_below_its_numbers() -> None:
    assert (
        written("terminal", BEST, DOUBTED, width=48)
        == """\
总分  等次    快  实  深  新  用  稿件
 100  优      91  76  55   —   0
  优.md
  76  待核    91  76  55   —   0
  情况/青河 防汛.txt
  第2行“6月31日”这一天不存在

共 2 篇：优 1、待核 1。
"""
    )


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120])
def test_the_table_fits(width: int) -> None:
    long = SCORED._replace(path="来稿/" + "很长的名字" * 30 + ".docx")
    lines = written("terminal", *RANKED, long, width=width, explain_score=True).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert lines == [line.rstrip() for line in lines]


def test_all_evidence_stands_below_the_table() -> None:
    table, closing = written("terminal", SCORED, CLEAN, width=80).rsplit("\n\n", 1)
    explained = written("terminal", SCORED, CLEAN, width=80, explain_score=True)
    assert explained.startswith(f"{table}\n\na.txt\n  得分依据\n  快 91\n     +50  起评分\n")
    assert explained.endswith(f"  用 0\n\n{closing}")
    assert explained.count("得分依据") == 1


def test_json_has_what_the_report_of_check_has() -> None:
    whole = json.loads(written("json", *RANKED))
    assert whole["version"] == 1
    keys = ["path", "title", "genre", "characters", "error", "score"]
    for draft, result in zip(whole["drafts"], RANKED, strict=True):
        assert draft.pop("solicited") is False
        assert list(draft) == keys
        assert draft == {key: as_dict(result)[key] for key in keys}
    assert json.loads(written("json")) == {"version": 1, "drafts": []}


def test_csv_for_spreadsheets() -> None:
    text = written("csv", URGENT, SPEECH, UNREAD)
    assert text.startswith("\ufeff稿件,标题,文种,总分,等次,快,实,深,新,用,首要,约稿\r\n")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    reason = "深 +4.5 写明险工险段为什么多，例如年久失修、河道淤积，并同去年同期的数字比较。"
    title = "城管局清理占道经营32处"
    assert rows[1:] == [
        ["急.md", title, "紧急信息", "61", "可", "91", "76", "55", "", "0", reason, ""],
        ["讲话.docx", title, "讲话", "", "", "91", "76", "55", "", "0", "", ""],
        ["坏.docx", *[""] * 9, "未能读取：文件已加密，请先取消密码再检查。", ""],
    ]


@pytest.mark.parametrize("name", ["=1+1.txt", "+a.txt", "-a.txt", "@a.txt"])
def test_a_name_is_no_formula(name: str) -> None:
    assert f"\r\n'{name}," in written("csv", CLEAN._replace(path=name))


@pytest.mark.parametrize("style", ranking.FORMATS)
@pytest.mark.parametrize("encoding", ["cp936", "ascii"])
def test_no_encoding_breaks_a_table(style: str, encoding: str) -> None:
    buffer = io.BytesIO()
    stream = io.TextIOWrapper(buffer, encoding=encoding, errors="strict", newline="\n")
    odd = SCORED._replace(path="岗😀\udcb8.txt")
    ranking.write(style, stream, [odd], colour=False, width=80)
    stream.flush()
    expected = "utf-8" if style != "terminal" else encoding
    assert "76" in buffer.getvalue().decode(expected)


def test_a_band_without_a_total_is_counted_once() -> None:
    score = Scorecard({}, band=None, gates=("留有占位的“XX”",))
    assert ranking.closing([CLEAN._replace(score=score)]) == "共 1 篇：1 篇不评总分。"


ASKED = CLEAN._replace(
    path="约.md",
    score=GOOD_SCORE._replace(total=40, band="需修改"),
    solicited=True,
)


def test_what_was_asked_for_stands_behind_the_urgent_alone() -> None:
    found = ranking.ranked([BEST, DOUBTED, ASKED, BRIEF])
    assert found == [BRIEF, ASKED, DOUBTED, BEST]
    assert "约.md 约\n" in written("terminal", ASKED, width=80)
    assert json.loads(written("json", ASKED))["drafts"][0]["solicited"] is True
    (row,) = csv.DictReader(io.StringIO(written("csv", ASKED).removeprefix("\ufeff")))
    assert row["约稿"] == "是"
