"""The reckoning of `shengao.checks.relation` with days and times: weekdays, how long a thing
lasts, which day comes first."""

from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from shengao.checks.relation_clock import minutes
from shengao.checks.relation_operand import Found, Operand, Verdict
from shengao.checks.relation_years import is_before, moment
from shengao.expression import Expression
from shengao.structure import Period

_WEEKDAYS = "一二三四五六日"
_LEAP_YEAR = 2024
_DAY = Expression(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]|(?<=[至到—－\-～~])(\d{1,2})[日号]")
_YEAR = Expression(r"(?<!\d)((?:19|20)\d\d)年")
_AUTUMN, _SPRING = 9, 4
_MONTH, _HALF = Decimal("30.4"), Decimal("0.6")
_BOTH = 2
_HALF_A_YEAR = 180
_YEAR_LONG = 365


class _Day(NamedTuple):
    """A day of the text, by the year given or a leap year."""

    start: int
    end: int
    words: str
    day: date
    dated: bool


def weekday(found: Found) -> Verdict | None:
    """2024年10月1日（星期 `stated`）."""
    word = found.word("stated")
    at = found.words.get("day")
    if at is None or not word:
        return None
    period = next((e.value for e in found.entities if e.start == at[0]), None)
    if not isinstance(period, Period) or period.precision != "day" or period.first != period.last:
        return None
    day = period.first or _dated(found, period)
    if day is None:
        return None
    actual = _WEEKDAYS[day.weekday()]
    if word.replace("天", "日")[-1] == actual:
        return None
    start, end = found.words["stated"]
    working = f"{day.year}年{day.month}月{day.day}日是星期{actual}"
    return Verdict(start, end, working, word[:-1] + actual, (at,))


def _dated(found: Found, period: Period) -> date | None:
    """A day without its year, by the only one that the draft names."""
    years = set(_YEAR.findall(found.document.text))
    if len(years) != 1 or period.relative or not period.month or not period.day:
        return None
    try:
        return date(int(years.pop()), period.month, period.day)
    except ValueError:
        return None


def days(found: Found) -> Verdict | None:
    """自4月1日至4月29日，为期 `stated`: both ends counted, or one."""
    stated = found.slots.get("stated")
    if stated is None or stated.loose:
        return None
    if stated.unit not in ("天", "个月"):
        return minutes(found)
    sentence = found.document.sentences[found.sentence]
    block = found.document.blocks[sentence.block]
    here = days_in(found, sentence.start, sentence.end)
    points = here if len(here) > 1 else days_in(found, block.start, block.end)
    points = [one for one in points if one.end <= stated.start or len(here) > 1]
    if stated.unit == "个月" and not points:
        return _months_apart(found, stated)
    if len(points) != 2:
        return None
    if stated.unit == "个月":
        return _months(stated, points[0], points[1])
    for one, two in combinations(points, 2):
        if int(stated.value) - abs((two.day - one.day).days) in (0, 1):
            return None
    first, last = sorted(points, key=lambda one: one.day)
    span = (last.day - first.day).days
    if span <= 0 or span > 300 or first.dated != last.dated:
        return None
    if _across_february(first.day, last.day) and not first.dated:
        return None
    lasts = span + 1
    working = f"{first.words}至{last.words}为{lasts}天"
    places = ((first.start, first.end), (last.start, last.end))
    better = stated.rewritten(Decimal(lasts), 0)
    return Verdict(stated.start, stated.end, working, better, places)


def _months_apart(found: Found, stated: Operand) -> Verdict | None:
    """工期 `stated` 个月，2023年3月开工，2025年3月竣工: both months counted, or one."""
    at = found.document.sentences[found.sentence]
    dates = found.document.entities_in(at.start, at.end, ("date",))
    told = [(e, moment(found.document.text[e.start : e.end])) for e in dates]
    known = [(e, 12 * m.year + m.month) for e, m in told if m and m.year and m.month]
    if len(known) != _BOTH or len(told) != _BOTH:
        return None
    (e, one), (f, other) = known
    length = other - one
    if length <= 0 or abs(length - stated.value) <= 1:
        return None
    words = [found.document.text[x.start : x.end] for x in (e, f)]
    working = f"{words[0]}至{words[1]}为{length}个月"
    return Verdict(stated.start, stated.end, working, "", ((e.start, e.end), (f.start, f.end)))


