"""What to report next: the topics of the coming months, and the key points that were set."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from shengao import data, dictionary
from shengao.desk.tables import REQUEST
from shengao.profile_tables import ALL_YEAR


class Topics(NamedTuple):
    """`months` are those ahead with what begins to matter in each, in the first one all that
    matters in it. `always` is what the unit's own calendar has for all year; `points` are key
    points set for these months."""

    months: tuple[tuple[str, tuple[str, ...]], ...]
    always: tuple[str, ...]
    points: tuple[tuple[str, tuple[str, ...]], ...]


def ahead(
    connection: Connection,
    profile: Mapping[str, Any],
    folders: Sequence[Path],
    last: date,
    count: int,
) -> Topics:
    """The topics of `count` months after `last`.

    By the calendar of the profile, else by the dictionaries of that name.
    """
    own: Mapping[str, Sequence[str]] = profile.get("calendar", {})
    calendar = own or _common(folders)
    months = [_after(last, step) for step in range(1, count + 1)]
    told: set[str] = set()
    listed = []
    for month in months:
        fitting = [
            topic
            for spelled, topics in calendar.items()
            if spelled != ALL_YEAR and _covers(spelled, month.month)
            for topic in topics
            if topic not in told
        ]
        told.update(fitting)
        listed.append((f"{month.year}年{month.month}月", tuple(dict.fromkeys(fitting))))
    end = _after(months[-1], 1)
    query = select(REQUEST.c.title, REQUEST.c.topics).where(
        REQUEST.c.kind == "要点",
        REQUEST.c.opened < end.isoformat(),
        REQUEST.c.due >= months[0].isoformat(),
    )
    points = connection.execute(query.order_by(REQUEST.c.opened, REQUEST.c.number))
    return Topics(
        tuple(listed),
        tuple(own.get(ALL_YEAR, ())),
        tuple((title, tuple(json.loads(topics))) for title, topics in points),
    )


def _after(day: date, months: int) -> date:
    """The first day of a month that comes so many months after that of `day`."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def _covers(spelled: str, month: int) -> bool:
    """Whether ``7``, ``7-9`` or ``10-4`` covers a month."""
    first, _, last = spelled.partition("-")
    begin, end = int(first), int(last or first)
    return begin <= month <= end if begin <= end else month >= begin or month <= end


def _common(folders: Sequence[Path]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for folder in (data.folder("dictionaries"), *folders):
        path = folder / "calendar.tsv"
        if path.is_file():
            for entry in dictionary.read(path):
                found[entry.tag] = (*found.get(entry.tag, ()), entry.word)
    return found
