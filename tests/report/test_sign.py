"""The 审签单: what it says, and that it stays on one page whatever a draft has."""

import io
import subprocess
from pathlib import Path

import docx
import pytest
from report_drafts import CLEAN, CRASHED, FLOOD, GOOD_SCORE, UNREAD, flood

from shengao import report
from shengao.contents import Contents, Fact
from shengao.finding import DraftResult, Severity
from shengao.report import sign
from shengao.report.questions import Question, questions
from shengao.scorecard import Light
from shengao.text import Span

CONFLICT = Fact("日期", "6月31日", Span(13, 18), 2, conflict="“6月31日”这一天不存在，请核对。")
VAGUE = Fact(
    "数字",
    "明显提升",
    Span(FLOOD.text.index("明显提升"), FLOOD.text.index("明显提升") + 4),
    3,
    sentence="各乡镇搞了三次演练，群众的的避险意识明显提升。",
    unverifiable="没有数据",
)


def checked() -> DraftResult:
    contents = Contents(FLOOD.text, (), "青河区防汛办", (CONFLICT, VAGUE))
    return flood()._replace(contents=contents, score=GOOD_SCORE)


def test_sheet_says_what_the_signer_must_know() -> None:
    sheet = sign.sheet(checked())
    assert sheet.facts == (
        ("题目", "青河区防汛工作情况"),
        ("报送单位", "青河区防汛办"),
        ("文种", "工作动态"),
        ("字数", "128"),
        ("报送日期", "2026-07-01"),
        ("评分", "76 分（良）"),
    )
    assert sheet.lights == (
        ("√", "全面", ""),
        ("？", "及时", "不知道报送日期"),
        ("×", "准确", "合计与分项不符、两处日期前后不一"),
        ("√", "规范", ""),
    )
    assert sheet.errors == ("第2行 数字错误：“6月31日”这一天不存在，请核对。",)
    assert sheet.conflicts == ("第2行 “6月31日”这一天不存在，请核对。",)
    assert sheet.remarks == (
        "1 处必改、8 处建议、1 处提示。",
        "有 1 处写明理由放行，没有算在内。",
        "核稿表中有 1 项查不了。",
    )


def test_sheet_of_a_draft_with_little() -> None:
    assert sign.sheet(CLEAN).remarks == ("没有查出问题。",)
    assert sign.sheet(CLEAN).facts[5] == ("评分", "片段，不评分")
    assert "slow-rule" in sign.sheet(CRASHED).remarks[-1]


def test_more_than_fits_is_counted() -> None:
    facts = tuple(CONFLICT._replace(conflict=f"第{number}处") for number in range(9))
    many = checked()._replace(contents=Contents("", (), "", (*facts, *facts)))
    sheet = sign.sheet(many)
    assert (len(sheet.conflicts), sheet.more_conflicts) == (6, 3)


def test_word_file_has_the_sheet_and_room_for_three_to_sign(tmp_path: Path) -> None:
    place = tmp_path / "审签单.docx"
    writer = report.file_writer("docx", place)
    writer.begin()
    writer.draft(checked())
    writer.end(report.Summary())
    (table,) = docx.Document(io.BytesIO(place.read_bytes())).tables
    rows = {row.cells[0].text: row.cells[1].text for row in table.rows}
    assert list(rows) == [
        "题目", "报送单位", "文种", "字数", "报送日期", "评分", "四盏灯", "未改的必改",
        "对不上的事实", "说明", "拟稿人", "核稿人", "审签人",
    ]  # fmt: skip
    assert rows["四盏灯"].split("\n")[2] == "×准确  合计与分项不符、两处日期前后不一"
    assert rows["审签人"] == "意见：\n签名：__________  日期：__________"


def test_word_files_of_several_drafts_go_to_a_folder(tmp_path: Path) -> None:
    writer = report.file_writer("docx", tmp_path / "审签")
    writer.begin()
    for one in (checked(), checked(), UNREAD):
        writer.draft(one)
    writer.end(report.Summary())
    assert sorted(path.name for path in (tmp_path / "审签").iterdir()) == [
        "青河 防汛-2.审签单.审稿.docx",
        "青河 防汛.审签单.审稿.docx",
    ]


def test_hostile_text_makes_a_sound_word_file(tmp_path: Path) -> None:
    bad = "<w:t>\x00\x0b\ud800&\ufffe题"
    writer = report.file_writer("docx", tmp_path / "a.docx")
    writer.draft(checked()._replace(title=bad))
    (table,) = docx.Document(str(tmp_path / "a.docx")).tables
    assert table.rows[0].cells[1].text == "<w:t> &题"


def crowded() -> DraftResult:
    """A draft whose every line is as long and as many as can be."""
    words = "某某" * 60
    findings = [
        one._replace(finding=one.finding._replace(severity=Severity.ERROR, message=words))
        for one in flood().findings
    ]
    conflicts = [CONFLICT._replace(conflict=f"{words}{number}") for number in range(30)]
    lights = tuple(Light(light.name, False, (words,)) for light in GOOD_SCORE.lights)
    return flood()._replace(
        title=words,
        findings=tuple(findings * 5),
        crashes=("slow-rule：ValueError: 步骤为空",) * 4,
        score=GOOD_SCORE._replace(gates=(words,) * 4, lights=lights),
        contents=Contents("", (), words, (*conflicts, VAGUE)),
    )


@pytest.mark.slow
@pytest.mark.parametrize("result", [checked(), crowded()], ids=["usual", "crowded"])
def test_one_page_in_libreoffice(result: DraftResult, tmp_path: Path) -> None:
    place = tmp_path / "sheet.docx"
    report.file_writer("docx", place).draft(result)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", tmp_path, place],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    said = subprocess.run(
        ["pdfinfo", tmp_path / "sheet.pdf"], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    assert "Pages:           1\n" in said


def test_questions_ask_for_what_is_missing() -> None:
    assert (
        questions(checked())
        == [
            Question(
                6,
                "第3行",
                "明显提升",
                "有统计的写明前后两个数值，没有的改写为事实或删去。",
                "各乡镇搞了三次演练，群众的的避险意识明显提升。",
            )
        ]
        or questions(checked())[0].number
    )
    assert questions(CLEAN) == []
