"""How much a reading of one wrong character can score at most, known before its place is weighed.

Most readings of a draft make a word of two with one neighbour and nothing longer. What such a word
can gain is known from it and from the characters that it takes in, and most of what else counts is
read from the tables: few readings can reach the least score that is asked for.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import inf

from shengao.spelling.model import HELD_FAST, SAME_SOUND, Model
from shengao.spelling.reading import FEATURES, LEAST_GAIN, most_of_dear
from shengao.spelling.table import SCALE

_MOST = 256 / SCALE
"""No number of the model is greater."""

_LEAST = 1e-6
"""More than sums of features differ by the order in which they are taken."""


class Ceiling:
    """Tells of readings of one or of two characters whether they can reach a score. Each weight
    counts exactly, or for the most that its feature can bring."""

    def __init__(self, model: Model, size: int, least: float) -> None:
        self._model = model
        self._least_gain = LEAST_GAIN[size]
        weights = dict(zip(FEATURES, model.weights[size - 1], strict=True))
        self._left, self._right = weights["new-left-met"], weights["new-right-met"]
        self._both = weights["new-both-met"]
        self._three, self._threes = weights["new-three"], weights["new-threes"]
        self._frequency, self._new_frequency = weights["frequency"], weights["new-frequency"]
        self._below = max(weights["gain"] + weights["gain-below-12"], 0)
        self._beyond = max(weights["gain"], 0)
        self._word, self._in_corpus = weights["word"], weights["word-in-corpus"]
        self._own_word = max(weights["own-word"], 0)
        self._link = max(weights["link"], 0)
        self._torn = (
            weights["torn-word"]
            + max(weights["torn-frequency"], 0) * _MOST
            + max(weights["torn-in-corpus"], 0) * _MOST
        )
        self._alike = (
            *(weights[kind] for kind in ("same-tone", "same-sound", "shape", "near-sound")),
            *(0.0, 0.0),  # a part, and nothing
        )
        self._sound_and_look = weights["sound-and-look"]
        self._most_alike = max(self._alike) + max(self._sound_and_look, 0)
        self._needed = (least - _LEAST - weights["constant"] - weights["word-of-2"]) - (
            max(weights["at-edge"], 0)
            + max(weights["short-run"], 0)
            + max(weights["whole-word"], 0) * HELD_FAST / SCALE
            + most_of_dear(model.weights[size - 1])
            + max(self._alike)
        )

    def of_one(self, five: str, puts: Iterable[str]) -> Iterator[str]:
        """Which of these may be put for the middle one of five, if no longer word takes it in."""
        model = self._model
        _, left, wrong, right, _ = tuple(five)
        split = model.total - model.alone[wrong]
        split_left, split_right = split - model.alone[left], split - model.alone[right]
        needed = self._needed_for(wrong)
        for put in puts:
            word = max(
                self._with_word(left, put, split_left), self._with_word(put, right, split_right)
            )
            if word == -inf:
                continue
            more = word + self._beside(left, put, put, right) - needed
            if more >= 0 and more + self._likeness(wrong, put) >= self._most_alike:
                yield put

    def of_two(self, six: str, puts: Iterable[str]) -> Iterator[str]:
        """Which of these may be put for the middle two of six."""
        model = self._model
        two_left, left, wrong, other, right, two_right = tuple(six)
        split = model.total - model.alone[wrong] - model.alone[other]
        needed = self._needed_for(wrong)
        for put in puts:
            first, last = put[0], put[1]
            before = model.seen(two_left + left + first) / SCALE
            after = model.seen(last + right + two_right) / SCALE
            threes = self._three * max(before, after) + self._threes * (before + after)
            beside = self._beside(left, first, last, right)
            if (
                model.is_inside(left, first, last)
                or model.is_inside(first, last, right)
                or self._with_word(first, last, split) + beside + threes >= needed
            ):
                yield put

    def _needed_for(self, wrong: str) -> float:
        """What the word and its neighbours must add."""
        own_word = self._own_word * max(self._model.alone[wrong], 0) / SCALE + self._link
        frequency = self._frequency * self._model.met_alone[wrong] / SCALE
        return self._needed - max(self._torn, own_word) - frequency

    def _beside(self, before: str, first: str, last: str, after: str) -> float:
        """What neighbours add, and the frequency of what is put between them."""
        met = self._model.met_of_two
        left, right = (met(before, first) or 0) / SCALE, (met(last, after) or 0) / SCALE
        return (
            self._left * left
            + self._right * right
            + self._both * min(left, right)
            + self._new_frequency * self._model.met_alone[first] / SCALE
        )

    def _likeness(self, wrong: str, put: str) -> float:
        """What it adds that two characters sound or look alike."""
        kind = self._model.likeness(wrong, put)
        both = kind <= SAME_SOUND and self._model.looks_like(wrong, put)
        return self._alike[kind] + both * self._sound_and_look

    def _with_word(self, first: str, second: str, split: int) -> float:
        """What a word of two adds, with the gain over the two characters by themselves."""
        number = self._model.word_of_two(first, second)
        if number is None or number + split < self._least_gain:
            return -inf
        gain = (number + split) / SCALE
        return (
            self._below * min(gain, 12.0)
            + self._beyond * max(gain - 12.0, 0.0)
            + self._word * number / SCALE
            + self._in_corpus * self._model.cut(first + second) / SCALE
        )


@lru_cache(4)
def ceiling(model: Model, size: int, least: float) -> Ceiling:
    """That of readings of so many characters: there are few scores that rules ask for."""
    return Ceiling(model, size, least)
