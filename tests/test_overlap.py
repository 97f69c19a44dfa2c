"""What two strings share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao.overlap import CUT, PARAGRAPH, Stretch, grams, joined, share, stretches

TEXTS = st.text(f"甲乙丙{CUT}{PARAGRAPH}", max_size=60)


def test_grams_cross_no_cut() -> None:
    assert grams(f"甲乙丙丁{CUT}戊己{PARAGRAPH}庚辛壬") == {"甲乙丙", "乙丙丁", "庚辛壬"}
    assert grams("甲乙") == frozenset()


def test_share_is_of_ones_own() -> None:
    assert share(grams("甲乙丙丁"), grams("甲乙丙戊己庚辛")) == 0.5
    assert share(frozenset(), grams("甲乙丙")) == 0.0


def test_the_longest_that_begins_at_a_character_is_taken() -> None:
    one = "天地玄黄宇宙洪荒日月"
    other = "天地玄黄宇宙，天地玄黄宇宙洪荒"
    assert stretches(one, other) == [Stretch(0, 7, 8)]


def test_of_equal_ones_that_which_goes_on_is_taken() -> None:
    same = "天地玄黄宇宙"
    one = f"甲乙丙丁戊己X{same}"
    other = f"{same}--甲乙丙丁戊己Y{same}"
    found = stretches(one, other)
    assert found == [Stretch(0, 8, 6), Stretch(7, 15, 6)]
    assert joined(one, other, found) == [tuple(found)]


@pytest.mark.parametrize("gap", [PARAGRAPH, "一二三四五六七八九"])
def test_passages_end_with_paragraphs_and_at_wide_gaps(gap: str) -> None:
    one = f"甲乙丙丁戊己{gap}天地玄黄宇宙"
    found = stretches(one, one.replace("己", "己", 1))
    if gap == PARAGRAPH:
        assert [each.size for each in found] == [6, 6]
    other = f"甲乙丙丁戊己{'零' * len(gap) if gap != PARAGRAPH else gap}天地玄黄宇宙"
    assert len(joined(one, other, stretches(one, other))) == 2


@given(TEXTS, TEXTS)
def test_stretches_stand_in_both_in_order_without_cuts(one: str, other: str) -> None:
    end = 0
    for start, there, size in stretches(one, other):
        words = one[start : start + size]
        assert words == other[there : there + size]
        assert size >= 6
        assert start >= end
        assert CUT not in words
        assert PARAGRAPH not in words
        end = start + size


@given(TEXTS, st.text("甲乙丙", min_size=6, max_size=20), TEXTS)
def test_what_both_hold_is_found(before: str, same: str, after: str) -> None:
    found = stretches(before + same + after, same)
    covered = {at for start, _, size in found for at in range(start, start + size)}
    start = len(before)
    # A stretch that begins before may leave less than a seed of it.
    assert len(covered & set(range(start, start + len(same)))) > len(same) - 6
