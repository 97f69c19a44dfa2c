"""The edges of blocks: whitespace around a block is no part of it."""

from shengao.text import Span

EDGES = "".join(
    map(chr, (*range(9, 14), 0x1A, 32, 0x85, 0xA0, *range(0x2000, 0x200C), 0x2028, 0x2029, 0x3000,
              0xFEFF))
)  # fmt: skip
"""What may stand around a block."""


def trim(text: str, pieces: list[Span]) -> tuple[Span, ...]:
    """The pieces of a block without the whitespace at its ends; none if nothing else is there."""
    pieces = [piece for piece in pieces if text[piece.start : piece.end].strip(EDGES)]
    if pieces:
        start, end = pieces[0]
        pieces[0] = Span(end - len(text[start:end].lstrip(EDGES)), end)
        start, end = pieces[-1]
        pieces[-1] = Span(start, start + len(text[start:end].rstrip(EDGES)))
    return tuple(pieces)
