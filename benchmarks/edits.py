"""Edits of a draft by places of its running text, and the places of dates and other entities."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from shengao.document import Document
from shengao.structure import PROSE, Entity


class Edit(NamedTuple):
    """``text[start:end]`` of the running text becomes `new`."""

    start: int
    end: int
    new: str = ""


def edited(document: Document, edits: Iterable[Edit]) -> str:
    """The source text with the edits made; of two that touch the same words, the first stays."""
    text = document.source.text
    parts: list[str] = []
    at = 0
    for edit in sorted(edits):
        start, end = document.view.origin(edit.start, edit.end)
        if start < at:
            continue
        parts += (text[at:start], edit.new)
        at = end
    whole = "".join(parts) + text[at:]
    for marks, first in _TIDY:
        whole = marks.sub(first, whole)
    return whole


_TIDY = (
    (re.compile(r"\*{4}"), ""),
    (re.compile(r"([，；：。])[，；]+"), r"\1"),
    (re.compile(r"[，；：、]+([。；])"), r"\1"),
)
"""Marks that are left over where words went."""


def prose(document: Document, kinds: Collection[str]) -> Iterator[Entity]:
    """The entities of some kinds in the writer's sentences and titles."""
    for block in document.blocks:
        if block.kind in PROSE:
            yield from document.entities_in(block.start, block.end, kinds)


def dates(document: Document, start: int, end: int) -> Iterator[tuple[int, int, Entity]]:
    """Dates of a stretch with the time of day behind them, and the first entity of each."""
    run: list[Entity] = []
    for found in chain(document.entities_in(start, end, ("date", "time")), (None,)):
        if found is None or (run and found.start - run[-1].end > 1):
            if run:
                yield run[0].start, run[-1].end, run[0]
            run = []
        if found is not None:
            run.append(found)
