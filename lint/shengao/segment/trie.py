"""jieba's dictionary and tag model in one file that is mapped into memory, not loaded.

At every start jieba builds a table of half a million strings. The same data stands here as a
trie in flat arrays, which the system pages in where a lookup touches them, so that opening
the file takes a millisecond. The builder needs jieba; reading the file does not.

The nodes of the trie are numbered level by level: the children of a node have consecutive
numbers, in the order of their characters. Node 0 is the root.
"""

import marshal
import mmap
import re
import struct
import sys
import warnings
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

FORMAT = 1
"""Grows with every change of what the file holds."""

POSITIONS, TAGS = "BEMS", 64
"""A state of the tag model is numbered ``TAGS * position + tag``, which is also the order in
which jieba compares states. Where ``state & TAGS`` is set, a word ends."""

IMPOSSIBLE = -3.14e100
"""What jieba takes for the logarithm of a probability of nought."""

_MAGIC = b"shengaoW"
_HEADER = struct.Struct("=8sIIQ")  # magic, format, checksum of the rest, length of the tables
_HAN_FIRST, _HAN_LAST = 0x4E00, 0x9FD5
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
            if file.seek(0, 2) < _HEADER.size:
                raise DamagedError(str(path))
            view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        magic, number, checksum, length = _HEADER.unpack_from(view)
        rest = view[_HEADER.size :]
        if (magic, number, checksum) != (_MAGIC, FORMAT, zlib.crc32(rest)):
            raise DamagedError(str(path))
        found: dict[str, Any] = marshal.loads(rest[:length])
        base = _aligned(_HEADER.size + length)
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
        place = 3 * (ord(character) - _HAN_FIRST)
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
        place = 3 * (ord(character) - _HAN_FIRST)
        first, end = self._bounds[place], self._bounds[place + 3]
        return dict(zip(self._states[first:end], self._logs[first:end], strict=True))


def is_han(character: str) -> bool:
    """Whether jieba takes a character for a Chinese one."""
    return _HAN_FIRST <= ord(character) <= _HAN_LAST


def is_cut(character: str) -> bool:
    """Whether jieba looks for words in runs of such characters. Others are each a token."""
    return _HAN_FIRST <= ord(character) <= _HAN_LAST or character in _OTHERS


def build(path: Path) -> None:
    """Write the file, from the installed jieba."""
    path.write_bytes(contents())


def contents() -> bytes:
    """The bytes of the file. Takes seconds; raises `ValueError` for a jieba that it cannot hold."""
    posseg = jieba()
    words, total = _dictionary(posseg)
    tags = ("x", *sorted({tag for _, tag in words.values()}))  # 0 is for beginnings of words
    sections = {**_nodes(words, tags), **_pairs(words)}
    model, columns = _model(posseg)
    sections |= columns
    places: dict[str, tuple[str, int, int]] = {}
    body = bytearray()
    for name, values in sections.items():
        start = len(body)
        body += values.tobytes()
        places[name] = (values.typecode, start, len(body))
        body += bytes(_aligned(len(body)) - len(body))
    # Version 2 of the format: later ones depend on what else holds an object at the time.
    tables = marshal.dumps({"total": total, "tags": tags, "model": model, "places": places}, 2)
    rest = tables + bytes(_aligned(_HEADER.size + len(tables)) - _HEADER.size - len(tables)) + body
    return _HEADER.pack(_MAGIC, FORMAT, zlib.crc32(rest), len(tables)) + rest


def version() -> str:
    """The version of the installed jieba, found without the cost of importing it."""
    text = (jieba_folder() / "__init__.py").read_text("utf-8")
    match = re.search(r"""__version__ = ['"]([\w.+-]+)""", text)
    return match[1] if match else "unknown"


def jieba_folder() -> Path:
    """Where the installed jieba lies, with its ``dict.txt``."""
    found = find_spec("jieba")
    origin = found.origin if found else None
    if origin is None:
        raise ModuleNotFoundError("jieba", name="jieba")
    return Path(origin).parent


