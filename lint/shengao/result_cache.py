"""Results of drafts that have not changed, kept between runs in one SQLite file.

What is kept is everything that was found, before selection and thresholds, under a key of
all that decides it. Any trouble with the file only means that drafts are checked again.
"""

import marshal
import os
import sqlite3
import sys
import time
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from shengao import cache, plugins
from shengao.digest import blake2b
from shengao.packing import Packed

LIMIT = 200 * 2**20
"""Bytes of the file above which the results least recently used are dropped."""

_NAME = "results.sqlite"
_FORMAT = 4
_BATCH = 50  # results written in one transaction: held till then
_DAY = 24 * 60 * 60  # how exactly the last use is known: a run of hits then writes nothing
_DIGEST = 8  # bytes in front of a result, by which a damaged one is known
_PATIENCE = 2.0  # seconds to wait for another process that writes


def program_state() -> str:
    """A hash that changes with the program: our code, that of plug-ins, what reads and cuts.

    It is made of names, sizes and times of files, so that a checkout under work counts too.
    """
    foreign = {entry.value.partition(":")[0].partition(".")[0] for entry in plugins.entry_points()}
    words = os.environ.get("SHENGAO_WORDS", "")
    digest = blake2b(f"{_FORMAT} {sys.version_info[:2]} {words}".encode(), digest_size=16)
    for package in sorted(foreign | {"shengao", "jieba", "markdown_it"}):
        spec = find_spec(package)
        places = list(spec.submodule_search_locations or (spec.origin,)) if spec else []
        for place in places:
            for line in sorted(_files(place or "")):
                digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(place: str) -> Iterable[str]:
    if not Path(place).is_dir():
        yield _state(place, Path(place).stat()) if Path(place).exists() else place
        return
    with os.scandir(place) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            elif entry.name.endswith((".py", ".so", ".pyd", ".bin")):
                yield _state(entry.path, entry.stat())


def _state(path: str, state: os.stat_result) -> str:
    return f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n"


def key(data: bytes, *parts: str | None) -> bytes:
    """The name of a result: the draft's bytes and all else that decides it."""
    digest = blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=20)
    digest.update(b"\0")
    digest.update(data)
    return digest.digest()


class ResultCache:
    """The file of results; safe with other processes that use it at the same time.

    Nothing here raises: what cannot be read is missing, what cannot be written is not kept.
    """

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._path = folder / _NAME
        self._limit = limit
        self._new: dict[bytes, bytes] = {}
        self._touched: list[bytes] = []
        self._now = int(time.time())
        self._file = self._open()

    @classmethod
    def open(cls) -> "ResultCache | None":
        """The cache in the user's folder; None where there is none, or it is turned off."""
        folder = cache.folder()
        return cls(folder) if folder is not None else None

    def get(self, name: bytes) -> Packed | None:
        """What was kept under a key."""
        if self._file is None:
            return None
        try:
            row = self._file.execute(
                "SELECT used, result FROM results WHERE name = ?", (name,)
            ).fetchone()
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            self._remake()
            return None
        if row is None:
            return None
        used, blob = row
        if not isinstance(blob, bytes) or blob[:_DIGEST] != _digest(blob[_DIGEST:]):
            return None
        if self._now - used > _DAY:
            self._touched.append(name)
        packed: Packed = marshal.loads(blob[_DIGEST:])
        return packed

    def put(self, name: bytes, packed: Packed) -> None:
        """Keep a result; it is written with others, at the latest by `close`."""
        if self._file is None:
            return
        data = marshal.dumps(packed, 2)  # later forms look for what is shared: slower, both ways
        self._new[name] = _digest(data) + data
        if len(self._new) >= _BATCH:
            self._write()

    def close(self) -> None:
        """Write what is left, and make the file smaller if it has grown too large."""
        self._write()
        if self._file is None:
            return
        try:
            if self._size() > self._limit:
                self._shrink()
        except sqlite3.Error:
            pass
        self._file.close()
        self._file = None

    def _open(self) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                return self._connect()
            except sqlite3.OperationalError:
                return None  # locked, or a folder that cannot be written
            except sqlite3.DatabaseError:
                if not self._delete():
                    return None
            except OSError:
                return None
        return None

    def _connect(self) -> sqlite3.Connection:
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        file = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
        try:
            if _version(file) != _FORMAT:
                file.execute("PRAGMA auto_vacuum = FULL")
                file.execute("BEGIN IMMEDIATE")
                if _version(file) != _FORMAT:  # another process may have been faster
                    file.execute("DROP TABLE IF EXISTS results")
                    file.execute(
                        "CREATE TABLE results"
                        " (name BLOB PRIMARY KEY, used INTEGER, size INTEGER, result BLOB)"
                    )
                    file.execute(f"PRAGMA user_version = {_FORMAT}")
                file.execute("COMMIT")
            file.execute("SELECT used FROM results LIMIT 1")
            # What a power cut damages is found by its digest and made anew.
            file.execute("PRAGMA synchronous = OFF")
            file.execute("PRAGMA cache_size = -256")  # kB: a row is read once, and written once
        except sqlite3.Error:
            file.close()
            raise
        return file

    def _write(self) -> None:
        new, self._new = self._new, {}
        touched, self._touched = self._touched, []
        if self._file is None or not (new or touched):
            return
        try:
            self._file.execute("BEGIN IMMEDIATE")
            self._file.executemany(
                "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)",
                [(name, self._now, len(blob), blob) for name, blob in new.items()],
            )
            self._file.executemany(
                "UPDATE results SET used = ? WHERE name = ?",
                [(self._now, name) for name in touched],
            )
            self._file.execute("COMMIT")
        except sqlite3.OperationalError:
            self._roll_back()
        except sqlite3.DatabaseError:
            self._remake()

    def _roll_back(self) -> None:
        if self._file is not None and self._file.in_transaction:
            try:
                self._file.execute("ROLLBACK")
            except sqlite3.Error:
                self._file = None

    def _size(self) -> int:
        assert self._file is not None
        pages = self._file.execute("PRAGMA page_count").fetchone()[0]
        page = self._file.execute("PRAGMA page_size").fetchone()[0]
        return int(pages * page)

    def _shrink(self) -> None:
        """Keep the results last used, up to four fifths of what is allowed."""
        assert self._file is not None
        left = self._limit * 4 // 5
        dropped = []
        for name, size in self._file.execute(
            "SELECT name, size FROM results ORDER BY used DESC, rowid DESC"
        ):
            left -= size
            if left < 0:
                dropped.append((name,))
        self._file.execute("BEGIN IMMEDIATE")
        self._file.executemany("DELETE FROM results WHERE name = ?", dropped)
        self._file.execute("COMMIT")

    def _remake(self) -> None:
        if self._file is not None:
            self._file.close()
        self._file = self._open() if self._delete() else None

    def _delete(self) -> bool:
        try:
            for suffix in ("", "-journal"):
                self._path.with_name(_NAME + suffix).unlink(missing_ok=True)
        except OSError:
            return False
        return True


def _version(file: sqlite3.Connection) -> int:
    return int(file.execute("PRAGMA user_version").fetchone()[0])


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_DIGEST).digest()
