"""The other commands, each as a user runs it."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from shengao.finding import CRITERIA, FAULTS

from .conftest import GOOD, POOR, Run

# rules, explain


def test_rules_as_a_table_and_as_json(shengao: Run) -> None:
    table, data = shengao("rules"), shengao("rules", "--format", "json")
    assert (table.code, data.code) == (0, 0)
    rules = json.loads(data.out)["rules"]
    assert f"共 {len(rules)} 条" in table.out
    for rule in rules:
        assert rule["slug"] in table.out
        assert rule["fault"] in FAULTS
        assert rule["criterion"] in CRITERIA.values()


@pytest.mark.parametrize("fault", ["口语化", "colloquial"])
def test_rules_are_filtered(shengao: Run, fault: str) -> None:
    rules = json.loads(shengao("rules", "--fault", fault, "--format", "json").out)["rules"]
    assert {rule["fault"] for rule in rules} == {"colloquial"}
    rules = json.loads(shengao("rules", "--criterion", "factual", "--format", "json").out)["rules"]
    assert {rule["criterion"] for rule in rules} == {"实"}
    rules = json.loads(shengao("rules", "--severity", "info", "--format", "json").out)["rules"]
    assert {rule["severity"] for rule in rules} == {"info"}


def test_filters_that_name_nothing(shengao: Run) -> None:
    done = shengao("rules", "--fault", "口语")
    assert done.code == 2
    assert "没有“口语”这个问题类别，是不是想写 口语化？" in done.err
    assert shengao("rules", "--criterion", "好").code == 2


def test_explain_a_rule(shengao: Run) -> None:
    done = shengao("explain", "colloquial-verb")
    assert done.code == 0
    for part in ("为什么", "怎么改", "会报告", "不报告", "依据", "⟦搞了→开展了⟧"):
        assert part in done.out
    assert "<!-- shengao: allow colloquial-verb" in done.out


def test_explain_every_rule_fault_and_criterion(shengao: Run) -> None:
    rules = json.loads(shengao("rules", "--format", "json").out)["rules"]
    assert "审稿标记" in shengao("explain", "unused-suppression").out
    for name in ("口语化", "colloquial", "实", "factual"):
        done = shengao("explain", name)
        assert done.code == 0
        assert "colloquial-verb" in done.out
    assert shengao("explain", rules[-1]["slug"]).code == 0


def test_explain_a_signal(shengao: Run, folder: Path) -> None:
    done = shengao("explain", "comparison")
    assert done.code == 0
    assert done.out.startswith("有对比、有走势（comparison）\n要求：深  最多 ")
    for part in ("看什么", "可能怎样凑分", "这样防"):
        assert f"\n\n{part}\n  " in done.out
    assert "comparison" in shengao("explain", "深").out
    assert "（准）" in shengao("explain", "sourced-figures").out
    (folder / "shengao.toml").write_text("[profile.points]\ncomparison = 33\n", encoding="utf-8")
    assert "要求：深  最多 33 分" in shengao("explain", "comparison").out


def test_explain_what_is_not_there(shengao: Run) -> None:
    done = shengao("explain", "colloquial-vreb")
    assert (done.code, done.out) == (2, "")
    assert "是不是想写 colloquial-verb？" in done.err


# fix

DOUBLED = "镇政府的的2名干部到场，投诉由12件减少到3件。\n"


@pytest.fixture
def fixable(folder: Path) -> Path:
    """A draft that a rule of the folder's own can mend safely, and one that it may."""
    (folder / "shengao.toml").write_text('rules = ["规则"]\nselect = ["typo"]\n', encoding="utf-8")
    (folder / "规则" / "factual").mkdir(parents=True)
    for name, match, fix in (("two-of-one", "的的", "safe"), ("cart-word", "大车", "suggested")):
        (folder / "规则" / "factual" / f"{name}.toml").write_text(
            f'title = "{match}"\nfault = "typo"\nmessage = "“{{match}}”应为“{{better}}”。"\n'
            f'why = "笔误。"\nhow = "改正。"\nbad = ["⟦{match}→好⟧"]\ngood = ["一"]\n'
            f'[check]\nuse = "phrase"\nmatch = "{match}"\nbetter = ["{match[1]}"]\nfix = "{fix}"\n',
            encoding="utf-8",
        )
    draft = folder / "笔误.txt"
    draft.write_text(DOUBLED + "大车到村。\n", encoding="utf-8")
    return draft


