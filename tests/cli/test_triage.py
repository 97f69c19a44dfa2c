"""What an editor does with drafts of the inbox, as commands."""

import io
import json
import os
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from .conftest import Run

POOR = (
    "河口镇扎实开展整治",
    "3月5日，镇里搞了两次整治，群众都说好得很，取得了显著成效，大家搞得挺好。",
    "整治共清理垃圾36吨，环境明显改善，出动人员120人。", "河口镇人民政府",
)  # fmt: skip
STORM = {
    "河口镇": "河口镇暴雨转移群众\n\n"
    "3月3日，河口镇遭遇暴雨，河堤出现管涌险情。镇里转移群众320人，无人伤亡。\n",
    "青石镇": "青石镇应对暴雨险情\n\n"
    "3月3日夜，青石镇普降暴雨，河堤管涌3处。队员分段巡查，转移群众86人。\n",
}


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture
def inbox(folder: Path, shengao: Run) -> Path:
    """A desk with a Word draft that came by mail (1) and two text files on one event (2, 3)."""
    (folder / "shengao.toml").write_text(
        '[desk]\nfolder = "库"\noffice = "信息科"\n[profile]\nroster = "名册.csv"\n', "utf-8"
    )
    (folder / "名册.csv").write_text(
        "单位,类别,名称\n河口镇,乡镇,河口镇\n青石镇,乡镇,青石镇\n", "utf-8"
    )
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "报送信息", "信息员 <he@example.org>"
    mail["Date"] = "Thu, 05 Mar 2026 16:30:00 +0800"
    mail.set_content("附件是稿件。")
    mail.add_attachment(
        word(*POOR), maintype="application", subtype="octet-stream", filename="稿件.docx"
    )
    (folder / "来稿").mkdir()
    (folder / "来稿" / "0.eml").write_bytes(bytes(mail))
    moment = datetime(2026, 3, 5, 17, 0).timestamp()
    for unit, text in STORM.items():
        path = folder / "来稿" / f"{unit}.txt"
        path.write_text(text, encoding="utf-8")
        os.utime(path, (moment, moment))
    assert shengao("inbox", "scan", "来稿").code == 0
    return folder


def state(shengao: Run) -> str:
    """The state of draft 1."""
    shown: str = json.loads(shengao("inbox", "show", "1", "--format", "json").out)["state"]
    return shown


def test_a_draft_goes_back_with_a_reply(inbox: Path, shengao: Run) -> None:
    done = shengao("inbox", "return", "1", "--mail", "--until", "2026-03-10", "--who", "编辑甲")
    assert done.code == 0
    assert "RJ07" in done.err
    assert "he@example.org，还没有发" in done.err
    slip = docx.Document(str(inbox / "1.退稿单.审稿.docx"))
    texts = [one.text for one in slip.paragraphs]
    assert texts[:2] == ["退稿单", "河口镇："]
    assert texts[-3] == "请于2026年3月10日前重报。"
    reply = message_from_bytes((inbox / "1.回信.审稿.eml").read_bytes(), policy=policy.default)
    names = [one.get_filename() for one in reply.iter_attachments()]
    assert names == ["退稿单.docx", "批注稿.docx"]
    (commented,) = list(reply.iter_attachments())[1:]
    copy = docx.Document(io.BytesIO(commented.get_content()))
    assert any("口语化" in one.text for one in copy.comments)
    assert state(shengao) == "已退改"


def test_what_cannot_be_sent_changes_nothing(inbox: Path, shengao: Run) -> None:
    done = shengao("inbox", "return", "1", "--send")
    assert done.code == 2
    assert "没有配置发信的服务器" in done.err
    with (inbox / "shengao.toml").open("a", encoding="utf-8") as file:
        file.write('[desk.mail]\nhost = "127.0.0.1"\nport = 1\nsecurity = "none"\n')
        file.write('sender = "xxk@example.org"\n')
    done = shengao("inbox", "return", "1", "--send")
    assert (done.code, "连不上发信的服务器" in done.err) == (2, True)
    assert state(shengao) == "待处理"


def test_reasons_and_numbers_that_there_are_not(inbox: Path, shengao: Run) -> None:
    done = shengao("inbox", "return", "1", "--reason", "RJ4")
    assert (done.code, "没有退稿理由 RJ4" in done.err) == (2, True)
    done = shengao("inbox", "return", "99")
    assert done.err == "错误：收稿库里没有第 99 号稿件，编号见 shengao inbox list。\n"
    assert shengao("inbox", "return", "1", "-o", "退稿.txt").code == 2


