"""A draft as plain data: the draft of the JSON formats."""

import json
from typing import Any

from shengao.finding import DraftResult, Located


def as_dict(result: DraftResult) -> dict[str, Any]:
    """A draft as plain dictionaries, lists, strings and numbers: the draft of the JSON formats.

    Offsets count code points of ``Source.text``, lines and columns from 1. ``crashes`` is
    there only where a check failed.
    """
    score: dict[str, Any] | None = None
    if result.score is not None:
        from shengao.report import scores

        score = scores.as_dict(result.score)
    draft: dict[str, Any] = {
        "path": result.path,
        "title": result.title,
        "genre": result.genre,
        "characters": result.characters,
        "error": result.error,
        "findings": [_finding(located) for located in result.findings],
        "suppressed": [
            {**_finding(located), "reason": located.reason} for located in result.suppressed
        ],
        "score": score,
    }
    if result.crashes:
        draft["crashes"] = list(result.crashes)
    return draft


def dumps(result: DraftResult) -> str:
    """A draft as JSON in one line."""
    # What `as_dict` makes holds nothing twice: to look for circles takes a third of the time.
    return json.dumps(as_dict(result), ensure_ascii=False, check_circular=False)


def _finding(located: Located) -> dict[str, Any]:
    finding = located.finding
    return {
        "rule": finding.rule,
        "fault": finding.fault,
        "criterion": finding.criterion,
        "severity": finding.severity.value,
        "message": finding.message,
        "start": finding.span.start,
        "end": finding.span.end,
        "line": located.line,
        "column": located.column,
        "text": finding.text,
        "fixes": [
            {
                "applicability": fix.applicability.value,
                "edits": [
                    {"start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits
                ],
            }
            for fix in finding.fixes
        ],
        "related": [
            {"start": related.span.start, "end": related.span.end, "message": related.message}
            for related in finding.related
        ],
        "fingerprint": finding.fingerprint,
    }
