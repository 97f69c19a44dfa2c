"""A desk as one file and back; what was kept too long is gone."""

import json
import shutil
import stat
from pathlib import Path
from zipfile import ZipFile

import pytest

from shengao.desk import purging
from shengao.desk import rows as kept
from shengao.desk.backup import Saved, backup, restore
from shengao.desk.decision_tables import DECISION
from shengao.desk.folder import Desk, DeskError

from .conftest import Scan, rows
from .drafts import BODY, SECRET, TITLE, draft, letter


@pytest.fixture
def filled(desk: Desk, box: Path, take: Scan) -> Desk:
    (box / "甲.txt").write_text(draft("甲"), encoding="utf-8")
    (box / "乙.txt").write_text(draft("乙"), encoding="utf-8")
    (box / "邮件.eml").write_bytes(bytes(letter("报送三座桥", 丙_txt=draft("丙").encode())))
    (box / "坏.docx").write_bytes(b"x")
    (box / "密.txt").write_text(SECRET, encoding="utf-8")
    take()
    return desk


def whole(desk: Desk) -> list[object]:
    with desk.reading() as connection:
        return [kept.load(connection, row["number"]) for row in rows(desk)]


def test_there_and_back(filled: Desk, tmp_path: Path) -> None:
    file = tmp_path / "备份.zip"
    assert backup(filled, file) == Saved(5, 3)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    other = tmp_path / "新" / "库"
    assert restore(file, other) == Saved(5, 3)
    assert stat.S_IMODE(other.stat().st_mode) == 0o700
    assert {stat.S_IMODE(one.stat().st_mode) for one in other.rglob("*") if one.is_file()} == {
        0o600
    }
    back = Desk(other)
    assert whole(back) == whole(filled)
    for row in rows(back):
        if row["digest"]:
            assert back.original(row["digest"]) == filled.original(row["digest"])


def test_a_copy_of_the_folder_is_a_backup(filled: Desk, tmp_path: Path) -> None:
    filled.close()
    shutil.copytree(filled.folder, tmp_path / "复制")
    assert whole(Desk(tmp_path / "复制")) == whole(filled)


def test_a_desk_that_is_there_stays(filled: Desk, tmp_path: Path) -> None:
    file = tmp_path / "备份.zip"
    backup(filled, file)
    before = whole(filled)
    with pytest.raises(DeskError, match="里已经有东西，要换掉请加 --replace"):
        restore(file, filled.folder)
    purging.purge(filled, "2100-01-01")
    filled.close()
    assert restore(file, filled.folder, replace=True) == Saved(5, 3)
    assert whole(Desk(filled.folder)) == before
    aside = filled.folder.with_name("库.换下1")
    assert len(rows(Desk(aside))) == 5


def rewritten(file: Path, target: Path, change: dict[str, bytes | None]) -> Path:
    """The backup with members changed or left out; `change` goes by the start of a name."""
    with ZipFile(file) as packed, ZipFile(target, "w") as made:
        for name in packed.namelist():
            found = [key for key in change if name.startswith(key)]
            data = change[found[0]] if found else packed.read(name)
            if data is not None:
                made.writestr(name, data)
    return target


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"originals/": b"other bytes"}, "已损坏：原件与记录不符"),
        ({"originals/": None}, "不完整：缺少原件"),
        ({"desk.sqlite": b"no database" * 99}, "数据库已损坏"),
        ({"desk.sqlite": None}, "不完整：没有 desk.sqlite"),
        ({"shengao.json": None}, "不是审稿的备份，或者已经损坏"),
        (
            {"shengao.json": json.dumps({"format": 99, "tables": "", "files": 0}).encode()},
            "是更新版本的审稿做的备份",
        ),
    ],
)
def test_what_is_damaged_replaces_nothing(
    filled: Desk, tmp_path: Path, change: dict[str, bytes | None], why: str
) -> None:
    file = tmp_path / "备份.zip"
    backup(filled, file)
    bad = rewritten(file, tmp_path / "坏.zip", change)
    before = whole(filled)
    filled.close()
    with pytest.raises(DeskError, match=why):
        restore(bad, filled.folder, replace=True)
    assert whole(filled) == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_nothing_is_unpacked_elsewhere(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "坏.zip", "w") as made:
        made.writestr("shengao.json", json.dumps({"format": 1, "tables": "0001", "files": 1}))
        made.writestr("../外面", b"x")
    with pytest.raises(DeskError, match="里有不该有的文件"):
        restore(tmp_path / "坏.zip", tmp_path / "库")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["坏.zip"]


