"""Markdown: exactly the words that are seen, exactly where they stand."""

import html
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from shengao.errors import ReadError
from shengao.read import markdown
from shengao.structure import Reading


def shown(reading: Reading) -> list[str]:
    text = reading.source.text
    return ["".join(text[a:b] for a, b in block.pieces) for block in reading.blocks]


def read(text: str) -> list[str]:
    return shown(markdown.parse(text))


def test_front_matter_gives_properties_and_is_no_text() -> None:
    text = (
        '---\n标题: 水利局防汛工作汇报\n文种：工作汇报\n报送日期: "2024-06-03"\n'
        "报送单位 : 县水利局\nauthor: 李某\ntags:\n  - 防汛\n# 备注\n版本: 2\n---\n正文。\n"
    )
    reading = markdown.read(text.encode(), "稿件.md")
    assert reading.properties == {
        "title": "水利局防汛工作汇报",
        "genre": "工作汇报",
        "submitted": "2024-06-03",
        "unit": "县水利局",
        "author": "李某",
    }
    assert shown(reading) == ["正文。"]
    assert reading.source.kind == "markdown"
    assert reading.source.text == text
    assert reading.source.position(reading.blocks[0].pieces[0].start).line == 12


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("---\n这一段是正文，不是属性。\n---\n末段。", ["这一段是正文，不是属性。", "末段。"]),
        ("---\n标题: 没有结尾\n\n正文。", ["标题: 没有结尾", "正文。"]),
        ("正文。\n\n---\n标题: 不在开头\n---", ["正文。", "标题: 不在开头"]),
    ],
)
def test_what_is_no_front_matter(text: str, seen: list[str]) -> None:
    reading = markdown.parse(text)
    assert (shown(reading), reading.properties) == (seen, {})


def test_blocks_with_their_kinds_levels_and_labels() -> None:
    text = """# 大标题 #

第一段
第二行。

## 小标题

- 一层
  1. 二层甲
     续行
  2) 二层乙

     再一段
* 又一层

> 引文
懒续

| 指标 | 数值\\|单位 |
|------|-----|
| 户数 | **12** |
|      | 末格 |

下划标题
===

[^1]: 数据来源：
县统计局
[^2]: 另注
"""
    reading = markdown.parse(text)
    rows = [
        (block.kind, block.level, block.label, words)
        for block, words in zip(reading.blocks, shown(reading), strict=True)
    ]
    assert rows == [
        ("heading", 1, "", "大标题"),
        (None, None, "", "第一段第二行。"),
        ("heading", 2, "", "小标题"),
        ("item", 1, "", "一层"),
        ("item", 2, "1.", "二层甲续行"),
        ("item", 2, "2)", "二层乙"),
        ("item", 2, "", "再一段"),
        ("item", 1, "", "又一层"),
        (None, None, "", "引文懒续"),
        ("cell", None, "", "指标"),
        ("cell", None, "", "数值|单位"),
        ("cell", None, "", "户数"),
        ("cell", None, "", "12"),
        ("cell", None, "", "末格"),
        ("heading", 1, "", "下划标题"),
        ("note", None, "", "数据来源：县统计局"),
        ("note", None, "", "另注"),
    ]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("用户**大幅增长**了", "用户大幅增长了"),
        ("*强调*与***两者***、_下划线_", "强调与两者、下划线"),
        ("**完成整改。**随后验收", "完成整改。随后验收"),  # not bold to CommonMark
        ("3\\*4=12，\\年", "3*4=12，\\年"),
        ("~~删去~~保留", "删去保留"),
        ('见[通知\\[1\\]](http://a.cn/通知 "题")要求', "见通知[1]要求"),
        ("见[通知][n]要求\n\n[n]: http://a.cn", "见通知要求"),
        ("见<https://a.cn/%E4>。", "见https://a.cn/%E4。"),
        ("前![图示](a.png)后", "前后"),
        ("运行`shengao check`命令", "运行shengao check命令"),
        ("多``a`b``记号", "多a`b记号"),
        ("<b>加粗</b>与<!-- 备注 -->其他", "加粗与其他"),
        ("A&amp;B&nbsp;C", "A&BC"),
        ("据统计[^1]，增长", "据统计，增长"),
        ("3 < 5 且 a > b", "3 < 5 且 a > b"),
        ("[[未成链接](", "[[未成链接]("),
        ("2*3*4与`未闭合", "234与`未闭合"),
        ("[x](b)b", "xb"),
    ],
)
def test_inline_marks_are_masked(text: str, seen: str) -> None:
    assert read(text) == [seen]
    assert read(f"> - {text.replace(chr(10), chr(10) + '>   ')}") == [seen]


def test_each_piece_stands_where_its_words_are() -> None:
    text = "前文\n\n用户**大幅**[增长](大幅)`大幅`了，大幅"
    block = markdown.parse(text).blocks[1]
    assert [(a, text[a:b]) for a, b in block.pieces] == [
        (4, "用户"),
        (8, "大幅"),
        (13, "增长"),
        (21, "大幅"),
        (24, "了，大幅"),
    ]


