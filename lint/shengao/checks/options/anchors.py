"""Where the matches of an expression can begin: so far before a string that all of them hold.

To try an expression at a few places takes much less time than to search a whole text with it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from shengao.checks.options.frequency import expected
from shengao.checks.options.literals import language, parsed

_JOINED = 64
"""Parts that stand one after another are joined into strings only up to so many."""
_HEADS = 3
_Head = tuple[str, ...]
"""The parts of a set of characters as they are written between brackets."""
_FARTHEST = 40
"""Strings that may stand farther from where a match begins are of no use."""


class Anchor(NamedTuple):
    """Every match holds one of `literals`, which begins `least` to `most` characters after it.

    Without literals the expression matches at the beginning of a text or nowhere.
    """

    literals: tuple[str, ...]
    least: int
    most: int


@cache
def anchor(pattern: str) -> Anchor | None:
    """Where to try an expression: what texts hold least often; None if nothing is known."""
    items: Any = parsed(pattern)
    if not items.getwidth()[0]:
        return None
    if str(items[0][1]) == "AT_BEGINNING_STRING":
        return Anchor((), 0, 0)
    return min(_anchors(items, 0, 0), key=tries, default=None)


def tries(one: Anchor | None) -> float:
    """At how many places of a million characters an expression is tried."""
    if one is None:
        return 1e7
    return expected(one.literals) * (one.most - one.least + 1) if one.literals else 1


def _anchors(items: Any, least: int, most: int) -> list[Anchor]:
    """All that is known of items that stand `least` to `most` characters after the beginning."""
    found: list[Anchor] = []
    strings, first, last = {""}, least, most
    """What is being joined, and where it begins."""

    def close() -> None:
        if "" not in strings:
            found.append(Anchor(tuple(sorted(strings)), first, last))

    for index, item in enumerate(items):
        operation, argument = str(item[0]), item[1]
        if operation == "ASSERT" and argument[0] > 0:
            found += _anchors(argument[1], least, most)
            continue
        listed = language([item])
        width = items[index : index + 1].getwidth()
        if listed is not None:
            if len(strings) * len(listed) > _JOINED:
                close()
                strings, first, last = listed, least, most
            else:
                strings = {a + b for a in strings for b in listed}
        else:
            close()
            found += _inner(operation, argument, least, most)
            strings = {""}
        least, most = least + width[0], most + width[1]
        if listed is None:
            first, last = least, most
        if most > _FARTHEST:
            break
    close()
    return [one for one in found if one.most <= _FARTHEST]


def _inner(operation: str, argument: Any, least: int, most: int) -> list[Anchor]:
    """What is known of an item that is no finite set of strings."""
    if operation == "SUBPATTERN":
        return _anchors(argument[3], least, most)
    if operation == "ATOMIC_GROUP":
        return _anchors(argument, least, most)
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _anchors(argument[2], least, most) if argument[0] else []
    if operation == "BRANCH":
        best = [
            min(_anchors(branch, least, most), key=tries, default=None) for branch in argument[1]
        ]
        parts = [one for one in best if one is not None]
        if len(parts) == len(best):
            literals = {literal for one in parts for literal in one.literals}
            nearest, farthest = min(one.least for one in parts), max(one.most for one in parts)
            return [Anchor(tuple(sorted(literals)), nearest, farthest)]
    return []


def scout(patterns: Sequence[str]) -> str:
    """An expression for the places where any of those given can match: by the first characters.

    It begins with a set of characters, which `re` finds fastest. Empty where one of those given
    may begin with anything.
    """
    known = [_heads(parsed(pattern))[0] for pattern in patterns]
    if not known or not all(len(heads) > 1 for heads in known):
        return ""
    follows = [_set(heads[1] for heads in known if len(heads) == 2)]
    follows += dict.fromkeys(
        _set([heads[1]]) + _set([heads[2]]) for heads in known if len(heads) > 2
    )
    return f"{_set(heads[0] for heads in known)}(?={'|'.join(filter(None, follows))})"


def _set(heads: Iterable[_Head]) -> str:
    """One set of the characters of several; empty if there are none."""
    parts = "".join(dict.fromkeys(part for head in heads for part in head))
    return f"[{parts}]" if parts else ""


def _heads(items: Any) -> tuple[list[_Head], bool]:
    """What the first characters of every match are, up to three, and whether these are all."""
    heads: list[_Head] = []
    for operation, argument in items:
        name = str(operation)
        more: list[_Head] = []
        whole = True
        if name == "LITERAL":
            more = [(re.escape(chr(argument)),)]
        elif name == "IN":
            more = [_inside(argument)]
            whole = () not in more
        elif name == "SUBPATTERN":
            more, whole = _heads(argument[3])
        elif name == "BRANCH":
            branches = [_heads(branch)[0] for branch in argument[1]]
            more = [tuple(chain(*parts)) for parts in zip(*branches, strict=False)]
            whole = False
        elif name == "ASSERT" and argument[0] > 0:
            more, whole = _heads(argument[1])[0], False
        else:
            whole = name in ("AT", "ASSERT", "ASSERT_NOT")
        heads += filter(None, more)
        if not whole or len(heads) >= _HEADS:
            return heads[:_HEADS], False
    return heads, True


def _inside(members: Any) -> _Head:
    """The parts of a set of characters; none where it excludes some or is hard to tell."""
    parts: list[str] = []
    for operation, argument in members:
        name = str(operation)
        if name == "LITERAL":
            parts.append(re.escape(chr(argument)))
        elif name == "RANGE":
            parts.append(f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}")
        elif str(argument) == "CATEGORY_DIGIT":
            parts.append(r"\d")
        else:
            return ()
    return tuple(parts)
