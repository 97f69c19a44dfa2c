"""``identifier``: numbers that name one person, and marks of secrecy."""

import re
from typing import Any, ClassVar, Literal

from shengao.checks.options.base import Conditional, Lexicons

_GATES: dict[str, tuple[str, ...]] = {
    "identity": ("19", "20", "１９", "２０"),  # the century of a birthday
    "phone": tuple(f"1{second}" for second in range(3, 10)),
    "bank-card": (),
    "secrecy": tuple(f"{one}{gap}密" for one in "绝机秘" for gap in ("", " ", "　")),
}


class Identifier(Conditional):
    """Report numbers of one sort; in the message ``{match}`` has them masked.

    ``of = "identity"``: numbers of identity cards, with a check digit that is right, or with one
    of the words `near` in the sentence. ``"bank-card"``: numbers of cards, right by Luhn, with
    one of `near` in the sentence. ``"phone"``: mobile numbers. ``"secrecy"``: the mark of
    secrecy of a document, not the words in a sentence.
    """

    runner: ClassVar[str] = "shengao.checks.identifier:run"
    of: Literal["bank-card", "identity", "phone", "secrecy"]
    near: tuple[str, ...] = ()

    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """See `Options.compile`."""
        literals = frozenset((*_GATES[self.of], *self.near))
        if not literals:
            raise ValueError("bank-card 应写 near：号码附近要有哪些词")
        return {
            "of": self.of,
            "near": lexicons.keep("|".join(map(re.escape, self.near))) if self.near else "",
            "conditions": self.conditions(lexicons),
        }, literals
