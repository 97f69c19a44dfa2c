"""How much of a draft is its own, compared with an archive and with documents from above."""

import os
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shengao.archive import entry as entries
from shengao.archive import formulas, place, reference
from shengao.archive.align import Alike, alike
from shengao.archive.entry import Entry
from shengao.archive.masks import Masked
from shengao.archive.reference import Known, Reference
from shengao.document import Document
from shengao.likeness import Likeness, Passage
from shengao.overlap import share
from shengao.text import Span

if TYPE_CHECKING:
    from shengao.archive.store import Store


class Sources(NamedTuple):
    """Folders: of documents from above, and of dictionaries that may hold set formulas."""

    reference: tuple[Path, ...] = ()
    dictionaries: tuple[Path, ...] = ()


LOOKED_AT = 10
"""Archived drafts, and documents from above, that a draft is laid beside."""

_SWAPPED = 0.15
"""By how much a draft must be more alike with names, places and figures masked."""
_SHOWN = 60  # passages of one draft at most


class _Place(NamedTuple):
    """A passage of the draft in offsets of its running text."""

    passage: Alike
    other: Masked
    where: str
    above: bool


def likeness(
    document: Document, shown: str, where: str | None, sources: Sources
) -> Likeness | None:
    """What a draft of the path `shown` has in common with an archive and documents from above.

    `where` is the archive's path or URL, None for none. None for a draft that is too short to be
    compared. Raises `ArchiveError`, and `ConfigError` for a folder that is not there.
    """
    known = formulas.load(sources.dictionaries)
    entry = entries.of(document, known, path=place.own(shown), archived=date.min)
    if len(entry.text.plain.characters) < entries.SHORTEST:
        return None
    store = None if where is None else opened(where)
    return originality(document, entry, store, reference.load(sources.reference))


def opened(where: str) -> "Store":
    """An archive that is there, opened once in each process. Raises `ArchiveError`."""
    return _opened(where, os.getpid())


@lru_cache(maxsize=4)
def _opened(where: str, _process: int) -> "Store":
    from shengao.archive.store import Store

    return Store(where)


def originality(
    document: Document, entry: Entry, store: "Store | None", above: Reference
) -> Likeness:
    """What a draft has in common with the archive, if there is one, and with documents from above.

    `entry` is that of the draft. It is never compared with itself as it was before: an archived
    draft of the same path, or of the same text and unit.
    """
    return compared(
        document,
        entry,
        store.like(entry, LOOKED_AT) if store is not None else (),
        above.sharing(entry.text, LOOKED_AT),
        titled=store.titled(entry) if store is not None else None,
        earlier=store.earlier if store is not None else 0,
    )


def compared(
    document: Document,
    entry: Entry,
    others: Sequence[Entry],
    above: Sequence[Known],
    *,
    titled: Entry | None,
    earlier: int,
) -> Likeness:
    """The same with the drafts and documents found before. Pure."""
    own = entry.text
    places: list[_Place] = []
    nearest, swapped, where = 0.0, False, ""
    ranked = [(*_likeness(own, other.text), other) for other in others]
    ranked.sort(key=lambda one: (-one[0], -one[2].number))
    for how_much, only_masked, other in ranked:
        if how_much > nearest:
            nearest, swapped, where = how_much, only_masked, other.where
        places += [_Place(one, other.text, other.where, False) for one in alike(own, other.text)]
    most, above_where = 0.0, ""
    for known in above:
        how_much = share(own.plain_grams, known.text.plain_grams)
        if how_much > most:
            most, above_where = how_much, known.name
        places += [_Place(one, known.text, known.name, True) for one in alike(own, known.text)]
    return Likeness(
        earlier,
        round(nearest, 4),
        swapped,
        where,
        round(most, 4),
        above_where,
        titled.where if titled is not None else "",
        tuple(_passages(document, places)),
    )


def _likeness(own: Masked, other: Masked) -> tuple[float, bool]:
    """The share of one's own 3-grams in the other, and whether only masking shows it."""
    plain = share(own.plain_grams, other.plain_grams)
    bare = share(own.bare_grams, other.bare_grams)
    return (bare, True) if bare - plain >= _SWAPPED else (plain, False)


def _passages(document: Document, places: Iterable[_Place]) -> list[Passage]:
    """The longest passages, those of earlier drafts first, without overlaps, in order."""
    kept: list[_Place] = []
    for found in sorted(
        places,
        key=lambda one: (one.above, one.passage.swapped, -one.passage.size, one.passage.start),
    ):
        if not any(_overlap(found.passage, other.passage) for other in kept):
            kept.append(found)
    kept.sort(key=lambda one: one.passage.start)
    return [_passage(document, found) for found in kept[:_SHOWN]]


def _passage(document: Document, found: _Place) -> Passage:
    one = found.passage
    span: Span = document.view.origin(one.start, one.end)
    return Passage(
        span,
        document.text[one.start : one.end],
        found.other.text[one.there : one.there_end],
        found.where,
        one.swapped,
        found.above,
    )


def _overlap(one: Alike, other: Alike) -> bool:
    return one.start < other.end and other.start < one.end
