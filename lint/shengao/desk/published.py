"""A draft beside what was published of it, sentence by sentence: the best lesson there is."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

from shengao import read
from shengao.segment import sentences as cut
from shengao.text import View
from shengao.word.composition import Heading, Paragraph, Table, compose

How = Literal["same", "changed", "cut", "added"]
HOW: dict[How, str] = {"same": "未改", "changed": "改写", "cut": "删去", "added": "新增"}

_ALIKE = 0.4  # share of characters in common from which one sentence is another, changed
_POINTS = "，。；：、！？"
_ENDS = "。！？；：…”"
_HEADING = re.compile("[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）")
_CELL = 12  # characters of a cell, at most
_CELLS = 6  # short lines in a row that make a table
_BETWEEN = "｜"
_FEW = 2000  # pairs of sentences beyond which those of a stretch are paired in their order


Part = tuple[str, bool]
"""Some characters of a sentence, and whether they are not in the other one."""


class Pair(NamedTuple):
    """A sentence of the draft and that of the published text; one is empty where there is none."""

    how: How
    draft: str
    published: str


def text(path: Path, data: bytes | None = None) -> str:
    """The running text of a published version, one block a line; `data` are what the file holds,
    where it is on no disk. Raises `ReadError`."""
    reading = read.read(path, data, name=str(path))
    view, _ = View.of(reading.source.text, (block.pieces for block in reading.blocks))
    return view.text


def compare(draft: str, published: str) -> list[Pair]:
    """The sentences of both side by side, in their order."""
    one, other = _sentences(draft), _sentences(published)
    found: list[Pair] = []
    for tag, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Pair("same", text, text) for text in one[i:j]]
        else:
            found += _paired(one[i:j], other[k:m])
    return found


def summary(pairs: Sequence[Pair]) -> str:
    """“原稿 12 句：未改 5 句，改写 4 句，删去 3 句；新增 1 句。”"""
    counts = {how: sum(pair.how == how for pair in pairs) for how in HOW}
    total = sum(counts.values()) - counts["added"]
    own = "，".join(f"{HOW[how]} {counts[how]} 句" for how in ("same", "changed", "cut"))
    return f"原稿 {total} 句：{own}；新增 {counts['added']} 句。"


def parts(pair: Pair) -> tuple[list[Part], list[Part]]:
    """Both sentences in parts that they share and parts that they do not.

    A single character in common amid what was rewritten says nothing: it counts as rewritten.
    """
    one: list[Part] = []
    other: list[Part] = []
    matcher = SequenceMatcher(None, pair.draft, pair.published, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        changed = tag != "equal" or (j - i == 1 and i > 0 and pair.draft[i] not in _POINTS)
        _extend(one, pair.draft[i:j], changed)
        _extend(other, pair.published[k:m], changed)
    return one, other


def _extend(found: list[Part], text: str, changed: bool) -> None:
    if found and text and found[-1][1] == changed:
        text = found.pop()[0] + text
    if text:
        found.append((text, changed))


def document(number: int, title: str, name: str, pairs: Sequence[Pair]) -> bytes:
    """Both texts side by side as a .docx; `name` is that of the published file."""
    rows = tuple((HOW[pair.how], pair.draft, pair.published) for pair in pairs)
    return compose(
        (
            Heading("原稿与刊发稿对照", 0),
            Paragraph(f"《{title}》（收稿第 {number} 号）与 {name}。"),
            Paragraph(summary(pairs)),
            Table((("", "原稿", "刊发稿"),), rows, (1.4, 7.1, 7.1), (1, 2)),
        )
    )


def _sentences(text: str) -> list[str]:
    return [
        sentence
        for line in _rejoined(text.split("\n"))
        for start, end in cut.sentences(line, 0, len(line))
        if (sentence := line[start:end].strip())
    ]


def _rejoined(lines: Iterable[str]) -> Iterator[str]:
    """Lines, those of a table together: its cells say nothing one by one."""
    for is_cell, group in groupby(lines, _is_cell):
        some = list(group)
        if is_cell and len(some) >= _CELLS:
            yield _BETWEEN.join(map(str.strip, some))
        else:
            yield from some


def _is_cell(line: str) -> bool:
    return 0 < len(line) <= _CELL and line[-1] not in _ENDS and not _HEADING.match(line)


def _paired(one: Sequence[str], other: Sequence[str]) -> list[Pair]:
    """Two stretches without a sentence in common, paired where that leaves most alike.

    The order of both stays, as in an alignment of texts.
    """
    if len(one) * len(other) > _FEW:
        likeness = {(i, i): _ratio(one[i], other[i]) for i in range(min(len(one), len(other)))}
    else:
        likeness = {(i, j): _ratio(a, b) for i, a in enumerate(one) for j, b in enumerate(other)}
    likeness = {place: ratio for place, ratio in likeness.items() if ratio >= _ALIKE}
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            paired = best[i + 1][j + 1] + likeness[i, j] if (i, j) in likeness else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    found: list[Pair] = []
    i = j = 0
    while i < len(one) or j < len(other):
        inside = i < len(one) and j < len(other)
        if inside and (i, j) in likeness and best[i][j] == best[i + 1][j + 1] + likeness[i, j]:
            found.append(Pair("changed", one[i], other[j]))
            i, j = i + 1, j + 1
        elif j == len(other) or (inside and best[i][j] == best[i + 1][j]):
            found.append(Pair("cut", one[i], ""))
            i += 1
        else:
            found.append(Pair("added", "", other[j]))
            j += 1
    return found


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return 0.0 if matcher.quick_ratio() < _ALIKE else matcher.ratio()
