"""Sentences, paragraphs, titles and drafts that are too long, or too short."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from shengao.checks.places import RUNNING, opening, top
from shengao.document import Document
from shengao.expression import Expression
from shengao.finding import Match

Hits = Sequence[tuple[int, int]]

_PAUSE = Expression(r"[；;\n]")
_ASIDE = Expression(r"[（(][^）)]*[）)]")


class _Measured(NamedTuple):
    """Something of so many characters, and where a remark on it goes."""

    start: int
    end: int
    size: int


def run(compiled: dict[str, Any], document: Document, _: Hits) -> Iterator[Match]:
    """What is beyond the limit, with its size `n` and the limit, `most`."""
    most = compiled["most"]
    if compiled["genres"]:
        most = compiled["genres"].get(document.genre or "", 0)
    least = compiled["least"]
    if compiled["fewest"]:
        least = compiled["fewest"].get(document.genre or "", 0)
    if not most and not least:
        return
    for one in _MEASURE[compiled["of"]](document, most):
        if (most and one.size > most) or one.size < least:
            yield Match(one.start, one.end, {"n": str(one.size), "most": str(most or least)})


def limited(
    compiled: dict[str, Any], lengths: Iterable[tuple[str, int | None, int | None]]
) -> dict[str, Any]:
    """The limits of whole drafts with a unit's own in their place: least and most by genre.

    0 is no limit, None leaves the one of the rule.
    """
    if compiled["of"] != "draft":
        return compiled
    own = dict(compiled)
    for genre, *limits in lengths:
        for key, limit in zip(("fewest", "genres"), limits, strict=True):
            if own[key] and limit is not None:
                own[key] = {**own[key], genre: limit}
    return own


def _sentences(document: Document, most: int) -> Iterator[_Measured]:
    for start, end, block in document.sentences:
        if end - start <= most or document.blocks[block].kind not in RUNNING:
            continue
        stop = start + len(document.text[start:end].rstrip())
        edges = [
            start,
            *(found.end() for found in _PAUSE.finditer(document.text, start, stop)),
            stop,
        ]
        longest = max(last - first for first, last in pairwise(edges))
        yield _Measured(start, stop, longest)


def _paragraphs(document: Document, most: int) -> Iterator[_Measured]:
    for index, block in enumerate(document.blocks):
        if block.end - block.start > most and block.kind in RUNNING:
            size = len(document.text[block.start : block.end].strip())
            yield _Measured(*opening(document, index), size)


def _titles(document: Document, _: int) -> Iterator[_Measured]:
    at = top(document)
    if document.title and at is not None:
        asides = sum(len(found[0]) for found in _ASIDE.finditer(document.title))
        yield _Measured(*at, len(document.title) - asides)


def _drafts(document: Document, _: int) -> Iterator[_Measured]:
    at = top(document)
    if at is not None:
        size = sum(
            len(document.text[block.start : block.end].strip())
            for block in document.blocks
            if block.kind in RUNNING or block.kind == "heading"
        )
        yield _Measured(*at, size)


_MEASURE: dict[str, Callable[[Document, int], Iterator[_Measured]]] = {
    "sentence": _sentences,
    "paragraph": _paragraphs,
    "title": _titles,
    "draft": _drafts,
}
