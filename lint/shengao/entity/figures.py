"""Figures: numbers with their units, in digits and in Chinese numerals."""

import re
from decimal import Decimal
from typing import NamedTuple

from shengao.entity import numerals, units
from shengao.entity.numerals import DIGIT, NUMERALS, Amount
from shengao.expression import Expression
from shengao.structure import Entity, EntityKind, Period, Quantity

_NUMBER = Expression(
    rf"{DIGIT}{{1,3}}(?:,{DIGIT}{{3}})+(?!{DIGIT})(?:\.{DIGIT}+)?|{DIGIT}+(?:[.．]{DIGIT}+)?"
)
_SCALE = Expression(
    r"(?P<more>[多余几来]?)(?P<scale>(?:百|千|[十百千]万)?(?:万亿|亿|万)"
    r"|[百千](?=[余多来个名户家人件亩元]))?(?P<over>[多余来]?)"
)
_SEPARATOR = Expression(r"[ 　]?(?:——|――|[—–―‒\-－~～〜至到])[ 　]?")
DECIMALS = "(?:点[〇零一二三四五六七八九]{1,6})?"
"""A pattern for what follows the point of Chinese numerals."""
_NUMERAL = Expression(
    rf"(?P<number>[数几上]?[{NUMERALS}]{{1,20}}{DECIMALS})"
    r"(?P<more>[几余多来]?)(?P<scale>万亿|[万亿]?)(?P<over>[余多]?)"
)

_OVER = Expression(r"个(?P<over>[半多])(?P<unit>小时|月|星期|季度)")
_LOOSE_BEFORE = (
    "约", "近", "超", "逾", "超过", "不足", "不到", "至少", "大约", "将近", "多达", "上",
)  # fmt: skip
_EXACT_BEFORE = (
    "节约", "签约", "预约", "履约", "合约", "契约", "集约", "邀约", "违约", "附近", "以上",
)  # fmt: skip
_LOOSE_AFTER = ("左右", "以上", "上下", "以下", "以内", "+", "＋", "许")

_PLACED_BEFORE = ("过去", "未来", "今后", "最近", "这")
_LONG_PLACED_BEFORE = ("连续", "前")
_PLACED_AFTER = Expression(r"多?(?:以来|来(?![自源信访电人]))|(?<=年)(?:之?[前后间]|以?内|期间)")
_NEARLY = ("历时近", "用时近", "耗时近", "长达近", "达近", "了近", "有近", "为期近")
_COUNTED_YEARS_BEFORE = Expression(
    r"[由从至到为达超过满短长期龄限于或、约逾]\Z|[短长]了\Z|提前了?\Z|不足\Z|[历用耗]时\Z"
)
_COUNTED_YEARS_AFTER = Expression(r"缩短|延长|[期至到、]|历史|一遇|有期徒刑|以[上下]")
_SCHEME = Expression(r"(?<=年)(?:行动|规划|计划|攻坚|滚动)|(?<=钟)[^，。；、\n]{0,6}圈")
_TERM = 8
"""How long a quoted run may be to be taken for a name, in which numerals count nothing."""
_SESSION = 12
"""How far before 四次会议 the 届 stands that makes it the fourth."""


class _Measured(NamedTuple):
    """A number with what follows it: the multiplier as written, the unit, where they end."""

    number: Amount
    scale: str
    unit: str
    end: int

    def amount(self, scale: str = "") -> Amount:
        """The number multiplied out, with `scale` if it has no multiplier of its own."""
        return numerals.scaled(self.number, self.scale or scale)


_GOES_ON = units.FIRST.union(units.SIGNS, NUMERALS, "多余来几点 　—―–‒-－~～〜至到㎡㎢㎥")
"""What may stand after a numeral of one character that counts something, Latin letters apart."""


def ends_numeral(following: str) -> bool:
    """Whether a numeral of one character counts nothing before this: 三是, 第二、."""
    return following > "⺀" and following not in _GOES_ON


def arabic(text: str, start: int, floor: int) -> Entity:
    """The figure whose digits begin at `start`; nothing before `floor` belongs to it."""
    measured = _arabic(text, start)
    low, high, approximate = measured.amount()
    unit, end = measured.unit, measured.end
    separator = _SEPARATOR.match(text, end)
    if separator and _NUMBER.match(text, separator.end()):
        until = _arabic(text, separator.end())
        if _spans(text, start, separator.group(), measured, until):
            low = measured.amount("" if unit else until.scale).low
            high = until.amount().high
            approximate = approximate or until.number.approximate
            unit, end = until.unit, until.end
    before = text[start - 1 : start]
    if before and before in "-－−" and start > floor and not text[start - 2 : start - 1].isalnum():
        start, low, high = start - 1, -high, -low
    return _entity(text, start, end, floor, Amount(low, high, approximate), unit)


