"""Which characters are suspected: slips of any trade, no names, no words of today."""

import itertools
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shengao.spelling.model import shipped
from shengao.spelling.suspicion import readings, suspects

SLIPS = [
    "学校食堂严格落实食品留样⟦志度→制度⟧。",
    "公安交警在国道设卡⟦整制→整治⟧货车超载。",
    "县法院建立执行⟦联动机志→联动机制⟧，执结案件312件。",
    "民政局提高农村低保⟦标淮→标准⟧，惠及困难群众。",
    "应急管理局督促企业落实安全生产主体⟦责仁→责任⟧。",
    "乡镇卫生院为慢性病患者建立⟦健康挡案→健康档案⟧。",
    "交通局完善农村⟦交通网洛→交通网络⟧。",
    "环保部门对企业排污口进行采样⟦监册→监测⟧。",
    "国企对下属公司实行清单化⟦管里→管理⟧。",
    "市医保局推进异地就医⟦直接节算→直接结算⟧。",
    "博物馆举办非物质⟦文化遗严→文化遗产⟧展览。",
    "村民⟦因地制谊→因地制宜⟧发展林下经济。",
]


def marked(text: str, least: float = 1.0) -> str:
    """The text with every suspect word in the notation of the rule files."""
    at, parts = 0, []
    for one in suspects(shipped(), text, least):
        parts += [text[at : one.word_start], "⟦", text[one.word_start : one.word_end]]
        parts += ["→", one.right, "⟧"]
        at = one.word_end
    return "".join((*parts, text[at:]))


def plain(text: str, side: int) -> str:
    """A marked text as it was written (0) or should be (1)."""
    parts = text.replace("⟧", "⟦").split("⟦")
    return "".join(
        part.split("→")[side] if number % 2 else part for number, part in enumerate(parts)
    )


@pytest.mark.parametrize("expected", SLIPS)
def test_finds_slips_and_what_is_right(expected: str) -> None:
    assert marked(plain(expected, 0)) == expected


@pytest.mark.parametrize("expected", SLIPS)
def test_leaves_the_right_word_alone(expected: str) -> None:
    assert marked(plain(expected, 1)) == plain(expected, 1)


@pytest.mark.parametrize(
    "text",
    [
        "区税务局为小规模纳税人办理留抵退税。",
        "住建局对在建工地扬尘治理情况进行抽查。",
        "社区党支部组织党员志愿者清理楼道杂物。",
        "俄罗斯专家弗拉基米尔·伊万诺夫参观水稻试验田。",
        "市融媒体中心播出《塬上的守望》12集。",
        "“鑫沄”牌茶油获得绿色食品认证。",
        "水务局完成圩堤除险加固，新建泵站5座。",
        "网格员上门，帮独居老人解决痛点、堵点问题。",
    ],
)
def test_leaves_names_and_words_of_the_trade_alone(text: str) -> None:
    assert marked(text) == text


def test_finds_whole_words_of_the_same_sound() -> None:
    (one,) = suspects(shipped(), "实施质量蹄声规划。", 0.2)
    assert (one.start, one.end, one.right) == (4, 6, "提升")


def test_what_stands_three_times_is_no_slip() -> None:
    once = "环保部门采样监册，结果达标。"
    assert marked(once) == "环保部门采样⟦监册→监测⟧，结果达标。"
    assert "⟦" not in marked("环保部门采样监册。" * 3)


def test_orders_suspects_without_overlaps_and_keeps_to_the_bound() -> None:
    text = "完善基础设师建设，提高低保标淮，压实主体责仁。"
    found = suspects(shipped(), text, -1)
    assert [one.right for one in found] == ["基础设施", "标准", "责任"]
    assert all(a.word_end <= b.word_start for a, b in itertools.pairwise(found))
    least = sorted(one.score for one in found)[1]
    assert len(suspects(shipped(), text, least)) == 2


def scores(text: str, least: float) -> dict[tuple[int, str], float]:
    model = shipped()
    found = {}
    for one in readings(model, text, least):
        *weights, _ = model.weights[len(one.put) - 1]
        found[one.start, one.put] = sum(map(float.__mul__, weights, one.features))
    return found


@pytest.mark.parametrize("least", [-1.0, 0.5, 2.0])
@settings(deadline=None, max_examples=30)
@given(st.data())
def test_leaves_out_no_reading_that_reaches_the_least_score(
    least: float, data: st.DataObject
) -> None:
    text = list(plain("".join(SLIPS), 0))
    for _ in range(12):
        at = data.draw(st.integers(0, len(text) - 1))
        text[at] = data.draw(st.sampled_from(shipped().taken[text[at]] or text[at]))
    written = "".join(text)
    expected = scores(written, -inf)
    found = scores(written, least)
    assert found.items() <= expected.items()
    assert {one for one in expected if expected[one] >= least} <= found.keys()


@settings(deadline=None, max_examples=60)
@given(
    st.text(
        st.one_of(st.sampled_from("治制机志责仁任管里理，。的政策正1《》“”\n"), st.characters()),
        max_size=40,
    )
)
def test_never_fails_and_stays_inside_the_text(text: str) -> None:
    for one in suspects(shipped(), text, -1):
        assert 0 <= one.word_start <= one.start < one.end <= one.word_end <= len(text)
        assert one.right != text[one.word_start : one.word_end]
        assert len(one.right) == one.word_end - one.word_start
        assert one.score >= -1
