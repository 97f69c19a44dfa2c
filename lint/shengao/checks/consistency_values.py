"""One thing told with two values: 全县18个乡镇 here, 全县16个乡镇 there."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from shengao.checks import anchored
from shengao.checks.consistency_likeness import sound_alike, varied
from shengao.checks.hits import Hits
from shengao.document import Document
from shengao.expression import Expression
from shengao.expression import compiled as compiled_expression
from shengao.finding import Match, Related
from shengao.text import Span

_QUOTED = Expression("“(?P<name>[\u4e00-\u9fff]{2,8})”")
_TITLED = Expression("《(?P<name>[\u4e00-\u9fff]{4,30})》")
_LONG_TITLE = 8
"""Of titles so long one character in which they differ is a slip, whatever it sounds like."""
_GOES_ON = Expression(
    "(?:行动|活动|项目|工程|计划|平台|系统|小程序|服务队)?(?:开展以来|实施以来|启动以来|上线以来|以来|还|已|又|将|再|明年|开展后|共[\\d一-鿿]|累计|上报|发现|覆盖|带动)"
)
"""What follows the name of something told of before."""
_NOUN = 2
_LONG = 3
_NUMBER = Expression(r"\d+(?:\.\d+)?")
_NEAR = 0.75
_BOTH = 2


_Found = tuple[int, tuple[str, ...], bool, bool, list[re.Match[str]]]
"""The number of an expression, its keys, whether it may open and go on, and what it finds."""


class _Mention(NamedTuple):
    start: int
    value: str
    sentence: int
    later: bool
    first: bool


def valued(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """The later of the two values that a draft gives one thing, where it gives it once."""
    for mentions in _told(compiled, document, hits):
        second = _second(mentions, shorter=compiled["shorter"])
        if second is not None and (not compiled["near"] or _is_near(mentions[0], second)):
            first = mentions[0]
            words = {"better": "", "n": "", "other": first.value}
            related = (Related(Span(first.start, first.start + len(first.value))),)
            end = second.start + len(second.value)
            yield Match(second.start, end, words, related=related)


def _told(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[list[_Mention]]:
    """The mentions of each thing that may have two values, in order."""
    found = [
        ("".join([name + (one[name] or "") for name in keys]), one, opens, goes_on)
        for _, keys, opens, goes_on, matches in _found(compiled, document.text, hits)
        for one in matches
    ]
    values: dict[str, str] = {}
    several = {key for key, one, _, _ in found if values.setdefault(key, one["at"]) != one["at"]}
    if not several:
        return
    apart = compiled_expression(compiled["apart"]) if compiled["apart"] else None
    told: dict[str, dict[int, _Mention]] = defaultdict(dict)
    for key, one, opens, goes_on in found:
        start = one.start("at")
        sentence = document.sentence_at(start) if key in several else None
        if sentence is None:
            continue
        at = document.sentences[sentence]
        if apart is None or not apart.search(document.text, at.start, at.end):
            told[key][start] = _Mention(start, one["at"], sentence, not opens, not goes_on)
    for places in told.values():
        yield sorted(places.values())


def _found(compiled: dict[str, Any], text: str, hits: Hits) -> list[_Found]:
    """What the expressions find, in their order, but for what nothing can contradict.

    Of a thing there must be a mention that can stand first and one that can contradict it: most
    expressions need not be tried once others with the same keys have found nothing.
    """
    gates, ways = compiled["gates"], compiled["ways"]
    live = [ways[at] for at in sorted({at for one in hits.literals for at in gates.get(one, ())})]
    left: dict[tuple[str, ...], list[int]] = {}
    """How many expressions with the same keys may open, and how many may go on."""
    for _, _, _, keys, opens, goes_on in live:
        counts = left.setdefault(keys, [0, 0])
        counts[0] += opens
        counts[1] += goes_on
    found: list[_Found] = []
    for number, pattern, anchor, keys, opens, goes_on in live:
        counts = left[keys]
        if not (counts[0] and counts[1]):
            continue
        matches = [*anchored.matches(pattern, anchor, text, hits)]
        if matches:
            found.append((number, keys, opens, goes_on, matches))
        else:
            counts[0] -= opens
            counts[1] -= goes_on
    return sorted(found, key=itemgetter(0))


def _is_near(first: _Mention, second: _Mention) -> bool:
    """Whether two numbers may be one: what is much less counts a part."""
    numbers = [float(found[0]) for one in (first, second) if (found := _NUMBER.match(one.value))]
    return len(numbers) == _BOTH and min(numbers) >= _NEAR * max(numbers)


def _second(mentions: list[_Mention], *, shorter: bool) -> _Mention | None:
    """The one mention of a second value, outside the sentences of the first."""
    first = mentions[0]
    if first.later:
        return None
    others = [one for one in mentions if one.value != first.value]
    if len(others) != 1:
        return None
    other = others[0]
    if other.first:
        return None
    if shorter and (other.value in first.value or first.value in other.value):
        return None
    same = (one.sentence for one in mentions if one.value == first.value)
    return None if other.sentence in same else other


def quoted(
    compiled: dict[str, Any], document: Document, _: Sequence[tuple[int, int]]
) -> Iterator[Match]:
    """Quoted names that differ by one character which sounds alike or by the order of two; by any
    one of a longer name, where the draft goes on with what it told of. Likewise titles 《》."""
    for marks, is_slip in ((_QUOTED, _is_name), (_TITLED, _is_title)):
        first: dict[str, int] = {}
        for found in marks.finditer(document.text):
            first.setdefault(found["name"], found.start("name"))
        of_size: dict[int, list[tuple[str, int]]] = {}
        for name, start in first.items():
            known = of_size.setdefault(len(name), [])
            if known and not _is_listed(document.text, name, start):
                for other, at in known:
                    if is_slip(compiled, document, (other, at), (name, start)):
                        yield varied(start, name, (at, other))
                        break
            known.append((name, start))


def _is_title(
    compiled: dict[str, Any], document: Document, first: tuple[str, int], second: tuple[str, int]
) -> bool:
    """Whether a title met once is an earlier one with a wrong character, outside its sentence."""
    (known, at), (name, start) = first, second
    pairs = [(a, b) for a, b in zip(known, name, strict=True) if a != b]
    if len(pairs) != 1 or document.sentence_at(at) == document.sentence_at(start):
        return False
    if document.text.count(f"《{name}》") > 1:
        return False
    told_apart = len(name) < _LONG_TITLE or set(pairs[0]) & set(compiled["contrast"])
    return sound_alike(*pairs[0], compiled["sounds"]) or not told_apart


def _is_listed(text: str, name: str, start: int) -> bool:
    return "、" in (text[start - 2 : start - 1], text[start + len(name) + 1 :][:1])


def _is_name(
    compiled: dict[str, Any], document: Document, first: tuple[str, int], second: tuple[str, int]
) -> bool:
    """Whether two quoted names are one, the second written wrongly."""
    text = document.text
    (known, at), (name, start) = first, second
    pairs = [(a, b) for a, b in zip(known, name, strict=True) if a != b]
    end, known_end = start + len(name) + 1, at + len(known) + 1
    same_noun = text[end : end + _NOUN] == text[known_end : known_end + _NOUN]
    swapped = len(pairs) == _BOTH and pairs[0] == pairs[1][::-1]
    if not swapped and len(pairs) != 1:
        return False
    if not swapped and sound_alike(*pairs[0], compiled["sounds"]):
        return same_noun or len(name) >= _LONG
    if len(name) < _LONG or document.sentence_at(at) == document.sentence_at(start):
        return False
    if swapped:
        return True
    if text.count(f"“{name}”") > 1 or set(pairs[0]) & set(compiled["contrast"]):
        return False
    named = sum(len(one) == len(name) and one[-2:] == name[-2:] for one in _quotations(text))
    return named == _BOTH and _GOES_ON.match(text, end) is not None


def _quotations(text: str) -> set[str]:
    return {found["name"] for found in _QUOTED.finditer(text)}
