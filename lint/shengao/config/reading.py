"""Reading a configuration file and what it names, with the lines that errors are at."""

import os
import unicodedata
from functools import partial
from pathlib import Path
from typing import Any

from pathspec import GitIgnoreSpec
from pydantic import BaseModel, ValidationError

from shengao import toml
from shengao.config.files import PYPROJECT, Chain, contents, shown_path
from shengao.config.model import ConfigFile, PathSection, Section
from shengao.desk_model import Desk
from shengao.errors import ConfigError, suggestion
from shengao.genre import canonical as canonical_genre
from shengao.profile_model import Limits, Profile, Thresholds, plain
from shengao.toml import Key

_OWN_ARCHIVE = "default"
_NAMING = ("severity", "gates", "points", "weights")
"""Tables with names on the left."""


def read(path: Path) -> Chain:
    """A configuration file and all that it extends. Raises `ConfigError` at the line."""
    files: list[tuple[str, bytes]] = []
    layers: list[tuple[Any, ...]] = []
    seen: list[Path] = []
    while True:
        seen.append(path)
        data = contents(path)
        files.append((str(path), data))
        text = decoded(path, data)
        table = _ours(path, _parsed(path, text))
        if table is None:
            if len(seen) == 1:
                return tuple(files), None
            raise ConfigError(shown_path(path), 0, "没有 [tool.shengao] 这一节")
        file = _validated(path, text, table)
        tables = _tables(path, text, file.profile)
        files += [(str(table), data) for table, data in tables.values()]
        layers.insert(0, _layer(path, file, tables))
        if not file.extend:
            return tuple(files), tuple(layers)
        farther = Path(_within(path.parent, file.extend))
        at = partial(_at, path, text, (*prefix(path), "extend"))
        if farther in seen:
            raise at("extend 绕回了自己：" + " → ".join(map(shown_path, (*seen, farther))))
        if not farther.is_file():
            raise at(f"extend 所指的文件不存在：{shown_path(farther)}")
        path = farther


def named_at(path: Path, name: str) -> tuple[int, str]:
    """The line, from 1, on which a file selects, ignores or grades by a name, and what it says."""
    text = decoded(path, contents(path))
    for key, start in toml.keys(text):
        line = 0
        if key[-2:-1] and key[-2] in _NAMING and name in (key[-1], canonical_genre(str(key[-1]))):
            line = start
        elif key[-1] in ("select", "ignore", *_NAMING):
            line = toml.value_line(text, start, name)
        if line:
            return line, text.split("\n")[line - 1].strip()
    return 0, ""


def decoded(path: Path, data: bytes) -> str:
    """The text of a configuration file. Raises `ConfigError` at the line that is not UTF-8."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            shown_path(path), line, "配置文件应为 UTF-8 编码，请另存为 UTF-8"
        ) from error


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return toml.parse(text)
    except toml.TomlError as error:
        raise _error(path, text, error.line, error.why) from error


def prefix(path: Path) -> tuple[str, ...]:
    """The keys of the table that holds ours."""
    return ("tool", "shengao") if path.name == PYPROJECT else ()


def _ours(path: Path, table: Any) -> dict[str, Any] | None:
    for key in prefix(path):
        table = table.get(key) if isinstance(table, dict) else None
    return table if isinstance(table, dict) else None


def _validated(path: Path, text: str, table: dict[str, Any]) -> ConfigFile:
    try:
        return ConfigFile.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
    key: Key = tuple(part for part in first["loc"] if not str(part).startswith("["))
    named = [str(part) for part in key if isinstance(part, str)]
    name = named[-1] if named else ""
    why = toml.complaint(first["type"], name, first.get("ctx", {})) or first["msg"]
    if first["type"] == "extra_forbidden":
        known = _model(key).model_fields
        why += suggestion(name, [one.alias or field for field, one in known.items()])
    elif key == ("severity",) and isinstance(first["input"], str):
        why = "“severity”应为一张表（[severity]），用来改变级别；报告的最低级别请写 threshold"
    wrong = first["input"] if isinstance(first["input"], str) else ""
    raise _at(path, text, (*prefix(path), *key), why, wrong)


def _at(path: Path, text: str, key: Key, why: str, value: str = "") -> ConfigError:
    """An error at the line of a key, or of the nearest table around it, or of its value."""
    lines = dict(toml.keys(text))
    while key and key not in lines:
        key = key[:-1]
    line = lines.get(key, 0)
    if line and value:
        line = toml.value_line(text, line, value) or line
    return _error(path, text, line, why)


def _error(path: Path, text: str, line: int, why: str) -> ConfigError:
    lines = text.splitlines()
    shown = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return ConfigError(shown_path(path), line, why, shown)


def _model(key: Key) -> type[BaseModel]:
    """What describes the table that holds a key."""
    match key[:2]:
        case ("paths", _):
            return PathSection
        case ("profile", "thresholds"):
            return Thresholds
        case ("profile", "lengths"):
            return Limits
    parts: dict[Any, type[BaseModel]] = {"profile": Profile, "desk": Desk}
    return parts.get(key[0], ConfigFile)


def _tables(path: Path, text: str, profile: Profile) -> dict[str, tuple[Path, bytes]]:
    """The tables that a profile names, by the key that names them, with their bytes."""
    found = {}
    for key, named in profile.files(path.parent).items():
        table = Path(os.path.normpath(named))
        if not table.is_file():
            why = f"{key} 所指的文件不存在：{shown_path(table)}"
            raise _at(path, text, (*prefix(path), "profile", key), why)
        found[key] = table, contents(table)
    return found


def _layer(path: Path, file: ConfigFile, tables: dict[str, tuple[Path, bytes]]) -> tuple[Any, ...]:
    values = _said(file)
    if "profile" in values:
        values["profile"] = plain(file.profile, tables)
    if "desk" in values:
        values["desk"] = _desk(path.parent, values["desk"])
    for key in ("rules", "dictionaries", "reference"):
        if key in values:
            values[key] = tuple(_within(path.parent, name) for name in values[key])
    if values.get("baseline"):
        values["baseline"] = _within(path.parent, values["baseline"])
    archive = values.get("archive")
    if archive and archive != _OWN_ARCHIVE and "://" not in archive:
        values["archive"] = _within(path.parent, archive)
    if "exclude" in values:
        values["exclude"] = _compiled(values["exclude"])
    sections = []
    for section in file.paths:
        said = _said(section)
        sections.append({**said, "match": _compiled(said["match"])})
    return str(path), str(path.parent), values, tuple(sections)


def _desk(folder: Path, said: dict[str, Any]) -> dict[str, Any]:
    """What is said of the desk, with its paths absolute."""
    found: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in said.items()
    }
    for key in ("folder", "scheme", "mapping", "reasons"):
        named = found.get(key)
        if named and (key in ("folder", "reasons") or named.lower().endswith(".toml")):
            found[key] = _within(folder, named)
    return found


def _said(section: Section) -> dict[str, Any]:
    """What the section itself says, in plain strings."""
    found = section.model_dump(mode="json", exclude_unset=True, exclude={"extend", "paths"})
    return {key: tuple(value) if isinstance(value, list) else value for key, value in found.items()}


def _within(folder: Path, name: str) -> str:
    return os.path.normpath(folder / name)


def _compiled(patterns: tuple[str, ...]) -> tuple[tuple[bool, str, str], ...]:
    normal = [unicodedata.normalize("NFC", pattern) for pattern in patterns]
    return tuple(
        (one.include, one.regex.pattern, written)
        for written in normal
        for one in GitIgnoreSpec.from_lines([written]).patterns
        if one.include is not None and one.regex is not None
    )
