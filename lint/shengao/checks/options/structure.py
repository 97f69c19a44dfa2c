"""``structure``: what a title, a lead or the headings of a draft say, or leave out."""

from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from shengao.checks.options.base import Condition, Fixing, Lexicons, Options
from shengao.checks.options.literals import required_literals


class Structure(Options):
    """Look at one part of a draft, `of`, and report it where it is as the other options say.

    ``"title"``, ``"lead"``: the title, or the block that opens the text under it. ``"headings"``:
    each heading, and the short numbered sentence that heads a paragraph. ``"bare-heading"``: a
    heading over another of its level or over nothing. ``"thin-section"``: headings with less than
    `under` characters below. ``"lone-paragraph"``: the only block of a draft. ``"first-line"``:
    the first block of a draft without title.

    The part is reported if it holds `match` (its group ``at``, else all of it) in more than
    `over` characters, if nothing of `lacks` stands in it, nor in the title if that is
    `with_title`, and if the title fits `titled` and not `untitled`. At least `least` such parts
    make a finding each. `gate` are strings without which nothing is done.
    """

    runner: ClassVar[str] = "shengao.checks.structure:run"
    words: ClassVar[frozenset[str]] = frozenset(("n", "other"))
    of: Literal[
        "title", "lead", "headings", "bare-heading", "thin-section", "lone-paragraph", "first-line"
    ]
    match: str = ""
    over: int = Field(0, ge=0)
    under: int = Field(0, ge=0)
    lacks: tuple[Condition, ...] = ()
    with_title: bool = False
    titled: str = ""
    untitled: str = ""
    least: int = Field(1, ge=1)
    drop: str = ""
    fix: Fixing = "suggested"
    gate: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> "Structure":
        asks = bool(self.match or self.lacks or self.over or self.under)
        if not asks and self.of != "bare-heading":
            raise ValueError("应写 match、lacks、over、under 中的一项")
        return self

    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """See `Options.compile`."""
        expressions = {
            name: lexicons.expand(getattr(self, name)) for name in ("match", "titled", "untitled")
        }
        compiled = {
            **expressions,
            **self.model_dump(
                include={"of", "over", "under", "with_title", "least", "drop", "fix"}
            ),
            "lacks": tuple(one.compile(lexicons)[:2] for one in self.lacks),
        }
        return compiled, frozenset(self.gate) or _needed(expressions["match"])


def _needed(pattern: str) -> frozenset[str]:
    """What gates the check: strings that `match` needs, else a draft of more than one block."""
    try:
        literals = required_literals(pattern) if pattern else frozenset[str]()
    except ValueError:
        literals = frozenset()
    return literals if literals and min(map(len, literals)) > 1 else frozenset("\n")
