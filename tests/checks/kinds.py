"""Run a check kind by itself, without a rule file."""

import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from shengao import rulebook
from shengao.checks.hits import Found, Hits
from shengao.checks.options.base import Lexicons, Options
from shengao.dictionary import Entry
from shengao.document import Document, Tagger
from shengao.finding import Match
from shengao.read import text as text_reader

Run = Callable[[dict[str, Any], Document, Hits], Iterator[Match]]


@cache
def words() -> Tagger:
    return rulebook.load().words


def lexicons(**tags: str) -> Lexicons:
    """Dictionaries of words in text mode: each tag with its words, parted by spaces."""
    return Lexicons(
        {
            tag: tuple(Entry(word, "text", (), (), tag) for word in line.split())
            for tag, line in tags.items()
        }
    )


def matches(
    kind: type[Options], run: Run, options: str, text: str, known: Lexicons | None = None
) -> tuple[Document, list[Match]]:
    """What the kind finds in a text, with the options of a rule file's ``[check]``."""
    compiled, literals = kind.model_validate(tomllib.loads(options)).compile(known or lexicons())
    document = Document.of(text_reader.parse(text), words())
    found = Found(document.text)
    standing = sorted(literal for literal in literals if literal and literal in document.text)
    found.standing.update(standing)
    places = Hits(found, standing)
    return document, sorted(run(compiled, document, places), key=lambda match: match.start)
