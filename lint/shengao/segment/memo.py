"""What has been worked out before, kept within bounds."""

import sys
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

KEPT = 1 << 15
"""How many results a memo holds where it is not told: some megabytes of short ones."""

LONGEST = 16
"""Results for longer strings are not kept, so that no text makes a memo large."""

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Memo(dict[_Key, _Value]):
    """The results of a function by its argument; when `kept` are held, it starts anew.

    A look-up of what is held costs what that of a dict does.
    """

    __slots__ = ("_kept", "_make")

    def __init__(self, make: Callable[[_Key], _Value], kept: int | None = None) -> None:
        self._make: Callable[[_Key], _Value] = make
        self._kept = KEPT if kept is None else kept

    def __missing__(self, key: _Key) -> _Value:
        value = self._make(key)
        if not isinstance(key, str) or len(key) <= LONGEST:
            if len(self) >= self._kept:
                self.clear()
            kept: Any = key
            if isinstance(key, str) and len(key) == 1:  # many memos hold the same characters
                kept = sys.intern(key)
            self[kept] = value
        return value
