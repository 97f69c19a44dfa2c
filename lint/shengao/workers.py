"""Work handed to an executor in lists, whichever it is and whatever becomes of its processes."""

import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

T = TypeVar("T")
R = TypeVar("R")
Pool = Callable[[int], "Executor"]

_BREAKS = 5  # pools lost one after another until the rest is given up


def process_pool(jobs: int) -> "Executor":
    """The usual executor: processes that start afresh, or as copies where that is safe."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    context = get_context("fork" if _may_fork() else "spawn")
    return ProcessPoolExecutor(jobs, context, _set_up_worker, (gc.get_threshold(),))


class Workers(Generic[T, R]):
    """An executor, made when first needed and again whenever a process of it dies.

    `work` is a function of a module: what it does for a list of tasks is a list of results, in
    the same order. `lost` is the result of a task whose process died of it.
    """

    def __init__(
        self, jobs: int, pool: Pool, work: Callable[[list[T]], list[R]], lost: Callable[[T], R]
    ) -> None:
        self.jobs = jobs
        self._pool = pool
        self._work = work
        self._lost = lost
        self._executor: Executor | None = None
        self._breaks = 0

    def __enter__(self) -> "Workers[T, R]":
        return self

    def __exit__(self, *_: object) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None

    def submit(self, tasks: list[T]) -> "Future[list[R]]":
        """Send tasks to a worker."""
        if self._executor is not None:
            try:
                return self._executor.submit(self._work, tasks)
            except RuntimeError:  # a broken executor takes no more
                self.__exit__()
        self._executor = self._pool(self.jobs)
        return self._executor.submit(self._work, tasks)

    def results(self, tasks: list[T], future: "Future[list[R]]") -> Iterator[R]:
        """The results of some tasks. If a process died, each of them is tried once more, alone."""
        try:
            found = future.result()
        except Exception:  # executors differ in what they raise for a lost worker
            for task in tasks:
                yield self._alone(task)
            return
        self._breaks = 0
        yield from found

    def _alone(self, task: T) -> R:
        if self._breaks < _BREAKS:
            try:
                result = self.submit([task]).result()[0]
            except Exception:
                self._breaks += 1
            else:
                self._breaks = 0
                return result
        return self._lost(task)


def _may_fork() -> bool:
    """Whether this process is a single thread of Linux.

    A copy has no other threads, but the locks that they held. Copies save a tenth of the time
    of a thousand drafts: they need not import anything.
    """
    try:
        return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


def _set_up_worker(thresholds: tuple[int, ...]) -> None:
    """Collect as seldom as the main process, and leave Ctrl+C to it: it stops the workers."""
    import signal

    gc.set_threshold(*thresholds)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
