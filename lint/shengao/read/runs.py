"""Text objects of OFD: where each of their characters stands, and the lines that they make."""

import math
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from shengao.read.lines import Line, plain

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SAME_LINE = 0.4  # of the characters' height
_GAP = 0.8  # character widths: a space that a reader sees
_LATIN_GAP = 0.2
_TWICE = 0.3  # mm: bold made by printing twice

Matrix = tuple[float, float, float, float, float, float]
"""As in the standard: x becomes ``a*x + c*y + e``, y becomes ``b*x + d*y + f``."""
UNCHANGED: Matrix = (1, 0, 0, 1, 0, 0)


class Run(NamedTuple):
    """Characters on one baseline, in mm from the top left corner of the page."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


def placed(element: "Element", matrix: Matrix) -> Matrix:
    """From the places in an object to those of the page: its CTM, then its boundary."""
    left, top = numbers(element.get("Boundary", ""), 4)[:2]
    own = element.get("CTM")
    a, b, c, d, e, f = numbers(own, 6) if own else UNCHANGED
    e, f = e + left, f + top
    m = matrix
    return (
        a * m[0] + b * m[2], a * m[1] + b * m[3],
        c * m[0] + d * m[2], c * m[1] + d * m[3],
        e * m[0] + f * m[2] + m[4], e * m[1] + f * m[3] + m[5],
    )  # fmt: skip


def runs(element: "Element", matrix: Matrix) -> Iterator[Run]:
    """The characters of a text object, cut where they begin a new line."""
    a, b, c, d, e, f = matrix
    own = _number(element.get("Size", ""))
    size = (own * math.hypot(c, d)) or 1.0
    wide = own * math.hypot(a, b) * (_number(element.get("HScale", "")) or 1.0)
    x = y = 0.0
    for code in element.findall("TextCode"):
        x, y = _number(code.get("X", ""), x), _number(code.get("Y", ""), y)
        text = (code.text or "").strip("\r\n")
        across, down = _deltas(code.get("DeltaX", "")), _deltas(code.get("DeltaY", ""))
        at_x, at_y = x, y
        spots = []
        for index, character in enumerate(text):
            spots.append((character, a * at_x + c * at_y + e, b * at_x + d * at_y + f))
            at_x += across[index] if index < len(across) else (0.0 if down else own)
            at_y += down[index] if index < len(down) else 0.0
        rows = [
            list(row)
            for _, row in groupby(spots, key=lambda spot: round(spot[2] / (_SAME_LINE * size)))
        ]
        if len(rows) > 1 and len(rows) == len(spots):  # set vertically
            rows = [spots]
        for row in rows:
            words = "".join(spot[0] for spot in row)
            if words.strip():
                half = 0.5 if words[-1].isascii() else 1.0
                yield Run(plain(words), row[0][1], row[-1][1] + half * wide, row[0][2], size)


def lines(runs: list[Run]) -> Iterator[Line]:
    """Runs on one baseline as lines, from the top of the page to its foot."""
    line: list[Run] = []
    for run in sorted(runs, key=lambda run: (run.baseline, run.left)):
        if line and run.baseline - line[-1].baseline > _SAME_LINE * min(run.size, line[-1].size):
            yield _line(line)
            line = []
        line.append(run)
    if line:
        yield _line(line)


def _line(runs: list[Run]) -> Line:
    runs = sorted(runs, key=lambda run: run.left)
    text = ""
    before: Run | None = None
    for run in runs:
        if before is not None:
            if run.text == before.text and run.left - before.left < _TWICE:
                continue
            latin = text[-1:].isascii() and run.text[:1].isascii()
            if run.left - before.right > (_LATIN_GAP if latin else _GAP) * run.size:
                text += " "
        text += run.text
        before = run
    height = max(run.size for run in runs)
    start = len(text) - len(text.lstrip())
    return Line(
        text.strip(),
        runs[0].left + start * height,
        max(run.right for run in runs),
        runs[0].baseline,
        height,
    )


def numbers(words: str, count: int) -> tuple[float, ...]:
    """The first `count` numbers of an attribute; 0 for what is missing or none."""
    found = [_number(word) for word in words.split()[:count]]
    return (*found, *[0.0] * (count - len(found)))


def _number(word: str, otherwise: float = 0.0) -> float:
    try:
        value = float(word)
    except ValueError:
        return otherwise
    return value if math.isfinite(value) and abs(value) < 1e6 else otherwise


def _deltas(words: str) -> list[float]:
    """The steps of ``DeltaX``: numbers, and “g 3 5.2” for three of 5.2."""
    found: list[float] = []
    parts = iter(words.split())
    for word in parts:
        if word == "g":
            count = min(int(_number(next(parts, ""))), 100_000)
            found += [_number(next(parts, ""))] * count
        else:
            found.append(_number(word))
    return found
