"""The page of the editors' desk in a real browser: from the list to the decisions."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shengao import read

from .conftest import CHROMIUM, ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture
def address(scanned: Callable[[], Path], tmp_path: Path) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "shengao", "app", "--no-browser", "--isolated", "--inbox", "--desk",
         str(scanned())],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "lint"), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )  # fmt: skip
    assert process.stdout is not None
    found = re.search(r"http\S+", process.stdout.readline())
    assert found is not None
    yield found[0]
    process.terminate()
    process.communicate()


@pytest.fixture
def page(browser: "Browser", address: str) -> "Iterator[Page]":
    """The list; the page may ask nobody but its own server, and must not fail."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1366, "height": 768})
    made = context.new_page()
    wrong: list[str] = []
    own = address.partition("/inbox")[0]

    def asks(request: "Request") -> None:
        if not request.url.startswith((own, f"blob:{own}")):
            wrong.append(request.url)

    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("request", asks)
    made.goto(address)
    made.wait_for_selector("#drafts tr")
    yield made
    context.close()
    assert wrong == []


def titles(page: "Page") -> list[str]:
    return page.locator("td.title a").all_inner_texts()


def told(page: "Page") -> str:
    page.wait_for_selector("#told:not([hidden])")
    return page.locator("#told").inner_text()


def test_from_the_list_to_the_decisions(page: "Page", tmp_path: Path) -> None:
    assert page.url.endswith("/inbox")  # the token is gone from it
    assert page.locator("#closing").inner_text() == "共 7 篇；1 篇读不了；1 篇带密级标志。"
    assert titles(page)[0] == "河口镇一处仓库起火（首报）"
    assert titles(page)[-2:] == ["4坏稿.docx", "5秘稿.txt"]

    # Narrowed as it is typed, sorted by a click.
    page.get_by_label("标题").fill("暴雨")
    page.wait_for_function("() => document.querySelectorAll('#drafts tr').length === 2")
    page.get_by_label("标题").fill("")
    page.wait_for_function("() => document.querySelectorAll('#drafts tr').length === 7")
    page.get_by_role("button", name="收稿").click()
    page.wait_for_function(
        "() => document.querySelector('#drafts .moment').textContent > '2026-03-06'"
    )
    assert page.locator("th[aria-sort]").inner_text().startswith("收稿")

    # A draft with its findings at their words, which cannot be changed here.
    page.get_by_text("云岭区卫健局搞了一场健康进社区活动").click()
    page.wait_for_selector("#draft:not([hidden])")
    assert "部份" in page.locator("#marks mark.error").all_inner_texts()
    assert page.locator(".standing strong").inner_text().endswith("（需修改）")
    finding = page.locator(".finding", has_text="部份")
    finding.locator(".to").click()
    assert page.locator("#marks .current").inner_text() == "部份"
    assert finding.locator("button.fix").count() == 0
    assert "改为“部分”" in finding.inner_text()
    text = page.locator("#text").input_value()
    page.locator("#text").press("Control+a")
    page.keyboard.type("x")
    assert page.locator("#text").input_value() == text

    # It goes back, with a slip for the reasons that are ticked.
    page.get_by_role("button", name="退回").click()
    assert page.get_by_label("语言不规范").is_checked()
    for box in page.locator("#reasons input").all():
        box.uncheck()
    page.get_by_role("button", name="退回，下载退稿单").click()
    assert page.locator("#returning .wrong").inner_text() == "请至少选一条理由。"
    page.get_by_label("语言不规范").check()
    page.get_by_label("编辑意见").fill("请先自查错字。")
    with page.expect_download() as started:
        page.get_by_role("button", name="退回，下载退稿单").click()
    assert started.value.suggested_filename == "3.退稿单.审稿.docx"
    started.value.save_as(tmp_path / "单.docx")
    slip = read.read(tmp_path / "单.docx").source.text
    assert "请先自查错字。" in slip
    assert "RJ07" in slip
    assert "RJ01" not in slip
    assert told(page).startswith("第 3 号：记为已退改")
    assert "已退改" in page.locator("#about").inner_text()

    # The next one is adopted.
    page.get_by_role("button", name="下一篇").click()
    page.wait_for_function("() => location.hash === '#7' && document.title.startsWith('白沙镇')")
    page.get_by_role("button", name="采用", exact=True).click()
    assert page.get_by_label("报送单位").input_value() == "白沙镇"
    page.get_by_label("刊物").fill("政务信息")
    page.get_by_role("button", name="采用，记入台账").click()
    assert told(page) == "第 7 号：已采用，记入台账第 1 号。"

    # Both are done with, and the list leads to them by their state.
    page.get_by_role("link", name="来稿").click()
    page.wait_for_function("() => document.querySelectorAll('#drafts tr').length === 5")
    page.get_by_label("状态").select_option("已采用")
    page.wait_for_function("() => document.querySelectorAll('#drafts tr').length === 1")
    assert titles(page) == ["白沙镇全力应对3月4日暴雨转移安置群众"]


