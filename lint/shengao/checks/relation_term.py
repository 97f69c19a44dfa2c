"""The reckoning of `shengao.checks.relation` with terms: a contract of three years, from a day to
a day."""

import re
from calendar import monthrange
from datetime import date, timedelta

from shengao.checks.relation_calendar import days_in
from shengao.checks.relation_operand import Found, Verdict
from shengao.entity import numerals
from shengao.expression import Expression

_TERM = Expression(
    r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})"
    r"(?:(?P<years>年|周年)|(?P<months>个月)|(?P<days>[日天]))"
)
_REST = Expression(r"(?:零|又)?(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})个月")
_BOTH = 2
_SLACK = {"years": 31, "months": 3, "days": 1}
"""By how many days the end may be off."""


def term(found: Found) -> Verdict | None:
    """有效期 `stated`，自 `from` 至 `to`: the last day by the calendar, or the day after."""
    at = found.words.get("stated") or _place(found, "stated")
    dates = found.words.get("dates")
    if at is None or dates is None:
        return None
    text = found.document.text
    told = _TERM.match(text, at[0])
    points = days_in(found, *dates)
    if told is None or len(points) != _BOTH or points[0].dated != points[1].dated:
        return None
    first, last = points
    if last.day <= first.day:
        return None
    rest = _REST.match(text, told.end())
    end = _end(first.day, told, numerals.whole(rest["n"]) if rest else 0)
    kind = "months" if rest else str(told.lastgroup)
    if abs((last.day - end).days) <= _SLACK[kind]:
        return None
    words = text[at[0] : rest.end() if rest else told.end()]
    working = f"从{first.words}起{words}，到{end.year}年{end.month}月{end.day}日"
    if not first.dated:
        working = f"从{first.words}起{words}，到{end.month}月{end.day}日"
    return Verdict(last.start, last.end, working, "", (at, (first.start, first.end)))


def _place(found: Found, name: str) -> tuple[int, int] | None:
    slot = found.slots.get(name)
    return (slot.start, slot.end) if slot is not None else None


def _end(first: date, told: re.Match[str], more: int) -> date:
    """The last day of a term that begins on a day."""
    number = numerals.whole(told["n"])
    if told["days"]:
        return first + timedelta(number - 1)
    months = first.month - 1 + more + (12 * number if told["years"] else number)
    year, month = first.year + months // 12, months % 12 + 1
    return date(year, month, min(first.day, monthrange(year, month)[1])) - timedelta(1)
