"""HTML: the words that a reader of the rendered page sees, at their places in the source.

Scripts, styles, forms, navigation and what is not displayed are left out. A line break within a
paragraph is no space: the page of a Chinese editor breaks lines where it likes. Character
references are left out, but for ``&amp;``, as they are in Markdown; where a page writes all its
Chinese as references, ``Source.text`` is the page with these written out.
"""

import re
from html import unescape
from html.entities import html5
from html.parser import HTMLParser

from shengao.errors import ReadError
from shengao.read import encoding
from shengao.read.pieces import trim
from shengao.structure import BlockKind, Comment, RawBlock, Reading
from shengao.text import Source, Span

MAXIMUM = encoding.MAXIMUM

_VOID = frozenset(
    (
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr",
    )
)  # fmt: skip
_UNREAD = frozenset(
    (
        "script", "style", "template", "noscript", "head", "title", "svg", "math", "select",
        "textarea", "button", "nav", "object", "iframe", "audio", "video", "canvas",
    )
)  # fmt: skip
_INLINE = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del",
        "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "output", "q", "ruby", "s",
        "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
        "wbr", "o:p", "st1:chsdate",
    )
)  # fmt: skip
_LEFT_OUT = frozenset(("del", "s", "strike", "rt", "rp"))  # struck, or above the words
_CLOSED_BY = {
    "li": frozenset(("li",)),
    "p": frozenset(("p",)),
    "td": frozenset(("td", "th")),
    "th": frozenset(("td", "th")),
    "tr": frozenset(("tr", "td", "th")),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
}  # what an opening tag ends without a closing one
_HEADING = re.compile("h[1-6]")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_LINE = re.compile(r"[^\r\n]+")
_REFERENCE = re.compile(r"&#(?:x[0-9a-f]{1,6}|\d{1,7});?", re.IGNORECASE)
_HAN = re.compile("[\u3400-\u9fff]")
_CELL = 200  # characters: a cell with more lays out a page, and is none of a table
_DEEPEST = 200  # tags: more are counted as if they stood in the last


def read(data: bytes, path: str) -> Reading:
    """The blocks of a page; ``Source.text`` is the whole decoded file."""
    return parse(encoding.decode(data, path), path)


def parse(text: str, path: str = "<text>") -> Reading:
    """The blocks of a page. Raises `ReadError` where it has no words."""
    text = _written_out(text)
    page = _Page(text)
    page.feed(text)
    page.close()
    page.finish()
    if not page.blocks:
        raise ReadError(path, encoding.EMPTY)
    return Reading(Source(text, path, "html"), tuple(page.blocks), tuple(page.comments))


def _written_out(text: str) -> str:
    """The text; that of a page with more Chinese in references than out of them, written out."""
    referred = _REFERENCE.findall(text)
    if not referred or sum(map(len, map(_HAN.findall, map(unescape, referred)))) <= len(
        _HAN.findall(text)
    ):
        return text

    def written(reference: re.Match[str]) -> str:
        character = unescape(reference[0])
        return character if ord(character[0]) > 127 else reference[0]

    return _REFERENCE.sub(written, text)


class _Page(HTMLParser):
    """Collects the blocks of a page as its tags come by."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        self.blocks: list[RawBlock] = []
        self.comments: list[Comment] = []
        self._open: list[tuple[str, bool]] = []  # tags, with whether their words are left out
        self._pieces: list[Span] = []
        self._cells: list[int] = []  # of each cell open, the number of blocks before it
        self._starts = _line_starts(text)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """``<![if …]>`` as Word writes it; for what is only like it, the library would fail."""
        place = self.getpos()
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            self.lineno, self.offset = place  # it had gone on
            return self.rawdata.find(">", i) + 1 or -1

    def _place(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    @property
    def _is_unread(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag: a block begins with it unless it stands in a line."""
        ends = _CLOSED_BY.get(tag)
        if ends is not None and self._open and self._open[-1][0] in ends:
            self.handle_endtag(self._open[-1][0])
        if tag not in _INLINE:
            self._end_block()
        if tag in _VOID or len(self._open) >= _DEEPEST:
            return
        said = dict(attrs)
        unread = (
            self._is_unread
            or tag in _UNREAD
            or tag in _LEFT_OUT
            or "hidden" in said
            or _HIDDEN.search(said.get("style") or "") is not None
        )
        self._open.append((tag, unread))
        if tag in ("td", "th"):
            self._cells.append(len(self.blocks))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag such as ``<br/>`` ends where it begins, but that of HTML elements does not."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and (":" in tag or tag in ("svg", "math")):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag with those in it that were left open; one never opened means nothing."""
        if tag not in _INLINE:
            self._end_block()
        at = next((i for i in reversed(range(len(self._open))) if self._open[i][0] == tag), None)
        if at is None:
            return
        closed = [name for name, _ in self._open[at:]]
        for name in reversed(closed):
            if name in ("td", "th"):
                self._end_block()
                self._end_cell()
        del self._open[at:]

    def handle_data(self, data: str) -> None:
        """Words, a piece for each line of them."""
        if self._is_unread:
            return
        start = self._place()
        for line in _LINE.finditer(data):
            words = line[0]
            first = start + line.start()
            end = start + line.end()
            if line.start() > 0:
                first += len(words) - len(words.lstrip(" \t"))
            if line.end() < len(data):
                end -= len(words) - len(words.rstrip(" \t"))
            if first < end:
                self._pieces.append(Span(first, end))

    def handle_entityref(self, name: str) -> None:
        """Keep what stands in the source as it is shown: ``&`` itself, and what is no reference."""
        if self._is_unread:
            return
        start = self._place()
        if name == "amp":
            self._pieces.append(Span(start, start + 1))
        elif name not in html5 and f"{name};" not in html5:
            self._pieces.append(Span(start, start + 1 + len(name)))

    def handle_comment(self, data: str) -> None:
        """Keep a remark with its place."""
        start = self._place()
        end = self.text.find("-->", start + 4)
        if end >= 0:
            self.comments.append(Comment(Span(start, end + 3), data.strip()))

    def finish(self) -> None:
        """End what is still open."""
        self._end_block()
        while self._cells:
            self._end_cell()

    def _end_block(self) -> None:
        pieces, self._pieces = self._pieces, []
        if not pieces:
            return
        trimmed = trim(self.text, pieces)
        if trimmed:
            kind, level = self._kind()
            self.blocks.append(RawBlock(trimmed, kind, level))

    def _kind(self) -> tuple[BlockKind | None, int | None]:
        lists = 0
        item = False
        for tag, _ in reversed(self._open):
            if _HEADING.fullmatch(tag):
                return "heading", int(tag[1])
            if tag in ("td", "th"):
                break
            item = item or tag == "li"
            lists += tag in ("ul", "ol")
        return ("item", max(lists, 1)) if item else (None, None)

    def _end_cell(self) -> None:
        """Name the blocks of a cell, if it is one of a table."""
        first = self._cells.pop()
        own = self.blocks[first:]
        size = sum(end - start for block in own for start, end in block.pieces)
        if size <= _CELL and not any(block.kind == "heading" for block in own):
            self.blocks[first:] = [RawBlock(block.pieces, "cell") for block in own]


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]
