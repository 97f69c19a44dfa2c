"""How large a file may be that is read as a whole."""

from shengao.errors import ReadError
from shengao.read.encoding import EMPTY

MAXIMUM = 200 * 2**20
"""Bytes of a file, and of what is unpacked of it."""


def verify(data: bytes, path: str) -> None:
    """Raise `ReadError` for a file that is too large, or empty."""
    if len(data) > MAXIMUM:
        raise ReadError(path, "文件超过 200 MB，请拆分后再检查")
    if not data:
        raise ReadError(path, EMPTY)
