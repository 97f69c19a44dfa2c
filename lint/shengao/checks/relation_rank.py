"""The reckoning of `shengao.checks.relation` with places in an order: a rank below the last, a
list that does not go down, a move by so many places, a target that was not reached."""

from decimal import Decimal
from itertools import pairwise

from shengao.checks.relation_operand import Found, Verdict, contradicted
from shengao.entity import numerals
from shengao.expression import Expression

_RANK = Expression(r"第?(\d{1,3}|[一二三四五六七八九十]{1,3})")
_LEAST_ORDERED = 3
_FIELD = frozenset(("个", "家", "所", "支", "名", "人", "户", "县", "市", "区", "镇", "乡", "村"))


def rank(found: Found) -> Verdict | None:
    """`whole` 个县区中列 `rank`."""
    whole, place = found.slots.get("whole"), found.words.get("rank")
    if whole is None or place is None or whole.loose or whole.unit not in _FIELD:
        return None
    told = _RANK.match(found.word("rank"))
    if told is None or numerals.whole(told[1]) <= whole.value:
        return None
    return Verdict(*place, f"一共只有{whole.words}", "", ((whole.start, whole.end),))


def places(found: Found) -> Verdict | None:
    """由第`first`位上升到第`last`位，前移 `stated` 位."""
    stated = found.slots.get("stated")
    told = [_RANK.match(found.word(name)) for name in ("first", "last")]
    if stated is None or stated.loose or None in told:
        return None
    ranks = [numerals.whole(one[1]) for one in told if one]
    moved = abs(ranks[0] - ranks[1])
    if not moved or stated.value == moved:
        return None
    better = stated.rewritten(Decimal(moved), 0)
    related = (found.words["first"], found.words["last"])
    working = f"{found.word('first')}到{found.word('last')}相差{moved}"
    return Verdict(stated.start, stated.end, working, better, related)


def ordered(found: Found) -> Verdict | None:
    """由高到低依次为 n、m、k: the one that is more than what stands before it."""
    listed = [one for one in found.figures if one.start >= found.end]
    units = {one.unit for one in listed}
    if len(listed) < _LEAST_ORDERED or len(units) != 1 or any(one.loose for one in listed):
        return None
    sign = Decimal(-1 if "rising" in found.words else 1)
    for first, second in pairwise(listed):
        if sign * (second.value - first.value) > 0:
            order = "小" if "rising" in found.words else "大"
            return contradicted(second, f"{second.words}比{first.words}{order}", "", (first,))
    return None


def target(found: Found) -> Verdict | None:
    """任务 `whole`，完成 `part`，`way` 超额完成, or `way` 突破 `whole`，达到 `part`: it is less."""
    whole, part, way = found.slots.get("whole"), found.slots.get("part"), found.words.get("way")
    if whole is None or part is None or way is None or whole.unit != part.unit:
        return None
    if whole.loose or part.high >= whole.value or not whole.unit:
        return None
    working = f"{part.words}少于{whole.words}"
    if way[0] < whole.start:
        return contradicted(part, working, "", (whole,))
    return Verdict(*way, working, "", ((whole.start, whole.end), (part.start, part.end)))
