"""Scorecards: parts, total, bands, gates, lights, gains, and what is not measured."""

from datetime import datetime
from pathlib import Path

import pytest
from drafts import BOOK, KNOWN, NEWS, POOR, SPEECH, card, draft, linted, values

from shengao import batch, measure, score
from shengao.finding import Finding, Run, Severity
from shengao.score import Beside, packing, signals
from shengao.score.signal import Measure, Signal
from shengao.scorecard import Scorecard
from shengao.text import Span

DOCUMENT = draft(NEWS)


def finding(rule: str, severity: Severity = Severity.ERROR, at: int = 0) -> Finding:
    row = BOOK.rules[rule]
    return Finding(
        rule,
        row.fault,
        row.criterion,
        severity,
        f"{row.title}。",
        Span(at, at + 3),
        NEWS[at : at + 3],
    )


def of(*findings: Finding) -> Scorecard:
    made = score.measure(DOCUMENT, Run(findings), KNOWN, BOOK.scoring)
    assert made is not None
    return made


def test_a_fragment_has_no_scorecard() -> None:
    document = draft("已完成清淤3公里。")
    assert score.measure(document, linted(document), KNOWN, BOOK.scoring) is None


def test_evidence_adds_up_to_the_value() -> None:
    made = card(POOR)
    for name, mark in made.criteria.items():
        if name != "实":
            total = sum(one.points for one in mark.evidence)
            assert mark.value == round(max(0, min(total, 100)))
    halves = {
        half: sum(one.points for one in made.criteria["实"].evidence if one.half == half)
        for half in ("准", "顺")
    }
    assert made.halves == {half: round(max(0, min(sum_, 100))) for half, sum_ in halves.items()}


def test_evidence_says_the_words_it_stands_on() -> None:
    for mark in card(POOR).criteria.values():
        for one in mark.evidence:
            assert one.words == tuple(POOR[start:end] for start, end in one.spans)


def test_one_wrong_sum_outweighs_ten_stock_phrases() -> None:
    wrong = of(finding("total-miscalculated"))
    stock = of(*(finding("colloquial-verb", Severity.WARNING, at) for at in range(0, 50, 5)))
    assert (wrong.criteria["实"].value or 0) < (stock.criteria["实"].value or 0)


def test_without_a_day_or_an_archive_two_criteria_are_not_measured() -> None:
    made = card(NEWS, beside=Beside())
    assert (made.criteria["快"].value, made.criteria["快"].why) == (None, "不知道报送日期")
    assert (made.criteria["新"].value, made.criteria["新"].why) == (None, "没有往期稿件可比")
    weights = {name: mark.weight for name, mark in made.criteria.items()}
    assert weights == pytest.approx({"快": 0, "实": 4 / 7, "深": 1 / 7, "新": 0, "用": 2 / 7})
    assert made.total is not None


def test_an_urgent_report_is_timed_by_its_receipt() -> None:
    received = Beside(received=datetime(2026, 4, 8, 10))
    assert card(NEWS, "紧急信息", received).criteria["快"].value is not None
    assert card(NEWS, "工作动态", received).criteria["快"].value is None


def test_a_speech_has_criteria_but_no_total() -> None:
    made = card(SPEECH)
    assert all(mark.value is not None for mark in made.criteria.values())
    assert (made.total, made.band, made.gains) == (None, None, ())


@pytest.mark.parametrize(
    ("rule", "severity", "gated"),
    [
        ("total-miscalculated", Severity.ERROR, True),
        ("figure-conflict", Severity.WARNING, False),
        ("point-of-amount", Severity.ERROR, False),
        ("placeholder-left", Severity.ERROR, True),
        ("secrecy-mark-shown", Severity.ERROR, True),
        ("identity-number-shown", Severity.WARNING, True),
        ("child-named", Severity.INFO, False),
        ("words-to-checker", Severity.ERROR, True),
        ("typo-nonword", Severity.ERROR, False),
    ],
)
def test_what_makes_a_draft_wait_for_a_person(rule: str, severity: Severity, gated: bool) -> None:
    made = of(finding(rule, severity))
    assert made.gates == ((BOOK.rules[rule].title,) if gated else ())
    assert (made.band == "待核") == gated


def test_bands() -> None:
    total = card(NEWS).total
    assert total is not None
    for least, band in ((total, "优"), (total + 1, "良")):
        bands = {"优": least, "良": 1, "可": 0}
        beside = KNOWN._replace(profile={"scoring": {"bands": bands}})
        assert card(NEWS, beside=beside).band == band


