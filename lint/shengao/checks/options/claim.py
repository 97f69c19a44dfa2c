"""``claim``: words that need a figure, where none is in reach."""

from typing import Any, ClassVar

from shengao.checks.options.base import Lexicons, Within, Wording
from shengao.structure import FIGURES, EntityKind, Modality


class Claim(Wording):
    """Report the entries of `dictionary` and what `match` finds, unless a figure backs it.

    The figure, of a kind that `accepts` names, may stand anywhere in `figure_within`; that of a
    claim in a heading also in the text under it. With `akin`, one of another clause counts only
    where it is of the thing claimed.
    """

    runner: ClassVar[str] = "shengao.checks.claim:run"
    words: ClassVar[frozenset[str]] = frozenset(("note",))
    modality: tuple[Modality, ...] = ("realised",)
    figure_within: tuple[Within, ...] = ("sentence", "next-sentence")
    accepts: tuple[EntityKind, ...] = tuple(sorted(FIGURES))
    akin: bool = False

    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """See `Options.compile`."""
        if self.better:
            raise ValueError("claim 不能写 better：数字只能由作者提供")
        compiled, literals = self.wordings(lexicons)
        own = {"figure_within": self.figure_within, "accepts": self.accepts, "akin": self.akin}
        return {**compiled, **own}, literals
