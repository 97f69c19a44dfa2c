"""Databases that the program keeps: SQLite files private to their user, others by URL.

What is written is written whole or not at all, and one process writes at a time. What people are
told of a database is in Chinese, by the word for it.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from shengao.errors import ShengaoError

_PATIENCE = 60.0  # seconds to wait for another process that writes


class Kind(NamedTuple):
    """What a database is: the Chinese word for it, the error that is raised, MiB of page cache."""

    word: str
    error: type[ShengaoError]
    pages: int


def is_url(where: str) -> bool:
    """Whether a database is named by a URL and not by a path."""
    return "://" in where


def shown(where: str) -> str:
    """A database as people are told of it, without the password in a URL."""
    if not is_url(where):
        return where
    try:
        return make_url(where).render_as_string(hide_password=True)
    except ArgumentError:
        return where


def engine(where: str, kind: Kind, *, create: bool) -> Engine:
    """The way to the database of a path or URL. Raises the error of `kind`.

    Without `create` a file that is not there is an error. A new file is private to its user
    (mode 0600).
    """
    with complaints(where, kind), _misnamed(where, kind):
        if is_url(where):
            made = create_engine(make_url(where), pool_pre_ping=True)
        else:
            _file(Path(where), create)
            url = URL.create("sqlite", database=where)
            made = create_engine(url, connect_args={"timeout": _PATIENCE})
        if made.dialect.name == "sqlite":
            event.listen(made, "connect", partial(_set_up, kind.pages))
            event.listen(made, "begin", _begin)
    return made


@contextmanager
def complaints(where: str, kind: Kind) -> Iterator[None]:
    """Say in Chinese what is wrong with a database."""
    word, raised, _ = kind
    try:
        yield
    except DBAPIError as error:
        raise raised(f"{word} {shown(where)} {_why(error, word)}。") from error
    except OSError as error:
        why = {FileNotFoundError: "不存在", PermissionError: "没有权限打开"}.get(type(error))
        raise raised(f"{word} {where} {why or f'打不开（系统错误 {error.errno}）'}。") from error


@contextmanager
def _misnamed(where: str, kind: Kind) -> Iterator[None]:
    """Say in Chinese what is wrong with a URL."""
    word, raised, _ = kind
    try:
        yield
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise raised(
            f"{word}的地址写法有误：{shown(where)}，应为文件路径，"
            "或者 postgresql+psycopg://用户@主机/库名 这样的地址。"
        ) from error
    except ModuleNotFoundError as error:
        raise raised(
            f"打开{word} {shown(where)} 要用组件 {error.name}，请先安装：pip install {error.name}"
        ) from error


@contextmanager
def writing(where: str, kind: Kind, made: Engine, locked: str = "") -> Iterator[Connection]:
    """A transaction that alone may write; what it did is kept whole or not at all.

    `locked` is the table that stands for all where a database has no lock of the whole.
    """
    with complaints(where, kind), made.connect() as connection:
        connection = connection.execution_options(shengao_writes=True)
        with connection.begin():
            if locked and made.dialect.name == "postgresql":
                connection.execute(text(f"LOCK TABLE {locked} IN EXCLUSIVE MODE"))
            yield connection


@contextmanager
def reading(where: str, kind: Kind, made: Engine) -> Iterator[Connection]:
    """A transaction that reads."""
    with complaints(where, kind), made.connect() as connection:
        yield connection


def _file(path: Path, create: bool) -> None:
    if create:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    else:
        os.close(os.open(path, os.O_RDONLY))


def _set_up(pages: int, connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says, and as it says
    connection.execute(f"PRAGMA cache_size = {-1024 * pages}")  # negative: KiB


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("shengao_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _why(error: DBAPIError, word: str) -> str:
    original = error.orig
    if isinstance(original, sqlite3.OperationalError) and "locked" in str(original):
        return "一直被别的程序占用，请稍后再试"
    if isinstance(original, sqlite3.OperationalError) and "readonly" in str(original):
        return "是只读的，写不进去"
    if isinstance(original, sqlite3.OperationalError) and "full" in str(original):
        return "所在的磁盘满了"
    if isinstance(original, sqlite3.DatabaseError) and not isinstance(
        original, sqlite3.OperationalError
    ):
        return f"不是审稿的{word}，或者已经损坏"
    said = " ".join(str(original).split())
    return f"用不了：{said}"
