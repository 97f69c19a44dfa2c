"""The HTML report in a real browser: clicked, filtered, wide, narrow, printed, no script."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from shengao import batch, report
from shengao.finding import Severity

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

DRAFT = """石桥县春灌用水调度有序

　　2025年3月5日，石桥县水利局局长李明介绍，全县已检修渠道42公里，整改率90%。投诉由120件减少到45件，下降52.5%。

　　前段时间，县水利局搞了两次培训，农户节水意识明显提高，部份渠段已经通水。

　　下一步，我们将尽快把剩下的渠道搞定。

石桥县水利局
2025年3月6日
"""
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 844}

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("draft")
    (folder / "春灌.txt").write_text(DRAFT + "\n　　渠道通水。\n" * 60, encoding="utf-8")
    options = batch.Options(
        (folder / "春灌.txt",), isolated=True, contents=True, severity=Severity.INFO
    )
    place = folder / "春灌.html"
    writer = report.file_writer("html", place)
    for result in batch.run(options):
        writer.draft(result)
    return place


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as control:
        made = control.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def opened(browser: Any, page_file: Path) -> Iterator[Open]:
    """Opens the page; at the end nothing but it was asked for, and nothing was complained of."""
    complaints: list[str] = []
    asked: list[str] = []
    contexts = []

    def open_page(viewport: dict[str, int], *, script: bool = True) -> Any:
        context = browser.new_context(viewport=viewport, java_script_enabled=script)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(page_file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
    assert set(asked) == {page_file.as_uri()}


def fits(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_wide_page_has_the_list_beside_the_draft(opened: Open) -> None:
    page = opened(WIDE)
    draft, findings = (page.locator(one).bounding_box() for one in (".text", ".findings"))
    assert draft["x"] + draft["width"] <= findings["x"]
    assert abs(draft["y"] - findings["y"]) < 40
    assert fits(page)


def test_click_on_words_brings_their_finding_and_keeps_the_place(opened: Open) -> None:
    page = opened(WIDE)
    mark = page.locator(".mark", has_text="部份")
    number = mark.get_attribute("data-findings")
    page.locator(".mark", has_text="搞定").click()
    before = page.evaluate("scrollY")
    mark.click()
    finding = page.locator(f"#f{number}")
    assert "current" in (finding.get_attribute("class") or "").split()
    assert page.locator(".finding.current").count() == 1
    box, side = finding.bounding_box(), page.locator(".findings").bounding_box()
    assert side["y"] <= box["y"] < side["y"] + side["height"]
    assert page.evaluate("scrollY") == before


def test_click_on_a_place_brings_its_words(opened: Open) -> None:
    page = opened(WIDE)
    finding = page.locator(".finding", has_text="“搞定”")
    finding.locator("a.to").click()
    number = (finding.get_attribute("id") or "")[1:]
    assert page.url.endswith(f"#w{number}")
    box = page.locator(".mark", has_text="搞定").bounding_box()
    assert 0 <= box["y"] < WIDE["height"]


def test_filters_hide_findings_and_their_marks(opened: Open) -> None:
    page = opened(WIDE)
    everything = page.locator(".finding:visible").count()
    page.get_by_label("建议").uncheck()
    severities = page.locator(".finding:visible").evaluate_all(
        "all => all.map(one => one.dataset.severity)"
    )
    assert set(severities) == {"error", "info"}
    assert page.locator("#warning").is_hidden()
    assert "filtered" in (page.locator(".mark", has_text="前段时间").get_attribute("class") or "")
    assert re.fullmatch(rf"显示 \d+ 处，共 {everything} 处", page.locator("#left").inner_text())
    page.get_by_label("建议").check()
    page.get_by_label("类别").select_option("口语化")
    shown = page.locator(".finding:visible .fault").all_inner_texts()
    assert set(shown) == {"口语化"}
    assert page.locator(".mark:not(.filtered)").count() == len(shown)
    page.get_by_label("类别").select_option("")
    page.get_by_label("要求").select_option("快")
    assert set(page.locator(".finding:visible .criterion").all_inner_texts()) == {"快"}
    page.get_by_label("要求").select_option("")
    assert page.locator(".finding:visible").count() == everything
    assert page.locator("#left").inner_text() == ""


def test_narrow_page_needs_no_sideways_scrolling(opened: Open) -> None:
    page = opened(NARROW)
    draft, findings = (page.locator(one).bounding_box() for one in (".text", ".findings"))
    assert draft["y"] + draft["height"] <= findings["y"]
    assert fits(page)
    for table in (".facts", ".questions", ".sign"):
        box = page.locator(f"table{table}").bounding_box()
        assert box["x"] + box["width"] <= NARROW["width"]
    page.locator(".mark", has_text="部份").click()
    assert re.search(r"#f\d+$", page.url)


def test_narrow_index_is_a_card_for_each_draft(browser: Any, tmp_path: Path) -> None:
    for name in ("春灌", "秋收"):
        (tmp_path / f"{name}.txt").write_text(DRAFT, encoding="utf-8")
    folder = tmp_path / "网页"
    folder.mkdir()
    writer = report.file_writer("html", folder)
    for result in batch.run(batch.Options((tmp_path,), isolated=True, contents=True)):
        writer.draft(result)
    writer.end(report.Summary())
    page = browser.new_page(viewport=NARROW)
    page.goto((folder / "目录.审稿.html").as_uri())
    assert page.locator(".index tbody tr").count() == 2
    for cell in page.locator(".index tbody td").all():
        box = cell.bounding_box()
        assert box["x"] + box["width"] <= NARROW["width"]
    page.close()


def test_page_can_be_read_without_script(opened: Open) -> None:
    page = opened(WIDE, script=False)
    assert page.locator("#filters").is_hidden()
    assert page.locator(".finding:visible").count() > 3
    page.locator(".mark", has_text="部份").click()
    assert re.search(r"#f\d+$", page.url)
    summary = page.locator(".account summary").nth(1)
    summary.click()
    assert page.locator(".account details").nth(1).locator("td").first.is_visible()


def test_ticks_hold(opened: Open) -> None:
    page = opened(WIDE)
    box = page.get_by_label("已核 42公里")
    box.check()
    assert box.is_checked()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_print_has_everything_and_no_controls(opened: Open, tmp_path: Path, script: bool) -> None:
    page = opened(WIDE, script=script)
    page.pdf(path=str(tmp_path / "a.pdf"), prefer_css_page_size=True)
    told = subprocess.run(
        ["pdfinfo", "-f", "1", "-l", "99", tmp_path / "a.pdf"],
        check=True, capture_output=True, encoding="utf-8",
    ).stdout  # fmt: skip
    assert {size.strip() for size in re.findall(r"Page +\d+ size:(.*)", told)} == {
        "594.96 x 841.92 pts (A4)",
        "841.92 x 594.96 pts (A4)",  # the wide tables lie
    }
    text = subprocess.run(
        ["pdftotext", tmp_path / "a.pdf", "-"], check=True, capture_output=True, encoding="utf-8"
    ).stdout.replace("\n", "")
    for words in (
        "石桥县春灌用水调度有序", "42公里", "评分", "待补数据", "核稿表", "审签单",
        "审签人", "起评分",
    ):  # fmt: skip
        assert words in text
    assert "稿件与问题" not in text


def test_chinese_is_drawn_in_a_chinese_font(opened: Open) -> None:
    page = opened(WIDE)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": ".text h2"})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert {font["familyName"] for font in fonts} == {"Noto Sans CJK SC"}
