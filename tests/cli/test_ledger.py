"""The ledger and the bulletin as an office keeps them: real processes in a folder."""

import json
import sqlite3
from pathlib import Path

import docx
import openpyxl
import pytest

from .conftest import Run

ADD = (
    "ledger", "add", "--desk", "库", "--unit", "甲县", "--title", "三条措施抓春灌",
    "--channel", "晨讯", "--level", "市级", "--date", "2026-05-05", "--who", "李编辑",
)  # fmt: skip
LIST = ("ledger", "list", "--desk", "库", "--format", "json")
MAY = ("bulletin", "--desk", "库", "--from", "2026-05-01", "--to", "2026-05-31")


def test_an_entry_from_first_to_last(shengao: Run) -> None:
    assert shengao(*ADD) == (0, "登记为台账第 1 号。\n", "")
    assert shengao(*ADD).out == "早就登记过，是台账第 1 号。\n"
    correct = ("ledger", "correct", "--desk", "库", "--who", "王主任")
    done = shengao(*correct, "1", "--level", "省级", "--why", "后被省办采用")
    assert (done.code, done.out) == (0, "第 1 号已改好，现在是第 2 号，原来的还在。\n")
    (entry,) = json.loads(shengao(*LIST).out)["entries"]
    assert (entry["number"], entry["level"], entry["points"]) == (2, "省级", 3)
    assert shengao(*correct, "2", "--cancel", "--why", "登记重了").code == 0
    assert json.loads(shengao(*LIST).out)["entries"] == []
    assert "后来撤销了" in shengao(*ADD).out
    story = shengao("ledger", "list", "--desk", "库", "--history", "1").out
    for said in (
        "李编辑 登记",
        "王主任 更正，后被省办采用",
        "级别：市级 → 省级",
        "王主任 撤销，登记重了",
    ):
        assert said in story


