"""``shengao backup``: the editors' desk as one file."""

from pathlib import Path
from typing import Annotated

import typer

from shengao.cli import desk_options
from shengao.cli.desk_options import DeskFolder
from shengao.cli.options import ConfigFile, Isolated, here
from shengao.errors import UsageError

ABOUT = (
    "备份收稿库：数据库和全部原件写进一个 .zip 文件，只有本人能读。\n"
    "备份时别人可以看，不能写。没有人用的时候，把收稿库的文件夹整个复制一份也是备份。"
)
EXAMPLES = (
    ("shengao backup 收稿库-20260305.zip", "备份"),
    ("shengao restore 收稿库-20260305.zip --desk 新库/", "恢复到另一个文件夹"),
)


def run(
    target: Annotated[Path, typer.Argument(metavar="文件", parser=Path, help="写到哪里，.zip")],
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Back up."""
    from shengao.desk.backup import backup

    if target.suffix.lower() != ".zip":
        raise UsageError(f"备份文件应以 .zip 结尾：{target}")
    saved = backup(desk_options.opened(desk, here(config, isolated)), target)
    print(f"{target}：备份了 {saved.drafts} 篇来稿、{saved.files} 个原件。")
    return 0
