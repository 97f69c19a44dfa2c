"""Checkstyle: the XML that most build servers and editors take from a linter.

The format has no standard; version 4.3 is what its readers expect.
"""

from typing import TextIO

from shengao.finding import DraftResult
from shengao.report.crashes import crash
from shengao.report.streams import attribute, write_data
from shengao.report.summary import Summary


class CheckstyleWriter:
    """Writes a ``file`` a draft, with an ``error`` a finding, in UTF-8. Columns are code points."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def begin(self) -> None:
        """Open the document."""
        write_data(self._stream, '<?xml version="1.0" encoding="UTF-8"?>\n')
        write_data(self._stream, '<checkstyle version="4.3">\n')

    def draft(self, result: DraftResult) -> None:
        """Write one draft; an unread one and a check that failed are errors without a line."""
        lines = [f"<file name={attribute(result.path)}>\n"]
        if result.error is not None:
            lines.append(_error("error", f"未能读取：{result.error}", "shengao.unread"))
        lines += [_error("error", crash(words), "shengao.crash") for words in result.crashes]
        for located in result.findings:
            finding = located.finding
            place = f' line="{located.line}" column="{located.column}"'
            lines.append(
                _error(finding.severity.value, finding.message, f"shengao.{finding.rule}", place)
            )
        write_data(self._stream, "".join([*lines, "</file>\n"]))

    def end(self, summary: Summary) -> None:
        """Close the document."""
        write_data(self._stream, "</checkstyle>\n")


def _error(severity: str, message: str, source: str, place: str = "") -> str:
    said = f"message={attribute(message)} source={attribute(source)}"
    return f'  <error{place} severity="{severity}" {said}/>\n'
