"""The reckoning of `shengao.checks.relation` with a value before and one after: how much it grew,
by how many points, how many times.
"""

from decimal import Decimal

from shengao.checks.relation_operand import (
    HUNDRED,
    TOLERANCE,
    Found,
    Operand,
    Verdict,
    contradicted,
    is_loose,
    rounding,
    shown,
)
from shengao.expression import Expression

_BASIS_POINT = Decimal("0.01")
_TIMES_TOLERANCE = Decimal("0.06")
_FALL = Expression("减|降|少|缩|压|跌|低|落|短|省|下[浮调]")
_BELOW_ZERO = Expression("零下|负(?!责|担|荷|债)")
_PAST = Expression("[去上前]年|同期|同月|上[月季]")
_STEP = Expression("(?:增加|新增|净增|增|减少|净减|减|多|少)了?\\Z")
"""Before a figure that says how much came to another, not what that one came to."""


def change(found: Found) -> Verdict | None:
    """由 `before` 增至 `after`，增长 `stated`: a percentage, points, times, 番 or a difference."""
    before, after, stated = (found.slots.get(n) for n in ("before", "after", "stated"))
    if before is None or after is None or stated is None:
        return None
    if before.unit != after.unit or before.value <= 0 or after.value == before.value:
        return None
    if "past" in found.words and not _PAST.search(found.word("past")):
        return None
    if _BELOW_ZERO.search(found.document.text, *sorted((before.start, after.start))):
        return None
    growth = (after.value - before.value) / before.value * HUNDRED
    difference = abs(after.value - before.value)
    a, b = before.words, after.words
    if stated.unit == "%":
        low, high = _growth_range(before, after, whole=not stated.step)
        if low - TOLERANCE <= stated.value <= high + TOLERANCE or is_loose(stated, abs(growth)):
            return None
        if before.unit == "%" and abs(difference - stated.value) <= TOLERANCE:
            return None
        between = found.document.text[before.end : after.start]
        if _STEP.search(between) and _is_step(before, after, stated):
            return None
        minuend, subtrahend = (b, a) if growth > 0 else (a, b)
        working = f"（{minuend}－{subtrahend}）÷{a}＝{shown(abs(growth), 1)}%"
        return contradicted(stated, working, stated.rewritten(abs(growth), 1), (before, after))
    if before.unit == "%" and found.document.text.startswith("基点", stated.end):
        stated = stated._replace(value=stated.value * _BASIS_POINT, step=_BASIS_POINT, unit="%")
        before, after = (one._replace(step=_BASIS_POINT) for one in (before, after))
    if stated.unit.endswith("百分点") or (stated.unit == before.unit and stated.unit):
        if stated.unit.endswith("百分点") and before.unit != "%":
            return _points_of_amount(before, after, stated, abs(growth))
        slack = _slack(before, after, stated)
        if abs(difference - stated.value) <= slack or is_loose(stated, difference):
            return None
        if before.loose or after.loose:
            return None
        larger, smaller = (b, a) if growth > 0 else (a, b)
        better = stated.rewritten(difference, 4)
        return contradicted(stated, f"{larger}－{smaller}＝{better}", better, (before, after))
    if stated.unit == "倍" and growth > 0:
        low, high = (bound / HUNDRED for bound in _growth_range(before, after))
        slack = _TIMES_TOLERANCE + stated.step / 2
        if low - slack <= stated.value <= high + slack or stated.loose:
            return None
        times = growth / HUNDRED
        working = f"（{b}－{a}）÷{a}＝{shown(times, 2)}倍"
        return contradicted(stated, working, stated.rewritten(times, 2), (before, after))
    if stated.unit == "番" and growth > 0:
        wanted = Decimal(2) ** int(stated.value)
        actual = after.value / before.value
        if abs(actual - wanted) <= wanted / 8:
            return None
        working = f"{b}÷{a}＝{shown(actual, 2)}，{stated.words}应为{wanted}倍"
        return contradicted(stated, working, "", (before, after))
    return None


def _is_step(base: Operand, step: Operand, stated: Operand) -> bool:
    """Whether `stated` follows from a base and what was added: 763辆，两年增加411辆，增长53.9%."""
    rate = step.value / base.value * HUNDRED
    return abs(rate - stated.value) <= TOLERANCE + rate * step.step / step.value / 2


def _points_of_amount(
    before: Operand, after: Operand, stated: Operand, growth: Decimal
) -> Verdict | None:
    """由2万人增加到3万人，增长50个百分点: an amount grows by per cent."""
    low, high = _growth_range(before, after)
    if not low - TOLERANCE <= stated.value <= high + TOLERANCE:
        return None
    better = shown(growth, 1) + "%"
    return contradicted(
        stated, f"{before.words}至{after.words}变化{better}", better, (before, after)
    )


