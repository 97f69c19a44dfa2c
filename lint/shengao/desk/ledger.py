"""The ledger 台账: who reported, what was adopted, what came late. Entries are only ever added.

A correction is an entry that takes the place of another; both stay, with who made them, when and
why.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, func, insert, select

from shengao.desk.entries import Entry
from shengao.desk.ledger_tables import ENTRY
from shengao.desk.tables import DRAFT, UNIT
from shengao.errors import ShengaoError

_NO_DRAFT = "收稿库里没有第 {} 号稿件，编号见 shengao inbox list。"
_MANY = 400  # rows that one statement adds


class LedgerError(ShengaoError):
    """An entry that cannot be made; says why in Chinese."""


class Recorded(NamedTuple):
    """An entry as it stands in the ledger; `cancelled` where the event is taken out of it."""

    number: int
    entry: Entry
    made: str
    who: str
    why: str
    source: str
    cancelled: bool


class Added(NamedTuple):
    """What became of an entry: its number, and whether it was there before."""

    number: int
    known: bool


def record(
    connection: Connection,
    entries: Iterable[Entry],
    who: str,
    now: datetime,
    sources: Iterable[str] | None = None,
) -> list[Added]:
    """Add entries, but for those that the ledger has already; `sources` are their files and rows.

    Of equal entries in one call each is added: two short notes of a day may look alike.
    Raises `LedgerError`.
    """
    given = list(entries)
    for entry in given:
        if why := entry.trouble():
            raise LedgerError(f"{_shown(entry)}：{why}。")
    for number in absent(connection, given):
        raise LedgerError(_NO_DRAFT.format(number))
    known: dict[str, int] = {
        row.identity: row.number
        for row in connection.execute(
            select(ENTRY.c.identity, ENTRY.c.number).where(ENTRY.c.identity.is_not(None))
        )
    }
    number = _last(connection)
    made = now.isoformat(" ", "seconds")
    times: dict[Entry, int] = {}
    rows: list[dict[str, Any]] = []
    added: list[Added] = []
    for entry, source in zip(given, sources or [""] * len(given), strict=True):
        times[entry] = times.get(entry, 0) + 1
        identity = _identity(entry, times[entry])
        if identity in known:
            added.append(Added(known[identity], True))
            continue
        number += 1
        rows.append(
            {
                **_row(entry), "number": number, "identity": identity, "made": made, "who": who,
                "source": source,
            }
        )  # fmt: skip
        added.append(Added(number, False))
    for start in range(0, len(rows), _MANY):
        connection.execute(insert(ENTRY), rows[start : start + _MANY])
    return added


def correct(
    connection: Connection,
    number: int,
    changes: dict[str, Any],
    who: str,
    why: str,
    now: datetime,
    *,
    cancelled: bool = False,
    restored: bool = False,
) -> int:
    """Put an entry with `changes` in the place of another; returns its number.

    `cancelled` takes the event out of the ledger, `restored` brings it back; one that is out can
    be corrected in no other way. Raises `LedgerError`.
    """
    old = _one(connection, number)
    later = connection.execute(select(ENTRY.c.number).where(ENTRY.c.replaces == number)).scalar()
    if later is not None:
        raise LedgerError(f"台账第 {number} 号已经改过，现在是第 {later} 号，请改那一条。")
    if old.cancelled and not restored:
        raise LedgerError(f"台账第 {number} 号已经撤销，要恢复请用 --restore。")
    if restored and not old.cancelled:
        raise LedgerError(f"台账第 {number} 号没有撤销，不用恢复。")
    entry = replace(old.entry, **changes)
    if trouble := entry.trouble():
        raise LedgerError(f"台账第 {number} 号：{trouble}。")
    if entry == old.entry and not (cancelled or restored):
        raise LedgerError(f"台账第 {number} 号本来就是这样，没有要改的。")
    for missing in absent(connection, [entry]):
        raise LedgerError(_NO_DRAFT.format(missing))
    made = _last(connection) + 1
    connection.execute(
        insert(ENTRY).values(
            **_row(entry),
            number=made,
            identity=None if _is_known(connection, entry) else _identity(entry, 1),
            replaces=number,
            made=now.isoformat(" ", "seconds"),
            who=who,
            why=why,
            cancelled=cancelled,
        )
    )
    return made


class Draft(NamedTuple):
    """Of a draft of the inbox, what an entry needs."""

    unit: str
    title: str


def draft(connection: Connection, number: int) -> Draft:
    """A draft of the inbox. Raises `LedgerError` where there is none of that number."""
    row = connection.execute(
        select(UNIT.c.name, DRAFT.c.title)
        .select_from(DRAFT.outerjoin(UNIT, UNIT.c.number == DRAFT.c.unit))
        .where(DRAFT.c.number == number)
    ).first()
    if row is None:
        raise LedgerError(_NO_DRAFT.format(number))
    return Draft(row.name or "", row.title)


def absent(connection: Connection, entries: Iterable[Entry]) -> list[int]:
    """The drafts that entries name and the inbox has not."""
    named = sorted({entry.draft for entry in entries if entry.draft is not None})
    return [
        number
        for number in named
        if connection.execute(select(DRAFT.c.number).where(DRAFT.c.number == number)).first()
        is None
    ]


def standing(
    connection: Connection, first: date | None = None, last: date | None = None
) -> Iterator[Recorded]:
    """The entries that stand, of the days from `first` to `last`, by date and number."""
    later = ENTRY.alias()
    query = (
        select(ENTRY)
        .outerjoin(later, later.c.replaces == ENTRY.c.number)
        .where(later.c.number.is_(None), ENTRY.c.cancelled.is_(False))
        .order_by(ENTRY.c.date, ENTRY.c.number)
    )
    return map(_recorded, connection.execute(_within(query, first, last)))


def history(connection: Connection, number: int) -> list[Recorded]:
    """All entries on the event of an entry, the first one first. Raises `LedgerError`."""
    found = [_one(connection, number)]
    earlier = _replaced(connection, number)
    while earlier is not None:
        found.insert(0, _one(connection, earlier))
        earlier = _replaced(connection, earlier)
    while True:
        query = select(ENTRY).where(ENTRY.c.replaces == found[-1].number)
        later = connection.execute(query).first()
        if later is None:
            return found
        found.append(_recorded(later))


def _replaced(connection: Connection, number: int) -> int | None:
    return connection.execute(select(ENTRY.c.replaces).where(ENTRY.c.number == number)).scalar()


def _within(query: Select[Any], first: date | None, last: date | None) -> Select[Any]:
    if first is not None:
        query = query.where(ENTRY.c.date >= first.isoformat())
    if last is not None:
        query = query.where(ENTRY.c.date <= last.isoformat())
    return query


def _one(connection: Connection, number: int) -> Recorded:
    row = connection.execute(select(ENTRY).where(ENTRY.c.number == number)).first()
    if row is None:
        raise LedgerError(f"台账里没有第 {number} 号，编号见 shengao ledger list。")
    return _recorded(row)


def _is_known(connection: Connection, entry: Entry) -> bool:
    query = select(ENTRY.c.number).where(ENTRY.c.identity == _identity(entry, 1))
    return connection.execute(query).first() is not None


def _last(connection: Connection) -> int:
    """The greatest number there is; 0 where there is none."""
    return connection.execute(select(func.max(ENTRY.c.number))).scalar() or 0


def _row(entry: Entry) -> dict[str, Any]:
    return {
        **asdict(entry),
        "date": entry.date.isoformat(),
        "units": json.dumps(entry.units, ensure_ascii=False),
    }


def _recorded(row: Row[Any]) -> Recorded:
    one = row._mapping
    units: Sequence[str] = json.loads(one["units"])
    entry = Entry(
        kind=one["kind"],
        date=date.fromisoformat(one["date"]),
        units=tuple(units),
        title=one["title"],
        channel=one["channel"],
        level=one["level"],
        form=one["form"],
        instruction=one["instruction"],
        solicited=one["solicited"],
        count=one["count"],
        draft=one["draft"],
        note=one["note"],
    )
    return Recorded(
        one["number"], entry, one["made"], one["who"], one["why"], one["source"], one["cancelled"]
    )


def _identity(entry: Entry, time: int) -> str:
    said = json.dumps([*_row(replace(entry, note="")).values(), time], ensure_ascii=False)
    return blake2b(said.encode(), digest_size=16).hexdigest()


def _shown(entry: Entry) -> str:
    return entry.title or "、".join(entry.units) or "这一条"
