"""What the page is told: findings at their words, copies to save, every error in Chinese."""

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient

from shengao import read
from shengao.genre import GENRES
from shengao.web import bodies
from shengao.web.judge import About, Judge

from .conftest import POOR, ROOT

TEXT = "本月，镇里搞了两次消防演练，部份群众参加。"


def judged(client: TestClient, data: str | bytes, **about: str) -> Any:
    answer = client.post("/check", content=data, params=about)
    assert answer.status_code == 200, answer.text
    return answer.json()


def error(answer: Any) -> str:
    said = answer.json()["error"]
    assert isinstance(said, str)
    assert said.endswith("。")
    return said


def test_findings_stand_at_their_words(client: TestClient) -> None:
    found = judged(client, TEXT)["findings"]
    for one in found:
        assert TEXT[one["start"] : one["end"]] == one["text"]
    typo = next(one for one in found if one["text"] == "部份")
    assert (typo["badge"], typo["fault"], typo["where"]) == ("必改", "错别字", "第1行")
    assert typo["fixes"] == [
        {"words": "改为“部分”", "safe": True, "edits": [{"start": 14, "end": 16, "text": "部分"}]}
    ]


def test_offsets_are_those_of_the_browser(client: TestClient) -> None:
    text = f"𠮷😀。{TEXT}"
    (typo,) = [one for one in judged(client, text)["findings"] if one["text"] == "部份"]
    units = text.encode("utf-16-le")
    assert units[typo["start"] * 2 : typo["end"] * 2].decode("utf-16-le") == "部份"
    assert typo["fixes"][0]["edits"][0]["start"] == typo["start"]


def test_fixes_that_touch_facts_are_told_and_not_made(client: TestClient) -> None:
    text = "投诉由120件减少到45件，下降了50%。"
    fixes = [fix for one in judged(client, text)["findings"] for fix in one["fixes"]]
    assert any("62.5%" in fix["words"] and not fix["edits"] for fix in fixes)


def test_hints_are_shown_too(client: TestClient) -> None:
    badges = {one["badge"] for one in judged(client, POOR, name="差稿.docx")["findings"]}
    assert badges == {"必改", "建议", "提示"}


def test_a_word_draft_is_judged_in_its_text(client: TestClient) -> None:
    text = client.post("/text", content=POOR, params={"name": "差稿.docx"}).json()["text"]
    assert text == read.read("差稿.docx", POOR).source.text
    for one in judged(client, POOR, name="差稿.docx")["findings"]:
        assert text[one["start"] : one["end"]].replace("\n", "") == one["text"].replace("\n", "")
        assert re.fullmatch(r"第\d+段", one["where"])


def test_the_score_is_that_of_the_command(client: TestClient, judge: Judge) -> None:
    about = About("差稿.docx", None, date(2024, 5, 20))
    card = judge.judged(POOR, about).score
    assert card is not None
    score = judged(client, POOR, name="差稿.docx", submitted="2024-05-20")["score"]
    assert score["total"] == card.total
    assert [(one["criterion"], one["value"]) for one in score["criteria"]] == [
        (criterion, card.criteria[criterion].value) for criterion in ("快", "实", "深", "新", "用")
    ]
    assert score["submitted"] == "2024-05-20"
    assert {light["name"] for light in score["lights"]} == {"全面", "及时", "准确", "规范"}


def test_genre_and_day_count(client: TestClient) -> None:
    text = (ROOT / "examples" / "好稿.txt").read_text("utf-8")
    assert judged(client, text)["genre"] == "工作动态"
    assert judged(client, text, genre="讲话")["score"]["total"] is None
    early = judged(client, text, submitted="2024-06-04")["score"]["criteria"][0]["value"]
    late = judged(client, text, submitted="2024-07-30")["score"]["criteria"][0]["value"]
    assert early > late


def test_a_fragment_has_no_score(client: TestClient) -> None:
    assert judged(client, "三月植树。")["score"] is None


def test_the_annotated_copy_is_of_the_file_itself(client: TestClient) -> None:
    answer = client.post("/annotated", content=POOR, params={"name": "差 稿.docx"})
    assert answer.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''%E5%B7%AE%20%E7%A8%BF.%E5%AE%A1%E7%A8%BF.docx"
    )
    assert read.read("x.docx", answer.content).source.text == read.read("x.docx", POOR).source.text
    from docx import Document

    comments = [one.text for one in Document(io.BytesIO(answer.content)).comments]
    assert comments[0].startswith("【审稿】共 ")
    assert any("“部份”有错字" in one for one in comments)


