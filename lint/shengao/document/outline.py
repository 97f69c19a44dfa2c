"""A draft with its blocks, and what is found in them without cutting words."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from shengao import entity
from shengao.likeness import Likeness
from shengao.segment import sentences as cut
from shengao.segment.modality import modality
from shengao.structure import (
    FIGURES,
    PROSE,
    Block,
    Clause,
    Comment,
    Entity,
    Hidden,
    Modality,
    Period,
    Quotation,
    Sentence,
)
from shengao.text import Source, View

_FRAGMENT_CHARACTERS = 120
_FRAGMENT_SENTENCES = 3


class Outline:
    """A draft down to its clauses, with its entities and quotations.

    `text` is the running text: the visible text of the blocks, markup left out, one block a
    line. All offsets here count its code points; `view` maps them back to `source`.
    """

    def __init__(
        self,
        source: Source,
        view: View,
        blocks: tuple[Block, ...],
        *,
        genre: str | None = None,
        comments: tuple[Comment, ...] = (),
        properties: Mapping[str, str] | None = None,
        hidden: tuple[Hidden, ...] = (),
    ) -> None:
        self.source = source
        self.view = view
        self.text = view.text
        self.blocks = blocks
        self.genre = genre
        self.comments = comments
        self.hidden = hidden  # at their places in `text`
        self.properties: Mapping[str, str] = properties or {}
        self.likeness: Likeness | None = None
        """What stands in earlier drafts too; None where the draft was not compared with any."""
        self._block_starts = [block.start for block in blocks]
        self._clauses: dict[int, list[Clause]] = {}

    @cached_property
    def title(self) -> str:
        """The title, lines of a title joined; empty where there is none."""
        return "".join(self.text[b.start : b.end].strip() for b in self.blocks if b.kind == "title")

    @cached_property
    def fragment(self) -> bool:
        """No title, fewer than three sentences, under 120 characters: no whole-draft rules."""
        prose = [block for block in self.blocks if block.kind in PROSE]
        return (
            not any(block.kind in ("title", "heading") for block in prose)
            and sum(block.end - block.start for block in prose) < _FRAGMENT_CHARACTERS
            and len(self.sentences) < _FRAGMENT_SENTENCES
        )

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of all blocks of prose, in order."""
        return [
            Sentence(start, end, index)
            for index, block in enumerate(self.blocks)
            if block.kind in PROSE
            for start, end in cut.sentences(self.text, block.start, block.end)
        ]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _sentence_of(self) -> list[int | None]:
        """For each character, and the place after the last, the index of its sentence."""
        found: list[int | None] = []
        for index, (start, end, _) in enumerate(self.sentences):
            found += [None] * (start - len(found))
            found += [index] * (end - start)
        found += [None] * (len(self.text) + 1 - len(found))
        return found

    @cached_property
    def sentence_ends(self) -> list[int]:
        """For each character, and the place after the last, where its sentence ends; 0 outside
        prose."""
        ends: list[int] = []
        for start, end, _ in self.sentences:
            ends += [0] * (start - len(ends))
            ends += [end] * (end - start)
        ends += [0] * (len(self.text) + 1 - len(ends))
        return ends

    @cached_property
    def entities(self) -> list[Entity]:
        """What is recognised before words are cut; ascending, without overlaps."""
        return entity.find(self.text, self.year)

    @cached_property
    def year(self) -> int | None:
        """The year that the draft gives for itself: of its 报送日期, else of its sign-off."""
        signed = (self.text[b.start : b.end] for b in self.blocks if b.kind == "signoff")
        for dated in (self.properties.get("submitted", ""), *signed):
            for found in entity.find(dated):
                if isinstance(found.value, Period) and found.value.year is not None:
                    return found.value.year
        return None

    @cached_property
    def _entity_starts(self) -> list[int]:
        return [found.start for found in self.entities]

    @cached_property
    def quotations(self) -> list[Quotation]:
        """Quoted runs and 《titles》, ascending; of nested ones the outer."""
        return cut.quotations(self.text)

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [found.start for found in self.quotations]

    def block_at(self, offset: int) -> int:
        """The index of the block at or before a character."""
        return max(bisect_right(self._block_starts, offset) - 1, 0)

    def sentence_at(self, offset: int) -> int | None:
        """The index of the sentence that holds a character; None outside prose."""
        return self._sentence_of[offset]

    def in_sentences(self, offsets: Iterable[int]) -> list[tuple[int, int]]:
        """Those of the offsets that are in prose, each with the index of its sentence."""
        of = self._sentence_of
        return [(at, index) for at in offsets if (index := of[at]) is not None]

    def sentences_at(self, offsets: Iterable[int]) -> set[int | None]:
        """The indexes of the sentences that hold one of some characters; None for those outside."""
        return set(map(self._sentence_of.__getitem__, offsets))

    def sentences_of(self, block: int) -> range:
        """The indexes of a block's sentences."""
        start, end = self.blocks[block].start, self.blocks[block].end
        return range(
            bisect_left(self._sentence_starts, start), bisect_left(self._sentence_starts, end)
        )

    def clauses(self, sentence: int) -> list[Clause]:
        """The clauses of a sentence, without their punctuation."""
        found = self._clauses.get(sentence)
        if found is None:
            at = self.sentences[sentence]
            found = self._clauses[sentence] = [
                Clause(start, end, sentence)
                for start, end in cut.clauses(self.text, at.start, at.end)
            ]
        return found

    def clause_at(self, offset: int) -> Clause | None:
        """The clause that holds a character."""
        sentence = self.sentence_at(offset)
        if sentence is None:
            return None
        return next((c for c in self.clauses(sentence) if c.start <= offset < c.end), None)

    def entities_in(self, start: int, end: int, kinds: Collection[str] = ()) -> list[Entity]:
        """The entities that touch ``start:end``, of the kinds named (of all, if none is)."""
        starts = self._entity_starts
        first = bisect_left(starts, start)
        if first and self.entities[first - 1].end > start:
            first -= 1
        found = self.entities[first : bisect_left(starts, end, first)]
        return [one for one in found if one.kind in kinds] if found and kinds else found

    def has_figure(self, start: int, end: int) -> bool:
        """Whether a figure, percentage or sum of money stands in ``start:end``."""
        return bool(self.entities_in(start, end, FIGURES))

    def quotation_at(self, start: int, end: int) -> Quotation | None:
        """The quotation that holds ``start:end``, if one does."""
        index = bisect_right(self._quotation_starts, start) - 1
        if index >= 0 and end <= self.quotations[index].end:
            return self.quotations[index]
        return None

    def modality(self, start: int, end: int) -> Modality:
        """How the claim at ``start:end`` is meant: done, planned or asked for, denied, …"""
        sentence = self.sentence_at(start)
        if sentence is None:
            return "realised"
        at = self.sentences[sentence]
        block = self.blocks[at.block]
        return modality(self.text, at.start, at.end, start, end, block.start)
