"""The folder of a desk: its database and the bytes of the drafts. All of it is private."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import Connection

from shengao import database, output
from shengao.database import Kind
from shengao.desk import migration
from shengao.errors import ShengaoError

DATABASE = "desk.sqlite"
ORIGINALS = "originals"


class DeskError(ShengaoError):
    """A desk that cannot be used; says which and why, in Chinese."""


KIND = Kind("收稿库", DeskError, pages=8)


def resolve(named: str | None) -> Path:
    """The folder that is named, absolute; that of the user for None."""
    if named is None:
        return user_data_path("shengao", appauthor=False) / "desk"
    return Path(os.path.abspath(named))  # noqa: PTH100 - follows no links


class Desk:
    """A desk in a folder. Every method raises `DeskError`.

    Safe with other processes that read and write at the same time. With `create` a folder that
    is not there is made (mode 0700); without, it is an error. Tables of an earlier version are
    brought up to this one when it is opened.
    """

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self.folder = folder
        self.where = str(folder / DATABASE)
        if not create and not Path(self.where).is_file():
            raise DeskError(f"没有收稿库 {folder}，先用 shengao inbox scan 收稿。")
        self._engine = database.engine(self.where, KIND, create=create)
        with database.complaints(self.where, KIND):
            self._bring_up()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that alone may write; what it did is kept whole or not at all."""
        with database.writing(self.where, KIND, self._engine) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that reads."""
        with database.reading(self.where, KIND, self._engine) as connection:
            yield connection

    def close(self) -> None:
        """Let go of the database until it is next used; before a process is copied, say."""
        self._engine.dispose()

    def keep(self, contents: Iterable[bytes]) -> list[str]:
        """Keep the bytes of drafts and return their digests; they are on the disk then."""
        with database.complaints(self.where, KIND):
            return [self._keep(data) for data in contents]

    def original(self, digest: str) -> bytes:
        """The bytes of a draft as they came in."""
        path = self.place(digest)
        try:
            return path.read_bytes()
        except OSError as error:
            raise DeskError(f"收稿库里的原件读不出来：{path}。") from error

    def place(self, digest: str) -> Path:
        """Where the bytes of that digest are, or would be."""
        return self.folder / ORIGINALS / digest[:2] / digest

    def _keep(self, data: bytes) -> str:
        digest = sha256(data).hexdigest()
        path = self.place(digest)
        if path.exists():
            return digest
        for folder in (path.parent.parent, path.parent):
            folder.mkdir(mode=0o700, exist_ok=True)
        with output.replacing(path, 0o600) as file:
            file.write(data)
        return digest

    def _bring_up(self) -> None:
        newest = migration.newest()
        with self._engine.connect() as connection:
            found = migration.current(connection)
        if found > newest:
            raise DeskError(
                f"收稿库 {self.folder} 是更新版本的审稿建的（{found}，本版本为{newest}），"
                "请升级审稿。"
            )
        if found < newest:
            with database.writing(self.where, KIND, self._engine) as connection:
                if migration.current(connection) < newest:  # another process may have been faster
                    migration.upgrade(connection)
