"""The folder of a desk: its tables step by step, and whose it is."""

import sqlite3
import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from shengao import database
from shengao.desk import decision_tables, ledger_tables, migration
from shengao.desk.folder import KIND, Desk, DeskError
from shengao.desk.tables import DESK

assert decision_tables
assert ledger_tables


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_steps_make_the_tables_that_the_program_knows(desk: Desk) -> None:
    with desk.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), DESK) == []
        assert migration.current(connection) == migration.newest()


def test_a_desk_of_the_first_version_is_brought_up_with_what_is_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "库"
    folder.mkdir()
    where = str(folder / "desk.sqlite")
    engine = database.engine(where, KIND, create=True)
    with database.writing(where, KIND, engine) as connection:
        migration.upgrade(connection, "0001")
        connection.exec_driver_sql("INSERT INTO unit (number, name) VALUES (7, '青石镇')")
        connection.exec_driver_sql(
            "INSERT INTO draft (number, identity, path, scanned, received, unit, title)"
            " VALUES (3, 'x', '稿.txt', '2026-03-06 09:00:00', '2026-03-05 16:30:00', 7, '题')"
        )
        assert migration.current(connection) == "0001"
    engine.dispose()
    desk = Desk(folder)
    with desk.reading() as connection:
        assert migration.current(connection) == migration.newest()
        assert compare_metadata(MigrationContext.configure(connection), DESK) == []
        found = connection.exec_driver_sql("SELECT number, unit, title, state FROM draft").all()
        assert [tuple(row) for row in found] == [(3, 7, "题", "待处理")]


def test_a_desk_is_private(desk: Desk) -> None:
    (digest,) = desk.keep([b"abc"])
    assert mode(desk.folder) == 0o700
    assert mode(desk.folder / "desk.sqlite") == 0o600
    assert mode(desk.folder / "originals") == 0o700
    assert mode(desk.place(digest).parent) == 0o700
    assert mode(desk.place(digest)) == 0o600
    assert desk.original(digest) == b"abc"


def test_the_same_bytes_are_kept_once(desk: Desk) -> None:
    first, second = desk.keep([b"abc", b"abc"])
    assert first == second
    assert [path.name for path in desk.place(first).parent.iterdir()] == [first]


def test_what_is_no_desk_is_said(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match=r"没有收稿库 .*，先用 shengao inbox scan 收稿。"):
        Desk(tmp_path / "库")
    (tmp_path / "desk.sqlite").write_bytes(b"no database at all, but long enough to be read" * 20)
    with pytest.raises(DeskError, match="不是审稿的收稿库，或者已经损坏"):
        Desk(tmp_path)


def test_a_desk_of_a_later_version_is_left_alone(desk: Desk) -> None:
    desk.close()
    with sqlite3.connect(desk.where) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DeskError, match="是更新版本的审稿建的（9999，本版本为"):
        Desk(desk.folder)


def test_an_original_that_is_gone_is_said(desk: Desk) -> None:
    with pytest.raises(DeskError, match="收稿库里的原件读不出来"):
        desk.original("00" * 32)
