"""Persons with their posts, bodies and places: those that surely are some."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from shengao import dictionary, entity
from shengao.document import Document
from shengao.facts.found import Found
from shengao.structure import Token

_NAME = range(2, 5)
"""Characters of a person's name."""
_GIVEN = frozenset(("n", "nr", "ng", "zg", "a", "nrt", "g"))
"""Parts of speech of the last character of a name that was cut in two."""
_NOT_GIVEN = frozenset((
    "大", "新", "好", "高", "多", "某", "某某", "姓", "家", "大爷", "大妈", "大娘", "阿姨", "师傅",
    "老师", "同志", "先生", "女士", "表示", "介绍", "等",
))  # fmt: skip
_JOINED = frozenset("、和与")
_NOT_POSTS = frozenset(("名叫", "岁的", "牵头的叫"))
_TITLES = ("长", "书记", "主任", "主席", "经理", "教授", "委员", "支书", "记者")
"""Ends of posts that stand behind a name; before others a word is no name: 卓越工程师."""
_NAMED = frozenset(("公司", "集团", "合作社", "协会", "商会", "联合会", "基金会", "银行"))
"""Bodies with a name of their own, before which no place need stand."""
_OPENERS = frozenset("省市县区州旗镇乡村")
"""Before a body, they stand for the one that the draft is about: 县水利局."""
_PARTS = ("n", "ns", "nt", "nz", "nr", "nrt", "vn", "j", "b", "zg", "l", "f", "an", "ng", "g")
"""Parts of speech of which the name of a body is made."""
_BODY = range(3, 25)
"""Characters of a body's name."""
_LEADS = re.compile("会同|联合|协同|报送|报请|报|请|经|由|商|对|向|与|和|及")
"""Words that the segmenter may take for part of the name of a body: 会同县 and 和县 are places."""
_HAN = re.compile(r"[\u4e00-\u9fff]+\Z")
_ABOVE = frozenset("全各本该此每某两")
"""Before a suffix they make no name: 全县, 各镇, 本村."""


class Lists(NamedTuple):
    """Posts, family names, verbs of speech, and what names of bodies and places end with.

    The longest stand first. `bodies` carry the words that only end like one (布局); `not_places`
    are words that the segmenter takes for places.
    """

    posts: tuple[str, ...]
    families: tuple[str, ...]
    verbs: frozenset[str]
    bodies: Mapping[str, tuple[str, ...]]
    places: frozenset[str]
    not_places: frozenset[str]


@lru_cache(maxsize=8)
def lists(folders: tuple[Path, ...]) -> Lists:
    """Those of the dictionaries in the folders, later ones added. Raises `RuleFileError`."""
    tagged: dict[str, dict[str, tuple[str, ...]]] = {}
    for folder in folders:
        for name in ("names.tsv", "bodies.tsv"):
            if (folder / name).is_file():
                for entry in dictionary.read(folder / name):
                    tagged.setdefault(entry.tag, {})[entry.word] = entry.not_in
    posts, bodies = (
        sorted(tagged.get(tag, {}).items(), key=lambda one: -len(one[0]))
        for tag in ("name-post", "unit-suffix")
    )
    return Lists(
        tuple(post for post, _ in posts),
        tuple(tagged.get("family-name", ())),
        frozenset(tagged.get("name-verb", ())),
        dict(bodies),
        frozenset(tagged.get("place-suffix", ())),
        frozenset(tagged.get("not-place", ())),
    )


def find(document: Document, words: Lists) -> list[Found]:
    """Persons, bodies and places, each name once, where it is first met."""
    first: dict[tuple[str, str], Found] = {}
    for index in range(len(document.sentences)):
        tokens = document.tokens(index)
        bodies = list(_bodies(tokens, words))
        persons = list(_persons(document, tokens, words, bodies))
        taken = [(one.start, one.end) for one in (*bodies, *persons)]
        for one in (*bodies, *persons, *_places(tokens, words, taken)):
            name = one.kind, document.text[one.start : one.end]
            known = first.get(name)
            if known is None:
                first[name] = one
            else:
                first[name] = known._replace(times=known.times + 1, about=known.about or one.about)
    return list(first.values())


def signer(text: str) -> str:
    """The unit in a sign-off: its words without the date."""
    for found in reversed(entity.find(text)):
        text = text[: found.start] + text[found.end :]
    return " ".join(text.split()).strip("（）() ，。")


def _persons(
    document: Document, tokens: Sequence[Token], words: Lists, bodies: Sequence[Found]
) -> Iterator[Found]:
    """局长李明, 李明局长, 李明表示, and those joined to one of them."""
    ends = {body.end: document.text[body.start : body.end] for body in bodies}
    listed = False
    about = ""
    at = 0
    while at < len(tokens):
        stop, sure = _named(tokens, at, words)
        if stop == at:
            listed = listed and tokens[at].text in _JOINED
            at += 1
            continue
        start, end = tokens[at].start, tokens[stop - 1].end
        before, after = _post_before(tokens, at, words), _post_after(tokens, stop, words)
        speaks = _speaks(tokens, stop, words)
        if not sure and not before and not (speaks and _opens(tokens, at)):
            at += 1
            continue
        if before:
            post, begins = before
            about = ends.get(begins, "") + post
        elif after:
            about = after
        if before or after or speaks:
            yield Found("人员", start, end, about if before or after else "")
            listed = True
        elif listed:
            yield Found("人员", start, end, about)
        at = stop


