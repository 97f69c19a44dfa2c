"""The command as a whole: help, versions, mistakes, encodings, interrupts."""

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import shengao as package
from shengao.cli import COMMANDS

from .conftest import ROOT, Run

ENGLISH = re.compile(r"(?i)usage|options|arguments|show this|no such|invalid|expected")


def test_version_without_importing_anything_else(shengao: Run) -> None:
    for arguments in (["--version"], ["version"]):
        done = shengao(*arguments, environment={"PYTHONPROFILEIMPORTTIME": "1"})
        assert (done.code, done.out) == (0, f"shengao {package.__version__}\n")
        assert "shengao" in done.err
        assert not re.search(r"\| +(typer|pathlib|shengao\.\w+)$", done.err, re.MULTILINE)


@pytest.mark.parametrize("style", ["terminal", "json"])
def test_what_is_costly_is_not_imported_to_check_off_a_terminal(shengao: Run, style: str) -> None:
    arguments = ["check", "差 稿.txt", "--format", style]
    assert shengao(*arguments).code == 1  # rules are compiled, the cache is filled
    done = shengao(*arguments, environment={"PYTHONPROFILEIMPORTTIME": "1"})
    assert done.code == 1
    imported = set(re.findall(r"\| +([\w.]+)$", done.err, re.MULTILINE))
    assert "typer.core" in imported
    packages = {module.partition(".")[0] for module in imported}
    assert not {"rich", "pydantic", "jieba", "tomlkit", "markdown_it", "argparse"} & packages


def test_without_a_command_there_is_help(shengao: Run) -> None:
    done = shengao()
    assert done.code == 2
    assert done.out == shengao("--help").out
    assert shengao("--help").code == 0
    assert all(re.search(rf"^  {name} ", done.out, re.MULTILINE) for name in COMMANDS)


ACTIONS = {
    name: tuple(getattr(import_module(f"shengao.cli.{name}"), "ACTIONS", ()))
    for name in COMMANDS
    if name != "version"
}
"""The actions of each command, of most none."""


@pytest.mark.parametrize("name", ACTIONS)
def test_every_command_has_help_in_chinese_with_examples(shengao: Run, name: str) -> None:
    done = shengao(name, "--help")
    assert (done.code, done.err) == (0, "")
    usage = "动作 [选项] …" if ACTIONS[name] else "[选项]"
    assert done.out.startswith(f"用法：shengao {name} {usage}")
    assert f"\n例：\n  shengao {name}" in done.out
    assert all(re.search(rf"^  {action} ", done.out, re.MULTILINE) for action in ACTIONS[name])
    assert not ENGLISH.search(done.out)
    assert shengao("help", name).out == done.out


@pytest.mark.parametrize(
    ("name", "action"), [(name, action) for name, some in ACTIONS.items() for action in some]
)
def test_every_action_has_help_in_chinese_with_examples(
    shengao: Run, name: str, action: str
) -> None:
    done = shengao(name, action, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"用法：shengao {name} {action} [选项]")
    assert f"\n例：\n  shengao {name} {action}" in done.out
    assert not ENGLISH.search(done.out)


