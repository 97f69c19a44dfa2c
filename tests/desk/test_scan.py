"""Taking drafts in: from everywhere, once, and what never is kept."""

import io
import json
import mailbox
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from shengao import read
from shengao.config import Settings
from shengao.desk import requests
from shengao.desk import rows as kept
from shengao.desk.folder import Desk
from shengao.desk.judging import MARKED
from shengao.desk.requests import Request
from shengao.desk.scan import scan
from shengao.desk.tables import CONTENT, SOURCE, UNIT
from shengao.read import soffice

from .conftest import NOW, Scan, rows
from .drafts import BODY, SECRET, SIGNED, TITLE, URGENT, draft, letter

UNITS = (
    ("青石镇", "乡镇", ("青石镇", "青石镇人民政府", "qingshi@example.org")),
    ("水利局", "部门", ("水利局", "*@slj.example.org", "县水利*局")),
)


@pytest.fixture
def listed(settings: Settings) -> Settings:
    """Settings with a roster."""
    return settings._replace(profile={"roster": UNITS})


def unit_names(desk: Desk) -> dict[int | None, str]:
    with desk.reading() as connection:
        return {None: "", **{row.number: row.name for row in connection.execute(UNIT.select())}}


def units(desk: Desk) -> list[str]:
    names = unit_names(desk)
    return [names[row["unit"]] for row in rows(desk)]


def test_all_that_is_kept_of_a_draft(desk: Desk, box: Path, take: Scan) -> None:
    path = box / "稿件.txt"
    path.write_text(draft(), encoding="utf-8")
    moment = datetime(2026, 3, 5, 16, 30).timestamp()
    os.utime(path, (moment, moment))
    assert take().new == 1
    (row,) = rows(desk)
    assert row["path"] == str(path)
    assert (row["title"], row["genre"]) == (TITLE, "工作动态")
    assert (row["received"], row["scanned"]) == ("2026-03-05 16:30:00", "2026-03-06 09:00:00")
    assert units(desk) == ["青石镇人民政府"]
    assert desk.original(row["digest"]) == draft().encode()
    with desk.reading() as connection:
        found = kept.load(connection, row["number"])
    assert found is not None
    assert found.result is not None
    assert found.result.score is not None
    assert found.text.startswith(f"{TITLE}\n3月5日")
    assert row["total"] == found.result.score.total
    assert row["factual"] == found.result.score.criteria["实"].value
    assert row["original"] is None
    assert found.result.score.submission.source == "收稿时间"
    assert sum(json.loads(row["faults"]).values()) == len(found.result.findings)


def test_from_everywhere(desk: Desk, box: Path, take: Scan, listed: Settings) -> None:
    (box / "水利局").mkdir()
    (box / "水利局" / "甲.txt").write_text(draft(signed=""), encoding="utf-8")
    (box / "邮件.eml").write_bytes(bytes(letter(乙_txt=draft("乙").encode())))
    with ZipFile(box / "包.zip", "w") as packed:
        packed.writestr("内/丙.txt", draft("丙", signed=""))
    box_file = mailbox.mbox(box / "邮箱.mbox")
    box_file.add(bytes(letter(sender="a@slj.example.org", 丁_txt=draft("丁").encode())))
    box_file.add(bytes(letter(sender="b@x.org", 戊_txt=draft("戊").encode())))
    box_file.close()
    maildir = mailbox.Maildir(box / "信箱", create=True)
    maildir.add(bytes(letter(己_txt=draft("己", signed="").encode())))
    (box / "草稿.xlsx").write_bytes(b"x")
    (box / ".隐.txt").write_text(draft(), encoding="utf-8")
    (box / "~$锁.docx").write_bytes(b"x")
    assert take(under=listed).new == 6
    found = {row["title"][:1]: row for row in rows(desk)}
    assert sorted(found) == sorted("乙丙丁戊己青")
    names = unit_names(desk)
    assert {title: names[row["unit"]] for title, row in found.items()} == {
        "青": "水利局", "乙": "青石镇", "丙": "", "丁": "水利局", "戊": "青石镇", "己": "青石镇",
    }  # fmt: skip
    assert found["乙"]["path"] == f"{box}/邮件.eml/乙.txt"
    assert found["丁"]["path"] == f"{box}/邮箱.mbox/第1封.eml/丁.txt"
    assert found["丙"]["path"] == f"{box}/包.zip/内/丙.txt"
    sent = datetime.fromisoformat("2026-03-05T16:30:00+08:00").astimezone().replace(tzinfo=None)
    assert found["乙"]["received"] == sent.isoformat(" ")
    assert found["乙"]["sender"] == "qingshi@example.org"
    assert found["乙"]["subject"] == "报送信息"
    with desk.reading() as connection:
        classes = dict(
            connection.execute(UNIT.select().with_only_columns(UNIT.c.name, UNIT.c["class"])).all()
        )
    assert classes == {"青石镇": "乡镇", "水利局": "部门"}


