"""Documents that are put together of headings, paragraphs and tables, in the form of 公文.

Either on pages of our own, or in the places that an office's own document leaves for them.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from shengao.word.sign_sheet import UNWRITTEN

_SONG, _HEI, _TITLE = "仿宋", "黑体", "方正小标宋简体"
_BODY, _HEADING, _BIG, _SMALL = 16, 16, 22, 10.5  # points
_LINE, _CELL_LINE = 28, 15  # points
_CELL_MARGIN = 30  # twentieths of a point
_MARGINS = (3.0, 2.8, 2.6, 2.6)  # centimetres: top, left, right, bottom


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that stands over what follows; `level` 0 is the title of the document."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `place` is ``body``, ``caption`` (over a table) or ``end`` (the sign-off)."""

    text: str
    place: str = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `head` has one or two rows, in which an empty cell belongs to the one before it
    in its row, or in a second row to the one above. `widths` are centimetres; columns in `left`
    are set to the left, the others in the middle."""

    head: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    left: tuple[int, ...] = (1,)


Part = Heading | Paragraph | Table


def compose(parts: Iterable[Part]) -> bytes:
    """A document of A4 pages, numbered."""
    document = Document()
    document.core_properties.author = "审稿"
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    top, left, right, bottom = map(Cm, _MARGINS)
    section.top_margin, section.left_margin = top, left
    section.right_margin, section.bottom_margin = right, bottom
    _number_pages(section.footer.paragraphs[0])
    body = document.element.body
    for part in parts:
        body.insert(len(body) - 1, element(document, part))  # the section's form stays the last
    return saved(document)


def element(document: Any, part: Part) -> Any:
    """The XML of a part, which stands nowhere as yet."""
    made = _table(document, part) if isinstance(part, Table) else _paragraph(document, part)
    found = made._element
    found.getparent().remove(found)
    return found


def saved(document: Any) -> bytes:
    """The bytes of a document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _paragraph(document: Any, part: Heading | Paragraph) -> Any:
    made = document.add_paragraph()
    form = made.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(_LINE)
    if isinstance(part, Heading):
        if part.level == 0:
            made.alignment = WD_ALIGN_PARAGRAPH.CENTER
            form.line_spacing = Pt(_BIG * 1.5)
            form.space_after = Pt(_BODY)
            _write(made, part.text, _TITLE, _BIG)
        else:
            form.first_line_indent = Pt(2 * _HEADING)
            form.space_before = Pt(_HEADING / 2)
            form.keep_with_next = True
            _write(made, part.text, _HEI, _HEADING)
    elif part.place == "caption":
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form.space_before = Pt(_SMALL)
        form.keep_with_next = True
        _write(made, part.text, _HEI, 12)
    elif part.place == "end":
        made.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        form.right_indent = Pt(2 * _BODY)
        _write(made, part.text, _SONG, _BODY)
    else:
        form.first_line_indent = Pt(2 * _BODY)
        _write(made, part.text, _SONG, _BODY)
    return made


def _table(document: Any, part: Table) -> Any:
    table = document.add_table(rows=len(part.head) + len(part.rows), cols=len(part.widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _lined(table)
    for column, width in zip(table.columns, part.widths, strict=True):
        column.width = Cm(width)
    for number, (row, texts) in enumerate(zip(table.rows, (*part.head, *part.rows), strict=True)):
        heads = number < len(part.head)
        _keep(row, repeat=heads)
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = Cm(part.widths[column])
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            place = cell.paragraphs[0]
            if heads or column not in part.left:
                place.alignment = WD_ALIGN_PARAGRAPH.CENTER
            form = place.paragraph_format
            form.space_before = form.space_after = Pt(0)
            form.line_spacing = Pt(_CELL_LINE)
            if text:
                _write(place, text, _HEI if heads else _SONG, _SMALL)
    for line, texts in enumerate(part.head):
        for first, last in _stretches(texts):
            if last > first:
                table.cell(line, first).merge(table.cell(line, last))
    if len(part.head) == 2:
        for column, text in enumerate(part.head[1]):
            if not text:
                table.cell(0, column).merge(table.cell(1, column))
    return table


def _stretches(texts: Sequence[str]) -> list[tuple[int, int]]:
    """The first and the last column of each cell in a row of the head."""
    starts = [at for at, text in enumerate(texts) if text]
    return [
        (first, following - 1)
        for first, following in zip(starts, (*starts[1:], len(texts)), strict=True)
    ]


def _keep(row: Any, *, repeat: bool) -> None:
    """Let no page end within a row, and repeat the head on each."""
    properties = row._tr.get_or_add_trPr()
    names = ("w:cantSplit", "w:tblHeader") if repeat else ("w:cantSplit",)
    for name in names:
        properties.append(OxmlElement(name))


def _lined(table: Any) -> None:
    """Lines of its own, since a document may lack a style that has them, and words near to them,
    so that ``100.0%`` stays in one line."""
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "auto")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(_CELL_MARGIN))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    layout.addprevious(borders)  # the schema wants them in this order
    layout.addnext(margins)


def _number_pages(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _write(paragraph: Any, text: str, font: str, size: float) -> None:
    run = paragraph.add_run(UNWRITTEN.sub("", text))
    run.font.size = Pt(size)
    run.font.name = font
    # python-docx names the font of Latin letters only.
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
