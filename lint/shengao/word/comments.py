"""Word comments of ours: put at words, and taken away again without touching those of people."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.text.run import Run as WordRun
from lxml import etree

from shengao.text import Span
from shengao.word.opened import Opened, isolated

AUTHOR = "审稿"
_INITIALS = "审"
_OPENING = "【"
"""With which every comment of ours begins; another author of our name writes otherwise."""

_ID, _NAME, _COMMENT = qn("w:id"), qn("w:author"), qn("w:comment")
_RANGE = (qn("w:commentRangeStart"), qn("w:commentRangeEnd"))
_REFERENCE, _RUN, _TEXT = qn("w:commentReference"), qn("w:r"), qn("w:t")
_RUN_PROPERTIES, _PARAGRAPH = qn("w:rPr"), qn("w:p")
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


class Note(NamedTuple):
    """What a comment says, a paragraph a line, and the words of ``Source.text`` it is about."""

    span: Span
    text: str


def put(opened: Opened, notes: Iterable[Note]) -> None:
    """Anchor a comment on the words of each note, all of which must be without `obstacle`."""
    for note in notes:
        parts = opened.parts_of(note.span)
        first = isolated(*parts[0])
        last = isolated(*parts[-1]) if len(parts) > 1 else first
        ends = (WordRun(first[0], opened.document), WordRun(last[-1], opened.document))
        opened.document.add_comment(ends, note.text, AUTHOR, _INITIALS)


def of_people(opened: Opened) -> list[str]:
    """The authors of the comments that are not ours, one for each comment."""
    return [comment.get(_NAME, "") for comment in _all(opened) if not _is_ours(comment)]


def remove(opened: Opened, *, everybody: bool = False) -> int:
    """Take our comments away, with their marks; returns how many there were.

    An answer of somebody to one of ours stays, as a comment of its own. With `everybody` the
    comments of people go too.
    """
    document = opened.document
    ours = [comment for comment in _all(opened) if everybody or _is_ours(comment)]
    names = {comment.get(_ID) for comment in ours}
    paragraphs = {
        name
        for comment in ours
        for one in comment.iter(_PARAGRAPH)
        if (name := one.get(_W14 + "paraId"))
    }
    for comment in ours:
        comment.getparent().remove(comment)
    root = document.part.element
    for mark in [one for one in root.iter(*_RANGE) if one.get(_ID) in names]:
        mark.getparent().remove(mark)
    for reference in [one for one in root.iter(_REFERENCE) if one.get(_ID) in names]:
        run = reference.getparent()
        run.remove(reference)
        if run.tag == _RUN and all(child.tag == _RUN_PROPERTIES for child in run):
            run.getparent().remove(run)
    if paragraphs:
        _forget(document.part, paragraphs)
    return len(ours)


def _all(opened: Opened) -> list[Any]:
    return list(opened.document.comments._comments_elm.iterchildren(_COMMENT))


def _is_ours(comment: Any) -> bool:
    return comment.get(_NAME) == AUTHOR and _said(comment).startswith(_OPENING)


def _said(comment: Any) -> str:
    return "".join(text.text or "" for text in comment.iter(_TEXT))


def _forget(main: Any, paragraphs: set[str]) -> None:
    """Take what Word keeps of comments by their paragraphs (done, answers) out of its part."""
    for relation in main.rels.values():
        if relation.is_external or not relation.reltype.endswith("/commentsExtended"):
            continue
        part: Part = relation.target_part
        root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))
        for entry in list(root):
            if entry.get(_W15 + "paraId") in paragraphs:
                root.remove(entry)
            elif entry.get(_W15 + "paraIdParent") in paragraphs:
                del entry.attrib[_W15 + "paraIdParent"]
        part._blob = etree.tostring(  # python-docx gives no way to replace it
            root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
