"""What the formats share: the dictionary of a draft, the sums, words for counts, safe streams."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TextIO

from shengao.finding import (
    FAULTS,
    SEVERITY_WORDS,
    UNREAD,
    Applicability,
    Criterion,
    DraftResult,
    Fix,
    Located,
    Severity,
)
from shengao.text import MADE


class Rule(Protocol):
    """What reports need of a rule; a row of the rulebook is one."""

    @property
    def slug(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def fault(self) -> str: ...  # noqa: D102
    @property
    def criterion(self) -> Criterion: ...  # noqa: D102
    @property
    def severity(self) -> Severity: ...  # noqa: D102
    @property
    def message(self) -> str: ...  # noqa: D102


_NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""Characters that no XML 1.0 document may hold, not even escaped (clause 2.2). A string: it takes
milliseconds to compile, and few formats need it."""


@dataclass(slots=True)
class Summary:
    """Sums over the drafts of a run.

    `drafts` counts all, `unread` those of them that could not be read, `faulty` those with
    findings. `crashes` counts checks that failed and the `incomplete`, parts of drafts that could
    not be read. `by_severity` has every severity, `by_fault` and `by_rule` only what was found.
    """

    drafts: int = 0
    unread: int = 0
    faulty: int = 0
    findings: int = 0
    by_severity: dict[str, int] = field(
        default_factory=lambda: {severity.value: 0 for severity in Severity}
    )
    by_fault: dict[str, int] = field(default_factory=dict)
    by_rule: dict[str, int] = field(default_factory=dict)
    suppressed: int = 0
    crashes: int = 0
    incomplete: int = 0

    def add(self, result: DraftResult) -> None:
        """Count one draft in."""
        self.drafts += 1
        self.unread += result.error is not None
        self.faulty += bool(result.findings)
        self.findings += len(result.findings)
        self.suppressed += len(result.suppressed)
        self.crashes += len(result.crashes)
        self.incomplete += len(_unread(result))
        for located in result.findings:
            finding = located.finding
            self.by_severity[finding.severity.value] += 1
            self.by_fault[finding.fault] = self.by_fault.get(finding.fault, 0) + 1
            self.by_rule[finding.rule] = self.by_rule.get(finding.rule, 0) + 1

    def as_dict(self) -> dict[str, Any]:
        """The summary of the JSON formats; faults in the order of `FAULTS`."""
        return {
            "drafts": self.drafts,
            "unread": self.unread,
            "findings": self.findings,
            "by_severity": dict(self.by_severity),
            "by_fault": {fault: self.by_fault[fault] for fault in in_order(self.by_fault)},
            "suppressed": self.suppressed,
        }


def in_order(faults: Mapping[str, int]) -> list[str]:
    """Faults in the order of `FAULTS`, those of rule packs after them by name."""
    known = [fault for fault in FAULTS if fault in faults]
    return known + sorted(fault for fault in faults if fault not in FAULTS)


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


def place(kind: str, *lines: int) -> str:
    """Where lines stand in a draft of a kind: 第3行, or 第3、7段 of a Word file and its like."""
    return f"第{'、'.join(map(str, lines))}{'段' if kind in MADE else '行'}"


def counts(by_severity: Mapping[str, int]) -> str:
    """Findings by severity in words: “2 处必改、7 处建议”; empty where there is none."""
    return "、".join(
        f"{by_severity[severity]} 处{SEVERITY_WORDS[severity]}"
        for severity in Severity
        if by_severity.get(severity)
    )


def closing(summary: Summary) -> str:
    """One sentence on a whole run: “共 3 篇：2 处必改、7 处建议；1 篇未能读取。”"""
    said = [counts(summary.by_severity) or "未发现问题"]
    if summary.unread:
        said.append(f"{summary.unread} 篇未能读取")
    if summary.suppressed:
        said.append(f"{summary.suppressed} 处已标记放行")
    if summary.incomplete:
        said.append(f"{summary.incomplete} 处读不出文字")
    if summary.crashes > summary.incomplete:
        said.append(f"规则出错 {summary.crashes - summary.incomplete} 次")
    return f"共 {summary.drafts} 篇：{'；'.join(said)}。"


