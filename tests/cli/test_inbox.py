"""``shengao inbox``, ``backup`` and ``restore`` as a user runs them."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from .conftest import ROOT, Done, Run

BODY = (
    "3月5日，青石镇三座便民桥全部通车，沿线4个村1260户群众过河不再绕行。\n"
    "镇里去年9月摸底，4个村过河要绕行6公里。镇政府筹资82万元，分三段施工，工期比计划提前12天。\n"
    "通车后学生上学单程缩短到15分钟。下一步，镇里将在6月底前补装护栏和路灯。\n"
)


def box(folder: Path) -> Path:
    place = folder / "来稿"
    place.mkdir()
    for number in ("一", "二"):
        text = f"青石镇第{number}批便民桥建成通车\n\n{BODY}青石镇人民政府\n2026年3月5日\n"
        (place / f"{number}.txt").write_text(text, encoding="utf-8")
    return place


def scanned(folder: Path, shengao: Run) -> Done:
    box(folder)
    return shengao("inbox", "scan", "来稿", "--desk", "库")


def test_scan_list_show(folder: Path, shengao: Run) -> None:
    done = scanned(folder, shengao)
    assert (done.code, done.out, done.err) == (0, f"{folder}/库：新收 2 篇。\n", "")
    again = shengao("inbox", "scan", "来稿", "--desk", "库", "--jobs", "2")
    assert (again.code, again.out) == (0, f"{folder}/库：没有新的稿件。\n")
    listed = shengao("inbox", "list", "--desk", "库")
    assert listed.code == 0
    assert "青石镇人民政府｜青石镇第一批便民桥建成通车｜" in listed.out
    assert listed.out.endswith("\n共 2 篇。\n")
    found = json.loads(shengao("inbox", "list", "--desk", "库", "--format", "json").out)
    number = found["drafts"][0]["number"]
    shown = shengao(
        "inbox", "show", str(number), "--desk", "库", "--text", "--original", "原件.txt"
    )
    assert shown.code == 0
    assert "学生上学单程缩短到15分钟" in shown.out
    assert "来自  来稿/" in shown.out
    path = found["drafts"][0]["path"]
    assert (folder / "原件.txt").read_bytes() == (folder / path).read_bytes()
    whole = json.loads(
        shengao("inbox", "show", str(number), "--desk", "库", "--format", "json").out
    )
    assert whole["number"] == number
    assert whole["result"]["score"]["total"] == whole["total"]
    assert "text" not in whole


def test_what_cannot_be_read_is_exit_2_and_said_without_its_words(
    folder: Path, shengao: Run
) -> None:
    place = box(folder)
    (place / "坏.docx").write_bytes(b"x")
    (place / "密.txt").write_text(f"机密★1年\n\n某项工作的情况\n{BODY}", encoding="utf-8")
    done = shengao("inbox", "scan", "来稿", "--desk", "库")
    assert done.code == 2
    assert done.out == (f"{folder}/库：新收 4 篇，其中 1 篇读不了，其中 1 篇带密级标志。\n")
    first, second = done.err.splitlines()
    assert first.startswith("来稿/坏.docx：")
    assert second == "来稿/密.txt：带有密级标志，没有存：请停止报送，按保密规定处理"
    assert "某项工作" not in done.out + done.err
    listed = shengao("inbox", "list", "--desk", "库", "--unread")
    assert listed.out.endswith("共 2 篇；1 篇读不了；1 篇带密级标志。\n")


def test_the_desk_of_the_configuration(folder: Path, shengao: Run) -> None:
    box(folder)
    (folder / "名册.csv").write_text(
        "单位,类别,名称\n青石镇,乡镇,青石镇人民政府\n", encoding="utf-8"
    )
    (folder / "shengao.toml").write_text(
        '[profile]\nroster = "名册.csv"\n[desk]\nfolder = "办公室/收稿"\nretention = 30\n'
        '[desk.suggestions]\n"优" = "修改后采用"\n"良" = "修改后采用"\n"可" = "修改后采用"\n',
        encoding="utf-8",
    )
    assert shengao("inbox", "scan", "来稿").out.startswith(f"{folder}/办公室/收稿：新收 2 篇")
    found = json.loads(shengao("inbox", "list", "--format", "json").out)
    assert {(row["unit"], row["class"]) for row in found["drafts"]} == {("青石镇", "乡镇")}
    assert {row["suggestion"] for row in found["drafts"]} <= {"修改后采用", "建议退改"}
    asked = shengao("inbox", "purge")
    assert asked.code == 0
    assert "以前收到的有 0 篇，加上 --yes 就清理" in asked.out


def test_purge_backup_restore(folder: Path, shengao: Run) -> None:
    scanned(folder, shengao)
    assert shengao("backup", "备份.zip", "--desk", "库").out == (
        "备份.zip：备份了 2 篇来稿、2 个原件。\n"
    )
    done = shengao("inbox", "purge", "--before", "2100-01-01", "--yes", "--desk", "库")
    assert done.out == "2100-01-01 以前收到的，清理了 2 篇，删去原件 2 个。\n"
    shown = shengao("inbox", "show", "1", "--desk", "库", "--original", "原件.txt")
    assert (shown.code, shown.err) == (2, "错误：编号 1 的原件没有存（过期已清理）。\n")
    assert shengao("restore", "备份.zip", "--desk", "库").code == 2
    assert shengao("restore", "备份.zip", "--desk", "库", "--replace").code == 0
    assert "青石镇" in shengao("inbox", "list", "--desk", "库").out


def test_formats(folder: Path, shengao: Run) -> None:
    scanned(folder, shengao)
    csv = shengao("inbox", "list", "--desk", "库", "--format", "csv").out
    assert csv.count("便民桥") == 2
    html = shengao("inbox", "list", "--desk", "库", "--format", "html").out
    assert html.count("<tr") == 3
    refused = shengao("inbox", "list", "--desk", "库", "--format", "xlsx")
    assert (refused.code, refused.err) == (2, "错误：表格要写入文件，请加 --output 文件名.xlsx。\n")
    done = shengao("inbox", "list", "--desk", "库", "--format", "xlsx", "-o", "来稿.xlsx")
    assert (done.code, done.err) == (0, "来稿.xlsx：2 篇。\n")
    assert (folder / "来稿.xlsx").read_bytes().startswith(b"PK")


def test_what_is_asked_wrongly(folder: Path, shengao: Run) -> None:
    for arguments, why in [
        (("inbox", "list", "--desk", "库"), "先用 shengao inbox scan 收稿"),
        (("inbox", "scan", "没有", "--desk", "库"), "没有 没有 这个文件或文件夹"),
        (("inbox", "purge", "--desk", "库"), "请用 --before 写明清理哪一天以前的"),
        (("inbox", "lst"), "inbox 没有“lst”这个动作"),
        (("inbox", "list", "--sort", "x"), "--sort：“x”应为 rank、received、total、unit 之一"),
        (("backup", "备份.tar"), "备份文件应以 .zip 结尾"),
        (("restore", "没有.zip", "--desk", "库"), "没有备份文件 没有.zip"),
    ]:
        done = shengao(*arguments)
        assert done.code == 2, arguments
        assert why in done.err, arguments
        assert "Traceback" not in done.err
    scanned(folder, shengao)
    done = shengao("inbox", "show", "99", "--desk", "库")
    assert (done.code, done.err) == (
        2, "错误：没有编号 99 的来稿，编号见 shengao inbox list。\n",
    )  # fmt: skip


def test_help(shengao: Run) -> None:
    overview = shengao("inbox", "--help")
    assert overview.code == 0
    assert "scan " in overview.out
    assert shengao("inbox").code == 2
    done = shengao("inbox", "scan", "--help")
    assert done.code == 0
    assert "用法：shengao inbox scan [选项] 来源 …" in done.out


def test_watching_takes_in_what_arrives_and_stops_cleanly(folder: Path) -> None:
    place = box(folder)
    process = subprocess.Popen(
        [sys.executable, "-m", "shengao", "inbox", "scan", "来稿", "--desk", "库", "--watch",
         "--every", "1"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "lint"), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert process.stdout is not None
    came = 0
    while came < 2:  # what was written just now is left for the next time
        line = process.stdout.readline()
        found = re.fullmatch(
            re.escape(f"{folder}/库：") + r"(?:新收 (\d) 篇|没有新的稿件)。\n", line
        )
        assert found is not None, line
        came += int(found[1] or 0)
    text = f"青石镇第三批便民桥建成通车\n\n{BODY}"
    (place / ".三.txt").write_text(text, encoding="utf-8")
    (place / ".三.txt").rename(place / "三.txt")
    assert process.stdout.readline() == f"{folder}/库：新收 1 篇。\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (0, "", "停止收稿，已经收的都在。\n")
