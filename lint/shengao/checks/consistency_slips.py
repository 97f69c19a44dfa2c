"""A body or place met once under a name that is all but that of one told of before.

No single trait tells a slip from a second village: sounds, how much of the name is the same, what
the draft is about, figures told again and words that go on with the telling are added up.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations
from operator import itemgetter
from typing import Any, NamedTuple

from shengao.checks.consistency_likeness import CLAUSE_EDGE, HAN, sound_alike, varied
from shengao.checks.hits import Hits
from shengao.document import Document
from shengao.expression import Expression
from shengao.finding import Match

_LEADS = frozenset("在到赴对为向由日后从于给请经将与至是让使有的省市县区州旗镇乡")
"""What may stand before a name within a clause: 由桥南中队, 3月5日清河镇, 县中心医院."""
_NOT_NAME = frozenset(
    "的地得再与及或由有是个各该一对为从到向将把被以于其此每某两三四五六七八九十多余级等在了我你他她它这那不"
)
_TELLING = frozenset("全新民公私名示试农第先本外部贫后进各")
"""In these characters two names do not differ by mistake."""
_BESIDE = frozenset("、和与及")
_GOES_ON = Expression(
    "还|也|又|再|仍|已|将|现|拟|正|表示|介绍|要求|提出|的(?:做法|经验|负责人|居民|村民|群众|[\\d一-鿿]{0,4}\\d)"
)
"""What follows a name that is met again."""
_PICKS_UP = Expression(
    "(?:下一步|目前|随后|如今|现在|此外|同时|截至|截止|期间|结束后|活动中|行动中|后|底|中|为此)，?\\Z"
)
_PARALLEL = Expression(
    "另外?[，有]|分别|相比|而(?=[一-鿿]{2,8}则)|邻近|相邻|隔壁|结对|对口|交界|[一-鿿]地"
)
_NO_TAIL = _NOT_NAME | CLAUSE_EDGE | frozenset("()0123456789.%")
_RUN = Expression(r"[\u4e00-\u9fff]*\Z")
_RANKS = frozenset("省市县区州国远近城")
_LONGEST = 8
_MANY = 40
"""Of so many names before one suffix two are alike by chance."""
_SHARED = 3
_OFTEN = 2
_BOTH = 2
_ENOUGH = 3
_TALE = 10
"""How many characters before a name may lead over to it."""


class _Pair(NamedTuple):
    """How long two names are before their suffix, in what they differ, and what that tells."""

    first: int
    second: int
    differ: tuple[str, str]
    alike: bool


def slips(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """The later of two names before one suffix that differ by one character or its order."""
    text = document.text
    reported: set[int] = set()
    for suffix, named in _named(text, hits):
        if len(named) > _MANY:
            continue
        for one, other in _near(document, suffix, named):
            pair = _pair(document, one[0], other[0])
            if pair is None and other[1] - other[0] > 1:
                pair = _shortened(document, one[0], other[0])
            if pair is None or other[0] - pair.second in reported:
                continue
            if _is_kind(document, *one) and _is_kind(document, *other):
                continue
            first, second = one[0] - pair.first, other[0] - pair.second
            known = {text[max(0, start - pair.second) : start] for start, _ in named.values()}
            weight = _weight(compiled, document, (first, one[1]), (second, other[1]), pair)
            weight += sum(map(_NOT_NAME.isdisjoint, known)) == _BOTH
            if weight >= _ENOUGH and _is_name(document, second, *other):
                reported.add(second)
                yield varied(second, text[second : other[1]], (first, text[first : one[1]]))


def _named(text: str, hits: Hits) -> list[tuple[str, dict[str, tuple[int, int]]]]:
    """Suffixes with the names before them, where two may be alike: where each stands first."""
    found: list[tuple[tuple[int, int], str, dict[str, tuple[int, int]]]] = []
    for suffix in hits.literals:
        starts = hits.starts(suffix)
        tails = [tail for at in starts if _NO_TAIL.isdisjoint(tail := text[at - 2 : at])]
        last = "".join(tails)
        if len(tails) < _BOTH or len(set(last)) == len(last):
            continue
        named: dict[str, tuple[int, int]] = {}
        for start in starts:
            run = _RUN.findall(text, max(0, start - _LONGEST), start)[0]
            if run:
                named.setdefault(run, (start, start + len(suffix)))
        if len(named) > 1:
            found.append((min(named.values()), suffix, named))
    return [(suffix, named) for _, suffix, named in sorted(found, key=itemgetter(0))]


def _near(
    document: Document, suffix: str, named: Mapping[str, tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Two places of names that may be one by how they end, in different sentences.

    All but one of their characters are the same, or the order of two; before a longer suffix one
    may be short of a character.
    """
    text = document.text
    short = len(suffix) > 1
    ends = [
        (text[at - 2], text[at - 1], (at, end))
        for at, end in sorted(named.values())
        if at >= _BOTH and _NO_TAIL.isdisjoint(text[at - 2 : at])
    ]
    for (a, b, one), (c, d, other) in combinations(ends, 2):
        if b == d or a == c or (b == c and (short or a == d)) or (short and a == d):
            sentence = document.sentence_at(one[0])
            if sentence is None or sentence != document.sentence_at(other[0]):
                yield one, other


