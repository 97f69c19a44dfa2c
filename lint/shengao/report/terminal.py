"""The report for a person at a terminal: what matters first, shown where it stands."""

from collections.abc import Callable, Mapping, Sequence
from typing import TextIO

from shengao.finding import (
    FAULTS,
    SEVERITY_WORDS,
    DraftResult,
    Located,
    Severity,
)
from shengao.report.crashes import crash, failures
from shengao.report.fixes import remedies
from shengao.report.page import Page, Segment
from shengao.report.summary import Rule, Summary, closing, in_order, statistics
from shengao.report.words import counts, place

WEIGHT: tuple[str, ...] = (
    "sensitive", "figure-error", "inconsistent", "typo", "evasion", "timeliness", "copy",
    "missing-figure", "chronicle", "grammar", "vague-time", "vague", "absolute", "title", "lead",
    "structure", "cliche", "colloquial", "redundant", "length", "punctuation", "suppression",
)  # fmt: skip
"""Faults by how much they matter among findings of one severity: what makes a report wrong
first, then what makes it empty, then how it is put."""

FIRST = 5
"""Findings shown of a draft."""
SAME = 3
"""Findings shown of one rule in a draft."""
_LINES = 10  # line numbers listed for further findings of a rule
_MARGIN = 7  # cells before the words of a finding: “  必改 ”
_QUOTED = 20  # characters of a finding quoted in the verdict

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_WEIGHTS = {fault: weight for weight, fault in enumerate(WEIGHT)}


