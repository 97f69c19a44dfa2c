"""Passages of a draft beside those of the texts that they stand in, for a terminal."""

from collections.abc import Iterable
from itertools import groupby
from typing import TextIO

from shengao.cli.layout import wrapped
from shengao.likeness import Likeness, Passage
from shengao.report.words import place
from shengao.text import Source


def show(stream: TextIO, path: str, source: Source, likeness: Likeness) -> None:
    """Write what a draft has in common with others: a summary, then a table for each of them."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    console.print(Text(path, style="bold"))
    for said in _summary(likeness):
        for line in wrapped(said, "  "):
            console.print(line)
    ordered = sorted(likeness.passages, key=lambda one: (one.above, one.where, one.span))
    for where, passages in groupby(ordered, key=lambda one: one.where):
        table = Table(expand=True, show_lines=True)
        table.add_column("处", no_wrap=True)
        for name in ("本稿", where):
            table.add_column(name, ratio=1, overflow="fold")
        for one in passages:
            number = source.position(one.span.start).line
            table.add_row(place(source.kind, number), *map(Text, _beside(one)))
        console.print(table)


def _beside(passage: Passage) -> Iterable[str]:
    note = "\n（只差名称和数字）" if passage.masked else ""
    return passage.text + note, passage.other


def _summary(likeness: Likeness) -> Iterable[str]:
    if likeness.nearest:
        how = "（换掉名称和数字以后）" if likeness.swapped else ""
        yield f"最像的是{likeness.where}：本稿有{likeness.nearest:.0%}与它相同{how}。"
    if likeness.above:
        yield f"最像的来文是《{likeness.above_where}》：本稿有{likeness.above:.0%}与它相同。"
    if likeness.title_reused:
        yield f"标题用过：{likeness.title_reused}。"
    if not likeness.passages:
        yield f"与档案中的{likeness.earlier}篇没有成段的雷同。"
