"""The store: what is put in is found again, whatever happens to those who write."""

import os
import stat
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from shengao.archive.database import ArchiveError, shown
from shengao.archive.entry import Entry
from shengao.archive.masks import FIGURE, Mask, Masked
from shengao.archive.store import Store, is_own

from .conftest import Start
from .texts import characters, drawn


def marks_of(where: str) -> list[tuple[int, int]]:
    """All marks in an archive, past the store."""
    url = where if "://" in where else f"sqlite:///{where}"
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT mark, number FROM shengao_mark"))
        found = sorted((row.mark, row.number) for row in rows)
    engine.dispose()
    return found


def expected_marks(entries: Iterable[Entry]) -> list[tuple[int, int]]:
    return sorted((mark, entry.number) for entry in entries for mark in entry.marks)


def test_what_is_archived_comes_back_whole(where: str) -> None:
    kept = Entry(
        Masked("修渠32米。\n𠮷林村", (Mask(2, 5, FIGURE),)),
        "修渠",
        "/稿件/甲.txt",
        "水利站",
        "工作动态",
        date(2025, 3, 2),
        date(2025, 2, 28),
        {"vague": 2},
        {"实": 71.5},
    )
    store = Store(where, create=True)
    assert store.add([kept]) == 1
    (found,) = store.entries()
    assert found == replace(kept, number=1)
    assert (found.faults, found.scores) == ({"vague": 2}, {"实": 71.5})
    (line,) = store.listed()
    assert line == (1, "修渠", "水利站", "工作动态", "2025-03-02", "/稿件/甲.txt")


def test_the_same_draft_is_archived_once_and_a_new_version_beside_it(where: str) -> None:
    store = Store(where, create=True)
    first, other = drawn(1, "/甲.txt"), drawn(1, "/乙.txt")
    assert store.add([first, first, other]) == 2
    assert store.add([first]) == 0
    assert store.add([drawn(2, "/甲.txt")]) == 1
    assert [entry.path for entry in store.entries()] == ["/甲.txt", "/乙.txt", "/甲.txt"]
    assert len(store) == 3


def test_the_most_alike_come_first_and_never_oneself(where: str) -> None:
    store = Store(where, create=True)
    whole, half = characters(1, 300), characters(1, 300)[:150]
    store.add(
        [
            drawn(7, "/别的.txt"),
            Entry(Masked(half + characters(5, 150), ()), path="/一半.txt"),
            Entry(Masked(whole, ()), path="/全部.txt"),
            Entry(Masked(whole, ()), path="/自己.txt"),
        ]
    )
    asked = Entry(Masked(whole, ()), path="/自己.txt")
    assert [found.path for found in store.like(asked, 5)] == ["/全部.txt", "/一半.txt"]
    assert [found.path for found in store.like(asked, 1)] == ["/全部.txt"]
    assert store.like(drawn(99), 5) == []


@pytest.mark.parametrize(
    ("one", "other", "own"),
    [
        (("/甲.txt", "", 1), ("/甲.txt", "", 2), True),
        (("/甲.txt", "水利站", 1), ("/乙.txt", "水利站", 1), True),
        (("/甲.txt", "水利站", 1), ("/乙.txt", "农技站", 1), False),
        (("/甲.txt", "", 1), ("/乙.txt", "", 1), False),
        (("", "", 1), ("", "", 1), False),
        (("/甲.txt", "水利站", 1), ("/乙.txt", "水利站", 2), False),
    ],
)
def test_who_is_oneself(one: tuple[str, str, int], other: tuple[str, str, int], own: bool) -> None:
    two = [replace(drawn(seed, path), unit=unit) for path, unit, seed in (one, other)]
    assert is_own(*two) is own


def test_titles_are_found_without_regard_to_marks(where: str) -> None:
    store = Store(where, create=True)
    store.add([replace(drawn(1, "/甲.txt"), title="供销社收购旧农膜：按斤换肥")])
    asked = replace(drawn(2), title="供销社收购旧农膜 按斤换肥")
    found = store.titled(asked)
    assert found is not None
    assert found.path == "/甲.txt"
    assert store.titled(replace(asked, path="/甲.txt")) is None
    assert store.titled(replace(asked, title="工作动态")) is None


def test_what_is_removed_is_gone_with_its_marks(where: str) -> None:
    store = Store(where, create=True)
    store.add([drawn(1, "/甲.txt"), drawn(2, "/乙.txt"), drawn(3, "/丙.txt")])
    assert store.remove([2, 9]) == [2]
    assert [entry.path for entry in store.entries()] == ["/甲.txt", "/丙.txt"]
    assert marks_of(where) == expected_marks(store.entries())
    assert store.add([drawn(2, "/乙.txt")]) == 1


