"""The requests that the page makes, and the files that it is made of."""

import json
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import FastAPI, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from shengao import __version__, read
from shengao.errors import ReadError, ShengaoError
from shengao.genre import GENRES
from shengao.web import payload
from shengao.web.desk import PASTED, About, Desk, Made

LARGEST = 50 * 2**20
"""Bytes of a draft at most."""

_STATIC = Path(__file__).parent / "static"
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
"""Not asked of the system: on Windows any program may change what it says of ``.js``."""
_MADE_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".html": "text/html; charset=utf-8",
}

Name = Annotated[str, Query(max_length=255)]
Genre = Annotated[str, Query(max_length=20)]


class _TooLargeError(ShengaoError):
    """A draft of more than `LARGEST` bytes."""


def application(desk: Desk) -> FastAPI:
    """The application, still without its guard.

    A draft is the body of a request, with its file name, genre and day of submission in the
    address. Whatever goes wrong is ``{"error": "…"}`` with a Chinese sentence.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_exception_handler(RequestValidationError, _misasked)
    app.add_exception_handler(HTTPException, _unknown)
    app.add_exception_handler(ShengaoError, _failed)
    app.add_exception_handler(Exception, _bug)

    @app.get("/")
    def page() -> Response:
        return _file("index.html")

    @app.get("/static/{name}")
    def static(name: str) -> Response:
        return _file(name)

    @app.get("/options")
    def options() -> Response:
        return _json(
            {
                "version": __version__,
                "genres": GENRES,
                "suffixes": sorted(read.SUFFIXES),
                "largest": LARGEST,
                "pasted": PASTED,
            }
        )

    @app.get("/rules/{slug}")
    def rule(slug: str, name: Name = PASTED) -> Response:
        why, how = desk.advice(slug, _about(name))
        return _json({"why": why, "how": how})

    @app.post("/text")
    async def text(request: Request, name: Name = PASTED) -> Response:
        data = await _body(request)
        return _json({"text": await run_in_threadpool(desk.text, data, _about(name))})

    @app.post("/check")
    async def check(
        request: Request, name: Name = PASTED, genre: Genre = "", submitted: date | None = None
    ) -> Response:
        data, about = await _body(request), _about(name, genre, submitted)

        def told() -> dict[str, Any]:
            return payload.judged(desk.judged(data, about), desk.text(data, about))

        return _json(await run_in_threadpool(told))

    def saves(path: str, make: Callable[[bytes, About], Made]) -> None:
        @app.post(path)
        async def made(
            request: Request, name: Name = PASTED, genre: Genre = "", submitted: date | None = None
        ) -> Response:
            about = _about(name, genre, submitted)
            return _saved(await run_in_threadpool(make, await _body(request), about))

    saves("/annotated", desk.annotated)
    saves("/report", desk.report)
    saves("/facts", desk.facts)
    return app


def _about(name: str, genre: str = "", submitted: date | None = None) -> About:
    """What is said of a draft; of its name only what could be that of a file here."""
    plain = Path(name.replace("\\", "/").replace("\0", "")).name
    return About(plain or PASTED, genre or None, submitted)


async def _body(request: Request) -> bytes:
    """The draft. Raises `_TooLargeError` as soon as it is."""
    why = f"稿件超过 {LARGEST // 2**20} MB，太大了；图片多的请先压缩图片。"
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > LARGEST:
        raise _TooLargeError(why)
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST:
            raise _TooLargeError(why)
        parts.append(part)
    return b"".join(parts)


def _file(name: str) -> Response:
    path = _STATIC / name
    kind = _TYPES.get(path.suffix)
    if path.parent != _STATIC or kind is None or not path.is_file():
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return Response(path.read_bytes(), media_type=kind)


def _json(content: Any, status: int = HTTPStatus.OK) -> Response:
    """JSON in UTF-8; lone surrogates of damaged texts are escaped."""
    data = json.dumps(content, ensure_ascii=False).encode(errors="backslashreplace")
    return Response(data, status, media_type="application/json")


def _saved(made: Made) -> Response:
    name = quote(made.name, safe="", errors="replace")
    return Response(
        made.data,
        media_type=_MADE_TYPES[Path(made.name).suffix],
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


# What went wrong. Starlette passes each handler the kind of exception that it was added for.


def _misasked(_: Request, error: Exception) -> Response:
    names = {"genre": "文种", "submitted": "报送日期", "name": "文件名"}
    assert isinstance(error, RequestValidationError)
    wrong = "、".join(names.get(str(one["loc"][-1]), str(one["loc"][-1])) for one in error.errors())
    return _json({"error": f"{wrong}有误，请改正后再试。"}, HTTPStatus.UNPROCESSABLE_ENTITY)


def _unknown(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _json({"error": "没有这个网页，请从首页重新打开。"}, error.status_code)


def _failed(_: Request, error: Exception) -> Response:
    if isinstance(error, _TooLargeError):
        return _json({"error": str(error)}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    why = error.why if isinstance(error, ReadError) else str(error)
    return _json({"error": why if why.endswith("。") else f"{why}。"}, HTTPStatus.BAD_REQUEST)


def _bug(_: Request, error: Exception) -> Response:
    why = f"内部错误：{type(error).__name__}: {error}（版本 {__version__}），请附上此信息反馈。"
    return _json({"error": why}, HTTPStatus.INTERNAL_SERVER_ERROR)
