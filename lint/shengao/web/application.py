"""The requests that the page makes, and the files that it is made of."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from shengao import __version__, read
from shengao.errors import ReadError, ShengaoError
from shengao.genre import GENRES
from shengao.web import payload
from shengao.web.answers import plain, saved, static
from shengao.web.bodies import LARGEST, Name, TooLargeError, file_name, whole
from shengao.web.judge import PASTED, About, Judge, Made

if TYPE_CHECKING:
    from shengao.web.inbox import Inbox

_NAMES = {
    "genre": "文种", "submitted": "报送日期", "name": "文件名", "state": "状态", "unit": "单位",
    "title": "标题", "suggestion": "建议", "since": "起始日期", "until": "截止日期", "sort": "次序",
    "limit": "篇数", "channel": "刊物", "level": "级别", "day": "日期", "note": "备注",
    "reasons": "理由", "number": "编号", "draft": "编号", "form": "形式", "instruction": "批示",
    "others": "合报单位",
}  # fmt: skip
"""What people call the parts of a request."""

Genre = Annotated[str, Query(max_length=20)]


def application(judge: Judge, inbox: "Inbox | None" = None) -> FastAPI:
    """The application, still without its guard; with the editors' desk where there is an `inbox`.

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
        return static("index.html")

    @app.get("/static/{name}")
    def part(name: str) -> Response:
        return static(name)

    @app.get("/options")
    def options() -> Response:
        return plain(
            {
                "version": __version__,
                "genres": GENRES,
                "suffixes": sorted(read.SUFFIXES),
                "largest": LARGEST,
                "pasted": PASTED,
                "inbox": inbox is not None,
            }
        )

    @app.get("/rules/{slug}")
    def rule(slug: str, name: Name = PASTED) -> Response:
        why, how = judge.advice(slug, _about(name))
        return plain({"why": why, "how": how})

    @app.post("/text")
    async def text(request: Request, name: Name = PASTED) -> Response:
        data = await whole(request)
        return plain({"text": await run_in_threadpool(judge.text, data, _about(name))})

    @app.post("/check")
    async def check(
        request: Request, name: Name = PASTED, genre: Genre = "", submitted: date | None = None
    ) -> Response:
        data, about = await whole(request), _about(name, genre, submitted)

        def told() -> dict[str, Any]:
            return payload.judged(judge.judged(data, about), judge.text(data, about))

        return plain(await run_in_threadpool(told))

    def saves(path: str, make: Callable[[bytes, About], Made]) -> None:
        @app.post(path)
        async def made(
            request: Request, name: Name = PASTED, genre: Genre = "", submitted: date | None = None
        ) -> Response:
            about = _about(name, genre, submitted)
            return saved(await run_in_threadpool(make, await whole(request), about))

    saves("/annotated", judge.annotated)
    saves("/report", judge.report)
    saves("/facts", judge.facts)
    if inbox is not None:
        from shengao.web import inbox_requests

        inbox_requests.add(app, inbox)
    return app


def _about(name: str, genre: str = "", submitted: date | None = None) -> About:
    return About(file_name(name), genre or None, submitted)


# What went wrong. Starlette passes each handler the kind of exception that it was added for.


def _misasked(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = "、".join(
        _NAMES.get(str(one["loc"][-1]), str(one["loc"][-1])) for one in error.errors()
    )
    return plain({"error": f"{wrong}有误，请改正后再试。"}, HTTPStatus.UNPROCESSABLE_ENTITY)


def _unknown(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return plain({"error": "没有这个网页，请从首页重新打开。"}, error.status_code)


def _failed(_: Request, error: Exception) -> Response:
    if isinstance(error, TooLargeError):
        return plain({"error": str(error)}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    why = error.why if isinstance(error, ReadError) else str(error)
    return plain({"error": why if why.endswith("。") else f"{why}。"}, HTTPStatus.BAD_REQUEST)


def _bug(_: Request, error: Exception) -> Response:
    why = f"内部错误：{type(error).__name__}: {error}（版本 {__version__}），请附上此信息反馈。"
    return plain({"error": why}, HTTPStatus.INTERNAL_SERVER_ERROR)
