"""Word documents (.docx): what a reader of the final version sees, paragraph by paragraph.

Insertions count, deletions do not. A file is read with `zipfile` and `ElementTree` alone,
its sizes checked before anything is unpacked; entities are refused.

``Source.text`` has one paragraph a line, empty ones left out: first the body with its
tables and text boxes, then footnotes, endnotes, headers, footers. A manual line break is
``LINE_BREAK`` there and stands in no piece; a symbol font's character is `SYMBOL`. A
hidden run, a table of contents and what a comment says are no text. What is hidden, white or
tiny is noted in ``Reading.hidden``.
"""

import io
import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from shengao.errors import ReadError
from shengao.read import concealed
from shengao.read.encoding import EMPTY
from shengao.read.formats import foreign, is_zip
from shengao.read.numbering import Numbering, W, number
from shengao.read.pieces import trim
from shengao.structure import BlockKind, Comment, RawBlock, Reading
from shengao.text import Source, Span

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element
    from zipfile import ZipInfo

MAXIMUM = 200 * 2**20
"""Bytes of a file, and of what it unpacks to."""
_SMALL = 2**20  # below this, a file may be packed as tightly as it likes
_RATIO = 100

LINE_BREAK = "\u2028"
SYMBOL = "\ufffc"

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W[1:-1].encode()
_DOCTYPES = tuple("<!DOCTYPE".encode(codec) for codec in ("utf-8", "utf-16-le", "utf-16-be"))

_PARAGRAPH, _RUN, _TEXT, _TABLE = W + "p", W + "r", W + "t", W + "tbl"
_PROPERTIES, _RUN_PROPERTIES = W + "pPr", W + "rPr"
_BOX, _FIELD, _VAL, _ID = W + "txbxContent", W + "fldChar", W + "val", W + "id"
_ALTERNATIVE, _CHOICE = _MC + "AlternateContent", _MC + "Choice"
_COMMENT_START, _COMMENT_END, _COMMENT_MARK = (
    W + "commentRangeStart",
    W + "commentRangeEnd",
    W + "commentReference",
)
_MARKS = frozenset((_BOX, _COMMENT_START, _COMMENT_END, _COMMENT_MARK))
_TEXTS = frozenset(
    (_TEXT, "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")  # a formula's
)
_SIGNS = {
    W + "tab": "\t", W + "ptab": "\t", W + "br": LINE_BREAK, W + "cr": LINE_BREAK,
    W + "noBreakHyphen": "-", W + "sym": SYMBOL,
}  # fmt: skip
_UNREAD = frozenset(
    (
        *(W + name for name in (
            "del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr",
            "sdtEndPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "rubyPr", "rt", "softHyphen",
        )),
        _MC + "Fallback",
    )
)  # fmt: skip

_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)

_MAIN = "word/document.xml"
_PICTURES_ONLY = "文件里只有图片，没有文字，请转成文字后再检查"
_DAMAGED = "Word 文档已损坏，打不开其中的压缩数据"
_INCOMPLETE = "Word 文档不完整，缺少 word/document.xml"

_LINE_ENDS = dict.fromkeys(map(ord, "\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"), " ")
_TITLE_STYLES = frozenset(("title", "标题"))
_STOPS = ("。", "！", "？", "；", "：", "…", ":")
_NUMBERED = r"[（(]?[一二三四五六七八九十]{1,3}[、.．)）]"
_BODY_LEVEL = 9  # w:outlineLvl of body text

_PROPERTY_NAMES = {
    _DC + "title": "title",
    _DC + "creator": "creator",
    _DCTERMS + "created": "created",
    _DCTERMS + "modified": "modified",
}


def walk(paragraph: "Element", hidden: bool = False) -> Iterator[tuple[str, "Element"]]:
    """The visible text of a paragraph with the element that each part of it comes from.

    Parts come in reading order. Text boxes, the marks of comments and runs that a reader does
    not see come as elements with empty text; the paragraphs of a text box are not walked, nor
    are hidden runs. `hidden` is what the style says of runs that do not say it themselves.
    """
    stack = [iter(paragraph)]
    fields: list[bool] = []  # of those open, whether its instruction still runs
    while stack:
        for element in stack[-1]:
            tag = element.tag
            if tag in _TEXTS:
                if element.text and not any(fields):
                    yield _one_line(element.text), element
            elif tag == _RUN:
                how = concealed.how(element, hidden)
                if how and not any(fields):
                    yield "", element
                if how != "hidden":
                    stack.append(iter(element))
                    break
            elif tag in _UNREAD:
                continue
            elif tag in _SIGNS:
                if not any(fields):
                    yield _SIGNS[tag], element
            elif tag == _FIELD:
                step = element.get(W + "fldCharType")
                if step == "begin":
                    fields.append(True)
                elif fields and step == "separate":
                    fields[-1] = False
                elif fields and step == "end":
                    fields.pop()
            elif tag in _MARKS:
                yield "", element
            elif tag == _ALTERNATIVE:
                choice = element.find(_CHOICE)
                if choice is not None:
                    stack.append(iter(choice))
                    break
            elif len(element):
                stack.append(iter(element))
                break
        else:
            stack.pop()


