"""``shengao check``: exit codes, outputs, selection, standard input, what cannot be checked."""

import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from shengao import report
from shengao.cli import running

from .conftest import GOOD, POOR, Done, Run


def drafts(done: Done) -> dict[str, Any]:
    """The drafts of a JSON report by path; the report must be whole."""
    report = json.loads(done.out)
    assert report["version"] == 1
    assert report["summary"]["drafts"] == len(report["drafts"])
    return {draft["path"]: draft for draft in report["drafts"]}


def faults(done: Done) -> set[str]:
    return {f["fault"] for draft in drafts(done).values() for f in draft["findings"]}


# Exit codes


def test_clean_is_0(shengao: Run) -> None:
    done = shengao("check", "好稿.md")
    assert (done.code, done.err) == (0, "")
    assert "未发现问题" in done.out


def test_findings_are_1(shengao: Run) -> None:
    done = shengao("check", "差 稿.txt")
    assert (done.code, done.err) == (1, "")
    assert "搞了" in done.out
    assert "建议" in done.out


def test_a_draft_that_cannot_be_read_is_2_and_the_others_are_checked(shengao: Run) -> None:
    done = shengao("check", "没有.txt", "差 稿.txt", "--format", "json")
    assert done.code == 2
    found = drafts(done)
    assert "不存在" in found["没有.txt"]["error"]
    assert found["差 稿.txt"]["error"] is None
    assert found["差 稿.txt"]["findings"]


def test_fail_on_and_severity(shengao: Run, folder: Path) -> None:
    assert shengao("check", ".", "--fail-on", "error").code == 0
    assert shengao("check", ".", "--severity", "error").code == 0
    (folder / "shengao.toml").write_text('fail-on = "error"\n', encoding="utf-8")
    assert shengao("check", ".").code == 0
    assert shengao("check", ".", "--fail-on", "warning").code == 1
    (folder / "shengao.toml").write_text('[severity]\n"口语化" = "error"\n', encoding="utf-8")
    assert shengao("check", ".", "--severity", "error").code == 1


def test_each_draft_fails_by_its_own_configuration(shengao: Run, folder: Path) -> None:
    (folder / "下").mkdir()
    (folder / "下" / "差.txt").write_text(POOR, encoding="utf-8")
    (folder / "shengao.toml").write_text('fail-on = "error"\n', encoding="utf-8")
    assert shengao("check", ".").code == 0
    (folder / "下" / "shengao.toml").write_text("", encoding="utf-8")
    assert shengao("check", ".").code == 1


# What is checked


def test_folders_by_suffix_and_the_working_folder_by_default(shengao: Run, folder: Path) -> None:
    (folder / "说明.xlsx").write_bytes(b"PK")
    (folder / "~$差稿.docx").write_bytes(b"lock")
    for arguments in ([], ["."]):
        done = shengao("check", *arguments, "--format", "json")
        assert sorted(drafts(done)) == ["好稿.md", "差 稿.txt"]


def test_a_folder_without_drafts(shengao: Run, folder: Path) -> None:
    (folder / "空").mkdir()
    done = shengao("check", "空")
    assert (done.code, done.out) == (0, "")
    assert "没有找到稿件" in done.err
    assert drafts(shengao("check", "空", "--format", "json")) == {}


def test_exclude(shengao: Run, folder: Path) -> None:
    (folder / "shengao.toml").write_text('exclude = ["差*"]\n', encoding="utf-8")
    assert list(drafts(shengao("check", "--format", "json"))) == ["好稿.md"]
    assert len(drafts(shengao("check", "--format", "json", "--isolated"))) == 2


def test_standard_input(shengao: Run) -> None:
    done = shengao("check", "-", "--format", "concise", stdin=POOR)
    assert done.code == 1
    assert "搞了" in done.out
    assert shengao("check", "-", stdin=GOOD).code == 0


