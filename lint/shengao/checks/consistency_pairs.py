"""Two names of persons that sound alike, told by the segmenter alone: no post need stand by."""

import re
from collections.abc import Iterator
from itertools import combinations

from shengao.checks.consistency_likeness import CLAUSE_EDGE, HAN, in_prose, sound_alike, sounded
from shengao.document import Document
from shengao.expression import Expression

_SIZE = 3
"""Characters of a name with a given name of two."""
_LISTED = frozenset("、 　\t")
"""What parts the names of a roll, in which two may well be alike."""
_RELATED = Expression("[兄弟姐妹]|儿子|女儿|父[亲子]|母[亲女]|双胞胎|同村|同名")
"""Where kin are told of, two names alike are two persons."""
LEADS = frozenset("在给向对由为让叫使请与跟把被和找送")
"""What may stand before a name within a clause."""
_GOES_ON = Expression("还|又|再|已|将|曾|从|在|把|每|却|便|就|总|依然|仍|的[一-鿿]")
_PLACES = frozenset("省市县区镇乡村街路局所站校院厂河")
"""What ends a name of a place or body: 云松镇, 高家村."""
_OFTEN = 3
_ENOUGH = 4
_KIN = Expression("[兄弟姐妹哥儿女父子](?:[子亲儿])?\\Z")


def pairs(
    document: Document,
    named: re.Pattern[str],
    sounds: tuple[str, ...],
    nearly: tuple[str, ...],
) -> Iterator[tuple[str, str]]:
    """Names of one family, the earlier first, of which one character of the given name differs.

    `named` finds what may be a name. Strings are compared before any
    words are cut: few drafts have two that are so alike.
    """
    text = document.text
    found = named.findall(text)
    openings, edges = [one[:2] for one in found], [one[::2] for one in found]
    same_opening, same_edges = _shared(openings, found), _shared(edges, found)
    again: set[str] = set()
    alike: dict[tuple[str, int], dict[str, frozenset[int]]] = {}
    groups = sounded(sounds)
    met: set[str] = set()
    for name, opening, edge in zip(found, openings, edges, strict=True):
        if edge in same_edges or opening in same_opening:
            if name in met:
                again.add(name)
                continue
            met.add(name)
            if edge in same_edges:
                alike.setdefault((edge, 1), {})[name] = groups(name[1])
            if opening in same_opening:
                alike.setdefault((opening, 2), {})[name] = groups(name[2])
    for (_, changed), rivals in alike.items():
        for (one, sound), (other, another) in combinations(rivals.items(), 2):
            sounds_alike = not sound.isdisjoint(another)
            if not sounds_alike and (one not in again or other in again):
                continue
            at, place = text.index(one), text.index(other)
            if (sounds_alike and _are_persons(document, at, place)) or (
                text.count(one) > 1
                and is_slip(
                    document, one, place,
                    near=sound_alike(one[changed], other[changed], nearly), spoken=False,
                )
                and _words(document, at) == 1
            ):  # fmt: skip
                yield one, other


def _shared(parts: list[str], names: list[str]) -> set[str]:
    """The parts that two different names have."""
    last = dict(zip(parts, names, strict=True))
    return {part for part, name in zip(parts, names, strict=True) if last[part] != name}


def _are_persons(document: Document, one: int, other: int) -> bool:
    """Whether the segmenter takes both for names, one at least as a single word."""
    if _is_one_of_many(document.text, other):
        return False
    first = _words(document, one)
    second = _words(document, other) if first else 0
    return second > 0 and 1 in (first, second)


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


def is_slip(
    document: Document, name: str, at: int, *, near: bool, spoken: bool, post: bool = False
) -> bool:
    """Whether the only mention of a name that does not sound like one known is that one miswritten.

    What tells is added up: how much of the draft is about the first, and how the second stands.
    """
    text, end = document.text, at + len(name)
    if len(name) != _SIZE or text[end - 1] in _PLACES:
        return False
    before, after = text[at - 1 : at], text[end : end + 1]
    if (before not in CLAUSE_EDGE and before not in LEADS) or {before, after} & _LISTED:
        return False
    first = text.index(name)
    opening = document.sentence_at(first)
    if first > at or text.count(text[at:end]) > 1 or opening == document.sentence_at(at):
        return False
    weight = 2 * near + min(text.count(name), _OFTEN) - 1 + (opening is None or opening <= 1)
    goes_on = spoken or _GOES_ON.match(text, end) is not None
    weight += post + goes_on
    if weight + 1 + (not goes_on) < _ENOUGH:
        return False  # whatever the words are
    if any(
        t.start > at and len(t.text) > 1 and t.pos[0] in "vad" for t in document.tokens_in(at, end)
    ):
        return False  # 李明确表态
    weight += _words(document, at) == 1
    weight += not goes_on and any(
        t.start == end and t.pos.startswith("v") for t in document.tokens_in(end, end + 1)
    )
    return weight >= _ENOUGH and not _RELATED.search(text)
