"""One thing told with two values: 全县18个乡镇 here, 全县16个乡镇 there."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from shengao.checks.consistency_likeness import sound_alike, varied
from shengao.document import Document
from shengao.expression import Expression
from shengao.expression import compiled as compiled_expression
from shengao.finding import Match, Related
from shengao.text import Span

_QUOTED = Expression("“(?P<name>[\u4e00-\u9fff]{2,8})”(?P<noun>[\u4e00-\u9fff]{2})")
_NUMBER = Expression(r"\d+(?:\.\d+)?")
_NEAR = 0.75
_BOTH = 2


class _Mention(NamedTuple):
    start: int
    value: str
    sentence: int
    later: bool
    first: bool


def valued(
    compiled: dict[str, Any], document: Document, _: Sequence[tuple[int, int]]
) -> Iterator[Match]:
    """The later of the two values that a draft gives one thing, where it gives it once."""
    apart = compiled_expression(compiled["apart"]) if compiled["apart"] else None
    told: dict[str, dict[int, _Mention]] = defaultdict(dict)
    for pattern in compiled["regexes"]:
        for found in compiled_expression(pattern).finditer(document.text):
            start = found.start("at")
            sentence = document.sentence_at(start)
            if sentence is None:
                continue
            at = document.sentences[sentence]
            if apart is None or not apart.search(document.text, at.start, at.end):
                groups = found.groupdict()
                key = "".join(name + (groups[name] or "") for name in groups if name[:3] == "key")
                told[key][start] = _Mention(
                    start, found["at"], sentence, "later" in groups, "first" in groups
                )
    for places in told.values():
        mentions = sorted(places.values())
        second = _second(mentions, shorter=compiled["shorter"])
        if second is not None and (not compiled["near"] or _is_near(mentions[0], second)):
            first = mentions[0]
            words = {"better": "", "n": "", "other": first.value}
            related = (Related(Span(first.start, first.start + len(first.value))),)
            end = second.start + len(second.value)
            yield Match(second.start, end, words, related=related)


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
    """Quoted names before one noun that differ by one character which sounds alike."""
    first: dict[tuple[str, int], tuple[int, str]] = {}
    for found in _QUOTED.finditer(document.text):
        name, start = found["name"], found.start("name")
        key = (found["noun"], len(name))
        known = first.setdefault(key, (start, name))
        pairs = [(a, b) for a, b in zip(known[1], name, strict=True) if a != b]
        if len(pairs) == 1 and sound_alike(*pairs[0], compiled["sounds"]):
            yield varied(start, name, known)
