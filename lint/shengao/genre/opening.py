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
    crowd: bool
    numbered: bool
    issue: bool
    story: bool  # people speak in their own words, and are told of as he and she


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
_SPEECH = Expression(
    r"“[^“”]{4,}(?:[。！？…]”|，”(?=[^“”，。！？；\n]{0,14}(?:说|道|笑|问|答|喊|叮嘱|回忆)))"
)
"""Speech of a person, not a term in quotation marks."""
_OF_PEOPLE = Expression(
    r"(?<![其吉])[他她](?!们|人|[乡国处山杀])|老人|孩子|乡亲|阿婆|大娘|大爷|奶奶"
)
_SCENE = Expression(
    r"[清凌]晨|傍晚|黄昏|深夜|夜[里色幕]|午后|下午|早上|一大早|天刚|晨[光雾曦]|雨[点丝声]|雾|阳光|朝霞|月光|灯光"
    r"|腊月|正月|走进|来到|推开|\d岁|笑声|铃声|炊烟"
)
"""What sets a scene or brings in a person, where an information item names day, unit and act."""
_MENTIONS = 3
_SIGNS = 3


def _is_story(text: str, lead: str) -> bool:
    """Whether people speak and are told of: no information item has three of these signs."""
    if "”" not in text or "二是" in text:
        return False
    spoken = sum(1 for _ in islice(_SPEECH.finditer(text), 2))
    if not spoken:
        return False
    people = sum(1 for _ in islice(_OF_PEOPLE.finditer(text), _MENTIONS)) == _MENTIONS
    return spoken + people + (_SCENE.search(lead) is not None) >= _SIGNS


def look(text: str, blocks: Iterable[Block]) -> Draft:
    """Read a draft as far as its genre needs it: no more than the beginning of each block."""
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
    listed, story = "二是" in text, _is_story(text, lead)
    return Draft(title, words, lead, begun, parts, listed, crowd, numbered, issue, story)