def test_the_report_is_a_page_that_names_the_draft(client: TestClient) -> None:
    answer = client.post("/report", content=POOR, params={"name": "差稿.docx"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "云岭区卫健局" in answer.text
    assert "部份" in answer.text


def test_the_sheet_of_facts_is_a_spreadsheet(client: TestClient) -> None:
    text = (ROOT / "examples" / "好稿.txt").read_bytes()
    answer = client.post("/facts", content=text, params={"name": "好稿.txt"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert "186万元" in cells


def test_a_rule_says_why_and_how(client: TestClient) -> None:
    said = client.get("/rules/colloquial-intensifier").json()
    assert "“挺好”" in said["why"]
    assert said["how"].startswith("能量化的写数")
    assert client.get("/rules/no-such-rule").json() == {"why": "", "how": ""}


def test_the_page_knows_the_genres(client: TestClient) -> None:
    known = client.get("/options").json()
    assert known["genres"] == list(GENRES)
    assert ".docx" in known["suffixes"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("index.html", "text/html"), ("main.js", "text/javascript"), ("style.css", "text/css")],
)
def test_the_files_of_the_page_are_there(client: TestClient, name: str, kind: str) -> None:
    answer = client.get(f"/static/{name}")
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert "http://" not in re.sub(r"http://www\.w3\.org/\S+", "", answer.text)
    assert "https://" not in answer.text


@pytest.mark.parametrize(
    "name",
    ["..%2fjudge.py", "%2e%2e/judge.py", "judge.py", ".", "..%5cjudge.py", "no.js", "%00.js"],
)
def test_no_other_file_is_given(client: TestClient, name: str) -> None:
    answer = client.get(f"/static/{name}")
    assert answer.status_code == 404
    assert error(answer) == "没有这个网页，请从首页重新打开。"


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("稿.docx", b"PK\x03\x04 broken", "损坏"),
        ("稿.docx", b"", "空"),
        ("稿.exe", b"MZ", "暂不支持 .exe"),
        ("稿.txt", b" \n ", "没有"),
    ],
)
def test_what_cannot_be_read_is_said(client: TestClient, name: str, data: bytes, why: str) -> None:
    for path in ("/check", "/text", "/report", "/facts"):
        answer = client.post(path, content=data, params={"name": name})
        assert answer.status_code == 400
        assert why in error(answer)


def test_only_word_files_are_annotated(client: TestClient) -> None:
    answer = client.post("/annotated", content=TEXT, params={"name": "稿.txt"})
    assert "只能给 .docx 加批注" in error(answer)


def test_a_day_that_is_none_is_refused(client: TestClient) -> None:
    answer = client.post("/check", content=TEXT, params={"submitted": "2024-02-31"})
    assert answer.status_code == 422
    assert error(answer) == "报送日期有误，请改正后再试。"


def test_too_large_a_draft_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LARGEST", 2**20)
    exact = client.post("/text", content=b"a" * 2**20)
    assert exact.status_code == 200
    for body in (
        b"a" * (2**20 + 1),
        iter([b"a" * 2**19] * 3),
    ):  # the second does not say its length
        answer = client.post("/text", content=body)
        assert answer.status_code == 413
        assert error(answer) == "稿件超过 1 MB，太大了；图片多的请先压缩图片。"


def test_other_methods_are_refused(client: TestClient) -> None:
    assert client.get("/check").status_code == 405
    assert client.put("/check", content=TEXT).status_code == 405


def test_a_bug_is_a_sentence(
    client: TestClient, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(judge, "advice", broken)
    answer = client.get("/rules/vague-date")
    assert answer.status_code == 500
    assert error(answer).startswith("内部错误：KeyError: 'x'（版本 ")


@pytest.mark.parametrize(
    "name", ["../../稿.txt", "C:\\稿\\稿.txt", "..", "", "稿" * 250 + ".txt", "\x00", "稿\n件.txt"]
)
def test_a_name_is_no_path(client: TestClient, name: str) -> None:
    answer = client.post("/report", content=TEXT, params={"name": name})
    assert answer.status_code == 200
    saved = answer.headers["content-disposition"]
    assert "/" not in saved.partition("''")[2]
    assert "%2F" not in saved
    assert "%5C" not in saved


def test_nothing_is_stored(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for path in ("/check", "/text", "/annotated", "/report", "/facts"):
        assert client.post(path, content=POOR, params={"name": "差稿.docx"}).status_code == 200
    assert list(tmp_path.iterdir()) == []


def test_damaged_texts_are_judged(client: TestClient) -> None:
    text = ("\ufeff" + TEXT).encode()
    assert judged(client, text)["findings"] == judged(client, TEXT)["findings"]
    assert judged(client, TEXT.encode("gb18030"))["findings"] == judged(client, TEXT)["findings"]
