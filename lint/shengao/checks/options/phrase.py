"""``phrase``: regular expressions over the running text of a sentence."""

from typing import Any, ClassVar

from shengao.checks.options.base import Fixing, Lexicons, Wording


class Phrase(Wording):
    """Report what `match` finds (its group ``at``, if it has one), replaceable by `better`."""

    runner: ClassVar[str] = "shengao.checks.wording:run"
    words: ClassVar[frozenset[str]] = frozenset(("better",))
    fix: Fixing = "suggested"

    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """See `Options.compile`."""
        if not self.match or self.dictionary:
            raise ValueError("phrase 应写 match；词典请用 lexicon")
        compiled, literals = self.wordings(lexicons)
        return {**compiled, "fix": self.fix}, literals
