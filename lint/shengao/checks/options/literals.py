"""Which strings a regular expression cannot match without.

A rule's expression is tried only where one of them stands, so that one pass over the text
for all literals of all rules takes the place of a pass for each rule.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import pairwise, product
from math import fsum
from operator import add
from typing import Any, NamedTuple

from shengao.segment import installed

_MOST = 4000
"""No alternation of more strings is taken for literals."""
_COMPANY = 24
"""More strings than this cost as much to look for as the expression itself."""
_UNKNOWN = 2e-2
"""Share of a text that a character may be of which jieba's words know nothing: a mark, a digit."""
_SEARCH = 3
"""To search a sentence costs so many times as much as to try an expression at one place."""
_JOINED = 64
"""Neighbouring parts are joined into longer strings only up to so many: gates are looked up by
their first two characters, so that longer ones gain little."""


class Gate(NamedTuple):
    """When an expression is tried: where one of `literals` stands.

    `leading` says that every match begins with one of them. A match holds one of `company` too,
    from another part of the expression, unless that is empty.
    """

    literals: frozenset[str]
    leading: bool
    company: tuple[str, ...]


@cache
def required_literals(pattern: str) -> frozenset[str]:
    """Strings of which one stands in every match of `pattern` or where it looks ahead.

    Of several such sets it is the one that texts hold least often.

    Raises ValueError where there is none (``.*``), since such a rule would run everywhere.
    """
    best: set[str] = min(_all(pattern, parsed(pattern)), key=expected)
    return frozenset(best)


@cache
def gate(pattern: str) -> Gate:
    """The gate of an expression: the part that texts hold least often, as far as jieba knows.

    Raises ValueError as `required_literals` does.
    """
    items = parsed(pattern)
    found = _all(pattern, items)
    best = min(found, key=expected)
    first = _first(items)
    leading = bool(first) and expected(first) <= _SEARCH * expected(best)
    chosen = first if leading else best
    rivals = (
        one
        for one in found
        if len(one) <= _COMPANY and not all(any(a in b for a in one) for b in chosen)
    )
    company = min(rivals, key=expected, default=set())
    if not company or expected(company) > _SEARCH * expected(chosen):
        company = set()
    return Gate(frozenset(chosen), leading, tuple(sorted(company)))


def candidates(pattern: str) -> list[set[str]]:
    """Sets of strings of each of which one stands in every match, or where it looks ahead."""
    return _candidates(parsed(pattern))


def parsed(pattern: str) -> Iterable[tuple[Any, Any]]:
    """The parts of an expression, as `re` has them."""
    items: Iterable[tuple[Any, Any]] = re._parser.parse(pattern)  # type: ignore[attr-defined]
    return items  # the only parser there is


def _all(pattern: str, parsed: Iterable[tuple[Any, Any]]) -> list[set[str]]:
    found = _candidates(parsed)
    if not found:
        raise ValueError(f"正则表达式应含有固定的文字，否则处处都要试：{pattern}")
    return found


def _first(items: Iterable[tuple[Any, Any]]) -> set[str]:
    """What every match begins with, or stands before; empty where that cannot be listed."""
    run: set[str] = {""}
    for item in items:
        listed = None if _ahead(item) else language([item])
        opening = _opening(item) if listed is None else listed
        if not opening or len(run) * len(opening) > (_MOST if run == {""} else _JOINED):
            break
        run = {a + b for a in run for b in opening}
        if listed is None:
            break
    return set() if "" in run else run


def _opening(item: tuple[Any, Any]) -> set[str]:
    """What an item begins with that is no finite set of strings; empty where none is sure."""
    operation, argument = str(item[0]), item[1]
    if operation == "BRANCH":
        parts = [_first(branch) for branch in argument[1]]
        return set().union(*parts) if all(parts) else set()
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _first(argument[2]) if argument[0] else set()
    if operation == "SUBPATTERN":
        return _first(argument[3])
    return _first(_ahead(item) or argument) if operation in ("ASSERT", "ATOMIC_GROUP") else set()


def _ahead(item: tuple[Any, Any]) -> Iterable[tuple[Any, Any]] | None:
    """What must follow where a lookahead stands; None for any other item."""
    if str(item[0]) == "ASSERT" and item[1][0] > 0:
        found: Iterable[tuple[Any, Any]] = item[1][1]
        return found
    return None


