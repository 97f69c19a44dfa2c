"""The ledger 台账: who reported, what was adopted, what came late. Entries are only ever added.

A correction is an entry that takes the place of another; both stay, with who made them, when and
why.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from hashlib import blake2b
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import Connection, Row, Select, func, insert, select

from shengao.desk.ledger_tables import ENTRY
from shengao.desk.tables import DRAFT
from shengao.errors import ShengaoError

Kind = Literal["采用", "报送", "迟报", "未报"]
KINDS: tuple[str, ...] = get_args(Kind)
LEVELS = ("本级", "县级", "市级", "省级", "部级", "国家级")
"""Where a channel belongs, the lowest first, as far as an office has no words of its own."""

_MANY = 400  # rows that one statement adds


class LedgerError(ShengaoError):
    """An entry that cannot be made; says why in Chinese."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened. An adoption, or `count` drafts reported on paper or by telephone (报送), or
    something that came late (迟报) or never (未报).

    `units` are those that reported, the one that leads first; `draft` is the number of a draft of
    the inbox, None for one that never was in it. `instruction` is the level of the leader who
    wrote a 批示, empty for none. `solicited` says whether it was asked for (约稿).
    """

    kind: Kind
    date: date
    units: tuple[str, ...]
    title: str = ""
    channel: str = ""
    level: str = ""
    form: str = ""
    instruction: str = ""
    solicited: bool = False
    count: int = 1
    draft: int | None = None
    note: str = ""

    def trouble(self) -> str:
        """What keeps it from being recorded, in Chinese; empty where nothing does."""
        if self.kind not in KINDS:
            return f"类别“{self.kind}”应为 {'、'.join(KINDS)} 之一"
        if not self.units:
            return "没有写报送单位"
        if len(set(self.units)) < len(self.units):
            return "同一个单位写了两次"
        if self.kind == "采用" and not self.channel:
            return "没有写刊发的渠道（刊物）"
        if self.kind == "采用" and not self.title and self.draft is None:
            return "没有写题目，也没有写收稿编号"
        if self.count < 1 or (self.count > 1 and self.kind != "报送"):
            return "篇数只有“报送”可以写，不小于 1"
        return ""


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
        raise LedgerError(f"收稿库里没有第 {number} 号稿件，编号见 shengao inbox list。")
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
) -> int:
    """Put an entry with `changes` in the place of another; returns its number.

    `cancelled` takes the event out of the ledger; a later correction brings it back. Raises
    `LedgerError`.
    """
    old = _one(connection, number)
    later = connection.execute(select(ENTRY.c.number).where(ENTRY.c.replaces == number)).scalar()
    if later is not None:
        raise LedgerError(f"台账第 {number} 号已经改过，现在是第 {later} 号，请改那一条。")
    entry = replace(old.entry, **changes)
    if trouble := entry.trouble():
        raise LedgerError(f"台账第 {number} 号：{trouble}。")
    if entry == old.entry and cancelled == old.cancelled:
        raise LedgerError(f"台账第 {number} 号本来就是这样，没有要改的。")
    for missing in absent(connection, [entry]):
        raise LedgerError(f"收稿库里没有第 {missing} 号稿件，编号见 shengao inbox list。")
    made = _last(connection) + 1
    connection.execute(
        insert(ENTRY).values(
            **_row(entry),
            number=made,
            replaces=number,
            made=now.isoformat(" ", "seconds"),
            who=who,
            why=why,
            cancelled=cancelled,
        )
    )
    return made


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
