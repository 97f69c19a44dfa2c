"""What genres are told by: the title, the furniture of the form, how the blocks begin."""

from collections.abc import Iterable
from itertools import islice
from operator import add
from typing import NamedTuple

from shengao.expression import Expression
from shengao.structure import Block


class Draft(NamedTuple):
    """What genres are told by. `words` are all pairs of characters of the title."""

    title: str
    words: frozenset[str]
    lead: str
    openings: str  # how blocks begin, a line each
    parts: int  # blocks that begin with a number or with a phrase of their own
    listed: bool  # 一是…二是… within its paragraphs
    spoken: bool  # somebody's very words: “水来了。”老秦说
    crowd: bool
    numbered: bool
    issue: bool


_PLACES = frozenset(("lead", "paragraph", "item", "heading"))
_OPENING = 24
_LEAD = 120
_OPENINGS = 40
_PHRASE = 14  # code points, of a phrase that opens a part: “并岗。把护河员…”
NOTE = r"(?:[（(][^）)]*[）)])?"
"""A remark in brackets at the end of a title."""
_COUNT = Expression(
    r"[一二三四五六七八九十]{1,2}[是、要]|[（(][一二三四五六七八九十]|\d{1,2}[.、．]\D"
)
_CROWD = Expression(
    r"(?:同志们|各位代表|各位委员|各位领导|各位同事|老师们|女士们|朋友们).{0,12}[：:！!]?"
)

_SPOKEN = Expression(r"“[^”\n]{5,}[。！？…]”|，”[^“”。！？；\n]{0,14}[说喊道问答叹嘱]")


def look(text: str, blocks: Iterable[Block]) -> Draft:
    """Read a draft as far as its genre needs it: little more than the beginning of each block."""
    openings: list[str] = []
    titles = lead = ""
    parts = 0
    crowd = numbered = issue = False
    for kind, start, end, _, _ in blocks:
        if kind in _PLACES:
            if len(openings) < _OPENINGS:
                opening = text[start : min(end, start + _OPENING)]
                openings.append(opening)
                if (
                    kind == "heading"
                    or -1 < opening.find("。") < _PHRASE
                    or _COUNT.match(opening) is not None
                ):
                    parts += 1
            if not lead and kind != "heading":
                lead = text[start : min(end, start + _LEAD)]
        elif kind == "title":
            titles += text[start:end]
        elif kind == "addressee":
            crowd = crowd or _CROWD.fullmatch(text[start:end].strip()) is not None
        elif kind == "number":
            numbered = True
        elif kind == "masthead":
            issue = issue or "期" in text[start:end]
    title = "".join(titles.split())
    words = frozenset(map(add, title, islice(title, 1, None)))
    begun = "\n".join(openings)
    spoken = "”" in text and _SPOKEN.search(text) is not None
    return Draft(title, words, lead, begun, parts, "二是" in text, spoken, crowd, numbered, issue)
