"""The editors' desk: drafts taken in from a folder, taken in again, listed.

    python benchmarks/inbox.py [--drafts 10000] [--stored 100000] [--length 1000]

The drafts are cut from documents of the corpus, or repeated from the examples, and are no drafts
that anybody sent; their units are made up. Everything is on: rules, scores, a roster of 300 units,
30 requests, originals on the disk. Of a busy machine the clock says little, so that scans are
judged by the CPU time that two cores have; the time by the clock stands beside it.
"""

import argparse
import os
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import measure
from sqlalchemy import text

from shengao.desk import list_formats, listing, requests
from shengao.desk.folder import Desk
from shengao.desk.requests import Request

_UNITS = 300
_REQUESTS = 30
_TOPICS = (
    "防汛",
    "河长制",
    "项目建设",
    "营商环境",
    "乡村振兴",
    "安全生产",
    "教育",
    "医疗",
    "就业",
    "环保",
)
_COLUMNS = (
    "path, digest, scanned, received, unit, author, sender, subject, title, genre, submitted,"
    " request, timely, factual, deep, original, useful, total, band, suggestion, reason, faults,"
    " state, error, secret, purged, rank"
)
_COPIED = (
    f"INSERT INTO draft (number, identity, {_COLUMNS})"
    f" SELECT number + :by, identity || ':' || :by, {_COLUMNS} FROM draft WHERE number <= :base"
)


def main() -> None:
    """Measure, print, and exit with 1 where a budget is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drafts", type=int, default=10_000)
    parser.add_argument("--stored", type=int, default=100_000)
    parser.add_argument("--length", type=int, default=1000, help="characters of a draft")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        sys.exit(0 if _measure(Path(name), arguments) else 1)


def _measure(folder: Path, arguments: argparse.Namespace) -> bool:
    count = arguments.drafts
    texts, origin = measure.drafts(count, arguments.length)
    few, many = folder / "一成来稿", folder / "来稿"
    signed = [f"{one}\n第{n % _UNITS}镇人民政府\n" for n, one in enumerate(texts)]
    measure.write(few, signed[: count // 10])
    measure.write(many, signed)
    load = os.getloadavg()[0]
    print(
        f"{count} drafts made for this, {sum(map(len, texts))} characters, {origin};\n"
        f"installed as {measure.installed()}; load {load:.1f} before it began\n"
    )
    _configure(folder)
    budgets = measure.Budgets()
    _scan(folder, folder / "暖", few)  # rules are compiled and kept
    tenth = _scan(folder, folder / "小库", few)
    desk = folder / "库"
    _asked(desk)
    first = _scan(folder, desk, many)
    rate = count / first.cpu * 2
    budgets.at_least(
        "drafts a second, two cores, by CPU time", rate, 150,
        f"{rate:.0f} ({count / first.wall:.0f} by the clock, {first.wall:.0f} s)",
    )  # fmt: skip
    budgets.at_most(
        f"growth of memory from {count // 10} drafts, MB", first.peak - tenth.peak, 25,
        f"{tenth.peak:.0f} → {first.peak:.0f} MB",
    )  # fmt: skip
    again = _scan(folder, desk, many)
    budgets.at_most(
        "second scan, seconds of CPU", again.cpu, 3,
        f"{again.cpu:.2f} s ({again.wall:.2f} by the clock)",
    )  # fmt: skip
    size = sum(path.stat().st_size for path in desk.rglob("*") if path.is_file())
    budgets.line("the folder of the desk", f"{size / count / 1024:.1f} KiB a draft")
    _listed(folder, desk, count, arguments.stored, budgets)
    return budgets.kept


def _listed(folder: Path, place: Path, count: int, stored: int, budgets: measure.Budgets) -> None:
    desk = Desk(place)
    with desk.writing() as connection:
        for step in range(1, -(-stored // count)):
            connection.execute(text(_COPIED), {"by": step * count, "base": count})
        connection.execute(text("ANALYZE"))
    wanted = listing.Wanted(limit=50)
    begin = time.perf_counter()
    found = listing.counts(desk, wanted)
    rows = list(listing.listed(desk, wanted))
    with open(os.devnull, "w", encoding="utf-8") as stream:  # noqa: PTH123
        list_formats.write_lines(stream, rows, found)
    taken = (time.perf_counter() - begin) * 1000
    name = f"inbox list over {found.drafts} drafts, ms"
    budgets.at_most(name, taken, 200, f"{taken:.0f} ms")
    command = [sys.executable, "-m", "shengao", "inbox", "list", "--desk", str(place)]
    cost = min((measure.run(command, {}, folder) for _ in range(3)), key=lambda one: one.wall)
    budgets.at_most(
        "the same, whole process, ms of CPU", cost.cpu * 1000, 1000,
        f"{cost.cpu * 1000:.0f} ms ({cost.wall * 1000:.0f} by the clock)",
    )  # fmt: skip


def _scan(folder: Path, desk: Path, drafts: Path) -> measure.Cost:
    command = [sys.executable, "-m", "shengao", "inbox", "scan", str(drafts)]
    return measure.run([*command, "--desk", str(desk), "--jobs", "2"], {}, folder)


def _configure(folder: Path) -> None:
    """A roster; a folder with ``.git`` is where the search for configuration ends."""
    (folder / ".git").mkdir()
    rows = [f"第{n}镇,{n % 4 + 1}类,第{n}镇人民政府、town{n}@example.org" for n in range(_UNITS)]
    (folder / "名册.csv").write_text("\n".join(["单位,类别,名称", *rows]), encoding="utf-8")
    (folder / "shengao.toml").write_text('[profile]\nroster = "名册.csv"\n', encoding="utf-8")


def _asked(place: Path) -> None:
    due = datetime(2030, 1, 1)
    asked = [
        Request("要点", f"要点{n}", (f"{_TOPICS[n % len(_TOPICS)]} 成效{n}",), (), None, due)
        for n in range(_REQUESTS)
    ]
    desk = Desk(place, create=True)
    with desk.writing() as connection:
        requests.put(connection, asked)
    desk.close()


if __name__ == "__main__":
    main()
