"""``shengao baseline``: accept what is found today."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from shengao import batch
from shengao.baseline import NAME, load
from shengao.cli.options import (
    ConfigFile,
    Genre,
    Ignore,
    Isolated,
    Paths,
    ReleaseTo,
    Select,
    StdinFilename,
    Submitted,
    Threshold,
    batch_options,
    here,
)
from shengao.config import shown_path
from shengao.finding import DraftResult, Severity

ABOUT = "把现有的问题记入基线文件，以后检查只报告新问题；稿件在别处改动，已记入的问题仍然认得出。"
EXAMPLES = (
    ("shengao baseline .", "记入现有的问题"),
    ("shengao baseline . --prune", "去掉已经改好的"),
    (f"shengao check . --baseline {NAME}", "检查时使用"),
)


def run(
    paths: Paths = None,
    stdin_filename: StdinFilename = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            metavar="文件",
            parser=Path,
            help=f"基线文件；默认是配置中的 baseline，没有写就是 {NAME}",
        ),
    ] = None,
    prune: Annotated[bool, typer.Option("--prune", help="不记入新问题，只去掉已经改好的")] = False,
    genre: Genre = None,
    submitted: Submitted = None,
    release: ReleaseTo = None,
    select: Select = None,
    ignore: Ignore = None,
    severity: Threshold = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Check without any baseline, and write what is accepted now."""
    configured = here(config, isolated).baseline
    path = baseline or configured or Path(NAME)
    accepted = load(path)
    todo = batch_options(
        paths=paths,
        stdin_filename=stdin_filename,
        genre=genre,
        submitted=submitted,
        release=release,
        select=select,
        ignore=ignore,
        severity=severity,
        config=config,
        isolated=isolated,
        use_baseline=False,
    )
    if prune:
        todo = todo._replace(select=("all",), ignore=(), severity=Severity.INFO)
    failed: list[str] = []
    results = _named(batch.run(todo), failed)
    accepted = accepted.prune(results) if prune else accepted.accept(results)
    print(f"{shown_path(path)}：共记入 {accepted.save()} 处。")
    if configured is None and baseline is None and not prune:
        print(f'检查时加 --baseline {path}，或者在配置文件中写 baseline = "{path}"。')
    return 2 if failed else 0


def _named(results: Iterator[DraftResult], failed: list[str]) -> Iterator[DraftResult]:
    """The rows; those that say nothing of a draft are told and kept in `failed`."""
    for result in results:
        if result.error is not None or result.crashes:
            print(f"{result.path}：{result.error or '、'.join(result.crashes)}", file=sys.stderr)
            failed.append(result.path)
        yield result
