"""``shengao restore``: an editors' desk out of a backup."""

from pathlib import Path
from typing import Annotated

import typer

from shengao.cli import desk_options
from shengao.cli.desk_options import DeskFolder
from shengao.cli.options import ConfigFile, Isolated, here

ABOUT = (
    "从备份恢复收稿库。先全部解开、逐个核对，都对了才换上；已经有的收稿库不动，除非写 --replace，"
    "那时原来的改名留在旁边。"
)
EXAMPLES = (
    ("shengao restore 收稿库-20260305.zip", "恢复"),
    ("shengao restore 收稿库-20260305.zip --replace", "换掉现在的，现在的改名留着"),
)


def run(
    source: Annotated[Path, typer.Argument(metavar="文件", parser=Path, help="备份文件")],
    replace: Annotated[
        bool, typer.Option("--replace", help="换掉已经有的收稿库，原来的改名留着")
    ] = False,
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Restore."""
    from shengao.desk.backup import restore

    folder = desk_options.place(desk, here(config, isolated))
    saved = restore(source, folder, replace=replace)
    print(f"{folder}：恢复了 {saved.drafts} 篇来稿、{saved.files} 个原件。")
    return 0
