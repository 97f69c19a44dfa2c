"""Strings of one size in little memory, taken apart only where a text asks for them."""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import compress
from math import log1p

from shengao.segment.memo import Memo

SCALE = 12
"""Logarithms are whole numbers here, so many to one: the file is small and sums are exact."""

_UNITS = "utf-16-le"

_NOWHERE = 0, ""
"""The place of strings that there are none of: kept once."""

Packed = tuple[str, bytes, bytes, bytes]
"""A table: the first characters, how many strings begin with each, the rest of the strings (all
of one size) and their logarithms, where they have any."""


class Table:
    """Strings of one size by first character, some with a number."""

    def __init__(self, packed: Packed, size: int) -> None:
        self._heads, counts, self._tails, self._numbers = packed
        self._starts = array("I", counts)
        self._size = size - 1
        self._seconds = Memo(self._read_seconds)

    def row(self, first: str) -> str:
        """What follows a character in all its strings, on end."""
        return self._between(*self._bounds(first))

    def number(self, string: str) -> int | None:
        """The number of a string; None if the table does not have it."""
        tail, size = string[1:], self._size
        if not tail:
            start, end = self._bounds(string)
            return self._numbers[start] if start < end else None
        start, row = self._begun(string)
        at = row.find(tail)
        while at > 0 and at % size:
            at = row.find(tail, at + 1)
        return self._numbers[start + at // size] if at >= 0 else None

    def of_two(self, first: str, second: str) -> int | None:
        """The number of two characters, in a table of such; None if it does not have them."""
        start, row = self._seconds[first]
        at = row.find(second)
        return self._numbers[start + at] if at >= 0 else None

    def number_at(self, place: int) -> int:
        """The number of the string at a place among all of the table."""
        return self._numbers[place]

    def place(self, first: str) -> tuple[int, str]:
        """From where a character's strings stand, and what follows it in them."""
        start, end = self._bounds(first)
        return (start, self._between(start, end)) if end else _NOWHERE

    def frequent(self, first: str, least: int) -> str:
        """The second characters of the strings of two that have this number or a greater one."""
        start, end = self._bounds(first)
        numbers = self._numbers[start:end]
        return "".join(compress(self._between(start, end), map(least.__le__, numbers)))

    def seconds(self, first: str) -> str:
        """The second characters of the strings that begin with a character, in their order."""
        return self._seconds[first][1]

    def begun(self, two: str) -> Iterator[tuple[str, int]]:
        """The strings that begin with two characters: what follows them, with its number."""
        start, row = self._begun(two)
        size = self._size
        for at in range(0, len(row), size):
            # Many words end alike: what they end in is held once.
            yield sys.intern(row[at + 1 : at + size]), self._numbers[start + at // size]

    def _begun(self, string: str) -> tuple[int, str]:
        """From where the strings stand that begin with the first two characters, and their rest
        from the second on, on end."""
        start, seconds = self._seconds[string[0]]
        at = seconds.find(string[1])
        if at < 0:
            return _NOWHERE
        begin, end = start + at, start + seconds.rfind(string[1]) + 1
        return begin, self._between(begin, end)

    def _read_seconds(self, first: str) -> tuple[int, str]:
        start, row = self.place(first)
        return start, row[:: self._size]

    def _between(self, start: int, end: int) -> str:
        return self._tails[2 * start * self._size : 2 * end * self._size].decode(_UNITS)

    def _bounds(self, first: str) -> tuple[int, int]:
        at = bisect_left(self._heads, first)
        if at == len(self._heads) or self._heads[at] != first:
            return 0, 0
        return self._starts[at], self._starts[at + 1]


def table(strings: Iterable[str] | Mapping[str, int]) -> Packed:
    """Strings of one size, packed; their counts become logarithms of the count and one."""
    ordered = sorted(strings)
    heads: list[str] = []
    starts = array("I")
    for at, one in enumerate(ordered):
        if not heads or heads[-1] != one[0]:
            heads.append(one[0])
            starts.append(at)
    starts.append(len(ordered))
    numbers = b""
    if isinstance(strings, Mapping):
        numbers = bytes(min(255, round(log1p(strings[one]) * SCALE)) for one in ordered)
    tails = "".join(one[1:] for one in ordered).encode(_UNITS)
    return "".join(heads), starts.tobytes(), tails, numbers
