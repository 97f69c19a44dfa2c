"""``consistency``: what a draft says in two ways, or announces and does not keep."""

import re
from typing import Any, ClassVar, Literal

from pydantic import Field, field_validator

from shengao.checks.consistency_names import NOT_NAME
from shengao.checks.options.anchors import anchor, scout, tries
from shengao.checks.options.base import Conditional, Lexicons
from shengao.checks.options.literals import required_literals

_SPOKEN = "(?:在[^，。；]{{0,8}}|就[^，。；]{{0,8}})?(?:{})"
"""How what somebody says or does goes on after the name."""


_NAMED = "[{0}](?<=(?=(.[^{1}]{{2}})).)"
"""A family name and what may be a given name of two."""

_Way = tuple[int, str, tuple[Any, ...] | None, tuple[str, ...], bool, bool]
"""The number of an expression, the expression, its `anchor`, its groups that are keys, whether what
it finds may stand first, and whether it may contradict what stands before."""


class Consistency(Conditional):
    """Compare places of one draft.

    ``of = "items"``: `match` finds the number of things announced (groups ``n`` and ``at``),
    which must be that of the items that follow. ``"counted"``: a number that closes a list, which
    must be that of the list. ``"persons"``: after words of the tag `before` or before those of
    the tag `after` stand names, which must not return with one character changed. ``"bodies"``:
    the same of what stands before words of the tag `before`, and ``"slips"`` of names met once,
    where enough tells that nothing else is meant (`nearly` is the tag of strings of characters
    that all but sound alike). ``"rivals"``: names of one office, parted by bars, of which it has
    one (``=`` between forms of one name); nothing is said of drafts with `apart`.
    ``"figures"``: a figure with two digits swapped. ``"title-figures"``: a figure of the title
    that the text gives otherwise. ``"repeated"``: a figure that returns between the same words with
    a value near its first. ``"numbering"``: list numbers that skip or repeat.
    ``"pairs"``: brackets and quotation marks without their partner. ``"quoted"``: names in
    quotation marks that differ by a character which sounds alike. ``"values"``: what `match`
    finds, under the groups ``at`` and ``key``, ``key2`` …, must have one value for one key (of
    groups of one name); an expression with the group ``later`` finds what only contradicts, one
    with ``first`` what is only contradicted. Sentences with `apart` are left out; unless
    `shorter` is false a value that is part of the other is the same; with `near` a number
    much less than the other counts a part. `sounds` is the tag of strings of characters that
    sound alike; `family` the characters that open a person's name; `contrast` those that tell two
    bodies apart; `gate` are words without which nothing is done.
    """

    runner: ClassVar[str] = "shengao.checks.consistency:run"
    words: ClassVar[frozenset[str]] = frozenset(("better", "n", "other"))
    of: Literal[
        "bodies", "counted", "figures", "items", "numbering", "pairs", "persons", "quoted",
        "repeated", "rivals", "slips", "title-figures", "values",
    ]  # fmt: skip
    match: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    sounds: str = ""
    nearly: str = ""
    family: str = ""
    contrast: str = ""
    apart: str = ""
    rivals: tuple[str, ...] = ()
    shorter: bool = True
    near: bool = False
    gate: tuple[str, ...] = Field(default=())

    @field_validator("match", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """See `Options.compile`."""
        regexes = tuple(lexicons.expand(pattern) for pattern in self.match)
        before, after, sounds, nearly = (
            tuple(lexicons.words(tag)) if tag else ()
            for tag in (self.before, self.after, self.sounds, self.nearly)
        )
        names = {name for line in self.rivals for name in re.split("[|=]", line)}
        ways, gates = _ways(regexes)
        literals = {*self.gate, *before, *after, *names, *gates}
        literals.update(*(anchor[0] for _, _, anchor, *_ in ways if anchor is not None))
        if not literals:
            raise ValueError("应写 match、before、after 或 gate，否则处处都要试")
        named = _NAMED.format(self.family, "".join(sorted(NOT_NAME))) if self.family else ""
        compiled = {
            "of": self.of,
            "ways": ways,
            "gates": gates,
            "scout": lexicons.keep(scout(regexes)) if self.of == "items" else "",
            "before": dict.fromkeys(before, True),
            "after": dict.fromkeys(after, True),
            "spoken": lexicons.keep(_SPOKEN.format("|".join(map(re.escape, after)))),
            "named": lexicons.keep(named),
            "sounds": sounds,
            "nearly": nearly,
            "family": dict.fromkeys(self.family, True),
            "contrast": self.contrast,
            "rivals": self.rivals,
            "apart": lexicons.keep(self.apart) if self.apart else "",
            "shorter": self.shorter,
            "near": self.near,
            "conditions": self.conditions(lexicons),
        }
        return compiled, frozenset(literals)


def _ways(
    regexes: tuple[str, ...],
) -> tuple[tuple[_Way, ...], dict[str, tuple[int, ...]]]:
    """The expressions, those first that are tried at the fewest places; and which of them may
    match where a literal stands."""
    ordered = sorted(
        (tries(anchor(pattern)), "(?P<first>" in pattern, number, pattern)
        for number, pattern in enumerate(regexes)
    )
    ways: list[_Way] = []
    gates: dict[str, tuple[int, ...]] = {}
    for *_, number, pattern in ordered:
        names = tuple(re.compile(pattern).groupindex)
        keys = tuple(name for name in names if name[:3] == "key")
        place = anchor(pattern)
        plain = None if place is None else tuple(place)
        for literal in sorted(required_literals(pattern)):
            gates[literal] = (*gates.get(literal, ()), len(ways))
        ways.append((number, pattern, plain, keys, "later" not in names, "first" not in names))
    return tuple(ways), gates
