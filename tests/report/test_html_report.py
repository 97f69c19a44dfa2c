"""The HTML report: whole, self-contained, and harmless whatever a draft says."""

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_drafts import CLEAN, CRASHED, FLOOD, GOOD_SCORE, UNREAD, find, flood, located

from shengao import report
from shengao.contents import Contents, Fact, Passage
from shengao.errors import UsageError
from shengao.finding import DraftResult, Related, Severity
from shengao.report import html
from shengao.report.html.draft import view
from shengao.report.html.radar import radar
from shengao.text import Source, Span

VOID = {"meta", "input", "br", "link", "img", "polygon", "line", "circle"}
ALLOWED = {
    "html", "head", "meta", "title", "style", "script", "body", "header", "main", "footer", "nav",
    "section", "article", "aside", "details", "summary", "form", "fieldset", "legend", "label",
    "input", "select", "option", "output", "h1", "h2", "h3", "h4", "p", "span", "strong", "b", "a",
    "sup", "ol", "ul", "li", "div", "table", "thead", "tbody", "tr", "th", "td", "figure",
    "figcaption", "svg", "polygon", "line", "circle", "text",
}  # fmt: skip


class Page(HTMLParser):
    """A page as a browser takes it: elements with attributes, ids, and the text of each."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.words: dict[str, list[str]] = {}
        self._named: list[tuple[int, str]] = []
        self.feed(data.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        if tag in VOID:
            return
        self.open.append(tag)
        for name in (given.get("id"), *given.get("class", "").split()):
            if name:
                self._named.append((len(self.open), name))
                self.words.setdefault(name, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open.pop() == tag
        self._named = [one for one in self._named if one[0] <= len(self.open)]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        for _, name in self._named:
            self.words[name][-1] += data

    def all(self, tag: str) -> Iterator[dict[str, str]]:
        return (found for name, found in self.elements if name == tag)

    @property
    def ids(self) -> list[str]:
        return [found["id"] for _, found in self.elements if "id" in found]


def with_contents(result: DraftResult, source: Source, *facts: Fact) -> DraftResult:
    lines = [source.line_span(line + 1) for line in range(len(source.line_starts))]
    kinds = ["title", *["paragraph"] * (len(lines) - 1)]
    passages = tuple(
        Passage(kind, None, "", (span,))
        for kind, span in zip(kinds, lines, strict=True)
        if span.start < span.end
    )
    return result._replace(contents=Contents(source.text, passages, "青河区防汛办", facts))


DAY = Fact("日期", "6月31日", Span(13, 18), 2, conflict="“6月31日”这一天不存在，请核对。")
CHECKED = with_contents(flood()._replace(score=GOOD_SCORE), FLOOD, DAY)


def test_page_shows_the_draft_with_findings_at_the_words() -> None:
    page = Page(html.page(CHECKED))
    text = re.sub("\u2060\\d+", "", page.words["text"][0])
    assert [line.strip() for line in text.split("\n") if line.strip()] == [
        line.strip() for line in FLOOD.text.split("\n") if line.strip()
    ]
    marks = [
        (found["class"], found["data-findings"])
        for found in page.all("a")
        if found.get("class", "").startswith("mark")
    ]
    assert marks[0] == ("mark error", "1")
    assert page.words["mark"][0] == "6月31日"
    assert len(CHECKED.findings) == len([one for one in page.ids if re.fullmatch(r"w\d+", one)])


def test_links_lead_to_places_of_the_page() -> None:
    page = Page(html.page(CHECKED))
    assert len(page.ids) == len(set(page.ids))
    for found in page.all("a"):
        assert found["href"].startswith("#")
        assert found["href"][1:] in page.ids


def test_list_stands_by_severity_with_fault_criterion_and_remedy() -> None:
    page = Page(html.page(CHECKED))
    groups = [found["id"] for found in page.all("section") if found.get("class") == "group"]
    assert groups == ["error", "warning", "info"]
    first = page.words["f1"][0]
    for words in (
        "数字错误",
        "实",
        "第2行",
        "这一天不存在",
        "核实后改为：6月30日",
        "impossible-date",
    ):
        assert words in first
    assert "参见：标题没有写演练的效果" in page.words["f4"][0]
    assert "理由：水利行业用语" in page.words["suppressed"][0]


def test_scores_stand_with_their_evidence() -> None:
    page = Page(html.page(CHECKED))
    said = [found["aria-label"] for found in page.all("svg")]
    assert said == ["五项评分：快 91、实 76、深 55、新 未评、用 0"]
    account = page.words["account"][0]
    for words in ("实 76（准 84、顺 70）", "+50", "导语写明日期“6月30日”", "没有往期稿件可比"):
        assert words in account
    assert "写明险工险段为什么多" in account


def test_radar_leaves_out_what_is_not_measured() -> None:
    chart = radar({"快": 100, "实": 50, "深": None, "新": 0, "用": None})
    assert [axis.value for axis in chart.axes] == ["100", "50", "未评", "0", "未评"]
    assert [axis.dot is None for axis in chart.axes] == [False, False, True, False, True]
    assert chart.axes[0].dot == (chart.axes[0].x, chart.axes[0].y) == ("170.0", "54.0")
    assert chart.axes[3].dot == chart.centre == ("170.0", "150.0")
    assert len(chart.shape.split()) == 3


def test_checklist_facts_and_sign_off_stand_below() -> None:
    page = Page(html.page(CHECKED))
    assert "有统计的写明前后两个数值" in page.words["missing"][0]
    assert "6月31日" in page.words["conflict"][0]
    assert [found["aria-label"] for found in page.all("input") if "aria-label" in found] == [
        "已核 6月31日"
    ]
    sheet = page.words["sign"][-1]
    for words in ("青河区防汛办", "对不上的事实", "拟稿人", "核稿人", "审签人"):
        assert words in sheet


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (CLEAN, ("未发现问题。", "片段不评分。", "没有要补的数据。", "没有稿件的文字。")),
        (CRASHED, ("规则 slow-rule 未能运行",)),
        (CHECKED._replace(score=GOOD_SCORE._replace(gates=("合计对不上",))), ("合计对不上",)),
    ],
    ids=["clean", "crashed", "gated"],
)
def test_page_of_a_draft_with_little(result: DraftResult, words: tuple[str, ...]) -> None:
    text = html.page(result).decode()
    assert Page(text.encode()).open == []
    for one in words:
        assert one in text


def test_nothing_is_loaded_and_only_own_code_runs() -> None:
    text = html.page(CHECKED).decode()
    page = Page(text.encode())
    for _, found in page.elements:
        assert not {"src", "srcset", "style", "background", "action", "data"} & found.keys()
        assert not any(name.startswith("on") for name in found)
    assert "@import" not in text
    assert "url(" not in text
    policy = next(g["content"] for g in page.all("meta") if "http-equiv" in g)
    for tag in ("style", "script"):
        (body,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")


def test_findings_that_overlap_or_only_insert_all_have_their_place() -> None:
    source = Source("甲镇乙村\n丙丁戊己\n")
    findings = (
        located(source, 0, 4, "vague-actor"),
        located(source, 2, 3, "impossible-date", "庚"),
        located(source, 5, 5, "doubled-word", "辛"),
        located(source, 6, 9, "colloquial-word"),
        located(source, 8, 9, "doubled-word"),
    )
    shown = view(with_contents(CLEAN._replace(findings=findings), source))
    parts = [
        [(part.text, part.severity, part.findings, part.first, part.last) for part in line.parts]
        for line in shown.lines
    ]
    assert parts == [
        [
            ("甲镇", "info", (1,), (1,), ()),
            ("乙", "error", (2, 1), (2,), (2,)),
            ("村", "info", (1,), (), (1,)),
        ],
        [
            ("丙", "warning", (3,), (3,), (3,)),
            ("丁戊", "warning", (4,), (4,), ()),
            ("己", "warning", (4, 5), (5,), (4, 5)),
        ],
    ]
    assert all(item.shown for group in shown.groups for item in group.items)


def test_a_finding_outside_the_text_is_listed_without_a_link() -> None:
    source = Source("甲\n\n乙\n")
    result = CLEAN._replace(findings=(located(source, 3, 4, "vague-actor"),))
    contents = Contents(source.text, (Passage("paragraph", None, "一、", (Span(0, 1),)),))
    page = Page(html.page(result._replace(contents=contents)))
    assert "w1" not in page.ids
    assert "第3行" in page.words["f1"][0]
    assert page.words["label"] == ["一、"]


HOSTILE = st.text(
    st.one_of(
        st.sampled_from("<>&\"'`/=;{}%-!\\\n\t\x00\u202e\u2028\ud800"), st.characters(codec="utf-8")
    ),
    max_size=40,
) | st.sampled_from(
    [
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</style><style>*{display:none}",
        "{{ draft.path }}{% include 'x' %}",
        "javascript:alert(1)",
        '" onmouseover="alert(1)',
        "<!--",
        "]]>",
    ]
)


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_hostile_text_stays_text(title: str, body: str, message: str, path: str) -> None:
    source = Source(f"{title}\n{body}\n", path)
    finding = located(
        source, 0, len(source.text), "colloquial-word", body, message=message,
        related=(Related(Span(0, 1), message),),
    )  # fmt: skip
    fact = Fact("数字", body, Span(0, 1), 1, title, message, path, body, 1, message, message)
    result = DraftResult(
        path, "text", title, body, 9, None, (finding,), (finding._replace(reason=body),),
        (f"{title}：{body}",),
        GOOD_SCORE._replace(gates=(message,)),
    )  # fmt: skip
    page = Page(html.page(with_contents(result, source, fact), index="目录.审稿.html"))
    assert {tag for tag, _ in page.elements} <= ALLOWED
    assert len(list(page.all("script"))) == len(list(page.all("style"))) == 1
    for found in page.all("a"):
        assert found["href"].startswith("#") or found["href"] == "目录.审稿.html"
    for _, found in page.elements:
        assert not any(name.startswith("on") for name in found)


def write(place: Path, *results: DraftResult) -> None:
    writer, summary = report.file_writer("html", place), report.Summary()
    writer.begin()
    for result in results:
        writer.draft(result)
        summary.add(result)
    writer.end(summary)


def test_several_drafts_have_pages_and_an_index(tmp_path: Path) -> None:
    folder = tmp_path / "网页" / "一季度"
    write(folder, CHECKED, CHECKED, UNREAD, CLEAN._replace(path="b/a?.txt"))
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "目录.审稿.html", "青河 防汛.审稿.html", "青河 防汛-2.审稿.html", "a_.审稿.html",
    }  # fmt: skip
    page = Page((folder / "目录.审稿.html").read_bytes())
    links = [found["href"] for found in page.all("a")]
    assert links[0] == "%E9%9D%92%E6%B2%B3%20%E9%98%B2%E6%B1%9B.%E5%AE%A1%E7%A8%BF.html"
    assert len(links) == 3
    text = page.words["index"][0]
    assert "未能读取：文件已加密，请先取消密码再检查。" in text
    assert "共 4 篇" in page.words["about"][0]
    back = Page((folder / "a_.审稿.html").read_bytes())
    assert "目录.审稿.html" in [found["href"] for found in back.all("a")]


def test_one_draft_has_its_page_alone(tmp_path: Path) -> None:
    write(tmp_path / "稿.html", CHECKED)
    assert (tmp_path / "稿.html").read_bytes() == html.page(CHECKED)
    write(tmp_path / "坏.html", UNREAD)
    assert [path.name for path in tmp_path.iterdir()] == ["稿.html"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "占").write_text("")
    with pytest.raises(UsageError, match=r"建不了文件夹 .*占：已有同名的文件。"):
        write(tmp_path / "占", CHECKED)
    with pytest.raises(UsageError, match="没有“pdf”这种输出文件"):
        report.file_writer("pdf", tmp_path)


def test_pages_of_the_same_draft_are_the_same() -> None:
    other: Any = find(FLOOD, "有关方面", "vague-actor", severity=Severity.ERROR)
    assert html.page(CHECKED) == html.page(CHECKED)
    assert html.page(CHECKED) != html.page(CHECKED._replace(findings=(other,)))
