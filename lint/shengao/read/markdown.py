"""Markdown: the words that a reader of the rendered page sees, at their places in the source.

markdown-it finds blocks and inline marks but keeps no positions within a line. They are
exact here because the tokens of a line tile it: each block rule notes where its lines
begin, the two inline rules whose extent their tokens do not show note where they end, and
`_walk` goes along the line token by token.

Left out are code blocks, images, tags, comments and the marks themselves. The words of
inline code stay: a reader sees them, and leaving them out would join their neighbours
into words that nobody wrote.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from shengao.errors import ReadError
from shengao.read import encoding
from shengao.read.pieces import trim
from shengao.structure import BlockKind, Comment, RawBlock, Reading
from shengao.text import Source, Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MAXIMUM = encoding.MAXIMUM

_KEYS = {
    "title": "title", "标题": "title",
    "genre": "genre", "文种": "genre", "体裁": "genre",
    "submitted": "submitted", "报送日期": "submitted",
    "unit": "unit", "报送单位": "unit",
    "author": "author", "作者": "author",
    "solicited": "solicited", "约稿": "solicited",
}  # fmt: skip
"""Keys of front matter to properties of a reading; other keys are for other programs."""

_MATTER = re.compile(r"---[ \t]*\n")
_MATTER_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_PAIR = re.compile(r"[ \t]*([\w-]+)[ \t]*[:：=][ \t]*(.*?)[ \t]*")
_MATTER_LINE = re.compile(r"\s*(?:#.*|-\s.*)?|[ \t]+.*")  # a remark, a list, more of a value

_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_FOOTNOTE_TEXT = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")
_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r" *\\?\n[ \t]*")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_HTML = re.compile(
    r"<(script|style|pre|textarea)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|</?[a-z][^<>]*>|<[!?][^>]*>"
    r"|&(?:#\w+|[a-z]\w*);",
    re.IGNORECASE | re.DOTALL,
)
_LINE = re.compile(r"[^\n]+")
_CELL_EDGE = re.compile(r"(?<!\\)\|")
_LEFT_OVER = re.compile(r"\*\*+")

_BlockRule = Callable[["StateBlock", int, int, bool], bool]
_InlineRule = Callable[["StateInline", bool], bool]


def read(data: bytes, path: str) -> Reading:
    """The blocks of a Markdown file; ``Source.text`` is the whole decoded file."""
    return parse(encoding.decode(data, path), path)


def parse(text: str, path: str = "<text>") -> Reading:
    """The blocks of a Markdown text, and its front matter as properties.

    Soft line breaks are joined; a hard one, or one before a full-width indent, begins a new
    block. Raises `ReadError` where nothing is left.
    """
    # Made what markdown-it would make of it, but of the same length.
    flat = text.replace("\r\n", " \n").replace("\r", "\n").replace("\0", "\ufffd")
    properties, end = _front_matter(flat)
    flat = re.sub(r"[^\n]", " ", flat[:end]) + flat[end:]
    blocks, comments = _Page(flat).read()
    if not blocks:
        raise ReadError(path, encoding.EMPTY)
    return Reading(Source(text, path, "markdown"), tuple(blocks), tuple(comments), properties)


def _front_matter(text: str) -> tuple[dict[str, str], int]:
    """The properties of a ``---`` block at the top, and where it ends (0 without one)."""
    opening = _MATTER.match(text)
    closing = _MATTER_END.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return {}, 0
    properties: dict[str, str] = {}
    pairs = 0
    for line in text[opening.end() : closing.start()].split("\n"):
        if (pair := _PAIR.fullmatch(line)) is not None:
            pairs += 1
            key, value = pair[1].lower(), pair[2]
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1]
            if value and key in _KEYS:
                properties.setdefault(_KEYS[key], value)
        elif _MATTER_LINE.fullmatch(line) is None:
            return {}, 0  # prose between two rules
    return (properties, closing.end()) if pairs else ({}, 0)


class _Part(NamedTuple):
    """A stretch of an inline token's content."""

    kind: Literal["text", "break", "html"]
    start: int
    end: int


