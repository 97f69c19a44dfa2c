"""Signals of 快: days, minutes and seasons, and what feigns them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from signal_shares import handed, measured, share

from shengao.score import Beside
from shengao.score.readings_dates import workdays

PUMPS = "清河镇完成泵站检修\n7月8日，清河镇水利站完成泵站检修，6座泵站全部试机。"
NEWS = "工作动态"


def lag(text: str, day: date) -> float:
    return share("event-lag", text, NEWS, handed(day))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 7, 8), 1.0),
        (date(2026, 7, 9), 1.0),
        (date(2026, 7, 10), 0.75),
        (date(2026, 7, 13), 0.5),  # a weekend between: three working days
        (date(2026, 7, 15), 0.0),
        (date(2026, 7, 22), -0.5),
        (date(2026, 7, 29), -1.0),
        (date(2026, 12, 31), -1.0),
    ],
)
def test_each_working_day_late_costs(day: date, expected: float) -> None:
    assert lag(PUMPS, day) == expected


def test_holidays_are_no_working_days() -> None:
    text = PUMPS.replace("7月8日", "9月30日")
    assert lag(text, date(2026, 10, 8)) == 1.0
    assert workdays(date(2026, 9, 30), date(2026, 10, 8)) == (1, True)


def test_beyond_the_known_holidays_weekdays_count_and_it_is_said() -> None:
    found = measured("event-lag", PUMPS, NEWS, handed(date(2032, 7, 12)))
    assert workdays(date(2032, 7, 8), date(2032, 7, 12)) == (2, False)
    assert found is not None
    assert found.what == "事件后4天报送，其中工作日2天，该年放假安排未知，按周一至周五计。"


@given(st.integers(0, 60), st.integers(1, 30))
def test_later_is_never_better(days: int, more: int) -> None:
    first = date(2026, 7, 8) + timedelta(days)
    assert lag(PUMPS, first + timedelta(more)) <= lag(PUMPS, first)


@pytest.mark.parametrize(
    "text",
    [
        PUMPS.replace("7月8日", "近日"),
        PUMPS.replace("7月8日", "7月8日前"),
        PUMPS.replace("7月8日", "7月20日"),  # after the day of submission
        "清河镇泵站检修\n7月8日。各泵站运行平稳。",
        "清河镇泵站检修\n清河镇水利站完成泵站检修。7月9日，清河镇水利站报送本信息。",
    ],
)
def test_what_dates_no_event_earns_nothing(text: str) -> None:
    assert lag(text, date(2026, 7, 9)) == 0


def test_the_day_up_to_which_the_lead_counts_earns_half() -> None:
    text = PUMPS.replace("7月8日", "截至7月8日")
    assert lag(text, date(2026, 7, 9)) == 0.5
    assert share("dated-lead", text, NEWS) == 0.5
    blurred = text.replace("截至", "近日，截至")
    assert lag(blurred, date(2026, 7, 9)) == share("dated-lead", blurred, NEWS) == 0


def test_a_later_date_put_behind_the_event_does_not_bring_it_nearer() -> None:
    added = PUMPS + "7月28日，清河镇水利站继续推进此项工作。"
    assert lag(added, date(2026, 7, 29)) == lag(PUMPS, date(2026, 7, 29)) == -1


def test_a_span_of_days_counts_from_its_last() -> None:
    assert lag(PUMPS.replace("7月8日", "7月1日至8日"), date(2026, 7, 9)) == 1


def test_an_event_of_december_is_of_last_year_in_january() -> None:
    assert lag(PUMPS.replace("7月8日", "12月31日"), date(2026, 1, 1)) == 1


@pytest.mark.parametrize("genre", ["经验", "问题", "建议"])
def test_genres_without_an_event_are_not_asked_for_its_date(genre: str) -> None:
    text = PUMPS.replace("7月8日，", "")
    undated = share("event-lag", text, genre)
    assert undated == share("event-lag", PUMPS, genre, handed(date(2026, 9, 9))) == 0.1
    assert measured("dated-lead", text, genre) is None


def test_nothing_is_said_of_the_lag_without_a_day_of_submission() -> None:
    assert measured("event-lag", PUMPS, NEWS, Beside()) is None


@pytest.mark.parametrize("word", ["近日", "日前", "前几天", "昨天", "本周", "上个星期"])
def test_vague_words_for_the_date_cost(word: str) -> None:
    assert share("vague-lead", PUMPS.replace("7月8日", word)) == -1


@pytest.mark.parametrize("words", ["7月8日前", "当日前往的7月8日", "7月8日（近日最低水位）"])
def test_vague_words_beside_a_date_cost_nothing(words: str) -> None:
    assert share("vague-lead", PUMPS.replace("7月8日", words)) == 0


URGENT = "青溪镇桥梁受损（初报）\n7月8日9时20分，青溪镇柳湾桥护栏被撞断8米，无人员伤亡。"


def delay(text: str, minutes: float, **profile: object) -> float:
    came = datetime(2026, 7, 8, 9, 20) + timedelta(minutes=minutes)
    return share("report-delay", text, "紧急信息", Beside(received=came, profile=profile))


def test_minutes_over_the_limit_cost() -> None:
    assert [delay(URGENT, one) for one in (0, 60, 90, 120, 180, 240, 900)] == [
        1, 1, 0.5, 0, -0.5, -1, -1,
    ]  # fmt: skip


def test_the_limit_is_that_of_the_level_and_of_the_unit() -> None:
    major = URGENT + "这是一起较大事故。"
    general = URGENT + "属一般突发事件。"
    assert delay(general, 300) == 1
    assert delay(major, 300) == -1
    assert delay(URGENT, 60, deadlines={"突发": 30}) == 0
    assert delay(general, 60, deadlines={"突发": 30}) == 0


def test_a_moment_after_receipt_or_none_earns_nothing() -> None:
    assert delay(URGENT, -5) == 0
    assert delay(URGENT.replace("9时20分", "上午"), 10) == 0


def test_the_earliest_moment_counts() -> None:
    reported = URGENT.replace("7月8日9时20分", "据镇政府7月8日10时10分报告，7月8日9时20分")
    assert delay(reported, 120) == 0


def test_a_later_report_of_the_same_event_is_not_timed() -> None:
    came = Beside(received=datetime(2026, 7, 8, 20, 0, tzinfo=UTC))
    assert measured("report-delay", URGENT.replace("初报", "续报"), "紧急信息", came) is None


def test_urgent_information_is_timed_once() -> None:
    came = Beside(handed(date(2026, 7, 8)).submission, received=datetime(2026, 7, 8, 9, 50))
    assert measured("event-lag", URGENT, "紧急信息", came) is None
    assert share("report-delay", URGENT, "紧急信息", came) == 1


def test_a_request_is_met_on_its_last_day() -> None:
    due = datetime(2026, 7, 10, 17)
    on_time = Beside(handed(date(2026, 7, 10)).submission, deadline=due)
    late = Beside(received=due + timedelta(minutes=1), deadline=due)
    assert share("request-met", PUMPS, beside=on_time) == 1
    assert share("request-met", PUMPS, beside=late) == -1
    assert measured("request-met", PUMPS) is None


FLOOD = "清河镇备足防汛物资\n7月8日，清河镇清点防汛物资，编织袋1.2万条存入3处仓库。"


@pytest.mark.parametrize(("month", "expected"), [(4, 0), (7, 1), (9, 1), (12, 0)])
def test_a_topic_has_its_months(month: int, expected: float) -> None:
    assert share("in-season", FLOOD, beside=handed(date(2026, month, 9))) == expected


def test_river_chiefs_are_in_season_all_year() -> None:
    text = FLOOD.replace("防汛物资", "河长制公示牌")
    for month in range(1, 13):
        assert share("in-season", text, beside=handed(date(2026, month, 9))) == 1


def test_a_topic_in_the_title_alone_or_in_the_text_alone_earns_nothing() -> None:
    assert share("in-season", FLOOD.replace("清点防汛物资", "清点物资")) == 0
    assert share("in-season", FLOOD.replace("备足防汛物资", "备足物资")) == 0


def test_a_unit_has_its_own_calendar() -> None:
    base = handed(date(2026, 7, 9))
    own = Beside(base.submission, profile={"calendar": {"11-2": ["防汛"], "7": ["梨果采收"]}})
    assert share("in-season", FLOOD, beside=own) == 0
    pears = "清河镇抢收\n7月8日，清河镇梨果采收过半。".replace("抢收", "梨果采收")
    assert share("in-season", pears, beside=own) == 1


WARNING = (
    "清河镇预置抢险力量\n7月8日，县气象台预报未来24小时降雨80毫米，清河镇在低洼路段预置水泵9台。"
)


def test_a_warning_needs_time_level_and_response() -> None:
    assert share("foresight", WARNING) == 1
    untimed = WARNING.replace("7月8日，", "").replace("未来24小时", "")
    assert share("foresight", untimed) == 0
    assert share("foresight", WARNING.replace("，清河镇在低洼路段预置水泵9台", "")) == 0
    assert share("foresight", WARNING.replace("降雨80毫米", "有雨").replace("水泵9台", "水泵")) == 0
    assert measured("foresight", PUMPS) is None


def test_a_spell_of_months_counts_half_from_its_end() -> None:
    text = "全县办件提速\n1—6月，县政务中心办结事项3.2万件，平均用时由5天降到2天。"
    assert lag(text, date(2026, 7, 1)) == 0.5
    assert lag(text, date(2026, 7, 3)) == 0.25
    assert lag(text, date(2026, 8, 20)) == -1
    assert share("dated-lead", text, NEWS) == 0.5


@pytest.mark.parametrize("blurred", ["7月", "今年", "2026年", "去年"])
def test_a_blurred_date_is_none(blurred: str) -> None:
    assert lag(PUMPS.replace("7月8日", blurred), date(2026, 7, 29)) == 0


def test_a_third_of_a_month_dates_a_survey_and_no_event() -> None:
    text = "危房摸底\n6月下旬，北河乡民政办抽查12个村，发现危房86户。"
    assert share("event-lag", text, "问题", handed(date(2026, 7, 1))) == 0.5
    assert share("dated-lead", text, "问题") == 0.5
    assert lag(text, date(2026, 7, 1)) == 0


def test_a_month_dates_a_periodical() -> None:
    text = "办税简报\n7月，全县办税厅受理业务1.9万笔，平均等候9分钟。"
    assert share("event-lag", text, "简报", handed(date(2026, 8, 1))) == 0.5
    assert lag(text, date(2026, 8, 1)) == 0


HELD = "县水利局开展节水宣传\n7月8日，县水利局在广场开展节水宣传活动，群众踊跃参与，现场气氛热烈。"


@pytest.mark.parametrize(
    "added",
    ["", "活动进一步增强了群众的节水意识。", "活动发放资料3200份，悬挂横幅18条，参加人员260人。"],
)
def test_what_was_only_held_is_no_news(added: str) -> None:
    assert lag(HELD + added, date(2026, 7, 9)) == share("dated-lead", HELD + added, NEWS) == 0.4


@pytest.mark.parametrize(
    "added", ["当天受理漏水报修23件，修复19件。", "会上确定7月底前由水利站更换老水表600只。"]
)
def test_what_came_of_a_meeting_is_news(added: str) -> None:
    assert lag(HELD + added, date(2026, 7, 9)) == share("dated-lead", HELD + added, NEWS) == 1


def test_urgent_information_without_the_minute_earns_half() -> None:
    urgent, came = "紧急信息", handed(date(2026, 7, 8))
    assert share("event-lag", URGENT, urgent, came) == 1
    assert share("event-lag", URGENT.replace("9时20分", "上午"), urgent, came) == 0.5
