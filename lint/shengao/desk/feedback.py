"""What a unit is told of its drafts: usual faults, how it goes, good drafts to learn from.

It is about drafts. Nobody who wrote one is named, and no unit is set beside another.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from shengao.desk.tables import CONTENT, DRAFT, UNIT
from shengao.finding import FAULTS
from shengao.word.composition import Heading, Paragraph, Part, Table, compose

_FAULTS = 5  # that are told
_EXAMPLES = 2
_LOOKED_AT = 30  # adopted drafts that may be examples
_LEAD = 90  # characters of an example
_CHANGE = 0.1  # share by which faults a draft must differ to be told as a change
_SPLIT = 3  # drafts of a half at least, for a change to be told
_ADOPTED = "已采用"
_GOOD = ("优", "良")
"""Bands of drafts that may be examples."""


class Month(NamedTuple):
    """A month: drafts, how many were adopted, their mean total and faults a draft."""

    month: str
    drafts: int
    adopted: int
    total: float | None
    faults: float


class Habit(NamedTuple):
    """A fault: how often, in how many drafts, and its change from the first half of the drafts to
    the second, as findings a draft; None where they are too few."""

    fault: str
    times: int
    drafts: int
    change: tuple[float, float] | None


class Example(NamedTuple):
    """A draft to learn from: of which unit, when it came in, how it begins."""

    unit: str
    title: str
    received: str
    total: int
    lead: str


class Feedback(NamedTuple):
    """All that a unit is told."""

    unit: str
    first: date
    last: date
    drafts: int
    adopted: int
    returned: int
    months: tuple[Month, ...]
    habits: tuple[Habit, ...]
    examples: tuple[Example, ...]


def units(connection: Connection, first: date, last: date) -> list[str]:
    """The units that reported in a period, by name."""
    query = (
        select(UNIT.c.name)
        .join(DRAFT, DRAFT.c.unit == UNIT.c.number)
        .where(*_between(first, last))
        .distinct()
        .order_by(UNIT.c.name)
    )
    return list(connection.execute(query).scalars())


def of(connection: Connection, unit: str, first: date, last: date) -> Feedback | None:
    """What a unit is told of the drafts of a period; None where it sent none that was read."""
    columns = ("genre", "received", "total", "state", "faults")
    query = (
        select(*(DRAFT.c[name] for name in columns))
        .join(UNIT, UNIT.c.number == DRAFT.c.unit)
        .where(UNIT.c.name == unit, DRAFT.c.error == "", *_between(first, last))
        .order_by(DRAFT.c.received, DRAFT.c.number)
    )
    drafts = [
        {**row, "faults": json.loads(row["faults"])} for row in connection.execute(query).mappings()
    ]
    if not drafts:
        return None
    states = Counter(one["state"] for one in drafts)
    genres = {one["genre"] for one in drafts}
    return Feedback(
        unit,
        first,
        last,
        len(drafts),
        states[_ADOPTED],
        states["已退改"],
        tuple(_months(drafts)),
        tuple(_habits(drafts)),
        tuple(_examples(connection, genres, last)),
    )


def document(told: Feedback, day: date, office: str = "") -> bytes:
    """The Word document."""
    return compose(_parts(told, day, office))


def lines(told: Feedback) -> list[str]:
    """What stands in a terminal, one paragraph a line; tables are told in words."""
    found = [f"{told.unit}：{_counts(told)}"]
    found += [f"  {_habit(habit)}" for habit in told.habits]
    for month in told.months:
        total = "" if month.total is None else f"，平均 {month.total:.0f} 分"
        found.append(
            f"  {month.month}：{month.drafts} 篇，采用 {month.adopted} 篇{total}，"
            f"每篇 {month.faults:.1f} 处问题"
        )
    return [*found, *(f"  可以参考：{_example(one)}" for one in told.examples)]


def as_dict(told: Feedback) -> dict[str, Any]:
    """As plain data."""
    return {
        **told._asdict(),
        "first": told.first.isoformat(),
        "last": told.last.isoformat(),
        "months": [one._asdict() for one in told.months],
        "habits": [one._asdict() for one in told.habits],
        "examples": [one._asdict() for one in told.examples],
    }


def _between(first: date, last: date) -> tuple[Any, Any]:
    after = (last + timedelta(days=1)).isoformat()
    return DRAFT.c.received >= first.isoformat(), DRAFT.c.received < after


def _months(drafts: Iterable[Mapping[str, Any]]) -> Iterable[Month]:
    by_month: dict[str, list[Mapping[str, Any]]] = {}
    for one in drafts:
        by_month.setdefault(one["received"][:7], []).append(one)
    for month, own in by_month.items():
        totals = [one["total"] for one in own if one["total"] is not None]
        yield Month(
            month,
            len(own),
            sum(one["state"] == _ADOPTED for one in own),
            sum(totals) / len(totals) if totals else None,
            sum(sum(one["faults"].values()) for one in own) / len(own),
        )


def _habits(drafts: Sequence[Mapping[str, Any]]) -> Iterable[Habit]:
    times: Counter[str] = Counter()
    having: Counter[str] = Counter()
    for one in drafts:
        times.update(one["faults"])
        having.update(one["faults"].keys())
    half = len(drafts) // 2
    usual = sorted(times, key=lambda fault: (-having[fault], -times[fault], fault))
    for fault in usual[:_FAULTS]:
        change = None
        if half >= _SPLIT:
            earlier = sum(one["faults"].get(fault, 0) for one in drafts[:half]) / half
            later = sum(one["faults"].get(fault, 0) for one in drafts[half:])
            change = earlier, later / (len(drafts) - half)
        yield Habit(fault, times[fault], having[fault], change)


def _examples(connection: Connection, genres: set[str], last: date) -> Iterable[Example]:
    """Adopted drafts with good scores: those of the genres that the unit writes, then others."""
    query = (
        select(DRAFT, UNIT.c.name, CONTENT.c.text)
        .join(CONTENT, CONTENT.c.number == DRAFT.c.number)
        .join(UNIT, UNIT.c.number == DRAFT.c.unit)
        .where(
            DRAFT.c.state == _ADOPTED,
            DRAFT.c.band.in_(_GOOD),
            DRAFT.c.received < (last + timedelta(days=1)).isoformat(),
        )
        .order_by(DRAFT.c.genre.in_(genres).desc(), DRAFT.c.total.desc(), DRAFT.c.number.desc())
        .limit(_LOOKED_AT)
    )
    seen: set[str] = set()
    for row in connection.execute(query).mappings():
        if row["title"] and row["title"] not in seen and len(seen) < _EXAMPLES:
            seen.add(row["title"])
            body = row["text"].replace(row["title"], "", 1)
            lead = " ".join(body.split())
            lead = lead if len(lead) <= _LEAD else f"{lead[:_LEAD]}……"
            yield Example(row["name"], row["title"], row["received"][:10], row["total"], lead)


def _parts(told: Feedback, day: date, office: str) -> Iterable[Part]:
    yield Heading("信息报送情况反馈", 0)
    yield Paragraph(f"{told.unit}：")
    yield Paragraph(f"{_day(told.first)}至{_day(told.last)}，{_counts(told)}")
    yield Heading("一、常见问题")
    if not told.habits:
        yield Paragraph("没有查出问题。")
    for index, habit in enumerate(told.habits, 1):
        yield Paragraph(f"{index}．{_habit(habit)}")
    yield Heading("二、各月情况")
    yield Table(
        (("月份", "收到", "采用", "平均得分", "每篇问题"),),
        tuple(
            (
                one.month,
                str(one.drafts),
                str(one.adopted),
                "—" if one.total is None else f"{one.total:.0f}",
                f"{one.faults:.1f}",
            )
            for one in told.months
        ),
        (3.2, 3.0, 3.0, 3.2, 3.2),
        (),
    )
    if told.examples:
        yield Heading("三、可以参考的稿件")
        for one in told.examples:
            yield Paragraph(_example(one))
    if office:
        yield Paragraph(office, "end")
    yield Paragraph(_day(day), "end")


def _counts(told: Feedback) -> str:
    waiting = told.drafts - told.adopted - told.returned
    left = f"，{waiting} 篇还没有处理" if waiting else ""
    return f"收到来稿 {told.drafts} 篇，采用 {told.adopted} 篇，退改 {told.returned} 篇{left}。"


def _habit(habit: Habit) -> str:
    said = f"{FAULTS.get(habit.fault, habit.fault)}：{habit.drafts} 篇有，共 {habit.times} 处"
    if habit.change is None:
        return f"{said}。"
    earlier, later = habit.change
    if abs(later - earlier) <= _CHANGE * max(earlier, later):
        return f"{said}，前后差不多。"
    way = "减少" if later < earlier else "增多"
    return f"{said}，在{way}（前一半每篇 {earlier:.1f} 处，后一半 {later:.1f} 处）。"


def _example(one: Example) -> str:
    return f"{one.unit}《{one.title}》（{one.received}，{one.total} 分）：{one.lead}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