def test_fix_mends_what_is_safe_and_keeps_the_rest(shengao: Run, fixable: Path) -> None:
    fixable.write_bytes((DOUBLED + "大车到村。\n").replace("\n", "\r\n").encode("gbk"))
    done = shengao("fix", "笔误.txt")
    assert (done.code, done.out, done.err) == (0, "", "笔误.txt：改了 1 处。\n")
    after = DOUBLED.replace("的的", "的") + "大车到村。\n"
    assert fixable.read_bytes() == after.replace("\n", "\r\n").encode("gbk")
    assert shengao("fix", "笔误.txt").err == "笔误.txt：没有可改的地方。\n"


def test_fix_suggested(shengao: Run, fixable: Path) -> None:
    assert shengao("fix", "--suggested", "笔误.txt").err == "笔误.txt：改了 2 处。\n"
    assert fixable.read_text("utf-8") == DOUBLED.replace("的的", "的") + "车到村。\n"


def test_preview_changes_nothing(shengao: Run, fixable: Path) -> None:
    before = fixable.read_bytes()
    done = shengao("fix", "笔误.txt", "--preview")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "--- 笔误.txt\n+++ 笔误.txt\n@@ -1,2 +1,2 @@\n"
        f"-{DOUBLED}+{DOUBLED.replace('的的', '的')} 大车到村。\n"
    )
    assert fixable.read_bytes() == before


def test_fix_standard_input(shengao: Run, fixable: Path) -> None:
    done = shengao("fix", "-", stdin=DOUBLED)
    assert (done.code, done.out) == (0, DOUBLED.replace("的的", "的"))


def test_a_damaged_word_file_is_named_and_others_are_mended(shengao: Run, fixable: Path) -> None:
    (fixable.parent / "稿.docx").write_bytes(b"PK\x03\x04")
    done = shengao("fix", "稿.docx", "笔误.txt")
    assert done.code == 2
    assert "稿.docx：" in done.err
    assert "Word" in done.err
    assert "的的" not in fixable.read_text("utf-8")


# init, config


def test_init_writes_a_file_that_works_and_never_overwrites(shengao: Run, folder: Path) -> None:
    done = shengao("init")
    assert (done.code, done.out) == (0, "已新建 shengao.toml。\n")
    text = (folder / "shengao.toml").read_text("utf-8")
    tomllib.loads(text)
    assert "# threshold" in text
    assert shengao("check", "好稿.md").code == 0
    (folder / "shengao.toml").write_text("# 我的\n", encoding="utf-8")
    done = shengao("init")
    assert (done.code, done.err) == (2, "错误：shengao.toml 已经存在，没有改动。\n")
    assert (folder / "shengao.toml").read_text("utf-8") == "# 我的\n"
    assert shengao("init", "没有").code == 2


def test_init_writes_the_profile_too_and_what_it_says_counts(shengao: Run, folder: Path) -> None:
    done = shengao("init", "--profile")
    assert (done.code, done.out) == (0, "已新建 shengao.toml。\n")
    text = (folder / "shengao.toml").read_text("utf-8")
    assert "# [profile.weights]" in text
    assert "profile" not in tomllib.loads(text)
    assert shengao("init", "--profile").code == 2
    assert (folder / "shengao.toml").read_text("utf-8") == text
    (folder / "稿.txt").write_text("镇里演练两次\n3月5日，镇政府组织消防演练2次。\n", "utf-8")

    def score() -> dict[str, Any]:
        out = shengao("check", "稿.txt", "--format", "json").out
        score: dict[str, Any] = json.loads(out)["drafts"][0]["score"]
        return score

    usual = score()
    assert 0 < usual["criteria"]["用"]["weight"] < 1
    total = usual["criteria"]["用"]["value"]
    (folder / "shengao.toml").write_text(
        f"[profile.thresholds]\n'优' = {total}\n'良' = 2\n'可' = 1\n"
        "[profile.weights]\n'动态' = { '用' = 1 }\n",
        "utf-8",
    )
    own = score()
    assert (own["total"], own["band"]) == (total, "优")
    assert own["criteria"]["实"]["weight"] == 0


