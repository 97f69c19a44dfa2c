"""Chinese numerals: their values, and the approximate forms 十几、三五、数百."""

from decimal import Decimal
from typing import NamedTuple

DIGIT = "[0-9０-９]"
"""A digit, in a regular expression."""

NUMERALS = "〇零一二两三四五六七八九十百千万亿"
"""The characters of Chinese numerals."""

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}


class Amount(NamedTuple):
    """What a numeral says: a number, or a span of numbers where it is loose about it."""

    low: Decimal
    high: Decimal
    approximate: bool = False


_SINGLE = {
    c: Amount(Decimal(number), Decimal(number))
    for c, number in (*_DIGITS.items(), *_POWERS.items())
    if c != "○"
}
"""Those of one character that are met most often."""


def value(numeral: str) -> Decimal:
    """The number that a plain numeral names: 三千五百、二〇二四、十二点五、百万.

    A power without a digit before it counts once (百 is 100); anything else than numerals
    is a ``KeyError``.
    """
    whole, _, fraction = numeral.partition("点")
    if fraction:
        decimals = "".join(str(_DIGITS[c]) for c in fraction)
        return Decimal(f"{_integer(whole)}.{decimals}")
    return Decimal(_integer(whole))


def _integer(numeral: str) -> int:
    if len(numeral) > 1 and all(c in _DIGITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total = section = 0
    digit: int | None = None
    for c in numeral:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _POWERS:
            section += (1 if digit is None else digit) * _POWERS[c]
            digit = None
        else:
            section += digit or 0
            if c == "亿":
                total = (total + section or 1) * _MYRIADS[c]
            else:
                total += (section or 1) * _MYRIADS[c]
            section, digit = 0, None
    return total + section + (digit or 0)


def amount(numeral: str) -> Amount | None:
    """The amount of a numeral that may be loose; None for digits that are no number (五四)."""
    if numeral[0] in "数几上":
        base = value(numeral[1:])
        if numeral[0] == "上":
            return Amount(base, base, approximate=True)
        return Amount(2 * base, 9 * base, approximate=True)
    if numeral in _SINGLE:
        return _SINGLE[numeral]
    pair = _pair(numeral)
    if pair is not None:
        return pair
    if len(numeral) > 1 and all(c in _DIGITS for c in numeral):
        return None
    number = value(numeral)
    return Amount(number, number)


def _pair(numeral: str) -> Amount | None:
    """三五、七八、十七八、三五十、两三百: two neighbouring digits that say “about”."""
    for at in range(len(numeral) - 1):
        low, high = _DIGITS.get(numeral[at]), _DIGITS.get(numeral[at + 1])
        if not low or not high:
            continue
        if high != low + 1 and (low, high) != (3, 5):
            return None
        head, tail = numeral[:at], numeral[at + 2 :]
        if any(c in _DIGITS for c in tail):
            return None
        return Amount(
            value(head + numeral[at] + tail), value(head + numeral[at + 1] + tail), approximate=True
        )
    return None


def scaled(numeral: Amount, multiplier: str) -> Amount:
    """The amount times 万, 亿, 万亿, 百万 …, as written after it."""
    if not multiplier:
        return numeral
    factor = value(multiplier)
    return Amount(numeral.low * factor, numeral.high * factor, numeral.approximate)


def whole(written: str) -> int:
    """The whole number written in digits or in numerals."""
    return int(written) if written.isdigit() else int(value(written))
