"""``shengao inbox show``: one draft with its scores and findings, as they were found."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shengao.cli import desk_options
from shengao.cli.desk_options import DeskFolder
from shengao.cli.options import ConfigFile, Isolated, here, number, style_option
from shengao.cli.running import ExplainScore, Output, written_to
from shengao.errors import UsageError

if TYPE_CHECKING:
    from shengao.desk.rows import Row

ABOUT = (
    "显示一篇来稿：哪里来的、评分、建议和全部问题；--text 显示全文，--original 把原件写成文件。\n"
    "编号见 shengao inbox list。"
)
EXAMPLES = (
    ("shengao inbox show 12", "评分和问题"),
    ("shengao inbox show 12 --text", "连同全文"),
    ("shengao inbox show 12 --original 稿件.docx", "取出原件"),
    ("shengao inbox show 12 --format json", "给程序用"),
)


def run(
    draft: Annotated[int, typer.Argument(metavar="编号", parser=number, help="来稿的编号")],
    text: Annotated[bool, typer.Option("--text", help="连同全文")] = False,
    original: Annotated[
        Path | None,
        typer.Option("--original", metavar="文件", parser=Path, help="把原件写到这个文件"),
    ] = None,
    style: Annotated[
        str,
        style_option("terminal（默认）或 json", "terminal", "json"),
    ] = "terminal",
    explain_score: ExplainScore = False,
    output: Output = None,
    desk: DeskFolder = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
) -> int:
    """Show."""
    from shengao import output as files
    from shengao import report
    from shengao.cli.layout import columns
    from shengao.desk import rows, told

    kept = desk_options.opened(desk, here(config, isolated))
    with kept.reading() as connection:
        row = rows.load(connection, draft)
    if row is None:
        raise UsageError(f"没有编号 {draft} 的来稿，编号见 shengao inbox list。")
    if original is not None:
        if not row.values["digest"]:
            raise UsageError(f"编号 {draft} 的原件没有存（{told.why_nothing(row)}）。")
        files.write(original, kept.original(row.values["digest"]))
    with written_to(output) as stream:
        if style == "json":
            json.dump(_plain(row, text=text), stream, ensure_ascii=False, indent=2)
            stream.write("\n")
            return 0
        for line in columns(told.about(row)):
            print(line, file=stream)
        if row.result is not None:
            print(file=stream)
            summary = report.Summary()
            writer = report.writer("terminal", stream, show_all=True, explain_score=explain_score)
            writer.begin()
            writer.draft(row.result)
            summary.add(row.result)
            writer.end(summary)
        if text and row.text:
            print(f"\n{row.text}", file=stream)
    return 0


def _plain(row: "Row", *, text: bool) -> dict[str, Any]:
    from shengao import report

    values = dict(row.values)
    values["faults"] = json.loads(values["faults"])
    found: dict[str, Any] = {"version": 1, **values}
    found["result"] = None if row.result is None else report.as_dict(row.result)
    if text:
        found["text"] = row.text
    return found
