"""The reckoning of `shengao.checks.relation` with a whole and its parts: a list that
adds up to more or less."""

import re
from collections.abc import Sequence
from decimal import Decimal

from shengao.checks.relation_operand import (
    Found,
    Operand,
    Verdict,
    contradicted,
    is_average,
    is_net,
    rounding,
)
from shengao.checks.relation_years import months_in
from shengao.expression import Expression
from shengao.structure import Entity, Quantity

_SEPARATOR = Expression(r"[，、；,;]|(?<=.)[和及与](?=.)(?<!和(?=[谐平睦美顺]))")
_NOT_PART = Expression(
    r"其中|共|合计|占|比(?!例)|较|同比|环比|增长|增加|下降|减少|提高|每|平均|累计|截至|目前|均|率"
    r"|[（(：:。]"
)
_NEW_CLAUSE = Expression(
    r"[，；,;](?:已|现|并|均|尚|未|还|共|再|又|也|移送|整改|办结|立案|查处|完成|处理|处罚|化解|调解|责令"
    r"|拆除|新增|解决|销号|罚款|收缴|扣押|发放|投入|覆盖|惠及|带动|实现|涉及|参加|建成|培训|发现|组织|开展)"
)
_TRAIT = Expression(
    r"(?P<party>党员|团员)|(?P<sex>[男女](?!裤|装))|(?P<age>岁|老年|中青年|青年|未成年)"
    r"|(?P<study>本科|大专|学历|研究生|硕士|博士)|(?P<grade>职称|高级|中级)|(?P<people>民族)"
    r"|(?P<need>脱贫|低保|监测户|残疾|困难)|(?P<newness>新增|新建|首次)"
)
"""Traits that cut across one another: a woman may be a party member."""
_CROSSING = frozenset(("party", "sex", "people", "newness"))
"""Those that cut across any other division too."""
_EACH = Expression("[，、；：]?([^，；：]*)各\\Z")
"""What stands before the figure that each of several parts has: 电工班、焊工班各2期."""
_SEASONS = Expression(r"(?:[两三四]个|各|前三)季度?分别|\d+个月分别")
"""Before the parts of a period that are not named one by one."""
_AGES = frozenset(("岁", "周岁"))
_BESIDE = 8
_WITHIN = 6
"""How far apart two figures of one part may be."""


def parts(found: Found) -> Verdict | None:
    """`whole`，其中 or ：and the parts: more than the whole, or, of a full list, less."""
    whole = found.slots.get("whole")
    if whole is None or whole.loose or not whole.unit:
        return None
    text = found.document.text
    states = "states" in found.words
    same = [one for one in found.figures if one.unit == whole.unit and one.end <= whole.start]
    if (
        (same if states else _rivalled(found, whole))
        or is_net(text, whole)
        or is_average(text, whole)
    ):
        return None
    listed, complete = _listed(found, found.end, whole)
    if not states:
        listed = _before_verbs(found, listed)
    if len(listed) < 2:
        return None
    total = sum((one.value for one in listed), Decimal(0))
    slack = rounding((whole, *listed))
    over = total - whole.value
    if abs(over) <= slack or (over < 0 and not (found.exhaustive and complete)):
        return None
    if over < 0 and any(one.value >= whole.value for one in listed):
        return None
    if _divided_anew(found, whole, listed) or _is_other_total(found, listed, total):
        return None
    better = whole.rewritten(total, 4) if found.exhaustive else ""
    return contradicted(whole, _adding(listed, whole.rewritten(total, 4)), better, listed)


