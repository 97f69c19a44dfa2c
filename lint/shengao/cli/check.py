"""``shengao check``: drafts in, findings out."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from shengao import batch, report
from shengao.cli.files import opened, place_of
from shengao.cli.options import (
    SEVERITY_HELP,
    Archive,
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
    book,
    one_of,
    style_option,
)
from shengao.cli.running import ExplainScore, Jobs, NoCache, Output, Progress
from shengao.config import Settings
from shengao.finding import DraftResult, Severity
from shengao.report.summary import closing

_FOR_PEOPLE = ("terminal", "concise")
_CARDS = 3  # drafts: of more, the scores take one line each

ABOUT = (
    "检查稿件，报告问题。\n"
    "没有问题时以 0 退出；有 --fail-on 级别以上的问题时以 1 退出；有稿件没能检查时以 2 退出。"
)
EXAMPLES = (
    ("shengao check 稿件.docx", "检查一篇稿件"),
    ("shengao check 通讯/ --all", "检查一个文件夹，列出全部问题"),
    ("shengao check . --since HEAD", "只看上次提交以后改动的地方"),
    ("shengao check 稿件.md --select 口语化,缺数据", "只查两类问题"),
    ("shengao check . --format json --output 结果.json", "结果写成 JSON"),
    ("shengao check 稿件.docx --format html", "写出网页 稿件.审稿.html"),
    ("shengao check 来稿/ --format html --output 网页/", "每篇一个网页，另有目录"),
    ("shengao check 稿件.docx --format docx", "写出审签单 稿件.审签单.审稿.docx"),
)


def run(
    paths: Paths = None,
    stdin_filename: StdinFilename = None,
    genre: Genre = None,
    submitted: Submitted = None,
    release: ReleaseTo = None,
    select: Select = None,
    ignore: Ignore = None,
    severity: Threshold = None,
    fail_on: Annotated[
        Severity | None,
        typer.Option(
            "--fail-on",
            metavar="级别",
            parser=one_of(*Severity),
            help=f"报告出这一级别以上的问题就以 1 退出：{SEVERITY_HELP}；默认同 --severity",
        ),
    ] = None,
    style: Annotated[
        str,
        style_option(
            f"输出格式：{'、'.join((*report.FORMATS, *report.FILES))}；"
            "html 是网页，docx 是审签单；默认 terminal",
            *report.FORMATS,
            *report.FILES,
        ),
    ] = "terminal",
    output: Output = None,
    show_all: Annotated[
        bool, typer.Option("--all", help="列出全部问题，不只是最要紧的几处")
    ] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="最后按规则统计问题数")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="每篇只出一行，不显示进度")] = False,
    explain_score: ExplainScore = False,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="版本", help="只报告这个 git 版本以后改动的行（Word 为段落）"
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline", metavar="文件", parser=Path, help="不报告基线文件中已记入的问题"
        ),
    ] = None,
    archive: Archive = None,
    jobs: Jobs = 1,
    no_cache: NoCache = False,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Check, report, and say by the exit code how it went."""
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
        since=since,
        baseline=baseline,
        archive=archive,
        use_cache=not no_cache,
        jobs=jobs or os.cpu_count() or 1,
    )
    resolver = todo.resolver()
    rules: Mapping[str, report.Rule] = {}
    if statistics or style == "sarif":
        rules = book(resolver.settings(todo.paths[0])).rules
    files = style in report.FILES
    if files:
        output = place_of(style, output, todo, resolver)
        todo = todo._replace(contents=True)
    outcome = _Outcome(fail_on)
    summary = report.Summary()
    progress = Progress(shown=not quiet and sys.stderr.isatty())
    with opened(
        style,
        output,
        rules=rules,
        show_all=show_all,
        statistics=statistics,
        quiet=quiet,
        explain_score=explain_score,
        short=lambda: progress.total > _CARDS,
    ) as (writer, on_terminal):
        writer.begin()
        complete = False
        try:
            for result in batch.run(todo, progress):
                summary.add(result)
                if on_terminal or (files and result.error is not None):
                    progress.clear()
                writer.draft(result)
                if files and result.error is not None:
                    print(f"错误：{result.path}：{result.error}", file=sys.stderr)
                outcome.add(result, resolver.settings(result.path))
            complete = summary.drafts > 0
        finally:
            progress.clear()
            # A person is told no sums of what was not done; a program gets a whole document.
            if complete or style not in _FOR_PEOPLE:
                writer.end(summary)
    if files and summary.drafts > summary.unread:
        print(f"已写入 {output}。{closing(summary)}", file=sys.stderr)
    if not summary.drafts:
        print("没有找到稿件（.docx、.doc、.wps、.pdf、.txt、.md 等）。", file=sys.stderr)
    return outcome.code


class _Outcome:
    """The exit code so far. `fail_on` is what the command line says, over each draft's own."""

    def __init__(self, fail_on: Severity | None) -> None:
        self._fail_on = fail_on
        self.code = 0

    def add(self, result: DraftResult, settings: Settings) -> None:
        """Count one draft in: 2 stays 2."""
        least = (self._fail_on or settings.fail_on).rank
        if result.error is not None or result.crashes:
            self.code = 2
        elif any(one.finding.severity.rank <= least for one in result.findings):
            self.code = max(self.code, 1)
