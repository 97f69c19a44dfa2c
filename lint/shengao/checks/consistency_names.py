"""One person's name written in two ways: 陈卫东 here, 陈卫冬 there."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from shengao.checks.consistency_likeness import CLAUSE_EDGE, HAN, in_prose, sound_alike, varied
from shengao.checks.consistency_pairs import LEADS, is_slip, pairs
from shengao.checks.hits import Hits
from shengao.document import Document
from shengao.expression import compiled as compiled_expression
from shengao.finding import Match

NOT_NAME = frozenset(
    "在说为和与的等到对向将已也于及是从被把就又都还并同跟带用因以上每介表要指了着过们等有则即仍"
    "应可会者所因给让当获现再便最更很主负参回告认提出不你我他她它省市县区局委办院厅部处动"
)
_ACTS = re.compile(
    "发现|来到|赶到|上门|入户|走访|立即|当即|马上|主动|迅速|随后|坚持|每天|多次|先后|拿出|带着"
    "|将|已|曾|再次|又|还|希望|承诺|答应|带领|带队|牵头|告诉|组织|看望|回到|接过|获得|荣获|当选"
)
"""What a person named before does: such words do not tell that what precedes is a name."""
_FULL = 3
"""Characters of a name with a given name of two."""
_SINGLE_POSTS = ("长", "书记", "主任", "主席", "经理", "负责人")
"""Posts of which a body has one."""
_LONGEST_POST = 4
_BODY = 2
"""How many characters before a post tell of which body it is."""
_BODY_NAME = 4
"""How many characters tell a body where somebody is named after it without a post."""
_FOREIGN = 4
"""Of so many characters a name need not open with a Chinese family name: 达瓦多吉."""
_RANKS = frozenset("省市县区州镇乡村")
_WORKS_AT = frozenset("局院校站队厂司所馆区镇乡村社园")
"""Ends of bodies, after which a name may stand without a post."""


def persons(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """Names known by a post before them or a verb of speech after, met with one other character."""
    text = document.text
    sounds, nearly = compiled["sounds"], compiled["nearly"]
    family = compiled["family"]
    verbs = compiled_expression(compiled["spoken"])
    known: dict[str, str | None] = {}
    for start, end in _leftmost(hits, compiled["before"]):
        name = _name(document, end, family, verbs)
        if name:
            known.setdefault(name, text[start:end])
    for start, _ in _leftmost(hits, compiled["after"]):
        for size in (4, 3, 2):
            at = start - size
            name = text[max(at, 0) : start]
            if at < 0 or not _given(name[1:]) or not HAN.match(name):
                continue
            if size < _FOREIGN and name[0] not in family:
                continue
            if at == 0 or text[at - 1] in CLAUSE_EDGE or (size == 3 and text[at - 1] in _WORKS_AT):
                known.setdefault(name, None)
                break
    alike = [
        (name, other)
        for name, post in known.items()
        for other in _others(document, name, sounds, nearly, verbs, family, post=post)
    ]
    alike += pairs(document, compiled_expression(compiled["named"]), sounds, nearly)
    reported: set[int] = set()
    for name, other in alike:
        if _is_somebody_else(document, name, other, compiled["before"], known.get(name)):
            continue
        right, wrong = _rarer(text, name, other)
        start = text.index(wrong)
        if start not in reported:
            reported.add(start)
            yield varied(start, wrong, (text.index(right), right))


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


def _is_somebody_else(
    document: Document, name: str, other: str, posts: Collection[str], post: str | None
) -> bool:
    """Whether the other name stands beside the first, or has a post of its own: 副局长刘薇."""
    text = document.text
    if any(f"{name}{mark}{other}" in text for mark in "、和与及"):
        return True
    at = text.find(other)
    while at >= 0:
        words = (text[at - size : at] for size in range(_LONGEST_POST, 1, -1) if at >= size)
        own = next((word for word in words if word in posts), None)
        own = post if _follows(text, at, post) else own
        title = next((word for word in posts if text.startswith(word, at + len(other))), post)
        if own is not None and _works_there(text, text.index(name), at - len(own)):
            return False
        shorter = title != post and not _is_short_for(title, post)
        if (own is not None and post is None) or shorter:
            return True
        if own is not None and post is not None:
            first = text.index(name)
            shared = document.sentence_at(at) == document.sentence_at(first)
            if own != post or (shared and not own.endswith(_SINGLE_POSTS)):
                return True
            seats = [text[max(0, place - len(own) - _BODY) : place] for place in (first, at)]
            if seats[0] != seats[1] and all(HAN.match(s) and HAN.match(s, 1) for s in seats):
                return True
            if _are_ranked(text, first - len(own), at - len(own)):
                return True
        at = text.find(other, at + 1)
    return False


def _follows(text: str, at: int, post: str | None) -> bool:
    """Whether a post ends at a place: 局长, not 副局长."""
    return post is not None and text.endswith(post, 0, at) and text[at - len(post) - 1] != "副"


def _is_short_for(title: str | None, post: str | None) -> bool:
    """Whether one is called by the end of a post: 第一书记谢文斌, 谢文斌书记."""
    return bool(title and post) and str(post).endswith(str(title)) and str(post)[0] != "副"


def _works_there(text: str, one: int, other: int) -> bool:
    """Whether the body before both places is the same: 石塘卫生院张佩, 石塘卫生院|护士张珮."""
    body = text[max(0, one - _BODY_NAME) : one]
    return len(body) == _BODY_NAME and body[-1] in _WORKS_AT and text[:other].endswith(body)


def _are_ranked(text: str, one: int, other: int) -> bool:
    """Whether bodies that end here differ in rank alone: 县水利局, 市水利局."""
    while one and other and text[one - 1] == text[other - 1] and HAN.match(text, one - 1):
        one, other = one - 1, other - 1
    return {text[one - 1 : one], text[other - 1 : other]} <= _RANKS


def _rarer(text: str, one: str, other: str) -> tuple[str, str]:
    """The two names, the one that is less used, or later, last."""
    ranked = sorted((one, other), key=lambda name: (-text.count(name), text.index(name)))
    return ranked[0], ranked[1]


def _name(document: Document, at: int, family: Collection[str], verbs: re.Pattern[str]) -> str:
    """The name that begins at a place; empty if none can be told."""
    text = document.text
    if text[at : at + 1] not in family or _is_verb(document, at, size=2):
        return ""
    longer, shorter = text[at : at + 3], text[at : at + 2]
    if verbs.match(text, at + 3) and all(map(HAN.match, longer)) and len(longer) == _FULL:
        return longer if not verbs.match(text, at + 2) else shorter
    if len(longer) == 3 and _given(longer[1:]) and not verbs.match(text, at + 2):
        return shorter if _is_verb(document, at + 2) else longer
    if len(shorter) == 2 and _given(shorter[1:]):
        return shorter
    return ""


def _is_verb(document: Document, at: int, size: int = 1) -> bool:
    """Whether a verb of `size` characters or more begins at a place: 所长田静走了9家厂."""
    if document.sentence_at(at) is None or not document.is_boundary(at):
        return False
    return any(
        t.start == at and t.end - at >= size and t.pos.startswith("v")
        for t in document.tokens_in(at, at + 1)
    )


def _given(characters: str) -> bool:
    return all(HAN.match(c) and c not in NOT_NAME for c in characters)


def _others(
    document: Document,
    name: str,
    sounds: tuple[str, ...],
    nearly: tuple[str, ...],
    verbs: re.Pattern[str],
    family: Collection[str],
    *,
    post: str | None,
) -> Iterator[str]:
    """Strings that differ from a name by one character and stand where names do. `post` stands
    before the name: it may also stand after the other, 局长周海涛 and 周海滨局长."""
    text = document.text
    for changed in range(len(name)):
        for at in _places(text, name[:changed], name[changed + 1 :]):
            end = at + len(name)
            other, put = text[at:end], text[at + changed]
            if other == name or not in_prose(document, at):
                continue
            alike = sound_alike(put, name[changed], sounds)
            if put in NOT_NAME and not (alike and len(name) == _FULL):
                continue
            if changed == 0 and not (alike and put in family and len(name) == _FULL):
                continue  # 韦秀兰, 魏秀兰
            spoken = verbs.match(text, end) is not None or (
                post is not None
                and (text.startswith(post, end) or _ACTS.match(text, end) is not None)
            )
            opens = at == 0 or text[at - 1] in CLAUSE_EDGE
            if len(name) == _FOREIGN:
                stands = alike and opens
            elif len(name) == 2:
                held = spoken and _follows(text, at, post)
                stands = alike and (held or (opens and (spoken or _is_word(document, at, end))))
            elif alike:
                stands = document.is_boundary(at) or opens or text[at - 1] in LEADS
            else:
                stands = (
                    post is not None
                    and ((opens and spoken) or _holds_same_post(text, name, at, post))
                ) or is_slip(
                    document,
                    name,
                    at,
                    near=sound_alike(put, name[changed], nearly),
                    spoken=spoken,
                    post=post is not None,
                )
            if stands:
                yield other
    swapped = name[0] + name[:0:-1]
    at = text.find(swapped)
    if len(name) == _FULL and swapped != name and at >= 0 and document.is_boundary(at):
        yield swapped


def _holds_same_post(text: str, name: str, at: int, post: str) -> bool:
    """Whether the other name stands after the same post of the same body, which one holds."""
    if not post.endswith(_SINGLE_POSTS) or post.startswith("副"):
        return False
    body = text[max(0, at - len(post) - _BODY) : at]
    if len(HAN.findall(body)) < len(post) + _BODY or not body.endswith(post):
        return False
    first = text.index(name)
    return text[max(0, first - len(body)) : first] == body


def _places(text: str, before: str, after: str) -> Iterator[int]:
    """Where two strings stand with one Han character between them."""
    sought, aside = (before, 0) if before else (after, 1)
    at = text.find(sought, aside)
    while at >= 0:
        start = at - aside
        changed = start + len(before)
        if HAN.match(text, changed) and text.startswith(after, changed + 1):
            yield start
            at = text.find(sought, changed + 1 + len(after) + aside)
        else:
            at = text.find(sought, at + 1)


def _is_word(document: Document, start: int, end: int) -> bool:
    """Whether the segmenter takes a run for a person's name, or for characters of no word."""
    if document.sentence_at(start) is None:
        return False
    inside = document.tokens_in(start, end)
    if len(inside) == 1:
        return inside[0].pos.startswith("nr") and inside[0].end == end
    return all(len(t.text) == 1 for t in inside)
