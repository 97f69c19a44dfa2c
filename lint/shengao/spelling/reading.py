"""What a place of a text and a reading of it have that speaks for and against the reading."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import add, mul
from typing import NamedTuple

from shengao.spelling.model import HELD_FAST, LONGEST, SAME_SOUND, Model
from shengao.spelling.table import SCALE

LEAST_GAIN = (0, 4 * SCALE, SCALE)
"""A reading that is not likelier by this is not weighed further: of one character, of two."""

_LINKS = frozenset(
    "的了和与及或在是为对将把被等由从向以于到就也都不要应须可有其该本各每已并而但一二三四五六七八九十百千万亿两几"
    "仍即因使又才均曾再给让只很亦既若如却后前时占"
)
"""Characters that stand by themselves in any text."""

_NONE: dict[str, int] = {}

FEATURES = (
    "constant", "gain", "gain-below-12", "word", "word-in-corpus", "word-of-2", "word-of-4",
    "torn-word", "new-left-met", "new-right-met", "new-both-met", "new-three", "new-threes",
    "same-tone", "same-sound", "shape", "near-sound", "sound-and-look", "frequency",
    "new-frequency", "at-edge", "short-run", "own-word", "link", "torn-frequency",
    "torn-in-corpus", "heard-on-one-side", "heard-on-both", "new-heard", "listed", "whole-word",
    "repeated",
)  # fmt: skip
"""What speaks for and against a reading, in the order of the model's weights."""

_SOUND_AND_LOOK, _HEARD = map(FEATURES.index, ("sound-and-look", "heard-on-one-side"))
"""The features that are dear to find: this one, and four from the other on."""


class Reading(NamedTuple):
    """One way to put ``start:end`` right, with its word and what speaks for it."""

    start: int
    put: str
    word_start: int
    word_end: int
    features: tuple[float, ...]


def times_of_threes(model: Model, run: str, at: int, size: int) -> Iterator[int]:
    """How often the corpus has each three characters that take in some of these."""
    for start in range(max(0, at - 2), min(at + size, len(run) - 2)):
        yield model.seen(run[start : start + 3])


def _twos(characters: str) -> Iterator[str]:
    return map(add, characters, characters[1:])


def most_of_dear(weights: Sequence[float]) -> float:
    """No more can the dear features add to a score, and a little for how sums are rounded."""
    heard_once, heard_twice, new_heard, listed = weights[_HEARD : _HEARD + 4]
    most = max(weights[_SOUND_AND_LOOK], 0) + max(heard_once, heard_twice, 0)
    return most + 2 * max(new_heard, 0) + 3 * max(listed, 0) + 1e-6


