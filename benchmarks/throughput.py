"""A folder of drafts, whole process, beside stock jieba and other linters, in one run.

    python benchmarks/throughput.py [--drafts 1000] [--length 1000] [--runs 3]

Each figure is the best of its runs. The budgets are ratios, which a busy machine changes little.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import measure

_JIEBA = """
import sys, time
from pathlib import Path
texts = [p.read_text("utf-8") for p in sorted(Path(sys.argv[1]).glob("*.txt"))]
import jieba.posseg
jieba.setLogLevel(60)
jieba.posseg.lcut("预热")
begin = time.process_time()
for text in texts:
    for line in text.split("\\n"):
        jieba.posseg.lcut(line)
Path(sys.argv[2]).write_text(str(time.process_time() - begin))
"""


def main() -> None:
    """Measure, print, and exit with 1 where a budget is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drafts", type=int, default=1000)
    parser.add_argument("--length", type=int, default=1000, help="characters of a draft")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        sys.exit(0 if _measure(Path(name), arguments) else 1)


def _measure(folder: Path, arguments: argparse.Namespace) -> bool:
    count, runs = arguments.drafts, arguments.runs
    shengao = measure.shengao()
    texts, origin = measure.drafts(count, arguments.length)
    many, few = folder / "稿件", folder / "一成稿件"
    measure.write(many, texts)
    measure.write(few, texts[: count // 10])
    characters = sum(map(len, texts))
    print(
        f"{count} drafts, {characters} characters, {origin};\n"
        f"installed as {measure.installed()}; best of {runs}\n"
    )
    caches = iter(folder / f"cache{number}" for number in range(10_000))

    def check(
        drafts: Path, *options: str, cache: Path | None = None, warm: bool = False
    ) -> measure.Cost:
        """One run with nothing remembered of the drafts but the compiled rules and words."""
        place = {"SHENGAO_CACHE": str(cache or next(caches))}
        if not warm:
            small = folder / "一句.txt"
            small.write_text("今天检查3户。", encoding="utf-8")
            measure.run([*shengao, "check", str(small), "--isolated"], place, folder)
        target = str(folder / "out.json")
        command = [*shengao, "check", str(drafts), "--format", "json", "--output", target]
        return measure.run([*command, *options], place, folder)

    budgets = measure.Budgets()

    def speed(cost: measure.Cost) -> str:
        return f"{characters / cost.cpu / 1000:7.0f} kchar/s, {cost.wall:.2f} s, {cost.peak:.0f} MB"

    rounds = [
        (
            _jieba(many, folder),
            check(many, "--jobs", "1"),
            check(few, "--jobs", "1"),
            check(many, "--jobs", "2"),
        )
        for _ in range(runs)
    ]
    stock = min(seconds for seconds, *_ in rounds)
    one = min((cost for _, cost, _, _ in rounds), key=_cpu)
    tenth = min((cost for _, _, cost, _ in rounds), key=_cpu)
    budgets.line("jieba.posseg alone, loaded", f"{characters / stock / 1000:7.0f} kchar/s")
    budgets.at_least(
        "check, one core, whole process, × jieba.posseg", stock / one.cpu, 5,
        f"{stock / one.cpu:.1f} × {speed(one)}",
    )  # fmt: skip
    budgets.at_most(
        f"time of {count} drafts / time of {count // 10}", one.cpu / tenth.cpu, 10.5,
        f"{one.cpu / tenth.cpu:.1f} × ({tenth.cpu:.2f} s CPU)",
    )  # fmt: skip
    budgets.at_most("peak memory, MB", one.peak, 200, f"{one.peak:.0f} MB")
    budgets.at_most(
        f"growth of memory from {count // 10} drafts, MB", one.peak - tenth.peak, 15,
        f"{tenth.peak:.0f} → {one.peak:.0f} MB",
    )  # fmt: skip
    alone = min(cost.wall for _, cost, _, _ in rounds)
    shared = min(cost.wall for _, _, _, cost in rounds)
    budgets.at_least(
        "--jobs 2, by the clock", alone / shared, 1.6,
        f"{alone / shared:.2f} × {alone:.2f} → {shared:.2f} s",
    )  # fmt: skip
    kept = folder / "kept"
    first = check(many, "--jobs", "1", cache=kept)
    again = min((check(many, "--jobs", "1", cache=kept, warm=True) for _ in range(runs)), key=_cpu)
    budgets.at_least(
        "second run, nothing changed", first.cpu / again.cpu, 10,
        f"{first.cpu / again.cpu:.1f} × {first.cpu:.2f} → {again.cpu:.2f} s CPU",
    )  # fmt: skip
    print()
    for name, command in _peers(many).items():
        if shutil.which(command[0]) is None:
            budgets.line(name, f"{command[0]} is not on the PATH: not measured")
            continue
        cost = min((measure.run(command, {}, folder) for _ in range(runs)), key=_cpu)
        budgets.line(name, speed(cost))
    return budgets.kept


def _cpu(cost: measure.Cost) -> float:
    return cost.cpu


def _jieba(drafts: Path, folder: Path) -> float:
    """CPU seconds that jieba.posseg takes to cut and tag the drafts, without its start."""
    answer = folder / "seconds"
    measure.run([sys.executable, "-c", _JIEBA, str(drafts), str(answer)], {}, folder)
    return float(answer.read_text())


def _peers(drafts: Path) -> dict[str, list[str]]:
    """What each other linter is asked; an empty command where it is not installed.

    They check other things: AutoCorrect and zhlint spacing and punctuation, textlint here one
    trivial rule. None of them cuts words.
    """
    files = sorted(map(str, drafts.glob("*.txt")))
    textlint = shutil.which("textlint")
    modules = Path(textlint).parent.parent if textlint else Path()
    return {
        "AutoCorrect": ["autocorrect", "--lint", str(drafts)],
        "textlint, one trivial rule": [
            "textlint", "--no-textlintrc", "--rules-base-directory", str(modules),
            "--rule", "no-todo", *files,
        ],
        "zhlint": ["zhlint", *files],
    }  # fmt: skip


if __name__ == "__main__":
    main()
