"""The project that tests of runs work in."""

from pathlib import Path
from typing import Any

import pytest

from shengao import data, engine

from .project import RULE, RULES, configure, write


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for all tests here, so that words are compiled once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def project(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder, which is the working folder, with three rules of its own and no others.

    Results of earlier tests are not in the cache.
    """
    folder = tmp_path / "项 目"
    for slug, (fault, severity, word, better, fix, story) in RULES.items():
        body = RULE.format(
            slug=slug,
            fault=fault,
            severity=severity,
            word=word,
            better=better,
            fix=fix,
            story=story,
        )
        write(folder / "规则" / "factual" / f"{slug}.toml", body)
    configure(folder)
    numbers = data.folder("rules") / "scoring.toml"
    write(tmp_path / "空" / numbers.name, numbers.read_text(encoding="utf-8"))
    monkeypatch.setattr(data, "folder", lambda _: tmp_path / "空")
    monkeypatch.setenv("SHENGAO_CACHE", str(cache))
    monkeypatch.chdir(folder)
    for file in cache.glob("results*"):
        file.unlink()
    return folder


@pytest.fixture
def linted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of drafts that are really checked, not taken from the cache."""
    paths: list[str] = []
    lint = engine.lint

    def spy(document: Any, *rest: Any) -> Any:
        paths.append(document.source.path)
        return lint(document, *rest)

    monkeypatch.setattr(engine, "lint", spy)
    return paths
