"""What is found fast is what is found plainly."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao.expression import Expression
from shengao.score import readings_figures, readings_structure
from shengao.score.signals import (
    deep_chain,
    deep_comparison,
    deep_points,
    deep_results,
    factual_figures,
    useful_concern,
)
from shengao.score.signs import Signs, joined

_WORDS = readings_structure._GENERIC.split("|")


@given(st.lists(st.one_of(st.sampled_from(_WORDS), st.sampled_from("".join(_WORDS)))))
def test_generic_words_are_found_as_by_their_alternation(parts: list[str]) -> None:
    text = "".join(parts)
    plain = re.finditer(readings_structure._GENERIC, text)
    found = readings_structure._GENERIC_PLACES.finditer(text)
    assert [one.span() for one in found] == [one.span() for one in plain]
    blanked = re.sub(readings_structure._GENERIC, lambda one: " " * len(one[0]), text)
    assert _runs(readings_structure._blanked(text)) == _runs(blanked)


def _runs(text: str) -> list[tuple[int, int]]:
    return [one.span() for one in readings_structure._SUBJECT.finditer(text)]


@pytest.mark.parametrize(
    ("whole", "signs"),
    [
        (readings_figures.STAGING, readings_figures.STAGING_SIGNS),
        (deep_results._ACTION, deep_results._ACTION_SIGNS),
        (deep_results._RESULT, deep_results._RESULT_SIGNS),
        (deep_chain._CAUSE, deep_chain._CAUSE_SIGNS),
        (deep_comparison._COMPARED, deep_comparison._COMPARED_SIGNS),
        (deep_comparison._FROM_TO, deep_comparison._FROM_TO_SIGNS),
        (deep_comparison._YARDSTICK, deep_comparison._YARDSTICK_SIGNS),
        (deep_comparison._CASE, deep_comparison._CASE_SIGNS),
        (factual_figures._SOURCE, factual_figures._SOURCE_SIGNS),
        (factual_figures._AGAINST, factual_figures._COMPARING_SIGNS),
        (deep_points._PLAIN, deep_points._PLAIN_SIGNS),
        (deep_comparison._COURSE, deep_comparison._COURSE_SIGNS),
        (useful_concern._INSTRUCTED, useful_concern._INSTRUCTED_SIGNS),
        (useful_concern._TOPIC, useful_concern._SIGNS),
    ],
)
@given(data=st.data())
def test_what_an_expression_matches_holds_a_sign(
    whole: Expression, signs: Signs, data: st.DataObject
) -> None:
    made = st.from_regex(re.sub(r"\(\?<[=!][^()]*\)", "", whole.pattern), fullmatch=True)
    found = whole.search(data.draw(made))
    if found is not None:
        assert joined().places(found.string)[signs.rank]


_SIGNED = sorted(set[str]().union(*(one.words for one in Signs.made)))


@given(st.lists(st.one_of(st.sampled_from(_SIGNED), st.sampled_from("".join(_SIGNED)))))
def test_signs_are_found_as_each_by_itself(parts: list[str]) -> None:
    text = "".join(parts)
    found = joined().places(text)
    for one in Signs.made:
        starts = {at for word in one.words for at in range(len(text)) if text.startswith(word, at)}
        assert found[one.rank] == sorted(starts)
