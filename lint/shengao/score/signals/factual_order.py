"""实, half 顺: levels numbered in order, paragraphs that an eye can hold."""

from shengao.entity import numerals
from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.readings_figures import running
from shengao.score.signal import Example, Measure, Signal
from shengao.text import Span

_CN = "一二三四五六七八九十"
_MARK = Expression(
    r"[\n。；：:][ 　]*"
    rf"(?:(?P<top>[{_CN}]{{1,3}})、(?![{_CN}]、)|[（(](?P<second>[{_CN}]{{1,3}})[）)]"
    rf"|(?P<digit>\d{{1,2}})[.．、](?!\d)|(?P<spoken>[{_CN}])(?:是|要))"
)
"""Sought in the text after a line break, which stands for the start of it."""
_SIGNS = ("一、", "一）", "1.", "1．", "1、", "一是", "一要")
_SHORT = 200
"""A draft under this many characters is one paragraph, and needs no levels."""
_LONG = 400
"""Characters of a paragraph that an editor would break up."""
_PARAGRAPH = 30
"""Characters that make a paragraph of its own, at least."""
_CONTENT = 12
"""Characters that what a number opens must have of its own."""


def _levels(draft: Draft) -> tuple[list[Span], bool]:
    """What numbers open with content of their own, and whether each runs 一 二 三 …."""
    if not draft.having(_SIGNS):
        return [], True
    text = "\n" + draft.document.text
    marks = list(_MARK.finditer(text))
    found, ordered = [], True
    last: dict[str, int] = {}
    seen: set[str] = set()
    for at, mark in enumerate(marks):
        kind = mark.lastgroup or ""
        written = mark[kind]
        if kind == "digit":
            number = int(written)
        elif len(written) == 1:
            number = 1 + _CN.index(written)
        else:
            number = int(numerals.value(written))
        # （一） may begin anew under each 一、, or go on from the one before.
        if number > 1 and number != last.get(kind, 0) + 1:
            ordered = False
        last[kind] = number
        end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        said = "".join(text[mark.end() : end].split())
        if len(said) >= _CONTENT and said not in seen:
            seen.add(said)
            found.append(Span(mark.start(kind) - 1, mark.end() - 1))
    return found, ordered


def _order(draft: Draft) -> Measure | None:
    document = draft.document
    levels, ordered = _levels(draft)
    if draft.length < _SHORT and ordered:
        if levels or _MARK.search("\n" + document.text) is None:
            return Measure(1.0, "短稿不必分层。", tuple(levels))
        return Measure(0.0, "序号下面没有内容。", (), "每个序号下面写自己的内容。")
    blocks = [
        document.blocks[index]
        for index in sorted({sentence.block for _, sentence in running(draft)})
    ]
    if not blocks:
        return None
    sound = sum(block.end - block.start <= _LONG for block in blocks) / len(blocks)
    paragraphs = sum(block.end - block.start >= _PARAGRAPH for block in blocks)
    parted = min(1.0, max(paragraphs - 1, len(levels)) / 2)
    if not ordered:
        parted = min(parted, 0.5) - 0.5
    share = max(0.0, 0.5 * sound + 0.5 * parted)
    if not ordered:
        what, advice = (
            "序号没有按顺序排列。",
            "按“一、（一）1.”或“一是、二是”的顺序编号，不跳号、不重号。",
        )
    elif sound < 1:
        what, advice = f"有段落超过{_LONG}字。", f"把超过{_LONG}字的段落按内容分开。"
    elif parted < 1:
        what, advice = "全文层次少。", "按内容分段，并列的几条用“一是、二是”分开写。"
    else:
        what, advice = "分段合适，层次有序。", ""
    return Measure(share, what, tuple(levels), advice)


_LEVELLED = (
    "石门乡管好农村小水库\n5月8日，石门乡完成7座小水库汛前检查，发现隐患15处，当日整改9处，其余6处由乡水利站5月20日前完成。\n"
    "一是明确人。7座水库各定巡查员2名，姓名和电话在坝头公示，乡水利站每周抽查1次，本月抽查3次，到岗率为92%。\n"
    "二是备好物。乡政府在下坪村设仓库1处，存放编织袋4000条、水泵6台，由下坪村2名干部保管，每月1日清点。\n"
    "三是练好兵。4月28日组织转移演练，186名群众用时35分钟到达安置点，比上年快12分钟，参演人员逐户登记。"
)

SIGNALS = (
    Signal(
        slug="ordered-levels",
        title="层次有序",
        criterion="实",
        measures="序号是否按顺序使用，段落是否长短合适（不超过400字），全文是否分了层次。",
        gaming="只写“一、二、三”几个空标题。",
        guard="序号下面要有自己的内容，内容重复的不算；跳号、重号扣分；不足200字的短稿不必分层；不满30字的段落不算一层。",
        examples=(
            Example(_LEVELLED, 0.9),
            Example(_LEVELLED.replace("二是", "四是"), 0.0, 0.6),
        ),
        measure=_order,
        half="顺",
    ),
)
