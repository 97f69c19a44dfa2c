"""What configuration files say, kept as plain data until one of the files changes."""

import marshal
from pathlib import Path
from typing import Any

from shengao import __version__, cache
from shengao.config.files import PYPROJECT, Chain, Layer, contents
from shengao.digest import blake2b
from shengao.errors import ConfigError

_FORMAT = 3
"""Raised whenever the shape of a layer changes."""


def layers(path: Path) -> tuple[Layer, ...] | None:
    """A file and all that it extends, the farthest first; None if it says nothing to us."""
    if path.name == PYPROJECT and b"shengao" not in contents(path):
        return None
    identity = f"{__version__} {_FORMAT} {path}".encode("utf-8", "surrogateescape")
    name = f"config-{blake2b(identity, digest_size=16).hexdigest()}.bin"
    known = _unpacked(cache.load(name))
    if known is None or any(_changed(Path(file), data) for file, data in known[0]):
        from shengao.config.reading import read

        known = read(path)
        body = marshal.dumps(known, 4)
        cache.save(name, (blake2b(body).digest(), body))
    said = known[1]
    return None if said is None else tuple(Layer(*layer) for layer in said)


def _unpacked(entry: Any) -> Chain | None:
    """What was kept of a chain of files, None if it is damaged."""
    match entry:
        case (bytes(digest), bytes(body)) if blake2b(body).digest() == digest:
            found: Chain = marshal.loads(body)
            return found
    return None


def _changed(path: Path, data: bytes) -> bool:
    try:
        return contents(path) != data
    except ConfigError:
        return True  # reading it anew says what is wrong
