"""Figures that hang together: a change with its two values, a share with its whole, a sum with
its parts.

The expressions of a rule run over a sentence in which every figure is one character; what they
name is then reckoned up by the modules `shengao.checks.relation_…`. A stated figure passes if
rounding of any operand explains it, or if another pair of the figures of its sentence does.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

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
from shengao.checks.relation_skeleton import Drawn, Skeleton, Stretch
from shengao.document import Document
from shengao.expression import compiled as compiled_expression
from shengao.finding import Applicability, Edit, Fix, Match, Related
from shengao.text import Span

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


def run(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """What does not add up in the sentences that hold a literal of the expressions."""
    drawn = hits.shared(Drawn, document)
    matched = _matched(compiled, document, hits, drawn)
    return _contradicted(compiled, document, drawn, matched) if matched else iter(())


def _matched(
    compiled: dict[str, Any], document: Document, hits: Hits, drawn: Drawn
) -> list[tuple[int, Stretch]]:
    """Which expressions match where.

    Few words stand in a sentence that holds the figures which their expressions need: that is
    seen before all else.
    """
    across = compiled["across"]
    stretches = drawn.joined if across else drawn.alone
    lack = drawn.joined_lack if across else drawn.alone_lack
    if compiled["need"] & lack:
        return []
    tried, sentence_at = compiled["tried"], document.sentence_at
    opened: dict[Stretch, set[int]] = {}
    for literal in hits.literals:
        needed, indexes = tried[literal]
        if needed & lack:
            continue
        for at in hits.starts(literal):
            sentence = sentence_at(at)
            if sentence is None:
                continue
            for index in (sentence, sentence + 1) if across else (sentence,):
                stretch = stretches.get(index)
                if (
                    stretch is not None
                    and not needed & stretch.lacks
                    and stretch.start <= at <= stretch.end - len(literal)
                ):
                    opened.setdefault(stretch, set()).update(indexes)
    needs, regexes = compiled["needs"], compiled["regexes"]
    return [
        (index, stretch)
        for stretch, indexes in opened.items()
        for index in indexes
        if not needs[index] & stretch.lacks
        and compiled_expression(regexes[index]).search(drawn.skeleton(stretch).text)
    ]


def _contradicted(
    compiled: dict[str, Any],
    document: Document,
    drawn: Drawn,
    matched: Iterable[tuple[int, Stretch]],
) -> Iterator[Match]:
    """What does not add up where expressions match, in the order of the words that gate them."""
    reckon = _RECKONERS[compiled["relation"]]
    reported: set[tuple[int, int]] = set()
    for index, stretch in _gated(compiled, document, matched):
        skeleton = drawn.skeleton(stretch)
        if skeleton.values < compiled["least"]:
            continue
        opens = document.sentences[stretch.sentence].start
        for found in _overlapping(compiled["regexes"][index], skeleton.text):
            if skeleton.place(found.end()) < opens:
                continue  # all of it stands in the sentence before, which has its own turn
            verdict = reckon(_found(compiled, document, stretch.sentence, skeleton, found))
            if verdict is None or (verdict.start, verdict.end) in reported:
                continue
            if hold(compiled["conditions"], document, verdict.start, verdict.end):
                reported.add((verdict.start, verdict.end))
                yield _match(verdict)


def _gated(
    compiled: dict[str, Any], document: Document, matched: Iterable[tuple[int, Stretch]]
) -> Iterator[tuple[int, Stretch]]:
    """Those with a word of their gate in the sentence itself, in the order of such words."""
    placed: list[tuple[int, int, str, int, Stretch]] = []
    for index, stretch in matched:
        start, end, _ = document.sentences[stretch.sentence]
        words = (
            (at, len(literal), literal)
            for literal, indexes in compiled["gates"].items()
            if index in indexes
            and (at := document.text.find(literal, start, end + len(literal) - 1)) >= 0
        )
        earliest = min(words, default=None)
        if earliest is not None:
            placed.append((*earliest, index, stretch))
    for *_, index, stretch in sorted(placed):
        yield index, stretch


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


def _found(
    compiled: dict[str, Any],
    document: Document,
    sentence: int,
    skeleton: Skeleton,
    found: re.Match[str],
) -> Found:
    slots: dict[str, Operand] = {}
    words: dict[str, tuple[int, int]] = {}
    for name in found.re.groupindex:
        start, end = found.span(name)
        if start < 0:
            continue
        entity = skeleton.entity_at(start) if end == start + 1 else None
        value = operand(document.text, entity) if entity is not None else None
        if value is not None:
            slots[name] = value
        else:
            words[name] = (skeleton.place(start), skeleton.place(end))
    return Found(
        document,
        sentence,
        slots,
        words,
        skeleton.figures,
        skeleton.entities,
        skeleton.place(found.start()),
        skeleton.place(found.end()),
        compiled["exhaustive"],
    )
