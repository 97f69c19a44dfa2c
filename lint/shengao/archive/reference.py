"""The documents from above: folders of files that drafts may be copied from."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from shengao import read
from shengao.archive.masks import Masked
from shengao.errors import ConfigError, ReadError
from shengao.overlap import CUT, PARAGRAPH
from shengao.text import View

_STEP = 10
"""Of a document each tenth run of ten characters is known: a passage of 19 holds one whole."""


class Known(NamedTuple):
    """A document from above: `name` is what people are told of it."""

    name: str
    text: Masked


class Reference:
    """Documents from above, with an index of their wording."""

    def __init__(self, documents: tuple[Known, ...]) -> None:
        self.documents = documents
        self._index: dict[str, set[int]] = {}
        for number, document in enumerate(documents):
            characters = document.text.plain.characters.replace(PARAGRAPH, "")
            for at in range(0, len(characters) - _STEP + 1, _STEP):
                self._index.setdefault(characters[at : at + _STEP], set()).add(number)

    def sharing(self, text: Masked, most: int) -> list[Known]:
        """The documents that share most wording with a draft, at most so many."""
        if not self.documents:
            return []
        shared: dict[int, int] = {}
        for part in text.plain.characters.replace(PARAGRAPH, "").split(CUT):
            for at in range(len(part) - _STEP + 1):
                for number in self._index.get(part[at : at + _STEP], ()):
                    shared[number] = shared.get(number, 0) + 1
        ranked = sorted(shared, key=lambda number: (-shared[number], number))
        return [self.documents[number] for number in ranked[:most]]


@lru_cache(maxsize=4)
def load(folders: tuple[Path, ...]) -> Reference:
    """The documents in folders and below them; what cannot be read is left out.

    Raises `ConfigError` for a folder that is not there.
    """
    documents: list[Known] = []
    for folder in folders:
        if not folder.is_dir():
            raise ConfigError(str(folder), 0, "配置中 reference 写的文件夹不存在")
        for path in sorted(folder.rglob("*")):
            if read.is_draft(str(path)) and path.is_file():
                known = _known(path)
                if known is not None:
                    documents.append(known)
    return Reference(tuple(documents))


def of(name: str, text: str) -> Known:
    """A document from above. All of it counts: what a draft quotes is left out in the draft."""
    return Known(name, Masked(text, ()))


def _known(path: Path) -> Known | None:
    try:
        reading = read.read(path, name=str(path))
    except ReadError:
        return None
    view, _ = View.of(reading.source.text, (block.pieces for block in reading.blocks))
    return of(path.name, view.text)
