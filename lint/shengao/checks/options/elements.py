"""``elements``: what a draft of a genre must hold, and does not."""

import re
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shengao.checks.options.base import Lexicons, Options
from shengao.genre import canonical
from shengao.structure import EntityKind

_ANYWHERE = "。"
"""Gates the check, which asks for what is not there."""


class Sign(BaseModel):
    """What shows an element: one of `words`, an expression, an entity of these kinds.

    Of two or three that are given, all must stand in one sentence. `within` is the first
    paragraph (``lead``), or all that follows the title; with `after`, only what follows the first
    of those words in there, if one stands.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    words: tuple[str, ...] = ()
    regex: str = ""
    entity: tuple[EntityKind, ...] = ()
    within: Literal["lead", "body"] = "body"
    after: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> "Sign":
        if not (self.words or self.regex or self.entity):
            raise ValueError("应写 words、regex、entity 中的一项")
        return self

    def compile(self, lexicons: Lexicons) -> dict[str, Any]:
        """The sign as plain data."""
        return {
            "words": self.words,
            "regex": lexicons.expand(self.regex) if self.regex else "",
            "entity": self.entity,
            "within": self.within,
            "after": lexicons.keep("|".join(map(re.escape, self.after))) if self.after else "",
        }


class Element(BaseModel):
    """A part of the content, by its name in the message; any of `signs` shows it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    signs: tuple[Sign, ...] = Field(min_length=1)


class Elements(Options):
    """Report a draft of one of the genres on its title, if it lacks one of the elements.

    In the message, ``{missing}`` are the names of those that it lacks.
    """

    runner: ClassVar[str] = "shengao.checks.elements:run"
    words: ClassVar[frozenset[str]] = frozenset(("missing", "genre"))
    genre: tuple[str, ...] = Field(min_length=1)
    elements: tuple[Element, ...] = Field(min_length=1)

    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """See `Options.compile`."""
        compiled = {
            "genre": tuple(map(canonical, self.genre)),
            "elements": [
                (one.name, [sign.compile(lexicons) for sign in one.signs]) for one in self.elements
            ],
        }
        words = {word for one in self.elements for sign in one.signs for word in sign.words}
        return compiled, frozenset(words) | {_ANYWHERE}
