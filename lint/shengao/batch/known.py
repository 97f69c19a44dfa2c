"""The results of earlier runs, looked up by what decides them."""

from shengao.batch.judging import Task
from shengao.finding import DraftResult
from shengao.packing import pack, unpack
from shengao.result_cache import ResultCache, key, program_state
from shengao.rulebook import Rulebook


class Known:
    """What the result cache knows of tasks; nothing, where there is no cache."""

    def __init__(self) -> None:
        self._cache = ResultCache.open()
        self._program = program_state() if self._cache is not None else ""

    def __enter__(self) -> "Known":
        return self

    def __exit__(self, *_: object) -> None:
        if self._cache is not None:
            self._cache.close()

    def key(self, task: Task, rules: Rulebook) -> bytes | None:
        """The key of a task with its content; None where there is no cache."""
        if self._cache is None or task.data is None:
            return None
        return key(
            task.data,
            self._program,
            rules.key,
            task.shown,
            task.genre,
            task.usual_genre,
            str(task.submitted),
            task.release,
            str(task.hints),
            repr(task.profile),
        )

    def get(self, key: bytes | None) -> DraftResult | None:
        """The row kept under a key, None where there is none."""
        packed = None if self._cache is None or key is None else self._cache.get(key)
        return None if packed is None else unpack(packed)

    def put(self, key: bytes | None, result: DraftResult) -> None:
        """Keep a row; one with an error is rather made again."""
        if self._cache is not None and key is not None and not (result.error or result.crashes):
            self._cache.put(key, pack(result))
