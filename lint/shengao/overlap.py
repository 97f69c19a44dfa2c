"""What two strings of characters share: 3-grams, and stretches that stand in both.

A string here is what counts of a text: marks left out, a `CUT` where something does not count,
a `PARAGRAPH` between paragraphs. Nothing that is shared goes across either.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

PARAGRAPH = "\n"
CUT = "\x00"

_GRAM = 3
_SEED = 6
"""Characters of the shortest stretch: below, chance and grammar make most of what is shared."""
_PLACES = 16  # of one seed in the other string that are tried
_GAP = 8  # characters of either string that two stretches of one passage may be apart


class Stretch(NamedTuple):
    """``one[start:start + size]`` is ``other[there:there + size]``."""

    start: int
    there: int
    size: int


def grams(characters: str, size: int = _GRAM) -> frozenset[str]:
    """The different runs of `size` characters that cross no cut."""
    return frozenset(
        gram
        for part in characters.replace(CUT, PARAGRAPH).split(PARAGRAPH)
        for gram in map("".join, zip(*(part[at:] for at in range(size)), strict=False))
    )


def share(own: frozenset[str], other: frozenset[str]) -> float:
    """How many of one's own grams the other has, 0 to 1; 0 without any."""
    return len(own & other) / len(own) if own else 0.0


def seeds(characters: str) -> dict[str, list[int]]:
    """Where each run of six characters stands, for `stretches`."""
    found: dict[str, list[int]] = {}
    for at, gram in _runs(characters):
        found.setdefault(gram, []).append(at)
    return found


def stretches(one: str, other: str, known: dict[str, list[int]] | None = None) -> list[Stretch]:
    """The stretches of `one` that stand in `other`, in order, without overlaps.

    From left to right the longest that begins at a character is taken, where several are equally
    long that which goes on from the one before. `known` are the `seeds` of `other`, if there.
    """
    places = seeds(other) if known is None else known
    found: list[Stretch] = []
    end = 0
    for at, gram in _runs(one):
        if at < end or gram not in places:
            continue
        best = max(
            (Stretch(at, there, _length(one, other, at, there)) for there in _tried(places, gram)),
            key=lambda each: (each.size, found != [] and _follows(one, other, found[-1], each)),
        )
        found.append(best)
        end = at + best.size
    return found


def joined(one: str, other: str, found: Sequence[Stretch]) -> list[tuple[Stretch, ...]]:
    """Stretches that follow each other in both strings with little between, as passages."""
    passages: list[list[Stretch]] = []
    for each in found:
        if passages and _follows(one, other, passages[-1][-1], each):
            passages[-1].append(each)
        else:
            passages.append([each])
    return [tuple(passage) for passage in passages]


def _runs(characters: str) -> Iterator[tuple[int, str]]:
    """The places of runs of `_SEED` characters that cross no cut."""
    fresh = 0
    for at in range(len(characters) - _SEED + 1):
        last = characters[at + _SEED - 1]
        if at == 0:
            fresh = max(characters.rfind(CUT, 0, _SEED), characters.rfind(PARAGRAPH, 0, _SEED)) + 1
        elif last in (CUT, PARAGRAPH):
            fresh = at + _SEED
        if at >= fresh:
            yield at, characters[at : at + _SEED]


def _tried(places: dict[str, list[int]], gram: str) -> Sequence[int]:
    return places[gram][:_PLACES]


def _length(one: str, other: str, at: int, there: int) -> int:
    """How far the two go on alike."""
    size = _SEED
    most = min(len(one) - at, len(other) - there)
    while size < most and (character := one[at + size]) == other[there + size]:
        if character in (CUT, PARAGRAPH):
            break
        size += 1
    return size


def _follows(one: str, other: str, before: Stretch, after: Stretch) -> bool:
    here = before.start + before.size, after.start
    there = before.there + before.size, after.there
    return (
        0 <= here[1] - here[0] <= _GAP
        and 0 <= there[1] - there[0] <= _GAP
        and PARAGRAPH not in one[slice(*here)]
        and PARAGRAPH not in other[slice(*there)]
    )
