"""What the spelling model knows, read from one file: words, neighbours, look- and sound-alikes.

The file is made by ``benchmarks/spelling/train.py``. It is read whole but taken apart only where
a text asks for it: a draft needs few rows.
"""

import marshal
import mmap
import struct
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from shengao.segment.memo import Memo
from shengao.spelling.bits import Bits
from shengao.spelling.neighbours import Flags, Neighbours
from shengao.spelling.sieve import Sieve
from shengao.spelling.table import Table

FORMAT = 4
"""Grows with every change of what the file holds."""

LONGEST = 5
"""No word of the model has more characters."""

SAME_TONE, SAME_SOUND, SHAPE, NEAR_SOUND, PART, UNLIKE = range(6)
"""How a character may be taken for another, the likeliest first."""

HELD_FAST = 68
"""A neighbour that makes a word of this frequency with what stands on its other side keeps it."""

UNHEARD = -8
"""The frequency as a word of a character that is never one by itself."""

_KEPT = 1 << 12
"""So much is kept of what is asked for by two characters: there is no end of them."""

_SETS = 1 << 10
"""And so many sets of characters, of some hundred bytes each."""

_MAGIC = b"shengaoS"
_HEADER = struct.Struct("<8sII")  # magic, format, checksum of the rest
_MODEL = Path(__file__).with_name("model.bin")


class ModelError(ValueError):
    """The file of the model is not there, not whole, or of another format."""


def pack(tables: Mapping[str, Any]) -> bytes:
    """The file of a model with these tables: see `Model`."""
    body = marshal.dumps(dict(tables), 2)  # this version notes no repeated objects: it repeats
    return _HEADER.pack(_MAGIC, FORMAT, zlib.crc32(body)) + body


@cache
def shipped() -> "Model":
    """The model that comes with the program. Raises `ModelError`."""
    try:
        with _MODEL.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:  # an empty file cannot be mapped
        raise ModelError(f"读不到错字模型 {_MODEL}：{error}") from error
    return Model(content)


def checksum() -> int:
    """That of the shipped model, so that what it found is not taken for what another would."""
    return zlib.crc32(_MODEL.read_bytes())


