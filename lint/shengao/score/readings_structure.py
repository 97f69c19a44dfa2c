"""What signals of 深 and 新 read of a draft: what it tells, its points, its subjects.

Each reading is a function of a `Draft`, to be had by ``draft.once(reading)``.
"""

from bisect import bisect_left
from itertools import islice
from operator import add
from typing import NamedTuple

from shengao.expression import Expression, compiled
from shengao.score.draft import Draft
from shengao.structure import FIGURES, Entity, Quantity
from shengao.text import Span

_GENERIC = Expression(
    "(进一步|下一步|多方面|一系列|问题|原因|主要|建议|对策|工作|加强|存在|情况|落实|措施|推进|推动|开展|部门|单位|有关|相关"
    "|影响|导致|致使|造成|由于|分析|反映|群众|重视|高度|提高|提升|完善|健全|机制|制度|责任|管理|目前|同时|针对|解决|发展"
    "|实施|组织|领导|同比|环比|截至|完成|以上|其中|平均|亟待|不足|种种|各种|诸多|因素|较多|较大|较少|突出|成效|明显|显著"
    "|取得|实现|强化|深入|扎实|切实|积极|认真|努力|全面|持续|不断|有效|确保|做好|力度|意识|水平|能力|质量|作用|基础|基本"
    "|方面|方式|方法|内容|过程|结果|效果|特点|需要|进行|通过|根据|按照|围绕|以及|包括|因此|因而|从而|所以|由此|全省|全市"
    "|全县|全区|全镇|全乡|做法|经验|主任|书记|局长|镇长|市长|县长|会议|要求|强调|指出|认识|思想|统一|形成|合力|保障|安排"
    "|部署|计划|任务|目标|总体|整体|体系|建设|创新|优化|注重|坚持|充分|广泛|大力|着力|狠抓|良好|氛围)"
)
"""Words that any report has; in a group, so that `re.split` keeps them."""
_GRAMMAR = (
    "的了在和与及是为对由将等也都已被把向从以其该各每个不有到至并或就还又更很最较于中上下内外前后间时年月日起约共达"
    "一二三四五六七八九十两名处件次"
    "，。；：、！？…—·“”‘’「」『』（）()《》〈〉【】〔〕［］%％‰＋\n\r\t　"
)


