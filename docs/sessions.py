"""The commands that pages show, run for real, and what they print put into the page.

A ``console`` block shows commands after ``$`` with their output; of a ``bash`` block the lines
that begin with ``shengao`` are run. A block becomes a file where a comment names one, above the
block (``<!-- 文件：稿件.txt -->``) or on its first line (``# 词表/own.tsv``).
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PAGES = tuple(
    ROOT / name
    for name in (
        "README.md", "docs/tutorial.md", "docs/configuration.md", "docs/profile.md",
    )
)  # fmt: skip

_FENCE = re.compile(
    r"^(?:<!-- 文件：(?P<file>\S+) -->\n)?```(?P<language>\w+)\n(?P<body>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
_NAMED = re.compile(r"# (\S+/\S+\.(?:tsv|toml|py)|shengao\.toml)\n")


class Block(NamedTuple):
    """A fenced block; ``text[start:end]`` of the page is its body. `file` may be empty."""

    language: str
    body: str
    file: str
    start: int
    end: int


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page."""
    for found in _FENCE.finditer(text):
        body = found["body"]
        named = _NAMED.match(body)
        file = found["file"] or (named[1] if named else "")
        if named:
            body = body[named.end() :]
        yield Block(found["language"], body, file, *found.span("body"))


def write_files(text: str, folder: Path) -> None:
    """The files that a page tells its reader to make."""
    for block in blocks(text):
        if block.file:
            _write(block, folder)


def replayed(page: Path) -> str:
    """The page with the outputs of today. Raises RuntimeError for a command that cannot be."""
    text = page.read_text(encoding="utf-8")
    parts: list[str] = []
    last = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "examples")
        for block in blocks(text):
            if block.file:
                _write(block, folder)
            elif block.language == "bash":
                for line in block.body.splitlines():
                    if line.startswith("shengao "):
                        _run(line, folder)
            elif block.language == "console":
                commands = re.findall(r"^\$ (.+)$", block.body, re.MULTILINE)
                parts.append(text[last : block.start])
                parts += [f"$ {command}\n{_run(command, folder)}" for command in commands]
                last = block.end
    return "".join(parts) + text[last:]


def _write(block: Block, folder: Path) -> None:
    path = folder / block.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block.body, encoding="utf-8")


def _run(command: str, folder: Path) -> str:
    """All that a person sees of a command."""
    program, *arguments = shlex.split(command, comments=True)
    if program == "cat":
        return (folder / arguments[0]).read_text(encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=folder,
        env={
            **os.environ, "PYTHONPATH": str(ROOT / "lint"), "PYTHONUTF8": "1", "COLUMNS": "80",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )  # fmt: skip
    if program != "shengao" or done.returncode not in (0, 1):
        raise RuntimeError(f"$ {command}\n{done.stdout}")
    lines = [line.rstrip() for line in done.stdout.strip("\n").split("\n")]
    return "\n".join(lines) + "\n"
