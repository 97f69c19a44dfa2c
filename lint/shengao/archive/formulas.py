"""Where set formulas (固定提法) stand: everybody writes them alike, so they are nobody's copy."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from shengao import data, dictionary

_SHORTEST = 4  # characters of a formula without its marks


class Formulas:
    """The formulas of the dictionaries whose names begin with ``formula``."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_pair: dict[str, list[str]] = {}
        bare = {"".join(filter(str.isalnum, word)) for word in words}
        for word in sorted(bare, key=lambda word: (-len(word), word)):
            if len(word) >= _SHORTEST:
                self._by_pair.setdefault(word[:2], []).append(word)

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The formulas in ``text[start:end]``, the longest that begins at a character; marks
        within one do not matter. Ascending, without overlaps."""
        places = [at for at in range(start, end) if text[at].isalnum()]
        characters = "".join(text[at] for at in places)
        at = 0
        while at < len(characters) - 1:
            size = next(
                (
                    len(word)
                    for word in self._by_pair.get(characters[at : at + 2], ())
                    if characters.startswith(word, at)
                ),
                0,
            )
            if size:
                yield places[at], places[at + size - 1] + 1
            at += size or 1


@lru_cache(maxsize=8)
def load(folders: tuple[Path, ...] = ()) -> Formulas:
    """Those of our dictionaries and of the folders. Raises `RuleFileError`."""
    return Formulas(
        entry.word
        for folder in (data.folder("dictionaries"), *folders)
        for path in sorted(folder.glob("formula*.tsv"))
        for entry in dictionary.read(path)
        if entry.mode != "regex"
    )