class _Spaces(dict[int, str]):
    """What `str.translate` puts for a character; one that stays is remembered, which is faster."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code)
        return self[code]


_SPACE = _Spaces.fromkeys((*map(ord, _GRAMMAR), *range(128), *range(0xFF10, 0xFF5B)), " ")
"""Characters of grammar and whatever is not Chinese: what stands between is about something."""

_UNITS = (
    *"镇乡村县区市局委办所站河",
    *("街道", "社区", "小区", "公司", "集团", "学校", "中学", "小学", "学院", "医院", "卫生院"),
    *("合作社", "水库", "灌区", "泵站", "水厂", "电厂", "大队", "中队", "中心", "大桥", "码头"),
    *("园区", "银行", "支行", "工厂", "超市", "农场", "煤矿"),
)
_NOT_AFTER = {"办": "(?!发)", "河": "(?![长道流湖堤岸])"}
UNIT = Expression(
    "|".join(
        f"{unit}(?<![某各每该全本农乡城的个何布格结当举主承创督场厕地XＸ×x*]{unit})"
        f"(?<![XＸ×x某*].{unit})(?<=[一-鿿]{{2}}{unit}){_NOT_AFTER.get(unit, '')}"
        for unit in _UNITS
    )
)
"""Where the name of a unit or place ends that is no placeholder (某镇) and no class (各村)."""

_ENUMERATOR = Expression(
    r"\s*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]|第[一二三四五六七八九十][，、]"
    r"|[一二三四五六七八九十]是|其[一二三四五六七八九十][，、是]?)\s*"
)
_NUMBERED, _PLAIN = 26, 18
"""Code points of a phrase that opens a paragraph as its heading, with a number and without."""
_INNER = Expression("[，；：“”0-9]")


class Told(NamedTuple):
    """A distinct sentence of the body; `at` is its rank among them."""

    at: int
    start: int
    end: int
    block: int
    text: str
    heading: str  # the words of the heading above it


class Point(NamedTuple):
    """A heading, or the phrase that opens a paragraph as one, without its number.

    ``body`` is the running text that it heads, up to the next one.
    """

    start: int
    end: int
    text: str
    body: Span


def told(draft: Draft) -> list[Told]:
    """The distinct sentences of the body: of all prose but titles, headings and cells."""
    document = draft.document
    heads: dict[int, str] = {}
    above = ""
    for index, block in enumerate(document.blocks):
        if block.kind == "heading":
            above = document.text[block.start : block.end]
        heads[index] = above
    found: list[Told] = []
    for index in draft.sentences:
        sentence = document.sentences[index]
        if document.blocks[sentence.block].kind not in ("title", "heading", "cell"):
            found.append(
                Told(len(found), *sentence, draft.said(sentence).strip(), heads[sentence.block])
            )
    return found


def size(draft: Draft) -> int:
    """Code points of the distinct sentences of the body."""
    return sum(len(one.text) for one in draft.once(told))


def points(draft: Draft) -> list[Point]:
    """The headings of a draft in order, those of the same words once."""
    document = draft.document
    places: list[tuple[int, int]] = []
    plain: list[tuple[int, int]] = []
    for index, block in enumerate(document.blocks):
        if block.kind == "heading":
            places.append((block.start, block.end))
        elif block.kind in ("paragraph", "item", "lead"):
            for rank, one in enumerate(document.sentences_of(index)):
                start, end, _ = document.sentences[one]
                if end == block.end or end - start > _NUMBERED:
                    continue
                if is_numbered(document.text, start, end):
                    places.append((start, end))
                elif not rank and end - start <= _PLAIN:
                    plain += [(start, end)] * (_INNER.search(document.text, start, end) is None)
    if len(plain) > 1:  # one alone is a short sentence
        places = sorted(places + plain)
    found: list[Point] = []
    seen = {_bare(document.title)}
    last = document.blocks[-1].end if document.blocks else 0
    stops = [*(start for start, _ in places[1:]), last]
    for (start, end), stop in zip(places, stops, strict=bool(places)):
        number = _ENUMERATOR.match(document.text, start, end)
        begin = number.end() if number else start
        text = document.text[begin:end].strip(" \n　。：:")
        if text and _bare(text) not in seen:
            seen.add(_bare(text))
            found.append(Point(begin, begin + len(text), text, Span(end, max(end, stop))))
    return found


def _bare(text: str) -> str:
    return "".join(text.split())


def is_numbered(text: str, start: int, end: int) -> bool:
    """Whether ``start:end`` opens with 一是, （二）, 3. or their like."""
    return _ENUMERATOR.match(text, start, end) is not None


def apart(draft: Draft) -> str:
    """The running text with spaces for what any text has: what is left are its subjects."""
    parts = compiled(_GENERIC.pattern).split(draft.document.text)
    parts[1::2] = [" " * len(word) for word in parts[1::2]]
    return "".join(parts).translate(_SPACE)


def topics(draft: Draft, start: int, end: int) -> frozenset[str]:
    """The subjects of ``start:end``: the pairs of characters that stand in no generic word."""
    found: set[str] = set()
    for run in draft.once(apart)[start:end].split():
        if len(run) > 1:
            found.update(map(add, run, islice(run, 1, None)))
    return frozenset(found)


def bulk(draft: Draft, start: int, end: int) -> int:
    """How much ``start:end`` says: as many as `topics` has, those that come again counted again."""
    return sum(len(run) - 1 for run in draft.once(apart)[start:end].split())


def counted(draft: Draft) -> tuple[list[int], list[Entity]]:
    """The figures that count something, with a unit, a percent sign, money; their starts first."""
    found = [
        entity
        for entity in draft.document.entities
        if entity.kind in FIGURES and isinstance(entity.value, Quantity) and entity.value.unit
    ]
    return [entity.start for entity in found], found


def figures(draft: Draft, start: int, end: int) -> list[Entity]:
    """The figures of ``start:end`` that count something."""
    starts, found = draft.once(counted)
    first = bisect_left(starts, start)
    return found[first : bisect_left(starts, end, first)]


def is_concrete(draft: Draft, start: int, end: int) -> bool:
    """Whether ``start:end`` names a unit or place, or counts something."""
    return (
        bool(figures(draft, start, end)) or UNIT.search(draft.document.text, start, end) is not None
    )


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the smaller set that stands in the other, 0 to 1."""
    return len(one & other) / max(min(len(one), len(other)), 1)
