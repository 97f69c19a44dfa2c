"""Whose a draft is."""

import pytest

from shengao import read, rulebook
from shengao.container import Letter
from shengao.desk.roster import Roster, author, signed, unit
from shengao.document import Document

from .drafts import BODY, TITLE, draft

ROSTER = Roster(
    (
        ("青石镇", "乡镇", ("青石镇", "qingshi@example.org")),
        ("水利局", "部门", ("水利局", "*@slj.example.org", "县水利*局")),
        ("水利局河道所", "部门", ("水利局河道所", "hd@slj.example.org")),
    )
)


def document(text: str, name: str = "甲.txt") -> Document:
    reading = read.read(name, text.encode(), name=name)
    return Document.of(reading, rulebook.load().words)


@pytest.mark.parametrize(
    ("letter", "found"),
    [
        (Letter("QINGSHI@example.org"), "青石镇"),
        (Letter("a@slj.example.org", "青石镇信息员"), "水利局"),
        (Letter("hd@slj.example.org"), "水利局河道所"),
        (Letter("a@slj.example.org.evil"), ""),
        (Letter("a@b.c", "水利局 张三"), "水利局"),
        (Letter("a@b.c", "", "水利局河道所报送信息"), "水利局河道所"),
        (Letter("a@b.c", "张三", "信息"), ""),
    ],
)
def test_by_the_sender(letter: Letter, found: str) -> None:
    assert ROSTER.sender(letter) == found


def test_the_sender_before_the_file_before_the_sign_off() -> None:
    signs = signed(document(draft()))
    assert signs.unit == "青石镇人民政府"
    sender = Letter("a@slj.example.org")
    assert unit(ROSTER, sender, ("青石镇.txt",), signs) == "水利局"
    assert unit(ROSTER, Letter("a@b.c"), ("县水利水电局.txt",), signs) == "水利局"
    assert unit(ROSTER, None, ("甲.txt", "水利局", "来稿"), signs) == "水利局"
    assert unit(ROSTER, None, ("甲.txt",), signs) == "青石镇"
    assert unit(Roster(), None, ("甲.txt",), signs) == "青石镇人民政府"
    assert unit(Roster(), None, ("甲.txt",), None) == ""


def test_front_matter_says_it_first() -> None:
    whole = document(f"---\n报送单位: 水利局\n---\n\n{draft()}", "甲.md")
    assert signed(whole).unit == "水利局"
    assert unit(ROSTER, None, (), signed(whole)) == "水利局"


def test_a_long_line_is_no_name_of_a_unit() -> None:
    whole = document(f"# {TITLE}\n\n{BODY}")
    assert signed(whole).unit == ""


@pytest.mark.parametrize(
    ("signed_by", "letter", "name"),
    [
        ("（撰稿：王小明）\n", None, "王小明"),
        ("联系人：张三 13812345678\n", None, "张三"),
        ("", Letter("a@b.c", "赵六"), "赵六"),
        ("", Letter("a@b.c", "水利局"), ""),
        ("", Letter("a@b.c", "办公室信息专报收发"), ""),
        ("", None, ""),
    ],
)
def test_who_wrote_it(signed_by: str, letter: Letter | None, name: str) -> None:
    assert author(document(draft(signed=signed_by)), letter, ROSTER) == name
