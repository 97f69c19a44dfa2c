"""Runs over many drafts, on real files and processes, with rules of the tests' own."""

import json
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shengao import data, engine, read, result_cache
from shengao.batch import Options, judging, locate, run
from shengao.batch.mending import Mended, mend
from shengao.errors import ConfigError, RuleFileError, UsageError
from shengao.finding import DraftResult, Finding, Severity
from shengao.packing import pack, unpack
from shengao.result_cache import ResultCache, key
from shengao.text import Source, Span
from shengao.workers import process_pool

RULE = """
title = "{slug}"
fault = "{fault}"
severity = "{severity}"
message = "“{{match}}”应改。"
why = "试"
how = "试"
bad = ["⟦{word}⟧"]
good = ["河"]
[genre]
"通讯稿" = "{story}"
[check]
use = "phrase"
match = '{word}'
better = ["{better}"]
fix = "{fix}"
boundary = "none"
"""
RULES = {
    "my-goose": ("typo", "warning", "鹅鹅", "鹅", "safe", "error"),
    "my-duck": ("grammar", "info", "鸭鸭", "鸭", "suggested", "info"),
    "my-swan": ("title", "error", "鸿鸿", "鸿", "shown", "off"),
}
DRAFT = "水利站巡查河道\n　　4月2日，巡查人员看见鹅鹅过河。\n"


