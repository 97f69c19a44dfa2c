"""An archive of many drafts: how fast drafts go in, how long a draft takes to be compared.

    python benchmarks/originality.py [--drafts 100000] [--queries 200] [--length 1000]

The drafts are words of jieba's dictionary, drawn by the root of their frequency, with figures
between them. They come ready for the store, names and figures masked; that costs a draft as much
as any check of it, and is measured apart, on the examples. Each query is an archived draft of
which every tenth word is another one and all figures are, or a draft that is in no archive.
Budgets hold CPU time, which a busy machine changes little.
"""

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from pathlib import Path

import jieba
import measure

from shengao import read, rulebook
from shengao.archive import entry as entries
from shengao.archive import formulas, originality
from shengao.archive.entry import Entry
from shengao.archive.masks import FIGURE, Mask, Masked
from shengao.archive.reference import Reference
from shengao.archive.store import Store
from shengao.document import Document
from shengao.read import text as text_reader

_SENTENCE = 14  # words
_PARAGRAPH = 5  # sentences
_CHANGED = 0.1
_SLOWEST = 0.05  # of the queries may take longer than the figure that is judged


class _Words:
    """Words to draw from."""

    def __init__(self) -> None:
        with jieba.get_module_res("dict.txt") as file:
            lines = [line.decode("utf-8").split() for line in file]
        self._words = [word for word, *_ in lines]
        self._weights = list(accumulate(int(count) ** 0.5 for _, count, *_ in lines))

    def draw(self, chance: random.Random, count: int) -> list[str]:
        return chance.choices(self._words, cum_weights=self._weights, k=count)


def _entry(words: list[str], chance: random.Random, path: str) -> Entry:
    """A draft of the words: after each sentence's last one a figure, a stop, a paragraph's end."""
    parts: list[str] = []
    masks: list[Mask] = []
    at = 0
    for number, start in enumerate(range(0, len(words), _SENTENCE), 1):
        said = "".join(words[start : start + _SENTENCE])
        figure = f"{chance.randrange(2, 9999)}户"
        stop = "。\n" if number % _PARAGRAPH == 0 else "。"
        masks.append(Mask(at + len(said), at + len(said) + len(figure), FIGURE))
        parts += [said, figure, stop]
        at += len(said) + len(figure) + len(stop)
    text = Masked("".join(parts), tuple(masks))
    return Entry(text, text.text[:16], path, archived=date(2025, 3, 2))


def _drafts(words: _Words, count: int, length: int) -> Iterator[Entry]:
    for number in range(count):
        chance = random.Random(number)
        yield _entry(words.draw(chance, length * 10 // 22), chance, f"/稿件/{number}.txt")


def _edited(words: _Words, number: int, length: int) -> Entry:
    chance = random.Random(number)
    drawn = words.draw(chance, length * 10 // 22)
    others = random.Random(-1 - number)
    changed = [words.draw(others, 1)[0] if others.random() < _CHANGED else word for word in drawn]
    return _entry(changed, others, "/新稿.txt")


def main() -> None:
    """Measure, print, and exit with 1 where a budget is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drafts", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--length", type=int, default=1000, help="characters of a draft")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        sys.exit(0 if _measure(Path(name), arguments) else 1)


def _measure(folder: Path, arguments: argparse.Namespace) -> bool:
    budgets = measure.Budgets()
    words = _Words()
    path = folder / "档案.sqlite"
    store = Store(str(path), create=True)
    added, spent, worked = 0, 0.0, 0.0
    batch: list[Entry] = []
    for entry in _drafts(words, arguments.drafts, arguments.length):
        batch.append(entry)
        if len(batch) == 1000 or added + len(batch) == arguments.drafts:
            begin, busy = time.perf_counter(), time.process_time()
            added += store.add(batch)
            spent += time.perf_counter() - begin
            worked += time.process_time() - busy
            batch = []
    size = path.stat().st_size / 2**20
    rate, clock = added / worked, added / spent
    figures = f"{rate:.0f} of CPU time, {clock:.0f} by the clock"
    budgets.at_least(f"{added} drafts put in, a second", rate, 500, figures)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    budgets.line("file, peak memory", f"{size:.0f} MB, {peak:.0f} MB")
    chance = random.Random(0)
    numbers = [chance.randrange(arguments.drafts) for _ in range(arguments.queries)]
    queries = [(f"/稿件/{n}.txt", _edited(words, n, arguments.length)) for n in numbers]
    fresh = [
        ("", _entry(words.draw(chance, arguments.length * 10 // 22), chance, "/新稿.txt"))
        for _ in numbers
    ]
    for name, asked in (("an edited draft", queries), ("a new draft", fresh)):
        times, clock_times, found = [], [], 0
        for place, entry in asked:
            document = Document.of(text_reader.parse(entry.text.text), rulebook.load().words)
            entry = Entry(entry.text, entry.title, entry.path)
            begin, busy = time.perf_counter(), time.process_time()
            likeness = originality.originality(document, entry, store, Reference(()))
            times.append(time.process_time() - busy)
            clock_times.append(time.perf_counter() - begin)
            found += Path(place).name in likeness.where if place else likeness.nearest < 0.2
        times.sort()
        late = times[int(len(times) * (1 - _SLOWEST))] * 1000
        budgets.at_most(
            f"{name} compared, ms", late, 50,
            f"median {statistics.median(times) * 1000:.1f}, 95 % {late:.1f}; "
            f"by the clock {statistics.median(clock_times) * 1000:.1f}",
        )  # fmt: skip
        share = found / len(asked)
        budgets.at_least(f"{name}: rightly judged", share, 0.99, f"{share:.3f}")
    _masking(budgets)
    return budgets.kept


def _masking(budgets: measure.Budgets) -> None:
    """What it takes to make an entry of a draft that nothing has looked at yet."""
    rules, known = rulebook.load(), formulas.load()
    readings = [read.read(path) for path in sorted(measure.EXAMPLES.rglob("*.txt"))]
    characters, spent = 0, 0.0
    for reading in readings * 5:
        document = Document.of(reading, rules.words)
        begin = time.process_time()
        made = entries.of(document, known, path="", archived=date(2025, 3, 2))
        assert made.marks or made.text
        spent += time.process_time() - begin
        characters += len(document.text)
    budgets.line("masking and marks, ms for 1,000 characters", f"{spent / characters * 1e6:.2f}")


if __name__ == "__main__":
    main()
