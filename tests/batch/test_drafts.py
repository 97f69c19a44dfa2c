"""Finding drafts: folders, links, standard input, and what goes wrong with them."""

import os
from pathlib import Path
from typing import Any

import docx
import pytest

from shengao import engine
from shengao.batch import Options, run

from .project import DRAFT, configure, found, rows, write


def test_folders_are_walked_and_rows_stand_by_path(project: Path) -> None:
    for name in ("稿/b.txt", "稿/a.MD", "稿-2/a.txt", "稿/下 级/c.text", "z.markdown", "e😀.txt"):
        write(project / name)
    word = docx.Document()
    word.add_paragraph("鹅鹅过河。")
    word.save(str(project / "稿" / "通 报.docx"))
    expected = [
        "e😀.txt",
        "z.markdown",
        "稿/a.MD",
        "稿/b.txt",
        "稿/下 级/c.text",
        "稿/通 报.docx",
        "稿-2/a.txt",
    ]
    assert found() == {path: ["鹅鹅"] for path in expected}


def test_what_is_no_draft_is_passed_over_in_folders(project: Path) -> None:
    write(project / "a.txt")
    for name in (
        "~$稿.docx",
        ".~稿.docx",
        "稿.审稿.txt",
        ".git/a.txt",
        ".隐.txt",
        "a.py",
        "a.xlsx",
    ):
        write(project / name)
    os.mkfifo(project / "管道.txt")
    assert list(found()) == ["a.txt"]


def test_excluded_drafts_are_read_if_they_are_named(project: Path) -> None:
    configure(project, 'exclude = ["归档/", "*-旧.txt", "!留-旧.txt"]')
    for name in ("a.txt", "归档/b.txt", "c-旧.txt", "留-旧.txt"):
        write(project / name)
    assert list(found()) == ["a.txt", "留-旧.txt"]
    assert list(found(".", "c-旧.txt", "归档/b.txt")) == [
        "a.txt",
        "c-旧.txt",
        "归档/b.txt",
        "留-旧.txt",
    ]


def test_a_file_named_twice_is_one_row_under_its_first_name(project: Path) -> None:
    write(project / "稿" / "a.txt")
    (project / "链接.txt").symlink_to(project / "稿" / "a.txt")
    absolute = project / "稿" / "a.txt"
    assert list(found("./稿/a.txt", "稿/../稿/a.txt", absolute, "稿", "链接.txt")) == ["稿/a.txt"]
    assert list(found(absolute, "稿/a.txt")) == [str(absolute)]
    assert list(found("稿", absolute)) == ["稿/a.txt"]
    assert list(found("../项 目/稿")) == ["../项 目/稿/a.txt"]


def test_two_files_of_one_name_are_two_rows(project: Path) -> None:
    write(project / "甲" / "简报.txt")
    write(project / "乙" / "简报.txt", DRAFT.replace("鹅鹅", "鹅"))
    assert found() == {"乙/简报.txt": [], "甲/简报.txt": ["鹅鹅"]}


def test_links_to_folders_are_not_followed_but_named_ones_are(project: Path) -> None:
    write(project / "稿" / "a.txt")
    (project / "稿" / "回").symlink_to(project / "稿", target_is_directory=True)
    (project / "链").symlink_to(project / "稿", target_is_directory=True)
    assert list(found(".")) == ["稿/a.txt"]
    assert list(found("链")) == ["链/a.txt"]


def test_links_that_go_in_circles_come_to_an_end(project: Path) -> None:
    write(project / "a.txt")
    (project / "b.txt").symlink_to("b.txt")
    (project / "c").symlink_to("c")
    assert [(row.path, row.error) for row in rows()] == [
        ("a.txt", None),
        ("b.txt", "链接指向的文件不存在"),
    ]


# What goes wrong with a draft


def test_drafts_that_cannot_be_read_have_rows_of_their_own(project: Path) -> None:
    write(project / "a.txt")
    write(project / "空.txt", "")
    write(project / "b.xlsx")
    (project / "断.txt").symlink_to(project / "没有")
    assert {row.path: row.error for row in rows(".", "没有.txt", "b.xlsx")} == {
        "a.txt": None,
        "b.xlsx": "暂不支持 .xlsx，请另存为 .docx 或 .txt",
        "断.txt": "链接指向的文件不存在",
        "没有.txt": "文件不存在，可能已被移动、改名或删除",
        "空.txt": "空文件，没有可检查的文字",
    }


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("没有/a.txt", "文件不存在"),
        ("a.txt/b.txt", "文件名或路径有误"),
        ("长" * 300 + ".txt", "文件名或路径有误"),
        ("长" * 300 + "/a.txt", "文件名或路径有误"),
        ("", "这是文件夹"),
        ("/dev/null", "这是设备或管道"),
    ],
)
def test_a_path_that_is_none_is_a_row(project: Path, path: str, why: str) -> None:
    write(project / "a.txt")
    (result,) = rows(path)
    assert why in str(result.error)


def test_a_folder_without_permission_is_a_row(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project / "a.txt")
    write(project / "密" / "b.txt")
    scandir = os.scandir

    def refuse(path: str) -> Any:
        if path == "密":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)  # root may open anything
    assert [(row.path, row.error) for row in rows()] == [
        ("a.txt", None), ("密", "没有权限打开文件夹"),
    ]  # fmt: skip


def test_a_file_that_disappears_is_a_row(project: Path) -> None:
    for name in "abc":
        write(project / f"{name}.txt")
    results = run(Options((".",)))
    assert next(results).path == "a.txt"
    (project / "c.txt").unlink()
    assert [row.error for row in results] == [None, "文件不存在，可能已被移动、改名或删除"]


def test_an_error_of_ours_costs_one_row(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abcd":
        write(project / f"{name}.txt", DRAFT + name)
    lint = engine.lint

    def broken(document: Any, *rest: Any) -> Any:
        if document.source.path == "b.txt":
            raise KeyError("坏")
        return lint(document, *rest)

    monkeypatch.setattr(engine, "lint", broken)
    for _ in range(2):  # and is not kept
        results = rows()
        assert [row.error for row in results if row.path != "b.txt"] == [None] * 3
        assert results[1].error == "检查时出错：KeyError: '坏'（内部错误）"


# Standard input


def test_standard_input_has_a_name_that_says_its_format(project: Path) -> None:
    write(project / "a.txt")
    data = "# 巡查\n\n他看见**鹅**鹅。\n\n鹅鹅过河。".encode("gb18030")
    assert found("-", stdin=data) == {"<stdin>": ["鹅鹅"]}
    results = rows("-", "a.txt", stdin=data, stdin_name="稿/巡查.md")
    assert [row.path for row in results] == ["a.txt", "稿/巡查.md"]
    assert [one.line for one in results[1].findings] == [3, 5]
    assert rows("-", stdin=b"")[0].error == "空文件，没有可检查的文字"
