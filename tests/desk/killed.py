"""A scan in a process of its own that is killed at one of its doings, or counts them.

    python -m tests.desk.killed DESK BOX [POINT]

A doing is a call of the database, or of the system where it changes files; at the one numbered
POINT, from 1, the process kills itself as ``kill -9`` does. Without it their number is printed.
"""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

from shengao.config import Resolver
from shengao.desk import scan as scanning
from shengao.desk.folder import Desk

_CHANGES = frozenset(("open", "fsync", "replace", "rename", "mkdir", "unlink", "link"))
_TRANSACTION = 5  # drafts: many transactions, and so many points between them


def main(desk: Path, box: Path, point: int) -> None:
    """Scan, and die at the point."""
    scanning._WRITTEN = _TRANSACTION
    done = 0

    def watch(_: FrameType, event: str, called: Any) -> None:
        nonlocal done
        if event != "c_call":
            return
        held = type(getattr(called, "__self__", None)).__module__
        changes = getattr(called, "__module__", "") == "posix" and called.__name__ in _CHANGES
        if held == "sqlite3" or changes:
            done += 1
            if done == point:
                os.kill(os.getpid(), signal.SIGKILL)

    settings = Resolver(isolated=True).settings("稿件.txt")
    sys.setprofile(watch)
    scanning.scan(Desk(desk, create=True), [box], settings, datetime(2026, 3, 6, 9))
    sys.setprofile(None)
    print(done)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
