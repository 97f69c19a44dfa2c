"""How the drafts of an archive developed: what became rarer in them, and what to work on next.

It is about drafts, for those who write them: nothing here measures or compares people.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import NamedTuple

from shengao.archive.entry import Checked
from shengao.finding import CRITERIA, FAULTS, Criterion

LEAST = 4
"""Drafts below which nothing is said: two before and two after."""

_PER = 1000  # characters that faults are counted by
_TOLD = 3  # kinds of fault that became rarer
_KINDS = 6  # kinds of fault that are drawn, the most frequent
_SEEN = 2  # findings of a kind among the earlier drafts, below which its going says nothing
_CLEARLY = 0.8  # of the former rate: what is above that is chance


class Month(NamedTuple):
    """A calendar month, also one without drafts.

    `rate` counts faults of all kinds per 1,000 characters, `rates` those of each kind; `scores`
    are the means of the drafts that were measured. None and absent where there is nothing to
    count.
    """

    year: int
    month: int
    drafts: int = 0
    rate: float | None = None
    rates: Mapping[str, float] = {}
    scores: Mapping[str, float] = {}


class Change(NamedTuple):
    """A kind of fault in the earlier half of the drafts and in the later, per 1,000 characters."""

    fault: str
    before: float
    after: float


class Mean(NamedTuple):
    """The mean of a criterion in both halves; None where no draft was measured."""

    criterion: Criterion
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Development:
    """What became of the drafts: `months` in order without gaps; `kinds` are the most frequent,
    `rarer` those that went down most, `following` the most frequent of late, None for none."""

    drafts: int
    months: tuple[Month, ...] = ()
    kinds: tuple[Change, ...] = ()
    means: tuple[Mean, ...] = ()
    rarer: tuple[Change, ...] = ()
    following: Change | None = None

    @property
    def is_telling(self) -> bool:
        """Whether there are enough drafts to say anything."""
        return self.drafts >= LEAST


def chosen(
    drafts: Iterable[Checked], *, unit: str = "", author: str = "", since: date | None = None
) -> list[Checked]:
    """The drafts of a unit, with a name among their authors, from a day on; in order of time.

    Of versions of the same file the last counts.
    """
    last: dict[str, Checked] = {}
    for draft in drafts:
        if unit in ("", draft.unit) and author in draft.author:
            last[draft.path or str(draft.number)] = draft
    return sorted(
        (one for one in last.values() if since is None or one.day >= since),
        key=lambda one: (one.day, one.number),
    )


def of(drafts: Sequence[Checked]) -> Development:
    """The development of drafts that come in order of time."""
    if len(drafts) < LEAST:
        return Development(len(drafts))
    earlier, later = drafts[: len(drafts) // 2], drafts[len(drafts) // 2 :]
    before, after, overall = _rates(earlier), _rates(later), _rates(drafts)
    changes = {name: Change(name, before.get(name, 0), after.get(name, 0)) for name in overall}
    frequent = sorted(changes, key=lambda name: (-overall[name], _place(name)))
    fewer = [
        changes[name]
        for name in frequent
        if sum(draft.faults.get(name, 0) for draft in earlier) >= _SEEN
        and changes[name].after <= changes[name].before * _CLEARLY
    ]
    fewer.sort(key=lambda one: one.after - one.before)
    late = max(changes.values(), key=lambda one: (one.after, -_place(one.fault)), default=None)
    return Development(
        len(drafts),
        tuple(_months(drafts)),
        tuple(changes[name] for name in frequent[:_KINDS]),
        tuple(Mean(name, _mean(name, earlier), _mean(name, later)) for name in CRITERIA.values()),
        tuple(fewer[:_TOLD]),
        late if late is not None and late.after > 0 else None,
    )


def _months(drafts: Sequence[Checked]) -> Iterable[Month]:
    by_month: dict[tuple[int, int], list[Checked]] = {}
    for draft in drafts:
        by_month.setdefault((draft.day.year, draft.day.month), []).append(draft)
    first, last = min(by_month), max(by_month)
    for number in range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1]):
        year, month = number // 12, number % 12 + 1
        held = by_month.get((year, month), [])
        rates = _rates(held)
        scores = {name: _mean(name, held) for name in CRITERIA.values()}
        yield Month(
            year,
            month,
            len(held),
            fsum(rates.values()) if held else None,
            rates,
            {name: mean for name, mean in scores.items() if mean is not None},
        )


def _rates(drafts: Sequence[Checked]) -> dict[str, float]:
    """The faults of each kind per 1,000 characters of drafts together."""
    characters = sum(draft.characters for draft in drafts)
    counts: dict[str, int] = {}
    for draft in drafts:
        for name, count in draft.faults.items():
            counts[name] = counts.get(name, 0) + count
    return {
        name: count * _PER / characters
        for name, count in sorted(counts.items(), key=lambda one: _place(one[0]))
        if name in FAULTS and characters
    }


def _mean(criterion: Criterion, drafts: Iterable[Checked]) -> float | None:
    values = [draft.scores[criterion] for draft in drafts if criterion in draft.scores]
    return fsum(values) / len(values) if values else None


def _place(fault: str) -> int:
    """The place of a kind of fault in the order in which people know them."""
    return list(FAULTS).index(fault)
