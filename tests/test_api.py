"""The Python interface, as a program that imports it sees it."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from shengao import Document, check, engine, rulebook
from shengao.config import Settings
from shengao.errors import ConfigError, ReadError, RuleFileError, UsageError
from shengao.finding import Run, Severity
from shengao.read import read
from shengao.text import Span

RULE = """
title = "鹅"
fault = "typo"
message = "“{match}”应改。"
why = "试"
how = "试"
bad = ["⟦鹅鹅⟧"]
good = ["河"]
[genre]
"通讯稿" = "error"
[check]
use = "phrase"
match = '鹅鹅'
boundary = "none"
"""
TEXT = "水利站巡查河道\n4月2日，看见鹅鹅过河。\n"


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for all tests here, so that words are compiled once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def project(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rule = tmp_path / "规则" / "factual" / "my-goose.toml"
    rule.parent.mkdir(parents=True)
    rule.write_text(RULE, "utf-8")
    (tmp_path / "shengao.toml").write_text('rules = ["规则"]\nselect = ["my-goose"]\n', "utf-8")
    monkeypatch.setenv("SHENGAO_CACHE", str(cache))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def settings(project: Path) -> Settings:
    return Settings(project, select=("my-goose",), rules=(project / "规则",))


def spans(run: Run) -> list[tuple[int, int]]:
    return [(one.span.start, one.span.end) for one in run.findings]


def test_a_string_is_the_text_itself(project: Path, settings: Settings) -> None:
    run = check(TEXT, config=settings)
    (one,) = run.findings
    assert (one.rule, one.span, one.text) == ("my-goose", Span(15, 17), "鹅鹅")
    (project / "鹅鹅.txt").write_text("河", "utf-8")
    assert spans(check("鹅鹅.txt", config=settings)) == [(0, 2)]


def test_the_path_gives_a_text_its_format(settings: Settings) -> None:
    marked = "# 巡查\n\n看见**鹅**鹅。\n"
    assert spans(check(marked, config=settings)) == []
    assert spans(check(marked, path="稿件.md", config=settings)) == [(10, 14)]
    with pytest.raises(ReadError, match="暂不支持"):
        check(marked, path="稿件.xls", config=settings)


@pytest.mark.parametrize("text", ["\ufeff鹅鹅过河", "前行\r\n鹅鹅过河", "😀鹅鹅过河"])
def test_offsets_are_those_of_the_string(settings: Settings, text: str) -> None:
    assert spans(check(text, config=settings)) == [(text.index("鹅"), text.index("鹅") + 2)]


def test_a_string_knows_no_configuration_unless_it_is_named(project: Path) -> None:
    assert spans(check(TEXT)) == []
    assert spans(check(TEXT, path="a.txt")) == []
    assert spans(check(TEXT, config=project / "shengao.toml")) == [(15, 17)]


def test_a_file_is_checked_under_the_configuration_nearest_to_it(project: Path) -> None:
    path = project / "稿" / "a.txt"
    path.parent.mkdir()
    path.write_bytes(TEXT.encode("gb18030"))
    assert spans(check(path)) == [(15, 17)]
    (project / "稿" / "shengao.toml").write_text(
        'extend = "../shengao.toml"\nseverity = { typo = "info" }\n', "utf-8"
    )
    assert [one.severity for one in check(path).findings] == [Severity.INFO]
    (project / "稿" / "shengao.toml").write_text('select = ["cliche"]', "utf-8")
    assert spans(check(path)) == []


def test_a_document_may_be_made_before(settings: Settings) -> None:
    book = rulebook.load(settings.rules)
    document = Document.of(read("a.md", TEXT.encode()), book.words, "通讯稿")
    assert [one.severity for one in check(document, config=settings).findings] == ["error"]
    with pytest.raises(UsageError, match="自带文种"):
        check(document, genre="简报", config=settings)


def test_arguments_beat_front_matter(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    contexts = []
    lint = engine.lint

    def spy(document: Document, book: rulebook.Rulebook, context: engine.Context) -> Run:
        contexts.append((document.genre, context.submitted, context.release))
        return lint(document, book, context)

    monkeypatch.setattr(engine, "lint", spy)
    text = "---\n文种: 通讯稿\n报送日期: 2026年4月2日\n---\n" + TEXT
    check(text, path="a.md", config=settings)
    check(
        text,
        path="a.md",
        config=settings,
        genre="简报",
        submitted=date(2026, 5, 6),
        release="public",
    )
    assert contexts == [
        ("通讯稿", date(2026, 4, 2), "internal"),
        ("简报", date(2026, 5, 6), "public"),
    ]


def test_suppressed_findings_are_told_apart(settings: Settings) -> None:
    mark = "<!-- shengao: allow my-goose 原话 -->"
    run = check(TEXT.replace("\n", f"\n{mark}\n", 1), config=settings)
    assert run.findings == ()
    assert [(one.finding.severity, one.reason) for one in run.suppressed] == [("warning", "原话")]


def test_equal_calls_give_equal_results(settings: Settings) -> None:
    assert check(TEXT, config=settings) == check(TEXT, config=settings)


@pytest.mark.parametrize(
    ("text", "why"), [("", "空文件"), (" \n\t", "空文件"), ("鹅\ud800", "代理码"), ("鹅\0", "NUL")]
)
def test_a_text_that_is_none_is_refused(settings: Settings, text: str, why: str) -> None:
    with pytest.raises(ReadError, match=why):
        check(text, config=settings)


def test_what_cannot_be_used_is_named(project: Path) -> None:
    with pytest.raises(ReadError, match="文件不存在"):
        check(project / "没有.txt")
    with pytest.raises(ConfigError, match="配置文件不存在"):
        check(TEXT, config=project / "没有.toml")
    (project / "规则" / "factual" / "my-hen.toml").write_text("title = ", "utf-8")
    with pytest.raises(RuleFileError, match=r"my-hen\.toml:1"):
        check(TEXT, config=Settings(project, rules=(project / "规则", project / "规则")))


def test_importing_costs_nothing_until_something_is_checked() -> None:
    program = (
        "import sys, json, shengao; before = set(sys.modules)\n"
        "assert callable(shengao.check) and shengao.Document and shengao.__version__\n"
        "print(json.dumps([sorted(before), sorted(sys.modules)]))"
    )
    said = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{program}"],
        capture_output=True,
        check=True,
    ).stdout
    before, after = map(set, json.loads(said))
    assert {name for name in before if name.startswith("shengao")} == {"shengao"}
    assert not {"pydantic", "typer", "rich", "jieba", "markdown_it", "sqlite3"} & after
    with pytest.raises(AttributeError, match="nothing"):
        _ = __import__("shengao").nothing


def test_settings_that_name_an_archive_compare(tmp_path: Path) -> None:
    from shengao.archive import entry, formulas
    from shengao.archive.store import Store

    draft = "电工班{}修路灯\n\n{}，电工班修好路灯{}盏，先由网格员拍照定位，"
    draft += "再派离得最近的电工上杆，{}小时内修完。"
    old, new = draft.format("年初", "3月5日", 86, 24), draft.format("春天", "4月9日", 97, 36)
    document = Document.of(read("旧.txt", old.encode()), rulebook.load().words)
    kept = entry.of(document, formulas.load(), path="/旧.txt", archived=date(2025, 3, 2))
    archive, config = tmp_path / "档案.sqlite", tmp_path / "shengao.toml"
    config.write_text('archive = "档案.sqlite"\n', "utf-8")
    assert "number-swap" not in {one.rule for one in check(new, config=config).findings}
    Store(str(archive), create=True).add([kept])
    assert "number-swap" in {one.rule for one in check(new, config=config).findings}
    assert "number-swap" not in {one.rule for one in check(new).findings}