def test_standard_input_under_a_name(shengao: Run, folder: Path) -> None:
    (folder / "shengao.toml").write_text(
        '[[paths]]\nmatch = ["通讯/"]\nignore = ["all"]\n', encoding="utf-8"
    )
    arguments = ["check", "-", "--format", "json", "--stdin-filename"]
    done = shengao(*arguments, "通讯/三月.md", stdin=POOR)
    assert done.code == 0
    assert list(drafts(done)) == ["通讯/三月.md"]
    assert shengao(*arguments, "三月.md", stdin=POOR).code == 1
    assert shengao(*arguments, "三月.xyz", stdin=POOR).code == 2


# What is looked for


def test_select_and_ignore(shengao: Run) -> None:
    assert "colloquial" in faults(shengao("check", ".", "--format", "json"))
    for ignored in ("口语化", "colloquial", "实", "套话,口语化", "套话，口语化"):
        done = shengao("check", ".", "--format", "json", "--ignore", ignored)
        assert "colloquial" not in faults(done)
    done = shengao("check", ".", "--format", "json", "--select", "colloquial", "--select", "新")
    assert faults(done) == {"colloquial"}
    assert faults(shengao("check", ".", "--format", "json", "--select", "新")) == set()


def test_hints_only_where_they_are_asked_for(shengao: Run, folder: Path) -> None:
    (folder / "shengao.toml").write_text('[severity]\n"口语化" = "info"\n', encoding="utf-8")
    assert "colloquial" not in faults(shengao("check", ".", "--format", "json"))
    assert "colloquial" in faults(shengao("check", ".", "--format", "json", "--severity", "info"))


def test_genre(shengao: Run, folder: Path) -> None:
    (folder / "前言.md").write_text(f"---\n文种: 简报\n---\n\n{GOOD}", encoding="utf-8")
    (folder / "shengao.toml").write_text('genre = "通讯稿"\n', encoding="utf-8")
    found = drafts(shengao("check", ".", "--format", "json"))
    assert found["好稿.md"]["genre"] == "通讯稿"
    assert found["前言.md"]["genre"] == "简报"
    found = drafts(shengao("check", ".", "--format", "json", "--genre", "工作动态"))
    assert {draft["genre"] for draft in found.values()} == {"工作动态"}


def test_since(shengao: Run, folder: Path) -> None:
    def git(*arguments: str) -> None:
        author = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
        subprocess.run(["git", *author, *arguments], cwd=folder, check=True, capture_output=True)

    (folder / ".git").rmdir()
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "初稿")
    assert shengao("check", ".", "--since", "HEAD").code == 0
    text = POOR + "\n3月8日，村里又搞了两次检查。\n"
    (folder / "差 稿.txt").write_text(text, encoding="utf-8")
    done = shengao("check", ".", "--since", "HEAD", "--format", "json")
    assert {f["line"] for f in drafts(done)["差 稿.txt"]["findings"]} == {3}
    done = shengao("check", ".", "--since", "没有的版本")
    assert (done.code, done.out) == (2, "")
    assert "没有的版本" in done.err


# What comes out


@pytest.mark.parametrize("style", report.FORMATS)
def test_every_format(shengao: Run, style: str) -> None:
    done = shengao("check", ".", "--format", style)
    assert (done.code, done.err) == (1, "")
    assert "搞了" in done.out


@pytest.mark.parametrize("style", ["json", "sarif"])
def test_what_programs_read_is_whole_even_if_nothing_could_be_done(
    shengao: Run, folder: Path, style: str
) -> None:
    (folder / "shengao.toml").write_text('ignore = ["口语"]\n', encoding="utf-8")
    done = shengao("check", ".", "--format", style)
    assert done.code == 2
    json.loads(done.out)
    assert "是不是想写 口语化？" in done.err


def test_machine_formats_are_utf_8_whatever_the_locale(shengao: Run) -> None:
    environment = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"}
    done = shengao("check", ".", "--format", "json", environment=environment)
    assert "差 稿.txt" in drafts(done)


