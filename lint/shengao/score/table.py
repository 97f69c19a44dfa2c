"""What ``rules/scoring.toml`` may say: validated when a rulebook is compiled, then plain data."""

from collections.abc import Iterable
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from shengao.finding import FAULTS, Criterion
from shengao.genre import GENRES, canonical
from shengao.score.book import OTHER, PARTS, Level
from shengao.scorecard import Half

Value = TypeVar("Value")

Points = Annotated[float, Field(ge=0, le=100)]
Share = Annotated[float, Field(ge=0, le=1)]
Reason = Annotated[str, Field(min_length=4)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cost(_Part):
    """What findings of a fault cost, of 100 points of their criterion.

    `warning` and `error` are for each finding per 1,000 characters, or for each finding however
    long the draft where it is `flat`; all of a fault together never cost more than `most`.
    `half` is where those of 实 stand.
    """

    warning: Points
    error: Points
    most: Points
    half: Half
    flat: bool = False
    reason: Reason

    @model_validator(mode="after")
    def _in_order(self) -> "Cost":
        if not self.warning <= self.error <= max(self.most, self.error):
            raise ValueError("必改（error）扣分不能少于建议（warning）")
        return self


class Worth(_Part):
    """How many points a signal is worth, and why so many."""

    points: Annotated[float, Field(gt=0, le=100)]
    reason: Reason


class Length(_Part):
    """How the length of a draft spreads costs, in characters as `costs.characters` counts."""

    per: Annotated[int, Field(gt=0)]
    least: Annotated[int, Field(gt=0)]
    most: Annotated[int, Field(gt=0)]


class Lights(_Part):
    """What puts the lights out: see `shengao.score.lights`."""

    timely: Points
    undated: tuple[str, ...]
    elements: str
    accurate: tuple[str, ...]
    regular: tuple[str, ...]


class Table(_Part):
    """The whole file."""

    base: dict[str, Points]
    lean: Share
    weights: dict[str, dict[Criterion, Points]]
    untotalled: tuple[str, ...]
    bands: dict[str, Points]
    length: Length
    lights: Lights
    gates: dict[str, Level]
    lists: tuple[str, ...] = ()
    costs: dict[str, Cost]
    signals: dict[str, Worth] = {}

    @field_validator("base")
    @classmethod
    def _all_parts(cls, base: dict[str, float]) -> dict[str, float]:
        return _exactly(base, PARTS)

    @field_validator("bands")
    @classmethod
    def _all_bands(cls, bands: dict[str, float]) -> dict[str, float]:
        _exactly(bands, ("优", "良", "可"))
        if not bands["优"] > bands["良"] > bands["可"]:
            raise ValueError("分数线应为优高于良、良高于可")
        return bands

    @field_validator("weights")
    @classmethod
    def _known_genres(cls, weights: dict[str, dict[Criterion, float]]) -> Any:
        unknown = [one for one in weights if one != OTHER and canonical(one) not in GENRES]
        if unknown or OTHER not in weights:
            raise ValueError(f"没有文种“{unknown[0]}”" if unknown else f"缺少“{OTHER}”这一行")
        return {canonical(genre): row for genre, row in weights.items()}

    @field_validator("costs")
    @classmethod
    def _all_faults(cls, costs: dict[str, Cost]) -> dict[str, Cost]:
        return _exactly(costs, FAULTS)


def _exactly(given: dict[str, Value], wanted: Iterable[str]) -> dict[str, Value]:
    for name in wanted:
        if name not in given:
            raise ValueError(f"缺少“{name}”")
    for name in given:
        if name not in wanted:
            raise ValueError(f"不认识“{name}”")
    return given