def test_again_nothing_is_new(desk: Desk, box: Path, take: Scan) -> None:
    (box / "甲.txt").write_text(draft("甲"), encoding="utf-8")
    (box / "坏.docx").write_bytes(b"no word file")
    (box / "邮件.eml").write_bytes(bytes(letter(乙_txt=draft("乙").encode())))
    assert take().new == 3
    before = rows(desk)
    assert (take().new, take().known) == (0, 0)
    assert rows(desk) == before


def test_what_is_known_is_known_wherever_it_lies(desk: Desk, box: Path, take: Scan) -> None:
    (box / "甲.txt").write_text(draft("甲"), encoding="utf-8")
    take()
    (box / "三月").mkdir()
    (box / "甲.txt").rename(box / "三月" / "甲.txt")
    with ZipFile(box / "包.zip", "w") as packed:
        packed.write(box / "三月" / "甲.txt", "甲.txt")
    found = take()
    assert (found.new, found.known) == (0, 2)
    assert len(rows(desk)) == 1


def test_a_mail_that_was_looked_at_is_the_same(desk: Desk, box: Path, take: Scan) -> None:
    maildir = mailbox.Maildir(box / "信箱", create=True)
    key = maildir.add(bytes(letter(坏_docx=b"no word file", 甲_txt=draft("甲").encode())))
    assert take().new == 2
    (box / "信箱" / "new" / key).rename(box / "信箱" / "cur" / f"{key}:2,S")
    assert (take().new, len(rows(desk))) == (0, 2)


def test_a_mail_without_a_draft_is_no_row(desk: Desk, box: Path, take: Scan) -> None:
    (box / "邮件.eml").write_bytes(bytes(letter(body="收到，谢谢。")))
    found = take()
    assert (found.new, found.empty) == (0, 1)
    assert take().empty == 0
    assert rows(desk) == []


