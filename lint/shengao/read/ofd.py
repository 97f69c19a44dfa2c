"""OFD, the fixed-layout format of GB/T 33190: text objects put together as lines of a page.

Read are the pages with their templates, composite objects and annotations, all in the order of
their places on paper. What is invisible, or a watermark, is no text of the draft. A remark on an
annotation is a comment. A page that holds nothing but a picture has no text, and is named.
"""

import math
import posixpath
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from shengao.errors import ReadError
from shengao.read.encoding import EMPTY
from shengao.read.formats import foreign, is_zip
from shengao.read.lines import Line, Page, plain, reading
from shengao.read.package import MAXIMUM, Package, within
from shengao.structure import Comment, Reading
from shengao.text import Span

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["MAXIMUM", "read"]

_WHAT = "OFD 文件"
_PAGES = 2000
_DEEP = 16  # objects in objects
_OBJECTS = 500_000  # of a page: a composite object may name itself many times over
_A4 = 297.0  # mm, where a page says no size
_SAME_LINE = 0.4  # of the characters' height
_GAP = 0.8  # character widths: a space that a reader sees
_LATIN_GAP = 0.2
_TWICE = 0.3  # mm: bold made by printing twice

_PROPERTIES = {
    "Title": "title", "Author": "creator", "CreationDate": "created", "ModDate": "modified",
}  # fmt: skip
_UNSEEN = ("Watermark",)  # kinds of annotation that are none of the draft's words

_Matrix = tuple[float, float, float, float, float, float]
_UNCHANGED: _Matrix = (1, 0, 0, 1, 0, 0)


class _Run(NamedTuple):
    """Characters on one baseline, in mm from the top left corner of the page."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


def read(data: bytes, path: str) -> Reading:
    """The paragraphs of an OFD file, one a line; its title, author and dates as properties."""
    if len(data) > MAXIMUM:
        raise ReadError(path, "文件超过 200 MB，请拆分后再检查")
    if not data:
        raise ReadError(path, EMPTY)
    if not is_zip(data):
        raise ReadError(path, foreign(data) or "不是 OFD 文件，内容与扩展名 .ofd 不符")
    package = Package(data, path, _WHAT)
    root = package.xml("OFD.xml")
    if root is None:
        raise ReadError(path, foreign(data) or "OFD 文件不完整，缺少 OFD.xml")
    pages: list[Page] = []
    remarks: list[tuple[int, str, str]] = []
    properties: dict[str, str] = {}
    for body in root.findall("DocBody"):
        for element in body.iterfind("DocInfo/*"):
            if element.tag in _PROPERTIES and (words := (element.text or "").strip()):
                properties.setdefault(_PROPERTIES[element.tag], words)
        document = _Document(package, within("", (body.findtext("DocRoot") or "").strip()), path)
        for page in document.pages():
            if len(pages) >= _PAGES:
                raise ReadError(path, f"OFD 超过 {_PAGES} 页，请拆分后再检查")
            remarks += [(len(pages), said, author) for said, author in page.remarks]
            pages.append(Page(list(_lines(page.runs)), page.height, page.missing))
    if not pages:
        raise ReadError(path, "OFD 文件不完整，一页也没有")
    found = reading(pages, path, "ofd", properties)
    return _commented(found, pages, remarks)


def _commented(found: Reading, pages: list[Page], remarks: list[tuple[int, str, str]]) -> Reading:
    """The reading with remarks as comments, each on the first words of its page."""
    if not remarks:
        return found
    from dataclasses import replace

    text = found.source.text
    comments = []
    for index, said, author in remarks:
        places = (text.find(line.text) for line in pages[index].lines)
        start = next((place for place in places if place >= 0), 0)
        end = text.find("\n", start)
        comments.append(Comment(Span(start, len(text) if end < 0 else end), said, author))
    return replace(found, comments=tuple(sorted(comments, key=lambda one: one.span)))


class _Paper:
    """What stands on one page."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.runs: list[_Run] = []
        self.remarks: list[tuple[str, str]] = []  # with their authors
        self.objects = 0
        self.missing = ""
        self.has_picture = self.has_path = False


