"""Dates and spans of dates, with the days they stand for where the year is known."""

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from shengao.entity import numerals
from shengao.expression import Expression
from shengao.structure import Entity, Period

_Precision = Literal["year", "half", "quarter", "month", "third", "day"]
_Days = tuple[date, date]

_SEP = r"[ 　]?(?:——|――|[—–―‒\-－~～〜至到])[ 　]?"
_YEAR = r"(?:[12１２]\d{3}|[一二][〇零○一二三四五六七八九]{3})"
_MONTH = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_SEPARATOR = Expression(_SEP)
_POINT = Expression(
    rf"(?:(?P<year>{_YEAR}|\d\d(?=年\d{{1,2}}月))(?:年|学年度?|(?={_SEP}{_YEAR}学?年))度?"
    rf"|(?P<relative>[今去明前本上次翌]年|[本上下]月)度?)?"
    rf"(?:[ 　]?(?P<month>{_MONTH})(?:[ 　]?月份?|(?={_SEP}{_MONTH}月)))?"
    rf"(?:[ 　]?(?P<day>{_DAY})(?:[ 　]?[日号]|(?={_SEP}{_DAY}[日号])))?"
    r"(?P<part>[上下]半年|第?(?:[一二三][、至—]?)?[一二三四1-4]季度|前[二两三23]个?季度"
    r"|前(?:\d{1,2}|[二两三四五六七八九]|十一?)个月"
    r"|(?<=[年月度])[初底末](?![期级端])|(?<=月)[上中下]旬)?"
)
_PART_NUMBER = Expression(r"\d+|[二两三四五六七八九]|十一?|一")
_ISO = Expression(
    r"([12]\d{3})([-/.．])(\d{1,2})\2(\d{1,2})(?!\d)|([12]\d{3})[-/](0[1-9]|1[0-2])(?![\d\-/])"
)
_DECADE = Expression(
    r"(?:\d\d世纪)?(?:\d0|[二三四五六七八九]十)年代(?:[初末]|中期)?|(?:1\d|2[01])世纪(?!.{0,2}[前后])"
)
_PLAN = Expression(
    r"(?P<number>[一二]?十[一二三四五六七八九]?|[七八九])五(?:”|(?=时期|规划|期间|以来|收官|开局))"
)
_SINCE_THIRD_PLAN = 1966
"""The third plan began then; one in five years since."""
_NOT_YEAR = frozenset("级轻龄")
_NOT_MONTH = frozenset("亮饼球薪租均嫂子供")
_NOT_DAY = Expression(r"[内均常报程游]|以内|之内|工作")
_COUNTED_DAYS_BEFORE = frozenset("留期假长达满停时续")
_NUMERALS = frozenset("一二三四五六七八九十")
_UNITS = frozenset("年月日号份度半季旬初底末")
_SHIFT = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "次": 1, "翌": 1}
_OTHER_WORD_BEFORE = {
    "前年": "目提以之当生", "本年": "基版日成", "上年": "以之", "明年": "文说证清声表发",
    "今年": "", "去年": "", "本月": "基", "上月": "以", "下月": "以",
}  # fmt: skip
_THIRDS = {
    "上": (1, 10), "初": (1, 10), "中": (11, 20), "下": (21, 31), "底": (21, 31), "末": (21, 31),
}  # fmt: skip
_YEARS = range(1800, 2200)


class _Point(NamedTuple):
    """One date as written, each field only if it is there."""

    year: int | None
    relative: str
    month: int | None
    day: int | None
    part: str
    end: int


def period(text: str, start: int, year: int | None) -> Entity | None:
    """The date or span of dates that begins at `start`; `year` is the draft's, if known."""
    first = _point(text, start)
    if first is None:
        return None
    last = first
    separator = _SEPARATOR.match(text, first.end)
    if separator is not None:
        last = _point(text, separator.end(), first) or first
    if last is first and text[first.end - 1] not in _UNITS:
        return None
    return Entity("date", start, last.end, _value(first, last, year))


def iso(text: str, start: int) -> Entity | None:
    """2024-05-16, 2024.5.16, 2024/5, as the digits at `start` begin it."""
    found = _ISO.match(text, start)
    if found is None:
        return None
    if found[5]:
        year, month, day = int(found[5]), int(found[6]), None
    else:
        year, month, day = int(found[1]), int(found[3]), int(found[4])
        if not 1 <= month <= 12 or not 1 <= day <= 31:
            return None
    point = _Point(year, "", month, day, "", found.end())
    return Entity("date", *found.span(), _value(point, point, None))


def decade(text: str, start: int) -> Entity | None:
    """90年代, 20世纪80年代, 21世纪: placed in time, but without days of their own."""
    found = _DECADE.match(text, start)
    return Entity("date", *found.span(), Period("year")) if found else None


def plan(text: str, start: int, floor: int) -> Entity | None:
    """“十四五” with its quotes, or 十四五 before 时期 and the like."""
    found = _PLAN.match(text, start)
    if found is None:
        return None
    quoted = text[start - 1 : start] == "“" and start > floor
    if quoted != found.group().endswith("”"):
        return None
    first = _SINCE_THIRD_PLAN + 5 * (int(numerals.value(found["number"])) - 3)
    days = date(first, 1, 1), date(first + 4, 12, 31)
    return Entity("date", start - quoted, found.end(), Period("plan", None, None, None, *days))


