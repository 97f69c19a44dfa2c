"""GitHub: workflow commands that a runner shows as annotations beside the lines of a draft.

GitHub shows at most 10 annotations of each level (error, warning, notice) a step and 50 a job;
the rest stay in the log. Where that is too few, upload SARIF.
"""

from typing import TextIO

from shengao.finding import FAULTS, SEVERITY_WORDS, UNREAD, DraftResult, Located, Severity
from shengao.report.crashes import crash, crashed
from shengao.report.streams import write_data
from shengao.report.summary import Summary, closing
from shengao.report.words import place
from shengao.text import MADE

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class GithubWriter:
    """Writes one workflow command a finding, in UTF-8, and a closing line for the log."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def begin(self) -> None:
        """Nothing stands before the first draft."""

    def draft(self, result: DraftResult) -> None:
        """Write the commands of one draft."""
        path = _property(result.path)
        if result.error is not None:
            self._command(f"error file={path},title=未能读取", result.error)
        for words in result.crashes:
            title = "未能读取" if crashed(words)[0] == UNREAD else "规则出错"
            self._command(f"error file={path},title={title}", crash(words))
        for located in result.findings:
            self._finding(path, result.kind, located)

    def end(self, summary: Summary) -> None:
        """Write the counts for whoever reads the log."""
        write_data(self._stream, closing(summary) + "\n")

    def _finding(self, path: str, kind: str, located: Located) -> None:
        finding = located.finding
        where = f"file={path},line={located.line},col={located.column},endLine={located.end_line}"
        if located.end_line == located.line:
            where += f",endColumn={located.end_column}"  # GitHub rejects it over several lines
        fault = FAULTS.get(finding.fault, finding.fault)
        title = _property(f"{SEVERITY_WORDS[finding.severity]} {fault} {finding.rule}")
        # A Word or PDF file has no lines on GitHub, so the words say which paragraph is meant.
        words = f"{place(kind, located.line)}：" if kind in MADE else ""
        self._command(f"{_LEVELS[finding.severity]} {where},title={title}", words + finding.message)

    def _command(self, head: str, message: str) -> None:
        write_data(self._stream, f"::{head}::{_message(message)}\n")


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
