"""新: how a draft stands beside earlier drafts and documents from above."""

from typing import Any

from shengao.likeness import Likeness
from shengao.score.draft import Beside, Draft
from shengao.score.signal import Example, Measure, Signal
from shengao.text import Span

_FREE, _HEAVY = 0.3, 0.5
"""Likeness to an earlier draft: up to the one all is earned, from the other on all is lost."""
_ABOVE, _COPIED = 0.4, 0.7
"""Overlap with a document from above: up to the one nothing is lost, from the other on all."""


def unlike_earlier(draft: Draft) -> Measure | None:
    """The likeness to the nearest earlier draft; one with names and figures swapped counts."""
    likeness = draft.beside.likeness
    if likeness is None:
        return None
    share = _falling(likeness.nearest, _FREE, _HEAVY, 1.0, -1.0)
    part = f"{likeness.nearest:.0%}"
    if share >= 1:
        return Measure(1.0, f"与往期稿件最多只有{part}相同")
    swapped = "，只换了名称和数字" if likeness.swapped else ""
    what = f"{part}与往期的{likeness.where or '稿件'}相同{swapped}"
    return Measure(
        share,
        what,
        _spans(draft, likeness, likeness.where),
        "写这一次的新情况、新做法、新数据，不套用往期稿件",
    )


def unlike_above(draft: Draft) -> Measure | None:
    """What is lost by words taken over from a document from above."""
    likeness = draft.beside.likeness
    if likeness is None:
        return None
    if likeness.above <= _ABOVE:
        return Measure(0.0, "照搬上级文件的不多")
    what = f"{likeness.above:.0%}照搬{_named(likeness.above_where)}"
    share = _falling(likeness.above, _ABOVE, _COPIED, 0.0, -1.0)
    return Measure(
        share,
        what,
        _spans(draft, likeness, likeness.above_where),
        "上级文件写名称和文号即可，腾出篇幅写本地怎么做、做得怎样",
    )


def title_reused(draft: Draft) -> Measure | None:
    """What is lost by an earlier draft's title."""
    likeness = draft.beside.likeness
    if likeness is None:
        return None
    if not likeness.title_reused:
        return Measure(0.0, "标题没有用过")
    return Measure(
        -1.0, f"标题与往期的{likeness.title_reused}相同", (), "换一个写出这一次结果的标题"
    )


def _falling(value: float, start: float, end: float, high: float, low: float) -> float:
    """`high` up to `start`, `low` from `end` on, on a straight line between."""
    part = max(0.0, min(1.0, (value - start) / (end - start)))
    return high + (low - high) * part


def _named(where: str) -> str:
    return f"《{where}》" if where else ""


def _spans(draft: Draft, likeness: Likeness, where: str) -> tuple[Span, ...]:
    """The passages shared with one text, as spans of the running text."""
    view = draft.document.view
    shown = (view.shown(*one.span) for one in likeness.passages if one.where == where)
    return tuple(span for span in shown if span is not None)


_GAMING = "把往期稿件的名称、数字换掉，调整语序，换几个同义词。"
_TEXT = "丰安镇新建冷库12座\n6月，丰安镇新建冷库12座，库容3100吨，果农每公斤少亏0.8元。"


def _beside(**known: Any) -> Beside:
    return Beside(likeness=Likeness(earlier=9, **known))


SIGNALS = (
    Signal(
        slug="unlike-earlier",
        title="不与往期稿件雷同",
        criterion="新",
        measures="与本单位存档的往期稿件相比，相同部分不到三成满分，五成以上全扣；没有存档可比不算。",
        gaming=_GAMING,
        guard="遮去名称、地点、数字再比一遍，只换这些的照样算雷同；引语、固定提法和文件名不算在内。",
        examples=(
            Example(_TEXT, 1.0, beside=_beside(nearest=0.2)),
            Example(_TEXT, -0.05, 0.05, beside=_beside(nearest=0.4)),
            Example(_TEXT, -1.0, -1.0, beside=_beside(nearest=0.9, swapped=True)),
            Example(_TEXT, 0.0, 0.0),
        ),
        measure=unlike_earlier,
    ),
    Signal(
        slug="unlike-above",
        title="不照搬上级文件",
        criterion="新",
        measures="与参照文件夹里的一份上级文件重合超过四成开始扣，七成以上全扣；没有参照不算。",
        gaming="把上级通知换上本地单位名称报上来。",
        guard="遮去名称再比；加引号的引文、书名号里的文件名和固定提法不算照搬。",
        examples=(
            Example(_TEXT, 0.0, 0.0, beside=_beside(above=0.35)),
            Example(_TEXT, -1.0, -0.9, beside=_beside(above=0.8)),
        ),
        measure=unlike_above,
    ),
    Signal(
        slug="title-not-reused",
        title="标题没有用过",
        criterion="新",
        measures="标题与往期稿件相同的扣分；没有存档可比不算。",
        gaming="旧稿换正文、留标题。",
        guard="与存档的全部标题比，去掉空格和标点后相同即算。",
        examples=(
            Example(_TEXT, 0.0, 0.0, beside=_beside()),
            Example(_TEXT, -1.0, -1.0, beside=_beside(title_reused="丰安镇新建冷库12座")),
        ),
        measure=title_reused,
    ),
)