def test_config_shows_what_applies_and_from_where(shengao: Run, folder: Path) -> None:
    (folder / "通讯").mkdir()
    (folder / "shengao.toml").write_text(
        'ignore = ["套话"]\n\n[[paths]]\nmatch = ["通讯/"]\ngenre = "通讯稿"\n', encoding="utf-8"
    )
    done = shengao("config", "--show", "通讯/三月.md")
    assert done.code == 0
    rows = [re.split(r"  +", line) for line in done.out.splitlines()]
    assert ["ignore", "cliche", "shengao.toml:1"] in rows
    assert ["genre", "通讯稿", "shengao.toml:5"] in rows
    assert ["threshold", "warning", "默认"] in rows
    assert shengao("config", "--show", "通讯").out.split("\n")[1:] == done.out.split("\n")[1:]
    (folder / "shengao.toml").write_text("[profile.points]\nevent-leg = 3\n", "utf-8")
    done = shengao("config", "--show", "通讯/三月.md")
    assert (done.code, done.err) == (
        2,
        "错误：shengao.toml:2：没有加分点“event-leg”，是不是想写 event-lag？\n    event-leg = 3\n",
    )
    isolated = shengao("config", "--show", "通讯/三月.md", "--isolated").out
    assert "shengao.toml" not in isolated


def test_config_schema(shengao: Run) -> None:
    assert "threshold" in json.loads(shengao("config", "--schema").out)["properties"]
    assert shengao("config").code == 2


# term


def test_term_add_protects_a_name(shengao: Run, folder: Path) -> None:
    (folder / "名.txt").write_text("3月5日，搞了村有12户居民搬迁。\n", encoding="utf-8")
    assert shengao("check", "名.txt").code == 1
    done = shengao("term", "add", "搞了村")
    assert (done.code, done.out) == (0, "已登记到 shengao.toml：搞了村。\n")
    assert shengao("check", "名.txt").code == 0
    assert "没有改动" in shengao("term", "add", "搞了村").out


@pytest.mark.parametrize(
    ("before", "names"),
    [
        ("", ["甲村"]),
        ('# 头\nnames = ["乙村"] # 尾\n', ["乙村", "甲村"]),
        ('names = [\n  "乙村", # 在东边\n  # 还有\n]\nthreshold = "info"\n', ["乙村", "甲村"]),
        ('threshold = "info" # 全看\n\n[severity]\nvague = "info"\n', ["甲村"]),
        ('[[paths]]\nmatch = ["*.md"]\n', ["甲村"]),
    ],
)
def test_term_add_keeps_the_file_as_it_is(
    shengao: Run, folder: Path, before: str, names: list[str]
) -> None:
    path = folder / "shengao.toml"
    path.write_text(before, encoding="utf-8")
    assert shengao("term", "add", "甲村").code == 0
    after = path.read_text("utf-8")
    expected = {**tomllib.loads(before), "names": names}
    assert tomllib.loads(after) == expected
    for comment in re.findall(r"#.*", before):
        assert comment in after


def test_term_add_keeps_line_ends_and_byte_order_mark(shengao: Run, folder: Path) -> None:
    path = folder / "shengao.toml"
    path.write_bytes(b'\xef\xbb\xbf# a\r\nnames = [\r\n  "b",\r\n]\r\n')
    assert shengao("term", "add", "甲村").code == 0
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf# a\r\nnames = [\r\n")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert tomllib.loads(after.decode("utf-8-sig")) == {"names": ["b", "甲村"]}


def test_term_add_in_pyproject(shengao: Run, folder: Path) -> None:
    path = folder / "pyproject.toml"
    path.write_text('[tool.shengao] # 审稿\nthreshold = "info"\n\n[tool.x]\na = 1\n', "utf-8")
    assert shengao("term", "add", "甲村", "乙村").code == 0
    table = tomllib.loads(path.read_text("utf-8"))["tool"]
    assert table == {"shengao": {"threshold": "info", "names": ["甲村", "乙村"]}, "x": {"a": 1}}
    assert not (folder / "shengao.toml").exists()


# baseline


