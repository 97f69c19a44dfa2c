"""Bytes in, a `Reading` out: one reader a format, chosen by the suffix."""

import errno
import importlib
import os
import re
import stat
from contextvars import ContextVar
from pathlib import Path, PurePath
from typing import Protocol, cast

from shengao.errors import ReadError
from shengao.structure import Reading

READERS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".docx": "word",
    ".doc": "office", ".wps": "office", ".rtf": "office", ".odt": "office",
    ".pdf": "pdf", ".ofd": "ofd", ".html": "html", ".htm": "html",
}  # fmt: skip
"""Suffix, in lower case, to the module here that reads it."""
SUFFIXES = frozenset(READERS)
CONTAINERS = frozenset((".eml", ".msg", ".mbox", ".zip"))
"""Suffixes of files that hold drafts: `shengao.container` takes them apart."""

PRIVATE = ContextVar("PRIVATE", default=False)
"""Whether nothing of what is read may be left on the disk, be it in a cache."""

_PACKED = frozenset((".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz"))
_LOCKS = ("~$", ".~", "._")  # of Word, of WPS and LibreOffice; the last is macOS's shadow file
_OUTPUT = re.compile(r"\.审稿\.[^.]+$")


class _Reader(Protocol):
    MAXIMUM: int

    def read(self, data: bytes, path: str) -> Reading: ...


def is_skipped(name: str) -> bool:
    """Whether a file of this name is no draft: an editor's lock file, or an output of ours.

    Whatever the program writes beside a draft is called ``<draft>.审稿.<suffix>``.
    """
    return name.startswith(_LOCKS) or _OUTPUT.search(name) is not None


def is_draft(path: Path | str) -> bool:
    """Whether a walk through a folder should read this file, by its name alone."""
    name = os.path.basename(path)  # noqa: PTH119 - half the time, for each draft
    return os.path.splitext(name)[1].lower() in SUFFIXES and not is_skipped(name)  # noqa: PTH122


def is_packed(name: str) -> bool:
    """Whether a file is packed in a way that is not read, by its name alone."""
    return PurePath(name).suffix.lower() in _PACKED


def contents(path: Path, shown: str, maximum: int) -> bytes:
    """The bytes of a file, no more than one above `maximum`. Raises `ReadError` as `read` does."""
    _look(path, shown)
    return _load(path, shown, maximum)


def is_letter(path: Path | str) -> bool:
    """Whether a walk through a folder should look for drafts in this file, by its name alone.

    In mails it should; a zip file is a copy as often as not, and is opened only where named.
    """
    pure = PurePath(path)
    return pure.suffix.lower() in CONTAINERS - {".zip"} and not is_skipped(pure.name)


def read(path: Path | str, data: bytes | None = None, *, name: str | None = None) -> Reading:
    """Read a draft from a file, or from `data`.

    `name` is what the draft is called in reports and what decides its format, where that is
    not `path`: a file on standard input, or in a container. Data without a suffix are read as
    text. Raises `ReadError`, and nothing else, for whatever cannot be read.
    """
    shown = str(path) if name is None else name
    suffix = PurePath(shown).suffix.lower()
    if data is not None and not suffix:
        suffix = ".txt"
    if data is None:
        _look(Path(path), shown)
    if suffix not in READERS:
        raise ReadError(shown, unsupported(suffix))
    reader = cast(_Reader, importlib.import_module(f"shengao.read.{READERS[suffix]}"))
    if data is None:
        data = _load(Path(path), shown, reader.MAXIMUM)
    return reader.read(data, shown)


def unsupported(suffix: str) -> str:
    """Why a file of a suffix that no reader has is not read, in Chinese."""
    if suffix in CONTAINERS:
        return "邮件和压缩包里可能有几篇稿件，请用 shengao check 检查，或先把稿件另存出来"
    if suffix in _PACKED:
        return f"暂不支持 {suffix} 压缩包，请先解压"
    if suffix:
        return f"暂不支持 {suffix}，请另存为 .docx 或 .txt"
    return "没有扩展名，认不出格式，请改名为 .docx、.txt 或 .md"


def _look(path: Path, shown: str) -> None:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise ReadError(shown, _why(error)) from error
    if stat.S_ISDIR(mode):
        raise ReadError(shown, "这是文件夹，不是稿件")
    if not stat.S_ISREG(mode):
        raise ReadError(shown, "这是设备或管道，不是稿件")


def _load(path: Path, shown: str, maximum: int) -> bytes:
    try:
        with path.open("rb") as file:
            # One byte more than is allowed tells the reader that there is too much.
            return file.read(maximum + 1)
    except OSError as error:
        raise ReadError(shown, _why(error)) from error


def _why(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "文件不存在，可能已被移动、改名或删除"
    if isinstance(error, PermissionError):
        return "没有权限读取"
    if isinstance(error, IsADirectoryError):
        return "这是文件夹，不是稿件"
    if isinstance(error, OSError) and error.errno not in (errno.ENOTDIR, errno.ENAMETOOLONG):
        return f"读取失败（系统错误 {error.errno}）"
    return "文件名或路径有误"
