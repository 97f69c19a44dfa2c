"""The day of submission: what others noted counts before what the writer typed."""

from datetime import date, datetime

import pytest

from shengao import measure, rulebook
from shengao.document import Document
from shengao.score import submission
from shengao.scorecard import Submission
from shengao.structure import RawBlock, Reading
from shengao.text import Source, Span

WORDS = rulebook.load().words
BODY = "城北镇清理河道\n城北镇组织清理河道3公里。\n城北镇清出垃圾12吨。"
SIGNED = f"{BODY}\n城北镇人民政府\n2026年3月5日"


def document(text: str = BODY, name: str = "稿件.txt", **properties: str) -> Document:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(RawBlock((Span(at, at + len(line)),)))
        at += len(line) + 1
    reading = Reading(Source(text, name), tuple(blocks), properties=properties)
    return Document.of(reading, WORDS)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"submitted": date(2026, 3, 1)}, ("指定的报送日期", 1)),
        ({"received": datetime(2026, 3, 2, 9, 30)}, ("收稿时间", 2)),
        ({}, ("稿件前的报送日期", 3)),
    ],
)
def test_what_is_given_counts_first(given: dict[str, date], expected: tuple[str, int]) -> None:
    draft = document(SIGNED, "0304.txt", submitted="2026-03-03", modified="2026-03-06T01:00:00Z")
    found = submission.of(draft, **given)  # type: ignore[arg-type]  # one of the two
    assert (found.source, found.day) == (expected[0], date(2026, 3, expected[1]))


@pytest.mark.parametrize(
    "name",
    [
        "20260304城北镇.txt", "城北镇 2026-03-04.md", "2026.3.4报送.docx", "报送/2026年3月4日.txt",
        "0304城北镇.txt", "城北镇3月4日.txt", "城北镇（3.4）.txt",
    ],
)  # fmt: skip
def test_a_file_name_counts_before_the_signoff(name: str) -> None:
    found = submission.of(document(SIGNED, name, modified="2026-03-06T01:00:00Z"))
    assert (found.source, found.day) == ("文件名", date(2026, 3, 4))


@pytest.mark.parametrize(
    "name", ["12345热线.txt", "20261399.txt", "稿件202603041.txt", "1399.txt", "第3期.txt"]
)
def test_figures_of_a_name_that_are_no_day(name: str) -> None:
    assert submission.of(document(SIGNED, name)).source == "落款"


def test_a_month_and_day_without_any_year_is_no_date() -> None:
    assert submission.of(document(BODY, "0304.txt")).day is None


def test_what_the_file_says_of_itself_counts_last() -> None:
    dates = {"modified": "2026-03-06T01:00:00Z", "created": "2026-03-05T01:00:00Z"}
    assert submission.of(document(SIGNED, **dates)).source == "落款"
    found = submission.of(document(BODY, **dates))
    assert (found.source, found.day) == ("Word文件的修改时间", date(2026, 3, 6))


def test_nothing_known() -> None:
    assert submission.of(document(BODY)) == Submission()


@pytest.mark.parametrize("text", ["2026-04-02", "2026年4月2日", "2026/4/2 08:00"])
def test_days_that_people_write(text: str) -> None:
    assert submission.day(text) == date(2026, 4, 2)


@pytest.mark.parametrize("text", ["", "四月二日", "2026-02-30", "2026-04"])
def test_what_is_no_day(text: str) -> None:
    assert submission.day(text) is None


@pytest.mark.parametrize(
    ("said", "asked", "until"),
    [
        ("2026-03-10", True, datetime(2026, 3, 10)),
        ("2026年3月10日", True, datetime(2026, 3, 10)),
        ("是", True, None),
        ("否", False, None),
        ("", False, None),
    ],
)
def test_front_matter_says_that_a_draft_was_asked_for(
    said: str, asked: bool, until: datetime | None
) -> None:
    found, due = submission.solicited(document(solicited=said))
    assert found == asked
    assert due is None if until is None else due is not None and due.date() == until.date()


def test_a_request_is_met_on_its_last_day_and_missed_the_day_after() -> None:
    text = f"---\n约稿: 2026-03-05\n---\n# {BODY}"
    points = [
        sum(one.points for one in card.criteria["快"].evidence if one.source == "request-met")
        for day in (5, 6)
        if (card := measure(text, path="稿件.md", submitted=date(2026, 3, day))) is not None
    ]
    assert points == [10, -10]
