"""By which numbers alike drafts find each other in a database.

Two drafts that are alike as a whole share a band of their MinHash signatures; two that share a
passage share a winnowed 8-gram of it. Both are made of the text with names, places and figures
masked: drafts alike in their own words are alike in that one, too.

Sources: Broder 1997 (MinHash); Li, Owen, Zhang 2012 and Shrivastava, Li 2014 (one permutation,
densified by rotation); Schleimer, Wilkerson, Aiken 2003 (winnowing).
"""

import sys
from array import array
from collections import deque
from collections.abc import Iterator
from zlib import crc32

from shengao.overlap import CUT, PARAGRAPH, grams

BINS = 64
ROWS = 4
"""Bins of a signature, and how many of them make a band."""
GRAM = 8
WINDOW = 32
"""Of each so many 8-grams in a row the least is kept: what two texts share on `GRAM` + `WINDOW`
− 1 = 39 characters is found for certain."""

_FACTOR = 0x9E3779B1  # 2³² over the golden ratio: mixes what crc32 leaves linear
_LIMIT = 0xFFFFFFFF
_KIND = 32  # bits of a value; the kind of a mark stands above them
_EMPTY = _LIMIT + 1
_FAR = 0x85EBCA6B  # any odd number: sets a borrowed value apart from the bin's own
_SCRAP = 8  # 8-grams: shorter parts say too little


def marks(bare: str) -> list[int]:
    """The marks of a text in its masked form: ascending, each once, below 2³⁷."""
    return sorted({*winnowed(bare), *bands(signature(bare))})


def signature(bare: str) -> list[int]:
    """The least value in each bin of the values of all 3-grams; empty without a gram."""
    bins = [_EMPTY] * BINS
    for gram in grams(bare):
        value = _value(gram)
        place = value & (BINS - 1)
        if value < bins[place]:
            bins[place] = value
    if min(bins) == _EMPTY:
        return []
    filled = list(bins)
    for place in range(BINS):
        steps = 0
        while bins[(place + steps) % BINS] == _EMPTY:
            steps += 1
        if steps:
            filled[place] = (bins[(place + steps) % BINS] + steps * _FAR) & _LIMIT
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
        values = [_value(part[at : at + GRAM]) for at in range(len(part) - GRAM + 1)]
        if _SCRAP <= len(values) < WINDOW:
            yield min(values)
        least: deque[int] = deque()  # places of values that may yet be the least of a window
        last = -1
        for at, value in enumerate(values):
            while least and values[least[-1]] >= value:
                least.pop()
            least.append(at)
            if least[0] <= at - WINDOW:
                least.popleft()
            if at >= WINDOW - 1 and least[0] != last:
                last = least[0]
                yield values[last]


def _value(gram: str) -> int:
    return crc32(gram.encode("utf-16-le", "surrogatepass")) * _FACTOR & _LIMIT