def test_a_draft_that_changed_is_another(desk: Desk, box: Path, take: Scan) -> None:
    path = box / "甲.txt"
    path.write_text(draft("甲"), encoding="utf-8")
    take()
    path.write_text(draft("甲", BODY + "另有一句。\n"), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert take().new == 1
    assert [row["title"][:1] for row in rows(desk)] == ["甲", "甲"]


def test_the_same_file_twice_in_one_scan_is_one(desk: Desk, box: Path, take: Scan) -> None:
    for folder in ("一", "二"):
        (box / folder).mkdir()
        (box / folder / "甲.txt").write_text(draft("甲"), encoding="utf-8")
    found = take()
    assert (found.new, found.known) == (1, 1)


def test_what_is_bad_is_a_row_with_its_reason(desk: Desk, box: Path, take: Scan) -> None:
    (box / "坏.docx").write_bytes(b"no word file")
    (box / "空.txt").write_bytes(b"")
    (box / "包.rar").write_bytes(b"Rar!")
    (box / "坏.zip").write_bytes(b"PK no zip")
    (box / "邮件.eml").write_bytes(bytes(letter(丙_docx=b"x", 丁_txt=draft("丁").encode())))
    found = take()
    assert (found.new, len(found.failed)) == (6, 5)
    by_name = {row["path"].rpartition("/")[2]: row for row in rows(desk)}
    assert by_name["包.rar"]["error"] == "暂不支持 .rar 压缩包，请先解压"
    assert all(by_name[name]["error"] for name in ("坏.docx", "空.txt", "坏.zip", "丙.docx"))
    assert by_name["丁.txt"]["error"] == ""
    bad = [row for row in by_name.values() if row["error"]]
    assert {(row["digest"], row["total"], row["suggestion"]) for row in bad} == {("", None, "")}
    assert dict(found.failed)[by_name["丙.docx"]["path"]] == by_name["丙.docx"]["error"]


def test_a_place_that_is_not_there_is_a_row(desk: Desk, box: Path, take: Scan) -> None:
    assert take(box / "没有.txt").failed == [(str(box / "没有.txt"), "文件不存在")]


def test_a_secret_is_a_row_and_nothing_else(desk: Desk, box: Path, take: Scan) -> None:
    (box / "甲.txt").write_text(SECRET, encoding="utf-8")
    (box / "邮件.eml").write_bytes(bytes(letter("绝密的主题", 乙_txt=SECRET.encode())))
    found = take()
    assert found.secret == [str(box / "甲.txt"), str(box / "邮件.eml/乙.txt")]
    for row in rows(desk):
        assert row["secret"]
        assert row["error"] == MARKED
        assert (row["title"], row["genre"], row["subject"], row["digest"]) == ("", "", "", "")
    with desk.reading() as connection:
        assert connection.execute(CONTENT.select()).all() == []
    desk.close()
    held = b"".join(path.read_bytes() for path in desk.folder.rglob("*") if path.is_file())
    for words in (BODY[:20], "关于某项工作的情况", "绝密的主题"):
        assert words.encode() not in held
    assert not (desk.folder / "originals").exists()


@pytest.mark.parametrize("together", [1, 64])
@pytest.mark.parametrize("names", [("甲_txt", "密_txt"), ("密_txt", "甲_txt")])
def test_what_came_with_a_secret_does_not_tell_the_subject(
    desk: Desk, box: Path, take: Scan, monkeypatch: pytest.MonkeyPatch,
    names: tuple[str, str], together: int,
) -> None:  # fmt: skip
    monkeypatch.setattr("shengao.desk.scan._WRITTEN", together)
    data = {"甲_txt": draft("甲").encode(), "密_txt": SECRET.encode()}
    mail = letter("某项工作的情况")
    for name in names:
        file = name.replace("_", ".")
        mail.add_attachment(data[name], maintype="a", subtype="b", filename=file)
    (box / "邮件.eml").write_bytes(bytes(mail))
    (box / "另一封.eml").write_bytes(bytes(letter("别的", "a@b.c", 乙_txt=draft("乙").encode())))
    take()
    assert {row["path"].rpartition("/")[2]: row["subject"] for row in rows(desk)} == {
        "甲.txt": "", "密.txt": "", "乙.txt": "别的",
    }  # fmt: skip
    desk.close()
    assert "某项工作的情况".encode() not in Path(desk.where).read_bytes()


def test_several_processes_and_threads_find_the_same(
    tmp_path: Path, box: Path, settings: Settings, take: Scan, desk: Desk
) -> None:
    for number in range(20):
        (box / f"{number:02}.txt").write_text(draft(f"第{number}篇"), encoding="utf-8")
    take()
    alone = [{**row, "scanned": ""} for row in rows(desk)]
    other = Desk(tmp_path / "另一个", create=True)
    scan(other, [box], settings, NOW, jobs=2, pool=lambda jobs: ThreadPoolExecutor(jobs))
    assert [{**row, "scanned": ""} for row in rows(other)] == alone
    third = Desk(tmp_path / "第三个", create=True)
    scan(third, [box], settings, NOW, jobs=2)
    assert [{**row, "scanned": ""} for row in rows(third)] == alone


def test_what_was_asked_for_counts(desk: Desk, box: Path, take: Scan) -> None:
    due = datetime(2026, 3, 10, 18)
    with desk.writing() as connection:
        requests.put(connection, [Request("约稿", "便民桥建设", ("便民桥",), (), None, due)])
    path = box / "甲.txt"
    path.write_text(draft(), encoding="utf-8")
    moment = datetime(2026, 3, 5, 16, 30).timestamp()
    os.utime(path, (moment, moment))
    (box / "乙.txt").write_text(URGENT, encoding="utf-8")
    take()
    asked, urgent = sorted(rows(desk), key=lambda row: str(row["path"]), reverse=True)
    assert (asked["request"], urgent["request"]) == (1, None)
    assert urgent["genre"] == "紧急信息"
    assert urgent["rank"] < asked["rank"] < 7000


def test_what_the_office_leaves_out_is_left_out(
    desk: Desk, box: Path, take: Scan, settings: Settings
) -> None:
    body = "镇里搞了两次演练，群众都说好得很，工作成效明显提升。" + BODY
    (box / "甲.txt").write_text(draft("甲", body), encoding="utf-8")
    take(under=settings._replace(select=("colloquial",)))
    (row,) = rows(desk)
    assert set(json.loads(row["faults"])) == {"colloquial"}


def test_two_hold_no_lock_of_each_other(desk: Desk, box: Path, take: Scan) -> None:
    """Somebody reads while drafts come in."""
    (box / "甲.txt").write_text(draft("甲"), encoding="utf-8")
    with desk.reading() as connection:
        assert connection.execute(SOURCE.select()).all() == []
    assert take().new == 1


def test_the_pages_of_a_reader_stay_whole(desk: Desk, box: Path, take: Scan) -> None:
    (box / "甲.txt").write_text(draft("甲"), encoding="utf-8")
    take()
    desk.close()
    with sqlite3.connect(desk.where) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_halves_of_characters_and_nul_are_kept_out_of_columns(
    desk: Desk, box: Path, take: Scan
) -> None:
    with ZipFile(box / "包.zip", "w") as packed:
        packed.writestr("甲.txt", draft("甲\0乙"))
    take()
    (row,) = rows(desk)
    assert "\0" not in row["title"]


def test_a_mailbox_that_is_none(desk: Desk, box: Path, take: Scan) -> None:
    (box / "邮箱.mbox").write_bytes(io.BytesIO(b"nothing\n").getvalue())
    assert take().failed == [(str(box / "邮箱.mbox"), "不是邮箱文件，或者里面没有邮件")]


def test_the_signer_is_the_unit_without_a_roster(desk: Desk, box: Path, take: Scan) -> None:
    (box / "甲.txt").write_text(draft("甲", signed=SIGNED), encoding="utf-8")
    (box / "乙.txt").write_text(draft("乙", signed="联系人：张三 13812345678\n"), encoding="utf-8")
    take()
    assert sorted(units(desk)) == ["", "青石镇人民政府"]
    assert {row["title"][:1]: row["author"] for row in rows(desk)} == {"甲": "", "乙": "张三"}


def test_what_somebody_may_be_writing_is_left_for_later(
    desk: Desk, box: Path, settings: Settings
) -> None:
    path = box / "甲.txt"
    path.write_text(draft("甲"), encoding="utf-8")
    os.utime(path, (0, 0))  # as a copy does that keeps the time of its model
    touched = datetime.fromtimestamp(path.stat().st_ctime)
    soon, later = touched + timedelta(seconds=1), touched + timedelta(seconds=3)
    assert scan(desk, [box], settings, soon, still=2).new == 0
    assert scan(desk, [box], settings, later, still=2).new == 1


def test_a_secret_leaves_nothing_in_a_cache(
    box: Path, take: Scan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = io.BytesIO()
    document = docx.Document()
    for line in SECRET.split("\n"):
        document.add_paragraph(line)
    document.save(made)
    monkeypatch.setenv("SHENGAO_CACHE", str(tmp_path / "缓存"))
    monkeypatch.setattr(soffice, "find", lambda: str(tmp_path))
    monkeypatch.setattr(soffice, "convert", lambda *_: made.getvalue())
    (box / "甲.rtf").write_bytes(b"{\\rtf1 x}")
    assert take().secret == [str(box / "甲.rtf")]
    assert not list((tmp_path / "缓存").glob("office-*"))
    reading = read.read("甲.rtf", b"{\\rtf1 x}")  # a check keeps it, as the draft is on the disk
    assert reading.source.kind == "word"
    assert len(list((tmp_path / "缓存").glob("office-*"))) == 1
