"""The reckoning of `shengao.checks.relation`: each function takes what an expression found and
gives a verdict where the figures cannot all be right.

A stated figure passes if rounding of any operand explains it, or if any other pair of the
sentence's figures does.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations, permutations

from shengao.checks.relation_calendar import days_in
from shengao.checks.relation_operand import Found, Operand, Verdict, shown
from shengao.expression import Expression

TOLERANCE = Decimal("0.6")
"""Points of a percentage that rounding explains."""
_HUNDRED = Decimal(100)
_TIMES_TOLERANCE = Decimal("0.06")
_PART_TOLERANCE = Decimal("0.006")
"""How far, in parts of it, a product may be off."""
_SEPARATOR = Expression(r"[，、；,;]|(?<=.)[和及与](?=.)")
_NOT_PART = Expression(
    r"其中|共|合计|占|比(?!例)|较|同比|环比|增长|增加|下降|减少|提高|每|平均|累计|截至|目前|均|率"
    r"|[（(：:。]"
)
_NEW_CLAUSE = Expression(
    r"[，；,;](?:已|现|并|均|尚|未|还|共|再|又|也|移送|整改|办结|立案|查处|完成|处理|处罚|化解|调解|责令"
    r"|拆除|新增|解决|销号|罚款|收缴|扣押|发放|投入|覆盖|惠及|带动|实现|涉及|参加|建成|培训|发现|组织|开展)"
)
_BARE_RATE = Expression(
    r"(?:增长|下降|上升|提高|减少|利|汇|倍|费|税|频|效|毛利|净利|概|死亡|出生)$"
)
_WITHIN = 6
"""How far apart two figures of one part may be."""
_BESIDE = 16
"""How far before a figure the word of its rate may stand."""
_FALL = Expression("减|降|少|缩|压|跌")
_MEASURE = re.compile(r"^[个名位所座家户条处台辆间块门]?")
_PAST = Expression("[去上前]年|同期|同月|上[月季]")
_VACANCIES = Expression("(?:[床摊车铺座席工]位|门[面店]|商铺|房源|公寓|房间|厂房|名额|标间)$")
"""What is filled by others than itself: 床位30张, 入住26人."""
_MONTHS = {"一季度": 3, "二季度": 3, "三季度": 3, "四季度": 3, "季度": 3, "上半年": 6, "下半年": 6,
           "前三季度": 9, "全年": 12}  # fmt: skip
_PERIOD = Expression(
    r"前三季度|[一二三四]?季度|[上下]半年|全年|(?:前|历时)?(?P<n>\d+)个月"
    r"|(?<!\d)(?P<a>\d{1,2})月?[—－\-~～至到](?P<b>\d{1,2})月(?!\d)"
)
_MONTHLY = Expression(r"每月|月均|/月|每个月")
_DAILY = Expression(r"每[天日]|日均")
_YEARLY = Expression(r"全年|一年|年发放|每年|年度")


_STEP = Expression("(?:增加|新增|净增|增|减少|净减|减|多|少)了?\\Z")
"""Before a figure that says how much came to another, not what that one came to."""


def change(found: Found) -> Verdict | None:
    """由 `before` 增至 `after`，增长 `stated`: a percentage, points, times, 番 or a difference."""
    before, after, stated = (found.slots.get(n) for n in ("before", "after", "stated"))
    if before is None or after is None or stated is None:
        return None
    if before.unit != after.unit or before.value <= 0 or after.value == before.value:
        return None
    if "past" in found.words and not _PAST.search(found.word("past")):
        return None
    growth = (after.value - before.value) / before.value * _HUNDRED
    difference = abs(after.value - before.value)
    a, b = before.words, after.words
    if stated.unit == "%":
        low, high = _growth_range(before, after)
        if low - TOLERANCE <= stated.value <= high + TOLERANCE or _is_loose(stated, abs(growth)):
            return None
        if before.unit == "%" and abs(difference - stated.value) <= TOLERANCE:
            return None
        between = found.document.text[before.end : after.start]
        if _STEP.search(between) and _is_step(before, after, stated):
            return None
        minuend, subtrahend = (b, a) if growth > 0 else (a, b)
        working = f"（{minuend}－{subtrahend}）÷{a}＝{shown(abs(growth), 1)}%"
        return _verdict(stated, working, stated.rewritten(abs(growth), 1), (before, after))
    if stated.unit.endswith("百分点") or (stated.unit == before.unit and stated.unit):
        if stated.unit.endswith("百分点") and before.unit != "%":
            return _points_of_amount(before, after, stated, abs(growth))
        slack = (before.step + after.step + stated.step) / 2
        if before.unit == "%":
            slack = TOLERANCE
        if abs(difference - stated.value) <= slack or _is_loose(stated, difference):
            return None
        if before.loose or after.loose:
            return None
        larger, smaller = (b, a) if growth > 0 else (a, b)
        better = stated.rewritten(difference, 4)
        return _verdict(stated, f"{larger}－{smaller}＝{better}", better, (before, after))
    if stated.unit == "倍" and growth > 0:
        low, high = (bound / _HUNDRED for bound in _growth_range(before, after))
        slack = _TIMES_TOLERANCE + stated.step / 2
        if low - slack <= stated.value <= high + slack or stated.loose:
            return None
        times = growth / _HUNDRED
        working = f"（{b}－{a}）÷{a}＝{shown(times, 2)}倍"
        return _verdict(stated, working, stated.rewritten(times, 2), (before, after))
    if stated.unit == "番" and growth > 0:
        wanted = Decimal(2) ** int(stated.value)
        actual = after.value / before.value
        if abs(actual - wanted) <= wanted / 8:
            return None
        working = f"{b}÷{a}＝{shown(actual, 2)}，{stated.words}应为{wanted}倍"
        return _verdict(stated, working, "", (before, after))
    return None


def _is_step(base: Operand, step: Operand, stated: Operand) -> bool:
    """Whether `stated` follows from a base and what was added: 763辆，两年增加411辆，增长53.9%."""
    rate = step.value / base.value * _HUNDRED
    return abs(rate - stated.value) <= TOLERANCE + rate * step.step / step.value / 2


def _points_of_amount(
    before: Operand, after: Operand, stated: Operand, growth: Decimal
) -> Verdict | None:
    """由2万人增加到3万人，增长50个百分点: an amount grows by per cent."""
    low, high = _growth_range(before, after)
    if not low - TOLERANCE <= stated.value <= high + TOLERANCE:
        return None
    better = shown(growth, 1) + "%"
    return _verdict(stated, f"{before.words}至{after.words}变化{better}", better, (before, after))


def increment(found: Found) -> Verdict | None:
    """`after`，比上年增加 `delta`，增长 `stated`: the base is what remains."""
    after, delta, stated = (found.slots.get(n) for n in ("after", "delta", "stated"))
    if after is None or delta is None or stated is None or after.unit != delta.unit:
        return None
    if stated.unit != "%" or not after.unit or after.unit == "%" or delta.value <= 0:
        return None
    sign = -1 if _FALL.search(found.word("way")) else 1
    base = after.value - sign * delta.value
    if base <= 0:
        return None
    rate = delta.value / base * _HUNDRED
    slack = TOLERANCE + rate * (delta.step / delta.value + after.step / base) / 2
    if abs(rate - stated.value) <= slack or _is_loose(stated, rate):
        return None
    way = "－" if sign > 0 else "＋"
    working = f"{delta.words}÷（{after.words}{way}{delta.words}）＝{shown(rate, 1)}%"
    return _verdict(stated, working, stated.rewritten(rate, 1), (after, delta))


def multiple(found: Found) -> Verdict | None:
    """`after` 是 `before` 的 `stated`: so many times."""
    before, after, stated = (found.slots.get(n) for n in ("before", "after", "stated"))
    if before is None or after is None or stated is None or stated.unit != "倍":
        return None
    if before.unit != after.unit or before.value <= 0 or stated.loose:
        return None
    times = after.value / before.value
    slack = _TIMES_TOLERANCE + stated.step / 2 + times / 100
    if abs(times - stated.value) <= slack or before.loose or after.loose:
        return None
    working = f"{after.words}÷{before.words}＝{shown(times, 2)}倍"
    return _verdict(stated, working, stated.rewritten(times, 2), (before, after))


def doubled(found: Found) -> Verdict | None:
    """由 `before` 增至 `after`，翻两番."""
    stated = found.slots.get("stated")
    return change(found) if stated is not None and stated.unit == "番" else None


def points(found: Found) -> Verdict | None:
    """由65%提高到82%，提高17%: the difference of two percentages is in points."""
    before, after, stated = (found.slots.get(n) for n in ("before", "after", "stated"))
    if before is None or after is None or stated is None:
        return None
    if {before.unit, after.unit, stated.unit} != {"%"} or before.value <= 0:
        return None
    difference = abs(after.value - before.value)
    growth = difference / before.value * _HUNDRED
    if abs(difference - stated.value) > min(TOLERANCE, abs(growth - stated.value)):
        return None
    larger, smaller = sorted((before, after), key=lambda one: -one.value)
    better = shown(difference, 2) + "个百分点"
    return _verdict(stated, f"{larger.words}－{smaller.words}＝{better}", better, (before, after))


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
        before = [one for one in here or same if one.end <= part.start and one.value >= part.value]
        after = [one for one in here if one.start >= part.end and one.value >= part.value]
        whole = before[-1] if before else after[0] if after else None
        return None if whole is None else _share(found, part, whole, stated)
    return None


def _filled(text: str, whole: Operand, part: Operand, stated: Operand) -> Verdict | None:
    """床位 `whole`，入住 `part`，入住率 `stated`: places and those who take them."""
    if not _VACANCIES.search(text[max(0, whole.start - 4) : whole.start].rstrip("共有约")):
        return None
    if whole.loose or part.loose or not 0 < part.value <= whole.value:
        return None
    ratio = part.value / whole.value * _HUNDRED
    if abs(ratio - stated.value) <= TOLERANCE or _is_loose(stated, ratio):
        return None
    working = f"{part.words}÷{whole.words}＝{shown(ratio, 1)}%"
    return _verdict(stated, working, stated.rewritten(ratio, 1), (part, whole))


def limit(found: Found) -> Verdict | None:
    """覆盖率 or 下降 of more than 100 %."""
    stated = found.slots.get("stated")
    if stated is None or stated.unit != "%" or stated.value <= _HUNDRED:
        return None
    return _verdict(stated, f"{stated.words}超过100%", "", ())


def parts(found: Found) -> Verdict | None:
    """`whole`，其中 or ：and the parts: more than the whole, or, of a full list, less."""
    whole = found.slots.get("whole")
    if whole is None or whole.loose or not whole.unit:
        return None
    if _rivalled(found, whole):
        return None
    listed, complete = _listed(found, found.end, whole)
    listed = _before_verbs(found, listed)
    if not listed or (found.exhaustive and len(listed) < 2):
        return None
    total = sum((one.value for one in listed), Decimal(0))
    slack = _rounding((whole, *listed))
    over = total - whole.value
    if abs(over) <= slack or (over < 0 and not (found.exhaustive and complete)):
        return None
    if over < 0 and any(one.value >= whole.value for one in listed):
        return None
    if any(_fill(whole, listed[:many]) for many in range(2, len(listed))):
        return None  # what follows a full division divides anew
    better = whole.rewritten(total, 4) if found.exhaustive else ""
    return _verdict(whole, _adding(listed, whole.rewritten(total, 4)), better, listed)


def _fill(whole: Operand, listed: Sequence[Operand]) -> bool:
    added = sum((one.value for one in listed), Decimal(0))
    return abs(added - whole.value) <= _rounding((whole, *listed))


def total(found: Found) -> Verdict | None:
    """a、b、c，共 `whole`."""
    whole = found.slots.get("whole")
    if whole is None or whole.loose or not whole.unit:
        return None
    listed: list[Operand] = []
    text, following = found.document.text, found.start
    units = _units(whole)
    for one in reversed([f for f in found.figures if f.end <= found.start]):
        if one.unit not in units or one.loose:
            break
        gap = text[one.end : following]
        if len(_SEPARATOR.findall(gap)) > 1 or _NOT_PART.search(gap):
            break
        listed.insert(0, one)
        following = one.start
    if len(listed) < 2 or max(one.value for one in listed) >= whole.value:
        return None
    for first in range(len(listed) - 1):
        some = listed[first:]
        slack = _rounding((whole, *some))
        if abs(sum((one.value for one in some), Decimal(0)) - whole.value) <= slack:
            return None
    added = sum((one.value for one in listed), Decimal(0))
    better = whole.rewritten(added, 4)
    return _verdict(whole, _adding(listed, better), better, listed)


def rest(found: Found) -> Verdict | None:
    """`whole`，已办 `part`，还有 `stated`."""
    whole, part, stated = (found.slots.get(n) for n in ("whole", "part", "stated"))
    if whole is None or part is None or stated is None:
        return None
    if len({whole.unit, part.unit, stated.unit}) != 1 or not whole.unit:
        return None
    if whole.loose or part.loose or stated.loose or part.value >= whole.value:
        return None
    opens = found.document.sentences[found.sentence].start
    figures = [
        one
        for one in found.figures
        if one.unit == whole.unit and (one == whole or one.start >= opens)
    ]
    for first, second in permutations([one for one in figures if one != stated], 2):
        slack = (first.step + second.step + stated.step) / 2
        left = first.value - second.value
        thirds = (one.value for one in figures if one not in (first, second, stated))
        if any(abs(left - third - stated.value) <= slack for third in (Decimal(0), *thirds)):
            return None
    better = stated.rewritten(whole.value - part.value, 4)
    working = f"{whole.words}－{part.words}＝{better}"
    return _verdict(stated, working, better, (whole, part))


def excess(found: Found) -> Verdict | None:
    """受理 `whole`，办结 `part`: a part that exceeds its whole."""
    whole, part = found.slots.get("whole"), found.slots.get("part")
    if whole is None or part is None or whole.unit != part.unit or not whole.unit:
        return None
    if whole.loose or part.loose or part.value <= whole.high:
        return None
    return _verdict(part, f"{part.words}多于{whole.words}", "", (whole,))


def product(found: Found) -> Verdict | None:
    """每人 `rate`，n人，合计 `stated`; n is found by what 每 counts."""
    each, stated = found.slots.get("each"), found.slots.get("stated")
    per = found.word("per")
    if each is None or stated is None or not per or each.unit != stated.unit or not each.unit:
        return None
    if each.loose or stated.loose or each == stated:
        return None
    text = found.document.text
    figures = _segment(found, stated)
    counts = [
        one
        for one in figures
        if one not in (each, stated) and not one.loose and _counts(text, one, per)
    ]
    if len({one.value for one in counts}) != 1:
        return None
    count = counts[0]
    around = text[figures[0].start - 16 if figures[0].start > 16 else 0 : stated.end]
    others = [one for one in figures if one not in (each, stated, count)]
    factors = _factors(around, others, per)
    if factors is None:
        return None
    factor, written = factors
    expected = each.value * count.value * factor
    if _near(expected, each, count, stated):
        return None
    if _explained(found.figures, stated):
        return None
    better = stated.rewritten(expected, 4)
    working = f"{each.words}×{count.words}{written}＝{better}"
    return _verdict(stated, working, better, (each, count))


def average(found: Found) -> Verdict | None:
    """n个班共m人，平均每班 `stated`."""
    stated, per = found.slots.get("stated"), found.word("per")
    if stated is None or not per or not stated.unit or stated.loose:
        return None
    text = found.document.text
    others = [one for one in _segment(found, stated) if one.end <= stated.start and not one.loose]
    wholes = [one for one in others if one.unit == stated.unit and not _counts(text, one, per)]
    counts = [one for one in others if _counts(text, one, per)]
    if per == "日" and len(wholes) == 1 and not counts:
        return _daily(found, wholes[0], stated)
    if per == "月" and len(wholes) == 1:
        return _monthly(found, wholes[0], stated)
    if len(wholes) != 1 or len(counts) != 1 or counts[0].value <= 0:
        return None
    whole, count = wholes[0], counts[0]
    quotient = whole.value / count.value
    slack = max(quotient * _PART_TOLERANCE, stated.step / 2 if stated.step else Decimal("0.5"))
    if abs(quotient - stated.value) <= slack + whole.step / 2 / count.value:
        return None
    better = stated.rewritten(quotient, 1)
    return _verdict(stated, f"{whole.words}÷{count.words}＝{better}", better, (whole, count))


def _monthly(found: Found, whole: Operand, stated: Operand) -> Verdict | None:
    """一季度 `whole`，月均 `stated`."""
    opens = found.document.sentences[found.sentence].start
    periods = list(_PERIOD.finditer(found.document.text, opens, stated.start))
    if len(periods) != 1:
        return None
    one = periods[0]
    if one["a"]:
        months = int(one["b"]) - int(one["a"]) + 1
    else:
        months = int(one["n"]) if one["n"] else _MONTHS[one[0]]
    if months < 2:
        return None
    quotient = whole.value / months
    slack = max(quotient / 50, stated.step, whole.step / months, Decimal(1))
    if abs(quotient - stated.value) <= slack:
        return None
    better = stated.rewritten(quotient, 1)
    return _verdict(stated, f"{whole.words}÷{months}＝{better}", better, (whole,))


def _daily(found: Found, whole: Operand, stated: Operand) -> Verdict | None:
    """自5月1日至7月31日 `whole`，日均 `stated`."""
    sentence = found.document.sentences[found.sentence]
    days = [day for day in days_in(found, sentence.start, sentence.end) if day.end <= stated.start]
    if len(days) != 2 or days[0].day >= days[1].day:
        return None
    count = (days[1].day - days[0].day).days + 1
    least, most = whole.low / (count + 1), whole.high / max(count - 1, 1)
    if least - stated.step / 2 - 1 <= stated.value <= most + stated.step / 2 + 1:
        return None
    better = stated.rewritten(whole.value / count, 0)
    working = f"{whole.words}÷{count}天＝{better}"
    return _verdict(stated, working, better, (whole,))


def _share(found: Found, part: Operand, whole: Operand, stated: Operand) -> Verdict | None:
    if part.unit != whole.unit or whole.value <= 0 or part == whole:
        return None
    ratio = part.value / whole.value * _HUNDRED
    low = part.low / whole.high * _HUNDRED - TOLERANCE
    high = part.high / max(whole.low, whole.step / 2) * _HUNDRED + TOLERANCE
    if low <= stated.value <= high or _is_loose(stated, ratio):
        return None
    precision = max(stated.step / 2, Decimal("0.06"))
    for first, second in combinations(found.figures, 2):
        if first.unit != second.unit or first.unit in ("%", "") or not first.value:
            continue
        small, large = sorted((first.value, second.value))
        if not large:
            continue
        explained = small / large * _HUNDRED
        for value in (explained, _HUNDRED - explained):
            if abs(value - stated.value) <= precision:
                return None
    working = f"{part.words}÷{whole.words}＝{shown(ratio, 1)}%"
    return _verdict(stated, working, stated.rewritten(ratio, 1), (part, whole))


def _rounding(figures: Sequence[Operand]) -> Decimal:
    """How far a sum may be off: errors of rounding add up as squares, they seldom all agree."""
    return sum((one.step * one.step for one in figures), Decimal(0)).sqrt() / 2


def _growth_range(before: Operand, after: Operand) -> tuple[Decimal, Decimal]:
    """The least and most per cent, without sign, that rounding of the two values allows."""
    ratio = after.value / before.value
    growth = abs(ratio - 1) * _HUNDRED
    parts = [((one.high - one.low) / 2 / one.value) ** 2 for one in (before, after)]
    slack = ratio * sum(parts, Decimal(0)).sqrt() * _HUNDRED
    return max(growth - slack, Decimal(0)), growth + slack


def _is_loose(stated: Operand, exact: Decimal) -> bool:
    """Whether 约 or 近 before the figure, or 成, lets it stand for the exact one."""
    slack = stated.step / 2
    if stated.loose:
        slack += max(exact / 10, 2 * TOLERANCE)
    return abs(stated.value - exact) <= slack


def _countable(one: Operand) -> bool:
    return one.unit not in ("%", "‰") and not one.unit.endswith("百分点")


def _about(text: str, figures: Sequence[Operand], index: int, end: int, stem: str) -> bool:
    """Whether the words beside a figure are those of the rate: 已整改742处 for 整改率."""
    one = figures[index]
    last = figures[index + 1].start if index + 1 < len(figures) else end
    before = re.split(r"[，。；：、]", text[max(0, one.start - _BESIDE) : one.start])[-1]
    after = re.split(r"[，。；：、]", text[one.end : last])[0]
    word = stem[-2:]
    return word in before or word in after


def _listed(found: Found, position: int, whole: Operand) -> tuple[list[Operand], bool]:
    """The parts listed from a place on, and whether the list ends with its sentence."""
    text = found.document.text
    end = found.document.sentences[found.sentence].end
    opening = text[position - 1 : position]
    if opening in ("（", "("):
        closing = text.find("）" if opening == "（" else ")", position, end)
        end = closing if closing >= 0 else end
    listed: list[Operand] = []
    style = ""
    units = _units(whole)
    inside = [e for e in found.entities if position <= e.start < end]
    by_place = {one.start: one for one in found.figures}
    for number, entity in enumerate(inside):
        gap = text[position : entity.start]
        separators = _SEPARATOR.findall(gap)
        apart = len(listed) > 1 or separators[:1] != ["；"]
        if listed and style != "；" and "；" in gap and apart:
            return listed, _ends(gap.partition("；")[0])
        one = by_place.get(entity.start)
        if entity.kind in ("ordinal", "latin", "title"):
            continue  # 一等奖4项
        if one is not None and one.unit not in units and number + 1 < len(inside):
            following = by_place.get(inside[number + 1].start)
            if following is not None and following.unit in units:
                between = text[entity.end : following.start]
                if len(between) <= _WITHIN and not _SEPARATOR.search(between):
                    continue  # 东片3个小区1100户
        if one is None or one.unit not in units or one.loose:
            return listed, False
        if _NOT_PART.search(gap) or (listed and _NEW_CLAUSE.search(gap)):
            return listed, False
        if len(separators) > 1 or bool(separators) != bool(listed):
            return ([], False) if not listed else (listed, False)
        if separators:
            if style == "、" and separators[0] in "，,；;":
                return listed, False
            style = style or separators[0]
        listed.append(one)
        position = entity.end
    return listed, _ends(text[position:end].rstrip("。！ \n"))


def _rivalled(found: Found, whole: Operand) -> bool:
    """Whether another figure of the unit stands where the whole is looked for."""
    opens = found.document.sentences[found.sentence].start
    same = [one for one in found.figures if one.unit == whole.unit and one.end <= found.end]
    between = any(one.start >= whole.end for one in same)
    return between or (whole.end <= opens and len(same) > 1)


def _before_verbs(found: Found, listed: list[Operand]) -> list[Operand]:
    """The parts up to one after a comma that a verb opens: it says something new."""
    text = found.document.text
    for index in range(1, len(listed)):
        comma = text.rfind("，", listed[index - 1].end, listed[index].start)
        if comma < 0:
            continue
        opening = next(
            (t for t in found.document.tokens(found.sentence) if t.end > comma + 1), None
        )
        if opening is not None and opening.pos in ("v", "vd", "d", "p", "c"):
            return listed[:index]
    return listed


def _ends(tail: str) -> bool:
    """Whether what follows the last part shows that the list was a full one."""
    return len(tail) <= 8 and "，" not in tail and "等" not in tail


def _segment(found: Found, stated: Operand) -> list[Operand]:
    """The figures between the same semicolons as the stated one."""
    text, at = found.document.text, found.document.sentences[found.sentence]
    first = max(text.rfind("；", at.start, stated.start), at.start)
    last = text.find("；", stated.end, at.end)
    last = last if last >= 0 else at.end
    return [one for one in found.figures if first <= one.start and one.end <= last]


def _units(whole: Operand) -> frozenset[str]:
    """The units that a sum may count: 84家（个） counts both."""
    other = re.search(r"[（(](.+)[）)]$", whole.words)
    return frozenset((whole.unit, other[1] if other else whole.unit))


def _counts(text: str, one: Operand, per: str) -> bool:
    """Whether a figure counts what 每 … names: 18个乡镇 for 每个乡镇, 120名 for 每人."""
    if per in ("人", "名", "位"):
        return one.unit == "人"
    if per in ("天", "日"):
        return one.unit == "天"
    digits = re.match(r"[\d.,]+[万亿]?|[一二两三四五六七八九十百]+", text[one.start : one.end + 1])
    if digits is None:
        return False
    noun = text[one.start + digits.end() : one.end + 6].partition("每")[0]
    bare = _MEASURE.sub("", per) or per
    if len(bare) > 1 and text.endswith(bare, 0, one.start):
        return True  # 小区8个
    head = re.split(r"[，。；、：]", noun)[0]
    return bare in head[: 2 + len(bare)] or head.startswith(per) or head.endswith(bare)


def _factors(around: str, others: Iterable[Operand], per: str) -> tuple[Decimal, str] | None:
    """What else multiplies: the months of 每月, the days of 每日; None where it is not told."""
    factor, written = Decimal(1), ""
    for pattern, units in ((_MONTHLY, ("个月",)), (_DAILY, ("天",))):
        if not pattern.search(around) or (units == ("天",) and per in ("日", "天")):
            continue
        spans = [one for one in others if one.unit in units]
        if len(spans) == 1:
            factor, written = factor * spans[0].value, f"{written}×{spans[0].words}"
        elif units == ("个月",) and _YEARLY.search(around):
            factor, written = factor * 12, f"{written}×12个月"
        else:
            return None
    return factor, written


def _near(expected: Decimal, each: Operand, count: Operand, stated: Operand) -> bool:
    rounding = each.step * count.value / 2 + count.step * each.value / 2 + stated.step / 2
    return abs(expected - stated.value) <= rounding + expected * _PART_TOLERANCE


def _explained(figures: Sequence[Operand], stated: Operand) -> bool:
    """Whether some two or three other figures multiply to, or some two add to, the stated one."""
    others = [one for one in figures if one != stated and one.value > 0]
    if len(others) > 8:
        return True
    for size in (2, 3):
        for some in combinations(others, size):
            result = Decimal(1)
            for one in some:
                result *= one.value
            if any(abs(result * n - stated.value) <= stated.step / 2 for n in (1, 12)):
                return True
    return any(
        one.unit == two.unit == stated.unit and one.value + two.value == stated.value
        for one, two in combinations(others, 2)
    )


def _adding(listed: Sequence[Operand], result: str) -> str:
    return "＋".join(one.words for one in listed) + f"＝{result}"


def _verdict(at: Operand, working: str, better: str, related: Iterable[Operand]) -> Verdict:
    places = tuple((one.start, one.end) for one in related)
    return Verdict(at.start, at.end, working, "" if better == at.words else better, places)
