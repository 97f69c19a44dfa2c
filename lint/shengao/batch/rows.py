"""Drafts checked, a row each, one by one or by several processes."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from shengao.batch import judging
from shengao.batch.drafts import Draft
from shengao.batch.judging import Task, loaded
from shengao.batch.options import Options
from shengao.batch.session import Session
from shengao.config import Book
from shengao.finding import DraftResult
from shengao.rulebook import Rulebook
from shengao.workers import Pool, Workers, process_pool

if TYPE_CHECKING:
    from shengao.batch.known import Known
    from shengao.packing import Packed

Progress = Callable[[int, int], None]

_CACHED_FROM = 3  # drafts: below, opening the cache costs more than it saves
_CHUNK = 8  # drafts a task: small, so that no process waits long for the last
_CHUNK_BYTES = 4 * 2**20
_CHUNKS_AHEAD = 3  # tasks for each process, under way or waiting


def run(
    options: Options,
    on_progress: Progress | None = None,
    *,
    pool: Pool = process_pool,
    books: dict[Book, Rulebook] | None = None,
) -> Iterator[DraftResult]:
    """Check drafts: a row each, in the order of their paths.

    What is wrong with the options, the configuration or the rules is raised at once, as
    `UsageError`, `ConfigError` or `RuleFileError`; what is wrong with a draft is the `error` of
    its row. `on_progress` is told how many rows are done, of how many. `pool` makes the executor
    of `Options.jobs` workers where there are to be several. `books` are rulebooks loaded by
    earlier runs; those that are not there yet are added.
    """
    return _rows(Session(options, books), on_progress, pool)


def _rows(session: Session, on_progress: Progress | None, pool: Pool) -> Iterator[DraftResult]:
    options, drafts = session.options, session.drafts
    with ExitStack() as stack:
        cache = None
        if options.use_cache and not options.contents and len(drafts) >= _CACHED_FROM:
            from shengao.batch.known import Known

            cache = stack.enter_context(Known())
        if options.jobs > 1 and len(drafts) > 1:
            workers = stack.enter_context(Workers(options.jobs, pool, _work, _lost))
            results = _in_parallel(session, cache, workers)
        else:
            results = _one_by_one(session, cache)
        for done, (draft, result) in enumerate(zip(drafts, results, strict=True), 1):
            if on_progress is not None:
                on_progress(done, len(drafts))
            yield session.shown.of(draft, result)


class _Miss(NamedTuple):
    """A draft whose result is not known, and the key to keep it under."""

    task: Task
    key: bytes | None


def _looked_up(session: Session, draft: Draft, known: "Known | None") -> DraftResult | _Miss:
    if draft.error is not None:
        return DraftResult(draft.shown, error=draft.error)
    task = session.task(draft)
    if known is None or task.data is None or task.is_compared:
        return _Miss(task, None)
    key = known.key(task, loaded(task.book, session.books))
    return known.get(key) or _Miss(task, key)


def _one_by_one(session: Session, known: "Known | None") -> Iterator[DraftResult]:
    for draft in session.drafts:
        result = _looked_up(session, draft, known)
        if isinstance(result, _Miss):
            miss, result = result, judging.checked(result.task, session.books)
            if known is not None:
                known.put(miss.key, result)
        yield result


def _in_parallel(
    session: Session, known: "Known | None", workers: "Workers[Task, Packed]"
) -> Iterator[DraftResult]:
    waiting: deque[_Chunk] = deque()
    for items in _chunked(_looked_up(session, draft, known) for draft in session.drafts):
        waiting.append(_Chunk(items, workers))
        while waiting and (len(waiting) > workers.jobs * _CHUNKS_AHEAD or waiting[0].done()):
            yield from waiting.popleft().results(known)
    while waiting:
        yield from waiting.popleft().results(known)


def _chunked(
    items: Iterable[DraftResult | _Miss],
) -> Iterator[list[DraftResult | _Miss]]:
    chunk: list[DraftResult | _Miss] = []
    size = 0
    for item in items:
        chunk.append(item)
        if isinstance(item, _Miss):
            size += len(item.task.data or b"")
        if len(chunk) >= _CHUNK or size > _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


class _Chunk:
    """Some rows in order, of which those not known are under way in a worker."""

    def __init__(self, items: list[DraftResult | _Miss], workers: "Workers[Task, Packed]") -> None:
        self._items = items
        self._workers = workers
        self._misses = [item for item in items if isinstance(item, _Miss)]
        tasks = [miss.task for miss in self._misses]
        self._future = workers.submit(tasks) if tasks else None

    def done(self) -> bool:
        return self._future is None or self._future.done()

    def results(self, known: "Known | None") -> Iterator[DraftResult]:
        """The rows, those of the worker waited for and kept."""
        from shengao.packing import unpack

        made: Iterator[DraftResult] = iter(())
        if self._future is not None:
            tasks = [miss.task for miss in self._misses]
            made = map(unpack, self._workers.results(tasks, self._future))
        for item in self._items:
            if isinstance(item, _Miss):
                result = next(made)
                if known is not None:
                    known.put(item.key, result)
                yield result
            else:
                yield item


def _lost(task: Task) -> "Packed":
    from shengao.packing import pack

    why = "检查进程意外中止（可能是内存不足），这篇稿件没有检查"
    return pack(DraftResult(task.shown, error=why))


_books: dict[Book, Rulebook] = {}
"""Those of a worker process, which checks many chunks of drafts."""


def _work(tasks: list[Task]) -> "list[Packed]":
    from shengao.packing import pack

    return [pack(judging.checked(task, _books)) for task in tasks]
