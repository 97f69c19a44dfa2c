"""A draft as it is archived, and which drafts never are."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import blake2b
from pathlib import PurePath
from typing import NamedTuple

from shengao.archive.formulas import Formulas
from shengao.archive.marks import marks
from shengao.archive.masks import Mask, Masked, masked
from shengao.checks.identifier import secrecy
from shengao.document import Document

_TITLE = 8  # characters of a title that says what it is about
SHORTEST = 20
"""Characters that count of a draft, below which there is nothing to compare."""


@dataclass(frozen=True)
class Entry:
    """An archived draft.

    `path` is where it was read from, absolute, empty for standard input; `unit` who reported
    it, empty where the draft does not say; `archived` and `submitted` are days. `faults` are the
    counts of findings by fault, None where it was archived unchecked, and `scores` the values of
    the criteria that could be measured, 0 to 100. `number` is that of the archive, 0 before it
    has one. `author` is what the draft says of who wrote it: front matter, else its byline.
    """

    text: Masked
    title: str = ""
    path: str = ""
    unit: str = ""
    genre: str = ""
    archived: date = date.min
    submitted: date | None = None
    faults: Mapping[str, int] | None = field(default=None, hash=False)
    scores: Mapping[str, float] | None = field(default=None, hash=False)
    number: int = 0
    author: str = ""

    @property
    def where(self) -> str:
        """The draft as people are told of it."""
        name = f"《{self.title}》" if self.title else "无题的稿件"
        place = f"，{PurePath(self.path).name}" if self.path else ""
        return f"{name}（{self.archived.isoformat()}存档{place}）"

    @cached_property
    def identity(self) -> str:
        """The same for the same text of the same path and unit, which is archived once."""
        return digest("\0".join((self.path, self.unit, self.text.text)))

    @cached_property
    def same_text(self) -> str:
        """The same for the same text."""
        return digest(self.text.text)

    @cached_property
    def title_key(self) -> str:
        """The same for the same title, marks left out; empty for one too short to be its own."""
        return title_key(self.title)

    @property
    def characters(self) -> int:
        """The characters of the text, but for spaces."""
        return characters(self.text.text)

    @cached_property
    def marks(self) -> list[int]:
        """Those by which it is found."""
        return marks(self.text.bare.characters)


class Checked(NamedTuple):
    """What an archive remembers of checking a draft: see `Entry`. `day` is that of submission,
    else that of archiving."""

    number: int
    path: str
    unit: str
    author: str
    day: date
    characters: int
    faults: Mapping[str, int]
    scores: Mapping[str, float]


def of(
    document: Document,
    formulas: Formulas,
    *,
    path: str,
    archived: date,
    submitted: date | None = None,
) -> Entry:
    """The entry of a draft that was read from `path`."""
    text = masked(document, formulas)
    return Entry(
        Masked(_storable(text.text), text.masks),
        _storable(document.title),
        _storable(path),
        _storable(document.properties.get("unit", "").strip()),
        document.genre or "",
        archived,
        submitted,
        author=_storable(_author(document)),
    )


def _author(document: Document) -> str:
    named = document.properties.get("author", "").strip()
    lines = (document.text[one.start : one.end] for one in document.blocks if one.kind == "byline")
    return named or " ".join(" ".join(lines).split())


def characters(text: str) -> int:
    """The characters of a text, but for spaces."""
    return len("".join(text.split()))


def why_not(document: Document, entry: Entry) -> str:
    """Why a draft is not archived, in Chinese; empty if it may be.

    One with a mark of secrecy (绝密、机密、秘密) must not be kept on this computer at all.
    """
    if secrecy(document):
        return "带有密级标志，不存档：请停止报送，按保密规定处理"
    if len(entry.text.plain.characters) < SHORTEST:
        return f"正文不到{SHORTEST}个字，不存档"
    return ""


def title_key(title: str) -> str:
    """See `Entry.title_key`."""
    bare = "".join(filter(str.isalnum, title))
    return digest(bare) if len(bare) >= _TITLE else ""


def digest(text: str) -> str:
    """A short stable name for a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _storable(text: str) -> str:
    """The text as long as before, without what databases refuse: halves of characters, NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", " ")


def packed(masks: tuple[Mask, ...]) -> str:
    """Masks as JSON."""
    return json.dumps(masks, separators=(",", ":"))


def unpacked(text: str) -> tuple[Mask, ...]:
    """The masks again."""
    return tuple(Mask(*mask) for mask in json.loads(text))
