"""What the actions of ``shengao ledger`` have in common: options, and what they mean."""

from collections.abc import Callable
from datetime import date
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Annotated

import typer

from shengao.cli.options import day
from shengao.config import Settings
from shengao.profile_tables import Roster

if TYPE_CHECKING:
    from shengao.desk.schemes import Scheme

First = Annotated[
    date | None, typer.Option("--from", metavar="日期", parser=day, help="从哪一天起，含当天")
]
Last = Annotated[
    date | None, typer.Option("--to", metavar="日期", parser=day, help="到哪一天止，含当天")
]
SchemeName = Annotated[
    str | None,
    typer.Option(
        "--scheme",
        metavar="办法",
        help="计分办法：逐级加分、合报均分、批示加倍，或者一个 .toml 文件；"
        "默认看配置中 [desk] 的 scheme，再就是逐级加分",
    ),
]


def scheme(named: str | None, settings: Settings) -> "Scheme":
    """The scheme of points that an option or the settings name. Raises `ConfigError`."""
    from shengao.desk import schemes

    return schemes.load(named or settings.desk.get("scheme") or schemes.DEFAULT)


def unit_names(settings: Settings) -> Callable[[str], str]:
    """What gives a unit its name in the roster; one that is not in there keeps its own."""
    roster: Roster = settings.profile.get("roster", ())

    def name(text: str) -> str:
        for unit, _, names in roster:
            # Of the marks of `fnmatch` only * has a meaning in a roster.
            if any(fnmatchcase(text, one.replace("[", "[[]").replace("?", "[?]")) for one in names):
                return unit
        return text

    return name
