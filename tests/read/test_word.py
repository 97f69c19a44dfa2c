"""Word files: the words of the final version, in reading order, at the right places."""

import io
import random
import time
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import (
    NAMESPACES,
    archive,
    document,
    level,
    numbered,
    ole,
    paragraph,
    run,
    table,
)

from shengao.errors import ReadError
from shengao.read import word
from shengao.structure import Reading


def shown(reading: Reading) -> list[str]:
    text = reading.source.text
    return ["".join(text[a:b] for a, b in block.pieces) for block in reading.blocks]


def read(body: str, core: str = "", **parts: str | list[str]) -> list[str]:
    return shown(word.read(document(body, core, **parts), "稿件.docx"))


def why(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        word.read(data, "稿件.docx")
    assert caught.value.path == "稿件.docx"
    return caught.value.why


def kinds(reading: Reading) -> list[tuple[str | None, int | None, str, str]]:
    return [
        (block.kind, block.level, block.label, words)
        for block, words in zip(reading.blocks, shown(reading), strict=True)
    ]


def test_one_paragraph_a_line_and_empty_ones_left_out() -> None:
    body = (
        paragraph("　　标题 ")
        + paragraph(" ")
        + paragraph()
        + paragraph("全县", "春耕", "进度过半。")
    )
    reading = word.read(document(body), "稿件.docx")
    assert reading.source.text == "　　标题 \n全县春耕进度过半。"
    assert (reading.source.kind, reading.source.path) == ("word", "稿件.docx")
    assert shown(reading) == ["标题", "全县春耕进度过半。"]
    assert reading.source.position(reading.blocks[1].pieces[0].start).line == 2


def test_the_final_view_of_revisions() -> None:
    assert read(
        paragraph(
            "新增就业",
            '<w:del w:id="1" w:author="a"><w:r><w:delText>约</w:delText></w:r></w:del>',
            f'<w:ins w:id="2" w:author="a">{run("近")}</w:ins>',
            "3000人",
            f'<w:moveFrom w:id="3" w:author="a">{run("移走")}</w:moveFrom>',
            f'<w:moveTo w:id="4" w:author="a">{run("，移来")}</w:moveTo>',
        )
    ) == ["新增就业近3000人，移来"]


def test_a_deleted_paragraph_mark_joins_what_follows() -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    body = (
        paragraph("河道", properties=gone)
        + paragraph("清淤", properties=gone)
        + paragraph("12公里。")
        + paragraph("末段", properties=gone)
    )
    assert read(body) == ["河道清淤12公里。", "末段"]


def test_deleted_rows_and_cells_are_gone() -> None:
    body = (
        "<w:tbl><w:tr><w:trPr><w:del w:id='1' w:author='a'/></w:trPr>"
        f"<w:tc>{paragraph('删去的行')}</w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:cellDel w:id='2' w:author='a'/></w:tcPr>"
        f"{paragraph('删去的格')}</w:tc>"
        f"<w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>"
    )
    assert read(body) == ["甲", "乙"]


def test_signs_and_wrappers_within_a_paragraph() -> None:
    assert read(
        paragraph(
            "<w:sdt><w:sdtPr><w:alias w:val='名'/></w:sdtPr>"
            f"<w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>",
            f"<w:smartTag w:uri='x' w:element='y'>{run('标签')}</w:smartTag>",
            f"<w:hyperlink r:id='r1'>{run('链接')}</w:hyperlink>",
            "<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>5月</w:t><w:softHyphen/><w:t>份</w:t></w:r>",
            "<w:r><w:tab/><w:t>制表</w:t><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>",
            "<w:r><w:ruby><w:rt><w:r><w:t>zhuàng</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>僮</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>",
        )
    ) == ["控件标签链接1-5月份\t制表\ufffc僮x=1"]


def test_hidden_text_is_left_out() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="隐藏"/>'
        "<w:rPr><w:vanish/></w:rPr></w:style>"
    )
    body = (
        paragraph("看得见", run("看不见", "<w:vanish/>"), run("又看见", '<w:vanish w:val="0"/>'))
        + paragraph("整段隐藏", style="H")
        + paragraph(run("仍可见", '<w:vanish w:val="false"/>'), style="H")
    )
    assert read(body, styles=styles) == ["看得见又看见", "仍可见"]