def test_the_help_is_set_in_columns_of_a_terminal(shengao: Run) -> None:
    out = shengao("check", "--help", environment={"COLUMNS": "60"}).out
    assert all(
        sum(2 if ord(c) > 0x2E80 else 1 for c in line) <= 60
        for line in out.splitlines()
        if not line.startswith("  shengao ")
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chekc", "."], "没有“chekc”这个命令，是不是想写 check？"),
        (["好稿.md"], "shengao check 好稿.md"),
        (["--all", "check"], "--all 应写在命令后面"),
        (["check", "--selct", "实"], "没有 --selct 这个选项，是不是想写 --select？"),
        (["check", "--seve", "info"], "没有 --seve 这个选项"),
        (["check", "--selct=实"], "没有 --selct=实 这个选项，是不是想写 --select？"),
        (["check", "-all"], "没有 -all 这个选项，是不是想写 --all？"),
        (["check", "-好稿.md"], "没有 -好稿.md 这个选项"),
        (["check", "--no-quiet"], "没有 --no-quiet 这个选项，是不是想写 --quiet？"),
        (["check", "--jobs"], "--jobs 后面要写一个值"),
        (["check", "--output", "--all"], "--output 后面要写一个值"),
        (["check", "--genre", "--", "好稿.md"], "--genre 后面要写一个值"),
        (["check", "--jobs", "多"], "--jobs：“多”应为整数"),
        (["check", "--jobs=-1"], "--jobs：“-1”应为整数，不小于 0。"),
        (["check", "--all=1"], "--all 后面不能写值"),
        (["check", "--help=1"], "--help 后面不能写值"),
        (["check", "--severity", "warn"], "“warn”应为 error、warning、info 之一"),
        (["check", "--format", "xml"], "“xml”应为 terminal、concise、json"),
        (["check", "--submitted", "昨天"], "“昨天”不是日期，应写成 2026-03-05"),
        (["check", "--release", "secret"], "应为 internal、public 之一"),
        (["check", "--select", "口语", "."], "是不是想写 口语化？"),
        (["check", "--config", "没有.toml"], "没有.toml：配置文件不存在"),
        (["check", "--config", "a.toml", "--isolated"], "不能同时使用"),
        (["explain"], "还要写明：名称"),
        (["explain", "a", "b", "c"], "多了“b c”"),
        (["allow", "好稿.md:1"], "还要写明：规则, 理由。“shengao allow --help”显示用法。"),
        (["term", "del", "甲村"], "add：“del”应为 add 之一"),
    ],
)
def test_mistakes_are_told_in_one_chinese_line(
    shengao: Run, arguments: list[str], said: str
) -> None:
    done = shengao(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("错误：")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert not ENGLISH.search(done.err)


def test_options_and_paths_may_alternate(shengao: Run) -> None:
    done = shengao("check", "好稿.md", "--format", "concise", "差 稿.txt", "--quiet")
    assert done.code == 1
    assert "差 稿.txt:1:" in done.out


def test_a_path_that_begins_with_a_dash(shengao: Run, folder: Path) -> None:
    (folder / "-稿.txt").write_text((folder / "差 稿.txt").read_text("utf-8"), encoding="utf-8")
    done = shengao("check", "--format", "concise", "--", "-稿.txt")
    assert done.code == 1
    assert done.out.startswith("-稿.txt:1:")
    done = shengao("check", "好稿.md", "--format", "concise", "--", "-稿.txt", "--help")
    assert done.code == 2
    assert "-稿.txt:1:" in done.out
    assert "--help: 未能读取" in done.out


def test_a_value_may_begin_with_a_dash(shengao: Run) -> None:
    done = shengao("check", "好稿.md", "--format", "json", "--genre", "-简报", "--jobs=1")
    assert (done.code, done.err) == (0, "")
    assert '"genre": "-简报"' in done.out


@pytest.mark.skipif(sys.platform == "win32", reason="names there are characters, not bytes")
def test_a_path_that_is_no_text(shengao: Run, folder: Path) -> None:
    name = os.fsdecode("稿".encode("gbk") + b".txt")
    (folder / name).write_text((folder / "差 稿.txt").read_text("utf-8"), encoding="utf-8")
    for style in ("concise", "json"):
        done = shengao("check", name, "--format", style)
        assert done.code == 1
        assert "搞了" in done.out


def test_a_broken_configuration_is_one_error_with_its_line(shengao: Run, folder: Path) -> None:
    (folder / "shengao.toml").write_text('genre = "简报"\nigore = ["套话"]\n', encoding="utf-8")
    for command in (["check", "."], ["rules"], ["explain", "实"], ["config", "--show", "好稿.md"]):
        done = shengao(*command)
        assert (done.code, done.out) == (2, "")
        assert done.err == (
            '错误：shengao.toml:2：不认识“igore”这一项，是不是想写 ignore？\n    igore = ["套话"]\n'
        )


# Where it runs


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1", "cp1252"])
def test_output_never_raises_under_other_encodings(
    shengao: Run, folder: Path, encoding: str
) -> None:
    (folder / "😀.txt").write_text("本月，镇里搞了两次演练😀，群众说好得很。\n", encoding="utf-8")
    environment = {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding, "NO_COLOR": "1"}
    shown = encoding if encoding == "gbk" else "utf-8"
    for style in ("terminal", "concise"):
        arguments = ["check", "😀.txt", "--format", style]
        done = shengao(*arguments, environment=environment, encoding=shown)
        assert done.code == 1
        assert "搞了" in done.out


def test_under_the_c_locale(shengao: Run) -> None:
    environment = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C", "LANG": "C"}
    done = shengao("check", "差 稿.txt", environment=environment)
    assert done.code == 1
    assert "搞了" in done.out
    assert "错误" in shengao("check", "--zzz", environment=environment).err


def test_a_closed_pipe_is_quiet(folder: Path) -> None:
    command = f"'{sys.executable}' -m shengao rules | head -n 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "lint"), "PYTHONUNBUFFERED": "1"},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.stderr == b""
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["rules"], ["rules", "--help"]])
def test_a_pipe_that_nobody_reads_is_quiet_and_ends_with_141(
    folder: Path, arguments: list[str]
) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [sys.executable, "-m", "shengao", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "lint"), "PYTHONUTF8": "1"},
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=False,
        timeout=120,
    )
    os.close(theirs)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_full_disk(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "shengao", "rules"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT / "lint"), "PYTHONUTF8": "1"},
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, "错误：磁盘已满，结果没有写完。\n")


def test_an_interrupt_is_quiet_and_ends_with_130(folder: Path) -> None:
    done = instead_of_a_command(folder, "os.kill(os.getpid(), signal.SIGINT)")
    assert (done.returncode, done.stderr) == (130, "")


def test_a_bug_is_a_sentence_and_with_debug_a_traceback(folder: Path) -> None:
    done = instead_of_a_command(folder, "1 / 0")
    assert done.returncode == 2
    assert done.stderr.startswith("内部错误：ZeroDivisionError: division by zero（")
    assert done.stderr.endswith("请附上此信息反馈。\n")
    assert done.stderr.count("\n") == 1
    done = instead_of_a_command(folder, "1 / 0", SHENGAO_DEBUG="1")
    assert done.returncode == 2
    assert "Traceback" in done.stderr


def instead_of_a_command(
    folder: Path, statement: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A process in which a statement stands for all that a command does."""
    program = (
        "import os, signal, sys, shengao.cli\n"
        "from shengao.__main__ import run\n"
        f"def command(arguments): {statement}\n"
        "shengao.cli.run = command\n"
        "sys.exit(run(['check']))"
    )
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "lint"), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
