"""``spelling``: characters that are likely wrong, as the spelling model sees it."""

from typing import Any, ClassVar

from pydantic import Field, model_validator

from shengao.checks.options.base import Fixing, Lexicons, Options
from shengao.spelling.model import checksum


class Spelling(Options):
    """Report words in which a character is likely wrong; ``{better}`` is the word put right.

    The odds that the model gives a correction have a logarithm of `least` and more, and below
    `below` if that is written: rules of different severity share the findings among them. At 0
    it is as likely as not. The model reads the draft once for all rules.
    """

    runner: ClassVar[str] = "shengao.checks.spelling:run"
    words: ClassVar[frozenset[str]] = frozenset(("better",))
    least: float = Field(ge=-1)
    below: float | None = None
    fix: Fixing = "suggested"

    @model_validator(mode="after")
    def _in_order(self) -> "Spelling":
        if self.below is not None and self.below <= self.least:
            raise ValueError("below 应大于 least")
        return self

    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """See `Options.compile`; nothing gates it: what is wrong is in no list."""
        return {**self.model_dump(), "model": checksum()}, frozenset(("",))