def write(path: Path, text: str = DRAFT, codec: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(codec))
    return path


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for all tests here, so that words are compiled once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def project(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder, which is the working folder, with three rules of its own and no others.

    Results of earlier tests are not in the cache.
    """
    folder = tmp_path / "项 目"
    for slug, (fault, severity, word, better, fix, story) in RULES.items():
        body = RULE.format(
            slug=slug,
            fault=fault,
            severity=severity,
            word=word,
            better=better,
            fix=fix,
            story=story,
        )
        write(folder / "规则" / "factual" / f"{slug}.toml", body)
    configure(folder)
    numbers = data.folder("rules") / "scoring.toml"
    write(tmp_path / "空" / numbers.name, numbers.read_text(encoding="utf-8"))
    monkeypatch.setattr(data, "folder", lambda _: tmp_path / "空")
    monkeypatch.setenv("SHENGAO_CACHE", str(cache))
    monkeypatch.chdir(folder)
    for file in cache.glob("results*"):
        file.unlink()
    return folder


def configure(folder: Path, *lines: str) -> None:
    names = json.dumps([*RULES, "suppression"])
    write(folder / "shengao.toml", "\n".join(['rules = ["规则"]', f"select = {names}", *lines]))


def rows(*paths: str | Path, **options: Any) -> list[DraftResult]:
    return list(run(Options(paths or (".",), **options)))


def words(result: DraftResult) -> list[str]:
    assert result.error is None
    return [one.finding.text for one in result.findings]


def found(*paths: str | Path, **options: Any) -> dict[str, list[str]]:
    return {result.path: words(result) for result in rows(*paths, **options)}


# Rows


def test_a_row_says_what_was_found_and_where(project: Path) -> None:
    write(project / "a.txt", "---\n水利站巡查\n4月2日，鹅鹅过河，\n鹅鹅上岸。\n")
    (result,) = rows("a.txt")
    assert (result.path, result.kind, result.error) == ("a.txt", "text", None)
    first, second = result.findings
    assert first[1:] == (3, 6, 3, 8, "4月2日，鹅鹅过河，", 5, 7, "", 12, 18)
    assert second[1:] == (4, 1, 4, 3, "鹅鹅上岸。", 0, 2, "", 1, 7)
    assert first.finding.span == Span(15, 17)


def test_title_genre_and_characters_are_told(project: Path) -> None:
    write(project / "a.md", "---\n文种: 通讯稿\n---\n\n# 水利站 巡查\n\n人员**看见**鹅。\n")
    (result,) = rows("a.md")
    assert (result.kind, result.title, result.genre) == ("markdown", "水利站 巡查", "通讯稿")
    assert result.characters == len("水利站巡查人员看见鹅。")


def test_suppressed_findings_are_kept_with_their_reason(project: Path) -> None:
    write(
        project / "a.txt",
        "巡查\n<!-- shengao: allow my-goose 村民原话 -->\n鹅鹅过河。\n鹅鹅上岸。\n",
    )
    (result,) = rows("a.txt")
    assert [one.line for one in result.findings] == [4]
    assert [(one.line, one.reason) for one in result.suppressed] == [(3, "村民原话")]


@pytest.mark.parametrize(
    ("line", "span", "excerpt", "mark"),
    [
        ("短行里鹅鹅过河", (3, 5), "短行里鹅鹅过河", (3, 5)),
        ("一" * 100 + "鹅鹅" + "二" * 100, (100, 102), "一" * 29 + "鹅鹅" + "二" * 29, (29, 31)),
        ("鹅鹅" + "二" * 100, (0, 2), "鹅鹅" + "二" * 58, (0, 2)),
        ("一" * 100 + "鹅鹅", (100, 102), "一" * 58 + "鹅鹅", (58, 60)),
        ("鹅" * 100, (10, 90), "鹅" * 60, (0, 60)),
        ("前行鹅\r\n鹅后行", (2, 6), "前行鹅", (2, 3)),
        ("短行里鹅鹅过河", (7, 7), "短行里鹅鹅过河", (7, 7)),
    ],
)
def test_an_excerpt_shows_the_words_in_their_line(
    line: str, span: tuple[int, int], excerpt: str, mark: tuple[int, int]
) -> None:
    finding = Finding("r", "typo", "实", Severity.INFO, "", Span(*span), line[slice(*span)])
    located = locate(Source(line), finding)
    assert located.excerpt == excerpt
    assert (located.mark, located.mark_end) == mark


@given(st.text("甲乙\r\n", max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_an_excerpt_is_part_of_its_line(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    finding = Finding("r", "typo", "实", Severity.INFO, "", Span(start, end), text[start:end])
    located = locate(Source(text), finding)
    line = text.split("\n")[located.line - 1]
    assert located.excerpt in line
    assert len(located.excerpt) <= 60
    assert 0 <= located.mark <= located.mark_end <= len(located.excerpt)
    first = text[start:end].split("\n")[0].rstrip("\r")[:60]
    assert located.excerpt[located.mark : located.mark_end] == first


# Finding files


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


# Settings


ALL_THREE = "水利站巡查河道\n鹅鹅过河，鸭鸭过河，鸿鸿过河。\n"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["鹅鹅", "鸿鸿"]),
        ({"severity": Severity.INFO}, ["鹅鹅", "鸭鸭", "鸿鸿"]),
        ({"severity": Severity.ERROR}, ["鸿鸿"]),
        ({"select": ("typo",)}, ["鹅鹅"]),
        ({"select": ("错别字", "my-swan")}, ["鹅鹅", "鸿鸿"]),
        ({"ignore": ("my-swan",)}, ["鹅鹅"]),
        ({"ignore": ("实",)}, ["鹅鹅", "鸿鸿"]),  # the configuration names the rules themselves
        ({"select": ("all",), "ignore": ("typo", "title")}, []),
        ({"genre": "通讯稿"}, ["鹅鹅"]),
        ({"genre": "通讯稿", "severity": Severity.ERROR}, ["鹅鹅"]),
    ],
)
def test_selection_and_threshold(
    project: Path, options: dict[str, Any], expected: list[str]
) -> None:
    write(project / "a.txt", ALL_THREE)
    assert found("a.txt", **options) == {"a.txt": expected}


def test_severities_of_the_configuration_count(project: Path) -> None:
    configure(project, 'severity = { my-duck = "error", typo = "info" }')
    write(project / "a.txt", ALL_THREE)
    (result,) = rows("a.txt")
    assert [(one.finding.text, one.finding.severity) for one in result.findings] == [
        ("鸭鸭", Severity.ERROR), ("鸿鸿", Severity.ERROR),
    ]  # fmt: skip


def test_genre_comes_from_the_option_then_the_draft_then_the_path(project: Path) -> None:
    configure(project, "[[paths]]", 'match = ["通讯/"]', 'genre = "通讯稿"')
    write(project / "通讯" / "a.md", ALL_THREE)
    write(project / "通讯" / "b.md", "---\n文种: 工作简报\n---\n" + ALL_THREE)
    write(project / "c.md", ALL_THREE)
    assert [row.genre for row in rows()] == [None, "通讯稿", "简报"]
    assert [row.genre for row in rows(genre="汇报")] == ["汇报"] * 3
    assert found()["通讯/a.md"] == ["鹅鹅"]


def test_names_are_never_touched(project: Path) -> None:
    configure(project, 'names = ["鹅鹅乡"]')
    write(project / "a.txt", "鹅鹅乡巡查\n鹅鹅过河，鹅鹅乡清淤3公里。\n")
    assert found() == {"a.txt": ["鹅鹅"]}


def test_isolated_and_named_configuration(project: Path) -> None:
    write(project / "a.txt", ALL_THREE)
    assert found("a.txt", isolated=True, select=("typo",)) == {"a.txt": []}
    write(project / "稿" / "a.txt", ALL_THREE)
    write(project / "稿" / "shengao.toml", "")
    assert found("稿/a.txt", select=("typo",)) == {"稿/a.txt": []}
    config = project / "shengao.toml"
    assert found("稿/a.txt", select=("typo",), config=config) == {"稿/a.txt": ["鹅鹅"]}


def test_submission_day_comes_from_the_option_then_the_draft(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contexts = []
    lint = engine.lint

    def spy(document: Any, rules: Any, context: engine.Context) -> Any:
        contexts.append((context.submitted, context.release))
        return lint(document, rules, context)

    monkeypatch.setattr(engine, "lint", spy)
    for written in ("2026-04-02", "2026年4月2日", "2026/13/40", "下周"):
        write(project / "a.md", f"---\n报送日期: {written}\n---\n{DRAFT}")
        rows("a.md")
    rows("a.md", submitted=date(2026, 5, 6), release="public")
    told = date(2026, 4, 2)
    assert contexts == [
        (told, "internal"), (told, "internal"), (None, "internal"), (None, "internal"),
        (date(2026, 5, 6), "public"),
    ]  # fmt: skip


@pytest.mark.parametrize("where", ["option", "file"])
def test_a_name_that_selects_nothing_is_refused_at_once(project: Path, where: str) -> None:
    write(project / "a.txt")
    if where == "option":
        with pytest.raises(UsageError, match=r"“my-gose”.*my-goose"):
            run(Options(("a.txt",), select=("my-gose",)))
    else:
        configure(project, 'ignore = ["my-gose"]')
        with pytest.raises(ConfigError, match=r"“my-gose”.*my-goose"):
            run(Options(("a.txt",)))


def test_a_broken_rule_or_configuration_is_raised_at_once(project: Path) -> None:
    write(project / "a.txt")
    write(project / "规则" / "factual" / "my-hen.toml", "title = ")
    with pytest.raises(RuleFileError, match=r"my-hen\.toml:1"):
        run(Options(("a.txt",)))
    write(project / "shengao.toml", "selekt = []")
    with pytest.raises(ConfigError, match=r"shengao\.toml:1.*select"):
        run(Options(("a.txt",)))


# Since and baseline


def test_since_shows_what_stands_on_changed_lines(project: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=甲", "-c", "user.email=a@example.invalid", *arguments],
            cwd=project,
            check=True,
            capture_output=True,
        )

    write(project / "a.txt", "巡查\n鹅鹅过河。\n清淤3公里。\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "稿")
    write(project / "a.txt", "巡查\n鹅鹅过河。\n清淤3公里，鹅鹅上岸。\n")
    write(project / "新.txt", "巡查\n鹅鹅过河。\n")
    shown = {row.path: [one.line for one in row.findings] for row in rows(since="HEAD")}
    assert shown == {"a.txt": [3], "新.txt": [2]}
    stdin = "巡查\n鹅鹅过河。\n清淤3公里。\n鹅鹅回来。\n".encode()
    (result,) = rows("-", stdin=stdin, stdin_name="a.txt", since="HEAD")
    assert [one.line for one in result.findings] == [4]
    with pytest.raises(UsageError, match="没有版本"):
        run(Options((".",), since="没有"))


def test_a_baseline_hides_what_was_accepted(project: Path) -> None:
    from shengao import baseline

    configure(project, 'baseline = "基线.json"')
    write(project / "a.txt")
    assert found() == {"a.txt": ["鹅鹅"]}
    baseline.load(project / "基线.json").accept(rows()).save()
    assert found() == {"a.txt": []}
    assert found(use_baseline=False) == {"a.txt": ["鹅鹅"]}
    write(project / "a.txt", DRAFT + "鹅鹅上岸。\n")
    (result,) = rows()
    assert [one.line for one in result.findings] == [3]
    assert found(baseline=project / "另一个.json") == {"a.txt": ["鹅鹅", "鹅鹅"]}


# The cache of results


@pytest.fixture
def linted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of drafts that are really checked, not taken from the cache."""
    paths: list[str] = []
    lint = engine.lint

    def spy(document: Any, *rest: Any) -> Any:
        paths.append(document.source.path)
        return lint(document, *rest)

    monkeypatch.setattr(engine, "lint", spy)
    return paths


def five(project: Path) -> None:
    for number in range(5):
        write(project / f"{number}.txt", ALL_THREE + f"第{number}篇。\n")


def test_what_has_not_changed_is_not_checked_again(project: Path, linted: list[str]) -> None:
    five(project)
    first = rows()
    assert rows() == first
    assert linted == [f"{number}.txt" for number in range(5)]
    write(project / "3.txt", DRAFT)
    assert words(rows()[3]) == ["鹅鹅"]
    assert linted[5:] == ["3.txt"]
    # Selection and thresholds choose from what is kept.
    assert words(rows(select=("typo",))[0]) == ["鹅鹅"]
    assert words(rows(severity=Severity.ERROR)[0]) == ["鸿鸿"]
    assert len(linted) == 6
    # Only with hints are the rules run that hint.
    for _ in range(2):
        assert words(rows(severity=Severity.INFO)[0]) == ["鹅鹅", "鸭鸭", "鸿鸿"]
    assert len(linted) == 11


@pytest.mark.parametrize("off", ["option", "environment", "few"])
def test_the_cache_can_be_off(
    project: Path, cache: Path, linted: list[str], monkeypatch: pytest.MonkeyPatch, off: str
) -> None:
    five(project)
    paths = ("0.txt", "1.txt") if off == "few" else (".",)
    if off == "environment":
        monkeypatch.setenv("SHENGAO_CACHE", "off")
    for _ in range(2):
        rows(*paths, use_cache=off != "option")
    assert len(linted) == (4 if off == "few" else 10)
    assert not list(cache.glob("results*"))


def test_the_file_is_private(project: Path, cache: Path) -> None:
    five(project)
    rows()
    (file,) = cache.glob("results*")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_damaged_file_is_made_anew(project: Path, cache: Path, linted: list[str]) -> None:
    five(project)
    first = rows()
    (file,) = cache.glob("results*")
    whole = file.read_bytes()
    damages = [b"kein SQLite", b"", whole[: len(whole) // 2], whole[:100] + b"\xff" * 5000]
    for damage in damages:
        file.write_bytes(damage)
        assert rows() == first
        del linted[:]
        assert rows() == first
        assert linted == []


def test_a_damaged_result_is_checked_again(project: Path, cache: Path, linted: list[str]) -> None:
    five(project)
    first = rows()
    (file,) = cache.glob("results*")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE results SET result = substr(result, 1, 40)")
    assert rows() == first
    assert len(linted) == 10


def reword(rule: Path) -> None:
    text = rule.read_text("utf-8")
    new = text.replace("应改", "请改") if "应改" in text else text.replace("请改", "应改")
    write(rule, new)


OTHER: dict[str, Callable[[Path], object]] = {
    "text": lambda project: write(project / "0.txt", ALL_THREE + "鹅鹅。\n"),
    "rule": lambda project: reword(project / "规则" / "factual" / "my-goose.toml"),
    "name": lambda project: configure(project, 'names = ["鹅鹅过河"]'),
    "term": lambda project: configure(project, 'terms = ["鹅鹅过河"]'),
    "genre": lambda project: configure(project, 'genre = "通讯稿"'),
    "severity": lambda project: configure(project, 'severity = { all = "error" }'),
    "nothing": lambda project: None,
}  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.sampled_from(sorted(OTHER)), max_size=5),
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "genre": st.sampled_from(["通讯稿", "汇报"]),
                "submitted": st.sampled_from([date(2026, 4, 2), date(2025, 1, 1)]),
                "release": st.sampled_from(["internal", "public"]),
                "severity": st.sampled_from(list(Severity)),
                "ignore": st.sampled_from([("typo",), ("my-duck",)]),
            },
        ),
        min_size=1,
        max_size=5,
    ),
)
def test_what_is_cached_equals_what_is_fresh(
    project: Path, changes: list[str], options: list[dict[str, Any]]
) -> None:
    five(project)
    for change, chosen in zip([*changes, *["nothing"] * 5], options, strict=False):
        OTHER[change](project)
        assert rows(**chosen) == rows(use_cache=False, **chosen)
        absolute = rows(project, **chosen)
        assert absolute == rows(project, use_cache=False, **chosen)


