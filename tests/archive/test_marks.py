"""Marks: what is alike shares some, what is not shares none."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao.archive.marks import BINS, GRAM, ROWS, WINDOW, bands, marks, signature, winnowed
from shengao.overlap import CUT, PARAGRAPH

from .texts import characters


def test_marks_of_a_text_are_always_the_same() -> None:
    """They stand in archives: where these change, `database.FORMAT` must be raised."""
    found = marks(characters(1, 300))
    assert len(found) == 32
    assert found[:2] == [5705974, 11062421]
    assert found[-1] >> 32 == BINS // ROWS


@given(st.integers(0, 10**6), st.integers(0, 80), st.integers(0, 80))
def test_a_passage_of_39_characters_is_found_for_certain(seed: int, left: int, right: int) -> None:
    passage = characters(seed, GRAM + WINDOW - 1)
    one = characters(seed + 1, left) + passage + characters(seed + 2, right)
    other = characters(seed + 3, right) + passage + characters(seed + 4, left)
    assert {*winnowed(one)} & {*winnowed(other)}


@given(st.text(f"甲乙丙丁戊己庚辛{CUT}{PARAGRAPH}", max_size=200))
def test_every_window_has_its_least(text: str) -> None:
    found = {*winnowed(text)}
    for part in text.replace(CUT, PARAGRAPH).split(PARAGRAPH):
        whole = {*winnowed(part)}
        assert whole <= found
        for at in range(len(part) - GRAM - WINDOW + 2):
            assert {*winnowed(part[at : at + GRAM + WINDOW - 1])} & whole


def test_signatures_agree_as_far_as_texts_do() -> None:
    """The share of equal bins is near the Jaccard likeness of the 3-grams."""
    chance = random.Random(1)
    agreed = 0
    for seed in range(40):
        one = characters(seed, 600)
        other = "".join(
            chr(chance.randrange(0x4E00, 0x9FA0)) if chance.random() < 0.1 else character
            for character in one
        )
        agreed += sum(a == b for a, b in zip(signature(one), signature(other), strict=True))
    # A tenth of the characters changed leaves .9³ of the 3-grams: .729 / (2 − .729) = .574
    assert agreed / (40 * BINS) == pytest.approx(0.574, abs=0.04)


def test_short_texts_fill_all_bins() -> None:
    assert len(signature(characters(1, 12))) == BINS
    assert signature("甲乙") == []
    assert marks(f"甲乙{CUT}丙丁") == []


def test_strangers_share_nothing() -> None:
    found = [set(marks(characters(seed, 500))) for seed in range(20)]
    assert sum(map(len, found)) == len(set().union(*found))


def test_bands_say_which_they_are() -> None:
    assert [mark >> 32 for mark in bands(list(range(BINS)))] == list(range(1, BINS // ROWS + 1))
    assert len({*bands([7] * BINS)}) == BINS // ROWS