def field(*steps: str) -> str:
    return "".join(
        f'<w:r><w:fldChar w:fldCharType="{step[1:]}"/></w:r>'
        if step.startswith("!")
        else f"<w:r><w:instrText>{step[1:]}</w:instrText></w:r>"
        if step.startswith("=")
        else run(step)
        for step in steps
    )


def test_fields_show_their_result_only() -> None:
    simple = f'<w:fldSimple w:instr="DATE">{run("6月3日")}</w:fldSimple>'
    assert read(
        paragraph("截至", field("!begin", "=DATE", "!separate", "2024年", "!end"), simple, "止。")
        + paragraph(
            field("!begin", "=IF ", "!begin", "=PAGE", "!separate", "7", "!end", "!separate"),
            "结果",
            field("!end"),
            "后",
        )
        + paragraph("未", field("!begin", "=X"), "完")
        + paragraph("下段", field("!end"), "照常")
    ) == ["截至2024年6月3日止。", "结果后", "未", "下段照常"]


def test_manual_line_breaks() -> None:
    br = "<w:r><w:br/></w:r>"
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    reading = word.read(
        document(
            paragraph("关于防汛。", br, "工作的报告", style="T")
            + paragraph("全县水利系统扎实", br, " 做好防汛工作")
            + paragraph("各科室：", br, "现通知如下", br, br, "一、提高认识", br),
            styles=styles,
        ),
        "",
    )
    assert reading.source.text.split("\n") == [
        "关于防汛。\u2028工作的报告",
        "全县水利系统扎实\u2028 做好防汛工作",
        "各科室：\u2028现通知如下\u2028\u2028一、提高认识\u2028",
    ]
    assert shown(reading) == [
        "关于防汛。工作的报告",
        "全县水利系统扎实做好防汛工作",
        "各科室：",
        "现通知如下",
        "一、提高认识",
    ]
    assert [len(block.pieces) for block in reading.blocks] == [2, 2, 1, 1, 1]


def test_line_ends_within_a_text_element_do_not_break_a_line() -> None:
    assert word.read(document(paragraph("甲\n乙\u2028丙")), "").source.text == "甲 乙 丙"


def test_text_boxes_come_once_after_their_paragraph() -> None:
    def box(text: str) -> str:
        return f"<w:txbxContent>{paragraph(text)}{paragraph('第二段')}</w:txbxContent>"

    body = paragraph(
        "前",
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box('框内')}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box('框内')}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>",
        f"<w:r><w:pict><v:textbox>{box('旧式框')}</v:textbox></w:pict></w:r>",
        "后",
    )
    assert kinds(word.read(document(body), "")) == [
        (None, None, "", "前后"),
        ("textbox", None, "", "框内"),
        ("textbox", None, "", "第二段"),
        ("textbox", None, "", "旧式框"),
        ("textbox", None, "", "第二段"),
    ]


def test_tables() -> None:
    merged = "<w:tcPr><w:vMerge {}/></w:tcPr>"
    body = (
        table(
            ["指标", "数值"],
            [f"{merged.format('w:val=' + chr(34) + 'restart' + chr(34))}{paragraph('户数')}", "12"],
            [f"{merged.format('')}{paragraph('盖住的')}", paragraph("甲") + paragraph("乙")],
            ["嵌套", table(["内1", "内2"]) + paragraph()],
        )
        + paragraph("表后")
        + table([paragraph("框起来的标题") + paragraph("框起来的正文。")])
    )
    assert kinds(word.read(document(body), "")) == [
        *(
            ("cell", None, "", words)
            for words in ("指标", "数值", "户数", "12", "甲", "乙", "嵌套", "内1", "内2")
        ),
        (None, None, "", "表后"),
        (None, None, "", "框起来的标题"),
        (None, None, "", "框起来的正文。"),
    ]


def test_controls_around_blocks_rows_and_cells() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    first = control(f"<w:tc>{paragraph('格一')}</w:tc>")
    row = f"<w:tr>{first}<w:tc>{paragraph('格二')}</w:tc></w:tr>"
    body = control(paragraph("控件段")) + f"<w:tbl>{control(row)}</w:tbl>"
    assert read(body) == ["控件段", "格一", "格二"]


