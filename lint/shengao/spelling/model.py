"""What the spelling model knows, read from one file: words, neighbours, look- and sound-alikes.

The file is made by ``benchmarks/spelling/train.py``. It is read whole but taken apart only where
a text asks for it: a draft needs few rows.
"""

import marshal
import struct
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, compress
from math import log1p
from pathlib import Path
from typing import Any

from shengao.segment.memo import Memo
from shengao.spelling.neighbours import Flags, Neighbours
from shengao.spelling.sieve import Sieve

FORMAT = 4
"""Grows with every change of what the file holds."""

LONGEST = 5
"""No word of the model has more characters."""

SAME_TONE, SAME_SOUND, SHAPE, NEAR_SOUND, PART, UNLIKE = range(6)
"""How a character may be taken for another, the likeliest first."""

SCALE = 12
"""Logarithms are whole numbers here, so many to one: the file is small and sums are exact."""

HELD_FAST = 68
"""A neighbour that makes a word of this frequency with what stands on its other side keeps it."""

UNHEARD = -8
"""The frequency as a word of a character that is never one by itself."""

_KEPT = 1 << 13
"""So much is kept of what is asked for by two characters: there is no end of them."""

_MAGIC = b"shengaoS"
_HEADER = struct.Struct("<8sII")  # magic, format, checksum of the rest
_UNITS = "utf-16-le"
_MODEL = Path(__file__).with_name("model.bin")

