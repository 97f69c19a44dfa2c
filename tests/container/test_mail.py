"""Mails as Chinese programs write them: names, labels, bodies, mailboxes."""

import contextlib
import io
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage

import hypothesis.strategies as st
import outlook_file
import pytest
from hypothesis import given, settings

from shengao import container, read
from shengao.container import mail
from shengao.errors import ReadError

PROSE = (
    "某县水利局3月5日组织人员对12个乡镇的36座小型水库开展安全检查，发现隐患18处，已整改15处，"
    "其余3处明确责任人和完成时限，月底前全部销号。检查中共出动人员86人次，车辆22台次，"
    "发放宣传资料1200份，现场培训巡库人员45名，修复水位标尺9处，更换警示牌27块。"
)  # fmt: skip


def names(name: str, data: bytes) -> list[str]:
    return [one.name for one in container.members(name, data)]


def texts(name: str, data: bytes) -> dict[str, str]:
    """The text of each draft in a container."""
    found = {}
    for one in container.members(name, data):
        assert one.error is None
        found[one.name] = read.read(one.name, one.data).source.text
    return found


def why(name: str, data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        container.members(name, data)
    assert caught.value.path == name
    return caught.value.why


def letter(subject: str = "报送信息", body: str = "附件是稿件，请审。") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "someone@example.org"
    message.set_content(body)
    return message


def attach(message: EmailMessage, name: str, data: bytes) -> None:
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)


def test_subject_body_and_attachments() -> None:
    message = letter("转发：Re: 某县开展水库安全检查", PROSE)
    attach(message, "稿件一.txt", "正文一。".encode())
    attach(message, "稿件二.txt", "正文二。".encode("gb18030"))
    attach(message, "照片.jpg", b"\xff\xd8\xff")
    assert texts("邮件.eml", message.as_bytes()) == {
        "正文.txt": f"某县开展水库安全检查\n\n{PROSE}\n",
        "稿件一.txt": "正文一。",
        "稿件二.txt": "正文二。",
    }


def test_a_note_is_no_draft() -> None:
    message = letter()
    attach(message, "稿件.txt", b"x")
    assert names("邮件.eml", message.as_bytes()) == ["稿件.txt"]
    assert why("邮件.eml", letter().as_bytes()) == (
        "邮件里没有能检查的稿件：正文不足 120 字，也没有能检查的附件"
    )


def test_attachments_of_one_name_are_told_apart() -> None:
    message = letter()
    for text in ("甲", "乙", "丙"):
        attach(message, "稿件.txt", text.encode())
    assert texts("邮件.eml", message.as_bytes()) == {
        "稿件.txt": "甲",
        "稿件 (2).txt": "乙",
        "稿件 (3).txt": "丙",
    }


def raw(headers: bytes, body: bytes = b"x") -> bytes:
    """A mail of one attachment with such headers."""
    return (
        b"Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        + headers
        + b"\r\n\r\n"
        + body
        + b"\r\n--b--\r\n"
    )


@pytest.mark.parametrize(
    "headers",
    [
        b'Content-Disposition: attachment; filename="' + "朱镕基.txt".encode("gbk") + b'"',
        b'Content-Disposition: attachment; filename="' + "朱镕基.txt".encode() + b'"',
        b'Content-Type: text/plain; name="=?gb2312?B?1uzpRrv5LnR4dA==?="',
        b'Content-Disposition: attachment; filename="=?GBK?Q?=D6=EC=E9F=BB=F9.txt?="',
        b"Content-Disposition: attachment; filename*=gb2312''%D6%EC%E9F%BB%F9.txt",
        b"Content-Disposition: attachment;\r\n filename*0*=gbk''%D6%EC;\r\n"
        b" filename*1*=%E9F%BB%F9.txt",
        b"Content-Disposition: attachment; filename==?utf-8?B?5pyx6ZWV5Z+6LnR4dA==?=",
        # A character that two encoded words share.
        b'Content-Disposition: attachment; filename="=?gb2312?B?1uzp?='
        b'\r\n =?gb2312?B?Rrv5LnR4dA==?="',
    ],
)  # fmt: skip
def test_names_of_attachments(headers: bytes) -> None:
    assert names("邮件.eml", raw(headers)) == ["朱镕基.txt"]


