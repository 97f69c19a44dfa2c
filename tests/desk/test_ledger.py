"""The ledger: entries that are added, found again, corrected and never changed."""

import multiprocessing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, update

from shengao.desk import ledger
from shengao.desk.entries import Entry
from shengao.desk.folder import Desk, DeskError
from shengao.desk.ledger import LedgerError
from shengao.desk.ledger_tables import ENTRY
from shengao.desk.tables import DRAFT, UNIT

from .conftest import NOW

ADOPTED = Entry(
    kind="采用", date=date(2026, 3, 5), units=("甲镇", "水利局"), title="三条措施抓春灌",
    channel="政务参阅", level="市级",
)  # fmt: skip


def _record(desk: Desk, *entries: Entry) -> list[ledger.Added]:
    with desk.writing() as connection:
        return ledger.record(connection, entries, "李编辑", NOW)


def _standing(desk: Desk) -> list[ledger.Recorded]:
    with desk.reading() as connection:
        return list(ledger.standing(connection))


def _correct(desk: Desk, number: int, *, level: str = "", **how: bool) -> int:
    changes = {"level": level} if level else {}
    with desk.writing() as connection:
        return ledger.correct(
            connection, number, changes, "王主任", "核对原刊", datetime(2026, 4, 1, 8), **how
        )


def test_an_entry_comes_back_as_it_was_recorded(desk: Desk) -> None:
    entry = replace(ADOPTED, form="调研", instruction="省级", solicited=True, note="头条\n'=1+1")
    assert _record(desk, entry) == [(1, False)]
    (found,) = _standing(desk)
    assert found.entry == entry
    assert (found.who, found.made, found.cancelled) == ("李编辑", "2026-03-06 09:00:00", False)


def test_what_is_recorded_again_is_known(desk: Desk) -> None:
    twice = [ADOPTED, ADOPTED]
    assert [one.known for one in _record(desk, *twice)] == [False, False]
    assert [one.known for one in _record(desk, *twice, replace(ADOPTED, level="省级"))] == [
        True, True, False,
    ]  # fmt: skip
    assert len(_standing(desk)) == 3
    assert _record(desk, replace(ADOPTED, note="另写的备注"))[0].known


def test_entries_are_in_the_order_of_their_days(desk: Desk) -> None:
    days = [date(2026, 3, 9), date(2026, 1, 2), date(2026, 3, 31)]
    _record(desk, *(replace(ADOPTED, date=day) for day in days))
    assert [one.entry.date for one in _standing(desk)] == sorted(days)
    with desk.reading() as connection:
        march = ledger.standing(connection, date(2026, 3, 9), date(2026, 3, 31))
        assert [one.number for one in march] == [1, 3]


def test_a_correction_stands_and_the_entry_stays(desk: Desk) -> None:
    _record(desk, ADOPTED)
    assert _correct(desk, 1, level="省级") == 2
    (found,) = _standing(desk)
    assert (found.number, found.entry.level, found.who, found.why) == (
        2, "省级", "王主任", "核对原刊",
    )  # fmt: skip
    with desk.reading() as connection:
        for number in (1, 2):
            story = ledger.history(connection, number)
            assert [one.entry.level for one in story] == ["市级", "省级"]
    with pytest.raises(LedgerError, match="第 1 号已经改过，现在是第 2 号"):
        _correct(desk, 1, level="国家级")
    with pytest.raises(LedgerError, match="本来就是这样"):
        _correct(desk, 2, level="省级")


def test_a_correction_imported_again_is_known(desk: Desk) -> None:
    _record(desk, ADOPTED)
    _correct(desk, 1, level="省级")
    assert _record(desk, replace(ADOPTED, level="省级")) == [(2, True)]
    assert _correct(desk, 2, level="市级") == 3  # as it first was
    assert _record(desk, ADOPTED) == [(1, True)]


def test_an_event_is_taken_out_and_brought_back(desk: Desk) -> None:
    _record(desk, ADOPTED)
    _correct(desk, 1, cancelled=True)
    assert _standing(desk) == []
    with pytest.raises(LedgerError, match="已经撤销，要恢复请用 --restore"):
        _correct(desk, 2, level="省级")
    _correct(desk, 2, restored=True)
    assert [one.entry for one in _standing(desk)] == [ADOPTED]
    with pytest.raises(LedgerError, match="没有撤销"):
        _correct(desk, 3, restored=True)


def test_rows_can_be_neither_changed_nor_deleted(desk: Desk) -> None:
    _record(desk, ADOPTED)
    for statement in (update(ENTRY).values(level="省级"), delete(ENTRY)):
        with pytest.raises(DeskError), desk.writing() as connection:
            connection.execute(statement)
    assert [one.entry for one in _standing(desk)] == [ADOPTED]


def test_an_error_keeps_all_of_a_call_out(desk: Desk) -> None:
    with pytest.raises(LedgerError, match="没有写报送单位"):
        _record(desk, ADOPTED, replace(ADOPTED, units=()))
    with pytest.raises(LedgerError, match="收稿库里没有第 9 号稿件"):
        _record(desk, ADOPTED, replace(ADOPTED, draft=9))
    assert _standing(desk) == []


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (replace(ADOPTED, channel=""), "没有写刊发的渠道"),
        (replace(ADOPTED, title=""), "没有写题目"),
        (replace(ADOPTED, units=("甲镇", "甲镇")), "同一个单位写了两次"),
        (replace(ADOPTED, count=2), "篇数只有“报送”可以写"),
        (Entry("报送", date(2026, 3, 1), ("甲镇",), count=0), "篇数只有“报送”可以写"),
        (replace(ADOPTED, kind="录用"), "类别“录用”应为 采用、报送、迟报、未报 之一"),  # type: ignore[arg-type]
    ],
)
def test_what_keeps_an_entry_out(entry: Entry, why: str) -> None:
    assert why in entry.trouble()


def test_what_an_entry_needs_of_a_draft(desk: Desk) -> None:
    with desk.writing() as connection:
        connection.execute(insert(UNIT).values(number=1, name="甲镇"))
        connection.execute(
            insert(DRAFT).values(
                number=7, identity="x", path="a.txt", scanned="", received="", unit=1, title="题"
            )
        )
    with desk.reading() as connection:
        assert ledger.draft(connection, 7) == ("甲镇", "题")
        with pytest.raises(LedgerError, match="收稿库里没有第 8 号稿件"):
            ledger.draft(connection, 8)


def _correct_at_once(folder: Path, level: str) -> str:
    with Desk(folder).writing() as connection:
        try:
            ledger.correct(connection, 1, {"level": level}, "某人", "改", NOW)
        except LedgerError:
            return "refused"
    return "done"


def test_of_two_corrections_at_once_one_is_refused(desk: Desk) -> None:
    _record(desk, ADOPTED)
    desk.close()
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        levels = ("省级", "国家级")
        told = pool.starmap(_correct_at_once, [(desk.folder, level) for level in levels])
    assert sorted(told) == ["done", "refused"]
    assert len(_standing(desk)) == 1
