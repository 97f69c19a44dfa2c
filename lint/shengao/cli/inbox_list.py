"""``shengao inbox list``: what came in, in the order in which an editor takes it up."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from shengao import output as files
from shengao.cli import desk_options
from shengao.cli.desk_options import DeskFolder
from shengao.cli.options import ConfigFile, Isolated, day, here, number, one_of, style_option
from shengao.cli.running import Output, written_to
from shengao.errors import UsageError

ABOUT = (
    "列出来稿：收稿时间、单位、标题、文种、五项评分、总分和建议。紧急信息在前，其次是约稿、待核的，再按总分。\n"
    "建议只供参考，采用、退改由编辑定。终端上默认列 50 篇，其余格式默认全列。"
)
EXAMPLES = (
    ("shengao inbox list", "还没有处理的，按先后"),
    ("shengao inbox list --unit 教育局 --since 2026-03-01", "一个单位三月以来的"),
    ("shengao inbox list --suggest 采用候选 --sort total", "建议采用的，按总分"),
    ("shengao inbox list --state 全部 --format xlsx -o 来稿.xlsx", "全部写成 Excel 表格"),
)

_SHOWN = 50
_FORMATS = ("terminal", "json", "csv", "xlsx", "html")


def run(
    state: Annotated[
        str,
        typer.Option(
            "--state",
            metavar="状态",
            parser=one_of("待处理", "已采用", "已退改", "全部"),
            help="待处理（默认）、已采用、已退改或 全部",
        ),
    ] = "待处理",
    unit: Annotated[
        str, typer.Option("--unit", metavar="单位", help="单位名称中有这几个字的")
    ] = "",
    kind: Annotated[str, typer.Option("--class", metavar="类别", help="名册中这一类单位的")] = "",
    genre: Annotated[str, typer.Option("--genre", metavar="文种", help="这个文种的")] = "",
    suggest: Annotated[
        str,
        typer.Option(
            "--suggest",
            metavar="建议",
            parser=one_of("采用候选", "修改后采用", "建议退改", ""),
            help="采用候选、修改后采用或建议退改",
        ),
    ] = "",
    title: Annotated[str, typer.Option("--title", metavar="字词", help="标题中有这几个字的")] = "",
    since: Annotated[
        date | None, typer.Option("--since", metavar="日期", parser=day, help="这一天以来收到的")
    ] = None,
    until: Annotated[
        date | None, typer.Option("--until", metavar="日期", parser=day, help="到这一天为止收到的")
    ] = None,
    asked: Annotated[bool, typer.Option("--asked", help="只列答复约稿、对上报送要点的")] = False,
    unread: Annotated[bool, typer.Option("--unread", help="只列读不了的和带密级标志的")] = False,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar="次序",
            parser=one_of("rank", "received", "total", "unit"),
            help="rank（处理的先后，默认）、received（收稿时间）、total（总分）或 unit（单位）",
        ),
    ] = "rank",
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="篇数", parser=number, help="最多列几篇，0 是全部"),
    ] = None,
    style: Annotated[
        str,
        style_option(f"输出格式：{'、'.join(_FORMATS)}；默认 terminal", *_FORMATS),
    ] = "terminal",
    output: Output = None,
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """List."""
    from shengao.desk import list_formats, listing

    if style == "xlsx" and output is None:
        raise UsageError("表格要写入文件，请加 --output 文件名.xlsx。")
    kept = desk_options.opened(desk, here(config, isolated))
    wanted = listing.Wanted(
        "" if state == "全部" else state,
        unit,
        kind,
        genre,
        suggest,
        title,
        since.isoformat() if since else "",
        until.isoformat() if until else "",
        asked,
        unread,
        sort,
        limit if limit is not None else _SHOWN if style == "terminal" else 0,
    )
    found = listing.counts(kept, wanted)
    rows = listing.listed(kept, wanted)
    if style == "xlsx" and output is not None:
        files.write(output, list_formats.as_xlsx(rows))
        return _told(output, found.drafts)
    with written_to(output) as stream:
        if style == "terminal":
            list_formats.write_lines(stream, list(rows), found)
        elif style == "json":
            stream.write(list_formats.as_json(rows, found))
        elif style == "csv":
            stream.write(list_formats.as_csv(rows))
        else:
            stream.write(list_formats.as_html(rows, found))
    return 0


def _told(output: Path, count: int) -> int:
    print(f"{output}：{count} 篇。", file=sys.stderr)
    return 0