def test_notes_headers_and_footers_follow_the_body() -> None:
    note = '<w:footnote w:id="{}" {}>' + "{}</w:footnote>"
    reading = word.read(
        document(
            paragraph("正文。"),
            footer=paragraph("第1页"),
            header=[paragraph("内部资料"), paragraph("首页页眉")],
            endnotes=f'<w:endnote w:id="2">{paragraph("尾注")}</w:endnote>',
            footnotes=note.format(0, 'w:type="separator"', paragraph("线"))
            + note.format(2, "", paragraph(" 数据来源：县统计局")),
        ),
        "",
    )
    assert kinds(reading) == [
        (None, None, "", "正文。"),
        ("note", None, "", "数据来源：县统计局"),
        ("note", None, "", "尾注"),
        ("header", None, "", "内部资料"),
        ("header", None, "", "首页页眉"),
        ("footer", None, "", "第1页"),
    ]


STYLES = """
<w:latentStyles><w:lsdException w:name="heading 1"/></w:latentStyles>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="character" w:styleId="c"><w:name w:val="字符"/></w:style>
<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style>
<w:style w:type="paragraph" w:styleId="g"><w:name w:val="小标题"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="x"><w:name w:val="循环"/><w:basedOn w:val="y"/></w:style>
<w:style w:type="paragraph" w:styleId="y"><w:name w:val="循环2"/><w:basedOn w:val="x"/></w:style>
<w:style w:type="paragraph" w:styleId="t1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="table" w:styleId="tb"><w:name w:val="Table"/></w:style>
"""


def test_headings_and_titles_by_style() -> None:
    out = '<w:outlineLvl w:val="{}"/>'
    body = (
        paragraph("大标题", style="a3")
        + paragraph("一、目录项\t3", style="t1")
        + paragraph("一级", style="1")
        + paragraph("二级", style="2")
        + paragraph("继承的二级", style="g")
        + paragraph("段落自定三级", properties=out.format(2))
        + paragraph("降为正文", style="1", properties=out.format(9))
        + paragraph("循环样式", style="x")
        + paragraph("没有的样式", style="没有")
        + paragraph("样式表外的标题", style="Heading3")
    )
    assert kinds(word.read(document(body, styles=STYLES), "")) == [
        ("title", None, "", "大标题"),
        ("heading", 1, "", "一级"),
        ("heading", 2, "", "二级"),
        ("heading", 2, "", "继承的二级"),
        ("heading", 3, "", "段落自定三级"),
        (None, None, "", "降为正文"),
        (None, None, "", "循环样式"),
        (None, None, "", "没有的样式"),
        (None, None, "", "样式表外的标题"),
    ]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%3.%4", more="<w:isLgl/>")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="1">'
    + level(0, "bullet", "\uf0b7")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="2">'
    + level(0, "upperRoman", "%1.", start=3, more='<w:pStyle w:val="1"/>')
    + level(1, "none", "", more='<w:pStyle w:val="2"/>')
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
)


def test_automatic_numbers() -> None:
    plan = [
        (1, 0),
        (1, 1),
        (1, 2),
        (1, 3),
        (1, 1),
        (1, 0),
        (1, 1),
        (2, 0),
        (3, 0),
        (1, 0),
        (0, 0),
        (9, 0),
    ]
    body = "".join(
        paragraph(f"第{i}条", properties=numbered(n, d)) for i, (n, d) in enumerate(plan)
    )
    reading = word.read(document(body, numbering=NUMBERING), "")
    assert [(b.kind, b.level, b.label) for b in reading.blocks] == [
        ("item", 1, "一、"),
        ("item", 2, "（一）"),
        ("item", 3, "1."),
        ("item", 4, "1.1.1"),
        ("item", 2, "（二）"),
        ("item", 1, "二、"),
        ("item", 2, "（一）"),
        ("item", 1, ""),
        ("item", 1, "一、"),
        ("item", 1, "二、"),
        (None, None, ""),
        (None, None, ""),
    ]


