"""深: what came of it outweighs what was gone about: the opposite of 流水账."""

from bisect import bisect_left

from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.readings_figures import STAGING, STAGING_SIGNS
from shengao.score.readings_structure import bulk, counted, has_subject, told
from shengao.score.signal import Example, Measure, Signal
from shengao.score.signs import Signs
from shengao.text import Span

_ACTIONS = (
    "首先|随后|然后|接着|最后|会上|会后|召开|举行|举办|出席|参加|参观|主持|传达|学习|听取|汇报|座谈|讨论|交流|观看|合影|走访|慰问"
    "|看望|来到|前往|集合|返回|强调|指出|要求|部署|表示|作了|致辞|讲话|发言|剪彩|揭牌|陪同|悬挂"
    "|张贴|提高认识|加强领导|狠抓落实|高度重视|认真组织|周密部署|精心"
)
_ACTION = Expression(
    f"{_ACTIONS}|发放了?[^，。；]{{0,4}}(?:传单|资料)"
    "|开展了?[^，。；]{0,10}(?:活动|工作|检查|宣传|巡查)"
)
_ACTION_SIGNS = Signs(f"{_ACTIONS}|发放|开展")
_RESULTS = (
    "完成|整改|办结|下降|上升|减少|增加|提高|降低|缩短|增至|降至|升至|减至|提前|节约|建成|投用|通车|投产|达到|恢复|化解|查处|追回|销号"
    "|解决|查出|发现|确定|决定|原因|导致|致使|造成|由于|不再|率为|率达|率由|率仅|签订|新增|更换|改造|缺口|积压|增长|受损|高于|低于|前完成"
)
_RESULT = Expression(f"{_RESULTS}|占(?=[^，。；]{{0,6}}[0-9])|因[^此而]")
_RESULT_SIGNS = Signs(f"{_RESULTS}|占|因")
_ORDERED = Expression(r"\s*(?:首先|随后|然后|接着|紧接着|接下来|之后|而后|最后|随即)[，,]?")
_STRUNG = 3  # sentences from which on a draft is strung together in time
_COST = 1.5  # of the share of such sentences
_SUBJECTS = 4  # of a result in words alone; one with a figure has words beside the figure
_SHORTEST = 4  # code points of a clause that counts
_HOLLOW = Expression("明显|显著|大幅|很大|极大|各项|质的飞跃|圆满|良好")
_WORDS_ALONE = 0.5  # is all that results earn of which none has a figure
_LEAST = 4  # clauses that go about something or say what came of it
_NONE, _FULL = 0.4, 0.8
"""Up to the one share of results nothing is earned, from the other on all."""


def measure(draft: Draft) -> Measure | None:
    """The balance of clauses of result and of mere action."""
    document, text = draft.document, draft.document.text
    actions: list[Span] = []
    results = figured = 0
    seen: set[str] = set()
    told_ones = draft.once(told)
    starts, counting = draft.once(counted)
    acting, staging = draft.sentences_with(_ACTION_SIGNS), draft.sentences_with(STAGING_SIGNS)
    resulting = draft.sentences_with(_RESULT_SIGNS)
    strung = [one for one in told_ones if _ORDERED.match(one.text)]
    at, last = 0, len(starts)  # the figure that comes next, and the number of figures
    for one in told_ones:
        acts, stages = one.sentence in acting, one.sentence in staging
        may_result = one.sentence in resulting
        for start, end, _ in document.clauses(one.sentence):
            words = text[start:end]
            if len(words) < _SHORTEST or words in seen:
                continue
            seen.add(words)
            while at < last and starts[at] < start:
                at += 1
            has_figure = at < last and starts[at] < end
            if (acts and draft.holds(_ACTION_SIGNS, start, end) and _ACTION.search(words)) or (
                has_figure
                and stages
                and draft.holds(STAGING_SIGNS, start, end)
                and STAGING.search(words)
            ):
                actions.append(Span(start, end))
            elif has_figure:
                final = counting[bisect_left(starts, end, at) - 1]
                figured += has_subject(draft, start, starts[at]) or has_subject(
                    draft, final.end, end
                )
            elif (
                may_result
                and draft.holds(_RESULT_SIGNS, start, end)
                and _RESULT.search(words)
                and not _HOLLOW.search(words)
            ):
                results += bulk(draft, start, end) >= _SUBJECTS
    results += figured
    total = results + len(actions)
    if total < _LEAST:
        return None
    part = results / total
    most = 1.0 if figured else _WORDS_ALONE
    share = max(-1.0, min(most, (part - _NONE) / (_FULL - _NONE)))
    if len(strung) >= _STRUNG:
        share = max(-1.0, share - _COST * len(strung) / len(told_ones))
        what = f"{len(strung)}句用“首先、随后、最后”按先后连起来"
        spans = tuple(Span(one.start, one.end) for one in strung)
        return Measure(share, what, spans, "按问题、原因、结果来写，不按先后次序写")
    if share >= 1:
        return Measure(1.0, f"写结果、原因的分句有{results}个，只写动作的有{len(actions)}个")
    what = f"只写动作的分句有{len(actions)}个，写结果、原因的有{results}个"
    return Measure(
        share, what, tuple(actions), "少写开会、传达、走访的过程，写定了什么、完成多少、变化多大"
    )


SIGNALS = (
    Signal(
        slug="results-over-actions",
        title="结果多于过程",
        criterion="深",
        measures="写结果、数据、原因的分句与只写动作（召开、传达、听取、走访……）的分句相比：结果占八成以上满分，不到四成倒扣；三句以上用“首先、随后、最后”按先后连起来的也扣。",
        gaming="删掉“首先、然后”，照样罗列动作。",
        guard="看的主要是分句写动作还是写结果，删去连接词不会加分；同样的分句只算一次，只有数字、没有说明是什么的分句不算结果。",
        examples=(
            Example(
                "望江镇抢收早稻\n7月21日，望江镇早稻收割完成1.6万亩，占九成。镇农机站调来收割机42台，日收割能力达到1900亩，"
                "比去年增加700亩。烘干设备缺口9台，由粮库代烘，7月25日前完成。",
                0.9,
            ),
            Example(
                "望江镇召开会议\n7月21日，望江镇召开早稻抢收会议。会议传达文件，听取汇报，讨论方案，书记强调纪律，代表表示决心，"
                "与会人员参观粮库，最后合影。",
                -1.0,
                -0.9,
            ),
            Example(
                "望江镇召开会议\n望江镇召开会议，传达文件，听取汇报，参观粮库。完成。完成。完成了。",
                -1.0,
                -0.5,
            ),
        ),
        measure=measure,
    ),
)
