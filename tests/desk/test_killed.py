"""Whatever becomes of a scan, nothing is lost and nothing is there twice."""

import mailbox
import os
import random
import signal
import sqlite3
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from shengao.config import Settings
from shengao.desk import rows as kept
from shengao.desk.folder import Desk
from shengao.desk.scan import scan

from .conftest import NOW, rows
from .drafts import SECRET, draft, letter

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
POINTS = 52
DRAFTS = 24 + 3 + 3 + 3  # files, of a mailbox, of a zip file, a bad and two secret ones


@pytest.fixture
def full(box: Path) -> Path:
    """A folder with drafts of every kind."""
    for number in range(24):
        (box / f"{number:02}.txt").write_text(draft(f"第{number}座便民桥建成"), encoding="utf-8")
    box_file = mailbox.mbox(box / "邮箱.mbox")
    for number in range(3):
        data = draft(f"第{number}条水渠建成").encode()
        box_file.add(bytes(letter(信_txt=data)))
    box_file.close()
    with ZipFile(box / "包.zip", "w") as packed:
        for number in range(3):
            packed.writestr(f"包{number}.txt", draft(f"第{number}口水井建成"))
    (box / "坏.docx").write_bytes(b"no word file")
    (box / "密.txt").write_text(SECRET, encoding="utf-8")
    (box / "密.eml").write_bytes(bytes(letter(密_txt=SECRET.encode())))
    return box


def start(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.desk.killed", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "lint"), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )


def sound(desk: Desk) -> list[str]:
    """The identities of all drafts, each of which is there whole."""
    found = rows(desk)
    with desk.reading() as connection:
        for row in found:
            held = kept.load(connection, row["number"])
            assert held is not None
            if row["error"]:
                assert (row["digest"], held.result, held.text) == ("", None, "")
            else:
                assert sha256(desk.original(row["digest"])).hexdigest() == row["digest"]
                assert held.result is not None
                assert held.text
    desk.close()
    with sqlite3.connect(desk.where) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    return [row["identity"] for row in found]


def test_killed_at_any_point(full: Path, tmp_path: Path, settings: Settings) -> None:
    counted = start(tmp_path / "数", full)
    doings = int(counted.communicate()[0])
    whole = sorted(sound(Desk(tmp_path / "数")))
    assert len(whole) == DRAFTS
    points = random.Random(6).sample(range(1, doings), POINTS)
    reached = set()
    for point in points:
        place = tmp_path / f"库{point}"
        process = start(place, full, point)
        process.wait()
        assert process.returncode == -signal.SIGKILL
        desk = Desk(place, create=True)
        reached.add(len(sound(desk)))
        scan(desk, [full], settings, NOW)
        found = sound(desk)
        assert sorted(found) == whole
        assert scan(desk, [full], settings, NOW).new == 0
    assert len(reached) >= 5  # they died before, between and after transactions


def test_two_scans_at_once(full: Path, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "库", create=True)
    desk.close()
    for process in [start(tmp_path / "库", full) for _ in range(2)]:
        process.communicate()
        assert process.returncode == 0
    found = sound(desk)
    assert len(found) == len(set(found)) == DRAFTS


def test_a_worker_that_is_killed_costs_its_draft_alone(
    full: Path, tmp_path: Path, settings: Settings
) -> None:
    from .pools import deadly

    desk = Desk(tmp_path / "库", create=True)
    (full / "凶.txt").write_text(draft("第九座便民桥建成"), encoding="utf-8")
    found = scan(desk, [full], settings, NOW, jobs=2, pool=deadly)
    assert found.new == DRAFTS + 1
    lost = "检查进程意外中止（可能是内存不足），这篇稿件没有检查"
    assert (str(full / "凶.txt"), lost) in found.failed
    assert len(found.failed) == 2
    assert len(sound(desk)) == DRAFTS + 1
