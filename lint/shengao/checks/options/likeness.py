"""``likeness``: passages, titles and whole drafts that stand in earlier ones or in documents from
above."""

from typing import Any, ClassVar, Literal

from pydantic import Field

from shengao.checks.options.base import Lexicons, Options


class Likeness(Options):
    """Report, of a draft that was compared with an archive (config key ``archive``) or with
    documents from above (``reference``):

    ``of = "passage"``, what stands in an earlier draft word for word, ``"above"``, in a document
    from above, ``"swapped-passage"``, in an earlier draft but for names, places and figures, each
    of `least` letters and more; ``"swapped"``, a draft of which an earlier one has `share` per
    cent, but for these; ``"title"``, the title of an earlier draft.
    """

    runner: ClassVar[str] = "shengao.checks.likeness:run"
    words: ClassVar[frozenset[str]] = frozenset(("n", "other", "where"))
    of: Literal["passage", "above", "swapped-passage", "swapped", "title"]
    least: int = Field(30, ge=1)
    share: int = Field(60, ge=1, le=100)

    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """See `Options.compile`."""
        return self.model_dump(), frozenset("\n")
