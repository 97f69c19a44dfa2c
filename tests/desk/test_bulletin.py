"""The bulletin: its figures, its words, the drafts it quotes without naming anybody."""

import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import hypothesis
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from shengao import check, rulebook
from shengao.config import Settings
from shengao.desk import bulletin, bulletin_words, examples, ledger, schemes, sheets
from shengao.desk.bulletin import Asked, Bulletin, Figures
from shengao.desk.entries import Entry
from shengao.desk.folder import Desk
from shengao.desk.tables import DRAFT, REQUEST, UNIT
from shengao.document import Document
from shengao.read import text as text_reader
from shengao.word.composition import Table, compose

from .conftest import NOW, Scan

WORDS = rulebook.load().words
MAY = Asked(date(2026, 5, 1), date(2026, 5, 31), date(2026, 1, 1))
TODAY = date(2026, 6, 2)
ROSTER = (
    ("甲县", "县区", ("甲县",)),
    ("乙县", "县区", ("乙县",)),
    ("丙县", "县区", ("丙县",)),
    ("水利局", "部门", ("水利局",)),
)

Make = Callable[..., Bulletin]


def _parse(text: str) -> Document:
    return Document.of(text_reader.parse(text), WORDS)


def _adopted(unit: str, day: date, title: str, level: str = "市级", **more: Any) -> Entry:
    channel = more.pop("channel", "晨讯")
    units = (unit, *more.pop("others", ()))
    return Entry("采用", day, units, title, channel, level, **more)


ENTRIES = [
    Entry("报送", date(2026, 2, 1), ("甲县",), count=10),
    Entry("报送", date(2026, 5, 31), ("甲县",), count=6),
    Entry("报送", date(2026, 5, 1), ("乙县",), count=4),
    Entry("报送", date(2026, 5, 1), ("水利局",), count=1),
    _adopted("甲县", date(2026, 2, 2), "二月"),
    _adopted("甲县", date(2026, 5, 2), "一稿"),
    _adopted("甲县", date(2026, 5, 9), "一稿", "省级", channel="省办信息"),
    _adopted("甲县", date(2026, 5, 3), "合稿", others=("水利局",)),
    Entry("未报", date(2026, 5, 8), ("乙县",), "约稿", solicited=True),
    _adopted("甲县", date(2026, 5, 10), "约到", solicited=True),
    _adopted("乙县", date(2026, 6, 1), "六月"),
]


@pytest.fixture
def make(desk: Desk, settings: Settings) -> Make:
    """Records entries and makes a bulletin of them."""

    def make(
        entries: list[Entry] = ENTRIES, asked: Asked = MAY, scheme: str = "逐级加分", **profile: Any
    ) -> Bulletin:
        under = settings._replace(profile={"roster": ROSTER, **profile})
        with desk.writing() as connection:
            ledger.record(connection, entries, "某人", NOW)
        with desk.reading() as connection:
            return bulletin.make(connection, asked, schemes.load(scheme), under, _parse)

    return make


def _lines(made: Bulletin) -> dict[str, tuple[Figures, Figures]]:
    return {line.unit: (line.period, line.whole) for one in made.classes for line in one.lines}


def test_figures_of_a_period_and_since_the_year_began(make: Make) -> None:
    made = make()
    lines = _lines(made)
    # 一稿 twice (2 and 3 points), 合稿 shared (1 of 2), 约到 (5).
    assert lines["甲县"] == (Figures(6, 3, 1100, 1), Figures(16, 4, 1300, 1))
    assert lines["乙县"] == (Figures(4, 0, -1000, 2), Figures(4, 0, -1000, 2))
    assert lines["丙县"] == (Figures(0, 0, 0, 0), Figures(0, 0, 0, 0))
    assert lines["水利局"] == (Figures(1, 1, 100, 1), Figures(1, 1, 100, 1))
    assert made.period == Figures(11, 3, 200)
    assert made.whole == Figures(21, 4, 400)
    assert (made.silent, made.fruitless) == (("丙县",), ("乙县",))
    assert [one.name for one in made.classes] == ["县区", "部门"]
    assert [line.unit for line in made.classes[0].lines] == ["甲县", "乙县", "丙县"]


