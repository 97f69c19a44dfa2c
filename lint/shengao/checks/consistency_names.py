"""One person's or body's name written in two ways: 陈卫东 here, 陈卫冬 there."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any

from shengao.checks.hits import Hits
from shengao.document import Document
from shengao.expression import Expression
from shengao.expression import compiled as compiled_expression
from shengao.finding import Applicability, Edit, Fix, Match, Related
from shengao.structure import PROSE
from shengao.text import Span

_HAN = Expression(r"[\u4e00-\u9fff]")
_TAIL = Expression(r"[\u4e00-\u9fff]*\Z")
_NOT_NAME = frozenset(
    "在说为和与的等到对向将已也于及是从被把就又都还并同跟带用因以上每介表要指了着过们等有则即仍"
    "应可会者所因给让当获现再便最更很主负参回告认提出不你我他她它省市县区局委办院厅部处动"
)
_NOT_BODY = frozenset(
    "的地得在再和与及或由有是个各该一本对为从到向将把被以于其此每某两三四五六七八九十多余级等新"
)
_ACTS = re.compile(
    "发现|来到|赶到|上门|入户|走访|立即|当即|马上|主动|迅速|随后|坚持|每天|多次|先后|拿出|带着"
)
"""What a person named before does: such words do not tell that what precedes is a name."""
_FOREIGN = 4
"""Of so many characters a name need not open with a Chinese family name: 达瓦多吉."""
_WORKS_AT = frozenset("局院校站队厂司所馆区镇乡村社园")
"""Ends of bodies, after which a name may stand without a post."""
_SEAT = Expression(r"(?P<rank>[县市区])(?P<body>[\u4e00-\u9fff]{2,4}?局)")
_LIMITED = Expression("(?:股份)?有限(?:责任)?\\Z")
"""What stands between the name of a company and 公司."""
_LONGEST_BASE = 6
"""How much before 公司 or 水库 is taken for the name."""
_LEAST_SHARED = 3
"""How many characters two bodies must share where the differing ones do not sound alike."""
_CLAUSE_EDGE = frozenset("，。；：、！？“”《》（）\n 　")


@cache
def _sounds(groups: tuple[str, ...]) -> dict[str, frozenset[int]]:
    """For each character the groups of characters that it sounds like."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for character in group:
            found[character].add(number)
    return {character: frozenset(numbers) for character, numbers in found.items()}


def _alike(one: str, other: str, groups: tuple[str, ...]) -> bool:
    sounds = _sounds(groups)  # made for the first draft with two names to compare
    return bool(sounds.get(one, frozenset()) & sounds.get(other, frozenset()))


