"""The configuration files: what each says, kept as plain data until one of them changes."""

import marshal
from pathlib import Path
from typing import Any, NamedTuple

from shengao import __version__, cache
from shengao.digest import blake2b
from shengao.errors import ConfigError

NAME = "shengao.toml"
PYPROJECT = "pyproject.toml"
_FORMAT = 3
"""Raised whenever the shape of a layer changes."""

Chain = tuple[tuple[tuple[str, bytes], ...], tuple[tuple[Any, ...], ...] | None]
"""A file and those it extends, with their bytes; and their layers as plain tuples, None for a
``pyproject.toml`` without a section of ours."""


class Layer(NamedTuple):
    """What one file says: `values`, and those of each ``[[paths]]`` section in `sections`.

    Patterns are compiled: whether one takes in or leaves out, a regular expression for paths
    from `folder` on, with ``/``, and how it was written. Paths that it names are absolute.
    """

    path: str
    folder: str
    values: dict[str, Any]
    sections: tuple[dict[str, Any], ...]


def shown_path(path: Path) -> str:
    """A file as people are told of it: from the working folder on, if it is in there."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def contents(path: Path) -> bytes:
    """The bytes of a configuration file. Raises `ConfigError`."""
    try:
        return path.read_bytes()
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            why = "配置文件不存在"
        elif isinstance(error, PermissionError):
            why = "没有权限读取配置文件"
        elif isinstance(error, IsADirectoryError):
            why = "这是文件夹，不是配置文件"
        else:
            why = f"配置文件读取失败（系统错误 {error.errno}）"
        raise ConfigError(shown_path(path), 0, why) from error


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
