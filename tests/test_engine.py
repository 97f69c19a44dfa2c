"""The engine: order, overlaps, protection, containment of crashes, fingerprints."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao import rulebook
from shengao.document import Document
from shengao.engine import Context, lint
from shengao.finding import Finding, Run
from shengao.read import markdown
from shengao.read import text as text_reader

Lint = Callable[..., Run]


def rule(fault: str, match: str, *more: str) -> str:
    return "\n".join(
        [
            f'title = "甲"\nfault = "{fault}"\nmessage = "“{{match}}”。"\nwhy = "因"\nhow = "改"',
            'bad = ["⟦甲⟧"]\ngood = ["乙"]',
            *(line for line in more if not line.startswith("check.")),
            f"[check]\nuse = \"phrase\"\nmatch = '{match}'",
            *(line.removeprefix("check.") for line in more if line.startswith("check.")),
        ]
    )


@pytest.fixture
def lint_with(tmp_path: Path) -> Lint:
    """Lint a text with rules of one's own: ``lint_with({"slug": toml}, text)``."""

    def run(rules: dict[str, str], text: str, genre: str | None = None, **options: object) -> Run:
        folder = tmp_path / "rules" / "factual"
        folder.mkdir(parents=True, exist_ok=True)
        for slug, body in rules.items():
            (folder / f"{slug}.toml").write_text(body, encoding="utf-8")
        book = rulebook.load([tmp_path / "rules"], **options)  # type: ignore[arg-type]
        return lint(Document.of(text_reader.parse(text), book.words, genre), book)

    return run


def own(run: Run) -> list[tuple[str, str]]:
    return [(f.rule, f.text) for f in run.findings if f.rule.startswith("my-")]


def test_findings_stand_in_the_order_of_the_text(lint_with: Lint) -> None:
    rules = {"my-b": rule("typo", "鹅鹅"), "my-a": rule("grammar", "鸭鸭")}
    assert own(lint_with(rules, "鸭鸭过河，鹅鹅过河，鸭鸭上岸。")) == [
        ("my-a", "鸭鸭"), ("my-b", "鹅鹅"), ("my-a", "鸭鸭"),
    ]  # fmt: skip


def test_within_a_fault_the_longest_stays(lint_with: Lint) -> None:
    rules = {"my-short": rule("typo", "鹅鹅"), "my-long": rule("typo", "鹅鹅过")}
    assert own(lint_with(rules, "鹅鹅过河。")) == [("my-long", "鹅鹅过")]


def test_within_a_fault_what_is_surely_wrong_beats_what_is_longer(lint_with: Lint) -> None:
    error = rule("typo", "鹅鹅", 'severity = "error"')
    rules = {"my-sure": error, "my-long": rule("typo", "鹅鹅过")}
    assert own(lint_with(rules, "鹅鹅过河。")) == [("my-sure", "鹅鹅")]


def test_across_faults_both_stay(lint_with: Lint) -> None:
    rules = {"my-short": rule("typo", "鹅鹅"), "my-long": rule("grammar", "鹅鹅过")}
    assert own(lint_with(rules, "鹅鹅过河。")) == [("my-short", "鹅鹅"), ("my-long", "鹅鹅过")]


@pytest.mark.parametrize("fault", ["vague-time", "missing-figure", "cliche"])
def test_some_faults_beat_vague(lint_with: Lint, fault: str) -> None:
    rules = {"my-vague": rule("vague", "鹅鹅过河"), "my-other": rule(fault, "鹅鹅")}
    assert own(lint_with(rules, "鹅鹅过河。")) == [("my-other", "鹅鹅")]


def test_quotations_are_exempt_unless_the_rule_says_otherwise(lint_with: Lint) -> None:
    text = "老农说：“鹅鹅过河了。”《鹅鹅》已出版，鹅鹅上岸。"
    assert own(lint_with({"my-bird": rule("typo", "鹅鹅")}, text)) == [("my-bird", "鹅鹅")]
    everywhere = {"my-bird": rule("typo", "鹅鹅", 'quotes = "include"')}
    assert len(own(lint_with(everywhere, text))) == 3


def test_names_and_terms_are_never_touched(lint_with: Lint) -> None:
    rules = {"my-bird": rule("typo", "鹅鹅")}
    run = lint_with(rules, "鹅鹅村的鹅鹅过河。", names=["鹅鹅村"])
    assert [(f.span, f.text) for f in run.findings if f.rule == "my-bird"] == [((4, 6), "鹅鹅")]


