"""The bulletin 通报 of a period: all that it says, before it is put into words.

What units reported, what of it was adopted and what that counts, by class of unit, for the period
and since the year began. Units are ranked within their class; persons never are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from shengao.config import Settings
from shengao.desk import examples, ledger, tally, topics
from shengao.desk.examples import Fault, Parse
from shengao.desk.schemes import Scheme
from shengao.desk.tables import UNIT
from shengao.desk.tally import Answers, Tally
from shengao.desk.topics import Topics
from shengao.profile_tables import Roster

OTHERS = "其他单位"
"""The class of units that have none."""
_AHEAD = 3  # months that are looked ahead at most


class Asked(NamedTuple):
    """What a bulletin is to be about: days from `first` to `last`, sums since `since`."""

    first: date
    last: date
    since: date


class Figures(NamedTuple):
    """Of one unit, or of several; `points` are hundredths, `rank` 0 where there is none.

    `complete` says whether all that was reported is known: more is never adopted than reported.
    """

    reported: int
    adopted: int
    points: int = 0
    rank: int = 0
    complete: bool = True

    @property
    def rate(self) -> str:
        """The share adopted, as ``39.3%``; ``—`` where that cannot be said."""
        if not self.reported or not self.complete:
            return "—"
        tenths = (self.adopted * 1000 * 2 + self.reported) // (2 * self.reported)
        return f"{tenths // 10}.{tenths % 10}%"


class Line(NamedTuple):
    """A unit in its table."""

    unit: str
    period: Figures
    whole: Figures


class UnitClass(NamedTuple):
    """A class of units, the highest in rank first, and their sums."""

    name: str
    lines: tuple[Line, ...]
    period: Figures
    whole: Figures


@dataclass(frozen=True, slots=True)
class Bulletin:
    """All that a bulletin says.

    `period` and `whole`, since `asked.since`, are of all units, a draft that several reported
    counted once. `silent` reported nothing, `fruitless` had nothing adopted.
    `unscored` are adoptions without points, `unnamed` counts drafts that are of no known unit.
    """

    asked: Asked
    scheme: Scheme
    classes: tuple[UnitClass, ...]
    period: Figures
    whole: Figures
    silent: tuple[str, ...]
    fruitless: tuple[str, ...]
    answers: tuple[Answers, ...]
    checked: int
    faults: tuple[Fault, ...]
    topics: Topics
    unscored: tuple[ledger.Recorded, ...]
    unnamed: int


def make(
    connection: Connection, asked: Asked, scheme: Scheme, settings: Settings, parse: Parse
) -> Bulletin:
    """The bulletin of a period, from what the desk has; `parse` makes a document of a text."""
    entries = list(ledger.standing(connection, min(asked.first, asked.since), asked.last))
    period = tally.tally(connection, scheme, entries, asked.first, asked.last)
    whole = period
    if asked.since != asked.first:
        whole = tally.tally(connection, scheme, entries, asked.since, asked.last)
    roster: Roster = settings.profile.get("roster", ())
    units = _units(connection, roster, whole)
    hidden = {*units, *(name for _, _, names in roster for name in names if "*" not in name)}
    checked, faults = examples.typical(connection, asked.first, asked.last, parse, hidden)
    classes = _classes(units, period, whole)
    lines = [line for one in classes for line in one.lines]
    months = (asked.last.year - asked.first.year) * 12 + asked.last.month - asked.first.month + 1
    return Bulletin(
        asked,
        scheme,
        classes,
        _sum(one.period for one in classes)._replace(adopted=period.drafts),
        _sum(one.whole for one in classes)._replace(adopted=whole.drafts),
        tuple(line.unit for line in lines if not (line.period.reported or line.period.adopted)),
        tuple(line.unit for line in lines if line.period.reported and not line.period.adopted),
        tuple(tally.answers(connection, entries, asked.first, asked.last)),
        checked,
        tuple(faults),
        topics.ahead(
            connection,
            settings.profile,
            settings.dictionaries,
            asked.last,
            min(months, _AHEAD),
        ),
        tuple(period.unscored),
        tally.unnamed(connection, asked.first, asked.last),
    )


def _units(connection: Connection, roster: Roster, whole: Tally) -> dict[str, str]:
    """All units with their class, in the order of the roster, then by number, then by name."""
    found = {unit: kind for unit, kind, _ in roster}
    for name, kind in connection.execute(
        select(UNIT.c.name, UNIT.c["class"]).order_by(UNIT.c.number)
    ):
        found.setdefault(name, kind)
    for name in sorted({*whole.reported, *whole.adopted, *whole.points}):
        found.setdefault(name, "")
    return {name: kind or OTHERS for name, kind in found.items()}


def _classes(units: dict[str, str], period: Tally, whole: Tally) -> tuple[UnitClass, ...]:
    kinds = dict.fromkeys(kind for kind in units.values() if kind != OTHERS)
    if OTHERS in units.values():
        kinds[OTHERS] = None
    return tuple(
        _class(kind, [unit for unit in units if units[unit] == kind], period, whole)
        for kind in kinds
    )


def _class(name: str, units: Sequence[str], period: Tally, whole: Tally) -> UnitClass:
    here, since = _ranked(units, period), _ranked(units, whole)
    lines = [Line(unit, here[unit], since[unit]) for unit in units]
    lines.sort(key=lambda line: line.period.rank or len(units) + 1)
    return UnitClass(name, tuple(lines), _sum(here.values()), _sum(since.values()))


def _ranked(units: Sequence[str], figures: Tally) -> dict[str, Figures]:
    """Those with as many points share a rank, and the ranks after it are left out.

    A unit that did nothing, neither well nor badly, has no rank.
    """
    found = {
        unit: Figures(
            figures.reported[unit],
            figures.adopted[unit],
            figures.points[unit],
            complete=figures.adopted[unit] <= figures.reported[unit],
        )
        for unit in units
    }
    points = sorted((one.points for one in found.values() if any(one[:3])), reverse=True)
    return {
        unit: one._replace(rank=points.index(one.points) + 1) if any(one[:3]) else one
        for unit, one in found.items()
    }


def _sum(figures: Iterable[Figures]) -> Figures:
    listed = list(figures)
    return Figures(
        sum(one.reported for one in listed),
        sum(one.adopted for one in listed),
        sum(one.points for one in listed),
        complete=all(one.complete for one in listed),
    )
