"""A final copy has the text of the final view and nothing of what people left behind."""

import io

import docx
import rich_word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st

from shengao.read import word as reader
from shengao.text import Span
from shengao.word import comments
from shengao.word.comments import Note
from shengao.word.finalize import KINDS, accept, finalize
from shengao.word.opened import open_word


def annotated() -> bytes:
    opened = open_word(rich_word.made(), "")
    comments.put(opened, [Note(Span(0, 4), "【建议】")])
    document = opened.document
    document.core_properties.author = "张三"
    document.core_properties.last_modified_by = "李四"
    return opened.saved()


def test_what_is_left_is_listed_and_nothing_else_changes() -> None:
    before = reader.read(annotated(), "")
    made = finalize(annotated(), "")
    assert made.ours == 1
    assert [(one.what, one.said, one.removed) for one in made.leftovers] == [
        ("修订", "张三 5 处", False),
        ("批注", "编辑 1 处", False),
        ("隐藏文字", "“看不见”（隐藏）", False),
        ("作者信息", "作者 张三；最后修改者 李四", False),
    ]
    after = reader.read(made.data, "")
    assert after.source.text == before.source.text
    assert [one.author for one in after.comments] == ["编辑"]


def test_everything_is_removed_on_request() -> None:
    made = finalize(annotated(), "", KINDS)
    assert [one.what for one in made.leftovers] == list(KINDS)
    assert all(one.removed for one in made.leftovers)
    after = reader.read(made.data, "")
    assert after.source.text == reader.read(annotated(), "").source.text
    assert after.comments == ()
    assert after.hidden == ()
    assert finalize(made.data, "").leftovers == ()
    document = docx.Document(io.BytesIO(made.data))
    assert document.core_properties.author == ""
    assert not list(document.part.element.iter(qn("w:commentReference"), qn("w:ins"), qn("w:del")))
    assert "看不见" not in "".join(one.text or "" for one in document.part.element.iter())


def test_each_kind_alone() -> None:
    for kind in KINDS:
        made = finalize(annotated(), "", (kind,))
        assert [one.what for one in made.leftovers if one.removed] == [kind]
        assert [one.what for one in finalize(made.data, "").leftovers] == [
            one for one in KINDS if one != kind
        ]


def test_white_and_tiny_text_goes_too() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("看得见的。")
    small = paragraph.add_run("小到看不见的话")
    small._r.get_or_add_rPr().append(parse_xml(f'<w:sz {nsdecls("w")} w:val="2"/>'))
    paragraph.add_run("后面。")
    packed = io.BytesIO()
    word.save(packed)
    made = finalize(packed.getvalue(), "", KINDS[2:3])
    assert made.leftovers[0].said == "“小到看不见的话”（极小）"
    assert reader.read(made.data, "").source.text == "看得见的。后面。"


def test_revisions_in_a_header_count() -> None:
    word = docx.Document()
    word.add_paragraph("正文。")
    paragraph = word.sections[0].header.paragraphs[0]
    paragraph._p.append(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="1" w:author="王五" w:date="2026-01-01T00:00:00Z">'
            "<w:r><w:t>页眉</w:t></w:r></w:ins>"
        )
    )
    packed = io.BytesIO()
    word.save(packed)
    made = finalize(packed.getvalue(), "", KINDS[:1])
    assert made.leftovers[0].said == "王五 1 处"
    assert "修订" not in [one.what for one in finalize(made.data, "").leftovers]
    assert reader.read(made.data, "").source.text == "正文。\n页眉"


runs = st.sampled_from(
    [
        "<w:r><w:t>甲</w:t></w:r>",
        '<w:ins w:id="1" w:author="a"><w:r><w:t>乙</w:t></w:r></w:ins>',
        '<w:del w:id="2" w:author="a"><w:r><w:delText>丙</w:delText></w:r></w:del>',
        '<w:ins w:id="3" w:author="a"><w:r><w:t>丁</w:t></w:r><w:del w:id="4" w:author="b"><w:r>'
        "<w:delText>戊</w:delText></w:r></w:del></w:ins>",
        '<w:moveFrom w:id="5" w:author="a"><w:r><w:t>己</w:t></w:r></w:moveFrom>',
        '<w:moveTo w:id="6" w:author="a"><w:r><w:t>庚</w:t></w:r></w:moveTo>',
        '<w:r><w:rPr><w:b/><w:rPrChange w:id="7" w:author="a"><w:rPr/></w:rPrChange></w:rPr>'
        "<w:t>辛</w:t></w:r>",
    ]
)
paragraphs = st.lists(st.tuples(st.lists(runs, max_size=4), st.booleans()), min_size=1, max_size=5)


@given(paragraphs)
def test_accepting_gives_the_text_of_the_final_view(
    made: list[tuple[list[str], bool]],
) -> None:
    body = "".join(
        "<w:p>"
        + ('<w:pPr><w:rPr><w:del w:id="9" w:author="a"/></w:rPr></w:pPr>' if joined else "")
        + "".join(inside)
        + "</w:p>"
        for inside, joined in made
    )
    word = docx.Document()
    word.add_paragraph("首段。")
    for block in parse_xml(
        f"<w:body {nsdecls('w')}>{body}<w:p><w:r><w:t>末段。</w:t></w:r></w:p></w:body>"
    ):
        word.element.body.sectPr.addprevious(block)
    packed = io.BytesIO()
    word.save(packed)
    before = reader.read(packed.getvalue(), "").source.text
    accept(word.part.element)
    packed = io.BytesIO()
    word.save(packed)
    assert reader.read(packed.getvalue(), "").source.text == before
    assert not [one for one in word.part.element.iter() if one.get(qn("w:author"))]
