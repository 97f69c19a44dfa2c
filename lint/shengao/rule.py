"""A rule file: what is reported and why, which check finds it, and proof that it does.

Used when a rulebook is compiled, a rule explained or its examples run; a check of drafts needs
only what was compiled.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from shengao.errors import RuleFileError
from shengao.finding import CRITERIA, FAULTS, Severity
from shengao.structure import BlockKind
from shengao.text import Span

_MARKED = re.compile(r"⟦(.+?)(?:→(.*?))?⟧", re.DOTALL)
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")


class Example(BaseModel):
    """A draft with what should be found in it: ``本月⟦搞定→完成⟧了`` says: report 搞定, offer 完成."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    genre: str | None = None
    submitted: date | None = None

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
    genre: dict[str, Literal["error", "warning", "info", "off"]] = {}
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
            str(path), 0, "规则的文件名应为小写英文词，用连字符相连，且不与问题类别同名，如 net-slang.toml"
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleFileError(str(path), 0, f"规则文件读不出来：{error}") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else len(text.splitlines())
        wrong = located(path, text, line, f"TOML 写法有误：{error}")
        if wrong.shown and not wrong.shown[0].isascii():
            wrong = located(path, text, wrong.line, "TOML 写法有误：中文的项名要加英文引号")
        raise wrong from error
    try:
        return Rule(path.stem, path.parent.name, path, RuleFile.model_validate(table))
    except ValidationError as error:
        raise invalid(path, text, error) from error


def invalid(path: Path, text: str, error: ValidationError, under: str = "") -> RuleFileError:
    """The most telling complaint of pydantic about a file, in Chinese, at its line."""
    first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
    keys = [str(part) for part in first["loc"]]
    name = ".".join(([under] if under else []) + keys)
    why = _CHINESE.get(first["type"], first["msg"]).format(name=name, **first.get("ctx", {}))
    named = [key for key in keys if not key.isdigit()]
    return located(path, text, line_of(text, named[-1] if named else under), why)


def located(path: Path, text: str, line: int, why: str) -> RuleFileError:
    """An error that shows its line."""
    lines = text.splitlines()
    shown = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return RuleFileError(str(path), line, why, shown)


def line_of(text: str, key: str) -> int:
    """The line, from 1, at which a key or table of a TOML file stands; 0 where it does not."""
    found = re.search(rf"^\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*(=|\])", text, re.MULTILINE)
    if not found:
        found = re.search(rf"\b{re.escape(key)}\s*=", text) if key else None
    return text.count("\n", 0, found.start() + len(found[0]) - len(found[0].lstrip())) + 1 if found else 0


_CHINESE = {
    "missing": "缺少“{name}”这一项",
    "extra_forbidden": "不认识“{name}”这一项",
    "string_type": "“{name}”应为文字",
    "tuple_type": "“{name}”应为列表",
    "too_short": "“{name}”至少要有{min_length}个",
    "literal_error": "“{name}”应为 {expected} 之一",
    "enum": "“{name}”应为 {expected} 之一",
    "value_error": "“{name}”：{error}",
    "bool_type": "“{name}”应为 true 或 false",
    "int_type": "“{name}”应为整数",
    "dict_type": "“{name}”应为一张表",
}
