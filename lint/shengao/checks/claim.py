"""Claims that need a figure: made of something done, with none in reach."""

from collections.abc import Iterator
from typing import Any

from shengao.checks.backing import akin_figure_near
from shengao.checks.conditions import barred, figure_near, hold
from shengao.checks.hits import Hits
from shengao.checks.matching import occurrences
from shengao.document import Document
from shengao.expression import Expression
from shengao.finding import Match

_BELOW = 3
"""How many blocks under a heading may carry the figure of a claim in it."""

_INLINE_HEADING = Expression(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．是]|第[一二三四五六七八九十][，、])[^。；]{2,24}[。：]?\s*$"
)
"""The numbered words at the head of a paragraph or of its part."""


def run(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """Every claim under the conditions whose figure is missing where it may stand."""
    if barred(compiled["conditions"], document):
        return
    near = akin_figure_near if compiled["akin"] else figure_near
    for start, end, _, note, groups in occurrences(compiled, document, hits):
        if (
            hold(compiled["conditions"], document, start, end)
            and not near(document, start, end, compiled["figure_within"], compiled["accepts"])
            and not _figure_below(document, start, end)
        ):
            yield Match(start, end, {**groups, "note": note})


def _figure_below(document: Document, start: int, end: int) -> bool:
    """A claim in a title or heading is cleared by a figure in the text under it, one that ends
    the numbered words at the head of a paragraph (一是待遇偏低。) by a figure in the paragraph."""
    index = document.block_at(start)
    block = document.blocks[index]
    if block.kind not in ("title", "heading"):
        sentence = document.sentence_at(start)
        if sentence is None:
            return False
        first, last, _ = document.sentences[sentence]
        headed = last - end <= 1 and _INLINE_HEADING.match(document.text, first, last)
        return bool(headed) and document.has_figure(last, block.end)
    for below in document.blocks[index + 1 : index + 1 + _BELOW]:
        if below.kind == "heading":
            break
        if document.has_figure(below.start, below.end):
            return True
    return False
