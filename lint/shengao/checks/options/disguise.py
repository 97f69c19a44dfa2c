"""``disguise``: what only a program sees, and figures that stand for nothing."""

from typing import Any, ClassVar, Literal

from shengao.checks.options.base import Conditional, Lexicons

_SEPARATORS = "、，,；;/ "


class Disguise(Conditional):
    """Report ``of = "hidden"``: text that a reader of the page does not see (hidden, white or
    tiny in Word); ``of = "figures"``: `fewest` bare figures and more in a row, with no unit.
    """

    runner: ClassVar[str] = "shengao.checks.disguise:run"
    words: ClassVar[frozenset[str]] = frozenset(("how",))
    of: Literal["figures", "hidden"]
    fewest: int = 4

    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """See `Options.compile`."""
        pairs = {mark + str(digit) for mark in _SEPARATORS for digit in range(10)}
        # What is hidden may stand in no text: every draft ends with a line.
        literals = frozenset(("\n",) if self.of == "hidden" else pairs)
        conditions = self.conditions(lexicons)
        return {"of": self.of, "fewest": self.fewest, "conditions": conditions}, literals
