"""Bytes to text: byte order mark, unmarked UTF-16, UTF-8, GB18030, or a clear refusal.

No detector guesses after these: what strict decoding and a look at the characters leave
open is some other country's encoding, and a wrong guess would be checked as if it were
the draft.
"""

import re

from shengao.errors import ReadError
from shengao.read.formats import foreign

MAXIMUM = 20 * 2**20
"""Bytes of text that are read."""

EMPTY = "空文件，没有可检查的文字"
_TOO_LARGE = "文本超过 20 MB，请拆分后再检查"
_CUT = "文件被截断，最后一个字不完整，请重新保存或重新传送"
_BINARY = "不是文本文件"
_UNKNOWN = "认不出文字编码，请用记事本另存为 UTF-8 编码"

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CONTROLS = bytes(sorted({*range(32), 127} - set(b"\t\n\v\f\r\x1a")))
_CONTROL_SHARE = 0.01
_SAMPLE = 20_000  # characters are enough to tell an encoding
# Of Chinese text read in its own encoding, nearly all characters are in GB 2312, traditional
# text in GBK included by half; of text read in a wrong one, few are.
_UTF16_SHARE = 0.9
_GB18030_SHARE = 0.4


def decode(data: bytes, path: str) -> str:
    """The text of a file without its byte order mark; line ends stay as they are.

    Raises `ReadError` for what is empty, too large, cut off, damaged, binary, another
    format or in an encoding that is not known.
    """
    if len(data) > MAXIMUM:
        raise ReadError(path, _TOO_LARGE)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _accept(_strict(data[len(mark) :], codec, path), path)
    if (what := foreign(data)) is not None:
        raise ReadError(path, what)
    if b"\0" in data[: 2 * _SAMPLE] and (unmarked := _unmarked_utf16(data)) is not None:
        return _accept(_strict(data, unmarked, path), path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _accept(_other(data, error, path), path)
    return _accept(text, path, data)


def _other(data: bytes, error: UnicodeDecodeError, path: str) -> str:
    """GB18030, unless the bytes are UTF-8 that came to harm or UTF-16 of nothing but Chinese."""
    if _is_cut(error) or _is_damaged(data, error):
        raise _damage(data, error, path) from error
    if (codec := _unmarked_utf16(data)) is not None:
        return _strict(data, codec, path)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as again:
        if _is_cut(again) and _plausible(data[: again.start].decode("gb18030")) > _GB18030_SHARE:
            raise ReadError(path, _CUT) from again
        raise ReadError(path, _binary(data) or _UNKNOWN) from again
    if _plausible(text) < _GB18030_SHARE:
        raise ReadError(path, _binary(data) or _UNKNOWN)
    return text


def _strict(data: bytes, codec: str, path: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise _damage(data, error, path) from error


def _is_cut(error: UnicodeDecodeError) -> bool:
    """Whether decoding failed only because the last character has too few bytes."""
    return len(error.object) - error.start <= 3 and error.reason in (
        "unexpected end of data",
        "truncated data",
        "incomplete multibyte sequence",
    )


def _is_damaged(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether bytes that are not UTF-8 are so nearly that they were meant to be."""
    if _is_surrogate(data, error.start):
        return True
    text = data[: error.start + _SAMPLE].decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(not character.isascii() for character in text) - wrong
    return right > 4 * wrong


def _is_surrogate(data: bytes, at: int) -> bool:
    return re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]").match(data, at) is not None


def _damage(data: bytes, error: UnicodeDecodeError, path: str) -> ReadError:
    if _is_cut(error):
        return ReadError(path, _CUT)
    before = data[: error.start].decode(error.encoding, "ignore")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    why = "编码已损坏"
    if _is_surrogate(data, error.start) or error.reason.endswith("surrogate"):
        why = "是不成对的代理码"
    return ReadError(path, f"第{line}行第{column}个字符{why}，请改正后另存为 UTF-8 编码")


def _unmarked_utf16(data: bytes) -> str | None:
    """The codec of UTF-16 without a mark: that in which the bytes are Chinese."""
    sample = data[: 2 * _SAMPLE]
    codecs = ("utf-16-le", "utf-16-be")
    shares = [_plausible(sample.decode(codec, "ignore")) for codec in codecs]
    best = max(shares)
    return codecs[shares.index(best)] if best >= _UTF16_SHARE else None


def _plausible(text: str) -> float:
    """The share of characters that Chinese drafts are made of: GB 2312 without controls."""
    sample = text[:_SAMPLE]
    if not sample:
        return 0.0
    common = sample.encode("gb2312", "ignore").translate(None, _CONTROLS).decode("gb2312")
    return len(common) / len(sample)


def _accept(text: str, path: str, encoded: bytes | None = None) -> str:
    """The text, unless it is none; `encoded` is the same in UTF-8, where that is at hand."""
    if (why := _binary(text.encode() if encoded is None else encoded)) is not None:
        raise ReadError(path, why)
    if not text.strip():
        raise ReadError(path, EMPTY)
    return text


def _binary(data: bytes) -> str | None:
    """Why bytes are no text: in UTF-8 and GB18030 alike, controls are bytes of their own."""
    if b"\0" in data:
        return f"含有空字符（NUL），{_BINARY}"
    if len(data) - len(data.translate(None, _CONTROLS)) > _CONTROL_SHARE * len(data):
        return f"含有大量控制字符，{_BINARY}"
    return None
