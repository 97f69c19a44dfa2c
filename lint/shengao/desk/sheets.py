"""Spreadsheets that the desk writes: the ledger and the bulletin. What looks like a formula stays
text."""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from shengao.desk import bulletin_words
from shengao.desk.bulletin import Bulletin, Figures
from shengao.desk.ledger import Recorded
from shengao.desk.mapping import COLUMNS
from shengao.desk.schemes import Scheme
from shengao.finding import FAULTS

LEDGER_HEAD = (
    "编号",
    *(names[0] for names in COLUMNS.values()),
    "得分",
    "登记人",
    "登记时间",
    "出处",
)
"""The head of an exported ledger, which `shengao.desk.imports` reads again."""
_LEDGER_WIDTHS = (6, 6, 11, 16, 16, 44, 14, 8, 8, 8, 6, 6, 8, 20, 7, 10, 19, 24)
_UNIT_WIDTH, _FIGURE_WIDTH = 24, 9  # in characters of a spreadsheet


def ledger_cells(recorded: Recorded, scheme: Scheme) -> tuple[str | int | float, ...]:
    """A row under `LEDGER_HEAD`."""
    entry = recorded.entry
    points = scheme.points(entry)
    return (
        recorded.number, entry.kind, entry.date.isoformat(), entry.units[0],
        "、".join(entry.units[1:]), entry.title, entry.channel, entry.level, entry.form,
        entry.instruction, "是" if entry.solicited else "", entry.count, entry.draft or "",
        entry.note, "" if points is None else points / 100, recorded.who, recorded.made,
        recorded.source,
    )  # fmt: skip


def ledger(entries: Iterable[Recorded], scheme: Scheme) -> bytes:
    """The ledger as a spreadsheet, which can be imported again."""
    with _book() as (stream, book, forms):
        page = book.add_worksheet("台账")
        rows = [ledger_cells(one, scheme) for one in entries]
        _page(page, forms, [LEDGER_HEAD], rows, _LEDGER_WIDTHS)
        page.autofilter(0, 0, max(len(rows), 1), len(LEDGER_HEAD) - 1)
    return stream.getvalue()


def bulletin(made: Bulletin) -> bytes:
    """The tables of a bulletin, one sheet for each class of units."""
    more = bulletin_words.cumulative(made)
    period_head = bulletin_words.PERIOD_HEAD
    head = (*period_head, *(f"累计{one}" for one in bulletin_words.WHOLE_HEAD if more))
    names: set[str] = set()
    with _book() as (stream, book, forms):
        for one in made.classes:
            rows: list[Sequence[Any]] = [
                (
                    line.period.rank or "",
                    line.unit,
                    *_figures(line.period),
                    *_since(line.whole, more),
                )
                for line in one.lines
            ]
            rows.append(("", "合计", *_figures(one.period), *_since(one.whole, more)))
            widths = (6, _UNIT_WIDTH, *[_FIGURE_WIDTH] * (len(head) - 2))
            _page(book.add_worksheet(_name(one.name, names)), forms, [head], rows, widths)
        lists = [("零报送", unit) for unit in made.silent]
        lists += [("零采用", unit) for unit in made.fruitless]
        page = book.add_worksheet(_name("零报送零采用", names))
        _page(page, forms, [("情况", "单位")], lists, (10, _UNIT_WIDTH))
        if made.answers:
            answered = [(a.unit, a.asked, a.done, a.late, a.missing) for a in made.answers]
            page = book.add_worksheet(_name("约稿", names))
            _page(page, forms, [bulletin_words.ANSWER_HEAD], answered, (_UNIT_WIDTH, 9, 9, 9, 9))
        if made.faults:
            faults = [
                (FAULTS.get(one.fault, one.fault), one.drafts, one.times, "\n".join(one.passages))
                for one in made.faults
            ]
            page = book.add_worksheet(_name("常见问题", names))
            _page(page, forms, [("类别", "稿件篇数", "处数", "例句")], faults, (12, 10, 8, 80))
        if made.unscored:
            left = [
                (one.number, "、".join(one.entry.units), one.entry.title, one.entry.channel)
                for one in made.unscored
            ]
            page = book.add_worksheet(_name("没有分值", names))
            _page(page, forms, [("台账编号", "单位", "题目", "渠道")], left, (10, 24, 50, 20))
    return stream.getvalue()


def _figures(one: Figures) -> tuple[Any, ...]:
    rate = one.rate
    return one.reported, one.adopted, rate, one.points / 100


def _since(one: Figures, more: bool) -> tuple[Any, ...]:
    return (*_figures(one), one.rank or "") if more else ()


@contextmanager
def _book() -> Iterator[tuple[io.BytesIO, Any, dict[str, Any]]]:
    import xlsxwriter

    stream = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, settings)
    plain = {"text_wrap": True, "valign": "vcenter", "border": 1, "border_color": "#bbbbbb"}
    forms = {
        "body": book.add_format(plain),
        "head": book.add_format({**plain, "bold": True, "bg_color": "#e8eef5", "align": "center"}),
    }
    yield stream, book, forms
    book.close()


def _page(
    page: Any,
    forms: dict[str, Any],
    head: Sequence[Sequence[str]],
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
) -> None:
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    for number, cells in enumerate((*head, *rows)):
        form = forms["head" if number < len(head) else "body"]
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                page.write_string(number, column, cell, form)
            else:
                page.write_number(number, column, cell, form)
    page.freeze_panes(len(head), 0)
    page.set_paper(9)  # A4
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, len(head) - 1)


def _name(text: str, names: set[str]) -> str:
    """A name that a sheet may have, of 31 characters at most, and that no other has."""
    clean = "".join("　" if mark in "[]:*?/\\" else mark for mark in text).strip("'")[:27]
    name = clean or "表"
    number = 2
    while name.lower() in names:
        name, number = f"{clean}（{number}）", number + 1
    names.add(name.lower())
    return name