class Place:
    """A place that may be put right: what stands around it, weighed once for all readings."""

    def __init__(self, model: Model, run: str, at: int, size: int, least: float) -> None:
        self._model, self._run = model, run
        self._at, self._size = at, size
        self._least = least
        self._wrong = run[at : at + size]
        self._before = run[at - 1 : at]
        self._after = run[at + size : at + size + 1]
        self._rows = self._words_of(run)
        """The words that begin at each place but the last."""
        self._to, self._from = self._ways()
        self._way, begin, stop = self._through(run, self._rows)
        self._old = run[begin:stop]
        self._torn = stop - begin > 1
        self.word = (0, 0)
        """Where the word of the last reading stands."""

    def features(self, put: str) -> tuple[float, ...] | None:
        """What speaks for and against a reading; None if it makes no word, gains too little or
        is surely below the least score."""
        model, at, end = self._model, self._at, self._at + self._size
        run = self._run[:at] + put + self._run[end:]
        first = max(0, at - 1)
        rows = [*self._rows[:first], *self._words_of(run[first : end + 1]), *self._rows[end:]]
        way, begin, stop = self._through(run, rows)
        if way - self._way < LEAST_GAIN[self._size] or stop - begin < 2 or stop < end:
            return None
        self.word = begin, stop
        gain, word, old = (way - self._way) / SCALE, run[begin:stop], self._run[begin:stop]
        whole = model.words[old[:2]].get(old[2:], 0)
        if whole >= HELD_FAST or self._is_loose(begin, stop):
            return None
        alike = max(map(model.likeness, self._wrong, put))
        left = model.met(self._before + put[0]) / SCALE if self._before else 0.0
        right = model.met(put[-1] + self._after) / SCALE if self._after else 0.0
        threes = [times / SCALE for times in times_of_threes(model, run, at, self._size)]
        features = [
            1.0,
            gain,
            min(gain, 12.0),
            model.words[word[:2]][word[2:]] / SCALE,
            model.cut(word) / SCALE,
            float(stop - begin == 2),
            float(stop - begin >= 4),
            float(self._torn),
            left,
            right,
            min(left, right),
            max(threes, default=0.0),
            sum(threes),
            *(float(alike == kind) for kind in range(4)),
            0.0,
            model.met_alone[self._wrong[0]] / SCALE,
            model.met_alone[put[0]] / SCALE,
            float(not self._before or not self._after),
            float(len(run) <= 4),
            0.0 if self._torn else max(model.alone[self._wrong[0]], 0) / SCALE,
            float(not self._torn and self._wrong in _LINKS),
            model.words[self._old[:2]][self._old[2:]] / SCALE if self._torn else 0.0,
            model.cut(self._old) / SCALE if self._torn else 0.0,
            0.0,
            0.0,
            0.0,
            0.0,
            whole / SCALE,
        ]
        weights = model.weights[self._size - 1]
        if sum(map(mul, weights, features)) + most_of_dear(weights) < self._least:
            return None
        heard = self._heard_beside(self._wrong)
        pairs = _twos(self._before + self._wrong + self._after)
        features[_SOUND_AND_LOOK] = float(
            alike <= SAME_SOUND and all(map(model.looks_like, self._wrong, put))
        )
        features[_HEARD : _HEARD + 4] = (
            float(heard == 1),
            float(heard == 2),
            float(self._heard_beside(put)),
            float(sum(map(model.is_listed, pairs))),
        )
        return tuple(features)

    def _words_of(self, run: str) -> list[dict[str, int]]:
        """The words that begin with each two characters on end, by what follows these."""
        words, heads = self._model.words, self._model.heads
        return [
            words[first + second] if second in heads[first] else _NONE
            for first, second in pairwise(run)
        ]

    def _is_loose(self, begin: int, stop: int) -> bool:
        """Whether a link stands before or after what is a word without it: 生产已."""
        if self._wrong not in _LINKS or stop - begin < 3:
            return False
        rest = self._run[begin + 1 : stop] if begin == self._at else self._run[begin : stop - 1]
        return self._at in (begin, stop - 1) and rest[2:] in self._model.words[rest[:2]]

    def _heard_beside(self, put: str) -> int:
        """On how many sides what is put here was met at all with what stands there."""
        pairs = (self._before + put[0], put[-1] + self._after)
        return sum(len(pair) == 2 and self._model.is_heard(pair) for pair in pairs)

    def _ways(self) -> tuple[list[int], list[int]]:
        """The logarithm of the likeliest way from the run's start to each place before this one,
        and from each place behind it to the run's end."""
        run, rows, alone, total = self._run, self._rows, self._model.alone, self._model.total
        at, end, size = self._at, self._at + self._size, len(self._run)
        to, on = [0] * (at + 1), [0] * (size + 1)
        for stop in range(1, at + 1):
            best = to[stop - 1] + alone[run[stop - 1]]
            for start in range(max(0, stop - LONGEST), stop - 1):
                if rows[start]:
                    word = rows[start].get(run[start + 2 : stop])
                    if word is not None and word + to[start] > best:
                        best = word + to[start]
            to[stop] = best - total
        for start in range(size - 1, end - 1, -1):
            best = alone[run[start]] + on[start + 1]
            row = rows[start] if start < size - 1 else _NONE
            if row:
                for stop in range(start + 2, min(size, start + LONGEST) + 1):
                    word = row.get(run[start + 2 : stop])
                    if word is not None and word + on[stop] > best:
                        best = word + on[stop]
            on[start] = best - total
        return to, on

    def _through(self, run: str, rows: list[dict[str, int]]) -> tuple[int, int, int]:
        """The logarithm of the likeliest way through the place, and its word there."""
        at, end, size = self._at, self._at + self._size, len(run)
        to, on, total = self._to, self._from, self._model.total
        best = to[at] + sum(self._model.alone[one] - total for one in run[at:end]) + on[end]
        begin, stop = at, at + 1
        for start in range(max(0, end - LONGEST), min(at + 1, size - 1)):
            row = rows[start]
            if row:
                so_far = to[start] - total
                for last in range(max(end, start + 2), min(size, start + LONGEST) + 1):
                    word = row.get(run[start + 2 : last])
                    if word is not None and so_far + word + on[last] >= best:
                        best, begin, stop = so_far + word + on[last], start, last
        return best, begin, stop
