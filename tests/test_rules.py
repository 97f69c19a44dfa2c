"""Every example in every rule file is a test, and every word of a dictionary can be found."""

import marshal
from typing import Any

import pytest

from shengao import data, dictionary, rulebook, testing
from shengao.checks.matching import Word, occurrences
from shengao.document import Document
from shengao.finding import FAULTS
from shengao.read import text as text_reader

CASES = testing.cases()
RULES = rulebook.load().ordered


def marked(case: testing.Case) -> Any:
    """A known gap must fail until it is closed."""
    gap = case.kind.startswith("todo")
    return pytest.param(case, marks=[pytest.mark.xfail(strict=True)] if gap else [], id=str(case))


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_example(case: testing.Case) -> None:
    case.check()


@pytest.mark.parametrize("row", RULES, ids=lambda row: row.slug)
def test_a_rule_is_complete(row: rulebook.RuleRow) -> None:
    page = rulebook.load().page(row.slug)
    assert row.fault in FAULTS
    assert len(page["bad"]) >= 3, "至少三个反例"
    assert len(page["good"]) >= 3, "至少三个正例"
    assert page["sources"], "写明依据"
    assert page["why"].strip()
    assert page["how"].strip()
    named = ("{match}", "{n}", "{missing}")
    assert any(name in row.message for name in named), "提示语应说到所见的文字"
    assert row.message.endswith("。")


def _words(book: rulebook.Rulebook, row: rulebook.RuleRow) -> dict[str, Word]:
    """The words of a rule, out of the groups that `matching.packed` makes."""
    words: dict[str, Word] = {}
    for group in book.compiled(row).get("words", {}).values():
        words |= marshal.loads(group) if isinstance(group, bytes) else group
    return words


@pytest.mark.parametrize("row", RULES, ids=lambda row: row.slug)
def test_every_word_of_a_rule_can_be_found(row: rulebook.RuleRow) -> None:
    """A word that segmentation never yields, or that its own `not_in` covers, is an error."""
    book = rulebook.load()
    place = [one.slug for one in book.ordered].index(row.slug)
    for word, (mode, *_) in _words(book, row).items():
        found = []
        for frame in ("{}。", "这里{}。", "{}了。", "他们{}，"):
            document = Document.of(text_reader.parse(frame.format(word)), book.words)
            hits = book.search(document.text)[place]
            found += list(occurrences(book.compiled(row), document, hits))
        assert found, f"{word}（{mode}）永远匹配不到"


def test_words_of_dictionaries_are_sorted() -> None:
    for name, entries in dictionary.load([data.folder("dictionaries")]).items():
        words = [(entry.word, entry.tag) for entry in entries]
        assert words == sorted(words), f"{name}.tsv 未按字符编码排序"


def test_no_replacement_is_itself_reported() -> None:
    """What a rule offers must not be what another, or the same, would report."""
    book = rulebook.load()
    reported = {
        word: row.slug
        for row in book.ordered
        if row.severity != "info" and book.compiled(row).get("conditions") is None
        for word in _words(book, row)
    }
    for row in book.ordered:
        for word, (_, better, *_) in _words(book, row).items():
            for text in better:
                assert text not in reported, f"{row.slug}：{word}→{text} 又被 {reported[text]} 报告"
