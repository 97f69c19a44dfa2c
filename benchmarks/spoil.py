"""Spoiled twins of a draft: one quality taken out, the rest left as it is.

Each twin is made by what the `Document` recognises (figures, dates, sentences, words and their
parts of speech) and by the connecting words of the language, never by the words of one text.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle
from typing import NamedTuple

from edits import Edit, dates, edited, prose
from spoil_argument import flattened, unowned

from shengao.document import Document
from shengao.finding import Criterion
from shengao.structure import FIGURES, Block, Entity, Period

LATE = timedelta(weeks=3)
"""How much later a draft is handed in that is spoiled by waiting."""


class Twin(NamedTuple):
    """A draft with one quality spoiled: its source text, and the day on which it is handed in.

    `copied` says that the draft it was made from lies in the archive.
    """

    criterion: Criterion
    how: str
    text: str
    submitted: date | None
    copied: bool = False


def twins(document: Document, submitted: date | None) -> Iterator[Twin]:
    """The twins of a draft; one whose text would stay as it is is left out."""
    own = document.source.text
    ways: tuple[tuple[Criterion, str, Iterable[Edit]], ...] = (
        ("实", "figures blurred", _blurred(document)),
        ("实", "figures stripped", _stripped(document)),
        ("快", "event date 近日", _undated(document)),
        ("深", "no cause, no comparison, chained", flattened(document, submitted)),
        ("用", "proposals without actor, deadline", unowned(document, submitted)),
    )
    for criterion, how, edits in ways:
        text = edited(document, edits)
        if text != own:
            yield Twin(criterion, how, text, submitted)
    if submitted is not None and _happened(document, submitted):
        yield Twin("快", "three weeks late", own, submitted + LATE)
    yield Twin(
        "新",
        "names and figures swapped",
        edited(document, _swapped(document)),
        submitted,
        True,
    )


# 实

_RISE = re.compile(r"(?:增长|增加|提高|提升|上升|下降|减少|降低|缩短|增|降|升)了?\Z")
_PREPOSITION = re.compile(r"(?:由|从|[增降升减缩]?[至到为]|达到?|约|近|共)\Z")


def _blurred(document: Document) -> Iterator[Edit]:
    """42人 becomes 若干人, 90% 一定比例, 186万元 一定数额."""
    for found in prose(document, FIGURES):
        words = {"percent": "一定比例", "point": "一定幅度", "money": "一定数额"}
        new = words.get(found.kind) or "若干" + _unit(document, found)
        yield Edit(found.start, found.end, new)


def _stripped(document: Document) -> Iterator[Edit]:
    """由63%升至78% becomes 升, 增长27.9% 明显增长, 42人 数人: claims that nothing backs."""
    words = {"percent": "很大比例", "point": "很大幅度", "money": "不少资金"}
    for found in prose(document, FIGURES):
        before = document.text[max(found.start - 4, 0) : found.start]
        if rise := _RISE.search(before):
            yield Edit(found.start - len(rise[0]), found.end, "明显" + rise[0])
        elif preposition := _PREPOSITION.search(before):
            yield Edit(found.start - len(preposition[0]), found.end)
        else:
            new = words.get(found.kind) or "数" + _unit(document, found)
            yield Edit(found.start, found.end, new)


def _unit(document: Document, figure: Entity) -> str:
    """The unit as it is written: what follows the last digit and myriad."""
    return _NUMBER_HEAD.sub("", document.text[figure.start : figure.end])


_NUMBER_HEAD = re.compile(r".*[\d一二两三四五六七八九十百千万亿几半余多]", re.DOTALL)


# 快


def _lead(document: Document) -> Block | None:
    return next((b for b in document.blocks if b.kind in ("lead", "paragraph", "item")), None)


def _happened(document: Document, submitted: date) -> bool:
    """Whether the lead names a day, or third of a month, on which something had happened."""
    block = _lead(document)
    return block is not None and any(
        isinstance(found.value, Period)
        and found.value.precision in ("day", "third")
        and found.value.last is not None
        and found.value.last <= submitted
        for found in document.entities_in(block.start, block.end, ("date",))
    )


def _undated(document: Document) -> Iterator[Edit]:
    """The first date of the lead becomes 近日; the others in it go, with their times, and 截至 them
    becomes 目前. Dates that others are compared with, deadlines and years stay."""
    block = _lead(document)
    if block is None:
        return
    text, new = document.text, "近日"
    for start, end, found in dates(document, block.start, block.end):
        before = text[max(start - 2, 0) : start]
        wide = isinstance(found.value, Period) and found.value.precision in _WIDE
        if wide or before.endswith(_BASE_BEFORE) or text[end : end + 1] in _DEADLINE_NEXT:
            continue
        if before in ("截至", "截止"):
            yield Edit(start - 2, end, "目前")
        else:
            yield Edit(start, end, new)
            new = ""


_WIDE = ("year", "half", "quarter", "plan")
_BASE_BEFORE = ("比", "较", "由", "从")
_DEADLINE_NEXT = frozenset("前起")


# 新

_NAMES = ("枫桥", "云湖", "长岭", "松坪", "金滩", "凤池", "龙泉", "玉屏", "柏林", "清源")
_AREA = re.compile(r"街道|社区|[省市州县区旗镇乡村]")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_SMALL = 5
"""Figures below it count points, kinds and persons of a story, and stay."""


def _swapped(document: Document) -> Iterator[Edit]:
    """Every name of a place becomes another, and most amounts are doubled: shares and rates of
    change still follow from them."""
    for found in prose(document, ("figure", "money")):
        words = document.text[found.start : found.end]
        yield Edit(found.start, found.end, _DIGITS.sub(_doubled, words))
    for stem, new in zip(sorted(_places(document)), cycle(_NAMES), strict=False):
        for place in re.finditer(re.escape(stem), document.text):
            yield Edit(place.start(), place.end(), new)


def _places(document: Document) -> set[str]:
    """The names before 县, 镇 and so on, of two characters or more."""
    stems: set[str] = set()
    for number in range(len(document.sentences)):
        for token in document.tokens(number):
            if token.pos == "ns":
                stem = _AREA.sub("", token.text)
                area = _AREA.match(document.text, token.end)
                if len(stem) > 1 and (area or stem != token.text):
                    stems.add(stem)
    return stems


def _doubled(digits: re.Match[str]) -> str:
    value = Decimal(digits[0])
    return digits[0] if value < _SMALL else str(value * 2)
