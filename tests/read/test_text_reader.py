"""Plain text: lines, edges, comments, and paragraphs broken at a width."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao.errors import ReadError
from shengao.read import text as reader
from shengao.structure import Comment, Reading
from shengao.text import Position, Span


def pieces(reading: Reading) -> list[list[str]]:
    return [[reading.source.text[a:b] for a, b in block.pieces] for block in reading.blocks]


def lines(text: str) -> list[str]:
    return ["".join(parts) for parts in pieces(reader.parse(text))]


def test_the_source_is_the_file_and_lines_lose_their_edges() -> None:
    data = "\ufeff　　标题 \r\n\r\n\t正文。\u3000\r\n \r\n末行".encode()
    reading = reader.read(data, "稿件.txt")
    assert reading.source.text == "　　标题 \r\n\r\n\t正文。\u3000\r\n \r\n末行"
    assert pieces(reading) == [["标题"], ["正文。"], ["末行"]]
    assert [reading.source.position(b.pieces[0].start) for b in reading.blocks] == [
        Position(1, 3),
        Position(3, 2),
        Position(5, 1),
    ]
    assert all(b.kind is None and b.level is None for b in reading.blocks)


def test_all_that_looks_like_a_line_end_ends_a_line() -> None:
    assert lines("一\r二\r\n三\x0b四\x0c五\u2028六\x85七") == list("一二三四五六七")


def test_offsets_are_code_points() -> None:
    reading = reader.parse("🙂🙂\n民政局🙂走访")
    assert reading.blocks[1].pieces == (Span(3, 9),)


def test_comments_of_ours_are_no_text() -> None:
    text = (
        "标题\n<!-- shengao: allow vague 引用原文 -->\n"
        "前半<!--审稿：允许 vague 理由-->后半。 <!-- shengao: x -->\n"
    )
    reading = reader.parse(text)
    assert pieces(reading) == [["标题"], ["前半", "后半。"]]
    assert [(c.text, text[slice(*c.span)], c.author) for c in reading.comments] == [
        ("shengao: allow vague 引用原文", "<!-- shengao: allow vague 引用原文 -->", ""),
        ("审稿：允许 vague 理由", "<!--审稿：允许 vague 理由-->", ""),
        ("shengao: x", "<!-- shengao: x -->", ""),
    ]


def test_a_comment_may_take_lines_and_other_markup_is_text() -> None:
    text = "前<!-- shengao: a\n中\nb -->后\n<!-- 别的 --><b>\n<!-- shengao: 没有完"
    reading = reader.parse(text)
    assert pieces(reading) == [["前"], ["后"], ["<!-- 别的 --><b>"], ["<!-- shengao: 没有完"]]
    assert reading.comments == (Comment(Span(1, 24), "shengao: a\n中\nb"),)


@pytest.mark.parametrize("text", ["", " \n　\n", "<!-- shengao: allow vague 理由 -->\n"])
def test_nothing_to_check(text: str) -> None:
    with pytest.raises(ReadError) as caught:
        reader.parse(text, "稿件.txt")
    assert str(caught.value) == "稿件.txt：空文件，没有可检查的文字"


WRAPPED = (
    "　　为确保安全度汛，县水利局组织技术人员\n"
    "对全县38座小型水库和112公里堤防逐一排查，\n"
    "发现隐患27处，已整改24处，其余3处落实专人\n"
    "值守，6月底前完成。"
)


def test_a_paragraph_broken_at_a_width_is_one_block() -> None:
    joined = "".join(line.strip("　") for line in WRAPPED.split("\n"))
    assert lines(WRAPPED) == [joined]
    assert lines(f"标题\n\n{WRAPPED}\n　　下一段只有一行。\n") == [
        "标题",
        joined,
        "下一段只有一行。",
    ]
    assert lines(WRAPPED.replace("\n", "\r\n")) == [joined]


@pytest.mark.parametrize(
    "text",
    [
        WRAPPED.replace("其余3处落实专人", "其余"),  # of unequal width
        "\n".join(WRAPPED.split("\n")[:2]),  # too few to be certain
        "\n".join(f"{n}.组织辖区学校开展消防演练和应急疏散演练" for n in range(1, 6)),
        "\n".join(["全县各乡镇完成秸秆禁烧巡查和宣传工作。"] * 5),
        "\n".join(["张三", "李四", "王五", "赵六"]),
    ],
)
def test_lines_that_may_be_paragraphs_stay_apart(text: str) -> None:
    assert lines(text) == [line.strip("　") for line in text.split("\n")]


def test_a_huge_paragraph_is_read_quickly() -> None:
    text = "政务信息" * 1_250_000
    begun = time.perf_counter()
    reading = reader.read(text.encode(), "稿件.txt")
    assert reading.blocks[0].pieces == (Span(0, 5_000_000),)
    assert time.perf_counter() - begun < 2


@given(st.text(alphabet="政务，。a1 　\n\r\t🙂<!-> shengao:\u2028", max_size=80))
def test_pieces_ascend_in_bounds_and_hold_all_that_is_not_space(text: str) -> None:
    try:
        reading = reader.parse(text)
    except ReadError:
        return
    spans = [span for block in reading.blocks for span in block.pieces]
    comments = [comment.span for comment in reading.comments]
    covered = [False] * len(text)
    end = 0
    for start, stop in spans:
        assert end <= start < stop <= len(text)
        assert not set("\n\r\u2028") & set(text[start:stop])
        covered[start:stop] = [True] * (stop - start)
        end = stop
    for start, stop in comments:
        assert not any(covered[start:stop])
        covered[start:stop] = [True] * (stop - start)
    assert not any(char.strip() and not seen for char, seen in zip(text, covered, strict=True))
    for block in reading.blocks:
        shown = "".join(text[a:b] for a, b in block.pieces)
        assert shown == shown.strip()
