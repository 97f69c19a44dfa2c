"""What names that differ by one character have in common: sounds, places, the finding."""

from collections import defaultdict
from functools import cache

from shengao.document import Document
from shengao.expression import Expression
from shengao.finding import Applicability, Edit, Fix, Match, Related
from shengao.structure import PROSE
from shengao.text import Span

HAN = Expression(r"[\u4e00-\u9fff]")
CLAUSE_EDGE = frozenset("，。；：、！？“”《》（）\n 　")


@cache
def _sounds(groups: tuple[str, ...]) -> dict[str, frozenset[int]]:
    """For each character the groups of characters that it sounds like."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for character in group:
            found[character].add(number)
    return {character: frozenset(numbers) for character, numbers in found.items()}


def sound_alike(one: str, other: str, groups: tuple[str, ...]) -> bool:
    """Whether two characters sound alike."""
    sounds = _sounds(groups)  # made for the first draft with two names to compare
    return bool(sounds.get(one, frozenset()) & sounds.get(other, frozenset()))


def in_prose(document: Document, at: int) -> bool:
    """Whether a character stands in running text."""
    return document.blocks[document.block_at(at)].kind in PROSE


def varied(start: int, words: str, first: tuple[int, str]) -> Match:
    """The finding on a name that was first written another way."""
    end = start + len(words)
    fix = Fix((Edit(start, end, first[1]),), Applicability.SHOWN)
    related = (Related(Span(first[0], first[0] + len(first[1]))),)
    return Match(start, end, {"better": first[1], "n": "", "other": first[1]}, (fix,), related)
