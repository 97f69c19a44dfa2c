"""Words that are no fault by themselves, but are one together: in a draft, or in a row."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from shengao.checks.places import RUNNING, top
from shengao.document import Document
from shengao.expression import compiled as compiled_expression
from shengao.finding import Match

Hits = Sequence[tuple[int, int]]

_SHOWN = 3
"""So many of the words are named in the message."""


def run(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """One match a draft, or one a run of sentences."""
    enough, judge = (_dense, _draft) if compiled["of"] == "draft" else (_in_a_row, _runs)
    if len(hits) < compiled["least"] or not enough(compiled, document, hits):
        return
    places = list(_counted(document, hits))
    if len(places) >= compiled["least"]:
        yield from judge(compiled, document, places)


def _counted(document: Document, hits: Hits) -> Iterator[tuple[int, int]]:
    """The words that stand in prose and in no quotation; of overlapping ones the first."""
    last = 0
    for start, end in hits:
        if (
            start >= last
            and document.blocks[document.block_at(start)].kind in RUNNING
            and document.quotation_at(start, end) is None
        ):
            last = end
            yield start, end


def _dense(compiled: dict[str, Any], document: Document, places: Hits) -> bool:
    """Whether so many words are too many for a draft of this size."""
    size = sum(block.end - block.start for block in document.blocks if block.kind in RUNNING)
    return bool(size and len(places) * 1000 / size > compiled["most"])


def _in_a_row(compiled: dict[str, Any], document: Document, places: Hits) -> bool:
    """Whether the words stand in so many sentences that follow each other."""
    held = {one for start, _ in places if (one := document.sentence_at(start)) is not None}
    return any(all(first + more in held for more in range(1, compiled["least"])) for first in held)


def _draft(
    compiled: dict[str, Any], document: Document, places: list[tuple[int, int]]
) -> Iterator[Match]:
    size = sum(block.end - block.start for block in document.blocks if block.kind in RUNNING)
    rate = len(places) * 1000 / size
    if rate > compiled["most"]:
        said = dict.fromkeys(document.text[slice(*place)] for place in places)
        words = {
            "n": str(len(places)),
            "rate": f"{rate:.1f}",
            "other": "”“".join(islice(said, _SHOWN)),
        }
        # Not on the words themselves, which may have remarks of their own.
        yield Match(*(top(document) if document.title else None) or places[0], words)


def _runs(
    compiled: dict[str, Any], document: Document, places: list[tuple[int, int]]
) -> Iterator[Match]:
    """Sentences of one block that follow each other, each with such a word and no content."""
    row: list[int] = []
    found = {one for start, _ in places if (one := document.sentence_at(start)) is not None}
    for index in [*sorted(found), None]:
        if index is not None and _has_content(compiled, document, index):
            continue
        if row and index is not None and _follows(document, row[-1], index):
            row.append(index)
            continue
        if len(row) >= compiled["least"]:
            first, last = document.clauses(row[0])[0], document.clauses(row[-1])[-1]
            yield Match(first.start, last.end, {"n": str(len(row)), "rate": "", "other": ""})
        row = [] if index is None else [index]


def _follows(document: Document, before: int, index: int) -> bool:
    sentences = document.sentences
    return index == before + 1 and sentences[index].block == sentences[before].block


def _has_content(compiled: dict[str, Any], document: Document, sentence: int) -> bool:
    at = document.sentences[sentence]
    if at.end - at.start > compiled["size"]:
        return True
    if document.entities_in(at.start, at.end, compiled["content"]):
        return True
    unless = compiled["unless"]
    return bool(unless and compiled_expression(unless).search(document.text, at.start, at.end))
