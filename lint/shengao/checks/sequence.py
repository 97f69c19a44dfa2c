"""流水账: a passage that lists actions in time order and says nothing of what came of them.

The clauses of a block are read one by one. A run is a chain of clauses that go about
something, three or more of them strung together by markers of sequence (首先、随后、会上、
下午). Content clears it: figures, results, decisions, causes between the actions.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from shengao.checks.hits import Hits
from shengao.document import Document
from shengao.expression import compiled as compiled_expression
from shengao.finding import Match
from shengao.structure import FIGURES, Period, Token

_VERBS = frozenset(("v", "vd", "vi", "vq"))
_DATES = ("date", "time")
_NOTHING = Token("", "", 0, 0)
_OPENING = 4
"""Within how many words of its start a clause that goes about something has its verb."""


class _Step(NamedTuple):
    """A clause as the check sees it."""

    start: int
    end: int
    marked: bool
    acts: bool


def run(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """One match a passage, from its first to its last clause, with what it lacks."""
    words = set(hits.literals).difference(compiled["dated"])
    places = (document.in_sentences(hits.starts(word)) for word in words)
    marked = {sentence for found in places for _, sentence in found}
    dated = {document.block_at(one.start) for one in document.entities if one.kind in _DATES}
    for block in sorted(dated | {document.sentences[sentence].block for sentence in marked}):
        if document.blocks[block].kind not in ("title", "heading", "cell"):
            for passage in _passages(compiled, _steps(compiled, document, block, marked)):
                yield from _judge(compiled, document, passage)


def _steps(
    compiled: dict[str, Any], document: Document, block: int, marked: set[int]
) -> list[_Step]:
    """The clauses of a block; sentences without a marker, or for the reader to follow, are idle.

    None of a block in which nothing is marked: most, since markers have other meanings too.
    """
    sentences = document.sentences_of(block)
    diary = _is_diary(compiled, document, block)
    marks_of = {
        sentence: [
            _is_marked(compiled["marker"], document, *clause, diary)
            for clause in _unquoted(document, sentence)
        ]
        for sentence in sentences
        if sentence in marked or diary
    }
    if not any(map(any, marks_of.values())):
        return []
    steps: list[_Step] = []
    for sentence in sentences:
        clauses = _unquoted(document, sentence)
        marks = marks_of.get(sentence) or [False] * len(clauses)
        told = any(marks) and not _is_for_the_reader(
            compiled["instruction"], document, sentence, clauses[marks.index(True)]
        )
        steps += [
            _Step(
                start,
                end,
                told and mark,
                told
                and (
                    _count(compiled["action"], document, start, end) > 0
                    or _opens_with_verb(compiled["state"], document, start, end)
                ),
            )
            for (start, end), mark in zip(clauses, marks, strict=True)
        ]
    return steps


def _is_diary(compiled: dict[str, Any], document: Document, block: int) -> bool:
    """Whether so many clauses of a block open with a date or hour that these mark its order."""
    place = document.blocks[block]
    least: int = compiled["markers"]
    if len(document.entities_in(place.start, place.end, _DATES)) < least:
        return False
    clauses = (c for one in document.sentences_of(block) for c in _unquoted(document, one))
    return least <= sum(_opens_with_date(document, *clause) for clause in clauses)


def _unquoted(document: Document, sentence: int) -> list[tuple[int, int]]:
    return [c for c in _clauses(document, sentence) if not document.quotation_at(*c)]


def _is_for_the_reader(
    instruction: str, document: Document, sentence: int, first: tuple[int, int]
) -> bool:
    """Whether a sentence says what is to be done, not what was; `first` is its marked clause."""
    start, end, _ = document.sentences[sentence]
    return (
        compiled_expression(instruction).search(document.text, start, end) is not None
        or document.modality(first[1] - 1, first[1]) != "realised"
    )


def _is_marked(pattern: str, document: Document, start: int, end: int, diary: bool) -> bool:
    """Whether a clause has a word of sequence or a time of day, not one in a quotation.

    In a diary a date that opens it counts too.
    """
    if document.entities_in(start, end, ("time",)):
        return True
    if diary and _opens_with_date(document, start, end):
        return True
    return any(
        found[1]
        and document.is_boundary(found.start())
        and not document.quotation_at(*found.span())
        for found in compiled_expression(pattern).finditer(document.text, start, end)
    )


def _opens_with_date(document: Document, start: int, end: int) -> bool:
    return any(
        found.start == start
        and (end - found.end > 1 or document.text[end : end + 1] == "，")
        and (found.kind == "time" or (isinstance(found.value, Period) and _orders(found.value)))
        for found in document.entities_in(start, end, _DATES)
    )


def _orders(period: Period) -> bool:
    """Whether a date orders a diary: a day, or a month of the year that all is about."""
    return period.precision == "day" or (period.precision == "month" and period.year is None)


def _count(pattern: str, document: Document, start: int, end: int) -> int:
    """How often a word stands there; what its longer neighbours cover does not count."""
    return sum(
        1
        for found in compiled_expression(pattern).finditer(document.text, start, end)
        if found[1] and document.is_boundary(found.start()) and document.is_boundary(found.end())
    )


def _figures(idle: str, document: Document, start: int, end: int) -> int:
    return sum(
        1
        for found in document.entities_in(start, end, FIGURES)
        if not compiled_expression(idle).fullmatch(document.text, found.start, found.end)
    )


def _opens_with_verb(states: dict[str, bool], document: Document, start: int, end: int) -> bool:
    """Whether one of the first words of the clause is a verb of doing."""
    opening = [t for t in document.tokens_in(start, end) if start <= t.start][: _OPENING + 1]
    return any(
        (t.pos in _VERBS or (t.pos == "vn" and following.text in ("了", "过")))
        and t.text not in states
        for t, following in pairwise([*opening, _NOTHING])
    )


def _clauses(document: Document, sentence: int) -> Iterator[tuple[int, int]]:
    """Clauses, and the actions of a list parted by 、 as clauses of their own."""
    for clause in document.clauses(sentence):
        start = clause.start
        while True:
            at = document.text.find("、", start, clause.end)
            if at < 0:
                break
            yield start, at
            start = at + 1
        yield start, clause.end


def _passages(compiled: dict[str, Any], steps: list[_Step]) -> Iterator[list[_Step]]:
    """Runs of clauses that go about something, of which enough are marked."""
    gap: int = compiled["gap"]
    passage: list[_Step] = []
    idle = 0
    for step in steps:
        if step.marked or step.acts:
            passage.append(step)
            idle = 0
            continue
        idle += 1
        if passage and idle > gap:
            yield passage[: len(passage) - idle + 1]
            passage, idle = [], 0
        elif passage:
            passage.append(step)
    if passage:
        yield passage[: len(passage) - idle]


def _judge(compiled: dict[str, Any], document: Document, passage: list[_Step]) -> Iterator[Match]:
    markers = sum(step.marked for step in passage)
    actions = sum(step.marked or step.acts for step in passage)
    if actions < compiled["least"] or not markers:
        return
    start, end = passage[0].start, passage[-1].end
    brisk = end - start <= compiled["brisk"] * actions
    needed = compiled["actions"] + 1 - markers  # the more markers, the fewer actions convince
    if markers < compiled["markers"] and not (brisk and actions >= needed):
        return
    figures = _figures(compiled["idle_figure"], document, start, end)
    results = _count(compiled["result"], document, start, end)
    causes = _count(compiled["cause"], document, start, end)
    if (figures + 2 * results + 2 * causes) * compiled["content"] >= actions:
        return
    lacking = [
        word
        for count, word in ((results, "结果"), (figures, "数据"), (causes, "原因"))
        if not count
    ]
    yield Match(
        start, end, {"n": str(actions), "missing": "、".join(f"没有{word}" for word in lacking)}
    )
