"""OFD files made by hand to GB/T 33190: order, templates, composites, annotations, limits."""

import contextlib

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from paper import IMAGE, layer, ofd, packed, words

from shengao import read
from shengao.errors import ReadError
from shengao.structure import Reading

SIZE = 5.6
FIRST = "今年以来，全县投入资金1200万元，改造户厕"
REST = "3560座，惠及群众8.6万户。"
OTHER = "下一步将完善管护办法。"


def reading(data: bytes) -> Reading:
    found = read.read("稿件.ofd", data)
    text = found.source.text
    assert text.split("\n") == [text[a:z] for block in found.blocks for a, z in block.pieces]
    assert found.source.kind == "ofd"
    return found


def lines(data: bytes) -> list[str]:
    return reading(data).source.text.split("\n")


def why(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read.read("稿件.ofd", data)
    return caught.value.why


def body(down: float = 60) -> list[str]:
    """Two paragraphs: one of two lines, and a short one."""
    return [
        words(36.2, down, SIZE, FIRST),
        words(25, down + 10, SIZE, REST),
        words(36.2, down + 20, SIZE, OTHER),
    ]


PARAGRAPHS = [FIRST + REST, OTHER]


def test_lines_are_joined_to_paragraphs_in_the_order_of_the_page() -> None:
    assert lines(ofd([layer(*body())])) == PARAGRAPHS
    assert lines(ofd([layer(*reversed(body()))])) == PARAGRAPHS


def test_objects_on_one_line_are_one_line() -> None:
    page = layer(
        words(36.2, 60, SIZE, "联系人："),
        words(36.2 + 4 * SIZE, 60.3, SIZE, "王某"),
        words(120, 60, SIZE, "电话：0123"),
        words(36.2, 80, SIZE, "加粗"),
        words(36.3, 80, SIZE, "加粗"),
        *body(100),
    )
    assert lines(ofd([page])) == ["联系人：王某 电话：0123", "加粗", *PARAGRAPHS]


def test_a_character_at_a_time() -> None:
    page = layer(*(words(36.2 + i * SIZE, 60, SIZE, one) for i, one in enumerate("逐字排印的一行")))
    assert lines(ofd([page])) == ["逐字排印的一行"]


def test_places_by_matrix() -> None:
    """A matrix takes the places in an object to larger ones: here all is twice as large."""
    page = layer(
        words(36.2, 100, SIZE, "下面"),
        words(36.2, 60, SIZE / 2, "上面", 'CTM="2 0 0 2 0 0"'),
        words(36.2 + 2 * SIZE, 60, SIZE, "右边"),
    )
    assert lines(ofd([page])) == ["上面右边", "下面"]


def test_one_text_code_for_several_lines() -> None:
    page = layer(
        '<ofd:TextObject Boundary="36 60 150 40" Size="5"><ofd:TextCode X="0" Y="5"'
        ' DeltaX="5 -5 5" DeltaY="0 9 0">上行下行</ofd:TextCode></ofd:TextObject>'
    )
    assert lines(ofd([page])) == ["上行", "下行"]


def test_templates_and_what_repeats_on_every_page() -> None:
    template = layer(words(80, 20, 4, "某县信息专报"))
    used = '<ofd:Template TemplateID="800"/>'
    pages = [used + layer(*body(), words(100, 280, 4, f"— {n} —")) for n in (1, 2)]
    assert lines(ofd(pages, templates=[template])) == PARAGRAPHS * 2
    assert lines(ofd(pages[:1], templates=[template])) == ["某县信息专报", *PARAGRAPHS]


def test_composite_objects() -> None:
    page = layer(
        words(36.2, 100, SIZE, "在后"),
        '<ofd:PageBlock><ofd:CompositeObject Boundary="36 40 100 50" ResourceID="60"/>'
        "</ofd:PageBlock>",
    )
    inside = layer(words(0, 10, SIZE, "复合对象里的文字"))
    assert lines(ofd([page], composites={"60": inside})) == ["复合对象里的文字", "在后"]


def test_a_composite_object_in_itself() -> None:
    again = layer(
        words(0, 10, SIZE, "自身"), '<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="60"/>' * 90
    )
    page = layer('<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="60"/>')
    assert why(ofd([page], composites={"60": again})) == "OFD 文件的一页中对象过多，已停止读取"


def test_annotations() -> None:
    annotation = (
        '<ofd:Annot ID="1" Type="Highlight" Creator="李某"><ofd:Remark>核实数字</ofd:Remark>'
        '<ofd:Appearance Boundary="36 100 50 8">'
        f"{words(0, 0, SIZE, '批注框')}</ofd:Appearance></ofd:Annot>"
        '<ofd:Annot ID="2" Type="Watermark"><ofd:Appearance Boundary="0 0 210 297">'
        f"{words(50, 150, 20, '内部资料')}</ofd:Appearance></ofd:Annot>"
        '<ofd:Annot ID="3" Type="Stamp" Visible="false"><ofd:Appearance Boundary="0 0 210 297">'
        f"{words(50, 200, SIZE, '不见')}</ofd:Appearance></ofd:Annot>"
    )
    found = reading(ofd([layer(*body())], annotations={0: annotation}))
    assert found.source.text.split("\n") == [*PARAGRAPHS, "批注框"]
    (comment,) = found.comments
    assert (comment.text, comment.author) == ("核实数字", "李某")
    assert found.source.text[slice(*comment.span)] == "批注框"


@pytest.mark.parametrize(("down", "on"), [(60, 0), (68, 0), (78, 1), (250, 1)])
def test_a_remark_is_on_the_paragraph_beside_it(down: int, on: int) -> None:
    annotation = (
        '<ofd:Annot Type="Highlight"><ofd:Remark>审稿：允许 cliche 原话</ofd:Remark>'
        f'<ofd:Appearance Boundary="25 {down} 50 5"/></ofd:Annot>'
    )
    found = reading(ofd([layer(*body())], annotations={0: annotation}))
    (comment,) = found.comments
    assert found.source.text[slice(*comment.span)] == PARAGRAPHS[on]


def test_what_is_invisible_is_no_text() -> None:
    page = layer(*body(), words(36, 200, SIZE, "不可见", 'Visible="false"'))
    assert lines(ofd([page])) == PARAGRAPHS


def test_pages_without_text_are_named() -> None:
    path = '<ofd:PathObject Boundary="0 0 9 9"/>'
    found = reading(ofd([layer(*body()), layer(IMAGE), layer(), layer(path)]))
    assert found.source.text.split("\n") == PARAGRAPHS
    assert found.unread == ("第2页是图片，没有文字", "第4页只有图形，没有文字")
    assert why(ofd([layer(IMAGE), layer(IMAGE)])) == "第1、2页是图片，没有文字"
    assert why(ofd([layer()])) == "空文件，没有可检查的文字"


def test_properties() -> None:
    information = (
        "<ofd:Title>专报</ofd:Title><ofd:Author>某县</ofd:Author>"
        "<ofd:CreationDate>2026-03-05</ofd:CreationDate><ofd:Creator>WPS</ofd:Creator>"
    )
    assert reading(ofd([layer(*body())], information=information)).properties == {
        "title": "专报",
        "creator": "某县",
        "created": "2026-03-05",
    }


ENTRY = (
    "<OFD><DocBody><DocRoot>/Doc_0/Document.xml</DocRoot></DocBody></OFD>"  # no namespace, absolute
)


def test_names_in_any_case_and_missing_parts() -> None:
    document = (
        "<Document><CommonData/><Pages><Page ID='1' BaseLoc='PAGES\\p.xml'/>"
        "<Page ID='2' BaseLoc='gone.xml'/></Pages></Document>"
    )
    page = f"<o:Page xmlns:o='x' xmlns:ofd='x'>{layer(*body())}</o:Page>"
    files = {"ofd.XML": ENTRY, "Doc_0/document.xml": document, "DOC_0/Pages/P.xml": page}
    found = reading(packed(files))
    assert found.source.text.split("\n") == PARAGRAPHS
    assert found.unread == ("第2页缺失",)


def test_what_is_no_ofd() -> None:
    assert why(b"") == "空文件，没有可检查的文字"
    assert why("文本".encode()) == "不是 OFD 文件，内容与扩展名 .ofd 不符"
    assert why(b"%PDF-1.7") == "这其实是 PDF 文件，请把扩展名改为 .pdf"
    assert why(packed({"a.txt": "x"})) == "这其实是压缩包，请先解压"
    assert why(packed({"OFD.xml": "<OFD>"})) == "OFD 文件已损坏，OFD.xml 不是有效的 XML"
    assert why(packed({"OFD.xml": "<OFD/>"})) == "OFD 文件不完整，一页也没有"
    assert why(packed({"OFD.xml": ENTRY})) == "OFD 文件不完整，缺少 Doc_0/Document.xml"


def test_entities_and_bombs_are_refused() -> None:
    entity = '<!DOCTYPE OFD [<!ENTITY a SYSTEM "file:///etc/passwd">]><OFD>&a;</OFD>'
    assert why(packed({"OFD.xml": entity})) == (
        "OFD 文件含有外部定义（DOCTYPE），为安全起见不予读取"
    )
    assert why(packed({"OFD.xml": ENTRY, "x": " " * (30 << 20)})) == (
        "解压后的大小异常，疑为 zip 炸弹，已停止读取"
    )


SOUND = ofd([layer(*body()), layer(IMAGE)], templates=[layer(words(80, 20, 4, "某县信息专报"))])


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), max_size=6))
def test_damage_is_a_reason_and_nothing_else(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SOUND)
    for place, value in changes:
        data[place] = value
    with contextlib.suppress(ReadError):
        assert read.read("稿件.ofd", bytes(data)).blocks


ODD = st.sampled_from(["", "g", "g 3", "g -1 5", "nan", "1e999", "g 99999999 1", "x y", "5 5 5"])


@settings(max_examples=80)
@given(ODD, ODD, ODD, ODD, ODD)
def test_odd_numbers(boundary: str, size: str, matrix: str, across: str, down: str) -> None:
    page = layer(
        f'<ofd:TextObject Boundary="{boundary}" Size="{size}" CTM="{matrix}"><ofd:TextCode'
        f' X="{size}" Y="{size}" DeltaX="{across}" DeltaY="{down}">文字在此</ofd:TextCode>'
        "</ofd:TextObject>"
    )
    found = reading(ofd([page]))
    assert sorted("".join(found.source.text.split())) == sorted("文字在此")
