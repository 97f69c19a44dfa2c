"""Sending a mail through the server of the office, where the configuration names one."""

import os
import smtplib
import ssl
from collections.abc import Mapping
from contextlib import closing, suppress
from email.message import EmailMessage
from typing import Any

from shengao.errors import ShengaoError, UsageError

_PATIENCE = 30.0  # seconds for each answer of the server
_OTHER_NAME = (62, 63, 64)  # OpenSSL: another host name, mail address, IP address
_PORTS = {"tls": 465, "starttls": 587, "none": 25}


class MailError(ShengaoError):
    """A mail that was not sent; says why in Chinese."""


def send(mail: EmailMessage, server: Mapping[str, Any]) -> None:
    """Send a mail to whom it is addressed; `server` is ``Settings.desk["mail"]``.

    The password stands in no file: ``password-variable`` names the environment variable that has
    it. Raises `MailError`, and `UsageError` where there is no server or nobody to send it to.
    """
    host = server.get("host", "")
    if not host:
        raise UsageError('没有配置发信的服务器：请在 shengao.toml 写 [desk.mail] host = "…"。')
    if not mail["To"]:
        raise UsageError("这篇稿件不是从邮件来的，不知道回给谁，请用 --to 写明邮箱。")
    if not mail["From"]:
        raise UsageError('没有写发信人：请在 shengao.toml 写 [desk.mail] sender = "邮箱"。')
    security = server.get("security", "starttls")
    port = server.get("port") or _PORTS[security]
    user = server.get("user", "")
    password = _password(server) if user else ""
    del mail["X-Unsent"]
    try:
        with closing(_connected(host, port, security)) as connection:
            if user:
                connection.login(user, password)
            connection.send_message(mail)
            with suppress(smtplib.SMTPException, OSError):  # it is sent, whatever comes now
                connection.quit()
    except UnicodeError as error:
        raise MailError("发信的用户名、密码和邮箱里不能有汉字，邮件没有发出。") from error
    except smtplib.SMTPAuthenticationError as error:
        raise MailError(f"发信的服务器 {host} 不认用户名或密码，邮件没有发出。") from error
    except smtplib.SMTPRecipientsRefused as error:
        raise MailError(f"发信的服务器 {host} 不收寄给 {mail['To']} 的邮件，没有发出。") from error
    except smtplib.SMTPException as error:
        raise MailError(f"发信的服务器 {host} 没有收下邮件（{type(error).__name__}）。") from error
    except ssl.SSLCertVerificationError as error:
        raise MailError(_distrusted(host, error)) from error
    except ssl.SSLError as error:
        raise MailError(
            f"和发信的服务器 {host} 建立不了加密连接，请核对 [desk.mail] 的 security 和 port。"
        ) from error
    except OSError as error:
        raise MailError(f"连不上发信的服务器 {host}:{port}，邮件没有发出。") from error


def _distrusted(host: str, error: ssl.SSLCertVerificationError) -> str:
    """Why a server was not taken for what it says it is."""
    if error.verify_code in _OTHER_NAME:
        return (
            f"发信的服务器 {host} 出示的证书不是 {host} 的，邮件没有发出。"
            "请核对 [desk.mail] 的 host，写证书上的名字。"
        )
    return (
        f"发信的服务器 {host} 的证书不可信（过期，或者是本单位自签的），邮件没有发出。"
        "自签的，请向管理员要证书文件，把它的路径放进环境变量 SSL_CERT_FILE。"
    )


def _connected(host: str, port: int, security: str) -> smtplib.SMTP:
    if security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, timeout=_PATIENCE, context=context)
    connection = smtplib.SMTP(host, port, timeout=_PATIENCE)
    if security == "starttls":
        try:
            connection.starttls(context=ssl.create_default_context())
        except smtplib.SMTPNotSupportedError as error:
            connection.close()
            raise MailError(
                f"发信的服务器 {host} 不支持 starttls，邮件没有发出。"
                "请核对 [desk.mail] 的 security 和 port。"
            ) from error
        except BaseException:
            connection.close()
            raise
    return connection


def _password(server: Mapping[str, Any]) -> str:
    name = server.get("password_variable", "")
    password = os.environ.get(name, "") if name else ""
    if not password:
        raise UsageError(
            '发信要密码：请在 [desk.mail] 写 password-variable = "变量名"，把密码放进这个环境变量。'
        )
    return password