def relative(text: str, at: int, floor: int, year: int | None) -> Entity | None:
    """The date around the 年 or 月 at `at` that no number opens: 去年5月, 上月, 年底."""
    word = text[max(floor, at - 1) : at + 1]
    before = text[max(floor, at - 2) : at - 1] if at else ""
    if word in _OTHER_WORD_BEFORE and not (before and before in _OTHER_WORD_BEFORE[word]):
        return period(text, at - 1, year)
    part = text[at + 1 : at + 2]
    if part not in ("初", "底", "末") or text[at + 2 : at + 3] in ("期", "级", "端"):
        return None
    if at > floor and (text[at - 1] in "每逐历" or text[at - 1].isdigit()):
        return None
    point = _Point(None, "今年" if text[at] == "年" else "本月", None, None, part, at + 2)
    return Entity("date", at, at + 2, _value(point, point, year))


def year_of(year: int) -> _Days:
    """The first and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def _point(text: str, at: int, first: _Point | None = None) -> _Point | None:
    """The date at `at`; with `first` the end of a span of dates that begins with it."""
    found = _POINT.match(text, at)
    if found is None or found.end() == at:
        return None
    written, end = found["year"], found.end()
    year = numerals.whole(written) if written else None
    if year is not None and year < 100:
        year += 2000 if year < 50 else 1900
    month = numerals.whole(found["month"]) if found["month"] else None
    day = numerals.whole(found["day"]) if found["day"] else None
    point = _Point(year, found["relative"] or "", month, day, found["part"] or "", end)
    if (
        (year is not None and year not in _YEARS)
        or (month is not None and not 1 <= month <= 12)
        or (day is not None and not 1 <= day <= 31)
    ):
        return None
    if day is not None:
        alone = month is None and not point.relative
        counts = alone and not _names_day(text, found, first)
        return None if counts else point
    following = text[end : end + 1]
    if month is not None:
        alone = year is None and not point.relative and first is None
        lone = found["month"] == "一" and text[end - 1] != "份"
        spelt = alone and not found["month"].isdigit() and (lone or following in _NUMERALS)
        return None if spelt or following in _NOT_MONTH else point
    return None if year is not None and not point.part and following in _NOT_YEAR else point


def _names_day(text: str, found: re.Match[str], first: _Point | None) -> bool:
    """Whether a lone 16日 is a day of the month; 3日内, 拘留5日, 十五日, 3号 are not."""
    if first is not None:
        return first.day is not None
    end = found.end()
    if not found["day"].isdigit() or text[end - 1] == "号" or _NOT_DAY.match(text, end):
        return False
    return text[found.start() - 1 : found.start()] not in _COUNTED_DAYS_BEFORE


def _value(first: _Point, last: _Point, year: int | None) -> Period:
    """What a date or span of dates stands for; the second takes from the first what it omits."""
    start = _year(first, year)
    if last is first:
        end = start
    else:
        end = _year(last, start if last.year is None and not last.relative else year)
        if last.relative in ("次年", "翌年") and start is not None:
            end = start + 1
        if last.month is None and last.day is not None:
            last = last._replace(month=first.month)
    opening, closing = _days(first, start), _days(last, end)
    return Period(
        _precision(first),
        first.year,
        first.month,
        first.day,
        opening and opening[0],
        closing and closing[1],
        bool(first.relative),
    )


def _year(point: _Point, draft: int | None) -> int | None:
    if point.year is not None or draft is None:
        return point.year
    return draft + _SHIFT.get(point.relative[:1], 0) if "年" in point.relative else draft


def _precision(point: _Point) -> _Precision:
    if point.day is not None:
        return "day"
    if point.month is not None or "月" in point.relative:
        return "third" if point.part else "month"
    if "季度" in point.part:
        return "quarter"
    if point.part.endswith("半年"):
        return "half"
    return "month" if point.part else "year"


def _days(point: _Point, year: int | None) -> _Days | None:
    """The first and last day; None where the year is not known, or the date is none."""
    if year is None or "月" in point.relative:
        return None
    month, part = point.month, point.part
    if month is not None:
        length = _length(year, month)
        if point.day is not None:
            if point.day > length:
                return None
            return date(year, month, point.day), date(year, month, point.day)
        first, last = _THIRDS.get(part[:1], (1, length))
        return date(year, month, first), date(year, month, min(last, length))
    if point.day is not None:
        return None
    opening, closing = _months(part)
    return date(year, opening, 1), date(year, closing, _length(year, closing))


def _length(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(1)).day


def _months(part: str) -> tuple[int, int]:
    """The first and last month of a part of the year: 上半年, 第三季度, 前11个月, 底."""
    if not part:
        return 1, 12
    if part.endswith("半年"):
        return (1, 6) if part[0] == "上" else (7, 12)
    if part in "初底末":
        return (1, 1) if part == "初" else (12, 12)
    numbers = [numerals.whole(found.group()) for found in _PART_NUMBER.finditer(part)]
    first, last = numbers[0], numbers[-1]
    if part.endswith("个月"):
        return 1, min(last, 12)
    return (1 if part[0] == "前" else 3 * first - 2), 3 * last