def test_numbers_that_a_style_gives() -> None:
    styles = STYLES.replace(
        '<w:outlineLvl w:val="0"/>',
        '<w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="4"/></w:numPr>',
    ).replace(
        '<w:name w:val="标题 2"/>',
        '<w:name w:val="标题 2"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>',
    )
    body = paragraph("甲", style="1") + paragraph("乙", style="2") + paragraph("丙", style="1")
    assert kinds(word.read(document(body, styles=styles, numbering=NUMBERING), "")) == [
        ("heading", 1, "III.", "甲"),
        ("heading", 2, "", "乙"),
        ("heading", 1, "IV.", "丙"),
    ]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (
            "chineseCountingThousand",
            {1: "一", 10: "十", 11: "十一", 20: "二十", 105: "一百零五", 1010: "一千零一十"},
        ),
        ("ideographDigital", {12: "一二", 20: "二〇"}),
        ("chineseLegalSimplified", {11: "壹拾壹"}),
        ("ideographTraditional", {1: "甲", 11: "甲"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerRoman", {4: "iv", 1999: "mcmxcix"}),
        ("decimalZero", {5: "05", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "21"}),
        ("未知", {7: "7"}),
    ],
)
def test_formats_of_numbers(kind: str, values: dict[int, str]) -> None:
    from shengao.read.word.numbering import written

    assert {value: written(value, kind) for value in values} == values


def test_comments_with_author_and_words() -> None:
    def mark(kind: str, name: int) -> str:
        return f'<w:commentRange{kind} w:id="{name}"/>'

    def reference(name: int) -> str:
        return f'<w:r><w:commentReference w:id="{name}"/></w:r>'

    body = (
        paragraph("第一段。")
        + paragraph(
            "据", mark("Start", 0), "不完全统计", mark("End", 0), reference(0), "，共12户。"
        )
        + mark("Start", 1)
        + paragraph("第三段。")
        + paragraph("第四段。")
        + mark("End", 1)
        + paragraph("第五段。", reference(1), reference(2))
        + paragraph(mark("Start", 3), " ", mark("End", 3), reference(3))
        + paragraph("末段。")
    )
    remark = '<w:comment w:id="{}" w:author="{}">' + "{}</w:comment>"
    comments = (
        remark.format(0, "编辑", paragraph("请核实") + paragraph("来源"))
        + remark.format(1, "", paragraph("审稿：允许 vague 引用原话"))
        + remark.format(2, "主任", paragraph("全段"))
        + remark.format(3, "", paragraph("空段"))
        + remark.format(9, "", paragraph("无处安放"))
    )
    reading = word.read(document(body, comments=comments), "")
    text = reading.source.text
    assert [(c.text, c.author, text[slice(*c.span)]) for c in reading.comments] == [
        ("请核实\n来源", "编辑", "不完全统计"),
        ("审稿：允许 vague 引用原话", "", "第三段。\n第四段。"),
        ("全段", "主任", "第五段。"),
        ("空段", "", "末段。"),
    ]


def test_core_properties_under_their_own_names() -> None:
    core = (
        "<dc:title> 防汛汇报 </dc:title><dc:creator>李某</dc:creator><dc:subject>x</dc:subject>"
        "<dcterms:modified>2024-06-03T08:00:00Z</dcterms:modified>"
    )
    assert word.read(document(paragraph("文"), core=core), "").properties == {
        "title": "防汛汇报",
        "creator": "李某",
        "modified": "2024-06-03T08:00:00Z",
    }


def test_a_document_that_is_not_called_document_and_the_strict_namespace() -> None:
    strict = NAMESPACES.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships'
        '/officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    main = f"<w:document {strict}><w:body>{paragraph('正文。')}</w:body></w:document>"
    data = archive({"_rels/.rels": relations, "word\\document2.xml": main})
    assert shown(word.read(data, "")) == ["正文。"]


