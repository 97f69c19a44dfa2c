"""For rule packs: every example in every rule file is a test.

import pytest
from pathlib import Path
from shengao import testing

CASES = testing.cases([Path("rules")], [Path("dictionaries")])

@pytest.mark.parametrize("case", CASES, ids=str)
def test_rules(case):
    case.check()
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from shengao import rulebook as books
from shengao.document import Document
from shengao.engine import Context, lint
from shengao.finding import Applicability, Finding
from shengao.likeness import Likeness
from shengao.read import text as text_reader
from shengao.rule import Example, Rule
from shengao.rulebook import Rulebook
from shengao.structure import Hidden

_ARCHIVED = date(2025, 3, 2)


@dataclass(frozen=True)
class Case:
    """One example of one rule: ``bad`` must fire on its marks alone, ``good`` not at all."""

    book: Rulebook = field(repr=False)
    rule: Rule = field(repr=False)
    example: Example
    kind: str
    number: int

    def __str__(self) -> str:
        return f"{self.rule.slug}-{self.kind}{self.number}"

    def check(self) -> None:
        """Raise AssertionError where the example is not as the rule file says."""
        text, expected = self.example.parse()
        findings = self.findings(text)
        own = [f for f in findings if f.rule == self.rule.slug]
        if self.kind.endswith("good"):
            assert not own, f"不应报告：{[f.text for f in own]}（{text}）"
            others = {f.rule for f in findings} - set(self.rule.file.allow)
            assert not others, f"正例被别的规则报告：{sorted(others)}（{text}）"
            return
        found = [(f.span, f.fixes[0].edits[0].text if f.fixes else None) for f in own]
        assert found == list(expected), f"应为{list(expected)}，实为{found}（{text}）"
        self._check_fixes(text, findings)

    def findings(self, text: str) -> Sequence[Finding]:
        """What all rules say of a text, hints left out but for the rule's own."""
        reading = text_reader.parse(text)
        if self.example.hidden:
            beside = self.example.parse()[1][0][0]
            reading = reading._replace(hidden=(Hidden(beside, self.example.hidden, "hidden"),))
        document = Document.of(reading, self.book.words, self.example.genre)
        document.likeness = self._likeness(document)
        run = lint(document, self.book, Context(self.example.submitted, self.example.release))
        assert not run.crashes, run.crashes
        return [f for f in run.findings if f.severity != "info" or f.rule == self.rule.slug]

    def _likeness(self, document: Document) -> Likeness | None:
        """What the draft has in common with the other texts that the example gives."""
        example = self.example
        if not (example.earlier or example.above):
            return None
        from shengao.archive import entry, formulas, originality, reference

        known = formulas.load()
        other = Document.of(text_reader.parse(example.earlier or "无"), self.book.words)
        earlier = entry.of(other, known, path="", archived=_ARCHIVED)
        own = entry.of(document, known, path="", archived=_ARCHIVED)
        same = bool(own.title_key) and own.title_key == earlier.title_key
        return originality.compared(
            document,
            own,
            [earlier] if example.earlier else [],
            [reference.of("来文", example.above)] if example.above else [],
            titled=earlier if same else None,
            earlier=1 if example.earlier else 0,
        )

    def _check_fixes(self, text: str, findings: Sequence[Finding]) -> None:
        """Each replacement that can be applied must take its finding away and add none."""
        for finding in findings:
            if finding.rule != self.rule.slug:
                continue
            for fix in finding.fixes:
                if fix.applicability == Applicability.SHOWN:
                    continue
                mended = text
                for edit in sorted(fix.edits, reverse=True):
                    mended = mended[: edit.start] + edit.text + mended[edit.end :]
                after = self.findings(mended)
                before = {(f.rule, f.text) for f in findings}
                new = [(f.rule, f.text) for f in after if (f.rule, f.text) not in before]
                assert not new, f"改为“{fix.edits[0].text}”后又有新问题：{new}（{mended}）"
                assert len(after) < len(findings), f"改后问题仍在：{mended}"


def cases(rule_folders: Sequence[Path] = (), dictionary_folders: Sequence[Path] = ()) -> list[Case]:
    """The examples of the built-in rules and of those in the folders."""
    from shengao import data
    from shengao.rule import read

    book = books.load(rule_folders, dictionary_folders)
    found = []
    for folder in (data.folder("rules"), *rule_folders):
        for path in sorted(folder.glob("*/*.toml")):
            rule = read(path)
            for kind in ("bad", "good", "todo_bad", "todo_good"):
                found += [
                    Case(book, rule, example, kind, number)
                    for number, example in enumerate(getattr(rule.file, kind), 1)
                ]
    return found