def _one_line(text: str) -> str:
    return text.translate(_LINE_ENDS) if len(text.splitlines()) > 1 else text


def read(data: bytes, path: str) -> Reading:
    """The paragraphs of a Word document, with their comments and the file's own properties."""
    if len(data) > MAXIMUM:
        raise ReadError(path, "文件超过 200 MB，请拆分后再检查")
    if not data:
        raise ReadError(path, EMPTY)
    if not is_zip(data):
        raise ReadError(path, foreign(data) or "不是 Word 文档，内容与扩展名 .docx 不符")
    package = _Package(data, path)
    try:
        return _Document(package).read()
    except RecursionError as error:
        raise ReadError(path, "Word 文档嵌套过深，无法读取") from error


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


def trace(data: bytes, path: str, root: Any) -> tuple[Reading, tuple[Part, ...]]:
    """A Word document as `read` reads it, with the paragraphs behind the text, in its order.

    `root` is the parsed main part: the paragraphs of the body and its text boxes are elements of
    that tree, to be edited there. Raises `ReadError`.
    """
    document = _Document(_Package(data, path))
    reading = document.read(root)
    return reading, tuple(document.traced)


class _Relation(NamedTuple):
    kind: str  # the last word of its type
    target: str  # the name of a part


class _Package:
    """The parts of a .docx file."""

    def __init__(self, data: bytes, path: str) -> None:
        import struct
        from zipfile import BadZipFile, ZipFile

        self.path = path
        try:
            self._zip: ZipFile = ZipFile(io.BytesIO(data))
        except (BadZipFile, ValueError, NotImplementedError, OSError, struct.error) as error:
            raise ReadError(path, _DAMAGED) from error
        infos = self._zip.infolist()
        unpacked = sum(info.file_size for info in infos)
        if unpacked > MAXIMUM or (unpacked > _SMALL and unpacked > _RATIO * len(data)):
            raise ReadError(path, "解压后的大小异常，疑为 zip 炸弹，已停止读取")
        # Some tools write the names of parts as Windows paths.
        self._parts: dict[str, ZipInfo] = {
            info.filename.replace("\\", "/").lower(): info for info in infos
        }
        self.main = self._find_main(data)

    def _find_main(self, data: bytes) -> str:
        if _MAIN in self._parts:
            return _MAIN
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and relation.target.startswith("word/"):
                return relation.target
        if b"word/" in data:
            raise ReadError(self.path, _INCOMPLETE)
        raise ReadError(self.path, foreign(data) or _INCOMPLETE)

    def relations(self, name: str) -> list[_Relation]:
        """The parts that a part names; those that the file holds, each once."""
        folder, _, base = name.rpartition("/")
        root = self.part(posixpath.join(folder, "_rels", base + ".rels"))
        found: dict[_Relation, None] = {}
        for element in root if root is not None else ():
            target = element.get("Target", "")
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if element.get("TargetMode") != "External" and target.lower() in self._parts:
                found[_Relation(element.get("Type", "").rpartition("/")[2], target)] = None
        return list(found)

    def part(self, name: str) -> "Element | None":
        """The root element of a part, None where the file has no such part."""
        from xml.etree import ElementTree

        info = self._parts.get(name.lower())
        if info is None:
            return None
        data = self._unpack(info)
        if any(doctype in data for doctype in _DOCTYPES):
            raise ReadError(self.path, "Word 文档含有外部定义（DOCTYPE），为安全起见不予读取")
        if b"<w:styles" in data:
            data = _paragraph_styles(data)
        if _STRICT in data:
            data = data.replace(_STRICT, _TRANSITIONAL)
        try:
            return ElementTree.fromstring(data)  # noqa: S314  # no DOCTYPE, no entities
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise ReadError(
                self.path, f"Word 文档已损坏，{info.filename} 不是有效的 XML"
            ) from error

    def _unpack(self, info: "ZipInfo") -> bytes:
        import struct
        import zlib
        from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile

        if info.flag_bits & 1:
            raise ReadError(self.path, "这是加密的文件，请去掉密码后另存为 .docx")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise ReadError(self.path, _DAMAGED)
        try:
            with self._zip.open(info) as file:
                # No more than it says it holds: a size that lies must not fill the memory.
                return file.read(info.file_size)
        except (
            BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
            struct.error,
        ) as error:  # fmt: skip
            raise ReadError(self.path, _DAMAGED) from error


