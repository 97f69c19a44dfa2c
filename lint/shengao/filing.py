"""Putting drafts into an archive: which they are, what is found in them, and which may not be."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from shengao import batch, engine, read, score
from shengao.archive import entry as entries
from shengao.archive import formulas, originality, place, reference
from shengao.archive.entry import Entry
from shengao.archive.store import Store
from shengao.batch import Draft, Options
from shengao.config import Book
from shengao.document import Document
from shengao.errors import ReadError
from shengao.finding import Run
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

    Each is kept with the counts of its findings, hints left out, and its scores, both with what it
    has in common with the drafts that are written before it. Raises `ArchiveError`, and what
    `batch.run` raises at once.
    """
    left: list[tuple[str, str]] = []
    waiting: list[Entry] = []
    total = new = 0

    def write() -> None:
        nonlocal new
        new += store.add(waiting)
        waiting.clear()

    for entry in _entries(options, store, archived, left):
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


def _entries(
    options: Options, store: Store, archived: date, left: list[tuple[str, str]]
) -> Iterator[Entry]:
    for draft, document, rules, why in _documents(options):
        if document is None or rules is None:
            left.append((draft.shown, why))
            continue
        handed_in = submission.of(document, options.submitted)
        known = formulas.load(draft.settings.dictionaries)
        path = place.own(draft.shown) if draft.data is None else ""
        entry = entries.of(document, known, path=path, archived=archived, submitted=handed_in.day)
        why = entries.why_not(document, entry)
        if why:
            left.append((draft.shown, why))
            continue
        above = reference.load(draft.settings.reference)
        document.likeness = originality.originality(document, entry, store, above)
        context = engine.Context(handed_in.day, draft.settings.release, hints=False)
        found = engine.lint(document, rules, context)
        beside = score.Beside(handed_in, likeness=document.likeness, profile=draft.settings.profile)
        yield replace(
            entry,
            faults=Counter(finding.fault for finding in found.findings),
            scores=_scores(document, found, beside, rules),
        )


def _scores(
    document: Document, found: Run, beside: score.Beside, rules: Rulebook
) -> dict[str, float]:
    """The values of the criteria that were measured; none of a fragment."""
    try:
        card = score.measure(document, found, beside, rules.scoring)
    except RuntimeError:  # a signal that fails: `check` says which, and the draft is kept
        return {}
    marks = card.criteria.items() if card is not None else ()
    return {name: mark.value for name, mark in marks if mark.value is not None}


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
