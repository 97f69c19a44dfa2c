"""The tables of docs/scoring.md, from ``rules/scoring.toml``: weights, what findings cost, gates.

A table stands between ``<!-- 表：名称 -->`` and ``<!-- 表完 -->``; numbers in the running text are
written out there and nowhere else.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from shengao import data, rulebook
from shengao.finding import CRITERIA, FAULTS
from shengao.score.book import PARTS

PAGE = Path(__file__).parent / "scoring.md"
_TABLE = re.compile(r"(<!-- 表：(?P<name>\S+) -->\n)(?:.*?)(<!-- 表完 -->)", re.DOTALL)
_LEVELS = {"error": "必改", "warning": "建议或必改", "never": "不算"}


def filled() -> str:
    """The page with the tables of today."""
    text = (data.folder("rules") / "scoring.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    notes = dict(re.findall(r'^"?([\w-]+)"? = [^#\n]+# (.+)$', text, re.MULTILINE))

    def body(found: re.Match[str]) -> str:
        rows = _TABLES[found["name"]](table, notes)
        return found[1] + "".join(f"{row}\n" for row in rows) + found[3]

    return _TABLE.sub(body, PAGE.read_text(encoding="utf-8"))


def _weights(table: dict[str, Any], _: dict[str, str]) -> Iterator[str]:
    criteria = CRITERIA.values()
    yield f"| 文种 | {' | '.join(criteria)} |"
    yield "|---" * (len(criteria) + 1) + "|"
    for genre, row in table["weights"].items():
        yield f"| {genre} | " + " | ".join(f"{row.get(one, 0):g}" for one in criteria) + " |"


def _base(table: dict[str, Any], notes: dict[str, str]) -> Iterator[str]:
    yield from ("| 项 | 起评分 | 理由 |", "|---|---|---|")
    for part in PARTS:
        yield f"| {part} | {table['base'][part]:g} | {notes[part]} |"


def _costs(table: dict[str, Any], _: dict[str, str]) -> Iterator[str]:
    yield from ("| 问题类别 | 建议 | 必改 | 最多 | 怎样算 | 理由 |", "|---|---|---|---|---|---|")
    for fault, cost in table["costs"].items():
        if cost["most"]:
            how = "每处" if cost.get("flat") else "每千字每处"
            numbers = " | ".join(f"{cost[key]:g}" for key in ("warning", "error", "most"))
            yield f"| {FAULTS[fault]} | {numbers} | {how} | {cost['reason']} |"


def _bands(table: dict[str, Any], notes: dict[str, str]) -> Iterator[str]:
    yield from ("| 档次 | 总分 | 意思 |", "|---|---|---|")
    for band, least in table["bands"].items():
        yield f"| {band} | {least:g} 以上 | {notes[band]} |"
    yield f"| 需修改 | 不到 {min(table['bands'].values()):g} | 按“可提升”改过再报 |"
    yield "| 待核 | 不论 | 有下面的问题，人看过以前不给档次 |"


def _gates(table: dict[str, Any], _: dict[str, str]) -> Iterator[str]:
    rules = rulebook.load().rules
    yield from ("| 问题 | 到哪一级 |", "|---|---|")
    for name, level in table["gates"].items():
        title = (
            f"[{rules[name].title}](rules/{name}.md)"
            if name in rules
            else f"{FAULTS[name]}（各条）"
        )
        yield f"| {title} | {_LEVELS[level]} |"


_TABLES: dict[str, Callable[[dict[str, Any], dict[str, str]], Iterator[str]]] = {
    "权重": _weights,
    "起评分": _base,
    "扣分": _costs,
    "档次": _bands,
    "待核": _gates,
}
