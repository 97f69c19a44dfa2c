"""The editors' desk in the page, asked as the page asks: the list, a draft, decisions, events."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient

from shengao import read
from shengao.config import Resolver
from shengao.desk import decisions, ledger
from shengao.desk.folder import Desk
from shengao.web.application import application
from shengao.web.guard import Guard
from shengao.web.inbox import Inbox
from shengao.web.judge import Judge

from .conftest import ADDRESS, POOR, PORT, TOKEN

URGENT, GOOD, POOR_DRAFT, BROKEN, SECRET, FIRST, SECOND = range(1, 8)
"""Numbers of the drafts in `scanned`."""


@pytest.fixture
def kept(scanned: Callable[[], Path]) -> Desk:
    return Desk(scanned())


@pytest.fixture
def unknown(judge: Judge, kept: Desk) -> TestClient:
    """Somebody who has not opened the page."""
    inbox = Inbox(kept, Resolver(isolated=True).settings("稿件.txt"))
    app = Guard(application(judge, inbox), PORT, TOKEN)
    return TestClient(app, base_url=ADDRESS, raise_server_exceptions=False)


@pytest.fixture
def editor(unknown: TestClient) -> TestClient:
    unknown.headers["Origin"] = ADDRESS
    assert unknown.get(f"/inbox?token={TOKEN}").status_code == 200
    return unknown


def listed(client: TestClient, **wanted: str) -> list[int]:
    answer = client.get("/inbox/drafts", params=wanted)
    assert answer.status_code == 200, answer.text
    return [one["number"] for one in answer.json()["drafts"]]


def shown(client: TestClient, number: int) -> Any:
    answer = client.get(f"/inbox/drafts/{number}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def error(answer: Any, status: int = 400) -> str:
    assert answer.status_code == status
    said = answer.json()["error"]
    assert isinstance(said, str)
    return said


@pytest.mark.parametrize("path", ["", "/drafts", "/drafts/1", "/events", "/beside?draft=1"])
def test_without_the_token_nothing_is_shown(unknown: TestClient, path: str) -> None:
    assert unknown.get(f"/inbox{path}").status_code == 403
    if path:  # the token counts in the address of a page alone
        sign = "&" if "?" in path else "?"
        assert unknown.get(f"/inbox{path}{sign}token={TOKEN}").status_code == 403


@pytest.mark.parametrize("what", ["accept", "return"])
def test_other_sites_decide_nothing(editor: TestClient, kept: Desk, what: str) -> None:
    words = {"channel": "政务信息", "unit": "甲镇", "reasons": ["RJ01"]}
    for origin in ("http://evil.example", "null"):
        path = f"/inbox/drafts/{POOR_DRAFT}/{what}"
        assert editor.post(path, json=words, headers={"Origin": origin}).status_code == 403
    with kept.reading() as connection:
        assert decisions.of(connection, POOR_DRAFT) == []


def test_without_a_desk_there_is_no_such_page(client: TestClient) -> None:
    for path in ("/inbox", "/inbox/drafts"):
        assert error(client.get(path), 404) == "没有这个网页，请从首页重新打开。"
    assert client.get("/options").json()["inbox"] is False


def test_the_page_leads_to_the_desk(editor: TestClient) -> None:
    assert editor.get("/options").json()["inbox"] is True
    assert "来稿" in editor.get("/inbox").text


def test_the_list_is_in_the_order_of_an_editor(editor: TestClient) -> None:
    found = editor.get("/inbox/drafts").json()
    assert found["count"] == 7
    assert found["closing"] == "共 7 篇；1 篇读不了；1 篇带密级标志。"
    first, *others = found["drafts"]
    assert (first["number"], first["urgent"], first["genre"]) == (URGENT, True, "紧急信息")
    assert [one["number"] for one in others[-2:]] == [BROKEN, SECRET]
    poor = next(one for one in others if one["number"] == POOR_DRAFT)
    assert poor["suggestion"] == "建议退改"
    assert list(poor["criteria"]) == ["快", "实", "深", "新", "用"]
    assert poor["total"] < first["total"]
    broken, secret = others[-2:]
    assert (broken["title"], broken["failed"]) == ("4坏稿.docx", True)
    assert (secret["title"], secret["total"]) == ("5秘稿.txt", None)


def test_the_list_is_narrowed_and_sorted(editor: TestClient) -> None:
    assert listed(editor, suggestion="建议退改") == [POOR_DRAFT]
    assert listed(editor, unit="柳河") == [FIRST]
    assert listed(editor, title="暴雨") == [FIRST, SECOND]
    assert listed(editor, genre="紧急信息") == [URGENT]
    assert listed(editor, state="已采用") == []
    assert listed(editor, since="2026-03-06", state="全部") == [POOR_DRAFT]
    assert listed(editor, until="2026-03-04") == [GOOD]
    assert listed(editor, sort="received", limit="2") == [POOR_DRAFT, SECOND]
    totals = [one["total"] for one in editor.get("/inbox/drafts?sort=total").json()["drafts"][:5]]
    assert totals == sorted(totals, reverse=True)
    found = editor.get("/inbox/drafts?limit=3").json()
    assert (found["count"], len(found["drafts"])) == (7, 3)
    assert found["closing"].startswith("共 7 篇，列出前 3 篇")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("state=旧", "状态"),
        ("sort=author", "次序"),
        ("since=昨天", "起始日期"),
        ("limit=0", "篇数"),
    ],
)
def test_what_is_asked_wrongly_is_named(editor: TestClient, query: str, name: str) -> None:
    said = error(editor.get(f"/inbox/drafts?{query}"), 422)
    assert said == f"{name}有误，请改正后再试。"


def test_a_draft_is_shown_with_its_findings_at_their_words(editor: TestClient) -> None:
    draft = shown(editor, POOR_DRAFT)
    assert draft["text"] == read.read("差稿.docx", POOR).source.text
    assert (draft["state"], draft["unit"]) == ("待处理", "云岭区卫生健康局")
    assert ["单位", "云岭区卫生健康局"] in draft["about"]
    findings = draft["judged"]["findings"]
    assert "部份" in [one["text"] for one in findings]
    for one in findings:
        words = draft["text"][one["start"] : one["end"]]
        assert words.replace("\n", "") == one["text"].replace("\n", "")
    assert draft["judged"]["score"]["band"] == "需修改"
    given = {one["code"] for one in draft["reasons"] if one["given"]}
    assert {"RJ01", "RJ07"} <= given < {one["code"] for one in draft["reasons"]}


def test_of_a_secret_draft_nothing_is_shown_but_why(editor: TestClient) -> None:
    draft = shown(editor, SECRET)
    assert (draft["text"], draft["judged"]) == ("", None)
    assert draft["why"] == "带有密级标志，没有存"
    answer = editor.post(
        f"/inbox/drafts/{SECRET}/accept", json={"channel": "政务信息", "unit": "甲镇"}
    )
    assert "按保密规定处理" in error(answer)
    assert shown(editor, SECRET)["state"] == "待处理"


def test_a_draft_that_could_not_be_read_says_why(editor: TestClient) -> None:
    draft = shown(editor, BROKEN)
    assert (draft["text"], draft["judged"], draft["title"]) == ("", None, "4坏稿.docx")
    assert "不是 Word 文档" in draft["why"]


def test_without_its_original_a_draft_is_shown_unmarked(editor: TestClient, kept: Desk) -> None:
    text = shown(editor, GOOD)["text"]
    for path in (kept.folder / "originals").rglob("*"):
        if path.is_file():
            path.unlink()
    draft = shown(editor, GOOD)
    assert draft["judged"] is None
    assert "".join(draft["text"].split()) == "".join(text.split())


def test_no_such_draft(editor: TestClient) -> None:
    assert error(editor.get("/inbox/drafts/99")) == "收稿库里没有第 99 号稿件。"
    assert error(editor.get("/inbox/drafts/x"), 422) == "编号有误，请改正后再试。"
    posted = editor.post("/inbox/drafts/99/accept", json={"channel": "政务信息"})
    assert error(posted) == "收稿库里没有第 99 号稿件。"


def test_an_adoption_goes_into_the_ledger_once(editor: TestClient, kept: Desk) -> None:
    words = {"channel": "政务信息", "level": "县级", "day": "2026-03-07", "note": "头条"}
    answer = editor.post(f"/inbox/drafts/{FIRST}/accept", json=words)
    assert answer.json() == {"done": "已采用，记入台账第 1 号。"}
    again = editor.post(f"/inbox/drafts/{FIRST}/accept", json=words)
    assert again.json() == {"done": "台账里已经有了（第 1 号），没有再记。"}
    with kept.reading() as connection:
        (recorded,) = ledger.standing(connection, date(2026, 3, 1), date(2026, 3, 31))
    entry = recorded.entry
    assert (entry.kind, entry.channel, entry.level) == ("采用", "政务信息", "县级")
    assert (entry.date, entry.units, entry.draft) == (date(2026, 3, 7), ("柳河镇",), FIRST)
    draft = shown(editor, FIRST)
    assert draft["state"] == "已采用"
    assert [(one["kind"], one["note"]) for one in draft["decisions"]] == [("采用", "头条")]
    assert listed(editor, state="已采用") == [FIRST]
    assert FIRST not in listed(editor)


def test_an_adoption_says_who_wrote_on_it_and_who_reported_it_too(
    editor: TestClient, kept: Desk
) -> None:
    words = {"channel": "专报", "form": "综合", "instruction": "县级", "day": "2026-03-07",
             "others": ["白沙镇", "柳河镇"]}  # fmt: skip
    assert editor.post(f"/inbox/drafts/{FIRST}/accept", json=words).status_code == 200
    with kept.reading() as connection:
        (recorded,) = ledger.standing(connection, date(2026, 3, 1), date(2026, 3, 31))
    entry = recorded.entry
    assert (entry.form, entry.instruction) == ("综合", "县级")
    assert entry.units == ("柳河镇", "白沙镇")


def test_the_words_that_count_are_those_of_the_scheme(editor: TestClient) -> None:
    words = editor.get("/inbox/words").json()
    assert {"省级", "县级"} <= set(words["level"])
    assert "县级" in words["instruction"]
    assert len(words["form"]) == len(set(words["form"]))


PUBLISHED = "柳河镇应对暴雨转移群众\n3月4日，暴雨袭击柳河流域。镇里转移安置群众95人。\n".encode()


def test_a_draft_beside_what_was_published_of_it(editor: TestClient, kept: Desk) -> None:
    path = f"/inbox/drafts/{FIRST}"
    found = editor.post(f"{path}/published?name=刊发.txt", content=PUBLISHED).json()
    assert found["summary"].endswith("新增 0 句。")
    title, kept_as_it_was, *_ = found["pairs"]
    assert title["how"] == "改写"
    assert title["draft"] == [["柳河镇", False], ["全力", True], ["应对", False],
                              ["3月4日", True], ["暴雨转移", False], ["安置", True],
                              ["群众", False]]  # fmt: skip
    assert "".join(said for said, _ in title["published"]) == "柳河镇应对暴雨转移群众"
    assert kept_as_it_was["how"] == "未改"
    answer = editor.post(f"{path}/comparison?name=刊发.txt", content=PUBLISHED)
    texts = [one.text for one in Document(io.BytesIO(answer.content)).paragraphs]
    assert texts[0] == "原稿与刊发稿对照"
    assert "刊发.txt" in texts[1]
    assert shown(editor, FIRST)["state"] == "待处理"  # to compare is not to decide


def test_what_cannot_be_compared_says_why(editor: TestClient) -> None:
    broken = editor.post(f"/inbox/drafts/{FIRST}/published?name=刊发.docx", content=b"x")
    assert "不是 Word 文档" in error(broken)
    secret = editor.post(f"/inbox/drafts/{SECRET}/published?name=刊发.txt", content=PUBLISHED)
    assert error(secret) == f"第 {SECRET} 号没有全文可以对照：带有密级标志，没有存。"


def test_an_adoption_needs_a_publication_and_a_unit(editor: TestClient) -> None:
    path = f"/inbox/drafts/{URGENT}/accept"
    assert error(editor.post(path, json={"channel": ""}), 422) == "刊物有误，请改正后再试。"
    said = error(editor.post(path, json={"channel": "快报"}))
    assert said == f"第 {URGENT} 号没有认出报送单位，请写明。"
    assert editor.post(path, json={"channel": "快报", "unit": "河口镇"}).status_code == 200
    assert listed(editor, unit="河口镇", state="已采用") == [URGENT]  # whose it is has been said


def test_a_return_gives_the_slip_and_is_recorded(editor: TestClient, kept: Desk) -> None:
    words = {"reasons": ["RJ07"], "note": "请先自查错字。", "until": "2026-03-10"}
    answer = editor.post(f"/inbox/drafts/{POOR_DRAFT}/return", json=words)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''3.%E9%80%80%E7%A8%BF%E5%8D%95.%E5%AE%A1%E7%A8%BF.docx"
    )
    lines = [one.text for one in Document(io.BytesIO(answer.content)).paragraphs]
    assert lines[:2] == ["退稿单", "云岭区卫生健康局："]
    assert any("部份" in line for line in lines)
    assert "请先自查错字。" in lines
    assert "请于2026年3月10日前重报。" in lines
    with kept.reading() as connection:
        (decision,) = decisions.of(connection, POOR_DRAFT)
    assert (decision.kind, decision.reasons) == ("退改", ("RJ07",))
    assert shown(editor, POOR_DRAFT)["state"] == "已退改"


def test_a_return_without_reasons_takes_those_of_the_draft(editor: TestClient) -> None:
    assert editor.post(f"/inbox/drafts/{POOR_DRAFT}/return", json={}).status_code == 200
    said = error(editor.post(f"/inbox/drafts/{POOR_DRAFT}/return", json={"reasons": ["RJ99"]}))
    assert said.startswith("没有退稿理由 RJ99")


def test_drafts_on_one_event_stand_side_by_side(editor: TestClient) -> None:
    found = editor.get("/inbox/events").json()
    (event,) = found["events"]
    assert event["days"] == ["2026-03-04"]
    assert [(one["number"], one["unit"]) for one in event["drafts"]] == [
        (FIRST, "柳河镇"), (SECOND, "白沙镇"),
    ]  # fmt: skip
    beside = editor.get(f"/inbox/beside?draft={FIRST}&draft={SECOND}").json()
    figures = {one["indicator"]: (one["values"], one["differs"]) for one in beside["figures"]}
    assert figures["转移安置群众"] == (["95人", "120人"], True)
    assert figures["河道"] == (["4公里", "4公里"], False)
    assert any("抢险队" in said for said in beside["drafts"][0]["results"])
    early = editor.get("/inbox/events?since=2026-02-01&until=2026-02-02").json()
    assert early == {"since": "2026-02-01", "until": "2026-02-02", "events": []}


def test_side_by_side_are_a_few(editor: TestClient) -> None:
    assert editor.get("/inbox/beside").status_code == 422
    many = "&".join(["draft=1"] * 13)
    assert editor.get(f"/inbox/beside?{many}").status_code == 422