def _paragraph_styles(data: bytes) -> bytes:
    """A part of styles without those of tables and characters.

    They are most of the part, and parsing them would be most of the time that a draft takes.
    """
    head, *styles = data.split(b"<w:style ")
    latent, _, rest = head.partition(b"<w:latentStyles")
    kept = [latent, rest.partition(b"</w:latentStyles>")[2]] if b"</w:latent" in rest else [head]
    for style in styles:
        tag = style[: style.find(b">")]
        _, end, after = style.rpartition(b"</w:style>")
        if end and (b'w:type="table"' in tag or b'w:type="character"' in tag):
            kept.append(after)
        else:
            kept.append(b"<w:style " + style)
    return b"".join(kept)


class _Style(NamedTuple):
    """What a paragraph style says, with the styles that it is based on."""

    name: str = ""
    outline: int = _BODY_LEVEL
    list_name: str | None = None
    list_level: int | None = None
    hidden: bool = False
    shaded: bool = False


def _styles(root: "Element | None") -> dict[str, _Style]:
    """The styles by their id; the default paragraph style by an empty one."""
    elements = {e.get(W + "styleId", ""): e for e in (root if root is not None else ())}
    styles: dict[str, _Style] = {}
    for name, element in elements.items():
        chain = {name: element}
        while (based := element.find(W + "basedOn")) is not None:
            parent = based.get(_VAL, "")
            if parent in chain or parent not in elements:
                break
            element = chain[parent] = elements[parent]
        style = _Style()
        for element in reversed(chain.values()):
            style = _inherit(style, element)
        styles[name] = style
        element = elements[name]
        if element.get(W + "default") in ("1", "true") and element.get(W + "type") == "paragraph":
            styles[""] = style
    return styles


def _ordinal(name: str, families: tuple[str, ...]) -> int | None:
    """The number of a style such as “heading 1”, “标题 1” or “toc 2”."""
    for family in families:
        digit = name.lower().removeprefix(family).strip()
        if len(digit) == 1 and digit.isdecimal() and digit != name:
            return int(digit)
    return None


def _inherit(style: _Style, element: "Element") -> _Style:
    named = element.find(W + "name")
    name = named.get(_VAL, "") if named is not None else element.get(W + "styleId", "")
    heading = _ordinal(name, ("heading", "标题"))
    properties = element.find(_PROPERTIES)
    outline = heading - 1 if heading else style.outline
    list_name, list_level = style.list_name, style.list_level
    shaded = style.shaded or concealed.is_shaded(properties)
    if properties is not None:
        outline = number(properties.find(W + "outlineLvl"), outline)
        list_name, list_level = _listed(properties, list_name, list_level)
    run = element.find(_RUN_PROPERTIES)
    vanish = run.find(W + "vanish") if run is not None else None
    hidden = style.hidden if vanish is None else concealed.is_on(vanish)
    return _Style(name, outline, list_name, list_level, hidden, shaded)


def _listed(
    properties: "Element", list_name: str | None, list_level: int | None
) -> tuple[str | None, int | None]:
    """The list and level that paragraph properties name, else those given."""
    numbered = properties.find(W + "numPr")
    if numbered is not None:
        named, level = numbered.find(W + "numId"), numbered.find(W + "ilvl")
        if named is not None:
            list_name = named.get(_VAL)
        if level is not None:
            list_level = number(level, 0)
    return list_name, list_level


