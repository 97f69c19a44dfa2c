"""What stands beside the wheels: the installer, the launchers, the words about them."""

import ntpath
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import drop
import install
import make_bundle
import pytest
import wheels
from hypothesis import given
from hypothesis import strategies as st

BATCHES = ("install.bat", "审稿.bat")
SHELLS = sorted((make_bundle.ROOT / "bundle").rglob("*.sh"))
LAUNCHER = r"C:\用户 甲\审稿.bat"


def script(name: str, platform: str = "win_amd64") -> bytes:
    return make_bundle.script(name, platform, wheels.PYTHONS)


# As Windows reads them


@pytest.mark.parametrize("name", BATCHES)
def test_batch_files_are_gbk_with_the_line_ends_of_windows(name: str) -> None:
    data = script(name)
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r") > 10
    text = data.decode("gbk").replace("\r\n", "\n")
    assert text == (make_bundle.FILES / name).read_text("utf-8")
    before, chcp, after = text.partition("\nchcp 936 >nul\n")
    assert chcp
    assert before.isascii()  # until then another code page may be in force
    assert not after.isascii()
    assert re.search(r"^chcp [%!]CODEPAGE[%!] >nul$", after, re.MULTILINE)


@pytest.mark.parametrize("name", BATCHES)
def test_batch_files_jump_only_to_labels_that_are_there(name: str) -> None:
    text = script(name).decode("gbk")
    labels = set(re.findall(r"^:(\w+)\r$", text, re.MULTILINE))
    assert set(re.findall(r"(?:goto|call) :(\w+)", text)) <= labels
    assert text.count("(") == text.count(")")


@pytest.mark.parametrize(
    ("name", "meant"),
    # A Python from the script's own list is run; the arguments are kept without quotes, which
    # would end at the first quote of a name.
    [("install.bat", {"SEC013"}), ("审稿.bat", {"SEC014"})],
)
def test_batch_files_have_no_error_that_a_linter_knows(
    name: str, meant: set[str], tmp_path: Path
) -> None:
    from blinter import lint_batch_file

    path = tmp_path / name
    path.write_bytes(script(name).decode("gbk").encode())  # it knows UTF-8 best
    severe = ("ERROR", "SECURITY")
    found = {
        one.rule.code for one in lint_batch_file(str(path)) if one.rule.severity.name in severe
    }
    assert found == meant


@pytest.mark.parametrize("path", SHELLS, ids=lambda path: path.name)
def test_shell_scripts_are_clean(path: Path) -> None:
    checker = Path(sys.executable).with_name("shellcheck")
    done = subprocess.run([checker, path], capture_output=True, encoding="utf-8", check=False)
    assert done.stdout == ""
    assert done.returncode == 0
    assert script("install.sh", "linux_aarch64").count(b"\r") == 0


@pytest.mark.parametrize("platform", sorted(wheels.TARGETS))
def test_the_words_about_a_bundle_are_those_of_its_platform(platform: str) -> None:
    data = script("说明.txt", platform)
    windows = platform == "win_amd64"
    assert data.startswith(b"\xef\xbb\xbf") is windows
    assert (b"\r\n" in data) is windows
    text = data.decode("utf-8-sig")
    assert f"用于 {platform}，Python 3.11、3.12、3.13、3.14 都可以" in text
    assert ("install.bat" in text, "install.sh" in text) == (windows, not windows)
    assert not re.search(r"[@\[]", text)


# Dropped drafts


def explorer(names: list[str]) -> str:
    """The command line that Explorer makes of names dropped on a batch file."""
    quoted = (f'"{name}"' if " " in name else name for name in names)
    return rf'C:\WINDOWS\system32\cmd.exe /c ""{LAUNCHER}" {" ".join(quoted)}"'


_NAMES = st.text(
    st.characters(codec="utf-16", exclude_characters='\\/:*?"<>|', exclude_categories=["Cc", "Cs"]),
    min_size=1,
).map(lambda name: rf"D:\{name}.docx")


@given(st.lists(_NAMES, min_size=1))
def test_whatever_is_dropped_is_found_again(names: list[str]) -> None:
    assert drop.dropped(explorer(names), LAUNCHER, "") == names


