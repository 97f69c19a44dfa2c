"""How drafts developed, as lines of a terminal of any width and encoding."""

from collections.abc import Iterable, Sequence
from typing import TextIO

from shengao.finding import FAULTS
from shengao.progress import Development
from shengao.report import progress_words as words
from shengao.report.page import Page
from shengao.report.screen import Screen

_MONTHS = 24  # that are shown, the last
_BAR = 30  # cells of the longest bar, where there is room
_NAME = 8  # cells of the longest name of a fault
_FULL = ("█",), ("#",)  # the first that the encoding has
_STEPS = (("▁▂▃▄▅▆▇█", "·"), ("12345678", "."))
"""Steps from the least to the most, and what stands for nothing measured."""
_SCORE = 100.0  # the most of a criterion


def write(
    stream: TextIO, found: Development, *, colour: bool | None = None, width: int | None = None
) -> None:
    """Write what `found` says; where it says nothing, why."""
    page = Page(stream, colour, width)
    if not found.is_telling:
        page.paragraph(words.lacking(found), "")
        page.flush()
        return
    months = found.months[-_MONTHS:]
    page.paragraph(words.heading(found), "bold")
    page.gap()
    page.paragraph("每月篇数，每千字问题数", "bold")
    most = max((month.rate or 0.0 for month in months), default=0.0)
    for month in months:
        lead = f"{month.year}-{month.month:02} {month.drafts:2}篇 "
        if month.rate is None:
            page.line((lead.rstrip(), ""))
            continue
        room = min(page.width - page.screen.cells(lead) - 6, _BAR)
        share = month.rate / most if most else 0.0
        page.line((lead, ""), (_bar(share, room, page.screen), "cyan"), (f" {month.rate:.1f}", ""))
    if found.kinds:
        page.gap()
        page.paragraph("各类问题（每千字，逐月；后面是前一半稿件到后一半稿件）", "bold")
        for kind in found.kinds:
            values = [
                None if month.rate is None else month.rates.get(kind.fault, 0.0) for month in months
            ]
            _row(page, FAULTS[kind.fault], values, None, f"{kind.before:.1f}到{kind.after:.1f}")
    measured = [one for one in found.means if one.before is not None or one.after is not None]
    if measured:
        page.gap()
        page.paragraph("稿件评分的平均（逐月；后面是前一半稿件到后一半稿件）", "bold")
        for mean in measured:
            scores = [month.scores.get(mean.criterion) for month in months]
            said = "到".join(
                "未评" if value is None else f"{value:.0f}" for value in (mean.before, mean.after)
            )
            _row(page, mean.criterion, scores, _SCORE, said)
    _told(page, found)
    page.flush()


def _told(page: Page, found: Development) -> None:
    """What became rarer, and what is next."""
    if found.rarer:
        page.gap()
        page.paragraph("少了的", "bold")
        for line in words.rarer(found):
            page.paragraph(line, "green", "  ")
    following = words.following(found)
    if following:
        page.gap()
        page.paragraph("接下来", "bold")
        page.paragraph(following, "", "  ")
    page.gap()
    page.paragraph(words.encouragement(found), "")
    page.paragraph(words.FOOTER, "dim")


def _row(
    page: Page, name: str, values: Sequence[float | None], most: float | None, said: str
) -> None:
    """A name, a column for each month as far as there is room, and what is said of it."""
    screen = page.screen
    steps, none = _drawable(screen, _STEPS)
    lead = name + " " * (_NAME - screen.cells(name)) + " "
    each = max(map(screen.cells, steps + none))
    room = (page.width - screen.cells(lead) - screen.cells(said) - 1) // each
    shown = list(values)[-max(room, 0) :] if room > 0 else []
    top = most or max((value for value in shown if value is not None), default=0.0)
    drawn = "".join(
        (none + " " * (each - screen.cells(none)))
        if value is None
        else steps[min(int(value / top * len(steps)), len(steps) - 1) if top else 0]
        for value in shown
    )
    page.line((lead, ""), (drawn, "cyan"), (f" {said}", ""))


def _bar(share: float, room: int, screen: Screen) -> str:
    (full,) = _drawable(screen, _FULL)
    cells = max(room, 0) // screen.cells(full)
    return full * max(round(share * cells), 1 if share else 0)


def _drawable(screen: Screen, choices: Iterable[Sequence[str]]) -> Sequence[str]:
    """The first of the choices that the encoding has."""
    found: Sequence[str] = ""
    for found in choices:
        if all(screen.encodable(part) == part for part in found):
            break
    return found
