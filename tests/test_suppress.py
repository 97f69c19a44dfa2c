"""Marks that allow a finding, through the readers, on findings placed by hand."""

import re
from pathlib import Path

import docx
import pytest

from shengao.document import Document
from shengao.errors import ReadError, UsageError
from shengao.finding import Finding, Severity, Suppressed
from shengao.read import read
from shengao.suppress import Directive, allow, apply, directives, mark_text
from shengao.text import Span

RULES = ("colloquial-word", "vague-word", "missing-figure-word")
MARK = "<!-- shengao: allow colloquial-word 引用村民原话 -->"


class Characters:
    """A segmenter that is enough for blocks."""

    def tag(self, text: str) -> list[tuple[str, str]]:
        return [(character, "x") for character in text]


def document(text: str | bytes, name: str = "a.txt") -> Document:
    data = text if isinstance(text, bytes) else text.encode()
    return Document.of(read(name, data, name=name), Characters())


def found(draft: Document, word: str = "搞了", rule: str = "colloquial-word") -> list[Finding]:
    return [
        Finding(rule, "colloquial", "实", Severity.WARNING, "", Span(*at.span()), word)
        for at in re.finditer(word, draft.source.text)
    ]


def lines(draft: Document, findings: list[Finding]) -> list[int]:
    return [draft.source.position(one.span.start).line for one in findings]


def kept(draft: Document, rule: str = "colloquial-word") -> list[int]:
    return lines(draft, apply(draft, found(draft, rule=rule), RULES)[0])


BODY = [
    "城管局整治占道经营",
    "4月2日，城管局搞了一次清理。",
    "5月6日，城管局搞了一次复查。",
    "6月8日，城管局搞了一次回访。",
]


def with_mark(before: int, mark: str = MARK, joint: str = "\n") -> str:
    return joint.join([*BODY[:before], mark, *BODY[before:]]) + "\n"


@pytest.mark.parametrize(("name", "joint"), [("a.txt", "\n"), ("a.md", "\n\n"), ("a.txt", "\r\n")])
def test_a_mark_covers_the_next_block(name: str, joint: str) -> None:
    draft = document(with_mark(2, joint=joint), name)
    findings = found(draft)
    stay, suppressed, extra = apply(draft, findings, RULES)
    assert stay == [findings[0], findings[2]]
    assert suppressed == [Suppressed(findings[1], "引用村民原话")]
    assert extra == []


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_on_the_first_line_a_mark_covers_the_whole_draft(name: str) -> None:
    draft = document(with_mark(0, joint="\n\n"), name)
    assert kept(draft) == []
    assert kept(draft, "vague-word") == [5, 7, 9]
    (mark,) = directives(draft)
    assert mark == Directive(
        "colloquial-word", "引用村民原话", Span(0, len(draft.source.text)), Span(0, len(MARK)), True
    )


def test_below_front_matter_is_the_first_line() -> None:
    draft = document("---\n文种: 通讯稿\n---\n" + with_mark(0, joint="\n\n"), "a.md")
    assert kept(draft) == []


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_mark_behind_a_block_on_its_line_covers_that_block(name: str) -> None:
    text = "\n\n".join([BODY[0], BODY[1] + MARK, BODY[2], f"{BODY[3]} {MARK}"])
    assert kept(document(text, name)) == [5]


def test_a_mark_in_the_middle_of_a_block_covers_that_block() -> None:
    text = "\n".join([BODY[0], BODY[1].replace("一次", MARK + "一次"), BODY[2]])
    draft = document(text)
    assert kept(draft) == [3]
    assert MARK not in draft.text


def test_several_marks_stand_together() -> None:
    text = with_mark(2, f"{MARK}\n<!-- 审稿：允许 vague-word 会议原文 -->")
    draft = document(text)
    assert kept(draft) == [2, 5 + 1]
    assert kept(draft, "vague-word") == [2, 6]


@pytest.mark.parametrize(
    "mark",
    [
        "<!-- shengao: allow colloquial-word 引用村民原话 -->",
        "<!--shengao:allow colloquial-word　引用村民原话-->",
        "<!-- shengao： Allow colloquial-word：引用村民原话 -->",
        "<!-- 审稿：允许 colloquial-word 引用村民原话 -->",
        "<!-- 审稿:允许colloquial-word，引用村民原话 -->",
        "<!-- shengao: allow colloquial-word\n引用村民原话 -->",
    ],
)
def test_spellings_of_a_mark(mark: str) -> None:
    (read_mark,) = directives(document(with_mark(2, mark)))
    assert (read_mark.rule, read_mark.reason) == ("colloquial-word", "引用村民原话")