def chinese(text: str, start: int, floor: int) -> Entity | None:
    """The figure whose Chinese numerals begin at `start`; None where they count nothing."""
    found = _NUMERAL.match(text, start)
    if found is None or _in_name(text, start):
        return None
    measured = _chinese(text, found)
    if measured is None:
        return None
    low, high, approximate = measured.amount()
    unit, end = measured.unit, measured.end
    if not unit:
        separator = _SEPARATOR.match(text, end)
        following = _NUMERAL.match(text, separator.end()) if separator else None
        until = _chinese(text, following) if following else None
        if until and until.unit and _spans(text, start, "至", measured, until):
            low, high = measured.amount(until.scale).low, until.amount().high
            unit, end = until.unit, until.end
    if not _counts(text, start, found, unit, end):
        return None
    if found["number"] == "两" and unit in units.RANKS:
        return Entity("figure", start, end, Quantity(low, high, unit))
    numbers = unit == "期" and found["number"] != "两"
    if numbers or (unit == "次" and "届" in text[max(0, start - _SESSION) : start]):
        return Entity("ordinal", start, end, text[start:end])
    return _entity(text, start, end, floor, Amount(low, high, approximate), unit)


def _arabic(text: str, start: int) -> _Measured:
    """The number whose digits begin at `start`, with its multiplier and unit."""
    found = _NUMBER.match(text, start)
    assert found is not None, "called at a digit"
    number = Decimal(found.group().replace(",", "").replace("．", "."))
    end = found.end()
    more = scale = over = ""
    if units.unit_end(text, end, units.ARABIC) == end:
        tail = _SCALE.match(text, end)
        if tail is not None:
            more, scale, over = tail["more"], tail["scale"] or "", tail["over"]
    unit, stop = _unit(text, end + len(more) + len(scale) + len(over), units.ARABIC)
    if not unit and ((over or more) == "来" or (more == "几" and not scale)):
        more, over, stop = "", "", end + len(scale)
    low = high = number
    if more == "几":
        low, high = number + 1, number + 9
    amount = Amount(low, high, bool(more or over))
    return _over(text, _Measured(amount, scale, unit, stop))


