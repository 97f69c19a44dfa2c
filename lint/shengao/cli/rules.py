"""``shengao rules``: what is checked."""

import argparse
from collections.abc import Mapping, Sequence

from shengao.cli.layout import table
from shengao.cli.options import SEVERITIES, SEVERITY_HELP, add_configuration, book, here
from shengao.cli.parser import Parser, one_of
from shengao.config import canonical
from shengao.errors import UsageError, suggestion
from shengao.finding import CRITERIA, FAULTS, SEVERITY_WORDS
from shengao.rulebook import RuleRow


def parser() -> Parser:
    """The options of the command."""
    parser = Parser(
        "rules",
        "列出全部规则，包括配置中写的自己的规则。",
        ("shengao rules", "全部规则"),
        ("shengao rules --fault 口语化", "一类问题的规则"),
        ("shengao rules --criterion 实 --severity error", "一项要求中必改的"),
        ("shengao rules --format json", "供程序使用"),
    )
    parser.add("--fault", metavar="类别", help="只列这一类问题，如 口语化 或 colloquial")
    parser.add("--criterion", metavar="要求", help="只列这一项要求：快、实、深、新、用")
    parser.add(
        "--severity",
        metavar="级别",
        type=one_of(*SEVERITIES),
        help=f"只列这一级别：{SEVERITY_HELP}",
    )
    parser.add(
        "--format",
        metavar="格式",
        type=one_of("table", "json"),
        default="table",
        help="table（默认）或 json",
    )
    add_configuration(parser)
    return parser


def run(options: argparse.Namespace) -> int:
    """Print the rules asked for, by criterion and fault."""
    fault = _known(options.fault, FAULTS, "问题类别")
    criterion = _known(options.criterion, CRITERIA, "要求")
    order = list(CRITERIA.values())
    found = sorted(
        (
            row
            for row in book(here(options)).rules.values()
            if fault in (None, row.fault)
            and criterion in (None, row.criterion)
            and options.severity in (None, row.severity.value)
        ),
        key=lambda row: (order.index(row.criterion), row.fault, row.slug),
    )
    if options.format == "json":
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

    keys = ("slug", "title", "fault", "criterion", "severity", "message", "genre", "scope", "since")
    found = [{key: getattr(row, key) for key in keys} for row in rows]
    print(json.dumps({"version": 1, "rules": found}, ensure_ascii=False, indent=2))
