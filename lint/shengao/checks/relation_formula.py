"""The reckoning of `shengao.checks.relation` with quantities known by their names: so many times so
much, so much to each, a bill of several goods, an amount in words, a stretch between two stakes."""

from decimal import Decimal

from shengao.checks.relation_operand import (
    HUNDRED,
    TOLERANCE,
    Found,
    Operand,
    Verdict,
    contradicted,
    shown,
)
from shengao.entity import numerals
from shengao.expression import Expression

_PART_TOLERANCE = Decimal("0.006")
"""How far, in parts of it, a product or a quotient may be off."""
_MONTHS = {"year": 12, "half": 6}
_PAIR = 2
_TERMS = Expression(r"\d+(?:\.\d+)?")
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億圆", "一二三四五六七八九十百千万亿元")
_SPELT = Expression(
    "(?P<yuan>[零一二三四五六七八九十百千万亿]+)元(?:整|正)?(?:零?(?P<jiao>[一二三四五六七八九])角)?"
    "(?:零?(?P<fen>[一二三四五六七八九])分)?"
)
_STAKE = Expression(r"[A-Z]{0,3}K(\d{1,4})\+(\d{3}(?:\.\d+)?)")
_KILOMETRE = 1000
_HALF = Expression("[过超]半|超过一半")


def factors(found: Found) -> Verdict | None:
    """`a`, `b` and perhaps `c`: all of them multiplied come to `stated`.

    A percentage takes so much of the rest, a `cut` is a price at so many tenths, and what is told
    for each month is paid twelve times a `year`, six times a `half`.
    """
    stated = found.slots.get("stated")
    given = [found.slots[name] for name in ("a", "b", "c") if name in found.slots]
    if stated is None or not given or any(one.loose for one in (stated, *given)):
        return None
    low = high = expected = Decimal(1)
    written = "×".join(one.words for one in given)
    for one in given:
        scale = HUNDRED if one.unit == "%" else Decimal(1)
        low, high = low * one.low / scale, high * one.high / scale
        expected *= one.value / scale
    factor = Decimal(1)
    if "cut" in found.words:
        factor = _tenths(found.word("cut"))
        written += "×" + shown(factor, 2)
    for name, months in _MONTHS.items():
        if name in found.words:
            factor *= months
            written += f"×{months}"
    expected *= factor
    if not expected or _within(stated, low * factor, high * factor, expected):
        return None
    better = stated.rewritten(expected, 4)
    return contradicted(stated, f"{written}＝{better}", better, given)


def quotient(found: Found) -> Verdict | None:
    """`upper` divided by `lower` is `stated`; of the rate of what is `left`, the rest of one."""
    upper, lower = found.slots.get("upper"), found.slots.get("lower")
    stated = found.slots.get("stated") or _bare(found, "stated")
    if upper is None or lower is None or stated is None or lower.low <= 0:
        return None
    if any(one.loose for one in (upper, lower, stated)) or upper.value <= 0:
        return None
    rate = stated.unit == "%"
    if rate and (upper.unit != lower.unit or upper.value > lower.value):
        return None
    scale = HUNDRED if rate else Decimal(1)
    low, high = upper.low / lower.high * scale, upper.high / lower.low * scale
    expected = upper.value / lower.value * scale
    written = f"{upper.words}÷{lower.words}"
    if "left" in found.words:
        low, high, expected, written = scale - high, scale - low, scale - expected, f"1－{written}"
    slack = TOLERANCE if rate else stated.step / 2 or min(Decimal("0.5"), expected / 10)
    slack += expected * _PART_TOLERANCE
    if low - slack <= stated.value <= high + slack:
        return None
    better = stated.rewritten(expected, 1)
    return contradicted(stated, f"{written}＝{better}", better, (upper, lower))


def bill(found: Found) -> Verdict | None:
    """口罩`n`只、每只`p`元，防护服`m`套、每套`q`元，共 `stated`: pairs of a number and a price."""
    stated = found.slots.get("stated")
    if stated is None or stated.loose:
        return None
    listed = [one for one in found.figures if found.start <= one.start and one.end <= stated.start]
    pairs = list(zip(listed[::2], listed[1::2], strict=False))
    if len(listed) % _PAIR or len(pairs) < _PAIR or any(one.loose for one in listed):
        return None
    units = {price.unit for _, price in pairs} | {stated.unit}
    if len(units) != 1 or any(number.unit in units for number, _ in pairs):
        return None
    low = sum((number.low * price.low for number, price in pairs), Decimal(0))
    high = sum((number.high * price.high for number, price in pairs), Decimal(0))
    expected = sum((number.value * price.value for number, price in pairs), Decimal(0))
    if _within(stated, low, high, expected):
        return None
    better = stated.rewritten(expected, 4)
    written = "＋".join(f"{number.words}×{price.words}" for number, price in pairs)
    return contradicted(stated, f"{written}＝{better}", better, listed)


