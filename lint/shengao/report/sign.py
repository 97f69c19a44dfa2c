"""The 审签单: what whoever signs a draft must know, on one page."""

from collections.abc import Sequence
from typing import NamedTuple

from shengao.finding import FAULTS, DraftResult, Severity
from shengao.report.crashes import crash
from shengao.report.scores import standing
from shengao.report.words import counts, place

SIGNERS = ("拟稿人", "核稿人", "审签人")
"""Those who sign, in their order; each with a day and a remark."""

_ERRORS, _CONFLICTS = 12, 6  # printed lines of each: more would not fit on the page
_LENGTH = 70  # characters of an entry
_REASONS = 30  # characters of what puts a light out
_LINE = 36  # characters of a printed line
_SIGNS = {True: "√", False: "×", None: "？"}


class Sheet(NamedTuple):
    """The page in words.

    `facts` are names with values (题目, 报送单位, 字数 …), `lights` those of the scorecard with a
    sign and the reasons. `errors` are the 必改 that are still open and `conflicts` the facts that
    contradict each other, cut short by `more_errors` and `more_conflicts`; `remarks` say what else
    matters.
    """

    facts: tuple[tuple[str, str], ...]
    lights: tuple[tuple[str, str, str], ...]
    errors: tuple[str, ...]
    more_errors: int
    conflicts: tuple[str, ...]
    more_conflicts: int
    remarks: tuple[str, ...]


def sheet(result: DraftResult) -> Sheet:
    """The 审签单 of a draft that was read."""
    contents, score = result.contents, result.score
    errors = [
        f"{place(result.kind, one.line)} {FAULTS.get(one.finding.fault, one.finding.fault)}："
        f"{one.finding.message}"
        for one in result.findings
        if one.finding.severity is Severity.ERROR
    ]
    first: dict[str, str] = {}  # of the facts that one conflict is about
    for fact in contents.facts if contents else ():
        if fact.conflict:
            first.setdefault(fact.conflict, place(result.kind, fact.line))
    conflicts = [f"{where} {what}" for what, where in first.items()]
    listed, contradicting = _fitting(errors, _ERRORS), _fitting(conflicts, _CONFLICTS)
    day = score.submission.day if score else None
    return Sheet(
        (
            ("题目", _short(result.title or result.path)),
            ("报送单位", _short(contents.unit if contents else "")),
            ("文种", result.genre or ""),
            ("字数", str(result.characters)),
            ("报送日期", day.isoformat() if day else ""),
            ("评分", standing(score) if score else "片段，不评分"),
        ),
        tuple(
            (
                _SIGNS[light.on],
                light.name,
                _short("、".join(one.rstrip("。") for one in light.reasons), _REASONS),
            )
            for light in (score.lights if score else ())
        ),
        listed,
        len(errors) - len(listed),
        contradicting,
        len(conflicts) - len(contradicting),
        tuple(map(_short, _remarks(result))),
    )


def _remarks(result: DraftResult) -> list[str]:
    remarks = [f"待核：{gate}" for gate in (result.score.gates if result.score else ())][:2]
    found: dict[str, int] = {}
    for one in result.findings:
        found[one.finding.severity] = found.get(one.finding.severity, 0) + 1
    remarks.append(counts(found) + "。" if found else "没有查出问题。")
    if result.suppressed:
        remarks.append(f"有 {len(result.suppressed)} 处写明理由放行，没有算在内。")
    facts = result.contents.facts if result.contents else ()
    unverifiable = sum(bool(fact.unverifiable) for fact in facts)
    if unverifiable:
        remarks.append(f"核稿表中有 {unverifiable} 项查不了。")
    remarks += [crash(words) for words in result.crashes[:1]]
    return remarks


def _fitting(entries: Sequence[str], room: int) -> tuple[str, ...]:
    """As many entries, cut short, as fit into so many printed lines."""
    kept: list[str] = []
    for entry in map(_short, entries):
        room -= -(-len(entry) // _LINE)
        if room < 0:
            break
        kept.append(entry)
    return tuple(kept)


def _short(words: str, length: int = _LENGTH) -> str:
    words = " ".join(words.split())
    return words if len(words) <= length else words[: length - 1] + "…"
