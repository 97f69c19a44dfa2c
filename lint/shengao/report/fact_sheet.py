"""The 核稿表: every fact of a draft on one sheet, for whoever checks it against the files."""

import io
import json
from itertools import groupby
from typing import Any, TextIO

from shengao.contents import FACT_KINDS, Fact
from shengao.finding import DraftResult
from shengao.report.page import Page
from shengao.report.words import place

COLUMNS = ("核", "类别", "内容", "指标、职务、文件", "时间", "换算", "位置", "问题", "所在句")
"""The head of the sheet; the first column is left to be ticked."""
_TEXT = 24  # cells of the longest words that others are aligned with
_CELL = 32_000  # characters that a spreadsheet takes in a cell
_WIDTHS = (5, 7, 22, 24, 14, 22, 9, 42, 64)  # in characters of a spreadsheet


def rows(result: DraftResult) -> list[Fact]:
    """The facts of a draft by kind, within a kind in the order of the text."""
    facts = () if result.contents is None else result.contents.facts
    return sorted(facts, key=lambda fact: FACT_KINDS.index(fact.kind))


def trouble(fact: Fact) -> str:
    """What is wrong with a fact: what it contradicts, and why it cannot be checked."""
    said = f"对不上：{fact.conflict}" if fact.conflict else ""
    return said + (f"查不了：{fact.unverifiable}" if fact.unverifiable else "")


def text(fact: Fact) -> str:
    """The words of a fact, with how often a name is met where that is more than once."""
    return fact.text if fact.times == 1 else f"{fact.text}（{fact.times}处）"


def cells(result: DraftResult, fact: Fact) -> tuple[str, ...]:
    """A row of the sheet under `COLUMNS`."""
    return (
        "", fact.kind, text(fact), fact.about, fact.when, fact.value,
        place(result.kind, fact.line), trouble(fact), fact.sentence,
    )  # fmt: skip


def closing(facts: list[Fact]) -> str:
    """One sentence on all: “共 38 项，其中 2 项对不上，5 项查不了。”"""
    said = [f"共 {len(facts)} 项"]
    for number, what in (
        (sum(bool(fact.conflict) for fact in facts), "对不上"),
        (sum(bool(fact.unverifiable) for fact in facts), "查不了"),
    ):
        if number:
            said.append(f"{'其中 ' if len(said) == 1 else ''}{number} 项{what}")
    return "，".join(said) + "。"


def show(
    stream: TextIO, result: DraftResult, colour: bool | None = None, width: int | None = None
) -> None:
    """Write the sheet for a person at a terminal; `colour` and `width` are those of `Page`."""
    page = Page(stream, colour, width)
    cells = page.screen.cells
    facts = rows(result)
    page.paragraph(result.title or result.path, "bold")
    for kind, group in groupby(facts, key=lambda fact: fact.kind):
        listed = list(group)
        page.gap()
        page.line((f"{kind}  {len(listed)} 项", "bold"))
        places = [place(result.kind, fact.line) for fact in listed]
        words = [page.screen.clean(text(fact)) for fact in listed]
        first = max(map(cells, places))
        second = min(max(map(cells, words)), _TEXT)
        for fact, where, said in zip(listed, places, words, strict=True):
            style = "red" if fact.conflict else "yellow" if fact.unverifiable else ""
            lead = f"  □ {where}{' ' * (first - cells(where))}  "
            more = "  ".join(filter(None, (fact.about, fact.when, fact.value)))
            line = f"{said}{' ' * (second - cells(said))}  {more}".rstrip()
            for part in page.screen.wrap(page.screen.clean(line), page.width - cells(lead)):
                page.line((lead, ""), (part, style))
                lead = " " * cells(lead)
            if trouble(fact):
                page.paragraph(trouble(fact), "dim", " " * (first + 6))
    page.gap()
    page.paragraph(closing(facts), "bold")
    page.flush()


def as_json(result: DraftResult) -> str:
    """``{"version": 1, "path": …, "title": …, "facts": […]}``, in offsets of ``Source.text``."""
    facts = [_fact(fact) for fact in rows(result)]
    sheet = {"version": 1, "path": result.path, "title": result.title, "facts": facts}
    return json.dumps(sheet, ensure_ascii=False, indent=1) + "\n"


def _fact(fact: Fact) -> dict[str, Any]:
    written = fact._asdict()
    span = written.pop("span")
    return {
        "kind": written.pop("kind"),
        "text": written.pop("text"),
        "start": span.start,
        "end": span.end,
        **written,
    }


def as_xlsx(result: DraftResult) -> bytes:
    """A spreadsheet of one sheet; what looks like a formula stays text."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page = book.add_worksheet("核稿表")
    plain = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#bbbbbb"}
    body, centred = book.add_format(plain), book.add_format({**plain, "align": "center"})
    conflict = book.add_format({**plain, "bg_color": "#fde2e0"})
    doubtful = book.add_format({**plain, "bg_color": "#fff3cd"})
    head = book.add_format({**plain, "bold": True, "bg_color": "#e8eef5", "align": "center"})
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
        page.write_string(0, column, COLUMNS[column], head)
    facts = rows(result)
    for number, fact in enumerate(facts, 1):
        marked = conflict if fact.conflict else doubtful if fact.unverifiable else body
        for column, words in enumerate(cells(result, fact)):
            page.write_string(number, column, words[:_CELL], centred if column < 2 else marked)
        page.write_string(number, 0, "□", centred)
    if facts:
        page.data_validation(1, 0, len(facts), 0, {"validate": "list", "source": ["□", "√", "×"]})
        page.autofilter(0, 0, len(facts), len(COLUMNS) - 1)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_header("&L" + _header(result) + "&R第&P页，共&N页")
    book.close()
    return stream.getvalue()


def _header(result: DraftResult) -> str:
    """The title for the header of a printed page, where ``&`` begins a code."""
    shown = (result.title or result.path)[:80].encode(errors="replace").decode()
    return shown.replace("&", "&&")