def test_a_draft_counts_once_at_its_highest(make: Make) -> None:
    lines = _lines(make(scheme="合报均分"))
    # 一稿 at 10, 合稿 shared (1 of 2), 约到 2.
    assert lines["甲县"][0].points == 1300
    assert lines["乙县"][0].points == -500


def test_units_with_as_many_points_share_a_rank(make: Make) -> None:
    day = date(2026, 5, 5)
    made = make(
        [_adopted(unit, day, f"题{unit}") for unit in ("甲县", "乙县")]
        + [Entry("报送", day, ("丙县",))]
    )
    assert {unit: one[0].rank for unit, one in _lines(made).items() if one[0].rank} == {
        "甲县": 1, "乙县": 1, "丙县": 3,
    }  # fmt: skip


def test_no_rate_where_not_all_that_was_reported_is_known(make: Make) -> None:
    made = make([_adopted("甲县", date(2026, 5, 5), "一"), Entry("报送", MAY.first, ("乙县",))])
    lines = _lines(made)
    assert (lines["甲县"][0].rate, lines["乙县"][0].rate) == ("—", "0.0%")
    assert made.classes[0].period.rate == made.period.rate == "—"


@given(st.integers(1, 5000), st.data())
def test_rates_are_rounded_as_at_school(reported: int, data: st.DataObject) -> None:
    adopted = data.draw(st.integers(0, reported))
    rate = float(Figures(reported, adopted).rate.removesuffix("%"))
    assert abs(rate - adopted * 100 / reported) <= 0.05 + 1e-9


def test_an_adoption_without_points_is_told(make: Make) -> None:
    made = make([_adopted("甲县", date(2026, 5, 5), "一", "区级")])
    assert [one.entry.title for one in made.unscored] == ["一"]
    assert _lines(made)["甲县"][0] == Figures(0, 1, 0, 1, complete=False)


def test_a_cancelled_entry_does_not_count(make: Make, desk: Desk) -> None:
    make()
    with desk.writing() as connection:
        ledger.correct(connection, 8, {}, "某人", "错", NOW, cancelled=True)
    assert _lines(make([]))["水利局"][0] == Figures(1, 0, 0, 1)


def _with_drafts(desk: Desk) -> None:
    with desk.writing() as connection:
        connection.execute(
            insert(UNIT), [{"number": 1, "name": "甲县"}, {"number": 2, "name": "乙县"}]
        )
        connection.execute(
            insert(REQUEST).values(
                number=1, identity="r", kind="约稿", title="防汛", due="2026-05-10 12:00:00",
                units='["甲县", "乙县", "丙县"]',
            )
        )  # fmt: skip
        connection.execute(
            insert(REQUEST).values(
                number=2, identity="p", kind="要点", title="六月要点", opened="2026-06-01",
                due="2026-06-30", topics='["夏收", "高考"]',
            )
        )  # fmt: skip
        common = {"scanned": "", "path": "a", "error": "", "secret": False, "request": None}
        morning = "2026-05-20 08:00:00"
        drafts: list[dict[str, Any]] = [
            {"unit": 1, "received": "2026-05-10 11:59:59", "request": 1},
            {"unit": 2, "received": "2026-05-10 12:00:01", "request": 1},
            {"unit": 2, "received": "2026-05-31 23:59:59"},
            {"unit": 2, "received": "2026-06-01 00:00:00"},
            {"unit": 2, "received": morning, "error": "坏文件"},
            {"unit": 2, "received": morning, "error": "涉密", "secret": True},
            {"unit": None, "received": morning},
            {"unit": None, "received": morning, "error": "坏文件"},
        ]
        for number, draft in enumerate(drafts, 1):
            row = {**common, **draft, "number": number, "identity": str(number)}
            connection.execute(insert(DRAFT).values(row))


def test_drafts_of_the_inbox_are_reported_and_answer_requests(make: Make, desk: Desk) -> None:
    _with_drafts(desk)
    made = make([])
    lines = _lines(made)
    assert (lines["甲县"][0].reported, lines["乙县"][0].reported) == (1, 3)
    assert (made.period.reported, made.unnamed) == (4, 1)
    assert [(one.unit, one.asked, one.done, one.late, one.missing) for one in made.answers] == [
        ("丙县", 1, 0, 0, 1), ("乙县", 1, 0, 1, 0), ("甲县", 1, 1, 0, 0),
    ]  # fmt: skip
    assert made.topics.points == (("六月要点", ("夏收", "高考")),)


