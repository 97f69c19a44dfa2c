"""What must hold around a match: its modality, its word boundaries, its company."""

from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

from shengao.document import Document
from shengao.expression import Expression
from shengao.expression import compiled as compiled_expression

Region = tuple[int, int]

_NEXT_ITEM = Expression(
    r"；(?=第?[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．])"
)
"""Where the next item of a list within one sentence begins: what it says, it says of itself."""


def hold(conditions: dict[str, Any] | None, document: Document, start: int, end: int) -> bool:
    """Whether the match ``start:end`` of the running text stands under its conditions."""
    if conditions is None:
        return True
    boundary = conditions["boundary"]
    if boundary != "none" and not _bounded(boundary, document, start, end):
        return False
    modality = conditions["modality"]
    if modality and document.modality(start, end) not in modality:
        return False
    if any(present(one, document, start, end) for one in conditions["unless"]):
        return False
    return all(present(one, document, start, end) for one in conditions["require"])


def barred(conditions: dict[str, Any] | None, document: Document) -> bool:
    """Whether no match at all in this draft can stand under its conditions."""
    return conditions is not None and any(
        present(one, document, 0, 0) for one in conditions["barred"]
    )


def present(condition: tuple[str, Any, str, int], document: Document, start: int, end: int) -> bool:
    """Whether what a condition names stands in the region that it names."""
    kind, wanted, within, least = condition
    if within == "document" and kind == "regex":
        found = _DIFFERENT.setdefault(document, {})
        if wanted not in found:
            found[wanted] = _different(wanted, document, 0, len(document.text))
        return found[wanted] >= least
    for first, last in regions(document, within, start, end):
        if kind == "entity":
            if beside(document, first, last, wanted, start, end):
                return True
        elif least > 1:
            if _different(wanted, document, first, last) >= least:
                return True
        elif compiled_expression(wanted).search(document.text, first, last):
            return True
    return False


_DIFFERENT: WeakKeyDictionary[Document, dict[str, int]] = WeakKeyDictionary()
"""How many different things expressions find in whole drafts, asked for with every match."""


def _different(pattern: str, document: Document, start: int, end: int) -> int:
    return len({one[0] for one in compiled_expression(pattern).finditer(document.text, start, end)})


def regions(document: Document, within: str, start: int, end: int) -> Iterator[Region]:
    """The stretches of running text that a word like ``sentence`` means for a match."""
    if within == "document":
        yield 0, len(document.text)
        return
    index = document.sentence_at(start)
    if index is None:
        block = document.blocks[document.block_at(start)]
        yield block.start, block.end
        return
    sentence = document.sentences[index]
    if within == "sentence":
        yield sentence.start, sentence.end
    elif within == "rest":
        item = _NEXT_ITEM.search(document.text, end, sentence.end)
        yield end, item.start() if item else sentence.end
    elif within == "item":
        semicolon = document.text.find("；", end, sentence.end)
        yield end, semicolon if semicolon >= 0 else sentence.end
    elif within == "paragraph":
        block = document.blocks[sentence.block]
        yield block.start, block.end
    elif within == "next-sentence":
        following = following_sentence(document, index)
        if following is not None:
            yield following
    else:
        clauses = document.clauses(index)
        first = next((c.start for c in clauses if c.end > start), sentence.start)
        ends = [c.end for c in clauses if c.end >= end] or [sentence.end]
        last = ends[0]
        if within == "before":
            yield first, start
        elif within == "after":
            yield end, last
        elif within == "next-clause":
            yield last, ends[1] if len(ends) > 1 else last
        else:
            yield first, last


def following_sentence(document: Document, index: int) -> Region | None:
    """The sentence that goes on from this one: the next of its block, or, after a heading or
    a colon, the first of the next block."""
    if index + 1 >= len(document.sentences):
        return None
    here, following = document.sentences[index], document.sentences[index + 1]
    if following.block != here.block:
        opens = document.blocks[here.block].kind == "heading" or document.text[
            here.start : here.end
        ].rstrip().endswith(("：", ":"))
        if not opens:
            return None
    return following.start, following.end


def figure_near(
    document: Document, start: int, end: int, within: tuple[str, ...], kinds: tuple[str, ...]
) -> bool:
    """Whether a figure of these kinds stands where it could back the claim ``start:end``."""
    return any(
        beside(document, first, last, kinds, start, end)
        for place in within
        for first, last in regions(document, place, start, end)
    )


def beside(
    document: Document, first: int, last: int, kinds: tuple[str, ...], start: int, end: int
) -> bool:
    """Whether an entity of these kinds stands in ``first:last``, outside the match itself."""
    return any(
        found.start >= end or found.end <= start
        for found in document.entities_in(first, last, kinds)
    )


def _bounded(boundary: str, document: Document, start: int, end: int) -> bool:
    if boundary == "both":
        return document.on_boundaries(start, end)
    if boundary == "start":
        return document.is_boundary(start)
    return document.is_boundary(end)
