"""What an office asked for, 约稿 of named units and 报送要点 of a period, and what answers it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import Connection, insert, select, update

from shengao.desk import suggesting
from shengao.desk.tables import CONTENT, DRAFT, REQUEST, UNIT

Kind = Literal["约稿", "要点"]
KINDS: tuple[str, ...] = get_args(Kind)

_LATE = timedelta(days=30)  # after its time a 约稿 may still be answered, late
_LEAD = 200  # characters at the head of a text that say what it is about
_TITLE, _HEAD, _TEXT = 4, 2, 1  # what a topic counts in the title, the head, the rest
_LEAST = 2  # of these, for a draft to be on what was asked for
_LOOKED_UP = 400  # drafts asked for in one statement
_MOST = 2  # times that a topic counts in the rest of a text


class Request(NamedTuple):
    """Something asked for.

    `topics` are words, of which a draft has at least one; one of several words apart has them all.
    `units` are those asked, empty for all. `opened` is the day from which drafts count, `due` the
    last moment; None where there is none. `number` is that of the desk, 0 before it has one.
    """

    kind: Kind
    title: str
    topics: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    opened: date | None = None
    due: datetime | None = None
    number: int = 0

    @property
    def identity(self) -> str:
        """The same for the same request, which is imported once."""
        said = json.dumps([str(one) for one in self._replace(number=0)], ensure_ascii=False)
        return blake2b(said.encode(), digest_size=16).hexdigest()


class Answered(NamedTuple):
    """A request with the drafts on it: number, unit, title, moment received, state.

    `missing` are the units asked that sent none, `late` the numbers of drafts after the time.
    """

    request: Request
    drafts: tuple[Mapping[str, Any], ...]
    missing: tuple[str, ...]
    late: tuple[int, ...]

    @property
    def open(self) -> bool:
        """Whether somebody has still to answer: a unit asked, or anybody at all."""
        return bool(self.missing) if self.request.units else not self.drafts


def match(
    requests: Iterable[Request], title: str, text: str, unit: str, received: datetime
) -> Request | None:
    """The request that a draft answers: the one most spoken of, 约稿 before 要点; or None."""
    found: list[tuple[tuple[int, bool, datetime, int], Request]] = []
    for request in requests:
        if not _may(request, unit, received):
            continue
        points = _points(request, title, text)
        if points >= _LEAST:
            due = request.due or datetime.max
            order = (-points, request.kind != "约稿", due, request.number)
            found.append((order, request))
    return min(found)[1] if found else None


def load(connection: Connection) -> tuple[Request, ...]:
    """All requests, by number."""
    rows = connection.execute(select(REQUEST).order_by(REQUEST.c.number))
    return tuple(_request(row._mapping) for row in rows)


def put(connection: Connection, given: Sequence[Request]) -> int:
    """Add requests, but for those that are there already; returns how many are new."""
    known = set(connection.execute(select(REQUEST.c.identity)).scalars())
    rows: dict[str, dict[str, Any]] = {
        one.identity: {
            "identity": one.identity,
            "kind": one.kind,
            "title": one.title,
            "topics": json.dumps(one.topics, ensure_ascii=False),
            "units": json.dumps(one.units, ensure_ascii=False),
            "opened": "" if one.opened is None else one.opened.isoformat(),
            "due": "" if one.due is None else one.due.isoformat(" ", "seconds"),
        }
        for one in given
        if one.identity not in known
    }
    if rows:
        connection.execute(insert(REQUEST), list(rows.values()))
    return len(rows)


def assign(connection: Connection) -> int:
    """Find for drafts that answer nothing yet what they answer; returns how many do now.

    Their scores stay; one that was asked for moves up in the list.
    """
    requests = load(connection)
    if not requests:
        return 0
    waiting = select(DRAFT.c.number).where(DRAFT.c.request.is_(None))
    opened = [one.opened for one in requests]
    if None not in opened:
        first = min(day.isoformat() for day in opened if day)
        waiting = waiting.where(DRAFT.c.received >= first)
    numbers = connection.execute(waiting.order_by(DRAFT.c.number)).scalars().all()
    count = 0
    for start in range(0, len(numbers), _LOOKED_UP):
        some = numbers[start : start + _LOOKED_UP]
        query = (
            select(DRAFT, UNIT.c.name, CONTENT.c.text)
            .join(CONTENT, CONTENT.c.number == DRAFT.c.number)
            .outerjoin(UNIT, UNIT.c.number == DRAFT.c.unit)
            .where(DRAFT.c.number.in_(some))
        )
        for row in connection.execute(query).mappings().all():
            count += _assigned(connection, requests, row)
    return count


def _assigned(connection: Connection, requests: Sequence[Request], row: Mapping[Any, Any]) -> bool:
    """Whether a draft answers a request, which is noted then."""
    received = datetime.fromisoformat(row["received"])
    found = match(requests, row["title"], row["text"], row["name"] or "", received)
    if found is None:
        return False
    rank = suggesting.rank(
        urgent=row["genre"] == suggesting.URGENT,
        solicited=found.kind == "约稿",
        pending=row["band"] == "待核",
        total=row["total"],
    )
    connection.execute(
        update(DRAFT).where(DRAFT.c.number == row["number"]).values(request=found.number, rank=rank)
    )
    return True


def answered(connection: Connection, at: date | None = None) -> list[Answered]:
    """Requests with what came in on them, by number; with `at` only those of that day."""
    query = (
        select(
            DRAFT.c.number, DRAFT.c.request, DRAFT.c.title, DRAFT.c.received, DRAFT.c.state,
            UNIT.c.name,
        )
        .outerjoin(UNIT, UNIT.c.number == DRAFT.c.unit)
        .where(DRAFT.c.request.is_not(None))
        .order_by(DRAFT.c.received, DRAFT.c.number)
    )  # fmt: skip
    drafts: dict[int, list[dict[str, Any]]] = {}
    for row in connection.execute(query).mappings():
        draft = {key: row[key] for key in ("number", "title", "received", "state")}
        drafts.setdefault(row["request"], []).append({**draft, "unit": row["name"] or ""})
    found = []
    for request in load(connection):
        if at is not None and not _current(request, at):
            continue
        own = tuple(drafts.get(request.number, ()))
        units = {draft["unit"] for draft in own}
        late = tuple(draft["number"] for draft in own if is_late(request, draft["received"]))
        missing = tuple(unit for unit in request.units if unit not in units)
        found.append(Answered(request, own, missing, late))
    return found


def answers(connection: Connection, draft: int) -> Request | None:
    """What a draft answers."""
    query = (
        select(REQUEST)
        .join(DRAFT, DRAFT.c.request == REQUEST.c.number)
        .where(DRAFT.c.number == draft)
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else _request(row._mapping)


def is_late(request: Request, received: str) -> bool:
    """Whether a draft came after the time."""
    return request.due is not None and datetime.fromisoformat(received) > request.due


def _current(request: Request, at: date) -> bool:
    return (request.opened is None or request.opened <= at) and (
        request.due is None or at <= request.due.date()
    )


def _may(request: Request, unit: str, received: datetime) -> bool:
    """Whether a draft of that unit and moment can be meant."""
    if request.units and unit not in request.units:
        return False
    if request.opened is not None and received.date() < request.opened:
        return False
    if request.due is None:
        return True
    return received <= (request.due + _LATE if request.kind == "约稿" else request.due)


def _points(request: Request, title: str, text: str) -> int:
    head, rest = text[:_LEAD], text[_LEAD:]
    points = 0
    for topic in request.topics or (request.title,):
        words = topic.split()
        if not words:
            continue
        if all(word in title for word in words):
            points += _TITLE
        if all(word in head for word in words):
            points += _HEAD
        points += _TEXT * min(_MOST, min(rest.count(word) for word in words))
    return points


def _request(row: Mapping[Any, Any]) -> Request:
    return Request(
        row["kind"],
        row["title"],
        tuple(json.loads(row["topics"])),
        tuple(json.loads(row["units"])),
        date.fromisoformat(row["opened"]) if row["opened"] else None,
        datetime.fromisoformat(row["due"]) if row["due"] else None,
        row["number"],
    )
