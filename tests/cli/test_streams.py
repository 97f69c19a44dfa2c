"""No command raises for the encoding or the width of where it writes, whatever a draft holds."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shengao import __main__
from shengao.cli import COMMANDS

from .conftest import ROOT

ODD = "𠮷家湾😀 稿.txt"  # neither character is in GBK
TEXT = (
    "𠮷家湾😀搞了两次演练\n\n　　本月，𠮷家湾\u200b搞了两次消防演练\u2028，群众说好得很①㎡，"
    "各项工作明显提升。\n\n　　6月31日，全镇投入1.2万元。\n"
)
LINES = (
    ("check", ODD, "好稿.md", "没有😀.txt", "--all", "--statistics", "--explain-score"),
    ("check", ODD, "--format", "concise"),
    ("check", "差稿.docx", "--archive", "档案.db"),
    ("score", ".", "--explain-score"),
    ("facts", ODD),
    ("annotate", "差稿.docx", ODD),
    ("finalize", "差稿.docx"),
    ("fix", ODD, "--preview"),
    ("explain", "colloquial-verb"),
    ("explain", "实"),
    ("explain", "没有😀"),
    ("rules",),
    ("archive", "add", ODD, "差稿.docx", "--archive", "档案.db"),
    ("archive", "search", "差稿.docx", "--archive", "档案.db"),
    ("archive", "list", "--archive", "档案.db"),
    ("progress", "--archive", "档案.db"),
    ("config", "--show", ODD),
    ("allow", f"{ODD}:3", "colloquial-verb", "引用😀原话"),
    ("term", "add", "𠮷家湾"),
    ("baseline", "."),
    ("init",),
    ("doctor",),
    ("version",),
    ("text", ODD, "--blocks"),
    ("inbox", "scan", ".", "--desk", "收稿库"),
    ("inbox", "list", "--desk", "收稿库"),
    ("ledger", "list", "--desk", "收稿库"),
    ("bulletin", "--from", "2026-01-01", "--to", "2026-05-31", "--desk", "收稿库"),
    ("backup", "备份😀.zip", "--desk", "收稿库"),
    ("restore", "备份😀.zip", "--desk", "收稿库二"),
    ("app", "--help"),  # it would not end
    ("😀",),
)
HELP = tuple((name, "--help") for name in COMMANDS if name != "version")


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _cache: Path) -> Path:
    """A folder of odd drafts, which is the working folder."""
    folder = tmp_path / "来稿😀"
    (folder / ".git").mkdir(parents=True)
    (folder / ODD).write_text(TEXT, encoding="utf-8")
    (folder / "好稿.md").write_text("# 标题\n\n3月5日，86户居民参加。\n", encoding="utf-8")
    shutil.copyfile(ROOT / "examples" / "差稿.docx", folder / "差稿.docx")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SHENGAO_CACHE", str(_cache))
    return folder


def test_every_command_is_tried() -> None:
    assert {line[0] for line in LINES} - {"😀"} == set(COMMANDS)


@pytest.mark.parametrize(("encoding", "width"), [("cp936", "1"), ("ascii", "20")])
def test_no_encoding_and_no_width_raises(
    drafts: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for line in LINES + HELP:
        ours = [io.TextIOWrapper(io.BytesIO(), encoding, "strict") for _ in range(2)]
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", ours[0])
            patch.setattr(sys, "stderr", ours[1])
            code = __main__.run(list(line))
        said = ""
        for stream in ours:
            stream.flush()
            assert isinstance(stream.buffer, io.BytesIO)
            # git takes what `text` says for UTF-8.
            kept = "utf-8" if line[:2] == ("text", ODD) and stream is ours[0] else stream.encoding
            said += stream.buffer.getvalue().decode(kept)
        assert code in (0, 1, 2), line
        assert said, line
        assert "内部错误" not in said, (line, said)


@pytest.mark.skipif(os.name == "nt", reason="a terminal of Unix")
def test_a_narrow_terminal_of_the_c_locale(drafts: Path) -> None:
    """A real terminal, ten cells wide; colours, bars and all."""
    import fcntl
    import pty
    import struct
    import termios

    theirs, ours = pty.openpty()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 10, 0, 0))
    away = ("LC_", "LANG", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "PYTHON")
    with subprocess.Popen(
        [sys.executable, "-m", "shengao", "check", ".", "--all"],
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith(away)},
            "PYTHONPATH": str(ROOT / "lint"),
            "PYTHONCOERCECLOCALE": "0",
            "PYTHONUTF8": "0",
            "LC_ALL": "C",
            "TERM": "xterm-256color",
        },
        stdin=ours,
        stdout=ours,
        stderr=ours,
    ) as process:
        os.close(ours)
        said = b""
        try:
            while chunk := os.read(theirs, 4096):
                said += chunk
        except OSError:
            pass  # the terminal is closed at the end of its last process
        finally:
            os.close(theirs)
    text = said.decode("utf-8")
    assert process.returncode == 1
    assert "搞了" in text
    assert "Traceback" not in text
    assert "错误：" not in text
