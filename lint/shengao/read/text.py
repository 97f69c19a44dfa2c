"""Plain text: every line that holds something is a block."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from shengao.errors import ReadError
from shengao.read import encoding
from shengao.read.pieces import EDGES, trim
from shengao.structure import Comment, RawBlock, Reading
from shengao.text import Source, Span

MAXIMUM = encoding.MAXIMUM

# Compiled only for a text that calls for them.
_OPENING = r"<!--\s*(?=(?:shengao|审稿)\s*[:：])"
_LISTED = r"[-*•·●○◆■]|[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．)）]|第.{1,3}[章节条]"

_STOPS = "。！？…：；"
_FEWEST_WRAPPED = 3  # lines
_NARROWEST_WRAP = 40  # columns
_UNEVEN_WRAP = 2  # columns: a double-width character that did not fit


class _Line(NamedTuple):
    start: int  # with its indent
    pieces: tuple[Span, ...]
    opens: bool  # a paragraph: after an empty line, or indented


def read(data: bytes, path: str) -> Reading:
    """The lines of a text file; ``Source.text`` is the whole decoded file."""
    return parse(encoding.decode(data, path), path)


def parse(text: str, path: str = "<text>") -> Reading:
    """The lines of a text, without the whitespace around them.

    A paragraph that was certainly broken into lines of equal width is one block of several
    pieces. ``<!-- shengao: … -->`` is a comment, any other markup is text. Raises `ReadError`
    where nothing is left.
    """
    comments = tuple(_comments(text)) if "<!--" in text else ()
    blocks = tuple(map(RawBlock, _joined(text, _lines(text, comments))))
    if not blocks:
        raise ReadError(path, encoding.EMPTY)
    return Reading(Source(text, path, "text"), blocks, comments)


def _comments(text: str) -> Iterator[Comment]:
    at = 0
    opening_mark = re.compile(_OPENING, re.IGNORECASE)
    while (opening := opening_mark.search(text, at)) is not None:
        end = text.find("-->", opening.end())
        if end < 0:
            return
        yield Comment(Span(opening.start(), end + 3), text[opening.end() : end].strip())
        at = end + 3


def _lines(text: str, comments: tuple[Comment, ...]) -> Iterator[_Line]:
    """What a reader sees as lines; positions count only "\\n" as the end of one."""
    index, end, blank = 0, 0, True
    for line in text.splitlines(keepends=True):
        start, end = end, end + len(line)
        while index < len(comments) and comments[index].span.end <= start:
            index += 1
        if index < len(comments) and comments[index].span.start < end:
            pieces = trim(text, list(_uncovered(Span(start, end), comments, index)))
        else:
            kept = line.strip(EDGES)
            first = start + line.find(kept)
            pieces = (Span(first, first + len(kept)),) if kept else ()
        if pieces:
            yield _Line(start, pieces, blank or pieces[0].start > start)
        blank = not pieces


def _uncovered(line: Span, comments: tuple[Comment, ...], index: int) -> Iterator[Span]:
    at = line.start
    while index < len(comments) and comments[index].span.start < line.end:
        cut = comments[index].span
        if at < cut.start:
            yield Span(at, cut.start)
        at = max(at, cut.end)
        index += 1
    if at < line.end:
        yield Span(at, line.end)


def _joined(text: str, lines: Iterator[_Line]) -> Iterator[tuple[Span, ...]]:
    """The pieces of each block: a line, or all lines of a wrapped paragraph."""
    paragraph: list[_Line] = []
    for line in lines:
        if line.opens:
            yield from _blocks(text, paragraph)
            paragraph = []
        paragraph.append(line)
    yield from _blocks(text, paragraph)


def _blocks(text: str, lines: list[_Line]) -> Iterator[tuple[Span, ...]]:
    if len(lines) >= _FEWEST_WRAPPED and _is_wrapped(
        [text[line.start : line.pieces[-1].end] for line in lines]
    ):
        yield tuple(piece for line in lines for piece in line.pieces)
    else:
        yield from (line.pieces for line in lines)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether a paragraph was surely broken at a width, not where its sense ends."""
    if abs(_width(lines[0]) - _width(lines[1])) > _UNEVEN_WRAP:
        return False
    *full, last = lines
    widths = [_width(line) for line in full]
    return (
        min(widths) >= _NARROWEST_WRAP
        and max(widths) - min(widths) <= _UNEVEN_WRAP
        and _width(last) <= max(widths)
        and 2 * sum(line.endswith(tuple(_STOPS)) for line in full) < len(full)
        and not any(re.match(_LISTED, line) for line in lines[1:])
    )


def _width(line: str) -> int:
    """Columns of a terminal or typewriter: two for all that is not Latin."""
    return 2 * len(line) - len(line.encode("latin-1", "ignore"))
