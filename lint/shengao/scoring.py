"""The table of scores, ``rules/scoring.toml``, to plain data that is compiled with the rulebook.

The built-in one is whole; that of a rule pack or project stands over it and may say less: points
for its signals, other weights.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from shengao import data, rule, toml
from shengao.dictionary import Entry
from shengao.score import signals
from shengao.score.table import Table

NAME = "scoring.toml"


def compile_table(
    folders: Sequence[Path],
    dictionaries: Mapping[str, tuple[Entry, ...]],
    free: Iterable[str],
) -> dict[str, Any]:
    """What `shengao.score.book.Book` reads; `free` are the rules whose findings cost nothing.

    Raises `RuleFileError` with the line of what is wrong, also of a signal without points and of
    points without a signal.
    """
    merged: dict[str, Any] = {}
    for folder in dict.fromkeys((data.folder("rules"), *folders)):
        path = folder / NAME
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8-sig")
        try:
            merged = _over(merged, toml.parse(text))
            table = Table.model_validate(merged)
        except toml.TomlError as error:
            raise rule.located(path, text, error.line, error.why) from error
        except ValidationError as error:
            raise rule.invalid(path, text, error) from error
        _verify(path, text, table)
    missing = [one.slug for one in signals.load() if one.slug not in table.signals]
    if missing:
        line = rule.line_of(text, "signals")
        raise rule.located(path, text, line, f"信号“{missing[0]}”没有写分值")
    plain = table.model_dump(exclude={"costs", "signals", "lists"})
    return {
        **plain,
        "costs": {
            fault: (cost.warning, cost.error, cost.most, cost.half, cost.flat)
            for fault, cost in table.costs.items()
        },
        "points": {slug: worth.points for slug, worth in table.signals.items()},
        "free": sorted(free),
        "lists": {
            name: [(entry.word, entry.tag, entry.note) for entry in dictionaries[name]]
            for name in table.lists
            if name in dictionaries
        },
    }


def _verify(path: Path, text: str, table: Table) -> None:
    known = {one.slug for one in signals.load()}
    for slug in table.signals:
        if slug not in known:
            line = rule.line_of(text, "signals", slug)
            raise rule.located(path, text, line, f"没有名为“{slug}”的信号")


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        if isinstance(value, dict) and isinstance(under, dict):
            merged[key] = _over(under, value)
        else:
            merged[key] = value
    return merged
