"""Shares and multiples in set forms: 百分之十二点五, 三分之二, 1/3, 三成, 一半, 翻两番."""

from decimal import Decimal

from shengao.entity import numerals
from shengao.entity.figures import DECIMALS, is_loose
from shengao.entity.numerals import DIGIT, NUMERALS
from shengao.expression import Expression
from shengao.structure import Entity, Quantity

_SMALL = "[〇零一二两三四五六七八九十百千万]{1,9}"
_PART = rf"(?:{DIGIT}{{1,9}}(?:\.{DIGIT}{{1,6}})?|{_SMALL}{DECIMALS})"
_SHARE = Expression(
    rf"(?P<whole>{_SMALL})分之(?P<low>{_PART})(?P<more>[多余几]?)"
    rf"(?:[至到—](?:百分之)?(?P<high>{_PART})(?!分之))?"
)
_TENTHS = Expression(
    r"(?P<low>[一二两三四五六七八九])(?:[至到]?(?P<high>[二三四五六七八九]))?成(?P<half>半)?"
    r"(?![立为效果功熟本员长都绩品交就型套分人因群份])"
)
_FRACTION = Expression(r"(\d)/(\d{1,2})(?![\d/])")
_DOUBLED = Expression(r"翻(?:了)?(?P<times>[一两二三四]|\d)?番")
_HALF = Expression(r"(?:一半|半数)(?![天年月是])|[过超]半数?(?![天年月程百])")
_WHOLES = {100: "%", 1000: "‰", 10000: "‱"}
_HUNDREDTH = Decimal("0.01")


def share(text: str, start: int) -> Entity | None:
    """百分之十二点五, 三分之二, 三成, 一半, 翻两番: the set forms that begin at `start`."""
    found = _DOUBLED.match(text, start) if text[start] == "翻" else None
    if found is not None:
        times = _written(found["times"] or "一")
        return Entity("figure", *found.span(), Quantity(times, times, "番"))
    sign, loose = "%", False
    found = _SHARE.match(text, start)
    if found is not None:
        whole = int(numerals.value(found["whole"]))
        low = _written(found["low"])
        high = _written(found["high"]) if found["high"] else low
        loose = bool(found["more"])
        if whole in _WHOLES:
            sign = _WHOLES[whole]
        else:
            low, high = _percent(low, whole), _percent(high, whole)
    elif found := _TENTHS.match(text, start):
        low = 10 * numerals.value(found["low"]) + (5 if found["half"] else 0)
        high = 10 * numerals.value(found["high"]) if found["high"] else low
        loose = low != high
    elif found := _HALF.match(text, start):
        low = high = Decimal(50)
        loose = text[start] in "过超"
    else:
        return None
    loose = loose or is_loose(text, start, found.end(), 0)
    return Entity("percent", *found.span(), Quantity(low, high, sign, loose))


def fraction(text: str, start: int) -> Entity | None:
    """1/3 and the like, as a percentage; the numerator is the smaller."""
    found = _FRACTION.match(text, start)
    if found is None or text[start - 1 : start] == "/" or int(found[1]) >= int(found[2]):
        return None
    part = _percent(Decimal(found[1]), int(found[2]))
    loose = is_loose(text, start, found.end(), 0)
    return Entity("percent", *found.span(), Quantity(part, part, "%", loose))


def _written(number: str) -> Decimal:
    return numerals.value(number) if number[0] in NUMERALS else Decimal(number)


def _percent(part: Decimal, whole: int) -> Decimal:
    return (100 * part / max(whole, 1)).quantize(_HUNDREDTH)
