"""A body or place met once under a name that is all but that of one told of before.

No single trait tells a slip from a second village: sounds, how much of the name is the same, what
the draft is about, figures told again and words that go on with the telling are added up.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations
from operator import itemgetter
from typing import Any

from shengao.checks.consistency_likeness import CLAUSE_EDGE, sound_alike, varied
from shengao.checks.consistency_namesakes import LONGEST, NOT_NAME, Pair, pairs, shortened, stands
from shengao.checks.hits import Hits
from shengao.document import Document
from shengao.expression import Expression
from shengao.finding import Match

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
_NO_TAIL = NOT_NAME | CLAUSE_EDGE | frozenset("()0123456789.%")
_RUN = Expression(r"[\u4e00-\u9fff]*\Z")
_MANY = 40
"""Of so many names before one suffix two are alike by chance."""
_SHARED = 3
_OFTEN = 2
_BOTH = 2
_ENOUGH = 3
_TALE = 10
"""How many characters before a name may lead over to it."""


def slips(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """The later of two names before one suffix that differ by one character or its order."""
    text = document.text
    reported: set[int] = set()
    for suffix, named in _named(text, hits):
        if len(named) > _MANY:
            continue
        for one, other in _near(document, suffix, named):
            pair = _slip(compiled, document, named, one, other)
            if pair is None or other[0] - pair.second in reported:
                continue
            if _is_kind(document, *one) and _is_kind(document, *other):
                continue
            first, second = one[0] - pair.first, other[0] - pair.second
            if _is_name(document, second, *other):
                reported.add(second)
                yield varied(second, text[second : other[1]], (first, text[first : one[1]]))


def _slip(
    compiled: dict[str, Any],
    document: Document,
    named: Mapping[str, tuple[int, int]],
    one: tuple[int, int],
    other: tuple[int, int],
) -> Pair | None:
    """The two names before a suffix, if enough tells that they are of one thing.

    That is weighed before any words are cut, for all that the names may be: few weigh enough.
    """
    text = document.text
    weighed: list[tuple[Pair, bool]] = []
    shorter = shortened(text, one[0], other[0]) if other[1] - other[0] > 1 else None
    for pair in (*pairs(text, one[0], other[0]), shorter):
        if pair is not None:
            first, second = (one[0] - pair.first, one[1]), (other[0] - pair.second, other[1])
            weight = _weight(compiled, document, first, second, pair)
            if weight == _ENOUGH - 1:
                known = {text[max(0, at - pair.second) : at] for at, _ in named.values()}
                weight += sum(map(NOT_NAME.isdisjoint, known)) == _BOTH
            weighed.append((pair, weight >= _ENOUGH))
    if not any(enough for _, enough in weighed):
        return None
    for pair, enough in weighed:
        if pair is shorter or _is_cut(document, one[0] - pair.first, other[0] - pair.second, pair):
            return pair if enough else None
    return None


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
            run = _RUN.findall(text, max(0, start - LONGEST), start)[0]
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


def _is_cut(document: Document, one: int, other: int, pair: Pair) -> bool:
    """Whether two names of one length may begin at these places, as words are cut."""
    return (
        (
            pair.alike
            or pair.second == _BOTH
            or document.text[one] == document.text[other]
            or not _is_word_before(document, one, other)
        )
        and _opens(document, one)
        and _opens(document, other)
    )


def _is_word_before(document: Document, one: int, other: int) -> bool:
    """Whether the first characters, in which two runs differ, are no part of the names."""
    return document.is_boundary(one + 1) and document.is_boundary(other + 1)


def _opens(document: Document, at: int) -> bool:
    """Whether a name may begin at a place."""
    return stands(document.text, at) or document.is_boundary(at)


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
    pair: Pair,
) -> int:
    """How much tells for one thing in two ways, up to what is enough; less than nothing where two
    things are told of."""
    text = document.text
    name, other = text[slice(*first)], text[slice(*second)]
    if text.count(other) > 1:
        return -1
    at, after = document.sentence_at(first[0]), document.sentence_at(second[0])
    if at is not None and at == after:
        return -1
    if text[second[0] - 1] in _BESIDE or text[second[1] : second[1] + 1] in _BESIDE:
        return -1
    weight = 0
    if pair.alike or sound_alike(*pair.differ, compiled["sounds"]):
        weight += 3
    elif not set(pair.differ).isdisjoint(compiled["contrast"]):
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
    weight -= text[first[1] : first[1] + 2] == text[second[1] : second[1] + 2]
    if weight < _ENOUGH:
        weight += 3 * _told_again(document, second, first[0])
    enough = weight >= _ENOUGH - 1
    return -1 if enough and after is not None and _parallel(document, after) else weight


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
