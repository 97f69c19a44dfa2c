"""深: figures set against a base, a yardstick or their own course; named cases."""

from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.readings_structure import UNIT, Told, bulk, figures, told
from shengao.score.signal import Example, Measure, Signal
from shengao.score.signs import Signs
from shengao.structure import Period
from shengao.text import Span

_BASE = (
    r"上年|去年|前年|同期|上月|上季度|20[12]\d年|20[12]\d—"
    r"|整治前|改造前|改革前|实施前|以往|往年|此前|计划"
)
_COMPARED = Expression(
    f"同比|环比|相比|比(?:{_BASE})|较(?:{_BASE})"
    "|原来|此前|而[^，。；]{0,8}(?:前|年|平均|则|仅|只|未)"
)
_COMPARED_SIGNS = Signs("同比|环比|相比|比|较|原来|此前|而")
_FROM_TO = Expression(
    r"(?:由|从)[^。；]{0,20}?\d[^。；]{0,24}?(?:到|至|为|成)[^，。；\d]{0,6}\d"
    r"|\d[^，。；]{1,8}(?:增|减|升|降|缩短|压缩|提高)(?:到|至|为)[^，。；\d]{0,4}\d"
)
_FROM_TO_SIGNS = Signs("由|从|增|减|升|降|缩短|压缩|提高")
_TO = Expression("[到至为]")
_YARDSTICK = Expression(
    r"(?:高于|低于|优于|快于|慢于|多于|少于|超过|超|不及|对标|对照|比|居|列|位列|达到)[^，。；]{0,14}?"
    r"(?:平均|目标|标准|先进|同类|周边|邻县|邻市|相邻|国家|省定|市定|部颁|控制|警戒|城区|全国|全省|全市|第[一二三四五六七八九十\d])"
)
_YARDSTICK_SIGNS = Signs("高于|低于|优于|快于|慢于|多于|少于|超|不及|对标|对照|比|居|列|达到")
"""One of these stands in whatever matches the expression before."""
_COURSE = Expression("连续[两二三四五六七八九十\\d]+(?:年|个月|个季度)|逐年|逐月|逐季")
_COURSE_SIGNS = Signs("连续|逐年|逐月|逐季")
_TWO, _THREE = 2, 3
_SUBJECTS = 2

_PAIRS = (0.0, 0.4, 0.6, 0.7)
"""The share of so many comparisons; more earn nothing."""
_BESIDE = 0.3  # of a yardstick, and of a course of three or more points in time
_BARE = 0.1  # 同比增长12% with no value beside it

_CASE = Expression(
    "例如|比如|譬如|为例|以[^，。；]{2,14}为例|(?:^|[，；：])如(?=[一-鿿]{2,8}(?:镇|乡|村|局|公司|社区|学校|医院|街道))"
    "|其中[，：]?(?=[一-鿿]{2,8}(?:镇|乡|村|公司|社区|学校|小学|中学|医院|街道|水库|小区))"
    r"|(?<=[一-鿿]{2})(?<![返城农各全本该乡])(?:镇|乡|村|社区|公司|街道|小学)(?:村民|居民|种植户|养殖户|农户|果农|菜农|脱贫户|职工|工人|学生|家长|业主|商户|渔民|经营户)[一-鿿]"
)
_CASE_SIGNS = Signs(
    "如|为例|其中|村民|居民|种植户|养殖户|农户|果农|菜农|脱贫户|职工|工人|学生|家长|业主|商户|渔民|经营户"
)


def compared(draft: Draft) -> Measure | None:
    """How figures are set against others."""
    told_ones = draft.once(told)
    if not told_ones:
        return None
    pairs: dict[str, Told] = {}
    yardsticks: list[Told] = []
    courses: list[Told] = []
    bare: list[Told] = []
    moving, comparing = draft.sentences_with(_FROM_TO_SIGNS), draft.sentences_with(_COMPARED_SIGNS)
    measuring = draft.sentences_with(_YARDSTICK_SIGNS)
    for one in told_ones:
        counted = figures(draft, one.start, one.end)
        if not counted:
            continue
        values = {draft.document.text[f.start : f.end] for f in counted}
        moved = (
            [found.group() for found in _FROM_TO.finditer(one.text)]
            if one.sentence in moving and _TO.search(one.text) is not None
            else []
        )
        set_beside = bool(moved) or (
            one.sentence in comparing and _COMPARED.search(one.text) is not None
        )
        yardstick = (
            len(values) >= _TWO
            and one.sentence in measuring
            and _YARDSTICK.search(one.text) is not None
        )
        course = _is_course(draft, one, len(values))
        if not (set_beside or yardstick or course):
            continue
        if bulk(draft, one.start, one.end) < _SUBJECTS:
            continue
        if set_beside and len(values) < _TWO:
            bare.append(one)
        elif set_beside:
            pairs.update(dict.fromkeys(moved or ["、".join(sorted(values))], one))
        if yardstick:
            yardsticks.append(one)
        if course:
            courses.append(one)
    share = _PAIRS[min(len(pairs), len(_PAIRS) - 1)]
    share += _BESIDE * (bool(yardsticks) + bool(courses))
    share = min(1.0, share or (_BARE if bare else 0.0))
    spans = tuple(
        Span(one.start, one.end)
        for one in {o.at: o for o in (*pairs.values(), *yardsticks, *courses)}.values()
    )
    return Measure(share, _said(len(pairs), yardsticks, courses, bare), spans, _advice(share))


