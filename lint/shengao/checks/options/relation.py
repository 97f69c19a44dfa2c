"""``relation``: figures of a sentence that must agree."""

import re
from functools import reduce
from operator import and_
from typing import Any, ClassVar, Literal

from pydantic import Field, field_validator

from shengao.checks.options.base import Conditional, Lexicons
from shengao.checks.options.literals import required_literals
from shengao.checks.options.relation_needs import needed, words

_SLOT = re.compile(r"(?<!\(\?P)(?<!\(\?)<([a-z]*|\.)(?::([a-z]+))?>")
_CLASSES = {
    "": "[\ue000-\ue002]",
    "figure": "[\ue000-\ue000]",
    "percent": "[\ue001-\ue001]",
    "point": "[\ue002-\ue002]",
    "date": "[\ue003-\ue003]",
    "time": "[\ue004-\ue004]",
}
_SINGLE = (
    "age", "limit", "majority", "places", "plan", "rank", "signed", "span", "spelt", "stakes",
    "term", "weekday", "years",
)  # fmt: skip
"""Relations that one figure or date can break."""
_FILLER = "[^，。；：:（(\ue000-\ue002]"


class Relation(Conditional):
    """Report the figure that the others of its sentence contradict.

    In `match`, ``<stated>`` is a figure of any kind under that name, ``<whole:figure>`` one of
    a kind (figure, percent, point, date, time), ``<>`` any figure, ``<.>`` a character that is
    neither figure nor mark; ``{tag}`` is a dictionary's words. Which names there are depends on
    `relation`: ``change``, ``doubled``, ``points`` and ``multiple`` before, after, stated;
    ``conversion`` before, stated;
    ``increment`` after, delta, stated and the group ``way``; ``share`` and ``rest`` whole, part,
    stated; ``balance`` whole, stated; ``rate`` stated and the group ``stem``; ``named`` stated and
    ``of``; ``parts`` and ``total`` whole (of ``parts``, the list begins where the match ends; an
    `exhaustive` one may not fall short); ``product`` each, stated and the group ``per``;
    ``each`` each, stated and the group ``names``;
    ``average`` stated and ``per``; ``excess`` whole, part and the group ``looked`` where a thing
    may show many faults; ``limit`` and ``days`` stated; ``weekday`` day and the group ``stated``;
    ``span`` and ``signed`` day; ``order`` first, last and the group ``brief`` for what takes less
    than a year, or ``way`` for what was 提前 or 推迟; ``clocks`` first, last;
    ``direction`` before, after, the group ``way`` and perhaps stated; ``age`` stated, born, now;
    ``years`` stated, first, last; ``seasons`` whole and the group ``when``; ``rank`` whole and the
    group ``rank``; ``target`` whole, part and the group ``way``; ``ordered`` the group ``rising``
    where the list begins with the least; ``shares`` none, but the whole match or the group
    ``at``, and ``pair`` where two are enough (an `exhaustive` one comes to a hundred);
    ``factors`` a, b, c, stated and perhaps the groups ``cut`` (八折), ``year`` and ``half``;
    ``quotient`` upper, lower, stated and perhaps the group ``left``; ``bill`` stated, after numbers
    and prices by turns; ``plus`` a, b, stated; ``majority`` stated and the group ``way``;
    ``spelt`` stated and the group ``words``; ``stakes`` and ``places`` stated and the groups
    ``first`` and ``last``; ``split`` whole, stated and the group ``terms``; ``plan`` the groups
    ``plan`` and ``dates``; ``term`` stated and the group ``dates``.
    With `across` the sentence before, of the same block, is searched too. `gate` are words of
    the sentence where an expression itself has none.
    """

    runner: ClassVar[str] = "shengao.checks.relation:run"
    words: ClassVar[frozenset[str]] = frozenset(("working", "better"))
    relation: Literal[
        "age", "average", "balance", "bill", "change", "clocks", "conversion", "days", "direction",
        "doubled", "each", "excess", "factors", "increment", "limit", "majority", "multiple",
        "named", "order", "ordered", "parts", "places", "plan", "plus", "points", "product",
        "quotient", "rank", "rate", "rest", "seasons", "share", "shares", "signed", "span", "spelt",
        "split", "stakes", "target", "term", "total", "weekday", "years",
    ]  # fmt: skip
    match: tuple[str, ...] = Field(min_length=1)
    exhaustive: bool = False
    across: bool = False
    gate: tuple[str, ...] = ()

    @field_validator("match", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """See `Options.compile`."""
        regexes = tuple(lexicons.expand(expanded(pattern)) for pattern in self.match)
        gates: dict[str, tuple[int, ...]] = {}
        tried: dict[str, tuple[int, ...]] = {}
        for index, pattern in enumerate(regexes):
            gate = frozenset(self.gate) or required_literals(pattern)
            for literal in sorted(gate):
                gates[literal] = (*gates.get(literal, ()), index)
            for literal in sorted(words(pattern, gate)):
                tried[literal] = (*tried.get(literal, ()), index)
        needs = tuple(map(needed, regexes))
        compiled = {
            "relation": self.relation,
            "regexes": regexes,
            "gates": gates,
            "tried": {
                word: (reduce(and_, map(needs.__getitem__, indexes)), indexes)
                for word, indexes in tried.items()
            },
            "needs": needs,
            "need": reduce(and_, needs),
            "exhaustive": self.exhaustive,
            "across": self.across,
            "least": 1 if self.relation in _SINGLE else 2,
            "conditions": self.conditions(lexicons),
        }
        return compiled, frozenset(tried)


def expanded(pattern: str) -> str:
    """The expression with the characters that stand for figures in place of its slots."""
    return _SLOT.sub(_expanded, pattern)


def _expanded(slot: re.Match[str]) -> str:
    name, kind = slot[1], slot[2] or ""
    if name == ".":
        return _FILLER
    if kind not in _CLASSES:
        raise ValueError(f"不认识数字的种类“{kind}”，可用：{'、'.join(filter(None, _CLASSES))}")
    return f"(?P<{name}>{_CLASSES[kind]})" if name else _CLASSES[kind]