def _pair(document: Document, one: int, other: int) -> _Pair | None:
    """What of two names before a suffix is the same but for a character, or the order of two."""
    text = document.text
    differing: list[int] = []
    best = None
    for back in range(1, _LONGEST + 1):
        a, b = one - back, other - back
        if a < 0 or b <= one or not (HAN.match(text, a) and HAN.match(text, b)):
            break
        if text[a] in _NOT_NAME or text[b] in _NOT_NAME:
            break
        if text[a] != text[b]:
            differing.append(back)
            if text[a] in _TELLING or text[b] in _TELLING:
                break
        if len(differing) > 2:
            break
        swapped = (
            len(differing) == 2
            and differing[1] - differing[0] == 1
            and back >= differing[1]
            and text[one - differing[0]] == text[other - differing[1]]
            and text[one - differing[1]] == text[other - differing[0]]
        )
        if (
            back > 1
            and (swapped or len(differing) == 1)
            and (swapped or back == 2 or differing[0] < back or not _is_word_before(document, a, b))
            and _opens(document, a)
            and _opens(document, b)
        ):
            at = differing[0]
            best = _Pair(back, back, (text[one - at], text[other - at]), swapped)
    return best


def _shortened(document: Document, one: int, other: int) -> _Pair | None:
    """Two names before a suffix of which one has a character more: 燕窝塘, 燕窝."""
    text = document.text
    for size in range(2, _LONGEST):
        for first, second in ((size, size + 1), (size + 1, size)):
            names = text[one - first : one], text[other - second : other]
            shorter, longer = sorted(names, key=len)
            if not all(map(HAN.match, longer)) or not _NOT_NAME.isdisjoint(longer):
                continue
            cut = (longer[:at] + longer[at + 1 :] == shorter for at in range(1, len(longer)))
            put = next((longer[at] for at, same in enumerate(cut, 1) if same), "")
            if not put or put in _TELLING or put in _RANKS:
                continue
            if _stands(text, one - first) and _stands(text, other - second):
                return _Pair(first, second, ("", put), alike=True)
    return None


def _stands(text: str, at: int) -> bool:
    """Whether a name begins at a place by the marks or the word before."""
    return not at or text[at - 1] in CLAUSE_EDGE or text[at - 1] in _LEADS


def _is_word_before(document: Document, one: int, other: int) -> bool:
    """Whether the first characters, in which two runs differ, are no part of the names."""
    return document.is_boundary(one + 1) and document.is_boundary(other + 1)


def _opens(document: Document, at: int) -> bool:
    """Whether a name may begin at a place."""
    return _stands(document.text, at) or document.is_boundary(at)


def _is_kind(document: Document, suffix: int, end: int) -> bool:
    """Whether a suffix is part of a word for a kind of thing: 社区, 辖区 of one name are two."""
    return any(
        token.start == suffix - 1 and token.end == end and token.pos == "n"
        for token in document.tokens_in(suffix - 1, end)
    )


def _is_name(document: Document, start: int, suffix: int, end: int) -> bool:
    """Whether a run ends where a word does, opens with no verb and is more than one common word:
    not 推动长江, 和城乡|供水, 高速公路."""
    if document.sentence_at(start) is None:
        return True
    inside = document.tokens_in(start, end)
    if len(inside) == 1 and inside[0].pos in ("n", "l", "j"):
        return False
    opens = next((token for token in inside if token.start == start), None)
    if opens is not None and len(opens.text) > 1 and opens.pos.startswith("v"):
        return False
    return end - suffix > 1 or document.is_boundary(end)


def _weight(
    compiled: dict[str, Any],
    document: Document,
    first: tuple[int, int],
    second: tuple[int, int],
    pair: _Pair,
) -> int:
    """How much tells for one thing in two ways; less than nothing where two things are told of."""
    text = document.text
    name, other = text[slice(*first)], text[slice(*second)]
    at, after = document.sentence_at(first[0]), document.sentence_at(second[0])
    if text.count(other) > 1 or (at is not None and at == after):
        return -1
    beside = {text[second[0] - 1 : second[0]], text[second[1] : second[1] + 1]}
    if beside & _BESIDE or (after is not None and _parallel(document, after)):
        return -1
    weight = 0
    if pair.alike or sound_alike(*pair.differ, compiled["sounds"]):
        weight += 3
    elif set(pair.differ) & frozenset(compiled["contrast"]):
        return -1
    elif sound_alike(*pair.differ, compiled["nearly"]):
        weight += 2
    weight += min(pair.second - 1, _SHARED) - 1
    block = document.blocks[document.block_at(first[0])]
    weight += 2 if block.kind == "title" else (at is None or at <= 1)
    if text.count(name) >= _OFTEN:
        weight += 1 + (text[second[0] - 1] in CLAUSE_EDGE)
    weight += bool(
        _GOES_ON.match(text, second[1])
        or _PICKS_UP.search(text, max(0, second[0] - _TALE), second[0])
    )
    weight += 3 * _told_again(document, second, first[0])
    weight -= text[first[1] : first[1] + 2] == text[second[1] : second[1] + 2]
    return weight


def _parallel(document: Document, sentence: int) -> bool:
    at = document.sentences[sentence]
    return _PARALLEL.search(document.text, at.start, at.end) is not None


def _told_again(document: Document, second: tuple[int, int], first: int) -> bool:
    """Whether a figure beside the later name stands before, with what it counts."""
    clause = document.clause_at(second[0])
    if clause is None:
        return False
    return any(
        document.text.find(document.text[one.start : one.end], first, clause.start) >= 0
        for one in document.entities_in(second[1], clause.end, ("figure", "money"))
        if document.text[one.start : one.start + 2].isdigit()
    )