def test_a_draft_is_adopted_and_held_against_what_was_published(inbox: Path, shengao: Run) -> None:
    (inbox / "刊发.txt").write_text(
        f"{POOR[0]}\n3月5日，河口镇开展两次整治。\n{POOR[2]}\n", encoding="utf-8"
    )
    asked = ("inbox", "accept", "1", "--channel", "政务信息", "--level", "县级", "--date",
             "2026-03-08", "--with", "青石镇")  # fmt: skip
    done = shengao(*asked, "--published", "刊发.txt", "-o", "对照.docx")
    assert (done.code, "台账第 1 号" in done.err) == (0, True)
    assert "未改 2 句" in done.out
    assert state(shengao) == "已采用"
    (table,) = docx.Document(str(inbox / "对照.docx")).tables
    assert [cell.text for cell in table.rows[0].cells] == ["", "原稿", "刊发稿"]
    assert "台账里已经有了" in shengao(*asked).err
    ledger = shengao("ledger", "list", "--format", "json").out
    assert ledger.count("政务信息") == 1
    assert "青石镇" in ledger
    assert shengao("inbox", "accept", "1").code == 2
    assert shengao("inbox", "accept", "1", "--channel", "甲", "-o", "对照.docx").code == 2


def test_a_copy_with_comments(inbox: Path, shengao: Run) -> None:
    done = shengao("inbox", "annotate", "1")
    assert (done.code, "批注" in done.err) == (0, True)
    assert len(list(docx.Document(str(inbox / "1.批注.审稿.docx")).comments)) > 1
    done = shengao("inbox", "annotate", "2")
    assert (done.code, "只能给 .docx 加批注" in done.err) == (2, True)


def test_one_event_of_two_units(inbox: Path, shengao: Run) -> None:
    done = shengao("inbox", "clusters")
    assert done.code == 0
    assert "1 件事有几个单位报" in done.out
    (event,) = json.loads(shengao("inbox", "clusters", "--format", "json").out)["clusters"]
    assert [one["unit"] for one in event["drafts"]] == ["河口镇", "青石镇"]
    number = event["drafts"][0]["number"]
    beside = shengao("inbox", "clusters", str(number), "-o", "综合.docx")
    assert beside.code == 0
    tables = docx.Document(str(inbox / "综合.docx")).tables
    assert len(tables) == 3
    assert [cell.text for cell in tables[0].rows[0].cells] == ["项目", "河口镇", "青石镇"]
    assert "320人" in shengao("inbox", "clusters", str(number)).out
    done = shengao("inbox", "clusters", "1")
    assert (done.code, "没有和第 1 号写同一件事的" in done.err) == (2, True)


def test_requests_and_what_is_open(inbox: Path, shengao: Run) -> None:
    (inbox / "约稿.toml").write_text(
        '[[request]]\nkind = "约稿"\ntitle = "防汛"\ntopics = ["暴雨"]\n'
        'units = ["青石镇", "乙镇"]\nopened = 2026-03-01\ndue = 2026-03-05T16:00:00\n',
        encoding="utf-8",
    )
    done = shengao("inbox", "requests", "import", "约稿.toml")
    assert (done.code, done.out) == (0, "读入 1 项；已收的来稿对上 1 篇。\n")
    shown = shengao("inbox", "requests", "list").out
    assert "逾期" in shown
    assert "没有报：乙镇" in shown
    (one,) = json.loads(shengao("inbox", "requests", "list", "--format", "json").out)["requests"]
    assert (one["missing"], one["open"], one["drafts"][0]["late"]) == (["乙镇"], True, True)
    done = shengao("inbox", "return", str(one["drafts"][0]["number"]))
    assert "RJ15" in done.err
    done = shengao("inbox", "requests", "import", "没有.toml", "约稿.toml")
    assert done.code == 2
    assert "没有.toml" in done.err
    assert "1 项以前读过" in done.out


def test_feedback_and_calibration(inbox: Path, shengao: Run) -> None:
    asked = ("--from", "2026-03-01", "--to", "2026-03-31")
    done = shengao("inbox", "feedback", "河口镇", *asked)
    assert (done.code, done.out.startswith("河口镇：收到来稿 2 篇")) == (0, True)
    assert shengao("inbox", "feedback", *asked, "-o", "反馈").code == 0
    names = sorted(path.name for path in (inbox / "反馈").iterdir())
    assert names == ["河口镇.反馈.审稿.docx", "青石镇.反馈.审稿.docx"]
    done = shengao("inbox", "feedback", "丙镇", *asked)
    assert done.err == "错误：2026-03-01 到 2026-03-31 没有收到 丙镇 的来稿。\n"
    done = shengao("inbox", "calibrate")
    assert (done.code, "数据不足" in done.out) == (0, True)
    assert json.loads(shengao("inbox", "calibrate", "--format", "json").out)["enough"] is False
