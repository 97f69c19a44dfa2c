"""The cache of results."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shengao import result_cache
from shengao.finding import DraftResult, Severity
from shengao.packing import pack, unpack
from shengao.result_cache import ResultCache, key

from .project import ALL_THREE, DRAFT, configure, five, rows, words, write


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
