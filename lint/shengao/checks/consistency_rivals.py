"""One office under two names that it cannot have at once: 县水利局 here, 县水务局 there."""

from collections.abc import Collection, Iterator
from typing import Any

from shengao.checks.consistency_likeness import CLAUSE_EDGE, HAN, in_prose
from shengao.checks.hits import Hits
from shengao.document import Document
from shengao.expression import compiled as compiled_expression
from shengao.finding import Match, Related
from shengao.text import Span

_RANKS = frozenset("省市县区州旗镇乡")
_LEADS = frozenset("由对向在到据和与及、从为经以将让请给")
_BESIDE = frozenset("、和与及")
_PLACE = 2
_ALONE = ("局", "委", "委员会", "办")
"""Ends of offices of which a draft tells without saying whose they are: of teams there are many."""


def rivals(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """The first mention of a second name of the office, outside the sentence of the first.

    Names of one alternative between bars, joined by ``=``, are short forms of each other.
    """
    text, standing = document.text, frozenset(hits.literals)
    lines = [line for line in compiled["rivals"] if _has_two(line, standing)]
    apart = compiled_expression(compiled["apart"]) if lines and compiled["apart"] else None
    if apart is not None and apart.search(text):
        return
    for line in lines:
        told: dict[str, tuple[int, int, int]] = {}
        for start, end, form in _mentions(text, line):
            rank = _rank(document, start, text[start:end])
            if rank is None or not in_prose(document, start):
                continue
            known = told.setdefault(rank, (start, end, form))
            if known[2] == form or document.sentence_at(known[0]) == document.sentence_at(start):
                continue
            if {text[start - len(rank) - 1 : start - len(rank)], text[end : end + 1]} & _BESIDE:
                continue
            at = known[0] - len(rank)
            words = {"better": "", "n": "", "other": text[at : known[1]]}
            yield Match(start - len(rank), end, words, related=(Related(Span(at, known[1])),))
            break


def _has_two(line: str, standing: Collection[str]) -> bool:
    """Whether names of two alternatives stand in the draft."""
    names = [one.split("=") for one in line.split("|")]
    return sum(any(name in standing for name in forms) for forms in names) > 1


def _mentions(text: str, line: str) -> list[tuple[int, int, int]]:
    """Where the names of an office stand, the longest of those that overlap."""
    found = [
        (at, at + len(name), form)
        for form, names in enumerate(line.split("|"))
        for name in names.split("=")
        for at in _places(text, name)
    ]
    return sorted(
        one
        for one in found
        if not any(o[0] <= one[0] and one[1] <= o[1] and o[:2] != one[:2] for o in found)
    )


def _places(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


def _rank(document: Document, start: int, name: str) -> str | None:
    """Of whom the office is: 县, 桐岭县, nothing where it opens a clause; None if it is no name."""
    text = document.text
    before = text[start - 1 : start]
    if not before or before in CLAUSE_EDGE or before in _LEADS:
        return "" if name.endswith(_ALONE) or name[0] in _RANKS else None
    if before not in _RANKS:
        return None
    place = text[max(0, start - 1 - _PLACE) : start - 1]
    known = len(place) == _PLACE and all(map(HAN.match, place)) and text.count(place + before) > 1
    return place + before if known and document.is_boundary(start - 1 - _PLACE) else before