def _slack(before: Operand, after: Operand, stated: Operand) -> Decimal:
    """How far a difference may be off: readings and prices are exact as written, sums in 万 or 亿
    are not, and percentages may have been rounded to the digit that is told."""
    if before.unit == "%":
        steps = (one.step or Decimal(1) for one in (before, after, stated))
        return min(TOLERANCE, sum(steps, Decimal(0)) / 2)
    if max(before.step, after.step, stated.step) < 1:
        return rounding((before, after, stated))
    return (before.step + after.step + stated.step) / 2


def _growth_range(
    before: Operand, after: Operand, *, whole: bool = False
) -> tuple[Decimal, Decimal]:
    """The least and most per cent, without sign, that rounding of the two values allows.

    Where a `whole` per cent is told, it was reckoned from the values as they are written: what
    comes from exact ones has decimals.
    """
    ratio = after.value / before.value
    growth = abs(ratio - 1) * HUNDRED
    parts = [((one.high - one.low) / 2 / one.value) ** 2 for one in (before, after)]
    slack = ratio * sum(parts, Decimal(0)).sqrt() * HUNDRED
    if whole and not (before.loose or after.loose):
        slack /= 2
    return max(growth - slack, Decimal(0)), growth + slack


def increment(found: Found) -> Verdict | None:
    """`after`，比上年增加 `delta`，增长 `stated`: the base is what remains."""
    after, delta, stated = (found.slots.get(n) for n in ("after", "delta", "stated"))
    if after is None or delta is None or stated is None or after.unit != delta.unit:
        return None
    if stated.unit != "%" or not after.unit or after.unit == "%" or delta.value <= 0:
        return None
    sign = -1 if _FALL.search(found.word("way")) else 1
    base = after.value - sign * delta.value
    if base <= 0:
        return None
    rate = delta.value / base * HUNDRED
    slack = TOLERANCE + rate * (delta.step / delta.value + after.step / base) / 2
    if abs(rate - stated.value) <= slack or is_loose(stated, rate):
        return None
    way = "－" if sign > 0 else "＋"
    working = f"{delta.words}÷（{after.words}{way}{delta.words}）＝{shown(rate, 1)}%"
    return contradicted(stated, working, stated.rewritten(rate, 1), (after, delta))


def direction(found: Found) -> Verdict | None:
    """`after`，比 `before` `way`, or 由 `before` `way` 到 `after`: a rise that is a fall."""
    before, after = found.slots.get("before"), found.slots.get("after")
    if before is None or after is None or before.unit != after.unit or not before.unit:
        return None
    if min(before.value, after.value) <= 0 or not (
        before.high < after.low or after.high < before.low
    ):
        return None
    if _BELOW_ZERO.search(found.document.text, *sorted((before.start, after.start))):
        return None
    way = found.word("way")
    falls = _FALL.search(way) is not None
    if falls == (after.value < before.value):
        return None
    start, end = found.words["way"]
    at = found.slots.get("stated") or (after if after.start >= end else None)
    working = f"{after.words}{'高' if falls else '低'}于{before.words}"
    places = ((before.start, before.end), (after.start, after.end))
    return Verdict(start, at.end if at else end, working, "", places)


def multiple(found: Found) -> Verdict | None:
    """`after` 是 `before` 的 `stated`: so many times."""
    before, after, stated = (found.slots.get(n) for n in ("before", "after", "stated"))
    if before is None or after is None or stated is None or stated.unit != "倍":
        return None
    if before.unit != after.unit or before.value <= 0 or stated.loose:
        return None
    times = after.value / before.value
    slack = _TIMES_TOLERANCE + stated.step / 2 + times / 100
    if abs(times - stated.value) <= slack or before.loose or after.loose:
        return None
    working = f"{after.words}÷{before.words}＝{shown(times, 2)}倍"
    return contradicted(stated, working, stated.rewritten(times, 2), (before, after))


def doubled(found: Found) -> Verdict | None:
    """由 `before` 增至 `after`，翻两番."""
    stated = found.slots.get("stated")
    return change(found) if stated is not None and stated.unit == "番" else None


def points(found: Found) -> Verdict | None:
    """由65%提高到82%，提高17%: the difference of two percentages is in points."""
    before, after, stated = (found.slots.get(n) for n in ("before", "after", "stated"))
    if before is None or after is None or stated is None:
        return None
    if {before.unit, after.unit, stated.unit} != {"%"} or before.value <= 0:
        return None
    difference = abs(after.value - before.value)
    growth = difference / before.value * HUNDRED
    if abs(difference - stated.value) > min(TOLERANCE, abs(growth - stated.value)):
        return None
    larger, smaller = sorted((before, after), key=lambda one: -one.value)
    better = shown(difference, 2) + "个百分点"
    return contradicted(
        stated, f"{larger.words}－{smaller.words}＝{better}", better, (before, after)
    )
