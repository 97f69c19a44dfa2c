"""What is suggested, by band, findings and the table of the office."""

from typing import Any

import pytest

from shengao.desk import rows, suggesting
from shengao.finding import DraftResult, Finding, Located, Severity
from shengao.scorecard import Band, Evidence, Gain, Light, Mark, Scorecard, Submission
from shengao.text import Span


def found(fault: str, severity: Severity = Severity.ERROR) -> Located:
    finding = Finding("rule", fault, "实", severity, "说明", Span(0, 2), "词语")
    return Located(finding, 1, 1, 1, 3, "词语在这里", 0, 2)


def result(
    band: Band | None,
    total: int | None,
    *findings: Located,
    gates: tuple[str, ...] = (),
    genre: str = "经验",
) -> DraftResult:
    card = Scorecard({}, {}, total, band, gates)
    return DraftResult("甲.txt", genre=genre, findings=findings, score=card)


WARNING = Severity.WARNING


@pytest.mark.parametrize(
    ("draft", "suggested"),
    [
        (result("优", 91), ("采用候选", "总分 91，优")),
        (result("良", 76, found("vague", WARNING)), ("采用候选", "总分 76，良")),
        (
            result("良", 76, found("typo"), found("figure-error"), found("typo")),
            ("修改后采用", "总分 76，良；必改 3 处：错别字 2、数字错误 1"),
        ),
        (result("可", 61), ("修改后采用", "总分 61，可")),
        (result("需修改", 41), ("建议退改", "总分 41，需修改")),
        (result("待核", 70, gates=("数不对",)), ("修改后采用", "总分 70，待核；数不对")),
        (result("待核", 41, gates=("数不对",)), ("建议退改", "总分 41，待核；数不对")),
        (result(None, None, genre="讲话"), ("修改后采用", "这个文种不计总分")),
        (
            result("需修改", 41, genre="紧急信息"),
            ("修改后采用", "紧急信息，先核实再修改；总分 41，需修改"),
        ),
        (DraftResult("甲.txt"), ("建议退改", "只有片段，不评分")),
    ],
)
def test_what_is_suggested(draft: DraftResult, suggested: tuple[str, str]) -> None:
    assert suggesting.of(draft, {}, 60) == suggested


@pytest.mark.parametrize(
    ("severity", "suggestion", "reason"),
    [
        (WARNING, "建议退改", "总分 91，优；有雷同的问题"),
        (Severity.INFO, "采用候选", "总分 91，优"),
    ],
)
def test_what_the_office_returns(severity: Severity, suggestion: str, reason: str) -> None:
    desk: dict[str, Any] = {"return_for": ("copy", "sensitive")}
    draft = result("优", 91, found("copy", severity))
    assert suggesting.of(draft, desk, 60) == (suggestion, reason)


def test_the_table_of_the_office() -> None:
    desk = {"suggestions": {"可": "建议退改", "不计总分": "采用候选"}}
    assert suggesting.of(result("可", 61), desk, 60).suggestion == "建议退改"
    assert suggesting.of(result("良", 76), desk, 60).suggestion == "采用候选"
    assert suggesting.of(result(None, None), desk, 60).suggestion == "采用候选"


def test_a_result_comes_back_as_it_was() -> None:
    evidence = Evidence("实", 3.5, "有数据", (Span(1, 3),), "figures", "准", ("词\ud800",))
    card = Scorecard(
        {"实": Mark(80, 0.3, (evidence,)), "新": Mark(None, why="没有往期稿件可比")},
        {"准": 90, "顺": 70},
        71,
        "良",
        (),
        (Light("准确", True, ()), Light("规范", None, ("不明",))),
        (Gain("深", 2.5, "写出原因"),),
        Submission(None, "收稿时间"),
    )
    whole = DraftResult(
        "邮件.eml/甲.docx", "word", "题", "经验", 812, None,
        (found("typo"),), (found("vague", WARNING)._replace(reason="引语"),), ("x：坏",), card,
    )  # fmt: skip
    assert rows.unpacked(rows.packed(whole)) == whole
