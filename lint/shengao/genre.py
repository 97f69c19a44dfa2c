"""Which genre a draft is, where its form says so: documents, speeches, summaries, features.

What is not certain stays without a genre: an information item looks like nothing in particular.
"""

from collections.abc import Iterable

from shengao.expression import Expression
from shengao.structure import Block

_DOCUMENT = Expression(
    r"(?:.*关于.*的?(?:意见|通知|决定|批复|复函|函|通报|请示|方案|规划|预案|公告|通告|决议)"
    r"|.*(?:政府|人大常委会|法院|检察院)工作报告"
    r"|.*(?:条例|办法|规定|细则|规划|纲要|规则|章程|通则))"
    r"(?:[（(][^）)]*[）)])?"
)
"""Titles of official documents: what these say is for many, and may be general."""
_REPORTS = Expression(
    r"印发|出台|发布|制定|下发|贯彻|学习|宣传|落实|修订|推出|实施|解读|开展|召开|通过|讨论|审议"
)
"""A title with one of these tells of a document, and is none."""
_SUMMARY = Expression(r".*(?:总结|小结|述职报告|述职述廉报告)(?:[（(][^）)]*[）)])?")
_FEATURE = Expression(r".*(?:侧记|见闻|纪实|小记|速写|特写|二三事|的故事|掠影|剪影|随笔|手记)")
_SPEECH = Expression(r".*(?:讲话|致辞|发言|讲稿)(?:稿|提纲|要点|摘要)?(?:[（(][^）)]*[）)])?")
_CROWD = Expression(
    r"(?:同志们|各位代表|各位委员|各位领导|各位同事|老师们|女士们|朋友们).{0,12}[：:！!]?"
)


def recognise(text: str, blocks: Iterable[Block]) -> str | None:
    """公文, 讲话, 总结 or 通讯稿; None where neither title nor form says which."""
    kinds: dict[str, list[str]] = {}
    for block in blocks:
        kinds.setdefault(block.kind, []).append(text[block.start : block.end].strip())
    title = "".join("".join(kinds.get("title", ())).split())
    if any(_CROWD.fullmatch(line) for line in kinds.get("addressee", ())):
        return "公文" if title.endswith("工作报告") else "讲话"
    if "number" in kinds:
        return "公文"
    if _SPEECH.fullmatch(title):
        return "讲话"
    if _SUMMARY.fullmatch(title):
        return "总结"
    if _FEATURE.fullmatch(title):
        return "通讯稿"
    if _DOCUMENT.fullmatch(title) and (
        title.startswith("关于") or not _REPORTS.search(title.partition("关于")[0])
    ):
        return "公文"
    return None
