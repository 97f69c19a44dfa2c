"""流水账: a passage that lists actions in time order and says nothing of what came of them.

The clauses of a block are read one by one. A run is a chain of clauses that go about
something, three or more of them strung together by markers of sequence (首先、随后、会上、
下午). Content clears it: figures, results, decisions, causes between the actions.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from shengao.checks.matching import compiled_regex
from shengao.document import Document
from shengao.finding import Match
from shengao.structure import FIGURES, Entity, Period, Token

_VERBS = frozenset(("v", "vd", "vi", "vq"))
_NOTHING = Token("", "", 0, 0)
_OPENING = 4
"""Within how many words of its start a clause that goes about something has its verb."""


class _Step(NamedTuple):
    """A clause as the check sees it."""

    start: int
    end: int
    markers: int
    actions: int
    figures: int
    results: int
    causes: int


def run(
    compiled: dict[str, Any], document: Document, hits: Sequence[tuple[int, int]]
) -> Iterator[Match]:
    """One match a passage, from its first to its last clause, with what it lacks."""
    blocks: list[int] = []
    for start, _ in hits:
        sentence = document.sentence_at(start)
        if sentence is not None:
            block = document.sentences[sentence].block
            if not blocks or blocks[-1] != block:
                blocks.append(block)
    for block in blocks:
        if document.blocks[block].kind in ("title", "heading", "cell"):
            continue
        for passage in _passages(compiled, _steps(compiled, document, block)):
            yield from _judge(compiled, passage)


def _steps(compiled: dict[str, Any], document: Document, block: int) -> list[_Step]:
    """The clauses of a block; sentences without a marker, or for the reader to follow, are idle."""
    text = document.text
    sentences = {
        sentence: [c for c in _clauses(document, sentence) if not document.quotation_at(*c)]
        for sentence in document.sentences_of(block)
    }
    dates = sum(
        len(_opening_dates(document, *c)) for clauses in sentences.values() for c in clauses
    )
    diary = dates >= compiled["markers"]
    steps = []
    for sentence, clauses in sentences.items():
        at = document.sentences[sentence]
        marks = [_markers(compiled["marker"], document, *c, diary) for c in clauses]
        first = next(
            (clause for clause, marked in zip(clauses, marks, strict=True) if marked), None
        )
        followed = (
            first is None
            or compiled_regex(compiled["instruction"]).search(text, at.start, at.end) is not None
            or document.modality(first[1] - 1, first[1]) != "realised"
        )
        for (start, end), marked in zip(clauses, marks, strict=True):
            acts = not followed and (
                _count(compiled["action"], document, start, end)
                or _opens_with_verb(compiled["state"], document, sentence, start, end)
            )
            steps.append(
                _Step(
                    start,
                    end,
                    0 if followed else marked,
                    int(acts),
                    _figures(compiled["idle_figure"], document, start, end),
                    _count(compiled["result"], document, start, end),
                    _count(compiled["cause"], document, start, end),
                )
            )
    return steps


def _markers(pattern: str, document: Document, start: int, end: int, diary: bool) -> int:
    """Words of sequence and times of day in a clause, but for those in a quotation.

    In a diary the dates that open clauses count too.
    """
    times = document.entities_in(start, end, ("time",))
    dates = [found for found in _opening_dates(document, start, end) if diary]
    return (
        len(times)
        + len(dates)
        + sum(
            1
            for found in compiled_regex(pattern).finditer(document.text, start, end)
            if found[1]
            and document.is_boundary(found.start())
            and not document.quotation_at(*found.span())
        )
    )


def _opening_dates(document: Document, start: int, end: int) -> list[Entity]:
    return [
        found
        for found in document.entities_in(start, end, ("date",))
        if found.start == start
        and isinstance(found.value, Period)
        and found.value.precision == "day"
    ]


def _count(pattern: str, document: Document, start: int, end: int) -> int:
    """How often a word stands in the clause; what its longer neighbours cover does not count."""
    return sum(
        1
        for found in compiled_regex(pattern).finditer(document.text, start, end)
        if found[1] and document.is_boundary(found.start()) and document.is_boundary(found.end())
    )


def _figures(idle: str, document: Document, start: int, end: int) -> int:
    return sum(
        1
        for found in document.entities_in(start, end, FIGURES)
        if not compiled_regex(idle).fullmatch(document.text, found.start, found.end)
    )


def _opens_with_verb(
    states: dict[str, bool], document: Document, sentence: int, start: int, end: int
) -> bool:
    """Whether one of the first words of the clause is a verb of doing."""
    opening = [t for t in document.tokens(sentence) if start <= t.start < end][: _OPENING + 1]
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
        if step.markers or step.actions:
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


def _judge(compiled: dict[str, Any], passage: list[_Step]) -> Iterator[Match]:
    markers = sum(1 for step in passage if step.markers)
    actions = sum(1 for step in passage if step.actions or step.markers)
    if actions < compiled["least"] or not markers:
        return
    brisk = passage[-1].end - passage[0].start <= compiled["brisk"] * actions
    needed = compiled["actions"] + 1 - markers  # the more markers, the fewer actions convince
    if markers < compiled["markers"] and not (brisk and actions >= needed):
        return
    figures = sum(step.figures for step in passage)
    results = sum(step.results for step in passage)
    causes = sum(step.causes for step in passage)
    if (figures + 2 * results + 2 * causes) * compiled["content"] >= actions:
        return
    lacking = [
        word
        for count, word in ((results, "结果"), (figures, "数据"), (causes, "原因"))
        if not count
    ]
    yield Match(
        passage[0].start,
        passage[-1].end,
        {"n": str(actions), "missing": "、".join(f"没有{word}" for word in lacking)},
    )
