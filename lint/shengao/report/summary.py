"""The sums of a run."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from shengao.finding import FAULTS, Criterion, DraftResult, Severity
from shengao.report.crashes import unread
from shengao.report.words import counts


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


class Summary:
    """Sums over the drafts of a run.

    `drafts` counts all, `unread` those of them that could not be read, `faulty` those with
    findings. `crashes` counts checks that failed and the `incomplete`, parts of drafts that could
    not be read. `by_severity` has every severity, `by_fault` and `by_rule` only what was found.
    """

    def __init__(self) -> None:
        self.drafts = 0
        self.unread = 0
        self.faulty = 0
        self.findings = 0
        self.by_severity: dict[str, int] = {severity.value: 0 for severity in Severity}
        self.by_fault: dict[str, int] = {}
        self.by_rule: dict[str, int] = {}
        self.suppressed = 0
        self.crashes = 0
        self.incomplete = 0

    def add(self, result: DraftResult) -> None:
        """Count one draft in."""
        self.drafts += 1
        self.unread += result.error is not None
        self.faulty += bool(result.findings)
        self.findings += len(result.findings)
        self.suppressed += len(result.suppressed)
        self.crashes += len(result.crashes)
        self.incomplete += len(unread(result))
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


def statistics(summary: Summary, rules: Mapping[str, Rule]) -> Iterator[tuple[int, str, str]]:
    """Number, rule and its title, the commonest rule first."""
    for rule, number in sorted(summary.by_rule.items(), key=lambda item: (-item[1], item[0])):
        yield number, rule, rules[rule].title if rule in rules else ""


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
