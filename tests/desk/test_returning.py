"""退稿单 and the mail around it: reasons from findings, and nothing that must not be repeated."""

import io
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest

from shengao import batch
from shengao.desk import reasons, returning
from shengao.desk.reasons import Given
from shengao.desk.returning import Attachment, Slip
from shengao.errors import ConfigError, UsageError
from shengao.finding import DraftResult

POOR = (
    "河口镇扎实开展整治\n\n近日，镇里搞了两次整治，群众都说好得很，取得了显著成效。大家伙儿都搞得挺好。"
    "会议强调要高度重视。\n联系身份证号11010519491231002X的居民，整治明显见效，环境明显改善。\n"
)
VALUES: dict[str, Any] = {
    "title": "河口镇扎实开展整治", "subject": "", "unit": "河口镇", "author": "", "secret": False,
    "received": "2026-03-05 16:30:00", "sender": "he@example.org", "timely": 30, "factual": 41,
    "deep": 52, "original": None, "useful": 60, "total": 45,
}  # fmt: skip


@cache
def result(text: str = POOR) -> DraftResult:
    (found,) = batch.run(
        batch.Options(("-",), stdin=text.encode(), stdin_name="稿件.txt", isolated=True)
    )
    return found


def codes(found: list[Given]) -> list[str]:
    return [one.reason.code for one in found]


def test_the_fifteen_reasons_name_rules_that_there_are() -> None:
    from shengao import rulebook

    known = reasons.load()
    assert [one.code for one in known] == [f"RJ{number:02}" for number in range(1, 16)]
    named = {rule for one in known for rule in one.rules}
    assert named <= rulebook.load().rules.keys()


def test_reasons_come_from_findings_with_the_words() -> None:
    found = reasons.give(reasons.load(), result())
    given = {one.reason.code: one for one in found}
    assert {"RJ03", "RJ07", "RJ11"} <= given.keys()
    assert not {"RJ04", "RJ10", "RJ13", "RJ15"} & given.keys()
    quotes = dict(given["RJ03"].quotes)
    assert any("取得了显著成效" in words for words in quotes)
    assert given["RJ03"].places >= len(given["RJ03"].quotes) - 1


def test_a_passage_is_the_sentence_of_the_finding() -> None:
    long = "镇里把整治任务分到十二个村，" * 5
    text = f"河口镇整治见闻\n\n{long}大家伙儿都来帮忙，{long}有的也帮着运料。道路硬化了。\n"
    (given,) = reasons.give(
        reasons.load(), result(text), only=reasons.named(reasons.load(), ["RJ07"])
    )
    passages = [words for words, _ in given.quotes]
    assert (
        "……镇里把整治任务分到十二个村，大家伙儿都来帮忙，镇里把整治任务分到十二个村……" in passages
    )
    short = [words for words, _ in reasons.give(reasons.load(), result())[0].quotes]
    assert "大家伙儿都搞得挺好。" in short


def test_a_passage_with_several_faults_is_quoted_once() -> None:
    made = returning.document(slip())
    texts = [one.text for one in docx.Document(io.BytesIO(made)).paragraphs]
    quoted = [one.partition("”：")[0] for one in texts if one.startswith("原文“大家伙儿")]
    assert len(quoted) == len(set(quoted)) > 0


def test_a_good_draft_gives_none() -> None:
    from .drafts import draft

    assert "RJ03" not in codes(reasons.give(reasons.load(), result(draft())))


def test_numbers_of_persons_are_not_repeated() -> None:
    found = reasons.give(reasons.load(), result())
    (sensitive,) = (one for one in found if one.reason.code == "RJ11")
    assert sensitive.quotes
    assert all(words == "" for words, _ in sensitive.quotes)
    assert not any("1949" in message for _, message in sensitive.quotes)


