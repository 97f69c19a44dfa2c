"""The requests that the page of the editors' desk makes."""

from datetime import date
from typing import Annotated, Literal

from fastapi import FastAPI, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from pydantic import BaseModel, Field

from shengao.desk.listing import Wanted
from shengao.web.answers import plain, saved, static
from shengao.web.bodies import Name, file_name, whole
from shengao.web.inbox import Adoption, Inbox, Return

_MOST = 12  # drafts side by side

Words = Annotated[str, Query(max_length=100)]
State = Literal["待处理", "已采用", "已退改", "全部"]
Suggestion = Literal["", "采用候选", "修改后采用", "建议退改"]
Sort = Literal["rank", "received", "total", "unit"]
Short = Annotated[str, Field(max_length=100)]
Long = Annotated[str, Field(max_length=2000)]


class _Adoption(BaseModel):
    channel: Annotated[str, Field(min_length=1, max_length=100)]
    level: Short = ""
    day: date | None = None
    unit: Short = ""
    others: Annotated[tuple[Short, ...], Field(max_length=20)] = ()
    form: Short = ""
    instruction: Short = ""
    note: Long = ""


class _Return(BaseModel):
    reasons: tuple[Short, ...] = ()
    note: Long = ""
    until: date | None = None


def add(app: FastAPI, inbox: Inbox) -> None:
    """Let the application answer for a desk, under ``/inbox``."""

    @app.get("/inbox")
    def page() -> Response:
        return static("inbox.html")

    @app.get("/inbox/drafts")
    def drafts(
        state: State = "待处理",
        unit: Words = "",
        title: Words = "",
        genre: Words = "",
        suggestion: Suggestion = "",
        since: date | None = None,
        until: date | None = None,
        sort: Sort = "rank",
        limit: Annotated[int, Query(ge=1, le=100_000)] = 200,
    ) -> Response:
        wanted = Wanted(
            state="" if state == "全部" else state,
            unit=unit,
            title=title,
            genre=genre,
            suggestion=suggestion,
            since=since.isoformat() if since else "",
            until=until.isoformat() if until else "",
            sort=sort,
            limit=limit,
        )
        return plain(inbox.listed(wanted))

    @app.get("/inbox/drafts/{number}")
    def shown(number: int) -> Response:
        return plain(inbox.shown(number))

    @app.post("/inbox/drafts/{number}/accept")
    def accept(number: int, adoption: _Adoption) -> Response:
        return plain({"done": inbox.accepted(number, Adoption(**adoption.model_dump()))})

    @app.get("/inbox/words")
    def words() -> Response:
        return plain(inbox.words())

    @app.post("/inbox/drafts/{number}/published")
    async def published(request: Request, number: int, name: Name) -> Response:
        given = number, file_name(name), await whole(request)
        return plain(await run_in_threadpool(inbox.compared, *given))

    @app.post("/inbox/drafts/{number}/comparison")
    async def comparison(request: Request, number: int, name: Name) -> Response:
        given = number, file_name(name), await whole(request)
        return saved(await run_in_threadpool(inbox.comparison, *given))

    @app.post("/inbox/drafts/{number}/return")
    def give_back(number: int, back: _Return) -> Response:
        return saved(inbox.returned(number, Return(**back.model_dump())))

    @app.get("/inbox/events")
    def events(since: date | None = None, until: date | None = None) -> Response:
        return plain(inbox.events(since, until))

    @app.get("/inbox/beside")
    def beside(draft: Annotated[list[int], Query(min_length=1, max_length=_MOST)]) -> Response:
        return plain(inbox.beside(draft))
