"""深: headings that say something, conclusions that stand first."""

from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.readings_structure import (
    Told,
    figures,
    is_concrete,
    points,
    told,
    topics,
)
from shengao.score.signal import Example, Measure, Signal
from shengao.score.signs import Signs
from shengao.text import Span

_LABEL = Expression(
    r"(?:基本|主要|工作|总体|有关|具体|开展|进展|存在|突出|面临|产生|下一?步|下一?阶段|今后|几点|意见|对策|情况|问题|困难|不足|短板|"
    r"原因|成因|分析|建议|打算|安排|计划|措施|举措|做法|成效|成绩|效果|经验|启示|体会|亮点|特色|背景|现状|概况|趋势|条件|回顾|展望|检查|范围|对象|内容|方式|要求|时间|步骤|组织|保障|的|和|与|及|"
    r"其|、|，)+|.*(?:方面|工作|情况)"
    r"|(?:加强|强化|抓好|抓实|做好|开展|落实|完善|健全|深化|优化|提升|提高|压实|严格|狠抓|突出|明确|细化|规范|排查|备足|注重|坚持|建立|推进|加大)[一-鿿]{2,4}"
)
"""A heading of nothing but such words is the label of a drawer, and fits any report."""
_TERM = Expression('[“"「][^”"」]{2,12}[”"」]|一[一-鿿]{1,2}一[一-鿿]')
_SUBJECTS = 2
_BODY = 24  # characters that a heading has to stand over
_ENOUGH = 3

_RESULT = Signs(
    "完成|整改|办结|下降|上升|减少|增加|提高|降低|缩短|增至|降至|升至|减至|提前|节约|建成|投用|通车|实现|达到|恢复|化解|查处|追回|转移|"
    "发放|签订|销号|解决|查出|发现|排查出|不再|全部|率|占|确定|明确|决定|缺口|缺|积压|停|受损|渗|淹|倒|塌|滑|泄|失|伤|亡|"
    "死|被困|超|低于|高于|翻|获|救|收|用时|改造|更换|新增|增长|跌|涨|流失|退|招|卖|销"
    "|只有|仅有|仅剩|只剩|没有|不合格|逾期|停用|停运|拥堵|空置|闲置|不足|投诉|丢失|损坏"
    r"|清除|清理|清运|清淤|拆除|疏通|修复|修建|安装|配备|组建|发出|受理|检修|加固|抢通|种植|栽"
)
_HOLLOW = Expression(
    "明显|显著|大幅|很大|极大|彻底|各项|圆满|良好|成效|一定|首创|全覆盖|零投诉|零事故"
)
_PLAIN = Expression(
    "召开|举行|举办|开展了?[^，。]{0,12}(?:活动|会议|工作)|组织[^，。]{0,10}学习|传达"
)
_PLAIN_SIGNS = Signs("召开|举行|举办|开展|组织|传达")
_LEAD, _REST = 0.6, 0.4
_BARE = 0.5  # of the lead, for a result without a figure
_LONG = 2  # sentences from which on a paragraph has to say first what it comes to


def telling(draft: Draft) -> Measure | None:
    """How many headings say something that their text carries."""
    heads = draft.once(points)
    if not heads:
        return None
    good, spans, labels = 0, [], []
    for head in heads:
        if _tells(draft, head.start, head.text, head.body):
            good += 1
            spans.append(Span(head.start, head.end))
        else:
            labels.append(head.text)
    share = (1 + good / len(heads)) / 2 * min(1.0, good / _ENOUGH)
    if good == len(heads) and good >= _ENOUGH:
        return Measure(1.0, f"{good}个小标题都说出了内容", tuple(spans))
    what = f"{len(heads)}个小标题中{good}个说出了内容" if good else "小标题没有说出内容"
    advice = (
        f"把“{labels[0]}”换成这一部分最要紧的一个做法或结果"
        if labels
        else "每一部分提炼出一个说得出做法或结果的小标题"
    )
    return Measure(share, what, tuple(spans), advice)


def _tells(draft: Draft, start: int, text: str, body: Span) -> bool:
    """Whether a heading is no label, and what it says is what its text is about."""
    document = draft.document
    below = document.text[body.start : body.end].strip()
    if len(below) < _BODY or _LABEL.fullmatch(text) or not is_concrete(draft, *body):
        return False
    said = topics(draft, start, start + len(text))
    if len(said) < _SUBJECTS:
        return False
    if _TERM.search(text):
        return True
    return any(pair in below for pair in said)


