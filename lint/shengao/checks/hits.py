"""Where the literals of rules stand in a draft: found once for all rules, shared by them."""

from collections.abc import Collection, Iterator, Sequence
from typing import overload

from shengao.document import Document

Place = tuple[int, int]


class Starts(dict[str, list[int]]):
    """Where literals start in one text, ascending; of those not put in, sought on first need."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __missing__(self, literal: str) -> list[int]:
        found = self[literal] = []
        at = self._text.find(literal)
        while at >= 0:
            found.append(at)
            at = self._text.find(literal, at + 1)
        return found


class Found:
    """Where each literal stands in one text."""

    def __init__(self, text: str) -> None:
        self.rules: dict[str, tuple[int, ...]] = {}
        """The literals that stand in it, each with the rules that it is one of."""
        self.starts = Starts(text)
        self._located: dict[str, list[tuple[int, int]]] = {}
        self._sentences: dict[str, list[int]] = {}

    def located(self, literal: str, document: Document) -> list[tuple[int, int]]:
        """Where a literal stands in prose: each start, and the index of its sentence."""
        found = self._located.get(literal)
        if found is None:
            found = self._located[literal] = document.in_sentences(self.starts[literal])
        return found

    def sentences(self, literal: str, document: Document) -> list[int]:
        """The sentences that hold a literal, each once."""
        found = self._sentences.get(literal)
        if found is None:
            places = self.located(literal, document)
            found = self._sentences[literal] = list(
                dict.fromkeys(sentence for _, sentence in places)
            )
        return found


class Hits(Sequence[Place]):
    """The places of the literals of one rule, as spans of the running text in order.

    A check that goes by `literals` need not have them listed.
    """

    __slots__ = ("_found", "_places", "literals")

    def __init__(self, found: Found, literals: list[str]) -> None:
        self.literals = literals
        self._found = found
        self._places: list[Place] | None = None

    @property
    def standing(self) -> Collection[str]:
        """The literals of any rule that stand in the text."""
        return self._found.rules

    def starts(self, literal: str) -> list[int]:
        """Where one of `literals` stands."""
        return self._found.starts[literal]

    def located(self, literal: str, document: Document) -> list[tuple[int, int]]:
        """Where one of `literals` stands in prose: each start, and the index of its sentence."""
        return self._found.located(literal, document)

    def sentences(self, literal: str, document: Document) -> list[int]:
        """The sentences that hold one of `literals`, each once."""
        return self._found.sentences(literal, document)

    def _listed(self) -> list[Place]:
        if self._places is None:
            self._places = sorted(
                (start, start + len(literal))
                for literal in self.literals
                for start in self._found.starts[literal]
            )
        return self._places

    def __len__(self) -> int:
        return len(self._listed())

    def __iter__(self) -> Iterator[Place]:
        return iter(self._listed())

    @overload
    def __getitem__(self, index: int) -> Place: ...

    @overload
    def __getitem__(self, index: slice) -> list[Place]: ...

    def __getitem__(self, index: int | slice) -> Place | list[Place]:
        return self._listed()[index]
