"""``length``: sentences, paragraphs, titles and drafts that are too long, or too short."""

from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from shengao.checks.options.base import Lexicons, Options


class Length(Options):
    """Report what has more than `most` characters, or less than `least`.

    ``of``: ``"sentence"``, of which the longest stretch between semicolons counts; ``"paragraph"``;
    ``"title"``, without what its brackets hold; ``"draft"``, where `genres` has the limit for
    each genre in the place of `most`, and `fewest` in the place of `least`; a draft of another
    genre is not measured. A unit may set both by the ``[profile.lengths]`` of its configuration.
    """

    runner: ClassVar[str] = "shengao.checks.length:run"
    words: ClassVar[frozenset[str]] = frozenset(("n", "most"))
    of: Literal["sentence", "paragraph", "title", "draft"]
    most: int = Field(0, ge=0)
    least: int = Field(0, ge=0)
    genres: dict[str, int] = Field(default_factory=dict)
    fewest: dict[str, int] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _has_a_limit(self) -> "Length":
        if not (self.most or self.least or self.genres or self.fewest):
            raise ValueError("应写 most、least、genres、fewest 中的一项")
        if (self.genres or self.fewest) and self.of != "draft":
            raise ValueError("genres 和 fewest 只用于 of 为 draft 时")
        return self

    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """See `Options.compile`."""
        whole = self.of in ("title", "draft")
        return self.model_dump(), frozenset("\n" if whole else "。")
