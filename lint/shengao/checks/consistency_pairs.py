"""Two names of persons that sound alike, told by the segmenter alone: no post need stand by."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, compress

from shengao.checks.consistency_likeness import HAN, in_prose, sound_alike
from shengao.document import Document
from shengao.expression import Expression

_SIZE = 3
"""Characters of a name with a given name of two."""
_LISTED = frozenset("、 　\t")
"""What parts the names of a roll, in which two may well be alike."""
_KIN = Expression("[兄弟姐妹哥儿女父子](?:[子亲儿])?\\Z")


def pairs(
    document: Document, family: frozenset[str], excluded: frozenset[str], sounds: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Names of one family, the earlier first, of which one character of the given name differs.

    Strings are compared before any words are cut: few drafts have two that are so alike.
    """
    text = document.text
    first: dict[str, int] = {}
    for at in compress(range(len(text) - _SIZE + 1), map(family.__contains__, text)):
        if excluded.isdisjoint(text[at + 1 : at + _SIZE]):
            first.setdefault(text[at : at + _SIZE], at)
    alike: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for name in first:
        alike[name[0], name[2], 1].append(name)
        alike[name[0], name[1], 2].append(name)
    for (_, _, changed), names in alike.items():
        for one, other in combinations(names, 2):
            if sound_alike(one[changed], other[changed], sounds) and _are_persons(
                document, first[one], first[other]
            ):
                yield one, other


def _are_persons(document: Document, one: int, other: int) -> bool:
    """Whether the segmenter takes both for names, one at least as a single word."""
    words = [_words(document, at) for at in (one, other)]
    return all(words) and 1 in words and not _is_one_of_many(document.text, other)


def _words(document: Document, at: int) -> int:
    """Of how many words a name is made; 0 if it is none."""
    end = at + _SIZE
    if not in_prose(document, at) or document.sentence_at(at) is None:
        return 0
    if not all(HAN.match(document.text, place) for place in range(at, end)):
        return 0
    inside = document.tokens_in(at, end)
    exact = inside and inside[0].start == at and inside[-1].end == end
    return len(inside) if exact and inside[0].pos.startswith("nr") else 0


def _is_one_of_many(text: str, at: int) -> bool:
    """Whether the name stands in a roll, or after a word of kinship: 弟弟罗长奎."""
    beside = {text[at - 1 : at], text[at + _SIZE : at + _SIZE + 1]}
    return bool(beside & _LISTED) or _KIN.search(text, max(0, at - 2), at) is not None
