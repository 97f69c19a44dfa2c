"""Where the literals of rules stand in a draft: found once for all rules, shared by them."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar, overload

from shengao.document import Document

Place = tuple[int, int]
_Made = TypeVar("_Made")


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


class Masks(dict[str, int]):
    """The sentences that hold literals, each a bit of a number: sets of them meet fast."""

    __slots__ = ("_document", "_starts")

    def __init__(self, starts: Starts, document: Document) -> None:
        self._starts = starts
        self._document = document

    def __missing__(self, literal: str) -> int:
        mask = 0
        for _, sentence in self._document.in_sentences(self._starts[literal]):
            mask |= 1 << sentence
        self[literal] = mask
        return mask


class Found:
    """Where each literal stands in one text."""

    def __init__(self, text: str) -> None:
        self.standing: set[str] = set()
        """The literals of any rule that stand in it."""
        self.starts = Starts(text)
        self.made: dict[Callable[[Document], Any], Any] = {}
        """What rules share of the document of this text beside that, by what makes it."""
        self._masks: Masks | None = None

    def masks(self, document: Document) -> Masks:
        """Which sentences of the document of this text hold the literals, as bits."""
        if self._masks is None:
            self._masks = Masks(self.starts, document)
        return self._masks


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
    def standing(self) -> AbstractSet[str]:
        """The literals of any rule that stand in the text."""
        return self._found.standing

    @property
    def all_starts(self) -> Starts:
        """Where any literal stands."""
        return self._found.starts

    def starts(self, literal: str) -> list[int]:
        """Where one of `literals` stands."""
        return self._found.starts[literal]

    def masks(self, document: Document) -> Masks:
        """The sentences that hold any literal, as bits."""
        return self._found.masks(document)

    def shared(self, make: Callable[[Document], _Made], document: Document) -> _Made:
        """What a function makes of the document, made once for all rules."""
        found: _Made | None = self._found.made.get(make)
        if found is None:
            found = self._found.made[make] = make(document)
        return found

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
