"""Schemes of points: what an adoption counts in this office. TOML files, three of which we ship.

Points are whole hundredths, so that sums come out as they are printed.
"""

from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from shengao import toml
from shengao.desk import toml_files
from shengao.desk.entries import KINDS, Entry
from shengao.errors import ConfigError, suggestion

_SHIPPED = Path(__file__).parent / "schemes"
DEFAULT = "逐级加分"
_Points = int | float
_HUNDREDTHS = 100


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _When(_Part):
    """Which entries a line is for: those that have one of the words, where words are given."""

    channel: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    solicited: bool | None = None

    def holds(self, entry: Entry) -> bool:
        """Whether it is for this entry."""
        return (
            (not self.channel or entry.channel in self.channel)
            and (not self.level or entry.level in self.level)
            and (not self.form or entry.form in self.form)
            and (self.solicited is None or entry.solicited == self.solicited)
        )

    @field_validator("channel", "level", "form", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value


class _Adoption(_When):
    """What an adoption counts; the first line that is for it."""

    points: _Points = Field(ge=0, le=10_000)


class _Instruction(_Part):
    """What a 批示 adds to the points of an adoption, or how often it counts them."""

    level: tuple[str, ...]
    points: _Points = Field(0, ge=0, le=10_000)
    times: _Points = Field(1, ge=1, le=100)

    @field_validator("level", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _says_something(self) -> "_Instruction":
        if not self.points and self.times == 1:
            raise ValueError("points（加几分）和 times（乘几倍）要写一样")
        return self


class _Fault(_When):
    """What is taken off for something late or missing."""

    kind: Literal["迟报", "未报"]
    points: _Points = Field(ge=-10_000, le=0)


class Scheme(_Part):
    """A scheme of points, see docs/ledger.md."""

    name: str
    about: str = ""
    shared: Literal["split", "each", "first"] = "split"
    repeated: Literal["sum", "highest"] = "sum"
    adoption: tuple[_Adoption, ...] = Field(min_length=1)
    instruction: tuple[_Instruction, ...] = ()
    fault: tuple[_Fault, ...] = ()

    def points(self, entry: Entry) -> int | None:
        """Hundredths of a point for all units of an entry together; None where no line is for it.

        What is not scored at all (报送) is 0.
        """
        if entry.kind == "采用":
            found = next((one.points for one in self.adoption if one.holds(entry)), None)
            if found is None:
                return None
            return self._instructed(entry.instruction, _hundredths(found))
        if entry.kind in KINDS[2:]:
            fault = (one for one in self.fault if one.kind == entry.kind and one.holds(entry))
            return next((_hundredths(one.points) for one in fault), 0)
        return 0

    def shares(self, entry: Entry, points: int) -> list[tuple[str, int]]:
        """What each unit of an entry has of its points; what is taken off is taken off each."""
        first, *others = entry.units
        if not others or self.shared == "first":
            return [(first, points), *((unit, min(points, 0)) for unit in others)]
        if self.shared == "split" and points > 0:
            whole = Decimal(points) / len(entry.units)
            points = int(whole.quantize(Decimal(1), ROUND_HALF_UP))
        return [(unit, points) for unit in entry.units]

    def words(self) -> dict[str, list[str]]:
        """The words that its lines are for, by what of an entry they stand in."""
        found = {
            name: [word for line in self.adoption for word in getattr(line, name)]
            for name in ("channel", "level", "form")
        }
        found["instruction"] = [word for line in self.instruction for word in line.level]
        return {name: list(dict.fromkeys(words)) for name, words in found.items()}

    def _instructed(self, level: str, points: int) -> int | None:
        if not level:
            return points
        for one in self.instruction:
            if level in one.level:
                return int(Decimal(points) * Decimal(str(one.times))) + _hundredths(one.points)
        return None


def shown(hundredths: int) -> str:
    """Points as people write them: ``12``, ``3.5``, ``1.67``, ``-10``."""
    whole, rest = divmod(abs(hundredths), _HUNDREDTHS)
    text = f"{whole}.{rest:02}".rstrip("0").rstrip(".")
    return f"-{text}" if hundredths < 0 else text


@cache
def shipped() -> dict[str, Path]:
    """The schemes that come with the program, by name."""
    return {toml.parse(path.read_text("utf-8"))["name"]: path for path in _SHIPPED.glob("*.toml")}


def load(named: str) -> Scheme:
    """A scheme by its name, one of ours, or the path of a file. Raises `ConfigError`."""
    path = shipped().get(named)
    if path is None:
        path = Path(named)
        if path.suffix.lower() != ".toml" and not path.exists():
            known = "、".join(sorted(shipped()))
            guess = suggestion(named, shipped())
            raise ConfigError(
                named, 0, f"没有这个记分办法{guess}自带的有：{known}；也可以写一个 .toml 文件"
            )
    return toml_files.load(path, Scheme)


def _hundredths(points: _Points) -> int:
    return int((Decimal(str(points)) * _HUNDREDTHS).quantize(Decimal(1), ROUND_HALF_UP))
