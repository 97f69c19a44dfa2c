"""What predicts adoption, from decisions that stand."""

import json
import tomllib
from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest

from shengao.config import Resolver
from shengao.desk import calibrate, decisions, ledger
from shengao.desk.calibrate import Decided, Kind, Sample
from shengao.desk.decisions import Decision
from shengao.desk.entries import Entry
from shengao.desk.folder import Desk
from shengao.desk.tables import CONTENT
from shengao.finding import CRITERIA

from .conftest import Scan, rows
from .drafts import draft

AT = datetime(2026, 3, 6, 10, 0)
BEFORE = {"工作动态": {"快": 25.0, "实": 40.0, "深": 10.0, "新": 5.0, "用": 20.0}}
KINDS = tuple(CRITERIA.values())


def made(count: int, seed: int = 1) -> Sample:
    """Decisions that 快 foretells, 深 foretells the wrong way round, and the others do not."""
    random = Random(seed)
    drafts = []
    for index in range(count):
        adopted = index % 2 == 0
        values: dict[tuple[Kind, str], float] = {
            ("要求", name): random.gauss(60, 10) for name in KINDS
        }
        values["要求", "快"] += 25 * adopted
        values["要求", "深"] -= 25 * adopted
        if not adopted:
            values["规则", "colloquial-verb"] = -1.0 - index % 3
        drafts.append(Decided(adopted, "工作动态", values))
    return Sample(tuple(drafts), 0)


def test_below_fifty_decisions_nothing_is_said() -> None:
    assert not made(49).enough
    assert calibrate.predictors(made(49)) == []
    assert calibrate.suggest(made(49), BEFORE) == []
    one_sided = Sample(tuple(one._replace(adopted=True) for one in made(80).drafts), 0)
    assert not one_sided.enough


def test_what_foretells_is_told_from_what_does_not() -> None:
    found = {one.name: one for one in calibrate.predictors(made(200))}
    assert {name: found[name].tells for name in ("快", "深", "colloquial-verb")} == {
        "快": "有用", "深": "相反", "colloquial-verb": "有用",
    }  # fmt: skip
    rule = found["colloquial-verb"]
    assert (rule.adopted, rule.returned, rule.found) == (100, 100, 100)
    assert rule.area is not None
    assert rule.area.value == 1.0


def test_what_few_drafts_have_is_not_judged() -> None:
    sample = made(60)
    first = sample.drafts[0]
    drafts = (first._replace(values={**first.values, ("加分点", "foresight"): 4.0}),)
    found = calibrate.predictors(Sample(drafts + sample.drafts[1:], 0))
    (one,) = (one for one in found if one.name == "foresight")
    assert (one.area, one.tells, one.adopted, one.returned) == (None, "数据不足", 1, 0)


def test_weights_move_towards_what_foretells_the_more_the_more_decisions() -> None:
    (few,) = calibrate.suggest(made(60), BEFORE)
    (many,) = calibrate.suggest(made(1000), BEFORE)
    assert few.before == BEFORE["工作动态"]
    assert 25 < few.after["快"] < many.after["快"]
    assert many.after["深"] <= few.after["深"] <= 10
    for one in (few, many):
        assert sum(one.after.values()) == 100
        assert all(value % 5 == 0 for value in one.after.values())


def test_the_suggestion_is_a_configuration(tmp_path: Path) -> None:
    text = calibrate.as_toml(calibrate.suggest(made(200), BEFORE))
    path = tmp_path / "shengao.toml"
    path.write_text(text, encoding="utf-8")
    written = tomllib.loads(text)["profile"]["weights"]["工作动态"]
    weights = Resolver(path).settings("稿件.txt").profile["scoring"]["weights"]
    assert weights["工作动态"] == written


@pytest.fixture
def judged(desk: Desk, box: Path, take: Scan) -> Desk:
    for index in range(4):
        (box / f"{index}.txt").write_text(draft(f"青石镇建成{index + 3}座便民桥"), "utf-8")
    take()
    return desk


def test_the_last_decision_stands_and_the_ledger_counts(judged: Desk) -> None:
    with judged.writing() as connection:
        decisions.record(connection, Decision(1, "2026-03-06 10:00:00", "甲", "退改", ("RJ03",)))
        decisions.record(connection, Decision(1, "2026-03-07 10:00:00", "甲", "采用"))
        decisions.record(connection, Decision(2, "2026-03-07 10:00:00", "甲", "退改", ("RJ01",)))
        entry = Entry("采用", date(2026, 3, 8), ("青石镇",), "题", "政务信息", draft=3)
        ledger.record(connection, [entry], "甲", AT)
        assert [one.kind for one in decisions.of(connection, 1)] == ["退改", "采用"]
        assert decisions.of(connection, 2)[0].reasons == ("RJ01",)
    assert [row["state"] for row in rows(judged)] == ["已采用", "已退改", "待处理", "待处理"]
    with judged.reading() as connection:
        found = calibrate.sample(connection)
    assert [one.adopted for one in found.drafts] == [True, False, True]
    assert {key for key in found.drafts[0].values if key[0] == "要求"} == {
        ("要求", name) for name in ("快", "实", "深", "用")
    }
    assert ("加分点", "event-lag") in found.drafts[0].values


def test_drafts_of_which_nothing_is_kept_are_counted(judged: Desk) -> None:
    with judged.writing() as connection:
        decisions.record(connection, Decision(1, "2026-03-06 10:00:00", "甲", "退改"))
        connection.execute(CONTENT.delete())
    with judged.reading() as connection:
        assert calibrate.sample(connection) == Sample((), 1)


def test_findings_count_against_a_draft(desk: Desk, box: Path, take: Scan) -> None:
    (box / "差.txt").write_text(draft(body="3月5日，镇里搞了两次演练，搞了三次整治。\n"), "utf-8")
    take()
    with desk.writing() as connection:
        decisions.record(connection, Decision(1, "2026-03-06 10:00:00", "甲", "退改"))
        (one,) = calibrate.sample(connection).drafts
    assert one.values["规则", "colloquial-verb"] == -2.0
    assert json.loads(rows(desk)[0]["faults"])["colloquial"] == 2
