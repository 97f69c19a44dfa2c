"""The report for a person at a terminal: what matters first, shown where it stands.

rich paints where there is colour; without colour (a pipe, a file, NO_COLOR) it is not
imported and nothing but text is written.
"""

import os
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TextIO
from unicodedata import category, east_asian_width

from shengao.finding import (
    FAULTS,
    SEVERITY_WORDS,
    Applicability,
    DraftResult,
    Located,
    Severity,
)
from shengao.report.common import (
    Rule,
    Summary,
    change,
    closing,
    counts,
    crash,
    in_order,
    place,
    replacement,
    statistics,
)

if TYPE_CHECKING:
    from rich.console import Console

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
_NARROWEST, _WIDEST = 24, 100  # wider lines of Chinese are hard to read
_QUOTED = 20  # characters of a finding quoted in the verdict

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_WEIGHTS = {fault: weight for weight, fault in enumerate(WEIGHT)}
_GBK = ("cp936", "936", "gbk", "gb2312", "gb18030", "euc_cn")

# Characters that a terminal does not show, or shows in ways of its own (joiners, selectors and
# skin tones of emoji), or that turn the order of what follows: none may move a caret.
_UNSHOWN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# What a line may be broken between: a figure with its measure word, a Latin word, or one
# character, with the opening marks before it and the closing marks after it.
_ATOM = re.compile(
    r"[“‘（《【〈「『(\[]*(?:\d+ \S|[!-~]+|.)[，。、；：！？”’）》】〉」』…—%％]*", re.DOTALL
)

Segment = tuple[str, str]
"""Words and their rich style; an empty style for plain words."""


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
        colour: bool | None,
        width: int | None,
    ) -> None:
        self._stream = stream
        self._rules = rules
        self._show_all = show_all
        self._statistics = statistics
        self._quiet = quiet
        self._colour = _coloured(stream) if colour is None else colour
        self._width = max(width or min(_columns(stream), _WIDEST), _NARROWEST)
        self._encoding = getattr(stream, "encoding", None) or "utf-8"
        self._screen = Screen(self._encoding, _ambiguous_are_wide(stream, self._encoding))
        self._pending: list[Segment] = []
        self._written = False
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
        elif result.findings or result.crashes:
            self._block(result)
        else:
            self._one_line(result.path, "", self._verdict(result), "")
        self._flush()

    def end(self, summary: Summary) -> None:
        """Write the sums over drafts, where there is more than one."""
        if self._statistics and summary.by_rule:
            self._gap()
            self._table(summary)
        if summary.drafts != 1 and not self._quiet:
            self._gap()
            self._paragraph(closing(summary), "bold")
        self._flush()

    # Lines

    def _line(self, *segments: Segment) -> None:
        """Add a line to what `_flush` writes."""
        encodable = self._screen.encodable
        self._pending += [(encodable(text), style) for text, style in segments]
        self._pending.append(("\n", ""))
        self._written = True

    def _flush(self) -> None:
        pending, self._pending = self._pending, []
        if self._colour and any(style for _, style in pending):
            from rich.segment import Segment as Painted
            from rich.segment import Segments

            style = self._console.get_style
            painted = [Painted(text, style(name) if name else None) for text, name in pending]
            self._console.print(Segments(painted), soft_wrap=True, end="")
        else:
            self._stream.write("".join(text for text, _ in pending))
        self._stream.flush()

    @cached_property
    def _console(self) -> "Console":
        from rich.console import Console

        return Console(
            file=self._stream,
            force_terminal=True,
            color_system="standard",
            no_color=False,
            highlight=False,
            width=self._width,
        )

    def _gap(self) -> None:
        if self._written:
            self._line(("", ""))
        self._after_block = False

    def _paragraph(self, text: str, style: str, indent: str = "") -> None:
        for line in self._screen.wrap(self._screen.clean(text), self._width - len(indent)):
            self._line((indent, ""), (line, style))

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
        self._gap()
        self._paragraph(self._verdict(result), "bold", "  ")
        self._after_block = True

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
        for words in _remedies(located):
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
        if result.crashes:
            said.append(f"{len(result.crashes)} 条规则未能运行")
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


