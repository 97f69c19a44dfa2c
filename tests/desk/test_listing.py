"""The list: its order, what is wanted, and the formats."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao.desk import list_formats, suggesting
from shengao.desk.folder import Desk
from shengao.desk.listing import Counts, Listed, Wanted, counts, listed
from shengao.desk.tables import DRAFT, REQUEST, UNIT


def put(desk: Desk, number: int, **values: object) -> None:
    """A draft as it stands in the table."""
    row: dict[str, object] = {
        "number": number, "identity": str(number), "path": f"{number}.txt",
        "scanned": "2026-03-06 09:00:00", "received": "2026-03-05 16:30:00",
    }  # fmt: skip
    total = values.get("total")
    row["rank"] = suggesting.rank(
        urgent=values.get("genre") == "紧急信息",
        solicited=values.get("request") == 1,
        pending=values.get("band") == "待核",
        total=total if isinstance(total, int) else None,
        failed=bool(values.get("error")),
    )
    with desk.writing() as connection:
        connection.execute(DRAFT.insert().values({**row, **values}))


@pytest.fixture
def filled(desk: Desk) -> Desk:
    with desk.writing() as connection:
        units = [{"number": 1, "name": "青石镇", "class": "乡镇"},
                 {"number": 2, "name": "水利局", "class": "部门"}]  # fmt: skip
        connection.execute(UNIT.insert(), units)
        asked = {"identity": "a", "title": "便民桥", "kind": "约稿", "number": 1}
        connection.execute(REQUEST.insert().values(asked))
        connection.execute(
            REQUEST.insert().values({**asked, "identity": "b", "kind": "要点", "number": 2})
        )
    put(desk, 1, total=90, band="优", unit=1, title="桥", suggestion="采用候选")
    put(desk, 2, total=40, band="需修改", unit=2, title="渠", suggestion="建议退改")
    put(desk, 3, total=30, band="待核", unit=2, received="2026-03-04 08:00:00")
    put(desk, 4, total=60, band="可", unit=1, request=1)
    put(desk, 5, total=20, band="需修改", unit=None, genre="紧急信息")
    put(desk, 6, error="读不了")
    put(desk, 7, error="密", secret=True)
    put(desk, 8, total=95, band="优", unit=1, state="已采用")
    put(desk, 9, total=None, genre="讲话", request=2, unit=2)
    return desk


def numbers(desk: Desk, **wanted: object) -> list[int]:
    return [row.number for row in listed(desk, Wanted(**wanted))]  # type: ignore[arg-type]


def test_the_order_in_which_an_editor_takes_them_up(filled: Desk) -> None:
    assert numbers(filled) == [5, 4, 3, 1, 2, 9, 6, 7]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"sort": "total"}, [1, 4, 2, 3, 5, 6, 7, 9]),
        ({"sort": "received"}, [9, 7, 6, 5, 4, 2, 1, 3]),
        ({"sort": "unit"}, [3, 2, 9, 4, 1, 5, 6, 7]),
        ({"state": "已采用"}, [8]),
        ({"state": "", "unit": "青石"}, [4, 8, 1]),
        ({"kind": "部门"}, [3, 2, 9]),
        ({"genre": "讲话"}, [9]),
        ({"suggestion": "建议退改"}, [2]),
        ({"title": "桥"}, [1]),
        ({"title": "%"}, []),
        ({"since": "2026-03-05"}, [5, 4, 1, 2, 9, 6, 7]),
        ({"until": "2026-03-04"}, [3]),
        ({"until": "2026-03-05", "limit": 2}, [5, 4]),
        ({"asked": True}, [4, 9]),
        ({"unread": True}, [6, 7]),
    ],
)
def test_what_is_wanted(filled: Desk, wanted: dict[str, object], found: list[int]) -> None:
    assert numbers(filled, **wanted) == found
    if not wanted.get("limit"):
        assert counts(filled, Wanted(**wanted)).drafts == len(found)  # type: ignore[arg-type]


def test_how_many_there_are(filled: Desk) -> None:
    assert counts(filled, Wanted(limit=1)) == Counts(8, 1, 1)
    assert counts(filled, Wanted(state="")) == Counts(9, 1, 1)
    assert list_formats.closing(Counts(8, 1, 1), 1) == (
        "共 8 篇，列出前 1 篇；1 篇读不了；1 篇带密级标志。"
    )
    assert list_formats.closing(Counts(3, 0, 0), 3) == "共 3 篇。"


@given(
    st.lists(
        st.tuples(st.booleans(), st.booleans(), st.booleans(), st.integers(0, 100)), max_size=9
    )
)
def test_ranks_sort_as_words_say(drafts: list[tuple[bool, bool, bool, int]]) -> None:
    def rank(one: tuple[bool, bool, bool, int]) -> int:
        urgent, solicited, pending, total = one
        return suggesting.rank(urgent=urgent, solicited=solicited, pending=pending, total=total)

    by_words = sorted(drafts, key=lambda d: (not d[0], not d[1], not d[2], -d[3]))
    assert sorted(drafts, key=rank) == by_words


LINE = Listed(
    7, "2026-03-05 16:30:00", "青石镇", "乡镇", "张三", "=1+1<b>", "经验", (70, 80, None, 50, 0),
    66, "可", "修改后采用", "总分 66，可", "便民桥", True, "待处理", "来稿/甲.txt", "", False,
)  # fmt: skip


def test_json() -> None:
    found = json.loads(list_formats.as_json([LINE], Counts(1, 0, 0)))
    assert (found["version"], found["count"]) == (1, 1)
    (row,) = found["drafts"]
    assert row["criteria"] == {"快": 70, "实": 80, "深": None, "新": 50, "用": 0}
    assert (row["class"], row["solicited"], row["urgent"]) == ("乡镇", True, False)
    assert (row["number"], row["title"], row["total"]) == (7, "=1+1<b>", 66)


def test_csv_holds_no_formula() -> None:
    text = list_formats.as_csv([LINE])
    assert text.startswith("\ufeff编号,收稿时间,单位,类别,标题,")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert row["标题"] == "'=1+1<b>"
    assert (row["实"], row["深"], row["用"]) == ("80", "", "0")


def test_a_spreadsheet_holds_no_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(list_formats.as_xlsx([LINE])))
    head, row = book["来稿"].iter_rows()
    cells = dict(zip([one.value for one in head], row, strict=True))
    assert (cells["标题"].value, cells["标题"].data_type) == ("=1+1<b>", "s")
    assert (cells["总分"].value, cells["深"].value) == (66, None)


def test_a_page_holds_what_was_written_as_words() -> None:
    page = list_formats.as_html([LINE], Counts(1, 0, 0))
    assert "=1+1&lt;b&gt;" in page
    assert "<b>" not in page
    assert '<tr class="a">' in page


def test_lines_for_a_person() -> None:
    stream = io.StringIO()
    gone = LINE._replace(title="", path="", reason="", genre="紧急信息", state="已退改")
    list_formats.write_lines(stream, [LINE, gone], Counts(2, 0, 0))
    first, second, third, *rest = stream.getvalue().split("\n")
    assert first == (
        "    7  2026-03-05 16:30   66 可  快 70 实 80 深  — 新 50 用  0  修改后采用 约"
    )
    assert second == "       青石镇｜=1+1<b>｜经验"
    assert third == "       总分 66，可"
    assert rest[0].endswith("修改后采用 急 约  已退改")
    assert rest[1] == "       青石镇｜（已清理）｜紧急信息"
    assert rest[-2] == "共 2 篇。"


def test_a_list_of_nothing(desk: Desk, tmp_path: Path) -> None:
    assert list(listed(desk, Wanted())) == []
    assert counts(desk, Wanted()) == Counts(0, 0, 0)
    assert json.loads(list_formats.as_json([], Counts(0, 0, 0)))["drafts"] == []
