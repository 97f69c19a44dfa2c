"""Concise: one finding a line, ``path:line:column: 建议 rule message``, as editors parse it.

A scored draft has one line more, ``path: 评分 …``, or with its evidence a line for each piece.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

from shengao.finding import SEVERITY_WORDS, DraftResult
from shengao.report.crashes import crash
from shengao.report.streams import write_words
from shengao.report.summary import Rule, Summary, closing, statistics

if TYPE_CHECKING:
    from shengao.scorecard import Scorecard

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


class ConciseWriter:
    """Writes a line a finding, the scores, and a closing count.

    With `quiet` there is of the scores only the total, and no count.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        rules: Mapping[str, Rule],
        statistics: bool,
        quiet: bool,
        explain_score: bool,
    ) -> None:
        self._stream = stream
        self._rules = rules
        self._statistics = statistics
        self._quiet = quiet
        self._explain_score = explain_score

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
        if result.score is not None:
            lines += [f"{result.path}: {line}\n" for line in self._scores(result.score)]
        if lines:
            write_words(self._stream, "".join(lines))

    def end(self, summary: Summary) -> None:
        """Write the counts."""
        if self._statistics:
            for number, rule, title in statistics(summary, self._rules):
                write_words(self._stream, f"{number:5} {rule} {title}".rstrip() + "\n")
        if not self._quiet:
            write_words(self._stream, closing(summary) + "\n")

    def _scores(self, score: "Scorecard") -> Iterator[str]:
        from shengao.report.scores import account, brief, standing

        yield f"评分 {standing(score) if self._quiet else _one_line(brief(score))}"
        if self._explain_score:
            for head, rows in account(score):
                yield _one_line(head)
                for earned, what, source in rows:
                    yield _one_line(f"{head[0]} {earned} {what} {source}")


def _one_line(text: str) -> str:
    """Text without line breaks and control characters."""
    return _BREAKS.sub(" ", text).strip()
