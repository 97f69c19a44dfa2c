"""Text in the cells of a terminal: paragraphs, columns, tables."""

import shutil
from collections.abc import Iterable, Sequence

from shengao.report.screen import Screen

_WIDEST = 100
_LEFT = 26  # cells of a left column
_SCREEN = Screen()


def columns(rows: Iterable[tuple[str, str]], left: int = _LEFT) -> list[str]:
    """Lines of two columns, the right one wrapped; a long left entry has a line of its own."""
    rows = list(rows)
    widest = min(left, _width() // 2, max((_SCREEN.cells(first) for first, _ in rows), default=0))
    lines = []
    for first, second in rows:
        told = _SCREEN.wrap(second, max(_width() - widest - 4, 20)) or [""]
        cells = _SCREEN.cells(first)
        if cells > widest:
            lines.append(f"  {first}")
        else:
            lines.append(f"  {first}{' ' * (widest - cells)}  {told.pop(0)}".rstrip())
        lines += [" " * (widest + 4) + line for line in told]
    return lines


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of cells set under each other."""
    widths = [max(map(_SCREEN.cells, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - _SCREEN.cells(cell))
            for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def wrapped(text: str, indent: str = "") -> list[str]:
    """Paragraphs in lines, set in by `indent`."""
    room = _width() - len(indent)
    return [f"{indent}{line}" for part in text.split("\n") for line in _SCREEN.wrap(part, room)]


def _width() -> int:
    return min(shutil.get_terminal_size().columns, _WIDEST) - 2


def side_by_side(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a narrow first column and wide ones of equal width, whose texts are wrapped."""
    rows = [head, *rows]
    first = max(_SCREEN.cells(row[0]) for row in rows)
    wide = len(head) - 1
    room = max((_width() - first - 2 * wide) // wide, 10)
    lines = []
    for row in rows:
        parts = [_SCREEN.wrap(_SCREEN.clean(text), room) if text else [""] for text in row[1:]]
        for at in range(max(map(len, parts))):
            cells = [(row[0] if not at else "", first)]
            cells += [(part[at] if at < len(part) else "", room) for part in parts]
            padded = (text + " " * (width - _SCREEN.cells(text)) for text, width in cells)
            lines.append("  ".join(padded).rstrip())
    return lines