class _Page:
    """A walk over the tokens of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[RawBlock] = []
        self.comments: list[Comment] = []
        self._lists = 0
        self._labels: list[str] = []  # of the list items open, until their first block

    def read(self) -> tuple[list[RawBlock], list[Comment]]:
        kind: BlockKind | None = None
        level: int | None = None
        for token in _markdown().parse(self.text):
            match token.type:
                case "heading_open":
                    kind, level = "heading", int(token.tag[1])
                case "th_open" | "td_open":
                    kind = "cell"
                case "paragraph_open" if token.meta.get("note"):
                    kind = "note"
                case "heading_close" | "th_close" | "td_close" | "paragraph_close":
                    kind, level = None, None
                case "bullet_list_open" | "ordered_list_open":
                    self._lists += 1
                case "bullet_list_close" | "ordered_list_close":
                    self._lists -= 1
                case "list_item_open":
                    self._labels.append(token.info + token.markup if token.info else "")
                case "list_item_close":
                    self._labels.pop()
                case "inline":
                    self._inline(token, kind, level)
                case "html_block":
                    self._html(token)
        return self.blocks, self.comments

    def _add(self, pieces: list[Span], kind: BlockKind | None, level: int | None) -> None:
        trimmed = trim(self.text, pieces)
        if not trimmed:
            return
        label = ""
        if kind is None and self._lists:
            kind, level = "item", self._lists
            label, self._labels[-1] = self._labels[-1], ""
        self.blocks.append(RawBlock(trimmed, kind, level, label))

    def _inline(self, token: "Token", kind: BlockKind | None, level: int | None) -> None:
        segments = list(_segments(token, self.text))
        pieces: list[Span] = []
        for part in _walk(token.content, token.children or []):
            spans = _spans(segments, part.start, part.end)
            if part.kind == "text":
                for span in spans:
                    pieces += _without_left_over(self.text, span)
                continue
            if part.kind == "html" and self._comment(spans):
                continue
            if part.kind == "break" or _BREAK_TAG.fullmatch(token.content, part.start, part.end):
                self._add(pieces, kind, level)
                pieces = []
        self._add(pieces, kind, level)

    def _html(self, token: "Token") -> None:
        """The lines of a block of HTML, without tags."""
        segments = list(_segments(token, self.text))
        line: list[Span] = []
        at = ended = 0
        for masked in (*_HTML.finditer(token.content), None):
            upto = masked.start() if masked else len(token.content)
            for words in _LINE.finditer(token.content, at, upto):
                if "\n" in token.content[ended : words.start()]:
                    self._add(line, None, None)
                    line = []
                line += _spans(segments, *words.span())
                ended = words.end()
            if masked:
                at = masked.end()
                self._comment(_spans(segments, *masked.span()))
        self._add(line, None, None)

    def _comment(self, spans: list[Span]) -> bool:
        """Keep a tag as a comment if it is one."""
        where = Span(spans[0].start, spans[-1].end) if spans else Span(0, 0)
        found = _COMMENT.fullmatch(self.text, *where)
        if found is not None:
            self.comments.append(Comment(where, found[1].strip()))
        return found is not None


def _without_left_over(text: str, span: Span) -> Iterator[Span]:
    """Bold marks that CommonMark leaves as they are beside Chinese punctuation are marks too."""
    at = span.start
    for mark in _LEFT_OVER.finditer(text, span.start, span.end):
        if at < mark.start():
            yield Span(at, mark.start())
        at = mark.end()
    if at < span.end:
        yield Span(at, span.end)


class _Segment(NamedTuple):
    """A run of an inline token's content that stands in the source as it is."""

    start: int  # in the content
    origin: int  # in the source
    length: int


def _segments(token: "Token", text: str) -> Iterator[_Segment]:
    at = 0
    for line, origin in zip(token.content.split("\n"), token.meta["starts"], strict=False):
        words = line.strip(" \t")
        start = at + line.find(words)
        at += len(line) + 1
        if not text.startswith(words, origin) and (space := _SPACE.match(text, origin)):
            # What markdown-it strips from a paragraph besides blanks: not every kind of space.
            origin = space.end() - (len(words) - len(words.lstrip()))
        if text.startswith(words, origin):
            yield _Segment(start, origin, len(words))
        else:  # a table cell, where "|" was written "\|"
            for index, part in enumerate(words.split("|")):
                run = "|" + part if index else part
                yield _Segment(start, origin, len(run))
                start += len(run)
                origin += len(run) + 1


def _spans(segments: Iterable[_Segment], start: int, end: int) -> list[Span]:
    """Where the characters ``start:end`` of a token's content stand in the source."""
    return [
        Span(origin + first - at, origin + last - at)
        for at, origin, length in segments
        if (first := max(at, start)) < (last := min(at + length, end))
    ]


def _walk(content: str, tokens: Iterable["Token"]) -> Iterator[_Part]:
    """The parts of an inline token's content; its children tile it."""
    at = 0
    link = False  # in <https://…>, whose text is written otherwise than its token says
    for token in tokens:
        start = at
        match token.type:
            case "text" if link:
                at = content.index(">", at)
                yield _Part("text", start, at)
            case "text":
                at += len(token.content)
                yield _Part("text", start, at)
            case "text_special":
                at += len(token.markup)
                if token.info == "escape":
                    yield _Part("text", at - len(token.content), at)
                elif token.content == "&":
                    yield _Part("text", start, start + 1)
            case "softbreak" | "hardbreak":
                if (gap := _BREAK.match(content, at)) is not None:
                    at = gap.end()
                if token.type == "hardbreak" or content.startswith("\u3000", at):
                    yield _Part("break", start, at)
            case "code_inline":
                ticks = len(token.markup)
                closing = re.compile(rf"(?<!`){token.markup}(?!`)").search(content, at + ticks)
                if closing is not None:
                    yield _Part("text", at + ticks, closing.start())
                    at = closing.end()
            case "html_inline":
                at += len(token.content)
                yield _Part("html", start, at)
            case "link_open":
                at += 1
                link = token.info == "auto"
            case "link_close" if link:
                at += 1
                link = False
            case "link_close" | "image":
                at = token.meta["end"]
            case "footnote":
                at += len(token.content)
            case _:
                at += len(token.markup)


