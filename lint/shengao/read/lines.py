"""Lines of a page put together again as paragraphs, for formats that only know places on paper.

Chinese is set in lines of equal width with the first indented: a line that reaches the right
margin goes on in the next, unless that is indented, set in another size or further away. Lines
in the middle of the page that are larger than its text are a title together.
Columns are not recognised. Lines that stand at one place of many pages, and page numbers, are
the page's and not the draft's.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median, quantiles
from typing import NamedTuple

from shengao.errors import ReadError
from shengao.read.encoding import EMPTY
from shengao.read.pieces import trim
from shengao.structure import RawBlock, Reading
from shengao.text import Source, Span


class Line(NamedTuple):
    """A line of text on a page, in any unit of length; `top` is the way down from its edge."""

    text: str
    left: float
    right: float
    top: float
    height: float  # of its characters


class Page(NamedTuple):
    """A page with its lines in reading order; `missing` says why its text is not all there."""

    lines: Sequence[Line]
    height: float
    missing: str = ""


_EDGES = 2  # lines at the top and at the bottom that may belong to the page
_OFTEN = 0.4  # the share of pages that repeat such a line
_MARGIN = 0.15  # of the page's height, where its number stands
_NUMBER = re.compile(
    r"[-—–－·\s]*\d{1,4}[-—–－·\s]*|第\s*\d+\s*页[\s，,/／]*(?:共\s*\d+\s*页)?|\d+\s*[/／]\s*\d+"
)
_TEN = 10
_LONG = 8  # characters of a line that may tell where the margins are
_NARROWEST = 12  # characters: less is no line of running text
_SHORT_BY = 1.6  # characters that a full line may lack: a mark that must not begin the next
_INDENT = 0.8  # characters
_SIZE = 0.15  # how much two lines of one paragraph may differ in size
_SPREAD = 1.35  # of the usual distance between lines
_LARGER = 1.15  # a title's size by that of the text
_LABEL = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．)）](?!\d)|第.{1,3}[章节条]"
)
_PROSE = re.compile("[，。；]")  # no header has these
_STOPS = tuple("。！？；：…”）")

# PDF fonts name these as radicals; U+2F00 to U+2FD5 have their character by compatibility.
_RADICALS = str.maketrans(
    "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
)
_COMPATIBLE = re.compile("[\u2f00-\u2fd5\uf900-\ufaff]")


def reading(
    pages: Sequence[Page], path: str, kind: str, properties: dict[str, str] | None = None
) -> Reading:
    """The paragraphs of pages, one a line of ``Source.text``.

    Pages with something missing are named in ``Reading.unread``; where nothing but such pages
    is left, that is the reason of the `ReadError`.
    """
    unread = tuple(_unread(pages))
    blocks: list[RawBlock] = []
    parts: list[str] = []
    at = 0
    for paragraph in paragraphs(pages):
        pieces = trim(paragraph, [Span(0, len(paragraph))])
        if pieces:
            ((start, end),) = pieces
            blocks.append(RawBlock((Span(at, at + end - start),)))
            parts.append(paragraph[start:end])
            at += end - start + 1
    if not blocks:
        raise ReadError(path, "；".join(unread) or EMPTY)
    text = "\n".join(parts)
    return Reading(Source(text, path, kind), tuple(blocks), (), properties or {}, unread=unread)


def paragraphs(pages: Sequence[Page]) -> Iterator[str]:
    """The text of pages without what belongs to the page, a paragraph at a time."""
    repeated = _repeated(pages)
    kept = [list(_own(page, repeated)) for page in pages]
    if not any(kept):
        return
    setting = _setting(kept)
    text = ""
    before: Line | None = None
    for lines in kept:
        for index, line in enumerate(lines):
            if before is not None and setting.goes_on(before, line, same_page=index > 0):
                text = _joined(text, line.text)
            else:
                if text:
                    yield text
                text = line.text
            before = line
    yield text


class _Setting(NamedTuple):
    """How the running text is set: its margins, the distance of its lines, its size."""

    left: float
    right: float
    distance: float
    size: float
    indents: bool  # whether first lines are indented

    def goes_on(self, line: Line, after: Line, *, same_page: bool) -> bool:
        """Whether a line is the next of the same paragraph."""
        size = max(line.height, after.height)
        if abs(line.height - after.height) > _SIZE * size:
            return False
        down = after.top - line.top
        scale = max(size / self.size, 1.0) if self.size else 1.0
        if same_page and not 0 < down <= _SPREAD * self.distance * scale:
            return False
        if size > _LARGER * self.size and same_page:
            middle = (line.left + line.right) / 2, (after.left + after.right) / 2
            if abs(middle[0] - middle[1]) < size and line.left > self.left + _INDENT:
                return True
        return (
            line.right >= max(self.right - _SHORT_BY * size, self.left + _NARROWEST * size)
            and after.left <= self.left + _INDENT * size
            and not (
                line.text.endswith(_STOPS)
                and (not self.indents or _LABEL.match(after.text) is not None)
            )
        )


def _setting(pages: Sequence[Sequence[Line]]) -> _Setting:
    every = [line for lines in pages for line in lines]
    long = [line for line in every if len(line.text) >= _LONG] or every
    size = median(line.height for line in long)
    left = min(Counter(round(line.left) for line in long).most_common(3))[0]
    right = max(line.right for line in long)
    if len(long) >= _TEN:  # a single line may run over the margin
        right = quantiles([line.right for line in long], n=10)[-1]
    gaps = [b.top - a.top for lines in pages for a, b in pairwise(lines) if b.top > a.top]
    indents = any(line.left > left + _INDENT * size for line in long)
    return _Setting(left, right, median(gaps) if gaps else 0.0, size, indents)


def plain(text: str) -> str:
    """Text with radicals and compatibility forms as the characters they stand for."""
    if _COMPATIBLE.search(text):
        from unicodedata import normalize

        text = _COMPATIBLE.sub(lambda one: normalize("NFKC", one[0]), text)
    return text.translate(_RADICALS)


def _unread(pages: Sequence[Page]) -> Iterator[str]:
    """Why pages are missing, those of one reason together: “第3、5页是图片，没有文字”."""
    reasons: dict[str, list[str]] = {}
    for number, page in enumerate(pages, 1):
        if page.missing:
            reasons.setdefault(page.missing, []).append(str(number))
    for why, numbers in reasons.items():
        yield f"第{'、'.join(numbers)}页{why}"


def _edges(page: Page) -> list[Line]:
    ordered = sorted(page.lines, key=lambda line: line.top)
    return ordered if len(ordered) <= 2 * _EDGES else ordered[:_EDGES] + ordered[-_EDGES:]


def _place(line: Line, page: Page) -> tuple[str, int]:
    words = re.sub(r"\d+", "#", "".join(line.text.split()))
    return words, round(50 * line.top / (page.height or 1))


def _repeated(pages: Sequence[Page]) -> set[tuple[str, int]]:
    """The words and places of lines that many pages have."""
    written = [page for page in pages if page.lines]
    found = Counter(place for page in written for place in {_place(x, page) for x in _edges(page)})
    least = max(2, _OFTEN * len(written))
    return {place for place, count in found.items() if count >= least}


def _own(page: Page, repeated: set[tuple[str, int]]) -> Iterator[Line]:
    """The lines of a page that are the draft's."""
    edges = _edges(page)
    for line in page.lines:
        if line in edges:
            share = line.top / (page.height or 1)
            if _place(line, page) in repeated and not _PROSE.search(line.text):
                continue
            if not _MARGIN < share < 1 - _MARGIN and _NUMBER.fullmatch(line.text.strip()):
                continue
        yield line


def _joined(text: str, after: str) -> str:
    if re.search(r"[A-Za-z][-\u2010]$", text) and after[:1].islower() and after[:1].isascii():
        return text[:-1] + after
    latin = re.search(r"[A-Za-z,.;:]$", text) and re.match(r"[A-Za-z]", after)
    return f"{text} {after}" if latin else text + after
