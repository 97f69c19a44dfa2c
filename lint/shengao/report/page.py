"""Lines for a person at a terminal: its width, encoding and colour.

rich paints where there is colour; without colour (a pipe, a file, NO_COLOR) it is not
imported and nothing but text is written.
"""

import os
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from shengao.report.screen import Screen

if TYPE_CHECKING:
    from rich.console import Console

Segment = tuple[str, str]
"""Words and their rich style; an empty style for plain words."""

_NARROWEST, _WIDEST = 24, 100  # wider lines of Chinese are hard to read
_GBK = ("cp936", "936", "gbk", "gb2312", "gb18030", "euc_cn")


class Page:
    """Lines to be written to a stream, kept until `flush`.

    `colour` None is as the stream and the environment say; `width`, in cells, None as the
    terminal has it.
    """

    def __init__(
        self, stream: TextIO, colour: bool | None = None, width: int | None = None
    ) -> None:
        self._stream = stream
        self._colour = _coloured(stream) if colour is None else colour
        self.width = max(width or min(_columns(stream), _WIDEST), _NARROWEST)
        encoding = getattr(stream, "encoding", None) or "utf-8"
        self.screen = Screen(encoding, _ambiguous_are_wide(stream, encoding))
        self._pending: list[Segment] = []
        self._written = False

    def line(self, *segments: Segment) -> None:
        """Add a line."""
        encodable = self.screen.encodable
        self._pending += [(encodable(text), style) for text, style in segments]
        self._pending.append(("\n", ""))
        self._written = True

    def gap(self) -> None:
        """Add an empty line, but not as the first."""
        if self._written:
            self.line(("", ""))

    def paragraph(self, text: str, style: str, indent: str = "") -> None:
        """Add words in lines that fit, set in by `indent`."""
        for line in self.screen.wrap(self.screen.clean(text), self.width - len(indent)):
            self.line((indent, ""), (line, style))

    def flush(self) -> None:
        """Write what was added."""
        pending, self._pending = self._pending, []
        if self._colour and any(style for _, style in pending):
            from rich.segment import Segment as Painted
            from rich.segment import Segments

            style = self._console.get_style
            painted = [Painted(text, style(name) if name else None) for text, name in pending]
            self._console.print(Segments(painted), soft_wrap=True, end="")
        else:
            self._stream.write("".join(text for text, _ in pending))
        self._stream.flush()

    @cached_property
    def _console(self) -> "Console":
        from rich.console import Console

        return Console(
            file=self._stream,
            force_terminal=True,
            color_system="standard",
            no_color=False,
            highlight=False,
            width=self.width,
        )


def _coloured(stream: TextIO) -> bool:
    """Whether to paint: as NO_COLOR, FORCE_COLOR and TERM say, else on a terminal."""
    environment = os.environ
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return stream.isatty() and environment.get("TERM") not in ("dumb", "unknown")


def _columns(stream: TextIO) -> int:
    """The width of the terminal; 80 where there is none."""
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):  # no terminal; no file at all
        return 80


def _ambiguous_are_wide(stream: TextIO, encoding: str) -> bool:
    """Whether this is a console in a Chinese code page, where quotation marks take two cells.

    Python writes UTF-8 to a Windows console of any code page, so the console is asked.
    Windows Terminal draws them narrow in every code page.
    """
    if "WT_SESSION" in os.environ:
        return False
    try:
        device = os.device_encoding(stream.fileno())
    except (OSError, ValueError):
        device = None
    return (device or encoding).lower().replace("-", "_") in _GBK
