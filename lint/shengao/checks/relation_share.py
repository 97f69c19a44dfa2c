"""The reckoning of `shengao.checks.relation` with a part of a whole: its share, its rate, what is
more than the whole."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from shengao.checks.relation_conversion import in_unit
from shengao.checks.relation_operand import (
    HUNDRED,
    TOLERANCE,
    Found,
    Operand,
    Verdict,
    contradicted,
    is_average,
    is_loose,
    is_net,
    shown,
)
from shengao.expression import Expression

_BARE_RATE = Expression(
    r"(?:亏损|增长|下降|上升|提高|减少|利|汇|倍|费|税|频|效|毛利|净利|概|死亡|出生)$"
)
_DONE = frozenset("结签破销办改缴录")
"""What of 审结 is enough for 结案率."""
_NOT = frozenset("不未非没无")
_LEAST_SHARES = 3
_MYRIAD = 10_000
"""How far apart 万 and 亿 are."""
_NAME = 2
"""By how many characters the part of a named share is known."""
_GOAL = Expression("完成|计划|任务|目标|指标")
_ABOUT = Expression("(?<![签预履邀违集节合契])约")
_BESIDE = 16
"""How far before a figure the word of its rate may stand."""
_WHOLE_THINGS = frozenset("家户所台辆艘栋座头只份批") | {"批次"}
_UNDONE = Expression(r"(?:未|没有?|待)[^，。；：、\d]{0,6}$")
_VACANCIES = Expression("(?:简历|[床摊车铺座席工]位|门[面店]|商铺|房源|公寓|房间|厂房|名额|标间)$")
"""What is filled by others than itself: 床位30张, 入住26人."""


def share(found: Found) -> Verdict | None:
    """共 `whole`，其中 `part`，占 `stated`."""
    whole, part, stated = (found.slots.get(n) for n in ("whole", "part", "stated"))
    if whole is None or part is None or stated is None or stated.unit != "%":
        return None
    return _share(found, part, whole, stated)


def rate(found: Found) -> Verdict | None:
    """发现 n，已整改 `part`，整改率 `stated`: the part is known by the word of the rate."""
    stated, stem = found.slots.get("stated"), found.word("stem")
    if stated is None or stated.unit != "%" or not stem or _BARE_RATE.search(stem):
        return None
    text = found.document.text
    opens = found.document.sentences[found.sentence].start
    earlier = [one for one in found.figures if one.end <= stated.start and _countable(one)]
    for index in range(len(earlier) - 1, -1, -1):
        part = earlier[index]
        if part.start < opens:
            return None
        if not _about(text, earlier, index, stated.start, stem):
            continue
        same = [one for one in earlier if one.unit == part.unit and one != part]
        here = [one for one in same if one.start >= opens]
        if not here and len(same) != 1:
            return _filled(text, earlier[index - 1], part, stated) if index else None
        fuller = [one for one in here or same if one.end <= part.start and one.value >= part.value]
        after = [one for one in here if one.start >= part.end and one.value >= part.value]
        whole = fuller[-1] if fuller else after[0] if after else None
        if whole is None:
            return None
        if "未" not in stem and _UNDONE.search(text[max(0, part.start - _BESIDE) : part.start]):
            part = _done(part, whole)
        exact = len(stem) == _NAME and text.endswith(stem, 0, part.start)
        before = {text[part.start - 3 : part.start - 2], text[found.words["stem"][0] - 1]}
        named = exact and before.isdisjoint(_NOT)
        return _share(found, part, whole, stated, named=named)
    return None


def named(found: Found) -> Verdict | None:
    """接警 `whole`，其中火灾 n，…… `of`占总数的 `stated`: the part is known by its name."""
    stated, of = found.slots.get("stated"), found.word("of")
    if stated is None or stated.unit != "%" or len(of) < _NAME:
        return None
    text, opens = found.document.text, found.document.sentences[found.sentence].start
    earlier = [
        one
        for one in found.figures
        if opens <= one.start and one.end <= stated.start and _countable(one) and not one.loose
    ]
    named = [one for one in earlier if of[:_NAME] in _label(text, opens, one)]
    if len(named) != 1:
        return None
    part = named[0]
    whole = next(one for one in earlier if one.unit == part.unit)
    if any(one.unit == part.unit and one.value > whole.value for one in earlier):
        return None
    return _share(found, part, whole, stated, named=True)


def shares(found: Found) -> Verdict | None:
    """分别占 n、m、k: shares of one whole that come to more than it; of an exhaustive list, or to
    less. Two may be of two wholes, unless they are a `pair`."""
    start, end = found.words.get("at", (found.start, found.end))
    listed = [one for one in found.figures if start <= one.start and one.end <= end]
    least = 2 if "pair" in found.words else _LEAST_SHARES
    if len(listed) < least or any(one.unit not in ("%", "") or one.loose for one in listed):
        return None
    added = sum((one.value for one in listed), Decimal(0))
    over = added - HUNDRED
    if abs(over) <= TOLERANCE or (over < 0 and not found.exhaustive):
        return None
    working = "＋".join(one.words for one in listed) + f"＝{shown(added, 2)}%"
    return Verdict(listed[0].start, listed[-1].end, working)


def limit(found: Found) -> Verdict | None:
    """覆盖率 or 下降 of more than 100 %."""
    stated = found.slots.get("stated")
    if stated is None or stated.unit != "%" or stated.value <= HUNDRED:
        return None
    return contradicted(stated, f"{stated.words}超过100%", "", ())


def excess(found: Found) -> Verdict | None:
    """受理 `whole`，办结 `part`: a part that exceeds its whole.

    Where something is `looked` over, a place or matter may show more than one fault: only what is
    counted whole, a shop or a car, is found once.
    """
    whole, part = found.slots.get("whole"), found.slots.get("part")
    if whole is None or part is None or not _countable(whole):
        return None
    whole = in_unit(whole, part.unit)
    if whole is None:
        return None
    if whole.loose or not whole.unit or part.low <= whole.high:
        return None
    if "looked" in found.words and whole.unit not in _WHOLE_THINGS:
        return None
    text = found.document.text
    if is_net(text, whole) or is_average(text, whole) or text.startswith("大", whole.end):
        return None  # 4个大项, 40个小项: not the same things
    between = (one for one in found.figures if whole.end <= one.start < part.start)
    if any(one.unit == whole.unit and one.value >= part.value for one in between):
        return None
    return contradicted(part, f"{part.words}多于{whole.words}", "", (whole,))


def _filled(text: str, whole: Operand, part: Operand, stated: Operand) -> Verdict | None:
    """床位 `whole`，入住 `part`，入住率 `stated`: places and those who take them."""
    if not _VACANCIES.search(text[max(0, whole.start - 4) : whole.start].rstrip("共有约")):
        return None
    if whole.loose or part.loose or not 0 < part.value <= whole.value:
        return None
    ratio = part.value / whole.value * HUNDRED
    if abs(ratio - stated.value) <= TOLERANCE or is_loose(stated, ratio):
        return None
    working = f"{part.words}÷{whole.words}＝{shown(ratio, 1)}%"
    return contradicted(stated, working, stated.rewritten(ratio, 1), (part, whole))


def _share(
    found: Found, part: Operand, whole: Operand, stated: Operand, *, named: bool = False
) -> Verdict | None:
    """Whether a share does not follow; of a `named` part, what is left of the whole explains
    nothing."""
    if part.unit != whole.unit or whole.value <= 0 or (part.value == whole.value and not named):
        return None
    text = found.document.text
    said = text[max(0, stated.start - _BESIDE) : stated.start]
    exceeds = _GOAL.search(said) is not None
    if part.value > whole.value and stated.value <= HUNDRED and not exceeds:
        return None  # 编制床位500张, 开放620张: other rates than that of the two
    ratio = part.value / whole.value * HUNDRED
    low = part.low / whole.high * HUNDRED - TOLERANCE
    high = part.high / max(whole.low, whole.step / 2) * HUNDRED + TOLERANCE
    about = stated._replace(
        loose=stated.loose or _ABOUT.search(text, part.end, stated.start) is not None
    )
    if low <= stated.value <= high or is_loose(about, ratio):
        return None
    if text.startswith(("多", "余"), stated.end) and 0 <= ratio - stated.value < 10:
        return None  # 三成多
    precision = max(stated.step / 2, Decimal("0.06"))
    for one in found.figures:
        left = whole.value - one.value if one.unit == whole.unit and one != part else part.value
        if left > part.value and abs(part.value / left * HUNDRED - stated.value) <= TOLERANCE:
            return None  # 应检1260辆, 实检1192辆, 报废31辆
    for first, second in combinations(found.figures, 2):
        if first.unit != second.unit or first.unit in ("%", "") or not first.value:
            continue
        if part.value > whole.value and {first, second} == {part, whole} and exceeds:
            continue
        small, large = sorted((first.value, second.value))
        if not large:
            continue
        if named and (part.value + small == whole.value or small + large == whole.value):
            continue
        explained = small / large * HUNDRED
        for value in (explained,) if named else (explained, HUNDRED - explained):
            if abs(value - stated.value) <= precision:
                return None
    if abs(ratio * _MYRIAD - stated.value) <= TOLERANCE and "万" in part.words:
        better = part.words.replace("万", "亿")
        working = f"{better}÷{whole.words}＝{shown(ratio * _MYRIAD, 1)}%"
        return contradicted(part, working, better, (whole, stated))
    working = f"{part.words}÷{whole.words}＝{shown(ratio, 1)}%"
    return contradicted(stated, working, stated.rewritten(ratio, 1), (part, whole))


def _done(undone: Operand, whole: Operand) -> Operand:
    """What is left of a whole without what is 未办结."""
    words = f"（{whole.words}－{undone.words}）"
    return undone._replace(value=whole.value - undone.value, words=words)


def _countable(one: Operand) -> bool:
    return one.unit not in ("%", "‰", "倍", "番") and not one.unit.endswith("百分点")


def _label(text: str, opens: int, one: Operand) -> str:
    """The words before a figure that say what it counts."""
    return re.split(r"[\d，。；：、]", text[opens : one.start])[-1]


def _about(text: str, figures: Sequence[Operand], index: int, end: int, stem: str) -> bool:
    """Whether the words beside a figure are those of the rate: 已整改742处 for 整改率."""
    one = figures[index]
    last = figures[index + 1].start if index + 1 < len(figures) else end
    before = re.split(r"[，。；：、]", text[max(0, one.start - _BESIDE) : one.start])[-1]
    after = re.split(r"[，。；：、]", text[one.end : last])[0]
    if stem.endswith("化") and len(stem) > _NAME:
        stem = stem[:-1]  # 硬化率 is that of 硬化, 电子化率 that of 电子档案
    # 取证率 is that of 取得证书, 办结率 that of 办理完结, 结案率 that of 审结
    word = re.compile(".{0,3}?".join(map(re.escape, stem[-2:])))
    if word.search(before) is not None or word.search(after) is not None:
        return True
    return len(stem) == _NAME and not _DONE.isdisjoint(set(before[-2:]).intersection(stem))
