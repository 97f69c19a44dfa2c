"""Signals of 实: figures, comparisons, sources and levels, and what feigns them."""

import pytest
from drafts import NEWS
from signal_shares import measured, share

DITCH = "青溪镇疏浚排水沟\n3月6日，青溪镇疏浚排水沟。"
FIGURES, COMPARED, SOURCED, LEVELS = (
    "figures-of-something",
    "compared-figures",
    "sourced-figures",
    "ordered-levels",
)


def test_three_figures_are_enough_for_a_short_draft() -> None:
    told = DITCH + "清淤3400立方米，受益农户560户，投资12.6万元。"
    assert share(FIGURES, told) == 1
    assert share(FIGURES, told + "出动挖掘机7台。") == 1


@pytest.mark.parametrize(
    "stuffing",
    [
        "数据：1、2、3、4、5、6、7、8、9、10、11、12。",
        "共计3个、5个、7个、9个、11个。",
        "其中分别为20%、30%、40%、50%。",
        "3月7日、3月8日、3月9日、3月10日。",
        "咨询电话0512-66778899、0512-66778890。",
        "青政发〔2026〕4号、青政发〔2026〕5号、青政发〔2026〕6号。",
        "第一、第二、第三、第四。2023年、2024年、2025年。",
    ],
)
def test_numbers_that_count_nothing_earn_nothing(stuffing: str) -> None:
    assert share(FIGURES, DITCH + stuffing) == 0


def test_a_figure_said_again_is_one_figure() -> None:
    once = DITCH + "清淤3400立方米。"
    again = once + "此次清淤3400立方米。全镇累计清理淤泥3400立方米。"
    assert share(FIGURES, again) == share(FIGURES, once) == pytest.approx(1 / 3)


def test_a_list_of_figures_in_one_sentence_counts_four() -> None:
    listed = "、".join(f"{name}村{11 + at}人" for at, name in enumerate("甲乙丙丁戊己庚辛"))
    found = measured(FIGURES, f"{DITCH}参加疏浚的有{listed}。")
    assert found is not None
    assert found.what == "写明所指事项的数据4个，每百字约1个为宜。"


@pytest.mark.parametrize(
    "words",
    [
        "候诊时间由46分钟缩短到19分钟",
        "就诊3200人次，同比增长12.5%",
        "平均漏损率31.4%，高于20%的控制目标",
        "地头价每公斤5.2元，比2023年高0.6元",
        "危房86户，已鉴定71户，鉴定率82.6%",
    ],
)
def test_two_values_compare(words: str) -> None:
    assert share(COMPARED, f"县医院门诊\n县医院公布数据，{words}。") == 1


@pytest.mark.parametrize(
    "words",
    ["就诊人次同比增长12.5%", "就诊人次同比增长、环比上升", "由原来的拥挤变为有序", "就诊3200人次"],
)
def test_one_value_compares_nothing(words: str) -> None:
    assert share(COMPARED, f"县医院门诊\n县医院公布数据，{words}。") == 0


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("据县统计局统计，全县有危房86户", 0.6),
        ("截至4月2日，已鉴定危房71户", 0.4),
        ("乡民政办台账登记危房86户", 0.6),
        ("据统计，全县有危房86户", 0),
        ("数据显示，全县有危房86户", 0),
        ("截至目前，已鉴定危房71户", 0),
        ("据县统计局统计，危房不少", 0),
    ],
)
def test_a_source_is_a_body_or_a_day(words: str, expected: float) -> None:
    assert share(SOURCED, f"北河乡核查危房\n{words}。") == pytest.approx(expected)


BODY = "".join(
    f"5月{day}日，石门乡完成第{day}批小水库汛前检查，发现隐患{day + 3}处，由乡水利站逐处登记整改。"
    for day in range(1, 9)
)


def test_numbers_out_of_order_cost() -> None:
    text = f"石门乡管好小水库\n{BODY}\n" + "\n".join(
        f"{number}是{words}。"
        for number, words in (
            ("一", "明确每座水库的巡查员两名并在坝头公示"),
            ("二", "在下坪村设仓库存放编织袋和水泵若干"),
            ("三", "组织群众转移演练并由村干部逐户登记"),
        )
    )
    assert share(LEVELS, text) == 1
    assert share(LEVELS, text.replace("三是", "四是")) == 0.5
    assert share(LEVELS, text.replace("二是", "一是")) == 0.5


def test_one_long_paragraph_has_no_levels() -> None:
    assert share(LEVELS, "石门乡管好小水库\n" + BODY + BODY.replace("5月", "6月")) == 0


def test_empty_headings_are_no_levels() -> None:
    block = "石门乡管好小水库\n" + BODY
    empty = block + "\n一、问题\n二、原因\n三、建议\n加强领导。"
    assert share(LEVELS, empty) == share(LEVELS, block) == 0.5


@pytest.mark.parametrize("slug", [FIGURES, COMPARED, SOURCED, LEVELS])
def test_saying_it_twice_earns_nothing(slug: str) -> None:
    body = NEWS.split("\n", 1)[1].partition("\n石桥镇人民政府")[0]
    for text in (NEWS, DITCH + "清淤3400立方米。", "青溪镇疏浚排水沟\n" + BODY):
        twice = (
            text.replace(body, body + body)
            if text is NEWS
            else text + "\n" + text.split("\n", 1)[1]
        )
        assert share(slug, twice) <= share(slug, text)


def test_a_short_draft_with_empty_numbers_has_no_levels() -> None:
    assert share(LEVELS, "石门乡管好小水库\n石门乡完成水库检查。") == 1
    assert share(LEVELS, "石门乡管好小水库\n一、问题。二、原因。三、建议。") == 0


def test_figures_of_what_was_only_held_are_worth_little() -> None:
    held = (
        "县直机关开展义务植树活动\n3月25日，县直机关开展义务植树活动，栽植侧柏1500株，填土40立方米，"
        "参加人员200人，出动车辆12台次。"
    )
    came = held + "侧柏4月底前由县林场补种，林场查出枯死苗310株，死亡率由9%降到4%。"
    assert share(FIGURES, held) <= 0.4
    assert share(FIGURES, came) > 0.9