def _is_course(draft: Draft, one: Told, values: int) -> bool:
    """Whether a sentence gives a quantity at three or more points in time."""
    if one.sentence in draft.sentences_with(_COURSE_SIGNS) and _COURSE.search(one.text):
        return values >= _TWO
    if values < _THREE:
        return False
    moments = {
        (found.value.year, found.value.month)
        for found in draft.document.entities_in(one.start, one.end, ("date",))
        if isinstance(found.value, Period) and found.value.day is None
    }
    return len(moments) >= _THREE


def _said(pairs: int, yardsticks: list[Told], courses: list[Told], bare: list[Told]) -> str:
    parts = []
    if pairs:
        parts.append(f"有{pairs}处对比写出了前后数值")
    if yardsticks:
        parts.append("与目标或先进水平作了比较")
    if courses:
        parts.append("写出了走势")
    if parts:
        return "，".join(parts)
    return "有增减幅度，没有写出对比的数值" if bare else "数据没有对比"


def _advice(share: float) -> str:
    if share >= 1:
        return ""
    return "给主要数据配上上年同期、目标值或周边水平，写出前后两个数值；有三年以上数据的写出走势"


def cases(draft: Draft) -> Measure | None:
    """How many cases are told with a name and a figure."""
    told_ones = draft.once(told)
    if not told_ones:
        return None
    found: list[Told] = []
    nameless = False
    signed = draft.sentences_with(_CASE_SIGNS)
    for one in told_ones:
        if one.sentence not in signed or _CASE.search(one.text) is None:
            continue
        after = told_ones[one.at + 1] if one.at + 1 < len(told_ones) else one
        end = after.end if after.block == one.block else one.end
        named = UNIT.search(draft.document.text, one.start, one.end) is not None
        if named and figures(draft, one.start, end):
            found.append(one)
        else:
            nameless = True
    spans = tuple(Span(one.start, one.end) for one in found)
    if not found:
        what = "举的例子没有具体名称或数据" if nameless else "没有具体事例"
        return Measure(0.0, what, (), "举一个有单位或地点、有数据的例子")
    if len(found) == 1:
        return Measure(0.7, "举了1个有名称、有数据的例子", spans, "再举一个有名称、有数据的例子")
    return Measure(1.0, f"举了{len(found)}个有名称、有数据的例子", spans)


SIGNALS = (
    Signal(
        slug="comparison",
        title="有对比、有走势",
        criterion="深",
        measures="数据与上年同期、目标、先进地区相比，写出前后两个数值；或者写出三个以上时点的走势。三处对比加上走势或对标满分。",
        gaming="写“同比增长”不给基数，或者堆一串没有指标的数。",
        guard="只有增幅、没有数值的最多得一成；数要带单位，句子要有主题词；同样的数值只算一次，三处以上不再加分。",
        examples=(
            Example(
                "南桥区扶梯故障减少\n1月至9月，南桥区电梯故障186起，同比减少74起。平均到场时间由26分钟降至14分钟，"
                "低于全市平均水平5分钟。2023年、2024年、2025年同期困人故障分别为91起、66起、38起。",
                0.95,
            ),
            Example(
                "南桥区扶梯故障减少\n南桥区电梯故障同比明显减少，同比下降28%。环比也有下降。数据：1、2、3、4、5。",
                0.0,
                0.1,
            ),
        ),
        measure=compared,
    ),
    Signal(
        slug="named-case",
        title="有具体事例",
        criterion="深",
        measures="用“例如”“以……为例”或者具体的人和单位举例，例子有名称、有数据；两个满分。",
        gaming="写“例如某镇”“如XX村”充作例子。",
        guard="“某”“XX”不是名称；例子或下一句要有带单位的数据。",
        examples=(
            Example(
                "县里推行水费代收\n例如，槐树村由2名代办员上门收水费，收缴率由54%升至93%。以柳湾村为例，代收后每户每年少跑山路60公里。",
                0.95,
            ),
            Example(
                "县里推行水费代收\n例如，某镇由代办员上门收水费，效果很好。又如XX村也是这样，深受群众欢迎。",
                0.0,
                0.0,
            ),
        ),
        measure=cases,
    ),
)
