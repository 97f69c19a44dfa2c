"""The tables of an archive and the way to them: SQLite by default, PostgreSQL by URL."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    BigInteger,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from shengao.errors import ShengaoError

FORMAT = 2
"""Raised whenever the tables or the marks of a text change."""

_PATIENCE = 60.0  # seconds to wait for another process that writes
_PAGES = -64 * 1024  # KiB of SQLite's page cache, negative as it wants it

TABLES = MetaData()
ABOUT = Table("shengao_about", TABLES, Column("format", Integer, nullable=False))
DRAFT = Table(
    "shengao_draft",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("identity", String(32), nullable=False, unique=True),
    Column("title_key", String(32), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("genre", Text, nullable=False),
    Column("archived", String(10), nullable=False),
    Column("submitted", String(10), nullable=False),
    Column("text", Text, nullable=False),
    Column("masks", Text, nullable=False),
    Column("faults", Text, nullable=False),
    Column("scores", Text, nullable=False),
)
MARK = Table(
    "shengao_mark",
    TABLES,
    Column("mark", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)


class ArchiveError(ShengaoError):
    """An archive that cannot be used; says which and why, in Chinese."""


def is_url(where: str) -> bool:
    """Whether an archive is named by the URL of a database and not by a path."""
    return "://" in where


def shown(where: str) -> str:
    """An archive as people are told of it, without the password in a URL."""
    if not is_url(where):
        return where
    try:
        return make_url(where).render_as_string(hide_password=True)
    except ArgumentError:
        return where


def opened(where: str, *, create: bool) -> Engine:
    """The database of a path or URL, with its tables. Raises `ArchiveError`.

    Without `create` a file that is not there is an error. A new file is private to its user
    (mode 0600).
    """
    with complaints(where):
        if is_url(where):
            engine = create_engine(make_url(where), pool_pre_ping=True)
        else:
            _file(Path(where), create)
            url = URL.create("sqlite", database=where)
            engine = create_engine(url, connect_args={"timeout": _PATIENCE})
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _set_up)
            event.listen(engine, "begin", _begin)
        _verify(where, engine)
    return engine


@contextmanager
def complaints(where: str) -> Iterator[None]:
    """Say in Chinese what is wrong with an archive."""
    try:
        yield
    except DBAPIError as error:
        raise ArchiveError(f"档案 {shown(where)} {_why(error)}。") from error
    except OSError as error:
        why = {FileNotFoundError: "不存在", PermissionError: "没有权限打开"}.get(type(error))
        raise ArchiveError(
            f"档案 {where} {why or f'打不开（系统错误 {error.errno}）'}。"
        ) from error
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise ArchiveError(
            f"档案的地址写法有误：{shown(where)}，应为文件路径，"
            "或者 postgresql+psycopg://用户@主机/库名 这样的地址。"
        ) from error
    except ModuleNotFoundError as error:
        raise ArchiveError(
            f"打开档案 {shown(where)} 要用组件 {error.name}，请先安装：pip install {error.name}"
        ) from error


@contextmanager
def writing(where: str, engine: Engine) -> Iterator[Connection]:
    """A transaction that alone may write; what it did is kept whole or not at all."""
    with complaints(where), engine.connect() as connection:
        connection = connection.execution_options(shengao_writes=True)
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"LOCK TABLE {DRAFT.name} IN EXCLUSIVE MODE"))
            yield connection


@contextmanager
def reading(where: str, engine: Engine) -> Iterator[Connection]:
    """A transaction that reads."""
    with complaints(where), engine.connect() as connection:
        yield connection


def _file(path: Path, create: bool) -> None:
    if create:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    else:
        os.close(os.open(path, os.O_RDONLY))


def _set_up(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says, and as it says
    connection.execute(f"PRAGMA cache_size = {_PAGES}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("shengao_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _verify(where: str, engine: Engine) -> None:
    """Make the tables where there are none; refuse those of another format."""
    with engine.connect() as connection:
        there = inspect(connection).has_table(ABOUT.name)
        found = connection.execute(select(ABOUT.c.format)).scalar() if there else None
    if found is None:
        with engine.connect() as connection:
            connection = connection.execution_options(shengao_writes=True)
            with connection.begin():
                if engine.dialect.name == "postgresql":  # two may come first at once
                    connection.execute(text("SELECT pg_advisory_xact_lock(5391201)"))
                TABLES.create_all(connection)
                found = connection.execute(select(ABOUT.c.format)).scalar()
                if found is None:
                    connection.execute(insert(ABOUT).values(format=FORMAT))
                    found = FORMAT
    if found != FORMAT:
        raise ArchiveError(
            f"档案 {shown(where)} 是另一版本的审稿建的（格式{found}，本版本为{FORMAT}），"
            "请升级审稿，或者换一个档案重新存入。"
        )


def _why(error: DBAPIError) -> str:
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
        return "不是审稿的档案，或者已经损坏"
    said = " ".join(str(original).split())
    return f"用不了：{said}"
