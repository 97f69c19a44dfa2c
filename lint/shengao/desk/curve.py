"""How well a number predicts a decision: the area under the ROC curve, with its interval.

Source: DeLong, DeLong, Clarke-Pearson 1988, with the midranks of Sun, Xu 2014; the interval is
made on the logit, which keeps it within 0 and 1 (Pepe 2003, 5.2).
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

_Z = 1.959964  # of 95%
_TAIL = 0.025


class Area(NamedTuple):
    """The chance that one adopted has the greater number than one returned, ties counting half.

    `low` and `high` are the ends of its 95% interval.
    """

    value: float
    low: float
    high: float


def area(adopted: Sequence[float], returned: Sequence[float]) -> Area:
    """The area of two samples, neither empty.

    Where they do not overlap at all nothing varies, and the interval is that of so many successes
    out of as many trials (Clopper, Pearson 1934), by the smaller sample.
    """
    m, n = len(adopted), len(returned)
    both = _midranks([*adopted, *returned])
    above = [(one - own) / n for one, own in zip(both[:m], _midranks(adopted), strict=True)]
    below = [1 - (one - own) / m for one, own in zip(both[m:], _midranks(returned), strict=True)]
    value = math.fsum(above) / m
    if value in (0.0, 1.0):
        far = _TAIL ** (1 / min(m, n))
        return Area(value, far, 1.0) if value else Area(value, 0.0, 1 - far)
    error = math.sqrt(_variance(above) / m + _variance(below) / n)
    if not error:
        return Area(value, value, value)
    middle = math.log(value / (1 - value))
    reach = _Z * error / (value * (1 - value))
    return Area(value, _expit(middle - reach), _expit(middle + reach))


def _midranks(values: Sequence[float]) -> list[float]:
    """The ranks of values from 1, equals sharing the mean of theirs."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for at in range(start, end):
            ranks[order[at]] = (start + end + 1) / 2
        start = end
    return ranks


def _variance(values: Sequence[float]) -> float:
    if len(values) < 2:
        return 0.0
    mean = math.fsum(values) / len(values)
    return math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)


def _expit(value: float) -> float:
    return 1 / (1 + math.exp(-value)) if value > -700 else 0.0
