"""Words in which a character is likely wrong, as the spelling model sees it."""

from collections.abc import Iterator, Sequence
from math import inf
from typing import Any

from shengao.document import Document
from shengao.finding import Applicability, Edit, Fix, Match
from shengao.spelling.model import shipped
from shengao.spelling.suspicion import Suspect, suspects

_NAME = 2.0
"""So much likelier must a correction be in what seems to be a name: jieba takes slips for names."""

_LISTED = 2.0
"""And in a short item of a list, since lists are mostly of names: 泰达、城投、津融等."""
_ITEM = 3
"""No more characters of an item stand beside the word."""

_SOUNDS = frozenset(
    "阿艾巴贝布卡克达德迪尔法菲弗格古哈赫吉娅杰科拉莱兰勒雷里丽莉卢鲁伦罗洛玛曼梅米莫姆穆娜纳尼努诺帕皮奇萨塞莎什斯索"
    "塔泰图托瓦维沃乌西希夏谢雅亚伊依尤扎泽兹孜苏热买吾甫江提逊次仁卓央措旺嘎桑吐肯别克汗"
)
_RUN = 4
"""So many of these on end are a name of another language."""

_PLACES = frozenset("镇乡村县市区州街路巷屯寨")
"""What names of places end in, two characters after the wrong one at most."""

_QUOTED = 8
"""Within so many characters to either side, quotation marks make a name of what they hold."""

_NAMES = ("nr", "ns", "nt", "nz")
"""Tags of persons, places, bodies and other names."""


def run(
    compiled: dict[str, Any], document: Document, hits: Sequence[tuple[int, int]]
) -> Iterator[Match]:
    """The suspects between the bounds that are no part of an entity."""
    least, below = compiled["least"], compiled["below"]
    for one in _found(document.text, least):
        score = one.score - _doubt(document, one)
        if score < least or (below is not None and score >= below):
            continue
        start, end = one.word_start, one.word_end
        fix = Fix((Edit(start, end, one.right),), Applicability(compiled["fix"]))
        yield Match(start, end, {"better": one.right}, (fix,))


_last: list[tuple[str, float, tuple[Suspect, ...]]] = [("", inf, ())]
"""The draft at hand, down to which score its suspects were looked for, and they: for all rules."""


def _found(text: str, least: float) -> tuple[Suspect, ...]:
    """The suspects of a draft with this score and above, and maybe some below."""
    last, floor, found = _last[0]
    if last != text or floor > least:
        found = tuple(suspects(shipped(), text, least))
        _last[0] = text, least, found
    return found


def _doubt(document: Document, suspect: Suspect) -> float:
    """What is taken off the score: for a name something, since any characters make one; for an
    entity, and for what is no prose or goes over a boundary, all."""
    sentence = document.sentence_at(suspect.word_start)
    if sentence is None or document.sentences[sentence].end < suspect.word_end:
        return inf
    if _is_foreign(document.text, suspect):
        return inf
    if _is_place(document.text, suspect.end) or _is_quoted(document.text, suspect):
        return _NAME
    around = (suspect.word_start - _ITEM, suspect.word_end + _ITEM)
    doubt = _LISTED if "、" in document.text[max(0, around[0]) : around[1]] else 0.0
    for token in document.tokens_in(suspect.start, suspect.end):
        if token.entity:
            return inf
        if len(token.text) > 1 and token.pos.startswith(_NAMES):
            doubt = max(doubt, _NAME)
    return doubt


def _is_place(text: str, end: int) -> bool:
    """Whether what stands here ends as a place does, and the ending makes no word: 道路, 市场."""
    held = shipped().held
    return any(
        text[at] in _PLACES
        and (at == end or text[at] not in held[text[at - 1]])
        and text[at + 1] not in held[text[at]]
        for at in range(end, min(end + 2, len(text) - 1))
    )


def _is_quoted(text: str, suspect: Suspect) -> bool:
    """Whether the place is in short quotation marks, as names of projects are."""
    before = text[max(0, suspect.start - _QUOTED) : suspect.start]
    after = text[suspect.end : suspect.end + _QUOTED]
    opened, closed = before.rfind("“") + 1, after.find("”") + 1
    return opened > before.rfind("”") + 1 and 0 < closed <= (after.find("“") + 1 or closed)


def _is_foreign(text: str, suspect: Suspect) -> bool:
    """Whether the place is in a run of characters with which foreign names are written."""
    start, end = suspect.start, suspect.end
    while start > 0 and text[start - 1] in _SOUNDS:
        start -= 1
    while end < len(text) and text[end] in _SOUNDS:
        end += 1
    return end - start >= _RUN and _SOUNDS.issuperset(text[suspect.start : suspect.end])
