"""Scorecards as plain tuples: what `marshal` keeps and processes send each other."""

from datetime import date
from typing import Any

from shengao.scorecard import Evidence, Gain, Light, Mark, Scorecard, Submission
from shengao.text import Span

Packed = tuple[Any, ...]
_SPAN = Span._make


def pack(card: Scorecard | None) -> Packed | None:
    """A scorecard as plain tuples."""
    if card is None:
        return None
    day = card.submission.day
    return (
        tuple(
            (name, mark.value, mark.weight, tuple(map(_pack, mark.evidence)), mark.why)
            for name, mark in card.criteria.items()
        ),
        tuple(card.halves.items()),
        card.total,
        card.band,
        card.gates,
        tuple(map(tuple, card.lights)),
        tuple(map(tuple, card.gains)),
        None if day is None else day.isoformat(),
        card.submission.source,
    )


def unpack(packed: Packed | None) -> Scorecard | None:
    """The scorecard again."""
    if packed is None:
        return None
    marks, halves, total, band, gates, lights, gains, day, source = packed
    return Scorecard(
        {
            name: Mark(value, weight, tuple(map(_unpack, evidence)), why)
            for name, value, weight, evidence, why in marks
        },
        dict(halves),
        total,
        band,
        gates,
        tuple(Light(*light) for light in lights),
        tuple(Gain(*gain) for gain in gains),
        Submission(None if day is None else date.fromisoformat(day), source),
    )


def _pack(evidence: Evidence) -> Packed:
    criterion, points, what, spans, source, half, words = evidence
    return criterion, points, what, tuple(map(tuple, spans)), source, half, words


def _unpack(packed: Packed) -> Evidence:
    criterion, points, what, spans, source, half, words = packed
    return Evidence(criterion, points, what, tuple(map(_SPAN, spans)), source, half, words)
