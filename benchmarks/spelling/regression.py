"""Logistic regression by Newton's method, small enough to need no library."""

from collections.abc import Sequence
from math import exp

_STEPS = 12
_RIDGE = 0.1
"""Keeps weights small that few examples tell of."""


def fit(examples: Sequence[tuple[tuple[float, ...], bool]]) -> tuple[float, ...]:
    """The weights with which features tell what is true best, to four decimals."""
    size = len(examples[0][0])
    weights = [0.0] * size
    for _ in range(_STEPS):
        slope = [-_RIDGE * weight for weight in weights]
        bend = [[_RIDGE * (row == column) for column in range(size)] for row in range(size)]
        for values, label in examples:
            score = sum(map(float.__mul__, weights, values))
            chance = 1 / (1 + exp(-max(-30.0, min(30.0, score))))
            error, spread = label - chance, chance * (1 - chance)
            if abs(error) < 1e-6:
                continue
            told = [(at, value) for at, value in enumerate(values) if value]
            for row, value in told:
                slope[row] += error * value
                line, weight = bend[row], spread * value
                for column, other in told:
                    line[column] += weight * other
        for at, change in enumerate(_solved(bend, slope)):
            weights[at] += change
    return tuple(round(weight, 4) for weight in weights)


def _solved(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """The solution of a system of equations, by elimination with pivots."""
    rows = [[*line, value] for line, value in zip(matrix, vector, strict=True)]
    size = len(rows)
    for at in range(size):
        best = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        for row in range(size):
            if row != at and rows[row][at]:
                share = rows[row][at] / rows[at][at]
                rows[row] = [a - share * b for a, b in zip(rows[row], rows[at], strict=True)]
    return [line[size] / line[at] for at, line in enumerate(rows)]
