"""Markdown: the words that a reader of the rendered page sees, at their places in the source.

markdown-it finds blocks and inline marks but keeps no positions within a line. They are
exact here because the tokens of a line tile it: each block rule notes where its lines
begin, the two inline rules whose extent their tokens do not show note where they end, and
`shengao.read.markdown.places.walk` goes along the line token by token.

Left out are code blocks, images, tags, comments and the marks themselves. The words of
inline code stay: a reader sees them, and leaving them out would join their neighbours
into words that nobody wrote.
"""

import re

from shengao.errors import ReadError
from shengao.read import encoding
from shengao.read.markdown.front_matter import front_matter
from shengao.read.markdown.page import Page
from shengao.structure import Reading
from shengao.text import Source

MAXIMUM = encoding.MAXIMUM


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
    properties, end = front_matter(flat)
    flat = re.sub(r"[^\n]", " ", flat[:end]) + flat[end:]
    blocks, comments = Page(flat).read()
    if not blocks:
        raise ReadError(path, encoding.EMPTY)
    return Reading(Source(text, path, "markdown"), tuple(blocks), tuple(comments), properties)
