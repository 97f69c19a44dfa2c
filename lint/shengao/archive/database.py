"""The tables of an archive and the way to them: SQLite by default, PostgreSQL by URL."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    insert,
    inspect,
    select,
    text,
)

from shengao import database
from shengao.database import Kind
from shengao.errors import ShengaoError

__all__ = ["DRAFT", "MARK", "ArchiveError", "opened", "reading", "shown", "writing"]

FORMAT = 1
"""Raised whenever the tables or the marks of a text change."""

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


_KIND = Kind("档案", ArchiveError, pages=64)
shown = database.shown


def opened(where: str, *, create: bool) -> Engine:
    """The database of a path or URL, with its tables. Raises `ArchiveError`.

    Without `create` a file that is not there is an error. A new file is private to its user
    (mode 0600).
    """
    engine = database.engine(where, _KIND, create=create)
    with database.complaints(where, _KIND):
        _verify(where, engine)
    return engine


@contextmanager
def writing(where: str, engine: Engine) -> Iterator[Connection]:
    """A transaction that alone may write; what it did is kept whole or not at all."""
    with database.writing(where, _KIND, engine, DRAFT.name) as connection:
        yield connection


@contextmanager
def reading(where: str, engine: Engine) -> Iterator[Connection]:
    """A transaction that reads."""
    with database.reading(where, _KIND, engine) as connection:
        yield connection


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
