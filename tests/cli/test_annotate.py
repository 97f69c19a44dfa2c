"""``shengao annotate`` and ``fix`` on Word files, as a writer runs them."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from shengao import read

from .conftest import POOR, Run


@pytest.fixture
def draft(folder: Path) -> Path:
    word = docx.Document()
    word.add_heading("镇政府搞消防演练", 0)
    paragraph = word.add_paragraph("")
    word.add_comment([paragraph.add_run(POOR.strip())], text="请核实", author="编辑")
    path = folder / "稿件.docx"
    word.save(str(path))
    return path


def comments(path: Path) -> list[tuple[str, str, str]]:
    """Author, words and first line of every comment."""
    reading = read.read(path)
    text = reading.source.text
    return [
        (one.author, text[slice(*one.span)], one.text.split("\n")[0]) for one in reading.comments
    ]


def test_a_copy_with_comments_at_the_words(shengao: Run, draft: Path) -> None:
    before = draft.read_bytes()
    done = shengao("annotate", "稿件.docx")
    assert done.code == 0
    assert "稿件.docx → 稿件.审稿.docx：批注 " in done.err
    assert draft.read_bytes() == before
    copy = draft.with_name("稿件.审稿.docx")
    assert read.read(copy).source.text == read.read(draft).source.text
    found = comments(copy)
    assert ("编辑", POOR.strip(), "请核实") in found
    ours = {words: said for author, words, said in found if author == "审稿"}
    assert ours["搞了"].startswith("【建议·口语化】")
    assert ours["镇政府搞消防演练"].startswith("【审稿】共 ")
    first = next(one.text for one in read.read(copy).comments if one.text.startswith("【审稿】"))
    assert "\n评分 " in first
    assert "\n可提升：" in first
    with zipfile.ZipFile(copy) as files:
        said = files.read("word/comments.xml").decode()
    assert "规则：colloquial-verb" in said
    assert "怎么改：" in said
    assert "为什么：" in said


def test_a_second_time_replaces_ours_and_leaves_theirs(shengao: Run, draft: Path) -> None:
    copy = draft.with_name("稿件.审稿.docx")
    shengao("annotate", "稿件.docx")
    once = comments(copy)
    copy.rename(draft.with_name("改稿.docx"))
    assert shengao("annotate", "改稿.docx").code == 0
    assert comments(draft.with_name("改稿.审稿.docx")) == once


def test_fixes_as_tracked_changes(shengao: Run, draft: Path) -> None:
    done = shengao("annotate", "稿件.docx", "--track", "-o", "修订.docx")
    assert done.code == 0
    assert "修订 " in done.err
    text = read.read(draft.with_name("修订.docx")).source.text
    assert text != read.read(draft).source.text
    assert "搞了两次" not in text.split("\n")[1]


def test_fix_writes_a_copy_too(shengao: Run, draft: Path) -> None:
    before = draft.read_bytes()
    done = shengao("fix", "稿件.docx", "--suggested")
    assert done.code == 0
    assert "修订稿写在 稿件.审稿.docx" in done.err
    assert draft.read_bytes() == before
    preview = shengao("fix", "稿件.docx", "--suggested", "--preview")
    after = read.read(draft.with_name("稿件.审稿.docx")).source.text
    assert [line[1:] for line in preview.out.split("\n") if line.startswith("+")][1] in after


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["差 稿.txt"], "只能给 .docx 加批注"),
        (["没有.docx"], "文件不存在"),
        (["稿件.docx", "-o", "稿件.docx"], "不能写回原稿"),
        (["稿件.docx", "-o", "批注.txt"], "批注稿应存为 .docx"),
        (["稿件.docx", "-o", "没有的文件夹/批注.docx"], "文件夹不存在"),
        (["-"], "不能从标准输入读取"),
        (["稿件.docx", "差 稿.txt", "-o", "批注.docx"], "--output 只能用于一篇稿件"),
    ],
)
def test_what_cannot_be_done_is_said(
    shengao: Run, draft: Path, arguments: list[str], why: str
) -> None:
    before = draft.read_bytes()
    done = shengao("annotate", *arguments)
    assert done.code == 2
    assert why in done.err
    assert "Traceback" not in done.err
    assert draft.read_bytes() == before


def test_an_open_copy_is_not_written(shengao: Run, draft: Path) -> None:
    copy = draft.with_name("稿件.审稿.docx")
    copy.write_bytes(b"old")
    copy.with_name("~$" + copy.name[2:]).write_bytes(b"")
    done = shengao("annotate", "稿件.docx")
    assert done.code == 2
    assert "正在 Word 中打开，请关闭后再试" in done.err
    assert copy.read_bytes() == b"old"


def test_where_nothing_can_be_anchored_it_is_listed(shengao: Run, folder: Path) -> None:
    word = docx.Document()
    word.add_heading("镇政府开展消防演练", 0)
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>搞了两次消防演练。</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    word.element.body.sectPr.addprevious(parse_xml(control))
    word.save(str(folder / "控件.docx"))
    done = shengao("annotate", "控件.docx", "--select", "口语化")
    assert "批注 0 条，另有 1 条不能放在原处，列在标题的批注里" in done.err
    [first] = read.read(folder / "控件.审稿.docx").comments
    assert "内容控件开头“搞了”：【建议】" in first.text


def test_what_is_the_same_is_said_three_times(shengao: Run, folder: Path) -> None:
    word = docx.Document()
    word.add_paragraph("全镇新建水塔4座,管网9公里,泵房2间,消毒间1间,工期60天;5月9日通水。")
    word.save(str(folder / "半角.docx"))
    done = shengao("annotate", "半角.docx", "--select", "标点体例")
    assert "批注 4 条，另有 1 处与前面的批注说的相同，没有逐处批注。" in done.err
    made = read.read(folder / "半角.审稿.docx")
    assert [made.source.text[slice(*one.span)] for one in made.comments[1:]] == [*",,,", ";"]
    lines = [one.text.split("\n")[1] for one in made.comments[1:]]
    assert lines[0] == "这样的全文有 4 处，只批注前 3 处。"
    assert lines[1] == "可改为：“，”"


def test_nothing_found_is_said_in_the_file(shengao: Run, folder: Path) -> None:
    word = docx.Document()
    word.add_paragraph("3月5日，镇政府组织两次消防演练，86户居民参加。")
    packed = io.BytesIO()
    word.save(packed)
    (folder / "好稿.docx").write_bytes(packed.getvalue())
    assert shengao("annotate", "好稿.docx").code == 0
    assert comments(folder / "好稿.审稿.docx")[0][2] == "【审稿】没有发现问题。"


def test_a_final_copy(shengao: Run, draft: Path) -> None:
    shengao("annotate", "稿件.docx")
    done = shengao("finalize", "稿件.审稿.docx")
    assert done.code == 1
    assert "稿件.审稿.docx → 稿件.定稿.docx，去掉审稿的批注 " in done.err
    assert "还留着批注：编辑 1 处" in done.out
    assert [author for author, _, _ in comments(draft.with_name("稿件.定稿.docx"))] == ["编辑"]
    done = shengao("finalize", "稿件.审稿.docx", "--all")
    assert done.code == 0
    assert "已去掉批注：编辑 1 处" in done.out
    assert comments(draft.with_name("稿件.定稿.docx")) == []


def test_what_cannot_be_finalized(shengao: Run, draft: Path) -> None:
    assert "只能整理 .docx" in shengao("finalize", "差 稿.txt").err
    assert "不能写回原稿" in shengao("finalize", "稿件.docx", "-o", "稿件.docx").err
    assert "文件不存在" in shengao("finalize", "没有.docx").err
