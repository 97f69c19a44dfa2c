"""新: practices that were given a name of their own, and are explained."""

from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.readings_structure import Told, figures, told, topics
from shengao.score.signal import Example, Measure, Signal
from shengao.text import Span

_COINED = Expression(
    "[一二三四五六七八九十两双百0-9][一-鿿]{1,3}[一二三四五六七八九十两0-9][一-鿿]|[一-鿿]{2,6}[+＋·、][一-鿿]{2,6}"
    "|[二三四五六七八九十两双百][一-鿿]{0,3}(?:清单|制|法|机制|单|账|张|步|查|联|包|定|有|化|公开|到位|个一|本账|张图|把|道|色)"
    "|[一-鿿+]{2,8}(?:制|法|单|码|账|图|卡|队|站|岗|员|班|车|箱|点|屋|日|模式|机制|清单|档案|平台|工坊|超市|热线|银行|联盟|议事会|工作室|积分)"
    "|[一-鿿]{2,4}(?:巡|查|送|养护|代办|报销|预约|接单|派单|共享|托管|问诊|上门|转运|配送|点评|选题|挂钩|付费|收|管|治|修|调|办)"
)
_OFFICIAL = Expression(
    "十四五|十五五|三农|两个确立|四个意识|四个自信|两个维护|一带一路|放管服|双减|双碳|"
    "一网通办|最多跑一次|枫桥经验|千万工程|百千万工程|河长制|林长制|三重一大|三会一课|"
    "五位一体|四个全面|两不愁三保障|一岗双责|党政同责|三个代表|双随机一公开|互联网+|"
    "人工智能+|两学一做|三严三实|八项规定|四风|扫黄打非|厕所革命|两山|双随机|门前三包|"
    "最后一公里|一件事|高效办成一件事|网格员|三资|三改一拆|五水共治|学习强国|一老一小|"
    "四好农村路|不忘初心|牢记使命|回头看|一盘棋|一刀切"
)
"""Names that are everybody's."""
_EXPLAINED = Expression(
    r"^[^。]{0,10}?(?:，?即|是指|，?指|就是|具体为|分别(?:是|为)|包括|：|——|（)[^。]{10}"
    r"|^[^，。；]{0,8}，(?:由|对|把|将|按|每|凡|以|用|让)[^。]{10}"
)
_LISTED = Expression("[一-鿿]{2,8}(?:、[一-鿿]{2,8}){1,5}$")
_SHORTEST, _LONGEST = 3, 12  # code points of a coined term
_NEAR = 2  # sentences after the term in which it may be explained
_ECHOES = 2  # characters pairs of the term's subjects that come again there
_ONE = 0.6


def measure(draft: Draft) -> Measure | None:
    """How many coined practices the text explains; None where it coins none."""
    document = draft.document
    told_ones = draft.once(told)
    starts = {one.start: one for one in told_ones}
    good: dict[str, Span] = {}
    bare: dict[str, Span] = {}
    for quotation in document.quotations:
        if quotation.kind != "term":
            continue
        words = document.text[quotation.start + 1 : quotation.end - 1]
        if not _SHORTEST <= len(words) <= _LONGEST or _OFFICIAL.fullmatch(words):
            continue
        index = document.sentence_at(quotation.start)
        one = starts.get(document.sentences[index].start) if index is not None else None
        if one is None or _COINED.search(words) is None:
            continue
        span = Span(quotation.start, quotation.end)
        if _is_explained(draft, told_ones, one, span):
            good.setdefault(words, span)
        else:
            bare.setdefault(words, span)
    unexplained = [words for words in bare if words not in good]
    if not good and not unexplained:
        return None
    if not good:
        return Measure(
            0.0,
            f"提了“{unexplained[0]}”，没有说明是什么",
            (bare[unexplained[0]],),
            f"写明“{unexplained[0]}”由谁做、怎么做、做到什么程度",
        )
    share = 1.0 if len(good) > 1 else _ONE
    advice = "" if share >= 1 else "再把一项自己的做法提炼成名，并写明怎么做"
    shown = "”“".join(list(good)[:3])
    return Measure(share, f"提炼出“{shown}”，并写明了怎么做", tuple(good.values()), advice)


def _is_explained(draft: Draft, told_ones: list[Told], one: Told, span: Span) -> bool:
    """Whether the sentence of a term, or those just after it, say what it is and what it did."""
    text = draft.document.text
    later = [n for n in told_ones[one.at + 1 : one.at + 1 + _NEAR] if n.block == one.block]
    end = later[-1].end if later else one.end
    rest = text[span.end : end]
    named = topics(draft, *span)
    own = len(topics(draft, span.end, end) - named)
    if own < _ECHOES:
        return False
    if _LISTED.search(text[one.start : span.start]) or _EXPLAINED.search(rest):
        return True
    echoes = sum(pair in rest for pair in named)
    return bool(figures(draft, span.end, end)) and (echoes > 0 or own > _ECHOES * 4)


SIGNALS = (
    Signal(
        slug="named-practice",
        title="做法提炼成名并有解释",
        criterion="新",
        measures="自己提炼、加引号的做法（如“三查三改”“错时巡塘”），同一句或后两句写明由谁做、怎么做、结果多少；两个满分，没有提炼的不算。",
        gaming="造一串“五个一”“六联六促”，不说是什么；或者把通行的提法加上引号。",
        guard="没有解释的不得分；通行的政策名称（放管服、河长制……）不算提炼；同一个词只算一次，三个以上不再加分。",
        examples=(
            Example(
                "南岗街道修好楼道灯\n南岗街道推行“三查三改”，即楼长查灯、电工查线、社区查账，改灯头、改开关、改电费分摊，5月修好楼道灯860盏。"
                "街道建立“一楼一账”，把每栋楼的电费和维修记在一处，欠费楼栋由41栋减到3栋。",
                0.95,
            ),
            Example(
                "南岗街道抓好服务\n南岗街道推行“五个一”“六联六促”“三查三改”，深入人心，成效显著。",
                0.0,
                0.0,
            ),
            Example(
                "南岗街道落实改革\n南岗街道落实“放管服”“一网通办”“最多跑一次”，办理事项120件。南岗街道推行“四联四促”。",
                0.0,
                0.0,
            ),
        ),
        measure=measure,
    ),
)
