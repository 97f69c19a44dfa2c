"""One body's or place's name written in two ways: 柏杨水库 here, 柏阳水库 there."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from shengao.checks.consistency_likeness import CLAUSE_EDGE, HAN, in_prose, sound_alike, varied
from shengao.checks.hits import Hits
from shengao.document import Document
from shengao.expression import Expression
from shengao.finding import Match

_TAIL = Expression(r"[\u4e00-\u9fff]*\Z")
_NOT_BODY = frozenset(
    "的地得在再和与及或由有是个各该一本对为从到向将把被以于其此每某两三四五六七八九十多余级等新"
)
_SEAT = Expression(r"(?P<rank>[县市区])(?P<body>[\u4e00-\u9fff]{2,4}?局)")
_LIMITED = Expression("(?:股份)?有限(?:责任)?\\Z")
"""What stands between the name of a company and 公司."""
_LIMITS = frozenset("限任")
_LONGEST_BASE = 10
"""How much before 公司 or 水库 is taken for the name."""
_LEAST_SHARED = 3
"""How many characters two bodies must share where the differing ones do not sound alike."""


def bodies(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """Names before 公司, 水库, 镇 … that differ by one character which sounds alike, or by one
    within a longer name."""
    text = document.text
    sounds = compiled["sounds"]
    contrast = frozenset(compiled["contrast"])
    if text.count("局") > 1:
        yield from _seats(text)
    seen: dict[str, dict[str, int]] = defaultdict(dict)
    for start, end in _rivalling(text, hits):
        limited = None
        if text[start - 1] in _LIMITS:
            limited = _LIMITED.search(text, max(0, start - _LONGEST_BASE), start)
        start = limited.start() if limited else start
        kind = text[start:end]
        base = _TAIL.findall(text, max(0, start - _LONGEST_BASE), start)[0]
        here = seen[kind]
        if len(base) < 2 or base in here or "建设" in base or not in_prose(document, start):
            continue
        for other, at in here.items():
            if other[-1] != base[-1] and other[-2] != base[-2]:
                continue
            span = _differ(base, other, sounds, contrast)
            if span and not _are_listed(text, at + len(kind), start - span):
                place = start - span
                if _opens_with_verb(document, place) and _opens_with_verb(document, at - span):
                    continue
                if document.is_boundary(place) or text[place - 1] in CLAUSE_EDGE:
                    yield varied(place, text[place:end], (at - span, text[at - span : at] + kind))
                    break
        here[base] = start


def _rivalling(text: str, hits: Hits) -> list[tuple[int, int]]:
    """Where a kind of body stands more than once, and names before it may be alike.

    Of two names that are alike one of the last two characters is the same.
    """
    places: list[tuple[int, int]] = []
    for kind in hits.literals:
        starts = hits.starts(kind)
        tails = [tail for at in starts if CLAUSE_EDGE.isdisjoint(tail := text[at - 2 : at])]
        last = "".join(tails)
        if len(tails) > 1 and (len(set(last)) < len(last) or not _LIMITS.isdisjoint(last)):
            places += [(at, at + len(kind)) for at in starts]
    return sorted(places)


def _opens_with_verb(document: Document, at: int) -> bool:
    """Whether what is taken for a name is something done to a body: 组建企业集团."""
    return any(token.start == at and token.pos == "v" for token in document.tokens_in(at, at + 1))


def _are_listed(text: str, end: int, start: int) -> bool:
    """Whether one name follows another in a list: 金湾水库、金弯水库."""
    return text[end:start] in ("、", "和", "与", "及")


def _seats(text: str) -> Iterator[Match]:
    """临江区城管局 here, 临江县城管局 there."""
    first: dict[tuple[str, str], tuple[int, str]] = {}
    for found in _SEAT.finditer(text):
        start, end = found.start() - 2, found.end()
        place = text[max(start, 0) : found.start()]
        if len(place) < 2 or not all(map(HAN.match, place)):
            continue
        known = first.setdefault((place, found["body"]), (start, text[start:end]))
        if known[1] != text[start:end]:
            yield varied(start, text[start:end], known)


def _differ(one: str, other: str, sounds: tuple[str, ...], contrast: frozenset[str]) -> int:
    """How many characters from the end are those of two names that can be only one; 0 if not."""
    size = min(len(one), len(other))
    differing = 0
    same = 0
    length = 0
    for back in range(1, size + 1):
        a, b = one[-back], other[-back]
        if a == b:
            same += 1
            length = back
        elif (
            differing or {a, b} & _NOT_BODY or (not sound_alike(a, b, sounds) and {a, b} & contrast)
        ):
            break
        else:
            differing = back
            length = back
    if not differing or not same:
        return 0
    left = length - differing
    if length > differing and any(c in _NOT_BODY for c in one[-length:-differing]):
        left = next(
            (n for n, c in enumerate(reversed(one[-length:-differing])) if c in _NOT_BODY), left
        )
        length = differing + left
    if sound_alike(one[-differing], other[-differing], sounds):
        if any(c in _NOT_BODY and c != "新" for c in one[-differing:][1:]):
            return 0
        return length if left or differing > 1 else 0
    return length if left and same >= _LEAST_SHARED else 0
