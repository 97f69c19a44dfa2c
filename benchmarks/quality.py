"""What the rules find and leave alone on labelled and on finished texts, each with its bar.

    python benchmarks/quality.py [--shared ../shared] [--blind]

The texts and the scripts that score them are those of ../shared; without it nothing is measured.
Also scores opened.jsonl, texts once blind that rules may now be tuned on; and with `--blind`
those of benchmarks/blind, which nobody who writes rules has read.
"""

import argparse
import json
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import measure
import twins

CHECK = shlex.join([sys.executable, "-m", "shengao", "check"])
HERE = Path(__file__).resolve().parent
READERS = ("faults", "second_reader")
"""Who labelled: whoever wrote the texts or chose the lines; and somebody who saw nothing but the
guide and the texts."""

_ROW = re.compile(r"^(\S+) +\d+ +\d+ +([\d.]+) +([\d.]+) +([\d.]+)(?: +(\S+) +(\S+))?$", re.M)
_SUMMARY = re.compile(r"^macro F1 ([\d.]+) +clean texts left alone (\d+)/(\d+)$", re.M)
_RATE = re.compile(r"labelled faults: ([\d.]+) per 1,000")
_FAULT_RATE = re.compile(r"^  (\S+) +\d+  ([\d.]+)", re.M)
_TYPOS = re.compile(r"detection P ([\d.]+) R ([\d.]+)")


class Row(NamedTuple):
    """Precision, recall and F1 of a fault or over all, with 95 % intervals of the first two."""

    precision: float
    recall: float
    f1: float
    precision_interval: str
    recall_interval: str


class Score(NamedTuple):
    """What score.py prints."""

    rows: dict[str, Row]
    total: Row
    macro: float
    passed: int
    clean: int


