"""Tracked changes: what Word shows as deleted and inserted, for a person to accept."""

import copy
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import count
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from shengao.finding import Edit
from shengao.text import Span
from shengao.word.comments import AUTHOR
from shengao.word.opened import Opened, isolated, pieces

_ID, _INSERTED, _DELETED = qn("w:id"), qn("w:ins"), qn("w:del")
_TEXT, _DELETED_TEXT, _RUN_PROPERTIES = qn("w:t"), qn("w:delText"), qn("w:rPr")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def track(opened: Opened, edits: Iterable[Edit], at: datetime) -> None:
    """Make edits of ``Source.text`` tracked changes of ours, dated `at` (UTC).

    No two edits may touch each other, and each must lie in one paragraph and be trackable. Edits
    are made from the last to the first, so that offsets hold.
    """
    names = _unused(opened)
    for edit in sorted(edits, reverse=True):
        _replace(opened, edit, names, f"{at:%Y-%m-%dT%H:%M:%SZ}")


def trackable(opened: Opened, edit: Edit) -> bool:
    """Whether an edit replaces or deletes plain text of one paragraph of the document's body.

    An insertion takes the character before it with it, so that there is a run to copy.
    """
    span = _span(edit)
    parts = opened.parts_of(span)
    if len(parts) != 1 or opened.obstacle(span) not in ("", "内容控件开头"):
        return False
    part, place = parts[0]
    return place.end - place.start == span.end - span.start and all(
        piece.element.tag == _TEXT and piece.element.getparent() is piece.run
        for piece in pieces(part)
        if piece.start < place.end and place.start < piece.end
    )


def _span(edit: Edit) -> Span:
    return Span(edit.start, edit.end) if edit.end > edit.start else Span(edit.start - 1, edit.end)


def _replace(opened: Opened, edit: Edit, names: Iterator[int], at: str) -> None:
    ((part, place),) = opened.parts_of(_span(edit))
    runs = isolated(part, place)
    last = runs[-1]
    if edit.end > edit.start:
        for run in runs:
            mark = _mark("w:del", names, at)
            run.addprevious(mark)
            mark.append(run)
            for text in run.findall(_TEXT):
                text.tag = _DELETED_TEXT
                text.set(_SPACE, "preserve")
            last = mark
    if not edit.text:
        return
    run = OxmlElement("w:r")
    properties = runs[0].find(_RUN_PROPERTIES)
    if properties is not None:
        run.append(copy.deepcopy(properties))
    text = OxmlElement("w:t")
    text.text = edit.text
    text.set(_SPACE, "preserve")
    run.append(text)
    if last.getparent().tag == _INSERTED:  # within somebody's insertion: that is nested already
        last.addnext(run)
    else:
        mark = _mark("w:ins", names, at)
        mark.append(run)
        last.addnext(mark)


def _mark(tag: str, names: Iterator[int], at: str) -> Any:
    mark = OxmlElement(tag)
    mark.set(_ID, str(next(names)))
    mark.set(qn("w:author"), AUTHOR)
    mark.set(qn("w:date"), at)
    return mark


def _unused(opened: Opened) -> Iterator[int]:
    """Numbers above every one that the document gives to a mark."""
    used = [
        int(value)
        for element in opened.document.part.element.iter()
        if isinstance(element.tag, str) and (value := element.get(_ID, "")).isdecimal()
    ]
    return count(max(used, default=0) + 1)
