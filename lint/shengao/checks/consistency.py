"""What a draft says in two ways, or announces and does not keep."""

from collections.abc import Callable, Iterator
from typing import Any

from shengao.checks import (
    consistency_bodies,
    consistency_figures,
    consistency_items,
    consistency_marks,
    consistency_names,
    consistency_rivals,
    consistency_slips,
    consistency_values,
)
from shengao.checks.conditions import hold
from shengao.checks.hits import Hits
from shengao.document import Document
from shengao.finding import Match

_COMPARE: dict[str, Callable[[dict[str, Any], Document, Hits], Iterator[Match]]] = {
    "bodies": consistency_bodies.bodies,
    "counted": consistency_items.counted,
    "figures": consistency_figures.swapped,
    "items": consistency_items.announced,
    "numbering": consistency_marks.numbering,
    "pairs": consistency_marks.pairs,
    "repeated": consistency_figures.repeated,
    "title-figures": consistency_figures.titled,
    "quoted": consistency_values.quoted,
    "values": consistency_values.valued,
    "persons": consistency_names.persons,
    "rivals": consistency_rivals.rivals,
    "slips": consistency_slips.slips,
}


def run(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """The places that contradict another one, each once."""
    seen: set[tuple[int, int]] = set()
    for match in _COMPARE[compiled["of"]](compiled, document, hits):
        if (match.start, match.end) not in seen and hold(
            compiled["conditions"], document, match.start, match.end
        ):
            seen.add((match.start, match.end))
            yield match
