"""The laws of scores, which hold whatever the numbers of the table are."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from drafts import (
    BOOK,
    EMPTY_NEWS,
    EXPERIENCE,
    FIRST_REPORT,
    GOOD,
    KNOWN,
    NEWS,
    POOR,
    PROBLEM,
    card,
    draft,
    linted,
    values,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from shengao import baseline, batch, measure
from shengao.finding import Finding, Run, Severity, Suppressed
from shengao.score import measure as scored
from shengao.scorecard import Scorecard
from shengao.text import Span

DRAFTS = {**GOOD, "差稿": POOR}
DOCUMENTS = {name: draft(text) for name, text in DRAFTS.items()}
RUNS = {name: linted(document) for name, document in DOCUMENTS.items()}
each = pytest.mark.parametrize("name", DRAFTS)


def of(name: str, run: Run) -> Scorecard:
    made = scored(DOCUMENTS[name], run, KNOWN, BOOK.scoring)
    assert made is not None
    return made


def assert_not_above(one: Scorecard, other: Scorecard) -> None:
    """No criterion, half or total of `one` is above that of `other`."""
    lower, upper = values(one), values(other)
    assert all(lower[name] <= upper[name] for name in lower), (lower, upper)
    assert all(one.halves[half] <= other.halves[half] for half in one.halves)
    assert (one.total or 0) <= (other.total or 0)


@st.composite
def findings(create: st.DrawFn) -> Finding:
    rule = create(st.sampled_from(sorted(BOOK.rules.values(), key=lambda row: row.slug)))
    start = create(st.integers(0, 60))
    return Finding(
        rule.slug, rule.fault, rule.criterion, create(st.sampled_from(Severity)), "有问题。",
        Span(start, start + 2), "文字",
    )  # fmt: skip


lists_of_findings = st.lists(findings(), max_size=12)


# 1: more findings are never better, and hiding one mends nothing


@given(name=st.sampled_from(list(DRAFTS)), before=lists_of_findings, added=lists_of_findings)
@settings(max_examples=150)
def test_more_findings_never_raise_a_score(
    name: str, before: list[Finding], added: list[Finding]
) -> None:
    fewer = Run((*RUNS[name].findings, *before))
    more = Run((*fewer.findings, *added))
    assert_not_above(of(name, more), of(name, fewer))


@given(name=st.sampled_from(list(DRAFTS)), found=lists_of_findings, data=st.data())
@settings(max_examples=100)
def test_suppressing_and_order_change_nothing(
    name: str, found: list[Finding], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations([*RUNS[name].findings, *found]))
    cut = data.draw(st.integers(0, len(mixed)))
    hidden = tuple(Suppressed(one, "引用原话") for one in mixed[cut:])
    whole = of(name, Run((*RUNS[name].findings, *found)))
    assert of(name, Run(tuple(mixed[:cut]), hidden)) == whole


@given(name=st.sampled_from(list(DRAFTS)), found=lists_of_findings)
@settings(max_examples=50)
def test_hints_cost_nothing(name: str, found: list[Finding]) -> None:
    hints = tuple(one._replace(severity=Severity.INFO) for one in found)
    assert of(name, Run((*RUNS[name].findings, *hints))) == of(name, RUNS[name])


@each
def test_seeking_hints_changes_nothing(name: str) -> None:
    assert of(name, linted(DOCUMENTS[name], hints=True)) == of(name, RUNS[name])


@pytest.mark.parametrize(
    "choice",
    [
        {"select": ("typo",)},
        {"ignore": ("all",)},
        {"severity": Severity.ERROR},
        {"severity": Severity.INFO},
    ],
)
def test_what_is_shown_changes_no_score(tmp_path: Path, choice: dict[str, object]) -> None:
    path = tmp_path / "稿件.txt"
    path.write_text(POOR, encoding="utf-8")
    (whole,) = batch.run(batch.Options((path,), use_cache=False))
    (chosen,) = batch.run(batch.Options((path,), use_cache=False, **choice))  # type: ignore[arg-type]
    assert whole.findings
    assert chosen.score == whole.score


def test_accepting_findings_changes_no_score(tmp_path: Path) -> None:
    path, accepted = tmp_path / "稿件.txt", tmp_path / "基线.json"
    path.write_text(POOR, encoding="utf-8")
    (whole,) = batch.run(batch.Options((path,), use_cache=False))
    baseline.load(accepted, tmp_path).accept([whole]).save()
    (rest,) = batch.run(batch.Options((path,), use_cache=False, baseline=accepted))
    assert not rest.findings
    assert rest.score == whole.score


def test_allowing_a_finding_changes_no_score() -> None:
    marked = "<!-- shengao: allow all 引用原话 -->\n"
    plain = measure(POOR, path="稿件.md")
    allowed = measure(marked + POOR, path="稿件.md")
    assert plain is not None
    assert allowed is not None
    assert values(plain) == values(allowed)


# 2 and 3: the same draft has the same score, and saying it twice earns nothing


@each
def test_the_same_draft_has_the_same_scores(name: str) -> None:
    assert card(DRAFTS[name]) == of(name, RUNS[name])


def doubled(text: str) -> list[str]:
    lines = text.rstrip("\n").split("\n")
    title, body = lines[0], lines[1:]
    return [
        "\n".join([title, *body, *body]),
        "\n".join([title, *(line for one in body for line in (one, one))]),
        "\n".join([title, *body, "", *body[:3]]),
        "\n".join([title, *body, *body, *body]),
    ]


@each
@pytest.mark.parametrize("way", range(4))
def test_repeating_a_draft_never_raises_a_score(name: str, way: int) -> None:
    genre = DOCUMENTS[name].genre
    assert_not_above(card(doubled(DRAFTS[name])[way], genre), card(DRAFTS[name], genre))


# 4: stuffing earns nothing

STUFFING = {
    "figures of nothing": "数据：12、35、47、58%、69%、71万元、83个、94项。",
    "the same figure again and again": "3184栋，" * 8 + "3184栋。",
    "empty headings": "一、存在问题\n\n二、原因分析\n\n三、对策建议",
    "headings with empty sentences": (
        "一、存在问题\n问题存在。\n二、原因分析\n原因很多。\n三、对策建议\n建议重视。"
    ),
    "therefore": "因此很好。因此不错。因此要抓好。由此可见，原因在于此。因此，因此，因此。",
    "dates of nothing": "4月1日。4月2日。4月3日。4月9日9时30分。2026年4月9日。",
    "numbers of documents": "《通知》（石政发〔2026〕1号）、（国发〔2026〕3号）。",
    "first in the province": "这一做法属全省首创、全国率先、国内首个，具有创新性。",
    "names of leaders": "深入贯彻领导批示精神，认真落实批示要求，领导作出批示。",
    "hot topics": "人大建议、政协提案、民生实事、12345热线、信访、群众关切。",
    "warnings": "预警预警预警，苗头性、倾向性、可能、预计、风险、隐患。",
    "words of season": "防汛防旱防台，河长制，春灌，秋收，除雪，防火，防汛防旱防台。",
    "examples without names": "例如某村，例如XX镇，以XX为例，如某企业，再如某单位。",
    "comparison without values": "同比增长，环比增长，较上年增长，位居前列，大幅增长，明显下降。",
    "quoted slogans": "“一抓一促”“两强两化”“三查三看”“四抓四比”“五个一”“六个到位”。",
    "sources of nothing": "据统计，据台账，据监测，数据来源：统计。截至目前，据了解。",
    "proposals of nothing": "建议高度重视。建议加强领导。建议相关部门于近期内抓好落实。",
}


def tail(text: str, added: str) -> str:
    """The draft with `added` before its sign-off."""
    lines = text.rstrip("\n").split("\n")
    signed = lines[-1].startswith("2026年")
    at = len(lines) - 2 if signed else len(lines)
    return "\n".join([*lines[:at], added, *lines[at:]])


@pytest.mark.parametrize("trick", STUFFING)
@each
def test_stuffing_earns_nothing(name: str, trick: str) -> None:
    genre = DOCUMENTS[name].genre
    stuffed = card(tail(DRAFTS[name], STUFFING[trick]), genre)
    assert_not_above(stuffed, card(DRAFTS[name], genre))


@pytest.mark.parametrize("name", ["工作动态", "差稿"])
def test_all_tricks_at_once_earn_nothing(name: str) -> None:
    genre = DOCUMENTS[name].genre
    stuffed = card(tail(DRAFTS[name], "\n".join(STUFFING.values())), genre)
    assert_not_above(stuffed, card(DRAFTS[name], genre))


# 5: spoiling one quality lowers its criterion most


def stripped(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def blur_figures(text: str) -> str:
    return stripped(
        text,
        [
            (
                "全镇3210栋自建房已排查3184栋，排查率99.2%，查出隐患46栋",
                "排查工作取得明显成效，查出一批隐患",
            ),
            ("抽调镇村干部68人，分12个小组", "抽调一批镇村干部，分若干小组"),
            (
                "46栋隐患房中有出租房17栋、沿街商铺9栋，其余20栋为住户自用",
                "隐患房中有不少出租房和沿街商铺",
            ),
            (
                "已加固21栋，停止出租6栋，涉及租户34人，全部另行安置",
                "加固数量大幅增加，租户得到妥善安置",
            ),
        ],
    )


def strip_actors(text: str) -> str:
    return stripped(
        text,
        [
            (
                "建议县水利局牵头，9月底前完成27座山塘清淤，每座补助3万元",
                "建议加强领导，抓好山塘清淤",
            ),
            ("县自然资源局10月底前督促3个石料场建成沉沙池，对未建成的暂停开采", "加大监管力度"),
            ("县财政局把管护经费提高到每座每年2000元，从2027年起执行", "加大投入力度"),
        ],
    )


def cut_causes(text: str) -> str:
    return stripped(
        text,
        [
            (
                "山塘淤积加重，主要是因为上游3个石料场的弃渣随雨水入塘，",
                "县水利局先到石料场，再到山塘，",
            ),
            (
                "同时，山塘管护经费每座每年800元，只够割草，不够清淤，因此27座中有22座五年没有清过",
                "随后又查看了资料，接着召开了座谈会",
            ),
            ("，较2023年抽查高出12个百分点", ""),
            ("由1.8万立方米降到1.1万立方米", "1.1万立方米"),
        ],
    )


@pytest.mark.parametrize(
    ("text", "spoil", "criterion"),
    [
        (NEWS, blur_figures, "实"),
        (PROBLEM, strip_actors, "用"),
        (PROBLEM, cut_causes, "深"),
    ],
)
def test_spoiling_a_quality_lowers_its_criterion_most(
    text: str, spoil: Callable[[str], str], criterion: str
) -> None:
    genre = draft(text).genre
    before, after = values(card(text, genre)), values(card(spoil(text), genre))
    lost = {name: before[name] - after[name] for name in before}
    assert lost[criterion] >= 5, lost
    assert lost[criterion] == max(lost.values()), lost


def test_three_weeks_on_is_late() -> None:
    late = KNOWN._replace(submission=KNOWN.submission._replace(day=date(2026, 4, 30)))
    before, after = values(card(NEWS)), values(card(NEWS, beside=late))
    assert before["快"] - after["快"] >= 15
    assert {name: before[name] for name in "实深用"} == {name: after[name] for name in "实深用"}


def test_good_drafts_lead_the_poor_one_by_far() -> None:
    totals = [card(text).total for text in (NEWS, PROBLEM, EXPERIENCE)]
    poor = card(POOR).total
    assert poor is not None
    assert all(total is not None and total >= poor + 15 for total in totals)


def test_a_sharp_problem_and_a_first_report_lead_dated_figures_without_a_result() -> None:
    empty = card(EMPTY_NEWS).total
    assert empty is not None
    undated = PROBLEM.replace("近期，", "")
    assert (card(undated, "问题").total or 0) > empty
    assert (card(FIRST_REPORT, "紧急信息").total or 0) > empty