def total(found: Found) -> Verdict | None:
    """a、b、c，共 `whole`; the parts end where the match begins, or at the group `end`."""
    whole = found.slots.get("whole")
    if whole is None or whole.loose or not whole.unit:
        return None
    listed: list[Operand] = []
    text, closes = found.document.text, found.words.get("end", (found.start, 0))[0]
    following = closes
    units = _units(whole)
    for one in reversed([f for f in found.figures if f.end <= closes]):
        if one.unit in _AGES:
            continue
        if one.unit not in units or one.loose:
            break
        gap = text[one.end : following]
        if len(_SEPARATOR.findall(gap)) > 1 or _NOT_PART.search(gap):
            break
        listed.insert(0, one)
        following = one.start
    if len(listed) < 2 or max(one.value for one in listed) >= whole.value:
        return None
    added = sum((one.value for one in listed), Decimal(0))
    if _is_other_total(found, listed, added):
        return None
    if any(one.unit in units and one.value + added == whole.value for one in found.figures):
        return None  # 东片3.6亿元, 西片、南片分别为2.1亿元、1.8亿元
    period = months_in(text[closes : whole.start])
    opens = max(found.document.sentences[found.sentence].start, listed[0].start - _BESIDE)
    told = frozenset[int]().union(*months_in(text[opens : listed[-1].start]))
    if period and told != period[0] and not _SEASONS.search(text, found.start, closes):
        return None  # 7月16次，8月22次，三季度共62次
    for first in range(len(listed) - 1):
        some = listed[first:]
        slack = rounding((whole, *some))
        if abs(sum((one.value for one in some), Decimal(0)) - whole.value) <= slack:
            return None
    better = whole.rewritten(added, 4)
    return contradicted(whole, _adding(listed, better), better, listed)


def _divided_anew(found: Found, whole: Operand, listed: Sequence[Operand]) -> bool:
    """Whether the whole is divided twice: what follows a full division, or counts the same people
    by another trait, is no further part."""
    text = found.document.text
    for many in range(2, len(listed)):
        added = sum((one.value for one in listed[:many]), Decimal(0))
        series = "、" in text[listed[many - 1].end : listed[many].start]
        if not series and abs(added - whole.value) <= rounding((whole, *listed[:many])):
            return True
    if found.exhaustive:
        return False
    traits: set[str | None] = set()
    position = found.end
    for one in listed:
        trait = _TRAIT.search(text, position, one.start)
        traits.add(trait.lastgroup if trait else None)
        position = one.end
    known = traits - {None}
    return len(known) > 1 or (None in traits and not known.isdisjoint(_CROSSING))


def _is_other_total(found: Found, listed: Sequence[Operand], total: Decimal) -> bool:
    """Whether another figure before the list is what its parts add up to."""
    return any(
        one.unit == listed[0].unit and one.value == total
        for one in found.figures
        if one.end <= listed[0].start
    )


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
        if listed and style != "；" and "；" in gap and (apart or not found.exhaustive):
            return listed, _ends(gap.partition("；")[0])
        one = by_place.get(entity.start)
        if entity.kind in ("ordinal", "latin", "title", "date"):
            continue  # 一等奖4项, 一季度1500人
        if _is_age(entity):
            continue  # 35岁以下24人、36至50岁21人
        if one is not None and one.unit not in units and number + 1 < len(inside):
            following = by_place.get(inside[number + 1].start)
            if following is not None and following.unit in units:
                between = text[entity.end : following.start]
                if len(between) <= _WITHIN and not _SEPARATOR.search(between):
                    continue  # 东片3个小区1100户
        if one is None or one.unit not in units or one.loose:
            return listed, style != "" and gap.startswith("，") and not _recurs(
                found, units, entity
            )
        if _NOT_PART.search(gap) or (listed and _NEW_CLAUSE.search(gap)):
            return listed, False
        several = _EACH.match(gap)
        alike = len(_SEPARATOR.findall(several[1])) + 1 if several else 1
        if alike > 1:
            separators = separators[:1] if listed else []
        if len(separators) > 1 or bool(separators) != bool(listed):
            return ([], False) if not listed else (listed, False)
        if separators:
            if style == "、" and separators[0] in "，,；;":
                return listed, False
            style = style or separators[0]
        listed.extend([one] * alike)
        position = entity.end
    return listed, _ends(text[position:end].rstrip("。！ \n"))


def _is_age(entity: Entity) -> bool:
    return isinstance(entity.value, Quantity) and entity.value.unit in _AGES


def _recurs(found: Found, units: frozenset[str], entity: Entity) -> bool:
    """Whether what a sum counts is told once more from an entity on."""
    return any(one.unit in units and one.start >= entity.start for one in found.figures)


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


def _units(whole: Operand) -> frozenset[str]:
    """The units that a sum may count: 84家（个） counts both."""
    other = re.search(r"[（(](.+)[）)]$", whole.words)
    return frozenset((whole.unit, other[1] if other else whole.unit))


def _adding(listed: Sequence[Operand], result: str) -> str:
    return "＋".join(one.words for one in listed) + f"＝{result}"
