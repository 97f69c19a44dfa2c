"""What is shown: selection, severity, settings, what changed, what was accepted."""

import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shengao import engine
from shengao.batch import Options, run
from shengao.errors import ConfigError, RuleFileError, UsageError
from shengao.finding import Severity

from .project import ALL_THREE, DRAFT, configure, found, rows, write


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
