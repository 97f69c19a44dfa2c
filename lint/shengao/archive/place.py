"""Where the archive is that a configuration or an option names."""

import os
from pathlib import Path

from platformdirs import user_data_path

DEFAULT = "default"
"""Names the user's own archive."""


def resolve(named: str) -> str:
    """The path or URL of the archive that is named; that of the user for `DEFAULT`."""
    if named == DEFAULT:
        return str(user_data_path("shengao", appauthor=False) / "archive.sqlite")
    return named if "://" in named else os.path.abspath(named)  # noqa: PTH100 - follows no links


def exists(where: str) -> bool:
    """Whether there may be something in it: a database by URL is there, or opening it says why."""
    return "://" in where or Path(where).is_file()


def own(shown: str) -> str:
    """The path by which a draft is known in archives: its real one."""
    return os.path.realpath(shown)
