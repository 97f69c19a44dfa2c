"""Mails of Outlook (.msg): the body and what is attached."""

import io
from collections.abc import Iterator
from email.utils import parseaddr
from typing import Any

from shengao.container import Letter, Part, headers, letter
from shengao.errors import ReadError
from shengao.read.formats import foreign, is_ole

_BODY = "正文.txt"
_NARROW = "邮件是旧的格式，有的字读不出来，请在 Outlook 中另存为“Unicode 邮件格式”或 .eml"
_PAGE = 0x1013  # the property of a body in HTML
_DAMAGED = "Outlook 邮件已损坏，打不开"


def parts(data: bytes, path: str) -> Iterator[Part]:
    """The drafts of a mail. Raises `ReadError` for what is none, or damaged."""
    if not is_ole(data):
        raise ReadError(path, foreign(data) or "不是 Outlook 邮件，内容与扩展名 .msg 不符")
    try:
        from oxmsg import Message
    except ImportError as error:
        why = "读 .msg 要用的组件 python-oxmsg 没有装好，请重新安装审稿，或把邮件另存为 .eml"
        raise ReadError(path, why) from error
    try:
        message = Message.load(io.BytesIO(data))
        found = list(_parts(message))
    except UnicodeDecodeError as error:  # what it calls GB 2312 is often GBK
        raise ReadError(path, _NARROW) from error
    except Exception as error:  # it is written for sound files, and raises anything for others
        raise ReadError(path, _DAMAGED) from error
    yield from found


def _parts(message: Any) -> Iterator[Part]:
    body = message.body or ""
    if not body.strip():
        page = message.properties.binary_prop_value(_PAGE)
        body = letter.from_page(headers.unlabelled(page) if page else message.html_body or "")
    written = letter.draft(message.subject or "", body)
    said = _letter(message)
    if written is not None:
        yield Part(_BODY, written, letter=said)
    for one in message.attachments:
        name = one.file_name or ""
        if one.attached_by_value and one.file_bytes is not None:
            yield Part(name, one.file_bytes, letter=said)
        else:
            why = "附在邮件里的邮件或对象读不出来，请在 Outlook 中另存后再检查"
            yield Part(name or "附件", error=why, letter=said)


def _letter(message: Any) -> Letter:
    name, address = parseaddr(headers.words(message.sender or ""))
    sent = message.sent_date
    if sent is not None and sent.tzinfo is not None:
        sent = sent.astimezone().replace(tzinfo=None)
    return Letter(address, name, message.subject or "", sent)
