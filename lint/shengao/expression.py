"""Regular expressions that are compiled when they are first used, or ahead of time.

Compiling is what a short run spends most of its start on. Most drafts need few expressions, so
that each waits for its first use; all are also `frozen` when a rulebook is compiled: the code
of `re`'s own machine is kept, which holds for one build of Python (`RUNTIME`) only.
"""

import marshal
import re
import sys
from array import array
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Any, ClassVar

_sre: Any = import_module("_sre")  # no type stubs: the machine behind `re`


class Expression:
    """A regular expression with the methods of `re.Pattern` that readers of text use."""

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[Any]]
    split: Callable[..., list[str]]
    sub: Callable[..., str]

    made: ClassVar[list["Expression"]] = []
    """All there are, to be frozen with a rulebook."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.made.append(self)

    def __getattr__(self, name: str) -> object:
        """Called for a method that is not set yet: compiles, and sets them all."""
        if name not in ("match", "search", "fullmatch", "finditer", "findall", "split", "sub"):
            raise AttributeError(name)
        ready = compiled(self.pattern)
        self.match, self.search, self.fullmatch = ready.match, ready.search, ready.fullmatch
        self.finditer, self.findall, self.split = ready.finditer, ready.findall, ready.split
        self.sub = ready.sub
        return getattr(self, name)


RUNTIME = f"{sys.implementation.cache_tag} {sys.hexversion} {_sre.MAGIC} {_sre.CODESIZE}"
"""Frozen expressions of another runtime are not used."""

known: dict[str, bytes | memoryview] = {}
"""What `frozen` made of expressions, for this runtime."""


@cache
def frozen(pattern: str) -> bytes:
    """The compiled form of an expression, for `known`."""
    from shengao.freezing import code

    return marshal.dumps(code(pattern), 4)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """An expression, compiled on first need and kept; from its frozen form, if that is known,
    which is then needed no more."""
    form = known.pop(pattern, None)
    if form is None:
        return re.compile(pattern)
    flags, code, names, groups = marshal.loads(form)
    codes = array("I")
    codes.frombytes(code)
    made: re.Pattern[str] = _sre.compile(
        pattern, flags, codes.tolist(), len(groups) - 1, names, groups
    )
    return made
