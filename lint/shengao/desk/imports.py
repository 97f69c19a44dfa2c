"""Ledgers that an office kept in Excel or CSV, row by row: entries, and rows not understood.

Every row is accounted for: it is an entry, it is empty or a sum, or its reason is told.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, cast

from shengao.config import shown_path
from shengao.desk import spreadsheets
from shengao.desk.entries import Entry, Kind
from shengao.desk.mapping import COLUMNS, Field_, tight
from shengao.desk.mapping import Mapping as Columns
from shengao.desk.spreadsheets import Cells, Row
from shengao.errors import ReadError
from shengao.score import submission

__all__ = ["Imported", "read"]

_HEAD_WITHIN = 15  # rows in which the head of a table is looked for
_BESIDE_UNIT = ("title", "channel", "date", "count")
_SUMS = ("合计", "总计", "小计", "累计")
_APART = re.compile(r"[、,，;；/\n]+")
_DAY = re.compile(r"(?:(\d{4})\s*[-./年])?\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_YES = ("是", "√", "✓", "有", "1", "约稿", "y", "yes", "true")
_NO = ("", "否", "×", "无", "0", "不是", "n", "no", "false", "-", "—", "/")
_NONE = ("", "无", "否", "-", "—", "/", "0")


class Imported(NamedTuple):
    """What was read of a file. `places` are those of the entries; `left` the rows that were not
    understood, each with the reason; `sums` counts rows of sums, which say nothing new."""

    entries: list[Entry]
    places: list[str]
    left: list[tuple[str, str]]
    sums: int


def read(path: Path, columns: Columns, unit: Callable[[str], str] = str) -> Imported:
    """The entries of a ledger; `unit` gives the name by which a unit is known here.

    Raises `ReadError` where the file has no such table.
    """
    found = Imported([], [], [], 0)
    sums = 0
    tables = 0
    for sheet, listed in spreadsheets.sheets(path, columns.sheets):
        at, head = _head(listed, columns)
        if not head:
            continue
        tables += 1
        for row in listed[at + 1 :]:
            texts = [_text(cell) for cell in row.cells]
            if not any(texts):
                continue
            place = f"{sheet}第{row.line}行" if sheet else f"第{row.line}行"
            if any(tight(text) in _SUMS for text in texts[:3]):
                sums += 1
                continue
            try:
                entry = _entry(row.cells, head, columns, unit)
            except ValueError as error:
                found.left.append((place, str(error)))
                continue
            found.entries.append(entry)
            found.places.append(f"{path.name} {place}")
    if not tables:
        heads = "、".join(names[0] for names in COLUMNS.values())
        raise ReadError(
            shown_path(path),
            "没有找到表头，前几行里应有一行写明“报送单位”和“题目”“刊物”“日期”等栏；"
            f"认得的栏有：{heads}，别的叫法用 --mapping 对照",
        )
    return found._replace(sums=sums)


def _head(rows: Sequence[Row], columns: Columns) -> tuple[int, dict[Field_, int]]:
    """Which row is the head, and in which column each field stands; empty where none is."""
    known = columns.heads()
    for at, row in enumerate(rows[:_HEAD_WITHIN]):
        found: dict[Field_, int] = {}
        for column, cell in enumerate(row.cells):
            field = known.get(tight(_text(cell)))
            if field is not None:
                found.setdefault(field, column)
        has = {*found, *columns.fixed}
        if "units" in found and any(name in has for name in _BESIDE_UNIT) and len(found) > 1:
            return at, found
    return 0, {}


def _entry(
    cells: Cells, head: Mapping[Field_, int], columns: Columns, unit: Callable[[str], str]
) -> Entry:
    """The entry of a row. Raises ValueError in Chinese."""

    def said(field: Field_) -> Any:
        cell = cells[head[field]] if field in head and head[field] < len(cells) else None
        text = _text(cell)
        if not text:
            return columns.fixed.get(field, "")
        return columns.values.get(field, {}).get(text, cell if field == "date" else text)

    units = [part.strip() for field in ("units", "with") for part in _APART.split(said(field))]
    kind = said("kind") or ("采用" if said("channel") else "报送")
    entry = Entry(
        kind=cast(Kind, kind),
        date=_date(said("date"), columns.year),
        units=tuple(dict.fromkeys(unit(name) for name in units if name)),
        title=said("title"),
        channel=said("channel"),
        level=said("level"),
        form=said("form"),
        instruction="" if said("instruction") in _NONE else said("instruction"),
        solicited=_yes(said("solicited")),
        count=_number("篇数", said("count")) or 1,
        draft=_number("收稿编号", said("draft")),
        note=said("note"),
    )
    if trouble := entry.trouble():
        raise ValueError(trouble)
    return entry


def _date(value: Any, year: int | None) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value)
    if not text:
        raise ValueError("没有写日期")
    found = submission.day(text)
    short = _DAY.fullmatch(text.strip())
    if found is None and short is not None:
        if short[1] is None and year is None:
            raise ValueError(f"日期“{text}”没有写年份，可在对照文件中写 year")
        try:
            return date(int(short[1] or year or 0), int(short[2]), int(short[3]))
        except ValueError:
            found = None
    if found is None:
        raise ValueError(f"日期“{text}”看不懂，应写成 2026-03-05")
    return found


def _yes(text: str) -> bool:
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    raise ValueError(f"约稿一栏“{text}”应写 是 或 否")


def _number(name: str, text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > 9 or not int(text):
        raise ValueError(f"{name}“{text}”应为大于 0 的整数")
    return int(text)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
