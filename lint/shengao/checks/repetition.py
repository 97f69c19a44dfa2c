"""What a draft says twice in the same words: left over from copying, or for want of others."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from shengao.checks.places import RUNNING
from shengao.document import Document
from shengao.expression import Expression
from shengao.expression import compiled as compiled_expression
from shengao.finding import Match, Related
from shengao.text import Span

Hits = Sequence[tuple[int, int]]

_CLAUSE = Expression(r"[^，。；：！？\n]+")
_SENTENCE_END = Expression(r"[。！？\n]")
_LETTERS = Expression(r"[一-鿿]+")
_FINAL = tuple("。！？”’")
_EDGES = " 　\n。！？"
_GAP = 2
"""So many characters, marks and space, may part two pieces of one repeated stretch."""


def run(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """Each repeated stretch, with the place where it stood first."""
    unless = compiled["unless"]
    for match in _FIND[compiled["of"]](compiled, document, hits):
        if not unless or not compiled_expression(unless).search(
            document.text, match.start, match.end
        ):
            yield match


def _sentences(compiled: dict[str, Any], document: Document, _: Hits) -> Iterator[Match]:
    size = compiled["size"]
    words = [
        document.text[start:end].strip(_EDGES)
        for start, end, _ in document.sentences
        if end - start >= size
    ]
    if len(set(words)) == len(words):
        return  # most often
    spans = (
        (sentence.start, sentence.end)
        for sentence in document.sentences
        if document.blocks[sentence.block].kind in RUNNING
        and document.text[sentence.start : sentence.end].rstrip().endswith(_FINAL)
    )
    yield from _again(compiled, document, spans)


def _clauses(compiled: dict[str, Any], document: Document, _: Hits) -> Iterator[Match]:
    spans = (
        found.span()
        for block in document.blocks
        if block.kind in RUNNING
        for found in _CLAUSE.finditer(document.text, block.start, block.end)
    )
    yield from _again(compiled, document, spans)


def _again(
    compiled: dict[str, Any], document: Document, spans: Iterator[tuple[int, int]]
) -> Iterator[Match]:
    """The pieces that stood before, neighbours as one, if they are long enough."""
    size: int = compiled["size"]
    seen: dict[str, tuple[int, int]] = {}
    stretch: tuple[int, int, int] | None = None
    for start, end in spans:
        if end - start < size:
            continue
        words = document.text[start:end].strip(_EDGES)
        if len(words) < size or (words[0] in "（(" and words[-1] in "）)"):
            continue
        before = seen.setdefault(words, (start, start + len(words)))
        if before[0] == start:
            continue
        stop = start + len(document.text[start:end].rstrip())
        if stretch is not None and start - stretch[1] <= _GAP:
            stretch = stretch[0], stop, stretch[2]
            continue
        if stretch is not None:
            yield _repeated(stretch)
        stretch = start, stop, before[0]
    if stretch is not None:
        yield _repeated(stretch)


def _repeated(stretch: tuple[int, int, int]) -> Match:
    start, end, first = stretch
    before = Related(Span(first, first + end - start), "前一处")
    return Match(start, end, {"n": str(end - start)}, related=(before,))


def _openings(compiled: dict[str, Any], document: Document, _: Hits) -> Iterator[Match]:
    """Sentences of a block that open alike, and blocks that do."""
    sentences = [s for s in document.sentences if document.blocks[s.block].kind in RUNNING]
    inner: list[int] = []
    heads: list[int] = []
    last = -1
    for sentence in sentences:
        if sentence.block != last:
            yield from _alike(compiled, document, inner)
            inner = []
            heads.append(sentence.start)
        inner.append(sentence.start)
        last = sentence.block
    yield from _alike(compiled, document, inner)
    yield from _alike(compiled, document, heads)


def _alike(compiled: dict[str, Any], document: Document, starts: list[int]) -> Iterator[Match]:
    """Runs of starts with the same words; the last of a run is reported."""
    size, times = compiled["size"], compiled["times"]
    if len(starts) < times:
        return
    text = document.text
    row: list[int] = []
    for start in [*starts, len(text)]:
        if row and text[start : start + size] == text[row[0] : row[0] + size]:
            row.append(start)
            continue
        if len(row) >= times and _LETTERS.fullmatch(text, row[0], row[0] + size):
            end = row[-1] + size
            related = tuple(Related(Span(one, one + size)) for one in row[:-1])
            yield Match(row[-1], end, {"n": str(len(row))}, related=related)
        row = [start]


def _words(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """A word that stands in one sentence again and again; its last place is reported."""
    places: dict[str, list[int]] = {}
    for start, end in hits:
        places.setdefault(document.text[start:end], []).append(start)
    for word, starts in places.items():
        row: list[int] = []
        for start in [*starts, -1]:
            if row and start >= 0 and _SENTENCE_END.search(document.text, row[-1], start) is None:
                row.append(start)
                continue
            if len(row) >= compiled["times"] and document.sentence_at(row[0]) is not None:
                related = tuple(Related(Span(one, one + len(word))) for one in row[:-1])
                yield Match(row[-1], row[-1] + len(word), {"n": str(len(row))}, related=related)
            row = [start]


_FIND: dict[str, Callable[[dict[str, Any], Document, Hits], Iterator[Match]]] = {
    "sentences": _sentences,
    "clauses": _clauses,
    "openings": _openings,
    "words": _words,
}
