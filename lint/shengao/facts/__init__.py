"""The facts of a draft that a checker holds against the files, with what is wrong with each.

Figures and dates are complete: every one that is recognised has its row. Of persons, bodies and
places only those are named that are surely some, each once, with how often it is met.
"""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path

from shengao import data, entity
from shengao.contents import Contents, Fact, FactKind, Passage
from shengao.document import Document
from shengao.facts import figures, names
from shengao.facts.found import Found
from shengao.finding import Finding, Run
from shengao.structure import Entity
from shengao.text import Span

_CONFLICTS = frozenset(("figure-error", "inconsistent"))
_MISSING: dict[str, FactKind] = {"missing-figure": "数字", "vague-time": "日期"}
"""Faults of what should be a fact and is none, and the kind of fact that is missing."""
_BLANKS = frozenset(("placeholder-left",))
"""Rules that find a place left open, to which a fact is still to be put."""
_NO_POST = "没有写明单位、职务。"


def contents(
    document: Document,
    run: Run,
    dictionaries: Iterable[Path] = (),
    submitted: date | None = None,
) -> Contents:
    """The text of a draft, its blocks, and its facts as `of` finds them."""
    passages = tuple(
        Passage(
            block.kind,
            block.level,
            block.label,
            tuple(_pieces(document, block.start, block.end)),
        )
        for block in document.blocks
    )
    signed = (
        names.signer(document.text[block.start : block.end])
        for block in document.blocks
        if block.kind == "signoff"
    )
    unit = document.properties.get("unit", "").strip() or next(filter(None, signed), "")
    return Contents(
        document.source.text, passages, unit, of(document, run, dictionaries, submitted)
    )


def of(
    document: Document,
    run: Run,
    dictionaries: Iterable[Path] = (),
    submitted: date | None = None,
) -> tuple[Fact, ...]:
    """The facts of a draft in the order of its text, marked by the findings of a run.

    `dictionaries` are the project's own folders; the day of submission tells the year of dates
    where the draft gives none. Raises `RuleFileError` for a dictionary that is not as it should be.

    What contradicts another place (faults ``figure-error`` and ``inconsistent``) is a conflict at
    both; a finding that is allowed by a mark in the draft still counts, with its reason.
    """
    named = names.find(document, names.lists((data.folder("dictionaries"), *dictionaries)))
    found = [*figures.find(document, _entities(document, submitted)), *named]
    facts = [_fact(document, one) for one in found]
    findings = [(one, "") for one in run.findings]
    findings += [(one.finding, f"（已放行：{one.reason}）") for one in run.suppressed]
    for finding, allowed in findings:
        if finding.rule in _BLANKS:
            _missing(document, facts, finding, "数字", allowed)
        elif finding.fault in _CONFLICTS:
            _conflict(document, facts, finding, allowed)
        elif finding.fault in _MISSING:
            _missing(document, facts, finding, _MISSING[finding.fault], allowed)
    return tuple(sorted(facts, key=lambda fact: (fact.span.start, fact.span.end)))


def _entities(document: Document, submitted: date | None) -> list[Entity]:
    if document.year is not None or submitted is None:
        return document.entities
    return entity.find(document.text, submitted.year)


def _pieces(document: Document, start: int, end: int) -> Iterable[Span]:
    """The stretches of the source that ``start:end`` of the running text shows."""
    view = document.view
    bounds = [start, *(at for at in view.starts if start < at < end), end]
    for first, last in pairwise(bounds):
        if first < last:
            yield view.origin(first, last)


def _fact(document: Document, found: Found) -> Fact:
    span = document.view.origin(found.start, found.end)
    return Fact(
        found.kind,
        document.text[found.start : found.end],
        span,
        document.source.position(span.start).line,
        found.about,
        found.when,
        found.value,
        _sentence(document, found.start),
        found.times,
        "",
        _NO_POST if found.kind == "人员" and not found.about else found.doubt,
    )


def _sentence(document: Document, at: int) -> str:
    """The sentence that holds a character, or the line of what is no prose."""
    index = document.sentence_at(at)
    if index is not None:
        start, end = document.sentences[index][:2]
    else:
        block = document.blocks[document.block_at(at)]
        start, end = block.start, block.end
    return " ".join(document.text[start:end].split())


def _conflict(document: Document, facts: list[Fact], finding: Finding, allowed: str) -> None:
    message = finding.message + allowed
    if not _mark(facts, finding.span, message) and (
        finding.related or finding.fault == "figure-error"
    ):
        kind: FactKind = "数字" if any(map(str.isdigit, finding.text)) else "名称"
        facts.append(_missed(document, kind, finding)._replace(conflict=message))
    for related in finding.related:
        _mark(facts, related.span, message)


def _missing(
    document: Document, facts: list[Fact], finding: Finding, kind: FactKind, allowed: str
) -> None:
    message = finding.message + allowed
    for index, fact in enumerate(facts):
        if fact.kind == kind and fact.span.overlaps(finding.span):
            facts[index] = fact._replace(unverifiable=_joined(fact.unverifiable, message))
            return
    facts.append(_missed(document, kind, finding)._replace(unverifiable=message))


def _missed(document: Document, kind: FactKind, finding: Finding) -> Fact:
    """A row for words of a finding that are no fact yet."""
    start, end = finding.span
    shown = document.view.shown(start, end)
    sentence = "" if shown is None else _sentence(document, shown.start)
    line = document.source.position(start).line
    return Fact(kind, " ".join(finding.text.split()), finding.span, line, sentence=sentence)


def _mark(facts: list[Fact], span: Span, message: str) -> bool:
    """Mark the facts that touch a span; whether there is one."""
    touched = [index for index, fact in enumerate(facts) if fact.span.overlaps(span)]
    for index in touched:
        facts[index] = facts[index]._replace(conflict=_joined(facts[index].conflict, message))
    return bool(touched)


def _joined(one: str, other: str) -> str:
    return one if other in one else f"{one}{other}"
