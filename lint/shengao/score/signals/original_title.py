"""新: a title that says this draft's own thing, and a text that keeps its word."""

from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.readings_structure import UNIT, told, topics
from shengao.score.signal import Example, Measure, Signal
from shengao.structure import FIGURES
from shengao.text import Span

_TERM = Expression('[“"「‘]([^”"」’]{2,14})[”"」’]')
_CONTRAST = Expression(
    r"(?:由|从)[^，。]{1,12}(?:到|至|变|转)|变[^，。]{1,8}为|[不无]再|降至|升至|减至|增至|缩短|下降|翻[一两]?番|减少|提前|反降|反升|难|短缺|缺口|滞后"
    r"|有[^，。]{1,4}[、，]?[^，。]{0,4}得|背后|代价|“?[一-鿿]+”?变“?[一-鿿]+”?"
)
_STOCK = Expression(
    "高度重视|多措并举|扎实|有序|积极开展|深入|全面加强|狠抓|精心|大力|统筹推进|稳步推进|走深走实|凝心聚力|圆满|隆重|顺利召开|取得实效|成效显著"
)
_CARRIED = 0.25  # of the subjects, that the text has to speak of: many pairs cross two words
_ONE, _TWO = 0.6, 1.0
_PLAIN = 0.2  # a title without a device that the text carries, and that is no stock phrase
_SUBJECTS = 2
_ACTOR = 14  # code points of a title in which the unit is named


def measure(draft: Draft) -> Measure | None:
    """What the title promises, and how much of it the text holds."""
    document = draft.document
    title = document.title
    if not title:
        return None
    body = "\n".join(one.text for one in draft.once(told))
    spans = tuple(Span(b.start, b.end) for b in document.blocks if b.kind == "title")
    advice = "在标题里写出这一次的结果、数据或者提炼出的做法，正文要写到它"
    devices = _devices(draft, spans, title, body)
    said = _subjects(draft, spans)
    if len(said) < _SUBJECTS and not devices:
        return Measure(0.0, "标题看不出写的是什么事", spans, advice)
    if sum(pair in body for pair in said) < _CARRIED * len(said):
        return Measure(0.0, "标题说的，正文没有写", spans, "让标题与正文说同一件事")
    if _STOCK.search(title):
        share = _PLAIN if devices else 0.0
        return Measure(share, "标题里有套语", spans, "去掉标题里的套语，写出结果或做法")
    if not devices:
        return Measure(_PLAIN, "标题平实，没有写出这一次的结果或做法", spans, advice)
    share = _TWO if len(devices) > 1 else _ONE
    return Measure(share, f"标题写出了{'、'.join(devices)}", spans, advice if share < 1 else "")


def _subjects(draft: Draft, spans: tuple[Span, ...]) -> frozenset[str]:
    """What the title is about, but for the unit that it names: that stands in any text of it."""
    first = spans[0]
    unit = UNIT.search(draft.document.text, first.start, min(first.start + _ACTOR, first.end))
    start = unit.end() if unit else first.start
    return topics(draft, start, first.end).union(*(topics(draft, *span) for span in spans[1:]))


def _devices(draft: Draft, spans: tuple[Span, ...], title: str, body: str) -> list[str]:
    """What of its own the title holds: a figure or coined term of the text too, a contrast."""
    document = draft.document
    found = []
    counted = [
        document.text[entity.start : entity.end]
        for span in spans
        for entity in document.entities_in(*span, FIGURES)
    ]
    if any(_bare(figure) in _bare(body) for figure in counted):
        found.append("数据")
    term = _TERM.search(title)
    if term is not None and term[1] in body:
        found.append("提炼的做法")
    if _CONTRAST.search(title):
        found.append("变化或矛盾")
    return found


def _bare(text: str) -> str:
    return "".join(text.split())


SIGNALS = (
    Signal(
        slug="own-title",
        title="标题说自己的事",
        criterion="新",
        measures="标题写出这一次的数据、提炼的做法（加引号）、变化或矛盾，有两样满分；标题的主题词要在正文出现。",
        gaming="标题党：标题里写数字、造新词，正文没有。",
        guard="标题里的数和加引号的词要在正文出现；主题词对不上不得分；有“多措并举”“扎实推进”这类词的标题最多两成。",
        examples=(
            Example(
                "大湾镇“错时巡塘”把鱼塘断电损失由86万元降至9万元\n7月至9月，大湾镇37口鱼塘断电损失由上年的86万元降至9万元。"
                "镇里推行“错时巡塘”，凌晨1时至5时由4支小队轮流看增氧机。",
                0.95,
            ),
            Example(
                "大湾镇“六个一”实现鱼塘100%增收\n7月，大湾镇召开会议，学习文件，部署工作，提出要求。",
                0.0,
                0.0,
            ),
            Example(
                "大湾镇多措并举扎实做好鱼塘用电工作\n7月，大湾镇检查鱼塘用电线路37处。", 0.0, 0.2
            ),
        ),
        measure=measure,
    ),
)