def _chinese(text: str, found: re.Match[str]) -> _Measured | None:
    """The number of Chinese numerals found, with its multiplier and unit."""
    number = numerals.amount(found["number"])
    if number is None:
        return None
    more, scale, over = found["more"], found["scale"], found["over"]
    unit, end = _unit(text, found.end(), units.CHINESE)
    if not unit and (over == "多" or (more in ("几", "来") and not scale)):
        return None
    if more == "几":
        step = numerals.value(found["number"][-1])
        number = Amount(number.low + step // 10, number.high + step * 9 // 10, approximate=True)
    elif more or over:
        number = number._replace(approximate=True)
    return _over(text, _Measured(number, scale, unit, end))


def _over(text: str, measured: _Measured) -> _Measured:
    """The same with what stands after or in the unit: 3年半, 两个半小时, 三个多月."""
    number, scale, unit, end = measured
    if unit in ("年", "天") and text[end : end + 1] == "半":
        over, stop = "半", end + 1
    elif unit == "个" and (found := _OVER.match(text, end - 1)):
        over, unit, stop = found["over"], "个" + found["unit"], found.end()
    else:
        return measured
    if over == "半":
        half = Decimal("0.5")
        return _Measured(Amount(number.low + half, number.high + half), scale, unit, stop)
    return _Measured(number._replace(approximate=True), scale, unit, stop)


def _counts(text: str, start: int, found: re.Match[str], unit: str, end: int) -> bool:
    """Whether the numerals count something, and are not part of a word or a list number."""
    number, scale = found["number"], found["scale"]
    loose = bool(found["more"] or found["over"])
    if number in ("一", "二"):
        return unit == "倍" if number == "一" else unit in units.RANKS or unit == "期"
    if number[0] in "〇零" or (number == "两" and not unit):
        return False
    if number[0] in "百千万亿" and number.strip("百千万亿"):
        return False
    if not number.strip("百千万亿"):
        if len(number) > 1:  # 百万, 千亿; not 千百, 亿万
            return bool(unit) and number[-1] in "万亿" and number[0] in "百千万"
        nearly = text[start - 1 : start] in ("近", "逾", "超", "过", "约")
        return (loose or nearly) and bool(unit) and not scale
    if unit in ("元", "吨级") and len(number) == 1 and not scale and number != "十":
        return False
    if unit:
        return True
    if any(c in "百千万亿" for c in number + scale):
        return loose or not text[end : end + 1].isalnum()
    return loose and "十" in number


def _in_name(text: str, start: int) -> bool:
    """Whether the numerals are part of a name: 周三, 五位一体, “两个确立”."""
    if text[start - 1 : start] in ("周", "番") or text[start - 2 : start] == "星期":
        return True
    if units.names(text, start):
        return True
    opening = text.rfind("“", max(0, start - _TERM), start)
    if opening < 0 or text.find("”", opening, start) >= 0:
        return False
    return text.find("”", start, opening + _TERM + 2) >= 0


def _unit(text: str, at: int, known: frozenset[str]) -> tuple[str, int]:
    """The unit at `at`, and where it ends: 个, %, 元/吨, 台（套）, km."""
    sign = units.SIGNS.get(text[at : at + 1])
    if sign is not None:
        return sign, at + 1
    end = units.unit_end(text, at, known)
    if end == at:
        found = units.IN_LATIN.match(text, at)
        if found and found[1] in units.LATIN:
            return found[1], found.end()
        return "", at
    following = text[end : end + 1]
    if following in ("（", "("):
        inner = units.unit_end(text, end + 1, known)
        if inner > end + 1 and text[inner : inner + 1] in ("）", ")"):
            return text[at:end], inner + 1
    elif following == "/":
        whole = units.unit_end(text, end + 1, units.DIVISORS)
        if whole > end + 1:
            return text[at:whole], whole
    return text[at:end], end


def _spans(text: str, start: int, separator: str, low: _Measured, high: _Measured) -> bool:
    """Whether two numbers are the ends of a range, not a change (由120件到45件) or a code."""
    if low.unit and low.unit != high.unit:
        return False
    if low.amount("" if low.unit else high.scale).low > high.amount().high:
        return False
    if text[start - 1 : start] in ("从", "由", "自") and separator.strip() in ("至", "到"):
        return False
    following = text[high.end : high.end + 2]
    return not (following[:1] == "-" and following[1:].isalnum())


def _entity(text: str, start: int, end: int, floor: int, amount: Amount, unit: str) -> Entity:
    """The entity that an amount makes by its unit and its company."""
    if (unit in units.RANKS or unit.endswith("级")) and "." not in text[start:end]:
        return Entity("ordinal", start, end, text[start:end])
    if unit in units.DURATIONS:
        if _SCHEME.match(text, end):
            return Entity("latin", start, end, text[start:end])
        if _placed(text, start, end, unit):
            return Entity("date", start, end, _period(unit))
    approximate = amount.approximate or is_loose(text, start, end, floor)
    return Entity(_kind(unit), start, end, Quantity(amount.low, amount.high, unit, approximate))


def _kind(unit: str) -> EntityKind:
    if unit in ("%", "‰"):
        return "percent"
    if unit in units.POINTS:
        return "point"
    return "money" if unit in units.MONEY or unit.startswith("元/") else "figure"


def _placed(text: str, start: int, end: int, unit: str) -> bool:
    """Whether a stretch of time only says when: 近三年, 5年来, 过去五年."""
    before = text[max(0, start - 4) : start]
    if before.endswith(_PLACED_BEFORE) or _PLACED_AFTER.match(text, end):
        return True
    long = unit[-1] in "年月季度" and not before.endswith("提前")
    if long and before.endswith(_LONG_PLACED_BEFORE):
        return True
    if not unit.endswith("年") or before.endswith(_NEARLY):
        return False
    return not _COUNTED_YEARS_BEFORE.search(before) and not _COUNTED_YEARS_AFTER.match(text, end)


def _period(unit: str) -> Period:
    if unit.endswith("年"):
        return Period("year", relative=True)
    return Period("month" if unit.endswith("月") else "day", relative=True)


def is_loose(text: str, start: int, end: int, floor: int) -> bool:
    """Whether the words around say that the number is about so much."""
    before = text[max(floor, start - 2) : start]
    if before.endswith(_LOOSE_BEFORE) and not before.endswith(_EXACT_BEFORE):
        return True
    return text.startswith(_LOOSE_AFTER, end)
