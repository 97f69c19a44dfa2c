"""What was asked for: files of it, which draft answers it, who has still to."""

from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao.config import Settings
from shengao.desk import request_files, requests
from shengao.desk.folder import Desk
from shengao.desk.requests import Request, match
from shengao.errors import ReadError

from .conftest import Scan, rows
from .drafts import draft

DUE = datetime(2026, 3, 10, 17, 0)
BRIDGES = Request(
    "约稿", "便民桥建设", ("便民桥",), ("青石镇人民政府", "河口镇"), date(2026, 3, 1), DUE, 1
)
POINT = Request("要点", "交通", ("通车", "公路"), (), date(2026, 3, 1), DUE, 2)
NOON = datetime(2026, 3, 5, 12, 0)


def answers(*given: Request, title: str, text: str = "", unit: str = "青石镇人民政府",
            received: datetime = NOON) -> int | None:  # fmt: skip
    found = match(given, title, text, unit, received)
    return None if found is None else found.number


def test_a_draft_answers_what_its_title_or_head_is_about() -> None:
    assert answers(BRIDGES, title="便民桥通车") == 1
    assert answers(BRIDGES, title="修桥", text="三座便民桥通车。") == 1
    assert answers(BRIDGES, title="修桥", text="甲" * 200 + "便民桥") is None
    assert answers(BRIDGES, title="修桥", text="甲" * 200 + "便民桥，便民桥") == 1
    assert answers(BRIDGES, title="修路", text="修路。") is None


def test_words_apart_are_all_needed() -> None:
    both = BRIDGES._replace(topics=("便民桥 护栏",))
    assert answers(both, title="便民桥装护栏") == 1
    assert answers(both, title="便民桥通车") is None


def test_a_request_without_topics_goes_by_its_title() -> None:
    assert answers(BRIDGES._replace(topics=()), title="关于便民桥建设的情况") == 1


def test_units_and_times_bound_a_request() -> None:
    assert answers(BRIDGES, title="便民桥", unit="乙镇") is None
    assert answers(BRIDGES, title="便民桥", received=datetime(2026, 2, 28)) is None
    assert answers(BRIDGES, title="便民桥", received=datetime(2026, 3, 20)) == 1
    assert answers(BRIDGES, title="便民桥", received=datetime(2026, 4, 20)) is None
    assert answers(POINT, title="公路", unit="乙镇") == 2
    assert answers(POINT, title="公路", received=datetime(2026, 3, 11)) is None


def test_what_is_most_spoken_of_comes_first_then_what_was_asked_of_the_unit() -> None:
    assert answers(POINT, BRIDGES, title="便民桥通车") == 1
    assert answers(POINT, BRIDGES, title="公路通车", text="便民桥") == 2


@given(st.text("桥路通车便民", max_size=30), st.permutations([BRIDGES, POINT]))
def test_the_order_of_requests_changes_nothing(title: str, given: list[Request]) -> None:
    assert answers(*given, title=title) == answers(BRIDGES, POINT, title=title)


TOML = """
[[request]]
kind = "约稿"
title = "便民桥建设"
topics = ["便民桥"]
units = ["青石镇人民政府", "河口镇"]
opened = 2026-03-01
due = 2026-03-10T17:00:00

[[request]]
kind = "要点"
title = "春耕"
due = "2026年3月31日"
"""
SPRING = Request("要点", "春耕", due=datetime(2026, 3, 31, 23, 59, 59))
TABLE = (
    ("三月份约稿单",),
    ("题目", "关键词", "约稿单位", "约稿日期", "截止时间"),
    ("便民桥建设", "便民桥", "青石镇人民政府、河口镇", "2026-03-01", "2026年3月10日17时"),
    ("春耕", "", "各单位", "", "2026-03-31"),
    ("无期", "", "", "", "月底前"),
    ("", "", "", "", ""),
)


def test_a_file_of_requests(tmp_path: Path) -> None:
    path = tmp_path / "约稿.toml"
    path.write_text(TOML, encoding="utf-8")
    assert request_files.read(path).requests == (BRIDGES._replace(number=0), SPRING)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".csv"])
def test_a_table_of_requests(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"约稿{suffix}"
    if suffix == ".docx":
        document = docx.Document()
        table = document.add_table(len(TABLE), 5)
        for row, cells in zip(table.rows, TABLE, strict=True):
            for cell, text in zip(row.cells, cells, strict=False):
                cell.text = text
        document.save(str(path))
    elif suffix == ".xlsx":
        book = openpyxl.Workbook()
        for cells in TABLE:
            book.active.append(cells)
        book.save(path)
    else:
        path.write_text("\n".join(",".join(cells) for cells in TABLE), encoding="gb18030")
    found = request_files.read(path)
    assert found.requests == (BRIDGES._replace(number=0), SPRING)
    ((place, why),) = found.left
    assert place.endswith("第5行")
    assert why == "日期“月底前”看不懂，应写成 2026-03-05 或 2026-03-05 17:00"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("约稿.toml", '[[request]]\nkind = "稿"\ntitle = "题"', "第1段"),
        ("约稿.toml", "[[request]\n", "约稿.toml:1"),
        ("约稿.csv", "甲,乙\n1,2\n", "没有找到表头"),
        ("约稿.pdf", "", "约稿单应为"),
        ("约稿.docx", "不是", "不是 Word 文件"),
    ],
)
def test_files_that_say_nothing(tmp_path: Path, name: str, text: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        request_files.read(path)
    assert said in str(caught.value)


def test_drafts_are_matched_and_what_is_open_is_told(
    desk: Desk, box: Path, take: Scan, settings: Settings
) -> None:
    (box / "一.txt").write_text(draft("青石镇建成三座便民桥"), encoding="utf-8")
    (box / "二.txt").write_text(draft("青石镇春耕备耕有序开展", "春耕备耕开展。\n"), "utf-8")
    take()
    before = {row["title"]: row["rank"] for row in rows(desk)}
    late = BRIDGES._replace(number=0, due=datetime(2026, 3, 6, 8, 0), opened=date(2020, 1, 1))
    with desk.writing() as connection:
        assert requests.put(connection, [late, SPRING]) == 2
        assert requests.put(connection, [late]) == 0
    with desk.writing() as connection:
        connection.exec_driver_sql("UPDATE draft SET received = '2026-03-06 09:00:00'")
        assert requests.assign(connection) == 2
        assert requests.assign(connection) == 0
    with desk.reading() as connection:
        asked, spring = requests.answered(connection)
        assert [one["title"] for one in asked.drafts] == ["青石镇建成三座便民桥"]
        assert (asked.missing, asked.late, asked.open) == (
            ("河口镇",),
            (asked.drafts[0]["number"],),
            True,
        )
        assert (len(spring.drafts), spring.missing, spring.late, spring.open) == (1, (), (), False)
        now = [one.request.title for one in requests.answered(connection, date(2026, 3, 20))]
        assert now == ["春耕"]
        assert requests.answers(connection, asked.drafts[0]["number"]) == asked.request
    after = {row["title"]: row["rank"] for row in rows(desk)}
    assert after["青石镇建成三座便民桥"] < before["青石镇建成三座便民桥"]
    assert after["青石镇春耕备耕有序开展"] == before["青石镇春耕备耕有序开展"]