def first(draft: Draft) -> Measure | None:
    """Whether the lead and the paragraphs begin with what came of it."""
    told_ones = draft.once(told)
    if not told_ones:
        return None
    blocks: dict[int, list[Told]] = {}
    for one in told_ones:
        blocks.setdefault(one.block, []).append(one)
    lead, *others = blocks.values()
    opened = next((one for one in lead[:2] if _concludes(draft, one.start, one.end)), None)
    told_so = opened is None and any(_results(draft, one.start, one.end) for one in lead[:2])
    spans = [Span(opened.start, opened.end)] if opened else []
    longer = [ones for ones in others if len(ones) >= _LONG]
    good = [ones for ones in longer if _says_first(draft, ones)]
    spans += [Span(ones[0].start, ones[0].end) for ones in good]
    rest = len(good) / len(longer) if longer else float(opened is not None)
    share = _LEAD * (_BARE if told_so else opened is not None) + _REST * rest
    if share >= 1:
        return Measure(1.0, "导语和各段都先说结果", tuple(spans))
    if opened is None:
        what = "导语的结果没有数据" if told_so else "导语没有结果"
        return Measure(share, what, tuple(spans), "把最重要的一个结果或判断提到导语里")
    what = f"导语先说了结果，{len(longer)}段中{len(good)}段先说结论"
    return Measure(share, what, tuple(spans), "每段第一句先写这一段的结果或判断，再写过程")


def _concludes(draft: Draft, start: int, end: int) -> bool:
    """Whether one of the clauses gives a figure of what came of it."""
    document = draft.document
    for found in figures(draft, start, end):
        clause = document.clause_at(found.start)
        if clause is None:
            continue
        if _comes_of_it(draft, clause.start, clause.end):
            return True
    return False


def _comes_of_it(draft: Draft, start: int, end: int) -> bool:
    """Whether a clause has a word of results, and does not only say that something was held."""
    return draft.holds(_RESULT, start, end) and not (
        draft.holds(_PLAIN_SIGNS, start, end) and _PLAIN.search(draft.document.text, start, end)
    )


def _results(draft: Draft, start: int, end: int) -> bool:
    """Whether one of the clauses says what came of it, in words that mean something here."""
    document = draft.document
    index = document.sentence_at(start)
    return index is not None and any(
        _comes_of_it(draft, one.start, one.end)
        and not _HOLLOW.search(document.text, one.start, one.end)
        and len(topics(draft, one.start, one.end)) > _SUBJECTS
        for one in document.clauses(index)
    )


def _says_first(draft: Draft, ones: list[Told]) -> bool:
    """Whether a paragraph opens with a point or a result that the rest is about."""
    opening = ones[0]
    if _concludes(draft, opening.start, opening.end):
        return True
    rest = "".join(one.text for one in ones[1:])
    said = topics(draft, opening.start, opening.end)
    return (
        len(said) >= _SUBJECTS
        and any(pair in rest for pair in said)
        and is_concrete(draft, ones[1].start, ones[-1].end)
        and not _PLAIN.search(opening.text)
    )


SIGNALS = (
    Signal(
        slug="telling-headings",
        title="小标题说出内容",
        criterion="深",
        measures="小标题（包括段首的短句）写出做法或结果，如“一河一档摸清险段”，并且下面的文字说的就是它；三个以上、个个有内容满分。",
        gaming="用“工作开展情况”“存在问题”之类放在哪里都行的标题，或者加一串没有正文的漂亮标题。",
        guard="只有通用词的标题不算；标题下要有二十四字以上带数据或名称的正文，标题的主题词要在正文里出现；空标题越多得分越低。",
        examples=(
            Example(
                "河东镇管住秸秆\n一、收储点建到田头\n全镇新建秸秆收储点9个，收储点离田不超过2公里。\n"
                "二、打捆机补贴到户\n农机站发放打捆机补贴31万元，农户新购打捆机24台。\n"
                "三、电厂订单兜住销路\n镇里与电厂签订8600吨收购订单，每吨260元。",
                0.95,
            ),
            Example(
                "河东镇管住秸秆\n一、工作开展情况\n全镇新建秸秆收储点9个，收储点离田不超过2公里。\n"
                "二、存在问题\n农机站发放打捆机补贴31万元，农户新购打捆机24台。\n三、下一步打算\n二十个收储点绘就新图景",
                0.0,
                0.0,
            ),
        ),
        measure=telling,
    ),
    Signal(
        slug="conclusion-first",
        title="结论在前",
        criterion="深",
        measures="导语前两句有结果的数据，各段第一句先说这一段的结果或判断。",
        gaming="导语里塞参会人数之类的数，或者写“取得显著成效”。",
        guard="数要与结果写在同一个分句，召开、举办、学习的分句不算；没有数据的判断要由同段后面的数据支撑。",
        examples=(
            Example(
                "白石县供水管网漏损率降至9%\n9月12日，白石县水务公司完成老城管网改造，漏损率由21%降至9%。\n"
                "分区计量每月减少漏水4万吨。公司装表312块，夜间流量超过基线20%即派单，8月派单57件。",
                0.95,
            ),
            Example(
                "白石县召开供水会议\n9月12日，白石县召开供水工作会议，会议组织120人学习文件。\n会议强调要提高认识。各单位作了发言。",
                0.0,
                0.0,
            ),
        ),
        measure=first,
    ),
)
