"""What is kept between runs, and what makes room for it."""

import os
from pathlib import Path

import pytest

from shengao import cache


def test_what_was_used_last_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHENGAO_CACHE", str(tmp_path))
    for age, name in enumerate(("kept-4", "kept-3", "kept-2", "kept-1", "other")):
        place = cache.write(name, b"")
        assert place is not None
        os.utime(place, (age, age))
    cache.used(tmp_path / "kept-4")
    cache.prune("kept-*", 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept-1", "kept-4", "other"]


def test_what_is_gone_is_not_used(tmp_path: Path) -> None:
    cache.used(tmp_path / "gone")
    assert list(tmp_path.iterdir()) == []
