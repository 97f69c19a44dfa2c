"""Where the words and expressions of a check stand: what the kinds about wording share.

Their compiled data hold ``words`` (literal to `Word`, as `packed`), ``regexes`` (`Regex`) and
``gates`` (literal to the indexes of the expressions that need it).
"""

import marshal
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
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


Word = tuple[str, tuple[str, ...], tuple[str, ...], str]
"""Mode, replacements, longer strings that protect it, note."""

Regex = tuple[str, bool, tuple[str, ...], tuple[str, ...], tuple[str, ...], str]
"""Expression, whether it begins with its gate, company, replacements, protection, note."""


_GROUPS = 256


def packed(words: Mapping[str, Word]) -> dict[int, bytes]:
    """A table of words in groups, each to be unpacked when one of its words stands in a text:
    most of thousands of words stand in none."""
    groups: dict[int, dict[str, Word]] = {}
    for word in sorted(words):
        groups.setdefault(ord(word[0]) % _GROUPS, {})[word] = words[word]
    # Version 2 of the format: later ones depend on what else holds an object at the time.
    return {number: marshal.dumps(group, 2) for number, group in sorted(groups.items())}


def _entry(words: dict[int, Any], literal: str) -> Word | None:
    """The word of a table that `packed` made, if it is one."""
    number = ord(literal[0]) % _GROUPS
    group = words.get(number)
    if group.__class__ is bytes:
        group = words[number] = marshal.loads(group)
    return group.get(literal) if group else None


def occurrences(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Occurrence]:
    """Everything that the words and expressions find; `hits` are where their literals stand."""
    words, gates, regexes = compiled["words"], compiled["gates"], compiled["regexes"]
    opened: dict[int, list[str]] = {}
    for literal in hits.literals:
        word = _entry(words, literal) if words else None
        if word is not None:
            yield from _standing(literal, word, document, hits)
        for index in gates.get(literal, ()):
            if index in opened:
                opened[index].append(literal)
            else:
                opened[index] = [literal]
    ordered = [(regexes[index], opened[index]) for index in sorted(opened)]
    standing = hits.standing
    for begins, seek in ((True, _beginning), (False, _within)):
        for regex, literals in ordered:
            if regex[1] is begins:
                company = regex[2] and tuple(word for word in regex[2] if word in standing)
                if company or not regex[2]:
                    for found in seek(regex[0], company, document, hits, literals):
                        yield from _occurrence(regex, document, found)


def _standing(literal: str, entry: Word, document: Document, hits: Hits) -> Iterator[Occurrence]:
    mode, better, longer, note = entry
    for start in hits.starts(literal):
        end = start + len(literal)
        if not _protected(document.text, start, end, longer) and _counts(
            mode, document, start, end
        ):
            yield Occurrence(start, end, better, note, {})


def _beginning(
    pattern: str, company: Sequence[str], document: Document, hits: Hits, gates: list[str]
) -> Iterator[re.Match[str]]:
    """What an expression finds that begins with a gate: it is tried where one stands only."""
    located = hits.located(document)
    places = located[gates[0]]
    if len(gates) > 1:
        places = sorted(chain.from_iterable(map(located.__getitem__, gates)))
    text, sentences, match = document.text, document.sentences, compiled_expression(pattern).match
    last = -1
    for start, sentence in places:
        end = sentences[sentence].end
        if start >= last and (not company or _holds(text, company, start, end)):
            found = match(text, start, end)
            if found is not None:
                last = found.end()
                yield found


def _within(
    pattern: str, company: Sequence[str], document: Document, hits: Hits, gates: list[str]
) -> Iterator[re.Match[str]]:
    """What an expression finds in the sentences that hold a gate."""
    held = set(chain.from_iterable(map(hits.sentences(document).__getitem__, gates)))
    finditer = compiled_expression(pattern).finditer
    for sentence in held:
        start, end, _ = document.sentences[sentence]
        if not company or _holds(document.text, company, start, end):
            yield from finditer(document.text, start, end)


def _holds(text: str, words: Sequence[str], start: int, end: int) -> bool:
    """Whether one of the words stands in ``start:end``."""
    return any(text.find(word, start, end) >= 0 for word in words)


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
