"""Small things kept between runs, in the user's own cache folder.

A cache is never needed: where the folder cannot be written, everything is made anew in
memory. ``SHENGAO_CACHE`` names another folder, or ``off``. What stands here is private to
the user (mode 0700) and may be deleted at any time.
"""

import contextlib
import marshal
import os
from pathlib import Path
from typing import Any


def folder() -> Path | None:
    """The cache folder, made if need be; None where there is none."""
    named = os.environ.get("SHENGAO_CACHE")
    if named == "off":
        return None
    path = Path(named) if named else _of_user()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return path


def _of_user() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("shengao", appauthor=False)


def load(name: str) -> Any:
    """What `save` kept under `name`, or None."""
    place = folder()
    if place is None:
        return None
    try:
        return marshal.loads((place / name).read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        return None


def save(name: str, value: Any) -> None:
    """Keep plain data (of `marshal`'s kinds) under `name`; a failure is not an error."""
    write(name, marshal.dumps(value, 4))


def write(name: str, data: bytes) -> Path | None:
    """Write a file of the cache whole or not at all; None where that cannot be."""
    import tempfile

    place = folder()
    if place is None:
        return None
    try:
        descriptor, temporary = tempfile.mkstemp(dir=place, prefix=name, suffix=".tmp")
    except OSError:
        return None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(temporary).replace(place / name)
    except OSError:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        return None
    return place / name


def used(place: Path) -> None:
    """Count a file of the cache among the newest, for `prune`."""
    with contextlib.suppress(OSError):
        os.utime(place)


def prune(pattern: str, most: int) -> None:
    """Keep only the newest files of a pattern; what cannot be removed stays."""
    place = folder()
    if place is None:
        return
    with contextlib.suppress(OSError):
        files = sorted(place.glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in files[most:]:
            path.unlink(missing_ok=True)
