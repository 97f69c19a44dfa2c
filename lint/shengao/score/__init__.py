"""How good a draft is on 快 实 深 新 用: from what its text shows and from what was found in it.

`measure` is pure. Findings come from a run before anything was selected, so that what a user
leaves out, accepts or allows changes no score.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from shengao.document import Document
from shengao.finding import FAULTS, Criterion, Run
from shengao.score import costs, gains, gates, lights, signals, totals
from shengao.score.book import Book
from shengao.score.draft import Beside, Draft
from shengao.score.signal import Measure, Signal
from shengao.scorecard import Band, Evidence, Mark, Scorecard

__all__ = ["Beside", "measure"]

_ORDER: tuple[Criterion, ...] = ("快", "实", "深", "新", "用")


def measure(
    document: Document, run: Run, beside: Beside, table: Mapping[str, Any]
) -> Scorecard | None:
    """The scorecard of a draft; None for a fragment.

    `table` is ``Rulebook.scoring``. Raises `RuntimeError`, naming the signal, where one fails.
    """
    if document.fragment:
        return None
    book = _book(table, beside.profile.get("scoring"))
    draft = Draft(document, beside, book.tables)
    unmeasured = _unmeasured(document, beside)
    findings = book.counted(chain(run.findings, (one.finding for one in run.suppressed)))
    measured = _measured(draft, unmeasured, book)
    evidence = [
        *book.start,
        *(_earned(document, signal, found, book) for signal, found in measured),
        *costs.of(findings, costs.characters(document), book),
    ]
    points = totals.sums(evidence)
    parts = {part: totals.within(value) for part, value in points.items()}
    values = totals.criteria(parts, book.lean)
    weights = book.weights_of(document.genre)
    shares = totals.scaled(weights or {}, (name for name in values if name not in unmeasured))
    marks = {
        name: Mark(None, why=unmeasured[name])
        if name in unmeasured
        else Mark(
            round(values[name]),
            shares.get(name, 0.0),
            tuple(one for one in evidence if one.criterion == name),
        )
        for name in _ORDER
    }
    total = round(totals.total(parts, shares, book)) if shares else None
    reasons = gates.of(findings, book)
    return Scorecard(
        marks,
        {"准": round(parts["准"]), "顺": round(parts["顺"])},
        total,
        _band(total, reasons, book),
        reasons,
        lights.of(
            document.genre, findings, marks["快"], {one.slug: m for one, m in measured}, book
        ),
        gains.of(_chances(measured, evidence, book), points, shares, book) if shares else (),
        beside.submission,
    )


_plain_books: list[tuple[Mapping[str, Any], Book]] = []
"""The book of the last table that no unit's numbers stood over: most drafts have the same."""


def _book(table: Mapping[str, Any], own: Mapping[str, Any] | None) -> Book:
    if own:
        return Book.of(table, own)
    if not _plain_books or _plain_books[0][0] is not table:
        _plain_books[:] = [(table, Book.of(table, {}))]
    return _plain_books[0][1]


def _unmeasured(document: Document, beside: Beside) -> dict[Criterion, str]:
    """The criteria that are 未评, each with the reason."""
    found: dict[Criterion, str] = {}
    urgent = document.genre == "紧急信息" and beside.received is not None
    if beside.submission.day is None and not urgent:
        found["快"] = "不知道报送日期"
    if beside.likeness is None or not beside.likeness.earlier:
        found["新"] = "没有往期稿件可比"
    return found


def _measured(
    draft: Draft, unmeasured: Mapping[Criterion, str], book: Book
) -> list[tuple[Signal, Measure]]:
    """The signals that apply, with what they saw."""
    found = []
    for signal in signals.load():
        if signal.criterion in unmeasured:
            continue
        try:
            seen = signal.measure(draft)
        except Exception as error:
            raise RuntimeError(f"{signal.slug}：{type(error).__name__}: {error}") from error
        if seen is not None:
            within = max(-1.0, min(seen.share, 1.0))
            found.append((signal, seen if within == seen.share else seen._replace(share=within)))
    return found


def _earned(document: Document, signal: Signal, seen: Measure, book: Book) -> Evidence:
    return Evidence(
        signal.criterion,
        book.points[signal.slug] * seen.share,
        seen.what,
        tuple(document.view.origin(*span) for span in seen.spans),
        signal.slug,
        signal.half,
        tuple(document.text[start:end] for start, end in seen.spans),
    )


def _band(total: int | None, reasons: Sequence[str], book: Book) -> Band | None:
    if total is None:
        return None
    if reasons:
        return "待核"
    bands: tuple[Band, ...] = ("优", "良", "可")
    return next((band for band in bands if total >= book.bands[band]), "需修改")


def _chances(
    measured: Sequence[tuple[Signal, Measure]], evidence: Sequence[Evidence], book: Book
) -> list[gains.Chance]:
    """What signals advise, and what mending all findings of a fault would give back."""
    spans = {one.source: one.spans for one in evidence}
    advised = [
        gains.Chance(
            signal.criterion,
            signal.half or ("准" if signal.criterion == "实" else signal.criterion),
            book.points[signal.slug] * (1 - seen.share),
            seen.advice.rstrip("。"),
            spans[signal.slug],
        )
        for signal, seen in measured
        if seen.advice
    ]
    mended = [
        gains.Chance(
            one.criterion,
            totals.part_of(one),
            -one.points,
            f"改掉{len(one.spans)}处{FAULTS[one.source]}",
            one.spans,
            mends=True,
        )
        for one in evidence
        if one.source in FAULTS
    ]
    return [*advised, *mended]
