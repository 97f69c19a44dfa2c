"""The reckoning of `shengao.checks.relation` with what is left: of a whole when a part is gone, and
of a stock after what came in and went out."""

from decimal import Decimal
from itertools import permutations

from shengao.checks.relation_operand import Found, Operand, Verdict, contradicted, rounding
from shengao.expression import Expression

_GAIN = Expression("[比较每]|同比|增|减")
"""Between a whole and what is no part of it: 28人，比上年增加6人；260名，每个点位2名."""
_FLOW = Expression(
    "(新增|新入|新设|新建|新开|新收|收入|新招|新建|入矫|入院|入库|购入|调入|转入|招录|招聘|录用|发展|收治|接收|增加)"
    "|(解除|撤并|撤销|关停|关闭|调出|减少|退休|退出|离职|辞职|转出|出院|出库|死亡|病亡|注销|清退|淘汰|出栏|结案|办结|脱贫|归还|报废|拆除|核减|下线|减员|毕业|离园|支出|审结|执结|销售|消耗|用去|发出|领用)"
)


def rest(found: Found) -> Verdict | None:
    """`whole`，已办 `part`，还有 `stated`."""
    whole, part, stated = (found.slots.get(n) for n in ("whole", "part", "stated"))
    if whole is None and part is None and stated is not None:
        whole, part = _before_rest(found, stated)
    if whole is None or part is None or stated is None:
        return None
    if len({whole.unit, part.unit, stated.unit}) != 1 or not whole.unit:
        return None
    if whole.loose or part.loose or stated.loose or part.value >= whole.value:
        return None
    if _GAIN.search(found.document.text, whole.end, part.start):
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
        others = (Decimal(0), *thirds)  # 正在办理5件; 今年新收210件
        if any(abs(abs(left - stated.value) - third) <= slack for third in others):
            return None
    better = stated.rewritten(whole.value - part.value, 4)
    working = f"{whole.words}－{part.words}＝{better}"
    return contradicted(stated, working, better, (whole, part))


def _before_rest(found: Found, stated: Operand) -> tuple[Operand | None, Operand | None]:
    """The whole and the part before 剩余 `stated`: the part in its sentence, before it the whole,
    and between them nothing but the parts that the whole was divided into."""
    opens = found.document.sentences[found.sentence].start
    same = [one for one in found.figures if one.unit == stated.unit and one.end <= stated.start]
    if len(same) < 2 or same[-1].start < opens:
        return None, None
    between = sum((one.value for one in same[1:-1]), Decimal(0))
    return (same[0], same[-1]) if between in (0, same[0].value) else (None, None)


def balance(found: Found) -> Verdict | None:
    """年初 `whole`，解除 n，新入 m，年末 `stated`: what came in and went out between."""
    whole, stated = found.slots.get("whole"), found.slots.get("stated")
    if whole is None or stated is None or not whole.unit:
        return None
    text, position = found.document.text, whole.end
    between = [one for one in found.figures if whole.end <= one.start and one.end <= stated.start]
    if {one.unit for one in (*between, stated)} != {whole.unit} or not between:
        return None
    if any(one.loose for one in (whole, *between, stated)):
        return None
    expected, working, told = whole.value, whole.words, set[bool]()
    for one in between:
        ways = _FLOW.findall(text, position, one.start)
        if len(ways) != 1:
            return None
        comes = ways[0][0] != ""
        told.add(comes)
        expected += one.value if comes else -one.value
        working += ("＋" if comes else "－") + one.words
        position = one.end
    if len(told) == 1 or abs(expected - stated.value) <= rounding((whole, *between, stated)):
        return None  # 出栏1.9万头: how many came in is not told
    better = stated.rewritten(expected, 4)
    return contradicted(stated, f"{working}＝{better}", better, (whole, *between))
