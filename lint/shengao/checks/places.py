"""Where a remark on a whole block or draft is put: on few words, that stay when others change."""

from shengao.document import Document
from shengao.structure import PROSE, BlockKind

_TELLING = 8
"""Characters of a clause that says something, at least."""

RUNNING: frozenset[BlockKind] = PROSE - {"title", "heading", "cell"}
"""Kinds of block that hold sentences one after another."""


def opening(document: Document, block: int) -> tuple[int, int]:
    """The first clause of a block that may be more than a date, else its first clause.

    The block itself where it has none.
    """
    first: tuple[int, int] | None = None
    for sentence in document.sentences_of(block):
        for clause in document.clauses(sentence):
            if clause.end - clause.start >= _TELLING:
                return clause.start, clause.end
            first = first or (clause.start, clause.end)
        if first is not None:
            return first
    return document.blocks[block].start, document.blocks[block].end


def top(document: Document) -> tuple[int, int] | None:
    """The title, its first line, else the first clause of the text; None in an empty draft."""
    prose = [index for index, block in enumerate(document.blocks) if block.kind in PROSE]
    if not prose:
        return None
    named = next((index for index in prose if document.blocks[index].kind == "title"), None)
    if named is None:
        return opening(document, prose[0])
    return document.blocks[named].start, document.blocks[named].end
