"""Where each setting of a draft comes from: the default, or the line of a file."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from shengao import genre, toml
from shengao.config import Resolver, Step, canonical, contents, shown_path
from shengao.config.merge import ADDED, WHOLE
from shengao.config.model import ConfigFile
from shengao.config.reading import decoded, prefix
from shengao.toml import Key


class Origin(NamedTuple):
    """A setting, its value in words, and where it comes from: 默认, or ``path:line``."""

    key: str
    value: str
    place: str
    name: str = ""  # of an entry of a table


def origins(resolver: Resolver, path: Path) -> list[Origin]:
    """Every setting of a draft, a row for each place that it comes from."""
    said: dict[str, list[Origin]] = {}
    for step in resolver.steps(path):
        if "select" in step.values:
            said.pop("ignore", None)
        for key, value in step.values.items():
            setting = key.replace("_", "-")
            if key == "severity":
                said[key] = _with(said.get(key, []), _entries(step, (setting,), value))
            elif key == "profile":
                for part, entries in value.items():
                    rows = _entries(step, (setting, part), entries)
                    said[key] = _with(said.get(key, []), rows)
            elif key == "desk":
                for part, entry in value.items():
                    rows = _entries(step, (setting, part.replace("_", "-")), entry)
                    said[key] = _with(said.get(key, []), rows)
            elif key != "match":
                row = Origin(setting, _shown(value), _place(step, (setting,)))
                grows = key in ADDED or key == "exclude"
                said[key] = [*said.get(key, []), row] if grows else [row]
    if "fail_on" not in said:
        said["fail_on"] = [one._replace(key="fail-on") for one in said.get("threshold", [])]
    found: list[Origin] = []
    for key, field in ConfigFile.model_fields.items():
        if key not in ("extend", "paths"):
            nothing = "" if key in ("desk", "profile") else field.default
            default = Origin(str(field.alias), _shown(nothing), "默认")
            found += said.get(key) or [default]
    return found


def _with(rows: list[Origin], nearer: Iterator[Origin]) -> list[Origin]:
    """The rows with nearer ones in the place of those for the same entry."""
    new = list(nearer)
    set_aside = {(one.key, one.name) for one in new}
    return [*(one for one in rows if (one.key, one.name) not in set_aside), *new]


def _entries(step: Step, keys: tuple[str, ...], value: Any) -> Iterator[Origin]:
    """A row for each entry of a table; one for what a nearer file replaces as a whole."""
    setting = ".".join(keys)
    if keys[-1] in WHOLE:
        yield Origin(setting, f"{len(value)}项", _place(step, keys))
        return
    if not isinstance(value, Mapping):
        yield Origin(setting, _shown(value), _place(step, keys))
        return
    for name, entry in value.items():
        yield Origin(setting, f"{name} = {_entry(entry)}", _place(step, keys, name), name)


def _entry(value: Any) -> str:
    match value:
        case Mapping():
            return " ".join(f"{name}{number:g}" for name, number in value.items())
        case (least, most):
            both = f"{least}–{most}字" if least and most else ""
            return both or (f"最少{least}字" if least else f"最多{most}字" if most else "不限")
        case bool():
            return str(value).lower()
        case float():
            return f"{value:g}"
    return str(value)


def _place(step: Step, keys: tuple[str, ...], name: str = "") -> str:
    path = Path(step.layer.path)
    section: Key = () if step.section is None else ("paths", step.section)
    start = (*prefix(path), *section, *keys)
    lines = dict(toml.keys(decoded(path, contents(path))))
    named = (
        line
        for key, line in lines.items()
        if key[:-1] == start and name in _spellings(str(key[-1]))
    )
    while start not in lines and len(start) > 1:
        start = start[:-1]
    return f"{shown_path(path)}:{next(named, lines.get(start, 0))}"


def _spellings(name: str) -> tuple[str, ...]:
    return name, canonical(name), genre.canonical(name)


def _shown(value: Any) -> str:
    if isinstance(value, (tuple, dict)):
        words = [one if isinstance(one, str) else one[-1] for one in value]
        return "、".join(words) or "（无）"
    return str(value) or "（无）"
