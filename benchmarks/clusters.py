"""Drafts of several units on one event: ``python benchmarks/clusters.py [-v]``.

``clusters.jsonl`` holds drafts written for this, as they came in to two offices over a year, each
with its event; among them the same kind of event elsewhere, on another day, or of each unit by
itself. Counted are pairs of drafts of one event: rightly together, wrongly together, missed.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from shengao import rulebook
from shengao.desk import briefs, clusters

_DRAFTS = Path(__file__).with_suffix(".jsonl")


def main() -> int:
    """Print precision and recall of pairs for each office, and with ``-v`` what is wrong."""
    offices = defaultdict(list)
    for line in _DRAFTS.read_text("utf-8").splitlines():
        draft = json.loads(line)
        offices[draft["office"]].append(draft)
    for office, drafts in offices.items():
        found, meant = _found(drafts), _meant(drafts)
        right = len(found & meant)
        print(
            f"{office}: {len(drafts)} drafts, {len(meant)} pairs on one event: {len(found)} found, "
            f"precision {right / len(found):.2f}, recall {right / len(meant):.2f}"
        )
        if "-v" in sys.argv:
            for name, pairs in (("wrong", found - meant), ("missed", meant - found)):
                for i, j in sorted(pairs):
                    print(name, *(f"{drafts[n]['unit']}：{drafts[n]['title']}" for n in (i, j)))
    return 0


def _meant(drafts: Sequence[dict[str, Any]]) -> set[tuple[int, int]]:
    numbers = range(len(drafts))
    return {(i, j) for i, j in combinations(numbers, 2) if drafts[i]["event"] == drafts[j]["event"]}


def _found(drafts: Sequence[dict[str, Any]]) -> set[tuple[int, int]]:
    words = rulebook.load().words
    taken = [
        briefs.brief(
            number, one["unit"], one["title"], date.fromisoformat(one["received"]),
            f"{one['title']}\n{one['text']}\n", words,
        )
        for number, one in enumerate(drafts)
    ]  # fmt: skip
    return {
        pair
        for cluster in clusters.find(taken)
        for pair in combinations(sorted(one.number for one in cluster.drafts), 2)
    }


if __name__ == "__main__":
    sys.exit(main())
