"""``shengao facts``: the figures, dates and names of a draft on one sheet, to be checked."""

import io
import sys
from pathlib import Path
from typing import Annotated

import typer

from shengao import batch, output
from shengao.cli.files import spare
from shengao.cli.options import (
    ConfigFile,
    Genre,
    Isolated,
    StdinFilename,
    Submitted,
    batch_options,
    style_option,
)
from shengao.errors import ReadError, UsageError
from shengao.finding import DraftResult
from shengao.report import fact_sheet

_FORMATS = ("terminal", "xlsx", "json")

ABOUT = (
    "列出稿件中的全部数字、日期，以及人员、单位、地点、文号、文件，供核稿的人逐项对照。\n"
    "前后对不上的、查不了的都标出来；有对不上的以 1 退出，稿件没能读取以 2 退出。"
)
EXAMPLES = (
    ("shengao facts 稿件.docx", "在终端里看"),
    ("shengao facts 稿件.docx --format xlsx", "写出 稿件.审稿.xlsx，逐项打勾"),
    ("shengao facts 稿件.docx --format json", "给程序用"),
)


def run(
    path: Annotated[
        str, typer.Argument(metavar="稿件", help="一篇稿件（.docx、.txt、.md），- 为标准输入")
    ],
    style: Annotated[
        str,
        style_option(f"输出格式：{'、'.join(_FORMATS)}；默认 terminal", *_FORMATS),
    ] = "terminal",
    target: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", parser=Path, help="写到这个文件"),
    ] = None,
    stdin_filename: StdinFilename = None,
    genre: Genre = None,
    submitted: Submitted = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Write the sheet of one draft."""
    if path != batch.STANDARD_INPUT and Path(path).is_dir():
        raise UsageError(f"{path} 是文件夹，核稿表一次出一篇，请写明稿件。")
    if style == "xlsx" and target is None:
        if path == batch.STANDARD_INPUT:
            raise UsageError("从标准输入读取时，请用 -o 写明表格存到哪里。")
        target = output.beside(Path(path), ".xlsx")
    todo = batch_options(
        paths=[path],
        stdin_filename=stdin_filename,
        genre=genre,
        submitted=submitted,
        select=None,
        ignore=None,
        config=config,
        isolated=isolated,
        contents=True,
    )
    if target is not None and path != batch.STANDARD_INPUT:
        spare(target, [path])
    (result,) = batch.run(todo)
    if result.error is not None:
        raise ReadError(result.path, result.error)
    _write(style, target, result)
    for crash in result.crashes:
        print(f"没有检查成：{crash}", file=sys.stderr)
    facts = fact_sheet.rows(result)
    if target is not None:
        print(f"{result.path} → {target}：{fact_sheet.closing(facts)}", file=sys.stderr)
    if result.crashes:
        return 2
    return int(any(fact.conflict for fact in facts))


def _write(style: str, target: Path | None, result: DraftResult) -> None:
    if style == "xlsx":
        assert target is not None, "a spreadsheet goes to a file"
        output.write(target, fact_sheet.as_xlsx(result))
        return
    if style == "json":
        from shengao.report.streams import write_data

        if target is None:
            write_data(sys.stdout, fact_sheet.as_json(result))
        else:
            output.write(target, fact_sheet.as_json(result).encode(errors="backslashreplace"))
        return
    if target is None:
        fact_sheet.show(sys.stdout, result)
    else:
        stream = io.StringIO()
        fact_sheet.show(stream, result)
        output.write(target, stream.getvalue().encode(errors="replace"))
