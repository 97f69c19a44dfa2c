"""What is said of how drafts developed: plain, friendly, about drafts and never about people."""

from collections.abc import Sequence

from shengao.finding import FAULTS
from shengao.progress import LEAST, Change, Development, Month

FOOTER = "这里说的是稿件，不是人；都在本机算出，谁也不发给。"

_RARER = (
    "改稿的功夫，稿件里看得见。",
    "一稿一稿改下来，稿件更顺了。",
    "照这样写，读稿的人省心不少。",
    "改掉的这些，以后落笔就会绕开。",
)
_STEADY = (
    "一次盯住一类问题改，最见效。",
    "稿件写得多了，变化慢慢就出来了，先从下面这一类改起。",
    "好稿是改出来的，先从下面这一类改起。",
)
_CLEAN = (
    "近来的稿件干净利落，照这样写下去。",
    "近来的稿件没有查出问题，可以在内容上再下功夫。",
)
"""One of each is said, the next one with each draft."""


def heading(found: Development) -> str:
    """The first line: the time and the number of drafts."""
    first, last = spoken(found.months[0]), spoken(found.months[-1])
    return f"写作进展：{first if first == last else f'{first}至{last}'}，{found.drafts}篇稿件"


def spoken(month: Month) -> str:
    """2026年3月."""
    return f"{month.year}年{month.month}月"


def lacking(found: Development) -> str:
    """Why there is nothing to say."""
    there = f"只有{found.drafts}篇" if found.drafts else "没有"
    how = f"存到{LEAST}篇才看得出变化（shengao archive add 稿件）"
    return f"数据不足：要看的稿件档案中{there}，{how}。"


def rarer(found: Development) -> list[str]:
    """The kinds of fault that became rarer, a line each."""
    return [f"“{FAULTS[one.fault]}”{_rates(one)}" for one in found.rarer]


def following(found: Development) -> str:
    """The kind of fault to work on next; empty where there is none."""
    one = found.following
    if one is None:
        return ""
    name = FAULTS[one.fault]
    if one in found.rarer:
        return f"“{name}”已经少了，还是近来最多的，再减一减。怎么改：shengao explain {name}"
    return f"“{name}”近来最多，每千字{one.after:.1f}处。怎么改：shengao explain {name}"


def encouragement(found: Development) -> str:
    """A friendly sentence, the same for the same drafts."""
    if found.following is None:
        return _one(_CLEAN, found)
    return _one(_RARER if found.rarer else _STEADY, found)


def _one(sentences: Sequence[str], found: Development) -> str:
    return sentences[found.drafts % len(sentences)]


def _rates(change: Change) -> str:
    if not change.after:
        return f"每千字原来{change.before:.1f}处，后来没有了"
    return f"每千字由{change.before:.1f}处减到{change.after:.1f}处"
