"""From points to values: of the six parts, of the five criteria, and the total."""

from collections.abc import Iterable, Mapping
from math import fsum

from shengao.finding import Criterion
from shengao.score.book import PARTS, Book, Part
from shengao.scorecard import Evidence

Weights = Mapping[Criterion, float]


def sums(evidence: Iterable[Evidence]) -> dict[Part, float]:
    """The points of each part, added up in whatever order they come."""
    points: dict[Part, list[float]] = {part: [] for part in PARTS}
    for one in evidence:
        points[part_of(one)].append(one.points)
    return {part: fsum(sorted(listed)) for part, listed in points.items()}


def part_of(evidence: Evidence) -> Part:
    """The part that a piece of evidence counts in."""
    return evidence.half or ("准" if evidence.criterion == "实" else evidence.criterion)


def criteria(parts: Mapping[Part, float], lean: float) -> dict[Criterion, float]:
    """The five criteria of six parts."""
    return {
        "快": parts["快"],
        "实": factual(parts, lean),
        "深": parts["深"],
        "新": parts["新"],
        "用": parts["用"],
    }


def factual(parts: Mapping[Part, float], lean: float) -> float:
    """实 of its halves: the weaker counts most, by `lean` of 1."""
    low, high = sorted((parts["准"], parts["顺"]))
    return lean * low + (1 - lean) * high


def within(points: float, least: float = 0.0) -> float:
    """Points held between `least` and 100."""
    return max(least, min(points, 100.0))


def scaled(weights: Weights, measured: Iterable[Criterion]) -> dict[Criterion, float]:
    """Weights of what was measured, made to add up to 1; empty where they are all 0."""
    kept = {name: weights.get(name, 0.0) for name in measured}
    total = fsum(kept.values())
    return {name: weight / total for name, weight in kept.items()} if total > 0 else {}


def total(parts: Mapping[Part, float], weights: Weights, book: Book) -> float:
    """The weighted mean of the criteria. Parts are taken as they are, also below 0."""
    return weighted(criteria(parts, book.lean), weights)


def weighted(values: Mapping[Criterion, float], weights: Weights) -> float:
    """The weighted mean of the values of criteria."""
    return fsum([weight * values[name] for name, weight in weights.items()])
