"""The table of scores as scoring uses it: what ``rules/scoring.toml`` says, and a unit's own.

`shengao.score.table` validates the file when a rulebook is compiled; here is what is left of it,
plain data, with the ``scoring`` part of the unit's profile over it.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from shengao.finding import Criterion, Finding, Severity
from shengao.scorecard import Evidence, Half

Part = Criterion | Half
PARTS: tuple[Part, ...] = ("快", "准", "顺", "深", "新", "用")
"""What points are counted in: 实 is made of its two halves."""

OTHER = "其他"
"""The row of weights of drafts whose genre has none of its own."""

Level = Literal["error", "warning", "never"]
"""From which severity on a finding makes 待核."""


class Cost(NamedTuple):
    """What findings of one fault cost: see `shengao.score.table.Cost`."""

    warning: float
    error: float
    most: float
    half: Half
    flat: bool


class Length(NamedTuple):
    """Costs are `per` so many characters, of a draft taken to have from `least` to `most`."""

    per: int
    least: int
    most: int


class LightRules(NamedTuple):
    """What puts the lights out: the least 快, genres that need not be timely, the signal of the
    genre's elements, and the faults that 准确 and 规范 look for."""

    timely: float
    undated: tuple[str, ...]
    elements: str
    accurate: tuple[str, ...]
    regular: tuple[str, ...]


class Book(NamedTuple):
    """All numbers of scoring. `points` is by signal; `free` are rules whose findings cost nothing.

    `free` are those about the whole draft that more text could silence: what they look for is
    measured by signals, so that nothing is gained by stuffing. `start` is what each part begins
    with, as evidence.
    """

    base: Mapping[str, float]
    lean: float
    weights: Mapping[str, Mapping[Criterion, float]]
    untotalled: tuple[str, ...]
    bands: Mapping[str, float]
    length: Length
    lights: LightRules
    gates: Mapping[str, Level]
    costs: Mapping[str, Cost]
    points: Mapping[str, float]
    free: frozenset[str]
    tables: Mapping[str, Any]
    start: tuple[Evidence, ...]

    @classmethod
    def of(cls, table: Mapping[str, Any], own: Mapping[str, Any]) -> "Book":
        """The book of a compiled table, with a unit's `own` numbers in place of its."""
        lights = LightRules(**table["lights"])
        if "及时" in own.get("lights", {}):
            lights = lights._replace(timely=own["lights"]["及时"])
        gates: dict[str, Level] = dict(table["gates"])
        for name, wanted in own.get("gates", {}).items():
            if not wanted:
                gates[name] = "never"
            elif gates.get(name, "never") == "never":
                gates[name] = "warning"
        costs = {fault: Cost(*row) for fault, row in table["costs"].items()}
        for fault, points in own.get("costs", {}).items():
            costs[fault] = _scaled(costs[fault], points)
        return cls(
            table["base"],
            table["lean"],
            {**table["weights"], **own.get("weights", {})},
            table["untotalled"],
            {**table["bands"], **own.get("bands", {})},
            Length(**table["length"]),
            lights,
            gates,
            costs,
            {**table["points"], **own.get("points", {})},
            frozenset(table["free"]),
            table["tables"],
            tuple(_begun(part, table["base"][part]) for part in PARTS),
        )

    def weights_of(self, genre: str | None) -> Mapping[Criterion, float] | None:
        """The weights of a genre, which add up to anything; None for one that has no total."""
        if genre in self.untotalled:
            return None
        return self.weights.get(genre or OTHER, self.weights[OTHER])

    def counted(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that scores know: hints are none, since they are sought only on request."""
        return [
            one for one in findings if one.severity != Severity.INFO and one.fault != "suppression"
        ]


def _begun(part: Part, points: float) -> Evidence:
    if part == "准" or part == "顺":
        return Evidence("实", points, "起评分", source="base", half=part)
    return Evidence(part, points, "起评分", source="base")


def _scaled(cost: Cost, points: float) -> Cost:
    """A cost with another price of a warning: error and cap rise and fall with it."""
    factor = points / cost.warning if cost.warning else 0.0
    error = cost.error * factor if cost.warning else points
    most = min(cost.most * factor if cost.warning else points * 3, 100.0)
    return cost._replace(warning=points, error=error, most=most)
