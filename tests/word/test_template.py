"""Documents of an office, whose named places are filled."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from shengao.errors import ReadError
from shengao.word.composition import Heading, Paragraph, Part, Table, compose
from shengao.word.template import fill

TABLE = Table((("单位", "本期", ""), ("", "报送", "采用")), (("甲县", "3", "1"),), (4, 2, 2), (0,))
WORDS = {"标题": "通报", "篇数": "12"}
PARTS: dict[str, list[Part]] = {"表": [Paragraph("表1", "caption"), TABLE], "空": []}


def _saved(document: "docx.document.Document", folder: Path) -> Path:
    path = folder / "模板.docx"
    document.save(str(path))
    return path


def _filled(document: "docx.document.Document", folder: Path) -> "docx.document.Document":
    return docx.Document(io.BytesIO(fill(_saved(document, folder), WORDS, PARTS)))


def test_words_keep_the_form_of_their_place(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("采用{{篇")
    paragraph.add_run("数}").bold = True
    paragraph.add_run("}篇，{{ 标题 }}").italic = True
    (_, *filled) = _filled(document, tmp_path).paragraphs[0].runs
    found = _filled(document, tmp_path).paragraphs[0]
    assert found.text == "采用12篇，通报"
    assert [run.text for run in found.runs] == ["采用12", "", "篇，通报"]
    assert [run.bold for run in filled] == [True, None]


def test_places_are_filled_wherever_they_stand(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉{{篇数}}"
    document.add_table(1, 1).cell(0, 0).text = "格{{篇数}}"
    box = parse_xml(
        f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>框{{{{篇数}}}}"
        "</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    )
    document.add_paragraph("外{{篇数}}")._p.append(box)
    found = _filled(document, tmp_path)
    assert found.sections[0].header.paragraphs[0].text == "页眉12"
    assert found.tables[0].cell(0, 0).text == "格12"
    assert "外12" in found.element.body.xml
    assert "框12" in found.element.body.xml


def test_parts_stand_in_place_of_their_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("前", "{{表}}", "{{空}}", "后"):
        document.add_paragraph(text)
    found = _filled(document, tmp_path)
    assert [paragraph.text for paragraph in found.paragraphs] == ["前", "表1", "", "后"]
    rows = [[cell.text for cell in row.cells] for row in found.tables[0].rows]
    assert rows == [["单位", "本期", "本期"], ["单位", "报送", "采用"], ["甲县", "3", "1"]]


def test_a_table_stays_apart_from_one_that_follows(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("{{表}}")
    document.add_table(1, 1)
    body = _filled(document, tmp_path).element.body
    assert [child.tag.rpartition("}")[2] for child in body] == ["p", "tbl", "p", "tbl", "sectPr"]


def test_a_cell_still_ends_with_a_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "{{空}}"
    cell = _filled(document, tmp_path).tables[0].cell(0, 0)
    assert [paragraph.text for paragraph in cell.paragraphs] == [""]


def test_a_document_without_our_styles_has_tables_with_lines(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles["Table Grid"].element.getparent().remove(document.styles["Table Grid"].element)
    document.add_paragraph("{{表}}")
    assert "w:insideH" in _filled(document, tmp_path).tables[0]._tbl.xml


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{{篇}}", "模板中的 {{篇}} 没有意义，是不是想写 篇数？可写：标题、空、篇数、表"),
        ("见{{表}}", "模板中的 {{表}} 应自成一段"),
        ("没有", "模板中没有可填的地方，可写：{{标题}}、{{篇数}}、{{表}}、{{空}}"),
    ],
)
def test_what_is_wrong_with_a_template(tmp_path: Path, text: str, why: str) -> None:
    document = docx.Document()
    document.add_paragraph(text)
    with pytest.raises(ReadError) as caught:
        fill(_saved(document, tmp_path), WORDS, PARTS)
    assert why in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"text"])
def test_files_that_are_no_document(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "模板.docx"
    path.write_bytes(data)
    with pytest.raises(ReadError, match="模板不是 Word 文件"):
        fill(path, WORDS, PARTS)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.txt", "a")
    with pytest.raises(ReadError, match="模板不是 Word 文件"):
        fill(path, WORDS, PARTS)
    with pytest.raises(ReadError, match="不存在"):
        fill(tmp_path / "没有.docx", WORDS, PARTS)


def test_a_document_of_our_own() -> None:
    parts: list[Part] = [
        Heading("通报", 0),
        Heading("一、总体"),
        Paragraph("正文\x00"),
        TABLE,
        Paragraph("署名", "end"),
    ]
    document = docx.Document(io.BytesIO(compose(parts)))
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "通报", "一、总体", "正文", "署名",
    ]  # fmt: skip
    tags = [child.tag.rpartition("}")[2] for child in document.element.body]
    assert tags == ["p", "p", "p", "tbl", "p", "sectPr"]
    order = [child.tag.rpartition("}")[2] for child in document.tables[0]._tbl.tblPr]
    schema = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    assert order == [tag for tag in schema if tag in order]
    assert {"tblBorders", "tblCellMar"} <= set(order)
