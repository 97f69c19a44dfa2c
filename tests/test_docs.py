"""The documents say what is so: outputs are those of today, links lead somewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from shengao import plugins, testing

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "docs"))

import generate  # noqa: E402 - tools of the documents, not installed
import scoring_tables  # noqa: E402
import sessions  # noqa: E402
import signals_page  # noqa: E402

PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "benchmarks" / "README.md",
]
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def test_pages_of_rules_are_current() -> None:
    assert generate.stale() == []


def test_page_of_signals_is_current() -> None:
    assert scoring_tables.filled() == scoring_tables.PAGE.read_text("utf-8")
    assert generate.signals() == signals_page.PAGE.read_text("utf-8")


@pytest.mark.parametrize("page", sessions.PAGES, ids=_name)
def test_commands_print_what_the_page_shows(page: Path) -> None:
    """Where this fails because a message changed: ``python docs/generate.py``."""
    assert sessions.replayed(page) == page.read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for link in _LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name) if name else page
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target), link


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_python_of_the_readme_runs(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    (code,) = (block.body for block in sessions.blocks(text) if block.language == "python")
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "lint"), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "近日" in done.stdout


def test_rules_of_the_guide_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/writing-rules.md, followed to the letter."""
    sessions.write_files((ROOT / "docs" / "writing-rules.md").read_text("utf-8"), tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    kind = plugins.EntryPoint(plugins.CHECKS, "crowding", "duban.options:Crowding")
    monkeypatch.setattr(plugins, "entry_points", lambda: (kind,))
    own = {path.stem for path in tmp_path.glob("规则/*/*.toml")}
    assert len(own) == 6
    for case in testing.cases([tmp_path / "规则"], [tmp_path / "词表"]):
        if case.rule.slug in own:
            case.check()
