"""What a sentence must hold for an expression of `relation` to be worth trying in it."""

import re
from collections.abc import Iterable
from typing import Any

from shengao.checks.options.frequency import expected
from shengao.checks.options.literals import candidates, parsed
from shengao.checks.relation_skeleton import CLASSES, tally

_SIGN = re.compile("[\ue000-\ue005]")


def needed(pattern: str) -> int:
    """The figures, dates and times of every match, in the bits of `tally`."""
    items = parsed(pattern)
    return tally([_least(items, characters) for characters in CLASSES])


def words(pattern: str, gate: frozenset[str]) -> frozenset[str]:
    """Words of which one stands where a match does: `gate`, or such as texts hold less often."""
    plain = ({max(_SIGN.split(one), key=len) for one in strings} for strings in candidates(pattern))
    return min((*(_shortest(one) for one in plain if "" not in one), gate), key=expected)


def _shortest(strings: Iterable[str]) -> frozenset[str]:
    """The strings without those that hold another."""
    kept: list[str] = []
    for one in sorted(strings, key=lambda s: (len(s), s)):
        if not any(other in one for other in kept):
            kept.append(one)
    return frozenset(kept)


def _least(items: Iterable[tuple[Any, Any]], characters: str) -> int:
    """How many characters of `characters` a match of the items holds at the least, or stands
    before."""
    most_ahead = consumed = 0
    for operation, argument in items:
        name = str(operation)
        if name in ("LITERAL", "IN"):
            consumed += _within(name, argument, characters)
        elif name == "SUBPATTERN":
            consumed += _least(argument[3], characters)
        elif name == "ATOMIC_GROUP":
            consumed += _least(argument, characters)
        elif name == "BRANCH":
            consumed += min(_least(branch, characters) for branch in argument[1])
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            consumed += argument[0] * _least(argument[2], characters)
        elif name == "ASSERT" and argument[0] > 0:
            most_ahead = max(most_ahead, consumed + _least(argument[1], characters))
    return max(most_ahead, consumed)


def _within(name: str, argument: Any, characters: str) -> bool:
    """Whether a set of characters holds none but those named."""
    if name == "LITERAL":
        return chr(argument) in characters
    for kind, value in argument:
        if str(kind) not in ("LITERAL", "RANGE"):
            return False
        first, last = value if str(kind) == "RANGE" else (value, value)
        if last - first > len(characters):
            return False
        if any(chr(code) not in characters for code in range(first, last + 1)):
            return False
    return True
