"""jieba's dictionary and tag model in one file that is mapped into memory, not loaded.

At every start jieba builds a table of half a million strings. The same data stands here as a
trie in flat arrays, which the system pages in where a lookup touches them, so that opening
the file takes a millisecond. `shengao.segment.building` makes it, for which it needs jieba.

The nodes of the trie are numbered level by level: the children of a node have consecutive
numbers, in the order of their characters. Node 0 is the root.
"""

import marshal
import mmap
import struct
import sys
import zlib
from bisect import bisect_left
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

FORMAT = 1
"""Grows with every change of what the file holds."""

POSITIONS, TAGS = "BEMS", 64
"""A state of the tag model is numbered ``TAGS * position + tag``, which is also the order in
which jieba compares states. Where ``state & TAGS`` is set, a word ends."""

IMPOSSIBLE = -3.14e100
"""What jieba takes for the logarithm of a probability of nought."""

MAGIC = b"shengaoW"
HEADER = struct.Struct("=8sIIQ")  # magic, format, checksum of the rest, length of the tables
HAN_FIRST, HAN_LAST = 0x4E00, 0x9FD5
_OTHERS = frozenset(".+#&_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_UNITS = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"


class DamagedError(ValueError):
    """The file is not a whole file of this format and of this machine's byte order."""


class Column(NamedTuple):
    """States of a character and the logarithms of their emission of it."""

    inner: bytes
    """States inside a word or at its end."""
    inner_logs: list[float]
    outer: bytes
    """States at the beginning of a word or of a whole one."""
    outer_logs: list[float]


class Trie:
    """The opened file. Its arrays are read where they stand.

    ``count[node]`` is the frequency of the word that ends at a node, 0 where none does, and
    ``tags[tag[node]]`` is its tag. `model` holds the small tables of the tag model. Raises
    `OSError` and `DamagedError`.
    """

    __slots__ = (
        "_bounds", "_first", "_labels", "_link_first", "_links", "_logs", "_roots", "_states",
        "count", "model", "tag", "tags", "total",
    )  # fmt: skip

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            if file.seek(0, 2) < HEADER.size:
                raise DamagedError(str(path))
            view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        magic, number, checksum, length = HEADER.unpack_from(view)
        rest = view[HEADER.size :]
        if (magic, number, checksum) != (MAGIC, FORMAT, zlib.crc32(rest)):
            raise DamagedError(str(path))
        found: dict[str, Any] = marshal.loads(rest[:length])
        base = aligned(HEADER.size + length)
        sections: dict[str, Any] = {
            name: view[base + start : base + end].cast(kind)
            for name, (kind, start, end) in found["places"].items()
        }
        self.total: int = found["total"]
        self.tags: tuple[str, ...] = found["tags"]
        self.model: Mapping[str, Any] = found["model"]
        self.count: memoryview[int] = sections["count"]
        self.tag: memoryview[int] = sections["tag"]
        self._first: memoryview[int] = sections["first"]
        self._labels: memoryview[int] = sections["labels"]
        self._link_first: memoryview[int] = sections["link_first"]
        self._links: memoryview[int] = sections["links"]
        self._bounds: memoryview[int] = sections["bounds"]
        self._states: memoryview[int] = sections["states"]
        self._logs: memoryview[float] = sections["logs"]
        self._roots: memoryview[int] = sections["roots"]

    def children(self, node: int) -> tuple[str, int]:
        """The characters of the children of a node, ascending, and the first one's number."""
        first, end = self._first[node], self._first[node + 1]
        return str(self._labels[first:end], _UNITS), first

    def child(self, node: int, character: str) -> int:
        """The node that a character leads to from a node other than the root; 0 for none."""
        code, end = ord(character), self._first[node + 1]
        at = bisect_left(self._labels, code, self._first[node], end)
        return at if at < end and self._labels[at] == code else 0

    def find(self, word: str) -> int:
        """The node at which a word or the beginning of one ends; 0 for none."""
        code = ord(word[0]) if word else 0
        node = self._roots[code] if code <= 0xFFFF else 0
        for character in word[1:]:
            if not node:
                break
            node = self.child(node, character)
        return node

    def links(self, character: str) -> str:
        """The characters that stand after this one in some word of the dictionary."""
        code = ord(character)
        if code > 0xFFFF:
            return ""
        first, end = self._link_first[code], self._link_first[code + 1]
        return str(self._links[first:end], _UNITS)

    def column(self, character: str) -> Column:
        """The states that the model lists for a Chinese character, each group likeliest first."""
        place = 3 * (ord(character) - HAN_FIRST)
        first, middle, end = self._bounds[place : place + 3].tolist()
        states, logs = self._states, self._logs
        return Column(
            bytes(states[first:middle]),
            list(logs[first:middle]),
            bytes(states[middle:end]),
            list(logs[middle:end]),
        )

    def emissions(self, character: str) -> dict[int, float]:
        """All logarithms of emission of a Chinese character, also of states that are not listed."""
        place = 3 * (ord(character) - HAN_FIRST)
        first, end = self._bounds[place], self._bounds[place + 3]
        return dict(zip(self._states[first:end], self._logs[first:end], strict=True))


def is_han(character: str) -> bool:
    """Whether jieba takes a character for a Chinese one."""
    return HAN_FIRST <= ord(character) <= HAN_LAST


def is_cut(character: str) -> bool:
    """Whether jieba looks for words in runs of such characters. Others are each a token."""
    return HAN_FIRST <= ord(character) <= HAN_LAST or character in _OTHERS


def aligned(size: int) -> int:
    """The next place at which a table may begin."""
    return -(-size // 8) * 8
