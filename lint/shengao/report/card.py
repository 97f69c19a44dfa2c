"""The scorecard of a draft at a terminal: at most twelve lines, each within the width."""

from collections.abc import Iterator
from typing import NamedTuple

from shengao.report.page import Segment
from shengao.report.scores import account, halves, in_order, points, standing
from shengao.report.screen import Screen
from shengao.scorecard import Mark, Scorecard

LINES = 12
"""Lines of a card at most."""
_GAINS = 3
_BAR = 20  # cells of a full bar, where there is room
_BESIDE = 32  # cells of all else in a line with a bar
_BARS = (("█", "░"), ("■", "□"), ("#", "-"))  # the first pair that the encoding has
_BANDS = {"优": "bold green", "良": "bold green", "可": "bold yellow"}
_LIGHTS = {True: ("√", "green"), False: ("×", "bold red"), None: ("？", "dim")}


class _Words(NamedTuple):
    """Words that take more lines than one where the card has them to spare."""

    lead: str
    lead_style: str
    words: str
    style: str = ""


def card(score: Scorecard, screen: Screen, width: int) -> Iterator[list[Segment]]:
    """The lines of a card, set in by two cells and no wider than `width` cells."""
    parts = list(_parts(score, screen, width - 2))
    spare = LINES - len(parts)
    for part in parts:
        if isinstance(part, _Words):
            lines = _lines(part, screen, width - 2, 1 + spare)
            spare -= len(lines) - 1
        else:
            lines = [_fitting(part, screen, width - 2)]
        yield from ([("  ", ""), *line] for line in lines)


def evidence(score: Scorecard, screen: Screen, width: int) -> Iterator[list[Segment]]:
    """What every point stands on: a line for each criterion, then each piece of evidence."""
    yield [("  ", ""), ("得分依据", "bold")]
    for head, rows in account(score):
        for line in screen.wrap(screen.clean(head), width - 2):
            yield [("  ", ""), (line, "bold")]
        for earned, what, source in rows:
            lead = f"{earned:>8}  "
            style = "red" if earned.startswith("-") else "green"
            words = f"{what}  {source}" if source else what
            for line in screen.wrap(screen.clean(words), width - len(lead)):
                yield [(lead, style), (line, "")]
                lead = " " * len(lead)


def _parts(score: Scorecard, screen: Screen, room: int) -> Iterator[list[Segment] | _Words]:
    if score.gates:
        total = "" if score.total is None else f"{score.total} 分  "
        yield _Words(f"评分 {total}待核：", "bold red", "；".join(map(_phrase, score.gates)))
    else:
        style = _BANDS.get(score.band or "", "bold")
        yield [("评分 ", "bold"), (standing(score), style)]
    for criterion, mark in in_order(score):
        part = f"占{mark.weight:4.0%}" if mark.weight else "不计入总分"
        beside = [] if score.total is None else [part]
        beside += halves(score) if criterion == "实" else []
        yield _bar(criterion, mark, beside, screen, room)
    if score.lights:
        yield list(_lights(score))
    dark = "；".join(
        f"{name}：{'、'.join(map(_phrase, why))}"
        for name, on, why in score.lights
        if why and not on
    )
    if dark:
        yield _Words("", "", dark, "dim")
    title = "可提升"
    for criterion, earned, what in score.gains[:_GAINS]:
        yield _Words(f"{title} {criterion} {points(earned):<4}  ", "green", _phrase(what))
        title = " " * len("可提升") * 2
    day, source = score.submission.day, score.submission.source
    if day is not None:
        yield [(f"报送日期 {day.isoformat()}" + (f"（{source}）" if source else ""), "dim")]


def _lights(score: Scorecard) -> Iterator[Segment]:
    gap = ""
    for name, on, _ in score.lights:
        sign, style = _LIGHTS[on]
        yield f"{gap}{sign}{name}", style
        gap = "  "


def _bar(criterion: str, mark: Mark, beside: list[str], screen: Screen, room: int) -> list[Segment]:
    name = (f"{criterion} ", "bold")
    if mark.value is None:
        return [name, ("未评" + (f"：{_phrase(mark.why)}" if mark.why else ""), "dim")]
    full, empty = next(pair for pair in _BARS if screen.encodable("".join(pair)) == "".join(pair))
    cells = max(min(_BAR, room - _BESIDE), 4) // screen.cells(full)
    filled = (mark.value * cells + 50) // 100
    return [
        name,
        (full * filled, "cyan"),
        (empty * (cells - filled), "dim"),
        (f" {mark.value:3}", "bold"),
        *((f"  {words}", "dim") for words in beside),
    ]


def _lines(part: _Words, screen: Screen, room: int, most: int) -> list[list[Segment]]:
    """Words in at most so many lines, the last one cut short if need be."""
    words = screen.clean(part.words)
    lead = screen.clean(part.lead)
    cells = screen.cells(lead)
    lines = screen.wrap(words, room - cells)
    if len(lines) > most:
        rest = "".join(lines[most - 1 :])
        before, cut, after = screen.clip("", rest, "", room - cells)
        lines = [*lines[: most - 1], before + cut + after]
    return [
        [(lead if index == 0 else " " * cells, part.lead_style), (line, part.style)]
        for index, line in enumerate(lines)
    ]


def _fitting(line: list[Segment], screen: Screen, room: int) -> list[Segment]:
    """As much of a line as fits."""
    line = [(screen.clean(words), style) for words, style in line]
    if screen.cells("".join(words for words, _ in line)) <= room:
        return line
    room -= screen.cells(screen.ellipsis)
    found: list[Segment] = []
    for words, style in line:
        found.append((screen.head(words, room), style))
        room -= screen.cells(found[-1][0])
        if found[-1][0] != words:
            break
    return [*found, (screen.ellipsis, "dim")]


def _phrase(words: str) -> str:
    return words.rstrip("。")
