"""Files of 约稿单 and 报送要点: TOML, or a table in Word, Excel or CSV."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from pydantic import BaseModel, ConfigDict, Field, field_validator

from shengao.config import contents, shown_path
from shengao.desk import spreadsheets, toml_files
from shengao.desk.mapping import tight
from shengao.desk.requests import KINDS, Kind, Request
from shengao.desk.spreadsheets import Row
from shengao.errors import ConfigError, ReadError
from shengao.score import submission

_Column = Literal["kind", "title", "topics", "units", "opened", "due"]
COLUMNS: dict[_Column, tuple[str, ...]] = {
    "kind": ("类别", "类型"),
    "title": (
        "题目",
        "选题",
        "主题",
        "约稿题目",
        "约稿主题",
        "约稿内容",
        "报送要点",
        "要点",
        "内容",
    ),
    "topics": ("关键词", "主题词"),
    "units": ("单位", "约稿单位", "责任单位", "报送单位", "供稿单位"),
    "opened": ("发出日期", "约稿日期", "起始日期", "开始日期", "发出时间", "约稿时间"),
    "due": ("截止时间", "截止日期", "报送时限", "报送时间", "完成时限", "期限"),
}
"""The heads that a column of a table may have."""

_HEAD_WITHIN = 15  # rows in which the head of a table is looked for
_APART = re.compile(r"[、,，;；/\n]+")
_ALL = ("各单位", "所有单位", "全体单位", "各乡镇、各部门", "不限")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})\s*(?:[:：时点]\s*(\d{1,2})?)")
_END = time(23, 59, 59)


class _Asked(BaseModel):
    """A ``[[request]]`` of a TOML file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    title: str = Field(min_length=1)
    topics: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    opened: date | None = None
    due: datetime | date | None = None

    @field_validator("opened", mode="before")
    @classmethod
    def _opened(cls, value: Any) -> Any:
        return submission.day(value) or value if isinstance(value, str) else value

    @field_validator("due", mode="before")
    @classmethod
    def _due(cls, value: Any) -> Any:
        return _moment(value) if isinstance(value, str) else value


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    request: tuple[_Asked, ...] = Field(min_length=1)


class Read(NamedTuple):
    """What a file says: requests, and the rows that were not understood, each with the reason."""

    requests: tuple[Request, ...]
    left: tuple[tuple[str, str], ...] = ()


def read(path: Path) -> Read:
    """The requests of a file. Raises `ReadError`, which names the line of a TOML file."""
    suffix = path.suffix.lower()
    if suffix == ".toml":
        return Read(_toml(path))
    if suffix == ".docx":
        return _tables(path, _word(path))
    if suffix in (".xlsx", ".xlsm", ".csv"):
        return _tables(path, spreadsheets.sheets(path))
    raise ReadError(shown_path(path), "约稿单应为 .toml，或者 .docx、.xlsx、.csv 里的表格")


def _toml(path: Path) -> tuple[Request, ...]:
    try:
        asked = toml_files.load(path, _File).request
    except ConfigError as error:
        place = f"{error.path}:{error.line}" if error.line else error.path
        raise ReadError(place, error.why) from error
    return tuple(
        Request(one.kind, one.title, one.topics, one.units, one.opened, _ended(one.due))
        for one in asked
    )


def _word(path: Path) -> Iterator[tuple[str, list[Row]]]:
    from shengao.word.tables import tables

    for number, rows in enumerate(tables(contents(path), shown_path(path)), 1):
        name = f"第{number}个表格"
        yield name, [Row(name, line, cells) for line, cells in enumerate(rows, 1)]


def _tables(path: Path, given: Iterable[tuple[str, Sequence[Row]]]) -> Read:
    requests: list[Request] = []
    left: list[tuple[str, str]] = []
    heads = 0
    for name, rows in given:
        at, head = _head(rows)
        if not head:
            continue
        heads += 1
        for row in rows[at + 1 :]:
            if not any(map(_text, row.cells)):
                continue
            try:
                requests.append(_request(row, head))
            except ValueError as error:
                left.append((f"{name}第{row.line}行", str(error)))
    if not heads:
        raise ReadError(
            shown_path(path),
            "没有找到表头，前几行里应有一行写明“题目”和“单位”“截止时间”等栏；"
            f"认得的栏有：{'、'.join(name for names in COLUMNS.values() for name in names)}",
        )
    return Read(tuple(requests), tuple(left))


def _head(rows: Sequence[Row]) -> tuple[int, dict[_Column, int]]:
    """Which row is the head, and in which column each field stands; empty where none is."""
    known = {name: field for field, names in COLUMNS.items() for name in names}
    for at, row in enumerate(rows[:_HEAD_WITHIN]):
        found: dict[_Column, int] = {}
        for column, cell in enumerate(row.cells):
            field = known.get(tight(_text(cell)))
            if field is not None:
                found.setdefault(field, column)
        if "title" in found and len(found) > 1:
            return at, found
    return 0, {}


def _request(row: Row, head: dict[_Column, int]) -> Request:
    """The request of a row. Raises ValueError in Chinese."""

    def cell(field: _Column) -> Any:
        return row.cells[head[field]] if field in head and head[field] < len(row.cells) else None

    title = _text(cell("title"))
    if not title:
        raise ValueError("没有写题目")
    units = _text(cell("units"))
    names = () if units in _ALL else tuple(filter(None, map(str.strip, _APART.split(units))))
    kind = _text(cell("kind")) or ("约稿" if names else "要点")
    if kind not in KINDS:
        raise ValueError(f"类别“{kind}”应为 {'、'.join(KINDS)} 之一")
    topics = tuple(filter(None, map(str.strip, _APART.split(_text(cell("topics"))))))
    opened, due = cell("opened"), cell("due")
    day = _moment(opened) if _text(opened) else None
    return Request(
        cast(Kind, kind),
        title,
        topics,
        tuple(dict.fromkeys(names)),
        day.date() if isinstance(day, datetime) else day,
        _ended(_moment(due)) if _text(due) else None,
    )


def _moment(value: Any) -> date:
    """A day, or a moment where one is given. Raises ValueError in Chinese."""
    if isinstance(value, datetime):
        return value if value.time() != time() else value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    try:
        return datetime.fromisoformat(text) if ":" in text else date.fromisoformat(text)
    except ValueError:
        pass
    clock = _CLOCK.search(text)
    day = submission.day(text[: clock.start()].strip() if clock else text)
    if day is None:
        raise ValueError(f"日期“{text}”看不懂，应写成 2026-03-05 或 2026-03-05 17:00")
    if clock is None:
        return day
    try:
        return datetime.combine(day, time(int(clock[1]), int(clock[2] or 0)))
    except ValueError as error:
        raise ValueError(f"时间“{clock[0]}”看不懂，应写成 17:00") from error


def _ended(due: date | None) -> datetime | None:
    """The last moment of what is due; of a day its end."""
    if due is None or isinstance(due, datetime):
        return due if due is None else due.replace(tzinfo=None)
    return datetime.combine(due, _END)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).strip()
