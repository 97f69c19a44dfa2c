"""The facts of a draft as a table for a terminal."""

from typing import TextIO

from shengao.finding import DraftResult
from shengao.report import fact_sheet
from shengao.report.common import place


def show(stream: TextIO, result: DraftResult) -> None:
    """Write a table by kind, what is wrong with a fact below it, and a sentence on all."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    facts = fact_sheet.rows(result)
    console.print(Text(result.title or result.path, style="bold"))
    if facts:
        table = Table(expand=True, box=box.SIMPLE_HEAD, pad_edge=False)
        table.add_column("核", no_wrap=True, width=2)
        table.add_column("类别", no_wrap=True)
        table.add_column("内容", ratio=3, overflow="fold")
        table.add_column("指标、职务、文件", ratio=3, overflow="fold")
        table.add_column("时间", ratio=2, overflow="fold")
        table.add_column("换算", ratio=2, overflow="fold")
        table.add_column("位置", no_wrap=True)
        table.add_column("问题", ratio=4, overflow="fold")
        for fact in facts:
            style = "red" if fact.conflict else "yellow" if fact.unverifiable else ""
            table.add_row(
                "□",
                fact.kind,
                Text(fact_sheet.text(fact), style=style),
                Text(fact.about),
                Text(fact.when),
                Text(fact.value),
                place(result.kind, fact.line),
                Text(fact_sheet.trouble(fact), style=style),
            )
        console.print(table)
    console.print(Text(fact_sheet.closing(facts)))
