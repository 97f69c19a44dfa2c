"""Which strings a regular expression cannot match without.

A rule's expression is tried only where one of them stands, so that one pass over the text
for all literals of all rules takes the place of a pass for each rule.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from shengao.checks.options.frequency import expected

_MOST = 4000
"""No alternation of more strings is taken for literals."""
_COMPANY = 32
"""Company of more strings costs as much to look up as it spares."""
_COMPANIES = 3
"""So many sets of company are asked for."""
_COMMON = 30_000
"""Company that is expected oftener than so stands in almost every sentence."""
_SEARCH = 3
"""To search a sentence costs so many times as much as to try an expression at one place."""
_RARE = 3
"""What is expected no more than so many times as often is about as rare."""
_SENTENCES = 24_000
"""So many sentences may have to be searched in a million characters."""
_FAR = 40
"""No place is sought so far from the beginning of a match."""
_JOINED = 64
"""Neighbouring parts are joined into longer strings only up to so many: gates are looked up by
their first two characters, so that longer ones gain little."""


class Gate(NamedTuple):
    """When an expression is tried: where one of `literals` stands.

    `before` says how many characters of a match, from the fewest to the most, may stand before
    it; it is empty where that is not known, so that all of the sentence is to be searched. A
    match holds one of each set of `company` too, from other parts of the expression; the rarest
    come first.
    """

    literals: frozenset[str]
    before: tuple[int, ...]
    company: tuple[tuple[str, ...], ...]
    opens: bool
    """Whether what a match begins with is about as rare as anything in it."""


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
    flat = _flat(items)
    found = sorted(((expected(one), number, one) for number, one in enumerate(_all(pattern, flat))))
    placed = [(one, before, expected(one)) for one, before in _placed(flat, items.state)]
    chosen, before, _ = min([*placed, *((one, (), often) for often, _, one in found)], key=_cost)
    first = _first(items)
    rarest = found[0][0] if len(flat) == len(items) else min(map(expected, _all(pattern, items)))
    opens = bool(first) and expected(first) <= _RARE * rarest
    company: list[set[str]] = []
    for often, _, one in found:
        if often > _COMMON or len(company) == _COMPANIES:
            break
        if len(one) <= _COMPANY and not any(_follows(one, o) for o in (chosen, *company)):
            company.append(one)
    return Gate(frozenset(chosen), before, tuple(tuple(sorted(one)) for one in company), opens)


def _cost(placed: tuple[set[str], tuple[int, ...], float]) -> float:
    """What it costs to try an expression where one of the strings stands."""
    _, before, often = placed
    return often * len(before) if before else min(often, _SENTENCES) * _SEARCH


def _flat(items: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """The items with those of groups in the place of the groups."""
    flat: list[tuple[Any, Any]] = []
    for item in items:
        if str(item[0]) == "SUBPATTERN" and not item[1][1] and not item[1][2]:
            flat += _flat(item[1][3])
        else:
            flat.append(item)
    return flat


def _placed(
    items: Sequence[tuple[Any, Any]], state: Any
) -> Iterator[tuple[set[str], tuple[int, ...]]]:
    """Required strings of which it is known how far from the beginning of a match they stand."""
    least = most = 0
    for index, item in enumerate(items):
        if most - least >= _SEARCH or most > _FAR:
            break
        strings = _first(items[index:])
        if strings:
            yield strings, tuple(range(least, most + 1))
        low, high = re._parser.SubPattern(state, [item]).getwidth()  # type: ignore[attr-defined]
        least, most = least + low, most + high


def _follows(strings: set[str], others: set[str]) -> bool:
    """Whether one of the strings stands wherever one of the others does."""
    return all(any(one in other for one in strings) for other in others)


def candidates(pattern: str) -> list[set[str]]:
    """Sets of strings of each of which one stands in every match, or where it looks ahead."""
    return _candidates(parsed(pattern))


def parsed(pattern: str) -> Any:
    """The parts of an expression, as `re` has them."""
    return re._parser.parse(pattern)  # type: ignore[attr-defined]  # the only parser there is


def _all(pattern: str, items: Iterable[tuple[Any, Any]]) -> list[set[str]]:
    found = _candidates(items)
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
