"""Taking drafts in: what is new is judged and kept, what is known is left alone.

A batch of drafts is written in one transaction, their bytes before it: whatever becomes of the
process, each draft is there once and whole, or comes in with the next scan.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sqlalchemy import select

from shengao import batch, rulebook
from shengao.batch import Task
from shengao.config import Book, Resolver, Settings
from shengao.desk import judging, requests, sources, storing
from shengao.desk.folder import Desk
from shengao.desk.judging import Asked, Judged
from shengao.desk.sources import Incoming, Item
from shengao.desk.tables import DRAFT, SOURCE
from shengao.rulebook import Rulebook
from shengao.workers import Pool, Workers, process_pool

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

T = TypeVar("T")
Progress = Callable[["Scanned"], None]

_LOOKED_UP = 400  # files or drafts asked for in one statement
_CHUNK = 8  # drafts a task: small, so that no process waits long for the last
_CHUNK_BYTES = 4 * 2**20
_AHEAD = 3  # tasks for each process, under way or waiting
_WRITTEN = 64  # drafts of a transaction


@dataclass(slots=True)
class Scanned:
    """How a scan went: drafts that are new, that were there, that bear a mark of secrecy.

    `failed` are those that could not be read, each with the reason in Chinese; they and the
    secret ones are new too. `empty` counts mails and zip files without a draft.
    """

    new: int = 0
    known: int = 0
    empty: int = 0
    secret: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)


class _Found(NamedTuple):
    """A draft that is not known yet; or, without one, the end of a file."""

    item: Item
    incoming: Incoming | None = None
    asked: Asked | None = None


class _Made(NamedTuple):
    found: _Found
    judged: Judged | None = None


def scan(
    desk: Desk,
    places: Iterable[str | Path],
    settings: Settings,
    now: datetime,
    *,
    jobs: int = 1,
    still: float = 0.0,
    on_progress: Progress | None = None,
    pool: Pool = process_pool,
) -> Scanned:
    """Take in the drafts of some places under the settings of the office.

    Raises `DeskError`, and what is wrong with the settings as `batch.run` does. `on_progress` is
    told after each transaction how it stands. Files that changed in the last `still` seconds
    before `now` are left for another time: somebody may be writing them. `pool` makes the executor
    of `jobs` workers.
    """
    session = _Session(desk, settings, now, on_progress)
    with ExitStack() as stack:
        found = session.found(
            item
            for item in sources.items(places)
            if not still or item.touched <= (now.timestamp() - still) * 1e9
        )
        if jobs > 1:

            def alone(jobs: int) -> "Executor":
                desk.close()  # workers may be copies of this process
                return pool(jobs)

            workers = stack.enter_context(Workers(jobs, alone, judging.work, judging.lost))
            made = _in_parallel(found, workers)
        else:
            made = (_Made(one, _judged(one)) for one in found)
        session.write(made)
    return session.scanned


class _Session:
    """A scan with all that is loaded once for it."""

    def __init__(
        self, desk: Desk, settings: Settings, now: datetime, on_progress: Progress | None
    ) -> None:
        self.scanned = Scanned()
        self._desk = desk
        self._settings = settings
        self._now = now.isoformat(" ", "seconds")
        self._on_progress = on_progress or (lambda _: None)
        books: dict[Book, Rulebook] = {settings.book: rulebook.load(*settings.book)}
        rules = books[settings.book]
        Resolver(isolated=True).verify(settings, rules.rules, rules.scoring)
        self._archive = batch.archives([settings]).get(settings.archive or "")
        with desk.reading() as connection:
            self._requests = requests.load(connection)
        self._classes = {unit: kind for unit, kind, _ in settings.profile.get("roster", ())}

    def found(self, items: Iterable[Item]) -> Iterator[_Found]:
        """The drafts that are not known, each file ended by one without a draft."""
        for some in _batched(items, _LOOKED_UP):
            for item in self._changed(some):
                count = 0
                for incoming in _batched(sources.drafts(item), _CHUNK):
                    count += len(incoming)
                    for one in self._new(incoming):
                        yield _Found(item, one, self._asked(one))
                self.scanned.empty += not count
                yield _Found(item)

    def write(self, made: Iterable[_Made]) -> None:
        """Keep what was found out, a batch at a time."""
        for some in _batched(made, _WRITTEN):
            self._write(some)
            self._on_progress(self.scanned)

    def _changed(self, items: tuple[Item, ...]) -> list[Item]:
        """The files that were not taken in as they are now."""
        keys = [item.key for item in items]
        with self._desk.reading() as connection:
            rows = connection.execute(select(SOURCE).where(SOURCE.c.key.in_(keys)))
            there = {row.key: (row.size, row.modified) for row in rows}
        return [
            item
            for item, key in zip(items, keys, strict=True)
            if item.error or there.get(key) != (item.size, item.modified)
        ]

    def _new(self, incoming: tuple[Incoming, ...]) -> list[Incoming]:
        by_identity = {one.identity: one for one in incoming}
        with self._desk.reading() as connection:
            known = select(DRAFT.c.identity).where(DRAFT.c.identity.in_(list(by_identity)))
            for identity in connection.execute(known).scalars():
                del by_identity[identity]
        self.scanned.known += len(incoming) - len(by_identity)
        return list(by_identity.values())

    def _asked(self, incoming: Incoming) -> Asked | None:
        if incoming.data is None:
            return None
        settings = self._settings
        task = Task(
            incoming.shown,
            incoming.data,
            None,
            settings.genre,
            None,
            settings.release,
            settings.hints,
            settings.book,
            settings.profile,
            self._archive,
            settings.reference,
            received=incoming.received,
        )
        return Asked(
            task, incoming.letter, incoming.parts, settings, incoming.received, self._requests
        )

    def _write(self, made: tuple[_Made, ...]) -> None:
        came = [
            (one.found.incoming, one.judged or judging.failed(one.found.incoming.error or ""))
            for one in made
            if one.found.incoming is not None
        ]
        new = {incoming.identity: (incoming, judged) for incoming, judged in came}
        ended = [one.found.item for one in made if one.found.incoming is None]
        kept = [one for one, judged in new.values() if one.data is not None and judged.result]
        digests = self._desk.keep(one.data or b"" for one in kept)
        digest = {one.identity: name for one, name in zip(kept, digests, strict=True)}
        with self._desk.writing() as connection:
            drafts = storing.put(connection, new, digest, self._now, self._classes)
            storing.end(connection, ended)
        self.scanned.known += len(came) - len(drafts)
        self._count(drafts)

    def _count(self, drafts: list[dict[str, Any]]) -> None:
        self.scanned.new += len(drafts)
        for row in drafts:
            if row["secret"]:
                self.scanned.secret.append(row["path"])
            elif row["error"]:
                self.scanned.failed.append((row["path"], row["error"]))


def _judged(found: _Found) -> Judged | None:
    return judging.work([found.asked])[0] if found.asked is not None else None


def _in_parallel(found: Iterable[_Found], workers: "Workers[Asked, Judged]") -> Iterator[_Made]:
    """The same in the same order, made in several processes."""
    waiting: deque[tuple[list[_Found], list[Asked], Future[list[Judged]] | None]] = deque()

    def first() -> Iterator[_Made]:
        some, asked, future = waiting.popleft()
        made = workers.results(asked, future) if future is not None else iter(())
        for one in some:
            yield _Made(one, next(made) if one.asked is not None else None)

    for some in _chunked(found):
        asked = [one.asked for one in some if one.asked is not None]
        waiting.append((some, asked, workers.submit(asked) if asked else None))
        while len(waiting) > workers.jobs * _AHEAD:
            yield from first()
    while waiting:
        yield from first()


def _chunked(found: Iterable[_Found]) -> Iterator[list[_Found]]:
    chunk: list[_Found] = []
    size = asked = 0
    for one in found:
        chunk.append(one)
        if one.asked is not None:
            asked += 1
            size += len(one.asked.task.data or b"")
        if asked >= _CHUNK or size > _CHUNK_BYTES or len(chunk) >= _WRITTEN:
            yield chunk
            chunk, size, asked = [], 0, 0
    if chunk:
        yield chunk


def _batched(things: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    left = iter(things)
    while some := tuple(islice(left, size)):
        yield some
