"""``sequence``: 流水账, actions strung together in time with nothing to show for them."""

import re
from typing import Any, ClassVar

from shengao.checks.options.base import Lexicons, Options

_DATED = ("日", "月", "时")
"""Gate diaries, which need no word of sequence: their clauses open with dates or hours."""


class Sequence(Options):
    """Report a passage of actions in time order without results, figures or causes.

    `marker`, `action`, `result` and `cause` name tags of dictionary words; `state` are verbs that
    do nothing; `instruction` is an expression that marks a sentence as a procedure for the
    reader; `idle_figure` fits figures that are no content. A passage has at least `least`
    clauses that go about something, and `markers` of sequence or, with fewer, `actions` actions
    in up to `brisk` characters each; up to `gap` clauses of it may do neither. Content clears it
    when it comes to one in `content` clauses.
    """

    runner: ClassVar[str] = "shengao.checks.sequence:run"
    words: ClassVar[frozenset[str]] = frozenset(("n", "missing"))
    marker: tuple[str, ...]
    action: tuple[str, ...]
    result: tuple[str, ...]
    cause: tuple[str, ...]
    state: tuple[str, ...]
    instruction: str
    idle_figure: str
    least: int = 3
    markers: int = 3
    actions: int = 5
    brisk: int = 13
    gap: int = 2
    content: int = 4

    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """See `Options.compile`."""
        compiled: dict[str, Any] = {
            name: _alternation(lexicons, getattr(self, name))
            for name in ("marker", "action", "result", "cause")
        }
        markers = {word for tag in self.marker for word in lexicons.words(tag)}
        compiled["dated"] = _DATED
        compiled["state"] = dict.fromkeys(sorted(self.state), True)
        compiled["instruction"] = lexicons.expand(self.instruction)
        compiled["idle_figure"] = lexicons.expand(self.idle_figure)
        compiled |= self.model_dump(
            include={"least", "markers", "actions", "brisk", "gap", "content"}
        )
        return compiled, frozenset(markers) | frozenset(_DATED)


def _alternation(lexicons: Lexicons, tags: tuple[str, ...]) -> str:
    """The words of the tags as group 1, after the longer strings that protect them."""
    entries = [entry for tag in tags for entry in lexicons.tagged(tag)]
    words = {entry.word for entry in entries}
    longer = {string for entry in entries for string in entry.not_in} - words
    counted = "|".join(map(re.escape, sorted(words, key=_longest)))
    shields = map(re.escape, sorted(longer, key=_longest))
    return lexicons.keep("|".join([*shields, f"({counted})"]))


def _longest(word: str) -> tuple[int, str]:
    return -len(word), word
