"""The list of drafts as a table for people, JSON, CSV, a spreadsheet, a page."""

import csv
import html
import io
import json
from collections.abc import Iterable, Sequence
from typing import TextIO

from shengao.desk.listing import Counts, Listed
from shengao.finding import CRITERIA
from shengao.report.page import Page

FORMATS: tuple[str, ...] = ("terminal", "json", "csv", "xlsx", "html")
_HEAD = (
    "编号", "收稿时间", "单位", "类别", "标题", "文种", *CRITERIA.values(), "总分", "等次", "建议",
    "理由", "约稿", "状态", "撰稿", "文件",
)  # fmt: skip
_WIDTHS = (6, 17, 18, 10, 40, 10, 5, 5, 5, 5, 5, 6, 8, 12, 44, 20, 8, 10, 44)
_COLOURS = {"采用候选": "green", "修改后采用": "yellow", "建议退改": "red"}
_NONE = "—"
_STYLE = """
body{font:15px/1.5 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:1.5em;color:#222}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #ccc;padding:.3em .5em;
vertical-align:top;text-align:left}th{background:#e8eef5;position:sticky;top:0}
td.n{text-align:right;white-space:nowrap}tr.u td{background:#fdecea}tr.a td{background:#fff8e1}
"""


def write_lines(stream: TextIO, rows: Sequence[Listed], found: Counts) -> None:
    """For a person at a terminal: two lines a draft, and one sentence on all."""
    page = Page(stream)
    for row in rows:
        marks = "".join((" 急" if row.urgent else "", " 约" if row.solicited else ""))
        page.line(
            (f"{row.number:>5}  {row.received[:16]}  ", ""),
            (f"{_number(row.total):>3} {row.band or _NONE}", "bold"),
            ("  " + " ".join(map("".join, zip(CRITERIA.values(), _values(row), strict=True))), ""),
            (f"  {row.suggestion}", _COLOURS.get(row.suggestion, "")),
            (marks, "bold red"),
            (f"  {row.state}" if row.state != "待处理" else "", "dim"),
        )
        what = f"{row.unit or '（单位不明）'}｜{row.title or row.path or '（已清理）'}"
        page.paragraph(f"{what}｜{row.genre}" if row.genre else what, "", " " * 7)
        page.paragraph(row.error or row.reason, "red" if row.error else "dim", " " * 7)
    page.gap()
    page.paragraph(closing(found, len(rows)), "bold")
    page.flush()


def closing(found: Counts, shown: int) -> str:
    """One sentence on all: “共 1200 篇，列出前 50 篇；3 篇读不了。”"""
    said = f"共 {found.drafts} 篇"
    if shown < found.drafts:
        said += f"，列出前 {shown} 篇"
    if found.unread:
        said += f"；{found.unread} 篇读不了"
    if found.secret:
        said += f"；{found.secret} 篇带密级标志"
    return said + "。"


def as_json(rows: Iterable[Listed], found: Counts) -> str:
    """``{"version": 1, "count": …, "drafts": […]}``, a draft a line."""
    lines = [json.dumps(_plain(row), ensure_ascii=False) for row in rows]
    drafts = ",".join(f"\n{line}" for line in lines)
    return f'{{"version": 1, "count": {found.drafts}, "drafts": [{drafts}\n]}}\n'


def as_csv(rows: Iterable[Listed]) -> str:
    r"""A row a draft, with a byte order mark and ``\r\n``, as spreadsheets take it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(_HEAD)
    for row in rows:
        writer.writerow(_harmless(cell) for cell in _cells(row))
    return "\ufeff" + buffer.getvalue()


def as_xlsx(rows: Iterable[Listed]) -> bytes:
    """A spreadsheet of one sheet; what looks like a formula stays text."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("来稿")
    head = book.add_format({"bold": True, "bg_color": "#e8eef5", "border": 1})
    body = book.add_format({"valign": "top", "border": 1, "border_color": "#bbbbbb"})
    for column, (name, width) in enumerate(zip(_HEAD, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, cell in enumerate(_cells(row)):
            if cell == "":
                sheet.write_blank(last, column, None, body)
            elif isinstance(cell, int):
                sheet.write_number(last, column, cell, body)
            else:
                sheet.write_string(last, column, cell, body)
    sheet.autofilter(0, 0, last, len(_HEAD) - 1)
    sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()


def as_html(rows: Iterable[Listed], found: Counts) -> str:
    """A page that needs nothing but itself and runs nothing."""
    listed = list(rows)
    head = "".join(f"<th>{name}</th>" for name in _HEAD)
    lines = []
    for row in listed:
        kind = "u" if row.urgent else "a" if row.solicited else ""
        cells = "".join(
            f'<td class="n">{cell}</td>'
            if isinstance(cell, int)
            else f"<td>{html.escape(cell)}</td>"
            for cell in _cells(row)
        )
        lines.append(f'<tr class="{kind}">{cells}</tr>')
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>来稿</title>\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'unsafe-inline'\">\n<style>{_STYLE}</style></head><body>\n<h1>来稿</h1>\n"
        f"<p>{closing(found, len(listed))}</p>\n<table><thead><tr>{head}</tr></thead>\n<tbody>\n"
        + "\n".join(lines)
        + "\n</tbody></table></body></html>\n"
    )


def _plain(row: Listed) -> dict[str, object]:
    found = row._asdict()
    found["class"] = found.pop("kind")
    found["criteria"] = dict(zip(CRITERIA.values(), row.criteria, strict=True))
    found["urgent"] = row.urgent
    return found


def _cells(row: Listed) -> tuple[str | int, ...]:
    numbers = (*row.criteria, row.total)
    return (
        row.number, row.received[:16], row.unit, row.kind, row.title, row.genre,
        *("" if one is None else one for one in numbers), row.band, row.suggestion,
        row.error or row.reason, row.request, row.state, row.author, row.path,
    )  # fmt: skip


def _values(row: Listed) -> list[str]:
    return [f"{_number(one):>3}" for one in row.criteria]


def _number(value: int | None) -> str:
    return _NONE if value is None else str(value)


def _harmless(cell: str | int) -> str | int:
    """A cell that a spreadsheet does not take for a formula."""
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{cell}"
    return cell
