"""Set wordings (固定提法) with a wrong, missing, doubled or displaced character."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from shengao.document import Document
from shengao.finding import Match

_STOPS = frozenset("。！？；：!?;\n")
_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿0123456789")
"""二十届三中全会 and 二十届四中全会 are both right: another number is another thing."""
_PARTICLES = frozenset("的地和与同及以并")
"""Left out or exchanged for each other without making a formula another one."""
_MARGIN = 2
"""Before so many characters, and after as many, a missing one may be the end of another word:
构建产业体系 holds 建设产业体系 but for one character."""


class _Window(NamedTuple):
    """Characters around a place without loose marks, and where each stands in the text."""

    characters: str
    places: tuple[int, ...]


class _Path(NamedTuple):
    """How a wording follows a formula: where it ends, and the places of its differences."""

    end: int
    differences: tuple[tuple[int, int], ...]


def run(
    compiled: dict[str, Any], document: Document, hits: Sequence[tuple[int, int]]
) -> Iterator[Match]:
    """The characters at which a wording leaves its formula."""
    text, formulas, gates = document.text, compiled["formulas"], compiled["gates"]
    seen: set[tuple[int, int]] = set()
    for start, end in hits:
        literal = text[start:end]
        for index, offset in gates[literal]:
            word, bare, budget = formulas[index]
            found = _differing(text, start, bare, offset, len(literal), budget, compiled)
            if found is None:
                continue
            first, last, differences = found
            for one in differences:
                if one not in seen:
                    seen.add(one)
                    yield Match(*one, {"found": text[first:last], "formula": word})


def _differing(
    text: str,
    start: int,
    bare: str,
    offset: int,
    length: int,
    budget: int,
    compiled: dict[str, Any],
) -> tuple[int, int, list[tuple[int, int]]] | None:
    """The wording around a whole part of a formula and its differences, if it has few."""
    loose, edge = compiled["loose"], start + length - 1
    reach = 2 * (len(bare) + budget)
    behind = bare[max(0, offset - budget - 1) : offset]
    ahead = bare[offset + length : offset + length + budget + 1]
    if _lacks(text[edge + 1 : edge + 1 + reach], ahead, budget) or _lacks(
        text[max(0, start - reach) : start], behind, budget
    ):
        return None
    wanted = bare[offset + length - 1 :]
    after = _after(text, edge, len(wanted) + budget, loose)
    right = _follow(wanted, after.characters, 0, 0, budget)
    if right is None:
        return None
    wanted = bare[offset::-1]
    before = _before(text, start + 1, len(wanted) + budget, loose)
    left = _follow(wanted, before.characters, 0, 0, budget - len(right.differences))
    if left is None or not (left.differences or right.differences):
        return None
    first, last = before.places[left.end - 1], after.places[right.end - 1] + 1
    spans = [(after.places[a], after.places[b] + 1) for a, b in right.differences]
    spans += [(before.places[b], before.places[a] + 1) for a, b in left.differences]
    spans.sort()
    if any(one[1] >= other[0] for one, other in pairwise(spans)):
        return None  # side by side they make another word
    if any(_known(text, span, compiled) for span in spans):
        return None
    return first, last, spans


def _lacks(text: str, wanted: str, budget: int) -> bool:
    """Whether a text lacks more of the characters than may be missing, seen at a glance."""
    return len(wanted) > budget and not any(map(text.__contains__, wanted))


def _follow(wanted: str, given: str, i: int, j: int, budget: int) -> _Path | None:
    """The path with the fewest differences along which `given` follows `wanted` to its end.

    The last character must be the formula's own: a wording that ends otherwise is another one.
    """
    while i < len(wanted) and j < len(given) and wanted[i] == given[j]:
        i, j = i + 1, j + 1
    if i == len(wanted):
        return _Path(j, ())
    if not budget or j >= len(given) or (i == len(wanted) - 1 and given[j] != given[j - 1]):
        return None
    best: _Path | None = None
    for i_step, j_step, span in _steps(wanted, given, i, j):
        rest = _follow(wanted, given, i + i_step, j + j_step, budget - 1)
        if rest and (best is None or len(rest.differences) + 1 < len(best.differences)):
            best = _Path(rest.end, (span, *rest.differences))
    return best


def _steps(wanted: str, given: str, i: int, j: int) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """The differences that may stand here: characters passed on both sides, and their place."""
    if given[j] == given[j - 1]:
        yield 0, 1, (j - 1, j)  # doubled
    if i + 1 >= len(wanted):
        return
    if wanted[i : i + 2] == given[j : j + 2][::-1]:
        yield 2, 2, (j, j + 1)  # displaced
    both = {wanted[i], given[j]}
    if not (both <= _NUMERALS or both <= _PARTICLES):
        yield 1, 1, (j, j)  # wrong
    if wanted[i] not in _PARTICLES and len(wanted) - i > _MARGIN:
        yield 1, 0, (j - 1, j)  # missing


def _known(text: str, span: tuple[int, int], compiled: dict[str, Any]) -> bool:
    """Whether another formula stands over a difference as it should."""
    longest = max(map(len, compiled["known"]))
    before = _before(text, span[0], longest, compiled["loose"])
    after = _after(text, span[0], longest + span[1] - span[0], compiled["loose"])
    around = before.characters[::-1] + after.characters
    first = len(before.characters)
    last = first + sum(place < span[1] for place in after.places)
    return any(
        around.find(one, max(0, last - len(one)), first + len(one)) >= 0
        for one in compiled["known"]
    )


def _after(text: str, start: int, most: int, loose: str) -> _Window:
    return _window(text, range(start, min(len(text), start + 2 * most)), most, loose)


def _before(text: str, start: int, most: int, loose: str) -> _Window:
    return _window(text, range(start - 1, max(0, start - 2 * most) - 1, -1), most, loose)


def _window(text: str, places: range, most: int, loose: str) -> _Window:
    found: list[int] = []
    for place in places:
        if text[place] in _STOPS or len(found) == most:
            break
        if text[place] not in loose:
            found.append(place)
    return _Window("".join(text[place] for place in found), tuple(found))
