"""The lines of a draft while they are named, and which could be a title or a heading."""

from typing import NamedTuple

from shengao.layout.forms import (
    CLOSING,
    FINAL,
    ends_as_sentence,
    enumerator,
    is_addressee,
    is_byline,
    is_contact,
    is_copy,
    is_date,
)
from shengao.structure import BlockKind, RawBlock

TITLE_LENGTH = 60
"""Code points that a title has at most."""
HEADING_LENGTH = 30
"""Code points at most of a heading without a number, or of one that ends as a sentence."""


class Name(NamedTuple):
    """What a line is."""

    kind: BlockKind
    level: int | None = None


class Draft:
    """The lines of a draft that its format does not place, and what they turn out to be."""

    def __init__(self, lines: list[str], blocks: list[RawBlock], before_table: list[bool]) -> None:
        self.lines = lines
        self.blocks = blocks
        self.before_table = before_table
        self.kinds: list[Name | None] = [None] * len(lines)
        self.sorts = [enumerator(b.label or line) for b, line in zip(blocks, lines, strict=True)]

    def is_titular(self, index: int) -> bool:
        """Whether a line could be a title: short, no sentence, with a block after it."""
        line, kind = self.lines[index], self.blocks[index].kind
        return (
            1 < len(line) <= TITLE_LENGTH
            and (index + 1 < len(self.lines) or self.before_table[index])
            and kind in (None, "heading")
            and self.sorts[index] is None
            and (kind == "heading" or not line.rstrip(CLOSING).endswith(FINAL))
            and "。" not in line
            and any(map(str.isalnum, line))
            and not (is_date(line) or is_byline(line) or is_addressee(line) or is_copy(line))
            and not is_contact(line)
        )

    def is_loose_heading(self, index: int, first: int) -> bool:
        """A short line between sentences, over a paragraph or a numbered line."""
        line = self.lines[index]
        if (
            len(line) > HEADING_LENGTH
            or self.blocks[index].kind is not None
            or not self.is_titular(index)
            or "　" in line
            or "  " in line
        ):
            return False
        if index > first and self.kinds[index - 1] is None:
            before = self.lines[index - 1]
            if not ends_as_sentence(before) and self.sorts[index - 1] is None:
                return False
        if self.before_table[index]:
            return True
        after = index + 1
        if after >= len(self.lines) or self.kinds[after]:
            return False
        text = self.lines[after]
        return len(text) > HEADING_LENGTH or ends_as_sentence(text) or bool(self.sorts[after])
