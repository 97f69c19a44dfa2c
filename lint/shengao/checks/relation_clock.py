"""The reckoning of `shengao.checks.relation` with times of day: how long a thing lasts, and which
time comes first."""

from decimal import Decimal

from shengao.checks.relation_operand import Found, Verdict
from shengao.expression import Expression
from shengao.structure import Clock, Entity

_MINUTES = {"分钟": 1, "小时": 60, "个小时": 60}
_REST = Expression(r"(\d{1,2})分钟?")
_NEXT_DAY = Expression("次日|翌日|第二天|隔天|当晚|凌晨|[早晚]|夜")
_EVENING = 17
"""From this hour on a thing may last into the next day."""
_NOON = 12 * 60
_BOTH = 2


def minutes(found: Found) -> Verdict | None:
    """14:20开始，15:00结束，历时 `stated`."""
    stated = found.slots.get("stated")
    if stated is None or stated.loose or stated.unit not in _MINUTES:
        return None
    clocks = [e for e in found.entities if isinstance(e.value, Clock) and e.end <= stated.start]
    if len(clocks) != _BOTH:
        return None
    first, last = (_minute(one) for one in clocks)
    if last <= first:
        return None
    text, size = found.document.text, _MINUTES[stated.unit]
    told, end = int(stated.value * size), stated.end
    rest = _REST.match(text, end) if size > 1 else None
    if rest is not None:
        told, end = told + int(rest[1]), rest.end()
    if abs((last - first) - told) <= (size // 2 if size > 1 and rest is None else 1):
        return None
    words = [text[e.start : e.end] for e in clocks]
    working = f"{words[0]}至{words[1]}为{last - first}分钟"
    better = ""
    if rest is None:
        better = stated.rewritten(Decimal(last - first) / size, 1)
    places = tuple((e.start, e.end) for e in clocks)
    return Verdict(stated.start, end, working, better, places)


def clocks(found: Found) -> Verdict | None:
    """`first` 接警，…… `last` 到场: on one day the end does not come before the start."""
    places = [found.words.get(name) for name in ("first", "last")]
    if None in places:
        return None
    by_start = {e.start: e for e in found.entities if isinstance(e.value, Clock)}
    first, last = (by_start.get(place[0]) for place in places if place is not None)
    if first is None or last is None or _minute(last) >= _minute(first):
        return None
    text = found.document.text
    if _minute(last) < _NOON <= _minute(first) <= _minute(last) + _NOON:
        return None  # 下午4时20分至4时50分
    if isinstance(first.value, Clock) and first.value.hour >= _EVENING:
        return None
    if _NEXT_DAY.search(text, first.end, last.end):
        return None
    between = (e for e in found.entities if first.end <= e.start < last.start)
    if any(e.kind == "date" for e in between):
        return None
    one, other = text[first.start : first.end], text[last.start : last.end]
    return Verdict(last.start, last.end, f"{other}早于{one}", "", ((first.start, first.end),))


def _minute(entity: Entity) -> int:
    """The minute of the day."""
    value = entity.value
    return value.hour * 60 + (value.minute or 0) if isinstance(value, Clock) else 0
