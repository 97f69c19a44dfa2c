"""The facts of a draft: complete in figures and dates, sure of names, marked by findings."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao import engine, facts, read, rulebook
from shengao.contents import Contents, Fact
from shengao.document import Document
from shengao.finding import Run
from shengao.structure import FIGURES

BOOK = rulebook.load()
CANAL = """石桥县春灌用水调度有序

　　2025年3月5日，石桥县水利局局长李明介绍，全县已检修渠道42公里，安排资金186万元，整改率90%，比上年提高12个百分点。\
护林员方志宏和欧阳明到清河镇柳林村、县应急管理局调研。约30户农户参加，培训1.2万人次。\
依据《石桥县春灌方案》（石政发〔2025〕3号）第三条，县水利局值班电话0537-2345678。

石桥县水利局
2025年3月6日
"""


def of(text: str, name: str = "稿件.txt", *, lint: bool = True) -> Contents:
    document = Document.of(read.read(name, text.encode(), name=name), BOOK.words)
    return facts.contents(document, engine.lint(document, BOOK) if lint else Run(()))


def of_kind(contents: Contents, kind: str) -> list[Fact]:
    return [fact for fact in contents.facts if fact.kind == kind]


def test_figures_have_indicator_date_and_value() -> None:
    found = [(f.text, f.about, f.when, f.value) for f in of_kind(of(CANAL), "数字")]
    assert found == [
        ("42公里", "检修渠道", "2025年3月5日", ""),
        ("186万元", "资金", "2025年3月5日", "1,860,000 元"),
        ("90%", "整改率", "2025年3月5日", ""),
        ("12个百分点", "整改率提高", "2025年3月5日", ""),
        ("30户", "农户", "", ""),
        ("1.2万人次", "培训", "", "12,000 人次"),
    ]


def test_dates_are_resolved() -> None:
    found = [(f.text, f.value, f.unverifiable) for f in of_kind(of(CANAL), "日期")]
    assert found == [
        ("2025年3月5日", "2025-03-05", ""),
        ("上年", "2024-01-01—2024-12-31", ""),
        ("2025年3月6日", "2025-03-06", ""),
    ]


def test_persons_have_their_posts_with_the_body() -> None:
    assert [(f.text, f.about) for f in of_kind(of(CANAL), "人员")] == [
        ("李明", "石桥县水利局局长"),
        ("方志宏", "护林员"),
        ("欧阳明", "护林员"),
    ]


def test_bodies_and_places_stand_once() -> None:
    contents = of(CANAL)
    assert [(f.text, f.times) for f in of_kind(contents, "单位")] == [
        ("石桥县水利局", 1),
        ("县应急管理局", 1),
        ("县水利局", 1),
    ]
    assert [f.text for f in of_kind(contents, "地点")] == ["石桥县", "清河镇柳林村"]
    again = of("石桥县水利局、县水利局。\n\n　　县水利局检修渠道，县水利局验收。\n")
    assert [(f.text, f.times) for f in of_kind(again, "单位")] == [
        ("石桥县水利局", 1),
        ("县水利局", 3),
    ]


def test_numbers_of_documents_know_their_title() -> None:
    contents = of(CANAL)
    assert [(f.text, f.about) for f in of_kind(contents, "文号")] == [
        ("石政发〔2025〕3号", "《石桥县春灌方案》")
    ]
    assert [(f.text, f.about) for f in of_kind(contents, "文件")] == [
        ("《石桥县春灌方案》", ""),
        ("第三条", "《石桥县春灌方案》"),
    ]
    assert [f.text for f in of_kind(contents, "号码")] == ["0537-2345678"]


def test_unit_is_that_of_the_sign_off() -> None:
    assert of(CANAL).unit == "石桥县水利局"
    assert of("---\nunit: 岚溪县供水站\n---\n# 供水\n\n供水3次。\n", "稿.md").unit == "岚溪县供水站"
    assert of("供水3次。\n").unit == ""


def test_a_word_before_a_body_is_no_part_of_it() -> None:
    contents = of("　　县财政局会同县水利局提出方案。县民政局和县邮政局、和平区教育局参加。\n")
    assert [f.text for f in of_kind(contents, "单位")] == [
        "县财政局", "县水利局", "县民政局", "县邮政局", "和平区教育局",
    ]  # fmt: skip


def test_line_and_sentence_lead_to_the_place() -> None:
    fact = of_kind(of(CANAL), "数字")[4]
    assert (fact.line, fact.sentence) == (3, "约30户农户参加，培训1.2万人次。")
    assert CANAL[fact.span.start : fact.span.end] == "30户"


@pytest.mark.parametrize(
    ("text", "kind", "words", "why"),
    [
        ("约30户农户参加。", "数字", "30户", "约数，查不出准不准。"),
        ("3月5日，渠道通水。", "日期", "3月5日", "没有年份，推不出是哪一天。"),
        ("陈卫东表示，渠道已经通水。", "人员", "陈卫东", "没有写明单位、职务。"),
    ],
)
def test_what_cannot_be_checked_is_marked(text: str, kind: str, words: str, why: str) -> None:
    (fact,) = of_kind(of(text, lint=False), kind)
    assert (fact.text, fact.unverifiable, fact.conflict) == (words, why, "")


def test_missing_figures_and_vague_times_have_rows() -> None:
    contents = of("　　前段时间，全县渠道通水里程明显提高。\n")
    assert [(f.kind, f.text) for f in contents.facts if f.unverifiable] == [
        ("日期", "前段时间"),
        ("数字", "明显提高"),
    ]
    assert "没有数据支撑" in of_kind(contents, "数字")[0].unverifiable


def test_contradicting_figures_are_marked_at_every_place() -> None:
    contents = of("　　投诉由120件减少到45件，下降52.5%。\n")
    marked = {f.text: f.conflict for f in of_kind(contents, "数字")}
    assert marked["52.5%"].startswith("“52.5%”")
    assert marked["120件"] == marked["45件"] == marked["52.5%"]


def test_two_ways_to_write_a_person_contradict() -> None:
    contents = of("　　护林员方志宏每天巡山20公里。方志红说，林子里的路他闭着眼都认得。\n")
    assert [(f.text, bool(f.conflict)) for f in of_kind(contents, "人员")] == [
        ("方志宏", True),
        ("方志红", True),
    ]


def test_a_conflict_that_the_draft_allows_is_marked_with_its_reason() -> None:
    text = "<!-- shengao: allow change-miscalculated 以年报为准 -->\n\n"
    plain = of("投诉由120件减少到45件，下降52.5%。\n", "稿.md")
    rule = next(
        f.rule
        for f in engine.lint(
            Document.of(
                read.read("a.md", "投诉由120件减少到45件，下降52.5%。\n".encode(), name="a.md"),
                BOOK.words,
            ),
            BOOK,
        ).findings
        if f.fault == "figure-error"
    )
    allowed = of(
        text.replace("change-miscalculated", rule) + "投诉由120件减少到45件，下降52.5%。\n", "稿.md"
    )
    conflict = next(f.conflict for f in plain.facts if f.text == "52.5%")
    assert next(f.conflict for f in allowed.facts if f.text == "52.5%") == (
        f"{conflict}（已放行：以年报为准）"
    )


def test_blanks_are_unverifiable_and_no_conflict() -> None:
    contents = of("　　全县检修渠道XX公里，投入××万元。\n")
    assert [f for f in contents.facts if f.conflict] == []
    assert any("没有填的空" in f.unverifiable for f in contents.facts)


def test_project_dictionaries_add_posts(tmp_path: Path) -> None:

    (tmp_path / "names.tsv").write_text("word\tmode\ttag\n渠长\ttext\tname-post\n", "utf-8")
    document = Document.of(
        read.read("a.txt", "渠长李建国巡渠。".encode(), name="a.txt"), BOOK.words
    )
    assert [f.text for f in facts.of(document, Run(()), (tmp_path,)) if f.kind == "人员"] == [
        "李建国"
    ]


PIECES = st.sampled_from(
    ["3月5日", "42公里", "90%", "李明", "局长", "县水利局", "清河镇", "《方案》", "，", "。", "\n",
     "和", "提高", "约", "明显", "渠道", "X", "　　", "**", "<b>", "由120件减少到45件"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["稿.txt", "稿.md"]))
def test_facts_are_where_they_say_and_no_figure_is_missing(text: str, name: str) -> None:
    text += "渠"  # nothing but space is no draft
    document = Document.of(read.read(name, text.encode(), name=name), BOOK.words)
    contents = facts.contents(document, engine.lint(document, BOOK))
    for fact in contents.facts:
        assert 0 <= fact.span.start <= fact.span.end <= len(contents.text)
        assert fact.line == document.source.position(fact.span.start).line
    spans = {fact.span for fact in contents.facts if fact.kind == "数字"}
    for entity in document.entities:
        if entity.kind in FIGURES:
            assert document.view.origin(entity.start, entity.end) in spans
    shown = "".join(
        contents.text[start:end] for passage in contents.passages for start, end in passage.pieces
    )
    assert shown == document.text.replace("\n", "")


TABLE = """石桥县隐患整改情况

| 类别 | 发现 | 已整改 |
|---|---|---|
| 坝体渗漏 | 9 | 7 |
| 设备故障 | 16 | 13 |
"""


def test_figures_of_a_table_are_named_by_row_and_column() -> None:
    found = [(f.text, f.about, f.unverifiable) for f in of_kind(of(TABLE, "表.md"), "数字")]
    assert found == [
        ("9", "坝体渗漏发现", ""),
        ("7", "坝体渗漏已整改", ""),
        ("16", "设备故障发现", ""),
        ("13", "设备故障已整改", ""),
    ]


def test_a_table_whose_rows_cannot_be_told_names_nothing() -> None:
    found = of_kind(of(TABLE.replace("| 7 |", "| |"), "表.md"), "数字")
    assert {f.about for f in found} == {""}