def test_the_key_knows_every_part() -> None:
    parts = ["program", "rules", "a.txt", None, "genre", "None", "internal"]
    keys = {key(b"a", *parts), key(b"b", *parts)}
    for index, part in enumerate(parts):
        keys.add(key(b"a", *parts[:index], f"{part}2", *parts[index + 1 :]))
    assert len(keys) == len(parts) + 2
    assert key(b"", "ab", "c") != key(b"", "a", "bc")
    assert key(b"", None) != key(b"", "None")


def test_the_program_itself_is_part_of_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = result_cache.program_state()
    assert result_cache.program_state() == before
    files = result_cache._files
    monkeypatch.setattr(result_cache, "_files", lambda place: [*files(place), "new.py"])
    assert result_cache.program_state() != before


def test_contents_come_where_they_are_asked_for_and_from_any_process(project: Path) -> None:
    for name in ("a.txt", "b.md", "c.txt"):
        write(project / name, f"水利站{name}\n\n　　4月2日，巡查渠道42公里。\n\n水利站\n")
    assert all(row.contents is None for row in rows("."))
    alone = rows(".", contents=True)
    (first, *_) = alone
    assert first.contents is not None
    assert first.contents.text == (project / "a.txt").read_text("utf-8")
    assert [fact.text for fact in first.contents.facts if fact.kind == "数字"] == ["42公里"]
    assert rows(".", contents=True, jobs=2) == alone
    assert all(unpack(pack(row)) == row for row in alone)
    assert all(row.contents is None for row in rows("."))  # nothing of it was cached