class Screen:
    """How text looks in the cells of a terminal of an encoding.

    `ambiguous_are_wide`: “ ” … — and their like take two cells (East Asian Width “A”, Unicode
    Standard Annex 11), as they do in a Chinese console.
    """

    def __init__(self, encoding: str = "utf-8", ambiguous_are_wide: bool = False) -> None:
        self._encoding = encoding
        self._wide = "WFA" if ambiguous_are_wide else "WF"
        self._widths: dict[str, int] = {}
        self.ellipsis = self.clean("…")

    def clean(self, text: str) -> str:
        """Text as it can be shown: a tab as four spaces, no controls, only what encodes."""
        return self.encodable(_CONTROL.sub(" ", _UNSHOWN.sub("", text.replace("\t", "    "))))

    def encodable(self, text: str) -> str:
        """Text with a question mark for what the encoding cannot hold."""
        try:
            text.encode(self._encoding)
        except UnicodeEncodeError:
            return text.encode(self._encoding, "replace").decode(self._encoding)
        return text

    def cells(self, text: str) -> int:
        """The cells that cleaned text takes."""
        if text.isascii():
            return len(text)
        return sum(self._cell(character) for character in text)

    def _cell(self, character: str) -> int:
        width = self._widths.get(character)
        if width is None:
            if category(character) in ("Mn", "Me"):
                width = 0
            else:
                width = 2 if east_asian_width(character) in self._wide else 1
            self._widths[character] = width
        return width

    def head(self, text: str, room: int) -> str:
        """As many characters from the start as fit."""
        for index, character in enumerate(text):
            room -= self._cell(character)
            if room < 0:
                return text[:index]
        return text

    def tail(self, text: str, room: int) -> str:
        """As many characters from the end as fit."""
        return self.head(text[::-1], room)[::-1]

    def wrap(self, text: str, room: int) -> list[str]:
        """Lines of at most `room` cells; no closing mark begins a line, no opening one ends it."""
        lines: list[str] = []
        line, used = "", 0
        for atom in _ATOM.findall(text):
            width = self.cells(atom)
            if used + width > room and line.strip():
                lines.append(line.rstrip())
                line, used = "", 0
            if width > room:
                pieces = self._pieces(atom, room)
                lines += pieces[:-1]
                atom = pieces[-1]
                width = self.cells(atom)
            if line or not atom.isspace():
                line += atom
                used += width
        return [*lines, line.rstrip()] if line.strip() else lines

    def _pieces(self, text: str, room: int) -> list[str]:
        pieces = []
        while text:
            piece = self.head(text, room) or text[0]
            pieces.append(piece)
            text = text[len(piece) :]
        return pieces

    def clip(self, before: str, marked: str, after: str, room: int) -> tuple[str, str, str]:
        """Three parts of a line, cleaned and cut to `room` cells around the marked one."""
        before = self.clean(before).lstrip()
        marked = self.clean(marked)
        after = self.clean(after).rstrip()
        left, middle, right = self.cells(before), self.cells(marked), self.cells(after)
        if left + middle + right <= room:
            return before, marked, after
        dots, dot = self.ellipsis, self.cells(self.ellipsis)
        if middle >= room - 2 * dot:
            before = dots if before else ""
            room -= self.cells(before)
            if middle + (dot if after else 0) > room:
                return before, self.head(marked, room - dot), dots
            return before, marked, dots if after else ""
        spare = room - middle
        kept = min(left, max(spare // 2, spare - right))
        if kept < left:
            before = dots + self.tail(before, kept - dot)
        if spare - kept < right:
            after = self.head(after, spare - kept - dot) + dots
        return before, marked, after


def _matter(located: Located) -> tuple[int, int, int]:
    finding = located.finding
    return finding.severity.rank, _WEIGHTS.get(finding.fault, len(WEIGHT)), finding.span.start


def _remedies(located: Located) -> list[str]:
    """The fixes in words: alternatives that replace the finding's words in one line."""
    lines: dict[str, None] = {}
    for verify in (False, True):
        head = "核实后" if verify else ""
        fixes = [
            fix
            for fix in located.finding.fixes
            if (fix.applicability is Applicability.SHOWN) is verify
        ]
        better = dict.fromkeys(words for fix in fixes if (words := replacement(located, fix)))
        if better:
            lines[f"{head}改为：{' / '.join(better)}"] = None
        for fix in fixes:
            if not replacement(located, fix):
                lines[head + change(located, fix)] = None
    return list(lines)


def _coloured(stream: TextIO) -> bool:
    """Whether to paint: as NO_COLOR, FORCE_COLOR and TERM say, else on a terminal."""
    environment = os.environ
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return stream.isatty() and environment.get("TERM") not in ("dumb", "unknown")


def _columns(stream: TextIO) -> int:
    """The width of the terminal; 80 where there is none."""
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):  # no terminal; no file at all
        return 80


def _ambiguous_are_wide(stream: TextIO, encoding: str) -> bool:
    """Whether this is a console in a Chinese code page, where quotation marks take two cells.

    Python writes UTF-8 to a Windows console of any code page, so the console is asked.
    Windows Terminal draws them narrow in every code page.
    """
    if "WT_SESSION" in os.environ:
        return False
    try:
        device = os.device_encoding(stream.fileno())
    except (OSError, ValueError):
        device = None
    return (device or encoding).lower().replace("-", "_") in _GBK
