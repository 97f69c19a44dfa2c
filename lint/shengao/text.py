"""Where things are: spans, the source text, and views of it with markup left out.

Every offset in the program counts Unicode code points. A finding's offsets count from
the start of ``Source.text``; a check's from the start of the running text, which a
`View` maps back. Other countings (line and column, UTF-16 units for editors, cells of
a terminal) are made from these at the edge and never stored.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points, ``start <= i < end``."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether a character lies in both."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether every character of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end


MADE = frozenset(("word", "pdf", "ofd"))
"""Kinds of source whose text stands in the file otherwise, and without lines."""


class Position(NamedTuple):
    """A place as people name it."""

    line: int  # from 1
    column: int  # from 1, in code points


class Source:
    """The decoded text of one draft, without a byte order mark.

    `kind` is ``text``, ``markdown``, ``html``, ``word``, ``pdf`` or ``ofd``. Of those of `MADE`
    the text is what the reader made: blocks in reading order, one a line, so that a line number
    is a paragraph number.
    """

    __slots__ = ("_line_starts", "kind", "path", "text")

    def __init__(self, text: str, path: str = "<text>", kind: str = "text") -> None:
        self.text = text
        self.path = path
        self.kind = kind
        self._line_starts: list[int] | None = None

    @property
    def line_starts(self) -> list[int]:
        """The offset at which each line starts; lines end at ``\\n`` only."""
        if self._line_starts is None:
            starts, at = [0], self.text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
            self._line_starts = starts
        return self._line_starts

    def position(self, offset: int) -> Position:
        """The line and column of a code point."""
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line_span(self, line: int) -> Span:
        """The characters of a line, counted from 1, without its end."""
        starts = self.line_starts
        end = starts[line] - 1 if line < len(starts) else len(self.text)
        return Span(starts[line - 1], end)


class View:
    """Running text made of pieces of the source, with the way back.

    ``用户**大幅增长**了`` is read as ``用户大幅增长了``; each piece remembers where it came
    from, so that a span of the view maps to a span of the source. Text that the source
    does not hold (the line break between two blocks) maps to the end of the piece before.
    """

    __slots__ = ("origins", "starts", "text")

    def __init__(self, text: str, starts: list[int], origins: list[int]) -> None:
        self.text = text
        self.starts = starts  # of pieces, in the view, ascending
        self.origins = origins  # of pieces, in the source

    @classmethod
    def of(cls, source: str, blocks: Iterable[Iterable[Span]]) -> tuple["View", list[Span]]:
        """The view of blocks of pieces, one block a line; with the span of each block in it."""
        parts: list[str] = []
        starts: list[int] = []
        origins: list[int] = []
        spans: list[Span] = []
        at = 0
        for block in blocks:
            begin = at
            for start, end in block:
                starts.append(at)
                origins.append(start)
                parts.append(source[start:end])
                at += end - start
            spans.append(Span(begin, at))
            parts.append("\n")
            at += 1
        return cls("".join(parts), starts or [0], origins or [0]), spans

    def origin(self, start: int, end: int) -> Span:
        """The source span from the first to the last character of ``start:end``."""
        piece = bisect_right(self.starts, start)
        first = start + self._shift(piece)
        if end <= start:
            return Span(first, first)
        if piece < len(self.starts) and end > self.starts[piece]:  # it goes on in other pieces
            return Span(first, end + self._shift(bisect_right(self.starts, end - 1)))
        return Span(first, first + end - start)

    def shown(self, start: int, end: int) -> Span | None:
        """The span of the view that shows ``start:end`` of the source, None if it shows none."""
        found: Span | None = None
        ends = (*self.starts[1:], len(self.text))
        for at, origin, stop in zip(self.starts, self.origins, ends, strict=True):
            first = max(start, origin) - origin + at
            last = min(end - origin + at, stop)
            if first < last:
                found = Span(found.start if found is not None else first, last)
        return found

    def _shift(self, pieces: int) -> int:
        """How far the last of so many pieces stands from its place in the source."""
        last = max(pieces - 1, 0)
        return self.origins[last] - self.starts[last]

    def contiguous(self, start: int, end: int) -> bool:
        """Whether the characters ``start:end`` stand together in the source, without markup."""
        span = self.origin(start, end)
        return span.end - span.start == end - start
