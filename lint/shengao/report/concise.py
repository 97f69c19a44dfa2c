"""Concise: one finding a line, ``path:line:column: 建议 rule message``, as editors parse it."""

import re
from collections.abc import Mapping
from typing import TextIO

from shengao.finding import SEVERITY_WORDS, DraftResult
from shengao.report.common import (
    Rule,
    Summary,
    closing,
    crash,
    statistics,
    write_words,
)

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


class ConciseWriter:
    """Writes a line a finding and a closing count (not with `quiet`)."""

    def __init__(
        self, stream: TextIO, *, rules: Mapping[str, Rule], statistics: bool, quiet: bool
    ) -> None:
        self._stream = stream
        self._rules = rules
        self._statistics = statistics
        self._quiet = quiet

    def begin(self) -> None:
        """Nothing stands before the first draft."""

    def draft(self, result: DraftResult) -> None:
        """Write the findings of a draft, or why it has none to show."""
        lines = []
        if result.error is not None:
            lines.append(f"{result.path}: 未能读取：{_one_line(result.error)}\n")
        lines += [f"{result.path}: {_one_line(crash(words))}\n" for words in result.crashes]
        for located in result.findings:
            finding = located.finding
            lines.append(
                f"{result.path}:{located.line}:{located.column}: "
                f"{SEVERITY_WORDS[finding.severity]} {finding.rule} {_one_line(finding.message)}\n"
            )
        if lines:
            write_words(self._stream, "".join(lines))

    def end(self, summary: Summary) -> None:
        """Write the counts."""
        if self._statistics:
            for number, rule, title in statistics(summary, self._rules):
                write_words(self._stream, f"{number:5} {rule} {title}".rstrip() + "\n")
        if not self._quiet:
            write_words(self._stream, closing(summary) + "\n")


def _one_line(text: str) -> str:
    """Text without line breaks and control characters."""
    return _BREAKS.sub(" ", text).strip()