def real_document() -> bytes:
    """What a library writes, with a table, styles, a header and a comment."""
    made = docx.Document()
    made.core_properties.created = made.core_properties.modified = datetime(2024, 6, 3, tzinfo=UTC)
    made.add_heading("县疾控中心开展夏季传染病防控", 0)
    made.add_heading("一、主要做法", 1)
    made.add_paragraph("对全县23所学校开展巡查。")
    made.add_paragraph("第一项", style="List Number")
    grid = made.add_table(2, 2)
    grid.cell(0, 0).text = "学校"
    grid.cell(1, 0).merge(grid.cell(1, 1)).text = "合并"
    last = made.add_paragraph("请")
    made.add_comment(last.add_run("核实"), text="数字？", author="编辑")
    made.sections[0].header.paragraphs[0].text = "内部资料"
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def test_a_real_document() -> None:
    reading = word.read(real_document(), "")
    assert kinds(reading) == [
        ("title", None, "", "县疾控中心开展夏季传染病防控"),
        ("heading", 1, "", "一、主要做法"),
        (None, None, "", "对全县23所学校开展巡查。"),
        ("item", 1, "1.", "第一项"),
        ("cell", None, "", "学校"),
        ("cell", None, "", "合并"),
        (None, None, "", "请核实"),
        ("header", None, "", "内部资料"),
    ]
    [comment] = reading.comments
    assert reading.source.text[slice(*comment.span)] == "核实"


def test_the_walk_yields_each_text_with_its_element() -> None:
    from xml.etree import ElementTree

    xml = f"<w:p {NAMESPACES}>{run('甲')}<w:r><w:tab/></w:r><w:ins>{run('乙')}</w:ins></w:p>"
    parts = list(word.walk(ElementTree.fromstring(xml)))
    assert [(text, element.tag.rpartition("}")[2]) for text, element in parts] == [
        ("甲", "t"),
        ("\t", "tab"),
        ("乙", "t"),
    ]


# What cannot be read

DAMAGED = "Word 文档已损坏，打不开其中的压缩数据"


def test_what_is_no_word_file() -> None:
    assert why(b"") == "空文件，没有可检查的文字"
    assert why("这是文本。".encode()) == "不是 Word 文档，内容与扩展名 .docx 不符"
    assert (
        why(ole("WordDocument")) == "这其实是旧版 Word 文档（.doc），请用 Word 或 WPS 另存为 .docx"
    )
    assert (
        why(ole("EncryptedPackage", "EncryptionInfo"))
        == "这是加密的 Office 文档，请去掉打开密码，另存为 .docx"
    )
    assert why(b"%PDF-1.7") == "这其实是 PDF 文件，请把扩展名改为 .pdf"
    assert why(rb"{\rtf1") == "这其实是 RTF 文档，请把扩展名改为 .rtf"
    excel = archive({"[Content_Types].xml": "", "xl/workbook.xml": ""})
    assert why(excel) == "这其实是 Excel 表格，请把要检查的文字另存为 .docx"
    assert why(archive({"照片/a.txt": ""})) == "这其实是压缩包，请先解压"


def test_documents_that_lack_something() -> None:
    assert why(archive({"word/styles.xml": "<a/>"})) == "Word 文档不完整，缺少 word/document.xml"
    bare = archive({"word/document.xml": f"<w:document {NAMESPACES}/>"})
    assert why(bare) == "Word 文档不完整，没有正文"
    assert why(document(paragraph(" "))) == "空文件，没有可检查的文字"


def test_broken_xml() -> None:
    data = archive({"word/document.xml": "<w:document><w:body>"})
    assert why(data) == "Word 文档已损坏，word/document.xml 不是有效的 XML"


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_doctypes_are_refused(codec: str) -> None:
    bomb = (
        f'<?xml version="1.0" encoding="{codec}"?>'
        '<!DOCTYPE x [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;">]>'
        f"<w:document {NAMESPACES}><w:body>{paragraph('&b;')}</w:body></w:document>"
    )
    data = archive({"word/document.xml": bomb.encode(codec)})
    assert why(data) == "Word 文档含有外部定义（DOCTYPE），为安全起见不予读取"


def test_zip_bombs_are_not_unpacked() -> None:
    bomb = "解压后的大小异常，疑为 zip 炸弹，已停止读取"
    body = paragraph("正文。")
    by_ratio = archive({"word/document.xml": " " * 3_000_000 + body})
    begun = time.perf_counter()
    assert why(by_ratio) == bomb
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("word/document.xml", body)
        for index in range(3):
            zipped.writestr(f"word/media/{index}.bin", random.Random(0).randbytes(10_000))
    # A file that says it holds more than it may, whatever it really holds.
    data = bytearray(packed.getvalue())
    entry = 0
    for _ in range(3):
        entry = data.index(b"PK\x01\x02", entry + 4)
        data[entry + 24 : entry + 28] = (100 * 2**20).to_bytes(4, "little")
    assert why(bytes(data)) == bomb
    assert time.perf_counter() - begun < 1


