"""The ``[release]`` table of a rule: severity by what a draft is meant for."""

from pathlib import Path

import pytest

from shengao import rulebook
from shengao.document import Document
from shengao.engine import Context, lint
from shengao.errors import RuleFileError
from shengao.read import text as text_reader

RULE = """
title = "甲"
fault = "sensitive"
severity = "info"
message = "“{match}”。"
why = "因"
how = "改"
bad = ["⟦苇塘村⟧"]
good = ["乙"]
TABLES
[check]
use = "phrase"
match = "苇塘村"
"""


def severities(folder: Path, tables: str, genre: str | None = None) -> list[str]:
    place = folder / "rules" / "factual"
    place.mkdir(parents=True, exist_ok=True)
    (place / "my-rule.toml").write_text(RULE.replace("TABLES", tables), encoding="utf-8")
    book = rulebook.load([folder / "rules"])
    document = Document.of(text_reader.parse("苇塘村植树3亩。"), book.words, genre)
    return [
        "、".join(
            str(f.severity) for f in lint(document, book, context).findings if f.rule == "my-rule"
        )
        for context in (None, Context(release="internal"), Context(release="public"))
    ]


@pytest.mark.parametrize(
    ("tables", "found"),
    [
        ("", ["info", "info", "info"]),
        ('[release]\npublic = "error"', ["info", "info", "error"]),
        ('[release]\ninternal = "off"\npublic = "warning"', ["", "", "warning"]),
    ],
)
def test_severity_goes_by_release(tmp_path: Path, tables: str, found: list[str]) -> None:
    assert severities(tmp_path, tables) == found


def test_genre_beats_release(tmp_path: Path) -> None:
    tables = '[release]\npublic = "error"\n[genre]\n"讲话" = "off"\n'
    assert severities(tmp_path, tables, "讲话") == ["", "", ""]
    assert severities(tmp_path, tables, "总结") == ["info", "info", "error"]


def test_an_unknown_release_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="internal、public"):
        severities(tmp_path, '[release]\nsecret = "error"')
