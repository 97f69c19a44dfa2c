"""The sentences of a draft as the expressions of `shengao.checks.relation` see them: every figure,
date and time is one character.

Which of these characters a sentence holds is known before anything else: an expression that needs
two percentages is not tried where there is one.
"""

from bisect import bisect_left
from functools import reduce
from operator import and_
from typing import NamedTuple

from shengao.checks.relation_operand import Operand, operand
from shengao.document import Document
from shengao.segment.memo import Memo
from shengao.structure import Entity

SIGNS = {
    "figure": "\ue000", "money": "\ue000", "percent": "\ue001", "point": "\ue002",
    "date": "\ue003", "time": "\ue004",
}  # fmt: skip
"""The character that stands for an entity of a kind."""
OTHER = "\ue005"
_SHOWN = frozenset(("title", "latin", "url"))
"""Kinds of entities that are seen as they are written."""

CLASSES = ("\ue000\ue001\ue002", *"\ue000\ue001\ue002\ue003\ue004\ue005")
"""What is counted: figures of all kinds, and every sign by itself."""
MOST = 4
"""So many of a class are told apart from fewer."""
_SHAPES = 1 << 12


def tally(counts: list[int]) -> int:
    """The counts of `CLASSES` as bits, one for each up to `MOST`: what holds enough of every class
    has all the bits of what is needed."""
    bits = 0
    for count in counts:
        bits = bits << MOST | (1 << min(count, MOST)) - 1
    return bits


def _tally(signs: str) -> int:
    return tally([sum(map(signs.count, one)) for one in CLASSES])


_TALLIES = Memo(_tally, _SHAPES)


class Skeleton:
    """A sentence with one character for each entity, and where each character comes from."""

    def __init__(self, document: Document, first: int, end: int) -> None:
        entities = document.entities_in(first, end)
        text = document.text
        parts: list[str] = []
        self.entities: list[Entity] = []
        self.values = 0
        """How many figures, dates and times touch the sentence."""
        self._document = document
        self._first = first
        self._offsets: list[int] = []
        self._figures: list[Operand] | None = None
        position, size = first, 0
        for found in entities:
            sign = SIGNS.get(found.kind)
            if sign is not None:
                self.values += 1
            if found.start < position or found.end > end or found.kind in _SHOWN:
                continue
            parts.append(text[position : found.start])
            parts.append(sign or OTHER)
            size += found.start - position
            self._offsets.append(size)
            self.entities.append(found)
            size += 1
            position = found.end
        parts.append(text[position:end])
        self.text = "".join(parts)

    @property
    def figures(self) -> list[Operand]:
        """The figures in it, in order."""
        if self._figures is None:
            text = self._document.text
            self._figures = [
                one for entity in self.entities if (one := operand(text, entity)) is not None
            ]
        return self._figures

    def place(self, offset: int) -> int:
        """Where a character of `text` stands in the draft."""
        before = bisect_left(self._offsets, offset)
        if not before:
            return self._first + offset
        return self.entities[before - 1].end + offset - self._offsets[before - 1] - 1

    def entity_at(self, offset: int) -> Entity | None:
        """The entity that a character of `text` stands for."""
        index = bisect_left(self._offsets, offset)
        if index < len(self._offsets) and self._offsets[index] == offset:
            return self.entities[index]
        return None


class Stretch(NamedTuple):
    """A sentence, perhaps with the one before, that holds a figure, a date or the like.

    `lacks` are the bits that the `tally` of what it holds has not.
    """

    lacks: int
    sentence: int
    start: int
    end: int


class Drawn:
    """What all rules of relations share of a draft: by their index the sentences that hold
    anything, by themselves (`alone`) and with the sentence before, if that is of the same block
    (`joined`); and the bits that all of them lack."""

    def __init__(self, document: Document) -> None:
        self.alone: dict[int, Stretch] = {}
        self.joined: dict[int, Stretch] = {}
        self._document = document
        self._skeletons: dict[tuple[int, int], Skeleton] = {}
        signs = _signs(document)
        sentences = document.sentences
        for index in sorted({*signs, *(one + 1 for one in signs)}):
            if index == len(sentences):
                break
            start, end, block = sentences[index]
            held = signs.get(index, "")
            if held:
                self.alone[index] = Stretch(~_TALLIES[held], index, start, end)
            before = sentences[index - 1] if index else None
            if before is not None and before.block == block:
                start = before.start
                held = signs.get(index - 1, "") + held
            if held:
                self.joined[index] = Stretch(~_TALLIES[held], index, start, end)
        self.alone_lack = reduce(and_, (one.lacks for one in self.alone.values()), -1)
        self.joined_lack = reduce(and_, (one.lacks for one in self.joined.values()), -1)

    def skeleton(self, stretch: Stretch) -> Skeleton:
        """The skeleton of a stretch, made once."""
        place = stretch.start, stretch.end
        found = self._skeletons.get(place)
        if found is None:
            found = self._skeletons[place] = Skeleton(self._document, *place)
        return found


def _signs(document: Document) -> dict[int, str]:
    """The signs of the entities that touch each sentence, as far as it holds any."""
    found: dict[int, str] = {}
    for one in document.entities:
        if one.kind in _SHOWN:
            continue
        sign = SIGNS.get(one.kind, OTHER)
        first, last = document.sentence_at(one.start), document.sentence_at(one.end - 1)
        if first is not None:
            found[first] = found.get(first, "") + sign
        if last is not None and last != first:
            found[last] = found.get(last, "") + sign
    return found
