"""``density``: words that are no fault by themselves, but are one together."""

from typing import Any, ClassVar, Literal

from pydantic import Field

from shengao.checks.options.base import Lexicons, Options
from shengao.structure import FIGURES, EntityKind


class Density(Options):
    """Report words with one of `tags` where they stand too thick.

    ``of = "draft"``: at least `least` of them, and more than `most` in 1,000 characters; the
    title is reported, else the first of them. ``of = "run"``: `least` sentences or more one after
    another that each hold one in up to `size` characters, and nothing of the kinds `content` nor
    of the expression `unless`; all of them are reported. Words in quotations do not count.
    """

    runner: ClassVar[str] = "shengao.checks.density:run"
    words: ClassVar[frozenset[str]] = frozenset(("n", "other", "rate"))
    of: Literal["draft", "run"]
    tags: tuple[str, ...] = Field(min_length=1)
    least: int = Field(3, ge=2)
    most: float = 3.0
    content: tuple[EntityKind, ...] = (*sorted(FIGURES), "date")
    unless: str = ""
    size: int = Field(50, ge=1)

    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """See `Options.compile`."""
        literals = {word for tag in self.tags for word in lexicons.words(tag)}
        compiled = self.model_dump(include={"of", "least", "most", "content", "size"})
        return {**compiled, "unless": lexicons.expand(self.unless)}, frozenset(literals)
