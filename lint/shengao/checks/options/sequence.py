"""``sequence``: 流水账, actions strung together in time with nothing to show for them."""

import re
from typing import Any, ClassVar

from shengao.checks.options.base import Lexicons, Options


class Sequence(Options):
    """Report a passage of actions in time order without results, figures or causes.

    `marker`, `action`, `result` and `cause` name tags of dictionary words; `instruction` is an
    expression that marks a sentence as a procedure for the reader; `idle_figure` fits figures
    that are no content. A passage has at least `least` clauses that go about something, and
    `markers` of sequence or, with one marker, `actions` actions; up to `gap` clauses of it may
    do neither. Content clears it when it comes to one in `content` clauses.
    """

    runner: ClassVar[str] = "shengao.checks.sequence:run"
    marker: tuple[str, ...]
    action: tuple[str, ...]
    result: tuple[str, ...]
    cause: tuple[str, ...]
    instruction: str
    idle_figure: str
    least: int = 3
    markers: int = 3
    actions: int = 5
    gap: int = 2
    content: int = 4

    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        words = {
            name: sorted(
                {word for tag in getattr(self, name) for word in lexicons.words(tag)},
                key=lambda word: (-len(word), word),
            )
            for name in ("marker", "action", "result", "cause")
        }
        compiled: dict[str, Any] = {
            name: "|".join(map(re.escape, found)) for name, found in words.items()
        }
        compiled["instruction"] = lexicons.expand(self.instruction)
        compiled["idle_figure"] = lexicons.expand(self.idle_figure)
        compiled |= self.model_dump(include={"least", "markers", "actions", "gap", "content"})
        return compiled, frozenset(words["marker"])
