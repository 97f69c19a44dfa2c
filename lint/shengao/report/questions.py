"""The checklist 待补数据: what a draft should say and does not, as questions to those who know."""

from typing import NamedTuple

from shengao.finding import DraftResult, Located
from shengao.report.words import place

_FAULTS = frozenset(("missing-figure", "vague-time"))
_RULES = frozenset(("placeholder-left",))


class Question(NamedTuple):
    """What is to be supplied (`ask`) for some words of a draft, and the sentence they stand in."""

    number: int  # of the finding among all of the draft, from 1
    where: str
    words: str
    ask: str
    sentence: str


def questions(result: DraftResult) -> list[Question]:
    """The questions of a draft in the order of its text."""
    return [
        Question(
            number,
            place(result.kind, one.line),
            " ".join(one.finding.text.split()),
            _ask(one.finding.message),
            _sentence(result, one),
        )
        for number, one in enumerate(result.findings, 1)
        if one.finding.fault in _FAULTS or one.finding.rule in _RULES
    ]


def _ask(message: str) -> str:
    """What a message asks for: the words behind its colon."""
    _, colon, ask = message.partition("：")
    return ask if colon and ask else message


def _sentence(result: DraftResult, located: Located) -> str:
    span = located.finding.span
    facts = result.contents.facts if result.contents else ()
    return next(
        (fact.sentence for fact in facts if fact.sentence and fact.span.overlaps(span)),
        " ".join(located.excerpt.split()),
    )
