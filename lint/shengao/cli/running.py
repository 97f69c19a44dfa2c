"""What commands that check many drafts have in common: progress, and where results go."""

import io
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from shengao.cli.options import number
from shengao.output import complaints, replacing

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_LONG = 1.0  # seconds until progress is shown
_OFTEN = 0.1  # seconds between two pictures of it

Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="文件",
        parser=Path,
        help="结果写入文件，全部完成后才替换原文件",
    ),
]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        metavar="数",
        parser=number,
        help="同时用几个进程；0 为处理器的个数；默认 1",
    ),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="不用也不留上次检查的结果")]
ExplainScore = Annotated[
    bool, typer.Option("--explain-score", help="列出每一分的依据和所依据的文字；JSON 中总有")
]


class Progress:
    """A bar on standard error, once a run has taken a while."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._next = time.monotonic() + _LONG
        self._bar: Bar | None = None
        self._running = False
        self.total = 0
        """The number of drafts, once one is done."""

    def __call__(self, done: int, total: int) -> None:
        """Say how many drafts are done."""
        self.total = total
        if not self._shown or total < 2 or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _OFTEN
        if self._bar is None:
            self._bar = self._made(total)
        if not self._running:
            self._bar.start()
            self._running = True
        self._bar.update(self._bar.task_ids[0], completed=done, refresh=True)

    def clear(self) -> None:
        """Take the bar off the screen until the next step."""
        if self._bar is not None and self._running:
            self._bar.stop()
            self._running = False

    def _made(self, total: int) -> "Bar":
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        bar = Bar(
            "检查",
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            auto_refresh=False,
        )
        bar.add_task("", total=total)
        return bar


@contextmanager
def written_to(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that is replaced when all is written, and not before."""
    if output is None:
        yield sys.stdout
        return
    with complaints(output), replacing(output) as file:
        stream = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="\n")
        yield stream
        stream.flush()
        stream.detach()
