"""``formula``: set wordings of a dictionary, nearly but not quite as they are published."""

from typing import Any, ClassVar

from shengao.checks.options.base import Lexicons, Options

LOOSE = frozenset("“”‘’、， 　")
"""Marks that writers leave out of a formula or put into it without changing its words."""

_SHORTEST = 2


class Formula(Options):
    """Report a wording that differs by a character from a formula of `dictionary`.

    Formulas of fewer than `least` characters have too many neighbours that are right; those of
    `long` or more may differ in two places. A difference at an end is no fault: the wording may
    be another one.
    """

    runner: ClassVar[str] = "shengao.checks.formula:run"
    words: ClassVar[frozenset[str]] = frozenset(("found", "formula"))
    dictionary: str = "formula"
    least: int = 8
    long: int = 16

    def compile(self, lexicons: Lexicons) -> tuple[dict[str, Any], frozenset[str]]:
        """See `Options.compile`."""
        formulas: list[tuple[str, str, int]] = []
        gates: dict[str, list[tuple[int, int]]] = {}
        known: set[str] = set()
        for entry in sorted(lexicons.entries(self.dictionary), key=lambda e: e.word):
            if entry.mode == "regex":
                continue
            bare = "".join(character for character in entry.word if character not in LOOSE)
            known.add(bare)
            if len(bare) < self.least:
                continue
            budget = 2 if len(bare) >= self.long else 1
            for literal, offset in _gates(entry.word, len(bare), budget + 1):
                gates.setdefault(literal, []).append((len(formulas), offset))
            formulas.append((entry.word, bare, budget))
        if not formulas:
            raise ValueError(f"词典 {self.dictionary}.tsv 中没有{self.least}个字以上的提法")
        compiled = {
            "formulas": tuple(formulas),
            "gates": gates,
            "known": tuple(sorted(known)),
            "loose": "".join(sorted(LOOSE)),
        }
        return compiled, frozenset(gates)


def _gates(word: str, length: int, parts: int) -> list[tuple[str, int]]:
    """For each of `parts` parts of a formula its longest run without marks, with its offset.

    Of so many parts one is left whole by fewer differences than parts.
    """
    edges = [length * part // parts for part in range(parts + 1)]
    runs: list[list[tuple[str, int]]] = [[] for _ in range(parts)]
    at, fresh = 0, True
    for character in word:
        if character in LOOSE:
            fresh = True
            continue
        part = next(index for index in range(parts) if at < edges[index + 1])
        if fresh or at == edges[part]:
            runs[part].append(("", at))
        run, start = runs[part][-1]
        runs[part][-1] = (run + character, start)
        at, fresh = at + 1, False
    longest = [max(found, key=lambda run: len(run[0])) for found in runs]
    return [run for run in longest if len(run[0]) >= _SHORTEST]
