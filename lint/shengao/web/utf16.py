"""Offsets as browsers count them: UTF-16 units, of which a rare character takes two."""

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Units:
    """Turns offsets of code points in a text into offsets of UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._astral = [found.start() for found in _ASTRAL.finditer(text)]

    def of(self, offset: int) -> int:
        """The number of units before a code point."""
        return offset + bisect_left(self._astral, offset)
