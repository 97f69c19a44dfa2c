"""What the figures of a table count: the words that head their row and their column.

A draft knows cells in reading order but not where rows end, so only a table whose first row is
all words, and whose rows each begin with words, is understood.
"""

from collections.abc import Iterator
from itertools import groupby

from shengao.document import Document


def labels(document: Document) -> dict[int, str]:
    """By the index of a block that is a cell with a figure alone: “坝体查出”."""
    found: dict[int, str] = {}
    for cells in _tables(document):
        words = [not _is_figure(document, index) for index in cells]
        width = words.index(False) - 1 if False in words else 0  # a row, and the next row's head
        rows = range(width, len(cells), width) if width > 1 else range(0)
        if width < 2 or len(cells) % width or not all(words[row] for row in rows):
            continue
        for row in rows:
            for column in range(1, width):
                if not words[row + column]:
                    head, top = _said(document, cells[row]), _said(document, cells[column])
                    found[cells[row + column]] = head + top
    return found


def _tables(document: Document) -> Iterator[list[int]]:
    numbered = enumerate(document.blocks)
    for kind, blocks in groupby(numbered, key=lambda one: one[1].kind):
        if kind == "cell":
            yield [index for index, _ in blocks]


def _is_figure(document: Document, index: int) -> bool:
    said = _said(document, index)
    return bool(said) and said.strip("%％.,－—-").replace(".", "").replace(",", "").isdecimal()


def _said(document: Document, index: int) -> str:
    block = document.blocks[index]
    return document.text[block.start : block.end].strip()
