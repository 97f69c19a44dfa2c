"""Which elements of its genre a draft holds, by the tables of the rules that report what lacks.

A sign counts only in a sentence that says something: an empty heading is no element.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from shengao.expression import compiled as compiled_expression
from shengao.score.draft import Draft
from shengao.score.readings_figures import content, figured, lead, running
from shengao.structure import FIGURES, Sentence

RUNNER = "shengao.checks.elements:run"
"""The check kind whose rules say what a genre must hold."""

_SUBSTANCE = 8
"""Different characters of a sentence that say something, at least."""

Row = tuple[str, tuple[dict[str, Any], ...]]
"""An element's name and the signs that show it, as the check kind compiles them."""


class Elements(NamedTuple):
    """What stands in a draft and what does not: the names of elements, and where they stand."""

    present: tuple[str, ...]
    missing: tuple[str, ...]
    places: tuple[Sentence, ...]


def table(rules: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Row, ...]]:
    """The elements of each genre, those of all rules together, given their compiled options."""
    found: dict[str, tuple[Row, ...]] = {}
    for rule in rules:
        for genre in rule["genre"]:
            found[genre] = (*found.get(genre, ()), *rule["elements"])
    return found


def elements(draft: Draft) -> Elements | None:
    """The elements of the draft's genre; None where no rule names any."""
    return draft.once(_elements)


def _elements(draft: Draft) -> Elements | None:
    rows: tuple[Row, ...] = draft.tables.get("elements", {}).get(draft.document.genre, ())
    if not rows:
        return None
    sentences = dict(running(draft))
    kinds = draft.once(_kinds)
    present, missing, places = [], [], []
    for name, signs in rows:
        place = next((at for sign in signs if (at := _place(draft, sign, sentences, kinds))), None)
        if place is None:
            missing.append(name)
        else:
            present.append(name)
            places.append(place)
    return Elements(tuple(present), tuple(missing), tuple(places))


def _kinds(draft: Draft) -> dict[int, frozenset[str]]:
    """The kinds of entities in the sentences of paragraphs."""
    return {
        index: frozenset([found.kind for found in draft.document.entities_in(one.start, one.end)])
        for index, one in running(draft)
    }


def _place(
    draft: Draft,
    sign: dict[str, Any],
    sentences: dict[int, Sentence],
    kinds: dict[int, frozenset[str]],
) -> Sentence | None:
    """The first of the sentences that shows an element by a sign."""
    document = draft.document
    start, end = 0, len(document.text)
    if sign["within"] == "lead":
        block = lead(draft)
        start, end = (block.start, block.end) if block is not None else (0, 0)
    if sign["after"]:
        found = compiled_expression(sign["after"]).search(document.text, start, end)
        start = start if found is None else found.end()
    if not sign["words"]:
        wanted = sign["entity"]
        for number, sentence in sentences.items():
            if wanted and kinds[number].isdisjoint(wanted):
                continue
            if _shows(draft, sign, sentence, start, end):
                return sentence
        return None
    for word in sign["words"]:
        at = document.text.find(word, start, end)
        while at >= 0:
            index = document.sentence_at(at)
            one = sentences.get(index) if index is not None else None
            if one is not None and _shows(draft, sign, one, start, end):
                return one
            at = document.text.find(word, at + 1, end)
    return None


def _shows(draft: Draft, sign: dict[str, Any], sentence: Sentence, start: int, end: int) -> bool:
    """Whether expression and entity of a sign stand in the part ``start:end`` of a sentence that
    says something."""
    document = draft.document
    low, high = max(start, sentence.start), min(end, sentence.end)
    if low >= high:
        return False
    if sign["regex"] and not compiled_expression(sign["regex"]).search(document.text, low, high):
        return False
    if sign["entity"]:
        kinds = {one.kind for one in document.entities_in(low, high, sign["entity"])}
        if not kinds:
            return False
        if kinds <= FIGURES and document.sentence_at(low) not in figured(draft):
            return False  # a figure of nothing shows nothing
    return len(set(content(draft.said(sentence)))) >= _SUBSTANCE
