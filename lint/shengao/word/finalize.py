"""A clean copy of a Word draft, and what people left in it: revisions, comments, hidden text."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple

from docx.oxml.ns import qn
from lxml import etree

from shengao.read.word import concealed
from shengao.text import Span
from shengao.word import comments
from shengao.word.opened import Opened, isolated, open_word

What = Literal["修订", "批注", "隐藏文字", "作者信息"]
KINDS: tuple[What, ...] = ("修订", "批注", "隐藏文字", "作者信息")

_W = qn("w:p")[:-1]
_PARAGRAPH, _PROPERTIES, _RUN, _RUN_PROPERTIES = qn("w:p"), qn("w:pPr"), qn("w:r"), qn("w:rPr")
_ROW, _CELL, _DELETED, _AUTHOR = qn("w:tr"), qn("w:tc"), qn("w:del"), qn("w:author")
_KEPT = frozenset((qn("w:ins"), qn("w:moveTo")))
_DROPPED = frozenset((qn("w:del"), qn("w:moveFrom")))
_MARKS = frozenset(
    _W + name
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange",
        "tcPrChange", "tblPrExChange", "numberingChange", "cellIns", "cellMerge",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
        "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
        "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd",
        "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd",
    )
)  # fmt: skip
_CELL_DELETED = qn("w:cellDel")
_CHANGED = _KEPT | _DROPPED | {_CELL_DELETED} | {mark for mark in _MARKS if "Range" not in mark}
_STORIES = ("header", "footer", "footnotes", "endnotes")
_APP = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_SHOWN = 20  # characters of a hidden text that are told


class Leftover(NamedTuple):
    """Something that a final copy should not hold: a line about it, and whether it was removed."""

    what: What
    said: str
    removed: bool


class Finalized(NamedTuple):
    """A clean copy; `ours` counts our own comments, which are gone in any case."""

    data: bytes
    ours: int
    leftovers: tuple[Leftover, ...]


def finalize(data: bytes, path: str, remove: Collection[What] = ()) -> Finalized:
    """The draft without our comments, with a list of what else is left in it.

    What `remove` names is taken out: revisions are accepted, comments and hidden text deleted,
    the names of authors emptied. Raises `ReadError` for a file that cannot be edited.
    """
    opened = open_word(data, path)
    ours = comments.remove(opened)
    found: list[Leftover] = []
    steps: dict[What, tuple[Callable[[Opened], str], Callable[[Opened], None]]] = {
        "隐藏文字": (_told_hidden, _remove_hidden),  # while the reading still fits
        "修订": (_told_revisions, _accept_all),
        "批注": (_told_comments, _remove_comments),
        "作者信息": (_told_authors, _forget_authors),
    }
    for what, (told, take_out) in steps.items():
        said = told(opened)
        if said:
            found.append(Leftover(what, said, what in remove))
            if what in remove:
                take_out(opened)
    found.sort(key=lambda one: KINDS.index(one.what))
    return Finalized(opened.saved(), ours, tuple(found))


# Revisions


def _told_revisions(opened: Opened) -> str:
    authors = Counter(
        element.get(_AUTHOR) or "未署名"
        for root in _roots(opened)
        for element in root.iter(*_CHANGED)
    )
    return _counted(authors)


def _accept_all(opened: Opened) -> None:
    with _stories(opened) as roots:
        for root in roots:
            accept(root)


def accept(root: Any) -> None:
    """Accept every revision of a part of a document."""
    for row in [one for one in root.iter(_ROW) if one.find(f"{_W}trPr/{_DELETED}") is not None]:
        row.getparent().remove(row)
    for mark in list(root.iter(_CELL_DELETED)):
        cell = next(mark.iterancestors(_CELL), None)
        if cell is not None and cell.getparent() is not None:
            cell.getparent().remove(cell)
    joined = [
        paragraph
        for paragraph in root.iter(_PARAGRAPH)
        if paragraph.find(f"{_PROPERTIES}/{_RUN_PROPERTIES}/{_DELETED}") is not None
    ]
    for element in list(root.iter(*_DROPPED, *_MARKS)):
        if element.getparent() is not None:
            element.getparent().remove(element)
    for element in list(root.iter(*_KEPT)):
        parent = element.getparent()
        place = parent.index(element)
        for child in reversed(list(element)):
            parent.insert(place, child)
        parent.remove(element)
    for paragraph in reversed(joined):
        _join_next(paragraph)


def _join_next(paragraph: Any) -> None:
    """Move what a paragraph holds to the front of the next one, whose properties stand."""
    following = paragraph.getnext()
    if following is None or following.tag != _PARAGRAPH:
        return
    properties = following.find(_PROPERTIES)
    place = 0 if properties is None else following.index(properties) + 1
    for child in reversed([one for one in paragraph if one.tag != _PROPERTIES]):
        following.insert(place, child)
    paragraph.getparent().remove(paragraph)


# Comments


def _told_comments(opened: Opened) -> str:
    return _counted(Counter(author or "未署名" for author in comments.of_people(opened)))


def _remove_comments(opened: Opened) -> None:
    comments.remove(opened, everybody=True)


# Hidden text


def _told_hidden(opened: Opened) -> str:
    how = {"hidden": "隐藏", "white": "白色", "tiny": "极小"}
    return "、".join(
        f"“{one.text[:_SHOWN]}{'…' if len(one.text) > _SHOWN else ''}”（{how[one.how]}）"
        for one in opened.reading.hidden
    )


def _remove_hidden(opened: Opened) -> None:
    for one in reversed(opened.reading.hidden):
        if one.how == "hidden":
            continue
        for part, place in opened.parts_of(Span(*one.span)):
            for run in isolated(part, place):
                run.getparent().remove(run)
    for part in opened.parts:
        for run in list(part.paragraph.iter(_RUN)):
            if concealed.how(run, part.hidden) == "hidden" and run.getparent() is not None:
                run.getparent().remove(run)


# Names of authors


def _told_authors(opened: Opened) -> str:
    core = opened.document.core_properties
    said = [("作者", core.author), ("最后修改者", core.last_modified_by)]
    said += [(name, element.text) for name, element in _company(_app(opened))]
    return "；".join(f"{name} {value}" for name, value in said if value)


def _forget_authors(opened: Opened) -> None:
    core = opened.document.core_properties
    core.author = core.last_modified_by = ""
    part = _app_part(opened)
    if part is not None:
        root = _parsed(part.blob)
        for _, element in _company(root):
            element.text = ""
        part._blob = _written(root)


def _app_part(opened: Opened) -> Any:
    parts = opened.document.part.package.iter_parts()
    return next((part for part in parts if str(part.partname) == "/docProps/app.xml"), None)


def _app(opened: Opened) -> Any:
    part = _app_part(opened)
    return None if part is None else _parsed(part.blob)


def _company(root: Any) -> list[tuple[str, Any]]:
    names = (("单位", "Company"), ("主管", "Manager"))
    return [
        (name, element)
        for name, tag in names
        if root is not None and (element := root.find(_APP + tag)) is not None
    ]


# The parts of a document


def _roots(opened: Opened) -> Iterator[Any]:
    """The roots of all parts that hold text."""
    yield opened.document.part.element
    for part in _text_parts(opened):
        yield part.element if hasattr(part, "element") else _parsed(part.blob)


@contextmanager
def _stories(opened: Opened) -> Iterator[list[Any]]:
    """The roots of all parts that hold text, to be changed."""
    roots = [opened.document.part.element]
    blobs = []
    for part in _text_parts(opened):
        root = part.element if hasattr(part, "element") else _parsed(part.blob)
        roots.append(root)
        if not hasattr(part, "element"):
            blobs.append((part, root))
    yield roots
    for part, root in blobs:
        part._blob = _written(root)


def _text_parts(opened: Opened) -> Iterable[Any]:
    return [
        relation.target_part
        for relation in opened.document.part.rels.values()
        if not relation.is_external and relation.reltype.rpartition("/")[2] in _STORIES
    ]


def _parsed(blob: bytes) -> Any:
    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False))


def _written(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _counted(names: Counter[str]) -> str:
    if not names:
        return ""
    each = "、".join(f"{name} {count} 处" for name, count in names.most_common())
    return f"{names.total()} 处（{each}）" if len(names) > 1 else each
