"""Sets of characters as whole numbers, so that what two of them share is found at once."""

from collections.abc import Iterable, Iterator


class Bits:
    """A bit for each character, numbered as they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._characters: list[str] = []

    def of(self, characters: Iterable[str]) -> int:
        """A set as a number."""
        numbers, places = self._numbers, []
        for one in characters:
            place = numbers.get(one)
            if place is None:
                place = numbers[one] = len(numbers)
                self._characters.append(one)
            places.append(place)
        bits = bytearray((max(places, default=0) >> 3) + 1)
        for place in places:
            bits[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(bits, "little")

    def characters(self, bits: int) -> Iterator[str]:
        """The characters of a set."""
        while bits:
            place = bits.bit_length() - 1
            yield self._characters[place]
            bits ^= 1 << place
