"""A place or body that opens a clause under a name which the draft has only once, one character
off the name it began with: 柳林街道 above, 柳村街道 below."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from shengao.document import Document
from shengao.expression import Expression
from shengao.finding import Applicability, Edit, Fix, Match, Related
from shengao.structure import PROSE
from shengao.text import Span

_HAN = Expression(r"[\u4e00-\u9fff]*\Z")
_EDGE = frozenset("，。；：！？”（\n 　但而")
_LEADS = frozenset("在到赴对为向由日后")
"""What may stand before the first mention: 在白石乡, 3月5日清河镇."""
_NOT_NAME = frozenset(
    "的地得再与及或由有是个各该一本对为从到向将把被以于其此每某两三四五六七八九十多余级等新全在了"
    "民公私名示试农第"
)
_LONGEST = 4
_OFTEN = 2
"""How often a draft names what it is about, if neither title nor opening does."""


class _Name(NamedTuple):
    start: int
    base: str
    opens: bool


def subjects(
    compiled: dict[str, Any], document: Document, hits: Sequence[tuple[int, int]]
) -> Iterator[Match]:
    """The later of two names before one suffix that are all but the same."""
    text = document.text
    contrast, twice = frozenset(compiled["contrast"]), compiled["after"]
    found: dict[str, list[_Name]] = defaultdict(list)
    for start, end in hits:
        name = _name(document, start)
        if name is not None:
            found[text[start:end]].append(name)
    for suffix, named in found.items():
        if len({name.base for name in named}) < 2:
            continue  # before any words are cut
        names: dict[str, _Name] = {}
        for name in named:
            end = name.start + len(name.base) + len(suffix)
            if document.is_boundary(end) and not _is_act(document, name.start):
                names.setdefault(name.base, name)
        for first, second in combinations(sorted(names.values()), 2):
            if suffix in twice and text.count(first.base + suffix) < _OFTEN:
                continue
            if _is_slip(document, first, second, suffix, contrast, only=len(names) == 2):
                yield _match(first, second, suffix)


def _is_slip(
    document: Document,
    first: _Name,
    second: _Name,
    suffix: str,
    contrast: frozenset[str],
    *,
    only: bool,
) -> bool:
    """Whether the second name stands once, as a subject, and is the first but for a character."""
    same_length = len(first.base) == len(second.base)
    if not second.opens or (same_length and not only):
        return False
    if document.text.count(second.base + suffix) != 1 or not _one_off(first, second, contrast):
        return False
    mentioned = document.text.index(first.base + suffix)
    if document.sentence_at(mentioned) == document.sentence_at(second.start):
        return False
    if len(first.base) > 2 or not same_length or _leading(document, first):
        return True
    return document.text.count(first.base + suffix) >= _OFTEN


def _match(first: _Name, second: _Name, suffix: str) -> Match:
    right = first.base + suffix
    end = second.start + len(second.base + suffix)
    fix = Fix((Edit(second.start, end, right),), Applicability.SHOWN)
    related = (Related(Span(first.start, first.start + len(right))),)
    return Match(second.start, end, {"better": right, "n": "", "other": right}, (fix,), related)


def _name(document: Document, end: int) -> _Name | None:
    """The name that ends at a suffix and begins where a clause does, or after 在."""
    text = document.text
    if document.blocks[document.block_at(end)].kind not in (*PROSE, "title"):
        return None
    run = _HAN.findall(text, max(0, end - _LONGEST - 1), end)[0]
    for size in range(2, _LONGEST + 1):
        start = end - size
        if len(run) < size:
            return None
        before = text[start - 1] if start else "\n"
        if before in _EDGE or before in _LEADS:
            base = text[start:end]
            if _NOT_NAME.isdisjoint(base) and "和" not in base[1:]:
                return _Name(start, base, before in _EDGE)
    return None


def _is_act(document: Document, start: int) -> bool:
    """Whether a verb stands where the name would begin: 推进村镇建设."""
    return any(
        token.start == start and len(token.text) > 1 and token.pos.startswith("v")
        for token in document.tokens_in(start, start + 1)
    )


def _one_off(first: _Name, second: _Name, contrast: frozenset[str]) -> bool:
    """Whether one character was changed, dropped or put in, and is not one that tells apart."""
    one, other = first.base, second.base
    if len(one) == len(other):
        pairs = [{a, b} for a, b in zip(one, other, strict=True) if a != b]
        return len(pairs) == 1 and not (pairs[0] & contrast)
    shorter, longer = sorted((one, other), key=len)
    return len(longer) - len(shorter) == 1 and any(
        longer[:at] + longer[at + 1 :] == shorter and longer[at] not in contrast
        for at in range(1, len(longer))
    )


def _leading(document: Document, name: _Name) -> bool:
    """Whether the draft is about what is so named: it stands in the title or opening sentence."""
    sentence = document.sentence_at(name.start)
    block = document.blocks[document.block_at(name.start)]
    return block.kind == "title" or sentence is None or sentence <= 1