class Model:
    """The tables of a model, each row read on first need. All numbers are logarithms of a count
    and one, in parts of `SCALE`.

    Rows by a character: `known`, the characters with which it is often met on its right; `held`,
    those that make so frequent a word with it that they are kept; `leading`, those before it in
    longer words; `heads`, what follows it in words; `taken`, the characters for which it may stand.
    Numbers by a character: `alone`, its frequency as a word; `met_alone`, that in the corpus. Sets,
    as numbers: `after` and `before`, those that make frequent words of two with it; `led` and
    `alike`, the same as `leading` and `taken`.
    By two characters: `words`, the frequencies of the words that they begin, by the rest of the
    word; `sounding`, the frequent words that sound like them, whatever the tones, and share
    neither. What most places ask for stands as strings or numbers: sets of characters take thirty
    times the memory, and to look into a short string takes no longer.

    `weights` are those of the features of `shengao.spelling.suspicion`, for one wrong character
    and for two; `total` is all words.
    """

    def __init__(self, content: bytes | mmap.mmap) -> None:
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
        after, before = Table(tables["after"], 2), Table(tables["before"], 2)
        leading = Table(tables["leading"], 2)
        self.leading = Memo(leading.row)
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
        self.word_of_two = self._words[0].of_two
        self.met_of_two = self._met[1].of_two
        self._cut = [Table(one, size) for size, one in enumerate(tables["cut"], 2)]
        self.alone = Memo(self._read_alone)
        self.met_alone: Memo[str, int] = Memo(lambda one: self._met[0].number(one) or 0)
        self.heads: Memo[str, str] = Memo(
            lambda first: "".join(dict.fromkeys("".join(one.seconds(first) for one in self._words)))
        )
        self.words = Memo(self._read_words, _KEPT)
        self.held: Memo[str, str] = Memo(lambda one: self._words[0].frequent(one, HELD_FAST))
        self._neighbours = Neighbours(tables["neighbours"], self.known, self.held)
        (of_tone, _), (of_sound, by_sound) = tables["sounds"]
        self._of_tone = Table(of_tone, 2)
        self._syllables = Memo(Table(of_sound, 2).row)
        self._by_sound = Memo(Table(by_sound, 2).row)
        self._near = Table(tables["near"], 2)
        self._shape, self._part = (Table(one, 2) for one in tables["looks"])
        self.taken = Memo(self._read_taken)
        self.bits = bits = Bits()
        self.after: Memo[str, int] = Memo(lambda one: bits.of(after.row(one)), _SETS)
        self.before: Memo[str, int] = Memo(lambda one: bits.of(before.row(one)), _SETS)
        self.led: Memo[str, int] = Memo(lambda one: bits.of(self.leading[one]), _SETS)
        self.alike: Memo[str, int] = Memo(lambda one: bits.of(self.taken[one]), _SETS)
        self._likeness: Memo[str, int] = Memo(self._read_likeness, _KEPT)
        self._said = Memo(Table(tables["said"], 4).row)
        self.sounding = Memo(self._read_sounding, _KEPT)

    def flags(self, text: str) -> Flags:
        """Which characters are Chinese, and known or held by the next one."""
        return self._neighbours.flags(text)

    def met(self, two: str) -> int:
        """How often the corpus has two characters on end."""
        return self.met_of_two(two[0], two[1]) or 0

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

    def is_seen(self, five: str) -> bool:
        """Whether the corpus has three of five characters more than once, the middle one of five
        among them."""
        rows, numbers = self._of_three, self._threes.number_at
        for at in (0, 1, 2):
            place, seconds, thirds = rows[five[at]]
            second = five[at + 1]
            start = seconds.find(second)
            if start >= 0:
                third = thirds.find(five[at + 2], start, seconds.rfind(second) + 1)
                if third >= 0 and numbers(place + third):
                    return True
        return False

    def inside(self, two_left: str, left: str, right: str) -> str:
        """What follows the two on the left in longer words, or stands between the middle ones."""
        _, seconds, thirds = self._of_three[two_left]
        at = seconds.find(left)
        found = thirds[at : seconds.rfind(left) + 1] if at >= 0 else ""
        _, seconds, thirds = self._of_three[left]
        at = thirds.find(right)
        while at >= 0:
            found += seconds[at]
            at = thirds.find(right, at + 1)
        return found

    def is_inside(self, first: str, second: str, third: str) -> bool:
        """Whether three characters are a longer word, or within one."""
        _, seconds, thirds = self._of_three[first]
        at = seconds.find(second)
        return at >= 0 and thirds.find(third, at, seconds.rfind(second) + 1) >= 0

    def _read_of_three(self, first: str) -> tuple[int, str, str]:
        start, tails = self._threes.place(first)
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
        wrong, right = two[0], two[1]
        if wrong == right:
            return UNLIKE
        sounds, others = self._syllables[wrong], self._syllables[right]
        if any(one in others for one in sounds):
            others = self._of_tone.row(right)
            same_tone = any(one in others for one in self._of_tone.row(wrong))
            return SAME_TONE if same_tone else SAME_SOUND
        if right in self._shape.row(wrong):
            return SHAPE
        if any(one in others for sound in sounds for one in self._near.row(sound)):
            return NEAR_SOUND
        return PART if right in self._part.row(wrong) else UNLIKE

    def _read_taken(self, character: str) -> str:
        sounds = self._syllables[character]
        sounds += "".join(map(self._near.row, sounds))
        alike = "".join(map(self._by_sound.__getitem__, sounds))
        alike += self._shape.row(character) + self._part.row(character)
        return "".join(dict.fromkeys(alike)).replace(character, "")

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
