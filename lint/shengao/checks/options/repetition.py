"""``repetition``: what a draft says twice in the same words."""

from typing import Any, ClassVar, Literal

from pydantic import Field

from shengao.checks.options.base import Lexicons, Options


class Repetition(Options):
    """Report what returns in the same words, `unless` it holds that expression.

    ``of = "sentences"``, ``"clauses"``: one of at least `size` characters that stood before in
    the draft, run together with those after it that did too. ``"openings"``: the last of
    `times` sentences, or paragraphs, one after another that open with the same `size` characters.
    ``"words"``: a word with the tag `tag` for the `times`-th time in one sentence.
    """

    runner: ClassVar[str] = "shengao.checks.repetition:run"
    words: ClassVar[frozenset[str]] = frozenset(("n",))
    of: Literal["sentences", "clauses", "openings", "words"]
    size: int = Field(12, ge=2)
    times: int = Field(2, ge=2)
    tag: str = ""
    unless: str = ""

    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """See `Options.compile`."""
        if (self.of == "words") != bool(self.tag):
            raise ValueError("of 为 words 时应写 tag，其余不写")
        words = lexicons.words(self.tag) if self.tag else []
        compiled = self.model_dump(include={"of", "size", "times"})
        compiled["unless"] = lexicons.expand(self.unless)
        return compiled, frozenset(words) or frozenset("。")
