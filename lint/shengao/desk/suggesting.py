"""What the scores and findings of a draft suggest to an editor, who decides."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from shengao.desk_model import Suggestion
from shengao.finding import FAULTS, DraftResult, Finding, Severity

TAKE: Suggestion = "采用候选"
MEND: Suggestion = "修改后采用"
RETURN: Suggestion = "建议退改"
URGENT = "紧急信息"
UNTOTALLED = "不计总分"

_BANDS: Mapping[str, Suggestion] = {
    "优": TAKE, "良": TAKE, "可": MEND, "待核": MEND, "需修改": RETURN, UNTOTALLED: MEND,
}  # fmt: skip
_TOLD = 3  # faults that a reason names


class Suggested(NamedTuple):
    """What is suggested and why, in Chinese."""

    suggestion: Suggestion
    reason: str


def of(result: DraftResult, desk: Mapping[str, Any], fair: float) -> Suggested:
    """What is suggested for a draft that was read; `desk` is `Settings.desk`.

    The band says most; 待核 with a total below `fair`, where 可 begins, is as 需修改. With a fault
    left that must be mended nothing is suggested to be taken as it is, and with one of
    ``return-for``, hints left out, it is to be returned; what is urgent never is.
    """
    faults = _errors([one.finding for one in result.findings])
    card = result.score
    if card is None:
        return Suggested(RETURN, "只有片段，不评分")
    band = card.band or UNTOTALLED
    bands = {**_BANDS, **desk.get("suggestions", {})}
    found = bands[band]
    if band == "待核" and card.total is not None and card.total < fair:
        found = bands["需修改"]
    stands = f"总分 {card.total}，{band}" if card.total is not None else "这个文种不计总分"
    reasons = [stands, *card.gates] if band == "待核" else [stands]
    if faults:
        reasons.append(_told(faults))
        if found == TAKE:
            found = MEND
    told = {one.finding.fault for one in result.findings if one.finding.severity != Severity.INFO}
    wrong = told & {*desk.get("return_for", ())}
    if wrong:
        reasons.append(f"有{'、'.join(sorted(FAULTS[fault] for fault in wrong))}的问题")
        found = RETURN
    if found == RETURN and result.genre == URGENT:
        return Suggested(MEND, f"紧急信息，先核实再修改；{'；'.join(reasons)}")
    return Suggested(found, "；".join(reasons))


def rank(
    *, urgent: bool, solicited: bool, pending: bool, total: int | None, failed: bool = False
) -> int:
    """The place in the list, the least first: 紧急, solicited, 待核, then by total.

    What could not be read, and what bears a mark of secrecy, comes after all others.
    """
    order = (failed, not urgent, not solicited, not pending)
    place = 0
    for one in order:
        place = place * 2 + one
    return place * 1000 + (100 - total if total is not None else 500)


def _errors(findings: Sequence[Finding]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in findings:
        if one.severity is Severity.ERROR:
            found[one.fault] = found.get(one.fault, 0) + 1
    return found


def _told(faults: Mapping[str, int]) -> str:
    ordered = sorted(faults, key=lambda fault: -faults[fault])
    named = "、".join(f"{FAULTS[fault]} {faults[fault]}" for fault in ordered[:_TOLD])
    more = "等" if len(ordered) > _TOLD else ""
    return f"必改 {sum(faults.values())} 处：{named}{more}"
