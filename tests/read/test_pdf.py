"""PDF: paragraphs from lines, what is the page's and not the draft's, what has no text."""

import contextlib

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from paper import CURVES, PICTURE, Words, column, pdf

from shengao import read
from shengao.errors import ReadError
from shengao.structure import Reading

LONG = (
    "今年以来，全县投入资金1200万元，改造农村户厕3560座，新建污水管网86公里，"
    "清运垃圾4.5万吨，惠及群众8.6万户。"
)
OTHER = (
    "同时建立月调度、季通报制度，对12个乡镇开展督导36次，"
    "整改问题128个，办结率98%以上，群众反映良好。"
)


def reading(data: bytes) -> Reading:
    found = read.read("稿件.pdf", data)
    text = found.source.text
    assert text.split("\n") == [text[a:z] for block in found.blocks for a, z in block.pieces]
    assert found.source.kind == "pdf"
    return found


def lines(data: bytes) -> list[str]:
    return reading(data).source.text.split("\n")


def why(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read.read("稿件.pdf", data)
    assert caught.value.path == "稿件.pdf"
    return caught.value.why


def test_lines_are_joined_to_paragraphs() -> None:
    assert lines(pdf([column([LONG, OTHER, "（一）成效", LONG])])) == [
        LONG,
        OTHER,
        "（一）成效",
        LONG,
    ]


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    page = column([LONG, OTHER])
    assert lines(pdf([page[:3], [one._replace(down=one.down - 56) for one in page[3:]]])) == [
        LONG,
        OTHER,
    ]


def test_lines_of_a_title_are_one() -> None:
    title = [
        Words(150, 60, 22, "某县扎实推进农村人居环境整治"),
        Words(216, 95, 22, "取得阶段性成效"),
    ]
    assert lines(pdf([[*title, *column([LONG], 150)]])) == [
        "某县扎实推进农村人居环境整治取得阶段性成效",
        LONG,
    ]


def test_a_numbered_line_at_the_margin_begins_a_paragraph() -> None:
    full = "各乡镇要对照清单逐项销号并于月底前书面报送整改情况材料。"
    page = [Words(90, 100, 15, full), Words(90, 128, 15, "二、责任分工"), *column([LONG], 156)]
    assert lines(pdf([page]))[:2] == [full, "二、责任分工"]


def test_lines_of_equal_length_without_indents_end_where_sentences_do() -> None:
    assert lines(pdf([column([LONG[:26] + "。"] * 3)])) == [LONG[:26] + "。"] * 3


def test_words_of_latin_letters_stay_apart() -> None:
    page = [
        Words(90, 100, 15, "The county improved its waters,"),
        Words(90, 128, 15, "works and its Green Rural Revi-"),
        Words(90, 156, 15, "val programme."),
    ]
    assert lines(pdf([page])) == [
        "The county improved its waters, works and its Green Rural Revival programme."
    ]


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    def page(number: int, text: str) -> list[Words]:
        head = Words(240, 50, 10, "某县信息专报")
        foot = Words(280, 800, 10, f"— {number} —")
        return [head, foot, *column([text])]

    texts = [LONG, OTHER, "第三页只有一句话，写明下一步打算。"]
    assert lines(pdf([page(n, text) for n, text in enumerate(texts, 1)])) == texts
    assert lines(pdf([[*column([LONG]), Words(290, 800, 10, "第1页 共1页")]])) == [LONG]


def test_what_stands_once_at_the_edge_of_a_page_stays() -> None:
    page = [
        Words(240, 50, 10, "某县信息专报"),
        *column([LONG]),
        Words(300, 780, 15, "2026年3月5日"),
    ]
    assert lines(pdf([page])) == ["某县信息专报", LONG, "2026年3月5日"]


def test_radicals_are_read_as_the_characters_they_stand_for() -> None:
    assert lines(pdf([[Words(90, 100, 15, "⼯作⽅案⻓效机制")]])) == ["工作方案长效机制"]


def test_pages_without_text_are_named() -> None:
    found = reading(pdf([column([LONG]), PICTURE, [], CURVES, PICTURE]))
    assert found.source.text == LONG
    assert found.unread == ("第2、5页是图片，没有文字", "第4页只有图形，没有文字")
    assert why(pdf([PICTURE])) == "第1页是图片，没有文字"
    assert why(pdf([PICTURE, PICTURE, PICTURE])) == "第1、2、3页是图片，没有文字"
    assert why(pdf([[]])) == "空文件，没有可检查的文字"


def test_properties() -> None:
    information = "/Title (Report) /Author (Li) /CreationDate (D:20260305093000+08'00')"
    assert reading(pdf([column([LONG])], information)).properties == {
        "title": "Report",
        "creator": "Li",
        "created": "2026-03-05T09:30:00",
    }


def test_what_is_no_pdf() -> None:
    assert why(b"") == "空文件，没有可检查的文字"
    assert why("文本".encode()) == "不是 PDF 文件，内容与扩展名 .pdf 不符"
    assert why(b"PK\x03\x04word/document.xml") == "这其实是 Word 文档，请把扩展名改为 .docx"
    assert why(b"%PDF-1.7\n") == "PDF 文件已损坏，打不开"


def test_without_the_component(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    assert why(pdf([column([LONG])])) == (
        "读 PDF 要用的组件 pypdfium2 没有装好，请重新安装审稿，或另存为 .docx"
    )


SOUND = pdf([column([LONG, OTHER]), PICTURE])


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), max_size=6))
def test_damage_is_a_reason_and_nothing_else(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SOUND)
    for place, value in changes:
        data[place] = value
    with contextlib.suppress(ReadError):
        assert read.read("稿件.pdf", bytes(data)).blocks


@settings(max_examples=40)
@given(st.integers(0, len(SOUND)))
def test_a_file_cut_short(length: int) -> None:
    with contextlib.suppress(ReadError):
        assert read.read("稿件.pdf", SOUND[:length]).blocks