def test_output_is_written_whole_or_not_at_all(shengao: Run, folder: Path) -> None:
    target = folder / "结果.json"
    done = shengao("check", ".", "--format", "json", "--output", "结果.json")
    assert (done.code, done.out, done.err) == (1, "", "")
    first = target.read_text("utf-8")
    assert json.loads(first)["summary"]["drafts"] == 2
    (folder / "shengao.toml").write_text("broken", encoding="utf-8")
    assert shengao("check", ".", "--format", "json", "--output", "结果.json").code == 2
    assert target.read_text("utf-8") == first
    assert sorted(p.name for p in folder.iterdir() if "结果" in p.name) == ["结果.json"]


def test_an_output_that_cannot_be_written(shengao: Run) -> None:
    done = shengao("check", ".", "--output", "没有/结果.json")
    assert (done.code, done.out) == (2, "")
    assert done.err == "错误：写不了 没有/结果.json：文件夹不存在。\n"


def test_statistics_and_quiet(shengao: Run) -> None:
    done = shengao("check", ".", "--statistics", "--quiet")
    assert done.code == 1
    assert "colloquial-verb" in done.out
    assert "口头说的动词" in done.out


def test_all_shows_more_than_the_first(shengao: Run, folder: Path) -> None:
    text = "\n\n".join(f"3月{day}日，干部搞了{day}次检查。" for day in range(1, 9))
    (folder / "多.txt").write_text(text, encoding="utf-8")
    few, every = shengao("check", "多.txt").out, shengao("check", "多.txt", "--all").out
    assert every.count("^^^^") == 8
    assert 0 < few.count("^^^^") < 8


def test_progress_is_not_shown_off_a_terminal(shengao: Run, folder: Path) -> None:
    for number in range(40):
        (folder / f"{number}.txt").write_text(POOR * 20, encoding="utf-8")
    assert shengao("check", ".", "--no-cache").err == ""


def test_jobs_change_nothing_but_the_time(shengao: Run, folder: Path) -> None:
    for number in range(6):
        (folder / f"{number}.txt").write_text(POOR, encoding="utf-8")
    one = shengao("check", ".", "--format", "json", "--no-cache")
    two = shengao("check", ".", "--format", "json", "--no-cache", "--jobs", "2")
    assert one == two


def test_own_rules_names_and_terms(shengao: Run, folder: Path) -> None:
    (folder / "shengao.toml").write_text(
        'rules = ["规则"]\nnames = ["搞了两次消防"]\n', encoding="utf-8"
    )
    rule = folder / "规则" / "factual" / "own-word.toml"
    rule.parent.mkdir(parents=True)
    rule.write_text(
        'title = "本县的说法"\nfault = "colloquial"\nmessage = "“{match}”只有本县人懂。"\n'
        'why = "外地读者不懂。"\nhow = "换成通行的说法。"\n'
        'bad = ["⟦消防演练⟧", "村里⟦消防演练⟧"]\ngood = ["演练", "消防的演练"]\n'
        '[check]\nuse = "phrase"\nmatch = "消防演练"\n',
        encoding="utf-8",
    )
    done = shengao("check", "差 稿.txt", "--format", "json")
    rules = {f["rule"]: f["text"] for f in drafts(done)["差 稿.txt"]["findings"]}
    assert rules["own-word"] == "消防演练"
    assert "搞了" not in rules.values()
    assert shengao("explain", "own-word").out.startswith("本县的说法（own-word）")
    rule.write_text(rule.read_text("utf-8").replace("phrase", "phrases"), encoding="utf-8")
    done = shengao("check", ".")
    assert (done.code, done.out) == (2, "")
    assert "own-word.toml:" in done.err


def test_progress_is_shown_once_a_run_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    screen = io.StringIO()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    progress = running.Progress(shown=True)
    clock[0] += 0.9
    progress(2, 10)
    assert screen.getvalue() == ""
    clock[0] += 0.2
    progress(3, 10)
    assert "检查" in screen.getvalue()
    assert "3/10" in screen.getvalue()
    progress(4, 10)  # too soon for another picture
    assert "4/10" not in screen.getvalue()
    progress.clear()
    clock[0] += 0.2
    progress(5, 10)
    assert "5/10" in screen.getvalue()
    progress.clear()
    quiet = running.Progress(shown=False)
    clock[0] += 9
    before = screen.getvalue()
    quiet(9, 10)
    assert screen.getvalue() == before
