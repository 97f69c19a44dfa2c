"""Putting drafts into an archive: which they are, what is found in them, and which may not be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from shengao import batch, engine, read
from shengao.archive import entry as entries
from shengao.archive import formulas, place
from shengao.archive.entry import Entry
from shengao.archive.store import Store
from shengao.batch import Draft, Options
from shengao.config import Book
from shengao.document import Document
from shengao.errors import ReadError
from shengao.rulebook import Rulebook, load
from shengao.score import submission

_BATCH = 200  # drafts held until they are written


class Filed(NamedTuple):
    """How it went with some drafts: how many are new and how many were there before.

    `left` are those not archived, each with the reason in Chinese.
    """

    new: int
    known: int
    left: tuple[tuple[str, str], ...]


def file(options: Options, store: Store, archived: date) -> Filed:
    """Archive the drafts of the options, `archived` being the day.

    Each is kept with the counts of its findings, hints left out. Raises `ArchiveError`, and what
    `batch.run` raises at once.
    """
    left: list[tuple[str, str]] = []
    waiting: list[Entry] = []
    total = new = 0

    def write() -> None:
        nonlocal new
        new += store.add(waiting)
        waiting.clear()

    for entry in _entries(options, archived, left):
        waiting.append(entry)
        total += 1
        if len(waiting) >= _BATCH:
            write()
    write()
    return Filed(new, total - new, tuple(left))


def documents(options: Options) -> Iterator[tuple[Draft, Document | None, str]]:
    """The drafts of the options as documents, or why one cannot be read."""
    for draft, document, _, why in _documents(options):
        yield draft, document, why


def _entries(options: Options, archived: date, left: list[tuple[str, str]]) -> Iterator[Entry]:
    for draft, document, rules, why in _documents(options):
        if document is None or rules is None:
            left.append((draft.shown, why))
            continue
        submitted = submission.of(document, options.submitted).day
        known = formulas.load(draft.settings.dictionaries)
        path = place.own(draft.shown) if draft.data is None else ""
        entry = entries.of(document, known, path=path, archived=archived, submitted=submitted)
        why = entries.why_not(document, entry)
        if why:
            left.append((draft.shown, why))
            continue
        context = engine.Context(submitted, draft.settings.release, hints=False)
        faults: dict[str, int] = {}
        for finding in engine.lint(document, rules, context).findings:
            faults[finding.fault] = faults.get(finding.fault, 0) + 1
        yield replace(entry, faults=faults)


def _documents(
    options: Options,
) -> Iterator[tuple[Draft, Document | None, Rulebook | None, str]]:
    books: dict[Book, Rulebook] = {}
    contents = batch.Contents()
    for draft in batch.find(options, options.resolver()):
        settings = draft.settings
        book = settings.book
        if book not in books:
            books[book] = load(*book)
        if draft.error is not None:
            yield draft, None, None, draft.error
            continue
        try:
            reading = read.read(draft.shown, contents.of(draft), name=draft.shown)
        except ReadError as error:
            yield draft, None, None, error.why
            continue
        genre = options.genre or reading.properties.get("genre") or settings.genre
        yield draft, Document.of(reading, books[book].words, genre), books[book], ""
