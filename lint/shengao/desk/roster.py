"""Which unit a draft is from: by its sender, its file, its sign-off, as the roster has them."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from shengao.container import Letter
from shengao.document import Document
from shengao.facts.names import signer
from shengao.profile_tables import Roster as Units

_SIGNED = frozenset(("signoff", "masthead", "byline", "contact"))
_AUTHOR = re.compile(
    r"(?:撰稿|撰写|供稿|作者|报送人|联系人|信息员|执笔|通讯员)(?:人)?\s*[:：]?\s*"
    r"([\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{1,8})?)(?![\u4e00-\u9fff])"
)
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}")


_LONGEST = 30  # characters of the name of a unit


class _Name(NamedTuple):
    expression: re.Pattern[str]
    unit: str
    size: int


class Signs(NamedTuple):
    """The unit that signs, empty where none does, and all that says whose a draft is: front
    matter, sign-off, form, the surest first."""

    unit: str
    said: tuple[str, ...]


class Roster:
    """The units of an office by the names that they go by; without any it knows none."""

    def __init__(self, units: Units = ()) -> None:
        self.classes = {unit: kind for unit, kind, _ in units}
        self._addresses: list[_Name] = []
        self._names: list[_Name] = []
        for unit, _, names in units:
            for name in names:
                parts = map(re.escape, name.split("*"))
                expression = re.compile(".*".join(parts), re.IGNORECASE)
                held = self._addresses if "@" in name else self._names
                held.append(_Name(expression, unit, len(name.replace("*", ""))))

    def sender(self, letter: Letter) -> str:
        """The unit of a mail: by the address, by the name beside it, by the subject."""
        found = [one for one in self._addresses if one.expression.fullmatch(letter.address)]
        if found:
            return max(found, key=lambda one: one.size).unit
        return self.named((letter.name, letter.subject))

    def named(self, texts: Iterable[str]) -> str:
        """The unit that the first text names that names any; the longest name counts."""
        for text in texts:
            found = [one for one in self._names if one.expression.search(text)] if text else []
            if found:
                return max(found, key=lambda one: one.size).unit
        return ""


def signed(document: Document) -> Signs:
    """What a draft says of whose it is."""
    text = document.text
    signs = [text[one.start : one.end] for one in document.blocks if one.kind == "signoff"]
    units = [document.properties.get("unit", "").strip(), *map(signer, reversed(signs))]
    own = next((one for one in units if one), "")
    forms = [text[b.start : b.end] for b in document.blocks if b.kind in _SIGNED - {"signoff"}]
    return Signs(own if len(own) <= _LONGEST else "", (*units, *forms))


def unit(roster: Roster, letter: Letter | None, parts: Sequence[str], signs: Signs | None) -> str:
    """The unit of a draft: `parts` are its file and the folders that hold it, the nearest first.

    One that is in no roster goes by the name that it signs with; empty where it does not.
    """
    known = roster.sender(letter) if letter is not None else ""
    said = signs.said if signs is not None else ()
    return known or roster.named((*parts, *said)) or (signs.unit if signs is not None else "")


def author(document: Document, letter: Letter | None, roster: Roster) -> str:
    """Who wrote a draft, where it or its mail says so."""
    named = document.properties.get("author", "").strip()
    if named:
        return named
    for block in document.blocks:
        if block.kind in _SIGNED:
            found = _AUTHOR.search(document.text, block.start, block.end)
            if found is not None:
                return found[1]
    name = letter.name if letter is not None else ""
    return name if _PERSON.fullmatch(name) and not roster.named((name,)) else ""