def test_two_writers_at_once_lose_nothing(where: str, start: Start) -> None:
    """Two processes archive their own drafts and some that both have, in small steps."""
    code = f"""
import sys
from shengao.archive.store import Store
from tests.archive.texts import drawn
seeds = [*range(int(input()), int(input())), *range(900, 920)]
store = Store({where!r}, create=True)
print("ready", flush=True)
input()
for at in range(0, len(seeds), 5):
    store.add([drawn(seed, f"/{{seed}}.txt") for seed in seeds[at : at + 5]])
"""
    writers = [start(code), start(code)]
    for writer, first in zip(writers, (0, 200), strict=True):
        assert writer.stdin is not None
        writer.stdin.write(f"{first}\n{first + 100}\n")
        writer.stdin.flush()
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=120)
    assert [writer.returncode for writer in writers] == [0, 0]
    found = list(Store(where).entries())
    wanted = {f"/{seed}.txt" for seed in (*range(100), *range(200, 300), *range(900, 920))}
    assert sorted(entry.path for entry in found) == sorted(wanted)
    assert marks_of(where) == expected_marks(found)


def test_a_writer_that_is_killed_leaves_whole_batches(where: str, start: Start) -> None:
    """Killed with its rows written and not yet committed, some of them on the disk."""
    code = f"""
from sqlalchemy import event
from shengao.archive.store import Store
from tests.archive.texts import drawn
store = Store({where!r}, create=True)
if store._engine.dialect.name == "sqlite":
    @event.listens_for(store._engine, "begin")
    def little(connection):
        connection.exec_driver_sql("PRAGMA cache_size = 4")
store.add([drawn(seed, f"/{{seed}}.txt") for seed in range(50)])
@event.listens_for(store._engine, "commit")
def hold(connection):
    print("written", flush=True)
    input()
store.add([drawn(seed, f"/{{seed}}.txt") for seed in range(50, 400)])
"""
    writer = start(code)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "written\n"
    writer.kill()
    writer.wait()
    store = Store(where)
    assert [entry.path for entry in store.entries()] == [f"/{seed}.txt" for seed in range(50)]
    assert marks_of(where) == expected_marks(store.entries())
    assert store.add([drawn(seed, f"/{seed}.txt") for seed in range(40, 60)]) == 10
    assert [found.path for found in store.like(drawn(55, "/新.txt"), 3)] == ["/55.txt"]


def test_a_writer_killed_at_any_moment_leaves_whole_batches(where: str, start: Start) -> None:
    code = f"""
from shengao.archive.store import Store
from tests.archive.texts import drawn
store = Store({where!r}, create=True)
first = len(store)
while True:
    store.add([drawn(seed, f"/{{seed}}.txt", 60) for seed in range(first, first + 20)])
    first += 20
    print(first, flush=True)
"""
    told = 0
    for rounds in (1, 2, 3):
        writer = start(code)
        assert writer.stdout is not None
        for _ in range(rounds):
            told = int(writer.stdout.readline())
        writer.kill()
        writer.wait()
        found = list(Store(where).entries())
        assert len(found) >= told
        assert len(found) % 20 == 0
        assert marks_of(where) == expected_marks(found)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_new_file_is_private(tmp_path: Path) -> None:
    path = tmp_path / "新" / "档案.sqlite"
    before = os.umask(0)
    try:
        Store(str(path), create=True).add([drawn(1)])
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_is_no_archive_is_said_in_chinese(tmp_path: Path) -> None:
    damaged = tmp_path / "坏.sqlite"
    damaged.write_bytes(b"not a database " * 100)
    with pytest.raises(ArchiveError, match=r"坏\.sqlite 不是审稿的档案，或者已经损坏。"):
        Store(str(damaged))
    with pytest.raises(ArchiveError, match=r"没有\.sqlite 不存在。"):
        Store(str(tmp_path / "没有.sqlite"))
    with pytest.raises(ArchiveError, match="档案的地址写法有误：nonsense://库"):
        Store("nonsense://库")
    assert not (tmp_path / "没有.sqlite").exists()


def test_an_archive_of_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "旧.sqlite"
    Store(str(path), create=True)
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE shengao_about SET format = 99"))
    engine.dispose()
    with pytest.raises(ArchiveError, match="格式99，本版本为2"):
        Store(str(path))


def test_passwords_are_not_shown() -> None:
    assert shown("postgresql+psycopg://u:geheim@h/d") == "postgresql+psycopg://u:***@h/d"
