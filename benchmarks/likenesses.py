"""How alike drafts are to earlier ones: as the archive says, where this version has one."""

from collections.abc import Iterable
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from shengao.document import Document
from shengao.likeness import Likeness

_OWN = Likeness(earlier=1, nearest=0.05, where="往期稿件")
_COPY = Likeness(earlier=1, nearest=0.95, swapped=True, where="往期稿件")
"""What an archive would say of a draft like no other, and of one that is another with the names
and figures swapped."""


class Archive:
    """Drafts that were handed in before, in a file of `folder`."""

    def __init__(self, folder: Path, drafts: Iterable[Document]) -> None:
        self._store: Any = None
        if find_spec("shengao.archive") is not None:
            self._store = import_module("shengao.archive.store").Store(
                str(folder / "archive.sqlite"), create=True
            )
            self._store.add([_entry(document) for document in drafts])

    @property
    def origin(self) -> str:
        """Where the likeness is from."""
        if self._store is None:
            return "as an archive would give it: this version has none"
        return f"from an archive of {len(self._store)} drafts"

    def of(self, document: Document, *, copied: bool) -> Likeness:
        """That of a draft; `copied` where it was made from one of those in the archive."""
        if self._store is None:
            return _COPY if copied else _OWN
        reference = import_module("shengao.archive.reference").Reference(())
        found: Likeness = import_module("shengao.archive.originality").originality(
            document, _entry(document), self._store, reference
        )
        return found


def _entry(document: Document) -> Any:
    formulas = import_module("shengao.archive.formulas").load()
    made = import_module("shengao.archive.entry").of
    return made(document, formulas, path=document.source.path, archived=date(2025, 1, 1))