def main() -> None:
    """Measure, print, and exit with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=measure.ROOT.parent / "shared")
    parser.add_argument("--blind", action="store_true", help="also score the unread texts")
    arguments = parser.parse_args()
    shared: Path = arguments.shared.resolve()
    if not (shared / "bench" / "score.py").is_file():
        print(f"没有标注语料（{shared / 'bench'}），未测准确率和误报率。")
        return
    budgets = measure.Budgets()
    _labelled(shared, budgets)
    _finished(shared, budgets)
    _spoken(shared, budgets)
    _spelling(shared, budgets)
    print()
    twins.judge(shared / "lexicons" / "samples.md", budgets)
    print()
    _without_bar("opened", _score(shared, HERE / "opened.jsonl"), budgets)
    if arguments.blind:
        print()
        texts = (HERE / "blind" / "texts.jsonl").read_text("utf-8").splitlines()
        for reader in READERS:
            read = [(text := json.loads(line)) | {"faults": text[reader]} for line in texts]
            _without_bar(f"blind, {reader}", _score_texts(shared, read), budgets)
    sys.exit(0 if budgets.kept else 1)


def _labelled(shared: Path, budgets: measure.Budgets) -> None:
    found = _score(shared, shared / "bench" / "dev.jsonl")
    budgets.at_least("dev: macro F1", found.macro, 0.80, f"{found.macro:.3f}")
    budgets.at_least(
        "dev: precision over all", found.total.precision, 0.88,
        f"{found.total.precision:.2f} (recall {found.total.recall:.2f})",
    )  # fmt: skip
    budgets.at_least(
        "dev: clean texts left alone", found.passed / found.clean, 0.90,
        f"{found.passed / found.clean:.1%} ({found.passed} of {found.clean})",
    )  # fmt: skip
    for fault, row in found.rows.items():
        budgets.at_least(
            f"dev: F1 of {fault}", row.f1, 0.60,
            f"{row.f1:.2f} (P {row.precision:.2f}, R {row.recall:.2f})",
        )  # fmt: skip
    print()


def _finished(shared: Path, budgets: measure.Budgets) -> None:
    """Finished official prose, where a finding is nearly always a false alarm."""
    for options, most, faults in (
        ("", 0.3, {"colloquial": 0.02, "chronicle": 0.01}),
        (" --genre 公文", 0.3, {}),
        (" --genre 总结", 0.6, {}),
    ):
        printed = _run(
            shared, "alarms.py", str(shared / "corpus" / "official"), "--command", CHECK + options
        )
        name = f"official{options}: per 1,000 characters"
        rate = float(_first(_RATE, printed)[1])
        budgets.at_most(name, rate, most, f"{rate:.3f}")
        rates = {one[1]: float(one[2]) for one in _FAULT_RATE.finditer(printed)}
        for fault, limit in faults.items():
            rate = rates.get(fault, 0.0)
            budgets.at_most(f"{name}, {fault}", rate, limit, f"{rate:.3f}")


def _spoken(shared: Path, budgets: measure.Budgets) -> None:
    """Lines of talk, of which 300 are labelled in kdconv.jsonl by line number and spans.

    Readers differ in how much of talk a report can bear. The bars are on what both mark (that must
    be found) and on what at least one does (else nothing may be said).
    """
    lines = (shared / "corpus" / "spoken" / "kdconv.txt").read_text("utf-8").split("\n")
    labels = [json.loads(line) for line in (HERE / "kdconv.jsonl").read_text("utf-8").splitlines()]

    def score(spans: Iterable[Iterable[Sequence[int]]]) -> Row:
        texts = []
        for label, marked in zip(labels, spans, strict=True):
            text = lines[label["line"] - 1]
            faults = [
                {"fault": "colloquial", "start": start, "end": end, "text": text[start:end]}
                for start, end in marked
            ]
            texts.append({"id": f"kdconv-{label['line']}", "text": text, "faults": faults})
        return _score_texts(shared, texts).rows["colloquial"]

    marks = [[label[reader] for label in labels] for reader in READERS]
    name = f"kdconv, {len(labels)} lines"
    for reader, spans in zip(READERS, marks, strict=True):
        row = score(spans)
        budgets.line(
            f"{name}, {reader}",
            f"P {row.precision:.2f} ({row.precision_interval}), "
            f"R {row.recall:.2f} ({row.recall_interval})",
        )
    both, either = [], []
    for one, other in zip(*marks, strict=True):
        both.append([span for span in one if _beside(span, other)])
        either.append([*one, *(span for span in other if not _beside(span, one))])
    row = score(both)
    budgets.at_least(
        f"{name}: recall of what both mark", row.recall, 0.8,
        f"{row.recall:.2f} ({row.recall_interval})",
    )  # fmt: skip
    row = score(either)
    budgets.at_least(
        f"{name}: precision by what either marks", row.precision, 0.9,
        f"{row.precision:.2f} ({row.precision_interval})",
    )  # fmt: skip


def _beside(one: Sequence[int], others: Iterable[Sequence[int]]) -> bool:
    return any(one[0] < end and start < one[1] for start, end in others)


def _spelling(shared: Path, budgets: measure.Budgets) -> None:
    command = f"{CHECK} --severity info --select typo"
    pairs = shared / "bench" / "typos-dev.tsv"
    found = _first(_TYPOS, _run(shared, "typos.py", str(pairs), "--command", command))
    precision, recall = float(found[1]), float(found[2])
    budgets.at_least("typos-dev, hints too: precision", precision, 0.85, f"{precision:.3f}")
    budgets.at_least("typos-dev, hints too: recall", recall, 0.45, f"{recall:.3f}")


def _without_bar(name: str, found: Score, budgets: measure.Budgets) -> None:
    """Figures of a set without a bar, with the intervals that its number of texts leaves."""
    budgets.line(f"{name}: macro F1", f"{found.macro:.3f}")
    budgets.line(f"{name}: clean texts left alone", f"{found.passed} of {found.clean}")
    for fault, row in {**found.rows, "all": found.total}.items():
        precision = f"P {row.precision:.2f} {row.precision_interval}".strip()
        recall = f"R {row.recall:.2f} {row.recall_interval}".strip()
        budgets.line(f"{name}: {fault}", f"F1 {row.f1:.2f}, {precision}, {recall}")


def _score_texts(shared: Path, texts: Sequence[Mapping[str, object]]) -> Score:
    with tempfile.TemporaryDirectory() as folder:
        labels = Path(folder, "texts.jsonl")
        rows = (json.dumps(text, ensure_ascii=False) + "\n" for text in texts)
        labels.write_text("".join(rows), encoding="utf-8")
        return _score(shared, labels)


def _score(shared: Path, labels: Path) -> Score:
    printed = _run(shared, "score.py", str(labels), "--command", CHECK)
    rows = {
        one[1]: Row(float(one[2]), float(one[3]), float(one[4]), one[5] or "", one[6] or "")
        for one in _ROW.finditer(printed)
    }
    summary = _first(_SUMMARY, printed)
    total = rows.pop("all")
    return Score(rows, total, float(summary[1]), int(summary[2]), int(summary[3]))


def _run(shared: Path, script: str, *arguments: str) -> str:
    """What a shared script prints. Raises RuntimeError where it fails."""
    done = subprocess.run(
        [sys.executable, str(shared / "bench" / script), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{script}: {(done.stderr or done.stdout)[-2000:]}")
    return done.stdout


def _first(pattern: re.Pattern[str], printed: str) -> re.Match[str]:
    found = pattern.search(printed)
    if found is None:
        raise RuntimeError(f"not in what was printed: {pattern.pattern}\n{printed[-2000:]}")
    return found


if __name__ == "__main__":
    main()
