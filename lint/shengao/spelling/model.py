"""What the spelling model knows, read from one file: words, neighbours, look- and sound-alikes.

The file is made by ``benchmarks/spelling/train.py``. It is read whole but taken apart only where
a text asks for it: a draft needs few rows.
"""

import marshal
import struct
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from math import log1p
from operator import add
from pathlib import Path
from typing import Any

from shengao.segment.memo import Memo

FORMAT = 1
"""Grows with every change of what the file holds."""

LONGEST = 5
"""No word of the model has more characters."""

SAME_TONE, SAME_SOUND, SHAPE, NEAR_SOUND, PART = range(5)
"""How a character may be taken for another, the likeliest first."""

SCALE = 12
"""Logarithms are whole numbers here, so many to one: the file is small and sums are exact."""

_MAGIC = b"shengaoS"
_HEADER = struct.Struct("<8sII")  # magic, format, checksum of the rest
_UNITS = "utf-16-le"
_MODEL = Path(__file__).with_name("model.bin")

Packed = tuple[str, bytes, bytes, bytes]
"""A table: the first characters, how many strings begin with each, the rest of the strings (all
of one size) and their logarithms, where they have any."""


class ModelError(ValueError):
    """The file of the model is not there, not whole, or of another format."""


class Table:
    """Strings of one size by first character, some with a number."""

    def __init__(self, packed: Packed, size: int) -> None:
        self._heads, counts, self._tails, self._numbers = packed
        self._starts = array("I", counts)
        self._size = size - 1

    def row(self, first: str) -> str:
        """What follows a character in all its strings, on end."""
        start, end = self._bounds(first)
        return self._tails[2 * start * self._size : 2 * end * self._size].decode(_UNITS)

    def numbers(self, first: str) -> dict[str, int]:
        """The strings that begin with a character, by what follows it, with their numbers."""
        row, size = self.row(first), self._size
        start, end = self._bounds(first)
        tails: Iterable[str] = row[::size] if size else ("",) * (end - start)
        for at in range(1, size):
            tails = map(add, tails, row[at::size])
        return dict(zip(tails, self._numbers[start:end], strict=True))

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


def pack(tables: Mapping[str, Any]) -> bytes:
    """The file of a model with these tables: see `Model`."""
    body = marshal.dumps(dict(tables), 2)  # this version notes no repeated objects: it repeats
    return _HEADER.pack(_MAGIC, FORMAT, zlib.crc32(body)) + body


@cache
def shipped() -> "Model":
    """The model that comes with the program. Raises `ModelError`."""
    try:
        return Model(_MODEL.read_bytes())
    except OSError as error:
        raise ModelError(f"读不到错字模型 {_MODEL}：{error}") from error


def checksum() -> int:
    """That of the shipped model, so that what it found is not taken for what another would."""
    return zlib.crc32(_MODEL.read_bytes())


