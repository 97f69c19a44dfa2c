"""Options that the commands of the editors' desk have in common."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shengao.config import Settings

if TYPE_CHECKING:
    from shengao.desk.folder import Desk

DeskFolder = Annotated[
    Path | None,
    typer.Option(
        "--desk",
        metavar="文件夹",
        parser=Path,
        help="收稿库的文件夹；默认看配置中 [desk] 的 folder，再就是本人的数据文件夹",
    ),
]


def place(named: Path | None, settings: Settings) -> Path:
    """The folder of the desk that an option or the settings name."""
    from shengao.desk.folder import resolve

    return resolve(str(named) if named is not None else settings.desk.get("folder"))


def opened(named: Path | None, settings: Settings, *, create: bool = False) -> "Desk":
    """The desk. Raises `DeskError`."""
    from shengao.desk.folder import Desk

    return Desk(place(named, settings), create=create)
