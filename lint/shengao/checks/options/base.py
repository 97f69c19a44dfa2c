"""What the options of every check kind are, and the conditions that most of them take."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from shengao.checks.matching import Word, packed
from shengao.checks.options.literals import gate
from shengao.dictionary import Entry
from shengao.expression import frozen
from shengao.structure import EntityKind, Modality

Within = Literal[
    "clause",
    "next-clause",
    "item",
    "sentence",
    "rest",
    "next-sentence",
    "before",
    "after",
    "paragraph",
    "document",
]
Fixing = Literal["safe", "suggested", "shown"]

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9-]*)\}")


class Lexicons:
    """The dictionaries that rules name, whole and by tag."""

    def __init__(self, dictionaries: Mapping[str, tuple[Entry, ...]]) -> None:
        self._dictionaries = dictionaries
        self.expressions: dict[str, bytes] = {}
        """What the rule being compiled searches with, frozen."""
        self.company: set[str] = set()
        """Literals of no rule's own, of which rules must know whether they stand in a draft."""
        self._tags: dict[str, list[Entry]] = {}
        for entries in dictionaries.values():
            for entry in entries:
                if entry.tag:
                    self._tags.setdefault(entry.tag, []).append(entry)

    def entries(self, name: str, tags: Iterable[str] = ()) -> list[Entry]:
        """The entries of a dictionary, of the tags named (of all, if none is)."""
        if name not in self._dictionaries:
            raise ValueError(f"没有词典 dictionaries/{name}.tsv")
        wanted = frozenset(tags)
        found = [e for e in self._dictionaries[name] if not wanted or e.tag in wanted]
        if not found:
            raise ValueError(f"词典 {name}.tsv 中没有标为 {'、'.join(sorted(wanted))} 的词")
        return found

    def tagged(self, tag: str) -> list[Entry]:
        """The entries with a tag in any dictionary, but for expressions."""
        found = [entry for entry in self._tags.get(tag, ()) if entry.mode != "regex"]
        if not found:
            raise ValueError(f"没有词典的词标为“{tag}”")
        return found

    def words(self, tag: str) -> list[str]:
        """The words with a tag in any dictionary, the longest first."""
        return sorted({entry.word for entry in self.tagged(tag)}, key=lambda w: (-len(w), w))

    def expand(self, pattern: str) -> str:
        """The expression with each ``{tag}`` replaced by an alternation of its words."""
        expanded = _PLACEHOLDER.sub(
            lambda found: "(?:" + "|".join(map(re.escape, self.words(found[1]))) + ")", pattern
        )
        return self.keep(expanded)

    def keep(self, pattern: str) -> str:
        """The same expression, which has been proved and is to be frozen. Raises ValueError."""
        try:
            self.expressions[pattern] = frozen(pattern)
        except re.error as error:
            raise ValueError(f"正则表达式有误：{error}（{pattern}）") from error
        return pattern


class Options(BaseModel, ABC):
    """The ``[check]`` table of a rule file, but for ``use``.

    `runner` is ``module:function``, run as ``function(compiled, document, hits)`` where `hits`
    are the stretches of running text at which the literals of `compile` stand. `words` are what
    its matches give for the message, beside ``{match}``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    runner: ClassVar[str]
    words: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """Plain data for the runner (of `marshal`'s kinds), and the literals that gate it."""


class Condition(BaseModel):
    """Something that stands, or must not stand, near a match; exactly one of the four.

    `least` is how many different ones there must be, of words or what an expression finds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    entity: tuple[EntityKind, ...] = ()
    tag: str = ""
    text: tuple[str, ...] = ()
    regex: str = ""
    within: Within = "sentence"
    least: int = Field(1, ge=1)

    def compile(self, lexicons: Lexicons) -> tuple[str, Any, str, int]:
        """The condition as (``entity`` or ``regex``, kinds or expression, within, least)."""
        given = [name for name in ("entity", "tag", "text", "regex") if getattr(self, name)]
        if len(given) != 1:
            raise ValueError("一个条件应写 entity、tag、text、regex 中的一项")
        if self.entity:
            return "entity", self.entity, self.within, 1
        if self.regex:
            return "regex", lexicons.expand(self.regex), self.within, self.least
        words = lexicons.words(self.tag) if self.tag else self.text
        pattern = lexicons.keep("|".join(map(re.escape, words)))
        return "regex", pattern, self.within, self.least


def _cheapest_first(
    conditions: Iterable[tuple[str, Any, str, int]],
) -> tuple[tuple[str, Any, str, int], ...]:
    """Conditions of which all, or none, must hold: what is known or short to search first."""
    return tuple(
        sorted(conditions, key=lambda one: (one[0] == "regex", one[2] != "document", len(one[1])))
    )


class Conditional(Options):
    """Options that most kinds share: what must hold around a match."""

    boundary: Literal["none", "start", "end", "both"] = "none"
    modality: tuple[Modality, ...] = ()
    unless: tuple[Condition, ...] = ()
    require: tuple[Condition, ...] = ()

    def conditions(self, lexicons: Lexicons) -> dict[str, Any] | None:
        """The conditions as plain data, None where there are none."""
        if self.boundary == "none" and not (self.modality or self.unless or self.require):
            return None
        unless = _cheapest_first(one.compile(lexicons) for one in self.unless)
        return {
            "boundary": self.boundary,
            "modality": self.modality,
            "barred": tuple(one for one in unless if one[0] == "regex" and one[2] == "document"),
            "unless": unless,
            "require": _cheapest_first(one.compile(lexicons) for one in self.require),
        }


class Wording(Conditional):
    """Options of kinds that look for words and expressions."""

    dictionary: str = ""
    tags: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    better: tuple[str, ...] = ()

    @field_validator("match", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    def wordings(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """The data that `shengao.checks.matching` runs on, and their literals."""
        words: dict[str, Word] = {}
        regexes: list[tuple[str, tuple[str, ...], tuple[str, ...], str]] = []
        if not self.dictionary and not self.match:
            raise ValueError("应写 dictionary 或 match")
        for entry in lexicons.entries(self.dictionary, self.tags) if self.dictionary else ():
            if entry.mode == "regex":
                pattern = lexicons.expand(entry.word)
                regexes.append((pattern, entry.better, entry.not_in, entry.note))
            else:
                words[entry.word] = (entry.mode, entry.better, entry.not_in, entry.note)
        regexes += [(lexicons.expand(pattern), self.better, (), "") for pattern in self.match]
        # Of two that find the same, the one that opens with something rare is heard.
        regexes.sort(key=lambda regex: not gate(regex[0]).opens)
        gates: dict[str, tuple[int, ...]] = {}
        gated: list[tuple[Any, ...]] = []
        for index, (pattern, *rest) in enumerate(regexes):
            needed = gate(pattern)
            gated.append((pattern, needed.before, needed.company, *rest))
            lexicons.company.update(*needed.company)
            for literal in sorted(needed.literals):
                gates[literal] = (*gates.get(literal, ()), index)
        compiled = {
            "words": packed(words),
            "regexes": tuple(gated),
            "gates": gates,
            "conditions": self.conditions(lexicons),
        }
        return compiled, frozenset(words) | frozenset(gates)
