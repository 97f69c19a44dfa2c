"""The configuration files and the shape in which what they say is kept."""

from pathlib import Path
from typing import Any, NamedTuple

from shengao.errors import ConfigError

NAME = "shengao.toml"
PYPROJECT = "pyproject.toml"

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
