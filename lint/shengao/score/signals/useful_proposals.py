"""用: proposals and plans that somebody can act on."""

from shengao.score.draft import Draft
from shengao.score.readings_proposals import Proposal, proposals
from shengao.score.signal import Example, Measure, Signal

_ADVISING = frozenset(("建议", "问题"))
_ENOUGH = 2
"""So many complete proposals make a draft that can be acted on."""
_ONE = 0.7
_PARTLY = 0.45
"""What a proposal is worth that has two of the three."""


def _worth(one: Proposal) -> float:
    if one.complete:
        return 1.0
    return _PARTLY if one.action and (one.actor or one.measure) else 0.0


def _actionable(draft: Draft) -> Measure | None:
    found = proposals(draft)
    asked = draft.document.genre in _ADVISING
    if not found.items:
        if not asked:
            return None
        return Measure(0.0, "没有写建议。", (), "逐条写明由谁、做什么、到何时或多少。")
    complete = [one for one in found.items if one.complete]
    worth = sum(map(_worth, found.items)) / len(found.items)
    # What stands beside empty words is worth less, but good proposals are not lost among them.
    share = worth if len(complete) >= _ENOUGH else worth * _ONE
    lacking = next((one for one in found.items if not one.complete), None)
    word = "建议" if found.advice else "打算"
    return Measure(
        min(1.0, share),
        f"{len(found.items)}条{word}中有{len(complete)}条写全了主体、动作和时限或数量。",
        tuple(one.span for one in complete),
        _lack(draft, lacking, word),
    )


def _lack(draft: Draft, one: Proposal | None, word: str) -> str:
    if one is None:
        return ""
    parts = [
        name
        for name, there in (
            ("由谁办", one.actor),
            ("做什么", one.action),
            ("何时完成或多少", one.measure),
        )
        if not there
    ]
    said = draft.document.text[one.span.start : one.span.end].strip()[:16]
    return f"{word}“{said}……”写明{'、'.join(parts)}。"


_GOOD = (
    "关于增设校门口斑马线的建议\n青溪小学校门口每日过街学生1300人，去年发生剐蹭3起。\n"
    "建议：一是由县交警大队于8月底前增设斑马线2处；二是由县教育局安排12名教师每日护学。"
)
_EMPTY = (
    "关于增设校门口斑马线的建议\n青溪小学校门口每日过街学生1300人，去年发生剐蹭3起。\n"
    "建议：一是相关部门高度重视，加强组织领导；二是有关单位加大力度，形成合力。"
)

SIGNALS = (
    Signal(
        slug="actionable-proposals",
        title="建议可操作",
        criterion="用",
        measures="建议（动态、经验等则看下一步打算）里，写全主体、动作、时限或数量的占几成；请上级办的，写明请谁办什么即可。",
        gaming="写“建议高度重视”“相关部门加强领导”，或把一条建议重复写。",
        guard="“相关部门”不算主体，“加强”“重视”不算动作；重复的只算一次；缺要素的条目拉低成数。",
        examples=(
            Example(_GOOD, 0.9, genre="建议"),
            Example(_EMPTY, 0.0, 0.1, genre="建议"),
            Example(
                "青溪镇疏浚排水沟\n3月6日，青溪镇疏浚排水沟12公里。下一步，镇政府将高度重视，加大工作力度。",
                0.0,
                0.1,
                genre="工作动态",
            ),
        ),
        measure=_actionable,
    ),
)
