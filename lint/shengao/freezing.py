"""The code that `re`'s own machine runs for an expression, put in better order first.

The machine searches fast where it knows the first characters of what it seeks, but it looks for
them in the simplest cases only; and of many alternatives it tries each. So all characters that
a match may begin with are worked out here; alternatives are put together by what they begin
with, as far as their order allows, and very many are passed over where none of them can begin.
What an expression matches stays the same.

Nothing but the compiling of rules needs this.
"""

import re
from array import array
from collections.abc import Sequence
from typing import Any

_parser: Any = re._parser  # type: ignore[attr-defined]
_compiler: Any = re._compiler  # type: ignore[attr-defined]

_Item = tuple[Any, Any]
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_NOTHING = ("AT", "ASSERT", "ASSERT_NOT")
"""What takes no characters."""
_FEW = 4
"""So few alternatives are tried as they stand."""
_MANY = 40
"""Before so many alternatives it is asked first whether one can begin there."""
_BROAD = 1000
"""A set of more characters tells hardly anything of where a match may begin."""

Code = tuple[int, bytes, dict[str, int], tuple[str | None, ...]]
"""Flags, code, groups by name, names by group."""


def code(pattern: str) -> Code:
    """The code of an expression. Raises `re.error`."""
    parsed = _parser.parse(pattern)
    flags: int = parsed.state.flags
    names: dict[str, int] = parsed.state.groupdict
    groups: list[str | None] = [None] * parsed.state.groups
    for name, index in names.items():
        groups[index] = name
    if flags == re.UNICODE:
        _factor(parsed)
    plain: list[int] = _compiler._code(parsed, 0)
    firsts = _first_characters(parsed, flags)
    if firsts:
        plain[: plain[1] + 1] = _head(plain, firsts, flags)
    return flags, array("I", plain).tobytes(), names, tuple(groups)


def _head(plain: Sequence[int], firsts: list[_Item], flags: int) -> list[int]:
    """The block at the head of code, which tells how to search, with the first characters."""
    head = [plain[0], 0, _compiler.SRE_INFO_CHARSET, *plain[3:5]]
    charset, _ = _compiler._optimize_charset(firsts)
    _compiler._compile_charset(charset, flags, head)
    head[1] = len(head) - 1
    return head


def _first_characters(parsed: Any, flags: int) -> list[_Item] | None:
    """What a match may begin with; None where the machine knows better, or nobody knows."""
    least, _ = parsed.getwidth()
    if not least or flags != re.UNICODE or _compiler._get_literal_prefix(parsed, flags)[0]:
        return None
    firsts, empty = _firsts(parsed.data)
    if firsts is None or empty:
        return None
    size = sum(one[1] - one[0] + 1 if str(kind) == "RANGE" else 1 for kind, one in firsts)
    return [*dict.fromkeys(firsts)] if size <= _BROAD else None


def _firsts(items: Sequence[_Item]) -> tuple[list[_Item] | None, bool]:
    """What a run of items may begin with, and whether it may take nothing at all."""
    found: list[_Item] = []
    for operation, argument in items:
        more, empty = _firsts_of(str(operation), operation, argument)
        if more is None:
            return None, False
        found += more
        if not empty:
            return found, False
    return found, True


def _firsts_of(name: str, operation: Any, argument: Any) -> tuple[list[_Item] | None, bool]:
    if name == "LITERAL":
        return [(operation, argument)], False
    if name == "IN":
        return (None if str(argument[0][0]) == "NEGATE" else list(argument)), False
    if name in _NOTHING:
        return [], True
    if name == "SUBPATTERN":
        return _firsts(argument[3]) if not argument[1] and not argument[2] else (None, False)
    if name == "ATOMIC_GROUP":
        return _firsts(argument)
    if name in _REPEATS:
        found, empty = _firsts(argument[2])
        return found, empty or not argument[0]
    if name == "BRANCH":
        union: list[_Item] = []
        nothing = False
        for branch in argument[1]:
            found, empty = _firsts(branch)
            if found is None:
                return None, False
            union += found
            nothing |= empty
        return union, nothing
    return None, False


def _factor(items: Any) -> None:
    """Put together, wherever many alternatives stand, those that begin alike."""
    guarded: list[tuple[int, _Item]] = []
    for index, (operation, argument) in enumerate(items):
        name = str(operation)
        if name == "BRANCH":
            if len(argument[1]) > _FEW:
                argument[1][:] = _factored(operation, argument[1])
            for branch in argument[1]:
                _factor(branch)
            if len(argument[1]) > _MANY:
                firsts, empty = _firsts([(operation, argument)])
                if firsts and not empty:
                    only = [(_parser.IN, [*dict.fromkeys(firsts)])]
                    inner = _parser.SubPattern(items.state, only)
                    guarded.append((index, (_parser.ASSERT, (1, inner))))
        elif name == "SUBPATTERN":
            _factor(argument[3])
        elif name == "ATOMIC_GROUP":
            _factor(argument)
        elif name in _REPEATS:
            _factor(argument[2])
        elif name in ("ASSERT", "ASSERT_NOT"):
            _factor(argument[1])
    for index, guard in reversed(guarded):
        items.data.insert(index, guard)


def _factored(branching: Any, branches: Sequence[Any]) -> list[Any]:
    """Alternatives, of which those that begin with one character are one. Past another that
    begins with anything but a character none is moved."""
    found: list[Any] = []
    alike: dict[int, list[Any]] = {}
    for branch in branches:
        if len(branch) and str(branch[0][0]) == "LITERAL":
            alike.setdefault(branch[0][1], []).append(branch)
        else:
            found += _joined(branching, alike)
            alike = {}
            found.append(branch)
    return found + _joined(branching, alike)


def _joined(branching: Any, alike: dict[int, list[Any]]) -> list[Any]:
    found = []
    for branches in alike.values():
        if len(branches) > 1:
            head, rests = branches[0][:1], [branch[1:] for branch in branches]
            head.append((branching, (None, _factored(branching, rests))))
            found.append(head)
        else:
            found += branches
    return found
