"""The day a draft was handed in: what others noted goes before what its writer typed."""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import PurePath

from shengao import entity
from shengao.document import Document
from shengao.expression import Expression
from shengao.scorecard import Submission
from shengao.structure import Period

_YES = ("是", "yes", "true")
_DAY = Expression(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:[T\s].*)?")
_IN_NAME = Expression(
    r"(?<!\d)(20\d\d)(?:(\d\d)(\d\d)|[-_.年](\d{1,2})[-_.月](\d{1,2}))(?!\d)"
    r"|(?<!\d)(?:(0[1-9]|1[0-2])([0-3]\d)|(\d{1,2})[-_.月](\d{1,2})日?)(?!\d)"
)
"""20260303, 2026-03-03, 2026年3月3日; and without a year 0303, 3月3日, 3.3."""


def of(
    document: Document, submitted: date | None = None, received: datetime | None = None
) -> Submission:
    """When a draft was handed in, and where that is known from.

    `submitted` was given for the run, `received` is the moment of its receipt. Then count front
    matter, the file's name, the sign-off, and last what the Word file says of itself.
    """
    if submitted is not None:
        return Submission(submitted, "指定的报送日期")
    if received is not None:
        return Submission(received.date(), "收稿时间")
    for source, found in _written(document):
        if found is not None:
            return Submission(found, source)
    return Submission()


def solicited(document: Document) -> tuple[bool, datetime | None]:
    """Whether front matter says that a draft was asked for (约稿), and by the end of which day.

    It says 是, or the day itself.
    """
    said = document.properties.get("solicited", "").strip()
    due = day(said)
    until = None if due is None else datetime.combine(due, time.max)
    return due is not None or said.lower() in _YES, until


def day(text: str) -> date | None:
    """The day of 2026-04-02 or 2026年4月2日, also with a time; None for anything else."""
    found = _DAY.fullmatch(text.strip())
    return _date(found[1], found[2], found[3]) if found is not None else None


def _written(document: Document) -> Iterator[tuple[str, date | None]]:
    properties = document.properties
    yield "稿件前的报送日期", day(properties.get("submitted", ""))
    yield "文件名", _named(PurePath(document.source.path).stem, document)
    yield "落款", _signed(document)
    yield "Word文件的修改时间", day(properties.get("modified", ""))
    yield "Word文件的创建时间", day(properties.get("created", ""))


def _named(name: str, document: Document) -> date | None:
    year: int | None = None
    for found in _IN_NAME.finditer(name):
        if found[1]:
            return _date(found[1], found[2] or found[4], found[3] or found[5])
        year = year or _year(document)
        if year is not None:
            return _date(str(year), found[6] or found[8], found[7] or found[9])
    return None


def _year(document: Document) -> int | None:
    """The year that a draft is of: its own, else the first that it names."""
    if document.year is not None:
        return document.year
    periods = (one.value for one in document.entities if one.kind == "date")
    return next((one.year for one in periods if isinstance(one, Period) and one.year), None)


def _signed(document: Document) -> date | None:
    for block in reversed(document.blocks):
        if block.kind == "signoff":
            text = document.text[block.start : block.end]
            for found in entity.find(text, document.year):
                if isinstance(found.value, Period) and found.value.precision == "day":
                    return found.value.first
    return None


def _date(year: str, month: str, number: str) -> date | None:
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None
