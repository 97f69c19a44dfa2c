"""可提升项: what would raise the total, by how much at most, the largest first."""

from collections.abc import Iterable, Mapping
from math import fsum
from typing import NamedTuple

from shengao.finding import Criterion
from shengao.score import totals
from shengao.score.book import Book, Part
from shengao.scorecard import Gain
from shengao.text import Span

_LEAST = 0.5  # points of the total: less is not worth a line
_ROUNDING = 1e-6  # more than what is lost in reckoning with one share instead of all


class Chance(NamedTuple):
    """Points of a part that could still be had, and how.

    `spans` is what it is about; `mends` where that is findings, not a signal.
    """

    criterion: Criterion
    part: Part
    points: float
    what: str
    spans: tuple[Span, ...] = ()
    mends: bool = False


def of(
    chances: Iterable[Chance],
    points: Mapping[Part, float],
    weights: Mapping[Criterion, float],
    book: Book,
) -> tuple[Gain, ...]:
    """What each chance would add to the total if it alone were taken.

    Nothing is gained above 100; but what is below 0 is not lifted to it first, so that the worst
    drafts are told too where to begin. What a signal advises and what findings say of the same
    words is one thing to do: the one that gains more is told.
    """

    held = {part: _held(value) for part, value in points.items()}
    values = totals.criteria(held, book.lean)
    shares = {name: weight * values[name] for name, weight in weights.items()}
    now = fsum(shares.values())
    found: list[tuple[Gain, Chance]] = []
    for chance in chances:
        weight = weights.get(chance.criterion)
        if not weight:
            continue
        value = _held(points[chance.part] + chance.points)
        if chance.part != chance.criterion:
            value = totals.factual({**held, chance.part: value}, book.lean)
        share = weight * value
        if share - shares[chance.criterion] < _LEAST - _ROUNDING:
            continue
        then = fsum({**shares, chance.criterion: share}.values())
        if then - now >= _LEAST:
            found.append((Gain(chance.criterion, round(then - now, 1), chance.what), chance))
    found.sort(key=lambda one: (-one[0].points, one[0].criterion, one[0].what))
    told: list[Gain] = []
    said: dict[tuple[Criterion, bool], list[Span]] = {}
    for gain, chance in found:
        # What a signal and what findings say of the same words is one thing.
        others = said.get((chance.criterion, not chance.mends), ())
        if not any(a.overlaps(b) for a in chance.spans for b in others):
            told.append(gain)
            said.setdefault((chance.criterion, chance.mends), []).extend(chance.spans)
    return tuple(told)


def _held(points: float) -> float:
    return totals.within(points, least=-1000.0)
