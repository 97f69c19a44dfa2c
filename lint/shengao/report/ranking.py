"""Drafts by their scores, in the order in which an editor takes them up.

A table for people, JSON for programs, CSV for a spreadsheet.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from shengao.finding import CRITERIA, DraftResult
from shengao.report import scores
from shengao.report.crashes import failures
from shengao.report.page import Page, Segment
from shengao.report.streams import write_data

FORMATS: tuple[str, ...] = ("terminal", "json", "csv")
"""The names that `write` knows, the one for people first."""

URGENT = "紧急信息"
"""The genre that goes before all others."""

_UNSCORED = "片段，不评分"
_BANDS = {"优": "green", "良": "green", "可": "yellow", "需修改": "red", "待核": "bold red"}
_NUMBERS = 4  # cells of a number's column
_NAME = 20  # cells that the name of a draft must have beside the numbers
_GAP = "  "


def ranked(results: Iterable[DraftResult]) -> list[DraftResult]:
    """Urgent drafts first, then those asked for (约稿), those that are 待核, then by total, those
    without one after.

    Drafts that could not be read come last. Those that stand alike keep their order.
    """
    return sorted(results, key=_rank)


def _rank(result: DraftResult) -> tuple[bool, bool, bool, bool, bool, int]:
    score = result.score
    total = score.total if score else None
    return (
        result.error is not None,
        result.genre != URGENT,
        not result.solicited,
        not (score and score.gates),
        total is None,
        -(total or 0),
    )


def write(
    format: str,  # noqa: A002 - the word of the command line
    stream: TextIO,
    results: Sequence[DraftResult],
    *,
    explain_score: bool = False,
    colour: bool | None = None,
    width: int | None = None,
) -> None:
    """Write drafts in the order given, in one of `FORMATS`.

    `explain_score` lists all evidence at the terminal; JSON always has it. `colour` and `width`
    are those of `Page`.
    """
    if format == "json":
        write_data(stream, _json(results))
    elif format == "csv":
        write_data(stream, _csv(results))
    else:
        page = Page(stream, colour, width)
        _table(page, results)
        if explain_score:
            _evidence(page, results)
        page.gap()
        page.paragraph(closing(results), "bold")
        page.flush()


def closing(results: Sequence[DraftResult]) -> str:
    """One sentence on all: “共 3 篇：优 1、待核 1；1 篇未能读取。”"""
    found: dict[str, int] = {}
    for result in results:
        if result.score is not None and result.score.band is not None:
            found[result.score.band] = found.get(result.score.band, 0) + 1
    unread = sum(result.error is not None for result in results)
    untold = len(results) - unread - sum(found.values())
    said = ["、".join(f"{band} {found[band]}" for band in _BANDS if band in found)]
    said.append(f"{untold} 篇不评总分" if untold else "")
    said.append(f"{unread} 篇未能读取" if unread else "")
    return f"共 {len(results)} 篇：{'；'.join(filter(None, said))}。"


def _json(results: Sequence[DraftResult]) -> str:
    """``{"version": 1, "drafts": […]}``, a draft a line; a draft as in the JSON of `check`."""
    rows = [json.dumps(_row(result), ensure_ascii=False) for result in results]
    return '{"version": 1, "drafts": [' + ",".join(f"\n{row}" for row in rows) + "\n]}\n"


def _row(result: DraftResult) -> dict[str, Any]:
    return {
        "path": result.path,
        "title": result.title,
        "genre": result.genre,
        "characters": result.characters,
        "solicited": result.solicited,
        "error": result.error,
        "score": None if result.score is None else scores.as_dict(result.score),
    }


def _csv(results: Sequence[DraftResult]) -> str:
    r"""A row a draft, with a byte order mark and ``\r\n``, as spreadsheets take it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(("稿件", "标题", "文种", "总分", "等次", *CRITERIA.values(), "首要", "约稿"))
    for result in results:
        score = result.score
        values = {} if score is None else scores.numbers(score)
        cells = (
            result.path,
            result.title,
            result.genre or "",
            "" if score is None or score.total is None else score.total,
            "" if score is None else score.band or "",
            *(values.get(criterion) for criterion in CRITERIA.values()),
            _reason(result),
            "是" if result.solicited else "",
        )
        writer.writerow(_harmless(cell) for cell in cells)
    return "\ufeff" + buffer.getvalue()


def _harmless(cell: object) -> object:
    """A cell that a spreadsheet does not take for a formula."""
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{cell}"
    return cell


def _reason(result: DraftResult) -> str:
    """What to say of a draft in a few words."""
    if result.error is not None:
        return f"未能读取：{result.error}"
    if result.crashes:
        return "；".join(failures(result))
    return _UNSCORED if result.score is None else scores.first_reason(result.score)


def _table(page: Page, results: Sequence[DraftResult]) -> None:
    """Numbers, the draft, and what to say of it: beside the drafts if all fit, else below.

    Where there is little room the draft stands below its numbers, too.
    """
    screen = page.screen
    clean, cells = screen.clean, screen.cells

    def right(text: str, width: int = _NUMBERS) -> str:
        return " " * (width - cells(text)) + text

    def left(text: str, width: int) -> str:
        return text + " " * (width - cells(text))

    bands = max(map(cells, ("等次", *_BANDS)))
    head = right("总分") + _GAP + left("等次", bands)
    head += "".join(right(name) for name in CRITERIA.values()) + _GAP
    indent = cells(head)
    names = [clean(result.path) + " 约" * result.solicited for result in results]
    widest = max(map(cells, ["稿件", *names])) + len(_GAP)
    reasons = [clean(_reason(result)).rstrip("。") for result in results]
    beside = indent + widest + max(map(cells, ["首要", *reasons])) <= page.width
    narrow = page.width - indent < _NAME
    lead = "  " if narrow else " " * indent
    page.line(((head + left("稿件", widest) + "首要" if beside else f"{head}稿件"), "bold"))
    for result, name, reason in zip(results, names, reasons, strict=True):
        score = result.score
        values: Mapping[str, int | None] = {} if score is None else scores.numbers(score)
        band = (score and score.band) or ""
        total = scores.number(score.total if score else None)
        line: list[Segment] = [
            (right(total) + _GAP, "bold"),
            (left(band, bands), _BANDS.get(band, "")),
            ("".join(right(scores.number(values.get(one))) for one in CRITERIA.values()), ""),
            ("" if narrow else _GAP, ""),
        ]
        style = "bold red" if result.error is not None else "dim"
        if beside:
            page.line(*line, (left(name, widest) if reason else name, ""), (reason, style))
            continue
        first, *rest = [""] if narrow else screen.wrap(name, page.width - indent) or [""]
        page.line(*line, (first, ""))
        page.paragraph(name if narrow else "".join(rest), "", lead)
        page.paragraph(reason, style, lead)


def _evidence(page: Page, results: Sequence[DraftResult]) -> None:
    from shengao.report.card import evidence

    for result in results:
        if result.score is not None:
            page.gap()
            page.paragraph(result.path, "bold")
            for line in evidence(result.score, page.screen, page.width):
                page.line(*line)
