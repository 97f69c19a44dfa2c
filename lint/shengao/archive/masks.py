"""What of a draft counts when it is compared, and what of that are names, places and figures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from shengao.archive.formulas import Formulas
from shengao.document import Document
from shengao.expression import Expression
from shengao.overlap import CUT, grams
from shengao.structure import PROSE, Token

NOTHING = 0
FIGURE = 1
DATE = 2
NAME = 3
"""What a `Mask` covers: what does not count at all, a figure, a date, a person's or place's name.

Persons and places are one kind, since a segmenter takes the one for the other."""

_COUNTING = Expression(r"[^\W_]+|\n")
_SYMBOLS = ("", "\ue000", "\ue001", "\ue002")
_ENTITIES: dict[str, int] = {
    "figure": FIGURE, "percent": FIGURE, "point": FIGURE, "money": FIGURE, "ordinal": FIGURE,
    "document-number": FIGURE, "phone": FIGURE, "identity-number": FIGURE,
    "date": DATE, "time": DATE, "title": NOTHING,
}  # fmt: skip
_NAMES = frozenset(("nr", "nrt", "nrfg", "ns"))
_AREAS = ("街道", "社区", "省", "市", "州", "县", "区", "旗", "镇", "乡", "村", "屯")
_AREA_ENDS = frozenset(area[-1] for area in _AREAS)
_NOT_NAMING = frozenset("全各本我该每进出下入整一两几新老城农驻跨辖多")
"""Before 县 or 村 these make no name: 全县, 驻村, 新农村."""
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严金魏姜谢邹苏潘葛范彭鲁韦马方任袁柳史唐薛雷贺汤"
    "罗郝安于傅齐康伍余顾孟黄穆萧尹姚邵汪毛贝宋熊项祝董梁杜阮江郭梅林钟徐邱骆高夏蔡田胡霍万柯卢莫丁"
    "邓崔龚程陆翁段侯武刘龙叶白邢裴翟谭温庄曾肖涂廖耿易覃牛石向欧侯尤樊聂"
)
"""Cut from the given name where that is a word, as in 张/秀英."""
_NAMING = 3  # characters of a name before 县 or 村 at most


class Mask(NamedTuple):
    """``text[start:end]`` of the running text is of a kind, `NOTHING` to `NAME`."""

    start: int
    end: int
    kind: int


class Strand(NamedTuple):
    """Characters that count, and where in the text each stands; of a mask one character."""

    characters: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True)
class Masked:
    """A text with its masks, ready to be compared. `masks` ascend and do not overlap."""

    text: str
    masks: tuple[Mask, ...]

    @cached_property
    def plain(self) -> Strand:
        """All letters and digits that count, one by one."""
        return _strand(self.text, [mask for mask in self.masks if mask.kind == NOTHING])

    @cached_property
    def bare(self) -> Strand:
        """The same with one character for each name, place, date and figure."""
        return _strand(self.text, self.masks)

    @cached_property
    def plain_grams(self) -> frozenset[str]:
        """The 3-grams of `plain`."""
        return grams(self.plain.characters)

    @cached_property
    def bare_grams(self) -> frozenset[str]:
        """The 3-grams of `bare`."""
        return grams(self.bare.characters)


def masked(document: Document, formulas: Formulas) -> Masked:
    """The running text of a draft with its masks.

    Nothing counts of titles and of the form around the prose (masthead, addressee, sign-off), of
    quotations, 《titles》 and set formulas.
    """
    nothing = sorted(_nothing(document, formulas))
    covered: list[Mask] = []
    for start, end in nothing:
        if covered and start <= covered[-1].end:
            covered[-1] = covered[-1]._replace(end=max(end, covered[-1].end))
        else:
            covered.append(Mask(start, end, NOTHING))
    return Masked(document.text, tuple(_without_overlaps(covered, named(document))))


def _nothing(document: Document, formulas: Formulas) -> Iterator[tuple[int, int]]:
    for block in document.blocks:
        if block.kind not in PROSE or block.kind == "title":
            yield block.start, block.end
        else:
            yield from formulas.find(document.text, block.start, block.end)
    for quotation in document.quotations:
        yield quotation.start, quotation.end


def named(document: Document) -> Iterator[Mask]:
    """The names, dates and figures of a text, quotations and titles included, in order."""
    for sentence in range(len(document.sentences)):
        last: Mask | None = None
        before: Token | None = None
        for token in document.tokens(sentence):
            start, kind = _kind(token, before)
            before = token
            if kind is None:
                continue
            mask = Mask(start, token.end, kind)
            if last is not None and last.kind == kind == NAME and start <= last.end:
                mask = mask._replace(start=last.start)
            elif last is not None:
                yield last
            last = mask
        if last is not None:
            yield last


def _kind(token: Token, before: Token | None) -> tuple[int, int | None]:
    """What a token is, and where that begins: in the token before, of a village or a surname."""
    if token.entity:
        return token.start, _ENTITIES.get(token.entity)
    text = token.text
    if token.pos in _NAMES:
        alone = before is not None and not before.entity and before.text in _SURNAMES
        return before.start if before is not None and alone else token.start, NAME
    if text[-1] not in _AREA_ENDS or token.pos[0] not in "nasjz":
        return token.start, None
    area = next((area for area in _AREAS if text.endswith(area)), "")
    if not area:
        return token.start, None
    name = text.removesuffix(area)
    if name:
        whole = len(area) == 1 and len(name) > 1 and name[0] not in _NOT_NAMING
        return token.start, NAME if whole else None
    if before is None or before.entity or not _may_name(before):
        return token.start, None
    return before.start, NAME


def _may_name(token: Token) -> bool:
    return (
        len(token.text) <= _NAMING
        and token.text.isalpha()
        and token.pos[0] not in "pcudrfmq"
        and token.text[-1] not in _NOT_NAMING
    )


def _without_overlaps(first: Sequence[Mask], rest: Iterable[Mask]) -> Iterator[Mask]:
    """Masks in order; where two overlap, those of `first` stand."""
    end, covers = 0, iter(first)
    cover = next(covers, None)
    for mask in rest:
        while cover is not None and cover.start < mask.end:
            yield cover
            end = cover.end
            cover = next(covers, None)
        if mask.start >= end and mask.kind != NOTHING:
            yield mask
            end = mask.end
    while cover is not None:
        yield cover
        cover = next(covers, None)


def _strand(text: str, masks: Iterable[Mask]) -> Strand:
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def plain(start: int, end: int) -> None:
        for found in _COUNTING.finditer(text, start, end):
            first, last = found.span()
            characters.append(found[0])
            starts.extend(range(first, last))
            ends.extend(range(first + 1, last + 1))

    at = 0
    for mask in masks:
        plain(at, mask.start)
        characters.append(_SYMBOLS[mask.kind] or CUT)
        starts.append(mask.start)
        ends.append(mask.end)
        at = mask.end
    plain(at, len(text))
    return Strand("".join(characters), tuple(starts), tuple(ends))
