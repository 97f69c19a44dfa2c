"""The kind `repetition`: what is said twice in the same words."""

import pytest

from shengao.checks import repetition
from shengao.checks.options.repetition import Repetition

from .kinds import lexicons, matches

WORDS = lexicons(adverb="认真 大力")


def places(rule: str, text: str) -> list[tuple[int, str]]:
    document, found = matches(Repetition, repetition.run, rule, text, WORDS)
    return [(one.start, document.text[one.start : one.end]) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("渔船全部回港。渔民上岸。渔船全部回港。", [(12, "渔船全部回港。")]),
        ("渔船全部回港。\n渔船全部回港。", [(8, "渔船全部回港。")]),
        (
            "渔船全部回港。渔民全部上岸。渔船全部回港。渔民全部上岸。",
            [(14, "渔船全部回港。渔民全部上岸。")],
        ),
        ("渔船全部回港\n渔船全部回港。渔民上岸。", []),
        ("渔船回港。渔船回港。", []),
        ("渔船全部回港。渔船全部出港。", []),
        ("渔船回港。（渔政支队负责）渔民上岸。（渔政支队负责）", []),
    ],
)
def test_sentences(text: str, found: list[tuple[int, str]]) -> None:
    assert places("of = 'sentences'\nsize = 6", text) == found


def test_where_it_stood_before() -> None:
    rule, text = "of = 'sentences'\nsize = 6", "渔船全部回港。渔民上岸。渔船全部回港。"
    _, (found,) = matches(Repetition, repetition.run, rule, text)
    assert [tuple(related.span) for related in found.related] == [(0, 7)]
    assert found.words["n"] == "7"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("渔船全部回港，渔民上岸；渔船全部回港，码头关灯。", [(12, "渔船全部回港")]),
        ("渔船全部回港，渔民上岸；渔船陆续回港，码头关灯。", []),
        ("按照禁渔规定，渔民上岸；按照禁渔规定，码头关灯。", []),
    ],
)
def test_clauses(text: str, found: list[tuple[int, str]]) -> None:
    assert places("of = 'clauses'\nsize = 6\nunless = '规定'", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("渔政员查网。渔政员查船。渔政员查证。", [(12, "渔政员")]),
        ("渔政员查网。\n渔政员查船。\n渔政员查证。", [(14, "渔政员")]),
        ("渔政员查网。渔政员查船。渔民回港。渔政员查证。", []),
        ("渔政员查网。渔政员查船。\n渔政员查证。", []),
        ("8月1日查网。8月1日查船。8月1日查证。", []),
    ],
)
def test_openings(text: str, found: list[tuple[int, str]]) -> None:
    assert places("of = 'openings'\nsize = 3\ntimes = 3", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("认真查网，认真查船，认真查证。", [(10, "认真")]),
        ("认真查网，认真查船。认真查证。", []),
        ("认真查网，大力查船，认真查证。", []),
        ("认真查网，认真查船。认真查证，认真查岗，认真查灯。", [(20, "认真")]),
    ],
)
def test_words(text: str, found: list[tuple[int, str]]) -> None:
    assert places("of = 'words'\ntag = 'adverb'\ntimes = 3", text) == found


@pytest.mark.parametrize("options", [{"of": "words"}, {"of": "clauses", "tag": "adverb"}])
def test_only_words_have_a_tag(options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="tag"):
        Repetition.model_validate(options).compile(WORDS)
