"""Word files: how long a writer waits, and how many an editor's folder takes.

    python benchmarks/word.py [--files 1000] [--runs 5]

The drafts are those of ``benchmarks/drafts``, laid end to end. Seconds are of CPU of the whole
process: on a quiet machine that is also what the clock says, which is shown beside it.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import docx
import measure

_PAGE = 650
"""Characters of a page of the official layout (22 lines of 28 characters, and space)."""
_DRAFTS = Path(__file__).parent / "drafts"


def main() -> None:
    """Measure, print, and exit with 1 where a budget is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        sys.exit(0 if _measure(Path(name), options.files, options.runs) else 1)


def _measure(folder: Path, files: int, runs: int) -> bool:
    shengao = measure.shengao()
    paragraphs = _paragraphs()
    long = folder / "长稿.docx"
    _write(long, paragraphs, 30)
    many = folder / "很多"
    many.mkdir()
    for number in range(files):
        _write(many / f"稿件{number:04}.docx", paragraphs, 2)
    environment = {"SHENGAO_CACHE": str(folder / "cache")}
    print(f"{runs} runs each; installed as {measure.installed()}")
    budgets = measure.Budgets()
    for name, command, limit in (
        ("check, 30 pages", [*shengao, "check", long.name, "--no-cache"], 1.0),
        ("annotate, 30 pages", [*shengao, "annotate", long.name], 1.5),
    ):
        measure.run(command, environment, folder)
        cost = min((measure.run(command, environment, folder) for _ in range(runs)), key=_cpu)
        budgets.at_most(name, cost.cpu, limit, f"{cost.cpu:.2f} s of CPU, {cost.wall:.2f} s")
    cost = measure.run([*shengao, "check", many.name, "--no-cache"], environment, folder)
    rate = files / cost.cpu
    figures = f"{rate:.0f} files a second of CPU, {cost.peak:.0f} MB"
    budgets.at_least(f"check, {files} files of 2 pages", rate, 60, figures)
    return budgets.kept


def _cpu(cost: measure.Cost) -> float:
    return cost.cpu


def _paragraphs() -> Iterator[str]:
    """The paragraphs of our drafts, without front matter, again and again."""
    texts = [path.read_text("utf-8").split("---\n", 2)[-1] for path in sorted(_DRAFTS.glob("*.md"))]
    lines = [line.lstrip("# ").strip() for text in texts for line in text.split("\n")]
    return cycle([line for line in lines if line])


def _write(path: Path, paragraphs: Iterator[str], pages: int) -> None:
    word = docx.Document()
    length = 0
    while length < pages * _PAGE:
        text = next(paragraphs)
        word.add_paragraph(text)
        length += len(text)
    word.save(str(path))


if __name__ == "__main__":
    main()
