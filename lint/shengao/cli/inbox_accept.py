"""``shengao inbox accept``: a draft was adopted; with what was published of it, side by side."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from shengao import output
from shengao.cli import desk_drafts, desk_options
from shengao.cli.desk_drafts import Number, Who
from shengao.cli.desk_options import DeskFolder
from shengao.cli.options import ConfigFile, Isolated, day, here, listed
from shengao.errors import UsageError

if TYPE_CHECKING:
    from shengao.desk.published import Pair

ABOUT = (
    "采用一篇来稿：记入台账，记为已采用。同一篇又被别的刊物采用的，再记一次。\n"
    "写明刊发稿（--published）就逐句对照原稿和刊发稿，看编辑改了什么；-o 把对照写成 .docx。"
)
EXAMPLES = (
    ("shengao inbox accept 12 --channel 政务信息 --level 县级", "采用，记入台账"),
    ("shengao inbox accept 12 --channel 政务信息 --published 刊发稿.docx", "并逐句对照"),
    ("shengao inbox accept 12 --channel 专报 --with 乙镇 --instruction 县级", "合报，有县领导批示"),
)


def run(
    draft: Number,
    channel: Annotated[str, typer.Option("--channel", metavar="刊物", help="哪个刊物采用的")],
    level: Annotated[
        str, typer.Option("--level", metavar="级别", help="刊物的级别，如 县级、市级、省级")
    ] = "",
    on: Annotated[
        date | None,
        typer.Option("--date", metavar="日期", parser=day, help="采用的日期；默认今天"),
    ] = None,
    form: Annotated[str, typer.Option("--form", metavar="形式", help="如 单条、综合、专报")] = "",
    instruction: Annotated[
        str, typer.Option("--instruction", metavar="级别", help="哪一级领导作了批示")
    ] = "",
    others: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="单位", help="合报的单位，可用逗号隔开，可重复写"),
    ] = None,
    published: Annotated[
        Path | None,
        typer.Option("--published", metavar="文件", parser=Path, help="刊发稿，和原稿逐句对照"),
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="说明", help="备注")] = "",
    unit: Annotated[
        str | None,
        typer.Option("--unit", metavar="单位", help="报送单位；默认是收稿时认出的"),
    ] = None,
    target: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", parser=Path, help="对照写到这个 .docx"),
    ] = None,
    who: Who = None,
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Record the adoption, and show both texts."""
    from shengao.desk import deciding, decisions, told
    from shengao.desk.entries import Entry
    from shengao.desk.published import compare, document, text

    settings = here(config, isolated)
    kept = desk_options.opened(desk, settings)
    row = desk_drafts.load(kept, draft)
    if target is not None and published is None:
        raise UsageError("-o 写的是对照，请用 --published 写明刊发稿。")
    if target is not None and target.suffix.lower() != ".docx":
        raise UsageError(f"对照应存为 .docx：{target}")
    pairs: list[Pair] = []
    if published is not None:
        if not row.text:
            raise UsageError(f"第 {draft} 号没有全文可以对照：{told.why_nothing(row)}。")
        pairs = compare(row.text, text(published))
    lead = unit or row.values["unit"]
    if not lead:
        raise UsageError(f"第 {draft} 号没有认出报送单位，请用 --unit 写明。")
    now = datetime.now()
    entry = Entry(
        kind="采用",
        date=on or now.date(),
        units=tuple(dict.fromkeys((lead, *listed(others)))),
        title=row.values["title"] or row.values["subject"],
        channel=channel,
        level=level,
        form=form,
        instruction=instruction,
        draft=draft,
        note=note,
    )
    with kept.writing() as connection:
        added = deciding.accept(connection, row, entry, decisions.whoever(who), now)
    state = "台账里已经有了" if added.known else "记入台账"
    print(f"第 {draft} 号 采用：{state}（台账第 {added.number} 号）。", file=sys.stderr)
    if published is not None:
        _show(sys.stdout, pairs)
        if target is not None:
            title = row.values["title"]
            output.write(target, document(draft, title, published.name, pairs))
    return 0


def _show(stream: TextIO, pairs: "list[Pair]") -> None:
    """Both texts, a sentence a row, that of the draft on the left."""
    from shengao.cli.layout import side_by_side
    from shengao.desk.published import HOW, summary

    rows = [(HOW[pair.how], pair.draft, pair.published) for pair in pairs]
    lines = side_by_side(("", "原稿", "刊发稿"), rows)
    print("\n".join([*lines, "", summary(pairs)]), file=stream)
