"""退稿单 and the mail around it: reasons from findings, and nothing that must not be repeated."""

import io
import socket
import threading
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest

from shengao import batch
from shengao.desk import mail, reasons, returning
from shengao.desk.mail import MailError
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


class Server:
    """A mail server that says what it is told to, and keeps what it is sent."""

    def __init__(self, answers: dict[str, str] | None = None) -> None:
        self.answers = answers or {}
        self.said: list[str] = []
        self.data = b""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        try:
            connection, _ = self._socket.accept()
        except OSError:
            return
        with connection, connection.makefile("rwb") as stream:

            def answer(text: str) -> None:
                stream.write(f"{text}\r\n".encode())
                stream.flush()

            answer("220 test")
            for line in stream:
                self.said.append(line.decode().strip())
                verb = line[:4].decode().strip().upper()
                usual = {"DATA": "354 go", "QUIT": "221 bye"}.get(verb, "250 OK")
                answer(self.answers.get(verb, usual))
                if verb == "DATA" and "DATA" not in self.answers:
                    lines = iter(stream.readline, b".\r\n")
                    self.data = b"".join(lines)
                    answer("250 OK")
                if verb == "QUIT":
                    return

    def close(self) -> None:
        self._socket.close()
        self._thread.join(10)


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


def test_a_reply_is_sent(server: Server) -> None:
    mail.send(letter(), {"host": "127.0.0.1", "port": server.port, "security": "none"})
    server.close()
    assert "mail FROM:<xxk@example.org>" in [one.split(" size")[0] for one in server.said]
    assert "rcpt TO:<he@example.org>" in server.said
    read = message_from_bytes(server.data, policy=policy.default)
    assert read["Subject"] == "退稿：《河口镇扎实开展整治》"
    assert read["X-Unsent"] is None


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"RCPT": "550 no"}, "不收寄给 he@example.org 的邮件"),
        ({"DATA": "554 no"}, "没有收下邮件"),
        ({"EHLO": "421 busy", "HELO": "421 busy"}, "没有收下邮件"),
    ],
)
def test_what_the_server_refuses_is_told(answers: dict[str, str], said: str) -> None:
    server = Server(answers)
    with pytest.raises(MailError, match=said):
        mail.send(letter(), {"host": "127.0.0.1", "port": server.port, "security": "none"})
    server.close()


def test_without_a_server_or_an_address_nothing_is_sent() -> None:
    here = {"host": "127.0.0.1", "port": 1, "security": "none"}
    with pytest.raises(MailError, match=r"连不上发信的服务器 127\.0\.0\.1:1"):
        mail.send(letter(), here)
    with pytest.raises(UsageError, match="没有配置发信的服务器"):
        mail.send(letter(), {})
    with pytest.raises(UsageError, match="--to"):
        mail.send(letter(draft={**VALUES, "sender": ""}), here)


def test_the_password_is_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server({"EHLO": "250-test\r\n250 AUTH PLAIN", "AUTH": "535 no"})
    at = {"host": "127.0.0.1", "port": server.port, "security": "none", "user": "xxk",
          "password_variable": "SHENGAO_TEST_PASSWORD"}  # fmt: skip
    with pytest.raises(UsageError, match="环境变量"):
        mail.send(letter(), at)
    monkeypatch.setenv("SHENGAO_TEST_PASSWORD", "secret")
    with pytest.raises(MailError, match="不认用户名或密码"):
        mail.send(letter(), at)
    server.close()


def test_a_password_that_the_protocol_cannot_say(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server({"EHLO": "250-test\r\n250 AUTH PLAIN"})
    monkeypatch.setenv("SHENGAO_TEST_PASSWORD", "口令")
    at = {"host": "127.0.0.1", "port": server.port, "security": "none", "user": "xxk",
          "password_variable": "SHENGAO_TEST_PASSWORD"}  # fmt: skip
    with pytest.raises(MailError, match="不能有汉字"):
        mail.send(letter(), at)
    server.close()
