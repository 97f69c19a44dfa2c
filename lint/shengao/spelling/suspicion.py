"""Which characters of a text are wrong, as far as the model can tell.

A wrong character tears a word apart: it stands beside a neighbour with which it is hardly ever
met, and another that looks or sounds like it makes a word there. Such places are found in a pass
over the whole text; only there are the two readings weighed against each other.
"""

from collections.abc import Iterable, Iterator
from math import inf, log
from typing import NamedTuple

from shengao.spelling.ceiling import ceiling
from shengao.spelling.model import Model
from shengao.spelling.neighbours import places
from shengao.spelling.reading import Place, Reading

_REACH = 4
"""So many characters to either side are read along."""
_OFTEN = log(3)
"""What stands three times in a text is no slip: the last feature from this on."""
_LOOSE = frozenset("的了和与及或在为对将把被等由从向于到就也都一二三四五六七八九十百千万亿")
"""Those of them that are hardly ever put for another."""


class Suspect(NamedTuple):
    """Characters ``start:end`` of a text that are likely wrong. `right` is put for the word
    ``word_start:word_end``; `score` is the logarithm of the odds that it is right."""

    start: int
    end: int
    word_start: int
    word_end: int
    right: str
    score: float


def suspects(model: Model, text: str, least: float) -> list[Suspect]:
    """The likely wrong characters, no words overlapping, ascending; scores of `least` and above."""
    found: list[Suspect] = []
    for one in readings(model, text, least):
        *weights, for_repeated = model.weights[len(one.put) - 1]
        score = sum(map(float.__mul__, weights, one.features))
        if score < least:
            continue
        again = repeated(text, one)
        score += for_repeated * again
        if score >= least and again < _OFTEN:
            end = one.start + len(one.put)
            right = text[one.word_start : one.start] + one.put + text[end : one.word_end]
            found.append(Suspect(one.start, end, one.word_start, one.word_end, right, score))
    kept: list[Suspect] = []
    for suspect in sorted(found, key=lambda one: (-one.score, one.start, one.right)):
        if all(
            suspect.word_end <= other.word_start or other.word_end <= suspect.word_start
            for other in kept
        ):
            kept.append(suspect)
    return sorted(kept)


def repeated(text: str, one: Reading) -> float:
    """How often a text has the place again with what stands before or after it (the logarithm):
    names are repeated, slips are not. The last of the features."""
    end = one.start + len(one.put)
    beside = (text[one.start : end + 1], text[max(0, one.start - 1) : end])
    counts = (text.count(some) for some in beside if len(some) > len(one.put) and _all_han(some))
    return log(max(counts, default=1))


def _all_han(text: str) -> bool:
    return all("\u4e00" <= character <= "\u9fa5" for character in text)


def readings(model: Model, text: str, least: float = -inf) -> Iterator[Reading]:
    """All other readings of the places of a text at which a word seems torn; those whose features
    do not make up `least` may be left out."""
    padded = f"\n\n{text}\n\n"
    size = len(padded)
    known, seen = model.known, model.seen
    of_one, of_two = ceiling(model, 1, least).of_one, ceiling(model, 2, least).of_two
    han, unmet, held = model.flags(padded)
    # Of three characters of `padded`, one of the pairs is hardly ever met, and none is held.
    torn = (unmet | unmet << 8) & han
    for at in places(torn & (torn ^ (held | held << 8)), size):
        five = padded[at - 2 : at + 3]
        if five[2] in _LOOSE or model.is_seen(five):
            continue
        puts = _longer(model, five)
        short = [one for one in _beside(model, five) if one not in puts]
        if short:
            puts.update(of_one(five, short))
        if puts:
            yield from _weighed(model, text, at - 2, 1, puts, least)
    # Of four, the first pair and the last are hardly ever met; the pair between them neither, or
    # it is a word itself: then another must be met with a neighbour.
    beside = unmet | han << 8 | han >> 16
    for at in places(unmet << 8 & unmet >> 8 & beside & han & han >> 8, size):
        words = model.sounding[padded[at : at + 2]]
        if words and padded[at + 1] in known[padded[at]]:
            before, after = known[padded[at - 1]], padded[at + 2]
            words = tuple(w for w in words if w[0] in before or after in known[w[1]])
        six = padded[at - 2 : at + 4]
        if words and not any(seen(six[start : start + 3]) for start in range(4)):
            words = tuple(of_two(six, words))
            if words:
                yield from _weighed(model, text, at - 2, 2, words, least)


def _longer(model: Model, five: str) -> set[str]:
    """The characters that would be within a longer word for the middle one of five."""
    two_left, left, wrong, right, two_right = tuple(five)
    inside = model.inside(two_left, left, right)
    found = {*filter(model.taken[wrong].__contains__, inside)} if inside else set()
    if right in model.leading[two_right]:  # or the two end no longer word
        for one in model.bits.characters(model.alike[wrong] & model.led[right]):
            if model.is_inside(one, right, two_right):
                found.add(one)
    return found


def _beside(model: Model, five: str) -> Iterator[str]:
    """The characters that would make a word of two with a neighbour of the middle one of five."""
    two_left, left, wrong, right, two_right = tuple(five)
    beside = 0
    if left not in model.held[two_left]:
        beside = model.after[left]
    if two_right not in model.held[right]:
        beside |= model.before[right]
    return model.bits.characters(beside & model.alike[wrong])


def _run(text: str, start: int, size: int) -> tuple[str, int]:
    """The Chinese characters around a place, and where it is among them."""
    first, last = start, start + size
    while first > max(0, start - _REACH) and "\u4e00" <= text[first - 1] <= "\u9fa5":
        first -= 1
    while last < min(len(text), start + size + _REACH) and "\u4e00" <= text[last] <= "\u9fa5":
        last += 1
    return text[first:last], start - first


def _weighed(
    model: Model, text: str, start: int, size: int, puts: Iterable[str], least: float
) -> Iterator[Reading]:
    """The readings of a place that gain enough, with their features."""
    run, at = _run(text, start, size)
    if len(run) < 2:
        return
    place = Place(model, run, at, size, least)
    first = start - at
    for put in sorted(puts):
        features = place.features(put)
        if features is not None:
            yield Reading(start, put, first + place.word[0], first + place.word[1], features)
