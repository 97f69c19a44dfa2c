"""A set of strings in little memory, that now and then takes one for its own that is not."""

import zlib
from collections.abc import Collection

_TURNS = 5
"""So many bits stand for each string: the fewest mistakes at nine bits a string are near this."""


class Sieve:
    """A set of strings that takes about a byte for each, for the price of holding one in a hundred
    that was never put in (a Bloom filter)."""

    def __init__(self, bits: bytes) -> None:
        self._bits = bits

    def __contains__(self, string: str) -> bool:
        return all(self._bits[at >> 3] >> (at & 7) & 1 for at in _marks(string, len(self._bits)))


def sieve(strings: Collection[str]) -> bytes:
    """The bits of a `Sieve` with these strings."""
    bits = bytearray(len(strings) * 9 // 8)
    for string in strings:
        for at in _marks(string, len(bits)):
            bits[at >> 3] |= 1 << (at & 7)
    return bytes(bits)


def _marks(string: str, size: int) -> list[int]:
    """Which bits of so many bytes stand for a string."""
    content = string.encode("utf-16-le")
    first, step = zlib.crc32(content), zlib.crc32(content, 1) | 1
    return [(first + step * turn) % (8 * size) for turn in range(_TURNS)]
