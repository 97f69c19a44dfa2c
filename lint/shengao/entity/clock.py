"""Times of day: 9:30, 上午9时30分, 下午三点半."""

from shengao.entity import numerals
from shengao.expression import Expression
from shengao.structure import Clock, Entity

_PART_OF_DAY = Expression(
    "(?:上午|下午|早上|晚上|凌晨|中午|傍晚|清晨|早晨|夜间|夜里|深夜|午后|当晚|今晚|昨晚|[早晚])\\Z"
)
_AFTERNOON = frozenset(
    ("下午", "晚上", "傍晚", "夜间", "深夜", "午后", "当晚", "今晚", "昨晚", "晚")
)
_AFTER_NOON, _NOON, _MIDNIGHT = 3, 12, 24
_HOUR = r"(?P<hour>\d\d?|[二]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_CLOCK = Expression(
    rf"{_HOUR}(?:[:：](?P<minute>[0-5]\d)(?:[:：][0-5]\d)?(?!\d)"
    r"|时(?:(?P<minutes>\d\d?|[一二三四五]?十[一二三四五六七八九]?|[零〇][一二三四五六七八九])分)?"
    r"(?![代期候间速段常效隔而任差])"
    r"|点(?:(?P<rest>半|钟|整|多|一刻|三刻)|(?P<past>[0-5]\d|[一二三四五]?十[一二三四五]?)(?:分|(?!\d)))?)"
)
_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45}
_COUNTED_POINTS_BEFORE = frozenset("出下了有几谈讲这共第得占满达")
_NOT_CLOCK = Expression(
    r"[\u4e00-\u9fff]{0,2}(?:意见|建议|要求|体会|启示|措施|内容|工作|希望|方面|认识|经验|做法|问题|原因"
    r"|理由|共识|说明|任务|倡议|优势|特点|变化|不足|打算|考虑|想法|原则)|[：:]"
)


def clock(text: str, start: int, floor: int) -> Entity | None:
    """The time of day whose hour begins at `start`, with 上午 or the like before it."""
    found = _CLOCK.match(text, start)
    if found is None:
        return None
    daypart = _PART_OF_DAY.search(text, max(floor, start - 2), start)
    hour = numerals.whole(found["hour"])
    sign = text[found.end("hour")]
    placed = daypart is not None or text[start - 1 : start] in ("日", "号", "至", "到")
    if hour > _MIDNIGHT or (sign in ":：" and "比" in text[max(0, start - 4) : start]):
        return None
    minutes = found["minute"] or found["minutes"] or found["past"]
    if sign == "点" and not (placed or minutes or found["rest"]):
        counted = text[start - 1 : start] in _COUNTED_POINTS_BEFORE
        if counted or not found["hour"].isdigit() or _NOT_CLOCK.match(text, found.end()):
            return None
    if sign == "时" and not found["hour"].isdigit() and not (placed or minutes):
        return None
    minute = numerals.whole(minutes) if minutes else _QUARTERS.get(found["rest"])
    if daypart is not None:
        word = daypart.group()
        if (word in _AFTERNOON and hour < _NOON) or (word == "中午" and hour < _AFTER_NOON):
            hour += _NOON
        start = daypart.start()
    return Entity("time", start, found.end(), Clock(hour, minute, sign == "点"))
