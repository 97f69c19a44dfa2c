"""Mails and mailboxes (.eml, .mbox): the body and what is attached."""

import email
import re
from collections.abc import Iterator
from datetime import datetime
from email import policy
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import BinaryIO, TypeGuard

from shengao.container import Letter, Part, headers, letter
from shengao.errors import ReadError
from shengao.read import encoding
from shengao.read.formats import foreign

_DEEPEST = 20  # parts in parts
_FROM = re.compile(rb"^From [^\r\n]*\d\d:\d\d[^\r\n]*\r?\n", re.MULTILINE)
_FIELD = re.compile(rb"[!-9;-~]{1,60}:[ \t]?")
_BODY = "正文.txt"


def parts(data: bytes, path: str) -> Iterator[Part]:
    """The drafts of a mail, or the mails of a mailbox. Raises `ReadError` for what is neither."""
    if (what := foreign(data)) is not None:
        raise ReadError(path, what)
    if path.lower().endswith(".mbox"):
        yield from _mails(data, path)
    else:
        yield from _parts(data.lstrip(b"\r\n"), path)


def _mails(data: bytes, path: str) -> Iterator[Part]:
    """Each mail of a mailbox, as a file of its own."""
    if not data.startswith(b"From "):
        raise ReadError(path, "不是邮箱文件，内容与扩展名 .mbox 不符")
    starts = [
        found.start()
        for found in _FROM.finditer(data)
        if found.start() == 0 or data[: found.start()].endswith((b"\n\n", b"\n\r\n"))
    ]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), 1):
        head = _FROM.match(data, start)
        yield Part(f"第{number}封.eml", data[head.end() if head else start : end])


def mails(file: BinaryIO) -> Iterator[bytes]:
    """The mails of a mailbox of any size, one in memory at a time; none of what is no mailbox."""
    mail: list[bytes] = []
    started = False
    before = b"\n"
    for line in file:
        if _FROM.match(line) and not before.strip(b"\r\n"):
            if started:
                yield b"".join(mail)
            mail, started = [], True
        else:
            mail.append(line)
        before = line
    if started:
        yield b"".join(mail)


def _parts(data: bytes, path: str) -> Iterator[Part]:
    if _FIELD.match(data) is None:
        raise ReadError(path, "不是邮件，内容与扩展名 .eml 不符")
    # Headers as they stand: the newer policies replace what they cannot decode.
    message = email.message_from_bytes(data, policy=policy.compat32)
    headers.repair(message)
    said = _letter(message)
    plain: list[str] = []
    pages: list[str] = []
    attached: list[Part] = []
    for part in _leaves(message, 0):
        name = headers.file_name(part)
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                named = headers.words(inner[0].get("subject", "")).replace("/", "／")
                attached.append(
                    Part(f"{name.removesuffix('.eml') or named or '附件'}.eml", inner[0].as_bytes())
                )
            continue
        if name:
            raw = part.get_payload(decode=True)
            attached.append(Part(name, raw if isinstance(raw, bytes) else b""))
        elif kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            (plain if kind == "text/plain" else pages).append(_text(part))
    body = "\n".join(plain)
    if not body.strip():
        body = "\n".join(map(letter.from_page, pages))
    written = letter.draft(headers.words(message.get("subject", "")), body)
    if written is not None:
        yield Part(_BODY, written, letter=said)
    for one in attached:
        yield one._replace(letter=said)


def _letter(message: Message) -> Letter:
    name, address = parseaddr(headers.words(message.get("from", "")))
    subject = headers.words(message.get("subject", ""))
    return Letter(address, name, subject, _sent(message.get("date", "")))


def _sent(value: object) -> datetime | None:
    try:
        found = parsedate_to_datetime(str(value))
        return found.astimezone().replace(tzinfo=None) if found.tzinfo else found
    except (ValueError, TypeError, OverflowError, OSError, IndexError):
        return None


def _leaves(message: Message, depth: int) -> Iterator[Message]:
    """The parts that hold no parts; a mail in the mail is one."""
    inner = message.get_payload()
    if message.get_content_maintype() == "multipart" and isinstance(inner, list):
        for part in filter(_is_message, inner if depth < _DEEPEST else ()):
            yield from _leaves(part, depth + 1)
    else:
        yield message


def _is_message(part: object) -> TypeGuard[Message]:
    return isinstance(part, Message)


def _text(part: Message) -> str:
    """The text of a part, whatever its label says."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes) or not raw.strip():
        return ""
    known = headers.codec(str(part.get_param("charset") or ""))
    if known is not None:
        try:
            return raw.decode(known)
        except (UnicodeDecodeError, LookupError, ValueError):
            pass  # a label that lies
    try:
        return encoding.decode(raw, "")
    except ReadError:
        return headers.unlabelled(raw)