_NOWHERE = 0, 0, ""
"""The place of strings that there are none of: kept once."""

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
        self._places = Memo(self.place)

    def row(self, first: str) -> str:
        """What follows a character in all its strings, on end."""
        return self._between(*self._bounds(first))

    def number(self, string: str) -> int | None:
        """The number of a string; None if the table does not have it."""
        start, end, row = self._places[string[0]]
        tail, size = string[1:], self._size
        at = row.find(tail) if start < end else -1
        while at > 0 and at % size:
            at = row.find(tail, at + 1)
        return self._numbers[start + at // (size or 1)] if at >= 0 else None

    def number_at(self, place: int) -> int:
        """The number of the string at a place among all of the table."""
        return self._numbers[place]

    def place(self, first: str) -> tuple[int, int, str]:
        """From where to where a character's strings stand, and what follows it in them."""
        start, end = self._bounds(first)
        return (start, end, self._between(start, end)) if end else _NOWHERE

    def frequent(self, first: str, least: int) -> str:
        """The second characters of the strings of two that have this number or a greater one."""
        start, end = self._bounds(first)
        numbers = self._numbers[start:end]
        return "".join(compress(self._between(start, end), map(least.__le__, numbers)))

    def seconds(self, first: str) -> str:
        """The second characters of the strings that begin with a character, in their order."""
        return self.row(first)[:: self._size]

    def begun(self, two: str) -> Iterator[tuple[str, int]]:
        """The strings that begin with two characters: what follows them, with its number."""
        start, _, row = self._places[two[0]]
        size = self._size
        seconds = row[::size]
        at = seconds.find(two[1])
        if at >= 0:
            for one in range(at, seconds.rfind(two[1]) + 1):
                yield row[one * size + 1 : (one + 1) * size], self._numbers[start + one]

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
    and `before`, those that make frequent words of two with it; `held`, those that make so frequent
    a word with it that they are kept; `leading`, those before it in longer words; `alone`, its
    frequency as a word; `heads`, what follows it in words; `taken`, the characters for which it may
    stand. By two characters: `words`, the frequencies of the words that
    they begin, by the rest of the word; `sounding`, the frequent words that sound like them,
    whatever the tones, and share neither. What most places ask for stands as strings: sets of
    characters take thirty times the memory, and to look into a short string takes no longer.

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
        self.after = Memo(Table(tables["after"], 2).row)
        self.before = Memo(Table(tables["before"], 2).row)
        self.leading = Memo(Table(tables["leading"], 2).row)
        self._threes = Table(tables["threes"], 3)
        self._of_three = Memo(self._read_of_three)
        self._alone, *self._words = (
            Table(one, size) for size, one in enumerate(tables["words"], 1)
        )
        self._met = [Table(one, size) for size, one in enumerate(tables["met"], 1)]
        held = Table(tables["known"], 2)
        self.known: Memo[str, str] = Memo(lambda one: held.row(one) + self._met[1].row(one))
        self._heard = Sieve(tables["heard"])
        self._listed = Sieve(tables["listed"])
        self._cut = [Table(one, size) for size, one in enumerate(tables["cut"], 2)]
        self.alone = Memo(self._read_alone)
        self.heads: Memo[str, str] = Memo(
            lambda first: "".join(dict.fromkeys("".join(one.seconds(first) for one in self._words)))
        )
        self.words = Memo(self._read_words, _KEPT)
        self.held: Memo[str, str] = Memo(lambda one: self._words[0].frequent(one, HELD_FAST))
        self._neighbours = Neighbours(tables["neighbours"], self.known, self.held)
        (of_tone, by_tone), (of_sound, by_sound) = (
            (Table(of, 2), Table(by, 2)) for of, by in tables["sounds"]
        )
        self._of_tone, self._by_tone, self._by_sound = of_tone, by_tone, by_sound
        self._syllables = Memo(of_sound.row)
        self._near = Table(tables["near"], 2)
        self._shape, self._part = (Table(one, 2) for one in tables["looks"])
        self.taken = Memo(self._read_taken)
        self._likeness: Memo[str, int] = Memo(self._read_likeness, _KEPT)
        self._said = Memo(Table(tables["said"], 4).row)
        self.sounding = Memo(self._read_sounding, _KEPT)

    def flags(self, text: str) -> Flags:
        """Which characters are Chinese, and known or held by the next one."""
        return self._neighbours.flags(text)

    def met(self, characters: str) -> int:
        """How often the corpus has a character, or two on end."""
        return self._met[len(characters) - 1].number(characters) or 0

    def cut(self, word: str) -> int:
        """How often the corpus has a word as a word."""
        return self._cut[len(word) - 2].number(word) or 0

    def is_heard(self, two: str) -> bool:
        """Whether two characters were met at all, be it seldom."""
        return two[1] in self.known[two[0]] or two in self._heard

    def is_listed(self, two: str) -> bool:
        """Whether two characters are a word or name that is too rare to be among the words."""
        return two in self._listed

    def seen(self, three: str) -> int:
        """How often the corpus has three characters on end; 0 of those that it has but once."""
        place, seconds, thirds = self._of_three[three[0]]
        start = seconds.find(three[1])
        at = thirds.find(three[2], start, seconds.rfind(three[1]) + 1) if start >= 0 else -1
        return self._threes.number_at(place + at) if at >= 0 else 0

    def thirds(self, two: str) -> str:
        """What follows two characters in longer words."""
        _, seconds, thirds = self._of_three[two[0]]
        at = seconds.find(two[1])
        return thirds[at : seconds.rfind(two[1]) + 1] if at >= 0 else ""

    def between(self, first: str, third: str) -> Iterator[str]:
        """What stands between two characters in longer words."""
        _, seconds, thirds = self._of_three[first]
        at = thirds.find(third)
        while at >= 0:
            yield seconds[at]
            at = thirds.find(third, at + 1)

    def _read_of_three(self, first: str) -> tuple[int, str, str]:
        start, _, tails = self._threes.place(first)
        return start, tails[::2], tails[1::2]

    def _read_alone(self, character: str) -> int:
        number = self._alone.number(character)
        return UNHEARD if number is None else number

    def _read_words(self, two: str) -> dict[str, int]:
        return {rest: number for one in self._words for rest, number in one.begun(two)}

    def likeness(self, wrong: str, right: str) -> int:
        """In what two characters are most alike; `UNLIKE` if in nothing, or the same."""
        return self._likeness[wrong + right]

    def looks_like(self, wrong: str, right: str) -> bool:
        """Whether two characters look alike, however they sound."""
        return right in self._shape.row(wrong) or right in self._part.row(wrong)

    def _read_likeness(self, two: str) -> int:
        if two[0] == two[1]:
            return UNLIKE
        kinds = enumerate(self._alike(two[0]))
        return next((kind for kind, others in kinds if two[1] in others), UNLIKE)

    def _read_taken(self, character: str) -> str:
        alike = dict.fromkeys(chain.from_iterable(self._alike(character)))
        return "".join(alike).replace(character, "")

    def _alike(self, character: str) -> Iterator[str]:
        """Which characters are alike one, itself among them: in each of the five ways."""
        syllables = self._syllables[character]
        yield "".join(map(self._by_tone.row, self._of_tone.row(character)))
        yield "".join(map(self._by_sound.row, syllables))
        yield self._shape.row(character)
        yield "".join(map(self._by_sound.row, "".join(map(self._near.row, syllables))))
        yield self._part.row(character)

    def _read_sounding(self, two: str) -> tuple[str, ...]:
        found: list[str] = []
        for first in self._syllables[two[0]]:
            said = self._said[first]
            syllables = said[::3]
            for second in self._syllables[two[1]]:
                at = syllables.find(second)
                if at >= 0:
                    end = syllables.rfind(second) + 1
                    found += (said[3 * one + 1 : 3 * one + 3] for one in range(at, end))
        return tuple(word for word in found if word[0] != two[0] and word[1] != two[1])
