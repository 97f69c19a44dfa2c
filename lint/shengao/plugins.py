"""What installed packages add: rule folders, check kinds and signals, found by entry points.

Reading the metadata of all packages costs more than checking a draft, so what was found is
kept, for each ``sys.path``, until one of its folders changes, as it does when a package comes or
goes.
"""

import os
import sys
from functools import cache
from typing import NamedTuple
from zlib import crc32

from shengao import cache as kept

RULES = "shengao.rules"
CHECKS = "shengao.checks"
SIGNALS = "shengao.signals"
GROUPS = (RULES, CHECKS, SIGNALS)


class EntryPoint(NamedTuple):
    """A name that a package gives to an object of its own, ``module:attribute``."""

    group: str
    name: str
    value: str


@cache
def entry_points() -> tuple[EntryPoint, ...]:
    """The entry points of our groups, sorted."""
    state = (GROUPS, tuple((path, _changed(path)) for path in sys.path if path))
    name = f"plugins-{crc32(repr(sys.path).encode('utf-8', 'surrogateescape')):08x}.bin"
    known = kept.load(name)
    if isinstance(known, tuple) and len(known) == 2 and known[0] == state:
        return tuple(EntryPoint(*entry) for entry in known[1])
    from importlib.metadata import entry_points as installed

    found = sorted(
        {
            EntryPoint(group, entry.name, entry.value)
            for group in GROUPS
            for entry in installed(group=group)
        }
    )
    kept.save(name, (state, tuple(tuple(entry) for entry in found)))
    return tuple(found)


def _changed(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - half the time of Path.stat, at every start
    except OSError:
        return 0
