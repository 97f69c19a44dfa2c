"""Numbers of list items that skip or repeat, and marks without their partner."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from shengao.checks.consistency_items import NUMERALS
from shengao.document import Document
from shengao.expression import Expression
from shengao.finding import Match, Related
from shengao.structure import PROSE
from shengao.text import Span

_HAN = "[一二三四五六七八九十]{1,3}"
_NUMBER = Expression(
    rf"[ 　]*(?:({_HAN})、|[（(]({_HAN})[）)]|(\d{{1,2}})[.．、](?!\d)|[（(](\d{{1,2}})[）)])"
)
"""How list numbers are written, from the outermost level inwards."""
_OPENS = frozenset(f" 　（({NUMERALS}")
"""What stands before a number or begins it, if no digit does."""
_LEVELS = 4
_POINT = Expression(
    r"(?P<k>[一二三四五六七八九十（(])"
    r"(?:(?<=[^（(])(?<![^，。；：\n 　].)是(?!否)"
    r"|(?<=[。；][（(])(?P<odd>[二三四五六七八九十])[）)])"
)
"""A number within a block, and one in brackets among them: 一是……二是……（三）……"""
_OPENING = {"“": "”", "（": "）", "《": "》", "【": "】", "〔": "〕", "‘": "’"}
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}
_FULL = {"(": "（", ")": "）"}
_MARKS = Expression("(?!’\\d\\d)[" + "".join([*_OPENING, *_CLOSING, *_FULL, '"']) + "]")
_ENUMERATOR = Expression(r"(?:^|[，。；：\n 　])(?:\d{1,2}|[一二三四五六七八九十]|[a-zA-Z])$")


def numbering(
    _: dict[str, Any], document: Document, __: Sequence[tuple[int, int]]
) -> Iterator[Match]:
    """List numbers at the start of blocks that do not follow the one before at their level."""
    last: list[int] = [0] * _LEVELS
    places: list[tuple[int, int] | None] = [None] * _LEVELS
    used: set[int] = set()
    text = document.text
    points = _POINT.search(text) is not None
    for block in document.blocks:
        if block.kind not in PROSE or block.kind in ("cell", "title"):
            continue
        if points:
            yield from _inline(document, block.start, block.end)
        opening = text[block.start : block.start + 1]
        if opening not in _OPENS and not opening.isdecimal():
            continue
        found = _NUMBER.match(text, block.start, block.end)
        if found is None or found.lastindex is None:
            continue
        level = found.lastindex - 1
        start, end = found.span(found.lastindex)
        place = (start - 1, end + 1) if level % 2 else (start, end)
        number = _value(found[found.lastindex])
        previous = places[level]
        expected = last[level] + 1
        if previous is None and level not in used:
            # 一、二、（三）: the number goes on from another level
            outer = next((i for i, n in enumerate(last) if 1 < n == number - 1), None)
            if outer is not None and (before := places[outer]) is not None:
                yield _jump(document, place, outer, number, before)
        elif previous and number not in (expected, 1) and number <= expected + 1:
            yield _jump(document, place, level, expected, previous)
        used.add(level)
        last[level] = number
        places[level] = place
        for inner in range(level + 1, _LEVELS):
            last[inner], places[inner] = 0, None


def _jump(
    document: Document, place: tuple[int, int], level: int, number: int, before: tuple[int, int]
) -> Match:
    """A number that should be `number` in the style of `level`, after the one `before`."""
    written = _written("1" if level > 1 else "一", number)
    other = document.text[slice(*before)]
    better = f"（{written}）" if level % 2 else written
    words = {"better": better, "n": str(number), "other": other}
    return Match(*place, words, related=(Related(Span(*before)),))


def _inline(document: Document, start: int, end: int) -> Iterator[Match]:
    """一是…二是…二是… and 一是…二是…（三）… within a block."""
    previous: tuple[int, int] | None = None
    last = 0
    for found in _POINT.finditer(document.text, start, end):
        odd = found["odd"]
        number = _value(odd or found["k"])
        skips = number == last + 1 if odd else number in (last, last + 2) and number != 1
        if previous is not None and skips:
            words = {
                "better": _written("一", last + 1) + "是",
                "n": str(last + 1),
                "other": document.text[slice(*previous)],
            }
            yield Match(*found.span(), words, related=(Related(Span(*previous)),))
        if previous is not None or not odd:
            previous, last = found.span(), number


def pairs(_: dict[str, Any], document: Document, __: Sequence[tuple[int, int]]) -> Iterator[Match]:
    """Opening marks without their closing one in the block, and closing ones without opening."""
    text = document.text
    for index, block in enumerate(document.blocks):
        if block.kind not in PROSE or block.kind == "cell":
            continue
        lone = _lone("".join(_MARKS.findall(text, block.start, block.end)))
        if not lone:
            continue
        places = [found.start() for found in _MARKS.finditer(text, block.start, block.end)]
        for at in map(places.__getitem__, lone):
            if not _goes_on(document, index, at):
                yield Match(at, at + 1, {"better": "", "n": "", "other": ""})


@lru_cache(maxsize=256)
def _lone(marks: str) -> list[int]:
    """Which of the marks of a block have no partner. Most blocks have one of a few rows of them."""
    stack: list[tuple[str, int]] = []
    lone: list[int] = []
    for at, found in enumerate(marks):
        mark = _FULL.get(found, found)
        if mark == '"':
            mark = "”" if any(opened == "“" for opened, _at in stack) else "“"
        if mark in _OPENING:
            stack.append((mark, at))
        elif stack and stack[-1][0] == _CLOSING[mark]:
            stack.pop()
        elif any(opened == _CLOSING[mark] for opened, _at in stack):
            while stack[-1][0] != _CLOSING[mark]:
                lone.append(stack.pop()[1])
            stack.pop()
        else:
            lone.append(at)
    return _turned(marks, sorted([*lone, *(at for _mark, at in stack)]))


def _turned(marks: str, lone: list[int]) -> list[int]:
    """Of two lone quotation marks in a row that are the same, the one that is turned round: the
    second of “…“, the first of ”…”."""
    kept = lone.copy()
    for first, second in pairwise(lone):
        if second == first + 1 and marks[first] == marks[second] and first in kept:
            if marks[first] == "“":
                kept.remove(first)
            elif marks[first] == "”":
                kept.remove(second)
    return kept


def _goes_on(document: Document, index: int, at: int) -> bool:
    """Whether the partner may stand in another block, or the mark ends a list number: 1）."""
    text = document.text
    block = document.blocks[index]
    if text[at] == '"':
        return True
    mark = _FULL.get(text[at], text[at])
    if mark == "）" and _ENUMERATOR.search(text[block.start : at]):
        return True
    if mark in _OPENING:
        partner = _OPENING[mark]
        if mark == "“" and text[block.end : block.end + 8].lstrip().startswith("“"):
            return True  # the quotation goes on in the next paragraph
        following = document.blocks[index + 1 : index + 8]
        return any(_unbalanced(text[b.start : b.end], partner, mark) for b in following)
    partner = _CLOSING[mark]
    before = document.blocks[max(0, index - 8) : index]
    return any(_unbalanced(text[b.start : b.end], partner, mark) for b in before)


def _unbalanced(text: str, one: str, other: str) -> bool:
    return text.count(one) > text.count(other)


def _value(written: str) -> int:
    if written.isdigit():
        return int(written)
    if len(written) == 1:
        return NUMERALS.index(written) + 1
    tens, _, ones = written.partition("十")
    return 10 * (NUMERALS.find(tens) + 1 if tens else 1) + (NUMERALS.find(ones) + 1 if ones else 0)


def _written(written: str, number: int) -> str:
    if written.isdigit():
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else NUMERALS[tens - 1] + "十"
    return head + (NUMERALS[ones - 1] if ones else "")
