"""Results made by hand, and the streams that they are written to."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any, TextIO

from shengao import report
from shengao.finding import (
    Applicability,
    Criterion,
    DraftResult,
    Edit,
    Finding,
    Fix,
    Located,
    Related,
    Severity,
)
from shengao.scorecard import Evidence, Gain, Light, Mark, Scorecard, Submission
from shengao.text import Source, Span


@dataclass(frozen=True)
class Row:
    slug: str
    title: str
    fault: str
    criterion: Criterion
    severity: Severity
    message: str


RULES = {
    row.slug: row
    for row in (
        Row(
            "impossible-date", "不存在的日期", "figure-error", "实", Severity.ERROR,
            "“{match}”这一天不存在，请核对。",
        ),
        Row(
            "colloquial-word", "口语词", "colloquial", "实", Severity.WARNING,
            "“{match}”是口语，可改为“{better}”。",
        ),
        Row(
            "change-without-figure", "有变化无数据", "missing-figure", "实", Severity.WARNING,
            "“{match}”没有数据支撑：有统计的写明前后两个数值，没有的改写为事实或删去。",
        ),
        Row("vague-actor", "主体不明", "vague", "深", Severity.INFO, "“{match}”说的是谁？"),
        Row("doubled-word", "重字", "typo", "用", Severity.WARNING, "“{match}”多了一个字。"),
    )
}  # fmt: skip


def located(
    source: Source,
    start: int,
    end: int,
    rule: str,
    *better: str,
    applicability: Applicability = Applicability.SUGGESTED,
    severity: Severity | None = None,
    reason: str = "",
    **fields: Any,
) -> Located:
    """A finding on ``source.text[start:end]``, with the whole line as its excerpt."""
    row = RULES[rule]
    text = source.text[start:end]
    first, last = source.position(start), source.position(end)
    line = source.line_span(first.line)
    fixes = tuple(Fix((Edit(start, end, words),), applicability) for words in better)
    finding = Finding(
        rule,
        row.fault,
        row.criterion,
        severity or row.severity,
        fields.pop("message", row.message.format(match=text, better="”“".join(better))),
        Span(start, end),
        text,
        fields.pop("fixes", fixes),
        fields.pop("related", ()),
        f"{rule}-{start:04x}",
    )
    return Located(
        finding,
        first.line,
        first.column,
        last.line,
        last.column,
        source.text[line.start : line.end],
        start - line.start,
        min(end, line.end) - line.start,
        reason,
        len(source.text[start - first.column + 1 : start].encode()) + 1,
        len(source.text[end - last.column + 1 : end].encode()) + 1,
    )


def find(source: Source, words: str, rule: str, *better: str, **fields: Any) -> Located:
    start = source.text.index(words)
    return located(source, start, start + len(words), rule, *better, **fields)


FLOOD = Source(
    "青河区防汛工作情况\n"
    "　　截至6月31日，全区共出动1200人次，巡查河堤“险工险段”38处。\n"
    "　　各乡镇搞了三次演练，群众的的避险意识明显提升。\n"
    "\t水利部门搞了排涝泵站检修，𠮷家湾泵站搞了试车，城东泵站也搞了试车。\n"
    "　　下午又搞了一次会商，晚上再搞了一次点名。\n"
    "　　有关方面高度重视，\n积极行动。\n",
    "情况/青河 防汛.txt",
)


def flood(kind: str = "text") -> DraftResult:
    at = [i for i in range(len(FLOOD.text)) if FLOOD.text.startswith("搞了", i)]
    colloquial = [located(FLOOD, i, i + 2, "colloquial-word", "开展了", "组织了") for i in at]
    doubled = FLOOD.text.index("的的") + 1
    findings = [
        find(FLOOD, "6月31日", "impossible-date", "6月30日", applicability=Applicability.SHOWN),
        *colloquial,
        located(FLOOD, doubled, doubled + 1, "doubled-word", "", applicability=Applicability.SAFE),
        find(
            FLOOD,
            "明显提升",
            "change-without-figure",
            related=(Related(Span(0, 9), "标题没有写演练的效果"),),
        ),
        find(FLOOD, "有关方面高度重视，\n积极行动", "vague-actor"),
    ]
    findings.sort(key=lambda found: found.finding.span)
    return DraftResult(
        FLOOD.path,
        kind,
        "青河区防汛工作情况",
        "工作动态",
        128,
        None,
        tuple(findings),
        (find(FLOOD, "险工险段", "vague-actor", reason="水利行业用语"),),
    )


CLEAN = DraftResult("a.txt", "text", "城管局清理占道经营32处", "工作动态", 640)
UNREAD = DraftResult("坏.docx", "word", error="文件已加密，请先取消密码再检查。")
CRASHED = DraftResult(
    "mail.eml!附件.docx", "word", "税务局", None, 9, crashes=("slow-rule：ValueError: 步骤为空",)
)
GOOD_SCORE = Scorecard(
    criteria={
        "快": Mark(
            91,
            0.3125,
            (
                Evidence("快", 50, "起评分", (), "base"),
                Evidence(
                    "快",
                    41.04,
                    "导语写明日期“6月30日”",
                    (Span(2, 7),),
                    "lead-date",
                    None,
                    ("6月30日",),
                ),
            ),
        ),
        "实": Mark(
            76,
            0.5,
            (
                Evidence("实", 60, "起评分", (), "base"),
                Evidence(
                    "实",
                    20,
                    "三处数字有出处。",
                    (Span(20, 26), Span(30, 33), Span(30, 33), Span(40, 60), Span(70, 72)),
                    "figure-source",
                    "准",
                    ("1200人次", "38处", "38处", "全市防汛工作会议确定的三十八处险工险段", "86户"),
                ),
                Evidence("实", -4.5, "口语化 1 处", (Span(52, 54),), "colloquial", "顺", ("搞了",)),
            ),
        ),
        "深": Mark(55, 0.125),
        "新": Mark(None, 0, (), "没有往期稿件可比"),
        "用": Mark(0, 0.0625),
    },
    halves={"准": 84, "顺": 70},
    total=76,
    band="良",
    lights=(
        Light("全面", True),
        Light("及时", None, ("不知道报送日期",)),
        Light("准确", False, ("合计与分项不符", "两处日期前后不一")),
        Light("规范", True),
    ),
    gains=(
        Gain("深", 4.5, "写明险工险段为什么多，例如年久失修、河道淤积，并同去年同期的数字比较。"),
        Gain("用", 3, "建议写明由谁办、何时办成"),
        Gain("实", 2.25, "改掉 1 处口语化"),
        Gain("快", 1, "不显示"),
    ),
    submission=Submission(date(2026, 7, 1), "落款"),
)
DOUBTFUL = GOOD_SCORE._replace(
    band="待核",
    gates=("第2行“6月31日”这一天不存在", "正文留有占位的“XX”"),
)
UNTOTALLED = GOOD_SCORE._replace(
    total=None,
    band=None,
    gains=(),
    lights=(),
    halves={},
    submission=Submission(),
)
SCORED = CLEAN._replace(score=GOOD_SCORE)
DOUBTED = flood()._replace(score=DOUBTFUL)
ALL = (flood(), CLEAN, UNREAD, CRASHED)


def write(name: str, *results: DraftResult, stream: TextIO | None = None, **options: Any) -> str:
    """What a format writes of results; with a `stream`, to it (and nothing is returned)."""
    target = stream or io.StringIO()
    writer = report.writer(name, target, rules=RULES, **options)
    summary = report.Summary()
    writer.begin()
    for result in results:
        summary.add(result)
        writer.draft(result)
    writer.end(summary)
    target.flush()
    return target.getvalue() if isinstance(target, io.StringIO) else ""


def write_bytes(name: str, *results: DraftResult, encoding: str, **options: Any) -> bytes:
    """What a format writes to standard output of an encoding that refuses what it cannot hold."""
    buffer = io.BytesIO()
    stream = io.TextIOWrapper(buffer, encoding=encoding, errors="strict", newline="\n")
    write(name, *results, stream=stream, **options)
    return buffer.getvalue()
