"""``shengao rules``: what is checked."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from shengao.cli.layout import table
from shengao.cli.options import (
    SEVERITY_HELP,
    ConfigFile,
    Isolated,
    book,
    here,
    one_of,
    style_option,
)
from shengao.config import canonical
from shengao.errors import UsageError, suggestion
from shengao.finding import CRITERIA, FAULTS, SEVERITY_WORDS, Severity
from shengao.rulebook import RuleRow

ABOUT = "列出全部规则，包括配置中写的自己的规则。"
EXAMPLES = (
    ("shengao rules", "全部规则"),
    ("shengao rules --fault 口语化", "一类问题的规则"),
    ("shengao rules --criterion 实 --severity error", "一项要求中必改的"),
    ("shengao rules --format json", "供程序使用"),
)


def run(
    fault: Annotated[
        str | None,
        typer.Option("--fault", metavar="类别", help="只列这一类问题，如 口语化 或 colloquial"),
    ] = None,
    criterion: Annotated[
        str | None,
        typer.Option("--criterion", metavar="要求", help="只列这一项要求：快、实、深、新、用"),
    ] = None,
    severity: Annotated[
        Severity | None,
        typer.Option(
            "--severity",
            metavar="级别",
            parser=one_of(*Severity),
            help=f"只列这一级别：{SEVERITY_HELP}",
        ),
    ] = None,
    style: Annotated[
        str,
        style_option("table（默认）或 json", "table", "json"),
    ] = "table",
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Print the rules asked for, by criterion and fault."""
    fault = _known(fault, FAULTS, "问题类别")
    criterion = _known(criterion, CRITERIA, "要求")
    order = list(CRITERIA.values())
    found = sorted(
        (
            row
            for row in book(here(config, isolated)).rules.values()
            if fault in (None, row.fault)
            and criterion in (None, row.criterion)
            and severity in (None, row.severity)
        ),
        key=lambda row: (order.index(row.criterion), row.fault, row.slug),
    )
    if style == "json":
        _print_json(found)
    elif found:
        print("\n".join(_table(found)))
    else:
        print("没有这样的规则。")
    return 0


def _known(name: str | None, table: Mapping[str, str], what: str) -> str | None:
    if name is None:
        return None
    names = [*table, *table.values()]
    if canonical(name) not in names:
        raise UsageError(f"没有“{name}”这个{what}{suggestion(name, names) or '。'}")
    return canonical(name)


def _table(rows: Sequence[RuleRow]) -> list[str]:
    head = ("要求", "类别", "级别", "规则", "名称")
    cells = [
        (
            row.criterion,
            FAULTS.get(row.fault, row.fault),
            SEVERITY_WORDS[row.severity],
            row.slug,
            row.title,
        )
        for row in rows
    ]
    return [*table([head, *cells]), "", f"共 {len(rows)} 条。“shengao explain 规则”说明一条规则。"]


def _print_json(rows: Sequence[RuleRow]) -> None:
    import json

    keys = (
        "slug", "title", "fault", "criterion", "severity", "message", "genre", "release", "scope",
        "since",
    )  # fmt: skip
    found = [{key: getattr(row, key) for key in keys} for row in rows]
    print(json.dumps({"version": 1, "rules": found}, ensure_ascii=False, indent=2))
