"""Where rules/, dictionaries/ and compiled data are, installed or in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder ``rules`` or ``dictionaries``: of the wheel, else of the checkout."""
    packaged = _PACKAGE / "_data" / name
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / name


def compiled(name: str) -> Path | None:
    """A file made when the wheel was built, or None in a checkout."""
    path = _PACKAGE / "_data" / name
    return path if path.is_file() else None
