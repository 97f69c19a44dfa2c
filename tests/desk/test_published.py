"""A draft beside what was published of it."""

from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao.desk.published import Pair, compare, parts, summary, text
from shengao.errors import ReadError

TITLE = "青石镇建成三座便民桥\n"
KEPT = "沿线4个村1260户群众过河不再绕行。"
DRAFT = f"{TITLE}3月5日，三座便民桥搞好了。群众都说好得很。{KEPT}\n"
PUBLISHED = f"{TITLE}3月5日，三座便民桥全部通车。{KEPT}学生上学单程缩短到15分钟。\n"


def test_sentences_stand_beside_what_became_of_them() -> None:
    pairs = compare(DRAFT, PUBLISHED)
    assert pairs == [
        Pair("same", "青石镇建成三座便民桥", "青石镇建成三座便民桥"),
        Pair("changed", "3月5日，三座便民桥搞好了。", "3月5日，三座便民桥全部通车。"),
        Pair("cut", "群众都说好得很。", ""),
        Pair("same", "沿线4个村1260户群众过河不再绕行。", "沿线4个村1260户群众过河不再绕行。"),
        Pair("added", "", "学生上学单程缩短到15分钟。"),
    ]
    assert summary(pairs) == "原稿 4 句：未改 2 句，改写 1 句，删去 1 句；新增 1 句。"


def test_what_two_sentences_do_not_share_is_marked() -> None:
    own, other = parts(Pair("changed", "三座桥搞好了，群众满意。", "三座桥全部通车，群众好评。"))
    assert own == [
        ("三座桥", False),
        ("搞好了", True),
        ("，群众", False),
        ("满意", True),
        ("。", False),
    ]
    assert [words for words, changed in other if changed] == ["全部通车", "好评"]


SENTENCES = st.lists(st.text("甲乙丙丁戊", min_size=1, max_size=6).map("{}。".format), max_size=12)


@given(SENTENCES, SENTENCES)
def test_both_texts_are_whole_and_in_order(one: list[str], other: list[str]) -> None:
    pairs = compare("\n".join(one), "\n".join(other))
    assert [pair.draft for pair in pairs if pair.draft] == one
    assert [pair.published for pair in pairs if pair.published] == other
    for pair in pairs:
        assert (pair.draft == pair.published) == (pair.how == "same")
        for said, found in zip((pair.draft, pair.published), parts(pair), strict=True):
            assert "".join(words for words, _ in found) == said
        assert (pair.how == "cut", pair.how == "added") == (not pair.published, not pair.draft)


def test_the_cells_of_a_table_stand_together() -> None:
    cells = ["类型", "发现", "已改", "渗漏", "9处", "7处"]
    other = [*cells[:-1], "9处"]
    pair, _ = compare("\n".join([*cells, "表后一句话。"]), "\n".join([*other, "表后一句话。"]))
    assert pair == Pair(
        "changed", "类型｜发现｜已改｜渗漏｜9处｜7处", "类型｜发现｜已改｜渗漏｜9处｜9处"
    )


def test_long_texts_without_a_sentence_in_common() -> None:
    one = "\n".join(f"第{index}组{'甲' * 9}。" for index in range(60))
    other = "\n".join(f"第{index}组{'乙' * 9}。" for index in range(60))
    assert summary(compare(one, other)) == (
        "原稿 60 句：未改 0 句，改写 0 句，删去 60 句；新增 60 句。"
    )


def test_the_published_text_may_be_a_word_document(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("题目是这样的")
    document.add_paragraph("第一句。")
    document.save(str(tmp_path / "刊发.docx"))
    assert text(tmp_path / "刊发.docx") == "题目是这样的\n第一句。\n"
    with pytest.raises(ReadError):
        text(tmp_path / "没有.docx")
