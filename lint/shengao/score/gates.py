"""待核: what must be looked into by a person before a draft has a band."""

from collections.abc import Iterable

from shengao.finding import Finding, Severity
from shengao.score.book import Book


def of(findings: Iterable[Finding], book: Book) -> tuple[str, ...]:
    """Why a draft has no band, each as a short Chinese phrase; empty where nothing bars it.

    The table names rules and faults; what it says of a rule goes before what it says of the fault.
    """
    reasons = []
    for finding in sorted(findings, key=lambda one: (one.span, one.rule)):
        level = book.gates.get(finding.rule) or book.gates.get(finding.fault) or "never"
        if level != "never" and finding.severity.rank <= Severity(level).rank:
            reasons.append(finding.message.rstrip("。"))
    return tuple(dict.fromkeys(reasons))
