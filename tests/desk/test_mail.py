"""Mails go out over plain or encrypted connections, or it is said why not."""

import shutil
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from shengao.desk import mail
from shengao.desk.mail import MailError
from shengao.errors import UsageError

from . import post
from .post import Server

needs_openssl = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="没有 openssl，造不出证书"
)


def letter(to: str = "he@example.org") -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"] = "退稿：《河口镇扎实开展整治》", "信息科 <xxk@example.org>"
    message["X-Unsent"] = "1"
    if to:
        message["To"] = to
    message.set_content("一、退稿理由")
    return message


def at(server: Server, security: str = "none", **more: str) -> dict[str, Any]:
    return {"host": "127.0.0.1", "port": server.port, "security": security, **more}


def test_a_mail_is_sent() -> None:
    with post.serving() as server:
        mail.send(letter(), at(server))
    assert "mail FROM:<xxk@example.org>" in [one.split(" size")[0] for one in server.said]
    assert "rcpt TO:<he@example.org>" in server.said
    assert server.encrypted_from is None
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
    with post.serving(answers) as server, pytest.raises(MailError, match=said):
        mail.send(letter(), at(server))


def test_without_a_server_or_an_address_nothing_is_sent() -> None:
    here = {"host": "127.0.0.1", "port": 1, "security": "none"}
    with pytest.raises(MailError, match=r"连不上发信的服务器 127\.0\.0\.1:1"):
        mail.send(letter(), here)
    with pytest.raises(UsageError, match="没有配置发信的服务器"):
        mail.send(letter(), {})
    with pytest.raises(UsageError, match="--to"):
        mail.send(letter(to=""), here)


USER = {"user": "xxk", "password_variable": "SHENGAO_TEST_PASSWORD"}


def test_the_password_is_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    with post.serving({"EHLO": "250-test\r\n250 AUTH PLAIN", "AUTH": "535 no"}) as server:
        with pytest.raises(UsageError, match="环境变量"):
            mail.send(letter(), at(server, **USER))
        monkeypatch.setenv("SHENGAO_TEST_PASSWORD", "secret")
        with pytest.raises(MailError, match="不认用户名或密码"):
            mail.send(letter(), at(server, **USER))


def test_a_password_that_the_protocol_cannot_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHENGAO_TEST_PASSWORD", "口令")
    answers = {"EHLO": "250-test\r\n250 AUTH PLAIN"}
    with post.serving(answers) as server, pytest.raises(MailError, match="不能有汉字"):
        mail.send(letter(), at(server, **USER))


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificate of a server at 127.0.0.1, which nobody has signed."""
    return post.certificate(tmp_path_factory.mktemp("certificate"), "IP:127.0.0.1")


SECURITIES = pytest.mark.parametrize("security", ["tls", "starttls"])


@needs_openssl
@SECURITIES
def test_an_encrypted_mail_is_sent(
    security: str, certified: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certified))
    monkeypatch.setenv("SHENGAO_TEST_PASSWORD", "secret")
    answers = {"EHLO": "250-test\r\n250-STARTTLS\r\n250 AUTH PLAIN", "AUTH": "235 welcome"}
    context = post.speaking(certified)
    starttls = security == "starttls"
    with post.serving(answers, context, starttls=starttls) as server:
        mail.send(letter(), at(server, security, **USER))
    plain = server.said[: server.encrypted_from]
    assert [one.split()[0].upper() for one in plain] == (["EHLO", "STARTTLS"] if starttls else [])
    assert any(one.startswith("AUTH") for one in server.said)
    read = message_from_bytes(server.data, policy=policy.default)
    assert read["Subject"] == "退稿：《河口镇扎实开展整治》"


@needs_openssl
@SECURITIES
def test_a_server_that_nobody_vouches_for_is_not_told_anything(
    security: str, certified: Path
) -> None:
    context = post.speaking(certified)
    with (
        post.serving(context=context, starttls=security == "starttls") as server,
        pytest.raises(MailError, match=r"证书不可信.*SSL_CERT_FILE"),
    ):
        mail.send(letter(), at(server, security))
    assert server.encrypted_from is None
    assert server.data == b""


@needs_openssl
@SECURITIES
def test_the_certificate_of_another_server_will_not_do(
    security: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = post.certificate(tmp_path, "DNS:mail.example.org")
    monkeypatch.setenv("SSL_CERT_FILE", str(other))
    context = post.speaking(other)
    with (
        post.serving(context=context, starttls=security == "starttls") as server,
        pytest.raises(MailError, match=r"证书不是 127\.0\.0\.1 的"),
    ):
        mail.send(letter(), at(server, security))
    assert server.data == b""


def test_a_server_without_encryption_is_not_told_anything() -> None:
    with (
        post.serving() as server,
        pytest.raises(MailError, match=r"不支持 starttls.*security"),
    ):
        mail.send(letter(), at(server, "starttls"))
    assert [one.split()[0].upper() for one in server.said] == ["EHLO"]
    with post.serving() as server, pytest.raises(MailError, match="建立不了加密连接"):
        mail.send(letter(), at(server, "tls"))
    assert server.data == b""


def test_an_encrypted_connection_is_the_usual_one() -> None:
    with post.serving() as server:
        given = at(server)
        del given["security"]
        with pytest.raises(MailError, match="starttls"):
            mail.send(letter(), given)
