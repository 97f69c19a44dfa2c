"""The literals that gate an expression: every match holds one of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao.checks.options.literals import Gate, gate, required_literals


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("搞(了|个|好)", {"搞了", "搞个", "搞好"}),
        ("搞.{0,3}花样", {"花样"}),
        (
            r"取得了?(明显|显著)成效",
            {"取得明显成效", "取得了明显成效", "取得显著成效", "取得了显著成效"},
        ),
        (r"(?<!第)一批", {"一批"}),
        (r"忙得\S+团团转", {"忙得"}),
        (r"[早晚]上\d+点", {"早上", "晚上"}),
        (r"(?:甲|乙)?方案", {"方案", "甲方案", "乙方案"}),
    ],
)
def test_literals_are_those_that_texts_hold_least_often(pattern: str, literals: set[str]) -> None:
    assert required_literals(pattern) == literals


@pytest.mark.parametrize("pattern", [".*", r"\d+", "(甲)?", "甲*", r"甲|\d"])
def test_an_expression_without_literals_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="固定的文字"):
        required_literals(pattern)


_ATOMS = st.sampled_from(
    ["甲", "乙丙", "[丁戊]", "(?:己|庚辛)", r"\d", "(?:壬)?", "(?:癸甲){1,2}", "."]
)


@given(st.lists(_ATOMS, min_size=1, max_size=5), st.text("甲乙丙丁戊己庚辛壬癸1", max_size=12))
def test_every_match_holds_a_literal(atoms: list[str], text: str) -> None:
    pattern = "".join(atoms)
    try:
        literals = required_literals(pattern)
    except ValueError:
        return
    for found in re.finditer(pattern, text):
        assert any(literal in found[0] for literal in literals)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (
            r"(?P<at>以)(?=全部完成|基本到位)",
            Gate(frozenset({"以全部完成", "以基本到位"}), (0,), (), True),
        ),
        (r"[一-鿿](?P<at>的)(?=无微不至|井井有条)", {"的无微不至", "的井井有条"}),
        (r"(?:加强|强化)[^，。]*步伐", {"步伐"}),
        (r"(?:(?:甲|乙)\d+|丙)(?=丁)", {"甲", "乙", "丙"}),
    ],
)
def test_what_must_follow_is_part_of_the_gate(pattern: str, expected: Gate | set[str]) -> None:
    found = gate(pattern)
    assert found == expected if isinstance(expected, Gate) else found.literals == expected


@given(
    st.lists(
        _ATOMS | st.sampled_from(["(?=乙丙|丁)", "(?=[甲乙]\\d)", "(?<=甲)", "(?!戊)"]),
        min_size=1,
        max_size=5,
    ),
    st.text("甲乙丙丁戊己庚辛壬癸1", max_size=12),
)
def test_a_gate_loses_no_match(atoms: list[str], text: str) -> None:
    pattern = "".join(atoms)
    try:
        found = gate(pattern)
    except ValueError:
        return
    for match in re.finditer(pattern, text):
        if found.before:
            places = [match.start() + far for far in found.before]
            assert any(text.startswith(one, at) for one in found.literals for at in places)
        else:
            assert any(literal in text for literal in found.literals)
        assert all(any(word in text for word in words) for words in found.company)