@pytest.mark.parametrize("mark", ["<!-- 待核实 -->", "<!-- 审稿：此处请核实 -->"])
def test_other_comments_are_left_alone(mark: str) -> None:
    draft = document(with_mark(2, mark, "\n\n"), "a.md")
    assert apply(draft, found(draft), RULES)[2] == []


def about(mark: str, before: int = 2) -> tuple[str, str]:
    """The one finding about a mark: its rule and message; it changes nothing else."""
    draft = document(with_mark(before, mark))
    findings = found(draft)
    stay, suppressed, extra = apply(draft, findings, RULES)
    assert (stay, suppressed) == (findings, [])
    (one,) = extra
    assert (one.fault, one.criterion, one.severity) == ("suppression", "实", Severity.WARNING)
    assert draft.source.text[one.span.start : one.span.end] == one.text == mark
    assert one.fingerprint
    return one.rule, one.message


def test_a_mark_without_a_reason_does_nothing() -> None:
    rule, message = about("<!-- shengao: allow colloquial-word -->")
    assert rule == "suppression-without-reason"
    assert "“colloquial-word”却没有写理由" in message


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("<!-- shengao: allow coloquial-word 原话 -->", "是不是“colloquial-word”？"),
        ("<!-- shengao: allow Vague_Word 原话 -->", "是不是“vague-word”？"),
        ("<!-- shengao: allow 搞 原话 -->", "没有名为“搞”的规则，运行“shengao rules”"),
        ("<!-- shengao: allow colloquial 原话 -->", "“colloquial”是问题类别，不是规则"),
        ("<!-- 审稿：允许 口语化 原话 -->", "“口语化”是问题类别，不是规则"),
        ("<!-- shengao: allow -->", "没有写规则名"),
        ("<!-- shengao: alow colloquial-word 原话 -->", "没有写规则名"),
    ],
)
def test_a_mark_that_names_no_rule_says_what_may_be_meant(mark: str, said: str) -> None:
    rule, message = about(mark)
    assert rule == "unknown-suppression"
    assert said in message


@pytest.mark.parametrize(
    ("before", "said"),
    [(1, "所管的这一段没有“vague-word”"), (0, "全文没有“vague-word”"), (4, "这一段没有")],
)
def test_a_mark_that_nothing_needs_is_reported(before: int, said: str) -> None:
    rule, message = about("<!-- shengao: allow vague-word 会议原文 -->", before)
    assert rule == "unused-suppression"
    assert said in message


def test_equal_marks_have_fingerprints_of_their_own_that_know_no_place() -> None:
    mark = "<!-- shengao: allow vague-word 会议原文 -->"
    twice = document("\n".join([BODY[0], mark, BODY[1], mark, BODY[2]]))
    extra = apply(twice, [], RULES)[2]
    assert len({one.fingerprint for one in extra}) == 2
    moved = document("\n".join([*BODY, mark, BODY[3]]))
    assert apply(moved, [], RULES)[2][0].fingerprint == extra[0].fingerprint


def test_the_nearer_reason_counts_and_both_marks_are_used() -> None:
    text = "\n".join(
        ["<!-- shengao: allow colloquial-word 全文口语 -->", *BODY[:2], MARK, *BODY[2:]]
    )
    draft = document(text)
    _, suppressed, extra = apply(draft, found(draft), RULES)
    assert [one.reason for one in suppressed] == ["全文口语", "引用村民原话", "全文口语"]
    assert extra == []


def commented(path: Path, paragraph: int, text: str) -> Document:
    word = docx.Document()
    for line in BODY:
        word.add_paragraph(line)
    word.add_comment(word.paragraphs[paragraph].runs, text=text, author="审核人")
    word.save(str(path))
    return Document.of(read(path), Characters())


def test_in_word_a_comment_covers_the_block_that_it_hangs_on(tmp_path: Path) -> None:
    draft = commented(tmp_path / "通报.docx", 2, "审稿：允许 colloquial-word 引用村民原话")
    findings = found(draft)
    stay, suppressed, extra = apply(draft, findings, RULES)
    assert lines(draft, stay) == [2, 4]
    assert suppressed == [Suppressed(findings[1], "引用村民原话")]
    assert extra == []