@pytest.mark.parametrize(
    ("command", "arguments", "found"),
    [
        (
            explorer([r"D:\甲&乙.docx", r"D:\a^!%c%.txt"]),
            "",
            [r"D:\甲&乙.docx", r"D:\a^!%c%.txt"],
        ),
        (explorer([r"D:\全角　空格.docx"]).upper(), "", [r"D:\全角　空格.DOCX"]),
        ('"C:\\Windows\\cmd.exe" ', 'a.docx "b c.docx"', ["a.docx", "b c.docx"]),
        (rf'cmd.exe /c ""{LAUNCHER}" "', "", []),
        ("", "", []),
    ],
)
def test_dropped(command: str, arguments: str, found: list[str]) -> None:
    assert drop.dropped(command, LAUNCHER, arguments) == found


def test_nothing_dropped_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["drop.py"])
    for name in ("COMMAND", "LAUNCHER", "ARGUMENTS"):
        monkeypatch.delenv(f"SHENGAO_{name}", raising=False)
    assert drop.main() == 2
    assert capsys.readouterr().out == (
        "请把稿件（.docx、.pdf、.ofd、.txt 等）拖到“审稿”的图标上，可以一次拖几篇。\n"
    )


def test_a_dropped_draft_has_its_copy_and_report_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "待报 稿件"
    folder.mkdir()
    for name, source in (("甲&乙.docx", "差稿.docx"), ("-丙.txt", "差稿.txt")):
        shutil.copyfile(make_bundle.ROOT / "examples" / source, folder / name)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", ["drop.py", "甲&乙.docx", "-丙.txt", "没有.docx", "."])
    assert drop.main() == 2
    said = capsys.readouterr()
    assert "办好 2 篇" in said.out
    assert "有 2 篇没有办成" in said.out
    assert "文件不存在" in said.err
    assert "是文件夹，请把其中的稿件拖上来。" in said.err
    made = {path.name for path in folder.iterdir()} - set(before)
    assert made == {"甲&乙.审稿.docx", "甲&乙.审稿.html", "-丙.审稿.html"}
    assert {name: (folder / name).read_bytes() for name in before} == before


# The installer


def about(**more: Any) -> dict[str, Any]:
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    platform = next(
        name for name, (tag, _) in install._MACHINES.items() if tag == sysconfig.get_platform()
    )
    return {"version": "0.1.0", "platform": platform, "pythons": [here], "glibc": [0, 0], **more}


def test_this_python_fits() -> None:
    install.fits(about())


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"platform": "win_amd64"}, "这个安装包用于64 位 Windows，这里的 Python 是 "),
        ({"pythons": ["3.9", "3.10"]}, "安装包用于 Python 3.9、3.10，这里的是 "),
        ({"glibc": [99, 1]}, "要 99.1 以上，请换较新的系统"),
    ],
)
def test_what_does_not_fit_is_said(more: dict[str, Any], why: str) -> None:
    with pytest.raises(install.RefusedError, match=re.escape(why)):
        install.fits(about(**more))


def test_a_damaged_copy_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "HERE", tmp_path)
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "a.whl").write_bytes(b"a")
    (tmp_path / "说明.txt").write_bytes(b"b")
    (tmp_path / "SHA256SUMS").write_bytes(make_bundle._sums(tmp_path))
    install.whole()
    (tmp_path / "wheels" / "a.whl").write_bytes(b"A")
    with pytest.raises(install.RefusedError, match=r"^wheels/a\.whl 缺少或已损坏，请重新拷贝"):
        install.whole()
    (tmp_path / "wheels" / "a.whl").unlink()
    with pytest.raises(install.RefusedError, match=r"^wheels/a\.whl 缺少"):
        install.whole()


def test_the_launcher_of_the_desktop_quotes_its_path() -> None:
    entry = install.desktop_entry(Path('/home/张 三/50%$a"b/审稿.sh'))
    assert 'Exec="/home/张 三/50%%\\\\$a\\\\"b/审稿.sh" %F' in entry.splitlines()


def test_the_launcher_is_named_as_the_words_say() -> None:
    assert ntpath.basename(LAUNCHER) in script("说明.txt").decode("utf-8-sig")