def test_lights() -> None:
    names = tuple(light.name for light in card(NEWS).lights)
    assert names == ("全面", "及时", "准确", "规范")
    on = {light.name: light.on for light in of().lights}
    assert (on["准确"], on["规范"]) == (True, True)
    out = {light.name: light for light in of(finding("date-order"), finding("doubled-mark")).lights}
    assert (out["准确"].on, out["准确"].reasons) == (False, ("结束日期早于开始日期",))
    assert (out["规范"].on, out["规范"].reasons) == (False, ("标点重复",))


def test_nobody_knows_whether_an_undated_draft_is_in_time() -> None:
    lights = {light.name: light for light in card(NEWS, beside=Beside()).lights}
    assert (lights["及时"].on, lights["及时"].reasons) == (None, ("不知道报送日期",))
    lights = {light.name: light for light in card(NEWS, "经验", Beside()).lights}
    assert lights["及时"].on


def test_mending_what_costs_most_is_named_first() -> None:
    errors = finding("total-miscalculated"), finding("total-miscalculated", at=9)
    made = of(*errors, finding("cliche-success", Severity.WARNING))
    assert made.gains[0].what == "改掉2处数字错误"
    clean = of(finding("cliche-success", Severity.WARNING)).total
    assert clean is not None
    assert made.total is not None
    assert made.gains[0].points == pytest.approx(clean - made.total, abs=1)
    assert list(made.gains) == sorted(made.gains, key=lambda gain: -gain.points)


def test_what_a_signal_advises_on_the_words_of_a_finding_is_told_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def advised(_: object) -> Measure:
        return Measure(0.0, "主体不明", (Span(0, 3),), "写明主体。")

    slug = next(one.slug for one in signals.load() if one.criterion == "实")
    monkeypatch.setattr(
        signals, "load", lambda: (Signal(slug, "", "实", "", "", "", (), advised, "准"),)
    )
    apart = of(finding("vague-actor", at=4))
    assert {gain.what for gain in apart.gains} == {"写明主体", "改掉1处空泛模糊"}
    assert len(of(finding("vague-actor", at=2)).gains) == 1


def test_a_scorecard_survives_packing() -> None:
    for made in (card(POOR), card(NEWS, beside=Beside()), card(SPEECH)):
        assert packing.unpack(packing.pack(made)) == made
    assert packing.unpack(packing.pack(None)) is None


# In a run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, text in enumerate((NEWS, POOR, SPEECH, "已完成。"), 1):
        (tmp_path / f"2026041{number} 稿{number}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def scores(folder: Path, **options: object) -> list[Scorecard | None]:
    rows = batch.run(batch.Options((folder,), **options))  # type: ignore[arg-type]
    return [row.score for row in rows]


def test_every_draft_of_a_run_has_its_scorecard(folder: Path) -> None:
    alone = scores(folder, use_cache=False)
    assert [made is not None for made in alone] == [True, True, True, False]
    assert [made.submission.source for made in alone if made] == ["文件名"] * 3
    assert scores(folder, use_cache=False, jobs=2) == alone


def test_scorecards_are_kept(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHENGAO_CACHE", str(tmp_path_factory.mktemp("cache")))
    first = scores(folder)
    monkeypatch.setattr(score, "measure", None)  # whoever measured again would fail
    assert scores(folder) == first


def test_what_a_unit_sets_counts_in_a_run(folder: Path) -> None:
    before = scores(folder)[0]
    (folder / "shengao.toml").write_text(
        '[profile.weights]\n"工作动态" = { "用" = 1 }\n', encoding="utf-8"
    )
    after = scores(folder)[0]
    assert before is not None
    assert after is not None
    assert after.total == before.criteria["用"].value


def test_a_signal_that_fails_is_named_and_costs_only_the_score(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise KeyError("没有")

    bad = Signal("broken-signal", "坏", "用", "", "", "", (), broken)
    monkeypatch.setattr(signals, "load", lambda: (bad,))
    row = next(iter(batch.run(batch.Options((folder,), use_cache=False))))
    assert row.score is None
    assert row.crashes == ("评分：broken-signal：KeyError: '没有'（内部错误）",)


def test_measure_takes_what_check_takes(tmp_path: Path) -> None:
    path = tmp_path / "20260410.txt"
    path.write_text(NEWS, encoding="utf-8")
    made = measure(path)
    assert made is not None
    assert made.submission.source == "文件名"
    whole = measure(NEWS, submitted=KNOWN.submission.day, likeness=KNOWN.likeness)
    assert whole is not None
    assert values(whole) == values(card(NEWS))
    assert measure("已完成。") is None
