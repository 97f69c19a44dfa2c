"""What only a program sees (hidden text), and figures in a row that stand for nothing."""

from collections.abc import Iterator, Sequence
from typing import Any

from shengao.checks.conditions import hold
from shengao.document import Document
from shengao.expression import Expression
from shengao.finding import Match
from shengao.structure import FIGURES, Entity, Quantity

_SHOWN = 20
"""Characters of a hidden text that a message shows."""
_HOW = {
    "hidden": "旁边藏着设为隐藏的文字“{}”",
    "white": "是白色的字",
    "tiny": "字号小得认不出",
}
_SEPARATORS = " 　、，,；;/和及与"
_NUMBERED = Expression(r"(?<![\d.])\d{1,3}[、.]\Z")
"""A first figure that looks like the number of an item."""
_ENDS = frozenset("。；！？，：;,!?）)】\n")


def run(
    compiled: dict[str, Any], document: Document, hits: Sequence[tuple[int, int]]
) -> Iterator[Match]:
    """The hidden texts of a draft, or its rows of bare figures."""
    if compiled["of"] == "hidden":
        yield from _hidden(document)
        return
    for sentence in dict.fromkeys(document.sentence_at(start) for start, _ in hits):
        if sentence is not None:
            for row in _rows(document, sentence, compiled["fewest"]):
                if hold(compiled["conditions"], document, *row):
                    yield Match(*row, {"how": ""})


def _hidden(document: Document) -> Iterator[Match]:
    for one in document.hidden:
        start, end = one.span
        words = {"how": _HOW[one.how].format(_short(one.text))}
        yield Match(start, end, {"match": _short(document.text[start:end]), **words})


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "……"


def _rows(document: Document, sentence: int, fewest: int) -> Iterator[tuple[int, int]]:
    """Figures that follow each other, and nothing follows that they could count."""
    at = document.sentences[sentence]
    row: list[Entity] = []
    for found in (*document.entities_in(at.start, at.end, FIGURES), None):
        if found is not None and (not row or _joined(document.text, row[-1], found)):
            row = [*row, found] if _is_bare(found) else []
            continue
        if row and document.text[row[-1].end : row[-1].end + 1] in _ENDS:
            first = _NUMBERED.search(document.text, at.start, row[0].start)
            if len(row) + (first is not None) >= fewest:
                yield first.start() if first is not None else row[0].start, row[-1].end
        row = [found] if found is not None and _is_bare(found) else []


def _joined(text: str, one: Entity, other: Entity) -> bool:
    between = text[one.end : other.start]
    return bool(between) and not between.strip(_SEPARATORS)


def _is_bare(found: Entity) -> bool:
    return isinstance(found.value, Quantity) and found.value.unit in ("", "%")
