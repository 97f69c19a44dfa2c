"""The 审签单 as a Word document of one page."""

import io
import re
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

Row = tuple[str, Sequence[str]]
"""The name of a row and the lines in it."""

_SONG, _HEI = "仿宋", "黑体"
_BODY, _TITLE, _LINE = 10.5, 20, 14  # points
_NAMES, _REST = 2.9, 13.7  # centimetres of the two columns
_SIGNED = 1.7  # centimetres of a row to be signed in, at least
UNWRITTEN = re.compile("[^\t\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""


def sign_sheet(rows: Sequence[Row], signers: Sequence[str]) -> bytes:
    """A page of A4 with a table: the rows, then one for each who signs.

    It is for the caller to give no more than fits on a page.
    """
    document = Document()
    document.core_properties.author = "审稿"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(1.6)
    section.left_margin = section.right_margin = Cm(2.2)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(title, "审签单", _HEI, _TITLE)
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, (_NAMES, _REST), strict=True):
        column.width = Cm(width)  # LibreOffice goes by these, Word by those of cells
    for name, lines in rows:
        cells = _row(table, name)
        for number, line in enumerate(lines or ("",)):
            place = cells[1].paragraphs[0] if not number else cells[1].add_paragraph()
            _write(place, line, _SONG, _BODY)
    for name in signers:
        cells = _row(table, name)
        table.rows[-1].height = Cm(_SIGNED)
        table.rows[-1].height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
        _write(cells[1].paragraphs[0], "意见：", _SONG, _BODY)
        signed = cells[1].add_paragraph()
        signed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _write(signed, "签名：__________  日期：__________", _SONG, _BODY)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _row(table: Any, name: str) -> Any:
    cells = table.add_row().cells
    for cell, width in zip(cells, (_NAMES, _REST), strict=True):
        cell.width = Cm(width)
    _write(cells[0].paragraphs[0], name, _HEI, _BODY)
    return cells


def _write(paragraph: Any, text: str, font: str, size: float) -> None:
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    if size == _BODY:
        form.line_spacing = Pt(_LINE)
    run = paragraph.add_run(UNWRITTEN.sub("", text))
    run.font.size = Pt(size)
    run.font.name = font
    # python-docx names the font of Latin letters only.
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
