"""The comments of a Word document, and where in its text they are anchored."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from shengao.read.word.tags import COMMENT_END, COMMENT_START, ID, PARAGRAPH, W
from shengao.read.word.visible import walk
from shengao.structure import Comment
from shengao.text import Source, Span

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class Comments:
    """Collects the marks of comments as the lines of a document are read."""

    def __init__(self) -> None:
        self._marks: list[tuple[Element, int]] = []  # of the line at hand, with offsets in it
        self._starts: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._anchors: dict[str, int] = {}  # the line where a comment is first named

    def note(self, mark: "Element", offset: int) -> None:
        """A mark in the line at hand."""
        self._marks.append((mark, offset))

    def place(self, start: int, line: int, empty: bool) -> None:
        """The line at hand begins at `start`; an `empty` one is left out of the text."""
        for mark, offset in self._marks:
            name = mark.get(ID, "")
            at = start + (0 if empty else offset)
            if mark.tag == COMMENT_START:
                self._starts.setdefault(name, at)
            elif mark.tag == COMMENT_END:
                self._ends[name] = at
            self._anchors.setdefault(name, line)
        self._marks.clear()

    def found(self, roots: "Iterable[Element]", text: str) -> Iterator[Comment]:
        """The comments in parts of the file, each at the words it is about."""
        source = Source(text)
        last = text.count("\n")
        for comment in (c for root in roots for c in root):
            name = comment.get(ID, "")
            if name not in self._anchors:
                continue  # its words are gone
            said = "\n".join(
                "".join(part for part, _ in walk(paragraph))
                for paragraph in comment.iter(PARAGRAPH)
            )
            span = Span(self._starts.get(name, 0), min(self._ends.get(name, 0), len(text)))
            while span.start < span.end and text[span.start] == "\n":
                span = Span(span.start + 1, span.end)
            while span.start < span.end and text[span.end - 1] == "\n":
                span = Span(span.start, span.end - 1)
            if span.start >= span.end:
                span = source.line_span(min(self._anchors[name], last) + 1)
            yield Comment(span, said.strip(), comment.get(W + "author", ""))
