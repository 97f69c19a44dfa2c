"""``shengao score``: drafts by their scores, in the order in which an editor takes them up."""

import os
import sys
from typing import Annotated

import typer

from shengao import batch
from shengao.cli.options import (
    ConfigFile,
    Genre,
    Isolated,
    Paths,
    ReleaseTo,
    StdinFilename,
    Submitted,
    batch_options,
    number,
    style_option,
)
from shengao.cli.running import ExplainScore, Jobs, NoCache, Output, Progress, written_to
from shengao.finding import DraftResult
from shengao.report import ranking

ABOUT = (
    "给稿件的快、实、深、新、用评分，按编辑处理的先后排列：紧急信息在前，其次是约稿、待核的，再按总分。\n"
    "有稿件总分低于 --min-score 时以 1 退出；有稿件没能评分时以 2 退出；否则以 0 退出。"
)
EXAMPLES = (
    ("shengao score 稿件.docx --explain-score", "一篇稿件，每一分的依据"),
    ("shengao score 来稿/ --submitted 2026-03-05", "一个文件夹，写明报送日期"),
    ("shengao score 来稿/ --format csv --output 评分.csv", "写成表格"),
    ("shengao score 稿件.docx --min-score 70", "不到 70 分就以 1 退出"),
)


def run(
    paths: Paths = None,
    stdin_filename: StdinFilename = None,
    genre: Genre = None,
    submitted: Submitted = None,
    release: ReleaseTo = None,
    min_score: Annotated[
        int,
        typer.Option(
            "--min-score", metavar="分数", parser=number, help="有稿件总分低于这个数就以 1 退出"
        ),
    ] = 0,
    style: Annotated[
        str,
        style_option(f"输出格式：{'、'.join(ranking.FORMATS)}；默认 terminal", *ranking.FORMATS),
    ] = "terminal",
    output: Output = None,
    explain_score: ExplainScore = False,
    jobs: Jobs = 1,
    no_cache: NoCache = False,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Score, report, and say by the exit code how it went."""
    todo = batch_options(
        paths=paths,
        stdin_filename=stdin_filename,
        genre=genre,
        submitted=submitted,
        release=release,
        select=None,
        ignore=None,
        config=config,
        isolated=isolated,
        use_baseline=False,
        use_cache=not no_cache,
        jobs=jobs or os.cpu_count() or 1,
    )
    progress = Progress(shown=sys.stderr.isatty())
    results: list[DraftResult] = []
    with written_to(output) as stream:
        complete = False
        try:
            results.extend(map(_scores, batch.run(todo, progress)))
            complete = bool(results)
        finally:
            progress.clear()
            # A person is shown no order of some; a program gets a whole document.
            if complete or style != ranking.FORMATS[0]:
                found = ranking.ranked(results)
                ranking.write(style, stream, found, explain_score=explain_score)
    if not results:
        print("没有找到稿件（.docx、.doc、.wps、.pdf、.txt、.md 等）。", file=sys.stderr)
    if any(result.error is not None or result.crashes for result in results):
        return 2
    return int(any(_below(result, min_score) for result in results))


def _scores(result: DraftResult) -> DraftResult:
    """A row without its findings, so that many drafts take little memory."""
    return result._replace(findings=(), suppressed=())


def _below(result: DraftResult, least: int) -> bool:
    return (
        result.score is not None and result.score.total is not None and result.score.total < least
    )
