"""Which settings hold for a draft: those of the nearest ``shengao.toml`` or ``pyproject.toml``.

Reading a file for the first time takes TOML and pydantic (`shengao.config.reading`). What was read
is kept as plain data together with the bytes of every file that it came from, and holds as long
as these are the same.
"""

from shengao.config.files import NAME, PYPROJECT, contents, shown_path
from shengao.config.resolver import Resolver, Step
from shengao.config.settings import Book, Lengths, Overrides, Settings, canonical

__all__ = [
    "NAME",
    "PYPROJECT",
    "Book",
    "Lengths",
    "Overrides",
    "Resolver",
    "Settings",
    "Step",
    "canonical",
    "contents",
    "shown_path",
]
