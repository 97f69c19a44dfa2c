"""What names that differ by one character have in common: sounds, places, the finding."""

from collections.abc import Callable
from itertools import compress, count, repeat
from operator import contains

from shengao.document import Document
from shengao.expression import Expression
from shengao.finding import Applicability, Edit, Fix, Match, Related
from shengao.segment.memo import Memo
from shengao.structure import PROSE
from shengao.text import Span

HAN = Expression(r"[\u4e00-\u9fff]")
CLAUSE_EDGE = frozenset("，。；：、！？“”《》（）\n 　")


_Sounds = Memo[str, frozenset[int]]
_KEPT = 16

_known: dict[int, tuple[tuple[str, ...], _Sounds]] = {}
"""What `_sounds` made of the groups of each rule, by their identity: they are long to compare."""


def _sounds(groups: tuple[str, ...]) -> _Sounds:
    """For each character the groups of characters that it sounds like, found when asked for."""
    known = _known.get(id(groups))
    if known is None:
        if len(_known) >= _KEPT:
            _known.clear()
        known = _known[id(groups)] = groups, Memo(lambda one: _of(one, groups))
    return known[1]


def _of(character: str, groups: tuple[str, ...]) -> frozenset[int]:
    return frozenset(compress(count(), map(contains, groups, repeat(character))))


def sound_alike(one: str, other: str, groups: tuple[str, ...]) -> bool:
    """Whether two characters sound alike."""
    sounds = _sounds(groups)
    return not sounds[one].isdisjoint(sounds[other])


def sounded(groups: tuple[str, ...]) -> Callable[[str], frozenset[int]]:
    """What gives of a character the groups that it sounds like: if two have one, they are alike."""
    return _sounds(groups).__getitem__


def in_prose(document: Document, at: int) -> bool:
    """Whether a character stands in running text."""
    return document.blocks[document.block_at(at)].kind in PROSE


def varied(start: int, words: str, first: tuple[int, str]) -> Match:
    """The finding on a name that was first written another way."""
    end = start + len(words)
    fix = Fix((Edit(start, end, first[1]),), Applicability.SHOWN)
    related = (Related(Span(first[0], first[0] + len(first[1]))),)
    return Match(start, end, {"better": first[1], "n": "", "other": first[1]}, (fix,), related)
