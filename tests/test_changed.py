"""`--since` against real git repositories, with names that git would quote."""

import os
import subprocess
from pathlib import Path

import docx
import pytest

from shengao.changed import Changes
from shengao.errors import UsageError

LINES = [f"第{number}行，区市场监管局抽检食品{number}批次。" for number in range(1, 9)]
NAME = "报送 稿/四月“简报” 一.txt"


def git(folder: Path, *arguments: str) -> None:
    environment = {
        **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "甲", "GIT_AUTHOR_EMAIL": "a@example.invalid",
        "GIT_COMMITTER_NAME": "甲", "GIT_COMMITTER_EMAIL": "a@example.invalid",
    }  # fmt: skip
    subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, env=environment
    )


def write(path: Path, lines: list[str], codec: str = "utf-8", newline: str = "\n") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("".join(line + newline for line in lines).encode(codec))


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "稿")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "仓 库"
    folder.mkdir()
    git(folder, "init", "-q")
    return folder


def test_changed_and_added_lines_are_counted(repository: Path) -> None:
    write(repository / NAME, LINES)
    write(repository / "b.md", LINES)
    commit(repository)
    new = [*LINES]
    new[1] = "第2行改了。"
    new[5:5] = ["加的一行。", "又加一行。"]
    del new[-1]
    write(repository / NAME, new)
    changes = Changes("HEAD", repository)
    assert changes.lines(NAME) == {2, 6, 7}
    assert changes.lines(repository / NAME) == {2, 6, 7}
    assert changes.lines("b.md") == set()


def test_staged_and_later_commits_count_from_the_revision(repository: Path) -> None:
    write(repository / NAME, LINES)
    commit(repository)
    write(repository / NAME, ["头一行。", *LINES])
    commit(repository)
    write(repository / NAME, ["头一行。", *LINES, "末一行。"])
    git(repository, "add", "-A")
    assert Changes("HEAD", repository).lines(NAME) == {10}
    assert Changes("HEAD~1", repository).lines(NAME) == {1, 10}


def test_a_renamed_draft_is_compared_with_what_it_was(repository: Path) -> None:
    write(repository / NAME, LINES)
    commit(repository)
    git(repository, "mv", NAME, "新 名.txt")
    write(repository / "新 名.txt", [*LINES[:3], "改。", *LINES[4:]])
    assert Changes("HEAD", repository).lines("新 名.txt") == {4}


def test_new_drafts_are_new_throughout(repository: Path) -> None:
    write(repository / "a.txt", LINES)
    write(repository / ".gitignore", ["忽略.txt"])
    commit(repository)
    for name in ("未跟踪.txt", "忽略.txt", "已暂存.txt"):
        write(repository / name, LINES)
    git(repository, "add", "已暂存.txt")
    changes = Changes("HEAD", repository)
    assert [changes.lines(name) for name in ("未跟踪.txt", "忽略.txt", "已暂存.txt")] == [None] * 3
    outside = repository.parent / "外.txt"
    write(outside, LINES)
    assert changes.lines(outside) is None


def test_paths_count_from_the_working_folder(repository: Path) -> None:
    write(repository / "稿" / "a.txt", LINES)
    write(repository / "a.txt", LINES)
    commit(repository)
    write(repository / "稿" / "a.txt", [*LINES, "多一行。"])
    changes = Changes("HEAD", repository / "稿")
    assert changes.lines("a.txt") == {9}
    assert changes.lines("../a.txt") == set()
    link = repository.parent / "链接"
    link.symlink_to(repository, target_is_directory=True)
    assert Changes("HEAD", link).lines("稿/a.txt") == {9}


def test_a_new_encoding_or_line_end_is_no_change(repository: Path) -> None:
    git(repository, "config", "core.autocrlf", "false")
    write(repository / "a.txt", LINES)
    write(repository / "b.txt", LINES, "utf-16")
    commit(repository)
    write(repository / "a.txt", [*LINES, "多一行。"], "gb18030", "\r\n")
    write(repository / "b.txt", ["改。", *LINES[1:]], "utf-16")
    changes = Changes("HEAD", repository)
    assert changes.lines("a.txt") == {9}
    assert changes.lines("b.txt") == {1}


def word(path: Path, paragraphs: list[str]) -> None:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))


def test_of_a_word_file_paragraphs_are_compared(repository: Path) -> None:
    word(repository / "通 报.docx", LINES)
    commit(repository)
    word(repository / "通 报.docx", [*LINES[:2], "改了的一段。", *LINES[3:], "加的一段。"])
    assert Changes("HEAD", repository).lines("通 报.docx") == {3, 9}


def test_what_was_no_draft_before_is_new_throughout(repository: Path) -> None:
    (repository / "a.txt").write_bytes(b"\0\1\2")
    commit(repository)
    write(repository / "a.txt", LINES)
    assert Changes("HEAD", repository).lines("a.txt") is None


def test_content_from_standard_input_is_compared_too(repository: Path) -> None:
    write(repository / "a.txt", LINES)
    commit(repository)
    changes = Changes("HEAD", repository)
    assert changes.lines("a.txt", "\n".join([*LINES[:7], "改。"]).encode()) == {8}
    assert changes.lines("没有的.txt", "改。".encode()) is None


def test_without_a_commit_all_is_new(repository: Path) -> None:
    write(repository / "a.txt", LINES)
    git(repository, "add", "-A")
    assert Changes("HEAD", repository).lines("a.txt") is None


@pytest.mark.parametrize("rev", ["没有的分支", "--output=x", "HEAD~9", ""])
def test_an_unknown_revision_is_named(repository: Path, rev: str) -> None:
    write(repository / "a.txt", LINES)
    commit(repository)
    with pytest.raises(UsageError, match=f"没有版本“{rev}”"):
        Changes(rev, repository)


def test_outside_a_repository_or_without_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError, match="不在 git 仓库中"):
        Changes("HEAD", tmp_path)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="没有找到 git"):
        Changes("HEAD", tmp_path)
