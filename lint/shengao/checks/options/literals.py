"""Which strings a regular expression cannot match without.

A rule's expression is tried only where one of them stands, so that one pass over the text
for all literals of all rules takes the place of a pass for each rule.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import product
from typing import Any, NamedTuple

_MOST = 4000
"""No alternation of more strings is taken for literals."""
_COMPANY = 24
"""More strings than this cost as much to look for as the expression itself."""
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


def required_literals(pattern: str) -> frozenset[str]:
    """Strings of which every match of `pattern` holds at least one, the most telling set.

    Raises ValueError where there is none (``.*``), since such a rule would run everywhere.
    """
    best: set[str] = max(_all(pattern), key=_telling)
    return frozenset(best)


def gate(pattern: str) -> Gate:
    """The gate of an expression: what it begins with, if that tells enough, else the best part.

    Raises ValueError as `required_literals` does.
    """
    found = _all(pattern)
    best = max(found, key=_telling)
    first = _first(re._parser.parse(pattern))  # type: ignore[attr-defined]  # the only parser
    leading = bool(first) and min(map(len, first)) >= min(2, min(map(len, best)))
    chosen = first if leading else best
    others = sorted((one for one in found if one != chosen), key=_telling, reverse=True)
    company = next(
        (one for one in others if len(one) <= _COMPANY and min(map(len, one)) > 1), set()
    )
    return Gate(frozenset(chosen), leading, tuple(sorted(company)))


def _all(pattern: str) -> list[set[str]]:
    found = _candidates(re._parser.parse(pattern))  # type: ignore[attr-defined]
    if not found:
        raise ValueError(f"正则表达式应含有固定的文字，否则处处都要试：{pattern}")
    return found


def _first(items: Iterable[tuple[Any, Any]]) -> set[str]:
    """What every match begins with; empty where that cannot be listed."""
    run: set[str] = {""}
    for item in items:
        language = _language([item])
        if language is None or len(run) * len(language) > _JOINED:
            if run == {""} and language is not None:
                run = language
            break
        run = {a + b for a in run for b in language}
    return set() if "" in run else run


def _required(items: Iterable[tuple[Any, Any]]) -> set[str] | None:
    return max(_candidates(items), key=_telling, default=None)


def _candidates(items: Iterable[tuple[Any, Any]]) -> list[set[str]]:
    """Sets of strings from parts that stand one after another, each required."""
    candidates: list[set[str]] = []
    run: set[str] = {""}
    for item in items:
        language = _language([item])
        if language is not None and len(run) * len(language) <= _JOINED:
            run = {a + b for a in run for b in language}
            continue
        candidates.append(run)
        run = {""}
        if language is not None:
            run = language
        else:
            inner = _inner(item)
            if inner:
                candidates.append(inner)
    candidates.append(run)
    return [strings for strings in candidates if strings and "" not in strings]


def _telling(strings: Collection[str]) -> tuple[int, int, int]:
    """Two characters tell enough; then the fewer strings, then the longer."""
    shortest = min(map(len, strings))
    return min(shortest, 2), -len(strings), shortest


def _inner(item: tuple[Any, Any]) -> set[str] | None:
    """What an item that is no finite set of strings cannot do without."""
    operation, argument = str(item[0]), item[1]
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _, body = argument
        once = _language(body)
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


def _language(items: Sequence[tuple[Any, Any]]) -> set[str] | None:
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
        return _language(argument[3])
    if operation == "ATOMIC_GROUP":
        return _language(argument)
    if operation == "BRANCH":
        union: set[str] = set()
        for branch in argument[1]:
            found = _language(branch)
            if found is None:
                return None
            union |= found
        return union
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, body = argument
        once = _language(body)
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
