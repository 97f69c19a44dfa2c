"""Figures that hang together: a change with its two values, a share with its whole, a sum with
its parts.

The expressions of a rule run over a sentence in which every figure is one character; what they
name is then reckoned up by the modules `shengao.checks.relation_…`. A stated figure passes if
rounding of any operand explains it, or if another pair of the figures of its sentence does.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from shengao.checks import relation_calendar as calendar
from shengao.checks import relation_change as change
from shengao.checks import relation_clock as clock
from shengao.checks import relation_conversion as conversion
from shengao.checks import relation_formula as formula
from shengao.checks import relation_product as product
from shengao.checks import relation_rank as ranks
from shengao.checks import relation_rest as left
from shengao.checks import relation_share as share
from shengao.checks import relation_sum as sums
from shengao.checks import relation_term as terms
from shengao.checks import relation_years as years
from shengao.checks.conditions import hold
from shengao.checks.hits import Hits
from shengao.checks.relation_operand import Found, Operand, Verdict, operand
from shengao.document import Document
from shengao.expression import compiled as compiled_expression
from shengao.finding import Applicability, Edit, Fix, Match, Related
from shengao.structure import Entity
from shengao.text import Span

_SIGNS = {
    "figure": "\ue000", "money": "\ue000", "percent": "\ue001", "point": "\ue002",
    "date": "\ue003", "time": "\ue004",
}  # fmt: skip
"""The character that stands for an entity of a kind."""
_OTHER = "\ue005"

_RECKONERS: dict[str, Callable[[Found], Verdict | None]] = {
    "age": years.age,
    "average": product.average,
    "change": change.change,
    "clocks": clock.clocks,
    "direction": change.direction,
    "doubled": change.doubled,
    "balance": left.balance,
    "bill": formula.bill,
    "each": product.each,
    "excess": share.excess,
    "factors": formula.factors,
    "increment": change.increment,
    "limit": share.limit,
    "majority": formula.majority,
    "multiple": change.multiple,
    "named": share.named,
    "ordered": ranks.ordered,
    "parts": sums.parts,
    "places": ranks.places,
    "plan": years.plan,
    "plus": formula.plus,
    "points": change.points,
    "product": product.product,
    "quotient": formula.quotient,
    "rank": ranks.rank,
    "rate": share.rate,
    "rest": left.rest,
    "seasons": years.seasons,
    "share": share.share,
    "spelt": formula.spelt,
    "split": formula.split,
    "stakes": formula.stakes,
    "target": ranks.target,
    "term": terms.term,
    "total": sums.total,
    "years": years.years,
    "conversion": conversion.conversion,
    "days": calendar.days,
    "order": calendar.order,
    "shares": share.shares,
    "signed": calendar.signed,
    "span": calendar.span,
    "weekday": calendar.weekday,
}


class _Skeleton(NamedTuple):
    """A sentence with one character for each entity, and where each character comes from."""

    text: str
    places: list[int]
    entities: dict[int, Entity]
    values: int
    figures: list[Operand]


class _Drawn(NamedTuple):
    """What all rules of this kind share of a draft: by sentence, how many values touch it; and
    the skeletons of sentences, alone or with the one before."""

    values: list[int]
    skeletons: dict[tuple[int, bool], _Skeleton | None]


_DRAWN: WeakKeyDictionary[Document, _Drawn] = WeakKeyDictionary()


def run(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """What does not add up in the sentences that hold a literal of the expressions."""
    reckon = _RECKONERS[compiled["relation"]]
    reported: set[tuple[int, int]] = set()
    for index, sentence in _places(compiled, document, hits):
        skeleton = _skeleton(document, sentence, across=compiled["across"])
        if skeleton is None or skeleton.values < compiled["least"]:
            continue
        opens = document.sentences[sentence].start
        for found in _overlapping(compiled["regexes"][index], skeleton.text):
            if skeleton.places[found.end()] < opens:
                continue  # all of it stands in the sentence before, which has its own turn
            verdict = reckon(_found(compiled, document, sentence, skeleton, found))
            if verdict is None or (verdict.start, verdict.end) in reported:
                continue
            if hold(compiled["conditions"], document, verdict.start, verdict.end):
                reported.add((verdict.start, verdict.end))
                yield _match(verdict)


def _places(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[tuple[int, int]]:
    """Which expressions are tried in which sentences, in the order of their literals.

    Most sentences have too few values for any, which is seen before all else.
    """
    gates, across, least = compiled["gates"], compiled["across"], compiled["least"]
    values = _drawn(document).values
    located = hits.located(document)
    places = sorted(
        (start, len(literal), literal, sentence)
        for literal in hits.literals
        for start, sentence in located[literal]
        if values[sentence] + (values[sentence - 1] if across else 0) >= least
    )
    yield from dict.fromkeys(
        (index, sentence) for _, _, literal, sentence in places for index in gates[literal]
    )


def _overlapping(pattern: str, text: str) -> Iterator[re.Match[str]]:
    """Matches from each place on: the leftmost figure need not be the one that is meant."""
    regex = compiled_expression(pattern)
    found = regex.search(text)
    while found is not None:
        yield found
        found = regex.search(text, found.start() + 1)


def _match(verdict: Verdict) -> Match:
    fixes: tuple[Fix, ...] = ()
    if verdict.better:
        edit = Edit(verdict.start, verdict.end, verdict.better)
        fixes = (Fix((edit,), Applicability.SHOWN),)
    words = {"working": verdict.working, "better": verdict.better}
    related = tuple(Related(Span(*place)) for place in verdict.related)
    return Match(verdict.start, verdict.end, words, fixes, related)


def _drawn(document: Document) -> _Drawn:
    found = _DRAWN.get(document)
    if found is None:
        values = [0] * (len(document.sentences) + 1)  # the last, before the first, has none
        for one in document.entities:
            if one.kind in _SIGNS:
                for sentence in {document.sentence_at(at) for at in (one.start, one.end - 1)}:
                    if sentence is not None:
                        values[sentence] += 1
        found = _DRAWN[document] = _Drawn(values, {})
    return found


def _skeleton(document: Document, sentence: int, *, across: bool) -> _Skeleton | None:
    """The skeleton of a sentence, made once."""
    skeletons = _drawn(document).skeletons
    if (sentence, across) not in skeletons:
        skeletons[sentence, across] = _draw(document, sentence, across=across)
    return skeletons[sentence, across]


def _draw(document: Document, sentence: int, *, across: bool) -> _Skeleton | None:
    """The skeleton of a sentence, with the one before it if `across`; None where no value is."""
    at = document.sentences[sentence]
    first = at.start
    if across and sentence and document.sentences[sentence - 1].block == at.block:
        first = document.sentences[sentence - 1].start
    entities = document.entities_in(first, at.end)
    values = sum(found.kind in _SIGNS for found in entities)
    if not values:
        return None
    text = document.text
    parts: list[str] = []
    places: list[int] = []
    by_place: dict[int, Entity] = {}
    position = first
    for found in entities:
        if found.start < position or found.end > at.end:
            continue
        if found.kind == "title" or found.kind in ("latin", "url"):
            continue
        parts.append(text[position : found.start])
        places.extend(range(position, found.start))
        by_place[len(places)] = found
        parts.append(_SIGNS.get(found.kind, _OTHER))
        places.append(found.start)
        position = found.end
    parts.append(text[position : at.end])
    places.extend(range(position, at.end))
    places.append(at.end)
    figures = [one for e in by_place.values() if (one := operand(text, e)) is not None]
    return _Skeleton("".join(parts), places, by_place, values, figures)


def _found(
    compiled: dict[str, Any],
    document: Document,
    sentence: int,
    skeleton: _Skeleton,
    found: re.Match[str],
) -> Found:
    slots: dict[str, Operand] = {}
    words: dict[str, tuple[int, int]] = {}
    for name in found.re.groupindex:
        start, end = found.span(name)
        if start < 0:
            continue
        if start in skeleton.entities and end == start + 1:
            value = operand(document.text, skeleton.entities[start])
            if value is not None:
                slots[name] = value
                continue
        words[name] = (skeleton.places[start], skeleton.places[end])
    return Found(
        document,
        sentence,
        slots,
        words,
        skeleton.figures,
        list(skeleton.entities.values()),
        skeleton.places[found.start()],
        skeleton.places[found.end()],
        compiled["exhaustive"],
    )