class TerminalWriter:
    """Writes a block a draft with findings, a line a draft without, and the sums."""

    def __init__(
        self,
        stream: TextIO,
        *,
        rules: Mapping[str, Rule],
        show_all: bool,
        statistics: bool,
        quiet: bool,
        explain_score: bool,
        short: Callable[[], bool],
        colour: bool | None,
        width: int | None,
    ) -> None:
        self._rules = rules
        self._show_all = show_all
        self._statistics = statistics
        self._quiet = quiet
        self._explain_score = explain_score
        self._short = short
        self._page = Page(stream, colour, width)
        self._screen, self._width = self._page.screen, self._page.width
        self._line, self._paragraph = self._page.line, self._page.paragraph
        self._after_block = False

    def begin(self) -> None:
        """Nothing stands before the first draft."""

    def draft(self, result: DraftResult) -> None:
        """Write a draft: a block where there is something to show, else a line."""
        if result.error is not None:
            self._one_line(result.path, "未能读取", result.error, "bold red")
        elif self._quiet:
            if result.findings or result.crashes:
                self._one_line(result.path, "", self._verdict(result), "")
        elif result.findings or result.crashes or self._carded(result):
            self._block(result)
        else:
            self._one_line(result.path, "", self._verdict(result), "")
        self._page.flush()

    def end(self, summary: Summary) -> None:
        """Write the sums over drafts, where there is more than one."""
        if self._statistics and summary.by_rule:
            self._gap()
            self._table(summary)
        if summary.drafts != 1 and not self._quiet:
            self._gap()
            self._paragraph(closing(summary), "bold")
        self._page.flush()

    # Lines

    def _gap(self) -> None:
        self._page.gap()
        self._after_block = False

    def _one_line(self, path: str, badge: str, words: str, style: str) -> None:
        if self._after_block:
            self._gap()
        path, words = self._screen.clean(path), self._screen.clean(words)
        if badge:
            words = f"{badge}：{words}"
        if self._screen.cells(f"{path}  {words}") <= self._width:
            self._line((path, ""), ("  ", ""), (words, style))
        else:
            for line in self._screen.wrap(path, self._width):
                self._line((line, ""))
            self._paragraph(words, style, "  ")

    # A draft

    def _block(self, result: DraftResult) -> None:
        self._gap()
        self._header(result)
        if self._show_all:
            for located in result.findings:
                self._gap()
                self._finding(result.kind, located)
        else:
            self._first(result)
        for words in result.crashes:
            self._gap()
            self._message("出错", "bold red", crash(words), "")
        self._score(result)
        self._gap()
        self._paragraph(self._verdict(result), "bold", "  ")
        self._after_block = True

    def _carded(self, result: DraftResult) -> bool:
        """Whether the scores of a draft take more than their part of its last line."""
        return result.score is not None and (self._explain_score or not self._short())

    def _score(self, result: DraftResult) -> None:
        if result.score is None or not self._carded(result):
            return
        from shengao.report.card import card, evidence

        self._gap()
        for line in card(result.score, self._screen, self._width):
            self._line(*line)
        if self._explain_score:
            self._gap()
            for line in evidence(result.score, self._screen, self._width):
                self._line(*line)

    def _header(self, result: DraftResult) -> None:
        clean = self._screen.clean
        about = [clean(result.title)] if result.title else []
        about.append(f"{result.characters} 字")
        if result.genre:
            about.append(clean(result.genre))
        path, rest = clean(result.path), "  ".join(about)
        if self._screen.cells(f"{path}  {rest}") <= self._width:
            self._line((path, "bold"), ("  ", ""), (rest, "dim"))
        else:
            for line in self._screen.wrap(path, self._width):
                self._line((line, "bold"))
            self._paragraph(rest, "dim", "  ")

    def _first(self, result: DraftResult) -> None:
        """The findings that matter most, then how many more there are and where."""
        groups: dict[str, list[Located]] = {}
        for located in sorted(result.findings, key=_matter):
            groups.setdefault(located.finding.rule, []).append(located)
        left = FIRST
        unseen: dict[str, int] = {}
        for group in groups.values():
            shown = group[: min(SAME, left)]
            left -= len(shown)
            for located in shown:
                self._gap()
                self._finding(result.kind, located)
            if not shown:
                fault = group[0].finding.fault
                unseen[fault] = unseen.get(fault, 0) + len(group)
            elif len(shown) < len(group):
                self._same(result.kind, group[len(shown) :])
        if unseen:
            self._gap()
            listed = "、".join(f"{FAULTS.get(f, f)} {unseen[f]}" for f in in_order(unseen))
            self._paragraph(
                f"其余 {sum(unseen.values())} 处：{listed}。加 --all 全部列出。", "dim", "  "
            )

    def _same(self, kind: str, further: Sequence[Located]) -> None:
        lines = list(dict.fromkeys(located.line for located in further))
        where = place(kind, *lines[:_LINES]) + ("等" if len(lines) > _LINES else "")
        self._paragraph(f"另有 {len(further)} 处同类：{where}", "dim", " " * _MARGIN)

    def _finding(self, kind: str, located: Located) -> None:
        finding = located.finding
        style = _STYLES[finding.severity]
        self._message(SEVERITY_WORDS[finding.severity], style, finding.message, finding.rule)
        self._excerpt(kind, located, style)
        indent = " " * _MARGIN
        for words in remedies(located):
            self._paragraph(words, "green", indent)
        for related in finding.related:
            if related.message:
                self._paragraph(f"参见：{related.message}", "dim", indent)

    def _message(self, badge: str, style: str, message: str, rule: str) -> None:
        screen = self._screen
        lines = screen.wrap(screen.clean(message), self._width - _MARGIN) or [""]
        fits = bool(rule) and screen.cells(f"{lines[-1]}  {rule}") <= self._width - _MARGIN
        if rule and not fits:
            lines.append("")
        lead: list[Segment] = [("  ", ""), (badge, style), (" ", "")]
        for index, line in enumerate(lines):
            segments = [*lead, (line, "")]
            if rule and index == len(lines) - 1:
                segments.append((f"  {rule}" if fits else rule, "dim"))
            self._line(*segments)
            lead = [(" " * _MARGIN, "")]

    def _excerpt(self, kind: str, located: Located, style: str) -> None:
        where = place(kind, located.line)
        if located.end_line > located.line:
            where = f"{where[:-1]}—{located.end_line}{where[-1]}"
        label = self._screen.encodable(f"{where}  ")
        room = self._width - _MARGIN - self._screen.cells(label)
        excerpt, mark, mark_end = located.excerpt, located.mark, located.mark_end
        before, marked, after = self._screen.clip(
            excerpt[:mark], excerpt[mark:mark_end], excerpt[mark_end:], room
        )
        if not (before or marked or after):
            return
        indent = " " * _MARGIN
        self._line((indent, ""), (label, "dim"), (before, ""), (marked, style), (after, ""))
        offset = len(indent) + self._screen.cells(label + before)
        self._line((" " * offset, ""), ("^" * max(self._screen.cells(marked), 1), style))

    def _verdict(self, result: DraftResult) -> str:
        by_severity = {severity.value: 0 for severity in Severity}
        for located in result.findings:
            by_severity[located.finding.severity] += 1
        said = []
        if result.score is not None and (self._quiet or not self._carded(result)):
            from shengao.report.scores import brief, standing

            said.append((standing if self._quiet else brief)(result.score))
        if result.findings:
            first = min(result.findings, key=_matter)
            words = self._screen.clean(first.finding.text).strip()
            if len(words) > _QUOTED:
                words = words[:_QUOTED].rstrip("，、；：。") + "…"
            told = (
                f"{place(result.kind, first.line)}“{words}”"
                if words
                else first.finding.message.rstrip("。")
            )
            said += [counts(by_severity), f"先改：{told}"]
        else:
            said.append("未发现问题")
        said += failures(result)
        if result.suppressed:
            said.append(f"{len(result.suppressed)} 处已标记放行")
        return "；".join(said) + "。"

    def _table(self, summary: Summary) -> None:
        clean, cells = self._screen.clean, self._screen.cells
        rows = [
            (str(number), clean(rule), clean(title))
            for number, rule, title in statistics(summary, self._rules)
        ]
        numbers = max(cells(number) for number, _, _ in rows)
        names = max(cells(rule) for _, rule, _ in rows)
        self._line(("按规则统计", "bold"))
        for number, rule, title in rows:
            head = f"  {number.rjust(numbers)}  "
            self._line((head, ""), (rule + " " * (names - cells(rule)), "dim"), (f"  {title}", ""))


def _matter(located: Located) -> tuple[int, int, int]:
    finding = located.finding
    return finding.severity.rank, _WEIGHTS.get(finding.fault, len(WEIGHT)), finding.span.start