def _named(tokens: Sequence[Token], at: int, words: Lists) -> tuple[int, bool]:
    """The end of a person's name that begins at a token, the token itself if none does, and
    whether the segmenter takes it for one.

    What is no word to it is cut: 方志 宏, 赵 立新. That is a name only where a post stands before.
    """
    first = tokens[at]
    if first.entity or not _HAN.match(first.text) or first.text in words.posts:
        return at, False
    if not first.text.startswith(words.families):
        return at, False
    second = tokens[at + 1] if at + 1 < len(tokens) else None
    size = len(first.text)
    if second is not None and _HAN.match(second.text) and not second.entity:
        both = size + len(second.text)
        if both == _NAME[1] and second.pos == "nr" and first.pos in ("nr", "n", "ng"):
            return at + 2, True
        given = second.pos in _GIVEN and second.text not in _NOT_GIVEN
        if size < _NAME[1] and both == _NAME[1] and given and first.pos != "nr":
            return at + 2, False
        if size == 1 and both == _NAME[1] and second.text not in _NOT_GIVEN:
            return at + 2, False
    return (at + 1, True) if first.pos in ("nr", "nrt") and size in _NAME else (at, False)


def _post_before(tokens: Sequence[Token], at: int, words: Lists) -> tuple[str, int] | None:
    """The post that ends where a name begins, and where that post begins."""
    post = ""
    index = at
    while index and at - index < 2:
        index -= 1
        token = tokens[index]
        if token.entity:
            return None
        post = token.text + post
        found = next((one for one in words.posts if post.endswith(one)), "")
        if found:
            return ("" if found in _NOT_POSTS else post), token.start
    return None


def _post_after(tokens: Sequence[Token], at: int, words: Lists) -> str:
    post = "".join(token.text for token in tokens[at : at + 2] if not token.entity)
    return next((one for one in words.posts if one.endswith(_TITLES) and post.startswith(one)), "")


def _speaks(tokens: Sequence[Token], at: int, words: Lists) -> bool:
    return at < len(tokens) and tokens[at].text in words.verbs


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause begins at a token."""
    return at == 0 or tokens[at - 1].pos == "x"


def _bodies(tokens: Sequence[Token], words: Lists) -> Iterator[Found]:
    floor = 0
    for index, token in enumerate(tokens):
        suffix = next((one for one in words.bodies if token.text.endswith(one)), "")
        if token.entity or not suffix or token.text.endswith(words.bodies[suffix]):
            continue
        if token.pos.startswith("v") or not _ends(tokens, index, words):
            continue
        first = _opening(tokens, index, floor, suffix)
        floor = index + 1
        if first is None:
            continue
        start = tokens[first].start
        words_here = "".join(one.text for one in tokens[first : index + 1])
        start += _led(words_here)
        if token.end - start in _BODY:
            yield Found("单位", start, token.end)


def _led(text: str) -> int:
    """How long a word is that leads to a body: 会同 of 会同县水利局; 0 where there is none."""
    lead = _LEADS.match(text)
    return lead.end() if lead and text[lead.end() : lead.end() + 1] in _OPENERS else 0


def _ends(tokens: Sequence[Token], index: int, words: Lists) -> bool:
    """Whether a body's name ends here and not in a longer one: 水利局 of 水利局办公室."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return following is None or not (not following.entity and following.text in words.bodies)


def _opening(tokens: Sequence[Token], index: int, floor: int, suffix: str) -> int | None:
    """The token at which the name of a body begins that ends at a token; None if it is no name.

    It begins with a place, or with 县 and the like. Without, a last word that says which body it
    is (水利局) is a name by itself, and what stands before 公司 is part of one.
    """
    telling = len(tokens[index].text) > len(suffix) + 1
    first = index
    while first > floor:
        before = tokens[first - 1]
        joint = before.text in ("和", "与") and first < index
        if not (joint or (before.pos in _PARTS and not before.entity)):
            break
        first -= 1
    opener = next(
        (
            at
            for at in range(first, index + 1)
            if tokens[at].pos == "ns"
            or (tokens[at].text[0] in _OPENERS and at < index)
            or _led(tokens[at].text)
        ),
        None,
    )
    if opener is not None:
        return opener
    joints = [at for at in range(first, index) if tokens[at].text in ("和", "与")]
    first = joints[-1] + 1 if joints else first
    if tokens[index].text[0] in _OPENERS and telling:
        return index
    if first < index and suffix in _NAMED:
        return max(first, index - 2)
    return index if telling and tokens[index].text[0] not in _ABOVE else None


def _places(
    tokens: Sequence[Token], words: Lists, taken: Sequence[tuple[int, int]]
) -> Iterator[Found]:
    """Names of places, and what is called after one: 清河镇柳林村 is one place."""
    at = 0
    while at < len(tokens):
        stop = at
        while stop < len(tokens) and (step := _place(tokens, stop, words)):
            stop += step
        if stop == at:
            at += 1
            continue
        start, end = tokens[at].start, tokens[stop - 1].end
        if not any(first < end and start < last for first, last in taken):
            yield Found("地点", start, end)
        at = stop


def _place(tokens: Sequence[Token], at: int, words: Lists) -> int:
    """How many tokens of a place begin at a token: a name and what kind of place it is."""
    token = tokens[at]
    if token.entity or len(token.text) < 2 or token.text[0] in _ABOVE:
        return 0
    if token.text in words.not_places:
        return 0
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if token.pos in ("ns", "nr", "nz", "nrt") and following in words.places:
        return 2
    return int(token.pos == "ns")
