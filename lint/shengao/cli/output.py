"""Where a command writes: standard output, or a file whole or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from shengao.errors import UsageError


@contextmanager
def written(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that is replaced when all is written, and not before."""
    if output is None:
        yield sys.stdout
        return
    temporary = output.with_name(f".{output.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
            yield stream
        temporary.replace(output)
    except OSError as error:
        why = {FileNotFoundError: "文件夹不存在", PermissionError: "没有权限"}.get(type(error))
        raise UsageError(f"写不了 {output}：{why or f'系统错误 {error.errno}'}。") from error
    finally:
        temporary.unlink(missing_ok=True)
