"""流水账: a passage that lists actions in time order and says nothing of what came of them.

The clauses of a block are read one by one. A run is a chain of clauses that go about
something, three or more of them strung together by markers of sequence (首先、随后、会上、
下午). Content clears it: figures, results, decisions, causes between the actions.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from shengao.checks.matching import compiled_regex
from shengao.document import Document
from shengao.finding import Match
from shengao.structure import FIGURES


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
    count = {
        name: compiled_regex(compiled[name])
        for name in ("marker", "action", "result", "cause", "instruction")
    }
    text = document.text
    steps = []
    for sentence in document.sentences_of(block):
        at = document.sentences[sentence]
        asked = count["instruction"].search(text, at.start, at.end) is not None
        for start, end in _clauses(document, sentence):
            if document.quotation_at(start, end):
                continue
            figures = sum(
                1
                for found in document.entities_in(start, end, FIGURES)
                if not compiled_regex(compiled["idle_figure"]).fullmatch(
                    text, found.start, found.end
                )
            )
            marks = len(count["marker"].findall(text, start, end))
            clocks = len(document.entities_in(start, end, ("time",)))
            steps.append(
                _Step(
                    start,
                    end,
                    0 if asked else marks + clocks,
                    len(count["action"].findall(text, start, end)),
                    figures,
                    len(count["result"].findall(text, start, end)),
                    len(count["cause"].findall(text, start, end)),
                )
            )
    return steps


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
    if markers < compiled["markers"] and actions < compiled["actions"]:
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
