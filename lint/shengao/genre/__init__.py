"""Which genre a draft is, where title, form and first lines say so; what is not certain has none.

Rules are lenient with documents, speeches, summaries and features: those four are told by their
form alone. The kinds of information item (工作动态、经验、问题 …) loosen nothing.
"""

from collections.abc import Iterable

from shengao.errors import suggestion
from shengao.expression import Expression
from shengao.genre.information import kind, names_event
from shengao.genre.opening import NOTE, Draft, look
from shengao.structure import Block

GENRES = (
    "工作动态", "简报", "经验", "问题", "建议", "紧急信息", "总结", "通讯稿", "讲话", "公文",
)  # fmt: skip
INFORMATION = "信息"
"""An information item of whichever kind; its name where the kind is not certain."""

_NAMES = {
    "公文": "通知 意见 方案 工作报告 报告 决定 决议 通报 通告 公告 请示 批复 函 复函 纪要 会议纪要 "
    "规划 预案 办法 规定 条例 细则",
    "讲话": "讲话稿 致辞 发言 发言稿 演讲稿",
    "总结": "工作总结 小结 述职报告",
    "通讯稿": "通讯 宣传稿 人物通讯 特写 侧记",
    "工作动态": "动态 动态信息 动态类信息",
    "简报": "工作简报",
    "经验": "经验信息 经验类信息 经验做法 典型经验 经验材料",
    "问题": "问题信息 问题类信息 情况反映",
    "建议": "建议信息 建议类信息 对策建议",
    "紧急信息": "突发信息 突发事件信息 突发事件 值班信息",
    INFORMATION: "政务信息 信息稿",
}
_SPELLINGS = {name: genre for genre, names in _NAMES.items() for name in names.split()}


def canonical(name: str) -> str:
    """The one name of a genre: 通知 is 公文, 讲话稿 is 讲话. One not known here stays as it is."""
    return _SPELLINGS.get(name, name)


def misspelt(name: str) -> str:
    """What to say of a name that is all but one of ours; empty for others: units have their own."""
    known = {*GENRES, *_SPELLINGS, INFORMATION}
    if name in known:
        return ""
    guess = suggestion(name, {one for one in known if len(one) == len(name)})
    return f"没有文种“{name}”{guess}" if guess else ""


def resolve(named: str | None, text: str, blocks: Iterable[Block]) -> str | None:
    """The genre that somebody named, by its one name; else the one recognised."""
    if not named:
        return recognise(text, blocks)
    genre = canonical(named)
    if genre == INFORMATION:
        return kind(look(text, blocks)) or INFORMATION
    return genre


def recognise(text: str, blocks: Iterable[Block]) -> str | None:
    """The genre that title, form and first lines tell; None where they do not."""
    draft = look(text, blocks)
    return _formal(draft) or kind(draft) or ("通讯稿" if _tells_story(draft) else None)


# Documents, speeches, summaries, features

_DOCUMENT = Expression(
    r"(?:.*关于.*的?(?:意见|通知|决定|批复|复函|函|通报|请示|方案|规划|预案|公告|通告|决议)"
    r"|.*(?:政府|人大常委会|法院|检察院)工作报告"
    r"|.*(?:条例|办法|规定|细则|规划|纲要|规则|章程|通则))" + NOTE
)
"""Titles of official documents: what these say is for many, and may be general."""
_REPORTS = Expression(
    r"印发|出台|发布|制定|下发|贯彻|学习|宣传|落实|修订|推出|实施|解读|开展|召开|通过|讨论|审议"
)
"""A title with one of these tells of a document, and is none."""
_SUMMARY = Expression(r".*(?:总结|小结|述职报告|述职述廉报告)" + NOTE)
_FEATURE = Expression(r".*(?:侧记|见闻|纪实|小记|速写|特写|二三事|的故事|掠影|剪影|随笔|手记)")
_BODY = Expression(
    r"[\d：]|(?:局|县|委|办|公司|中心|支队|大队|街道|总队|法院|检察院|集团|办公室|政府|情况|报告|汇报|材料|方案|计划|信息)"
)
"""A title with one of these tells who did it or what is reported, and sets no scene."""
_PARTS = 2
_SPEECH = Expression(r".*(?:讲话|致辞|发言|讲稿)(?:稿|提纲|要点|摘要)?" + NOTE)


def _formal(draft: Draft) -> str | None:
    """公文, 讲话, 总结 or 通讯稿; None where neither title nor form says which."""
    title = draft.title
    if draft.crowd:
        return "公文" if title.endswith("工作报告") else "讲话"
    if draft.numbered:
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


def _tells_story(draft: Draft) -> bool:
    """Whether a title that sets a scene heads a text in which people speak, without parts."""
    return (
        draft.spoken
        and draft.title != ""
        and draft.parts < _PARTS
        and not draft.listed
        and _BODY.search(draft.title) is None
        and not names_event(draft)
    )
