"""Options that several commands have, and what they mean to the running layer."""

import re
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shengao.config import Resolver, Settings
from shengao.finding import Release, Severity

if TYPE_CHECKING:
    from shengao.batch import Options
    from shengao.rulebook import Rulebook

SEVERITY_HELP = "error（必改）、warning（建议）或 info（提示）"
_NAMES = "规则名、问题类别或要求（快、实、深、新、用），可用逗号隔开多个，可重复写"


# Values. `typer` has types for them too, with English complaints.


def one_of(*allowed: str) -> Callable[[str], str]:
    """What reads an option with few values."""

    def read(text: str) -> str:
        if text not in allowed:
            raise typer.BadParameter(f"“{text}”应为 {'、'.join(allowed)} 之一")
        return text

    return read


def day(text: str) -> date:
    """Read a day."""
    from shengao.score import submission

    found = submission.day(text)
    if found is None:
        raise typer.BadParameter(f"“{text}”不是日期，应写成 2026-03-05")
    return found


def genre(text: str) -> str:
    """Read a genre; only a name that is all but a known one is refused."""
    from shengao.genre import misspelt

    doubt = misspelt(text)
    if doubt:
        raise typer.BadParameter(doubt)
    return text


def number(value: str | int) -> int:
    """Read a count; `typer` hands in the default, too."""
    text = str(value)
    if not text.isdecimal():
        raise typer.BadParameter(f"“{text}”应为整数，不小于 0")
    return int(text)


def listed(values: Iterable[str] | None) -> tuple[str, ...]:
    """The words of an option that may be repeated and whose words may be set apart by commas."""
    return tuple(word for text in values or () for word in re.split(r"[\s,，、]+", text) if word)


def style_option(about: str, *allowed: str) -> Any:
    """``--format``, the styles that a command can write in."""
    return typer.Option("--format", metavar="格式", parser=one_of(*allowed), help=about)


# Parameters

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="路径",
        help="稿件（.docx、.doc、.wps、.rtf、.odt、.pdf、.ofd、.html、.txt、.md）、邮件（.eml、.msg、.mbox）、"
        "压缩包（.zip）或文件夹；- 为标准输入；不写就是当前文件夹",
    ),
]
StdinFilename = Annotated[
    str | None,
    typer.Option(
        "--stdin-filename", metavar="文件名", help="标准输入的稿件叫什么，据此认格式、找配置"
    ),
]
Genre = Annotated[
    str | None,
    typer.Option(
        "--genre",
        metavar="文种",
        parser=genre,
        help="稿件的文种，如 通讯稿、经验、紧急信息；默认看稿件自己和配置怎么写，再看标题和开头",
    ),
]
Submitted = Annotated[
    date | None,
    typer.Option("--submitted", metavar="日期", parser=day, help="报送日期，如 2026-03-05"),
]
ReleaseTo = Annotated[
    Release | None,
    typer.Option(
        "--release",
        metavar="范围",
        parser=one_of("internal", "public"),
        help="发布范围：internal（内部，默认）或 public（公开）",
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="名称",
        help=f"只检查这些，配置中的 select 和 ignore 不再起作用：{_NAMES}",
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="名称", help="不检查这些，写法同 --select"),
]
Threshold = Annotated[
    Severity | None,
    typer.Option(
        "--severity",
        metavar="级别",
        parser=one_of(*Severity),
        help=f"报告的最低级别：{SEVERITY_HELP}；默认 warning",
    ),
]
Archive = Annotated[
    str | None,
    typer.Option(
        "--archive",
        metavar="档案",
        help="早先稿件的档案：文件、数据库地址，或者 default（本人的档案）；默认看配置中的 archive",
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="文件", parser=Path, help="用这个配置文件，不找稿件附近的"),
]
Isolated = Annotated[bool, typer.Option("--isolated", help="不用任何配置文件")]


# Meaning


def batch_options(
    *,
    paths: list[str] | None,
    stdin_filename: str | None,
    select: list[str] | None,
    ignore: list[str] | None,
    **more: Any,
) -> "Options":
    """What the running layer is to do; `more` are values it takes as they are."""
    from shengao import batch

    where = tuple(paths or (".",))
    return batch.Options(
        paths=where,
        stdin_name=stdin_filename,
        stdin=sys.stdin.buffer.read() if batch.STANDARD_INPUT in where else None,
        select=listed(select),
        ignore=listed(ignore),
        **more,
    )


def here(config: Path | None, isolated: bool) -> Settings:
    """The settings of the working folder."""
    return Resolver(config, isolated).settings("稿件.txt")


def book(settings: Settings) -> "Rulebook":
    """The rules under some settings."""
    from shengao import rulebook

    return rulebook.load(*settings.book)
