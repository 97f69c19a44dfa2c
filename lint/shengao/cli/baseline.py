"""``shengao baseline``: accept what is found today."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from shengao import batch
from shengao.cli.options import add_configuration, add_paths, add_selection, batch_options, here
from shengao.cli.parser import Parser
from shengao.config import shown_path
from shengao.finding import DraftResult, Severity


def parser() -> Parser:
    """The options of the command."""
    from shengao.baseline import NAME

    parser = Parser(
        "baseline",
        "把现有的问题记入基线文件，以后检查只报告新问题；稿件在别处改动，已记入的问题仍然认得出。",
        ("shengao baseline .", "记入现有的问题"),
        ("shengao baseline . --prune", "去掉已经改好的"),
        (f"shengao check . --baseline {NAME}", "检查时使用"),
    )
    add_paths(parser)
    parser.add(
        "--baseline",
        metavar="文件",
        type=Path,
        help=f"基线文件；默认是配置中的 baseline，没有写就是 {NAME}",
    )
    parser.add("--prune", action="store_true", help="不记入新问题，只去掉已经改好的")
    add_selection(parser)
    add_configuration(parser)
    return parser


def run(options: argparse.Namespace) -> int:
    """Check without any baseline, and write what is accepted now."""
    from shengao import baseline

    configured = here(options).baseline
    path: Path = options.baseline or configured or Path(baseline.NAME)
    accepted = baseline.load(path)
    todo = batch_options(options, use_baseline=False)
    if options.prune:
        todo = replace(todo, select=("all",), ignore=(), severity=Severity.INFO)
    failed: list[str] = []
    results = _named(batch.run(todo), failed)
    accepted = accepted.prune(results) if options.prune else accepted.accept(results)
    print(f"{shown_path(path)}：共记入 {accepted.save()} 处。")
    if configured is None and options.baseline is None and not options.prune:
        print(f'检查时加 --baseline {path}，或者在配置文件中写 baseline = "{path}"。')
    return 2 if failed else 0


def _named(results: Iterator[DraftResult], failed: list[str]) -> Iterator[DraftResult]:
    """The rows; those that say nothing of a draft are told and kept in `failed`."""
    for result in results:
        if result.error is not None or result.crashes:
            print(f"{result.path}：{result.error or '、'.join(result.crashes)}", file=sys.stderr)
            failed.append(result.path)
        yield result