def test_a_body_with_a_label_that_is_too_narrow() -> None:
    data = (
        b"Subject: =?gb2312?B?"
        + b"1uzpRrv5"
        + b"?=\r\nContent-Type: text/plain; charset=gb2312\r\n"
        b"Content-Transfer-Encoding: 8bit\r\n\r\n" + ("朱镕基总理。" + PROSE).encode("gbk")
    )
    (text,) = texts("邮件.eml", data).values()
    assert text.splitlines()[2] == "朱镕基总理。" + PROSE


def test_a_body_in_html_alone() -> None:
    message = EmailMessage()
    message["Subject"] = "水库检查"
    message.set_content(f"<style>p{{}}</style><p>{PROSE}</p><p>联系人：<b>王某</b></p>", "html")
    assert texts("邮件.eml", message.as_bytes()) == {
        "正文.txt": f"水库检查\n\n{PROSE}\n联系人：王某\n"
    }


@pytest.mark.parametrize(
    "rest",
    [
        "-- \n王某\n县水利局",
        "发自我的iPhone",
        "------------------ 原始邮件 ------------------\n发件人: 李某\n请修改后再报。",
        "在 2026年3月5日，李某 <li@example.org> 写道：\n> 请修改后再报。",
        "On Thu, Mar 5, 2026 at 9:00 AM Li <li@example.org> wrote:\n> more",
        "发件人：李某\n发送时间：2026年3月5日 9:00\n收件人：王某\n主题：修改\n\n请修改后再报。",
        "> 请修改后再报。",
    ],
)
def test_signatures_and_replies_are_left_out(rest: str) -> None:
    (text,) = texts("邮件.eml", letter("题", f"{PROSE}\n\n{rest}\n").as_bytes()).values()
    assert text == f"题\n\n{PROSE}\n"


def test_what_is_forwarded_is_the_draft() -> None:
    head = "-------- 转发邮件信息 --------\n发件人：王某\n发送日期：2026-03-05\n主题：稿件\n\n"
    data = letter("转发: 稿件", f"请审。\n\n{head}{PROSE}\n").as_bytes()
    (text,) = texts("邮件.eml", data).values()
    assert text == f"稿件\n\n请审。\n\n{PROSE}\n"


def test_mails_and_zip_files_in_mails() -> None:
    inner = letter("内层邮件")
    attach(inner, "稿件.txt", b"x")
    message = letter()
    message.add_attachment(inner)
    assert names("外.eml", message.as_bytes()) == ["内层邮件.eml/稿件.txt"]
    message = letter()
    attach(message, "内层.eml", inner.as_bytes())
    assert names("外.eml", message.as_bytes()) == ["内层.eml/稿件.txt"]


def test_no_more_than_three_deep() -> None:
    data = b"x"
    for depth in range(4):
        message = letter()
        attach(message, "内.eml" if depth else "稿件.txt", data)
        data = message.as_bytes()
    (member,) = container.members("外.eml", data)
    assert (member.name, member.data) == ("内.eml/内.eml/内.eml", None)
    assert member.error == "压缩包或邮件套了 3 层以上，里面的没有检查，请先另存出来"


def test_a_mailbox() -> None:
    first, second = letter("一"), letter("二", PROSE)
    attach(first, "稿件.txt", b"x")
    box = b"".join(
        b"From someone@example.org Thu Mar  5 09:00:00 2026\n"
        + one.as_bytes(policy=policy.SMTP.clone(linesep="\n"))
        + b"\nFrom here on, text.\n\n"
        for one in (first, second)
    )
    assert names("箱.mbox", box) == ["第1封.eml/稿件.txt", "第2封.eml/正文.txt"]
    assert why("箱.mbox", b"x") == "不是邮箱文件，内容与扩展名 .mbox 不符"


