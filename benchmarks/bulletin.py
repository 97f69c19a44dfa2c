"""The bulletin of a year: how long an office waits for it.

    python benchmarks/bulletin.py [--entries 50000] [--units 120]

Entries and rows of drafts are made by program, with names that are numbers; the passages come from
the drafts of ``benchmarks/drafts``, scanned as usual. Seconds are of CPU of the whole process, with
what the clock says beside them. Run it with the program of this checkout on ``PYTHONPATH`` or
installed.
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import measure
from sqlalchemy import insert

from shengao.desk import ledger
from shengao.desk.entries import Entry
from shengao.desk.folder import Desk
from shengao.desk.tables import DRAFT, UNIT

_DRAFTS = Path(__file__).parent / "drafts"
_CHANNELS = (
    ("政务晨讯", "市级"), ("政务参阅", "市级"), ("省办信息", "省级"), ("国办信息", "国家级"),
)  # fmt: skip
_FAULTS = ("colloquial", "vague", "missing-figure", "cliche", "figure-error")


def main() -> None:
    """Measure, print, and exit with 1 where a budget is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--units", type=int, default=120)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        sys.exit(0 if _measure(Path(name), options.entries, options.units) else 1)


def _measure(folder: Path, entries: int, units: int) -> bool:
    shengao = measure.shengao()
    environment = {"SHENGAO_CACHE": str(folder / "cache")}
    desk = folder / "desk"
    measure.run([*shengao, "inbox", "scan", str(_DRAFTS), "--desk", "desk"], environment, folder)
    kept = Desk(desk, create=True)
    names = [f"单位{number:03}" for number in range(units)]
    with kept.writing() as connection:
        connection.execute(
            insert(UNIT),
            [
                {"number": 1000 + at, "name": name, "class": f"第{at % 3 + 1}类"}
                for at, name in enumerate(names)
            ],
        )
        connection.execute(insert(DRAFT), list(_drafts(2 * entries, units)))
        ledger.record(connection, _entries(entries, names), "某人", datetime(2026, 1, 1))
    kept.close()
    print(f"{entries} entries, {2 * entries} drafts, {units} units; {measure.installed()}")
    budgets = measure.Budgets()
    period = ["--from", "2025-01-01", "--to", "2025-12-31", "--desk", "desk"]
    command = [*shengao, "bulletin", *period]
    measure.run(command, environment, folder)
    cost = measure.run(command, environment, folder)
    budgets.at_most(
        "bulletin of a year, .docx and .xlsx", cost.cpu, 5.0,
        f"{cost.cpu:.2f} s of CPU, {cost.wall:.2f} s, {cost.peak:.0f} MB",
    )  # fmt: skip
    return budgets.kept


def _drafts(count: int, units: int) -> Iterator[dict[str, object]]:
    chance = random.Random(1)
    for number in range(count):
        received = datetime(2025, 1, 1, 9) + timedelta(days=chance.randrange(365))
        faults = {fault: chance.randrange(1, 5) for fault in chance.sample(_FAULTS, 2)}
        yield {
            "number": 100_000 + number,
            "identity": f"made{number}",
            "path": f"稿件{number}.txt",
            "scanned": received.isoformat(" "),
            "received": received.isoformat(" "),
            "unit": 1000 + chance.randrange(units),
            "faults": json.dumps(faults),
        }


def _entries(count: int, names: list[str]) -> Iterator[Entry]:
    chance = random.Random(2)
    for number in range(count):
        channel, level = chance.choice(_CHANNELS)
        yield Entry(
            kind="采用",
            date=date(2025, 1, 1) + timedelta(days=chance.randrange(365)),
            units=tuple(chance.sample(names, 2 if number % 10 == 0 else 1)),
            title=f"题目{number // 2}",
            channel=channel,
            level=level,
            instruction="省级" if number % 50 == 0 else "",
            draft=100_000 + number if number % 2 else None,
        )


if __name__ == "__main__":
    main()
