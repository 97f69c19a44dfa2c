"""``lexicon``: words of a dictionary, each with what to write instead."""

from typing import Any, ClassVar

from shengao.checks.options.base import Fixing, Lexicons, Wording


class Lexicon(Wording):
    """Report the entries of `dictionary` (of `tags`), replaceable by their ``better``."""

    runner: ClassVar[str] = "shengao.checks.wording:run"
    words: ClassVar[frozenset[str]] = frozenset(("better", "note"))
    fix: Fixing = "suggested"

    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """See `Options.compile`."""
        if not self.dictionary or self.match:
            raise ValueError("lexicon 应写 dictionary；正则表达式请用 phrase")
        compiled, literals = self.wordings(lexicons)
        return {**compiled, "fix": self.fix}, literals
