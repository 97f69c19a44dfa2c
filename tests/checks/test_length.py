"""The kind `length`: what is too long, or too short."""

import pytest
from pydantic import ValidationError

from shengao.checks import length
from shengao.checks.options.length import Length

from .conftest import Check
from .kinds import matches


def places(rule: str, text: str) -> list[tuple[int, str, str]]:
    document, found = matches(Length, length.run, rule, text)
    return [(one.start, document.text[one.start : one.end], one.words["n"]) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("下雨。水库开闸放水两小时。", [(3, "水库开闸放水两小时。", "10")]),
        ("水库开闸；放水两小时。", []),
        ("水库开闸放水一小时", []),
        ("水库开闸放水一小时\n下雨。", []),
    ],
)
def test_sentences(text: str, found: list[tuple[int, str, str]]) -> None:
    assert places("of = 'sentence'\nmost = 9", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("下雨。\n8月1日，水库开闸放水一个小时。", [(9, "水库开闸放水一个小时", "16")]),
        ("下雨。\n水库开闸放水。", []),
    ],
)
def test_paragraphs_are_reported_on_their_opening(
    text: str, found: list[tuple[int, str, str]]
) -> None:
    assert places("of = 'paragraph'\nmost = 12", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("水库开闸放水\n水位下降。", [(0, "水库开闸放水", "6")]),
        ("水库开闸（修订）\n水位下降。", []),
        ("水库开闸放水，水位下降。", []),
    ],
)
def test_titles(text: str, found: list[tuple[int, str, str]]) -> None:
    assert places("of = 'title'\nmost = 5", text) == found


def test_drafts_too_short() -> None:
    assert places("of = 'draft'\nleast = 9", "水库开闸\n水位下降。") == [(0, "水库开闸", "5")]
    assert places("of = 'draft'\nleast = 5", "水库开闸\n水位下降。") == []


def test_drafts_by_genre(check: Check) -> None:
    rule = "use = 'length'\nof = 'draft'\n[check.genres]\n'讲话' = 5\n'总结' = 20\n"
    text = "---\ngenre: 讲话\n---\n\n# 水库开闸\n\n水位下降一米多。\n"
    (found,) = check(rule, text, is_markdown=True)
    assert found.text == "水库开闸"
    assert check(rule, text.replace("讲话", "总结"), is_markdown=True) == []
    assert check(rule, text.replace("讲话", "函"), is_markdown=True) == []


@pytest.mark.parametrize("options", [{"of": "title"}, {"of": "sentence", "genres": {"讲话": 9}}])
def test_options_without_a_limit(options: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Length.model_validate(options)


def test_drafts_too_short_by_genre(check: Check) -> None:
    rule = "use = 'length'\nof = 'draft'\n[check.fewest]\n'讲话' = 8\n'总结' = 7\n"
    text = "---\ngenre: 讲话\n---\n\n# 水库开闸\n\n水位下降一米。\n"
    (found,) = check(rule, text, is_markdown=True)
    assert found.text == "水库开闸"
    assert check(rule, text.replace("讲话", "总结"), is_markdown=True) == []
    assert check(rule, text.replace("讲话", "函"), is_markdown=True) == []


def test_own_limits_stand_in_place_of_those_of_the_rule() -> None:
    rule = {"of": "draft", "most": 0, "genres": {"讲话": 5, "总结": 20}, "fewest": {}}
    found = length.limited(rule, [("讲话", 9, 30), ("简报", None, 40), ("总结", 1, None)])
    assert found == {**rule, "genres": {"讲话": 30, "总结": 20, "简报": 40}}
    assert rule["genres"] == {"讲话": 5, "总结": 20}
    title = {"of": "title", "most": 30, "genres": {}, "fewest": {}}
    assert length.limited(title, [("讲话", 9, 30)]) == title
