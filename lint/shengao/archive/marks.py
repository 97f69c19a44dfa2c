"""By which numbers alike drafts find each other in a database.

Two drafts that are alike as a whole share a band of their MinHash signatures; two that share a
passage share a winnowed 8-gram of it. Both are made of the text with names, places and figures
masked: drafts alike in their own words are alike in that one, too.

Sources: Broder 1997 (MinHash); Li, Owen, Zhang 2012 and Shrivastava, Li 2014 (one permutation,
densified by rotation); Schleimer, Wilkerson, Aiken 2003 (winnowing).
"""

import sys
from array import array
from collections.abc import Iterator
from zlib import crc32

from shengao.overlap import CUT, PARAGRAPH

BINS = 64
ROWS = 4
"""Bins of a signature, and how many of them make a band."""
GRAM = 8
WINDOW = 32
"""Of each so many 8-grams in a row the least is kept: what two texts share on `GRAM` + `WINDOW`
− 1 = 39 characters is found for certain."""

_FACTOR = 0x9E3779B1  # 2³² over the golden ratio: mixes what crc32 leaves linear
_LIMIT = 0xFFFFFFFF
_NONE = _LIMIT + 1
_SHINGLE = 3
_KIND = 32  # bits of a value; the kind of a mark stands above them
_FAR = 0x85EBCA6B  # any odd number: sets a borrowed value apart from the bin's own
_SCRAP = 8  # 8-grams: shorter parts say too little


def marks(bare: str) -> list[int]:
    """The marks of a text in its masked form: ascending, each once, below 2³⁷."""
    return sorted({*winnowed(bare), *bands(signature(bare))})


def signature(bare: str) -> list[int]:
    """The least value in each bin of the values of all 3-grams; empty without a gram."""
    bins = [_NONE] * BINS
    for part in bare.replace(CUT, PARAGRAPH).split(PARAGRAPH):
        for value in _values(part, _SHINGLE):
            place = value & (BINS - 1)
            if value < bins[place]:
                bins[place] = value
    if min(bins) == _NONE:
        return []
    filled: list[int] = []
    for place in range(BINS):
        steps = 0
        while bins[(place + steps) % BINS] == _NONE:
            steps += 1
        filled.append((bins[(place + steps) % BINS] + steps * _FAR) & _LIMIT)
    return filled


def bands(values: list[int]) -> Iterator[int]:
    """A mark for each band of a signature."""
    for band, start in enumerate(range(0, len(values), ROWS), 1):
        data = array("Q", values[start : start + ROWS])
        if sys.byteorder == "big":
            data.byteswap()
        yield band << _KIND | crc32(data.tobytes())


def winnowed(bare: str) -> Iterator[int]:
    """The least value of each window of 8-grams, within paragraphs and between cuts.

    What is shorter than a window gives its least, too, but for scraps.
    """
    for part in bare.replace(CUT, PARAGRAPH).split(PARAGRAPH):
        values = _values(part, GRAM)
        if _SCRAP <= len(values) < WINDOW:
            yield min(values)
        least = -1
        for start in range(len(values) - WINDOW + 1):
            end = start + WINDOW
            if least < start:  # the last one of equals, so that it holds for long
                lowest = min(values[start:end])
                least = end - 1 - values[end - 1 : start - 1 if start else None : -1].index(lowest)
            elif values[end - 1] <= values[least]:
                least = end - 1
            else:
                continue
            yield values[least]


def _values(part: str, size: int) -> list[int]:
    """A number for each run of `size` characters, those beyond U+FFFF counting as two."""
    data = part.encode("utf-16-le", "surrogatepass")
    size *= 2
    return [
        crc32(data[at : at + size]) * _FACTOR & _LIMIT for at in range(0, len(data) - size + 1, 2)
    ]
