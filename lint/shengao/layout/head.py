"""What stands above the text of a draft: masthead, title, addressee, byline."""

from shengao.layout.draft import Draft, Name
from shengao.layout.forms import (
    FORM_LENGTH,
    is_addressee,
    is_byline,
    is_copy,
    is_date,
    is_issue,
    is_masthead,
    is_number,
    is_occasion,
    is_person,
    is_unit,
    is_unit_and_date,
)
from shengao.structure import BlockKind

_TITLE_LINES = 5
_MASTHEAD_NAME = (
    "简报", "信息", "动态", "快报", "专报", "要情", "通讯", "参考", "摘报", "交流", "内参", "要讯",
    "专刊", "特刊", "快讯", "日报", "周报", "月报", "旬报", "文件", "简讯",
)  # fmt: skip
_DOCUMENT_NOUNS = (
    "通知", "通报", "意见", "报告", "函", "批复", "决定", "答复", "请示", "纪要", "方案", "预案",
    "办法", "规定", "条例", "细则", "总结", "汇报", "讲话", "致辞", "要点", "计划", "规划", "建议",
    "提案", "说明", "公告", "通告", "公报", "情况", "指南", "措施", "制度", "名单", "倡议书", "令",
)  # fmt: skip
_DANGLING = ("的", "和", "与", "及", "暨", "关于", "在", "对", "为", "、", "《", "“")
_HEADING_WORDS = (
    "情况", "做法", "成效", "问题", "打算", "建议", "背景", "经验", "启示", "体会", "安排", "措施",
    "前言", "概述", "摘要", "引言", "回顾", "目标", "任务", "原因", "短板", "下一步",
)  # fmt: skip


def name(draft: Draft) -> tuple[int, bool]:
    """Name the lines of the head; returns where the text begins, and whether there is a title."""
    begin = _masthead(draft)
    first = _title(draft, begin)
    titled = first > begin
    while first < len(draft.lines) and _name_line(draft, first, titled):
        first += 1
    return first, titled


def _masthead(draft: Draft) -> int:
    """Name what stands above the title; returns where the title may begin."""
    styled = next((i for i, b in enumerate(draft.blocks[:12]) if b.kind == "title"), None)
    index = 0
    while index < len(draft.lines) - 1 and index != styled:
        kind = _above_title(draft, index)
        if kind is None:
            if styled is None or len(draft.lines[index]) > FORM_LENGTH:
                break
            kind = "masthead"
        draft.kinds[index] = Name(kind)
        index += 1
    return index


def _above_title(draft: Draft, index: int) -> BlockKind | None:
    line = draft.lines[index]
    if len(line) > FORM_LENGTH or draft.blocks[index].kind is not None:
        return None
    if is_number(line):
        return "number"
    if is_masthead(line):
        return "masthead"
    following = draft.lines[index + 1 : index + 3]
    if any(is_masthead(other) or is_number(other) for other in following):
        name = "".join(line.split())
        if (len(name) <= 20 and name.endswith(_MASTHEAD_NAME)) or is_unit(line):
            return "masthead"
    return "copyto" if is_copy(line) else None


def _title(draft: Draft, index: int) -> int:
    """Name the lines of the title; returns where they end."""
    if index >= len(draft.lines):
        return index
    end = index
    while end < len(draft.lines) and draft.blocks[end].kind == "title":
        end += 1
    if end == index and draft.is_titular(index):
        end = _title_end(draft, index) if draft.blocks[index].kind is None else index + 1
    for at in range(index, end):
        draft.kinds[at] = Name("title")
    return end


def _title_end(draft: Draft, first: int) -> int:
    """Where a title ends that may take several lines."""
    end = first + 1
    while end < min(first + _TITLE_LINES, len(draft.lines) - 1) and _may_continue(draft, end):
        end += 1
    if end == first + 1 or _heads_surely(draft, end):
        return end
    joined, last = draft.lines[first], first + 1
    while last < end and _is_unfinished(joined, draft.lines[last:end]):
        joined += draft.lines[last]
        last += 1
    if last == first + 1 == end - 1 and _is_second_line(draft, last):
        return end
    return last


def _may_continue(draft: Draft, index: int) -> bool:
    line = draft.lines[index]
    return (
        draft.blocks[index].kind is None
        and draft.is_titular(index)
        and not line.startswith(("—", "-", "（", "("))
        and not (is_unit(line) or is_person(line))
        and not (is_unit_and_date(line) or is_occasion(line))
        and not (is_number(line) or is_issue(line))
    )


def _heads_surely(draft: Draft, index: int) -> bool:
    """Whether a line is of the kinds that stand right under a title."""
    line = draft.lines[index]
    return is_number(line) or is_addressee(line) or line.startswith("——")


def _is_unfinished(title: str, rest: list[str]) -> bool:
    if title.endswith(_DANGLING) or title.count("《") > title.count("》"):
        return True
    if title.count("“") > title.count("”"):
        return True
    return (
        not title.endswith(_DOCUMENT_NOUNS)
        and any(
            line.endswith(_DOCUMENT_NOUNS) and len(line) > 3 and line not in _HEADING_WORDS
            for line in rest
        )
        and "关于" in title + "".join(rest)
    )


def _is_second_line(draft: Draft, index: int) -> bool:
    """Whether a line alone between title and text goes on with the title.

    It does not if it says what headings say, or if the draft has such headings further down.
    """
    line = draft.lines[index]
    return (
        min(len(line), len(draft.lines[index - 1])) >= 6
        and not any(word in line for word in _HEADING_WORDS)
        and not any(draft.is_loose_heading(i, index) for i in range(index + 1, len(draft.lines)))
    )


def _name_line(draft: Draft, index: int, titled: bool) -> bool:
    """Name a line of the form between title and text, if it is one."""
    line = draft.lines[index]
    kind: BlockKind | None = None
    if draft.blocks[index].kind is not None or draft.sorts[index] is not None:
        return False
    if is_number(line):
        kind = "number"
    elif is_addressee(line):
        kind = "addressee"
    elif is_byline(line):
        kind = "byline"
    elif titled and len(line) <= FORM_LENGTH:
        if is_issue(line):
            kind = "masthead"
        elif (
            line.startswith(("——", "--", "－－", "──"))
            or is_date(line)
            or is_unit_and_date(line)
            or is_unit(line)
            or is_person(line)
            or is_occasion(line)
        ):
            kind = "byline"
    if kind is None:
        return False
    draft.kinds[index] = Name(kind)
    return True
