"""Where the words and expressions of a check stand: what the kinds about wording share.

Their compiled data hold ``words`` (literal to mode, replacements, longer strings that protect
it, note), ``regexes`` (`Regex`) and ``gates`` (literal to the indexes of the expressions that
need it).
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from shengao.checks.hits import Hits
from shengao.document import Document
from shengao.expression import compiled as compiled_expression

_CLAUSE_END = frozenset("，。！？；：、…～,.!?;:~）)”’」』\n")


class Occurrence(NamedTuple):
    """A place in the running text, with the entry's replacements and note, and named groups."""

    start: int
    end: int
    better: tuple[str, ...]
    note: str
    groups: dict[str, str]


Regex = tuple[str, bool, tuple[str, ...], tuple[str, ...], tuple[str, ...], str]
"""Expression, whether it begins with its gate, company, replacements, protection, note."""


def occurrences(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Occurrence]:
    """Everything that the words and expressions find; `hits` are where their literals stand."""
    words, gates, regexes = compiled["words"], compiled["gates"], compiled["regexes"]
    begun: dict[int, list[tuple[int, int]]] = {}
    held: dict[int, set[int]] = {}
    for literal in hits.literals:
        entry = words.get(literal)
        if entry is not None:
            mode, better, longer, note = entry
            for start in hits.starts(literal):
                end = start + len(literal)
                if _counts(mode, document, start, end) and not _protected(
                    document.text, start, end, longer
                ):
                    yield Occurrence(start, end, better, note, {})
        for index in gates.get(literal, ()):
            if regexes[index][1]:
                begun.setdefault(index, []).extend(hits.located(literal, document))
            else:
                held.setdefault(index, set()).update(hits.sentences(literal, document))
    for index in begun.keys() | held.keys():
        regex = regexes[index]
        company = [word for word in regex[2] if hits.stands(word)]
        if company or not regex[2]:
            found = (
                _beginning(regex[0], company, document, sorted(begun[index]))
                if index in begun
                else _within(regex[0], company, document, held[index])
            )
            for one in found:
                yield from _occurrence(regex, document, one)


def _beginning(
    pattern: str, company: list[str], document: Document, places: list[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """What an expression finds that begins with its gate: it is tried at these places only."""
    last = -1
    for start, sentence in places:
        _, end, _ = document.sentences[sentence]
        if start >= last and _in_company(company, document, sentence):
            found = compiled_expression(pattern).match(document.text, start, end)
            if found is not None:
                last = found.end()
                yield found


def _within(
    pattern: str, company: list[str], document: Document, sentences: set[int]
) -> Iterator[re.Match[str]]:
    for sentence in sentences:
        start, end, _ = document.sentences[sentence]
        if _in_company(company, document, sentence):
            yield from compiled_expression(pattern).finditer(document.text, start, end)


def _in_company(company: list[str], document: Document, sentence: int) -> bool:
    """Whether a sentence holds one of the words; any does where there are none."""
    start, end, _ = document.sentences[sentence]
    return not company or any(document.text.find(word, start, end) >= 0 for word in company)


def _occurrence(regex: Regex, document: Document, found: re.Match[str]) -> Iterator[Occurrence]:
    start, end = found.span("at") if "at" in found.re.groupindex else found.span()
    if end > start and not _protected(document.text, start, end, regex[4]):
        groups = {name: words or "" for name, words in found.groupdict().items()}
        yield Occurrence(start, end, tuple(map(found.expand, regex[3])), regex[5], groups)


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
