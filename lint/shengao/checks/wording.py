"""Wordings to report as they stand, with what to write instead: lexicons and phrases."""

from collections.abc import Iterator
from typing import Any

from shengao.checks.conditions import barred, hold
from shengao.checks.hits import Hits
from shengao.checks.matching import occurrences
from shengao.document import Document
from shengao.finding import Applicability, Edit, Fix, Match


def run(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """Every occurrence under the conditions, with a fix for each replacement."""
    if barred(compiled["conditions"], document):
        return
    applicability = Applicability(compiled["fix"])
    for start, end, better, note, groups in occurrences(compiled, document, hits):
        if hold(compiled["conditions"], document, start, end):
            yield Match(
                start,
                end,
                {**groups, "better": "”或“".join(better), "note": note},
                tuple(Fix((Edit(start, end, text),), applicability) for text in better),
            )