def test_the_genre_changes_the_severity(lint_with: Lint) -> None:
    rules = {"my-bird": rule("typo", "鹅鹅", '[genre]\n"通讯稿" = "info"\n"讲话" = "off"')}
    severities = {
        genre: [str(f.severity) for f in lint_with(rules, "鹅鹅过河。", genre).findings]
        for genre in (None, "通讯稿", "讲话")
    }
    assert severities == {None: ["warning"], "通讯稿": ["info"], "讲话": []}


def test_hints_are_sought_where_they_are_wanted_or_allowed(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "factual"
    folder.mkdir(parents=True)
    (folder / "my-bird.toml").write_text(
        rule("typo", "鹅鹅", 'severity = "info"'), encoding="utf-8"
    )
    book = rulebook.load([tmp_path / "rules"])

    def found(text: str, hints: bool) -> list[tuple[str, str]]:
        document = Document.of(markdown.parse(text), book.words)
        return own(lint(document, book, Context(hints=hints)))

    assert found("鹅鹅过河。", hints=True) == [("my-bird", "鹅鹅")]
    assert found("鹅鹅过河。", hints=False) == []
    marked = "鹅鹅过河。\n\n<!-- shengao: allow my-bird 原话 -->\n\n鹅鹅上岸。\n"
    assert found(marked, hints=False) == [("my-bird", "鹅鹅")]


def test_a_fragment_runs_no_rule_about_the_whole_draft(lint_with: Lint) -> None:
    rules = {"my-bird": rule("typo", "鹅鹅", 'scope = "document"')}
    assert own(lint_with(rules, "鹅鹅过河。")) == []
    assert own(lint_with(rules, "鹅鹅过河记\n" + "鹅鹅过河。" * 3)) != []


def test_a_check_that_crashes_costs_only_its_own_findings(
    lint_with: Lint, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: object, row: rulebook.RuleRow) -> rulebook.Runner:
        if row.slug == "my-b":
            raise RuntimeError("坏了")
        return intact(self, row)  # type: ignore[arg-type]

    intact = rulebook.Rulebook.runner
    monkeypatch.setattr(rulebook.Rulebook, "runner", broken)
    rules = {"my-a": rule("typo", "鹅鹅"), "my-b": rule("grammar", "鹅鹅")}
    run = lint_with(rules, "鹅鹅过河。")
    assert own(run) == [("my-a", "鹅鹅")]
    assert run.crashes == ("my-b：RuntimeError: 坏了",)


def prints(run: Run) -> dict[str, Finding]:
    return {f.fingerprint: f for f in run.findings}


def test_fingerprints_survive_edits_elsewhere(lint_with: Lint) -> None:
    rules = {"my-bird": rule("typo", "鹅鹅")}
    before = lint_with(rules, "鹅鹅过河。")
    after = lint_with(rules, "今日有雨。\n　　鹅鹅过河。鸭先知。")
    assert prints(before).keys() == prints(after).keys()


def test_equal_findings_have_fingerprints_of_their_own(lint_with: Lint) -> None:
    run = lint_with({"my-bird": rule("typo", "鹅鹅")}, "鹅鹅过河。\n鹅鹅过河。")
    assert len(prints(run)) == 2


def test_a_fix_that_crosses_markup_is_only_shown(lint_with: Lint, tmp_path: Path) -> None:
    lint_with({"my-bird": rule("typo", "鹅鹅", 'check.better = ["鸭鸭"]')}, "鸟。")
    book = rulebook.load([tmp_path / "rules"])
    document = Document.of(markdown.parse("鹅**鹅**过河，鹅鹅上岸。"), book.words)
    findings = lint(document, book).findings
    assert [(f.text, f.span, f.fixes[0].applicability) for f in findings] == [
        ("鹅鹅", (0, 4), "shown"), ("鹅鹅", (9, 11), "suggested"),
    ]  # fmt: skip


@given(
    st.text(st.sampled_from("搞了近日明显提升上午随后会议，。“”\n　123*<!-"), max_size=80).map(
        "稿".__add__
    )
)
def test_findings_quote_the_source_and_repeat(text: str) -> None:
    book = rulebook.load()
    document = Document.of(text_reader.parse(text), book.words)
    run = lint(document, book)
    assert not run.crashes
    for finding in run.findings:
        assert 0 <= finding.span.start < finding.span.end <= len(text)
        assert text[finding.span.start : finding.span.end].replace("\n", "") or finding.text
    again = lint(Document.of(text_reader.parse(text), book.words), book)
    assert again == run