def test_an_editor_names_the_reasons() -> None:
    known = reasons.load()
    only = reasons.named(known, ["rj10", "RJ04", "RJ10"])
    assert codes(reasons.give(known, result(), only=only)) == ["RJ10", "RJ04"]
    with pytest.raises(UsageError, match="没有退稿理由 RJ99"):
        reasons.named(known, ["RJ99"])


def test_a_late_or_secret_draft_is_told_so_first() -> None:
    known = reasons.load()
    assert codes(reasons.give(known, result(), late=True))[0] == "RJ15"
    assert codes(reasons.give(known, None, secret=True)) == ["RJ11"]


def test_an_office_has_its_own_reasons(tmp_path: Path) -> None:
    path = tmp_path / "理由.toml"
    path.write_text('[[reason]]\ncode = "甲"\ntitle = "口语"\nfaults = ["口语化"]\n', "utf-8")
    (own,) = reasons.load(str(path))
    assert own.faults == ("colloquial",)
    assert codes(reasons.give((own,), result())) == ["甲"]
    path.write_text('[[reason]]\ncode = "甲"\ntitle = "题"\nfaults = ["口语病"]\n', "utf-8")
    with pytest.raises(ConfigError, match="口语病"):
        reasons.load(str(path))
    path.write_text('[[reason]]\ncode = "甲"\ntitle = "题"\n' * 2, "utf-8")
    with pytest.raises(ConfigError, match="写了两次"):
        reasons.load(str(path))


def slip(**changes: Any) -> Slip:
    given = reasons.give(reasons.load(), result())
    return Slip(12, VALUES, given, date(2026, 3, 6), office="某县政府办")._replace(**changes)


def test_the_slip_says_why_quotes_and_asks() -> None:
    made = returning.document(slip(note="请派人来改。", until=date(2026, 3, 10)))
    document = docx.Document(io.BytesIO(made))
    texts = [one.text for one in document.paragraphs]
    assert texts[:3] == [
        "退稿单",
        "河口镇：",
        "2026年3月5日收到的《河口镇扎实开展整治》（收稿第 12 号），经审读暂不采用，"
        "请按下面的意见修改后再报。",
    ]
    assert any(one.startswith("原文“") and "搞了两次整治" in one for one in texts)
    assert [one for one in texts if one[1:2] == "、"] == [
        "一、退稿理由", "二、请补充和修改", "三、编辑意见", "四、本稿评分",
    ]  # fmt: skip
    assert texts[-3:] == ["请于2026年3月10日前重报。", "某县政府办", "2026年3月6日"]
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells] == ["30", "41", "52", "—", "60", "45"]


def test_of_a_secret_draft_not_even_the_title_is_told() -> None:
    values = {**VALUES, "secret": True, "timely": None, "total": None, "factual": None,
              "deep": None, "useful": None}  # fmt: skip
    given = reasons.give(reasons.load(), None, secret=True)
    made = returning.document(slip(draft=values, given=given))
    texts = [one.text for one in docx.Document(io.BytesIO(made)).paragraphs]
    assert not any("河口镇扎实" in one for one in texts)


def letter(**changes: Any) -> EmailMessage:
    document = Attachment("退稿单.docx", returning.document(slip()))
    return returning.letter(slip(**changes), [document], "信息科 <xxk@example.org>")


def test_the_reply_opens_as_a_draft_of_a_mail() -> None:
    values = {**VALUES, "title": "题目\nBcc: x@example.org", "sender": "he@example.org\r\nX: 1"}
    read = message_from_bytes(bytes(letter(draft=values)), policy=policy.default)
    assert read["Subject"] == "退稿：《题目 Bcc: x@example.org》"
    assert (read["Bcc"], read["X"], read["X-Unsent"]) == (None, None, "1")
    body = read.get_body(("plain",))
    assert body is not None
    assert "一、退稿理由" in body.get_content()
    (attached,) = read.iter_attachments()
    assert attached.get_filename() == "退稿单.docx"
    assert docx.Document(io.BytesIO(attached.get_content())).paragraphs[0].text == "退稿单"
