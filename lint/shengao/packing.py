"""Rows of drafts as plain tuples: what `marshal` keeps and processes send each other."""

from typing import Any

from shengao.contents import Contents, Fact, Passage
from shengao.finding import (
    Applicability,
    DraftResult,
    Edit,
    Finding,
    Fix,
    Located,
    Related,
    Severity,
)
from shengao.score import packing
from shengao.text import Span

Packed = tuple[Any, ...]
"""A `DraftResult`, or a part of one, as plain tuples."""


def pack(result: DraftResult) -> Packed:
    """A row as plain tuples."""
    return (
        result.path,
        result.kind,
        result.title,
        result.genre,
        result.characters,
        result.error,
        tuple(map(_pack, result.findings)),
        tuple(map(_pack, result.suppressed)),
        result.crashes,
        packing.pack(result.score),
        None if result.contents is None else _pack_contents(result.contents),
        result.solicited,
    )


def unpack(packed: Packed) -> DraftResult:
    """The row again."""
    path, kind, title, genre, characters, error, findings, suppressed, crashes, *rest = packed
    score, contents, *later = rest  # the desk also keeps rows of versions that knew no more
    return DraftResult(
        path,
        kind,
        title,
        genre,
        characters,
        error,
        tuple(map(_unpack, findings)),
        tuple(map(_unpack, suppressed)),
        crashes,
        packing.unpack(score),
        None if contents is None else _unpack_contents(contents),
        *later,
    )


def _pack_contents(contents: Contents) -> Packed:
    return (
        contents.text,
        tuple((*one[:3], tuple(map(tuple, one.pieces))) for one in contents.passages),
        contents.unit,
        tuple((fact.kind, fact.text, tuple(fact.span), *fact[3:]) for fact in contents.facts),
    )


def _unpack_contents(packed: Packed) -> Contents:
    text, passages, unit, facts = packed
    return Contents(
        text,
        tuple(
            Passage(kind, level, label, tuple(Span(*piece) for piece in pieces))
            for kind, level, label, pieces in passages
        ),
        unit,
        tuple(Fact(kind, words, Span(*span), *rest) for kind, words, span, *rest in facts),
    )


def _pack(located: Located) -> Packed:
    finding, *place = located
    return (
        finding.rule,
        finding.fault,
        finding.criterion,
        finding.severity.value,
        finding.message,
        tuple(finding.span),
        finding.text,
        tuple((tuple(map(tuple, fix.edits)), fix.applicability.value) for fix in finding.fixes),
        tuple((tuple(related.span), related.message) for related in finding.related),
        finding.fingerprint,
        *place,
    )


def _unpack(packed: Packed) -> Located:
    rule, fault, criterion, severity, message, span, text, fixes, related, fingerprint = packed[:10]
    finding = Finding(
        rule,
        fault,
        criterion,
        Severity(severity),
        message,
        Span(*span),
        text,
        tuple(
            Fix(tuple(Edit(*edit) for edit in edits), Applicability(how)) for edits, how in fixes
        ),
        tuple(Related(Span(*place), why) for place, why in related),
        fingerprint,
    )
    return Located(finding, *packed[10:])
