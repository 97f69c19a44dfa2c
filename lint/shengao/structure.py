"""What a draft is made of: blocks, sentences, clauses, tokens, entities, quotations.

These are values only. `shengao.read` makes readings, `shengao.layout` names blocks,
`shengao.entity` and `shengao.segment` find the rest, `shengao.document` holds them.
Offsets count code points of the running text, but for `RawBlock`, `Comment` and the
`Hidden` of a reading, which count those of ``Source.text``.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from shengao.text import Source, Span

BlockKind = Literal[
    "title", "heading", "lead", "paragraph", "item", "cell", "note", "textbox",
    "masthead", "number", "addressee", "byline", "signoff", "contact", "copyto",
    "header", "footer",
]  # fmt: skip
PROSE: frozenset[BlockKind] = frozenset(
    ("title", "heading", "lead", "paragraph", "item", "cell", "note", "textbox")
)
"""Kinds of block that hold a writer's sentences; the others are furniture of the form."""

Modality = Literal["realised", "planned", "negated", "question", "conditional"]


class RawBlock(NamedTuple):
    """A block as a reader finds it: visible pieces of the source, in reading order.

    `kind` is given where the format itself says it (a table cell, a list item, a footnote,
    a header); `level` is that of a heading style or Markdown heading, or of a list; `label`
    is an automatic number that is shown but not in the text (“一、”).
    """

    pieces: tuple[Span, ...]
    kind: BlockKind | None = None
    level: int | None = None
    label: str = ""


class Comment(NamedTuple):
    """A remark beside the text: an HTML comment, or a Word comment on the words of `span`.

    `text` is what it says, `author` is empty where the format knows none.
    """

    span: Span
    text: str
    author: str = ""


class Hidden(NamedTuple):
    """Text that is in the file, but that a reader of the page does not see.

    Of ``hidden`` text, which is no part of ``Source.text``, `span` is the visible character
    beside it; what is ``white`` or ``tiny`` is `span` itself.
    """

    span: Span
    text: str
    how: Literal["hidden", "white", "tiny"]


class Reading(NamedTuple):
    """What a reader makes of a file. `properties` are front matter or those of the file itself.

    `unread` says in Chinese which parts of the file have no text to read: “第3页是图片，没有文字”.
    """

    source: Source
    blocks: tuple[RawBlock, ...]
    comments: tuple[Comment, ...] = ()
    properties: Mapping[str, str] = {}
    hidden: tuple[Hidden, ...] = ()
    unread: tuple[str, ...] = ()


class Block(NamedTuple):
    """A named block: ``text[start:end]`` of the running text."""

    kind: BlockKind
    start: int
    end: int
    level: int | None = None
    label: str = ""


class Sentence(NamedTuple):
    """A sentence with its final punctuation; `block` is the index of its block."""

    start: int
    end: int
    block: int


class Clause(NamedTuple):
    """A run between commas, semicolons, colons or sentence ends, without its punctuation."""

    start: int
    end: int
    sentence: int


class Token(NamedTuple):
    """A word, an entity or a mark; the tokens of a sentence tile it.

    `pos` is a tag of jieba, or ``m``/``t``/``nz`` for an entity; `entity` is the kind of the
    entity, or empty.
    """

    text: str
    pos: str
    start: int
    end: int
    entity: str = ""


class Quantity(NamedTuple):
    """A figure: the number or range as written, with its unit.

    `low` and `high` are equal unless the text gives a range (“3至5”). Myriads are multiplied
    in: “1.2万户” is 12000 with unit “户”. Percentages keep their written number with unit
    “%”; 三成 is 30 with unit “%”. `approximate` for 约、近、余、多、超.
    """

    low: Decimal
    high: Decimal
    unit: str = ""
    approximate: bool = False


class Period(NamedTuple):
    """A date or span of dates as written; fields that the text leaves out are None.

    `first` and `last` are the resolved days where the text (or the draft's year) gives a
    year; `precision` is what the words give.
    """

    precision: Literal["year", "half", "quarter", "month", "third", "day", "plan"]
    year: int | None = None
    month: int | None = None
    day: int | None = None
    first: date | None = None
    last: date | None = None
    relative: bool = False  # 今年、去年、上月: placed only by the draft's own date


class Clock(NamedTuple):
    """A time of day; `spoken` for 早上8点半 beside 8时30分."""

    hour: int
    minute: int | None = None
    spoken: bool = False


EntityKind = Literal[
    "date", "time", "figure", "percent", "point", "money", "ordinal",
    "document-number", "article", "phone", "identity-number", "title", "url", "latin",
]  # fmt: skip
FIGURES: frozenset[EntityKind] = frozenset(("figure", "percent", "point", "money"))
"""Kinds of entity that can back a claim."""


class Entity(NamedTuple):
    """A recognised thing: ``text[start:end]``, with its value where it has one."""

    kind: EntityKind
    start: int
    end: int
    value: Quantity | Period | Clock | str | None = None


class Quotation(NamedTuple):
    """A quoted run with its marks: reported ``speech``, a ``term`` (“三查三改”), or a 《title》."""

    kind: Literal["speech", "term", "title"]
    start: int
    end: int
