"""Which characters of a text are met with their neighbours, found for all of it at once.

To look at each two characters by themselves is what a clean text pays. So the commonest neighbours
stand in a table of slots, each at the slot that is reckoned from the two; the slots of a whole text
are reckoned in a few operations on long numbers, and what stands in them is compared in a few more.
Only what is not there (rare neighbours, or none) is looked up in the rows of the model.
"""

import re
from array import array
from collections.abc import Container, Iterator, Mapping
from operator import itemgetter

from shengao.segment.memo import Memo

_SLOTS = 1 << 17
_SPREAD = 0x2F1B
"""The slot of two characters is the first times this and the second. It is odd, so that the slot
and the first make out the second; and so small that no product is of more than four bytes."""

_HELD = 1 << 15
"""This bit of the first character is turned where the second holds it fast."""

_EMPTY = 0x3000
"""Stands in slots without neighbours: a blank, with the bit turned or not no Chinese character."""

_BEYOND = "[^\0-\uffff]"
"""Compiled for the first text that needs it: that takes as long as to check one."""

_FIRST, _BEHIND = 0x4E00, 0x9FA6
"""The first Chinese character and the first behind them."""

Flags = tuple[int, int, int]
"""Numbers of a byte for each character, 1 or 0: whether it is Chinese, whether it is hardly ever
met with the next one, and whether that holds it fast."""


class Neighbours:
    """The table, with the rows of characters by their first that say what is not in it."""

    def __init__(self, slots: bytes, known: Memo[str, str], held: Memo[str, str]) -> None:
        self._slots = array("H", slots)
        self._known, self._held = known, held

    def flags(self, text: str) -> Flags:
        """See `Flags`; as `flags_by_row` has them."""
        size = len(text)
        if len(text.encode("utf-16-le", "surrogatepass")) > 2 * size:
            text = re.sub(_BEYOND, "\n", text)
        codes, ones = number(text.encode("utf-32-le", "surrogatepass")), number(b"\1\0\0\0" * size)
        han = _han(codes, ones, size)
        both = han & han >> 8
        slots = codes * _SPREAD + (codes >> 32) & ones * (_SLOTS - 1)
        held_by = itemgetter(*array("I", slots.to_bytes(4 * size, "little")))
        found = number(array("I", held_by(self._slots)).tobytes()) ^ codes
        # What is not nought but for the bit of those held carries into it.
        others = ones * (_HELD - 1)
        other = (found & others) + others >> 15 & ones
        held = found >> 15 & (ones ^ other)
        unmet = _narrow(other, size) & both
        unmet, more = self._looked_up(text, unmet)
        return han, unmet | number(b"\1" * size) ^ both, _narrow(held, size) & both | more

    def _looked_up(self, text: str, flags: int) -> tuple[int, int]:
        """Which of these are unmet indeed, and which are held."""
        known, held = self._known, self._held
        unmet = bytearray(flags.to_bytes(len(text), "little"))
        fast = bytearray(len(text))
        for at in places(flags, len(text)):
            first, second = text[at], text[at + 1]
            if second in known[first]:
                unmet[at] = 0
            if second in held[first]:
                fast[at] = 1
        return number(unmet), number(fast)


def flags_by_row(text: str, known: Mapping[str, str], held: Mapping[str, str]) -> Flags:
    """The flags of a text, as the rows of its characters have them, one by one."""
    pairs = [text[at : at + 2] for at in range(len(text))]
    codes, ones = number(text.encode("utf-32-le", "surrogatepass")), number(b"\1\0\0\0" * len(text))
    return (
        _han(codes, ones, len(text)),
        number(bytes(pair[1:] not in known[pair[0]] or len(pair) < 2 for pair in pairs)),
        number(bytes(pair[1:] in held[pair[0]] and len(pair) > 1 for pair in pairs)),
    )


def slots(known: Mapping[str, int], held: Container[str]) -> bytes:
    """The table for a `Neighbours`: of those that have one slot the one with the greatest number,
    of known neighbours only."""
    made = array("H", [_EMPTY]) * _SLOTS
    for pair in sorted(known, key=lambda one: (known[one], one)):
        first, second = map(ord, pair)
        slot = (first * _SPREAD + second) % _SLOTS
        made[slot] = first ^ _HELD if pair in held else first
    return made.tobytes()


def number(flags: bytes | bytearray) -> int:
    """Flags as one number, with which all are reckoned at once; a shift by 8 is one by a place."""
    return int.from_bytes(flags, "little")


def places(flags: int, size: int) -> Iterator[int]:
    """Which of so many flags are set."""
    content = flags.to_bytes(size, "little")
    at = content.find(1)
    while at >= 0:
        yield at
        at = content.find(1, at + 1)


def _narrow(flags: int, size: int) -> int:
    """Flags of four bytes each as flags of one."""
    return number(flags.to_bytes(4 * size, "little")[::4])


def _han(codes: int, ones: int, size: int) -> int:
    """Which of so many characters of four bytes are Chinese."""
    # The highest bit of the four bytes is set from the first on, and no longer behind the last.
    within = codes + ones * (2**31 - _FIRST) ^ codes + ones * (2**31 - _BEHIND)
    return _narrow(within >> 31 & ones, size)
