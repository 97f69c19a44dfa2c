"""Drafts of several units on one event, and who has what."""

from datetime import date, timedelta
from pathlib import Path

from shengao import rulebook
from shengao.desk import beside, briefs, clusters, landmarks
from shengao.desk.briefs import Brief
from shengao.desk.folder import Desk

from .conftest import Scan

DAY = date(2026, 7, 12)
WORDS = rulebook.load().words

STORM = (
    (
        "河口镇",
        "河口镇暴雨转移群众",
        "7月10日，河口镇遭遇暴雨，河堤出现管涌险情。镇里转移群众320人，无人伤亡。",
    ),
    (
        "青石镇",
        "青石镇应对暴雨险情",
        "7月10日夜，青石镇普降暴雨，河堤管涌3处。巡堤队员分段巡查，转移群众86人。",
    ),
    (
        "水利局",
        "水利局抢护河堤管涌",
        "7月11日，县水利局赶赴河口镇抢护河堤管涌，调运砂石1200方，险情于当晚排除。",
    ),
)
OTHERS = (
    ("教育局", "教育局发放助学金", "7月10日，县教育局发放助学金，420名学生受助。"),
    ("林业局", "林业局清理松材线虫病木", "7月9日，县林业局清理病木1300株。"),
    ("卫健局", "卫健局开展老人体检", "7月8日，县卫健局为老人体检，受检2100人。"),
)


def brief(number: int, unit: str, title: str, text: str, received: date = DAY) -> Brief:
    return briefs.brief(number, unit, title, received, f"{title}\n{text}\n", WORDS)


def taken(*drafts: tuple[str, str, str]) -> list[Brief]:
    return [brief(number, *one) for number, one in enumerate(drafts, 1)]


def test_drafts_on_one_event_stand_together_and_no_others() -> None:
    (found,) = clusters.find(taken(*STORM, *OTHERS))
    assert [one.unit for one in found.drafts] == ["水利局", "河口镇", "青石镇"]
    assert found.days == (date(2026, 7, 10), date(2026, 7, 11))
    assert "管涌" in found.words


def test_the_order_of_drafts_changes_nothing() -> None:
    given = taken(*STORM, *OTHERS)
    assert clusters.find(given[::-1]) == clusters.find(given)


def test_one_unit_alone_makes_no_event() -> None:
    unit, title, text = STORM[0]
    assert clusters.find(taken((unit, title, text), (unit, f"{title}续报", text))) == []


def test_the_same_on_another_day_is_another_event() -> None:
    later = tuple((unit, title, text.replace("7月1", "6月1")) for unit, title, text in STORM[:1])
    assert clusters.find(taken(*later, *STORM[1:2]), within=2) == []
    assert len(clusters.find(taken(*STORM[:2]), within=0)) == 1


def test_a_day_to_come_is_that_of_the_year_before() -> None:
    assert brief(1, "甲", "防汛", "12月31日，抢险。", date(2026, 1, 5)).day == date(2025, 12, 31)
    assert brief(1, "甲", "防汛", "2026年2月30日，抢险。").day is None
    assert brief(1, "甲", "防汛", "7月12日，抢险。").day == DAY


def test_a_copy_under_another_title_is_found() -> None:
    text = STORM[0][2].replace("河口镇", "某镇") * 3
    copied = taken(("河口镇", "甲", text), ("青石镇", "乙", text.replace("320", "410")), *OTHERS)
    (found,) = clusters.find(copied)
    assert [one.number for one in found.drafts] == [1, 2]


def test_a_landmark_holds_together_what_has_little_else_in_common() -> None:
    drafts = (
        ("柳林镇", "柳林镇安置滞留旅客", "5月4日，省道305塌方，镇里为旅客送去热饭，联系客车转运。"),
        ("公路中心", "公路中心抢通便道", "5月4日，省道305塌方，抢修人员清理土石，架设钢便桥。"),
    )
    elsewhere = (drafts[0], ("公路中心", "公路中心抢通便道", drafts[1][2].replace("305", "512")))
    (found,) = clusters.find(taken(*drafts, *OTHERS))
    assert [one.unit for one in found.drafts] == ["公路中心", "柳林镇"]
    assert clusters.find(taken(*elsewhere, *OTHERS)) == []


def test_what_each_unit_held_is_no_common_event() -> None:
    drafts = (
        ("统计局", "统计局举办保密培训", "9月3日，统计局举办保密培训，讲解文件管理要求。"),
        ("气象局", "气象局举办保密培训", "9月3日，气象局举办保密培训，观看警示教育片。"),
    )
    assert clusters.find(taken(*drafts, *OTHERS)) == []
    joint = [(unit, title.replace("举办", "联合举办"), text) for unit, title, text in drafts]
    assert len(clusters.find(taken(*joint, *OTHERS))) == 1


def test_landmarks_are_names_by_how_they_end() -> None:
    text = (
        "7月2日，柳林镇在双桥水库和省道305旁的三里坡村处置险情，调运460吨砂石，全县道路和各村畅通。"
    )
    assert landmarks.places(text) == {"双桥水库", "省道305", "里坡村", "460吨砂"}
    assert landmarks.towns(text) == {"柳林镇"}
    assert landmarks.places("台风“银杏”过境，暴雨红色预警") == {"银杏", "暴雨红色预警"}
    assert landmarks.places("就业招聘会") == frozenset()
    assert landmarks.held("镇里组织消防演练，举办培训班") == {"演练", "培训"}
    assert landmarks.held("镇里组织干部参加消防演练") == frozenset()


def test_an_event_on_which_nothing_is_named_holds_for_days_received() -> None:
    drafts = [
        (unit, title, text.replace("7月10日夜，", "").replace("7月10日，", ""))
        for unit, title, text in STORM[:2]
    ]
    near = [brief(1, *drafts[0]), brief(2, *drafts[1], DAY + timedelta(days=9))]
    far = [brief(1, *drafts[0]), brief(2, *drafts[1], DAY + timedelta(days=11))]
    assert len(clusters.find(near)) == 1
    assert clusters.find(far) == []


def test_figures_practices_and_results_side_by_side() -> None:
    told = [
        beside.tell(briefs.document(f"{title}\n{text}下一步，将组织复查，转移群众5人。\n", WORDS))
        for _, title, text in STORM
    ]
    table = {row.indicator: row for row in beside.rows(told)}
    assert table["群众"].values == ("320人", "86人", "")
    assert (table["群众"].told, table["群众"].differs) == (2, True)
    assert told[1].results == ("巡堤队员分段巡查，转移群众86人。",)
    assert not any("下一步" in one for one in (*told[0].practices, *told[0].results))


def test_the_desk_gives_drafts_of_a_time(desk: Desk, box: Path, take: Scan) -> None:
    for unit, title, text in STORM:
        (box / f"{unit}.txt").write_text(f"{title}\n\n{text}\n{unit}\n", encoding="utf-8")
    take()
    with desk.reading() as connection:
        last = briefs.newest(connection)
        assert last is not None
        found = briefs.load(connection, last, last, WORDS)
        assert len(found) == len(STORM)
        assert (
            briefs.load(connection, last + timedelta(days=1), last + timedelta(days=2), WORDS) == []
        )
        (event,) = clusters.find(found)
        texts = clusters.texts(connection, event)
    for one, text in zip(event.drafts, texts, strict=True):
        assert one.title in text


def test_drafts_with_hardly_anything_in_them() -> None:
    assert clusters.find([brief(1, "甲", "", "7月10日。"), brief(2, "乙", "", "管")]) == []