def test_the_desk_is_private(shengao: Run, folder: Path) -> None:
    shengao(*ADD)
    assert (folder / "库" / "desk.sqlite").stat().st_mode & 0o777 == 0o600
    link = sqlite3.connect(folder / "库" / "desk.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="stay as they are"):
        link.execute("DELETE FROM ledger_entry")
    link.close()


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.csv"])
def test_what_is_exported_is_imported(shengao: Run, folder: Path, name: str) -> None:
    shengao(*ADD)
    shengao(*ADD, "--with", "水利局、农业局", "--title", "=1+1", "--instruction", "省级")
    assert shengao("ledger", "export", name, "--desk", "库").out == f"{name}：2 条。\n"
    done = shengao("ledger", "import", name, "--desk", "另一个")
    assert (done.code, done.out) == (0, f"{name}：登记2条。\n")
    there = json.loads(shengao("ledger", "list", "--desk", "另一个", "--format", "json").out)
    assert [(one["title"], one["units"], one["instruction"]) for one in there["entries"]] == [
        ("三条措施抓春灌", ["甲县"], ""), ("=1+1", ["甲县", "水利局", "农业局"], "省级"),
    ]  # fmt: skip
    again = shengao("ledger", "import", name, "--desk", "库")
    assert again.out == f"{name}：登记0条，2行以前登记过。\n"


def test_rows_that_are_not_understood_are_told(shengao: Run, folder: Path) -> None:
    (folder / "台账.csv").write_text(
        "日期,报送单位,题目,刊物,收稿编号\n2026-05-05,甲县,一,晨讯,\n五月,甲县,二,晨讯,\n"
        "2026-05-05,甲县,三,晨讯,77\n",
        encoding="utf-8",
    )
    before = shengao("ledger", "import", "台账.csv", "--desk", "库", "--preview")
    assert (before.code, before.out) == (2, "台账.csv：看懂1行，2行没看懂；没有登记。\n")
    done = shengao("ledger", "import", "台账.csv", "--desk", "库")
    assert (done.code, done.out) == (2, "台账.csv：登记1条，2行没看懂。\n")
    assert done.err == (
        "台账.csv 第3行：日期“五月”看不懂，应写成 2026-03-05。\n"
        "台账.csv 第4行：收稿库里没有第 77 号稿件。\n"
    )


def test_an_adopted_draft_of_the_inbox(shengao: Run, folder: Path) -> None:
    (folder / "来稿").mkdir()
    (folder / "来稿" / "一.md").write_text(
        "---\n报送单位: 甲县\n---\n\n# 甲县抓春灌\n\n3月5日，甲县组织两次春灌调度，86户受益。\n",
        encoding="utf-8",
    )
    assert shengao("inbox", "scan", "来稿", "--desk", "库").code == 0
    add = ("ledger", "add", "--desk", "库", "--draft", "1", "--channel", "晨讯", "--level", "市级")
    assert shengao(*add).code == 0
    (entry,) = json.loads(shengao(*LIST).out)["entries"]
    assert (entry["draft"], entry["units"], entry["title"]) == (1, ["甲县"], "甲县抓春灌")


def test_units_go_by_their_names_in_the_roster(shengao: Run, folder: Path) -> None:
    (folder / "名册.csv").write_text(
        "单位,类别,名称\n市水利局,部门,水利局、水务*\n", encoding="utf-8"
    )
    (folder / "shengao.toml").write_text(
        '[profile]\nroster = "名册.csv"\n[desk]\nfolder = "库"\nscheme = "批示加倍"\n',
        encoding="utf-8",
    )
    shengao(
        "ledger",
        "add",
        "--unit",
        "水务一处",
        "--title",
        "一",
        "--channel",
        "晨讯",
        "--level",
        "市级",
    )
    shengao("ledger", "add", "--kind", "报送", "--unit", "水利局", "--count", "3")
    found = json.loads(shengao("ledger", "list", "--unit", "水利局", "--format", "json").out)
    assert found["scheme"] == "批示加倍"
    assert [(one["units"], one["points"]) for one in found["entries"]] == [
        (["市水利局"], 5),
        (["市水利局"], 0),
    ]


def test_a_bulletin_is_written_whole(shengao: Run, folder: Path) -> None:
    shengao(*ADD)
    done = shengao(*MAY, "--office", "市府办", "--date", "2026-06-02")
    assert done == (0, "通报.docx：报送0篇，采用1篇。\n通报.xlsx：报送0篇，采用1篇。\n", "")
    text = [paragraph.text for paragraph in docx.Document(str(folder / "通报.docx")).paragraphs]
    assert text[0] == "关于2026年5月信息报送采用情况的通报"
    assert text[-2:] == ["市府办", "2026年6月2日"]
    assert "其他单位" in openpyxl.load_workbook(folder / "通报.xlsx").sheetnames
    check = json.loads(shengao("check", "通报.docx", "--all", "--format", "json").out)
    faults = {one["fault"] for one in check["drafts"][0]["findings"]}
    assert "figure-error" not in faults


def test_a_bulletin_in_the_form_of_the_office(shengao: Run, folder: Path) -> None:
    shengao(*ADD)
    document = docx.Document()
    for text in ("{{期间}}采用{{采用篇数}}篇", "{{采用情况}}"):
        document.add_paragraph(text)
    document.save(str(folder / "模板.docx"))
    assert shengao(*MAY, "--template", "模板.docx", "--output", "五月.docx").code == 0
    made = docx.Document(str(folder / "五月.docx"))
    assert made.paragraphs[0].text == "2026年5月采用1篇"
    assert made.tables[0].cell(2, 1).text == "甲县"
    assert not (folder / "通报.docx").exists()


def test_adoptions_without_points_are_told(shengao: Run) -> None:
    shengao(*ADD[:-6], "--level", "区级", "--date", "2026-05-05")
    done = shengao(*MAY)
    assert done.code == 1
    assert done.err == "台账第 1 号（晨讯 区级）在计分办法“逐级加分”里没有分值，记 0 分。\n"


def test_drafts_of_no_known_unit_are_told(shengao: Run, folder: Path) -> None:
    (folder / "来稿").mkdir()
    (folder / "来稿" / "一.md").write_text("# 春灌\n\n3月5日组织春灌，86户受益。\n", "utf-8")
    assert shengao("inbox", "scan", "来稿", "--desk", "库").code == 0
    done = shengao("bulletin", "--desk", "库", "--from", "2000-01-01", "--to", "2999-12-31")
    assert done.code == 1
    assert done.err.startswith("有1篇来稿没有认出报送单位，没有计入")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("ledger", "ad"), "没有“ad”这个动作，是不是想写 add？"),
        (("ledger", "add", "--desk", "库"), "还要写明报送单位"),
        (("ledger", "add", "--desk", "库", "--unit", "甲县"), "没有写刊发的渠道"),
        (("ledger", "add", "--desk", "库", "--draft", "5", "--channel", "晨讯"), "没有第 5 号稿件"),
        (("ledger", "list", "--desk", "没有"), "没有收稿库"),
        (("ledger", "correct", "1", "--desk", "库"), "还要写明：--why"),
        (("ledger", "export", "台账.doc", "--desk", "库"), "应以 .xlsx、.csv 或 .json 结尾"),
        (("ledger", "import", "没有.xlsx", "--desk", "库"), "文件不存在"),
        (("bulletin", "--desk", "库", "--from", "2026-06-01", "--to", "2026-05-01"), "在 --to"),
        (("bulletin", "--desk", "库", "--from", "2026-06-01", "--to", "9999-12-31"), "太远了"),
        ((*MAY, "--output", "通报.doc"), "应以 .docx 或 .xlsx 结尾"),
        ((*MAY, "--scheme", "没有"), "没有这个记分办法"),
    ],
)
def test_what_cannot_be_done_is_said(shengao: Run, arguments: tuple[str, ...], why: str) -> None:
    shengao(*ADD)
    done = shengao(*arguments)
    assert done.code == 2
    assert why in done.err


def test_every_action_has_its_help(shengao: Run) -> None:
    assert "correct" in shengao("ledger", "--help").out
    for action in ("add", "list", "import", "export", "correct"):
        done = shengao("ledger", action, "--help")
        assert done.code == 0
        assert f"用法：shengao ledger {action}" in done.out
