"""The list of drafts: which, in which order, and what of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, case, false, func, or_, select

from shengao.desk.folder import Desk
from shengao.desk.suggesting import URGENT
from shengao.desk.tables import DRAFT, REQUEST, UNIT

STATES = ("待处理", "已采用", "已退改")
_STEP = 500  # rows fetched at a time

SORTS = {
    "rank": (DRAFT.c.rank, DRAFT.c.number),
    "received": (DRAFT.c.received.desc(), DRAFT.c.number.desc()),
    "total": (DRAFT.c.total.desc().nulls_last(), DRAFT.c.number),
    "unit": (UNIT.c.name.nulls_last(), DRAFT.c.rank, DRAFT.c.number),
}
"""Orders by the name of an option; ``rank`` is that of an editor."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which drafts. Empty is any; `unit`, `title` are part of the name or title.

    `since` and `until` are days of receipt, both included; `asked` only drafts that answer a
    request. `limit` 0 is all.
    """

    state: str = STATES[0]
    unit: str = ""
    kind: str = ""
    genre: str = ""
    suggestion: str = ""
    title: str = ""
    since: str = ""
    until: str = ""
    asked: bool = False
    unread: bool = False
    sort: str = "rank"
    limit: int = 0


class Listed(NamedTuple):
    """A line of the list. `criteria` are 快 实 深 新 用, None where 未评; `request` is the title
    of what it answers; `error` says why it was not read."""

    number: int
    received: str
    unit: str
    kind: str
    author: str
    title: str
    genre: str
    criteria: tuple[int | None, ...]
    total: int | None
    band: str
    suggestion: str
    reason: str
    request: str
    solicited: bool
    state: str
    path: str
    error: str
    secret: bool

    @property
    def urgent(self) -> bool:
        """Whether it is a 紧急信息."""
        return self.genre == URGENT


class Counts(NamedTuple):
    """How many drafts are wanted, and how many of them could not be read or are secret."""

    drafts: int
    unread: int
    secret: int


def counts(desk: Desk, wanted: Wanted) -> Counts:
    """How many there are of the drafts that are wanted, whatever the limit."""
    failed = DRAFT.c.rank >= _FAILED
    query = select(
        func.count(),
        func.coalesce(func.sum(case((and_(failed, DRAFT.c.secret == false()), 1), else_=0)), 0),
        func.coalesce(func.sum(case((and_(failed, DRAFT.c.secret), 1), else_=0)), 0),
    )
    with desk.reading() as connection:
        if _is_plain(wanted):  # the index alone knows
            total = connection.execute(
                select(func.count()).where(DRAFT.c.state == wanted.state)
            ).scalar_one()
            row = connection.execute(query.where(DRAFT.c.state == wanted.state, failed)).one()
            return Counts(total, row[1], row[2])
        row = connection.execute(_narrowed(query.select_from(_joined()), wanted)).one()
    return Counts(*row)


def listed(desk: Desk, wanted: Wanted) -> Iterator[Listed]:
    """The drafts that are wanted, in order."""
    query = _narrowed(select(*_COLUMNS).select_from(_joined()), wanted)
    query = query.order_by(*SORTS[wanted.sort])
    if wanted.limit:
        query = query.limit(wanted.limit)
    with desk.reading() as connection:
        for row in connection.execution_options(yield_per=_STEP).execute(query):
            yield _listed(row)


def _listed(row: Any) -> Listed:
    return Listed(
        row.number,
        row.received,
        row.name or "",
        row.kind or "",
        row.author,
        row.title,
        row.genre,
        (row.timely, row.factual, row.deep, row.original, row.useful),
        row.total,
        row.band,
        row.suggestion,
        row.reason,
        row.asked or "",
        row.asked_for == "约稿",
        row.state,
        row.path,
        row.error,
        row.secret,
    )


_FAILED = 8000  # from here on `rank` is that of drafts that could not be read
_COLUMNS = (
    *(column for column in DRAFT.c if column.name not in ("unit", "request", "identity", "faults")),
    UNIT.c.name,
    UNIT.c["class"].label("kind"),
    REQUEST.c.title.label("asked"),
    REQUEST.c.kind.label("asked_for"),
)


def _joined() -> Any:
    return DRAFT.outerjoin(UNIT, DRAFT.c.unit == UNIT.c.number).outerjoin(
        REQUEST, DRAFT.c.request == REQUEST.c.number
    )


def _is_plain(wanted: Wanted) -> bool:
    return bool(wanted.state) and wanted == Wanted(
        state=wanted.state, sort=wanted.sort, limit=wanted.limit
    )


def _narrowed(query: Select[Any], wanted: Wanted) -> Select[Any]:
    if wanted.state:
        query = query.where(DRAFT.c.state == wanted.state)
    if wanted.unit:
        query = query.where(UNIT.c.name.contains(wanted.unit, autoescape=True))
    if wanted.kind:
        query = query.where(UNIT.c["class"] == wanted.kind)
    if wanted.genre:
        query = query.where(DRAFT.c.genre == wanted.genre)
    if wanted.suggestion:
        query = query.where(DRAFT.c.suggestion == wanted.suggestion)
    if wanted.title:
        query = query.where(DRAFT.c.title.contains(wanted.title, autoescape=True))
    if wanted.since:
        query = query.where(DRAFT.c.received >= wanted.since)
    if wanted.until:
        query = query.where(DRAFT.c.received <= f"{wanted.until} 24")
    if wanted.asked:
        query = query.where(DRAFT.c.request.is_not(None))
    if wanted.unread:
        query = query.where(or_(DRAFT.c.error != "", DRAFT.c.secret))
    return query
