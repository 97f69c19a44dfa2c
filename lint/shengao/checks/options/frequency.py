"""How often strings stand in Chinese texts, as far as the words of jieba's dictionary tell."""

from collections.abc import Collection
from functools import cache
from itertools import pairwise
from math import fsum
from operator import add

from shengao.segment import installed

_UNKNOWN = 2e-2
"""Share of a text that a character may be of which jieba's words know nothing: a mark, a digit."""


def expected(strings: Collection[str]) -> float:
    """How often one of the strings stands in a million characters, as far as jieba knows."""
    return fsum(map(_expected, strings))  # whatever order the set has


@cache
def _expected(string: str) -> float:
    singles, pairs = _shares()
    shares = [singles.get(character, _UNKNOWN) for character in string]
    if len(string) == 1:
        return 1e6 * shares[0]
    together = (pairs.get(pair, 0) for pair in map(add, string, string[1:]))
    return 1 + 1e6 * min(p + a * b for p, (a, b) in zip(together, pairwise(shares), strict=True))


@cache
def _shares() -> tuple[dict[str, float], dict[str, float]]:
    """What part of a text characters and pairs of them are, by the words of jieba's dictionary."""
    singles: dict[str, float] = {}
    pairs: dict[str, float] = {}
    for line in (installed.jieba_folder() / "dict.txt").read_text("utf-8").splitlines():
        word, count, _ = line.split(" ")
        number = int(count)
        for character in word:
            singles[character] = singles.get(character, 0) + number
        for pair in map(add, word, word[1:]):
            pairs[pair] = pairs.get(pair, 0) + number
    total = sum(singles.values())
    return (
        {character: number / total for character, number in singles.items()},
        {pair: number / total for pair, number in pairs.items()},
    )
