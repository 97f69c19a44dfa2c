"""What checks look at: a draft with its blocks, and everything found in them on demand.

Nothing is segmented until somebody asks: the words between two marks are cut when a check
needs one of them, and then kept.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Protocol

from shengao import entity, layout
from shengao.expression import Expression
from shengao.genre import resolve
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
    Reading,
    Sentence,
    Token,
)
from shengao.text import Source, View

_FRAGMENT_CHARACTERS = 120
_FRAGMENT_SENTENCES = 3
_MARK = Expression("[，。；：、！？]")
"""No word holds one."""


class Tagger(Protocol):
    """Cuts text into words with parts of speech: `shengao.segment.words.Words` or jieba's."""

    def tag(self, text: str) -> list[tuple[str, str]]:
        """Words and jieba tags that tile `text`."""
        ...


class Document:
    """A draft as checks see it.

    `text` is the running text: the visible text of the blocks, markup left out, one block a
    line. All offsets here count its code points; `view` maps them back to `source`.
    """

    def __init__(
        self,
        source: Source,
        view: View,
        blocks: tuple[Block, ...],
        words: Tagger,
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
        self._words = words
        self._block_starts = [block.start for block in blocks]
        self._clauses: dict[int, list[Clause]] = {}
        self._stretches: dict[int, list[int]] = {}  # where they start, by sentence
        self._tokens: dict[int, list[Token]] = {}  # by the start of their stretch
        self._boundaries: dict[int, frozenset[int]] = {}  # likewise

    @classmethod
    def of(cls, reading: Reading, words: Tagger, genre: str | None = None) -> "Document":
        """The document of what a reader read; `genre` beats that of the front matter, and
        that beats what title, form and first lines say."""
        view, spans = View.of(reading.source.text, (block.pieces for block in reading.blocks))
        blocks = layout.classify(view.text, reading.blocks, spans)
        return cls(
            reading.source,
            view,
            blocks,
            words,
            genre=resolve(genre or reading.properties.get("genre"), view.text, blocks),
            comments=reading.comments,
            properties=reading.properties,
            hidden=tuple(
                one._replace(span=span)
                for one in reading.hidden
                if (span := view.shown(*one.span)) is not None
            ),
        )

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

    def entities_in(self, start: int, end: int, kinds: Iterable[str] = ()) -> list[Entity]:
        """The entities that touch ``start:end``, of the kinds named (of all, if none is)."""
        first = bisect_left(self._entity_starts, start)
        if first and self.entities[first - 1].end > start:
            first -= 1
        last = bisect_left(self._entity_starts, end)
        found = self.entities[first:last]
        if not kinds or not found:
            return found
        wanted = frozenset(kinds)
        return [one for one in found if one.kind in wanted]

    def has_figure(self, start: int, end: int) -> bool:
        """Whether a figure, percentage or sum of money stands in ``start:end``."""
        return bool(self.entities_in(start, end, FIGURES))

    def quotation_at(self, start: int, end: int) -> Quotation | None:
        """The quotation that holds ``start:end``, if one does."""
        index = bisect_right(self._quotation_starts, start) - 1
        if index >= 0 and end <= self.quotations[index].end:
            return self.quotations[index]
        return None

    def tokens(self, sentence: int) -> list[Token]:
        """The tokens of a sentence; they tile it."""
        stretches = range(len(self._stretched(sentence)))
        return [token for index in stretches for token in self._tokens_of(sentence, index)]

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The tokens of a sentence that touch ``start:end``; none outside prose.

        What stands beyond the nearest marks is not cut.
        """
        sentence = self.sentence_at(start)
        if sentence is None:
            return []
        starts = self._stretched(sentence)
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, end)
        return [
            token
            for index in range(first, last)
            for token in self._tokens_of(sentence, index)
            if token.start < end and token.end > start
        ]

    def _stretched(self, sentence: int) -> list[int]:
        """Where the stretches of a sentence start that are cut by themselves.

        The segmenter joins nothing over a mark, so that the words are those of the whole.
        """
        found = self._stretches.get(sentence)
        if found is None:
            at = self.sentences[sentence]
            marks = (mark.end() for mark in _MARK.finditer(self.text, at.start, at.end - 1))
            found = [at.start, *(start for start in marks if not self._in_entity(start))]
            self._stretches[sentence] = found
        return found

    def _in_entity(self, offset: int) -> bool:
        """Whether an entity goes on over a place between two characters."""
        index = bisect_left(self._entity_starts, offset) - 1
        return index >= 0 and self.entities[index].end > offset

    def _tokens_of(self, sentence: int, stretch: int) -> list[Token]:
        starts = self._stretched(sentence)
        start = starts[stretch]
        found = self._tokens.get(start)
        if found is None:
            following = starts[stretch + 1 : stretch + 2]
            end = following[0] if following else self.sentences[sentence].end
            found = self._tokens[start] = self._cut(start, end)
        return found

    def _cut(self, start: int, end: int) -> list[Token]:
        tokens: list[Token] = []
        at = start
        for found in self.entities_in(start, end):
            if found.start < at:
                continue
            stop = min(found.end, end)
            self._tag(tokens, at, found.start)
            text = self.text[found.start : stop]
            tokens.append(
                Token(text, entity.POS.get(found.kind, "x"), found.start, stop, found.kind)
            )
            at = stop
        self._tag(tokens, at, end)
        return tokens

    def _tag(self, tokens: list[Token], start: int, end: int) -> None:
        if start >= end:
            return
        at = start
        for word, pos in self._words.tag(self.text[start:end]):
            tokens.append(Token(word, pos, at, at + len(word)))
            at += len(word)

    def is_boundary(self, offset: int) -> bool:
        """Whether a word begins or ends here; the edges of a sentence count."""
        sentence = self.sentence_at(offset)
        if sentence is None or offset == self.sentences[sentence].start:
            return True
        return offset in self._edges(sentence, offset)

    def on_boundaries(self, start: int, end: int) -> bool:
        """Whether ``start:end`` begins and ends where words do, within one sentence."""
        sentence = self.sentence_at(start)
        if sentence is None or end > self.sentences[sentence].end:
            return False
        return start in self._edges(sentence, start) and (
            end == self.sentences[sentence].end or end in self._edges(sentence, end)
        )

    def _edges(self, sentence: int, offset: int) -> frozenset[int]:
        """Where the tokens of the stretch around a place start."""
        starts = self._stretched(sentence)
        stretch = bisect_right(starts, offset) - 1
        found = self._boundaries.get(starts[stretch])
        if found is None:
            found = frozenset(token.start for token in self._tokens_of(sentence, stretch))
            self._boundaries[starts[stretch]] = found
        return found

    def modality(self, start: int, end: int) -> Modality:
        """How the claim at ``start:end`` is meant: done, planned or asked for, denied, …"""
        sentence = self.sentence_at(start)
        if sentence is None:
            return "realised"
        at = self.sentences[sentence]
        block = self.blocks[at.block]
        return modality(self.text, at.start, at.end, start, end, block.start)
