"""Words in the headers of mails as Chinese programs write them.

Three things go wrong with the standard library alone: ``gb2312`` stands on text that is GBK,
a character is cut in two by the limit of a line, and names come as bare bytes.
"""

import base64
import binascii
import codecs
import re
from email.message import Message

_WORD = re.compile(r"=\?([^?\s*]+)(?:\*[^?]*)?\?([bq])\?([^?]*)\?=", re.IGNORECASE)
_BETWEEN = re.compile(r"(\?=)\s+(?==\?)")
_CHINESE = frozenset(
    ("gb2312", "gbk", "gb_2312-80", "gb-2312", "x-gbk", "cp936", "ms936", "936", "csgb2312",
     "euc-cn", "euccn", "gb18030", "hz-gb-2312-raw")
)  # fmt: skip


def codec(label: str) -> str | None:
    """The codec that text labelled so is read with; None for a label that means nothing."""
    label = label.strip().strip("\"'").lower()
    if label in _CHINESE:
        return "gb18030"
    try:
        return codecs.lookup(label).name
    except (LookupError, ValueError):
        return None


def unlabelled(raw: bytes) -> str:
    """Bytes without a label: UTF-8 if they can be, else GB18030."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def repair(message: Message) -> None:
    """Put characters in place of bare bytes in the headers of a message and its parts."""
    for part in message.walk():
        items = [(name, str(value)) for name, value in part.raw_items()]
        if not any(_has_bytes(value) for _, value in items):
            continue
        for name, _ in items:
            del part[name]
        for name, value in items:
            part[name] = (
                (
                    unlabelled(value.encode("utf-8", "surrogateescape"))
                    if _has_bytes(value)
                    else value
                )
                .replace("\n", " ")
                .replace("\r", " ")
            )


def _has_bytes(value: str) -> bool:
    return any("\udc80" <= one <= "\udcff" for one in value)


def words(value: str) -> str:
    """A header's text with its encoded words decoded, a character cut in two made whole."""
    value = _BETWEEN.sub(r"\1", str(value).replace("\r", "").replace("\n", ""))
    out: list[str] = []
    held = b""
    label = ""
    at = 0

    def write() -> None:
        nonlocal held
        if held:
            found = codec(label)
            out.append(held.decode(found, "replace") if found else unlabelled(held))
            held = b""

    for word in _WORD.finditer(value):
        if word.start() > at or word[1].lower() != label:
            write()
            out.append(value[at : word.start()])
            label = word[1].lower()
        held += _bytes(word[2].lower(), word[3])
        at = word.end()
    write()
    out.append(value[at:])
    return "".join(out).strip()


def _bytes(how: str, text: str) -> bytes:
    raw = text.encode("utf-8", "replace")
    if how == "b":
        try:
            return base64.b64decode(raw + b"=" * (-len(raw) % 4))
        except (binascii.Error, ValueError):
            return raw
    return binascii.a2b_qp(raw, header=True)


def file_name(part: Message) -> str:
    """The name of an attachment; empty where it has none."""
    for header, name in (("content-disposition", "filename"), ("content-type", "name")):
        try:
            found = part.get_param(name, header=header)
        except (ValueError, LookupError, TypeError):
            continue
        if isinstance(found, tuple):
            label, _, value = found
            raw = value.encode("latin-1", "replace")
            known = codec(label or "")
            return raw.decode(known, "replace") if known else unlabelled(raw)
        if found:
            return words(found)
    return ""
