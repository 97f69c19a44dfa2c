"""Figures that return with two digits swapped, or with another value than in the title."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

from shengao.checks.consistency_likeness import CLAUSE_EDGE
from shengao.checks.relation_operand import Operand, operand
from shengao.document import Document
from shengao.expression import Expression
from shengao.finding import Match, Related
from shengao.structure import PROSE, Entity, EntityKind, Quantity
from shengao.text import Span

_DIGITS = Expression(r"\d+(?:\.\d+)?")
_LONG = 3
"""Above so many digits a swap is telling by itself; of fewer, the words beside must agree."""
_BESIDE = 10
_LEAST_TELLING, _NEAR = 5, Decimal("0.75")
_FLEETING = frozenset(("天", "年", "个月", "小时", "分钟", "岁", "米", "公里", "次", "期", "%"))
_WHOLE = Expression("全[省市县区镇乡村校局院厂所站街行园矿]")
_SCOPE = Expression(
    "每|人均|户均|平均|新增|增加|增至|减少|其中|[去上前]年|同期|比|较|约|近|余|超|目标|计划|预计|原|第|分别|各|另"
)
"""Beside a figure that need not be the one told before."""
_COUNTS: tuple[EntityKind, ...] = ("figure", "money")
_MARK = Expression("[，。；：！？]")
_HAN = Expression(r"[\u4e00-\u9fff]+")


def swapped(
    _: dict[str, Any], document: Document, __: Sequence[tuple[int, int]]
) -> Iterator[Match]:
    """The later of two figures of one unit that differ by two neighbouring digits swapped."""
    seen: dict[tuple[str, str], Operand] = {}
    for number, entity in _of_same_digits(document):
        one = _counted(document, entity)
        if one is None:
            continue
        earlier = next(
            (seen[key] for other in _swaps(number) if (key := (other, one.unit)) in seen), None
        )
        if (
            earlier is not None
            and document.blocks[document.block_at(earlier.start)].kind != "title"  # see `titled`
            and _same_thing(document, earlier, one, number)
        ):
            words = {"better": "", "n": number, "other": earlier.words}
            related = (Related(Span(earlier.start, earlier.end)),)
            yield Match(one.start, one.end, words, related=related)
        seen.setdefault((number, one.unit), one)


def _of_same_digits(document: Document) -> list[tuple[str, Entity]]:
    """The figures with their numbers, of whose digits there is another number."""
    numbered = [
        (digits[0], entity)
        for entity in document.entities
        if entity.kind in _COUNTS
        and (digits := _DIGITS.match(document.text, entity.start, entity.end))
    ]
    known: dict[str, str] = {}
    several: set[str] = set()
    for number, _ in numbered:
        same = "".join(sorted(number))
        if known.setdefault(same, number) != number:
            several.add(same)
    return [one for one in numbered if several and "".join(sorted(one[0])) in several]


def titled(_: dict[str, Any], document: Document, __: Sequence[tuple[int, int]]) -> Iterator[Match]:
    """A figure of the title that the text gives another value: 修复桥梁12座 above, 11座 below."""
    titles = [block for block in document.blocks if block.kind == "title"]
    if not any(document.entities_in(block.start, block.end, _COUNTS) for block in titles):
        return
    operands = [(e, one) for e in document.entities if (one := _counted(document, e))]
    in_title = [
        one for e, one in operands
        if document.blocks[document.block_at(e.start)].kind == "title" and one.words[0].isdigit()
    ]  # fmt: skip
    below = [one for one in (o for _e, o in operands) if one not in in_title]
    for one in in_title:
        if one.loose or any(one.low <= other.value <= one.high for other in below):
            continue
        same = [
            other
            for other in below
            if other.unit == one.unit and _tell_the_same(document, one, other)
        ]
        if len(same) == 1:
            words = {"better": "", "n": one.words, "other": same[0].words}
            related = (Related(Span(same[0].start, same[0].end)),)
            yield Match(one.start, one.end, words, related=related)


def repeated(
    _: dict[str, Any], document: Document, __: Sequence[tuple[int, int]]
) -> Iterator[Match]:
    """The later of two figures between the same words that are near each other and yet not one:
    坝下的260亩鱼塘 above, 坝下的240亩鱼塘 below."""
    framed: list[tuple[Operand, list[tuple[str, ...]]]] = []
    shared = Counter[tuple[str, ...]]()
    for entity in _beside_the_same(document):
        one = _counted(document, entity)
        if one is not None and one.unit not in _FLEETING:
            keys = list(dict.fromkeys(_framed(document.text, one)))
            shared.update(keys)
            framed.append((one, keys))
    known: dict[tuple[str, ...], Operand] = {}
    for one, keys in framed:
        keys = [key for key in keys if shared[key] > 1]
        if not keys or not _is_telling(document, one):
            continue
        earlier = next((known[key] for key in keys if key in known), None)
        if earlier is not None and _clash(document, earlier, one):
            words = {"better": "", "n": one.words, "other": earlier.words}
            related = (Related(Span(earlier.start, earlier.end)),)
            yield Match(one.start, one.end, words, related=related)
        known.update(dict.fromkeys(keys, one))


def _beside_the_same(document: Document) -> list[Entity]:
    """The exact figures that have a character before or after them in common with another."""
    text = document.text
    exact = [
        (text[entity.start - 1 : entity.start], text[entity.end : entity.end + 1], entity)
        for entity in document.entities
        if entity.kind in _COUNTS and _is_exact(text, entity)
    ]
    befores = Counter([before for before, _, _ in exact if before not in CLAUSE_EDGE])
    afters = Counter([after for _, after, _ in exact if after not in CLAUSE_EDGE])
    return [one for before, after, one in exact if befores[before] > 1 or afters[after] > 1]


def _is_exact(text: str, entity: Entity) -> bool:
    """Whether a figure is written in digits, without 约, and more than a few."""
    value = entity.value
    return (
        isinstance(value, Quantity)
        and not value.approximate
        and value.low >= _LEAST_TELLING
        and text[entity.start].isdigit()
    )


def _is_telling(document: Document, one: Operand) -> bool:
    """Whether a figure may be told again: a count or amount of something that is there."""
    text = document.text
    if one.unit == "元" and one.words[-2:-1] not in "万亿":
        return False
    if document.blocks[document.block_at(one.start)].kind == "title":
        return False
    if _WHOLE.search(text, max(0, one.start - 2), one.start):
        return False  # see the rule of scopes
    if _SCOPE.search(text[max(0, one.start - 14) : one.end + 6]) is not None:
        return False
    return document.modality(one.start, one.end) == "realised"


def _framed(text: str, one: Operand) -> Iterator[tuple[str, ...]]:
    """What stands beside a figure, in the lengths that make it known."""
    before, after = text[max(0, one.start - 2) : one.start], text[one.end : one.end + 2]
    digits = "".join(sorted(_DIGITS.findall(one.words)[0]))
    for near, far in ((before, after[:1]), (before[-1:], after), (before, digits), (digits, after)):
        if _HAN.fullmatch(near.strip(digits) + far.strip(digits) or "-"):
            yield one.unit, near, far


def _clash(document: Document, one: Operand, other: Operand) -> bool:
    """Whether two figures of one thing differ, and by no more than a slip would make."""
    first, second = document.sentence_at(one.start), document.sentence_at(other.start)
    if first is None or second is None or first == second:
        return False
    if one.low <= other.value <= one.high or other.low <= one.value <= other.high:
        return False
    swapped = sorted(one.words) == sorted(other.words)
    if not swapped and min(one.value, other.value) < _NEAR * max(one.value, other.value):
        return False
    dates = [
        {document.text[e.start : e.end] for e in document.entities_in(at.start, at.end, ("date",))}
        for at in (document.sentences[first], document.sentences[second])
    ]
    return not all(dates) or dates[0] == dates[1]


def _counted(document: Document, entity: Entity) -> Operand | None:
    if entity.kind not in _COUNTS:
        return None
    if document.blocks[document.block_at(entity.start)].kind not in PROSE:
        return None
    one = operand(document.text, entity)
    return one if one is not None and one.unit else None


def _swaps(number: str) -> Iterator[str]:
    digits = [at for at, character in enumerate(number) if character.isdigit()]
    for one, two in pairwise(digits):
        if number[one] != number[two] and not (one == 0 and number[two] == "0"):
            between = number[one + 1 : two]
            yield number[:one] + number[two] + between + number[one] + number[two + 1 :]


def _same_thing(document: Document, one: Operand, other: Operand, number: str) -> bool:
    """Whether both count the same: beside short numbers must stand the same word."""
    if one.value > other.value and document.sentence_at(one.start) == document.sentence_at(
        other.start
    ):
        return False  # a part of it
    digits = len(number.replace(".", ""))
    if digits > _LONG:
        return True
    if digits == _LONG:
        return bool(_pieces(document, one, 2) & _pieces(document, other, 2))
    if _pieces(document, one, 4) & _pieces(document, other, 4):
        return True
    text = document.text
    whole = all(
        re.search("[全共]", text[max(0, each.start - 4) : each.start]) for each in (one, other)
    )
    noun = text[other.end : other.end + 2]
    return whole and len(noun) == 2 and noun in text[one.end : one.end + _BESIDE]


def _tell_the_same(document: Document, one: Operand, other: Operand) -> bool:
    """Whether beside both figures stand four characters that are the same, or two words:
    秋粮收购 above, 收购秋粮 below."""
    if _pieces(document, one, 4) & _pieces(document, other, 4):
        return True
    shared = _pieces(document, one, 2) & _pieces(document, other, 2)
    return any(set(a).isdisjoint(b) for a, b in combinations(shared, 2))


def _pieces(document: Document, one: Operand, size: int) -> set[str]:
    """The strings of so many Han characters beside a figure, within its clause."""
    block = document.blocks[document.block_at(one.start)]
    text = document.text
    before = _MARK.split(text[max(block.start, one.start - _BESIDE) : one.start])[-1]
    after = _MARK.split(text[one.end : min(block.end, one.end + _BESIDE)])[0]
    found: set[str] = set()
    for run in _HAN.findall(f"{before} {after}"):
        found.update(run[at : at + size] for at in range(len(run) - size + 1))
    return found
