"""Signals of 深: chains that hold, causes with content, comparisons, points, results."""

import pytest
from drafts import draft
from signal_shares import measured, share

from shengao.score import Beside
from shengao.score.draft import Draft
from shengao.score.readings_structure import figures, points, told, topics

TITLE = "山口镇水库渗漏问题亟待解决\n"
PROBLEM = "7月，山口镇抽查水库12座，坝脚渗漏5座，占41.7%。"
CAUSE = "渗漏的主要原因是白蚁蛀坝，5座水库共查出蚁巢31处。"
REMEDY = "建议县水利局9月底前为5座水库坝脚灌浆堵漏，清除蚁巢31处。"


def test_a_chain_of_three_links_is_whole() -> None:
    assert share("solved-problem", TITLE + PROBLEM + CAUSE + REMEDY) == 1.0


@pytest.mark.parametrize(
    ("text", "expected", "said"),
    [
        (PROBLEM + CAUSE, 0.45, "写了问题和原因，没有与之对应的对策"),
        (PROBLEM + REMEDY, 0.3, "没有原因分析"),
        (CAUSE + PROBLEM, 0.0, "提到了原因，但没有与具体的问题、对策连起来"),
        (PROBLEM, 0.0, "没有原因分析"),
    ],
)
def test_a_link_that_lacks_is_named(text: str, expected: float, said: str) -> None:
    found = measured("solved-problem", TITLE + text)
    assert found is not None
    assert (found.share, found.what) == (expected, said)
    assert found.advice


def test_a_cause_without_name_or_figure_earns_less() -> None:
    bare = "渗漏的主要原因是白蚁蛀坝、坝体单薄。"
    assert share("solved-problem", TITLE + PROBLEM + bare + REMEDY) == 0.85


def test_links_on_other_subjects_make_no_chain() -> None:
    other = "原因是菜场摊位租金上涨，26家商户退租。"
    away = "建议县交通局新开公交线路3条，投放客车18辆。"
    assert share("solved-problem", TITLE + PROBLEM + other + away) <= 0.3


def test_the_same_sentence_three_times_is_no_chain() -> None:
    said = "山口镇水库渗漏原因是白蚁蛀坝5处，建议整改。"
    again = [
        "山口镇水库渗漏原因是白蚁蛀坝6处，建议整改。",
        "山口镇水库渗漏原因是白蚁蛀坝7处，建议整改。",
    ]
    assert share("solved-problem", TITLE + said + "".join(again)) < 0.9


@pytest.mark.parametrize(
    "sentence",
    [
        "因蚁巢未清，坝脚3处渗水。",
        "由于经费每座只有800元，护坝员4个月没有上坝。",
        "白蚁蛀空坝体，致使5座水库降低水位运行。",
        "坝脚渗水5处，主要是白蚁蛀坝。",
        "上游采石场堆渣2万方，这是库区淤积的主要原因。",
    ],
)
def test_ways_to_say_why(sentence: str) -> None:
    assert share("stated-causes", TITLE + PROBLEM + sentence) == 0.5


@pytest.mark.parametrize(
    "sentence",
    [
        "因此，镇里召开了会议，部署了工作。",
        "由于种种原因，5座水库尚未整改。",
        "打造成一流水库，目的在于服务群众。",
        "原因是多方面的。",
        "渗漏导致渗漏。",
    ],
)
def test_what_only_sounds_like_a_cause(sentence: str) -> None:
    assert share("stated-causes", TITLE + PROBLEM + sentence) == 0.0


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("漏水量由每日86立方米降至21立方米。", 0.4),
        ("水费收缴率同比提高12%。", 0.1),
        ("水费收缴率78%，同比提高12个百分点。", 0.4),
        ("水费收缴率78%，低于全县平均水平9个百分点。", 0.3),
        ("2023年、2024年、2025年灌溉面积分别为310亩、420亩、560亩。", 0.3),
        ("由1到2，由3到4，由5到6。", 0.0),
        ("水费收缴率大幅提高，位居前列。", 0.0),
    ],
)
def test_what_a_comparison_is_worth(sentence: str, expected: float) -> None:
    assert share("comparison", TITLE + sentence) == pytest.approx(expected)


def test_headings_are_paid_by_what_stands_under_them() -> None:
    heads = ["蚁巢逐座清零", "坝脚灌浆止漏", "护坝员按月领薪"]
    bodies = [
        "镇水利站请来灭蚁队，5座水库清除蚁巢31处，9月复查没有新巢。",
        "施工队给坝脚灌浆420立方米，5座水库止漏，汛期坝后没有积水。",
        "护坝员由镇里按月发放补贴600元，12人签订合同。",
    ]
    full = "\n".join(
        f"{number}、{head}\n{body}"
        for number, head, body in zip("一二三", heads, bodies, strict=True)
    )
    empty = "\n".join(f"{number}、{head}" for number, head in zip("一二三", heads, strict=True))
    assert share("telling-headings", TITLE + full) == 1.0
    assert share("telling-headings", f"{TITLE}{PROBLEM}\n{empty}\n{REMEDY}") < 0.3


def test_a_lead_of_a_meeting_concludes_nothing() -> None:
    assert share("conclusion-first", "山口镇开会\n7月3日，山口镇召开防汛会议，86人参加。") == 0.0
    assert share("conclusion-first", "山口镇清除蚁巢\n7月3日，山口镇清除蚁巢31处。") >= 0.6


def test_strung_in_time_costs_what_results_earned() -> None:
    results = [
        "镇水利站清除蚁巢31处。",
        "施工队灌浆420立方米。",
        "护坝员更换测压管16根。",
        "水库蓄水达到86%。",
    ]
    links = ["首先，", "随后，", "接着，", "最后，"]
    strung = "".join(map("".join, zip(links, results, strict=True)))
    assert share("results-over-actions", TITLE + "".join(results)) == 1.0
    assert share("results-over-actions", TITLE + strung) < 0


def seen(text: str) -> Draft:
    return Draft(draft(text), Beside(), {})


def test_subjects_leave_out_what_any_report_has() -> None:
    one = seen("建议进一步加强领导，确保工作取得成效。白蚁蛀坝。")
    assert topics(one, 0, 19) == frozenset()
    assert topics(one, 19, 24) == {"白蚁", "蚁蛀", "蛀坝"}


def test_figures_of_nothing_count_nothing() -> None:
    one = seen("数据：1、2、3。蚁巢31处，占86%。")
    text = one.document.text
    assert [text[f.start : f.end] for f in figures(one, 0, len(text))] == ["31处", "86%"]


def test_points_are_headings_and_phrases_that_open_paragraphs() -> None:
    one = seen(
        "山口镇修水库\n7月，山口镇修水库5座，投入120万元。\n"
        "一是清蚁巢。5座水库清除蚁巢31处。二是灌浆。坝脚灌浆420立方米。\n"
        "三、护坝有人管\n12名护坝员上岗，每人每月补贴600元。"
    )
    assert [point.text for point in one.once(points)] == ["清蚁巢", "灌浆", "护坝有人管"]
    assert one.once(told)[0].text == "7月，山口镇修水库5座，投入120万元。"
