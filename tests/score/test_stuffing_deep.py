"""Stuffing a draft with what feigns depth or newness earns nothing, of single signals or at all."""

import pytest
from drafts import EXPERIENCE, NEWS, POOR, PROBLEM, card, draft
from signal_shares import share

from shengao.score import signals

DRAFTS = {"动态": NEWS, "问题": PROBLEM, "经验": EXPERIENCE, "差稿": POOR}
SIGNALS = [one.slug for one in signals.load() if one.criterion in ("深", "新")]

TRICKS = {
    "labels of a chain": (
        "一、存在问题\n问题不少。\n二、原因分析\n"
        "原因较多。\n三、对策建议\n措施有力。"
    ),
    "a chain in one breath": "问题是问题，原因是原因，对策是对策，问题、原因、对策环环相扣。",
    "therefore before sentences": (
        "因此，意义重大。因而，影响深远。"
        "所以，值得肯定。由此，形成共识。"
    ),
    "causes of all kinds": "由于种种原因，由于多方面因素，受各种条件影响，造成一定问题。",
    "growth without values": (
        "同比增长，环比上升，较去年提高，比上年同期多，"
        "高于平均水平，逐年向好，连续三年增长。"
    ),
    "series of bare numbers": "2023年、2024年、2025年分别为1、2、3，由4到5，从6到7，由8增至9。",
    "nameless cases": "例如某镇，比如XX村，以某某社区为例，如某公司等，其中某小学成效好。",
    "empty headings": "一、一图管到底\n二、一码管全程\n三、一网管全域\n四、一键管应急",
    "announced results": "结果是好的，成效是显著的，任务是圆满完成的，目标是全部实现的。",
    "bare results": "整改。完成。办结。下降。上升。提高。缩短。建成。投用。通车。销号。",
    "firsts": "全国首创、全省首个、全市首家、率先探索、首次破题、首批试点。",
    "a number of a document by a first": (
        "全省首创（石政办发〔2026〕8号）。"
        "全国率先（石政办发〔2026〕9号）。"
    ),
    "new documents": (
        "《意见》（国发〔2026〕6号）、《方案》（国办发〔2026〕7号）、"
        "《办法》（石政发〔2026〕5号）。"
    ),
    "new dates": "截至4月8日。截至4月7日。截至4月6日，截至4月5日，截至4月4日。",
    "slogans in quotation marks": (
        "“三抓三促”“四联四动”“五个到位”“六大行动”“七彩服务”“八项清单”。"
        ""
    ),
    "everybody's names": (
        "“放管服”“一网通办”“最多跑一次”“河长制”“双随机一公开”“枫桥经验”。"
        ""
    ),
}  # fmt: skip


def tail(text: str, added: str) -> str:
    """The draft with `added` before its sign-off."""
    body, sign, signed = text.partition("\n石桥镇人民政府")
    return f"{body.rstrip()}\n\n{added}\n{sign}{signed}"


@pytest.mark.parametrize("trick", TRICKS)
@pytest.mark.parametrize("name", DRAFTS)
def test_a_trick_raises_no_signal(name: str, trick: str) -> None:
    genre = draft(DRAFTS[name]).genre
    stuffed = tail(DRAFTS[name], TRICKS[trick])
    raised = {
        slug: (before, after)
        for slug in SIGNALS
        if (after := share(slug, stuffed, genre)) > (before := share(slug, DRAFTS[name], genre))
    }
    assert not raised


@pytest.mark.parametrize("trick", TRICKS)
@pytest.mark.parametrize("name", DRAFTS)
def test_a_trick_raises_neither_depth_nor_newness(name: str, trick: str) -> None:
    genre = draft(DRAFTS[name]).genre
    before, after = card(DRAFTS[name], genre), card(tail(DRAFTS[name], TRICKS[trick]), genre)
    for criterion in ("深", "新"):
        assert (after.criteria[criterion].value or 0) <= (before.criteria[criterion].value or 0)


@pytest.mark.parametrize("name", DRAFTS)
def test_saying_it_again_raises_no_signal(name: str) -> None:
    text = DRAFTS[name]
    genre = draft(text).genre
    title, _, body = text.partition("\n")
    doubled = f"{title}\n{body}\n{body}"
    for slug in SIGNALS:
        assert share(slug, doubled, genre) <= share(slug, text, genre), slug
