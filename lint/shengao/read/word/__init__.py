"""Word documents (.docx): what a reader of the final version sees, paragraph by paragraph.

Insertions count, deletions do not. A file is read with `zipfile` and `ElementTree` alone,
its sizes checked before anything is unpacked; entities are refused.

``Source.text`` has one paragraph a line, empty ones left out: first the body with its
tables and text boxes, then footnotes, endnotes, headers, footers. A manual line break is
``LINE_BREAK`` there and stands in no piece; a symbol font's character is `SYMBOL`. A
hidden run, a table of contents and what a comment says are no text. What is hidden, white or
tiny is noted in ``Reading.hidden``.
"""

from typing import Any

from shengao.errors import ReadError
from shengao.read.formats import foreign, is_zip
from shengao.read.sizes import MAXIMUM, verify
from shengao.read.word.document import Document, Part
from shengao.read.word.package import WordPackage
from shengao.read.word.visible import LINE_BREAK, SYMBOL, walk
from shengao.structure import Reading

__all__ = ["LINE_BREAK", "MAXIMUM", "SYMBOL", "Part", "read", "trace", "walk"]


def read(data: bytes, path: str) -> Reading:
    """The paragraphs of a Word document, with their comments and the file's own properties."""
    verify(data, path)
    if not is_zip(data):
        raise ReadError(path, foreign(data) or "不是 Word 文档，内容与扩展名 .docx 不符")
    package = WordPackage(data, path)
    try:
        return Document(package).read()
    except RecursionError as error:
        raise ReadError(path, "Word 文档嵌套过深，无法读取") from error


def trace(data: bytes, path: str, root: Any) -> tuple[Reading, tuple[Part, ...]]:
    """A Word document as `read` reads it, with the paragraphs behind the text, in its order.

    `root` is the parsed main part: the paragraphs of the body and its text boxes are elements of
    that tree, to be edited there. Raises `ReadError`.
    """
    document = Document(WordPackage(data, path))
    reading = document.read(root)
    return reading, tuple(document.traced)
