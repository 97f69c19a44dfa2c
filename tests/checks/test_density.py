"""The kind `density`: words that stand too thick."""

import pytest

from shengao.checks import density
from shengao.checks.options.density import Density

from .kinds import lexicons, matches

WORDS = lexicons(stock="热火朝天 喜笑颜开 硕果累累")
DRAFT = "of = 'draft'\ntags = ['stock']\nleast = 3\nmost = 50"
RUN = "of = 'run'\ntags = ['stock']\nleast = 3\nsize = 20\nunless = '“'"


def places(rule: str, text: str) -> list[tuple[int, str]]:
    document, found = matches(Density, density.run, rule, text, WORDS)
    return [(one.start, document.text[one.start : one.end]) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("果园热火朝天，果农喜笑颜开，果树硕果累累。", [(2, "热火朝天")]),
        ("果园开园\n果园热火朝天，果农喜笑颜开，果树硕果累累。", [(0, "果园开园")]),
        ("果园热火朝天，果农喜笑颜开，果树结果多。", []),
        ("果园热火朝天，果农喜笑颜开，广播里说：“果树硕果累累。”", []),
        ("果园热火朝天，果农喜笑颜开，果树硕果累累。" + "果农摘下黄桃装箱运走。" * 5, []),
    ],
)
def test_draft(text: str, found: list[tuple[int, str]]) -> None:
    assert places(DRAFT, text) == found


def test_draft_says_how_many_and_which() -> None:
    text = "果园热火朝天，果农喜笑颜开，热火朝天。"
    _, (found,) = matches(Density, density.run, DRAFT, text, WORDS)
    assert found.words == {"n": "3", "rate": f"{3000 / 19:.1f}", "other": "热火朝天”“喜笑颜开"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "入秋了。果园热火朝天。果农喜笑颜开。果树硕果累累。",
            [(4, "果园热火朝天。果农喜笑颜开。果树硕果累累")],
        ),
        ("果园热火朝天。摘桃。果农喜笑颜开。果树硕果累累。", []),
        ("果园热火朝天。果农喜笑颜开。\n果树硕果累累。", []),
        ("果园热火朝天。120户果农喜笑颜开。果树硕果累累。", []),
        ("果园热火朝天。“黄桃节”上果农喜笑颜开。果树硕果累累。", []),
        ("果园热火朝天。果农喜笑颜开。果树硕果累累，果农摘下黄桃装箱当晚运到车站。", []),
    ],
)
def test_run(text: str, found: list[tuple[int, str]]) -> None:
    assert places(RUN, text) == found
