"""``shengao ledger correct``: an entry that takes the place of another."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from shengao.cli import desk_options, ledger_options
from shengao.cli.desk_drafts import Who
from shengao.cli.desk_options import DeskFolder
from shengao.cli.options import ConfigFile, Isolated, day, here, number, one_of
from shengao.errors import UsageError

ABOUT = (
    "更正台账的一条：另记一条，把写了的几项改掉，其余照旧；原来的那条还在，用 list --history 看。\n"
    "--cancel 撤销一条；撤销的用 --restore 恢复。都要写理由。"
)
EXAMPLES = (
    ("shengao ledger correct 12 --level 省级 --why 后被省办采用", "改级别"),
    ("shengao ledger correct 12 --cancel --why 登记重了", "撤销"),
    ("shengao ledger correct 15 --restore --why 撤错了", "恢复"),
)
_Text = str | None


def run(
    entry: Annotated[int, typer.Argument(metavar="编号", parser=number, help="台账编号")],
    why: Annotated[str, typer.Option("--why", metavar="理由", help="为什么改")],
    kind: Annotated[
        _Text,
        typer.Option(
            "--kind",
            metavar="类别",
            parser=one_of("采用", "报送", "迟报", "未报"),
            help="采用、报送、迟报 或 未报",
        ),
    ] = None,
    units: Annotated[
        _Text, typer.Option("--units", metavar="单位", help="全部报送单位，牵头的在前，顿号隔开")
    ] = None,
    title: Annotated[_Text, typer.Option("--title", metavar="题目", help="题目")] = None,
    channel: Annotated[_Text, typer.Option("--channel", metavar="刊物", help="刊物")] = None,
    level: Annotated[_Text, typer.Option("--level", metavar="级别", help="刊物的级别")] = None,
    form: Annotated[_Text, typer.Option("--form", metavar="形式", help="形式")] = None,
    instruction: Annotated[
        _Text, typer.Option("--instruction", metavar="级别", help="批示的级别，写“无”去掉批示")
    ] = None,
    solicited: Annotated[
        bool | None, typer.Option("--solicited/--unsolicited", help="是约稿，或者不是")
    ] = None,
    count: Annotated[
        int | None, typer.Option("--count", metavar="篇数", parser=number, help="报送的篇数")
    ] = None,
    when: Annotated[
        date | None, typer.Option("--date", metavar="日期", parser=day, help="哪一天")
    ] = None,
    draft: Annotated[
        int | None, typer.Option("--draft", metavar="编号", parser=number, help="收稿编号")
    ] = None,
    note: Annotated[_Text, typer.Option("--note", metavar="文字", help="备注")] = None,
    cancel: Annotated[bool, typer.Option("--cancel", help="撤销这一条")] = False,
    restore: Annotated[bool, typer.Option("--restore", help="恢复撤销的一条")] = False,
    who: Who = None,
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Put an entry in the place of another."""
    from shengao.desk import decisions, ledger

    if cancel and restore:
        raise UsageError("--cancel 和 --restore 不能同时使用。")
    if not why.strip():
        raise UsageError("--why 要写明理由。")
    settings = here(config, isolated)
    given: dict[str, Any] = {
        "kind": kind, "title": title, "channel": channel, "level": level, "form": form,
        "instruction": "" if instruction == "无" else instruction, "solicited": solicited,
        "count": count, "date": when, "draft": draft, "note": note,
    }  # fmt: skip
    changes = {key: value for key, value in given.items() if value is not None}
    if units is not None:
        name = ledger_options.unit_names(settings)
        listed = [one.strip() for one in units.replace("，", "、").split("、")]
        changes["units"] = tuple(dict.fromkeys(name(one) for one in listed if one))
    with desk_options.opened(desk, settings).writing() as connection:
        made = ledger.correct(
            connection,
            entry,
            changes,
            decisions.whoever(who),
            why.strip(),
            datetime.now(),
            cancelled=cancel,
            restored=restore,
        )
    what = "撤销，记为" if cancel else "恢复，现在是" if restore else "改好，现在是"
    print(f"第 {entry} 号已{what}第 {made} 号，原来的还在。")
    return 0
