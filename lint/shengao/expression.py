"""Regular expressions that are compiled when they are first used.

Compiling is what a short run spends most of its start on; most drafts need few of them.
"""

import re
from collections.abc import Callable, Iterator


class Expression:
    """A regular expression with the methods of `re.Pattern` that readers of text use."""

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> object:
        """Called for a method that is not set yet: compiles, and sets them all."""
        if name not in Expression.__annotations__:
            raise AttributeError(name)
        compiled = re.compile(self.pattern)
        self.match, self.search = compiled.match, compiled.search
        self.fullmatch, self.finditer = compiled.fullmatch, compiled.finditer
        return getattr(self, name)