def crashed(words: str) -> tuple[str, str]:
    """The rule and what went wrong, of a crash as `DraftResult` has it (“rule：what”)."""
    rule, what = (*re.split("[:：] ?", words, maxsplit=1), "")[:2]
    return rule, what


def failures(result: DraftResult) -> list[str]:
    """What of a draft was not checked, in a few words each."""
    unread = _unread(result)
    rules = len(result.crashes) - len(unread)
    return [*unread, *([f"{rules} 条规则未能运行"] if rules else [])]


def _unread(result: DraftResult) -> list[str]:
    return [what for rule, what in map(crashed, result.crashes) if rule == UNREAD]


def crash(words: str) -> str:
    """A check that failed, in a Chinese sentence."""
    rule, what = crashed(words)
    if rule == UNREAD:
        return f"{what}，这一部分没有检查。"
    return f"规则 {rule} 未能运行（{what}），其余规则的结果不受影响。"


def replacement(located: Located, fix: Fix) -> str | None:
    """The words that a fix puts in place of the finding's words; empty if it deletes them.

    None where the fix reaches beyond them, only inserts, or changes parts of words that have
    markup between them.
    """
    finding = located.finding
    start, end = finding.span
    edits = sorted(fix.edits)
    if len(edits) == 1 and edits[0][:2] == (start, end) and start < end:
        return edits[0].text
    inside = edits and edits[0].start >= start and edits[-1].end <= end
    if start == end or not inside or len(finding.text) != end - start:
        return None
    words, at = "", start
    for edit in edits:
        words += finding.text[at - start : edit.start - start] + edit.text
        at = edit.end
    return words + finding.text[at - start :]


def change(located: Located, fix: Fix) -> str:
    """A fix in words: “改为“开展了””, “删去”, or, beyond the finding's words, what changes there.

    What is replaced beyond them is named as far as the excerpt shows it.
    """
    words = replacement(located, fix)
    if words is not None:
        return f"改为“{words}”" if words else "删去"
    told = []
    for edit in sorted(fix.edits):
        first = located.mark + edit.start - located.finding.span.start
        last = first + edit.end - edit.start
        old = located.excerpt[first:last] if first >= 0 and last <= len(located.excerpt) else ""
        if edit.start == edit.end:
            told.append(f"补“{edit.text}”")
        elif not edit.text:
            told.append(f"删去“{old}”" if old else "删去")
        else:
            told.append((f"“{old}”" if old else "") + f"改为“{edit.text}”")
    return "，".join(told)


def remedies(located: Located) -> list[str]:
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


def statistics(summary: Summary, rules: Mapping[str, Rule]) -> Iterator[tuple[int, str, str]]:
    """Number, rule and its title, the commonest rule first."""
    for rule, number in sorted(summary.by_rule.items(), key=lambda item: (-item[1], item[0])):
        yield number, rule, rules[rule].title if rule in rules else ""


def attribute(text: str) -> str:
    """A value of an XML attribute with its quotes; what XML cannot hold becomes ``\ufffd``."""
    from xml.sax.saxutils import quoteattr

    return quoteattr(re.sub(_NOT_XML, "\ufffd", text))


def write_words(stream: TextIO, text: str) -> None:
    """Write for people: what the stream's encoding cannot hold becomes a question mark."""
    try:
        stream.write(text)
    except UnicodeEncodeError:
        encoding = stream.encoding
        stream.write(text.encode(encoding, "replace").decode(encoding))


def write_data(stream: TextIO, text: str) -> None:
    r"""Write for machines: UTF-8 whatever the stream's encoding, where it lets us.

    Lone surrogates (of undecodable file names) are written as ``\udc80``, which is their
    escape in JSON.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError:
        data = text.encode(errors="backslashreplace")
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(data.decode())
    else:
        stream.flush()
        buffer.write(data)