def test_a_part_that_holds_more_than_it_says_is_not_unpacked_further() -> None:
    data = bytearray(archive({"word/document.xml": " " * 900_000}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    assert why(bytes(data)) == DAMAGED


def test_encrypted_and_oddly_packed_parts() -> None:
    plain = document(paragraph("正文。"))
    locked = bytearray(plain)
    for magic, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        entry = locked.index(magic)
        locked[entry + at] |= 1
    assert why(bytes(locked)) == "这是加密的文件，请去掉密码后再检查"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as zipped:
        zipped.writestr("word/document.xml", "<a/>")
    assert why(packed.getvalue()) == DAMAGED
    assert why(plain[: len(plain) // 2]) == DAMAGED


def test_deep_nesting_is_an_error_of_its_own() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 3000 + paragraph("底") + "</w:tc></w:tr></w:tbl>" * 3000
    assert why(document(deep)) == "Word 文档嵌套过深，无法读取"
    runs = "<w:ins>" * 5000 + run("深") + "</w:ins>" * 5000
    assert read(f"<w:p>{runs}</w:p>") == ["深"]


REAL = real_document()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(REAL) - 1), st.integers(0, 255)), min_size=1, max_size=8)
)
def test_any_flipped_bytes_are_read_or_an_error(flips: list[tuple[int, int]]) -> None:
    data = bytearray(REAL)
    for at, value in flips:
        data[at] = value
    try:
        assert word.read(bytes(data), "").blocks
    except ReadError as error:
        assert error.why  # noqa: PT017


@given(st.binary(max_size=300))
def test_any_bytes_are_an_error(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04"):
        with pytest.raises(ReadError):
            word.read(start + data, "")


TAGS = [
    "p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "pPr", "rPr", "numPr",
    "br", "txbxContent", "hyperlink", "tab", "ruby", "rt", "fldChar", "vMerge", "tcPr", "pStyle",
    "commentRangeStart", "commentRangeEnd", "commentReference", "outlineLvl", "numId", "ilvl",
    "vanish", "sectPr",
]  # fmt: skip
ELEMENTS = st.recursive(
    st.sampled_from(["政务", "。", " ", "<w:br/>", "<w:tab/>"]),
    lambda inner: st.builds(
        lambda tag, value, children: (
            f'<w:{tag} w:val="{value}" w:id="{value}" w:fldCharType="{value}">'
            f"{''.join(children)}</w:{tag}>"
        ),
        st.sampled_from(TAGS),
        st.sampled_from(
            ["0", "1", "-1", "x", "begin", "separate", "end", "restart", "99999999999"]
        ),
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)


@given(st.lists(ELEMENTS, max_size=6))
def test_any_tree_of_words_elements_is_read_or_an_error(children: list[str]) -> None:
    data = document("".join(children), numbering=NUMBERING, styles=STYLES)
    try:
        reading = word.read(data, "")
    except ReadError:
        return
    text = reading.source.text
    lines = text.split("\n")
    assert all(line.strip() for line in lines)
    end = 0
    for block in reading.blocks:
        assert block.pieces
        for start, stop in block.pieces:
            assert end <= start < stop <= len(text)
            assert not set("\n\u2028") & set(text[start:stop])
            end = stop


def test_speed() -> None:
    draw = random.Random(0)

    def body(paragraphs: int) -> str:
        # Of words that vary, since a file that packs a hundredfold is taken for a bomb.
        return "".join(
            paragraph(
                *("".join(draw.choices("水利河道巡查整治任务完成项，。", k=34)) for _ in "三个段")
            )
            for _ in range(paragraphs)
        )

    small = document(body(14), styles=STYLES)
    large = document(body(3500), styles=STYLES)

    def seconds(data: bytes, times: int) -> float:
        best = 9.0
        for _ in range(times):
            begun = time.process_time()
            word.read(data, "")
            best = min(best, time.process_time() - begun)
        return best

    assert len(word.read(large, "").source.text) > 340_000
    assert seconds(small, 10) < 0.01  # 0.5 ms where this was written
    assert seconds(large, 3) < 0.5
