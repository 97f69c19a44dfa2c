"""The 退稿单: why a draft goes back, the words meant, what to supply. And the mail around it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid
from typing import Any, NamedTuple

from shengao.desk.reasons import Given
from shengao.word.composition import Heading, Paragraph, Part, Table, compose

_WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
_CRITERIA = {"timely": "快", "factual": "实", "deep": "深", "original": "新", "useful": "用"}
_NUMERALS = "一二三四五六七八九十"


class Slip(NamedTuple):
    """What a 退稿单 says.

    `draft` are the values of the draft as `rows.load` gives them. `note` are the editor's own
    words, `until` the day by which to report again; `office` signs on `day`.
    """

    number: int
    draft: Mapping[str, Any]
    given: Sequence[Given]
    day: date
    note: str = ""
    until: date | None = None
    office: str = ""


class Attachment(NamedTuple):
    """A Word document that goes with a mail."""

    name: str
    data: bytes


def document(slip: Slip) -> bytes:
    """The Word document."""
    return compose(_parts(slip))


def letter(slip: Slip, attachments: Sequence[Attachment], sender: str = "") -> EmailMessage:
    """The reply, to be looked through and sent: mail programs open it as a draft of a mail."""
    mail = EmailMessage(policy=SMTP)
    if sender:
        mail["From"] = " ".join(sender.split())
    if slip.draft["sender"]:
        mail["To"] = " ".join(slip.draft["sender"].split())
    mail["Subject"] = f"退稿：{_title(slip)}"
    mail["Date"] = formatdate(localtime=True)
    mail["Message-ID"] = make_msgid(domain="shengao.invalid")
    mail["X-Unsent"] = "1"
    mail.set_content("\n\n".join(_plain(slip)) + "\n", cte="base64")
    kind, subtype = _WORD
    for one in attachments:
        mail.add_attachment(one.data, maintype=kind, subtype=subtype, filename=one.name)
    return mail


def _plain(slip: Slip) -> Iterator[str]:
    for part in _parts(slip):
        if not isinstance(part, Table) and part != Heading("退稿单", 0):
            yield part.text


def _parts(slip: Slip) -> Iterator[Part]:
    draft = slip.draft
    yield Heading("退稿单", 0)
    yield Paragraph(f"{draft['unit'] or draft['author'] or '报送单位'}：")
    received = _day(date.fromisoformat(draft["received"][:10]))
    yield Paragraph(
        f"{received}收到的{_title(slip)}（收稿第 {slip.number} 号），经审读暂不采用，"
        "请按下面的意见修改后再报。"
    )
    yield Heading("一、退稿理由")
    for index, one in enumerate(slip.given, 1):
        shown = sum(bool(words) for words, _ in one.quotes)
        count = f"共 {one.places} 处，列出 {shown} 处。" if 0 < shown < one.places else ""
        yield Paragraph(
            f"{index}．{one.reason.title}（{one.reason.code}）。{one.reason.note}{count}"
        )
        said: dict[str, list[str]] = {}  # of each passage, so that it is quoted once
        for words, message in one.quotes:
            said.setdefault(words, []).append(message)
        for words, messages in said.items():
            if words:
                yield Paragraph(f"原文“{words}”：{''.join(messages)}")
            else:
                yield from map(Paragraph, messages)
    needed = list(dict.fromkeys(one.reason.supply for one in slip.given if one.reason.supply))
    numerals = iter(_NUMERALS[1:])
    if needed:
        yield Heading(f"{next(numerals)}、请补充和修改")
        for index, text in enumerate(needed, 1):
            yield Paragraph(f"{index}．{text}")
    if slip.note:
        yield Heading(f"{next(numerals)}、编辑意见")
        yield Paragraph(slip.note)
    scores = {name: draft[column] for column, name in _CRITERIA.items()}
    if any(value is not None for value in scores.values()):
        yield Heading(f"{next(numerals)}、本稿评分")
        values = [*scores.values(), draft["total"]]
        cells = tuple("—" if value is None else str(value) for value in values)
        yield Table(((*scores, "总分"),), (cells,), (2.4,) * 6, ())
    if slip.until is not None:
        yield Paragraph(f"请于{_day(slip.until)}前重报。")
    if slip.office:
        yield Paragraph(slip.office, "end")
    yield Paragraph(_day(slip.day), "end")


def _title(slip: Slip) -> str:
    title = slip.draft["title"] or slip.draft["subject"]
    if slip.draft["secret"]:
        return "来稿"
    return f"《{' '.join(title.split())}》" if title else "来稿"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
