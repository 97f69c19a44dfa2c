"""What the page is told of a draft: plain data with words to show and offsets in UTF-16 units."""

from typing import Any

from shengao.finding import FAULTS, SEVERITY_WORDS, Applicability, DraftResult, Fix, Located
from shengao.report import scores
from shengao.report.crashes import crash
from shengao.report.fixes import change
from shengao.report.words import place
from shengao.scorecard import Scorecard
from shengao.web.utf16 import Units


def judged(result: DraftResult, text: str) -> dict[str, Any]:
    """A draft that was judged; `text` is what its offsets count in."""
    units = Units(text)
    return {
        "genre": result.genre or "",
        "characters": result.characters,
        "findings": [_finding(result, located, units) for located in result.findings],
        "suppressed": len(result.suppressed),
        "crashes": [crash(one) for one in result.crashes],
        "score": None if result.score is None else _score(result.score),
    }


def _finding(result: DraftResult, located: Located, units: Units) -> dict[str, Any]:
    finding = located.finding
    start, end = finding.span
    return {
        "rule": finding.rule,
        "fault": FAULTS.get(finding.fault, finding.fault),
        "criterion": finding.criterion,
        "severity": finding.severity.value,
        "badge": SEVERITY_WORDS[finding.severity],
        "message": finding.message,
        "start": units.of(start),
        "end": units.of(end),
        "text": finding.text,
        "where": place(result.kind, located.line),
        "fixes": [_fix(located, fix, units) for fix in finding.fixes],
        "related": [
            {
                "start": units.of(related.span.start),
                "end": units.of(related.span.end),
                "message": related.message,
            }
            for related in finding.related
            if related.message
        ],
    }


def _fix(located: Located, fix: Fix, units: Units) -> dict[str, Any]:
    """A fix in words with its edits; none where only a person may make them."""
    applies = fix.applicability is not Applicability.SHOWN
    return {
        "words": change(located, fix),
        "safe": fix.applicability is Applicability.SAFE,
        "edits": [
            {"start": units.of(edit.start), "end": units.of(edit.end), "text": edit.text}
            for edit in sorted(fix.edits)
        ]
        if applies
        else [],
    }


def _score(score: Scorecard) -> dict[str, Any]:
    submission = score.submission
    return {
        "standing": scores.standing(score),
        "total": score.total,
        "band": score.band or "",
        "gates": list(score.gates),
        "criteria": [
            {
                "criterion": criterion,
                "value": mark.value,
                "weight": mark.weight if score.total is not None else 0,
                "why": mark.why,
                "halves": scores.halves(score) if criterion == "实" else [],
            }
            for criterion, mark in scores.in_order(score)
        ],
        "lights": [
            {"name": light.name, "on": light.on, "reasons": list(light.reasons)}
            for light in score.lights
        ],
        "gains": [
            {
                "criterion": gain.criterion,
                "points": scores.points(gain.points),
                "what": gain.what,
            }
            for gain in score.gains
        ],
        "account": [
            {"head": head, "rows": [list(row) for row in rows]}
            for head, rows in scores.account(score)
        ],
        "submitted": submission.day.isoformat() if submission.day is not None else "",
        "submitted_from": submission.source,
    }
