"""Desks in folders of their own, and drafts as they come in."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from shengao.config import Resolver, Settings
from shengao.desk.folder import Desk
from shengao.desk.scan import Scanned, scan
from shengao.desk.tables import DRAFT

NOW = datetime(2026, 3, 6, 9, 0)

Scan = Callable[..., Scanned]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "库", create=True)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """A folder in which drafts arrive."""
    place = tmp_path / "来稿"
    place.mkdir()
    return place


@pytest.fixture
def settings() -> Settings:
    return Resolver(isolated=True).settings("稿件.txt")


@pytest.fixture
def take(desk: Desk, box: Path, settings: Settings) -> Scan:
    """Scans the folder, or other places."""

    def take(*places: Path, under: Settings = settings, **options: Any) -> Scanned:
        return scan(desk, places or (box,), under, NOW, **options)

    return take


def rows(desk: Desk) -> list[dict[str, Any]]:
    """The drafts of a desk by number."""
    with desk.reading() as connection:
        found = connection.execute(DRAFT.select().order_by(DRAFT.c.number))
        return [dict(row._mapping) for row in found]
