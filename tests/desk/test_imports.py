"""Ledgers that offices kept: every row is an entry, or its reason is told."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao.desk import imports, mapping, sheets, spreadsheets
from shengao.desk.entries import Entry
from shengao.desk.ledger import Recorded
from shengao.desk.schemes import load
from shengao.errors import ConfigError, ReadError

OURS = mapping.load(None)
HEAD = ("日期", "报送单位", "信息题目", "刊物", "级别")


def _excel(path: Path, *pages: Sequence[Sequence[Any]], merged: Sequence[str] = ()) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(pages, 1):
        page = book.create_sheet(f"表{number}")
        for row in rows:
            page.append(row)
        for area in merged:
            page.merge_cells(area)
    book.save(path)
    return path


def _mapping(folder: Path, text: str) -> mapping.Mapping:
    path = folder / "对照.toml"
    path.write_text(text, encoding="utf-8")
    return mapping.load(path)


def test_a_ledger_with_a_title_over_its_head(tmp_path: Path) -> None:
    path = _excel(
        tmp_path / "台账.xlsx",
        [
            ("2026年信息采用台账",),
            (None,),
            ("日期", "报送 单位", "信息\n题目", "刊物", "级别", "约稿", "领导批示"),
            (datetime(2026, 3, 5), "甲镇、水利局", "题目一", "政务参阅", "市级", "是", "无"),
            ("2026.3.6", "乙镇", "题目二", "省办信息", "省级", "", "省级"),
            ("合计", None, "2篇"),
        ],
    )
    found = imports.read(path, OURS)
    assert (found.left, found.sums) == ([], 1)
    assert found.entries == [
        Entry(
            "采用", date(2026, 3, 5), ("甲镇", "水利局"), "题目一", "政务参阅", "市级",
            solicited=True,
        ),
        Entry(
            "采用", date(2026, 3, 6), ("乙镇",), "题目二", "省办信息", "省级", instruction="省级"
        ),
    ]  # fmt: skip
    assert found.places == ["台账.xlsx 表1第4行", "台账.xlsx 表1第5行"]


def test_rows_not_understood_are_told_and_the_others_stay(tmp_path: Path) -> None:
    path = _excel(
        tmp_path / "台账.xlsx",
        [
            HEAD,
            ("上周五", "甲镇", "题目", "晨讯", "市级"),
            ("2026-02-30", "甲镇", "题目", "晨讯", "市级"),
            ("3月5日", "甲镇", "题目", "晨讯", "市级"),
            (None, "甲镇", "题目", "晨讯", "市级"),
            ("2026-03-05", None, "题目", "晨讯", "市级"),
            ("2026-03-05", "甲镇", None, "晨讯", "市级"),
            ("2026-03-05", "甲镇", "好的", "晨讯", "市级"),
        ],
    )
    found = imports.read(path, OURS)
    assert [entry.title for entry in found.entries] == ["好的"]
    assert found.left == [
        ("表1第2行", "日期“上周五”看不懂，应写成 2026-03-05"),
        ("表1第3行", "日期“2026-02-30”看不懂，应写成 2026-03-05"),
        ("表1第4行", "日期“3月5日”没有写年份，可在对照文件中写 year"),
        ("表1第5行", "没有写日期"),
        ("表1第6行", "没有写报送单位"),
        ("表1第7行", "没有写题目，也没有写收稿编号"),
    ]


def test_merged_cells_count_for_each_row(tmp_path: Path) -> None:
    path = _excel(
        tmp_path / "台账.xlsx",
        [
            HEAD,
            ("2026-03-05", "甲镇", "一", "晨讯", "市级"),
            ("2026-03-06", None, "二", "晨讯", "市级"),
            (None,) * 5,
        ],
        merged=["B2:B4"],
    )
    found = imports.read(path, OURS)
    assert [entry.units for entry in found.entries] == [("甲镇",)] * 2
    assert found.left == []


def test_a_mapping_says_what_columns_and_values_mean(tmp_path: Path) -> None:
    columns = _mapping(
        tmp_path,
        'sheets = ["表2"]\nyear = 2025\n'
        '[columns]\nunits = "科室"\ntitle = ["稿子"]\n'
        '[values.level]\n"省办" = "省级"\n[fixed]\nchannel = "省办信息"\n',
    )
    path = _excel(
        tmp_path / "a.xlsx",
        [("乱",)],
        [("科室", "稿子", "级别", "日期"), ("甲科", "一", "省办", "3月5日")],
    )
    (entry,) = imports.read(path, columns, lambda name: f"局{name}").entries
    assert entry == Entry("采用", date(2025, 3, 5), ("局甲科",), "一", "省办信息", "省级")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_csv_of_both_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(
        "单位,篇数,时间\n甲镇,8,2026年3月31日\n乙镇,八,2026年3月31日\n".encode(encoding)
    )
    found = imports.read(path, OURS)
    assert found.entries == [Entry("报送", date(2026, 3, 31), ("甲镇",), count=8)]
    assert found.left == [("第3行", "篇数“八”应为大于 0 的整数")]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.xlsx", b"PK\x03\x04junk", "不是 Excel 文件"),
        ("a.xlsx", b"", "不是 Excel 文件"),
        ("a.xls", b"", "另存为 .xlsx"),
        ("a.csv", "甲,乙\n1,2\n".encode(), "没有找到表头"),
        ("a.csv", b'"' + b"a" * 200_000, "第1行不像表格"),
        ("没有.csv", None, "文件不存在"),
    ],
)
def test_files_that_are_no_ledger(tmp_path: Path, name: str, data: bytes | None, why: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError, match=why):
        imports.read(tmp_path / name, OURS)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[columns]\nunit = '单位'\n", "columns unit"),
        ("year = 12\n", "year"),
        ("a = “\n", "中文引号"),
    ],
)
def test_what_is_wrong_with_a_mapping(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(ConfigError, match=why) as caught:
        _mapping(tmp_path, text)
    assert "Input" not in str(caught.value)


_SUMS = ("合计", "总计", "小计", "累计")
_TEXT = st.text(
    st.characters(categories=("Lu", "Ll", "Nd", "Po", "Sm", "Lo"), exclude_characters="、,，;；/"),
    min_size=1, max_size=12,
).map(str.strip).filter(lambda text: text not in ("", *_SUMS))  # fmt: skip
_NAMED = _TEXT.filter(lambda text: text not in ("无", "否", "-", "—", "0", "/"))
_ENTRIES = st.builds(
    Entry,
    kind=st.just("采用"),
    date=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    units=st.lists(_TEXT, min_size=1, max_size=3, unique=True).map(tuple),
    title=_TEXT,
    channel=_TEXT,
    level=_TEXT,
    instruction=st.just("") | _NAMED,
    solicited=st.booleans(),
)


@given(entries=st.lists(_ENTRIES, max_size=5))
def test_what_is_exported_is_imported_alike(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]
) -> None:
    """Also words like =1+1, which stay words."""
    recorded = [Recorded(n, one, "", "", "", "", False) for n, one in enumerate(entries, 1)]
    path = tmp_path_factory.mktemp("out") / "台账.xlsx"
    path.write_bytes(sheets.ledger(recorded, load("逐级加分")))
    found = imports.read(path, OURS)
    assert found.left == []
    assert found.entries == entries


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    entry = Entry("采用", date(2026, 3, 5), ("=甲",), "=HYPERLINK(1)", "@刊", "+1")
    path = tmp_path / "台账.xlsx"
    path.write_bytes(sheets.ledger([Recorded(1, entry, "", "", "", "", False)], load("逐级加分")))
    page = openpyxl.load_workbook(path).active
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}
    ((_, rows),) = spreadsheets.sheets(path)
    assert "=HYPERLINK(1)" in rows[1].cells
