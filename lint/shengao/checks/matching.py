"""Where the words and expressions of a check stand: what the kinds about wording share.

Their compiled data hold ``words`` (literal to mode, replacements, longer strings that protect
it, note), ``regexes`` (expression, then the same but for the mode) and ``gates`` (literal to
the indexes of the expressions that need it).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from shengao.document import Document

compiled_regex = cache(re.compile)
"""A regular expression, compiled on first need and kept."""

_CLAUSE_END = frozenset("，。！？；：、…,.!?;:）)”’」』\n")


class Occurrence(NamedTuple):
    """A place in the running text, with the entry's replacements and note, and named groups."""

    start: int
    end: int
    better: tuple[str, ...]
    note: str
    groups: dict[str, str]


def occurrences(
    compiled: dict[str, Any], document: Document, hits: Sequence[tuple[int, int]]
) -> Iterator[Occurrence]:
    """Everything that the words and expressions find; `hits` are where their literals stand."""
    text = document.text
    words, gates, regexes = compiled["words"], compiled["gates"], compiled["regexes"]
    searched: set[tuple[int, int]] = set()
    for start, end in hits:
        literal = text[start:end]
        entry = words.get(literal)
        if entry is not None:
            mode, better, longer, note = entry
            if _counts(mode, document, start, end) and not _protected(text, start, end, longer):
                yield Occurrence(start, end, better, note, {})
        for index in gates.get(literal, ()):
            sentence = document.sentence_at(start)
            if sentence is None or (index, sentence) in searched:
                continue
            searched.add((index, sentence))
            yield from _search(regexes[index], document, sentence)


def _search(
    regex: tuple[str, tuple[str, ...], tuple[str, ...], str], document: Document, sentence: int
) -> Iterator[Occurrence]:
    pattern, templates, longer, note = regex
    at = document.sentences[sentence]
    for found in compiled_regex(pattern).finditer(document.text, at.start, at.end):
        start, end = found.span("at") if "at" in found.re.groupindex else found.span()
        if end > start and not _protected(document.text, start, end, longer):
            groups = {name: words or "" for name, words in found.groupdict().items()}
            yield Occurrence(start, end, tuple(map(found.expand, templates)), note, groups)


def _protected(text: str, start: int, end: int, longer: tuple[str, ...]) -> bool:
    """Whether one of the longer strings stands over ``start:end``."""
    return any(
        text.find(string, max(0, end - len(string)), start + len(string)) >= 0 for string in longer
    )


def _counts(mode: str, document: Document, start: int, end: int) -> bool:
    if mode == "word":
        return document.on_boundaries(start, end)
    if mode == "end":
        text = document.text
        return (end == len(text) or text[end] in _CLAUSE_END) and document.is_boundary(start)
    return True
