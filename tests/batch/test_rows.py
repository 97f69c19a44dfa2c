"""Rows: what they tell, as they come, from one process or several."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao.batch import Options, judging, locate, run
from shengao.finding import DraftResult, Finding, Severity
from shengao.text import Source, Span
from shengao.workers import process_pool

from .project import ALL_THREE, DRAFT, five, rows, write


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
        return [row._replace(score=None) for row in found]

    many(project)
    one = unscored(rows(use_cache=False))
    two = Options((".",), jobs=2, use_cache=False)
    assert unscored(run(two, pool=pool)) == one
    assert unscored(run(two._replace(use_cache=True), pool=pool)) == one
    write(project / "010.txt", DRAFT)
    one = unscored(rows(use_cache=False))
    assert unscored(run(two._replace(use_cache=True), pool=pool)) == one


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
