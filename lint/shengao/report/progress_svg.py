"""How drafts developed, as a picture: one SVG file that needs nothing beside it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil
from xml.sax.saxutils import escape

from shengao.finding import FAULTS
from shengao.progress import Development, Month
from shengao.report import progress_words as words
from shengao.report.screen import Screen

_WIDTH, _EDGE, _GAP = 900, 30, 24
_ROOM = _WIDTH - 2 * _EDGE
_MONTHS = 24  # that are drawn, the last
_HEAD, _PLOT, _FOOT = 24, 90, 24  # of a panel: its name, the plot, the months under it
_PANEL = _HEAD + _PLOT + _FOOT
_ACROSS, _CRITERIA = 3, 5  # panels beside each other: of faults, of criteria
_LINE = 26
_CHARACTERS = 104  # cells of a line of words
_SCORE = 100.0
_INK, _PALE, _BARS, _DOTS = "#222222", "#6b7280", "#3b82a0", "#b45309"
_FONT = (
    "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',"
    "SimHei,sans-serif"
)
_SCREEN = Screen()

Values = Sequence[float | None]
Plot = Callable[[Values, float, float, float, float], Iterator[str]]


def drawn(found: Development) -> str:
    """The picture of a development that is telling."""
    months = found.months[-_MONTHS:]
    parts: list[str] = []
    at = 46.0
    parts.append(_text(_EDGE, at, words.heading(found), size=22, weight="bold"))
    at += 22
    panels = list(_panels(found, months))
    for number, row in enumerate(panels):
        across = 2 if not number else _CRITERIA if number == len(panels) - 1 else _ACROSS
        width = (_ROOM - _GAP * (across - 1)) / across
        for column, panel in enumerate(row):
            parts += panel.drawn(_EDGE + column * (width + _GAP), at, width, months)
        at += _PANEL + _GAP
    for title, lines in _told(found):
        if title:
            parts.append(_text(_EDGE, at, title, size=16, weight="bold"))
            at += _LINE
        for line in (part for said in lines for part in _SCREEN.wrap(said, _CHARACTERS)):
            parts.append(_text(_EDGE, at, line, size=15))
            at += _LINE
        at += 8
    parts.append(_text(_EDGE, at, words.FOOTER, size=13, fill=_PALE))
    height = ceil(at + 20)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" '
            f'viewBox="0 0 {_WIDTH} {height}" role="img" font-family="{_FONT}">',
            f"<title>{escape(words.heading(found))}</title>",
            f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _panels(found: Development, months: Sequence[Month]) -> Iterator[list["_Panel"]]:
    """The rows of small charts: of all drafts, of the kinds of fault, of the criteria."""
    yield [
        _Panel("每月篇数", [float(month.drafts) for month in months], 0, _bars),
        _Panel("每千字问题数", [month.rate for month in months], 1, _bars),
    ]
    rates = [
        [None if month.rate is None else month.rates.get(kind.fault, 0.0) for month in months]
        for kind in found.kinds
    ]
    most = max((value for values in rates for value in values if value), default=None)
    kinds = [
        _Panel(f"{FAULTS[kind.fault]}（每千字）", values, 1, _bars, most)
        for kind, values in zip(found.kinds, rates, strict=True)
    ]
    for start in range(0, len(kinds), _ACROSS):
        yield kinds[start : start + _ACROSS]
    yield [
        _Panel(
            f"{mean.criterion}（平均）",
            [month.scores.get(mean.criterion) for month in months],
            0,
            _dots,
            _SCORE,
        )
        for mean in found.means
    ]


class _Panel:
    """A small chart of a value for each month, from 0 up; `digits` of its figures."""

    def __init__(
        self, name: str, values: Values, digits: int, plot: Plot, most: float | None = None
    ) -> None:
        self.name, self.values, self.digits, self.plot = name, values, digits, plot
        self.most = most or max((one for one in values if one is not None), default=0.0) or 1.0

    def drawn(self, x: float, y: float, width: float, months: Sequence[Month]) -> Iterator[str]:
        base = y + _HEAD + _PLOT
        yield _text(x, y + 14, self.name, size=14, weight="bold")
        yield f'<path d="M{x:.1f} {base:.1f}h{width:.1f}" stroke="{_PALE}" fill="none"/>'
        yield from self.plot(self.values, self.most, x, base, width)
        each = width / len(self.values)
        known = [index for index, one in enumerate(self.values) if one is not None]
        if not known:
            yield _text(x + width / 2, base - _PLOT / 2, "未评", fill=_PALE, anchor="middle")
        for index in {*known[:1], *known[-1:]}:
            value = self.values[index] or 0.0
            top = base - _PLOT * 0.82 * value / self.most - 6
            middle = min(max(x + (index + 0.5) * each, x + 10), x + width - 10)
            said = f"{value:.{self.digits}f}" if value else "0"
            yield _text(middle, top, said, size=12, anchor="middle")
        for index, anchor in ((0, "start"), (len(months) - 1, "end")):
            if index or anchor != "end":
                month = months[index]
                edge = x if anchor == "start" else x + width
                label = f"{month.year}-{month.month:02}"
                yield _text(edge, base + 16, label, size=11, fill=_PALE, anchor=anchor)


def _bars(values: Values, most: float, x: float, base: float, width: float) -> Iterator[str]:
    each = width / len(values)
    thick = min(each * 0.7, 40)
    for index, value in enumerate(values):
        if value:
            tall = _PLOT * 0.82 * value / most
            left = x + (index + 0.5) * each - thick / 2
            yield (
                f'<rect x="{left:.1f}" y="{base - tall:.1f}" width="{thick:.1f}" '
                f'height="{tall:.1f}" fill="{_BARS}"/>'
            )


def _dots(values: Values, most: float, x: float, base: float, width: float) -> Iterator[str]:
    each = width / len(values)
    places = [
        (x + (index + 0.5) * each, base - _PLOT * 0.82 * value / most)
        for index, value in enumerate(values)
        if value is not None
    ]
    if len(places) > 1:
        line = " ".join(f"{left:.1f},{top:.1f}" for left, top in places)
        yield f'<polyline points="{line}" fill="none" stroke="{_DOTS}" stroke-width="2"/>'
    for left, top in places:
        yield f'<circle cx="{left:.1f}" cy="{top:.1f}" r="3" fill="{_DOTS}"/>'


def _told(found: Development) -> Iterable[tuple[str, list[str]]]:
    if found.rarer:
        yield "少了的", words.rarer(found)
    following = words.following(found)
    if following:
        yield "接下来", [following]
    yield "", [words.encouragement(found)]


def _text(
    x: float,
    y: float,
    said: str,
    *,
    size: int = 14,
    fill: str = _INK,
    weight: str = "normal",
    anchor: str = "start",
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}" font-weight="{weight}" '
        f'text-anchor="{anchor}">{escape(said)}</text>'
    )
