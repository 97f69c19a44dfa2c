"""What a unit is told: its own drafts, no persons, no rank."""

import io
from datetime import date

import docx
import pytest

from shengao.desk import feedback
from shengao.desk.feedback import Example, Habit, Month
from shengao.desk.folder import Desk

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Six drafts of 青石镇 that grow better, two of 河口镇, of which one is good and adopted."""
    drafts = [
        (1, 1, "2026-01-31 09:00:00", 50, "需修改", "已退改", '{"colloquial": 4, "vague": 1}'),
        (2, 1, "2026-02-01 09:00:00", 52, "需修改", "已退改", '{"colloquial": 4}'),
        (3, 1, "2026-02-02 09:00:00", 60, "可", "已采用", '{"colloquial": 4}'),
        (4, 1, "2026-03-01 09:00:00", 62, "可", "已采用", '{"colloquial": 1}'),
        (5, 1, "2026-03-02 09:00:00", None, "", "待处理", '{"colloquial": 1}'),
        (6, 1, "2026-03-31 23:59:59", 66, "可", "待处理", "{}"),
        (7, 2, "2026-03-03 09:00:00", 88, "优", "已采用", "{}"),
        (8, 2, "2026-04-01 00:00:00", 91, "优", "已采用", "{}"),
    ]
    with desk.writing() as connection:
        for number, name in ((1, "青石镇"), (2, "河口镇")):
            connection.exec_driver_sql(f"INSERT INTO unit VALUES ({number}, '{name}', '')")
        for number, unit, received, total, band, state, faults in drafts:
            connection.exec_driver_sql(
                "INSERT INTO draft (number, identity, path, scanned, received, unit, author, title,"
                " genre, total, band, state, faults) VALUES (?, ?, '稿', '2026-04-02 09:00:00', ?,"
                " ?, '张三丰', ?, '工作动态', ?, ?, ?, ?)",
                (number, str(number), received, unit, f"第{number}篇", total, band, state, faults),
            )
            connection.exec_driver_sql(
                "INSERT INTO content VALUES (?, ?, ?)", (number, f"第{number}篇\n正文。\n", b"")
            )
    return desk


def test_counts_months_and_faults(told: Desk) -> None:
    with told.reading() as connection:
        found = feedback.of(connection, "青石镇", FIRST, LAST)
    assert found is not None
    assert (found.drafts, found.adopted, found.returned) == (6, 2, 2)
    assert found.months == (
        Month("2026-01", 1, 0, 50, 5.0),
        Month("2026-02", 2, 1, 56, 4.0),
        Month("2026-03", 3, 1, 64, 2 / 3),
    )
    assert found.habits == (
        Habit("colloquial", 14, 5, (4.0, 2 / 3)),
        Habit("vague", 1, 1, (1 / 3, 0.0)),
    )


def test_good_drafts_that_were_adopted_until_then_are_the_examples(told: Desk) -> None:
    with told.reading() as connection:
        found = feedback.of(connection, "青石镇", FIRST, LAST)
        assert found is not None
        assert found.examples == (Example("河口镇", "第7篇", "2026-03-03", 88, "正文。"),)
        later = feedback.of(connection, "青石镇", FIRST, date(2026, 4, 30))
        assert later is not None
        assert [one.title for one in later.examples] == ["第8篇", "第7篇"]


def test_units_of_a_time(told: Desk) -> None:
    with told.reading() as connection:
        assert feedback.units(connection, FIRST, LAST) == ["河口镇", "青石镇"]
        assert feedback.units(connection, FIRST, date(2026, 2, 28)) == ["青石镇"]
        assert feedback.of(connection, "河口镇", FIRST, date(2026, 2, 28)) is None


def test_the_document_names_nobody_and_ranks_nobody(told: Desk) -> None:
    with told.reading() as connection:
        found = feedback.of(connection, "青石镇", FIRST, LAST)
    assert found is not None
    document = docx.Document(io.BytesIO(feedback.document(found, date(2026, 4, 2), "信息科")))
    texts = [one.text for one in document.paragraphs]
    assert texts[2] == (
        "2026年1月1日至2026年3月31日，收到来稿 6 篇，采用 2 篇，退改 2 篇，2 篇还没有处理。"
    )
    assert texts[4] == "1．口语化：5 篇有，共 14 处，在减少（前一半每篇 4.0 处，后一半 0.7 处）。"
    assert texts[-2:] == ["信息科", "2026年4月2日"]
    (table,) = document.tables
    assert [cell.text for cell in table.rows[3].cells] == ["2026-03", "3", "1", "64", "0.7"]
    said = "".join((*texts, *feedback.lines(found)))
    assert "张三丰" not in said
    assert "名" not in said.replace("名称", "")
