"""SARIF 2.1.0, for code scanning and its viewers (OASIS standard, March 2020).

Columns and offsets count code points (`columnKind`), the byte order mark left out. Results
are written a draft at a time. Fixes are given where a viewer could apply them: in text and
Markdown, and not where a fix touches facts.
"""

import json
import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

from shengao import __version__
from shengao.finding import FAULTS, Applicability, DraftResult, Fix, Located, Severity
from shengao.report.crashes import crash, crashed
from shengao.report.fixes import change
from shengao.report.streams import write_data
from shengao.report.summary import Rule, Summary
from shengao.report.words import place
from shengao.text import MADE

if TYPE_CHECKING:
    from shengao.scorecard import Scorecard

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_NOTIFICATIONS = {"unread": "稿件未能读取", "crash": "规则未能运行"}


class SarifWriter:
    """Writes one run in UTF-8; what could not be done is in its invocation, at the end."""

    def __init__(self, stream: TextIO, *, rules: Mapping[str, Rule]) -> None:
        self._stream = stream
        self._rules = sorted(rules.values(), key=lambda rule: rule.slug)
        self._index = {rule.slug: index for index, rule in enumerate(self._rules)}
        self._separator = "\n"
        self._notifications: list[dict[str, Any]] = []
        self._artifacts: list[dict[str, Any]] = []

    def begin(self) -> None:
        """Open the run: the tool with all its rules, then the list of results."""
        driver = {
            "name": "shengao",
            "fullName": "审稿",
            "version": __version__,
            "semanticVersion": __version__,
            "language": "zh-CN",
            "rules": [_rule(rule) for rule in self._rules],
            "notifications": [
                {"id": name, "shortDescription": {"text": words}}
                for name, words in _NOTIFICATIONS.items()
            ],
        }
        self._write(
            f'{{"$schema": {_json(_SCHEMA)}, "version": "2.1.0", "runs": [{{'
            f'"tool": {_json({"driver": driver})}, "language": "zh-CN", '
            f'"columnKind": "unicodeCodePoints", "results": ['
        )

    def draft(self, result: DraftResult) -> None:
        """Write a draft's results; keep what could not be done for the end."""
        uri = _uri(result.path)
        if result.score is not None:
            self._artifacts.append(_scored(uri, result.score))
        if result.error is not None:
            self._notify("unread", uri, f"未能读取：{result.error}")
        for words in result.crashes:
            self._notify("crash", uri, crash(words), crashed(words)[0])
        for located in result.findings:
            self._result(result, uri, located, [])
        for located in result.suppressed:
            suppression = {"kind": "inSource", "justification": located.reason}
            self._result(result, uri, located, [suppression])

    def end(self, summary: Summary) -> None:
        """Close the results, say how the run went, and name the drafts that have scores."""
        invocation = {
            "executionSuccessful": not self._notifications,
            "toolExecutionNotifications": self._notifications,
        }
        opening = "" if self._separator == "\n" else "\n"
        scored = f', "artifacts": {_json(self._artifacts)}' if self._artifacts else ""
        self._write(f'{opening}], "invocations": {_json([invocation])}{scored}}}]}}\n')

    def _write(self, text: str) -> None:
        write_data(self._stream, text)

    def _notify(self, name: str, uri: str, words: str, rule: str = "") -> None:
        notification: dict[str, Any] = {
            "descriptor": {"id": name},
            "level": "error",
            "message": {"text": words},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}}}],
        }
        if rule:
            notification["associatedRule"] = self._reference(rule)
        self._notifications.append(notification)

    def _reference(self, rule: str) -> dict[str, Any]:
        index = self._index.get(rule)
        return {"id": rule} if index is None else {"id": rule, "index": index}

    def _result(
        self, draft: DraftResult, uri: str, located: Located, suppressions: list[dict[str, str]]
    ) -> None:
        finding = located.finding
        result: dict[str, Any] = {"ruleId": finding.rule}
        if finding.rule in self._index:
            result["ruleIndex"] = self._index[finding.rule]
        location: dict[str, Any] = {
            "physicalLocation": {"artifactLocation": {"uri": uri}, "region": _region(located)}
        }
        if draft.kind in MADE:  # has no lines, so say in words what the line number means
            location["message"] = {"text": place(draft.kind, located.line)}
        result |= {
            "level": _LEVELS[finding.severity],
            "message": {"text": finding.message},
            "locations": [location],
            "partialFingerprints": {"shengao/v1": finding.fingerprint},
            # SARIF wants them on every result of a run or on none.
            "suppressions": suppressions,
            "properties": {"fault": finding.fault, "criterion": finding.criterion},
        }
        if finding.related:
            result["relatedLocations"] = [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": uri},
                        "region": _offsets(related.span.start, related.span.end),
                    },
                    "message": {"text": related.message},
                }
                for related in finding.related
            ]
        fixes = [
            _fix(uri, located, fix)
            for fix in finding.fixes
            if draft.kind not in MADE and fix.applicability is not Applicability.SHOWN
        ]
        if fixes:
            result["fixes"] = fixes
        self._write(self._separator + _json(result))
        self._separator = ",\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _scored(uri: str, score: "Scorecard") -> dict[str, Any]:
    """A draft with its scores; the evidence is left out, for all are kept until the end."""
    from shengao.report import scores

    properties = scores.as_dict(score)
    properties["criteria"] = scores.numbers(score)
    return {
        "location": {"uri": uri},
        "roles": ["analysisTarget"],
        "properties": {"score": properties},
    }


def _rule(rule: Rule) -> dict[str, Any]:
    fault = FAULTS.get(rule.fault, rule.fault)
    page = f"shengao explain {rule.slug}"
    return {
        "id": rule.slug,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": _PLACEHOLDER.sub("……", rule.message)},
        "help": {
            "text": f"为什么是问题、怎样改：运行 {page} 查看。",
            "markdown": f"为什么是问题、怎样改：运行 `{page}` 查看。",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "fault": rule.fault,
            "criterion": rule.criterion,
            "tags": [fault, rule.criterion],
        },
    }


def _offsets(start: int, end: int) -> dict[str, Any]:
    return {"charOffset": start, "charLength": end - start}


def _region(located: Located) -> dict[str, Any]:
    span = located.finding.span
    return {
        "startLine": located.line,
        "startColumn": located.column,
        "endLine": located.end_line,
        "endColumn": located.end_column,
        **_offsets(span.start, span.end),
        "snippet": {"text": located.finding.text},
    }


def _fix(uri: str, located: Located, fix: Fix) -> dict[str, Any]:
    return {
        "description": {"text": change(located, fix)},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": uri},
                "replacements": [
                    {
                        "deletedRegion": _offsets(edit.start, edit.end),
                        "insertedContent": {"text": edit.text},
                    }
                    for edit in fix.edits
                ],
            }
        ],
    }


def _uri(path: str) -> str:
    """A relative reference for a relative path, ``file:`` for an absolute one.

    Bytes that are no UTF-8 (surrogates in the path) are percent-encoded as they are.
    """
    pure = PurePath(path)
    try:
        raw = pure.as_posix().encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = pure.as_posix().encode("utf-8", "surrogatepass")
    if not pure.is_absolute():
        return quote(raw, safe="/!")
    rest = quote(raw, safe="/!:")  # a drive letter keeps its colon
    if rest.startswith("//"):  # a share of another machine: its name is the host
        return f"file:{rest}"
    return f"file://{rest}" if rest.startswith("/") else f"file:///{rest}"
