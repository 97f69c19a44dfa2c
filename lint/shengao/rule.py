"""A rule file: what is reported and why, which check finds it, and proof that it does.

Used when a rulebook is compiled, a rule explained or its examples run; a check of drafts needs
only what was compiled.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from shengao import toml
from shengao.errors import RuleFileError
from shengao.finding import CRITERIA, FAULTS, Release, Severity
from shengao.genre import canonical
from shengao.structure import BlockKind
from shengao.text import Span

Level = Literal["error", "warning", "info", "off"]

_MARKED = re.compile(r"⟦(.+?)(?:→(.*?))?⟧", re.DOTALL)
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")


class Example(BaseModel):
    """A draft with what should be found in it.

    ``本月⟦搞定→完成⟧了`` says: report 搞定, offer 完成. `hidden` is a text that a Word file would
    hide beside the first mark. `earlier` is a draft that was archived before, `above` a document
    from above.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    genre: str | None = None
    submitted: date | None = None
    release: Release = "internal"
    hidden: str = ""
    earlier: str = ""
    above: str = ""

    @model_validator(mode="before")
    @classmethod
    def _text_alone(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value

    def parse(self) -> tuple[str, tuple[tuple[Span, str | None], ...]]:
        """The text without marks; the spans marked, each with its first fix or None."""
        text, expected, last = "", [], 0
        for found in _MARKED.finditer(self.text):
            text += self.text[last : found.start()]
            expected.append((Span(len(text), len(text) + len(found[1])), found[2]))
            text += found[1]
            last = found.end()
        return text + self.text[last:], tuple(expected)


class RuleFile(BaseModel):
    """The keys of a rule file. `check` is validated by its kind, when the rulebook is compiled."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: str
    fault: str
    severity: Severity = Severity.WARNING
    since: str = "0.1"
    message: str
    why: str
    how: str
    sources: tuple[str, ...] = ()
    bad: tuple[Example, ...] = Field(min_length=1)
    good: tuple[Example, ...] = Field(min_length=1)
    todo_bad: tuple[Example, ...] = ()
    todo_good: tuple[Example, ...] = ()
    genre: dict[str, Level] = {}
    release: dict[Release, Level] = {}
    scope: Literal["block", "document"] = "block"
    blocks: tuple[BlockKind, ...] = ()
    quotes: Literal["skip", "include"] = "skip"
    replaces: str = ""
    allow: tuple[str, ...] = ()
    check: dict[str, Any]

    @field_validator("fault")
    @classmethod
    def _known_fault(cls, fault: str) -> str:
        if fault not in FAULTS:
            raise ValueError(f"不认识问题类别“{fault}”，可用：{'、'.join(FAULTS)}")
        return fault

    @field_validator("genre")
    @classmethod
    def _by_one_name(cls, genre: dict[str, Level]) -> dict[str, Level]:
        return {canonical(name): level for name, level in genre.items()}

    @field_validator("bad", "todo_bad")
    @classmethod
    def _marked(cls, examples: tuple[Example, ...]) -> tuple[Example, ...]:
        for example in examples:
            if not example.parse()[1]:
                raise ValueError(f"反例中应用⟦⟧标出要报告的文字：{example.text[:30]}")
        return examples


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule file with the names that its place gives it."""

    slug: str
    criterion: str
    path: Path
    file: RuleFile


def read(path: Path) -> Rule:
    """The rule of a file. Raises `RuleFileError` with the line of what is wrong."""
    if path.parent.name not in CRITERIA:
        raise RuleFileError(
            str(path), 0, f"规则应放在以下文件夹之一：{'、'.join(CRITERIA)}（快、实、深、新、用）"
        )
    if not _SLUG.fullmatch(path.stem) or path.stem in FAULTS:
        raise RuleFileError(
            str(path),
            0,
            "规则的文件名应为小写英文词，用连字符相连，且不与问题类别同名，如 net-slang.toml",
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleFileError(str(path), 0, f"规则文件读不出来：{error}") from error
    try:
        table = toml.parse(text)
    except toml.TomlError as error:
        raise located(path, text, error.line, error.why) from error
    try:
        return Rule(path.stem, path.parent.name, path, RuleFile.model_validate(table))
    except ValidationError as error:
        raise invalid(path, text, error) from error


def invalid(path: Path, text: str, error: ValidationError, *under: str) -> RuleFileError:
    """The most telling complaint of pydantic about a file, in Chinese, at its line."""
    first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
    key: toml.Key = (*under, *first["loc"])
    name = ".".join(str(part) for part in key if isinstance(part, str))
    why = toml.complaint(first["type"], name, first.get("ctx", {})) or first["msg"]
    return located(path, text, line_of(text, *key), why)


def located(path: Path, text: str, line: int, why: str) -> RuleFileError:
    """An error that shows its line."""
    lines = text.splitlines()
    shown = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return RuleFileError(str(path), line, why, shown)


def line_of(text: str, *key: str | int) -> int:
    """The line, from 1, of a key or of the nearest table around it; 0 where neither stands."""
    lines = dict(toml.keys(text))
    while key and key not in lines:
        key = key[:-1]
    return lines.get(key, 0)
