"""What is found out about one draft, in whichever process: pure but for what the draft reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from shengao import batch, read
from shengao.batch import Task
from shengao.checks.identifier import secrecy
from shengao.config import Book, Settings
from shengao.container import Letter
from shengao.desk import requests, roster, rows
from shengao.desk.requests import Request
from shengao.errors import ReadError, ShengaoError
from shengao.finding import Located
from shengao.profile_tables import Roster as Units
from shengao.rulebook import Rulebook

MARKED = "带有密级标志，正文没有存：请停止报送，按保密规定处理"


@dataclass(frozen=True, slots=True)
class Asked:
    """A draft to be judged: its task and what its place says of whose it is.

    `parts` are its file and the folders that hold it, the nearest first; `requests` are those
    that it may answer.
    """

    task: Task
    letter: Letter | None
    parts: tuple[str, ...]
    settings: Settings
    received: datetime
    requests: tuple[Request, ...] = ()


class Judged(NamedTuple):
    """What was found out. `columns` are those of `tables.DRAFT`, but for the unit's number.

    `text` and `result` are empty of a draft that is `error` or `secret`: nothing of it is kept.
    """

    columns: Mapping[str, Any]
    unit: str = ""
    text: str = ""
    result: bytes = b""


def work(asked: list[Asked]) -> list[Judged]:
    """Judge drafts."""
    return [judge(one, _books) for one in asked]


def lost(_: Asked) -> Judged:
    """What is known of a draft whose process died of it."""
    return failed("检查进程意外中止（可能是内存不足），这篇稿件没有检查")


def failed(why: str) -> Judged:
    """What is known of a draft that could not be judged."""
    return Judged({"error": why})


_books: dict[Book, Rulebook] = {}
"""Those of a process, which judges many drafts."""


def judge(asked: Asked, books: dict[Book, Rulebook]) -> Judged:
    """All that the desk keeps of a draft; of one with a mark of secrecy, that it has one."""
    private = read.PRIVATE.set(True)  # a secret draft must not stay in a cache
    try:
        return _judged(asked, books)
    finally:
        read.PRIVATE.reset(private)


def _judged(asked: Asked, books: dict[Book, Rulebook]) -> Judged:
    task = asked.task
    known = _roster(task.profile.get("roster", ()))
    try:
        draft = batch.opened(task, books)
        document = draft.document
        if secrecy(document):
            unit = roster.unit(known, asked.letter, asked.parts, None)
            return Judged({"secret": True, "error": MARKED}, unit)
        signs = roster.signed(document)
        unit = roster.unit(known, asked.letter, asked.parts, signs)
        request = requests.match(
            asked.requests, document.title, document.text, unit, asked.received
        )
        solicited = request is not None and request.kind == "约稿"
        if request is not None:
            task = task._replace(deadline=request.due, solicited=solicited)
        result = batch.judged(task, draft)
        result = result._replace(
            findings=_selected(result.findings, asked.settings),
            suppressed=_selected(result.suppressed, asked.settings),
        )
    except ReadError as error:
        return failed(error.why)._replace(unit=_sender(known, asked))
    except ShengaoError as error:
        return failed(str(error))._replace(unit=_sender(known, asked))
    except Exception as error:  # its words may be those of the draft
        return failed(f"检查时出错：{type(error).__name__}（内部错误）")
    fair = {**draft.rules.scoring["bands"], **_own_bands(task)}["可"]
    columns = rows.values(result, asked.settings.desk, fair, solicited=solicited)
    columns["request"] = request.number if request is not None else None
    columns["author"] = roster.author(document, asked.letter, known)
    columns = {name: _storable(value) for name, value in columns.items()}
    return Judged(columns, _storable(unit), _storable(document.text), rows.packed(result))


def _selected(found: tuple[Located, ...], settings: Settings) -> tuple[Located, ...]:
    """What the office lets through, as much as it matters there."""
    kept = []
    for located in found:
        severity = settings.severity_of(located.finding)
        if severity.rank <= settings.threshold.rank and settings.selects(located.finding):
            kept.append(located._replace(finding=located.finding._replace(severity=severity)))
    return tuple(kept)


def _own_bands(task: Task) -> Mapping[str, float]:
    bands: Mapping[str, float] = task.profile.get("scoring", {}).get("bands", {})
    return bands


def _sender(known: roster.Roster, asked: Asked) -> str:
    return roster.unit(known, asked.letter, asked.parts, None)


@lru_cache(maxsize=4)
def _roster(units: Units) -> roster.Roster:
    return roster.Roster(units)


def _storable(value: Any) -> Any:
    """A text without what databases refuse: halves of characters, NUL."""
    if not isinstance(value, str):
        return value
    return value.encode("utf-8", "replace").decode().replace("\0", " ")