def jieba() -> Any:
    """The module ``jieba.posseg``, imported without what newer Pythons say of its source."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba import posseg
    return posseg


def _dictionary(posseg: Any) -> tuple[dict[str, tuple[int, str]], int]:
    """Words with frequency and tag, and jieba's total, which counts a repeated word twice."""
    words: dict[str, tuple[int, str]] = {}
    total = 0
    with posseg.jieba.Tokenizer().get_dict_file() as file:
        for line in file:
            word, count, tag = line.decode("utf-8").split()
            words[word] = int(count), tag
            total += int(count)
    if max(map(max, words)) > "\uffff":
        raise ValueError("a word of the dictionary has a character of more than 16 bits")
    return words, total


def _nodes(words: Mapping[str, tuple[int, str]], tags: Sequence[str]) -> dict[str, "array[Any]"]:
    numbers = {tag: number for number, tag in enumerate(tags)}
    labels, first = array("H", [0]), array("I")
    count, tag_of = array("I", [0]), array("B", [0])
    level = [""]
    for length in range(1, max(map(len, words)) + 1):
        following = sorted({word[:length] for word in words if len(word) >= length})
        at = 0
        for prefix in level:
            first.append(len(labels) + at)
            while at < len(following) and following[at].startswith(prefix):
                at += 1
        for prefix in following:
            found, tag = words.get(prefix, (0, tags[0]))
            labels.append(ord(prefix[-1]))
            count.append(found)
            tag_of.append(numbers[tag])
        level = following
    first.extend([len(labels)] * (len(level) + 1))
    roots = array("I", bytes(4 * 0x10000))
    for node in range(first[0], first[1]):
        roots[labels[node]] = node
    return {"roots": roots, "labels": labels, "first": first, "count": count, "tag": tag_of}


def _pairs(words: Iterable[str]) -> dict[str, "array[Any]"]:
    """What follows a character within a word, of characters that are cut."""
    followers: dict[str, set[str]] = {}
    for word in words:
        for first, second in pairwise(word):
            followers.setdefault(first, set()).add(second)
    followers = {
        first: set(filter(is_cut, seconds)) for first, seconds in followers.items() if is_cut(first)
    }
    links, link_first = array("H"), array("I")
    for code in range(0x10000):
        link_first.append(len(links))
        links.extend(map(ord, sorted(followers.get(chr(code), ()))))
    link_first.append(len(links))
    return {"links": links, "link_first": link_first}


def _model(posseg: Any) -> tuple[dict[str, Any], dict[str, "array[Any]"]]:
    """The tag model: small tables, and a column of states for every Chinese character."""
    tags = sorted({tag for _, tag in posseg.trans_P})
    if len(tags) > TAGS:
        raise ValueError("the tag model has more tags than a state number holds")
    number = {
        (position, tag): TAGS * POSITIONS.index(position) + tags.index(tag)
        for position, tag in posseg.trans_P
    }
    into: list[dict[int, float]] = [{} for _ in range(TAGS * len(POSITIONS))]
    for before, followers in posseg.trans_P.items():
        for after, log in followers.items():
            into[number[after]][number[before]] = log
    start = [IMPOSSIBLE] * len(into)
    for state, log in posseg.start_P.items():
        start[number[state]] = log
    inner = sorted(at for (position, _), at in number.items() if position in "EM")
    outer = sorted(at for (position, _), at in number.items() if position in "BS")

    emitted: dict[str, dict[int, float]] = {}
    for state, logs in posseg.emit_P.items():
        for character, log in logs.items():
            emitted.setdefault(character, {})[number[state]] = log
    bounds, states, logs_of = array("I"), array("B"), array("d")
    for code in range(_HAN_FIRST, _HAN_LAST + 1):
        emits = emitted.get(chr(code), {})
        listed = [number[state] for state in posseg.char_state_tab_P.get(chr(code), ())]
        listed.sort(key=lambda state: -emits.get(state, IMPOSSIBLE))
        for group in (
            [state for state in listed if state in inner],
            [state for state in listed if state in outer],
            sorted(emits.keys() - set(listed)),
        ):
            bounds.append(len(states))
            states.extend(group)
            logs_of.extend(emits.get(state, IMPOSSIBLE) for state in group)
    bounds.append(len(states))
    model = {"tags": tags, "start": start, "into": into, "inner": inner, "outer": outer}
    return model, {"bounds": bounds, "states": states, "logs": logs_of}


def _aligned(size: int) -> int:
    return -(-size // 8) * 8
