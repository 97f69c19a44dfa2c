"""The hooks, as `pre-commit` installs and runs them in somebody's repository of drafts."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from shengao.read import SUFFIXES

ROOT = Path(__file__).resolve().parent.parent
RULE = """
title = "鹅"
fault = "typo"
message = "“{match}”应改为“{better}”。"
why = "试"
how = "试"
bad = ["⟦鹅鹅→鹅⟧"]
good = ["河"]
[check]
use = "phrase"
match = '鹅鹅'
better = ["鹅"]
fix = "safe"
boundary = "none"
"""
WORD, TEXT, CLEAN = "报送 稿/河道 巡查.docx", "四月 简报“一”.txt", "没有 问题.md"


def run(folder: Path, *command: str, code: int = 0) -> str:
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "甲",
        "GIT_AUTHOR_EMAIL": "a@example.invalid",
        "GIT_COMMITTER_NAME": "甲",
        "GIT_COMMITTER_EMAIL": "a@example.invalid",
        "PRE_COMMIT_COLOR": "never",
        "SHENGAO_CACHE": "off",
    }
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stdout
    return done.stdout


def commit(folder: Path) -> None:
    run(folder, "git", "add", "--all")
    run(folder, "git", "commit", "--quiet", "--message", "稿")


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project as a repository with everything committed, as hooks need it."""
    folder = tmp_path_factory.mktemp("project") / "shengao"
    leave = shutil.ignore_patterns(
        ".git", ".venv", "__pycache__", "dist", "build", "_data", ".*_cache"
    )
    shutil.copytree(ROOT, folder, ignore=leave)
    run(folder, "git", "init", "--quiet")
    commit(folder)
    return folder


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """A repository of drafts; the goose of the Word file is new since the last commit."""
    folder = tmp_path / "稿件 库"
    (folder / "规则" / "factual").mkdir(parents=True)
    (folder / "规则" / "factual" / "my-goose.toml").write_text(RULE, "utf-8")
    (folder / "shengao.toml").write_text('rules = ["规则"]\nselect = ["my-goose"]\n', "utf-8")
    (folder / TEXT).write_bytes("水利站巡查\r\n看见鹅鹅过河。\r\n".encode("gb18030"))
    (folder / CLEAN).write_text("# 水利站巡查\n\n清淤3公里。\n", "utf-8")
    word(folder / WORD, "水利站巡查", "看见鹅鹅过河。", "清淤3公里。")
    run(folder, "git", "init", "--quiet")
    commit(folder)
    word(folder / WORD, "水利站巡查", "看见鹅鹅过河。", "清淤3公里，鹅鹅上岸。")
    run(folder, "git", "add", "--all")
    return folder


def word(path: Path, *paragraphs: str) -> None:
    path.parent.mkdir(exist_ok=True)
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))


def places(said: str) -> set[str]:
    """The ``draft:line`` of all findings in a report."""
    return {
        f"{name}:{line}"
        for name in (WORD, TEXT, CLEAN)
        for line in re.findall(rf"{re.escape(name)}:(\d+)", said)
    }


def test_hooks_are_given_every_file_that_is_read() -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    check, changed, fix = re.findall(r"^  files: (.+)$", hooks, re.MULTILINE)
    assert check == changed
    for suffix in SUFFIXES:
        assert re.search(check, f"稿 件{suffix.upper()}")
    assert not re.search(check, "表.xlsx")
    assert [s for s in sorted(SUFFIXES) if re.search(fix, f"稿{s}")] == [
        ".markdown", ".md", ".text", ".txt",
    ]  # fmt: skip


@pytest.mark.slow
def test_check_runs_on_all_drafts(hooks: Path, drafts: Path) -> None:
    said = run(
        drafts, sys.executable, "-m", "pre_commit", "try-repo", str(hooks), "shengao-check",
        "--all-files", "--verbose", code=1,
    )  # fmt: skip
    assert "- exit code: 1" in said
    assert places(said) == {f"{WORD}:2", f"{WORD}:3", f"{TEXT}:2"}


@pytest.mark.slow
def test_changed_paragraphs_are_checked_and_texts_are_mended(hooks: Path, drafts: Path) -> None:
    said = run(
        drafts, sys.executable, "-m", "pre_commit", "try-repo", str(hooks), "--all-files",
        "--verbose", code=1,
    )  # fmt: skip
    parts = re.split(r"- hook id: (shengao-\S+)", said)[1:]
    reports = dict(zip(parts[::2], parts[1::2], strict=True))
    assert places(reports["shengao-check"]) == {f"{WORD}:2", f"{WORD}:3", f"{TEXT}:2"}
    assert places(reports["shengao-check-changed"]) == {f"{WORD}:3"}
    assert "- files were modified by this hook" in reports["shengao-fix"]
    assert (drafts / TEXT).read_bytes() == "水利站巡查\r\n看见鹅过河。\r\n".encode("gb18030")
    changed = run(drafts, "git", "-c", "core.quotepath=off", "diff", "--name-only")
    assert changed.splitlines() == [TEXT]
