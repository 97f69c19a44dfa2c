"""One file of many named byte strings, mapped into memory: what is not asked for is not read."""

import marshal
import mmap
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

_HEADER = struct.Struct("=8sQQ")  # magic, length of the table, length of the whole
_MAGIC = b"shengaoC"


def joined(sections: Mapping[str, bytes]) -> bytes:
    """The content of a file of these sections."""
    places: dict[str, tuple[int, int]] = {}
    at = 0
    for name, content in sections.items():
        places[name] = at, at + len(content)
        at += len(content)
    table = marshal.dumps(places, 2)
    whole = _HEADER.size + len(table) + at
    return b"".join((_HEADER.pack(_MAGIC, len(table), whole), table, *sections.values()))


class Sections(Mapping[str, memoryview]):
    """The sections of what `joined` made, by name. Raises `ValueError` for anything else."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        if len(data) < _HEADER.size:
            raise ValueError("too short for a file of sections")
        magic, table, whole = _HEADER.unpack_from(data)
        if (magic, whole) != (_MAGIC, len(data)):
            raise ValueError("no whole file of sections")
        self._data = memoryview(data)
        self._base = _HEADER.size + table
        self._places: dict[str, tuple[int, int]] = marshal.loads(data[_HEADER.size : self._base])

    def __getitem__(self, name: str) -> memoryview:
        start, end = self._places[name]
        return self._data[self._base + start : self._base + end]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def opened(path: Path) -> Sections | None:
    """The sections of a file; None where there is no whole one."""
    try:
        with path.open("rb") as file:
            return Sections(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError, EOFError, TypeError):
        return None
