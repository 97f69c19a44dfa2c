"""The reckoning of `shengao.checks.relation` with years and months: ages, anniversaries, what
began after it ended, and what the parts of a year come to."""

from decimal import Decimal
from typing import NamedTuple

from shengao.checks.relation_operand import Found, Operand, Verdict, contradicted, rounding
from shengao.entity import numerals
from shengao.expression import Expression
from shengao.structure import Period

_YEAR = Expression(r"(?<!\d)((?:1[89]|20)\d\d)(?:年|(?=[—－\-~～至到]{1,2}(?:1[89]|20)\d\d年))")
_YEARS_OF_SPAN = 2
_COUNT = Expression(r"(\d{1,3}|[一二两三四五六七八九十]{1,3})(?:周?岁|周?年)")
_MOMENT = Expression(r"(?:(\d{4})年)?(?:(\d{1,2})月份?)?(?:(\d{1,2})[日号]|([初底末]|[上中下]旬))?")
_WITHIN_MONTH = {"初": 1, "上旬": 5, "中旬": 15, "下旬": 25, "底": 31, "末": 31}
_PERIOD = Expression(
    r"(?P<season>[一二三四])季度|(?P<half>[上下])半年|(?P<three>前三季度)|(?P<all>全年)"
    r"|(?<!\d)(?P<a>\d{1,2})月?[—－\-~～至到](?P<b>\d{1,2})月|(?<!\d)(?P<month>\d{1,2})月(?![\d初底末上中下])"
)
_LONGEST_LIFE = 110


class Moment(NamedTuple):
    """A date as far as it is told: None for what it leaves out."""

    year: int | None
    month: int | None
    day: int | None


def age(found: Found) -> Verdict | None:
    """生于 `born`，`now` `stated` 岁: by the calendar, one less before the birthday, or one more
    as years are counted from birth on."""
    stated, born = _place(found, "stated"), _years(found, "born")
    now = _years(found, "now")[-1:] or ([found.document.year] if found.document.year else [])
    if stated is None or len(born) != 1 or not now:
        return None
    words = found.document.text[slice(*stated)]
    count = _COUNT.match(words)
    wanted = now[0] - born[0]
    if count is None or not 0 < wanted < _LONGEST_LIFE:
        return None
    if abs(numerals.whole(count[1]) - wanted) <= 1:
        return None
    working = f"{now[0]}－{born[0]}＝{wanted}"
    return Verdict(
        *stated, working, words.replace(count[1], str(wanted), 1), (found.words["born"],)
    )


def years(found: Found) -> Verdict | None:
    """`first` 建成，到 `last` 已 `stated` 年: both years counted, or one."""
    stated = _place(found, "stated")
    told = [*_years(found, "first"), *_years(found, "last")]
    if len(told) == 1 and found.document.year and "last" not in found.words:
        told.append(found.document.year)
    if stated is None or len(told) != _YEARS_OF_SPAN:
        return None
    words = found.document.text[slice(*stated)]
    count = _COUNT.match(words)
    wanted = told[1] - told[0]
    if count is None or wanted <= 0 or abs(numerals.whole(count[1]) - wanted) <= 1:
        return None
    working = f"{told[1]}－{told[0]}＝{wanted}"
    return Verdict(*stated, working, words.replace(count[1], str(wanted), 1))


def plan(found: Found) -> Verdict | None:
    """“十四五”时期（`dates`）: the five years of a plan are known."""
    at, place = found.words.get("plan"), found.words.get("dates")
    if at is None or place is None:
        return None
    period = next((e.value for e in found.entities if e.start == at[0]), None)
    told = _years(found, "dates")
    if not isinstance(period, Period) or period.precision != "plan" or len(told) != _YEARS_OF_SPAN:
        return None
    if period.first is None or period.last is None:
        return None
    first, last = period.first.year, period.last.year
    if told == [first, last] or ("some" in found.words and first <= told[0] <= told[1] <= last):
        return None
    return Verdict(*place, f"{found.word('plan')}是{first}—{last}年", "", (at,))


def seasons(found: Found) -> Verdict | None:
    """一季度 n，二季度 m，`when` 上半年 `whole`: what the parts of a period come to."""
    whole, text = found.slots.get("whole"), found.document.text
    wanted = months_in(found.word("when"))
    if whole is None or whole.loose or not whole.unit or len(wanted) != 1:
        return None
    listed: list[Operand] = []
    covered: set[int] = set()
    position = found.entities[0].start if found.entities else found.start
    for one in (f for f in found.figures if f.end <= found.start):
        told = months_in(text[position : one.start])
        position = one.end
        if one.unit != whole.unit:
            continue
        if one.loose or len(told) != 1 or told[0] & covered:
            return None
        covered |= told[0]
        listed.append(one)
    total = sum((one.value for one in listed), Decimal(0))
    if len(listed) < 2 or covered != wanted[0]:
        return None
    if abs(total - whole.value) <= rounding((whole, *listed)):
        return None
    better = whole.rewritten(total, 4)
    working = "＋".join(one.words for one in listed) + f"＝{better}"
    return contradicted(whole, working, better, listed)


def moment(words: str) -> Moment | None:
    """The moment that the words of a date tell: 2022年8月, 6月底."""
    found = _MOMENT.fullmatch(words)
    if found is None or not (found[1] or found[2]):
        return None
    day = int(found[3]) if found[3] else _WITHIN_MONTH.get(found[4] or "")
    return Moment(int(found[1]) if found[1] else None, int(found[2]) if found[2] else None, day)


def is_before(one: Moment, other: Moment) -> bool:
    """Whether one moment comes before another, as far as both are told."""
    for a, b in zip(one, other, strict=True):
        if a is None or b is None:
            if a is b:
                continue
            return False
        if a != b:
            return a < b
    return False


def _place(found: Found, name: str) -> tuple[int, int] | None:
    """Where a group stands, a figure or not."""
    slot = found.slots.get(name)
    return (slot.start, slot.end) if slot is not None else found.words.get(name)


def _years(found: Found, name: str) -> list[int]:
    return [int(one) for one in _YEAR.findall(found.word(name))]


def months_in(words: str) -> list[frozenset[int]]:
    """The months of each period that words name."""
    result: list[frozenset[int]] = []
    for one in _PERIOD.finditer(words):
        if one["season"]:
            last = 3 * numerals.whole(one["season"])
            months = range(last - 2, last + 1)
        elif one["half"]:
            months = range(1, 7) if one["half"] == "上" else range(7, 13)
        elif one["three"]:
            months = range(1, 10)
        elif one["all"]:
            months = range(1, 13)
        elif one["a"]:
            months = range(int(one["a"]), int(one["b"]) + 1)
        else:
            months = range(int(one["month"]), int(one["month"]) + 1)
        result.append(frozenset(months))
    return result
