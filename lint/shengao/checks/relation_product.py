"""The reckoning of `shengao.checks.relation` with so much for each: the whole of it, and
the average."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from shengao.checks.relation_calendar import days_in
from shengao.checks.relation_conversion import in_unit
from shengao.checks.relation_operand import Found, Operand, Verdict, contradicted
from shengao.entity import numerals
from shengao.expression import Expression

_PART_TOLERANCE = Decimal("0.006")
"""How far, in parts of it, a product may be off."""
_MEASURE = re.compile(r"^[个名位所座家户条处台辆间块门]?")
_MONTHS = {"一季度": 3, "二季度": 3, "三季度": 3, "四季度": 3, "季度": 3, "上半年": 6, "下半年": 6,
           "前三季度": 9, "全年": 12}  # fmt: skip
_PERIOD = Expression(
    r"前三季度|[一二三四]?季度|[上下]半年|全年|(?:前|历时)?(?P<n>\d+)个月"
    r"|(?<!\d)(?P<a>\d{1,2})月?[—－\-~～至到](?P<b>\d{1,2})月(?!\d)"
)
_MONTHLY = Expression(r"每月|月均|/月|每个月")
_DAILY = Expression(r"每[天日]|日均")
_AND = Expression("[、和及与]")
_NUMBERED = Expression(
    "([两双二三四五六七八九十])(?:[个家镇乡村社地所方校班类名县区支]|街道)[\u4e00-\u9fff]{0,3}\\Z"
)
"""A number of those who have so much each: 东、西两村各3处."""
_NUMERALS = "一二三四五六七八九十"
_LEAST_MANY = 2
_LONGEST_NOUN = 6
_LEAST_NEAR = Decimal("0.7")
_OF_A_DAY = Expression("[，、；](?:日[^，、；均]|每[天日])[^，、；]{0,6}\\Z")
_YEARS_TOLD = Expression(
    r"(?<!\d)(?P<n>\d{1,2}|[两二三四五六七八九十])年|(?P<a>(?:19|20)\d\d)年?(?:[—－\-~～至到])(?P<b>(?:19|20)\d\d)年"
)
_FOR_ONE = Expression(
    r"(?:[年月周日时]薪|工资|单价|均价|票价|售价|每[^，。；、\d]{1,3}|[人户亩日月]均)[^，。；、\d]{0,3}\Z"
)
"""What a figure is of that is for one already, and no whole: 月薪1.2万元."""
_YEARLY = Expression(r"全年|一年|年发放|每年|年度")


def product(found: Found) -> Verdict | None:
    """每人 `rate`，n人，合计 `stated`; n is found by what 每 counts."""
    each, stated = found.slots.get("each"), found.slots.get("stated")
    per = found.word("per")
    if each is None or stated is None or not per or not each.unit:
        return None
    rate = in_unit(each, stated.unit)
    if {each.unit, stated.unit} == {"人", "人次"}:
        rate = each._replace(unit=stated.unit)
    if rate is None or each.loose or stated.loose or each == stated:
        return None
    text = found.document.text
    prices = (f for f in found.figures if f.unit == each.unit and f not in (each, stated))
    if any("每" in text[max(0, f.start - 3) : f.start] for f in prices):
        return None  # 校服300套、每套120元，书包300个、每个60元
    if "各" in text[each.end : stated.start]:
        return None  # 每组20名，各组前3名晋级，共18名
    figures = _segment(found, stated)
    counts = [
        one
        for one in figures
        if one not in (each, stated) and not one.loose and _counts(text, one, per)
    ]
    if len({one.value for one in counts}) != 1:
        return None
    count = counts[0]
    around = text[figures[0].start - 16 if figures[0].start > 16 else 0 : stated.end]
    others = [one for one in figures if one not in (each, stated, count)]
    daily = per in ("日", "天") or _OF_A_DAY.search(text, each.end, stated.start) is not None
    factors = _factors(around, others, daily=daily)
    if factors is None:
        return None
    factor, written = factors
    expected = rate.value * count.value * factor
    if _near(expected, rate, count, stated):
        return None
    if _explained(found.figures, stated):
        return None
    if "near" in found.words and not _LEAST_NEAR < stated.value / expected < 1 / _LEAST_NEAR:
        return None  # 每组6人，组长12人
    better = stated.rewritten(expected, 4)
    working = f"{each.words}×{count.words}{written}＝{better}"
    return contradicted(stated, working, better, (each, count))


def average(found: Found) -> Verdict | None:
    """n个班共m人，平均每班 `stated`."""
    stated = found.slots.get("stated")
    per = found.word("per") or _counted(found)
    if stated is None or not per or not stated.unit or stated.loose:
        return None
    text = found.document.text
    others = [one for one in _segment(found, stated) if one.end <= stated.start and not one.loose]
    wholes = [
        one
        for other in others
        if not _counts(text, other, per)
        and not _FOR_ONE.search(text[max(0, other.start - _LONGEST_NOUN) : other.start])
        and (one := in_unit(other, stated.unit)) is not None
    ]
    counts = [one for one in others if _counts(text, one, per)]
    if per in ("日", "天") and len(wholes) == 1 and not counts:
        return _daily(found, wholes[0], stated)
    if per == "年" and len(wholes) == 1:
        return _annual(found, wholes[0], stated)
    if per == "月" and len(wholes) == 1:
        return _monthly(found, wholes[0], stated)
    if len(wholes) != 1 or len(counts) != 1 or counts[0].value <= 0:
        return None
    whole, count = wholes[0], counts[0]
    quotient = whole.value / count.value
    slack = max(quotient * _PART_TOLERANCE, stated.step / 2 if stated.step else Decimal("0.5"))
    if abs(quotient - stated.value) <= slack + whole.step / 2 / count.value:
        return None
    better = stated.rewritten(quotient, 1)
    return contradicted(stated, f"{whole.words}÷{count.words}＝{better}", better, (whole, count))


def _counted(found: Found) -> str:
    """What 平均每名饲养员照看 … counts: its longest beginning that another figure counts."""
    phrase = found.word("phrase")
    for length in range(min(len(phrase), _LONGEST_NOUN), 1, -1):
        if any(_counts(found.document.text, one, phrase[:length]) for one in found.figures):
            return phrase[:length]
    return ""


def each(found: Found) -> Verdict | None:
    """游泳、网球、射箭训练各 `each`，共 `stated`: as many times as there are names."""
    one, stated = found.slots.get("each"), found.slots.get("stated")
    if one is None or stated is None or one.unit != stated.unit or not one.unit:
        return None
    if one.loose or stated.loose:
        return None
    names = found.word("names")
    pieces = _AND.split(names)
    told = _NUMBERED.search(pieces[-1])
    counted = next((f for f in found.figures if found.start <= f.start < one.start), None)
    if counted is not None:
        if len(pieces) > 1 or counted.loose or counted.unit == one.unit:
            return None
        many = int(counted.value)
    elif told is not None:
        many = _NUMERALS.index(told[1].replace("两", "二").replace("双", "二")) + 1
        if len(pieces) > 1 and len(pieces) != many:
            return None
    else:
        many = len(pieces)
    if many < _LEAST_MANY:
        return None
    expected = one.value * many
    if abs(expected - stated.value) <= stated.step / 2 or _explained(found.figures, stated):
        return None
    better = stated.rewritten(expected, 4)
    return contradicted(stated, f"{one.words}×{many}＝{better}", better, (one,))


def _monthly(found: Found, whole: Operand, stated: Operand) -> Verdict | None:
    """一季度 `whole`，月均 `stated`."""
    opens = found.document.sentences[found.sentence].start
    periods = list(_PERIOD.finditer(found.document.text, opens, stated.start))
    if len(periods) != 1:
        return None
    one = periods[0]
    if one["a"]:
        months = int(one["b"]) - int(one["a"]) + 1
    else:
        months = int(one["n"]) if one["n"] else _MONTHS[one[0]]
    if months < 2:
        return None
    quotient = whole.value / months
    slack = max(quotient / 50, stated.step, whole.step / months, Decimal(1))
    if abs(quotient - stated.value) <= slack:
        return None
    better = stated.rewritten(quotient, 1)
    return contradicted(stated, f"{whole.words}÷{months}＝{better}", better, (whole,))


def _annual(found: Found, whole: Operand, stated: Operand) -> Verdict | None:
    """5年累计 `whole`，年均 `stated`."""
    opens = found.document.sentences[found.sentence].start
    told = list(_YEARS_TOLD.finditer(found.document.text, opens, stated.start))
    if len(told) != 1:
        return None
    one = told[0]
    years = numerals.whole(one["n"]) if one["n"] else int(one["b"]) - int(one["a"]) + 1
    if years < _LEAST_MANY:
        return None
    quotient = whole.value / years
    if abs(quotient - stated.value) <= max(quotient / 50, stated.step, whole.step / years):
        return None
    better = stated.rewritten(quotient, 1)
    return contradicted(stated, f"{whole.words}÷{years}＝{better}", better, (whole,))


def _daily(found: Found, whole: Operand, stated: Operand) -> Verdict | None:
    """自5月1日至7月31日 `whole`，日均 `stated`."""
    sentence = found.document.sentences[found.sentence]
    days = [day for day in days_in(found, sentence.start, sentence.end) if day.end <= stated.start]
    if len(days) != 2 or days[0].day >= days[1].day:
        return None
    count = (days[1].day - days[0].day).days + 1
    least, most = whole.low / count, whole.high / max(count - 1, 1)
    slack = stated.step / 2 + min(Decimal(1), whole.value / count / 10)
    if least - slack <= stated.value <= most + slack:
        return None
    better = stated.rewritten(whole.value / count, 0)
    working = f"{whole.words}÷{count}天＝{better}"
    return contradicted(stated, working, better, (whole,))


def _segment(found: Found, stated: Operand) -> list[Operand]:
    """The figures between the same semicolons as the stated one."""
    text, at = found.document.text, found.document.sentences[found.sentence]
    first = max(text.rfind("；", at.start, stated.start), at.start)
    last = text.find("；", stated.end, at.end)
    last = last if last >= 0 else at.end
    return [one for one in found.figures if first <= one.start and one.end <= last]


def _counts(text: str, one: Operand, per: str) -> bool:
    """Whether a figure counts what 每 … names: 18个乡镇 for 每个乡镇, 120名 for 每人."""
    if per in ("人", "名", "位"):
        return one.unit in ("人", "人次")
    if per.endswith("价"):
        return one.unit != "元"
    if per in ("天", "日"):
        return one.unit == "天"
    digits = re.match(r"[\d.,]+[万亿]?|[一二两三四五六七八九十百]+", text[one.start : one.end + 1])
    if digits is None:
        return False
    noun = text[one.start + digits.end() : one.end + 6].partition("每")[0]
    bare = _MEASURE.sub("", per) or per
    counted = text[: max(0, one.start - len(bare))][-1:].isdigit()
    if len(bare) > 1 and text.endswith(bare, 0, one.start) and not counted:
        return True  # 小区8个, not 180批次9000人次
    head = re.split(r"[，。；、：]", noun)[0]
    return bare in head[: 2 + len(bare)] or head.startswith(per) or head.endswith(bare)


def _factors(around: str, others: Iterable[Operand], *, daily: bool) -> tuple[Decimal, str] | None:
    """What else multiplies: the months of 每月, and the days of 每日 unless what is told is that of
    a day (每车每天运10吨, 日运120吨); None where it is not told."""
    factor, written = Decimal(1), ""
    for pattern, units in ((_MONTHLY, ("个月",)), (_DAILY, ("天",))):
        if not pattern.search(around) or (units == ("天",) and daily):
            continue
        spans = [one for one in others if one.unit in units]
        if len(spans) == 1:
            factor, written = factor * spans[0].value, f"{written}×{spans[0].words}"
        elif units == ("个月",) and _YEARLY.search(around):
            factor, written = factor * 12, f"{written}×12个月"
        else:
            return None
    return factor, written


def _near(expected: Decimal, each: Operand, count: Operand, stated: Operand) -> bool:
    rounding = each.step * count.value / 2 + count.step * each.value / 2 + stated.step / 2
    return abs(expected - stated.value) <= rounding + expected * _PART_TOLERANCE


def _explained(figures: Sequence[Operand], stated: Operand) -> bool:
    """Whether some two or three other figures multiply to, or some two add to, the stated one."""
    others = [one for one in figures if one != stated and one.value > 0]
    if len(others) > 8:
        return True
    for size in (2, 3):
        for some in combinations(others, size):
            result = Decimal(1)
            for one in some:
                result *= one.value
            if any(abs(result * n - stated.value) <= stated.step / 2 for n in (1, 12)):
                return True
    return any(
        one.unit == two.unit == stated.unit and one.value + two.value == stated.value
        for one, two in combinations(others, 2)
    )
