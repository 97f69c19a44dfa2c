"""Words and tags: shengao's engine against stock ``jieba.posseg``, in one run.

    python benchmarks/words.py [folder of .txt files]

Both engines get the same texts, a tenth in turn, so that whatever else the machine does falls
on both; times are CPU times. Cold means that nothing has been tagged before, warm that the
same texts have been. Ends with 1 where a token differs.
"""

import argparse
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "lint"))

from shengao.segment import Tagged, building, installed, trie  # noqa: E402
from shengao.segment.words import Words  # noqa: E402

TERMS = [
    ("河长制", 3000, "n"),
    ("放管服", 3000, "n"),
    ("一网通办", 1000, "v"),
    ("高质量发展", None, "nz"),
    ("营商环境", None, "nz"),
    ("全过程人民民主", None, "nz"),
    ("新质生产力", None, "nz"),
    ("专精特新", None, "nz"),
    ("一老一小", None, "nz"),
    ("5G+工业互联网", None, "nz"),
    ("国家发展改革委", None, "nt"),
    ("五年规划", 0, "n"),
    ("的是", 20, "u"),
    ("哈", 5, "y"),
]
DRAFTS, CHARACTERS, SEED, TURNS = 1000, (1000, 1500), 20240501, 10

Result = TypeVar("Result")
Tag = Callable[[str], list[Tagged]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--drafts", type=int, default=DRAFTS)
    options = parser.parse_args()
    texts = read(options.folder)
    whole = sum(map(len, texts))
    drafts = cut_drafts(texts, options.drafts)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "words.bin"
        _, seconds = timed(lambda: building.build(path))
        print(f"build    {seconds:.1f} s, {path.stat().st_size / 1e6:.1f} MB")
        before = resident()
        ours, seconds = timed(lambda: Words(trie.Trie(path)))
        print(f"load     ours {1000 * seconds:.1f} ms", end="")
        _, first = timed(lambda: ours.tag(texts[0][:2000]))
        for draft in drafts:
            tag_lines(ours.tag, draft)
        grown = resident() - before

        posseg, seconds = timed(stock)
        print(f", stock {1000 * seconds:.0f} ms")
        print(f"first    {len(texts[0][:2000])} characters {1000 * first:.1f} ms")
        print(f"memory   ours +{grown:.0f} MB after {len(drafts)} drafts, arrays included")

        count = sum(map(len, drafts))
        print(f"\nkchar/s of CPU time{'':26}   stock    ours  ratio")
        row = Row(posseg, lambda: Words(trie.Trie(path)).tag)
        cold = f"{len(drafts)} drafts ({count / whole:.1f} × the texts), a line at a time"
        row.print(f"{cold}, cold", [draft.splitlines() for draft in drafts])
        row.print("each text once, a line at a time, cold", [text.splitlines() for text in texts])
        row.print("the same, warm", [text.splitlines() for text in texts], warm=True)
        clauses = [re.findall(r"[^，。、；：\n]+", text) for text in texts]
        row.print("each text once, clause by clause, cold", clauses)
        seconds = row.print("the same, warm", clauses, warm=True)
        pieces = sum(map(len, clauses))
        size = sum(len(piece) for text in clauses for piece in text) / pieces
        print(f"{'':45} {1e6 * seconds / pieces:.1f} µs a clause of {size:.1f} characters")

        print("\ntokens that differ")
        different = compare("without terms", texts, posseg, Words(trie.Trie(path)).tag)
        different += compare(
            f"with {len(TERMS)} terms", texts, stock(TERMS), Words(trie.Trie(path), TERMS).tag
        )
    return 1 if different else 0


class Row:
    """Times both engines on the same texts."""

    def __init__(self, theirs: Tag, fresh: Callable[[], Tag]) -> None:
        self.theirs, self.fresh = theirs, fresh

    def print(self, label: str, texts: Sequence[Sequence[str]], *, warm: bool = False) -> float:
        """Tags each text with both in turn; the seconds that ours took."""
        ours = self.fresh()
        if warm:
            for pieces in texts:
                for piece in pieces:
                    ours(piece)
        taken = [0.0, 0.0]
        step = -(-len(texts) // TURNS)
        for at in range(0, len(texts), step):
            for which, tag in enumerate((self.theirs, ours)):
                start = time.process_time()
                for pieces in texts[at : at + step]:
                    for piece in pieces:
                        tag(piece)
                taken[which] += time.process_time() - start
        count = sum(len(piece) for pieces in texts for piece in pieces) / 1000
        theirs, mine = (count / seconds for seconds in taken)
        print(f"{label:<50} {theirs:6.0f} {mine:7.0f} {mine / theirs:5.1f}×")
        return taken[1]


def compare(label: str, texts: Sequence[str], theirs: Tag, ours: Tag) -> int:
    """How many tokens of ours are not in theirs at their place, whole texts and lines."""
    total = different = 0
    for text in texts:
        for piece in (text, *text.splitlines()):
            expected, found = placed(theirs(piece)), placed(ours(piece))
            total += len(expected)
            different += len(expected ^ found)
    print(f"{label:<20} {different} of {total}")
    return different


def placed(tokens: Sequence[Tagged]) -> set[tuple[int, str, str]]:
    at, found = 0, set()
    for word, tag in tokens:
        found.add((at, word, tag))
        at += len(word)
    return found


def stock(terms: Sequence[tuple[str, int | None, str]] = ()) -> Tag:
    """jieba.posseg as its users have it."""
    posseg = installed.jieba()
    posseg.jieba.setLogLevel(60)
    tokenizer = posseg.jieba.Tokenizer()
    for term in terms:
        tokenizer.add_word(*term)
    tagger = posseg.POSTokenizer(tokenizer)
    tagger.lcut("准备")
    return lambda text: [(pair.word, pair.flag) for pair in tagger.lcut(text)]


def read(folder: Path) -> list[str]:
    paths = sorted(folder.rglob("*.txt"))
    if not paths:
        print(f"no .txt files under {folder}: the texts are this repository's own instead,")
        print("few and short, so the figures below say little about speed")
        paths = sorted(
            path
            for name in ("examples", "docs", "rules", "dictionaries", "tests")
            for path in (ROOT / name).rglob("*")
            if path.suffix in {".txt", ".md", ".toml", ".tsv", ".py"}
        )
    texts = [path.read_text(encoding="utf-8") for path in paths]
    print(f"texts    {len(texts)} files, {sum(map(len, texts))} characters")
    return texts


def cut_drafts(texts: Sequence[str], count: int) -> list[str]:
    """Drafts from random places, each from one text, the longer texts oftener."""
    chosen = random.Random(SEED)
    drafts = []
    for text in chosen.choices(texts, weights=list(map(len, texts)), k=count):
        size = chosen.randint(*CHARACTERS)
        start = chosen.randrange(max(len(text) - size, 1))
        drafts.append(text[start : start + size])
    return drafts


def tag_lines(tag: Tag, text: str) -> None:
    for line in text.splitlines():
        tag(line)


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def resident() -> float:
    """Megabytes of memory in use, where the system tells."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return float("nan")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(main())