def _markdown() -> "MarkdownIt":
    """CommonMark with tables, strikethrough and footnotes; tokens know where they stand."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import heading, html_block, lheading, paragraph, table
    from markdown_it.rules_inline import image, link

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    block, inline = parser.block.ruler, parser.inline.ruler
    # A rule that is replaced loses the list of blocks that it can interrupt.
    block.at("table", _noting(table, _cells), {"alt": ["paragraph", "reference"]})
    block.at(
        "heading", _noting(heading, _heading), {"alt": ["paragraph", "reference", "blockquote"]}
    )
    block.at(
        "html_block",
        _noting(html_block, _lines),
        {"alt": ["paragraph", "reference", "blockquote"]},
    )
    block.at("lheading", _noting(lheading, _lines))
    block.at("paragraph", _noting(paragraph, _lines))
    block.before("reference", "footnote", _footnote_text, {"alt": ["paragraph", "reference"]})
    inline.at("link", _ending(link))
    inline.at("image", _ending(image))
    inline.before("link", "footnote", _footnote)
    return parser


def _noting(rule: _BlockRule, starts: Callable[["StateBlock", list["Token"]], None]) -> _BlockRule:
    """The rule; of each inline token that it makes, the places where its lines begin are kept."""

    def noting(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        done = rule(state, start, end, silent)
        if done and not silent:
            starts(state, [t for t in state.tokens[before:] if t.type in ("inline", "html_block")])
        return done

    return noting


def _lines(state: "StateBlock", tokens: list["Token"]) -> None:
    for token in tokens:
        lines = list(range(*(token.map or (0, 0))))
        # A first line of rarer whitespace is no empty line to markdown-it, and then stripped.
        first = token.content.partition("\n")[0].strip(" \t")
        while lines and (line := _rare_space(state, lines[0])) and first not in line:
            del lines[0]
        token.meta["starts"] = [_start(state, line) for line in lines]


def _heading(state: "StateBlock", tokens: list["Token"]) -> None:
    for token in tokens:
        at = _start(state, (token.map or (0, 0))[0])
        while state.src.startswith("#", at):
            at += 1
        token.meta["starts"] = [state.skipSpaces(at)]


def _cells(state: "StateBlock", tokens: list["Token"]) -> None:
    row = -1
    starts: Iterator[int] = iter(())
    for token in tokens:
        line = (token.map or (0, 0))[0]
        if line != row:
            row = line
            at, end = _start(state, line), state.eMarks[line]
            if state.src.startswith("|", at):
                at += 1
            edges = [edge.end() for edge in _CELL_EDGE.finditer(state.src, at, end)]
            starts = iter([at, *edges])
        token.meta["starts"] = [state.skipSpaces(next(starts, state.eMarks[line]))]


def _rare_space(state: "StateBlock", line: int) -> str:
    """A line that is nothing but whitespace; empty for any other."""
    content = state.src[_start(state, line) : state.eMarks[line]]
    return "" if content.strip() else content


def _start(state: "StateBlock", line: int) -> int:
    return state.bMarks[line] + state.tShift[line]


def _ending(rule: _InlineRule) -> _InlineRule:
    """The rule; the last token that it makes keeps where in the line it ends."""

    def ending(state: "StateInline", silent: bool) -> bool:
        done = rule(state, silent)
        if done and not silent:
            state.tokens[-1].meta["end"] = state.pos
        return done

    return ending


def _footnote(state: "StateInline", silent: bool) -> bool:
    mark = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if mark is None:
        return False
    if not silent:
        state.push("footnote", "", 0).content = mark[0]
    state.pos = mark.end()
    return True


def _footnote_text(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """``[^1]: …`` up to an empty line or the next footnote."""

    def opening(line: int) -> re.Match[str] | None:
        if state.is_code_block(line):
            return None
        return _FOOTNOTE_TEXT.match(state.src, _start(state, line), state.eMarks[line])

    mark = opening(start)
    if mark is None:
        return False
    if silent:
        return True
    upto = start + 1
    while upto < end and not state.isEmpty(upto) and opening(upto) is None:
        upto += 1
    starts = [mark.end(), *(_start(state, line) for line in range(start + 1, upto))]
    state.push("paragraph_open", "p", 1).meta["note"] = True
    token = state.push("inline", "", 0)
    token.map = [start, upto]
    token.children = []
    token.content = "\n".join(
        state.src[begin : state.eMarks[line]] for line, begin in enumerate(starts, start)
    )
    token.meta["starts"] = starts
    state.push("paragraph_close", "p", -1)
    state.line = upto
    return True
