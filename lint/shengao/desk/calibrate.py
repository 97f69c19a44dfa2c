"""What predicts adoption in this office: criteria, signals and rules against its own decisions.

Nothing is changed by it: suggested weights are shown, and whoever wants them writes them down.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, func, select

from shengao.desk import ledger, rows
from shengao.desk.curve import Area, area
from shengao.desk.decision_tables import DECISION
from shengao.desk.tables import CONTENT
from shengao.finding import FAULTS, DraftResult, Severity
from shengao.score.book import OTHER

LEAST = 50
"""Decisions below which nothing is said."""
_LEAST_EACH = 5  # of them adopted, and returned
_HALFWAY = 100  # decisions at which suggested weights are half those of before, half the data's
_STEP = 5
_LOOKED_UP = 400  # drafts asked for in one statement
_NO_SIGNALS = frozenset(("", "base", *FAULTS))
"""What evidence of a score comes from beside signals."""

Kind = Literal["总分", "要求", "加分点", "规则"]
Weights = Mapping[Any, float]


class Decided(NamedTuple):
    """A draft on which an editor decided, with what may have foretold it.

    `values` are by kind and name: scores, shares of points, and findings of rules, counted below
    0, so that more always should mean better.
    """

    adopted: bool
    genre: str
    values: Mapping[tuple[Kind, str], float]


class Sample(NamedTuple):
    """The drafts decided on; `lost` counts those of which nothing is kept any more."""

    drafts: tuple[Decided, ...]
    lost: int

    @property
    def adopted(self) -> int:
        """How many were adopted."""
        return sum(one.adopted for one in self.drafts)

    @property
    def enough(self) -> bool:
        """Whether anything can be said."""
        return _enough(self.drafts)


class Predictor(NamedTuple):
    """How well something predicts: `area` is None where there is too little to say.

    `adopted` and `returned` count the drafts that have a value; for a rule `found` are those in
    which it found something.
    """

    kind: Kind
    name: str
    area: Area | None
    adopted: int
    returned: int
    found: int

    @property
    def tells(self) -> str:
        """What the area says, in Chinese."""
        if self.area is None:
            return "数据不足"
        if self.area.low > 0.5:
            return "有用"
        return "相反" if self.area.high < 0.5 else "看不出"


class Suggested(NamedTuple):
    """Weights for a genre, those of before beside them, and how many decisions they rest on."""

    genre: str
    before: Weights
    after: Weights
    decisions: int


def sample(connection: Connection) -> Sample:
    """The decisions of the office: the last one on each draft, and what its ledger says."""
    last = select(func.max(DECISION.c.number)).group_by(DECISION.c.draft)
    decided = {
        row.draft: row.kind == "采用"
        for row in connection.execute(
            select(DECISION.c.draft, DECISION.c.kind).where(DECISION.c.number.in_(last))
        )
    }
    for recorded in ledger.standing(connection):
        entry = recorded.entry
        if entry.kind == "采用" and entry.draft is not None:
            decided[entry.draft] = True
    drafts: list[Decided] = []
    numbers = sorted(decided)
    for start in range(0, len(numbers), _LOOKED_UP):
        some = numbers[start : start + _LOOKED_UP]
        query = select(CONTENT.c.number, CONTENT.c.result).where(CONTENT.c.number.in_(some))
        drafts += [
            _decided(rows.unpacked(row.result), decided[row.number])
            for row in connection.execute(query.order_by(CONTENT.c.number))
        ]
    return Sample(tuple(drafts), len(decided) - len(drafts))


def predictors(found: Sample) -> list[Predictor]:
    """How each score, signal and rule predicts, the best first within its kind."""
    if not found.enough:
        return []
    names = {key for one in found.drafts for key in one.values}
    made = [_predictor(kind, name, found.drafts) for kind, name in sorted(names)]
    kinds: tuple[Kind, ...] = ("总分", "要求", "加分点", "规则")

    def order(one: Predictor) -> tuple[int, bool, float, str]:
        value = one.area.value if one.area is not None else 0.0
        return kinds.index(one.kind), one.area is None, -value, one.name

    return sorted(made, key=order)


def suggest(found: Sample, before: Mapping[str, Weights]) -> list[Suggested]:
    """Weights by genre, where there are decisions enough, and for 其他 by all of them.

    Each criterion weighs by how far it predicts better than chance; the fewer the decisions, the
    more the weights of before still count.
    """
    if not found.enough:
        return []
    by_genre: dict[str, list[Decided]] = defaultdict(list)
    for one in found.drafts:
        by_genre[one.genre].append(one)
    made = []
    for genre, weights in before.items():
        drafts = found.drafts if genre == OTHER else by_genre.get(genre, ())
        after = _weights(drafts, weights) if _enough(drafts) else None
        if after is not None:
            made.append(Suggested(genre, weights, after, len(drafts)))
    return made


def as_toml(suggested: Iterable[Suggested]) -> str:
    """What a user may write into the configuration."""
    lines = ["[profile.weights]"]
    for one in suggested:
        said = ", ".join(f'"{name}" = {value:g}' for name, value in one.after.items())
        lines.append(f'"{one.genre}" = {{ {said} }}  # 依据 {one.decisions} 篇的处理结果')
    return "\n".join(lines) + "\n"


def _decided(result: DraftResult, adopted: bool) -> Decided:
    values: dict[tuple[Kind, str], float] = {}
    card = result.score
    if card is not None:
        if card.total is not None:
            values["总分", "总分"] = card.total
        for criterion, mark in card.criteria.items():
            if mark.value is not None:
                values["要求", criterion] = mark.value
            for one in mark.evidence:
                if one.source not in _NO_SIGNALS:
                    values["加分点", one.source] = one.points
    counted = Counter(
        one.finding.rule for one in result.findings if one.finding.severity is not Severity.INFO
    )
    values.update({("规则", rule): -float(count) for rule, count in counted.items()})
    return Decided(adopted, result.genre or OTHER, values)


def _enough(drafts: Sequence[Decided]) -> bool:
    adopted = sum(one.adopted for one in drafts)
    return len(drafts) >= LEAST and min(adopted, len(drafts) - adopted) >= _LEAST_EACH


def _predictor(kind: Kind, name: str, drafts: Sequence[Decided]) -> Predictor:
    key = (kind, name)
    values: dict[bool, list[float]] = {True: [], False: []}
    found = 0
    for one in drafts:
        value = one.values.get(key, 0.0 if kind == "规则" else None)
        if value is not None:
            values[one.adopted].append(value)
            found += key in one.values
    yes, no = values[True], values[False]
    told = None
    if len(yes) + len(no) >= LEAST and min(len(yes), len(no)) >= _LEAST_EACH:
        told = area(yes, no)
    return Predictor(kind, name, told, len(yes), len(no), found)


def _weights(drafts: Sequence[Decided], before: Weights) -> dict[str, float] | None:
    """Weights in steps of 5 that add up to 100; None where no criterion predicts anything."""
    worth: dict[str, float] = {}
    for criterion in before:
        told = _predictor("要求", criterion, drafts).area
        worth[criterion] = max(0.0, told.value - 0.5) if told is not None else 0.0
    total, usual = sum(worth.values()), sum(before.values())
    if not total or not usual:
        return None
    share = len(drafts) / (len(drafts) + _HALFWAY)
    wanted = {
        name: 100 * ((1 - share) * before[name] / usual + share * worth[name] / total)
        for name in before
    }
    return _rounded(wanted)


def _rounded(wanted: Mapping[str, float]) -> dict[str, float]:
    """In steps, the largest rests rounded up, so that the sum stays."""
    steps = {name: int(value // _STEP) for name, value in wanted.items()}
    left = 100 // _STEP - sum(steps.values())
    for name in sorted(wanted, key=lambda name: -(wanted[name] % _STEP))[:left]:
        steps[name] += 1
    return {name: float(count * _STEP) for name, count in steps.items()}
