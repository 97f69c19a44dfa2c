"""Drafts of several units on one event, found by what they are about and when it was.

The rarer the words that drafts share, the more they count. Drafts that share a landmark need not
have much else in common; two that each tell of what their own unit held are not on one event.
Drafts that are alike as a whole are found by their MinHash signatures.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from sqlalchemy import Connection, select

from shengao.archive.marks import bands
from shengao.desk.briefs import Brief
from shengao.desk.tables import CONTENT

_COMMON = 200  # drafts with a word, beyond which it leads to no others
_LANDMARK = 2.0  # what a landmark counts
_LEAST = {"place": (0.1, 0.1, 0.15), "town": (0.15, 0.15, 0.2), "": (0.33, 0.45, 0.5)}
"""The cosine of the words of drafts on one event, by the landmark that they share: where they name
the same day, days that are near, and where one names none."""
_COPY = 0.35  # share of equal bins of drafts of which one is made from the other
_ON_AVERAGE = 0.8  # of what two must be alike, for all of a group
_AT_MOST = 1.5  # of the same, what a pair counts: one that is very alike does not speak for others
_TOLD = 6  # words that are told of a cluster
_RECEIVED = 10  # days between drafts that name no day


@dataclass(frozen=True, slots=True)
class Cluster:
    """Drafts on one event, by unit and number. `words` are those that most of them share."""

    drafts: tuple[Brief, ...]
    words: tuple[str, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """The days that are named as that of the event, each once."""
        return tuple(sorted({one.day for one in self.drafts if one.day is not None}))


def find(briefs: Sequence[Brief], within: int = 2) -> list[Cluster]:
    """The events on which drafts of several units came in, those of most units first.

    `within` counts the days that the days they name may lie apart.
    """
    weights = _weights(briefs)
    likeness = _likeness(briefs, weights, within)
    groups = [
        [briefs[index] for index in group]
        for group in _grouped(len(briefs), likeness)
        if len({briefs[index].unit or str(index) for index in group}) > 1
    ]
    clusters = [
        Cluster(tuple(sorted(group, key=lambda one: (one.unit, one.number))), _told(group, weights))
        for group in groups
    ]
    return sorted(clusters, key=lambda one: (-len(one.drafts), one.drafts[0].number))


def _weights(briefs: Iterable[Brief]) -> dict[str, float]:
    """What a word counts: the more, the fewer drafts have it; half, where only one has."""
    counts: dict[str, int] = defaultdict(int)
    total = 0
    for one in briefs:
        total += 1
        for word in _counted(one):
            counts[word] += 1
    return {
        word: math.log(1 + (total + 1) / count) * (0.5 if count == 1 else 1.0)
        for word, count in counts.items()
    }


def _counted(one: Brief) -> dict[str, float]:
    """The words of a draft and its landmarks, with what each counts."""
    return {**one.words, **dict.fromkeys(one.places, _LANDMARK)}


def _likeness(
    briefs: Sequence[Brief], weights: Mapping[str, float], within: int
) -> dict[tuple[int, int], float]:
    """How alike drafts are by their words or as a whole; 1 is as alike as one event makes them.

    Pairs are those that share a word, but for what very many have, or a band of signatures.
    """
    products: dict[tuple[int, int], float] = defaultdict(float)
    lengths = [0.0] * len(briefs)
    by_word: dict[str, list[tuple[int, float]]] = defaultdict(list)
    by_band: dict[int, list[int]] = defaultdict(list)
    for index, one in enumerate(briefs):
        for word, worth in _counted(one).items():
            value = worth * weights[word]
            by_word[word].append((index, value))
            lengths[index] += value * value
        for mark in bands(list(one.bins)):
            by_band[mark].append(index)
    for having in by_word.values():
        if len(having) <= _COMMON:
            for (i, one_value), (j, other_value) in combinations(having, 2):
                products[i, j] += one_value * other_value
    found = {}
    for (i, j), product in products.items():
        if least := _least(briefs[i], briefs[j], within):
            found[i, j] = product / math.sqrt(lengths[i] * lengths[j]) / least
    for some in by_band.values():
        if len(some) <= _COMMON:
            for i, j in combinations(some, 2):
                if _apart(briefs[i], briefs[j], within) is not None:
                    shared = _share(briefs[i].bins, briefs[j].bins) / _COPY
                    found[i, j] = max(found.get((i, j), 0.0), shared)
    return found


def _least(one: Brief, other: Brief, within: int) -> float:
    """How alike the words of two drafts must be to be on one event; 0 where they cannot be."""
    apart = _apart(one, other, within)
    if apart is None:
        return 0.0
    if one.places & other.places:
        return _LEAST["place"][apart]
    if one.towns & other.towns:
        return _LEAST["town"][apart]
    return 0.0 if one.held & other.held else _LEAST[""][apart]


def _apart(one: Brief, other: Brief, within: int) -> int | None:
    """How near two drafts are: 0, they name one day; 1, days that are near; 2, one names none.

    None where they are too far for one event.
    """
    if one.day is None or other.day is None:
        return 2 if abs((one.received - other.received).days) <= _RECEIVED else None
    days = abs((one.day - other.day).days)
    return None if days > within else min(days, 1)


def _share(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of the bins that are equal: that of the 3-grams in common, about."""
    if not one or not other:
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def _grouped(count: int, likeness: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Groups whose members are alike on the average: no chain of neighbours makes an event.

    Pairs that are as alike as they must be have 1 or more.
    """
    group = list(range(count))
    members = {index: [index] for index in group}
    for (i, j), found in sorted(likeness.items(), key=lambda one: (-one[1], one[0])):
        if found < 1:
            break
        one, other = group[i], group[j]
        if one == other:
            continue
        pairs = [
            min(likeness.get((min(a, b), max(a, b)), 0.0), _AT_MOST)
            for a in members[one]
            for b in members[other]
        ]
        if sum(pairs) / len(pairs) < _ON_AVERAGE:
            continue
        members[one] += members.pop(other)
        for index in members[one]:
            group[index] = one
    return [sorted(some) for some in members.values() if len(some) > 1]


def _told(group: Sequence[Brief], weights: Mapping[str, float]) -> tuple[str, ...]:
    counts: dict[str, float] = defaultdict(float)
    for one in group:
        for word, worth in one.words.items():
            counts[word] += worth
    shared = [word for word in counts if sum(word in one.words for one in group) * 2 > len(group)]
    return tuple(sorted(shared, key=lambda word: (-counts[word] * weights[word], word))[:_TOLD])


def texts(connection: Connection, cluster: Cluster) -> list[str]:
    """The running texts of the drafts of an event, in their order."""
    numbers = [one.number for one in cluster.drafts]
    rows = connection.execute(
        select(CONTENT.c.number, CONTENT.c.text).where(CONTENT.c.number.in_(numbers))
    )
    found = {row.number: row.text for row in rows}
    return [found[number] for number in numbers]
