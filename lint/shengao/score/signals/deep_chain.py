"""深: a problem, its causes and what is done about them, on one subject."""

from collections.abc import Iterable
from typing import NamedTuple

from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.readings_structure import Told, alike, is_concrete, is_numbered, told, topics
from shengao.score.signal import Example, Measure, Signal
from shengao.score.signs import Signs
from shengao.text import Span

_PROBLEM = Signs(
    "问题|不足|短板|隐患|薄弱|滞后|老化|投诉|诉求|拖欠|闲置|流失|不到位|事故|险情|矛盾|风险|缺口|困难|瓶颈|堵点|超标|偏高|偏低|偏少|偏大"
    "|低于|高于|下降|减少|漏|难|缺|慢|未|仅|不便|不畅|不够|不愿|不敢|不全|无法|受损|破损|渗|裂|堵|断|停|跌|荒|旧|危"
)
_CAUSE = Expression(
    "原因(?<!种种原因)(?<!方面原因)(?<!各种原因)(?<!其他原因)|由于(?!种种|各种|多[种方])|症结|根源|根子|源于|缘于|导致|致使|(?<![打改建制])造成|引发|所致|因为|暴露出|归因|(?:^|(?<=[，；：]))主要是|(?<!目的)(?<!根本)在于(?!以?习近平)"
    "|受[^，。；]{2,14}(?:影响|制约|限制)|(?<![原起成病主内外诱基死事肇元不])因(?![此而为素果子病地人故公应势]|[一-鿿]{1,2}(?:制宜|施策|施教|施治|利导)|多[方种]|种种|各种|其他)|(?<=[病题子结点])(?:主要)?出在|卡在|难在|为何|为什么|主因"
)
_CAUSE_SIGNS = Signs(
    "因|为何|为什么|由于|导致|致使|造成|引发|所致|在于|出在|卡在|难在|源于|缘于|主要是|症结|根源|根子|暴露出|受"
)
"""One of these stands in whatever matches `_CAUSE`."""
_REMEDY = Signs(
    "建议|对策|为此|对此|针对|下一步|拟|计划|整改|改造|新建|更换|增设|增派|调整|出台|修订|恢复|修复|推行|实行|建立|建成|增建|制定|改为"
    "|前完成|配备|安装|组建|成立|投入|明确|统一|打成|改由|加固|清理|补贴|开设|开通|设立|签订|安排|将于|将由|将在|将对|将把"
)
_HEADS_CAUSE = Expression("原因|成因|症结|根源|难在哪|为何|为什么")
_HEADS_REMEDY = Expression("建议|对策|措施|做法|打算|下一步|怎么办|整改")
_TURN = Expression("建议|对策|为此|对此|针对|下一步")
_ANNOUNCED = 24
"""A sentence of so few characters that speaks of causes announces those after it."""
_MOST = 12  # sentences on causes that are looked at
_BEFORE, _AFTER = 8, 16  # sentences within which a problem and a remedy belong to a cause
_SAME = 0.7  # of subjects shared: the same thing said again


class _Link(NamedTuple):
    """A part of the chain: its place, its subjects, and whether it names or counts something."""

    start: int
    end: int
    topics: frozenset[str]
    concrete: bool


class _Chain(NamedTuple):
    share: float
    kind: str
    links: tuple[_Link, ...] = ()


_WORDS = {
    "full": ("问题、原因、对策环环相扣，说的是同一件事", ""),
    "partly": ("问题、原因、对策都有，还可更具体", "给问题、原因、对策各配上数据或具体单位"),
    "no-remedy": ("写了问题和原因，没有与之对应的对策", "针对写出的原因，写明谁来做什么"),
    "no-problem": ("写了原因和对策，问题不具体", "先用数据写明问题有多大，再写原因"),
    "no-cause": (
        "没有原因分析",
        "写明为什么会这样，用数据或具体单位说话，再写针对这个原因的办法",
    ),
    "unjoined": (
        "提到了原因，但没有与具体的问题、对策连起来",
        "问题、原因、对策各写出数据或具体单位，并说同一件事",
    ),
}
"""What is said of a chain, and what would make it whole."""


