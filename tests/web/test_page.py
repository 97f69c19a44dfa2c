"""The page in a real browser, with a server of its own: from the draft dropped to the copies."""

import base64
import io
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from shengao import read

from .conftest import CHROMIUM, EVIL, POOR, ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

_DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name));
  for (const type of ["dragover", "drop"])
    document.body.dispatchEvent(
      new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })
    );
}"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


@pytest.fixture
def server(folder: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "shengao", "app", "--no-browser", "--isolated"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "lint"), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    yield process
    process.terminate()
    process.communicate()


@pytest.fixture
def address(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    found = re.search(r"http\S+", server.stdout.readline())
    assert found is not None
    return found[0]


@pytest.fixture
def page(browser: "Browser", address: str) -> "Iterator[Page]":
    """The page, ready for a draft; it may ask nobody but its own server, and must not fail."""
    context = browser.new_context(
        locale="zh-CN",
        viewport={"width": 1366, "height": 768},
        permissions=["clipboard-read", "clipboard-write"],
    )
    made = context.new_page()
    wrong: list[str] = []
    own = address.partition("/?")[0]

    def asks(request: "Request") -> None:
        if not request.url.startswith((own, f"blob:{own}")):
            wrong.append(request.url)

    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("request", asks)
    made.goto(address)
    made.wait_for_selector("body[data-state=ready]")
    yield made
    context.close()
    assert wrong == []


def judged(page: "Page", *, after: int = -1) -> int:
    """Wait until the draft as it stands was judged, later than `after`; gives its version."""
    page.wait_for_function(
        "after => document.body.dataset.state === 'judged'"
        " && +document.body.dataset.version > after",
        arg=after,
    )
    shown = page.locator("#marks").evaluate("one => one.textContent.replace(/\\u200b$/, '')")
    assert shown == page.locator("#text").input_value()
    return int(page.evaluate("+document.body.dataset.version"))


def selected(page: "Page") -> str:
    """The words of the draft that are selected."""
    area = page.locator("#text")
    return str(area.evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)"))


def words(page: "Page") -> list[str]:
    """The words that are quoted in the list of findings."""
    return page.locator(".finding q").all_text_contents()


def test_from_the_draft_to_the_copies(page: "Page", folder: Path, tmp_path: Path) -> None:
    page.evaluate(_DROP, ["差稿.docx", base64.b64encode(POOR).decode()])
    version = judged(page)
    source = read.read("差稿.docx", POOR).source.text
    assert page.locator("#text").input_value() == source
    assert page.locator("#status").inner_text() == f"406 字，{len(words(page))} 处问题"
    assert page.locator("#genre option").first.inner_text() == "自动：工作动态"
    assert page.locator(".bars b").first.inner_text() == "快"
    assert page.locator(".light").all_inner_texts() == ["×全面", "×及时", "√准确", "√规范"]
    assert "部份" in words(page)

    # A finding leads to its words.
    page.locator(".finding", has_text="部份").locator(".to").click()
    assert selected(page) == "部份"
    assert page.locator(".marks .current").inner_text() == "部份"

    # The writer types over them: the finding goes, the others stay where they are.
    before = words(page)
    page.keyboard.insert_text("一些")
    version = judged(page, after=version)
    assert "部份" not in words(page)
    assert set(before) - set(words(page)) == {"部份"}
    assert page.locator("#note").is_visible()

    # A fix is made with a click, and undone as if it had been typed.
    page.get_by_role("button", name="改为“再接再厉”").click()
    version = judged(page, after=version)
    assert "再接再厉" in page.locator("#text").input_value()
    page.keyboard.press("Control+z")
    version = judged(page, after=version)
    assert "再接再励" in page.locator("#text").input_value()

    # The annotated copy is of the file that was dropped.
    with page.expect_download() as started:
        page.get_by_role("button", name="下载批注稿").click()
    assert started.value.suggested_filename == "差稿.审稿.docx"
    copy = tmp_path / "批注.docx"
    started.value.save_as(copy)
    assert read.read(copy).source.text == source
    from docx import Document

    assert any("部份" in one.text for one in Document(str(copy)).comments)

    # The report and the sheet of facts are of the text as it stands.
    with page.expect_download() as started:
        page.get_by_role("button", name="下载报告").click()
    assert started.value.suggested_filename == "差稿.审稿.html"
    report = Path(started.value.path()).read_text("utf-8")
    assert "一些居民反应" in re.sub(r"<[^>]+>|\d+|⁠|&#8288;", "", report)
    with page.expect_download() as started:
        page.get_by_role("button", name="下载核稿表").click()
    assert started.value.suggested_filename == "差稿.审稿.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(Path(started.value.path()).read_bytes())).active
    assert "2024年5月" in {cell.value for row in sheet.iter_rows() for cell in row}

    page.get_by_role("button", name="复制全文").click()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#text").input_value()
    assert page.url.endswith("/")
    assert list(folder.iterdir()) == []


def test_a_text_is_pasted_and_the_day_and_genre_chosen(page: "Page") -> None:
    text = "𠮷日😀：\n\n" + (ROOT / "examples" / "差稿.txt").read_text("utf-8")
    page.locator("#text").fill(text)
    judged(page)
    assert "未评" in page.locator(".bars").inner_text()
    assert page.get_by_role("button", name="下载批注稿").is_disabled()
    with page.expect_response(re.compile("/check")):
        page.locator("#submitted").fill("2024-05-20")
    page.wait_for_function(
        "() => document.getElementById('card').textContent.includes('2024-05-20')"
    )
    with page.expect_response(re.compile("/check")):
        page.locator("#genre").select_option("讲话")
    page.wait_for_function("() => document.getElementById('card').textContent.includes('不评总分')")
    page.locator(".finding.error", has_text="再接再励").locator(".to").click()
    assert selected(page) == "再接再励"


def test_a_place_that_belongs_to_a_finding_is_led_to(page: "Page") -> None:
    said = "县水利局组织力量检修全部渠道，逐段登记渗漏的位置、长度和原因，限期修复。"
    text = f"石桥县检修渠道\n\n{said}" + "\n\n各镇已经开闸放水。" * 40 + f"\n\n{said}"
    page.locator("#text").fill(text)
    version = judged(page)
    again = page.locator(".finding", has_text="参见：前一处").first
    again.locator(".to").click()
    place = "one => [one.selectionStart, one.selectionEnd]"
    assert page.locator("#text").evaluate(place) == [len(text) - len(said), len(text)]
    assert page.locator("#scroller").evaluate("one => one.scrollTop") > 400
    again.locator("button.related").click()
    first = text.index(said)
    assert page.locator("#text").evaluate(place) == [first, first + len(said)]
    assert page.locator("#scroller").evaluate("one => one.scrollTop") < 100

    # Words before both move both, also before they are judged again.
    page.locator("#text").evaluate("one => one.setSelectionRange(0, 0)")
    page.route("**/check*", lambda route: route.abort())
    page.keyboard.insert_text("今年")
    again.locator("button.related").click()
    assert selected(page) == said
    assert page.locator("#text").evaluate(place)[0] == first + 2
    assert version == int(page.evaluate("+document.body.dataset.version"))


def test_the_list_is_filtered_with_the_marks(page: "Page") -> None:
    page.locator("#text").fill("近日，部份群众说搞得挺好，镇里搞了两次演练。")
    judged(page)
    shown = page.locator(".marks mark")
    assert shown.filter(has_text="部份").count() == 1
    page.locator("#severities input").first.uncheck()
    assert shown.filter(has_text="部份").count() == 0
    assert "部份" not in words(page)
    page.locator("#severities input").first.check()
    page.locator("#fault").select_option("错别字")
    assert words(page) == ["部份"]
    assert shown.all_inner_texts() == ["部份"]


def test_nothing_is_judged_while_words_are_being_composed(browser: "Browser", address: str) -> None:
    page = browser.new_page()
    page.clock.install()
    page.goto(address)
    page.wait_for_selector("body[data-state=ready]")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.locator("#text").focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send(
        "Input.imeSetComposition", {"text": "bu fen", "selectionStart": 6, "selectionEnd": 6}
    )
    page.clock.run_for(5000)
    assert page.locator("#text").input_value() == "bu fen"
    assert page.locator(".marks").inner_text().startswith("bu fen")
    assert asked == []
    keyboard.send("Input.insertText", {"text": "部份群众说挺好。"})
    page.clock.run_for(1000)
    judged(page)
    assert "部份" in words(page)
    assert len(asked) == 1
    page.close()


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_marks_lie_under_their_words(page: "Page", size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    text = (ROOT / "examples" / "差稿.txt").read_text("utf-8")
    page.locator("#text").fill(text + "（一）“A new，项目”：“12.5%”……" * 40 + "\n\n")
    judged(page)
    heights = "['text', 'marks'].map((one) => document.getElementById(one).scrollHeight)"
    area, marks = page.evaluate(heights)
    assert area == marks
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for name in ("下载报告", "下载核稿表", "复制全文"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= size[0]


def test_a_server_that_is_gone_is_said(page: "Page", server: subprocess.Popen[str]) -> None:
    server.terminate()
    server.wait()
    page.locator("#text").fill("近日，镇里搞了两次演练。")
    page.wait_for_selector("#trouble:not([hidden])")
    assert page.locator("#trouble span").inner_text() == (
        "审稿已经停止，请重新运行 shengao app，再打开它显示的网址。"
    )


def test_a_file_that_cannot_be_read_is_said(page: "Page") -> None:
    page.evaluate(_DROP, ["稿件.docx", base64.b64encode(b"no word file").decode()])
    page.wait_for_selector("#trouble:not([hidden])")
    assert page.locator("#trouble span").inner_text().endswith("。")
    assert page.locator("#text").input_value() == ""


class _Neighbour(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<link rel=icon href='data:,'>")  # or the browser asks for one

    def log_message(self, *_: object) -> None: ...


def test_other_sites_in_the_same_browser_get_nothing(page: "Page", address: str) -> None:
    """A page of another port gets the cookie sent along, since that is the same site."""
    origin = address.partition("/?")[0]
    other = page.context.new_page()
    statuses: list[int] = []
    with HTTPServer(("127.0.0.1", 0), _Neighbour) as neighbour:
        threading.Thread(target=neighbour.serve_forever, daemon=True).start()
        other.goto(f"http://127.0.0.1:{neighbour.server_port}/")
        network = page.context.new_cdp_session(other)
        network.send("Network.enable")
        # What the server said, also where the browser itself keeps it from the page.
        network.on(
            "Network.responseReceivedExtraInfo", lambda one: statuses.append(one["statusCode"])
        )
        for mode in ("cors", "no-cors"):
            told = other.evaluate(
                """async ([url, mode]) => {
                  try {
                    const body = "近日搞了活动。";
                    const asked = { method: "POST", mode, body, credentials: "include" };
                    const answer = await fetch(url, asked);
                    return await answer.text();
                  } catch { return ""; }
                }""",
                [f"{origin}/check", mode],
            )
            assert told == ""
        # The browser tells this apart from the answers themselves, and sometimes after them.
        ended = time.monotonic() + 10
        while len(statuses) < 2 and time.monotonic() < ended:
            other.evaluate("() => 0")
        neighbour.shutdown()
    assert statuses == [403, 403]


def test_another_name_of_this_machine_is_refused(page: "Page", address: str) -> None:
    other = page.context.new_page()
    answer = other.goto(address.replace("127.0.0.1", EVIL))
    assert answer is not None
    assert answer.status == 421
    assert "findings" not in other.content()
