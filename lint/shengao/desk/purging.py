"""Letting go of what was kept too long: text, bytes, names, notes, but not scores."""

import contextlib
from typing import NamedTuple

from sqlalchemy import Connection, delete, select, update

from shengao.desk.decision_tables import DECISION
from shengao.desk.folder import Desk
from shengao.desk.tables import CONTENT, DRAFT

_STEP = 500  # drafts of one statement
_BLANK = dict.fromkeys(("path", "author", "sender", "subject", "title", "digest", "reason"), "")


class Purged(NamedTuple):
    """How many drafts were let go of, and how many files with them."""

    drafts: int
    files: int


def count(desk: Desk, before: str) -> int:
    """How many drafts `purge` would let go of."""
    with desk.reading() as connection:
        return len(_numbers(connection, before))


def purge(desk: Desk, before: str) -> Purged:
    """Let go of the drafts received before a day, ``2026-03-05``.

    Their rows stay, with unit, genre, scores, counts of faults and what became of them, so that
    ledgers and bulletins are as they were; a scan does not take them in again. What is deleted
    is overwritten in the database.
    """
    with desk.writing() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
        numbers = _numbers(connection, before)
        dropped: set[str] = set()
        for start in range(0, len(numbers), _STEP):
            some = numbers[start : start + _STEP]
            named = select(DRAFT.c.digest).where(DRAFT.c.number.in_(some), DRAFT.c.digest != "")
            dropped |= set(connection.execute(named).scalars())
            connection.execute(delete(CONTENT).where(CONTENT.c.number.in_(some)))
            notes = update(DECISION).where(DECISION.c.draft.in_(some))
            connection.execute(notes.values(note=""))
            connection.execute(
                update(DRAFT).where(DRAFT.c.number.in_(some)).values(**_BLANK, purged=True)
            )
    files = 0
    # A file goes while nobody can write a row that names it.
    with desk.writing() as connection:
        for digest in sorted(dropped - _held(connection, dropped)):
            with contextlib.suppress(OSError):
                desk.place(digest).unlink()
                files += 1
    return Purged(len(numbers), files)


def _numbers(connection: Connection, before: str) -> list[int]:
    query = select(DRAFT.c.number).where(DRAFT.c.received < before, ~DRAFT.c.purged)
    return list(connection.execute(query).scalars())


def _held(connection: Connection, digests: set[str]) -> set[str]:
    """Those of the digests that other drafts have too."""
    held: set[str] = set()
    ordered = sorted(digests)
    for start in range(0, len(ordered), _STEP):
        some = ordered[start : start + _STEP]
        query = select(DRAFT.c.digest).where(DRAFT.c.digest.in_(some))
        held |= set(connection.execute(query).scalars())
    return held
