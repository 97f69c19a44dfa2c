"""The archive of drafts: what is put in, found again, listed and taken out."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from shengao.archive.database import DRAFT, MARK, opened, reading, writing
from shengao.archive.entry import Checked, Entry, characters, packed, unpacked
from shengao.archive.masks import Masked

_BATCH = 500  # drafts of one transaction
_HELD = 64
"""Drafts of one mark that are looked at, the newest: what more of them share is no sign."""
_ASKED = 400  # marks of one draft at most; a draft of 5,000 characters has as many
_PARAMETERS = 500  # values of one statement: SQLite takes 999, in old versions
_HOLDERS = (
    select(MARK.c.number)
    .where(MARK.c.mark == bindparam("mark"))
    .order_by(MARK.c.number.desc())
    .limit(_HELD)
)


class Listed(NamedTuple):
    """A line of the list of drafts. `archived` is a day."""

    number: int
    title: str
    unit: str
    genre: str
    archived: str
    path: str


class Store:
    """An archive, named by the path of a file or by the URL of a database.

    Safe with other processes that read and write at the same time: each batch of drafts is
    written whole or not at all. Every method raises `ArchiveError`.
    """

    def __init__(self, where: str, *, create: bool = False) -> None:
        self.where = where
        self._engine = opened(where, create=create)

    def add(self, entries: Iterable[Entry]) -> int:
        """Archive drafts; returns how many were new: the same one is not archived again."""
        new = sum(self._add(batch) for batch in _batched(entries, _BATCH))
        if new:
            vars(self).pop("earlier", None)
        return new

    def __len__(self) -> int:
        with reading(self.where, self._engine) as connection:
            return connection.execute(select(func.count()).select_from(DRAFT)).scalar_one()

    def close(self) -> None:
        """Let go of the database until it is next used; before a process is copied, say."""
        self._engine.dispose()

    @cached_property
    def earlier(self) -> int:
        """How many drafts there were when first asked, or since then added to by this store:
        counting takes as long as a search."""
        return len(self)

    def like(self, entry: Entry, most: int) -> list[Entry]:
        """The archived drafts that share most marks with one, itself left out: see `is_own`."""
        asked = entry.marks
        if len(asked) > _ASKED:
            asked = asked[:: -(-len(asked) // _ASKED)]
        shared: Counter[int] = Counter()
        with reading(self.where, self._engine) as connection:
            for mark in asked:
                numbers = connection.execute(_HOLDERS, {"mark": mark}).scalars().all()
                shared.update(numbers)
            ranked = sorted(shared, key=lambda number: (-shared[number], -number))
            found: list[Entry] = []
            for some in _batched(ranked, most * 2):
                entries = self._entries(connection, some)
                found += [
                    entries[number]
                    for number in some
                    if number in entries and not is_own(entry, entries[number])
                ]
                if len(found) >= most:
                    break
        return found[:most]

    def titled(self, entry: Entry) -> Entry | None:
        """The newest archived draft with the same title, itself left out."""
        if not entry.title_key:
            return None
        rows = select(DRAFT).where(DRAFT.c.title_key == entry.title_key)
        with reading(self.where, self._engine) as connection:
            for row in connection.execute(rows.order_by(DRAFT.c.number.desc()).limit(_HELD)):
                found = _entry(row)
                if not is_own(entry, found):
                    return found
        return None

    def listed(self) -> Iterator[Listed]:
        """All drafts, the newest first."""
        columns = [DRAFT.c[name] for name in Listed._fields]
        with reading(self.where, self._engine) as connection:
            rows = connection.execution_options(yield_per=_BATCH).execute(
                select(*columns).order_by(DRAFT.c.number.desc())
            )
            for row in rows:
                yield Listed(*row)

    def entries(self) -> Iterator[Entry]:
        """All drafts whole, in the order in which they were archived."""
        with reading(self.where, self._engine) as connection:
            rows = connection.execution_options(yield_per=_BATCH).execute(
                select(DRAFT).order_by(DRAFT.c.number)
            )
            for row in rows:
                yield _entry(row)

    def checked(self) -> Iterator[Checked]:
        """What is remembered of all drafts that were checked, in the order of archiving."""
        names = ("number", "path", "unit", "author", "archived", "submitted", "text")
        columns = [DRAFT.c[name] for name in (*names, "faults", "scores")]
        with reading(self.where, self._engine) as connection:
            rows = connection.execution_options(yield_per=_BATCH).execute(
                select(*columns).where(DRAFT.c.faults != "").order_by(DRAFT.c.number)
            )
            for row in rows:
                yield Checked(
                    row.number,
                    row.path,
                    row.unit,
                    row.author,
                    date.fromisoformat(row.submitted or row.archived),
                    characters(row.text),
                    json.loads(row.faults),
                    json.loads(row.scores or "{}"),
                )

    def remove(self, numbers: Iterable[int]) -> list[int]:
        """Take drafts out; returns the numbers of those that were there."""
        gone: list[int] = []
        with writing(self.where, self._engine) as connection:
            for some in _batched(sorted(set(numbers)), _PARAMETERS):
                there = select(DRAFT.c.number).where(DRAFT.c.number.in_(some))
                found = list(connection.execute(there).scalars())
                connection.execute(delete(MARK).where(MARK.c.number.in_(found)))
                connection.execute(delete(DRAFT).where(DRAFT.c.number.in_(found)))
                gone += found
        return gone

    def _add(self, batch: Sequence[Entry]) -> int:
        new = {entry.identity: entry for entry in batch}
        marks = {identity: entry.marks for identity, entry in new.items()}  # before it is locked
        with writing(self.where, self._engine) as connection:
            there = select(DRAFT.c.identity).where(DRAFT.c.identity.in_(list(new)))
            for identity in connection.execute(there).scalars():
                del new[identity]
            if not new:
                return 0
            last = connection.execute(select(func.max(DRAFT.c.number))).scalar() or 0
            numbered = list(enumerate(new.values(), last + 1))
            connection.execute(insert(DRAFT), [_row(number, entry) for number, entry in numbered])
            held = sorted(
                (mark, number) for number, entry in numbered for mark in marks[entry.identity]
            )
            _insert(connection, held)
        return len(new)

    def _entries(self, connection: Any, numbers: Sequence[int]) -> dict[int, Entry]:
        rows = connection.execute(select(DRAFT).where(DRAFT.c.number.in_(numbers)))
        return {row.number: _entry(row) for row in rows}


def is_own(entry: Entry, other: Entry) -> bool:
    """Whether the other is the same draft before: of the same path, or its very text from the
    same unit."""
    return (entry.path != "" and entry.path == other.path) or (
        entry.unit != "" and entry.unit == other.unit and entry.same_text == other.same_text
    )


def _insert(connection: Connection, held: Sequence[tuple[int, int]]) -> None:
    """Write marks with their drafts. By far most of what is written: rows go as they are."""
    statement = insert(MARK).compile(dialect=connection.dialect)
    if not held:
        return
    if statement.positional:
        connection.exec_driver_sql(str(statement), list(held))
    else:
        rows = [{"mark": mark, "number": number} for mark, number in held]
        connection.execute(insert(MARK), rows)


def _batched(items: Iterable[Any], size: int) -> Iterator[tuple[Any, ...]]:
    left = iter(items)
    while some := tuple(islice(left, size)):
        yield some


def _row(number: int, entry: Entry) -> dict[str, Any]:
    return {
        "number": number,
        "identity": entry.identity,
        "title_key": entry.title_key,
        "title": entry.title,
        "path": entry.path,
        "unit": entry.unit,
        "author": entry.author,
        "genre": entry.genre,
        "archived": entry.archived.isoformat(),
        "submitted": entry.submitted.isoformat() if entry.submitted else "",
        "text": entry.text.text,
        "masks": packed(entry.text.masks),
        "faults": _json(entry.faults),
        "scores": _json(entry.scores),
    }


def _entry(row: Any) -> Entry:
    return Entry(
        Masked(row.text, unpacked(row.masks)),
        row.title,
        row.path,
        row.unit,
        row.genre,
        date.fromisoformat(row.archived),
        date.fromisoformat(row.submitted) if row.submitted else None,
        json.loads(row.faults) if row.faults else None,
        json.loads(row.scores) if row.scores else None,
        row.number,
        row.author,
    )


def _json(value: Any) -> str:
    return "" if value is None else json.dumps(dict(value), ensure_ascii=False)
