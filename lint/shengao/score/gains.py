"""可提升项: what would raise the total, by how much at most, the largest first."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from shengao.finding import Criterion
from shengao.score import totals
from shengao.score.book import Book, Part
from shengao.scorecard import Gain

_LEAST = 0.5  # points of the total: less is not worth a line


class Chance(NamedTuple):
    """Points of a part that could still be had, and how."""

    criterion: Criterion
    part: Part
    points: float
    what: str


def of(
    chances: Iterable[Chance],
    points: Mapping[Part, float],
    weights: Mapping[Criterion, float],
    book: Book,
) -> tuple[Gain, ...]:
    """What each chance would add to the total if it alone were taken.

    Nothing is gained above 100; but what is below 0 is not lifted to it first, so that the worst
    drafts are told too where to begin.
    """

    def reached(changed: Mapping[Part, float]) -> float:
        held = {part: totals.within(value, least=-1000.0) for part, value in changed.items()}
        return totals.total(held, weights, book)

    now = reached(points)
    gains = []
    for chance in chances:
        then = reached({**points, chance.part: points[chance.part] + chance.points})
        if then - now >= _LEAST:
            gains.append(Gain(chance.criterion, round(then - now, 1), chance.what))
    return tuple(sorted(gains, key=lambda gain: (-gain.points, gain.criterion, gain.what)))