class _Document:
    """One document of the file, with what its pages share."""

    def __init__(self, package: Package, name: str, path: str) -> None:
        self._package, self._path = package, path
        self._folder = posixpath.dirname(name)
        root = package.xml(name)
        if root is None:
            raise ReadError(path, f"OFD 文件不完整，缺少 {name or '正文'}")
        self._root = root
        common = root.find("CommonData")
        self._area = _height(common.find("PageArea") if common is not None else None) or _A4
        self._templates: dict[str, str] = {}
        self._composites: dict[str, Element] = {}
        for element in common if common is not None else ():
            if element.tag == "TemplatePage":
                where = within(self._folder, element.get("BaseLoc", ""))
                self._templates[element.get("ID", "")] = where
            elif element.tag in ("PublicRes", "DocumentRes"):
                self._resources(within(self._folder, (element.text or "").strip()))
        self._annotations = self._annotated()

    def pages(self) -> Iterator[_Paper]:
        """The pages in their order."""
        for element in self._root.iterfind("Pages/Page"):
            name = within(self._folder, element.get("BaseLoc", ""))
            page = self._package.xml(name)
            if page is None:
                paper = _Paper(self._area)
                paper.missing = "缺失"
                yield paper
                continue
            for resource in page.iterfind("PageRes"):
                self._resources(within(posixpath.dirname(name), (resource.text or "").strip()))
            paper = _Paper(_height(page.find("Area")) or self._area)
            for template in page.iterfind("Template"):
                shared = self._package.xml(self._templates.get(template.get("TemplateID", ""), ""))
                if shared is not None:
                    self._visit(shared, _UNCHANGED, paper)
            self._visit(page, _UNCHANGED, paper)
            self._annotate(self._annotations.get(element.get("ID", ""), ()), paper)
            if not any(run.text.strip() for run in paper.runs):
                if paper.has_picture:
                    paper.missing = "是图片，没有文字"
                elif paper.has_path:
                    paper.missing = "只有图形，没有文字"
            yield paper

    def _resources(self, name: str) -> None:
        root = self._package.xml(name)
        for unit in root.iter("CompositeGraphicUnit") if root is not None else ():
            self._composites[unit.get("ID", "")] = unit

    def _annotated(self) -> "dict[str, list[Element]]":
        """The annotations of each page, by its ID."""
        found: dict[str, list[Element]] = {}
        name = within(self._folder, (self._root.findtext("Annotations") or "").strip())
        root = self._package.xml(name)
        for page in root.iter("Page") if root is not None else ():
            where = within(posixpath.dirname(name), (page.findtext("FileLoc") or "").strip())
            annotations = self._package.xml(where)
            if annotations is not None:
                found.setdefault(page.get("PageID", ""), []).extend(annotations.iter("Annot"))
        return found

    def _annotate(
        self, annotations: "Iterator[Element] | tuple[()] | list[Element]", paper: _Paper
    ) -> None:
        for one in annotations:
            if one.get("Type") in _UNSEEN or one.get("Visible") == "false":
                continue
            said = (one.findtext("Remark") or "").strip()
            if said:
                paper.remarks.append((said, one.get("Creator", "")))
            appearance = one.find("Appearance")
            if appearance is not None:
                left, top = _numbers(appearance.get("Boundary", ""), 4)[:2]
                self._visit(appearance, (1, 0, 0, 1, left, top), paper)

    def _visit(self, element: "Element", matrix: _Matrix, paper: _Paper, deep: int = 0) -> None:
        """Note the objects in an element; `matrix` takes its places to those of the page."""
        if deep > _DEEP:
            return
        for child in element:
            paper.objects += 1
            if paper.objects > _OBJECTS:
                raise ReadError(self._path, "OFD 文件的一页中对象过多，已停止读取")
            if child.get("Visible") == "false":
                continue
            tag = child.tag
            if tag == "TextObject":
                paper.runs += _runs(child, _placed(child, matrix))
            elif tag in ("Content", "Layer", "PageBlock"):
                self._visit(child, matrix, paper, deep + 1)
            elif tag == "CompositeObject":
                unit = self._composites.get(child.get("ResourceID", ""))
                if unit is not None:
                    self._visit(unit, _placed(child, matrix), paper, deep + 1)
            elif tag == "ImageObject":
                paper.has_picture = True
            elif tag == "PathObject":
                paper.has_path = True