def test_results_come_back_as_they_were(project: Path) -> None:
    write(project / "a.txt", ALL_THREE + "<!-- shengao: allow my-goose 原话 -->\n鹅鹅上岸。\n")
    (result,) = rows("a.txt", severity=Severity.INFO)
    assert result.suppressed
    assert unpack(pack(result)) == result
    failed = DraftResult("b.txt", error="坏", crashes=("my-goose：坏",))
    assert unpack(pack(failed)) == failed


def test_what_was_used_last_is_kept_when_the_file_grows_too_large(tmp_path: Path) -> None:
    limit = 400_000
    for number in range(8):
        cache = ResultCache(tmp_path, limit)
        cache.put(b"old%d" % number, ("x" * 100_000,))
        cache.close()
    file = tmp_path / "results.sqlite"
    assert file.stat().st_size <= limit + 50_000
    cache = ResultCache(tmp_path, limit)
    assert cache.get(b"old7") == ("x" * 100_000,)
    assert cache.get(b"old0") is None
    cache.close()


WRITER = """
import sys
from pathlib import Path
from shengao.result_cache import ResultCache
for turn in range(20):
    cache = ResultCache(Path(sys.argv[1]))
    for number in range(50):
        name = b"%d" % number
        known = cache.get(name)
        assert known in (None, (number, "甲" * number)), known
        cache.put(name, (number, "甲" * number))
    cache.close()
"""


