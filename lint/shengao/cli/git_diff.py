"""Drafts made readable for ``git diff``: their text, by ``shengao text``, in place of bytes.

What a user has set otherwise stays as it is and is named. Run again, it changes nothing.
"""

import re
import subprocess
from pathlib import Path

from shengao import output
from shengao.errors import UsageError

ATTRIBUTES = ".gitattributes"
SUFFIXES = (".docx", ".doc", ".wps", ".rtf", ".odt", ".pdf", ".ofd")
"""Those of drafts that are no text to git."""

_KEY = "diff.shengao.textconv"
_COMMAND = "shengao text"


def set_up(folder: Path) -> int:
    """Extend the attributes of a folder and the configuration of its repository, and say so.

    Returns the exit code: 2 where something is set otherwise already. Raises `UsageError`.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}：文件夹不存在。")
    known = _git(folder, "config", "--get", _KEY)
    if _git(folder, "rev-parse", "--git-dir") is None:
        raise UsageError(f"{folder.absolute()} 不在 git 仓库中，先运行 git init。")
    code = _attributes(folder / ATTRIBUTES)
    if known is None:
        if _git(folder, "config", _KEY, _COMMAND) is None:
            raise UsageError(f'git 的配置写不了，请运行 git config {_KEY} "{_COMMAND}"。')
        print(f'已设置 git config {_KEY} "{_COMMAND}"（只在本机这个仓库有效，别人也要运行一次）。')
    elif known == _COMMAND:
        print(f"git config {_KEY} 已设好，没有改动。")
    else:
        print(f"git config {_KEY} 已是“{known}”，没有改动。")
        code = 2
    return code


def _attributes(path: Path) -> int:
    try:
        before = path.read_bytes().decode("utf-8", "surrogateescape") if path.exists() else ""
    except OSError as error:
        raise UsageError(f"{path}：读不了文件。") from error
    wanted, other = [], []
    for suffix in SUFFIXES:
        said = _said(before, suffix)
        if said is None:
            wanted.append(suffix)
        elif said != "diff=shengao":
            other.append(f"*{suffix} {said}")
    if wanted:
        end = "\r\n" if "\r\n" in before else "\n"
        start = end if before and not before.endswith("\n") else ""
        added = "".join(f"*{suffix} diff=shengao{end}" for suffix in wanted)
        output.write(path, (before + start + added).encode("utf-8", "surrogateescape"))
        print(f"已在 {path} 中加入 {'、'.join(f'*{suffix}' for suffix in wanted)}。")
    elif not other:
        print(f"{path} 已设好，没有改动。")
    for line in other:
        print(f"{path} 中已有“{line}”，没有改动。")
    return 2 if other else 0


def _said(attributes: str, suffix: str) -> str | None:
    """What the last line for a suffix says about diffs; None if none says anything."""
    found = None
    for line in attributes.splitlines():
        pattern, *words = line.split() or [""]
        if pattern.lower() != f"*{suffix}":
            continue
        for word in words:
            if re.fullmatch(r"[-!]?diff(?:=.*)?|binary", word):
                found = word
    return found


def _git(folder: Path, *arguments: str) -> str | None:
    """What git says, None where it says no."""
    try:
        done = subprocess.run(
            ("git", *arguments), cwd=folder, capture_output=True, text=True, errors="replace",
            check=False,
        )  # fmt: skip
    except OSError as error:
        raise UsageError("没有找到 git 命令，请先安装 git。") from error
    return done.stdout.strip() if done.returncode == 0 else None
