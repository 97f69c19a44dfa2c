"""Options that several commands have, and what they mean to the running layer."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shengao.cli.parser import Parser, day, listed, one_of
from shengao.config import Resolver, Settings
from shengao.finding import Severity

if TYPE_CHECKING:
    from shengao.batch import Options
    from shengao.rulebook import Rulebook

SEVERITIES = tuple(severity.value for severity in Severity)
SEVERITY_HELP = "error（必改）、warning（建议）或 info（提示）"
_NAMES = "规则名、问题类别或要求（快、实、深、新、用），可用逗号隔开多个，可重复写"


def add_paths(parser: Parser) -> None:
    """Drafts, folders, and standard input under a name."""
    parser.add(
        "paths",
        nargs="*",
        metavar="路径",
        help="稿件或文件夹（.docx、.txt、.md），- 表示从标准输入读取；不写就是当前文件夹",
    )
    parser.add(
        "--stdin-filename", metavar="文件名", help="标准输入的稿件叫什么，据此认格式、找配置"
    )


def add_selection(parser: Parser) -> None:
    """What to look for, and in what kind of draft."""
    parser.add("--genre", metavar="文种", help="稿件的文种，如 通讯稿；默认看稿件自己和配置怎么写")
    parser.add("--submitted", metavar="日期", type=day, help="报送日期，如 2026-03-05")
    parser.add(
        "--release",
        metavar="范围",
        type=one_of("internal", "public"),
        help="发布范围：internal（内部，默认）或 public（公开）",
    )
    parser.add(
        "--select",
        metavar="名称",
        type=listed,
        action="extend",
        default=[],
        help=f"只检查这些，配置中的 select 和 ignore 不再起作用：{_NAMES}",
    )
    parser.add(
        "--ignore",
        metavar="名称",
        type=listed,
        action="extend",
        default=[],
        help="不检查这些，写法同 --select",
    )
    parser.add(
        "--severity",
        metavar="级别",
        type=one_of(*SEVERITIES),
        help=f"报告的最低级别：{SEVERITY_HELP}；默认 warning",
    )


def add_configuration(parser: Parser) -> None:
    """Which configuration to use."""
    parser.add("--config", metavar="文件", type=Path, help="用这个配置文件，不找稿件附近的")
    parser.add("--isolated", action="store_true", help="不用任何配置文件")


def batch_options(options: argparse.Namespace, **more: Any) -> "Options":
    """What the running layer is to do, of options by the names of `add_…` above."""
    from shengao import batch

    paths = tuple(options.paths) or (".",)
    return batch.Options(
        paths=paths,
        stdin_name=options.stdin_filename,
        stdin=sys.stdin.buffer.read() if batch.STANDARD_INPUT in paths else None,
        genre=options.genre,
        submitted=options.submitted,
        release=options.release,
        select=tuple(options.select),
        ignore=tuple(options.ignore),
        severity=Severity(options.severity) if options.severity else None,
        config=options.config,
        isolated=options.isolated,
        **more,
    )


def here(options: argparse.Namespace) -> Settings:
    """The settings of the working folder."""
    return Resolver(options.config, options.isolated).settings("稿件.txt")


def book(settings: Settings) -> "Rulebook":
    """The rules under some settings."""
    from shengao import rulebook

    return rulebook.load(settings.rules, settings.dictionaries, settings.names, settings.terms)
