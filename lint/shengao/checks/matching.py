"""Where the words and expressions of a check stand: what the kinds about wording share.

Their compiled data hold ``words`` (literal to `Word`, as `packed`), ``regexes`` (`Regex`) and
``gates`` (literal to the indexes of the expressions that need it).
"""

import marshal
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from shengao.checks.hits import Hits, Starts
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


def _entry(words: dict[int | str, Any], literal: str) -> Word | None:
    """The word of a table that `packed` made, if it is one."""
    if literal not in words:
        group = words.get(ord(literal[0]) % _GROUPS)
        # Of a group few words ever stand in a text: the others are not held.
        words[literal] = marshal.loads(group).get(literal) if group else None
    found: Word | None = words[literal]
    return found


def occurrences(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Occurrence]:
    """Everything that the words and expressions find; `hits` are where their literals stand."""
    words, gates, regexes = compiled["words"], compiled["gates"], compiled["regexes"]
    opened: dict[int, list[str]] = {}
    for literal in hits.literals:
        named = gates.get(literal)
        if named is not None:
            for index in named:
                if index in opened:
                    opened[index].append(literal)
                else:
                    opened[index] = [literal]
        word = _entry(words, literal) if words else None
        if word is not None:
            yield from _standing(literal, word, document, hits)
    if not opened:
        return
    disjoint, starts = hits.standing.isdisjoint, hits.all_starts
    text, ends = document.text, document.sentence_ends
    for index in sorted(opened):
        regex, literals = regexes[index], opened[index]
        pattern, before, company = regex[0], regex[1], regex[2]
        if company and any(map(disjoint, company)):
            continue
        if not before:
            for found in _within(regex, document, hits, literals):
                yield from _occurrence(regex, document, found)
            continue
        places = _places(literals, before, starts)
        match, last = compiled_expression(pattern).match, 0
        for at in places:
            if at >= last:
                one = match(text, at, ends[at])
                if one is not None:
                    last = one.end()
                    yield from _occurrence(regex, document, one)


def _places(gates: Sequence[str], before: Sequence[int], starts: Starts) -> Sequence[int]:
    """Where an expression may begin that begins so far before a gate, ascending."""
    standing = starts[gates[0]]
    if len(gates) > 1:
        standing = sorted(set().union(*map(starts.__getitem__, gates)))
    if len(before) > 1:
        return sorted({at - far for at in standing for far in before})
    far = before[0]
    return [at - far for at in standing] if far else standing


def _standing(literal: str, entry: Word, document: Document, hits: Hits) -> Iterator[Occurrence]:
    mode, better, longer, note = entry
    for start in hits.starts(literal):
        end = start + len(literal)
        if not _protected(document.text, start, end, longer) and _counts(
            mode, document, start, end
        ):
            yield Occurrence(start, end, better, note, {})


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
