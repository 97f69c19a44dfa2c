"""OFD, the fixed-layout format of GB/T 33190: text objects put together as lines of a page.

Read are the pages with their templates, composite objects and annotations, all in the order of
their places on paper. What is invisible, or a watermark, is no text of the draft. A remark on an
annotation is a comment. A page that holds nothing but a picture has no text, and is named.
"""

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from shengao.errors import ReadError
from shengao.read.formats import foreign, is_zip
from shengao.read.lines import Page, reading
from shengao.read.package import Package, within
from shengao.read.runs import UNCHANGED, Matrix, Run, lines, numbers, placed, runs
from shengao.read.sizes import MAXIMUM, verify
from shengao.structure import Comment, Reading

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["MAXIMUM", "read"]

_WHAT = "OFD 文件"
_RATIO = 200  # at most times its size that a file unpacks to
_PAGES = 2000
_DEEP = 16  # objects in objects
_OBJECTS = 500_000  # of a page: a composite object may name itself many times over
_A4 = 297.0  # mm, where a page says no size

_PROPERTIES = {
    "Title": "title", "Author": "creator", "CreationDate": "created", "ModDate": "modified",
}  # fmt: skip
_UNSEEN = ("Watermark",)  # kinds of annotation that are none of the draft's words


class _Remark(NamedTuple):
    """What somebody says on an annotation, whose foot is `down` from the top of its page."""

    said: str
    author: str
    down: float


def read(data: bytes, path: str) -> Reading:
    """The paragraphs of an OFD file, one a line; its title, author and dates as properties."""
    verify(data, path)
    if not is_zip(data):
        raise ReadError(path, foreign(data) or "不是 OFD 文件，内容与扩展名 .ofd 不符")
    package = Package(data, path, _WHAT, _RATIO)
    root = package.xml("OFD.xml")
    if root is None:
        raise ReadError(path, foreign(data) or "OFD 文件不完整，缺少 OFD.xml")
    pages: list[Page] = []
    remarks: list[tuple[int, _Remark]] = []
    properties: dict[str, str] = {}
    for body in root.findall("DocBody"):
        for element in body.iterfind("DocInfo/*"):
            if element.tag in _PROPERTIES and (words := (element.text or "").strip()):
                properties.setdefault(_PROPERTIES[element.tag], words)
        document = _Document(package, within("", (body.findtext("DocRoot") or "").strip()), path)
        for page in document.pages():
            if len(pages) >= _PAGES:
                raise ReadError(path, f"OFD 超过 {_PAGES} 页，请拆分后再检查")
            remarks += [(len(pages), remark) for remark in page.remarks]
            pages.append(Page(list(lines(page.runs)), page.height, page.missing))
    if not pages:
        raise ReadError(path, "OFD 文件不完整，一页也没有")
    found = reading(pages, path, "ofd", properties)
    return _commented(found, pages, remarks)


def _commented(found: Reading, pages: list[Page], remarks: list[tuple[int, _Remark]]) -> Reading:
    """The reading with remarks as comments, each on the paragraph of the line that is nearest."""
    if not remarks:
        return found
    text = found.source.text
    comments = []
    for index, (said, author, down) in remarks:
        near = sorted(pages[index].lines, key=lambda line: abs(line.top - down))
        at = next((at for line in near if (at := text.find(line.text)) >= 0), 0)
        paragraph = found.source.line_span(found.source.position(at).line)
        comments.append(Comment(paragraph, said, author))
    return found._replace(comments=tuple(sorted(comments, key=lambda one: one.span)))


class _Paper:
    """What stands on one page."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.runs: list[Run] = []
        self.remarks: list[_Remark] = []
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
                    self._visit(shared, UNCHANGED, paper)
            self._visit(page, UNCHANGED, paper)
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
            appearance = one.find("Appearance")
            box = numbers(appearance.get("Boundary", "") if appearance is not None else "", 4)
            if said := (one.findtext("Remark") or "").strip():
                paper.remarks.append(_Remark(said, one.get("Creator", ""), box[1] + box[3]))
            if appearance is not None:
                self._visit(appearance, (1, 0, 0, 1, box[0], box[1]), paper)

    def _visit(self, element: "Element", matrix: Matrix, paper: _Paper, deep: int = 0) -> None:
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
                paper.runs += runs(child, placed(child, matrix))
            elif tag in ("Content", "Layer", "PageBlock"):
                self._visit(child, matrix, paper, deep + 1)
            elif tag == "CompositeObject":
                unit = self._composites.get(child.get("ResourceID", ""))
                if unit is not None:
                    self._visit(unit, placed(child, matrix), paper, deep + 1)
            elif tag == "ImageObject":
                paper.has_picture = True
            elif tag == "PathObject":
                paper.has_path = True


def _height(area: "Element | None") -> float:
    """The height of a page from its area; 0 where it says none."""
    box = area.findtext("PhysicalBox") if area is not None else None
    return numbers(box or "", 4)[3]
