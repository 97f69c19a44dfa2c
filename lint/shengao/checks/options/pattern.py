"""``pattern``: steps over the tokens of a sentence."""

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from shengao.checks.options.base import Conditional, Lexicons
from shengao.structure import EntityKind


class Step(BaseModel):
    """One step; every condition given must hold of the token.

    `text` and the words of `tag` may be several tokens long; `pos` are prefixes of jieba's tags;
    `up_to` lets the step be taken several times; if any step has `mark`, only the marked ones
    are reported.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: tuple[str, ...] = ()
    tag: str = ""
    pos: tuple[str, ...] = ()
    entity: tuple[EntityKind, ...] = ()
    not_text: tuple[str, ...] = ()
    optional: bool = False
    up_to: int = Field(default=1, ge=1, le=20)
    mark: bool = False

    @field_validator("text", "pos", "entity", "not_text", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    def texts(self, lexicons: Lexicons) -> frozenset[str]:
        """The words that the step takes; empty if its other conditions alone decide."""
        return frozenset(self.text) | frozenset(lexicons.words(self.tag) if self.tag else ())


class Pattern(Conditional):
    """Report a run of tokens that fits the steps of `match`."""

    runner: ClassVar[str] = "shengao.checks.pattern:run"
    match: tuple[Step, ...] = Field(min_length=1)

    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """See `Options.compile`."""
        steps = [
            (
                dict.fromkeys(sorted(step.texts(lexicons)), True),
                step.pos,
                step.entity,
                step.not_text,
                step.optional,
                step.up_to,
                step.mark,
            )
            for step in self.match
        ]
        gates = [frozenset(step[0]) for step in steps if step[0] and not step[4]]
        if not gates:
            raise ValueError("至少一步应写 text 或 tag，且不是 optional，否则处处都要试")
        compiled = {"steps": tuple(steps), "conditions": self.conditions(lexicons)}
        return compiled, max(gates, key=lambda texts: (min(map(len, texts)), -len(texts)))
