"""Writing what the program makes beside a draft: whole or not at all, never over the draft."""

import contextlib
import os
import tempfile
from pathlib import Path

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
    if holder := _held(path):
        raise UsageError(f"写不了 {path}：文件正在 {holder} 中打开，请关闭后再试。")
    temporary: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".shengao-", suffix=".tmp")
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
        temporary = None
    except OSError as error:
        raise UsageError(f"写不了 {path}：{_why(path, error)}。") from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


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
