"""Frozen expressions match as fresh ones do, and only in the runtime that froze them."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao import expression, rule_compiler, rulebook, sections


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    expression.compiled.cache_clear()
    yield
    expression.compiled.cache_clear()


_MANY = "|".join(first + "乙" for first in map(chr, range(ord("一"), ord("一") + 50)))
_ATOMS = st.sampled_from(
    [
        f"(?:{_MANY}|甲|甲乙|丙丁)",
        f"(?:(?={_MANY}|庚1)|丁)",
        "甲",
        "[丁-乙]",
        "(?P<at>戊|己)",
        "(?:庚){1,3}",
        r"\d+",
        "(?<!甲)",
        "(?=乙)",
        ".*?",
        "[^，]",
        "$",
        "(?:甲乙|丙|甲|甲丁|丁?|丙戊)",
        "(?:甲乙|丙己|[甲戊]丙|甲|(?=丙)丙丁|丙戊)",
        "(?:(?<=甲)|(?<!乙))",
        "(?:[乙丙]|丁{2})?",
        "(?i:A|甲)",
    ]
)


@given(st.lists(_ATOMS, min_size=1, max_size=4), st.text("甲乙丙丁戊己庚1，\n", max_size=15))
def test_a_frozen_expression_matches_as_a_fresh_one(atoms: list[str], text: str) -> None:
    pattern = "".join(atoms)
    if pattern.count("?P<at>") > 1:
        return
    expression.compiled.cache_clear()
    expression.known[pattern] = expression.frozen(pattern)
    thawed, fresh = expression.compiled(pattern), re.compile(pattern)
    assert pattern not in expression.known
    assert (thawed.groups, thawed.groupindex, thawed.flags) == (
        fresh.groups, fresh.groupindex, fresh.flags,
    )  # fmt: skip
    found = [(one.span(), one.groupdict()) for one in thawed.finditer(text)]
    assert found == [(one.span(), one.groupdict()) for one in fresh.finditer(text)]


def test_every_expression_of_the_rules_is_frozen() -> None:
    book = rulebook.load()
    assert book.is_native
    for row in book.ordered:
        for pattern, *_ in book.compiled(row).get("regexes", ()):
            assert pattern in expression.known or len(pattern) == 1


def test_another_runtime_does_without(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = sections.Sections(rule_compiler.compile_rules([], []))
    assert rulebook.Rulebook(compiled).is_native
    monkeypatch.setattr(expression, "RUNTIME", "cpython-27")
    assert not rulebook.Rulebook(compiled).is_native
