"""rdjson: the Reviewdog Diagnostic Format, with which reviewdog comments on changes.

Columns count the bytes of UTF-8 from 1, ends are exclusive (``reviewdog.proto``).
"""

import json
from typing import Any, TextIO

from shengao.finding import Applicability, DraftResult, Located, Severity
from shengao.report.crashes import crash
from shengao.report.fixes import replacement
from shengao.report.streams import write_data
from shengao.report.summary import Summary

_LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


class RdjsonWriter:
    """Writes one ``DiagnosticResult``, in UTF-8."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._first = True

    def begin(self) -> None:
        """Open the object and its list."""
        write_data(self._stream, '{"source": {"name": "shengao"}, "diagnostics": [')

    def draft(self, result: DraftResult) -> None:
        """Write the diagnostics of one draft; an unread one has no range."""
        said = [] if result.error is None else [f"未能读取：{result.error}"]
        for words in (*said, *map(crash, result.crashes)):
            self._diagnostic(
                {"message": words, "location": {"path": result.path}, "severity": "ERROR"}
            )
        for located in result.findings:
            self._diagnostic(_finding(result.path, located))

    def end(self, summary: Summary) -> None:
        """Close the list and the object."""
        write_data(self._stream, "\n]}\n")

    def _diagnostic(self, diagnostic: dict[str, Any]) -> None:
        comma = "\n" if self._first else ",\n"
        self._first = False
        write_data(self._stream, comma + json.dumps(diagnostic, ensure_ascii=False))


def _finding(path: str, located: Located) -> dict[str, Any]:
    finding = located.finding
    place = {
        "start": {"line": located.line, "column": located.byte_column},
        "end": {"line": located.end_line, "column": located.end_byte_column},
    }
    diagnostic = {
        "message": finding.message,
        "location": {"path": path, "range": place},
        "severity": _LEVELS[finding.severity],
        "code": {"value": finding.rule},
    }
    suggestions = [
        {"range": place, "text": words}
        for fix in finding.fixes
        if fix.applicability != Applicability.SHOWN
        and (words := replacement(located, fix)) is not None
    ]
    return {**diagnostic, "suggestions": suggestions} if suggestions else diagnostic
