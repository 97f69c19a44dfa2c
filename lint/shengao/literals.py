"""The literals of all rules in one table, and where they stand in a text.

A literal of two characters and more is found by one pair of its characters, the one that texts
hold least often.
"""

import marshal
from collections.abc import Mapping, Sequence
from itertools import compress, count, islice, pairwise
from operator import contains

from shengao.checks.hits import Found, Hits

_PAIR, _LITERAL, _WITHIN = "\x1d", "\x1e", "\x1f"
"""Before each pair of one first character, before each literal of a pair, and between what is
said of a literal: one string loads faster than many tuples."""

_Entry = tuple[str, int, tuple[int, ...]]
"""A literal, where its pair stands in it, and the numbers of its rules."""


def packed(table: Mapping[str, Sequence[int]]) -> tuple[bytes, bytes]:
    """The rules of each literal, by number, in the form that `Literals` reads.

    The rules of the empty literal are always to be run: nothing stands everywhere.
    """
    from shengao.checks.options.frequency import expected

    pairs: dict[str, list[str]] = {}
    for literal in sorted(table):
        if len(literal) > 1:
            offset = min(range(len(literal) - 1), key=lambda at: expected((literal[at : at + 2],)))
            entry = _WITHIN.join((literal, str(offset), *map(str, table[literal])))
            pairs.setdefault(literal[offset : offset + 2], []).append(entry)
    seconds: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    for pair in sorted(pairs):
        first, second = pair[0], pair[1]
        seconds[first] = seconds.get(first, "") + second
        groups.setdefault(first, []).append(_PAIR + _LITERAL.join((second, *pairs[pair])))
    ends, body = [0], bytearray()
    for group in groups.values():
        body += "".join(group).encode()
        ends.append(len(body))
    singles = {word: tuple(table[word]) for word in sorted(table) if len(word) == 1}
    index = (
        "".join(seconds), tuple(seconds.values()), tuple(ends), singles,
        tuple(table.get("", ())),
    )  # fmt: skip
    return marshal.dumps(index, 2), bytes(body)


class Literals:
    """Finds the literals of all rules in one pass over a text."""

    def __init__(self, index: bytes | memoryview, groups: bytes | memoryview) -> None:
        self._singles: dict[str, tuple[int, ...]]
        self._always: tuple[int, ...]
        firsts, seconds, ends, self._singles, self._always = marshal.loads(index)
        self._groups = groups
        self._places = dict(zip(firsts, pairwise(ends), strict=True))
        self._seconds: dict[str, str] = dict(zip(firsts, seconds, strict=True))
        """What stands after a character in the pairs; grows by characters that begin none."""
        self._entries: dict[str, tuple[_Entry, ...]] = {}
        """The literals of the pairs that stood somewhere so far."""
        self._same: dict[tuple[int, ...], tuple[int, ...]] = {}
        """The numbers of rules that literals share: each once, to take less memory."""

    def search(self, text: str) -> dict[int, Hits]:
        """Where the literals stand, by the number of the rule.

        The pass is outside of Python's own loops: every pair of characters is looked up; where
        one is known, the literals that it stands for are tried.
        """
        found = Found(text)
        starts, rules, seconds = found.starts, found.rules, self._seconds
        seconds.update(dict.fromkeys(set(text).difference(seconds), ""))
        known = map(contains, map(seconds.__getitem__, text), islice(text, 1, None))
        places: dict[str, list[int]] = {}
        for at in compress(count(), known):
            pair = text[at : at + 2]
            if pair in places:
                places[pair].append(at)
            else:
                places[pair] = [at]
        for pair, stands in places.items():
            for word, offset, named in self._entries.get(pair) or self._unpacked(pair):
                if word == pair:
                    starts[word], rules[word] = stands, named
                    continue
                # Where the offset is too great, what is left of the text's end is too short.
                if len(stands) == 1:  # most often
                    at = stands[0] - offset
                    if text.startswith(word, at):
                        starts[word], rules[word] = [at], named
                    continue
                here = [at - offset for at in stands if text.startswith(word, at - offset)]
                if here:
                    starts[word], rules[word] = here, named
        for single in filter(self._singles.__contains__, dict.fromkeys(text)):
            rules[single] = self._singles[single]
        literals: dict[int, list[str]] = {}
        for word, named in rules.items():
            for rule in named:
                if rule in literals:
                    literals[rule].append(word)
                else:
                    literals[rule] = [word]
        for rule in self._always:
            literals.setdefault(rule, [])
        return {rule: Hits(found, words) for rule, words in literals.items()}

    def _unpacked(self, pair: str) -> tuple[_Entry, ...]:
        """The literals that a pair stands for, read when it first stands somewhere."""
        start, end = self._places[pair[0]]
        group = str(self._groups[start:end], "utf-8")
        start = group.index(f"{_PAIR}{pair[1]}{_LITERAL}")
        end = group.find(_PAIR, start + 1)
        found: list[_Entry] = []
        for entry in group[start : len(group) if end < 0 else end].split(_LITERAL)[1:]:
            literal, offset, *rules = entry.split(_WITHIN)
            named = tuple(map(int, rules))
            found.append((literal, int(offset), self._same.setdefault(named, named)))
        kept = self._entries[pair] = tuple(found)
        return kept
