"""The word lists of dictionaries/: tab-separated files with a header, one entry a line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from shengao.errors import RuleFileError

COLUMNS = ("word", "mode", "better", "not_in", "tag", "note")
Mode = Literal["word", "text", "end", "regex"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a dictionary.

    `mode` says where `word` counts: ``word`` with both ends on word boundaries, ``text``
    anywhere, ``end`` at the end of a clause, ``regex`` as a regular expression. `not_in` are
    longer strings that protect it where they cover it.
    """

    word: str
    mode: Mode = "word"
    better: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    tag: str = ""
    note: str = ""
    path: str = ""
    line: int = 0


def load(folders: Iterable[Path]) -> dict[str, tuple[Entry, ...]]:
    """All dictionaries of the folders by name; a second one of the same name adds to the first.

    Raises `RuleFileError` with the line for a file that is not as it should be.
    """
    found: dict[str, tuple[Entry, ...]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.tsv")):
            found[path.stem] = (*found.get(path.stem, ()), *read(path))
    return found


def read(path: Path) -> list[Entry]:
    """The entries of one file."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RuleFileError(str(path), 0, f"词典读不出来：{error}") from error
    if not lines:
        raise RuleFileError(str(path), 0, "词典是空的，第一行应为表头：" + "、".join(COLUMNS))
    header = lines[0].split("\t")
    if "word" not in header or not set(header) <= set(COLUMNS):
        raise RuleFileError(
            str(path),
            1,
            "词典的第一行应为表头，用制表符隔开，列名取自：" + "、".join(COLUMNS),
            lines[0],
        )
    entries: list[Entry] = []
    seen: dict[tuple[str, str], int] = {}
    for number, line in enumerate(lines[1:], 2):
        if not line.strip() or line.startswith("#"):
            continue
        entry = _entry(path, number, line, header)
        first = seen.setdefault((entry.word, entry.tag), number)
        if first != number:
            raise RuleFileError(
                str(path), number, f"“{entry.word}”与第{first}行重复，请合并成一行", line
            )
        entries.append(entry)
    return entries


def _entry(path: Path, number: int, line: str, header: list[str]) -> Entry:
    cells = line.split("\t")
    if len(cells) > len(header):
        raise RuleFileError(
            str(path), number, f"这一行有{len(cells)}格，表头只有{len(header)}列", line
        )
    row = dict(zip(header, cells, strict=False))
    word, mode = row["word"], row.get("mode") or "word"
    if not word.strip():
        raise RuleFileError(str(path), number, "第一格是空的，应写词语", line)
    if mode not in get_args(Mode):
        raise RuleFileError(
            str(path), number, f"不认识匹配方式“{mode}”，可用：{'、'.join(get_args(Mode))}", line
        )
    fault = _fault(word) if mode == "regex" else ""
    if fault:
        raise RuleFileError(str(path), number, f"正则表达式有误：{fault}", line)
    return Entry(
        word,
        mode,  # type: ignore[arg-type]  # one of the literals: checked above
        _split(row.get("better", "")),
        _split(row.get("not_in", "")),
        row.get("tag", ""),
        row.get("note", ""),
        str(path),
        number,
    )


@cache
def _fault(pattern: str) -> str:
    """What is wrong with an expression; empty if nothing is."""
    try:
        re.compile(pattern)
    except re.error as error:
        return str(error)
    return ""


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
