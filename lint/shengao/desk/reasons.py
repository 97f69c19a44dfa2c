"""Reasons for returning a draft: which of them its findings and scores give, with the words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from shengao.config import shown_path
from shengao.config.fields import Criterion, Fault
from shengao.desk import toml_files
from shengao.errors import ConfigError, UsageError, suggestion
from shengao.finding import FAULTS, DraftResult, Located, Severity

_SHIPPED = Path(__file__).parent / "reasons.toml"
_WORTH = {Severity.ERROR: 3, Severity.WARNING: 1, Severity.INFO: 0}
_QUOTED = 3  # findings that a reason shows
_ENDS = re.compile("[。！？；][”’）》]?")
_PAUSE = re.compile("[，、：]")
_UNQUOTED = frozenset(("sensitive",))
"""Faults whose words, numbers of identity cards say, go into no further document."""


class Reason(BaseModel):
    """A reason, see reasons.toml, which says what each key means."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(min_length=1)
    title: str = Field(min_length=1)
    note: str = ""
    supply: str = ""
    faults: tuple[Fault, ...] = ()
    rules: tuple[str, ...] = ()
    least: int = Field(1, ge=1)
    criterion: Criterion | None = None
    below: int = Field(40, ge=0, le=100)
    late: bool = False


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: tuple[Reason, ...] = Field(min_length=1)


class Given(NamedTuple):
    """A reason that a draft gives: what is wrong, worst first, and in how many places.

    `quotes` are the words of the draft, empty where they must not be repeated, with what is said
    of them.
    """

    reason: Reason
    quotes: tuple[tuple[str, str], ...] = ()
    places: int = 0


def load(path: str = "") -> tuple[Reason, ...]:
    """The reasons of a file, ours for none. Raises `ConfigError`."""
    file = Path(path) if path else _SHIPPED
    found = toml_files.load(file, _File).reason
    codes = [reason.code for reason in found]
    for code in codes:
        if codes.count(code) > 1:
            raise ConfigError(shown_path(file), 0, f"理由 {code} 写了两次")
    return found


def named(reasons: Sequence[Reason], codes: Iterable[str]) -> tuple[Reason, ...]:
    """The reasons of some codes, in this order. Raises `UsageError`."""
    known = {reason.code.upper(): reason for reason in reasons}
    wanted = dict.fromkeys(code.upper() for code in codes)
    for code in wanted:
        if code not in known:
            guess = suggestion(code, known) or "。"
            raise UsageError(f"没有退稿理由 {code}{guess}有的是：{'、'.join(known)}。")
    return tuple(known[code] for code in wanted)


def give(
    reasons: Sequence[Reason],
    result: DraftResult | None,
    *,
    late: bool = False,
    secret: bool = False,
    only: Sequence[Reason] = (),
) -> list[Given]:
    """The reasons that a draft gives, the weightiest first; those of `only`, where there are any.

    Without a result (of a draft with a mark of secrecy nothing is kept) there are no quotes.
    """
    findings = () if result is None else result.findings
    sorted_out = _sorted_out(reasons, findings)
    marks = {} if result is None or result.score is None else result.score.criteria
    values: Mapping[str, Any] = {name: mark.value for name, mark in marks.items()}
    found: list[tuple[int, Given]] = []
    for reason in only or reasons:
        own = sorted_out.get(reason.code, [])
        points = sum(_WORTH[one.finding.severity] for one in own)
        value = values.get(reason.criterion or "")
        low = value is not None and value < reason.below
        is_late = late and reason.late
        barred = secret and "sensitive" in reason.faults
        if only or points >= reason.least or low or is_late or barred:
            quotes = [_quote(one) for one in own[:_QUOTED]]
            if low:
                quotes.insert(0, ("", f"“{reason.criterion}”一项 {value} 分。"))
            weight = 1000 if barred or is_late else points + 3 * low
            found.append((weight, Given(reason, tuple(quotes), len(own))))
    if not only:
        found.sort(key=lambda one: -one[0])
    return [given for _, given in found]


def _sorted_out(reasons: Sequence[Reason], findings: Sequence[Located]) -> dict[str, list[Located]]:
    """What belongs to each reason, by its rule or else by its fault; the severest first."""
    by_rule = {rule: reason.code for reason in reversed(reasons) for rule in reason.rules}
    by_fault = {fault: reason.code for reason in reversed(reasons) for fault in reason.faults}
    found: dict[str, list[Located]] = {}
    for one in sorted(findings, key=lambda one: (one.finding.severity.rank, one.finding.span)):
        finding = one.finding
        code = by_rule.get(finding.rule) or by_fault.get(finding.fault)
        if code is not None and finding.severity is not Severity.INFO:
            found.setdefault(code, []).append(one)
    return found


def _quote(one: Located) -> tuple[str, str]:
    """The passage of a finding, and what is said of it."""
    finding = one.finding
    if finding.fault in _UNQUOTED:
        return "", f"{FAULTS[finding.fault]}，位置见稿件，请对照处理。"
    return _passage(one), finding.message


def _passage(one: Located) -> str:
    """The sentence of a finding; where the excerpt does not hold all of it, its clauses there."""
    text = one.excerpt
    ends = [found.end() for found in _ENDS.finditer(text)]
    start = max((end for end in ends if end <= one.mark), default=0)
    stop = min((end for end in ends if end >= one.mark_end), default=len(text))
    before = after = ""
    if not start and one.cut_before:
        start = min((at for at in _pauses(text) if at <= one.mark), default=0)
        before = "……"
    if stop == len(text) and one.cut_after:
        stop = max((at - 1 for at in _pauses(text) if at > one.mark_end), default=stop)
        after = "……"
    return before + " ".join(text[start:stop].split()) + after


def _pauses(text: str) -> list[int]:
    return [found.end() for found in _PAUSE.finditer(text)]
