"""Files that the page sends: the body of a request, with its name in the address."""

from pathlib import Path
from typing import Annotated

from fastapi import Query, Request

from shengao.errors import ShengaoError
from shengao.web.judge import PASTED

LARGEST = 50 * 2**20
"""Bytes of a draft at most."""

Name = Annotated[str, Query(max_length=255)]


class TooLargeError(ShengaoError):
    """A file of more than `LARGEST` bytes."""


def file_name(name: str) -> str:
    """Of a name only what could be that of a file here."""
    return Path(name.replace("\\", "/").replace("\0", "")).name or PASTED


async def whole(request: Request) -> bytes:
    """The file. Raises `TooLargeError` as soon as it is."""
    why = f"稿件超过 {LARGEST // 2**20} MB，太大了；图片多的请先压缩图片。"
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > LARGEST:
        raise TooLargeError(why)
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST:
            raise TooLargeError(why)
        parts.append(part)
    return b"".join(parts)
