"""Drafts fixed, on real files."""

from pathlib import Path
from typing import Any

import docx
import pytest

from shengao import engine, read
from shengao.batch import Options
from shengao.batch.mending import Mended, mend
from shengao.finding import Severity

from .project import ALL_THREE, DRAFT, write


def mended(*paths: str, **options: Any) -> dict[str, Mended]:
    how = {name: options.pop(name) for name in ("suggested", "write") if name in options}
    return {one.path: one for one in mend(Options(paths or (".",), **options), **how)}


def test_safe_fixes_are_written_in_the_files_own_encoding(project: Path) -> None:
    write(project / "a.txt", ALL_THREE.replace("\n", "\r\n"), "gb18030")
    write(project / "b.md", "# 巡查\n\n鹅鹅鹅鹅过河。\n")
    write(project / "c.txt", "巡查\n清淤3公里。\n")
    results = mended(severity=Severity.INFO)
    assert (project / "a.txt").read_bytes().decode("gb18030") == (
        "水利站巡查河道\r\n鹅过河，鸭鸭过河，鸿鸿过河。\r\n"
    )
    assert (project / "b.md").read_text("utf-8") == "# 巡查\n\n鹅过河。\n"
    assert [one.text for one in results["b.md"].applied] == ["鹅鹅", "鹅鹅", "鹅鹅"]
    assert results["c.txt"].before == results["c.txt"].after
    assert [one.error for one in results.values()] == [None] * 3


def test_suggested_fixes_are_applied_if_asked_and_shown_ones_never(project: Path) -> None:
    write(project / "a.txt", ALL_THREE)
    result = mended("a.txt", suggested=True, write=False, severity=Severity.INFO)["a.txt"]
    assert result.after == "水利站巡查河道\n鹅过河，鸭过河，鸿鸿过河。\n"
    assert result.before == (project / "a.txt").read_text("utf-8") == ALL_THREE
    assert [one.text for one in result.applied] == ["鹅鹅", "鸭鸭"]


def test_what_is_not_shown_is_not_mended(project: Path) -> None:
    text = "巡查\n<!-- shengao: allow my-goose 原话 -->\n鹅鹅过河。\n鹅鹅上岸。\n"
    write(project / "a.txt", text)
    assert mended("a.txt")["a.txt"].after == text.replace("鹅鹅上岸", "鹅上岸")
    assert mended("a.txt", ignore=("my-goose",))["a.txt"].applied == ()


def test_a_word_file_stays_and_its_copy_has_tracked_changes(project: Path) -> None:
    word = docx.Document()
    word.add_paragraph("鹅鹅过河。")
    word.save(str(project / "通报.docx"))
    before = (project / "通报.docx").read_bytes()
    copy = project / "通报.审稿.docx"
    assert mended("通报.docx", write=False)["通报.docx"].after == "鹅过河。"
    assert not copy.exists()
    result = mended()["通报.docx"]
    assert result.copy == Path(copy.name)
    assert [one.text for one in result.applied] == ["鹅鹅"]
    assert read.read(copy).source.text == "鹅过河。"
    assert (project / "通报.docx").read_bytes() == before
    assert list(mended()) == ["通报.docx"]


def test_a_word_file_that_an_editor_holds_open_is_named(project: Path) -> None:
    word = docx.Document()
    word.add_paragraph("鹅鹅过河。")
    word.save(str(project / "通报.docx"))
    write(project / "通报.审稿.docx", "")
    write(project / ".~通报.审稿.docx", "")
    assert "正在 WPS 中打开，请关闭后再试" in str(mended()["通报.docx"].error)
    assert (project / "通报.审稿.docx").read_bytes() == b""


def test_standard_input_is_mended_but_written_nowhere(project: Path) -> None:
    result = mended("-", stdin="\ufeff巡查\n鹅鹅过河。\n".encode(), stdin_name="a.txt")["a.txt"]
    assert result.after == "巡查\n鹅过河。\n"
    assert not (project / "a.txt").exists()


def test_a_draft_that_cannot_be_mended_says_why(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project / "空.txt", "")
    write(project / "a.txt")
    lint = engine.lint

    def broken(document: Any, *rest: Any) -> Any:
        if "鹅鹅" not in document.text:
            raise KeyError("坏")
        return lint(document, *rest)

    monkeypatch.setattr(engine, "lint", broken)
    results = mended(".", "没有.txt")
    assert results["空.txt"].error == "空文件，没有可检查的文字"
    assert results["没有.txt"].error == "文件不存在，可能已被移动、改名或删除"
    assert results["a.txt"].error == "检查时出错：KeyError: '坏'（内部错误）"
    assert (project / "a.txt").read_text("utf-8") == DRAFT
