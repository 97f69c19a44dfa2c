"""What a draft has in common with earlier drafts and with documents from above."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from shengao.checks.places import top
from shengao.document import Document
from shengao.finding import Match, Related
from shengao.likeness import Likeness, Passage

_SHOWN = 30
"""Characters of a passage that a message shows."""


def run(
    compiled: dict[str, Any], document: Document, _: Sequence[tuple[int, int]]
) -> Iterator[Match]:
    """What of `Document.likeness` the rule is about; nothing where a draft was not compared."""
    if document.likeness is not None:
        yield from _LOOK[compiled["of"]](compiled, document, document.likeness)


def _copied(compiled: dict[str, Any], document: Document, likeness: Likeness) -> Iterator[Match]:
    for passage in likeness.passages:
        if not passage.masked and not passage.above:
            yield from _passage(compiled, document, passage)


def _above(compiled: dict[str, Any], document: Document, likeness: Likeness) -> Iterator[Match]:
    for passage in likeness.passages:
        if not passage.masked and passage.above:
            yield from _passage(compiled, document, passage)


def _swapped_passages(
    compiled: dict[str, Any], document: Document, likeness: Likeness
) -> Iterator[Match]:
    if _is_swapped(compiled, likeness):
        return  # the whole draft is
    for passage in likeness.passages:
        if passage.masked and not passage.above:
            yield from _passage(compiled, document, passage)


def _passage(compiled: dict[str, Any], document: Document, passage: Passage) -> Iterator[Match]:
    if sum(map(str.isalnum, passage.text)) < compiled["least"]:
        return
    at = document.view.shown(*passage.span)
    if at is not None:
        yield Match(*at, _words(passage))


def _swapped(compiled: dict[str, Any], document: Document, likeness: Likeness) -> Iterator[Match]:
    at = top(document)
    passages = [one for one in likeness.passages if one.masked and not one.above]
    if at is None or not passages or not _is_swapped(compiled, likeness):
        return
    words = {**_words(passages[0]), "n": str(round(likeness.nearest * 100))}
    words["where"] = likeness.where
    related = tuple(
        Related(span, f"原为“{_short(one.other)}”")
        for one in passages
        if (span := document.view.shown(*one.span)) is not None
    )
    yield Match(*at, words, related=related)


def _is_swapped(compiled: dict[str, Any], likeness: Likeness) -> bool:
    return likeness.swapped and likeness.nearest * 100 >= compiled["share"]


def _title(_: dict[str, Any], document: Document, likeness: Likeness) -> Iterator[Match]:
    at = top(document)
    if at is not None and likeness.title_reused:
        yield Match(*at, {"where": likeness.title_reused, "other": "", "n": ""})


def _words(passage: Passage) -> dict[str, str]:
    size = sum(map(str.isalnum, passage.text))
    return {
        "match": _short(passage.text),
        "other": _short(passage.other),
        "where": passage.where,
        "n": str(size),
    }


def _short(text: str) -> str:
    line = "".join(text.split("\n"))
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "……"


_Look = Callable[[dict[str, Any], Document, Likeness], Iterator[Match]]
_LOOK: dict[str, _Look] = {
    "passage": _copied,
    "above": _above,
    "swapped-passage": _swapped_passages,
    "swapped": _swapped,
    "title": _title,
}