class _Document:
    """Collects the paragraphs of a document, one a line."""

    def __init__(self, package: _Package) -> None:
        self.package = package
        self.relations = package.relations(package.main)
        self.styles = _styles(next(self._parts("styles"), None))
        self.numbering = Numbering(next(self._parts("numbering"), None))
        self.lines: list[str] = []
        self.length = 0  # of the lines with their ends
        self.blocks: list[RawBlock] = []
        self._boxes: list[Element] = []  # of the paragraph at hand
        self._marks: list[tuple[Element, int]] = []  # of comments, with offsets in it
        self._starts: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._anchors: dict[str, int] = {}  # of comments, the line where they are first named
        self._concealed = concealed.Concealed()
        self.traced: list[Part] = []
        self._lined = 0  # of the parts traced, those of lines that stand

    def _parts(self, kind: str) -> "Iterator[Element]":
        for relation in self.relations:
            if relation.kind == kind and (root := self.package.part(relation.target)) is not None:
                yield root

    def read(self, root: "Element | None" = None) -> Reading:
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
        return Reading(
            Source(text, path, "word"),
            tuple(self.blocks),
            tuple(sorted(self._comments(text), key=lambda comment: comment.span)),
            self._properties(),
            self._concealed.hidden(text, root),
        )

    def _container(self, container: "Element", kind: BlockKind | None) -> None:
        carried = ""  # of paragraphs whose mark is deleted: they go on in the next
        for element in container:
            tag = element.tag
            if tag == _PARAGRAPH:
                carried = self._paragraph(element, kind, carried)
            elif tag == _TABLE:
                self._table(element, kind)
            elif tag in _MARKS:
                self._marks.append((element, 0))
            elif tag == _ALTERNATIVE:
                choice = element.find(_CHOICE)
                if choice is not None:
                    self._container(choice, kind)
            elif tag not in _UNREAD and len(element):
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
        properties = paragraph.find(_PROPERTIES)
        named = properties.find(W + "pStyle") if properties is not None else None
        style_name = named.get(_VAL, "") if named is not None else ""
        style = self.styles.get(style_name) or _Style(style_name)
        if _ordinal(style.name, ("toc", "目录")) is not None:
            return carried
        parts = [carried]
        length = len(carried)
        for text, element in walk(paragraph, style.hidden):
            if text:
                parts.append(text)
                length += len(text)
            elif element.tag == _BOX:
                self._boxes.append(element)
            elif element.tag == _RUN:
                shaded = style.shaded or concealed.is_shaded(properties)
                how = concealed.how(element, style.hidden)
                said = "".join(part for part, _ in walk(element))
                self._concealed.note(how, said, length, shaded)
            else:
                self._marks.append((element, length))
        line = "".join(parts)
        self.traced.append(Part(self.length + len(carried), paragraph, style.hidden, kind))
        if properties is not None and properties.find(f"{_RUN_PROPERTIES}/{W}del") is not None:
            return line
        outline, list_name, list_level = style.outline, style.list_name, style.list_level
        if properties is not None:
            outline = number(properties.find(W + "outlineLvl"), outline)
            list_name, list_level = _listed(properties, list_name, list_level)
        level = outline + 1 if 0 <= outline < _BODY_LEVEL else None
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
        for mark, offset in self._marks:
            name = mark.get(_ID, "")
            at = self.length + (0 if empty else offset)
            if mark.tag == _COMMENT_START:
                self._starts.setdefault(name, at)
            elif mark.tag == _COMMENT_END:
                self._ends[name] = at
            self._anchors.setdefault(name, len(self.lines))
        self._marks.clear()
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

    def _comments(self, text: str) -> Iterator[Comment]:
        source = Source(text)
        for comment in (c for root in self._parts("comments") for c in root):
            name = comment.get(_ID, "")
            if name not in self._anchors:
                continue  # its words are gone
            said = "\n".join(
                "".join(part for part, _ in walk(paragraph))
                for paragraph in comment.iter(_PARAGRAPH)
            )
            span = Span(self._starts.get(name, 0), min(self._ends.get(name, 0), len(text)))
            while span.start < span.end and text[span.start] == "\n":
                span = Span(span.start + 1, span.end)
            while span.start < span.end and text[span.end - 1] == "\n":
                span = Span(span.start, span.end - 1)
            if span.start >= span.end:
                span = source.line_span(min(self._anchors[name], len(self.lines) - 1) + 1)
            yield Comment(span, said.strip(), comment.get(W + "author", ""))

    def _properties(self) -> dict[str, str]:
        root = self.package.part("docProps/core.xml")
        return {
            _PROPERTY_NAMES[element.tag]: element.text.strip()
            for element in (root if root is not None else ())
            if element.tag in _PROPERTY_NAMES and element.text and element.text.strip()
        }


def _inside(element: "Element", tag: str) -> "Iterator[Element]":
    """The rows of a table or cells of a row, also those within content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _UNREAD and child.tag != _PARAGRAPH:
            yield from _inside(child, tag)


def _is_covered(cell: "Element") -> bool:
    """Whether a cell is gone, or only goes on with the cell above or beside it."""
    properties = cell.find(W + "tcPr")
    if properties is None:
        return False
    merges = (properties.find(W + "vMerge"), properties.find(W + "hMerge"))
    return properties.find(W + "cellDel") is not None or any(
        merge is not None and merge.get(_VAL) != "restart" for merge in merges
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
