import json
from pathlib import Path

import pytest

from shengao.baseline import NAME, load
from shengao.errors import ConfigError, UsageError
from shengao.finding import DraftResult, Finding, Located, Severity
from shengao.text import Span


def located(rule: str, fingerprint: str) -> Located:
    finding = Finding(
        rule, "vague", "实", Severity.WARNING, "", Span(0, 2), "若干", fingerprint=fingerprint
    )
    return Located(finding, 1, 1, 1, 3, "若干部门", 0, 2)


def result(path: str, *found: tuple[str, str], error: str | None = None) -> DraftResult:
    return DraftResult(path, findings=tuple(located(*one) for one in found), error=error)


def names(kept: DraftResult) -> list[tuple[str, str]]:
    return [(one.finding.rule, one.finding.fingerprint) for one in kept.findings]


def test_accepted_findings_are_filtered_and_new_ones_stay(tmp_path: Path) -> None:
    file = tmp_path / NAME
    old = result("报送/甲 稿.txt", ("vague-word", "a1"), ("cliche", "b2"))
    assert load(file, tmp_path).accept([old]).save() == 2
    baseline = load(file, tmp_path)
    now = result("报送/甲 稿.txt", ("vague-word", "a1"), ("cliche", "b2"), ("cliche", "c3"))
    assert names(baseline.filter(now)) == [("cliche", "c3")]
    assert names(baseline.filter(result("报送/乙.txt", ("cliche", "b2")))) == [("cliche", "b2")]


def test_as_many_as_were_accepted_are_filtered(tmp_path: Path) -> None:
    baseline = load(tmp_path / NAME, tmp_path).accept([result("a.txt", ("x", "1"), ("x", "1"))])
    thrice = result("a.txt", ("x", "1"), ("x", "1"), ("x", "1"))
    assert names(baseline.filter(thrice)) == [("x", "1")]


def test_the_file_is_sorted_and_one_line_a_finding(tmp_path: Path) -> None:
    file = tmp_path / NAME
    load(file, tmp_path).accept(
        [
            result("乙.txt", ("b", "2"), ("a", "9"), ("b", "2")),
            result("丙.txt"),
            result("a.txt", ("c", "3")),
        ]
    ).save()
    text = file.read_text("utf-8")
    assert text == (
        '{\n  "version": 1,\n  "drafts": {\n'
        '    "a.txt": [\n      {"rule": "c", "fingerprint": "3", "count": 1}\n    ],\n'
        '    "乙.txt": [\n      {"rule": "a", "fingerprint": "9", "count": 1},\n'
        '      {"rule": "b", "fingerprint": "2", "count": 2}\n    ]\n  }\n}\n'
    )
    load(file, tmp_path).save()
    assert file.read_text("utf-8") == text
    load(file, tmp_path).prune([result("a.txt"), result("乙.txt")]).save()
    assert json.loads(file.read_text("utf-8")) == {"version": 1, "drafts": {}}


def test_accepting_again_adds_and_never_drops(tmp_path: Path) -> None:
    first = load(tmp_path / NAME, tmp_path).accept([result("a.txt", ("x", "1"), ("x", "1"))])
    again = first.accept([result("a.txt", ("x", "1"), ("y", "2"))])
    assert again.drafts == {"a.txt": {("x", "1"): 2, ("y", "2"): 1}}


def test_pruning_drops_what_is_gone(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("若干", "utf-8")
    baseline = load(tmp_path / NAME, tmp_path).accept(
        [
            result("a.txt", ("x", "1"), ("x", "1"), ("y", "2")),
            result("b.txt", ("x", "1")),
            result("c.txt", ("x", "1")),
            result("已删.txt", ("x", "1")),
        ]
    )
    pruned = baseline.prune(
        [result("a.txt", ("x", "1"), ("z", "3")), result("b.txt", error="文件被截断")]
    )
    assert pruned.drafts == {
        "a.txt": {("x", "1"): 1},
        "b.txt": {("x", "1"): 1},  # could not be read: nothing is known
        "c.txt": {("x", "1"): 1},  # was not checked
    }


def test_drafts_are_keyed_from_the_baselines_own_folder(tmp_path: Path) -> None:
    (tmp_path / "项目" / "稿").mkdir(parents=True)
    file = tmp_path / "项目" / NAME
    load(file, tmp_path / "项目" / "稿").accept([result("./a.txt", ("x", "1"))]).save()
    assert list(json.loads(file.read_text("utf-8"))["drafts"]) == ["稿/a.txt"]
    elsewhere = load(file, tmp_path)
    assert names(elsewhere.filter(result("项目/稿/a.txt", ("x", "1")))) == []
    absolute = str(tmp_path / "项目" / "稿" / "a.txt")
    assert names(elsewhere.filter(result(absolute, ("x", "1")))) == []


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("", 1, "已损坏"),
        ('{\n  "version": 1,\n  "drafts": {\n<<<<<<< HEAD\n}}', 4, "已损坏"),
        ("[]", 0, "不是审稿的基线文件"),
        ('{"version": 2, "drafts": {}}', 0, "另一版本"),
        ('{"version": 1, "drafts": {"a.txt": [{"rule": "x"}]}}', 0, "不是审稿的基线文件"),
        ('{"version": 1, "drafts": {"a.txt": 3}}', 0, "不是审稿的基线文件"),
        ("[" * 100_000, 0, "已损坏"),
    ],
)
def test_a_damaged_file_is_refused_with_its_place(
    tmp_path: Path, text: str, line: int, why: str
) -> None:
    file = tmp_path / NAME
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=why) as caught:
        load(file)
    assert (caught.value.path, caught.value.line) == (str(file), line)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="：文件夹不存在。"):
        load(tmp_path / "没有" / NAME, tmp_path).save()
