"""Figures as they are reckoned with: a value, how far rounding may have moved it, a unit."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from shengao.document import Document
from shengao.expression import Expression
from shengao.structure import Entity, Quantity

TOLERANCE = Decimal("0.6")
"""Points of a percentage that rounding explains."""
HUNDRED = Decimal(100)
_NUMBER = Expression(r"-?\d+(?:,\d{3})*(?:\.(\d+))?")
_NET = Expression("(?:净增|净减|[比较][^，。]*|同比[^，。]*|增加|减少|多|少|余|超出)了?\\Z")
"""Before what is left of gains and losses."""
_NET_BEFORE = 16
_AVERAGE = Expression(
    "(?:每[^，。；]{0,10}|平均[^，。；]{0,6}|[人户村社班校厂县]均[^，。；]{0,4})\\Z"
)
_AVERAGE_BEFORE = 16
_LOOSE = Decimal("0.06")
"""How far, in parts of it, a figure with 约 or 近 may be from the exact one."""
_SAME = {
    "名": "人", "位": "人", "口人": "人", "户家": "户", "个工作日": "天", "日": "天", "度电": "度",
    "平米": "平方米", "千米": "公里", "立方": "立方米", "平方": "平方米", "元人民币": "元",
}  # fmt: skip
"""Units that count the same."""


class Operand(NamedTuple):
    """A figure of the text. `step` is one unit of its last digit, 0 for a count in full; a bare
    2万 is taken for 2.0万."""

    start: int
    end: int
    words: str
    value: Decimal
    step: Decimal
    unit: str
    loose: bool

    @property
    def low(self) -> Decimal:
        """The least that may have been rounded to it."""
        return self.value - self.step / 2 - (self.value * _LOOSE if self.loose else 0)

    @property
    def high(self) -> Decimal:
        """The most that may have been rounded to it."""
        return self.value + self.step / 2 + (self.value * _LOOSE if self.loose else 0)

    def rewritten(self, value: Decimal, places: int | None = None) -> str:
        """The figure as written, with another value; `places` of decimals at most."""
        found = _NUMBER.search(self.words)
        if found is None or not self.value:
            return ""
        scale = self.value / Decimal(found[0].replace(",", ""))
        decimals = len(found[1] or "") if places is None else places
        number = shown(value / scale, max(decimals, 1 if scale == 1 else 4))
        return self.words[: found.start()] + number + self.words[found.end() :]


class Verdict(NamedTuple):
    """What does not add up: the place to check, how it was reckoned, what it should be."""

    start: int
    end: int
    working: str
    better: str = ""
    related: tuple[tuple[int, int], ...] = ()


class Found(NamedTuple):
    """A match of a rule's expression: named figures, named words, all figures around."""

    document: Document
    sentence: int
    slots: dict[str, Operand]
    words: dict[str, tuple[int, int]]
    figures: list[Operand]
    entities: list[Entity]
    start: int
    end: int
    exhaustive: bool

    def word(self, name: str) -> str:
        """The text of a named group that is no figure; empty if it took no part."""
        if name not in self.words:
            return ""
        return self.document.text[slice(*self.words[name])]


def operand(text: str, entity: Entity) -> Operand | None:
    """The figure of an entity; None for a range or what has no number."""
    value = entity.value
    if not isinstance(value, Quantity) or value.low != value.high:
        return None
    words = text[entity.start : entity.end]
    found = _NUMBER.search(words)
    step = Decimal(0)
    if found is not None:
        number = Decimal(found[0].replace(",", ""))
        decimals = len(found[1] or "")
        scale = value.low / number if number else Decimal(1)
        if decimals or scale > 1:
            step = scale / 10 ** max(decimals, 1)
    elif value.unit == "%":
        step = Decimal(5)  # 三成, 一半
    unit = _SAME.get(value.unit, value.unit)
    return Operand(entity.start, entity.end, words, value.low, step, unit, value.approximate)


def shown(value: Decimal, places: int) -> str:
    """A number for people: rounded, without idle zeros."""
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_net(text: str, one: Operand) -> bool:
    """Whether a figure is what is left of gains and losses, of which either may be more."""
    return _NET.search(text, max(0, one.start - _NET_BEFORE), one.start) is not None


def is_average(text: str, one: Operand) -> bool:
    """Whether a figure says how many there are to each: 平均每个村2.6人 is no whole of people."""
    return _AVERAGE.search(text[max(0, one.start - _AVERAGE_BEFORE) : one.start]) is not None


def rounding(figures: Sequence[Operand]) -> Decimal:
    """How far a sum may be off: errors of rounding add up as squares, they seldom all agree."""
    return sum((one.step * one.step for one in figures), Decimal(0)).sqrt() / 2


def is_loose(stated: Operand, exact: Decimal) -> bool:
    """Whether 约 or 近 before the figure, or 成, lets it stand for the exact one."""
    slack = stated.step / 2
    if stated.loose:
        slack += max(exact / 10, 2 * TOLERANCE)
    return abs(stated.value - exact) <= slack


def contradicted(at: Operand, working: str, better: str, related: Iterable[Operand]) -> Verdict:
    """The verdict on a figure that those related to it contradict."""
    places = tuple((one.start, one.end) for one in related)
    return Verdict(at.start, at.end, working, "" if better == at.words else better, places)