def test_two_processes_use_one_file_at_once(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], env=environment)
        for _ in range(2)
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    cache = ResultCache(tmp_path)
    assert [cache.get(b"%d" % number) for number in (0, 49)] == [(0, ""), (49, "甲" * 49)]
    cache.close()


def test_without_a_place_to_write_all_goes_on(tmp_path: Path) -> None:
    cache = ResultCache(tmp_path / "没有")
    cache.put(b"a", (1,))
    assert cache.get(b"a") is None
    cache.close()


# Streaming and several processes


def test_rows_come_as_they_are_ready_and_progress_is_told(project: Path) -> None:
    five(project)
    told: list[tuple[int, int]] = []
    results = run(Options((".",)), lambda done, total: told.append((done, total)))
    assert told == []
    assert next(results).path == "0.txt"
    assert told == [(1, 5)]
    list(results)
    assert told == [(number, 5) for number in range(1, 6)]


def many(project: Path, count: int = 60) -> None:
    for number in range(count):
        write(project / f"{number:03}.txt", ALL_THREE * (1 + number % 3) + f"第{number}篇。\n")
    write(project / "030空.txt", "")


def afresh(jobs: int) -> Executor:
    return ProcessPoolExecutor(jobs, get_context("spawn"))


@pytest.mark.parametrize("pool", [process_pool, afresh])
def test_several_processes_yield_the_same_rows(
    project: Path, pool: Callable[[int], Executor]
) -> None:
    def unscored(found: Iterable[DraftResult]) -> list[DraftResult]:
        """Without scores: processes made afresh know the built-in rules, which scores ask too."""
        return [replace(row, score=None) for row in found]

    many(project)
    one = unscored(rows(use_cache=False))
    two = Options((".",), jobs=2, use_cache=False)
    assert unscored(run(two, pool=pool)) == one
    assert unscored(run(replace(two, use_cache=True), pool=pool)) == one
    write(project / "010.txt", DRAFT)
    one = unscored(rows(use_cache=False))
    assert unscored(run(replace(two, use_cache=True), pool=pool)) == one


