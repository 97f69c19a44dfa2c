"""What a title, a lead or the headings of a draft say, or leave out."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from shengao.checks.places import RUNNING, opening
from shengao.document import Document
from shengao.expression import Expression
from shengao.expression import compiled as compiled_expression
from shengao.finding import Applicability, Edit, Fix, Match
from shengao.structure import PROSE, Block

Hits = Sequence[tuple[int, int]]

_HAN = "[一二三四五六七八九十]{1,3}"
_NUMBER = Expression(
    rf"[ 　]*(?:{_HAN}[、．.]|[（(](?:{_HAN}|\d{{1,2}})[）)]、?|\d{{1,2}}[．.、](?!\d)"
    rf"|第{_HAN}(?:章|部分|，)|[一二三四五六七八九十]是|[①-⑳])[ 　]*"
)
_NUMERALS = "一二三四五六七八九十"
_ORDINAL = Expression(rf"[ 　]*[（(]?(?P<k>[{_NUMERALS}])[）)、．.]")
_MARKS = " 　。！？；：，、.!?;:,"
_HEADLINE = 24
"""Characters of a numbered sentence that heads a paragraph, at most."""
_BARE = 30
"""Characters of a numbered line without text that counts as a heading, at most."""


class _Part(NamedTuple):
    """A part of a draft: where a remark on it goes, where it is searched, and its size."""

    start: int
    end: int
    first: int
    last: int
    size: int = 0
    other: str = ""


def run(compiled: dict[str, Any], document: Document, _: Hits) -> Iterator[Match]:
    """The parts that are as the options say, if there are enough of them."""
    title = document.title
    for name, wanted in (("titled", True), ("untitled", False)):
        pattern = compiled[name]
        if pattern and wanted != bool(compiled_expression(pattern).search(title)):
            return
    found = [
        match
        for part in _PARTS[compiled["of"]](document, compiled)
        if (match := _judge(compiled, document, part, title)) is not None
    ]
    if len(found) >= compiled["least"]:
        for match in found:
            yield Match(match.start, match.end, {"n": str(len(found)), **match.words}, match.fixes)


def _judge(compiled: dict[str, Any], document: Document, part: _Part, title: str) -> Match | None:
    start, end, size = part.start, part.end, part.size
    words = {"other": part.other}
    if compiled["match"]:
        # A text of its own, so that ^ and $ are the ends of the part.
        words_of_part = document.text[part.first : part.last]
        found = compiled_expression(compiled["match"]).search(words_of_part)
        if found is None:
            return None
        if "at" in found.re.groupindex:
            start, end = (part.first + offset for offset in found.span("at"))
        size = end - start
    if compiled["over"]:
        if size <= compiled["over"]:
            return None
        words["n"] = str(size)
    if any(
        _stands(document, one, part, compiled["with_title"] * title) for one in compiled["lacks"]
    ):
        return None
    fixes: tuple[Fix, ...] = ()
    if compiled["drop"]:
        kept = document.text[start:end].rstrip(compiled["drop"])
        fixes = (Fix((Edit(start, end, kept),), Applicability(compiled["fix"])),)
    return Match(start, end, words, fixes)


def _stands(document: Document, wanted: tuple[str, Any], part: _Part, title: str) -> bool:
    """Whether what a condition names stands in a part, or in the title given with it."""
    kind, what = wanted
    if kind == "entity":
        if document.entities_in(part.first, part.last, what):
            return True
        named = [b for b in document.blocks if title and b.kind == "title"]
        return any(document.entities_in(b.start, b.end, what) for b in named)
    expression = compiled_expression(what)
    return bool(expression.search(document.text, part.first, part.last) or expression.search(title))


def _title(document: Document, _: dict[str, Any]) -> Iterator[_Part]:
    blocks = [block for block in document.blocks if block.kind == "title"]
    if len(blocks) == 1:
        start, end = _trimmed(document, blocks[0])
        yield _Part(start, end, start, end, end - start)


def _lead(document: Document, _: dict[str, Any]) -> Iterator[_Part]:
    for index, block in enumerate(document.blocks):
        if block.kind == "lead":
            yield _Part(*opening(document, index), block.start, block.end, block.end - block.start)
            return


def _first_line(document: Document, _: dict[str, Any]) -> Iterator[_Part]:
    if document.title:
        return
    prose = [block for block in document.blocks if block.kind in PROSE]
    if len(prose) > 1 and prose[0].kind in RUNNING:
        start, end = _trimmed(document, prose[0])
        yield _Part(start, end, start, end, end - start)


def _lone_paragraph(document: Document, _: dict[str, Any]) -> Iterator[_Part]:
    body: list[int] = []
    for index, block in enumerate(document.blocks):
        if block.kind in PROSE and block.kind != "title":
            if body:
                return
            body.append(index)
    if body and document.blocks[body[0]].kind in RUNNING:
        block = document.blocks[body[0]]
        start, end = _trimmed(document, block)
        yield _Part(*opening(document, body[0]), start, end, end - start)


def _headings(document: Document, _: dict[str, Any]) -> Iterator[_Part]:
    """Headings without their numbers, and short numbered sentences at the head of a block."""
    for index, block in enumerate(document.blocks):
        if block.kind not in PROSE or block.kind in ("title", "cell"):
            continue
        start, end = block.start, block.end
        if block.kind != "heading":
            number = _NUMBER.match(document.text, start, end)
            if number is None or len(sentences := document.sentences_of(index)) < 2:
                continue
            end = document.sentences[sentences[0]].end
            if end - number.end() > _HEADLINE:
                continue
        yield from _words(document, start, end)


def _words(document: Document, start: int, end: int) -> Iterator[_Part]:
    """What a heading says, without its number and final marks."""
    number = _NUMBER.match(document.text, start, end)
    start = number.end() if number else start
    words = document.text[start:end].strip(_MARKS)
    if words:
        start = document.text.index(words, start)
        yield _Part(start, start + len(words), start, start + len(words), len(words))


def _bare(document: Document, _: dict[str, Any]) -> Iterator[_Part]:
    """Headings right above one of their level, and numbered lines that read as such."""
    if all(block.kind != "heading" for block in document.blocks):
        return
    blocks = [block for block in document.blocks if block.kind in PROSE]
    # Where other headings of the level have text, this is no list of headings alone.
    texts = {block.level for block, below in pairwise(blocks) if _has_text(block, below)}
    numbers: dict[int, int] = {}
    for block, below in zip(blocks, [*blocks[1:], None], strict=True):
        if block.level is None or block.level not in texts:
            continue
        number = _ordinal(document, block)
        follows = number == numbers.get(block.level, 0) + 1
        if number:
            numbers[block.level] = number
        if block.kind == "heading":
            bare = below is not None and below.kind == "heading"
        else:
            bare = follows and _reads_as_heading(document, block)
        if bare and (below is None or (below.level and below.level <= block.level)):
            yield from _words(document, block.start, block.end)


def _ordinal(document: Document, block: Block) -> int:
    """The Chinese number from one to ten that a block begins with, else 0."""
    found = _ORDINAL.match(document.text, block.start, block.end)
    return _NUMERALS.index(found["k"]) + 1 if found else 0


def _reads_as_heading(document: Document, block: Block) -> bool:
    """Layout takes numbered lines with nothing between them for a list."""
    words = document.text[block.start : block.end].rstrip()
    return block.kind == "item" and len(words) <= _BARE and words[-1:] not in _MARKS


def _has_text(block: Block, below: Block) -> bool:
    return block.kind == "heading" and below.kind != "heading"


def _thin(document: Document, compiled: dict[str, Any]) -> Iterator[_Part]:
    """Headings with little text of their own below them."""
    blocks = [block for block in document.blocks if block.kind in PROSE]
    for place, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        size = 0
        for below in blocks[place + 1 :]:
            if below.kind == "heading":
                size = size if below.level == block.level else 0
                break
            size = compiled["under"] if below.kind == "cell" else size + below.end - below.start
        if 0 < size < compiled["under"]:
            yield from _words(document, block.start, block.end)


def _trimmed(document: Document, block: Block) -> tuple[int, int]:
    words = document.text[block.start : block.end]
    start = block.start + len(words) - len(words.lstrip())
    return start, max(start, block.start + len(words.rstrip()))


_PARTS: dict[str, Callable[[Document, dict[str, Any]], Iterator[_Part]]] = {
    "title": _title,
    "lead": _lead,
    "headings": _headings,
    "bare-heading": _bare,
    "thin-section": _thin,
    "lone-paragraph": _lone_paragraph,
    "first-line": _first_line,
}
