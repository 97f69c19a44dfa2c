"""The scorecard at a terminal: what it says, that it fits, and where one line stands for it."""

import pytest
from report_drafts import (
    CLEAN,
    DOUBTED,
    DOUBTFUL,
    GOOD_SCORE,
    SCORED,
    UNTOTALLED,
    write,
    write_bytes,
)
from rich.cells import cell_len

from shengao.report.card import LINES, card
from shengao.report.screen import Screen
from shengao.scorecard import Gain, Mark, Scorecard

CARD = """\
  评分 76 分（良）
  快 ██████████████████░░  91  占 31%
  实 ███████████████░░░░░  76  占 50%  准 84  顺 70
  深 ███████████░░░░░░░░░  55  占 12%
  新 未评：没有往期稿件可比
  用 ░░░░░░░░░░░░░░░░░░░░   0  占  6%
  √全面  ？及时  ×准确  √规范
  及时：不知道报送日期；准确：合计与分项不符、两处日期前后不一
  可提升 深 +4.5  写明险工险段为什么多，例如年久失修、河道淤积，并同去年同期的…
         用 +3    建议写明由谁办、何时办成
         实 +2.2  改掉 1 处口语化
  报送日期 2026-07-01（落款）
"""


def shown(score: Scorecard, width: int = 80, screen: Screen | None = None) -> list[str]:
    return ["".join(words for words, _ in line) for line in card(score, screen or Screen(), width)]


def test_a_card_stands_between_what_was_found_and_the_verdict() -> None:
    head = "a.txt  城管局清理占道经营32处  640 字  工作动态\n\n"
    assert write("terminal", SCORED, width=80, colour=False) == f"{head}{CARD}\n  未发现问题。\n"
    written = write("terminal", DOUBTED, width=80, colour=False)
    before, _, after = written.partition("\n\n  评分 ")
    assert before.endswith("加 --all 全部列出。")
    assert after.endswith("1 处已标记放行。\n")


def test_what_puts_a_draft_in_doubt_stands_in_the_place_of_the_band() -> None:
    assert shown(DOUBTFUL)[0] == (
        "  评分 76 分  待核：第2行“6月31日”这一天不存在；正文留有占位的“XX”"
    )
    assert shown(DOUBTFUL._replace(total=None, band=None))[0].startswith("  评分 待核：第2行")


def test_a_genre_without_a_total() -> None:
    assert shown(UNTOTALLED) == [
        "  评分 不评总分",
        "  快 ██████████████████░░  91",
        "  实 ███████████████░░░░░  76",
        "  深 ███████████░░░░░░░░░  55",
        "  新 未评：没有往期稿件可比",
        "  用 ░░░░░░░░░░░░░░░░░░░░   0",
    ]


def test_a_criterion_that_does_not_count() -> None:
    score = GOOD_SCORE._replace(criteria={"深": Mark(100)})
    assert shown(score)[1] == f"  深 {'█' * 20} 100  不计入总分"


def test_words_take_the_lines_that_are_left() -> None:
    score = GOOD_SCORE._replace(lights=())
    assert shown(score)[6:9] == [
        "  可提升 深 +4.5  写明险工险段为什么多，例如年久失修、河道淤积，并同去年同期的数",
        "                  字比较",
        "         用 +3    建议写明由谁办、何时办成",
    ]


@pytest.mark.parametrize("width", [24, 40, 60, 80, 100, 120])
@pytest.mark.parametrize("score", [GOOD_SCORE, DOUBTFUL, UNTOTALLED])
def test_a_card_fits(score: Scorecard, width: int) -> None:
    gains = tuple(Gain("深", 12.5, "写明原因" * 20) for _ in range(5))
    for one in (score, score._replace(gains=gains, gates=score.gates * 20)):
        lines = shown(one, width)
        assert len(lines) <= LINES
        assert max(map(cell_len, lines)) <= width
        assert lines == [line.rstrip() for line in lines]


def test_bars_in_the_characters_that_the_encoding_has() -> None:
    assert shown(GOOD_SCORE, screen=Screen("gbk", True))[2].startswith("  实 ■■■■■■■■□□  76")
    assert "###############-----  76" in shown(GOOD_SCORE, screen=Screen("ascii"))[2]


@pytest.mark.parametrize("encoding", ["cp936", "ascii", "latin-1"])
@pytest.mark.parametrize("colour", [True, False])
def test_no_encoding_breaks_a_card(encoding: str, colour: bool) -> None:
    drafts = (SCORED, DOUBTED._replace(path="岗😀.txt"))
    written = write_bytes("terminal", *drafts, encoding=encoding, colour=colour, explain_score=True)
    assert b"2026-07-01" in written


def test_all_evidence() -> None:
    written = write("terminal", SCORED, width=80, colour=False, explain_score=True)
    assert (
        written.partition(CARD)[2]
        == """
  得分依据
  快 91
     +50  起评分
     +41  导语写明日期“6月30日”  lead-date
  实 76（准 84、顺 70）
     +60  起评分
     +20  （准）三处数字有出处：“1200人次”“38处”“全市防汛工作会议确定的三十八处
          险…”等  figure-source
    -4.5  （顺）口语化 1 处：“搞了”  colloquial
  深 55
  新 未评：没有往期稿件可比
  用 0

  未发现问题。
"""
    )


def test_of_many_drafts_the_scores_take_one_line() -> None:
    written = write("terminal", SCORED, DOUBTED, width=80, colour=False, short=lambda: True)
    first, *_, verdict, further, _, closing = written.splitlines()
    assert first == "a.txt  76 分（良）：快 91、实 76、深 55、新 —、用 0；未发现问题。"
    assert (
        verdict
        == "  76 分（待核）：快 91、实 76、深 55、新 —、用 0；1 处必改、8 处建议、1 处提示；"
    )
    assert further == "  先改：第2行“6月31日”；1 处已标记放行。"
    assert closing.startswith("共 2 篇")


def test_quiet_has_the_total_alone() -> None:
    assert write("terminal", SCORED, DOUBTED, width=80, colour=False, quiet=True) == (
        "情况/青河 防汛.txt\n"
        "  76 分（待核）；1 处必改、8 处建议、1 处提示；先改：第2行“6月31日”；1 处已标记\n"
        "  放行。\n"
    )


def test_a_draft_without_scores_has_no_card() -> None:
    for options in ({}, {"short": lambda: True}, {"explain_score": True}):
        written = write("terminal", CLEAN, width=80, colour=False, **options)
        assert written == "a.txt  未发现问题。\n"
