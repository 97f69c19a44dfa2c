"""Lint a text with one rule and dictionary of the test's own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shengao import data, rule_compiler, rulebook, sections
from shengao.document import Document
from shengao.engine import lint
from shengao.finding import Finding
from shengao.read import markdown
from shengao.read import text as text_reader

HEAD = """
title = "甲"
fault = "typo"
message = "MESSAGE"
why = "因"
how = "改"
bad = ["⟦甲⟧"]
good = ["乙"]
"""
COLUMNS = "word\tmode\tbetter\tnot_in\ttag\tnote\n"

Check = Callable[..., list[Finding]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """``check('use = "phrase"…', text, words="…")``: the findings of that rule alone."""

    def run(
        options: str, text: str, words: str = "", *, is_markdown: bool = False
    ) -> list[Finding]:
        (tmp_path / "rules" / "factual").mkdir(parents=True, exist_ok=True)
        (tmp_path / "words").mkdir(exist_ok=True)
        message = "“{match}”“{better}”“{note}”。" if "lexicon" in options else "“{match}”。"
        (tmp_path / "rules/factual/my-rule.toml").write_text(
            HEAD.replace("MESSAGE", message) + f"[check]\n{options}", encoding="utf-8"
        )
        (tmp_path / "words/mine.tsv").write_text(COLUMNS + words, encoding="utf-8")
        lists = [data.folder("dictionaries"), tmp_path / "words"]
        compiled = rule_compiler.compile_rules([tmp_path / "rules"], lists)
        book = rulebook.Rulebook(sections.Sections(compiled))
        parse = markdown.parse if is_markdown else text_reader.parse
        found = lint(Document.of(parse(text), book.words), book)
        assert not found.crashes
        return [finding for finding in found.findings if finding.rule == "my-rule"]

    return run
