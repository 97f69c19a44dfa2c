"""Offsets of the page are those of JavaScript, whatever stands in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao.web.utf16 import Units


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_an_offset_is_the_length_of_what_stands_before_it(text: str) -> None:
    units = Units(text)
    for offset in range(len(text) + 1):
        assert units.of(offset) == len(text[:offset].encode("utf-16-le")) // 2


@pytest.mark.parametrize(("offset", "unit"), [(0, 0), (1, 2), (2, 3), (3, 5)])
def test_rare_characters_take_two(offset: int, unit: int) -> None:
    assert Units("𠮷在😀").of(offset) == unit