def _months(stated: Operand, first: _Day, last: _Day) -> Verdict | None:
    """From one day to another `stated` months, give or take half of one."""
    length = (last.day - first.day).days + 1
    if length <= 0 and not first.dated:
        length += _YEAR_LONG  # 11月15日至次年3月15日
    if length <= 0 or first.dated != last.dated or not stated.value:
        return None
    months = Decimal(length) / _MONTH
    if abs(months - stated.value) <= max(_HALF, stated.value / 10):
        return None
    working = f"{first.words}至{last.words}为{length}天"
    places = ((first.start, first.end), (last.start, last.end))
    return Verdict(stated.start, stated.end, working, "", places)


def span(found: Found) -> Verdict | None:
    """6月18日至5月20日: the end before the start, within a year."""
    at = found.words.get("day")
    if at is None:
        return None
    entity = next((e for e in found.entities if e.start == at[0]), None)
    if entity is None:
        return None
    points = days_in(found, entity.start, entity.end)
    if len(points) != 2 or points[0].day <= points[1].day:
        return None
    first, last = points
    if first.dated != last.dated and last.dated:
        return None
    crosses = first.day.month >= _AUTUMN and last.day.month <= _SPRING and not last.dated
    if crosses or first.day.month - last.day.month > 5:
        return None
    return Verdict(entity.start, entity.end, f"{last.words}早于{first.words}")


def order(found: Found) -> Verdict | None:
    """`first` 立案，…… `last` 结案: what ends before it began.

    Without a year the end may be in the next one, unless the thing is `brief`.
    """
    places = [found.words.get(name) for name in ("first", "last")]
    if "way" in found.words:
        return _moved(found)
    points = [days_in(found, *place) for place in places if place is not None]
    if len(points) != _BOTH:
        return None
    if any(len(one) != 1 for one in points):
        return _untold_days(found)
    first, last = points[0][0], points[1][0]
    if last.day >= first.day:
        return None
    years = "年" in last.words and "年" in first.words
    if not years and ("brief" not in found.words or "年" in last.words + first.words):
        return None
    working = f"{last.words}早于{first.words}"
    return Verdict(last.start, last.end, working, "", ((first.start, first.end),))


def _untold_days(found: Found) -> Verdict | None:
    """2022年8月开工，2021年12月竣工: months and years, without their days."""
    first, last = found.word("first"), found.word("last")
    one, other = moment(first), moment(last)
    if one is None or other is None or one.year is None or other.year is None:
        return None
    if not is_before(other, one):
        return None
    places = found.words["last"]
    return Verdict(*places, f"{last}早于{first}", "", (found.words["first"],))


def _moved(found: Found) -> Verdict | None:
    """原定 `first`，提前至 `last`, which is later; or 推迟至, which is earlier."""
    first, last, way = found.word("first"), found.word("last"), found.word("way")
    one, other = moment(first), moment(last)
    if one is None or other is None or (one.year is None) != (other.year is None):
        return None
    early, late = (other, one) if way == "提前" else (one, other)
    if not is_before(late, early):
        return None
    start, end = found.words["way"][0], found.words["last"][1]
    order = "晚" if way == "提前" else "早"
    return Verdict(start, end, f"{last}{order}于{first}", "", (found.words["first"],))


def signed(found: Found) -> Verdict | None:
    """截至 `day`, which is after the date of the sign-off: of that nothing could be told."""
    at = found.words.get("day")
    document = found.document
    block = next((one for one in reversed(document.blocks) if one.kind == "signoff"), None)
    if at is None or block is None:
        return None
    days, sign_off = days_in(found, *at), days_in(found, block.start, block.end)
    if len(days) != 1 or not sign_off:
        return None
    day, end = days[0], sign_off[-1]
    if not 0 < (day.day - end.day).days <= _HALF_A_YEAR:
        return None  # 截至12月31日 in a draft of January
    working = f"落款是{end.words}"
    return Verdict(day.start, day.end, working, "", ((end.start, end.end),))


def _across_february(first: date, last: date) -> bool:
    return (first.month, first.day) <= (2, 28) and (last.month, last.day) >= (3, 1)


def days_in(found: Found, start: int, end: int) -> list[_Day]:
    """The days named in a stretch of the text that are days of the calendar."""
    text, result = found.document.text, []
    year = found.document.year
    month = None
    for entity in found.document.entities_in(start, end, ("date",)):
        if not isinstance(entity.value, Period) or entity.value.precision != "day":
            continue
        given = None
        for one in _DAY.finditer(text, entity.start, entity.end):
            month = int(one[2]) if one[2] else month
            if month is None:
                continue
            given = int(one[1]) if one[1] else given
            try:
                day = date(given or year or _LEAP_YEAR, month, int(one[3] or one[4]))
            except ValueError:
                continue
            result.append(_Day(*one.span(), one[0], day, given is not None or year is not None))
    return result
