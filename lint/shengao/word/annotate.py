"""A copy of a Word draft with its findings as comments, or with fixes as tracked changes."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from shengao import fix
from shengao.finding import FAULTS, SEVERITY_WORDS, Applicability, Edit, Finding
from shengao.text import Span
from shengao.word import comments, revisions
from shengao.word.comments import Note
from shengao.word.opened import Opened, open_word

_FEW = 40  # characters of the words quoted where a finding cannot stand at them
_SAME = 3  # comments in one draft, at most, that say the same

Advice = Callable[[str], tuple[str, str]]
"""Why a rule reports and how to mend it, by its slug; empty where nobody says."""


class Annotated(NamedTuple):
    """A Word file with our marks: how many findings stand at their words, how many more there are
    that say the same as three comments before them, how many are listed in the first comment, and
    how many tracked changes were made."""

    data: bytes
    placed: int
    same: int
    listed: int
    tracked: int

    def __str__(self) -> str:
        """What was done, for who asked for it."""
        parts = [f"批注 {self.placed} 条"] if self.placed or not self.tracked else []
        parts += [f"修订 {self.tracked} 处"] if self.tracked else []
        said = "、".join(parts)
        if self.same:
            said += f"，另有 {self.same} 处与前面的批注说的相同，没有逐处批注"
        if self.listed:
            said += f"，另有 {self.listed} 条不能放在原处，列在标题的批注里"
        return f"{said}。"


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

    The first comment, on the title, has the lines of `card` and what cannot be anchored. Of
    findings that say the same only the first three get comments. With
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
    notes = _notes(placed, advice)
    comments.put(opened, [*_first(opened, listed, card, len(findings), len(done)), *notes])
    revisions.track(opened, edits, at or datetime.now(UTC))
    same = len(placed) - len(notes)
    return Annotated(opened.saved(), len(notes), same, len(listed), len(done))


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


def _notes(placed: Iterable[Finding], advice: Advice) -> list[Note]:
    """The comments at the words. What is said again and again is said three times."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in placed:
        alike.setdefault((finding.rule, finding.message), []).append(finding)
    told: set[str] = set()
    notes = []
    for group in alike.values():
        for finding in group[:_SAME]:
            count = len(group) if finding is group[0] and len(group) > _SAME else 0
            notes.append(Note(finding.span, _remark(finding, advice, told, count)))
    return sorted(notes, key=lambda note: note.span)


def _remark(finding: Finding, advice: Advice, told: set[str], count: int) -> str:
    """What the comment says: the finding, what to put instead, how and why.

    The reason of a rule is told once a draft. `count` is how many findings say the same, where
    those after the third have no comments.
    """
    lines = [f"【{SEVERITY_WORDS[finding.severity]}·{_fault(finding)}】{finding.message}"]
    if count:
        lines.append(f"这样的全文有 {count} 处，只批注前 {_SAME} 处。")
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
