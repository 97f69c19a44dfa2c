"""What checks look at: a draft with its blocks, and everything found in them on demand.

Nothing is segmented until somebody asks: the words between two marks are cut when a check
needs one of them, and then kept.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from typing import Protocol

from shengao import entity, layout
from shengao.document.outline import Outline
from shengao.expression import Expression
from shengao.genre import resolve
from shengao.structure import Block, Comment, Hidden, Reading, Token
from shengao.text import Source, View

_MARK = Expression("[，。；：、！？]")
"""No word holds one."""


class Tagger(Protocol):
    """Cuts text into words with parts of speech: `shengao.segment.words.Words` or jieba's."""

    def tag(self, text: str) -> list[tuple[str, str]]:
        """Words and jieba tags that tile `text`."""
        ...


class Document(Outline):
    """A draft as checks see it, with its words."""

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
        super().__init__(
            source,
            view,
            blocks,
            genre=genre,
            comments=comments,
            properties=properties,
            hidden=hidden,
        )
        self._words = words
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

    def tokens(self, sentence: int) -> list[Token]:
        """The tokens of a sentence; they tile it."""
        return [*self.each_token(sentence)]

    def each_token(self, sentence: int) -> Iterator[Token]:
        """The tokens of a sentence in order; no more is cut than is asked for."""
        for index in range(len(self._stretched(sentence))):
            yield from self._tokens_of(sentence, index)

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
