"""The tables that a unit's profile names by their path: the roster of units, the calendar.

Used when a configuration is read for the first time. Spreadsheet programs on Chinese Windows
write them as GBK, so that is read as well as UTF-8.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from shengao.config.files import shown_path
from shengao.errors import ConfigError, suggestion

Roster = tuple[tuple[str, str, tuple[str, ...]], ...]
"""Units with their class, which may be empty, and the names that they go by; in a name ``*``
stands for any characters."""

Calendar = dict[str, tuple[str, ...]]
"""Topics by month: ``7``, ``7-9``, ``10-4`` (over the turn of the year) or 全年."""

ALL_YEAR = "全年"
_MONTHS = re.compile(r"(\d{1,2})(?:\s*[-–—~～至到]\s*(\d{1,2}))?\s*月?")
_PARTS = re.compile(r"[、，,；;|]")


class _Row(NamedTuple):
    """A line of a table, by the first names of its columns."""

    line: int
    cells: dict[str, str]
    text: str


def roster(path: Path, data: bytes) -> Roster:
    """The units of a roster. Raises `ConfigError` at the line."""
    units: list[tuple[str, str, tuple[str, ...]]] = []
    claimed: dict[str, int] = {}
    for row in _rows(path, data, ",", (("单位", "unit"), ("类别", "class"), ("名称", "names"))):
        unit = row.cells["单位"]
        if not unit:
            raise ConfigError(shown_path(path), row.line, "“单位”这一格是空的", row.text)
        names = tuple(dict.fromkeys((unit, *_listed(row.cells["名称"]))))
        for name in names:
            if not name.strip("*"):
                why = f"名称“{name}”会认到所有单位"
                raise ConfigError(shown_path(path), row.line, why, row.text)
            if claimed.setdefault(name, row.line) != row.line:
                why = f"“{name}”已在第{claimed[name]}行写过，分不清是哪个单位"
                raise ConfigError(shown_path(path), row.line, why, row.text)
        units.append((unit, row.cells["类别"], names))
    return tuple(units)


def calendar(path: Path, data: bytes) -> Calendar:
    """The calendar of a tab-separated table. Raises `ConfigError` at the line."""
    found: Calendar = {}
    for row in _rows(path, data, "\t", (("月份", "month"), ("主题", "topics"))):
        topics = _listed(row.cells["主题"])
        if not topics:
            raise ConfigError(shown_path(path), row.line, "“主题”这一格是空的", row.text)
        try:
            month = months(row.cells["月份"])
        except ValueError as error:
            raise ConfigError(shown_path(path), row.line, str(error), row.text) from error
        found[month] = tuple(dict.fromkeys((*found.get(month, ()), *topics)))
    return found


def months(spelled: str) -> str:
    """``7``, ``7-9``, ``10-4`` or 全年, however it was written. Raises ValueError in Chinese."""
    if spelled == ALL_YEAR:
        return spelled
    found = _MONTHS.fullmatch(spelled)
    first = int(found[1]) if found else 0
    last = int(found[2] or first) if found else 0
    if not (1 <= first <= 12 and 1 <= last <= 12):
        raise ValueError(f"月份“{spelled}”应写成 7、7-9、10-4 或 全年")
    return str(first) if first == last else f"{first}-{last}"


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in map(str.strip, _PARTS.split(cell)) if part)


def _rows(
    path: Path, data: bytes, delimiter: str, columns: tuple[tuple[str, str], ...]
) -> Iterator[_Row]:
    """The lines of a table under its header; a column goes by a Chinese or an English name."""
    text = _text(path, data)
    lines = text.splitlines()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = next(reader, [])
    names = {name: first for first, *others in columns for name in (first, *others)}
    wanted = [first for first, _ in columns]
    heads = [names.get(cell.strip(), "") for cell in header]
    if sorted(filter(None, heads)) != sorted(wanted):
        unknown = [cell for cell in header if cell.strip() not in names]
        guess = suggestion(unknown[0], wanted) if unknown else ""
        how = "制表符" if delimiter == "\t" else "英文逗号"
        why = f"第一行应为表头，写明 {'、'.join(wanted)}，用{how}隔开{guess}"
        raise ConfigError(shown_path(path), 1, why, lines[0] if lines else "")
    line = 1
    for cells in reader:
        line, ended = reader.line_num, line
        if not any(map(str.strip, cells)) or cells[0].startswith("#"):
            continue
        shown = lines[ended] if ended < len(lines) else ""
        if len(cells) > len(heads):
            why = f"这一行有{len(cells)}格，表头只有{len(heads)}列"
            raise ConfigError(shown_path(path), ended + 1, why, shown)
        row = dict.fromkeys(wanted, "")
        row.update((head, cell.strip()) for head, cell in zip(heads, cells, strict=False) if head)
        yield _Row(ended + 1, row, shown)


def _text(path: Path, data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ConfigError(shown_path(path), 0, "表格的文字编码认不出来，请另存为 UTF-8")
