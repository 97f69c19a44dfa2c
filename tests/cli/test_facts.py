"""``shengao facts`` as a user runs it."""

import json
from pathlib import Path

import openpyxl

from .conftest import Run

SAID = "　　3月5日，石桥县水利局局长李明介绍，全县检修渠道42公里。\n"
CONFLICT = "　　投诉由120件减少到45件，下降52.5%。\n"


def test_terminal(shengao: Run, folder: Path) -> None:
    (folder / "春灌.txt").write_text(SAID, encoding="utf-8")
    done = shengao("facts", "春灌.txt", "--submitted", "2025-03-06")
    assert done.code == 0
    for line in (
        "  □ 第1行  42公里  全县检修渠道  3月5日",
        "人员  1 项",
        "  □ 第1行  石桥县水利局",
    ):
        assert line in done.out
    assert done.out.endswith("共 4 项。\n")
    assert done.err == ""


def test_conflicts_make_the_exit_code(shengao: Run) -> None:
    done = shengao("facts", "-", stdin=CONFLICT)
    assert done.code == 1
    assert "对不上：" in done.out


def test_spreadsheet_goes_beside_the_draft(shengao: Run, folder: Path) -> None:
    (folder / "春灌.txt").write_text(SAID, encoding="utf-8")
    done = shengao("facts", "春灌.txt", "--format", "xlsx")
    assert (done.code, done.out) == (0, "")
    assert done.err == "春灌.txt → 春灌.审稿.xlsx：共 4 项，其中 1 项查不了。\n"
    page = openpyxl.load_workbook(folder / "春灌.审稿.xlsx")["核稿表"]
    assert [page.cell(2, column).value for column in (1, 2, 3, 4)] == [
        "□", "数字", "42公里", "全县检修渠道",
    ]  # fmt: skip


def test_json_to_a_file_and_to_standard_output(shengao: Run, folder: Path) -> None:
    done = shengao("facts", "-", "--format", "json", stdin=SAID)
    facts = json.loads(done.out)["facts"]
    assert [fact["text"] for fact in facts] == ["42公里", "3月5日", "李明", "石桥县水利局"]
    shengao("facts", "-", "--format", "json", "-o", "核.json", stdin=SAID)
    assert (folder / "核.json").read_text("utf-8") == done.out
    shengao("facts", "-", "-o", "核.txt", stdin=SAID)
    assert "全县检修渠道" in (folder / "核.txt").read_text("utf-8")


def test_what_cannot_be_done_is_told(shengao: Run, folder: Path) -> None:
    for arguments, words in (
        (("facts", "没有.txt"), "没有.txt"),
        (("facts", "."), ". 是文件夹，核稿表一次出一篇，请写明稿件。"),
        (("facts", "-", "--format", "xlsx"), "请用 -o 写明表格存到哪里。"),
        (("facts", "差 稿.txt", "-o", "差 稿.txt"), "不能写到原稿 差 稿.txt 上"),
        (("facts", "差 稿.txt", "-o", "无/核.txt"), "写不了"),
        (("facts",), "还要写明：稿件"),
    ):
        done = shengao(*arguments, stdin="")
        assert (done.code, done.out) == (2, "")
        assert words in done.err
    assert sorted(path.name for path in folder.iterdir()) == [".git", "好稿.md", "差 稿.txt"]
