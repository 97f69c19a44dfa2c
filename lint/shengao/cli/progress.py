"""``shengao progress``: how the drafts of an archive developed."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from shengao import output, progress
from shengao.archive import originality, place
from shengao.cli.options import Archive, ConfigFile, Isolated, day, here
from shengao.errors import UsageError
from shengao.report import progress_svg, progress_terminal, progress_words

ABOUT = (
    "看看存档的稿件有什么变化：每月多少篇，哪些问题少了，接下来改哪一类。\n"
    "给写稿的人自己看：只说稿件，不给人打分，不和别人比；都在本机算出，谁也不发给。"
)
EXAMPLES = (
    ("shengao progress", "看本人档案中的全部稿件"),
    ("shengao progress --author 王静 --since 2026-01-01", "一位作者今年的稿件"),
    ("shengao progress --svg 进展.svg", "另画成一张图"),
)


def run(
    archive: Archive = None,
    unit: Annotated[
        str, typer.Option("--unit", metavar="名称", help="只看这个报送单位的稿件")
    ] = "",
    author: Annotated[
        str, typer.Option("--author", metavar="姓名", help="只看作者或署名中有这个姓名的稿件")
    ] = "",
    since: Annotated[
        date | None,
        typer.Option(
            "--since", metavar="日期", parser=day, help="只看这一天以后的稿件，如 2026-01-01"
        ),
    ] = None,
    svg: Annotated[
        Path | None,
        typer.Option("--svg", metavar="文件", parser=Path, help="另画成一张图，写入这个文件"),
    ] = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Show how drafts developed; 2 where a picture was asked for and there is nothing to draw."""
    where = place.resolve(archive or here(config, isolated).archive or place.DEFAULT)
    if not place.exists(where):
        raise UsageError(f"没有档案 {where}，先用 shengao archive add 存入稿件。")
    drafts = originality.opened(where).checked()
    found = progress.of(progress.chosen(drafts, unit=unit, author=author, since=since))
    progress_terminal.write(sys.stdout, found)
    if svg is None:
        return 0
    if not found.is_telling:
        print(f"没有写 {svg}：{progress_words.lacking(found)}", file=sys.stderr)
        return 2
    output.write(svg, progress_svg.drawn(found).encode())
    print(f"{svg}：已画成图。", file=sys.stderr)
    return 0