def _placed(element: "Element", matrix: _Matrix) -> _Matrix:
    """From the places in an object to those of the page: its CTM, then its boundary."""
    left, top = _numbers(element.get("Boundary", ""), 4)[:2]
    own = element.get("CTM")
    a, b, c, d, e, f = _numbers(own, 6) if own else _UNCHANGED
    e, f = e + left, f + top
    m = matrix
    return (
        a * m[0] + b * m[2], a * m[1] + b * m[3],
        c * m[0] + d * m[2], c * m[1] + d * m[3],
        e * m[0] + f * m[2] + m[4], e * m[1] + f * m[3] + m[5],
    )  # fmt: skip


def _runs(element: "Element", matrix: _Matrix) -> Iterator[_Run]:
    """The characters of a text object, cut where they begin a new line."""
    a, b, c, d, e, f = matrix
    own = _number(element.get("Size", ""))
    size = (own * math.hypot(c, d)) or 1.0
    wide = own * math.hypot(a, b) * (_number(element.get("HScale", "")) or 1.0)
    x = y = 0.0
    for code in element.findall("TextCode"):
        x, y = _number(code.get("X", ""), x), _number(code.get("Y", ""), y)
        text = (code.text or "").strip("\r\n")
        across, down = _deltas(code.get("DeltaX", "")), _deltas(code.get("DeltaY", ""))
        at_x, at_y = x, y
        spots = []
        for index, character in enumerate(text):
            spots.append((character, a * at_x + c * at_y + e, b * at_x + d * at_y + f))
            at_x += across[index] if index < len(across) else (0.0 if down else own)
            at_y += down[index] if index < len(down) else 0.0
        rows = [
            list(row)
            for _, row in groupby(spots, key=lambda spot: round(spot[2] / (_SAME_LINE * size)))
        ]
        if len(rows) > 1 and len(rows) == len(spots):  # set vertically
            rows = [spots]
        for row in rows:
            words = "".join(spot[0] for spot in row)
            if words.strip():
                half = 0.5 if words[-1].isascii() else 1.0
                yield _Run(plain(words), row[0][1], row[-1][1] + half * wide, row[0][2], size)


def _lines(runs: list[_Run]) -> Iterator[Line]:
    """Runs on one baseline as lines, from the top of the page to its foot."""
    line: list[_Run] = []
    for run in sorted(runs, key=lambda run: (run.baseline, run.left)):
        if line and run.baseline - line[-1].baseline > _SAME_LINE * min(run.size, line[-1].size):
            yield _line(line)
            line = []
        line.append(run)
    if line:
        yield _line(line)


def _line(runs: list[_Run]) -> Line:
    runs = sorted(runs, key=lambda run: run.left)
    text = ""
    before: _Run | None = None
    for run in runs:
        if before is not None:
            if run.text == before.text and run.left - before.left < _TWICE:
                continue
            latin = text[-1:].isascii() and run.text[:1].isascii()
            if run.left - before.right > (_LATIN_GAP if latin else _GAP) * run.size:
                text += " "
        text += run.text
        before = run
    height = max(run.size for run in runs)
    start = len(text) - len(text.lstrip())
    return Line(
        text.strip(),
        runs[0].left + start * height,
        max(run.right for run in runs),
        runs[0].baseline,
        height,
    )


def _height(area: "Element | None") -> float:
    """The height of a page from its area; 0 where it says none."""
    box = area.findtext("PhysicalBox") if area is not None else None
    return _numbers(box or "", 4)[3]


def _numbers(words: str, count: int) -> tuple[float, ...]:
    found = [_number(word) for word in words.split()[:count]]
    return (*found, *[0.0] * (count - len(found)))


def _number(word: str, otherwise: float = 0.0) -> float:
    try:
        value = float(word)
    except ValueError:
        return otherwise
    return value if math.isfinite(value) and abs(value) < 1e6 else otherwise


def _deltas(words: str) -> list[float]:
    """The steps of ``DeltaX``: numbers, and “g 3 5.2” for three of 5.2."""
    found: list[float] = []
    parts = iter(words.split())
    for word in parts:
        if word == "g":
            count = min(int(_number(next(parts, ""))), 100_000)
            found += [_number(next(parts, ""))] * count
        else:
            found.append(_number(word))
    return found
