"""The ``[profile]`` that ``shengao init --profile`` writes: the numbers in force, commented out.

It is made of the table of scores, so that a unit begins from what really holds.
"""

from collections.abc import Iterator, Mapping
from typing import Any


def template() -> str:
    """The text, a comment in each line but the empty ones."""
    from shengao import rulebook

    return "\n".join(_lines(rulebook.load().scoring)) + "\n"


def _lines(table: Mapping[str, Any]) -> Iterator[str]:
    from shengao.finding import FAULTS
    from shengao.score import signals

    yield ""
    yield "# 本单位怎样评分。下面写的就是自带的数，去掉行首的 # 再改；没写的照自带的。"
    yield ""
    yield "# 各文种五项要求的权重，按比例折算，没写的一项算 0。"
    yield "# [profile.weights]"
    for genre, row in table["weights"].items():
        weights = ", ".join(f'"{criterion}" = {number:g}' for criterion, number in row.items())
        yield f'# "{genre}" = {{ {weights} }}'
    yield ""
    yield "# 档次的分数线（三条一起写）和“及时”灯的分数线。"
    yield "# [profile.thresholds]"
    for band, least in table["bands"].items():
        yield f'# "{band}" = {least:g}'
    yield f'# "及时" = {table["lights"]["timely"]:g}'
    yield ""
    yield "# 有哪些问题就“待核”：规则名或问题类别，true 是算，false 是不算。"
    yield "# [profile.gates]"
    for name, level in table["gates"].items():
        yield f'# "{FAULTS.get(name, name)}" = {str(level != "never").lower()}'
    yield ""
    yield "# 各类问题每处（建议级）扣多少分，必改和上限按比例。"
    yield "# [profile.costs]"
    for fault, cost in table["costs"].items():
        if cost[0]:
            yield f'# "{FAULTS[fault]}" = {cost[0]:g}'
    yield ""
    yield "# 各个加分点值多少分，0 是不计。"
    yield "# [profile.points]"
    for signal in signals.load():
        points = table["points"][signal.slug]
        yield f"# {signal.slug} = {points:g} # {signal.criterion}：{signal.title}"
    yield ""
    yield "# 紧急信息首报的时限，分钟。请改成本地要求。"
    yield "# [profile.deadlines]"
    for level, minutes, _ in table["tables"]["lists"]["deadlines"]:
        yield f'# "{level}" = {minutes}'
    yield from _LOCAL


_LOCAL = """
# 每月该报的主题。请改成本单位的；也可以在 [profile] 中写一个文件的名称，如“月历.tsv”。
# [profile.calendar]
# "全年" = ["河长制", "民生实事"]
# "3" = ["世界水日", "汛前检查"]
# "7-9" = ["防汛", "防旱", "防台"]
# "10-4" = ["森林防火"]

# 各文种全文多少字为宜，0 是不限。
# [profile.lengths]
# "工作动态" = { most = 1000 }
# "问题" = { least = 200, most = 2000 }

# 报送单位名册，CSV 文件，表头为：单位,类别,名称。
# [profile]
# roster = "名册.csv"
""".strip("\n").splitlines()
"""What only the unit itself can say."""