def persons(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """Names known by a post before them or a verb of speech after, met with one other character."""
    text = document.text
    sounds = compiled["sounds"]
    family = frozenset(compiled["family"])
    verbs = compiled_expression(compiled["spoken"])
    known: dict[str, str | None] = {}
    for start, end in _leftmost(hits, compiled["before"]):
        name = _name(text, end, family, verbs)
        if name:
            known.setdefault(name, text[start:end])
    for start, _ in _leftmost(hits, compiled["after"]):
        for size in (4, 3, 2):
            at = start - size
            name = text[max(at, 0) : start]
            if at < 0 or not _given(name[1:]) or not _HAN.match(name):
                continue
            if size < _FOREIGN and name[0] not in family:
                continue
            if at == 0 or text[at - 1] in _CLAUSE_EDGE or (size == 3 and text[at - 1] in _WORKS_AT):
                known.setdefault(name, None)
                break
    reported: set[int] = set()
    for name, post in known.items():
        for other in _others(document, name, sounds, verbs, post=post):
            right, wrong = _rarer(text, name, other)
            start = text.index(wrong)
            if start not in reported:
                reported.add(start)
                yield _match(start, wrong, (text.index(right), right))


def _leftmost(hits: Hits, words: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where the words stand: of those that overlap the first, of those the longest."""
    last = 0
    places = (
        (at, -len(word)) for word in hits.literals if word in words for at in hits.starts(word)
    )
    for start, size in sorted(places):
        if start >= last:
            last = start - size
            yield start, last


def _rarer(text: str, one: str, other: str) -> tuple[str, str]:
    """The two names, the one that is less used, or later, last."""
    ranked = sorted((one, other), key=lambda name: (-text.count(name), text.index(name)))
    return ranked[0], ranked[1]


def _name(text: str, at: int, family: frozenset[str], verbs: re.Pattern[str]) -> str:
    """The name that begins at a place; empty if none can be told."""
    if text[at : at + 1] not in family:
        return ""
    longer, shorter = text[at : at + 3], text[at : at + 2]
    if len(longer) == 3 and _given(longer[1:]) and not verbs.match(text, at + 2):
        return longer
    if len(shorter) == 2 and _given(shorter[1:]):
        return shorter
    return ""


def _given(characters: str) -> bool:
    return all(_HAN.match(c) and c not in _NOT_NAME for c in characters)


def _others(
    document: Document,
    name: str,
    sounds: tuple[str, ...],
    verbs: re.Pattern[str],
    *,
    post: str | None,
) -> Iterator[str]:
    """Strings that differ from a name by one character and stand where names do. `post` stands
    before the name: it may also stand after the other, 局长周海涛 and 周海滨局长."""
    text = document.text
    for changed in range(1, len(name)):
        for at in _places(text, name[:changed], name[changed + 1 :]):
            end = at + len(name)
            other, put = text[at:end], text[at + changed]
            if other == name or put in _NOT_NAME or not _in_prose(document, at):
                continue
            alike = _alike(put, name[changed], sounds)
            spoken = verbs.match(text, end) is not None or (
                post is not None
                and (text.startswith(post, end) or _ACTS.match(text, end) is not None)
            )
            opens = at == 0 or text[at - 1] in _CLAUSE_EDGE
            if len(name) == _FOREIGN:
                stands = alike and opens
            elif len(name) == 2:
                stands = alike and opens and (spoken or _is_word(document, at, end))
            elif alike:
                stands = document.is_boundary(at) or opens
            else:
                stands = post is not None and opens and spoken
            if stands:
                yield other


def _places(text: str, before: str, after: str) -> Iterator[int]:
    """Where two strings stand with one Han character between them."""
    at = text.find(before)
    while at >= 0:
        changed = at + len(before)
        if _HAN.match(text, changed) and text.startswith(after, changed + 1):
            yield at
            at = text.find(before, changed + 1 + len(after))
        else:
            at = text.find(before, at + 1)


def _in_prose(document: Document, at: int) -> bool:
    return document.blocks[document.block_at(at)].kind in PROSE


def _is_word(document: Document, start: int, end: int) -> bool:
    """Whether the segmenter takes a run for a person's name, or for characters of no word."""
    if document.sentence_at(start) is None:
        return False
    inside = document.tokens_in(start, end)
    if len(inside) == 1:
        return inside[0].pos.startswith("nr") and inside[0].end == end
    return all(len(t.text) == 1 for t in inside)


def bodies(
    compiled: dict[str, Any], document: Document, hits: Sequence[tuple[int, int]]
) -> Iterator[Match]:
    """Names before 公司, 水库, 镇 … that differ by one character which sounds alike, or by one
    within a longer name."""
    text = document.text
    sounds = compiled["sounds"]
    contrast = frozenset(compiled["contrast"])
    yield from _seats(text)
    seen: dict[str, dict[str, int]] = defaultdict(dict)
    for start, end in hits:
        limited = _LIMITED.search(text, max(0, start - _LONGEST_BASE), start)
        start = limited.start() if limited else start
        kind = text[start:end]
        base = _TAIL.findall(text, max(0, start - _LONGEST_BASE), start)[0]
        here = seen[kind]
        if len(base) < 2 or base in here or "建设" in base or not _in_prose(document, start):
            continue
        for other, at in here.items():
            span = _differ(base, other, sounds, contrast)
            if span:
                place = start - span
                if document.is_boundary(place) or text[place - 1] in _CLAUSE_EDGE:
                    yield _match(place, text[place:end], (at - span, text[at - span : at] + kind))
                    break
        here[base] = start


def _seats(text: str) -> Iterator[Match]:
    """临江区城管局 here, 临江县城管局 there."""
    first: dict[tuple[str, str], tuple[int, str]] = {}
    for found in _SEAT.finditer(text):
        start, end = found.start() - 2, found.end()
        place = text[max(start, 0) : found.start()]
        if len(place) < 2 or not all(map(_HAN.match, place)):
            continue
        known = first.setdefault((place, found["body"]), (start, text[start:end]))
        if known[1] != text[start:end]:
            yield _match(start, text[start:end], known)


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
        elif differing or {a, b} & _NOT_BODY or (not _alike(a, b, sounds) and {a, b} & contrast):
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
    if _alike(one[-differing], other[-differing], sounds):
        if any(c in _NOT_BODY for c in one[-differing:][1:]):
            return 0
        return length if left or differing > 1 else 0
    return length if left and same >= _LEAST_SHARED else 0


def _match(start: int, words: str, first: tuple[int, str]) -> Match:
    end = start + len(words)
    fix = Fix((Edit(start, end, first[1]),), Applicability.SHOWN)
    related = (Related(Span(first[0], first[0] + len(first[1]))),)
    return Match(start, end, {"better": first[1], "n": "", "other": first[1]}, (fix,), related)