def test_in_word_a_comment_on_the_first_block_covers_the_whole_draft(tmp_path: Path) -> None:
    draft = commented(tmp_path / "通报.docx", 0, "shengao: allow colloquial-word 引用村民原话")
    assert kept(draft) == []


def test_in_word_an_unused_comment_is_reported_where_it_hangs(tmp_path: Path) -> None:
    draft = commented(tmp_path / "通报.docx", 3, "审稿：允许 vague-word 会议原文")
    (one,) = apply(draft, [], RULES)[2]
    assert (one.rule, one.text) == ("unused-suppression", BODY[3])


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_allow_writes_the_mark_above_the_block(tmp_path: Path, codec: str, newline: str) -> None:
    path = tmp_path / "清理 情况.txt"
    body = [BODY[0], *("　　" + line for line in BODY[1:])]
    path.write_bytes(newline.join(body).encode(codec))
    assert allow(path, 3, "colloquial-word", "引用村民原话") == 3
    assert path.read_bytes() == newline.join([*body[:2], MARK, *body[2:]]).encode(codec)
    assert kept(Document.of(read(path), Characters())) == [2, 5]


@pytest.mark.parametrize(
    ("text", "line", "written"),
    [
        # Above the first block it would cover the whole draft.
        ("搞了整治\n\n4月2日搞了清理。\n", 1, f"搞了整治 {MARK}\n\n4月2日搞了清理。\n"),
        ("# 整治\n\n## 搞了清理\n\n正文。\n", 3, f"# 整治\n\n{MARK}\n## 搞了清理\n\n正文。\n"),
        ("# 整治\n\n- 搞了清理\n- 清运\n", 3, f"# 整治\n\n- 搞了清理 {MARK}\n- 清运\n"),
        ("# 整治\n\n> 他说搞了清理。\n", 3, f"# 整治\n\n> 他说搞了清理。 {MARK}\n"),
        ("# 整治\n\n正文第一行\n搞了清理。\n", 4, f"# 整治\n\n{MARK}\n正文第一行\n搞了清理。\n"),
        (
            "# 整治\n\n| 区 | 情况 |\n|---|---|\n| 东 | 搞了清理 |\n| 西 | 清运 |\n",
            5,
            f"# 整治\n\n| 区 | 情况 |\n|---|---|\n| 东 | 搞了清理 {MARK} |\n| 西 | 清运 |\n",
        ),
    ],
)
def test_allow_in_markdown_keeps_lists_and_tables_whole(
    tmp_path: Path, text: str, line: int, written: str
) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, "utf-8")
    before = Document.of(read(path), Characters())
    allow(path, line, "colloquial-word", "引用村民原话", column=7)
    assert path.read_text("utf-8") == written
    after = Document.of(read(path), Characters())
    assert [(b.kind, after.text[b.start : b.end].strip()) for b in after.blocks] == [
        (b.kind, before.text[b.start : b.end].strip()) for b in before.blocks
    ]


def test_allow_for_word_says_what_to_paste(tmp_path: Path) -> None:
    path = tmp_path / "通报.docx"
    commented(path, 1, "请核实")
    before = path.read_bytes()
    with pytest.raises(UsageError, match="插入批注，内容为：\n    审稿：允许 vague-word 会议原文"):
        allow(path, 1, "vague-word", "会议原文")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "reason", "said"),
    [
        (9, "原话", "没有第9行，全文共5行"),
        (0, "原话", "没有第0行"),
        (5, "原话", "第5行没有正文"),
        (2, " ", "请写明理由"),
        (2, "原话-->", "理由中不能有“--”"),
    ],
)
def test_allow_refuses_what_would_not_work(
    tmp_path: Path, line: int, reason: str, said: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n".join(BODY) + "\n", "utf-8")
    with pytest.raises(UsageError, match=said):
        allow(path, line, "colloquial-word", reason)
    assert path.read_text("utf-8") == "\n".join(BODY) + "\n"


def test_allow_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="文件不存在"):
        allow(tmp_path / "a.txt", 1, "colloquial-word", "原话")


def test_a_reason_over_several_lines_becomes_one() -> None:
    assert mark_text("colloquial-word", " 引用\n村民 原话 ") == (
        "<!-- shengao: allow colloquial-word 引用 村民 原话 -->"
    )
