"""How much a reading of one wrong character can score at most, known before its place is weighed.

Most readings of a draft make a word of two with one neighbour and nothing longer. What such a word
can gain is known from it and from the characters that it takes in, and most of what else counts is
read from the tables: few readings can reach the least score that is asked for.
"""

from collections.abc import Iterable, Iterator
from math import inf

from shengao.spelling.model import HELD_FAST, SAME_SOUND, Model
from shengao.spelling.reading import FEATURES, most_of_dear
from shengao.spelling.table import SCALE

_MOST = 256 / SCALE
"""No number of the model is greater."""

_LEAST = 1e-6
"""More than sums of features differ by the order in which they are taken."""


class Ceiling:
    """Tells of readings whether they can reach a score. Each weight counts exactly, or for the most
    that its feature can bring."""

    def __init__(self, model: Model, least: float) -> None:
        self._model = model
        weights = dict(zip(FEATURES, model.weights[0], strict=True))
        self._left, self._right = weights["new-left-met"], weights["new-right-met"]
        self._both = weights["new-both-met"]
        self._frequency, self._new_frequency = weights["frequency"], weights["new-frequency"]
        self._own_word = max(weights["own-word"], 0)
        self._below = max(weights["gain"] + weights["gain-below-12"], 0)
        self._beyond = max(weights["gain"], 0)
        self._word, self._in_corpus = weights["word"], weights["word-in-corpus"]
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
        self._needed = (least - _LEAST - weights["constant"] - weights["word-of-2"]) - (
            max(weights["at-edge"], 0)
            + max(weights["short-run"], 0)
            + max(weights["whole-word"], 0) * HELD_FAST / SCALE
            + most_of_dear(model.weights[0])
            + max(self._alike)
        )
        self._most_alike = max(self._alike) + max(self._sound_and_look, 0)

    def within(self, three: str, puts: Iterable[str]) -> Iterator[str]:
        """What of this may be put for the middle one of three, if no longer word takes it in."""
        model, total = self._model, self._model.total
        left, wrong, right = tuple(three)
        alone = model.alone[wrong]
        split = total - alone
        needed = self._needed - self._frequency * model.met(wrong) / SCALE
        needed -= max(self._torn, self._own_word * max(alone, 0) / SCALE + self._link)
        for put in puts:
            before, after = left + put, put + right
            word = max(
                self._with_word(before, split - model.alone[left]),
                self._with_word(after, split - model.alone[right]),
            )
            met_left, met_right = model.met(before) / SCALE, model.met(after) / SCALE
            beside = (
                self._left * met_left
                + self._right * met_right
                + self._both * min(met_left, met_right)
                + self._new_frequency * model.met(put) / SCALE
            )
            more = word + beside - needed
            if more >= 0 and more + self._likeness(wrong, put) >= self._most_alike:
                yield put

    def _likeness(self, wrong: str, put: str) -> float:
        """What it adds that two characters sound or look alike."""
        kind = self._model.likeness(wrong, put)
        both = kind <= SAME_SOUND and self._model.looks_like(wrong, put)
        return self._alike[kind] + both * self._sound_and_look

    def _with_word(self, word: str, split: int) -> float:
        """What a word of two adds, with the gain over the two characters by themselves."""
        number = self._model.of_two(word)
        if number is None or number + split < 0:
            return -inf
        gain = (number + split) / SCALE
        return (
            self._below * min(gain, 12.0)
            + self._beyond * max(gain - 12.0, 0.0)
            + self._word * number / SCALE
            + self._in_corpus * self._model.cut(word) / SCALE
        )
