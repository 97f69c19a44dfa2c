"""The 核稿表 in its three forms."""

import io
import json

import openpyxl
from report_drafts import FLOOD, UNREAD, flood

from shengao.contents import Contents, Fact, FactKind
from shengao.finding import DraftResult
from shengao.report import fact_sheet
from shengao.text import Span


def fact(kind: FactKind, words: str, **fields: object) -> Fact:
    start = FLOOD.text.index(words)
    line = FLOOD.position(start).line
    return Fact(kind, words, Span(start, start + len(words)), line)._replace(**fields)  # type: ignore[arg-type]


FACTS = (
    fact("单位", "水利部门", times=2),
    fact("数字", "1200人次", about="出动", when="6月31日", sentence="=1+1"),
    fact("日期", "6月31日", conflict="“6月31日”这一天不存在，请核对。"),
    fact("数字", "38处", unverifiable="看不出是什么的数。"),
)


def result(*facts: Fact) -> DraftResult:
    return flood()._replace(contents=Contents(FLOOD.text, (), "", facts))


def test_rows_go_by_kind_and_then_by_place() -> None:
    found = [one.text for one in fact_sheet.rows(result(*FACTS))]
    assert found == ["1200人次", "38处", "6月31日", "水利部门"]
    assert fact_sheet.rows(UNREAD) == []


def test_closing_counts_what_is_wrong() -> None:
    assert fact_sheet.closing(list(FACTS)) == "共 4 项，其中 1 项对不上，1 项查不了。"
    assert fact_sheet.closing([FACTS[3]]) == "共 1 项，其中 1 项查不了。"
    assert fact_sheet.closing([]) == "共 0 项。"


def test_terminal_shows_troubles_below_their_fact() -> None:
    stream = io.StringIO()
    fact_sheet.show(stream, result(*FACTS), colour=False, width=60)
    assert stream.getvalue() == (
        "青河区防汛工作情况\n"
        "\n"
        "数字  2 项\n"
        "  □ 第2行  1200人次  出动  6月31日\n"
        "  □ 第2行  38处\n"
        "           查不了：看不出是什么的数。\n"
        "\n"
        "日期  1 项\n"
        "  □ 第2行  6月31日\n"
        "           对不上：“6月31日”这一天不存在，请核对。\n"
        "\n"
        "单位  1 项\n"
        "  □ 第4行  水利部门（2处）\n"
        "\n"
        "共 4 项，其中 1 项对不上，1 项查不了。\n"
    )


def test_json_has_every_field() -> None:
    sheet = json.loads(fact_sheet.as_json(result(*FACTS)))
    assert (sheet["version"], sheet["path"], sheet["title"]) == (
        1,
        FLOOD.path,
        "青河区防汛工作情况",
    )
    assert sheet["facts"][0] == {
        "kind": "数字",
        "text": "1200人次",
        "start": FLOOD.text.index("1200"),
        "end": FLOOD.text.index("1200") + 6,
        "line": 2,
        "about": "出动",
        "when": "6月31日",
        "value": "",
        "sentence": "=1+1",
        "times": 1,
        "conflict": "",
        "unverifiable": "",
    }
    assert [one["kind"] for one in sheet["facts"]] == ["数字", "数字", "日期", "单位"]


def test_spreadsheet_has_head_rows_and_a_column_to_tick() -> None:
    book = openpyxl.load_workbook(io.BytesIO(fact_sheet.as_xlsx(result(*FACTS))))
    page = book["核稿表"]
    rows = [[cell.value or "" for cell in row] for row in page.iter_rows()]
    assert rows[0] == list(fact_sheet.COLUMNS)
    assert rows[1] == ["□", "数字", "1200人次", "出动", "6月31日", "", "第2行", "", "=1+1"]
    assert rows[3][7] == "对不上：“6月31日”这一天不存在，请核对。"
    assert len(rows) == 5
    assert page["I2"].data_type == "s"  # what looks like a formula is text
    assert page.freeze_panes == "A2"
    assert page.column_dimensions["I"].width > page.column_dimensions["A"].width
    (ticks,) = page.data_validations.dataValidation
    assert (str(ticks.sqref), ticks.formula1) == ("A2:A5", '"□,√,×"')
    colours = [page.cell(row, 3).fill.fgColor.rgb for row in (2, 3, 4)]
    assert len(set(colours)) == 3


def test_a_draft_without_facts_makes_a_sheet_with_its_head() -> None:
    book = openpyxl.load_workbook(io.BytesIO(fact_sheet.as_xlsx(result())))
    assert [row[1].value for row in book["核稿表"].iter_rows()] == ["类别"]


def test_whatever_a_draft_says_makes_a_sound_spreadsheet() -> None:
    bad = result(fact("数字", "38处", sentence="甲\x00<&" + "长" * 40000))._replace(
        title="", path="\udc80&.txt"
    )
    page = openpyxl.load_workbook(io.BytesIO(fact_sheet.as_xlsx(bad)))["核稿表"]
    said = page.cell(2, 9).value
    assert isinstance(said, str)
    assert len(said) >= 32000 - 10
    assert page.oddHeader.left.text == "?&&.txt"
