"""Words for places and for counts of findings."""

from collections.abc import Mapping

from shengao.finding import SEVERITY_WORDS, Severity
from shengao.text import MADE


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
