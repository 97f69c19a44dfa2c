"""深: sentences that say why, with something on both sides."""

from collections.abc import Iterator
from math import ceil

from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.readings_structure import Told, alike, is_concrete, size, told, topics
from shengao.score.signal import Example, Measure, Signal
from shengao.score.signs import Signs
from shengao.text import Span

_CUE = Expression(
    r"(?P<then>导致|致使|(?<![打改建制])造成|引发|使得|以致)"
    r"|(?P<that>(?:这|，)(?:正?是|也是)[^，。；]{2,24}的[^，。；]{0,4}原因)"
    r"|(?P<why>(?:主要|直接|根本|重要)?(?<!种种)(?<!各种)(?<!方面)(?<!其他)原因[^，。；：]{0,8}?(?:是|为|在于|有|[：:，])|究其原因[，：]?|(?<!目的)(?<!根本)在于(?!以?习近平)|(?<=[病题子结点])(?:主要)?出在|(?:根子|症结|病根)(?:主要)?在|卡在|难在"
    r"|归因于|缘于|源于|得益于|(?<=，)主要是(?!：)|系因)"
    r"|(?P<opens>(?:^|(?<=[，；：、是家户人件起座个辆处名多均系都。！？\n]))"
    r"(?:由于(?!种种|各种|多[种方])|受(?=[^，。；]{2,16}(?:影响|制约|限制)))"
    r"|(?<![原起成病主内外诱基死事肇元不])因(?![此而为素果子病地人故公应势]|[一-鿿]{1,2}(?:制宜|施策|施教|施治|利导)|多[方种]|种种|各种|其他))"
    r"|，(?P<weak>因此|因而|从而|所以|由此)"
)
_SIGNS = Signs(
    "因|由于|导致|致使|造成|引发|使得|以致|在于|出在|根子|病根|症结|卡在|难在|源于|得益|主要是|从而|所以|由此"
    "|受"
)
"""One of these stands in whatever matches `_CUE`."""
_CHANGED = Expression(
    "下降|上升|减少|增加|提高|降低|缩短|延长|不足|无法|不能|难以|不愿|停|亏|节约|避免|流失|增至|降至|升至|减至|扩大"
)
_SAID = Expression(r"(?:[^，。；：]{0,6}[：:])?(?:(?:首先|其一|第一)，)?([^，。；]*)")
_SIDE = 2  # subjects that either side must have
_SAME = 0.6
_LEAST, _MOST, _EACH = 2, 4, 400
"""So many sentences are enough: one each 400 characters, from two to four."""


def measure(draft: Draft) -> Measure | None:
    """How many sentences say why."""
    told_ones = draft.once(told)
    if not told_ones:
        return None
    signed = draft.sentences_with(_SIGNS)
    found = [
        one
        for one in told_ones
        if one.sentence in signed
        and any(_holds(draft, told_ones, one, *cue) for cue in _cues(draft, one))
    ]
    enough = max(_LEAST, min(_MOST, ceil(draft.once(size) / _EACH)))
    spans = tuple(Span(one.start, one.end) for one in found)
    share = min(1.0, len(found) / enough)
    what = f"有{len(found)}句说清了为什么" if found else "没有一句说清为什么"
    advice = (
        "" if share >= 1 else "再写出变化背后的原因：因为什么、造成多大影响，前后都要有具体内容"
    )
    return Measure(share, what, spans, advice)


def _cues(draft: Draft, one: Told) -> Iterator[tuple[str, int, int]]:
    """The words of cause in a sentence: their kind, start and end."""
    for found in _CUE.finditer(draft.document.text, one.start, one.end):
        kind = found.lastgroup or ""
        yield kind, *found.span(kind)


def _holds(draft: Draft, told_ones: list[Told], one: Told, kind: str, start: int, end: int) -> bool:
    """Whether cause and effect both say something, and not the same."""
    text = draft.document.text
    ahead, behind = topics(draft, one.start, start), topics(draft, end, one.end)
    bare = len(ahead) < _SIDE and one.at > 0  # 主要原因是…: of what was said just before
    if kind == "opens":
        comma = text.find("，", end, one.end)
        effect = topics(draft, comma, one.end) if comma > 0 else frozenset()
        behind = topics(draft, end, comma if comma > 0 else one.end)
        ahead = effect if len(effect) >= _SIDE else ahead
    elif bare and kind in ("that", "why"):
        ahead = topics(draft, *told_ones[one.at - 1][1:3])
    elif kind == "weak" and _CHANGED.search(text, end, one.end) is None:
        return False
    if kind == "why":  # in the clause that follows, or the first that 原因有三： announces
        said = _SAID.match(text, end, one.end)
        behind = topics(draft, *said.span(1)) if said else behind
    elif kind == "that":
        behind = topics(draft, start, end)
    if min(len(ahead), len(behind)) < _SIDE or alike(ahead, behind) >= _SAME:
        return False
    return is_concrete(draft, one.start, one.end) or len(ahead | behind) > _SIDE * 2


SIGNALS = (
    Signal(
        slug="stated-causes",
        title="说清因果",
        criterion="深",
        measures="有“原因是”“由于”“导致”“致使”等说明因果的句子，前因和后果都有内容；约每四百字一句即可，至少两句，四句满分。",
        gaming="在句子开头添“因此”“由于”，或者写“由于种种原因”。",
        guard="句首的“因此”不算；前因、后果要各有实在的内容，不能是同一个意思；“因此”之后要写出变化；同一句话重复只算一次。",
        examples=(
            Example(
                "东岭镇柑橘滞销\n11月，东岭镇柑橘积压420吨。由于外地客商改收晚熟品种，镇里18个收购点有11个停收。"
                "冷库只有2座，致使采下的果子7天内烂掉一成，果农每亩少收1300元。",
                0.95,
            ),
            Example(
                "东岭镇做好柑橘销售\n因此，镇里开展了促销。由于种种原因，工作取得成效。因此，干部走访果农。",
                0.0,
                0.0,
            ),
        ),
        measure=measure,
    ),
)
