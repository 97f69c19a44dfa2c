"""Make the sample .docx drafts from the .txt ones, in the usual dress of an office draft.

Run from anywhere: ``python examples/make_examples.py``. Needs python-docx; the same texts
give the same files.
"""

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Draft
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
TITLE, HEADING, BODY = "方正小标宋简体", "黑体", "仿宋_GB2312"
TABLE_AFTER = "县水利局联合县应急管理局"  # the paragraph of the good draft that has the table
TABLE = (
    ("隐患类型", "发现（处）", "已整改（处）", "未完成（处）"),
    ("坝体渗漏", "9", "9", "0"),
    ("溢洪道淤堵", "21", "21", "0"),
    ("启闭设备故障", "16", "13", "3"),
    ("值守记录缺失", "14", "11", "3"),
    ("合计", "60", "54", "6"),
)
KEPT_STYLES = frozenset(("Normal", "DefaultParagraphFont", "TableNormal", "TableGrid"))


def make(text: str, day: datetime, author: str) -> bytes:
    """A .docx of the lines of a draft: title, headings, paragraphs, unit and date."""
    draft = Document()
    dress(draft)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    write(draft, lines[0], TITLE, 22).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in lines[1:-2]:
        heading = re.match(r"[一二三]、", line) is not None
        indent(write(draft, line, HEADING if heading else BODY, 16))
        if line.startswith(TABLE_AFTER):
            grid(draft)
    for line in lines[-2:]:
        write(draft, line, BODY, 16).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    properties = draft.core_properties
    properties.author = properties.last_modified_by = author
    properties.title, properties.comments = lines[0], ""
    properties.created = properties.modified = day
    packed = io.BytesIO()
    draft.save(packed)
    return without_clock(packed.getvalue())


def dress(draft: Draft) -> None:
    """A4 with the margins of GB/T 9704, and no styles but those in use."""
    section = draft.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    styles = draft.styles.element
    for style in list(styles):
        name = style.get(qn("w:styleId"))
        if style.tag == qn("w:latentStyles") or (name is not None and name not in KEPT_STYLES):
            styles.remove(style)
    for name, relation in list(draft.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del draft.part.rels[name]


def write(draft: Draft, text: str, font: str, size: float) -> Paragraph:
    """A paragraph in one font, 28 points from line to line."""
    paragraph = draft.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(28)
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    return paragraph


def indent(paragraph: Paragraph) -> None:
    """Two characters, as Word and WPS measure them."""
    paragraph.paragraph_format.first_line_indent = Pt(32)
    paragraph._p.pPr.ind.set(qn("w:firstLineChars"), "200")


def grid(draft: Draft) -> None:
    """The table of the good draft."""
    table = draft.add_table(len(TABLE), len(TABLE[0]), style="Table Grid")
    for row, cells in zip(table.rows, TABLE, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def without_clock(data: bytes) -> bytes:
    """The same package without the time at which it was packed."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as made,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(info, made.read(name))
    return packed.getvalue()


def main() -> None:
    """Write both drafts beside their texts."""
    for name, day, author in (
        ("好稿", datetime(2024, 6, 4, 9, tzinfo=UTC), "岚溪县水利局"),
        ("差稿", datetime(2024, 5, 29, 9, tzinfo=UTC), "云岭区卫生健康局"),
    ):
        text = (HERE / f"{name}.txt").read_text(encoding="utf-8")
        (HERE / f"{name}.docx").write_bytes(make(text, day, author))


if __name__ == "__main__":
    main()
