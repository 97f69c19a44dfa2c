"""Where the words and expressions of a check stand: what the kinds about wording share.

Their compiled data hold ``words`` (literal to `Word`, as `packed`), ``regexes`` (`Regex`) and
``gates`` (literal to the indexes of the expressions that need it).
"""

import marshal
import re
from collections.abc import Iterator, Mapping, Sequence
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

Regex = tuple[
    str, tuple[int, ...], tuple[tuple[str, ...], ...], tuple[str, ...], tuple[str, ...], str
]
"""Expression, how far before its gate it may begin, company, replacements, protection, note."""


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
    disjoint = hits.standing.isdisjoint
    for index in sorted(opened):
        regex = regexes[index]
        for words in regex[2]:
            if disjoint(words):
                break
        else:
            seek = _about if regex[1] else _within
            for found in seek(regex, document, hits, opened[index]):
                yield from _occurrence(regex, document, found)


def _standing(literal: str, entry: Word, document: Document, hits: Hits) -> Iterator[Occurrence]:
    mode, better, longer, note = entry
    for start in hits.starts(literal):
        end = start + len(literal)
        if not _protected(document.text, start, end, longer) and _counts(
            mode, document, start, end
        ):
            yield Occurrence(start, end, better, note, {})


def _about(
    regex: Regex, document: Document, hits: Hits, gates: list[str]
) -> Iterator[re.Match[str]]:
    """What an expression finds of which it is known how far before a gate it begins: it is tried
    there only."""
    pattern, before, *_ = regex
    starts = hits.starts
    if len(gates) == 1 and len(before) == 1:
        far = before[0]
        places = [at - far for at in starts(gates[0])] if far else starts(gates[0])
    else:
        places = sorted({at - far for gate in gates for at in starts(gate) for far in before})
    text, ends, match = document.text, document.sentence_ends, compiled_expression(pattern).match
    last = 0
    for at in places:
        if at >= last:
            found = match(text, at, ends[at])
            if found is not None:
                last = found.end()
                yield found


def _within(
    regex: Regex, document: Document, hits: Hits, gates: list[str]
) -> Iterator[re.Match[str]]:
    """What an expression finds in the sentences that hold a gate and company."""
    finditer = compiled_expression(regex[0]).finditer
    sentences = _holding((gates, *regex[2]), document, hits)
    while sentences:
        lowest = sentences & -sentences
        sentences ^= lowest
        start, end, _ = document.sentences[lowest.bit_length() - 1]
        yield from finditer(document.text, start, end)


def _holding(sets: Sequence[Sequence[str]], document: Document, hits: Hits) -> int:
    """The sentences, as bits, that hold a word of each set."""
    masks, standing = hits.masks(document), hits.standing
    sentences = -1
    for words in sets:
        held = 0
        for word in words:
            if word in standing:
                held |= masks[word]
        sentences &= held
    return sentences


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
