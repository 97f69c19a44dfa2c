"""Who reported how much, what of it was adopted and what that counts, over a stretch of days."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, func, or_, select

from shengao.desk import requests
from shengao.desk.ledger import Recorded
from shengao.desk.schemes import Scheme
from shengao.desk.tables import DRAFT, UNIT


@dataclass
class Tally:
    """Figures by unit. `points` are hundredths. `drafts` counts adopted drafts, one that several
    units reported together once; `unscored` are adoptions that the scheme has no line for."""

    reported: Counter[str] = field(default_factory=Counter)
    adopted: Counter[str] = field(default_factory=Counter)
    points: Counter[str] = field(default_factory=Counter)
    drafts: int = 0
    unscored: list[Recorded] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Answers:
    """Of what a unit was asked for (约稿): how much was done in time, came late, is missing."""

    unit: str
    asked: int
    done: int
    late: int
    missing: int


def tally(
    connection: Connection, scheme: Scheme, entries: Iterable[Recorded], first: date, last: date
) -> Tally:
    """The figures of the days from `first` to `last`, both included.

    Reported is what came into the inbox and what the ledger has as 报送. A draft adopted in
    several places is one adopted draft of its unit.
    """
    found = Tally(reported=_reported(connection, first, last))
    seen: set[object] = set()
    by_unit: set[tuple[str, object]] = set()
    highest: dict[tuple[str, object], int] = {}
    for recorded in entries:
        entry = recorded.entry
        if not first <= entry.date <= last:
            continue
        if entry.kind == "报送":
            for unit in entry.units:
                found.reported[unit] += entry.count
            continue
        key: object = entry.draft if entry.draft is not None else (entry.title, entry.units)
        if entry.kind == "采用":
            seen.add(key)
            by_unit.update((unit, key) for unit in entry.units)
        points = scheme.points(entry)
        if points is None:
            found.unscored.append(recorded)
            continue
        for unit, share in scheme.shares(entry, points):
            if share > 0 and scheme.repeated == "highest":
                before = highest.get((unit, key), 0)
                highest[unit, key] = max(before, share)
                share = max(share - before, 0)
            found.points[unit] += share
    found.adopted.update(unit for unit, _ in by_unit)
    found.drafts = len(seen)
    return found


def answers(
    connection: Connection, entries: Iterable[Recorded], first: date, last: date
) -> list[Answers]:
    """How units answered what was asked for by days from `first` to `last`, by unit.

    By the requests (约稿) that were imported and the drafts that answer them; where there are none
    for these days, by what the ledger has as 约稿.
    """
    asked = _asked(connection, first, last)
    if not asked:
        words = {"采用": "done", "迟报": "late", "未报": "missing"}
        for recorded in entries:
            entry = recorded.entry
            if entry.solicited and entry.kind in words and first <= entry.date <= last:
                for unit in entry.units:
                    asked[unit][words[entry.kind]] += 1
    return [
        Answers(unit, sum(one.values()), one["done"], one["late"], one["missing"])
        for unit, one in sorted(asked.items())
    ]


def _asked(connection: Connection, first: date, last: date) -> dict[str, Counter[str]]:
    """Of each unit, how many requests it answered in time (done), late or not (missing)."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in requests.answered(connection):
        due = one.request.due
        if one.request.kind != "约稿" or due is None or not first <= due.date() <= last:
            continue
        came = {draft["unit"] for draft in one.drafts}
        in_time = {draft["unit"] for draft in one.drafts if draft["number"] not in one.late}
        for unit in one.request.units or sorted(came - {""}):
            how = "done" if unit in in_time else "late" if unit in came else "missing"
            found[unit][how] += 1
    return found


def unnamed(connection: Connection, first: date, last: date) -> int:
    """How many drafts of the inbox are of no known unit, and so counted nowhere."""
    query = select(func.count()).select_from(DRAFT).where(DRAFT.c.unit.is_(None))
    return connection.execute(query.where(*_came(first, last))).scalar() or 0


def _reported(connection: Connection, first: date, last: date) -> Counter[str]:
    query = (
        select(UNIT.c.name, func.count())
        .join(DRAFT, DRAFT.c.unit == UNIT.c.number)
        .where(*_came(first, last))
        .group_by(UNIT.c.name)
    )
    found: Counter[str] = Counter()
    for name, count in connection.execute(query):
        found[name] = count
    return found


def _came(first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    """Drafts that came on these days, the secret ones too, but nothing that is no draft."""
    return (
        DRAFT.c.received >= first.isoformat(),
        DRAFT.c.received < (last + timedelta(days=1)).isoformat(),
        or_(DRAFT.c.error == "", DRAFT.c.secret.is_(True)),
    )
