"""A copy of a Word draft with its findings as comments, or with fixes as tracked changes."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from shengao import fix
from shengao.finding import FAULTS, SEVERITY_WORDS, Applicability, Edit, Finding
from shengao.text import Span
from shengao.word import comments, revisions
from shengao.word.comments import Note
from shengao.word.opened import Opened, open_word

if TYPE_CHECKING:
    from shengao.rulebook import Rulebook

_FEW = 40  # characters of the words quoted where a finding cannot stand at them

Advice = Callable[[str], tuple[str, str]]
"""Why a rule reports and how to mend it, by its slug; empty where nobody says."""


def advised(rules: "Rulebook") -> Advice:
    """What rules say of why and how."""

    def advice(slug: str) -> tuple[str, str]:
        try:
            page = rules.page(slug)
        except KeyError:
            return "", ""
        return page["why"].strip(), page["how"].strip()

    return advice


class Annotated(NamedTuple):
    """A Word file with our marks: how many findings stand at their words, how many are listed in
    the first comment, and how many tracked changes were made."""

    data: bytes
    placed: int
    listed: int
    tracked: int


def annotate(
    data: bytes,
    path: str,
    findings: Sequence[Finding],
    advice: Advice,
    card: Sequence[str] = (),
    *,
    track: bool = False,
    at: datetime | None = None,
) -> Annotated:
    """The draft with a comment for each finding, ours of an earlier time replaced.

    The first comment, on the title, has the lines of `card` and what cannot be anchored. With
    `track` the fixes that are safe or suggested become tracked changes dated `at`, and only the
    other findings comments. Raises `ReadError` for a file that cannot be edited.
    """
    opened = open_word(data, path)
    comments.remove(opened)
    edits, mended = _trackable(opened, findings, suggested=True) if track else ([], ())
    done = {id(finding) for finding in mended}
    placed: list[Finding] = []
    listed: list[Finding] = []
    for finding in findings:
        if id(finding) not in done:
            (listed if opened.obstacle(finding.span) else placed).append(finding)
    told: set[str] = set()
    notes = [Note(finding.span, _remark(finding, advice, told)) for finding in placed]
    comments.put(opened, [*_first(opened, listed, card, len(findings), len(done)), *notes])
    revisions.track(opened, edits, at or datetime.now(UTC))
    return Annotated(opened.saved(), len(placed), len(listed), len(done))


class Revised(NamedTuple):
    """A Word file with fixes as tracked changes, the findings mended so, and its text then."""

    data: bytes
    applied: tuple[Finding, ...]
    text: str


def revise(
    data: bytes,
    path: str,
    findings: Sequence[Finding],
    *,
    suggested: bool = False,
    at: datetime | None = None,
) -> Revised:
    """The draft with its safe fixes as tracked changes, with `suggested` also those suggested.

    Raises `ReadError` for a file that cannot be edited.
    """
    opened = open_word(data, path)
    edits, mended = _trackable(opened, findings, suggested=suggested)
    revisions.track(opened, edits, at or datetime.now(UTC))
    return Revised(opened.saved(), mended, fix.edited(opened.reading.source.text, edits))


def _trackable(
    opened: Opened, findings: Sequence[Finding], *, suggested: bool
) -> tuple[list[Edit], tuple[Finding, ...]]:
    """The edits that can be tracked together, and the findings that they mend."""
    chosen = [
        (edits, finding)
        for edits, finding in fix.chosen(
            findings, len(opened.reading.source.text), suggested=suggested
        )
        if all(revisions.trackable(opened, edit) for edit in edits)
    ]
    return (
        [edit for edits, _ in chosen for edit in edits],
        tuple(finding for _, finding in chosen),
    )


def _remark(finding: Finding, advice: Advice, told: set[str]) -> str:
    """What the comment says: the finding, what to put instead, how and why.

    The reason of a rule is told once a draft.
    """
    lines = [f"【{SEVERITY_WORDS[finding.severity]}·{_fault(finding)}】{finding.message}"]
    better = _better(finding)
    if better:
        lines.append(f"可改为：{better}")
    if finding.rule not in told:
        told.add(finding.rule)
        why, how = advice(finding.rule)
        lines += [f"怎么改：{how}"] if how else []
        lines += [f"为什么：{why}"] if why else []
    lines.append(f"规则：{finding.rule}")
    return "\n".join(lines)


def _better(finding: Finding) -> str:
    """The words of the fixes that a writer may take; none that touch facts."""
    found: dict[str, None] = {}
    for one in finding.fixes:
        if one.applicability != Applicability.SHOWN and len(one.edits) == 1:
            edit = one.edits[0]
            if edit.text:
                found[f"“{edit.text}”"] = None
    return "、".join(found)


def _fault(finding: Finding) -> str:
    return FAULTS.get(finding.fault, finding.fault)


def _first(
    opened: Opened, listed: Iterable[Finding], card: Sequence[str], count: int, tracked: int
) -> list[Note]:
    """The comment on the title, or on the first words that can bear one."""
    done = f"，其中 {tracked} 处已用修订标出改法" if tracked else ""
    lines = [f"【审稿】共 {count} 处问题{done}。" if count else "【审稿】没有发现问题。", *card]
    listed = list(listed)
    if listed:
        lines.append("下面各处不能加批注，列在这里：")
        for finding in listed:
            words = finding.text if len(finding.text) <= _FEW else finding.text[:_FEW] + "…"
            lines.append(
                f"{opened.obstacle(finding.span)}“{words}”："
                f"【{SEVERITY_WORDS[finding.severity]}】{finding.message}"
            )
    for block in opened.reading.blocks:
        span = Span(block.pieces[0].start, block.pieces[-1].end)
        if not opened.obstacle(span):
            return [Note(span, "\n".join(lines))]
        if not opened.obstacle(Span(span.start + 1, span.end)):
            return [Note(Span(span.start + 1, span.end), "\n".join(lines))]
    return []
