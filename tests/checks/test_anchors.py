"""Expressions are tried only where they can match: that must find what trying everywhere does."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao.checks import anchored
from shengao.checks.hits import Found, Hits
from shengao.checks.options.anchors import anchor, scout

PATTERNS = (
    r"(?:(?<![一-鿿])|(?<=[在到]))(?P<at>(?P<key>[一-鿿]{1,3}?)[镇乡])(?![镇亲])",
    r"(?P<at>\d{1,2}月\d{1,2}日)[一-鿿]{0,4}?(?:镇|乡村)(?P<later>)",
    r"\A[^月]{0,3}(?P<at>\d月)",
    r"(?<!“)(?P<n>[两三]|\d)(?:个|条)[一-鿿]{0,2}?(?:镇|月)",
    r"(?P<n>[两三])[一-鿿](?=：)",
    r"(?P<key>镇|乡)?(?P<at>在(?=月|日))",
    r"[一-鿿]{2}\d+个",
    r"“(?P<n>两|三个)”",
)
TEXTS = st.text("镇乡村在到月日个条两三：“”一12亲", max_size=40)


def _hits(text: str, literals: tuple[str, ...]) -> Hits:
    found = Found(text)
    standing = [one for one in literals if one in text]
    found.standing.update(standing)
    return Hits(found, standing)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=TEXTS)
def test_matches_are_those_of_a_search(pattern: str, text: str) -> None:
    place = anchor(pattern)
    hits = _hits(text, () if place is None else place.literals)
    found = [one.span() for one in anchored.matches(pattern, place, text, hits)]
    assert found == [one.span() for one in re.finditer(pattern, text)]


@given(text=TEXTS)
def test_a_scout_finds_the_beginning_of_every_match(text: str) -> None:
    patterns = [PATTERNS[number] for number in (3, 4, 7)]
    places = {one.start() for one in re.finditer(scout(patterns), text)}
    begin = {at for one in patterns for at in range(len(text)) if re.compile(one).match(text, at)}
    assert begin <= places


def test_what_may_begin_with_anything_has_no_scout() -> None:
    assert not scout([r".个", r"三个"])
    assert anchor(r"[一-鿿]{2}\d+") is None
