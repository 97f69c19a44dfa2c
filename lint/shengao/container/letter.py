"""The body of a mail as a draft: the writer's own words, without signature and quoted replies."""

import re

from shengao.errors import ReadError

_LEAST = 120
"""Characters without spaces that make a body a draft; fewer are a note on what is attached."""

_PREFIX = re.compile(r"^(?:(?:re|fw|fwd|回复|答复|转发)\s*[:：]\s*)+", re.IGNORECASE)
_REPLY = re.compile(
    r"\s*(?:[-—_=\s]*(?:原始邮件|回复的原邮件|original message)[-—_=\s]*"
    r"|(?:在|于)?.{4,80}写道\s*[:：]|on .{4,120} wrote\s*:)\s*",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"\s*[-—_=\s]*(?:转发邮件信息|转发的邮件|转发邮件|forwarded message|begin forwarded message)"
    r"[-—_=:：\s]*",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\s*[\"*]?(?:发件人|发送日期|发送时间|收件人|抄送人?|密送|主\s*题|日\s*期"
    r"|from|sent|to|cc|date|subject)[\"*]?\s*[:：].*",
    re.IGNORECASE,
)
_FIELDS = 3  # lines of such fields together are the head of another mail
_SIGNATURE = re.compile(
    r"--\s?|[-—_]{6,}\s*|\s*(?:发自|来自)我的\S{1,12}\s*|\s*sent from my .*", re.IGNORECASE
)
_AT_END = 12  # lines, within which a ruled line begins a signature


def draft(subject: str, body: str) -> bytes | None:
    """The subject as the title line and the body below it, encoded; None if it is no draft."""
    own = _own(body)
    if len("".join(own.split())) < _LEAST:
        return None
    title = _PREFIX.sub("", subject).strip()
    return (f"{title}\n\n{own}\n" if title else f"{own}\n").encode("utf-8-sig", "replace")


def from_page(text: str) -> str:
    """The words of a body in HTML, a paragraph a line; none where it has none."""
    from shengao.read import html

    try:
        page = html.parse(text)
    except ReadError:
        return ""
    said = page.source.text
    return "\n".join(
        "".join(said[start:end] for start, end in block.pieces) for block in page.blocks
    )


def _own(body: str) -> str:
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept: list[str] = []
    for index, line in enumerate(lines):
        if _REPLY.fullmatch(line) or _begins_head(lines, index, kept):
            break
        if line.lstrip().startswith(">") or _FORWARD.fullmatch(line):
            if _FORWARD.fullmatch(line):
                kept.append(_MARK)
            continue
        if kept and kept[-1] == _MARK and (_FIELD.fullmatch(line) or not line.strip()):
            continue
        if _SIGNATURE.fullmatch(line) and (
            (line.startswith("--") and len(line) <= 3) or len(lines) - index <= _AT_END
        ):
            break
        kept.append(line)
    return "\n".join(line for line in kept if line != _MARK).strip("\n")


_MARK = "\0"  # stands for the head of a forwarded mail while its fields are passed over


def _begins_head(lines: list[str], index: int, kept: list[str]) -> bool:
    """Whether the head of an earlier mail begins here, as Outlook writes it."""
    if kept and kept[-1] == _MARK:
        return False
    return all(
        index + step < len(lines) and _FIELD.fullmatch(lines[index + step]) is not None
        for step in range(_FIELDS)
    )
