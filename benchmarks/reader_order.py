"""The order of totals beside that of readers: which of two drafts would an editor use first?

`judge` measures by pairs that two readers ranked, by which nothing is tuned; `graded` by drafts
that got a grade each, by which the table of scores is.
"""

import json
from datetime import date
from itertools import combinations
from pathlib import Path

import made
import measure

from shengao.api import measure as score


def judge(folder: Path, budgets: measure.Budgets, *, listed: bool) -> None:
    """How often totals rank the pairs on which both readers agree as these do."""
    drafts = [
        json.loads(line) for line in (folder / "drafts.jsonl").read_text("utf-8").splitlines()
    ]
    pairs = [json.loads(line) for line in (folder / "pairs.jsonl").read_text("utf-8").splitlines()]
    totals = {row["id"]: _total(row) for row in drafts}
    agreed = [pair for pair in pairs if pair["reader_a"] == pair["reader_b"]]
    budgets.line(
        "order: the two readers agree",
        f"{len(agreed) / len(pairs):.1%} ({len(agreed)} of {len(pairs)})",
    )
    missed = [pair for pair in agreed if not _as_read(pair, totals)]
    share = 1 - len(missed) / len(agreed) if agreed else 0.0
    budgets.at_least(
        "order: totals agree with both", share, 0.75,
        f"{share:.1%} ({len(agreed) - len(missed)} of {len(agreed)})",
    )  # fmt: skip
    for pair in missed if listed else ():
        first, second = pair["a"], pair["b"]
        budgets.line(
            f"  {first} {totals[first]}, {second} {totals[second]}", f"readers: {pair['reader_a']}"
        )


_APART = 1.5
"""Grades, of ten, by which two drafts differ so much that their order is not a matter of taste."""


def graded(path: Path, budgets: measure.Budgets) -> None:
    """How often totals rank drafts as their grades do, of the pairs that are well apart."""
    drafts = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    told = [(row["grade"], _total(row)) for row in drafts]
    pairs = [
        (max(pair), min(pair))
        for pair in combinations(told, 2)
        if abs(pair[0][0] - pair[1][0]) >= _APART
    ]
    kept = sum(better[1] > worse[1] for better, worse in pairs)
    budgets.line(
        "order: totals agree with grades", f"{kept / len(pairs):.1%} ({kept} of {len(pairs)})"
    )


def _total(row: dict[str, str]) -> int:
    """The total of a draft; 0 where it has none."""
    document = made.document(row["id"] + ".txt", row["text"], row["genre"])
    card = score(document, submitted=date.fromisoformat(row["submitted"]))
    return (card.total or 0) if card is not None else 0


def _as_read(pair: dict[str, str], totals: dict[str, int]) -> bool:
    other = pair["a"] if pair["reader_a"] == pair["b"] else pair["b"]
    return totals[pair["reader_a"]] > totals[other]
