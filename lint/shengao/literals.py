"""The literals of all rules in one table, and where they stand in a text.

A literal of two characters and more is found by one pair of its characters, the one that texts
hold least often. What many literals hold is taken to be frequent in drafts, too.
"""

import marshal
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, compress, count, pairwise
from operator import add

from shengao.checks.hits import Found, Hits

_PAIR, _LITERAL, _WITHIN = "\x1d", "\x1e", "\x1f"
"""Before each pair of one first character, before each literal of a pair, and between what is
said of a literal: one string loads faster than many tuples."""

_CODEC = f"utf-32-{sys.byteorder[0]}e"
"""Of which memory gives characters as numbers."""
_WIDTH = 4
_BYTES = (0, 1, 2) if sys.byteorder == "little" else (3, 2, 1)
"""Where the bytes of a character stand that are ever used, the lowest first."""

_Longer = tuple[str, int, tuple[int, ...]]
"""A literal, where its pair stands in it, and the numbers of its rules."""
_Entry = tuple[str, tuple[int, ...], tuple[_Longer, ...]]
"""A pair that is a literal itself, else an empty string, with its rules, and longer literals."""


def packed(table: Mapping[str, Sequence[int]]) -> tuple[bytes, bytes]:
    """The rules of each literal, by number, in the form that `Literals` reads.

    The rules of the empty literal are always to be run: nothing stands everywhere.
    """
    from shengao.checks.options.frequency import expected

    held = Counter(chain.from_iterable(map(add, literal, literal[1:]) for literal in table))
    pairs: dict[str, list[str]] = {}
    for literal in sorted(table):
        if len(literal) > 1:
            costs = [held[pair] * expected((pair,)) for pair in map(add, literal, literal[1:])]
            offset = costs.index(min(costs))
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
    number = 1 + max((rule for rules in table.values() for rule in rules), default=-1)
    index = (
        "".join(seconds), tuple(seconds.values()), tuple(ends), singles,
        tuple(table.get("", ())), number,
    )  # fmt: skip
    return marshal.dumps(index, 2), bytes(body)


class Literals:
    """Finds the literals of all rules in one pass over a text.

    Characters and pairs of them are taken as numbers there: a text gives them faster than strings.
    """

    def __init__(self, index: bytes | memoryview, groups: bytes | memoryview) -> None:
        singles: dict[str, tuple[int, ...]]
        self._always: tuple[int, ...]
        firsts, seconds, ends, singles, self._always, self._rules = marshal.loads(index)
        self._groups = groups
        self._places = dict(zip(firsts, pairwise(ends), strict=True))
        self._seconds: dict[str, str] = dict(zip(firsts, seconds, strict=True))
        """What stands after a character in the pairs, until a text holds the character."""
        self._singles = {ord(single): (single, rules) for single, rules in singles.items()}
        self._codes = frozenset(self._singles)
        self._met: set[int] = set()
        """The characters of the texts so far."""
        self._pairs: set[int] = set()
        """The pairs that begin with one of them."""
        self._entries: dict[int, _Entry] = {}
        """The literals of the pairs that stood somewhere."""
        self._same: dict[tuple[int, ...], tuple[int, ...]] = {}
        """The numbers of rules that literals share: each once, to take less memory."""

    def search(self, text: str) -> dict[int, Hits]:
        """Where the literals stand, by the number of the rule, ascending.

        The pass is outside of Python's own loops: every pair of characters is looked up; where
        one is known, the literals that it stands for are tried.
        """
        found = Found(text)
        starts, standing = found.starts, found.standing
        literals: list[list[str]] = [[] for _ in range(self._rules)]
        encoded = _encoded(text)
        characters = set(memoryview(encoded).cast("I"))
        if not characters <= self._met:
            self._meet(characters - self._met)
        pairs = _pairs(encoded[:-_WIDTH], encoded[_WIDTH:])
        places: defaultdict[int, list[int]] = defaultdict(list)
        for at in compress(count(), map(self._pairs.__contains__, pairs)):
            places[pairs[at]].append(at)
        known = self._entries
        for pair, stands in places.items():
            entry = known.get(pair)
            if entry is None:
                entry = known[pair] = self._unpacked(text[stands[0] : stands[0] + 2])
            word, rules, longer = entry
            if word:
                starts[word] = stands
                standing.add(word)
                for rule in rules:
                    literals[rule].append(word)
            for word, offset, rules in longer:
                # Where the offset is too great, what is left of the text's end is too short.
                if len(stands) == 1:  # most often
                    at = stands[0] - offset
                    if not text.startswith(word, at):
                        continue
                    here = [at]
                else:
                    here = [at - offset for at in stands if text.startswith(word, at - offset)]
                    if not here:
                        continue
                starts[word] = here
                standing.add(word)
                for rule in rules:
                    literals[rule].append(word)
        for code in sorted(characters & self._codes):
            word, rules = self._singles[code]
            standing.add(word)
            for rule in rules:
                literals[rule].append(word)
        return {
            rule: Hits(found, words)
            for rule, words in enumerate(literals)
            if words or rule in self._always
        }

    def _meet(self, codes: set[int]) -> None:
        """Take up the pairs that begin with characters."""
        self._met |= codes
        firsts: list[str] = []
        seconds: list[str] = []
        for first in map(chr, codes):
            following = self._seconds.pop(first, "")
            firsts.append(first * len(following))
            seconds.append(following)
        self._pairs.update(_pairs(_encoded("".join(firsts)), _encoded("".join(seconds))))

    def _unpacked(self, pair: str) -> _Entry:
        """The literals that a pair stands for, read when it first stands somewhere."""
        start, end = self._places[pair[0]]
        group = bytes(self._groups[start:end])
        start = group.index(f"{_PAIR}{pair[1]}{_LITERAL}".encode())
        end = group.find(_PAIR.encode(), start + 1)
        entries = str(group[start : len(group) if end < 0 else end], "utf-8")
        own: tuple[int, ...] = ()
        word = ""
        longer: list[_Longer] = []
        for entry in entries.split(_LITERAL)[1:]:
            literal, offset, *numbers = entry.split(_WITHIN)
            rules = tuple(map(int, numbers))
            rules = self._same.setdefault(rules, rules)
            if literal == pair:
                word, own = pair, rules
            else:
                longer.append((literal, int(offset), rules))
        return word, own, tuple(longer)


def _encoded(text: str) -> bytes:
    return text.encode(_CODEC, "surrogatepass")


def _pairs(firsts: bytes, seconds: bytes) -> list[int]:
    """Pairs of encoded characters, each as one number.

    The low bytes of both stand first in it, since by the lowest bits a set finds its place.
    """
    pairs = bytearray(2 * len(firsts))
    for order, byte in enumerate(_BYTES):
        pairs[2 * order :: 2 * _WIDTH] = firsts[byte::_WIDTH]
        pairs[2 * order + 1 :: 2 * _WIDTH] = seconds[byte::_WIDTH]
    return memoryview(pairs).cast("Q").tolist()