def test_processes_are_copied_only_where_nothing_else_runs() -> None:
    program = (
        "import threading, sys\n"
        "from shengao.workers import process_pool\n"
        "def how(): return process_pool(1)._mp_context.get_start_method()\n"
        "alone, stop = how(), threading.Event()\n"
        "threading.Thread(target=stop.wait).start()\n"
        "print(sys.platform == 'linux', alone, how()); stop.set()"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, check=True, text=True
    ).stdout
    assert said.split() in (["True", "fork", "spawn"], ["False", "spawn", "spawn"])


def test_another_executor_may_take_its_place(project: Path, linted: list[str]) -> None:
    many(project)
    assert list(run(Options((".",), jobs=3, use_cache=False), pool=ThreadPoolExecutor)) == (
        rows(use_cache=False)
    )


def test_no_more_than_a_window_is_under_way(project: Path) -> None:
    many(project, 400)
    sent = 0

    class Counting(ThreadPoolExecutor):
        def submit(self, *arguments: Any) -> Any:  # type: ignore[override]
            nonlocal sent
            sent += 1
            return super().submit(*arguments)

    results = run(Options((".",), jobs=1 + 1, use_cache=False), pool=Counting)
    next(results)
    assert sent <= 2 * 3 + 1
    results.close()  # type: ignore[attr-defined]


def deadly() -> None:
    """Make a worker die of drafts whose name says so, as the system kills one out of memory."""
    checked = judging.checked

    def kills(task: Any, books: Any) -> DraftResult:
        if "凶" in task.shown:
            os._exit(9)
        return checked(task, books)

    judging.checked = kills


def deadly_pool(jobs: int) -> Executor:
    return ProcessPoolExecutor(jobs, get_context("spawn"), initializer=deadly)


def test_a_worker_that_is_killed_costs_only_its_draft(project: Path) -> None:
    many(project)
    write(project / "021凶.txt")
    results = list(run(Options((".",), jobs=2, use_cache=False), pool=deadly_pool))
    lost = [row for row in results if row.error and "凶" in row.path]
    assert [row.error for row in lost] == ["检查进程意外中止（可能是内存不足），这篇稿件没有检查"]
    (project / "021凶.txt").unlink()
    assert [row for row in results if "凶" not in row.path] == rows(use_cache=False)


def test_workers_that_never_live_are_given_up(project: Path) -> None:
    many(project, 40)
    made = 0

    def pool(jobs: int) -> Executor:
        nonlocal made
        made += 1
        return ProcessPoolExecutor(jobs, get_context("spawn"), initializer=sys.exit)

    results = list(run(Options((".",), jobs=2, use_cache=False), pool=pool))
    assert len(results) == 41
    assert all(row.error for row in results)
    assert made < 10


# Mending


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
