"""Where the content of a token stands in the source, to the character."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from shengao.text import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r" *\\?\n[ \t]*")


class Segment(NamedTuple):
    """A run of an inline token's content that stands in the source as it is."""

    start: int  # in the content
    origin: int  # in the source
    length: int


def segments_of(token: "Token", text: str) -> Iterator[Segment]:
    """The runs that a token's content is made of; its ``starts`` say where its lines begin."""
    at = 0
    for line, origin in zip(token.content.split("\n"), token.meta["starts"], strict=False):
        words = line.strip(" \t")
        start = at + line.find(words)
        at += len(line) + 1
        if not text.startswith(words, origin) and (space := _SPACE.match(text, origin)):
            # What markdown-it strips from a paragraph besides blanks: not every kind of space.
            origin = space.end() - (len(words) - len(words.lstrip()))
        if text.startswith(words, origin):
            yield Segment(start, origin, len(words))
        else:  # a table cell, where "|" was written "\|"
            for index, part in enumerate(words.split("|")):
                run = "|" + part if index else part
                yield Segment(start, origin, len(run))
                start += len(run)
                origin += len(run) + 1


def spans_of(segments: Iterable[Segment], start: int, end: int) -> list[Span]:
    """Where the characters ``start:end`` of a token's content stand in the source."""
    return [
        Span(origin + first - at, origin + last - at)
        for at, origin, length in segments
        if (first := max(at, start)) < (last := min(at + length, end))
    ]


class Part(NamedTuple):
    """A stretch of an inline token's content."""

    kind: Literal["text", "break", "html"]
    start: int
    end: int


def walk(content: str, tokens: Iterable["Token"]) -> Iterator[Part]:
    """The parts of an inline token's content; its children tile it."""
    at = 0
    link = False  # in <https://…>, whose text is written otherwise than its token says
    for token in tokens:
        start = at
        match token.type:
            case "text" if link:
                at = content.index(">", at)
                yield Part("text", start, at)
            case "text":
                at += len(token.content)
                yield Part("text", start, at)
            case "text_special":
                at += len(token.markup)
                if token.info == "escape":
                    yield Part("text", at - len(token.content), at)
                elif token.content == "&":
                    yield Part("text", start, start + 1)
            case "softbreak" | "hardbreak":
                if (gap := _BREAK.match(content, at)) is not None:
                    at = gap.end()
                if token.type == "hardbreak" or content.startswith("\u3000", at):
                    yield Part("break", start, at)
            case "code_inline":
                ticks = len(token.markup)
                closing = re.compile(rf"(?<!`){token.markup}(?!`)").search(content, at + ticks)
                if closing is not None:
                    yield Part("text", at + ticks, closing.start())
                    at = closing.end()
            case "html_inline":
                at += len(token.content)
                yield Part("html", start, at)
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
