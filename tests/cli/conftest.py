"""Commands are run as a user runs them: real processes in a folder of drafts."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from shengao import cache, rulebook

ROOT = Path(__file__).resolve().parents[2]

POOR = "本月，镇里搞了两次消防演练，群众都说好得很。\n"
"""A draft with findings of the fault colloquial."""
GOOD = "3月5日，镇政府组织两次消防演练，86户居民参加。\n"


class Done(NamedTuple):
    """How a process ended: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture(scope="session")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for all tests here, with the words and the built-in rules, compiled once."""
    folder = tmp_path_factory.mktemp("cache")
    _ = rulebook.load().words
    kept = cache.folder()
    if kept is not None:
        for pattern in ("words-*.bin", "rulebook-*.bin"):
            newest = max(kept.glob(pattern), key=lambda file: file.stat().st_mtime, default=None)
            if newest is not None:
                shutil.copy2(newest, folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a poor and a good draft, at which the search for configuration ends."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "差 稿.txt").write_text(POOR, encoding="utf-8")
    (tmp_path / "好稿.md").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def shengao(folder: Path, _cache: Path) -> Run:
    """Runs ``shengao`` in the folder. What is read is UTF-8 unless `encoding` says otherwise."""

    def run(
        *arguments: str,
        stdin: str | bytes = b"",
        environment: Mapping[str, str] | None = None,
        encoding: str = "utf-8",
    ) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "shengao", *arguments],
            cwd=folder,
            env={
                **{k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))},
                "PYTHONPATH": str(ROOT / "lint"),
                "PYTHONUTF8": "1",
                "SHENGAO_CACHE": str(_cache),
                "COLUMNS": "100",
                **(environment or {}),
            },
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            check=False,
            timeout=120,
        )
        out, err = done.stdout.decode(encoding), done.stderr.decode(encoding)
        assert "Traceback" not in err
        return Done(done.returncode, out, err)

    return run
