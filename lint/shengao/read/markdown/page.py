"""The blocks and comments of a Markdown text, token by token."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from shengao.read.markdown.parser import commonmark
from shengao.read.markdown.places import segments_of, spans_of, walk
from shengao.read.pieces import trim
from shengao.structure import BlockKind, Comment, RawBlock
from shengao.text import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_HTML = re.compile(
    r"<(script|style|pre|textarea)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|</?[a-z][^<>]*>|<[!?][^>]*>"
    r"|&(?:#\w+|[a-z]\w*);",
    re.IGNORECASE | re.DOTALL,
)
_LINE = re.compile(r"[^\n]+")
_LEFT_OVER = re.compile(r"\*\*+")


class Page:
    """A walk over the tokens of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[RawBlock] = []
        self.comments: list[Comment] = []
        self._lists = 0
        self._labels: list[str] = []  # of the list items open, until their first block

    def read(self) -> tuple[list[RawBlock], list[Comment]]:
        """The blocks and comments of the text, in its order."""
        kind: BlockKind | None = None
        level: int | None = None
        for token in commonmark().parse(self.text):
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
        segments = list(segments_of(token, self.text))
        pieces: list[Span] = []
        for part in walk(token.content, token.children or []):
            spans = spans_of(segments, part.start, part.end)
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
        segments = list(segments_of(token, self.text))
        line: list[Span] = []
        at = ended = 0
        for masked in (*_HTML.finditer(token.content), None):
            upto = masked.start() if masked else len(token.content)
            for words in _LINE.finditer(token.content, at, upto):
                if "\n" in token.content[ended : words.start()]:
                    self._add(line, None, None)
                    line = []
                line += spans_of(segments, *words.span())
                ended = words.end()
            if masked:
                at = masked.end()
                self._comment(spans_of(segments, *masked.span()))
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