class Model:
    """The tables of a model, each row read on first need. All numbers are logarithms of a count
    and one, in parts of `SCALE`.

    Rows by a character: `known`, the characters with which it is often met on its right; `after`
    and `before`, those that make frequent words of two with it; `leading`, those before it in
    longer words, with more to follow; `thirds`, in longer words, what follows it and the next, by
    that next; `words`, the frequencies of the words that it begins, by the rest of the word;
    `alike`, the characters for which it may stand, and in what they are alike; `taken`, these
    alone. By two characters: `sounding`, the frequent words that sound like them, whatever the
    tones, and share neither.

    `weights` are those of the features of `shengao.spelling.suspicion`, for one wrong character
    and for two; `total` is all words.
    """

    def __init__(self, content: bytes) -> None:
        if len(content) < _HEADER.size or content[:8] != _MAGIC:
            raise ModelError("错字模型不是本程序的文件")
        _, version, checksum = _HEADER.unpack_from(content)
        if version != FORMAT:
            raise ModelError(f"错字模型是第 {version} 版，本程序要第 {FORMAT} 版")
        body = memoryview(content)[_HEADER.size :]
        if zlib.crc32(body) != checksum:
            raise ModelError("错字模型已损坏，请重新安装本程序")
        tables: dict[str, Any] = marshal.loads(body)
        self.weights: tuple[tuple[float, ...], ...] = tables["weights"]
        self.total: int = tables["total"]
        self.known = Memo(Table(tables["known"], 2).row)
        self.after = _sets(tables["after"])
        self.before = _sets(tables["before"])
        self.leading = _sets(tables["leading"])
        self._threes = Table(tables["threes"], 3)
        self.thirds = Memo(self._read_thirds)
        words = [Table(one, size) for size, one in enumerate(tables["words"], 1)]
        met = [Table(one, size) for size, one in enumerate(tables["met"], 1)]
        cut = [Table(one, size) for size, one in enumerate(tables["cut"], 2)]
        self.words = _united(words)
        self._met = _united(met)
        self._cut = _united(cut)
        (of_tone, by_tone), (of_sound, by_sound) = (
            (Table(of, 2), Table(by, 2)) for of, by in tables["sounds"]
        )
        self._of_tone, self._by_tone, self._by_sound = of_tone, by_tone, by_sound
        self._syllables = Memo(of_sound.row)
        self._near = Table(tables["near"], 2)
        self._shape, self._part = (Table(one, 2) for one in tables["looks"])
        self.alike = Memo(self._read_alike)
        self.taken: Memo[str, frozenset[str]] = Memo(lambda one: frozenset(self.alike[one]))
        self._said = Table(tables["said"], 4)
        self._said_by = Memo(self._read_said)
        self.sounding = Memo(self._read_sounding)

    def met(self, characters: str) -> int:
        """How often the corpus has a character, or two on end."""
        return self._met[characters[0]].get(characters[1:], 0)

    def cut(self, word: str) -> int:
        """How often the corpus has a word as a word."""
        return self._cut[word[0]].get(word[1:], 0)

    def _read_thirds(self, first: str) -> dict[str, str]:
        tails = self._threes.row(first)
        pairs = map(add, tails[::2], tails[1::2])
        return {
            second: "".join(pair[1] for pair in group)
            for second, group in groupby(pairs, lambda pair: pair[0])
        }

    def _read_alike(self, character: str) -> dict[str, int]:
        syllables = self._syllables[character]
        near = "".join(map(self._near.row, syllables))
        found = {
            **dict.fromkeys(self._part.row(character), PART),
            **dict.fromkeys("".join(map(self._by_sound.row, near)), NEAR_SOUND),
            **dict.fromkeys(self._shape.row(character), SHAPE),
            **dict.fromkeys("".join(map(self._by_sound.row, syllables)), SAME_SOUND),
            **dict.fromkeys(
                "".join(map(self._by_tone.row, self._of_tone.row(character))), SAME_TONE
            ),
        }
        found.pop(character, None)
        return found

    def _read_said(self, first: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        tails = self._said.row(first)
        for at in range(0, len(tails), 3):
            found.setdefault(tails[at], []).append(tails[at + 1 : at + 3])
        return found

    def _read_sounding(self, two: str) -> tuple[str, ...]:
        return tuple(
            word
            for first in self._syllables[two[0]]
            for second in self._syllables[two[1]]
            for word in self._said_by[first].get(second, ())
            if word[0] != two[0] and word[1] != two[1]
        )


def _sets(packed: Packed) -> Memo[str, frozenset[str]]:
    pairs = Table(packed, 2)
    return Memo(lambda character: frozenset(pairs.row(character)))


def _united(tables: list[Table]) -> Memo[str, dict[str, int]]:
    """The rows of tables of several sizes, as one."""

    def read(first: str) -> dict[str, int]:
        row: dict[str, int] = {}
        for one in tables:
            row |= one.numbers(first)
        return row

    return Memo(read)
