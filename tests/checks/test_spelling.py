"""The kind `spelling`: bounds, names, quotations, and that nothing gates it."""

import pytest
from pydantic import ValidationError

from shengao.checks import spelling
from shengao.checks.options.spelling import Spelling
from shengao.finding import Applicability

from .conftest import Check
from .kinds import matches

ALL = 'use = "spelling"\nleast = 1.0\n'
TEXT = "林业站对造林质量进行采样监册，公示结果。"


def test_reports_the_word_with_the_right_one(check: Check) -> None:
    (found,) = check(ALL, TEXT)
    assert (tuple(found.span), found.text) == ((12, 14), "监册")
    (fix,) = found.fixes
    assert fix.applicability is Applicability.SUGGESTED
    assert [tuple(edit) for edit in fix.edits] == [(12, 14, "监测")]


def words(options: str, text: str) -> list[str]:
    return [text[one.start : one.end] for one in matches(Spelling, spelling.run, options, text)[1]]


def test_bounds_share_the_findings() -> None:
    text = "乡镇卫生院建立健康挡案。企业办事更加便截。"
    assert words("least = 1.0", text) == ["健康挡案", "便截"]
    assert words("least = 1.0\nbelow = 4.5", text) == ["便截"]
    assert words("least = 4.5", text) == ["健康挡案"]


def test_keeps_its_hands_off_quoted_titles_and_speech(check: Check) -> None:
    assert check(ALL, "印发《采样监册办法》，抓好落实。") == []
    assert check(ALL, "他在会上说：“进行采样监册，公示结果。”") == []


@pytest.mark.parametrize(
    "text",
    [
        "县委书记王秀兰到卓尼县调研，看望返乡青年扎西次仁。",
        "俄罗斯专家弗拉基米尔·伊万诺夫参观试验田。",
        "村民买买提·吐尔逊和古丽米拉领取补贴。",
        "浐灞国际港新开班列3趟。",
    ],
)
def test_takes_names_for_names(check: Check, text: str) -> None:
    assert check(ALL.replace("1.0", "0.5"), text) == []


@pytest.mark.parametrize(
    ("slip", "name"),
    [
        ("镇里完成采样监册工作。", "镇里完成采样监册村工作。"),
        ("推行挡案管理，公示结果。", "推行“挡案+码”管理，公示结果。"),
    ],
)
def test_doubts_places_and_what_is_quoted(check: Check, slip: str, name: str) -> None:
    assert len(check(ALL, slip)) == 1
    assert check(ALL, name) == []


def test_does_not_cross_the_end_of_a_block(check: Check) -> None:
    assert check(ALL, "镇里召开会议，落实主体责\n仁和村参加，完成任务。") == []


def test_says_that_bounds_are_out_of_order() -> None:
    with pytest.raises(ValidationError, match="below 应大于 least"):
        Spelling(least=3, below=3)