def split(found: Found) -> Verdict | None:
    """按6:4分担，总额 `whole`，县级 `stated`: one of the parts that the proportion makes."""
    whole, stated = found.slots.get("whole"), found.slots.get("stated")
    terms = [Decimal(one) for one in _TERMS.findall(found.word("terms"))]
    if whole is None or stated is None or whole.unit != stated.unit or not sum(terms):
        return None
    if whole.loose or stated.loose or stated.value >= whole.value:
        return None
    parts = [whole.value * one / sum(terms) for one in terms]
    if any(_within(stated, one, one, one) for one in parts):
        return None
    told = "、".join(stated.rewritten(one, 2) for one in parts)
    return Verdict(stated.start, stated.end, f"{whole.words}按比例分为{told}", "", (
        (whole.start, whole.end),
    ))  # fmt: skip


def plus(found: Found) -> Verdict | None:
    """`a` and `b` come to `stated`: a price and its tax, exports and imports."""
    a, b, stated = (found.slots.get(name) for name in ("a", "b", "stated"))
    if a is None or b is None or stated is None or not a.unit:
        return None
    if len({a.unit, b.unit, stated.unit}) != 1 or any(one.loose for one in (a, b, stated)):
        return None
    if a.low + b.low <= stated.high and stated.low <= a.high + b.high:
        return None
    better = stated.rewritten(a.value + b.value, 4)
    return contradicted(stated, f"{a.words}＋{b.words}＝{better}", better, (a, b))


def majority(found: Found) -> Verdict | None:
    """`stated` 过半: less than half."""
    stated = found.slots.get("stated")
    told = found.slots.get("way")
    way = (told.start, told.end) if told else found.words["way"]
    if stated is None or stated.high >= HUNDRED / 2 or not _HALF.search(_text(found, way)):
        return None
    return Verdict(stated.start, stated.end, f"{stated.words}不到一半", "", (way,))


def spelt(found: Found) -> Verdict | None:
    """人民币`words`（`stated`）: an amount in formal numerals and in digits."""
    stated = found.slots.get("stated")
    told = _SPELT.fullmatch(found.word("words").translate(_FORMAL))
    if stated is None or stated.loose or told is None:
        return None
    amount = numerals.value(told["yuan"])
    amount += Decimal(numerals.whole(told["jiao"] or "零")) / 10
    amount += Decimal(numerals.whole(told["fen"] or "零")) / 100
    if stated.value == amount:
        return None
    places = found.words["words"]
    return Verdict(stated.start, stated.end, f"大写为{shown(amount, 2)}元", "", (places,))


def stakes(found: Found) -> Verdict | None:
    """K12+300至K15+800，全长 `stated`."""
    stated = found.slots.get("stated")
    told = [_STAKE.fullmatch(found.word(name)) for name in ("first", "last")]
    if stated is None or stated.loose or stated.unit not in ("公里", "米"):
        return None
    metres = [_KILOMETRE * int(one[1]) + Decimal(one[2]) for one in told if one]
    if len(metres) != _PAIR:
        return None
    size = 1 if stated.unit == "米" else _KILOMETRE
    length = abs(metres[1] - metres[0]) / size
    if abs(length - stated.value) <= stated.step / 2 + length / 50:
        return None  # a chain of stakes may be broken
    better = stated.rewritten(length, 3)
    return contradicted(stated, f"桩号之差为{shown(length, 3)}{stated.unit}", better, ())


def _text(found: Found, place: tuple[int, int]) -> str:
    return found.document.text[slice(*place)]


def _bare(found: Found, name: str) -> Operand | None:
    """The first number of 40:1, which is no figure."""
    words = found.word(name)
    if not words.isdigit():
        return None
    return Operand(*found.words[name], words, Decimal(words), Decimal(0), "", loose=False)


def _within(stated: Operand, low: Decimal, high: Decimal, expected: Decimal) -> bool:
    slack = stated.step / 2 + expected * _PART_TOLERANCE
    return low - slack <= stated.value <= high + slack


def _tenths(cut: str) -> Decimal:
    """八折, 七五折, 8.5折 as parts of the full price."""
    number = cut.removesuffix("折")
    if number[0].isdigit():
        value = Decimal(number)
    else:
        value = Decimal("".join(str(numerals.whole(one)) for one in number))
    return value / (10 if value < 10 else HUNDRED)