def test_without_requests_the_ledger_says_how_they_were_answered(make: Make) -> None:
    assert [(one.unit, one.asked, one.done, one.missing) for one in make().answers] == [
        ("乙县", 1, 0, 1), ("甲县", 1, 1, 0),
    ]  # fmt: skip


def test_topics_of_the_months_ahead(make: Make) -> None:
    calendar = {"6": ("甲",), "6-8": ("乙",), "12-6": ("丙",), "7": ("丁",), "全年": ("戊",)}
    topics = make([], calendar=calendar).topics
    assert topics.months == (("2026年6月", ("甲", "乙", "丙")),)
    assert topics.always == ("戊",)
    autumn = Asked(date(2026, 9, 1), date(2026, 11, 30), date(2026, 1, 1))
    months = make([], autumn, calendar=calendar).topics.months
    assert months == (("2026年12月", ("丙",)), ("2027年1月", ()), ("2027年2月", ()))
    assert any("春节" in named for _, named in make([], autumn).topics.months)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 1, 1), date(2026, 5, 31), "2026年1月至5月"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024年2月"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026年"),
        (date(2026, 3, 5), date(2026, 3, 20), "2026年3月5日至3月20日"),
        (date(2025, 12, 1), date(2026, 1, 31), "2025年12月1日至2026年1月31日"),
    ],
)
def test_stretches_of_days_in_words(first: date, last: date, said: str) -> None:
    assert bulletin_words.span(first, last) == said


@pytest.mark.parametrize(
    ("text", "anonymous"),
    [
        ("王建国到河口镇查看了3处险情", "某某到某镇查看了若干险情"),
        ("3月5日，投诉由120件降到45件", "某日，投诉由若干降到若干"),
        ("甲县水利局搞了检查", "某某水利局搞了检查"),
    ],
)
def test_nobody_is_named_in_a_passage(text: str, anonymous: str) -> None:
    assert examples.anonymous(text, _parse, {"甲县"}) == anonymous


def test_passages_come_from_findings(make: Make, desk: Desk, box: Path, take: Scan) -> None:
    for number, place in enumerate(("河口镇", "山前镇")):
        (box / f"{number}.txt").write_text(
            f"{place}开展防汛演练\n\n"
            f"5月6日，{place}王建国同志带队搞了{number + 3}次防汛演练，群众都说好得很。\n",
            encoding="utf-8",
        )
    take()
    march = Asked(date(2026, 3, 1), date(2026, 12, 31), date(2026, 1, 1))
    made = make([], march)
    assert made.checked == 2
    (colloquial,) = (one for one in made.faults if one.fault == "colloquial")
    assert colloquial.drafts == 2
    assert colloquial.passages
    said = "".join(text for one in made.faults for text in one.passages)
    for name in ("河口", "山前", "王建国", "5月6日", "3", "4"):
        assert name not in said


def test_passages_with_little_left_in_them_are_left_out(make: Make, box: Path, take: Scan) -> None:
    (box / "一.txt").write_text(
        "几镇开展防汛演练\n\n"
        "5月6日，河口镇王建国、山前镇李秀英、湖东镇张志强搞了3次防汛演练，群众都说好得很。\n",
        encoding="utf-8",
    )
    take()
    made = make([], Asked(date(2026, 1, 1), date(2026, 12, 31), date(2026, 1, 1)))
    assert "colloquial" in {one.fault for one in made.faults}
    assert all(text.count("某") <= 3 for one in made.faults for text in one.passages)
    assert all("河口" not in text for one in made.faults for text in one.passages)


