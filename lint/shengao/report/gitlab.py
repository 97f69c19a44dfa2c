"""GitLab: a code quality report, shown in merge requests (artifacts:reports:codequality)."""

import json
from hashlib import blake2b
from typing import Any, TextIO

from shengao.finding import DraftResult, Located, Severity
from shengao.report.crashes import crash
from shengao.report.streams import write_data
from shengao.report.summary import Summary

_LEVELS = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitlabWriter:
    """Writes one JSON array, in UTF-8. GitLab shows a fingerprint once, so it holds the path."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._first = True

    def begin(self) -> None:
        """Open the array."""
        write_data(self._stream, "[")

    def draft(self, result: DraftResult) -> None:
        """Write the findings of one draft; one that could not be read blocks."""
        path = result.path
        if result.error is not None:
            self._issue("unread", f"未能读取：{result.error}", "blocker", path, 1, "")
        for words in result.crashes:
            self._issue("crash", crash(words), "blocker", path, 1, words)
        for located in result.findings:
            self._finding(path, located)

    def end(self, summary: Summary) -> None:
        """Close the array."""
        write_data(self._stream, "\n]\n")

    def _finding(self, path: str, located: Located) -> None:
        finding = located.finding
        level = _LEVELS[finding.severity]
        line = located.line
        self._issue(finding.rule, finding.message, level, path, line, finding.fingerprint)

    def _issue(
        self, rule: str, message: str, level: str, path: str, line: int, identity: str
    ) -> None:
        named = f"{path}\0{rule}\0{identity}".encode("utf-8", "surrogatepass")
        issue: dict[str, Any] = {
            "description": message,
            "check_name": rule,
            "fingerprint": blake2b(named, digest_size=16).hexdigest(),
            "severity": level,
            "location": {"path": path, "lines": {"begin": line}},
        }
        comma = "\n" if self._first else ",\n"
        self._first = False
        write_data(self._stream, comma + json.dumps(issue, ensure_ascii=False))
