"""Claims that need a figure: made of something done, with none in reach."""

from collections.abc import Iterator
from typing import Any

from shengao.checks.conditions import figure_near, hold
from shengao.checks.hits import Hits
from shengao.checks.matching import occurrences
from shengao.document import Document
from shengao.finding import Match

_BELOW = 3
"""How many blocks under a heading may carry the figure of a claim in it."""


def run(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """Every claim under the conditions whose figure is missing where it may stand."""
    for start, end, _, note, groups in occurrences(compiled, document, hits):
        if (
            hold(compiled["conditions"], document, start, end)
            and not figure_near(
                document, start, end, compiled["figure_within"], compiled["accepts"]
            )
            and not _figure_below(document, start)
        ):
            yield Match(start, end, {**groups, "note": note})


def _figure_below(document: Document, start: int) -> bool:
    """A claim in a title or heading is cleared by a figure in the text under it."""
    index = document.block_at(start)
    if document.blocks[index].kind not in ("title", "heading"):
        return False
    for block in document.blocks[index + 1 : index + 1 + _BELOW]:
        if block.kind == "heading":
            break
        if document.has_figure(block.start, block.end):
            return True
    return False
