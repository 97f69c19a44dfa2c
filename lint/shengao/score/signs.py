"""Words that signals look for, sought together: one search of a text finds those of all.

Most expressions of signals hold one of a few words wherever they match. Where none of these
stands, the expression need not be tried: see `Draft.sentences_with` and `Draft.holds`.
"""

from collections.abc import Collection, Sequence
from typing import ClassVar

from shengao.expression import Expression


class Signs:
    """Words of one purpose, written as alternatives: Chinese characters and digits alone, so that
    none goes over the end of a clause."""

    made: ClassVar[list["Signs"]] = []
    """All there are, to be sought together."""

    def __init__(self, words: str) -> None:
        self.words = frozenset(words.split("|"))
        self.rank = len(self.made)
        self.made.append(self)


class Search:
    """The search for the words of signs, all in one expression."""

    def __init__(self, signs: Sequence[Signs]) -> None:
        self.size = len(signs)
        ranks: dict[str, list[int]] = {}
        for rank, one in enumerate(signs):
            for word in one.words:
                ranks.setdefault(word, []).append(rank)
        self._expression = Expression(_pattern(ranks))
        self._ranks = {word: _begun(word, ranks) for word in ranks}

    def places(self, text: str) -> list[list[int]]:
        """Where words begin, ascending, for each of the signs."""
        found: list[list[int]] = [[] for _ in range(self.size)]
        ranks = self._ranks
        for one in self._expression.finditer(text):
            start = one.start()
            for rank in ranks[text[start : one.end(1)]]:
                found[rank].append(start)
        return found


def _begun(word: str, ranks: dict[str, list[int]]) -> list[int]:
    """Whose words begin where `word` does: only the longest is found at a place."""
    found = ranks[word]
    for end in range(1, len(word)):
        if word[:end] in ranks:
            found = sorted({*found, *ranks[word[:end]]})
    return found


def _pattern(words: Collection[str]) -> str:
    """An expression for the longest word that begins at each place, however words overlap.

    It reads one character, and the rest of the word, its group, ahead. Words are tried where one
    of their first characters stands before one of their second, by the second, which few share.
    """
    firsts: dict[tuple[str, str], str] = {}
    for word in sorted(words):
        if len(word) > 1:
            end = word[1], word[2:]
            firsts[end] = firsts.get(end, "") + word[0]
    rests: dict[str, list[str]] = {}
    for second, rest in sorted(firsts, key=lambda one: (-len(one[1]), one)):
        rests.setdefault(second, []).append(f"(?<=[{firsts[second, rest]}]{second}){rest}")
    openings = "".join(sorted({word[0] for word in words}))
    seconds = "".join(sorted(rests))
    ends = "|".join(f"{second}(?:{'|'.join(ways)})" for second, ways in sorted(rests.items()))
    single = "".join(sorted(word for word in words if len(word) == 1))
    return f"[{openings}](?=((?=[{seconds}])(?:{ends})|(?<=[{single}])))"


_joined: list[Search] = []


def joined() -> Search:
    """The search for all signs that there are: made when all signals are loaded."""
    if not _joined or _joined[0].size != len(Signs.made):
        _joined[:] = [Search(Signs.made)]
    return _joined[0]
