"""The word lists of dictionaries/ as a whole: what they offer is sound, and no line is idle.

That each word of a rule can be found, and no replacement is itself a word of a rule, stands in
test_rules.py; here replacements meet the whole rulebook, in running text.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path

import pytest

from shengao import Document, check, data, dictionary, rule_compiler, rulebook
from shengao.checks.options import base
from shengao.dictionary import Entry
from shengao.read import text as text_reader

LISTS = dictionary.load([data.folder("dictionaries")])

FORM = frozenset(("typo", "grammar", "redundant", "punctuation"))
WORDING = FORM | {"absolute", "cliche", "colloquial", "vague-time"}
MENDS = frozenset(("redundant", "typo"))
"""These keep the words and mend their form; what else is wrong with them was so before. No list can
give a missing figure, which the writer alone knows."""

IDLE = frozenset(("bodies", "calendar", "deadlines", "terms"))
"""The segmenter, signals or the sheet of facts use these, no rule."""

KNOWN_REPLACEMENTS = {
    "redundant": "攸关到",
    "typo": "不孚重望 悬梁刺骨 甘败下风 白璧微暇 白碧微瑕 破茧成碟",
}
"""Lines by list that are still to be mended; none may be added."""


def plain() -> Iterator[tuple[str, Entry]]:
    """All entries that are strings, with the name of their list."""
    for name, entries in LISTS.items():
        yield from ((name, entry) for entry in entries if entry.mode != "regex")


def test_no_replacement_is_reported_in_running_text() -> None:
    offered: dict[str, list[tuple[str, str]]] = {}
    for name, entry in plain():
        for better in entry.better:
            if "…" not in better:
                offered.setdefault(better, []).append((name, entry.word))
    texts = list(offered)
    book = rulebook.load()
    # Each a paragraph of its own, so that none is another's context.
    reading = text_reader.parse("\n\n".join(f"　　甲镇{better}。" for better in texts))
    document = Document.of(reading, book.words)
    wrong = set()
    for one in check(document).findings:
        line, _ = document.source.position(one.span.start)
        better = texts[(line - 1) // 2]
        if one.severity == "info" or one.text not in better:
            continue
        for name, word in offered[better]:
            if one.fault in (FORM if name in MENDS else WORDING):
                wrong.add((name, word, better, one.rule))
    assert_known(wrong, KNOWN_REPLACEMENTS)


def test_no_entry_is_covered_by_a_shorter_one() -> None:
    """A shorter word that stands in a longer one and mends it the same makes the longer idle."""
    texts = {(n, e.tag, e.word): e for n, e in plain() if e.mode == "text" and e.better}
    wrong = set()
    for name, entry in plain():
        for start, end in combinations(range(len(entry.word) + 1), 2):
            word = entry.word[start:end]
            shorter = texts.get((name, entry.tag, word))
            if shorter is None or word == entry.word:
                continue
            if any(longer in entry.word for longer in shorter.not_in):
                continue
            mended = (entry.word[:start] + better + entry.word[end:] for better in shorter.better)
            if tuple(mended) == entry.better and shorter.note == entry.note:
                wrong.add((name, entry.word, word))
    assert_known(wrong, {})


def test_protection_protects() -> None:
    """A longer string shields a word only where it holds it."""
    wrong = {
        (name, entry.word, longer)
        for name, entry in plain()
        if name != "sequence"  # there it only shields other words of the list
        for longer in entry.not_in
        if entry.word not in longer or longer == entry.word
    }
    assert_known(wrong, {})


def test_no_replacement_is_the_word_itself() -> None:
    assert not [entry.word for _, entry in plain() if entry.word in entry.better]


def test_every_entry_is_used_by_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    used: set[tuple[str, str, str]] = set()

    def note(entries: Iterable[Entry]) -> None:
        used.update((Path(entry.path).stem, entry.word, entry.tag) for entry in entries)

    class Recording(base.Lexicons):
        def entries(self, name: str, tags: Iterable[str] = ()) -> list[Entry]:
            found = super().entries(name, tags)
            note(found)
            return found

        def tagged(self, tag: str) -> list[Entry]:
            found = super().tagged(tag)
            note(found)
            return found

    monkeypatch.setattr(base, "Lexicons", Recording)
    rule_compiler.compile_rules([data.folder("rules")], [data.folder("dictionaries")])
    wrong = {
        (name, entry.tag)
        for name, entries in LISTS.items()
        if name not in IDLE
        for entry in entries
        if (name, entry.word, entry.tag) not in used
    }
    assert_known(wrong, {})


def test_every_term_is_cut_whole() -> None:
    """A term that the segmenter cuts up is no help to it."""
    words = rulebook.load().words
    frames = ("{}。", "做好{}工作。", "已{}。", "该{}较多。")
    idle = {
        entry.word
        for entry in LISTS["terms"]
        if not any(
            entry.word in (word for word, _ in words.tag(frame.format(entry.word)))
            for frame in frames
        )
    }
    assert not idle


def assert_known(wrong: Iterable[tuple[str, ...]], known: Mapping[str, str]) -> None:
    """Fail on what is not among the known; the first two cells are list and word."""
    found = sorted(one for one in wrong if one[1] not in known.get(one[0], "").split())
    assert not found, "\n" + "\n".join(map("\t".join, found))
