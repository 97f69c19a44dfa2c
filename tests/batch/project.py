"""A project with rules of its own, and runs over its drafts."""

import json
from pathlib import Path
from typing import Any

from shengao.batch import Options, run
from shengao.finding import DraftResult

RULE = """
title = "{slug}"
fault = "{fault}"
severity = "{severity}"
message = "“{{match}}”应改。"
why = "试"
how = "试"
bad = ["⟦{word}⟧"]
good = ["河"]
[genre]
"通讯稿" = "{story}"
[check]
use = "phrase"
match = '{word}'
better = ["{better}"]
fix = "{fix}"
boundary = "none"
"""
RULES = {
    "my-goose": ("typo", "warning", "鹅鹅", "鹅", "safe", "error"),
    "my-duck": ("grammar", "info", "鸭鸭", "鸭", "suggested", "info"),
    "my-swan": ("title", "error", "鸿鸿", "鸿", "shown", "off"),
}
DRAFT = "水利站巡查河道\n　　4月2日，巡查人员看见鹅鹅过河。\n"
ALL_THREE = "水利站巡查河道\n鹅鹅过河，鸭鸭过河，鸿鸿过河。\n"


def write(path: Path, text: str = DRAFT, codec: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(codec))
    return path


def configure(folder: Path, *lines: str) -> None:
    names = json.dumps([*RULES, "suppression"])
    write(folder / "shengao.toml", "\n".join(['rules = ["规则"]', f"select = {names}", *lines]))


def rows(*paths: str | Path, **options: Any) -> list[DraftResult]:
    return list(run(Options(paths or (".",), **options)))


def words(result: DraftResult) -> list[str]:
    assert result.error is None
    return [one.finding.text for one in result.findings]


def found(*paths: str | Path, **options: Any) -> dict[str, list[str]]:
    return {result.path: words(result) for result in rows(*paths, **options)}


def five(project: Path) -> None:
    for number in range(5):
        write(project / f"{number}.txt", ALL_THREE + f"第{number}篇。\n")