def _required(items: Iterable[tuple[Any, Any]]) -> set[str] | None:
    return min(_candidates(items), key=expected, default=None)


def _candidates(items: Iterable[tuple[Any, Any]]) -> list[set[str]]:
    """Sets of strings from parts that stand one after another, each required."""
    candidates: list[set[str]] = []
    run: set[str] = {""}
    for item in items:
        ahead = _ahead(item)
        if ahead is not None:
            follows = _first(ahead)
            if follows and len(run) * len(follows) <= _JOINED:
                candidates.append({a + b for a in run for b in follows})
            candidates.extend(_candidates(ahead))
            continue
        listed = language([item])
        if listed is not None and len(run) * len(listed) <= _JOINED:
            run = {a + b for a in run for b in listed}
            continue
        candidates.append(run)
        run = {""}
        if listed is not None:
            run = listed
        else:
            inner = _inner(item)
            if inner:
                candidates.append(inner)
    candidates.append(run)
    return [strings for strings in candidates if strings and "" not in strings]


def expected(strings: Collection[str]) -> float:
    """How often one of the strings stands in a million characters, as far as jieba knows."""
    return fsum(map(_expected, strings))  # whatever order the set has


@cache
def _expected(string: str) -> float:
    singles, pairs = _shares()
    shares = [singles.get(character, _UNKNOWN) for character in string]
    if len(string) == 1:
        return 1e6 * shares[0]
    together = (pairs.get(pair, 0) for pair in map(add, string, string[1:]))
    return 1 + 1e6 * min(p + a * b for p, (a, b) in zip(together, pairwise(shares), strict=True))


@cache
def _shares() -> tuple[dict[str, float], dict[str, float]]:
    """What part of a text characters and pairs of them are, by the words of jieba's dictionary."""
    singles: dict[str, float] = {}
    pairs: dict[str, float] = {}
    for line in (installed.jieba_folder() / "dict.txt").read_text("utf-8").splitlines():
        word, count, _ = line.split(" ")
        number = int(count)
        for character in word:
            singles[character] = singles.get(character, 0) + number
        for pair in map(add, word, word[1:]):
            pairs[pair] = pairs.get(pair, 0) + number
    total = sum(singles.values())
    return (
        {character: number / total for character, number in singles.items()},
        {pair: number / total for pair, number in pairs.items()},
    )


def _inner(item: tuple[Any, Any]) -> set[str] | None:
    """What an item that is no finite set of strings cannot do without."""
    operation, argument = str(item[0]), item[1]
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _, body = argument
        once = language(body)
        if once and "" not in once and len(once) ** min(least, 3) <= _JOINED:
            return {"".join(strings) for strings in product(once, repeat=min(least, 3))} - {""}
        return _required(body) if least else None
    if operation == "SUBPATTERN":
        return _required(argument[3])
    if operation == "ATOMIC_GROUP":
        return _required(argument)
    if operation == "BRANCH":
        union: set[str] = set()
        for branch in argument[1]:
            found = _required(branch)
            if not found:
                return None
            union |= found
        return union
    return None


def language(items: Sequence[tuple[Any, Any]]) -> set[str] | None:
    """All strings that the items match, None where they are too many to list."""
    strings: set[str] = {""}
    for operation, argument in items:
        more = _strings(str(operation), argument)
        if more is None or len(strings) * len(more) > (_MOST if strings == {""} else _JOINED):
            return None
        strings = {a + b for a in strings for b in more}
    return strings


def _strings(operation: str, argument: Any) -> set[str] | None:
    if operation == "LITERAL":
        return {chr(argument)}
    if operation == "IN":
        if all(str(kind) == "LITERAL" for kind, _ in argument):
            return {chr(code) for _, code in argument}
        return None
    if operation in ("AT", "ASSERT", "ASSERT_NOT"):
        return {""}
    if operation == "SUBPATTERN":
        return language(argument[3])
    if operation == "ATOMIC_GROUP":
        return language(argument)
    if operation == "BRANCH":
        union: set[str] = set()
        for branch in argument[1]:
            found = language(branch)
            if found is None:
                return None
            union |= found
        return union
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, body = argument
        once = language(body)
        if once is None or most > 3:
            return None
        union, current = (set() if least else {""}), {""}
        for times in range(1, most + 1):
            current = {a + b for a in current for b in once}
            if len(current) > _JOINED:
                return None
            if times >= least:
                union |= current
        return union
    return None
