"""What a user waits for: whole processes as multiples of ``python -c pass``.

    python benchmarks/startup.py [--runs 20]

The commands take turns, so that a busy machine slows all of them alike. Ratios are of the
least CPU time of a command: on a quiet machine that is also what the clock says.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import measure

_LENGTH = 800
_CONFIGURATION = 'threshold = "warning"\nignore = ["listing-without-result"]\n'


def main() -> None:
    """Measure, print, and exit with 1 where a budget is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        sys.exit(0 if _measure(Path(name), runs) else 1)


def _measure(folder: Path, runs: int) -> bool:
    shengao = measure.shengao()
    draft = folder / "稿件.txt"
    draft.write_text(measure.drafts(1, _LENGTH)[0][0], encoding="utf-8")
    (folder / "shengao.toml").write_text(_CONFIGURATION, encoding="utf-8")
    word = next(measure.EXAMPLES.glob("*.docx"))
    warm = folder / "warm"
    fresh = iter(folder / f"fresh{number}" for number in range(runs * 2))
    commands: dict[str, tuple[list[str], Callable[[], Path], float | None]] = {
        "python -c pass": ([sys.executable, "-c", "pass"], lambda: warm, None),
        "shengao --version": ([*shengao, "--version"], lambda: warm, 4),
        "check, small .txt": ([*shengao, "check", draft.name], lambda: warm, 15),
        "check, small .txt, JSON": (
            [*shengao, "check", draft.name, "--format", "json"], lambda: warm, 15,
        ),
        "check, small .txt, first run (empty cache)": (
            [*shengao, "check", draft.name], lambda: next(fresh), None,
        ),
        "check, small .docx": ([*shengao, "check", str(word)], lambda: warm, 20),
        "rules": ([*shengao, "rules"], lambda: warm, None),
        "explain": ([*shengao, "explain", "listing-without-result"], lambda: warm, None),
    }  # fmt: skip
    for command, cache, _ in commands.values():
        measure.run(command, {"SHENGAO_CACHE": str(cache())}, folder)
    costs: dict[str, list[measure.Cost]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, (command, cache, _) in commands.items():
            costs[name].append(measure.run(command, {"SHENGAO_CACHE": str(cache())}, folder))
    print(
        f"{runs} runs each; installed as {measure.installed()}; {len(draft.read_text('utf-8'))}"
        f" characters of .txt, {word.name}\n"
    )
    unit = min(cost.cpu for cost in costs["python -c pass"])
    budgets = measure.Budgets()
    for name, (_, _, limit) in commands.items():
        least = min(cost.cpu for cost in costs[name])
        wall = [cost.wall * 1000 for cost in costs[name]]
        figures = (
            f"{least / unit:5.1f} × {least * 1000:6.0f} ms CPU,"
            f" wall {min(wall):.0f} (median {statistics.median(wall):.0f})"
        )
        if limit is None:
            budgets.line(name, figures)
        else:
            budgets.at_most(name, least / unit, limit, figures)
    return budgets.kept


if __name__ == "__main__":
    main()
