"""A Word file with every place in which text can stand, and what people leave in one."""

import io
import struct
import zlib

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

_NAMES = nsdecls("w", "wp", "a", "r") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_WHO = 'w:author="张三" w:date="2026-01-01T00:00:00Z"'


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _field(result: str) -> str:
    def step(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = '<w:r><w:instrText xml:space="preserve"> DATE </w:instrText></w:r>'
    return step("begin") + code + step("separate") + _run(result) + step("end")


def _box(text: str) -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0"'
        ' distB="0" distL="0" distR="0"><wp:extent cx="2000000" cy="400000"/>'
        '<wp:docPr id="7" name="t"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/'
        'office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="2000000" cy="400000"/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent><w:p>"
        f"{_run(text)}</w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
        "</a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        sum_ = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + sum_

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


BODY = (
    f"<w:p>{_run('全市新增就业')}<w:del w:id='901' {_WHO}><w:r><w:delText>约</w:delText></w:r>"
    "</w:del>"
    f"<w:ins w:id='902' {_WHO}>{_run('近百')}</w:ins>{_run('万元，', '<w:b/>')}"
    f"<w:moveFrom w:id='903' {_WHO}>{_run('移走的')}</w:moveFrom>"
    f"<w:moveTo w:id='904' {_WHO}>{_run('移来的')}</w:moveTo></w:p>",
    f"<w:p><w:sdt><w:sdtContent>{_run('内容控件')}</w:sdtContent></w:sdt><w:smartTag w:uri='x'"
    f" w:element='y'>{_run('智能标签')}</w:smartTag>{_field('2026')}"
    "<w:r><w:t>年1</w:t><w:noBreakHyphen/><w:t>5月</w:t><w:tab/><w:t>份𠮷</w:t></w:r>"
    f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>{_run('　末尾 ')}</w:p>",
    "<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>zhùyīn</w:t></w:r></w:rt><w:rubyBase><w:r>"
    f"<w:t>注音</w:t></w:r></w:rubyBase></w:ruby></w:r>{_run('之后')}<m:oMath><m:r><m:t>x</m:t></m:r>"
    f"</m:oMath><w:hyperlink w:anchor='a'>{_run('链接文字')}</w:hyperlink></w:p>",
    f"<w:sdt><w:sdtContent><w:p>{_run('块级控件段落')}</w:p><w:p>{_run('控件第二段')}</w:p>"
    "</w:sdtContent></w:sdt>",
    f"<w:p>{_run('文本框前')}{_box('文本框里的话')}{_run('文本框后')}</w:p>",
    f"<w:p><w:pPr><w:rPr><w:del w:id='905' {_WHO}/></w:rPr></w:pPr>{_run('并入下段的')}</w:p>",
    f"<w:p>{_run('半段。')}</w:p>",
)  # fmt: skip


def made() -> bytes:
    """The file."""
    word = docx.Document()
    word.add_heading("关于稳就业工作情况的报告", 0)
    word.add_heading("一、基本情况", 1)
    first = word.add_paragraph("近日，我市")
    first.add_run("高度").bold = True
    first.add_run("重视").italic = True
    first.add_run("稳就业工作，")
    first.add_run().add_break()
    first.add_run("同比增长12.5%。")
    word.add_paragraph("第一项编号", style="List Number")
    last = word.element.body.sectPr
    for block in BODY:
        last.addprevious(parse_xml(block.replace(">", f" {_NAMES}>", 1)))
    grid = word.add_table(2, 2)
    grid.cell(0, 0).text = "指标"
    grid.cell(0, 1).text = "今年"
    grid.cell(1, 0).merge(grid.cell(1, 1)).text = "就业人数150个"
    commented = word.add_paragraph("附件说明")
    words = commented.add_run("有批注的话")
    word.add_comment([words], text="请核实数字", author="编辑", initials="B")
    word.add_picture(io.BytesIO(_png()))
    word.sections[0].header.paragraphs[0].text = "页眉：内部资料"
    word.sections[0].footer.paragraphs[0].text = "页脚：第1页"
    packed = io.BytesIO()
    word.save(packed)
    return packed.getvalue()
