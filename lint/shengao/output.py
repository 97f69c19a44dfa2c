"""Writing files whole or not at all, and the names of those that are made beside a draft."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from shengao.errors import UsageError

MARK = ".审稿"
"""What stands before the suffix of every file that the program writes beside a draft."""


def beside(draft: Path, suffix: str = "") -> Path:
    """The name of an output beside a draft: ``稿件.审稿.docx`` of ``稿件.docx``."""
    return draft.with_name(draft.stem + MARK + (suffix or draft.suffix))


def write(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all; one that is there is replaced.

    Raises `UsageError` in Chinese where the folder cannot be written or an editor holds the file.
    """
    with complaints(path), replacing(path) as file:
        file.write(data)


@contextlib.contextmanager
def complaints(path: Path) -> Iterator[None]:
    """Say in Chinese, as a `UsageError`, why a file cannot be written."""
    if holder := _held(path):
        raise UsageError(f"写不了 {path}：文件正在 {holder} 中打开，请关闭后再试。")
    try:
        yield
    except OSError as error:
        raise UsageError(f"写不了 {path}：{_why(path, error)}。") from error


@contextlib.contextmanager
def replacing(path: Path, mode: int | None = None) -> Iterator[BinaryIO]:
    """A file beside `path` that takes its place, or is gone if anything is raised meanwhile.

    It has `mode`, by default that of the file it replaces or the usual one of a new file.
    Raises `OSError`.
    """
    import tempfile

    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".shengao-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if mode is None:
            mode = path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask()
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _held(path: Path) -> str:
    """The editor whose lock file stands beside a file; empty where there is none.

    Word leaves ``~$`` before the name, for its first two characters where it is long; WPS and
    LibreOffice ``.~``.
    """
    if not path.exists():
        return ""
    locks = (
        ("Word", f"~${path.name}"),
        ("Word", f"~${path.name[2:]}"),
        ("WPS", f".~{path.name}"),
        ("LibreOffice", f".~lock.{path.name}#"),
    )
    return next((editor for editor, name in locks if path.with_name(name).exists()), "")


def _why(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "文件夹不存在"
    if isinstance(error, PermissionError):
        return "文件可能正被 Word 或 WPS 打开，请关闭后再试" if path.exists() else "没有权限"
    return f"系统错误 {error.errno}"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
