"""Comments and tracked changes stand at exactly the words, and nothing else changes."""

import io
import random
import zipfile
from datetime import UTC, datetime
from functools import cache

import docx
import pytest
import rich_word
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from shengao.errors import ReadError
from shengao.finding import Edit
from shengao.read import word as reader
from shengao.text import Span
from shengao.word import comments, revisions
from shengao.word.comments import Note
from shengao.word.opened import open_word

MARKS = (qn("w:ins"), qn("w:del"))
AT = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)


@cache
def original() -> bytes:
    return rich_word.made()


@cache
def text() -> str:
    return reader.read(original(), "").source.text


def anchorable(spans: list[tuple[int, int]]) -> list[Span]:
    opened = open_word(original(), "")
    found = []
    for start, end in spans:
        span = Span(start, end)
        words = text()[start:end]
        if start < end and words.strip("\n") == words and not opened.obstacle(span):
            found.append(span)
    return found


offsets = st.integers(0, len(reader.read(rich_word.made(), "").source.text))
spans_of_words = st.lists(
    st.tuples(offsets, st.integers(1, 12)).map(lambda one: (one[0], sum(one))),
    min_size=1,
    max_size=8,
)


@given(spans_of_words)
def test_comments_stand_on_the_very_words_and_the_text_stays(spans: list[tuple[int, int]]) -> None:
    wanted = anchorable([(start, min(end, len(text()))) for start, end in spans])
    opened = open_word(original(), "")
    comments.put(opened, [Note(span, f"【{index}】") for index, span in enumerate(wanted)])
    after = reader.read(opened.saved(), "")
    assert after.source.text == text()
    found = {one.text: one.span for one in after.comments if one.author == "审稿"}
    ruby = Span(text().index("注音"), text().index("注音") + 2)  # stays whole
    for index, span in enumerate(wanted):
        at = found[f"【{index}】"]
        if span.overlaps(ruby):
            assert at == Span(min(span.start, ruby.start), max(span.end, ruby.end))
        else:
            assert at == span
    assert [(one.author, one.text) for one in after.comments if one.author != "审稿"] == [
        ("编辑", "请核实数字")
    ]


@given(spans_of_words)
def test_taking_our_comments_away_gives_the_document_back(spans: list[tuple[int, int]]) -> None:
    opened = open_word(original(), "")
    wanted = anchorable([(start, min(end, len(text()))) for start, end in spans])
    comments.put(opened, [Note(span, "【建议】") for span in wanted])
    again = open_word(opened.saved(), "")
    assert comments.remove(again) == len(wanted)
    data = again.saved()
    assert reader.read(data, "").comments == reader.read(original(), "").comments
    assert reader.read(data, "").source.text == text()
    assert formats(data) == formats(original())


def formats(data: bytes) -> list[tuple[str, str]]:
    """Every visible character of the body with the properties of its run."""
    root = docx.Document(io.BytesIO(data)).part.element
    found = []
    for run in root.iter(qn("w:r")):
        properties = run.find(qn("w:rPr"))
        said = "" if properties is None else " ".join(child.tag for child in properties)
        found += [(one, said) for words in run.findall(qn("w:t")) for one in words.text or ""]
    return found


def accepted(data: bytes) -> str:
    return reader.read(data, "").source.text


def rejected(data: bytes) -> str:
    """The text with our revisions undone."""
    document = docx.Document(io.BytesIO(data))
    root = document.part.element
    for mark in [one for one in root.iter(*MARKS) if one.get(qn("w:author")) == "审稿"]:
        if mark.tag == MARKS[0]:
            mark.getparent().remove(mark)
            continue
        for words in mark.iter(qn("w:delText")):
            words.tag = qn("w:t")
        for run in list(mark):
            mark.addprevious(run)
        mark.getparent().remove(mark)
    packed = io.BytesIO()
    document.save(packed)
    return reader.read(packed.getvalue(), "").source.text


@given(spans_of_words, st.text("改正文字，1", max_size=4))
def test_accepted_changes_are_the_edits_and_nothing_else(
    spans: list[tuple[int, int]], new: str
) -> None:
    opened = open_word(original(), "")
    edits: list[Edit] = []
    at = 0
    for start, end in sorted(spans):
        edit = Edit(start, min(end, len(text())), new)
        if start > at and edit.end > edit.start and revisions.trackable(opened, edit):
            edits.append(edit)
            at = edit.end
    revisions.track(opened, edits, AT)
    expected = text()
    for edit in reversed(edits):
        expected = expected[: edit.start] + edit.text + expected[edit.end :]
    lines = [line for line in expected.split("\n") if line.strip()]  # no empty one is read
    assert accepted(opened.saved()).split("\n") == lines


def test_a_rejected_change_gives_the_words_back() -> None:
    opened = open_word(original(), "")
    start = text().index("高度重视")
    edits = [Edit(start + 1, start + 3, "改"), Edit(start + 4, start + 4, "加")]
    revisions.track(opened, edits, AT)
    data = opened.saved()
    assert "高改视加稳就业" in accepted(data)
    assert rejected(data) == text()
    root = docx.Document(io.BytesIO(data)).part.element
    marks = [one for one in root.iter(*MARKS) if one.get(qn("w:author")) == "审稿"]
    assert [(one.tag.rpartition("}")[2], one.get(qn("w:date"))) for one in marks] == [
        ("del", "2026-05-04T03:02:01Z"),
        ("del", "2026-05-04T03:02:01Z"),
        ("ins", "2026-05-04T03:02:01Z"),
        ("ins", "2026-05-04T03:02:01Z"),
    ]
    names = [one.get(qn("w:id")) for one in root.iter(*MARKS)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("文本框里", "文本框"),
        ("页眉", "页眉"),
        ("第1页", "页脚"),
        ("块级", "内容控件开头"),
        ("x", "公式"),
        ("级控件", ""),
        ("控件第二段", ""),
        ("就业人数", ""),
    ],
)
def test_where_no_comment_can_stand(words: str, why: str) -> None:
    start = text().index(words)
    assert open_word(original(), "").obstacle(Span(start, start + len(words))) == why


def test_what_cannot_be_edited_is_refused() -> None:
    bare = io.BytesIO()
    with zipfile.ZipFile(bare, "w") as files, zipfile.ZipFile(io.BytesIO(original())) as whole:
        files.writestr("word/document.xml", whole.read("word/document.xml"))
    with pytest.raises(ReadError, match="能检查但不能加批注"):
        open_word(bare.getvalue(), "稿件.docx")
    with pytest.raises(ReadError, match="不是 Word 文档"):
        open_word(b"text", "稿件.docx")


@pytest.mark.slow
def test_five_thousand_random_spans_are_all_placed_right() -> None:
    chance = random.Random(7)
    ruby = Span(text().index("注音"), text().index("注音") + 2)  # stays whole
    placed = 0
    while placed < 5000:
        spans = []
        for _ in range(200):
            start = chance.randrange(len(text()))
            spans.append((start, min(start + chance.randint(1, 15), len(text()))))
        wanted = [span for span in anchorable(spans) if not span.overlaps(ruby)]
        opened = open_word(original(), "")
        comments.put(opened, [Note(span, f"【{index}】") for index, span in enumerate(wanted)])
        after = reader.read(opened.saved(), "")
        assert after.source.text == text()
        found = {one.text: one.span for one in after.comments}
        assert [found[f"【{index}】"] for index in range(len(wanted))] == wanted
        placed += len(wanted)
