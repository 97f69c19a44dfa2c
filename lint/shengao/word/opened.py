"""A Word document open for editing, with the way from ``Source.text`` to its runs."""

import copy
import io
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from docx import Document
from docx.oxml.ns import qn

from shengao.errors import ReadError
from shengao.read import word as reader
from shengao.structure import Reading
from shengao.text import Span

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_RUN, _TEXT, _RUN_PROPERTIES = qn("w:r"), qn("w:t"), qn("w:rPr")
_BOX, _CONTROL = qn("w:txbxContent"), qn("w:sdt")
_PARAGRAPH, _SPACE = qn("w:p"), "{http://www.w3.org/XML/1998/namespace}space"
_UNANCHORED = {"note": "脚注", "header": "页眉", "footer": "页脚", "textbox": "文本框"}

Run = Any
"""A ``w:r`` element of python-docx, or None."""


class Piece(NamedTuple):
    """Characters of a paragraph that one element holds; offsets count from its start."""

    start: int
    end: int
    run: Run  # None of a formula, whose characters stand in no run of Word's
    element: Any


@dataclass(frozen=True, slots=True)
class Opened:
    """A document with its reading. `parts` are the paragraphs behind ``Source.text``, by start."""

    document: "WordDocument"
    reading: Reading
    parts: tuple[reader.Part, ...]

    def saved(self) -> bytes:
        """The document as it now is."""
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def parts_of(self, span: Span) -> list[tuple[reader.Part, Span]]:
        """The paragraphs that hold characters of a span, each with those, from its own start."""
        text = self.reading.source.text
        found = []
        at = max(bisect_right([part.start for part in self.parts], span.start) - 1, 0)
        for index in range(at, len(self.parts)):
            part = self.parts[index]
            if part.start >= span.end:
                break
            following = self.parts[index + 1].start if index + 1 < len(self.parts) else len(text)
            stop = text.find("\n", part.start, following)
            end = min(span.end, following if stop < 0 else stop)
            start = max(span.start, part.start)
            if start < end:
                found.append((part, Span(start - part.start, end - part.start)))
        return found

    def obstacle(self, span: Span) -> str:
        """Why a comment cannot be anchored on a span; empty where it can.

        Word takes comments in the body alone; a range that begins with the first character of a
        content control around paragraphs is lost by LibreOffice.
        """
        parts = self.parts_of(span)
        if not parts:
            return "正文以外"
        for part, _ in parts:
            if part.kind in _UNANCHORED:
                return _UNANCHORED[part.kind]
            if next(part.paragraph.iterancestors(_BOX), None) is not None:
                return "文本框"
        first, place = parts[0]
        if place.start == 0 and _is_first_of_control(first.paragraph):
            return "内容控件开头"
        last, end = parts[-1]
        if _run_at(first, place.start) is None or _run_at(last, end.end - 1) is None:
            return "公式"
        return ""


def open_word(data: bytes, path: str) -> Opened:
    """A Word file, read and open for editing. Raises `ReadError` for what cannot be edited."""
    from zipfile import BadZipFile

    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    reader.read(data, path)  # whatever is wrong with the file is said here
    try:
        document = Document(io.BytesIO(data))
    except (
        PackageNotFoundError, BadZipFile, XMLSyntaxError, ValueError, KeyError, AttributeError,
    ) as error:  # fmt: skip
        raise ReadError(
            path, "这个 Word 文件的结构不标准，能检查但不能加批注，请在 Word 或 WPS 中另存为 .docx"
        ) from error
    reading, parts = reader.trace(data, path, document.part.element)
    return Opened(document, reading, parts)


def pieces(part: reader.Part) -> Iterator[Piece]:
    """The visible characters of a paragraph with the runs that hold them, in order."""
    at = 0
    visible: Iterator[tuple[str, Any]] = reader.walk(part.paragraph, part.hidden)
    for text, element in visible:
        if text:
            held = None
            for parent in element.iterancestors(_RUN, _PARAGRAPH):
                if parent.tag == _PARAGRAPH:
                    break
                held = parent  # the outermost, of a ruby the whole
            yield Piece(at, at + len(text), held, element)
            at += len(text)


def isolated(part: reader.Part, span: Span) -> list[Run]:
    """The runs that hold just the characters of a span of a paragraph; runs are split for it.

    A run that a ruby or a formula is part of stays whole. Formatting is kept.
    """
    for offset in (span.start, span.end):
        for piece in pieces(part):
            if piece.run is None or piece.element.getparent() is not piece.run:
                continue
            if piece.start < offset < piece.end and piece.element.tag == _TEXT:
                _split(piece.run, piece.element, offset - piece.start)
                break
            if piece.start == offset:
                before = piece.element.getprevious()
                if before is not None and before.tag != _RUN_PROPERTIES:
                    _split(piece.run, piece.element, 0)
                break
    found: list[Run] = []
    for piece in pieces(part):
        within = span.start < piece.end and piece.start < span.end
        if within and piece.run is not None and not any(piece.run is run for run in found):
            found.append(piece.run)
    return found


def _run_at(part: reader.Part, offset: int) -> Run:
    """The run that holds a character of a paragraph; None of a formula's."""
    return next(piece.run for piece in pieces(part) if piece.start <= offset < piece.end)


def _split(run: Run, element: Any, offset: int) -> None:
    """Part a run before the character `offset` of one of its elements."""
    right = copy.deepcopy(run)
    index = list(run).index(element)
    for child in list(right)[:index]:
        if child.tag != _RUN_PROPERTIES:
            right.remove(child)
    first = next(child for child in right if child.tag != _RUN_PROPERTIES)
    for child in list(run)[index + 1 :]:
        run.remove(child)
    if offset:
        text = element.text
        element.text, first.text = text[:offset], text[offset:]
        for half in (element, first):
            half.set(_SPACE, "preserve")
    else:
        run.remove(element)
    run.addnext(right)


def _is_first_of_control(paragraph: Any) -> bool:
    """Whether a paragraph is the first thing in a content control around paragraphs."""
    element = paragraph
    for parent in paragraph.iterancestors():
        if parent.tag == _CONTROL:
            return True
        if next(iter(parent)) is not element:
            return False
        element = parent
    return False
