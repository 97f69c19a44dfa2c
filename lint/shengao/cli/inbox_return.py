"""``shengao inbox return``: a draft goes back with its 退稿单, because an editor says so."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shengao import output
from shengao.cli import desk_drafts, desk_options
from shengao.cli.desk_drafts import Number, Who
from shengao.cli.desk_options import DeskFolder
from shengao.cli.options import ConfigFile, Isolated, day, here, listed
from shengao.errors import ReadError, UsageError

if TYPE_CHECKING:
    from shengao.config import Settings
    from shengao.desk.folder import Desk
    from shengao.desk.reasons import Given
    from shengao.desk.returning import Slip
    from shengao.desk.rows import Row

ABOUT = (
    "退改一篇来稿：写出退稿单（.docx），理由从查出的问题里来，引原文，写明要补什么；记为已退改。\n"
    "--mail 再写出一封回信（.eml，附退稿单和批注稿），看过再发；--send 用配置的服务器发出。\n"
    "退稿理由的写法可以在 [desk] reasons 里换成本单位的。"
)
EXAMPLES = (
    ("shengao inbox return 12", "写出 12.退稿单.审稿.docx"),
    ("shengao inbox return 12 --mail --until 2026-03-10", "再写出回信，请 3 月 10 日前重报"),
    ("shengao inbox return 12 --reason RJ04,RJ10 --note 请按约稿单重写", "理由由编辑写明"),
    ("shengao inbox return 12 --send", "用 [desk.mail] 的服务器把回信发出"),
)


def run(
    draft: Number,
    reason: Annotated[
        list[str] | None,
        typer.Option(
            "--reason", metavar="编号", help="只写这些理由，如 RJ04，可用逗号隔开；默认看查出的问题"
        ),
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="意见", help="编辑自己的话")] = "",
    until: Annotated[
        date | None, typer.Option("--until", metavar="日期", parser=day, help="哪天前重报")
    ] = None,
    mail: Annotated[bool, typer.Option("--mail", help="写出一封回信（.eml），不发")] = False,
    send: Annotated[bool, typer.Option("--send", help="写出回信，并用配置的服务器发出")] = False,
    to: Annotated[
        str | None, typer.Option("--to", metavar="邮箱", help="回信寄给谁；默认是来稿的人")
    ] = None,
    target: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", parser=Path, help="退稿单写到这个 .docx"),
    ] = None,
    who: Who = None,
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Write the slip, and record the decision."""
    from shengao.desk import decisions, returning

    settings = here(config, isolated)
    kept = desk_options.opened(desk, settings)
    row = desk_drafts.load(kept, draft)
    target = target or desk_drafts.name(draft, "退稿单", ".docx")
    if target.suffix.lower() != ".docx":
        raise UsageError(f"退稿单应存为 .docx：{target}")
    given = _given(kept, row, settings, listed(reason))
    now = datetime.now()
    values = {**row.values, "sender": row.values["sender"] if to is None else to}
    office = settings.desk.get("office", "")
    slip = returning.Slip(draft, values, given, now.date(), note, until, office)
    codes = tuple(one.reason.code for one in given)
    decision = decisions.Decision(
        draft, decisions.moment(now), decisions.whoever(who), "退改", codes, note
    )
    with kept.writing() as connection:  # kept only where all of it is written and sent
        decisions.record(connection, decision)
        document = returning.document(slip)
        output.write(target, document)
        if mail or send:
            _mail(kept, row, settings, slip, document, send=send)
    print(f"第 {draft} 号 → {target}：{'、'.join(codes)}，记为已退改。", file=sys.stderr)
    return 0


def _given(kept: "Desk", row: "Row", settings: "Settings", codes: tuple[str, ...]) -> "list[Given]":
    from shengao.desk import deciding, reasons

    with kept.reading() as connection:
        given = deciding.given(connection, row, settings, codes)
    if not given:
        known = reasons.load(settings.desk.get("reasons", ""))
        raise UsageError(
            f"第 {row.number} 号没有查出可以写的退稿理由，请用 --reason 写明："
            f"{'、'.join(f'{one.code} {one.title}' for one in known)}。"
        )
    return given


def _mail(
    kept: "Desk", row: "Row", settings: "Settings", slip: "Slip", document: bytes, *, send: bool
) -> None:
    """Write the reply, and send it."""
    from shengao.desk import mail, returning

    server: dict[str, Any] = settings.desk.get("mail", {})
    attachments = [returning.Attachment("退稿单.docx", document)]
    try:
        copy = desk_drafts.annotated(kept, row, settings, track=False)
        attachments.append(returning.Attachment("批注稿.docx", copy.data))
    except ReadError as error:
        print(f"回信没有附批注稿：{error.why}。", file=sys.stderr)
    reply = returning.letter(slip, attachments, server.get("sender", ""))
    place = desk_drafts.name(slip.number, "回信", ".eml")
    output.write(place, bytes(reply))
    if not send:
        whom = reply["To"] or "（没有收信人，请在邮件程序里填）"
        print(f"回信 {place}：寄给 {whom}，还没有发。", file=sys.stderr)
        return
    mail.send(reply, server)
    print(f"回信 {place}：已经寄给 {reply['To']}。", file=sys.stderr)
