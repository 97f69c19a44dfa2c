"""HTML: what a reader of the page sees, at its place in the source."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from shengao import read
from shengao.errors import ReadError
from shengao.read import html
from shengao.structure import Reading


def seen(text: str) -> list[str]:
    """The blocks, their pieces together."""
    return shown(html.parse(text))


def shown(found: Reading) -> list[str]:
    text = found.source.text
    return ["".join(text[a:z] for a, z in block.pieces) for block in found.blocks]


def kinds(text: str) -> list[tuple[str | None, int | None]]:
    return [(block.kind, block.level) for block in html.parse(text).blocks]


def test_source_text_is_the_file() -> None:
    page = "<html><body>\r\n<p>正文一。</p>\n<p>正文二。</p></body></html>"
    found = read.read("网页.HTML", page.encode("gb18030"))
    assert found.source.text == page
    assert found.source.kind == "html"
    assert shown(found) == ["正文一。", "正文二。"]
    assert found.source.position(found.blocks[1].pieces[0].start) == (3, 4)
    assert read.read("网页.htm", page.encode()).source.kind == "html"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>甲<![if !supportLists]>一、<![endif]>乙</p><p>丙</p>", ["甲一、乙", "丙"]),
        ("<p>甲<![^1]\n乙>丙</p><p>丁</p>", ["甲丙", "丁"]),
        ("<p>甲<![x y[乙]]>丙</p>", ["甲丙"]),
        ("<p>甲<![CDATA[乙]]>丙</p>", ["甲丙"]),
    ],
)
def test_marked_sections_are_no_words(page: str, words: list[str]) -> None:
    assert seen(page) == words


def test_inline_tags_do_not_part_words() -> None:
    assert seen("<p>全县<b>大幅</b><span style='color:red'>增长</span><a href=x>。</a></p>") == [
        "全县大幅增长。"
    ]
    assert seen("<P>原<del>旧</del><ins>新</ins>文<s>去</s></P>") == ["原新文"]


def test_blocks_without_closing_tags() -> None:
    assert seen("<p>一<p>二<ul><li>三<li>四</ul>五<br>六<div>七") == list("一二三四五六七")


def test_line_breaks_in_a_paragraph_are_no_text() -> None:
    assert seen("<p>\n  今年以来，\n  全县投入资金。\n</p>") == ["今年以来，全县投入资金。"]


def test_what_is_not_shown() -> None:
    page = (
        "<head><title>站名</title><style>p{}</style></head><body><script>var a='字';</script>"
        "<noscript>请启用</noscript><nav><a>首页</a></nav><p hidden>藏</p>"
        "<div style='DISPLAY : none'>藏<p>也藏</p></div><select><option>选</select>"
        "<svg><text>图</text></svg><button>按</button><p>正文。</p></body>"
    )
    assert seen(page) == ["正文。"]


def test_references() -> None:
    assert seen("<p>甲&nbsp;&amp;乙&#8212;丙&ldquo;</p>") == ["甲&乙丙"]
    assert seen("<p>甲&乙 AT&T</p>") == ["甲&乙 AT&T"]


def test_a_page_of_nothing_but_references_is_written_out() -> None:
    found = html.parse("<p>&#20840;&#x53BF;&#60;b&#62;&#8220;增&#8221;</p>")
    assert found.source.text == "<p>全县&#60;b&#62;“增”</p>"
    assert shown(found) == ["全县b“增”"]


def test_kinds() -> None:
    page = "<h1>题</h1><h3>小</h3><p>文</p><ul><li>项<ul><li>子项</li></ul></li></ul>"
    assert kinds(page) == [
        ("heading", 1), ("heading", 3), (None, None), ("item", 1), ("item", 2),
    ]  # fmt: skip


def test_cells_of_tables_and_of_layouts() -> None:
    table = "<table><tr><th>乡镇<th>户数<tr><td><p>甲镇</p><td>12</table>"
    assert seen(table) == ["乡镇", "户数", "甲镇", "12"]
    assert kinds(table) == [("cell", None)] * 4
    layout = f"<table><tr><td><h1>题</h1><p>文</p></td><td>{'长' * 201}</td></tr></table>"
    assert kinds(layout) == [("heading", 1), (None, None), (None, None)]


def test_marks() -> None:
    page = "<p>甲</p>\n<!-- shengao: allow cliche 原话 -->\n<p>乙</p>"
    (comment,) = html.parse(page).comments
    assert comment.text == "shengao: allow cliche 原话"
    assert page[slice(*comment.span)] == "<!-- shengao: allow cliche 原话 -->"


def test_a_page_without_words() -> None:
    with pytest.raises(ReadError) as caught:
        html.parse("<p> <img src=x> </p>", "网页.html")
    assert str(caught.value) == "网页.html：空文件，没有可检查的文字"


PART = st.sampled_from(
    ["<p>", "</p>", "<td>", "</td>", "<table>", "</table>", "<li>", "<br/>", "<b>", "</b>", "<!--",
     "-->", "<script>", "</script>", "&amp;", "&#20840;", "&", "<", ">", "\n", " ", "甲", "乙。",
     "<h1>", "</h1>", "<![CDATA[", "]]>", "<?x", "<!x", "</", "<a b='", "'"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PART, max_size=30).map("".join))
def test_any_page_is_read_or_has_no_words(page: str) -> None:
    try:
        found = html.parse(page)
    except ReadError:
        return
    text = found.source.text
    ends = [0]
    for block in found.blocks:
        for start, end in block.pieces:
            assert ends[-1] <= start < end <= len(text)
            ends.append(end)
            assert "\n" not in text[start:end]


def test_a_long_page_takes_no_long_time() -> None:
    page = "<div><p>今年以来，全县投入资金1200万元。</p>" * 20_000
    assert len(html.parse(page).blocks) == 20_000