def _text(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_words_of_a_bulletin(make: Make) -> None:
    parts = bulletin_words.whole(make(), "市府办", TODAY)
    text = _text(compose(parts))
    for said in (
        "关于2026年5月信息报送采用情况的通报",
        "本期收到报送信息11篇，采用3篇，采用率27.3%。2026年1月1日以来累计收到报送信息21篇，采用4篇，采用率19.0%。",
        "县区得分居前的是甲县（11分）。",
        "各表采用数相加大于采用总数",
        "没有报送信息的单位（1个）：丙县。",
        "报送了信息、没有采用的单位（1个）：乙县。",
        "约稿2篇次，按时报送1篇次，迟报0篇次，未报1篇次，按时完成率50.0%。",
        "市府办\n2026年6月2日",
    ):
        assert said in text
    first = next(part for part in parts if isinstance(part, Table))
    assert first.rows == (
        ("1", "甲县", "6", "3", "50.0%", "11", "16", "4", "25.0%", "13", "1"),
        ("2", "乙县", "4", "0", "0.0%", "-10", "4", "0", "0.0%", "-10", "2"),
        ("—", "丙县", "0", "0", "—", "0", "0", "0", "—", "0", "—"),
        ("", "合计", "10", "3", "30.0%", "1", "20", "4", "20.0%", "3", ""),
    )


def test_a_bulletin_from_new_year_has_no_second_half(make: Make) -> None:
    made = make(asked=Asked(date(2026, 1, 1), date(2026, 5, 31), date(2026, 1, 1)))
    parts = bulletin_words.whole(made, "", TODAY)
    first = next(part for part in parts if isinstance(part, Table))
    assert first.head == (("排名", "单位", "报送", "采用", "采用率", "得分"),)
    assert "累计" not in _text(compose(parts))


def test_its_figures_are_right_by_our_own_rules(make: Make, tmp_path: Path) -> None:
    parts = bulletin_words.whole(make(), "市府办", TODAY)
    right, wrong = tmp_path / "通报.docx", tmp_path / "错的.docx"
    right.write_bytes(compose(parts))
    assert [
        one for one in check(right).findings if one.fault in ("figure-error", "inconsistent")
    ] == []
    document = docx.Document(str(right))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("采用率27.3%", "采用率72.3%")
    document.save(str(wrong))
    assert "figure-error" in {one.fault for one in check(wrong).findings}


def test_the_spreadsheet_has_the_same_figures(make: Make) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheets.bulletin(make())))
    assert book.sheetnames == ["县区", "部门", "零报送零采用", "约稿"]
    rows = list(book["县区"].iter_rows(values_only=True))
    assert rows[1] == (1, "甲县", 6, 3, "50.0%", 11, 16, 4, "25.0%", 13, 1)
    assert rows[-1][:6] == ("", "合计", 10, 3, "30.0%", 1)


def test_classes_of_any_name_have_sheets(make: Make) -> None:
    roster = [
        (f"单位{n}", kind, ()) for n, kind in enumerate(("[部门]", "县/区", "很" * 40, "很" * 41))
    ]
    book = openpyxl.load_workbook(io.BytesIO(sheets.bulletin(make([], roster=roster))))
    assert book.sheetnames[:2] == ["　部门　", "县　区"]
    assert len(set(book.sheetnames[:4])) == 4


_UNITS = st.sampled_from(("甲县", "乙县", "丙县", "水利局", "外单位"))
_MADE = st.builds(
    lambda kind, day, unit, title, level: Entry(
        kind, day, (unit,), title, "晨讯" if kind == "采用" else "", level
    ),
    st.sampled_from(("采用", "报送", "未报")),
    st.dates(date(2026, 1, 1), date(2026, 6, 30)),
    _UNITS,
    st.sampled_from("一二三四五"),
    st.sampled_from(("市级", "省级", "国家级")),
)


@hypothesis.settings(max_examples=25)  # each makes a database
@given(entries=st.lists(_MADE, max_size=30))
def test_sums_are_those_of_the_lines(
    entries: list[Entry], tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk = Desk(tmp_path_factory.mktemp("desk"), create=True)
    with desk.writing() as connection:
        ledger.record(connection, entries, "某人", datetime(2026, 7, 1))
    with desk.reading() as connection:
        settings = Settings(root=Path(), profile={"roster": ROSTER})
        made = bulletin.make(connection, MAY, schemes.load("逐级加分"), settings, _parse)
    desk.close()
    for one in made.classes:
        for name in ("reported", "adopted", "points"):
            for half in ("period", "whole"):
                of_lines = [getattr(getattr(line, half), name) for line in one.lines]
                assert getattr(getattr(one, half), name) == sum(of_lines)
        points = [line.period.points for line in one.lines if line.period.rank]
        assert points == sorted(points, reverse=True)
    assert {line.unit for one in made.classes for line in one.lines} >= {row[0] for row in ROSTER}