def test_what_is_no_mail() -> None:
    assert why("邮件.eml", b"") == "空文件，里面没有稿件"
    assert why("邮件.eml", "只是文字。".encode()) == "不是邮件，内容与扩展名 .eml 不符"
    assert why("邮件.eml", b"%PDF-1.7") == "这其实是 PDF 文件，请把扩展名改为 .pdf"


def test_who_sent_a_draft_and_when() -> None:
    inner = letter("水库检查", PROSE)
    del inner["From"]
    inner["From"] = "=?gb2312?B?y67A+77W?= <slj@example.org>"
    inner["Date"] = "Tue, 03 Mar 2026 09:00:00 +0800"
    outer = letter("转发：水库检查")
    outer["Date"] = "Wed, 04 Mar 2026 10:30:00 +0000"
    outer.add_attachment(inner)
    (member,) = container.members("邮件.eml", outer.as_bytes())
    sent = datetime(2026, 3, 4, 10, 30, tzinfo=UTC).astimezone().replace(tzinfo=None)
    assert member.letter == container.Letter("slj@example.org", "水利局", "水库检查", sent)


@pytest.mark.parametrize("date", ["", "昨天", "Tue, 99 Mar 2026 09:00:00 +0800"])
def test_a_date_that_is_none(date: str) -> None:
    message = letter("题", PROSE)
    message["Date"] = date
    (member,) = container.members("邮件.eml", message.as_bytes())
    assert member.letter == container.Letter("someone@example.org", "", "题", None)


def test_a_mailbox_of_any_size_mail_by_mail() -> None:
    first, second = (
        letter("一", PROSE).as_bytes(),
        letter("二", "说明\nFrom here 10:00\n").as_bytes(),
    )
    begins = b"From a Tue Mar  3 09:00:00 2026\n"
    box = begins + first + b"\n" + begins + second
    assert list(mail.mails(io.BytesIO(box))) == [first + b"\n", second]
    assert list(mail.mails(io.BytesIO(b"no mailbox\n"))) == []


# Outlook


def test_a_mail_of_outlook() -> None:
    data = outlook_file.mail(
        "水库检查", body=PROSE, attachments={"稿件.txt": "正文。".encode() * 900, "图.png": b"x"}
    )
    assert texts("邮件.msg", data) == {
        "正文.txt": f"水库检查\n\n{PROSE}\n",
        "稿件.txt": "正文。" * 900,
    }
    page = outlook_file.mail("水库检查", page=f"<p>{PROSE}</p>".encode("gbk"))
    assert texts("邮件.msg", page) == {"正文.txt": f"水库检查\n\n{PROSE}\n"}


def test_what_outlook_holds_otherwise_is_named() -> None:
    (member,) = container.members("邮件.msg", outlook_file.mail("x", attachments={"内.msg": None}))
    assert member == container.Member(
        "内.msg",
        None,
        "附在邮件里的邮件或对象读不出来，请在 Outlook 中另存后再检查",
        container.Letter(subject="x"),
    )


def test_what_is_no_mail_of_outlook(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = outlook_file.mail("x", body=PROSE)
    assert why("邮件.msg", b"x") == "不是 Outlook 邮件，内容与扩展名 .msg 不符"
    assert why("邮件.msg", sound[:700]) == "Outlook 邮件已损坏，打不开"
    monkeypatch.setitem(__import__("sys").modules, "oxmsg", None)
    assert why("邮件.msg", sound) == (
        "读 .msg 要用的组件 python-oxmsg 没有装好，请重新安装审稿，或把邮件另存为 .eml"
    )


# Damage

_MESSAGE = letter("题", PROSE)
attach(_MESSAGE, "稿件.txt", "正文。".encode())
SOUND = {"a.eml": _MESSAGE.as_bytes(), "a.msg": outlook_file.mail("题", body=PROSE)}


@settings(max_examples=150)
@given(
    st.sampled_from(sorted(SOUND)),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=6),
)
def test_damage_is_a_reason_and_nothing_else(name: str, changes: list[tuple[int, int]]) -> None:
    data = bytearray(SOUND[name])
    for place, value in changes:
        data[place % len(data)] = value
    with contextlib.suppress(ReadError):
        assert container.members(name, bytes(data))