def test_baseline_accepts_what_is_there_and_prunes_what_is_gone(shengao: Run, folder: Path) -> None:
    done = shengao("baseline", ".")
    assert done.code == 0
    accepted = re.search(r"共记入 (\d+) 处", done.out)
    assert accepted is not None
    assert "--baseline .shengao-baseline.json" in done.out
    assert shengao("check", ".").code == 1
    assert shengao("check", ".", "--baseline", ".shengao-baseline.json").code == 0
    (folder / "shengao.toml").write_text('baseline = ".shengao-baseline.json"\n', "utf-8")
    assert shengao("check", ".").code == 0
    (folder / "差 稿.txt").write_text(f"{POOR}村里又搞了2次检查。\n", encoding="utf-8")
    assert shengao("check", ".").code == 1
    (folder / "差 稿.txt").write_text(GOOD, encoding="utf-8")
    assert shengao("baseline", ".", "--prune").out == ".shengao-baseline.json：共记入 0 处。\n"


def test_a_baseline_without_a_draft_is_2(shengao: Run) -> None:
    done = shengao("baseline", "没有.txt")
    assert done.code == 2
    assert "没有.txt：" in done.err


# allow


def test_allow_writes_a_mark_that_works(shengao: Run, folder: Path) -> None:
    (folder / "引.md").write_text(f"{GOOD}\n群众搞了两天。\n", encoding="utf-8")
    assert shengao("check", "引.md").code == 1
    done = shengao("allow", "引.md:3", "colloquial-verb", "引用", "原话")
    assert (done.code, done.out) == (0, "已在 引.md 第 3 行写入审稿标记。\n")
    text = (folder / "引.md").read_text("utf-8")
    assert "<!-- shengao: allow colloquial-verb 引用 原话 -->" in text
    done = shengao("check", "引.md", "--format", "json")
    assert done.code == 0
    (suppressed,) = json.loads(done.out)["drafts"][0]["suppressed"]
    assert suppressed["reason"] == "引用 原话"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["好稿.md", "colloquial-verb", "理由"], "应写成“文件:行”"),
        (["好稿.md:x", "colloquial-verb", "理由"], "应写成“文件:行”"),
        (["好稿.md:1", "colloquial-vreb", "理由"], "colloquial-verb"),
        (["好稿.md:1", "口语化", "理由"], "问题类别"),
        (["好稿.md:1", "colloquial-verb"], "还要写明：理由"),
        (["好稿.md:99", "colloquial-verb", "理由"], "没有第99行"),
        (["没有.md:1", "colloquial-verb", "理由"], "不存在"),
    ],
)
def test_allow_says_what_is_wrong(
    shengao: Run, folder: Path, arguments: list[str], said: str
) -> None:
    done = shengao("allow", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert (folder / "好稿.md").read_text("utf-8") == GOOD


# doctor


def test_doctor_finds_everything_in_order(shengao: Run) -> None:
    done = shengao("doctor")
    assert (done.code, done.err) == (0, "")
    for what in ("审稿", "组件 pydantic", "缓存", "配置", "规则", "分词", "git", "pre-commit"):
        assert re.search(rf"^{what} ", done.out, re.MULTILINE)
    assert "有误" not in done.out


def test_doctor_finds_a_rule_that_cannot_fire(shengao: Run, folder: Path) -> None:
    (folder / "shengao.toml").write_text('rules = ["规则"]\n', encoding="utf-8")
    rule = folder / "规则" / "factual" / "never-fires.toml"
    rule.parent.mkdir(parents=True)
    rule.write_text(
        'title = "不响"\nfault = "typo"\nmessage = "“{match}”。"\nwhy = "因为。"\nhow = "改。"\n'
        'bad = ["⟦一⟧"]\ngood = ["二"]\n[check]\nuse = "phrase"\nmatch = "三四五"\n',
        encoding="utf-8",
    )
    done = shengao("doctor")
    assert done.code == 2
    assert re.search(r"^规则能否报告 +有误 .*never-fires", done.out, re.MULTILINE)
    rule.write_text("broken", encoding="utf-8")
    done = shengao("doctor")
    assert done.code == 2
    assert re.search(r"^规则 +有误 .*never-fires\.toml:1", done.out, re.MULTILINE)
