"""What has been worked out before, kept within bounds."""

from collections.abc import Callable, Hashable
from typing import TypeVar

KEPT = 1 << 15
"""How many results a memo holds: some megabytes."""

LONGEST = 32
"""Results for longer strings are not kept, so that no text makes a memo large."""

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Memo(dict[_Key, _Value]):
    """The results of a function by its argument. When `KEPT` are held, it starts anew.

    Look-ups of what is held cost what those of a dict do.
    """

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[_Key], _Value]) -> None:
        self._make: Callable[[_Key], _Value] = make

    def __missing__(self, key: _Key) -> _Value:
        value = self._make(key)
        if not isinstance(key, str) or len(key) <= LONGEST:
            if len(self) >= KEPT:
                self.clear()
            self[key] = value
        return value