def test_code_is_left_out() -> None:
    assert read("前\n\n```python\n代码\n```\n\n    缩进代码\n\n~~~\n未闭合") == ["前"]


def test_line_breaks() -> None:
    assert read("软换行\n接着  \n硬换行\\\n又一行<br>再一行\n　　缩进另起") == [
        "软换行接着", "硬换行", "又一行", "再一行", "缩进另起",
    ]  # fmt: skip


def test_blocks_of_html_are_read_without_tags() -> None:
    text = (
        '<center>居中的标题</center>\n<p class="x">一段<b>话</b>\n> 另&nbsp;行\n'
        "<style>\n.a{}\n</style>\n</p>\n"
    )
    assert read(text) == ["居中的标题", "一段话", "> 另行"]
    assert read("> <div>\n> 引文里\n> </div>") == ["引文里"]


def test_comments_with_their_places() -> None:
    text = (
        "# 标题\n\n<!-- shengao: allow vague 原话 -->\n正文<!--行内-->。\n\n<!-- 多\n行 -->尾\n\n"
        "```\n<!-- 代码里 -->\n```\n"
    )
    reading = markdown.parse(text)
    assert [(c.text, text[slice(*c.span)]) for c in reading.comments] == [
        ("shengao: allow vague 原话", "<!-- shengao: allow vague 原话 -->"),
        ("行内", "<!--行内-->"),
        ("多\n行", "<!-- 多\n行 -->"),
    ]
    assert shown(reading) == ["标题", "正文。", "尾"]


def test_line_ends_of_every_system_give_the_same_words() -> None:
    text = "# 标题\n\n- 一\n  续\n\n段**一**  \n硬\n\n| 甲 | 乙 |\n|--|--|\n| 1 | 2 |\n"
    for end in ("\r\n", "\r"):
        other = text.replace("\n", end)
        reading = markdown.parse(other)
        assert reading.source.text == other
        assert shown(reading) == read(text)


@pytest.mark.parametrize(
    "text", ["", "```\n代码\n```", "<!-- 只有注释 -->", "---\ntitle: 空\n---\n"]
)
def test_nothing_to_check(text: str) -> None:
    with pytest.raises(ReadError) as caught:
        markdown.parse(text, "稿件.md")
    assert caught.value.why == "空文件，没有可检查的文字"


def test_a_huge_paragraph_is_read_quickly() -> None:
    begun = time.perf_counter()
    markdown.parse("政务信息" * 1_250_000)
    assert time.perf_counter() - begun < 5


ATOMS = [
    "政务", "a", "1", "。", "“", "”", " ", "  ", "\n", "\n\n", "*", "**", "_", "`", "``", "[", "]",
    "(", ")", "](u)", "![", "<", ">", "<b>", "</b>", "<!--", "-->", "\\", "&amp;", "&lt;", "&",
    "# ", "- ", "1. ", "> ", "|", "|--|", "\t", "~~", "　", "---", "===", "    ", "<br>",
    "<https://a.b>", "```", "<div>", "\x0c", "\xa0", "\u2028", "\x85", "\ufeff", "+", "🙂",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\u2028\x85甲\ufeff", ["甲"]),
        ("\u2028\n\x85甲\n乙丙", ["甲乙丙"]),
        ("\u2028\n\x85\n甲\n乙丙丁", ["甲乙丙丁"]),
        ("> \u2028\n> \x85甲\n> 乙", ["甲乙"]),
        ("|a|b|\n|-|-|\n|\u2003\x85b\\|c|d|", ["a", "b", "b|c", "d"]),
    ],
)
def test_rare_whitespace_moves_no_words(text: str, words: list[str]) -> None:
    assert read(text) == words


@given(st.lists(st.sampled_from([*ATOMS, "\r\n", "\r", "[^1]", "[^1]: ", "\0"]), max_size=24))
def test_any_text_is_read_with_ascending_pieces(atoms: list[str]) -> None:
    text = "".join(atoms)
    try:
        reading = markdown.parse(text)
    except ReadError:
        return
    assert reading.source.text == text
    end = 0
    for block in reading.blocks:
        assert block.pieces
        for start, stop in block.pieces:
            assert end <= start < stop <= len(text)
            assert not set("\n\r") & set(text[start:stop])
            end = stop


@given(st.text(max_size=60))
def test_any_characters_are_read(text: str) -> None:
    try:
        markdown.parse(text)
    except ReadError as error:
        assert error.why == "空文件，没有可检查的文字"  # noqa: PT017


_TAGS = re.compile(
    r"</?(?:p|strong|em|s|code|h\d|li|ul|ol|blockquote|a|t[dhr]|table|thead|tbody|pre|hr|br|img)\b[^>]*>"
)


@given(st.lists(st.sampled_from(ATOMS), max_size=24))
def test_what_is_read_is_in_the_rendered_page(atoms: list[str]) -> None:
    text = "".join(atoms)
    try:
        reading = markdown.parse(text)
    except ReadError:
        return
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    seen = html.unescape(_TAGS.sub("", page)), html.unescape(page)
    for block in reading.blocks:
        for start, stop in block.pieces:
            words = text[start:stop].strip()
            assert words in seen[0] or words in seen[1]
