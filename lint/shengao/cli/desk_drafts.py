"""Drafts of the desk as the commands on one of them need them."""

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from shengao.cli.options import book, number
from shengao.config import Settings
from shengao.errors import ReadError, UsageError

if TYPE_CHECKING:
    from shengao.desk.folder import Desk
    from shengao.desk.rows import Row
    from shengao.word.annotate import Annotated as AnnotatedWord

Number = Annotated[
    int, typer.Argument(metavar="编号", parser=number, help="来稿的编号，见 shengao inbox list")
]
Who = Annotated[
    str | None, typer.Option("--who", metavar="姓名", help="谁处理的；默认是本机的用户名")
]


def load(desk: "Desk", draft: int) -> "Row":
    """The draft of a number. Raises `UsageError` where there is none."""
    from shengao.desk import rows

    with desk.reading() as connection:
        row = rows.load(connection, draft)
    if row is None:
        raise UsageError(f"收稿库里没有第 {draft} 号稿件，编号见 shengao inbox list。")
    return row


def annotated(desk: "Desk", row: "Row", settings: Settings, *, track: bool) -> "AnnotatedWord":
    """The original with comments. Raises `ReadError` where it cannot have any."""
    from shengao.desk.told import why_nothing
    from shengao.report import scores
    from shengao.word.annotate import annotate

    path = row.values["path"]
    if row.result is None or not row.values["digest"]:
        raise ReadError(path, why_nothing(row))
    if PurePath(path).suffix.lower() != ".docx":
        raise ReadError(path, "只能给 .docx 加批注，请用 inbox show 看问题")
    card = row.result.score
    return annotate(
        desk.original(row.values["digest"]),
        path,
        [one.finding for one in row.result.findings],
        book(settings).advice,
        scores.summary(card) if card is not None else (),
        track=track,
    )


def name(number: int, kind: str, suffix: str) -> Path:
    """What an output on a draft is called, in the working folder; a scan passes it by."""
    from shengao.output import MARK

    return Path(f"{number}.{kind}{MARK}{suffix}")
