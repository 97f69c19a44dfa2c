"""The paragraphs of a Word document, one a line, with its comments and properties."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from shengao.errors import ReadError
from shengao.read.encoding import EMPTY
from shengao.read.pieces import trim
from shengao.read.word import concealed
from shengao.read.word.comments import Comments
from shengao.read.word.numbering import Numbering
from shengao.read.word.package import WordPackage
from shengao.read.word.styles import BODY_LEVEL, Style, listed, ordinal, read_styles
from shengao.read.word.tags import (
    ALTERNATIVE,
    BOX,
    CHOICE,
    MARKS,
    PARAGRAPH,
    PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    UNREAD,
    VAL,
    W,
    number,
)
from shengao.read.word.visible import LINE_BREAK, walk
from shengao.structure import BlockKind, RawBlock, Reading
from shengao.text import Source, Span

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TABLE = W + "tbl"
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_PICTURES_ONLY = "文件里只有图片，没有文字，请转成文字后再检查"
_TITLE_STYLES = frozenset(("title", "标题"))
_STOPS = ("。", "！", "？", "；", "：", "…", ":")
_NUMBERED = r"[（(]?[一二三四五六七八九十]{1,3}[、.．)）]"


class Part(NamedTuple):
    """A paragraph that a line of ``Source.text`` is made of: all of it, but where its mark is
    deleted and it goes on in the next.

    `start` is the offset of its first character in ``Source.text``. What its style hides is
    `hidden`; `kind` is that of the container (a note, header, footer, text box), None in the body.
    """

    start: int
    paragraph: Any
    hidden: bool
    kind: BlockKind | None


class Document:
    """Collects the paragraphs of a document, one a line."""

    def __init__(self, package: WordPackage) -> None:
        self.package = package
        self.relations = package.relations(package.main)
        self.styles = read_styles(next(self._parts("styles"), None))
        self.numbering = Numbering(next(self._parts("numbering"), None))
        self.lines: list[str] = []
        self.length = 0  # of the lines with their ends
        self.blocks: list[RawBlock] = []
        self._boxes: list[Element] = []  # of the paragraph at hand
        self._comments = Comments()
        self._concealed = concealed.Concealed()
        self.traced: list[Part] = []
        self._lined = 0  # of the parts traced, those of lines that stand

    def _parts(self, kind: str) -> "Iterator[Element]":
        for relation in self.relations:
            if relation.kind == kind and (root := self.package.part(relation.target)) is not None:
                yield root

    def read(self, root: "Element | None" = None) -> Reading:
        """What the document says; `root` is its main part, where that is already parsed."""
        path = self.package.path
        if root is None:
            root = self.package.part(self.package.main)
        body = root.find(W + "body") if root is not None else None
        if root is None or body is None:
            raise ReadError(path, "Word 文档不完整，没有正文")
        self._container(body, None)
        for kind in ("footnotes", "endnotes"):
            for notes in self._parts(kind):
                for note in notes:
                    if note.get(W + "type", "normal") == "normal":  # the others are rules
                        self._container(note, "note")
        for header in self._parts("header"):
            self._container(header, "header")
        for footer in self._parts("footer"):
            self._container(footer, "footer")
        if not self.blocks:
            has_picture = any(element.tag in _PICTURES for element in body.iter())
            raise ReadError(path, _PICTURES_ONLY if has_picture else EMPTY)
        text = "\n".join(self.lines)
        comments = self._comments.found(self._parts("comments"), text)
        return Reading(
            Source(text, path, "word"),
            tuple(self.blocks),
            tuple(sorted(comments, key=lambda comment: comment.span)),
            self.package.properties(),
            self._concealed.hidden(text, root),
        )

    def _container(self, container: "Element", kind: BlockKind | None) -> None:
        carried = ""  # of paragraphs whose mark is deleted: they go on in the next
        for element in container:
            tag = element.tag
            if tag == PARAGRAPH:
                carried = self._paragraph(element, kind, carried)
            elif tag == _TABLE:
                self._table(element, kind)
            elif tag in MARKS:
                self._comments.note(element, 0)
            elif tag == ALTERNATIVE:
                choice = element.find(CHOICE)
                if choice is not None:
                    self._container(choice, kind)
            elif tag not in UNREAD and len(element):
                self._container(element, kind)
        if carried:
            self._line(carried, kind)

    def _table(self, table: "Element", kind: BlockKind | None) -> None:
        rows = [
            [cell for cell in _inside(row, W + "tc") if not _is_covered(cell)]
            for row in _inside(table, W + "tr")
            if row.find(f"{W}trPr/{W}del") is None
        ]
        self._concealed.grounds += 1
        framed = len(rows) == 1 and len(rows[0]) == 1  # a frame around text, not a table
        for row in rows:
            for cell in row:
                self._container(cell, kind if framed or kind is not None else "cell")
        self._concealed.grounds -= 1

    def _paragraph(self, paragraph: "Element", kind: BlockKind | None, carried: str) -> str:
        """Add a paragraph; returns its text instead where it goes on in the next."""
        properties = paragraph.find(PROPERTIES)
        named = properties.find(W + "pStyle") if properties is not None else None
        style_name = named.get(VAL, "") if named is not None else ""
        style = self.styles.get(style_name) or Style(style_name)
        if ordinal(style.name, ("toc", "目录")) is not None:
            return carried
        parts = [carried]
        length = len(carried)
        for text, element in walk(paragraph, style.hidden):
            if text:
                parts.append(text)
                length += len(text)
            elif element.tag == BOX:
                self._boxes.append(element)
            elif element.tag == RUN:
                shaded = style.shaded or concealed.is_shaded(properties)
                how = concealed.how(element, style.hidden)
                said = "".join(part for part, _ in walk(element))
                self._concealed.note(how, said, length, shaded)
            else:
                self._comments.note(element, length)
        line = "".join(parts)
        self.traced.append(Part(self.length + len(carried), paragraph, style.hidden, kind))
        if properties is not None and properties.find(f"{RUN_PROPERTIES}/{W}del") is not None:
            return line
        outline, list_name, list_level = style.outline, style.list_name, style.list_level
        if properties is not None:
            outline = number(properties.find(W + "outlineLvl"), outline)
            list_name, list_level = listed(properties, list_name, list_level)
        level = outline + 1 if 0 <= outline < BODY_LEVEL else None
        label = None
        if list_name is not None:
            if list_level is None:
                list_level = self.numbering.level_of(list_name, style_name)
            label = self.numbering.label(list_name, list_level)
        if kind is not None:
            level = None
        elif style.name.lower() in _TITLE_STYLES:
            kind, level = "title", None
        elif level is not None:
            kind = "heading"
        elif label is not None and list_level is not None:
            kind, level = "item", list_level + 1
        self._line(line, kind, level, label.text if label is not None else "")
        boxes, self._boxes = self._boxes, []
        self._concealed.grounds += 1
        for box in boxes:
            self._container(box, "textbox")
        self._concealed.grounds -= 1
        return ""

    def _line(
        self, line: str, kind: BlockKind | None, level: int | None = None, label: str = ""
    ) -> None:
        empty = not trim(line, [Span(0, len(line))])
        self._comments.place(self.length, len(self.lines), empty)
        self._concealed.place("" if empty else line, self.length)
        if empty:
            del self.traced[self._lined :]
            return
        self._lined = len(self.traced)
        for pieces in _split(line, whole=kind == "title"):
            shown = tuple(Span(a + self.length, b + self.length) for a, b in trim(line, pieces))
            if not shown:
                continue
            self.blocks.append(RawBlock(shown, kind, level, label))
            label = ""
        self.lines.append(line)
        self.length += len(line) + 1


def _inside(element: "Element", tag: str) -> "Iterator[Element]":
    """The rows of a table or cells of a row, also those within content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in UNREAD and child.tag != PARAGRAPH:
            yield from _inside(child, tag)


def _is_covered(cell: "Element") -> bool:
    """Whether a cell is gone, or only goes on with the cell above or beside it."""
    properties = cell.find(W + "tcPr")
    if properties is None:
        return False
    merges = (properties.find(W + "vMerge"), properties.find(W + "hMerge"))
    return properties.find(W + "cellDel") is not None or any(
        merge is not None and merge.get(VAL) != "restart" for merge in merges
    )


def _split(line: str, whole: bool) -> Iterator[list[Span]]:
    """The blocks of a paragraph, each as the pieces between its manual line breaks.

    A break is taken for the end of a paragraph where a sentence ends before it or a number
    follows it, else for one that a title or sentence runs across.
    """
    pieces: list[Span] = []
    at = 0
    for part in line.split(LINE_BREAK):
        words = part.strip()
        if words:
            if pieces and not whole:
                before = line[pieces[-1].start : pieces[-1].end].rstrip()
                if before.endswith(_STOPS) or re.match(_NUMBERED, words):
                    yield pieces
                    pieces = []
            start = at + part.index(words)
            pieces.append(Span(start, start + len(words)))
        at += len(part) + 1
    yield pieces
