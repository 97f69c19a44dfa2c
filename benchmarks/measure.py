"""Run whole processes, count what they cost, and hold it against a budget."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
EXAMPLES = ROOT / "examples"


class Cost(NamedTuple):
    """What a process and its children took: seconds, seconds of CPU, peak memory in MB."""

    wall: float
    cpu: float
    peak: float


def run(command: Sequence[str | Path], environment: Mapping[str, str], folder: Path) -> Cost:
    """Run to the end with standard output thrown away. Raises RuntimeError on exit 2 or more."""
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as complaint:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=complaint,
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            complaint.seek(0)
            why = complaint.read().decode(errors="replace")
            raise RuntimeError(f"{' '.join(map(str, command))}: {why[-2000:]}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def shengao() -> list[str]:
    """The command beside this interpreter, with a word on how it is installed."""
    command = Path(sys.executable).with_name("shengao")
    if not command.is_file():
        sys.exit(f"{command} is not there: install the project first (make bench does)")
    return [str(command)]


def installed() -> str:
    """How the program that is measured is installed."""
    from shengao import data

    carried = data.compiled("rulebook.bin") is not None
    return "a wheel" if carried else "editable: compiled data comes from the cache"


class Budgets:
    """Prints figures, each with its budget, and remembers whether all were kept."""

    def __init__(self) -> None:
        self.kept = True

    def line(self, name: str, figures: str, verdict: str = "") -> None:
        """One row of the table."""
        print(f"{name:<44} {figures:<34} {verdict}", flush=True)

    def at_most(self, name: str, value: float, limit: float, figures: str) -> None:
        """A row whose `value` should not pass `limit`."""
        self._judge(name, value <= limit, f"≤ {limit:g}", figures)

    def at_least(self, name: str, value: float, limit: float, figures: str) -> None:
        """A row whose `value` should reach `limit`."""
        self._judge(name, value >= limit, f"≥ {limit:g}", figures)

    def _judge(self, name: str, kept: bool, limit: str, figures: str) -> None:
        self.kept = self.kept and kept
        self.line(name, figures, f"{limit}: {'pass' if kept else 'FAIL'}")


def drafts(count: int, length: int) -> tuple[list[str], str]:
    """Drafts of some `length` characters, all different, and where they are from."""
    files = sorted((CORPUS / "official").glob("*.txt"))
    if not files:
        texts = [path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
        origin = f"repeated from {EXAMPLES}, since {CORPUS} is not there: not a varied text"
        return [f"第{n}号\n\n{texts[n % len(texts)]}" for n in range(count)], origin
    lines = [line for path in files for line in path.read_text("utf-8").splitlines()]
    found = list(islice(_cut(cycle(lines), length), count))
    times = sum(map(len, found)) / sum(map(len, lines))
    again = f"; each sentence stands in {times:.1f} of them" if times > 1 else ""
    return found, f"cut from {len(files)} documents of {CORPUS / 'official'}{again}"


def _cut(lines: Iterable[str], length: int) -> Iterator[str]:
    """Whole lines, and whole sentences of long ones, until a draft has its length."""
    taken: list[str] = []
    have = 0
    for line in lines:
        for sentence in re.findall(r"[^。]*。?", line.strip()):
            taken.append(sentence)
            have += len(sentence)
            if have >= length:
                yield "".join(taken) + "\n"
                taken, have = [], 0
        taken.append("\n")


def write(folder: Path, texts: Sequence[str]) -> None:
    """The drafts as .txt files of a folder."""
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"稿件{number:04}.txt").write_text(text, encoding="utf-8")
