"""What signals of 深 and 新 read of a draft: what it tells, its points, its subjects.

Each reading is a function of a `Draft`, to be had by ``draft.once(reading)``.
"""

from bisect import bisect_left
from itertools import islice
from operator import add
from re import escape
from typing import NamedTuple

from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.structure import FIGURES, Entity, Quantity
from shengao.text import Span

_GENERIC = (
    "进一步|下一步|多方面|一系列|问题|原因|主要|建议|对策|工作|加强|存在|情况|落实|措施|推进|推动|开展|部门|单位|有关|相关"
    "|影响|导致|致使|造成|由于|分析|反映|群众|重视|高度|提高|提升|完善|健全|机制|制度|责任|管理|目前|同时|针对|解决|发展"
    "|实施|组织|领导|同比|环比|截至|完成|以上|其中|平均|亟待|不足|种种|各种|诸多|因素|较多|较大|较少|突出|成效|明显|显著"
    "|取得|实现|强化|深入|扎实|切实|积极|认真|努力|全面|持续|不断|有效|确保|做好|力度|意识|水平|能力|质量|作用|基础|基本"
    "|方面|方式|方法|内容|过程|结果|效果|特点|需要|进行|通过|根据|按照|围绕|以及|包括|因此|因而|从而|所以|由此|全省|全市"
    "|全县|全区|全镇|全乡|做法|经验|主任|书记|局长|镇长|市长|县长|会议|要求|强调|指出|认识|思想|统一|形成|合力|保障|安排"
    "|部署|计划|任务|目标|总体|整体|体系|建设|创新|优化|注重|坚持|充分|广泛|大力|着力|狠抓|良好|氛围"
)
"""Words that any report has: of two characters, a few of three."""
_PAIR = 2


def _quick(words: str) -> str:
    """An expression for words of two and more characters that looks at few places of a text.

    It tries the words only where one of their first characters stands before one of their second,
    and there by the second, which few share.
    """
    firsts: dict[tuple[str, str], str] = {}
    for word in sorted(words.split("|")):
        end = word[1], word[2:]
        firsts[end] = firsts.get(end, "") + word[0]
    openings = "".join(sorted(set("".join(firsts.values()))))
    seconds = "".join(sorted({second for second, _ in firsts}))
    ends = (
        f"{second}(?<=[{before}]{second}){rest}"
        for (second, rest), before in sorted(firsts.items(), key=lambda one: one[0])
    )
    return f"[{openings}](?=[{seconds}])(?:{'|'.join(ends)})"


_LONG_WORDS = tuple(word for word in _GENERIC.split("|") if len(word) > _PAIR)
_SHORT_WORDS = [word for word in _GENERIC.split("|") if len(word) == _PAIR]
_CLASHES = tuple(
    word[:-1] + long for word in _SHORT_WORDS for long in _LONG_WORDS if word[-1] == long[0]
)
"""Where a word of two characters ends in one of three: of both only the first is read."""
_GENERIC_PLACES = Expression(_quick(_GENERIC))
_SHORT_PLACES = Expression(_quick("|".join(_SHORT_WORDS)))
_GRAMMAR = (
    "的了在和与及是为对由将等也都已被把向从以其该各每个不有到至并或就还又更很最较于中上下内外前后间时年月日起约共达"
    "一二三四五六七八九十两名处件次"
    "，。；：、！？…—·“”‘’「」『』（）()《》〈〉【】〔〕［］%％‰＋　"
)
_SUBJECT = Expression(rf"[^{escape(_GRAMMAR)}\x00-\x7f\uff10-\uff5a\s]{{2,}}")
"""What stands between characters of grammar and whatever is not Chinese: it is about something."""

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
    sentence: int  # its index in the document


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
                Told(
                    len(found),
                    *sentence,
                    draft.said(sentence).strip(),
                    heads[sentence.block],
                    index,
                )
            )
    return found


def size(draft: Draft) -> int:
    """Code points of the distinct sentences of the body."""
    return sum(len(one.text) for one in draft.once(told))


def points(draft: Draft) -> list[Point]:
    """The headings of a draft in order, those of the same words once."""
    document = draft.document
    blocks, text = document.blocks, document.text
    places = [(block.start, block.end) for block in blocks if block.kind == "heading"]
    plain: list[tuple[int, int]] = []
    above = -1  # the block of the sentence before
    for start, end, index in document.sentences:
        before, above = above, index
        if end - start > _NUMBERED or end == blocks[index].end:
            continue
        if blocks[index].kind not in ("paragraph", "item", "lead"):
            continue
        if is_numbered(text, start, end):
            places.append((start, end))
        elif before != index and end - start <= _PLAIN and not _INNER.search(text, start, end):
            plain.append((start, end))
    if len(plain) > 1:  # one alone is a short sentence
        places += plain
    places.sort()
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


def particular(draft: Draft) -> str:
    """The running text with spaces for words that any text has."""
    return _blanked(draft.document.text)


def _blanked(text: str) -> str:
    """A text with spaces for the generic words in it."""
    longer = [word for word in _LONG_WORDS if word in text]
    if longer and any(clash in text for clash in _CLASHES):
        return _GENERIC_PLACES.sub(lambda found: " " * len(found.group()), text)
    for word in longer:
        text = text.replace(word, " " * len(word))
    return _SHORT_PLACES.sub(" " * _PAIR, text)


def topics(draft: Draft, start: int, end: int) -> frozenset[str]:
    """The subjects of ``start:end``: the pairs of characters that stand in no generic word."""
    found: set[str] = set()
    for run in _SUBJECT.findall(draft.once(particular), start, end):
        found.update(map(add, run, islice(run, 1, None)))
    return frozenset(found)


def bulk(draft: Draft, start: int, end: int) -> int:
    """How much ``start:end`` says: as many as `topics` has, those that come again counted again."""
    runs = _SUBJECT.findall(draft.once(particular), start, end)
    return sum(map(len, runs)) - len(runs)


def has_subject(draft: Draft, start: int, end: int) -> bool:
    """Whether ``start:end`` has any of its `topics`."""
    return _SUBJECT.search(draft.once(particular), start, end) is not None


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
