"""``shengao ledger add``: an entry in the ledger."""

from datetime import date, datetime
from typing import Annotated, cast

import typer

from shengao.cli import desk_options, ledger_options
from shengao.cli.desk_drafts import Who
from shengao.cli.desk_options import DeskFolder
from shengao.cli.options import ConfigFile, Isolated, day, here, listed, number, one_of
from shengao.errors import UsageError

ABOUT = (
    "在台账里登记一条：采用，或者报送（不经收稿库的，按篇数记）、迟报、未报。\n"
    "已经登记过的不重复登记。写了收稿编号的，单位和题目默认是那一篇的。"
)
EXAMPLES = (
    ("shengao ledger add --draft 12 --channel 政务参阅 --level 市级", "收稿库第 12 号采用了"),
    (
        "shengao ledger add --unit 甲镇 --with 水利局 --title 题目 --channel 川政晨讯 --level 省级"
        " --instruction 省级",
        "两个单位合报，有省领导批示",
    ),
    ("shengao ledger add --kind 未报 --unit 乙镇 --title 防汛约稿 --solicited", "约稿没有报"),
    ("shengao ledger add --kind 报送 --unit 丙镇 --count 8 --date 2026-03-31", "三月报送了8篇"),
)


def run(
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="类别",
            parser=one_of("采用", "报送", "迟报", "未报"),
            help="采用（默认）、报送、迟报 或 未报",
        ),
    ] = "采用",
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="报送单位")] = "",
    others: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="单位", help="合报的单位，可用顿号隔开，可重复写"),
    ] = None,
    title: Annotated[str, typer.Option("--title", metavar="题目", help="题目")] = "",
    draft: Annotated[
        int, typer.Option("--draft", metavar="编号", parser=number, help="收稿库里的编号")
    ] = 0,
    channel: Annotated[
        str, typer.Option("--channel", metavar="刊物", help="刊发的刊物、网站等")
    ] = "",
    level: Annotated[
        str,
        typer.Option(
            "--level", metavar="级别", help="刊物的级别，写法同计分办法，如 市级、省级、国家级"
        ),
    ] = "",
    form: Annotated[
        str, typer.Option("--form", metavar="形式", help="如 信息、调研、专报、图片")
    ] = "",
    instruction: Annotated[
        str, typer.Option("--instruction", metavar="级别", help="有领导批示的，哪一级")
    ] = "",
    solicited: Annotated[bool, typer.Option("--solicited", help="是约稿")] = False,
    count: Annotated[
        int, typer.Option("--count", metavar="篇数", parser=number, help="报送了几篇；默认 1")
    ] = 1,
    when: Annotated[
        date | None, typer.Option("--date", metavar="日期", parser=day, help="哪一天；默认今天")
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="文字", help="备注")] = "",
    who: Who = None,
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Record one entry."""
    from shengao.desk import decisions, ledger
    from shengao.desk.entries import Entry, Kind

    settings = here(config, isolated)
    name = ledger_options.unit_names(settings)
    kept = desk_options.opened(desk, settings, create=True)
    with kept.writing() as connection:
        if draft:
            known = ledger.draft(connection, draft)
            unit, title = unit or known.unit, title or known.title
        if not unit.strip():
            raise UsageError("还要写明报送单位：--unit 单位。")
        entry = Entry(
            kind=cast(Kind, kind),
            date=when or date.today(),
            units=tuple(dict.fromkeys(name(one) for one in (unit.strip(), *listed(others)))),
            title=title.strip(),
            channel=channel.strip(),
            level=level.strip(),
            form=form.strip(),
            instruction=instruction.strip(),
            solicited=solicited,
            count=count,
            draft=draft or None,
            note=note.strip(),
        )
        (added,) = ledger.record(connection, [entry], decisions.whoever(who), datetime.now())
        last = ledger.history(connection, added.number)[-1]
    if not added.known:
        print(f"登记为台账第 {added.number} 号。")
    elif last.cancelled:
        print(f"登记过，是台账第 {last.number} 号，后来撤销了；要恢复用 ledger correct --restore。")
    else:
        print(f"早就登记过，是台账第 {last.number} 号。")
    return 0
