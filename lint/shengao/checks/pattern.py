"""Token patterns: steps over the words of a sentence."""

from collections.abc import Iterator, Sequence
from typing import Any

from shengao.checks.conditions import hold
from shengao.document import Document
from shengao.finding import Match
from shengao.structure import Token

Step = tuple[dict[str, bool], tuple[str, ...], tuple[str, ...], tuple[str, ...], bool, int, bool]
"""Texts, parts of speech by prefix, entity kinds, texts that it must not be; whether it may be
left out, how often it may be taken, whether it is what is reported."""


def run(
    compiled: dict[str, Any], document: Document, hits: Sequence[tuple[int, int]]
) -> Iterator[Match]:
    """Leftmost, longest matches in each sentence that holds a literal of the pattern."""
    steps: Sequence[Step] = compiled["steps"]
    marked = any(step[6] for step in steps)
    searched: set[int] = set()
    for hit_start, _ in hits:
        index = document.sentence_at(hit_start)
        if index is None or index in searched:
            continue
        searched.add(index)
        tokens = document.tokens(index)
        at = 0
        while at < len(tokens):
            taken = _match(steps, 0, tokens, at, document.text, ())
            if not taken:
                at += 1
                continue
            last = taken[-1][1]
            shown = [span for span in taken if steps[span[2]][6]] if marked else taken
            start, end = tokens[shown[0][0]].start, tokens[shown[-1][1] - 1].end
            if hold(compiled["conditions"], document, start, end):
                yield Match(start, end)
            at = max(last, at + 1)


def _match(
    steps: Sequence[Step],
    step: int,
    tokens: list[Token],
    at: int,
    text: str,
    taken: tuple[tuple[int, int, int], ...],
) -> tuple[tuple[int, int, int], ...]:
    """The stretches (first token, end token, step) that the steps take from `at`, or nothing."""
    if step == len(steps):
        return taken
    *_, optional, most, _ = steps[step]
    ends = [at]
    while len(ends) <= most:
        end = _fits(steps[step], tokens, ends[-1], text)
        if not end:
            break
        ends.append(end)
    for end in reversed(ends[1:]):
        found = _match(steps, step + 1, tokens, end, text, (*taken, (at, end, step)))
        if found:
            return found
    if optional:
        return _match(steps, step + 1, tokens, at, text, taken)
    return ()


def _fits(step: Step, tokens: list[Token], at: int, text: str) -> int:
    """The token index after what the step takes at `at`, 0 for no fit.

    A text of the step may be several tokens long: it must begin and end where tokens do.
    """
    if at >= len(tokens):
        return 0
    texts, pos, entities, banned, *_ = step
    token = tokens[at]
    if token.text in banned:
        return 0
    if pos and not token.pos.startswith(pos):
        return 0
    if entities and token.entity not in entities:
        return 0
    if not texts:
        return at + 1
    end = at
    while end < len(tokens) and end - at < 6:
        end += 1
        if text[token.start : tokens[end - 1].end] in texts:
            return end
    return 0