def test_what_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "坏.zip").write_bytes(b"x")
    with pytest.raises(DeskError, match="不是审稿的备份"):
        restore(tmp_path / "坏.zip", tmp_path / "库")
    with pytest.raises(DeskError, match="没有备份文件"):
        restore(tmp_path / "没有.zip", tmp_path / "库")


def test_no_backup_without_all_originals(filled: Desk, tmp_path: Path) -> None:
    digest = next(row["digest"] for row in rows(filled) if row["digest"])
    filled.place(digest).unlink()
    with pytest.raises(DeskError, match="收稿库缺少原件"):
        backup(filled, tmp_path / "备份.zip")
    assert not (tmp_path / "备份.zip").exists()
    with pytest.raises(DeskError, match="文件夹不存在"):
        backup(filled, tmp_path / "没有" / "备份.zip")


# Purging


def test_what_is_purged_is_gone_from_the_disk(filled: Desk, take: Scan) -> None:
    before = {row["number"]: row for row in rows(filled)}
    assert purging.count(filled, "2100-01-01") == 5
    assert purging.purge(filled, "2100-01-01") == (5, 3)
    for row in rows(filled):
        was = before[row["number"]]
        for name in ("unit", "genre", "total", "band", "faults", "received", "state", "identity"):
            assert row[name] == was[name]
        for name in ("path", "author", "sender", "subject", "title", "digest", "reason"):
            assert row[name] == ""
        assert row["purged"]
    filled.close()
    held = b"".join(path.read_bytes() for path in filled.folder.rglob("*") if path.is_file())
    for words in (BODY[:12], TITLE[3:9], "报送三座桥", "qingshi@example.org"):
        assert words.encode() not in held
    assert not [path for path in (filled.folder / "originals").rglob("*") if path.is_file()]
    assert take().new == 0
    assert purging.purge(filled, "2100-01-01") == (0, 0)


def test_only_what_was_kept_too_long_goes(filled: Desk, tmp_path: Path) -> None:
    assert purging.purge(filled, "2026-03-06") == (1, 1)  # the mail, by its date
    left = {row["title"][:1] for row in rows(filled) if not row["purged"] and row["title"]}
    assert left == {"甲", "乙"}


def test_bytes_that_another_draft_has_stay(desk: Desk, box: Path, take: Scan) -> None:
    data = draft("甲")
    (box / "甲.txt").write_text(data, encoding="utf-8")
    (box / "邮件.eml").write_bytes(bytes(letter(甲_txt=data.encode())))
    take()
    (first, second) = rows(desk)
    assert first["digest"] == second["digest"]
    assert purging.purge(desk, "2026-03-06") == (1, 0)
    assert desk.original(first["digest"]) == data.encode()


def test_notes_on_what_is_purged_go_too(filled: Desk) -> None:
    with filled.writing() as connection:
        said = {"draft": 1, "made": "2026-03-06 10:00:00", "who": "编辑", "kind": "退改"}
        connection.execute(DECISION.insert().values({**said, "note": "请李四补数据"}))
    purging.purge(filled, "2100-01-01")
    with filled.reading() as connection:
        (row,) = connection.execute(DECISION.select())
    assert (row.kind, row.note) == ("退改", "")