class _Links(dict[tuple[int, int], _Link]):
    """The stretches of a draft as parts of a chain, each read once."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft

    def __missing__(self, place: tuple[int, int]) -> _Link:
        link = _Link(*place, topics(self._draft, *place), is_concrete(self._draft, *place))
        self[place] = link
        return link


def measure(draft: Draft) -> Measure | None:
    """The best chain that the draft holds."""
    told_ones = draft.once(told)
    if not told_ones:
        return None
    causes, remedies = _roles(draft, told_ones)
    links = _Links(draft)
    best = _Chain(0.0, "unjoined" if causes else "no-cause")
    for cause in causes[:_MOST]:
        best = max(best, _chain(draft, links, told_ones, remedies, cause), key=_share)
        if best.share == _FULL:
            break
    if not best.share:
        best = max(best, _without_cause(draft, links, told_ones, remedies, set(causes)), key=_share)
    what, advice = _WORDS[best.kind]
    spans = tuple(Span(link.start, link.end) for link in best.links)
    return Measure(best.share, what, spans, advice)


def _share(chain: _Chain) -> float:
    return chain.share


def _roles(draft: Draft, told_ones: list[Told]) -> tuple[list[int], list[int]]:
    """The ranks of the sentences that speak of causes, and of those that speak of remedies."""
    causes: list[int] = []
    remedies: list[int] = []
    signed, mending = draft.sentences_with(_CAUSE_SIGNS), draft.sentences_with(_REMEDY)
    announced = -1  # the block in which causes were announced
    heading = ""
    heads_cause = heads_remedy = False
    for one in told_ones:
        if one.heading != heading:
            heading = one.heading
            heads_cause = _HEADS_CAUSE.search(heading) is not None
            heads_remedy = _HEADS_REMEDY.search(heading) is not None
        if announced == one.block and _TURN.match(one.text) is not None:
            announced = -1
        if announced == one.block or heads_cause:
            causes.append(one.at)
            continue
        if one.sentence in signed and _CAUSE.search(one.text) is not None:
            causes.append(one.at)
            if _announces(told_ones, one):
                announced = one.block
        if heads_remedy or one.sentence in mending:
            remedies.append(one.at)
    return causes, remedies


def _announces(told_ones: list[Told], one: Told) -> bool:
    """Whether a short sentence only says that causes follow, which come numbered."""
    if len(one.text) > _ANNOUNCED or _HEADS_CAUSE.search(one.text) is None:
        return False
    following = told_ones[one.at + 1 : one.at + 2]
    return any(
        after.block == one.block and is_numbered(after.text, 0, len(after.text))
        for after in following
    )


_FULL, _LESS = 1.0, 0.15
"""A whole chain; less for problem and cause in one sentence, and for a cause without names."""
_NO_REMEDY, _NO_PROBLEM, _NO_CAUSE = 0.45, 0.35, 0.3
_SUBJECTS = 3


def _chain(
    draft: Draft, links: _Links, told_ones: list[Told], remedies: list[int], at: int
) -> _Chain:
    """What the cause `at` makes with the sentences before and after it."""
    one = told_ones[at]
    cause = links[one.start, one.end]
    if len(cause.topics) < _SUBJECTS:
        return _Chain(0.0, "unjoined")
    # What stands before a cause that is called one is what it explains, in whatever words.
    before_it = told_ones[max(at - _BEFORE, 0) : at]
    if "原因" not in one.text and "原因" not in one.heading:
        problems = draft.sentences_with(_PROBLEM)
        before_it = [each for each in before_it if each.sentence in problems]
    problem = _joined(links, reversed(before_it), (cause,))
    within = problem is None
    if problem is None:
        problem = _split_problem(links, one)
    before = (cause,) if problem is None else (cause, problem)
    remedy = _joined(links, (told_ones[i] for i in remedies if at < i <= at + _AFTER), before)
    if problem is None:
        if remedy is None or not cause.concrete:
            return _Chain(0.0, "unjoined")
        return _Chain(_NO_PROBLEM, "no-problem", (cause, remedy))
    if remedy is None:
        share = _NO_REMEDY if cause.concrete else _NO_CAUSE
        return _Chain(share, "no-remedy", (problem, cause))
    share = _FULL - _LESS * (within + (not cause.concrete))
    return _Chain(share, "full" if share == _FULL else "partly", (problem, cause, remedy))


def _joined(links: _Links, candidates: Iterable[Told], others: tuple[_Link, ...]) -> _Link | None:
    """The first of the sentences that is concrete and speaks of the subjects of a link."""
    for one in candidates:
        link = links[one.start, one.end]
        if link.concrete and any(
            link.topics & other.topics and alike(link.topics, other.topics) < _SAME
            for other in others
        ):
            return link
    return None


def _split_problem(links: _Links, one: Told) -> _Link | None:
    """The problem that stands before its cause in the same sentence: “流标29次，原因是…”."""
    cue = _CAUSE.search(one.text)
    if cue is None:
        return None
    link = links[one.start, one.start + cue.start()]
    return link if link.concrete and len(link.topics) > 1 else None


def _without_cause(
    draft: Draft, links: _Links, told_ones: list[Told], remedies: list[int], causes: set[int]
) -> _Chain:
    """What a problem with its remedy makes where no cause is given."""
    problems = draft.sentences_with(_PROBLEM)
    for one in told_ones:
        if one.sentence in problems and one.at not in causes:
            problem = links[one.start, one.end]
            later = (told_ones[i] for i in remedies if one.at < i <= one.at + _AFTER)
            if not problem.concrete:
                continue
            remedy = _joined(links, later, (problem,))
            if remedy is not None and len(problem.topics & remedy.topics) > 1:
                return _Chain(_NO_CAUSE, "no-cause", (problem, remedy))
    return _Chain(0.0, "no-cause")


SIGNALS = (
    Signal(
        slug="solved-problem",
        title="问题、原因、对策成链",
        criterion="深",
        measures="问题、原因、对策依次写在不同的句子里，每一环都有数据或具体的单位、地点，并且说的是同一件事；缺一环少得分。",
        gaming="贴上“存在问题”“原因分析”“对策建议”三个小标题，下面是空话，或者各说各的。",
        guard="小标题本身不得分；每一环都要有带单位的数据或具体名称，与上一环有共同的主题词，又不是把同一句话再说一遍。",
        examples=(
            Example(
                "农村公交停运亟待解决\n6月，县交通局走访9个村，4条公交线路停运，860名老人进城看病要包车。"
                "停运的主要原因是客流不足，4条线路平均每班载客3.2人，公交公司每月亏损5.6万元。"
                "建议由县财政局、县交通局于9月底前按班次补贴公交公司，把4条线路改为预约发车。",
                0.95,
            ),
            Example(
                "一、存在问题\n问题较多，比较突出。\n二、原因分析\n原因是多方面的，由于各种因素造成。\n"
                "三、对策建议\n建议高度重视，加强领导，加大力度。",
                0.0,
                0.0,
            ),
            Example(
                "街道工作情况\n3月，桃园街道新开菜市场2处，摊位不足130个。原因是平安医院门诊楼漏雨，维修耗时40天。"
                "下一步，县城投公司将更换路灯210盏。",
                0.0,
                0.45,
            ),
        ),
        measure=measure,
    ),
)
