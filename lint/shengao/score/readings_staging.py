"""Whether a draft tells of no more than that something was held: a meeting, a visit, a campaign.

An editor has no use for these by themselves, however soon they are reported: what counts is what
was settled there or came of it.
"""

from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.readings_figures import STAGING, in_lead
from shengao.score.readings_structure import figures, is_concrete, told, topics
from shengao.structure import Sentence
from shengao.text import Span

_HELD = Expression(
    r"(?:召开|举行|举办|组织|开展|承办|召集)了?[^，。；]{0,40}?(?:会|会议|活动|仪式|典礼|运动会|比赛|竞赛|大赛|联欢|晚会|团建|拓展|党日|党课"
    r"|学习|宣讲|宣传|宣传[周月日]|培训班?|讲座|座谈|观摩|参观|观看|研讨|沙龙|论坛|慰问|走访|检查|执法|巡查|排查|督查|整治|行动)"
    r"|(?:到|赴|来到|深入|走进|莅临)[^，。；]{1,24}?(?:调研|视察|考察|指导工作|督导|检查指导|走访|慰问|看望|参观)"
    r"|(?:集中|专题)?学习(?:了|贯彻)?[^，。；]{0,24}(?:精神|讲话|文件)|揭牌|挂牌仪式|启动仪式|剪彩"
)
_OUTCOME = Expression(
    r"完成|整改(?!意见|要求|建议|措施|方案|通知|工作)|办结|下降|上升|减少|减至|减到|增至|增到|升至|升到|降至|降到|缩短|节约|节省|建成|投用|通车|投产|达产|恢复|化解|查处|查出|查封|立案"
    r"|追回|追缴|兑付|销号|解决|发现|排查出|议定|议决|敲定|确定|决定|商定|约定|定下|审议通过|签订|签约|达成|受理|获批|新增|新建|更换|改造"
    r"|修复|加固|抢通|清运|清理出|拆除|救出|救治|救助|转移|扑灭|原因|(?<![原起成病主内外诱基])因[^此而素为]|由于|导致|造成|缺口|积压|率[为由达]|同比|比去年|较去年"
    r"|筛查|检出|确诊|申领|发放(?![^，。；]{0,8}(?:资料|传单|手册|材料|单页|折页|汇编|读本|礼品)|[^，。；]{0,12}\d余?[册份])|减免|退还|安置|就业|录用|成交|销售|募集|捐[款赠]|收治|落实资金|明确(?=[^，。；]{0,20}(?:前|\d|由))(?![^，。；]{0,4}(?:任务|措施|举措|职责|分工))"
)
_HOLLOW = Expression(
    "明显|显著|大幅|很大|极大|各项|圆满|良好|进一步|不断|切实|全力|认真|积极|确保|力争|强调|要求|指出|表示"
)
_SUBJECTS = 3


def only_held(draft: Draft) -> Sentence | None:
    """The sentence of the lead that says that something was held, where the draft says no more."""
    return draft.once(_only_held)


def _only_held(draft: Draft) -> Sentence | None:
    text = draft.document.text
    held = next(
        (one for _, one in in_lead(draft)[:2] if _HELD.search(text, one.start, one.end)), None
    )
    if held is None or any(_tells(draft, *place) for place in _clauses(draft)):
        return None
    return held


def _clauses(draft: Draft) -> list[Span]:
    document, found = draft.document, []
    for one in draft.once(told):
        index = document.sentence_at(one.start)
        found += [Span(*part[:2]) for part in document.clauses(index)] if index is not None else []
    return found


def _tells(draft: Draft, start: int, end: int) -> bool:
    """Whether a clause says what came of it, with a figure or a name or enough of its subject."""
    text = draft.document.text
    if (
        _OUTCOME.search(text, start, end) is None
        or STAGING.search(text, start, end) is not None
        or _HELD.search(text, start, end) is not None
        or _HOLLOW.search(text, start, end) is not None
    ):
        return False
    if figures(draft, start, end) or is_concrete(draft, start, end):
        return True
    return len(topics(draft, start, end)) > _SUBJECTS
