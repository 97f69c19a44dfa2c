"""The sentences of a draft as the expressions of `shengao.checks.relation` see them: every figure,
date and time is one character.

Which of these characters a sentence holds is known before anything else: an expression that needs
two percentages is not tried where there is one.
"""

from bisect import bisect_left
from typing import NamedTuple
from weakref import WeakKeyDictionary

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


class Drawn(NamedTuple):
    """What all rules of relations share of a draft.

    `alone` and `joined` say what the sentences hold that hold anything (`tally`), by themselves
    and with the sentence before, if that is of the same block.
    """

    alone: dict[int, int]
    joined: dict[int, int]
    skeletons: dict[tuple[int, int], Skeleton]

    def skeleton(self, document: Document, first: int, last: int) -> Skeleton:
        """The skeleton of the sentences `first` to `last`, made once."""
        found = self.skeletons.get((first, last))
        if found is None:
            sentences = document.sentences
            found = Skeleton(document, sentences[first].start, sentences[last].end)
            self.skeletons[first, last] = found
        return found


_DRAWN: WeakKeyDictionary[Document, Drawn] = WeakKeyDictionary()


def drawn(document: Document) -> Drawn:
    """What the sentences of a document hold, seen once."""
    found = _DRAWN.get(document)
    if found is None:
        found = _DRAWN[document] = _drawn(document)
    return found


def opening(document: Document, sentence: int, *, across: bool) -> int:
    """The sentence that a skeleton begins with: the one before, `across`, in the same block."""
    sentences = document.sentences
    if across and sentence and sentences[sentence - 1].block == sentences[sentence].block:
        return sentence - 1
    return sentence


def _drawn(document: Document) -> Drawn:
    signs: dict[int, str] = {}
    for one in document.entities:
        if one.kind in _SHOWN:
            continue
        sign = SIGNS.get(one.kind, OTHER)
        first, last = document.sentence_at(one.start), document.sentence_at(one.end - 1)
        if first is not None:
            signs[first] = signs.get(first, "") + sign
        if last is not None and last != first:
            signs[last] = signs.get(last, "") + sign
    alone = {sentence: _TALLIES[held] for sentence, held in signs.items()}
    joined = alone.copy()
    sentences = document.sentences
    for sentence, held in signs.items():
        following = sentence + 1
        if following < len(sentences) and sentences[following].block == sentences[sentence].block:
            joined[following] = _TALLIES[held + signs.get(following, "")]
    return Drawn(alone, joined, {})
