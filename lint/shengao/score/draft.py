"""A draft as signals see it: its document, what is known beside it, and shared readings.

Whatever several signals need is read here once: each distinct sentence counts once, so that
nothing is earned by saying it again.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Set
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple, TypeVar, cast

from shengao.document import Document
from shengao.likeness import Likeness
from shengao.score.signs import Signs, joined
from shengao.scorecard import Submission
from shengao.structure import Sentence

T = TypeVar("T")


class Beside(NamedTuple):
    """What is known of a draft beside its text.

    `received` is the moment of receipt where that is known (mail, inbox), `deadline` that of a
    request it answers (约稿). `likeness` says how it compares with earlier drafts; None without
    an archive. `profile` is the ``[profile]`` part of the unit's configuration, as plain data.
    """

    submission: Submission = Submission()
    received: datetime | None = None
    deadline: datetime | None = None
    solicited: bool = False
    likeness: Likeness | None = None
    profile: Mapping[str, Any] = {}


class Draft:
    """One draft being scored. Offsets are those of the running text, ``document.text``."""

    def __init__(self, document: Document, beside: Beside, tables: Mapping[str, Any]) -> None:
        self.document = document
        self.beside = beside
        self.tables = tables  # word lists and settings of scoring.toml, as plain data
        self._once: dict[object, object] = {}
        self._with: dict[Signs, Set[int | None]] = {}

    @cached_property
    def sentences(self) -> list[int]:
        """Indexes of the distinct sentences of prose, those of the same words once."""
        return [*self._distinct.values()]

    @cached_property
    def length(self) -> int:
        """Characters of the distinct sentences of prose, white space left out."""
        return sum(map(len, self._distinct))

    @cached_property
    def _distinct(self) -> dict[str, int]:
        """The index of the first sentence of the same words, by these without white space."""
        found: dict[str, int] = {}
        for index, sentence in enumerate(self.document.sentences):
            found.setdefault("".join(self.said(sentence).split()), index)
        return found

    def said(self, sentence: Sentence) -> str:
        """The words of a sentence."""
        return self.document.text[sentence.start : sentence.end]

    def once(self, reading: Callable[["Draft"], T]) -> T:
        """What `reading` makes of this draft: read once, however many signals ask for it."""
        try:
            return cast(T, self._once[reading])
        except KeyError:
            found = self._once[reading] = reading(self)
            return found

    def having(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the words that stand in the draft: few of many, to be sought in a sentence."""
        text = self.document.text
        return tuple(word for word in words if word in text)

    @cached_property
    def _places(self) -> list[list[int]]:
        return joined().places(self.document.text)

    def holds(self, signs: Signs, start: int, end: int) -> bool:
        """Whether one of some words stands in ``start:end``, a clause or more."""
        places = self._places[signs.rank]
        at = bisect_left(places, start)
        return at < len(places) and places[at] < end

    def sentences_with(self, signs: Signs) -> Set[int | None]:
        """Indexes of the sentences that hold one of some words; None if some stand outside."""
        found = self._with.get(signs)
        if found is None:
            found = self.document.sentences_at(self._places[signs.rank])
            self._with[signs] = found
        return found