def test_an_adoption_with_what_was_published(page: "Page", tmp_path: Path) -> None:
    page.get_by_role("link", name="柳河镇全力应对3月4日暴雨转移安置群众").click()
    page.wait_for_selector("#draft:not([hidden])")
    page.get_by_role("button", name="采用", exact=True).click()
    form = page.locator("#accepting")
    assert "县级" in page.locator("#level-words option").evaluate_all(
        "options => options.map((one) => one.value)"
    )
    form.get_by_label("刊物").fill("政务信息")
    form.get_by_label("级别").fill("县级")
    form.get_by_label("批示").fill("市级")
    form.get_by_label("合报单位").fill("白沙镇、双桥镇")

    # A file that cannot be read is told in the form, and nothing is adopted.
    (tmp_path / "坏.docx").write_bytes(b"not a document")
    form.get_by_label("刊发稿").set_input_files(tmp_path / "坏.docx")
    form.get_by_role("button", name="采用，记入台账").click()
    assert "不是 Word 文档" in form.locator(".wrong:not([hidden])").inner_text()
    assert "待处理" in page.locator("#about").inner_text()

    published = "柳河镇应对暴雨转移群众\n3月4日，暴雨袭击柳河流域。镇里转移安置群众95人。\n"
    (tmp_path / "刊发.txt").write_text(published, "utf-8")
    form.get_by_label("刊发稿").set_input_files(tmp_path / "刊发.txt")
    form.get_by_role("button", name="采用，记入台账").click()
    page.wait_for_selector("#compared:not([hidden])")
    assert told(page) == "第 6 号：已采用，记入台账第 1 号。"
    rows = page.locator("#compared tbody tr")
    assert rows.nth(0).locator("th").inner_text() == "改写"
    assert rows.nth(0).locator("del").all_inner_texts() == ["全力", "3月4日", "安置"]
    assert rows.nth(1).locator("th").inner_text() == "未改"
    assert rows.nth(1).locator("td").all_inner_texts() == ["3月4日，暴雨袭击柳河流域。"] * 2
    with page.expect_download() as started:
        page.get_by_role("button", name="下载对照").click()
    assert started.value.suggested_filename == "6.对照.审稿.docx"
    started.value.save_as(tmp_path / "对照.docx")
    assert "镇里转移安置群众95人。" in read.read(tmp_path / "对照.docx").source.text

    # The link leads back to the draft, which says what became of it.
    page.locator("#compared a").click()
    page.wait_for_selector("#draft:not([hidden])")
    assert "已采用" in page.locator("#about").inner_text()


def test_on_a_narrow_screen_nothing_is_cut_off(page: "Page") -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.locator("td.title a").first.is_visible()
    for address in ("", "3", "events"):
        page.evaluate("address => { location.hash = address; }", address)
        page.wait_for_selector(
            {"": "#list", "3": "#draft", "events": ".event"}[address] + ":not([hidden])"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_drafts_on_one_event_side_by_side(page: "Page") -> None:
    page.get_by_role("link", name="同一事件").click()
    page.get_by_role("link", name="并排看").click()
    page.wait_for_selector("#beside:not([hidden])")
    assert page.locator("#beside thead b").all_inner_texts() == ["柳河镇", "白沙镇"]
    differing = page.locator("tr.differs").inner_text()
    assert re.findall(r"\d+人", differing) == ["95人", "120人"]
    page.go_back()
    page.wait_for_selector("#events:not([hidden])")
    page.get_by_role("link", name="柳河镇全力应对3月4日暴雨转移安置群众").click()
    page.wait_for_selector("#draft:not([hidden])")
    assert page.locator("#text").input_value().startswith("柳河镇全力应对")


def test_a_secret_draft_can_only_go_back(page: "Page") -> None:
    page.get_by_role("link", name="5秘稿.txt").click()
    page.wait_for_selector("#draft:not([hidden])")
    assert page.locator("#note").inner_text() == "带有密级标志，没有存"
    assert page.locator("#sheet").is_hidden()
    assert page.get_by_role("button", name="采用", exact=True).is_disabled()


def test_the_pages_lead_to_each_other(page: "Page") -> None:
    page.get_by_role("link", name="审一篇稿").click()
    page.wait_for_selector("body[data-state=ready]")
    page.get_by_role("link", name="来稿").click()
    page.wait_for_selector("#drafts tr")
