"""Rule files and dictionaries to the sections that `shengao.rulebook` reads.

Rule files are validated by pydantic, their check tables by the check kinds: once, since what
comes of it is kept.
"""

import marshal
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

from pydantic import ValidationError

from shengao import __version__, data, dictionary, expression, literals, rule, scoring, sections
from shengao.checks.options import base
from shengao.digest import blake2b
from shengao.errors import ConfigError, RuleFileError
from shengao.finding import CRITERIA
from shengao.rule_sources import FORMAT, kinds

_OF_ONE_BLOCK = ("title", "lead")
"""Faults of which findings about a whole draft cost points all the same: its title and first
paragraph are what they are whatever follows. Other such findings more text could silence."""


def compile_builtin(path: Path) -> None:
    """Write the built-in rules, compiled, to a file: what the wheel carries."""
    path.write_bytes(compile_rules([data.folder("rules")], [data.folder("dictionaries")]))


def compile_rules(
    rule_folders: Sequence[Path],
    dictionary_folders: Sequence[Path],
    formulas: Sequence[str] = (),
) -> bytes:
    """The content of a file for `shengao.sections.opened`. Raises `RuleFileError`.

    `formulas` are added to the dictionary of set wordings; each spares its clause.
    """
    content = blake2b(f"{__version__} {FORMAT}".encode(), digest_size=16)
    dictionaries = dictionary.load(dictionary_folders)
    own = (dictionary.Entry(word, "text", tag="formula-phrase") for word in formulas)
    dictionaries["formula"] = (*dictionaries.get("formula", ()), *own)
    lexicons = base.Lexicons(dictionaries)
    models = _models()
    parts: dict[str, bytes] = {}
    codes = _Codes()
    rows: list[tuple[Any, ...]] = []
    table: dict[str, list[int]] = {}
    for found in _rules(rule_folders):
        check = _compiled(found, models, lexicons)
        # What marshal writes is not the same every time.
        content.update(repr(check.plain).encode())
        for literal in check.literals:
            table.setdefault(literal, []).append(len(rows))
        parts[found.slug] = marshal.dumps((check.plain, codes.placed(check.expressions)), 4)
        rows.append(_row(found, check.runner))
    for literal in lexicons.company:
        table.setdefault(literal, [])
    free = [row[0] for row in rows if row[8] == "document" and row[2] not in _OF_ONE_BLOCK]
    scores = _plain(scoring.compile_table(rule_folders, dictionaries, free))
    terms = tuple(
        (str(entry.word), int(entry.note) if entry.note.isdigit() else None, entry.tag or "n")
        for entry in dictionaries.get("terms", ())
    )
    frozen = {one.pattern: expression.frozen(one.pattern) for one in expression.Expression.made}
    parts["literals"], parts["groups"] = literals.packed(table)
    for plain in (scores, rows, parts["literals"], parts["groups"], terms):
        content.update(repr(plain).encode())
    parts["scoring"] = marshal.dumps(scores, 4)
    parts["terms"] = marshal.dumps(terms, 4)
    parts["expressions"] = marshal.dumps(codes.placed(frozen), 4)
    parts["codes"] = bytes(codes.content)
    parts["rules"] = marshal.dumps((content.hexdigest(), expression.RUNTIME, tuple(rows)), 4)
    return sections.joined(parts)


class _Codes:
    """The frozen forms of all expressions on end, each once: a text needs few of a rule's."""

    def __init__(self) -> None:
        self.content = bytearray()
        self._places: dict[str, tuple[int, int]] = {}

    def placed(self, expressions: Mapping[str, bytes]) -> tuple[tuple[str, int, int], ...]:
        """The expressions, each with where its form begins and ends."""
        for pattern, form in expressions.items():
            if pattern not in self._places:
                start = len(self.content)
                self.content += form
                self._places[pattern] = start, len(self.content)
        return tuple((pattern, *self._places[pattern]) for pattern in expressions)


class _Check(NamedTuple):
    """What a rule's check runs on, what it searches with, and what runs it."""

    plain: dict[str, Any]
    expressions: dict[str, bytes]
    literals: frozenset[str]
    runner: str


def _compiled(found: rule.Rule, models: Mapping[str, Any], lexicons: base.Lexicons) -> _Check:
    """The check of a rule, compiled by its kind. Raises `RuleFileError`."""
    text = found.path.read_text(encoding="utf-8-sig")
    options = dict(found.file.check)
    use = options.pop("use", None)
    if use not in models:
        raise rule.located(
            found.path, text, rule.line_of(text, "check", "use"),
            f"没有检查方式“{use}”，可用：{'、'.join(sorted(models))}",
        )  # fmt: skip
    try:
        model = models[use].model_validate(options)
    except ValidationError as error:
        raise rule.invalid(found.path, text, error, "check") from error
    try:
        compiled, needed = model.compile(lexicons)
    except ValueError as error:
        raise rule.located(found.path, text, rule.line_of(text, "check"), str(error)) from error
    unknown = _placeholders(found.file.message) - {"match"} - model.words
    if unknown:
        raise rule.located(
            found.path, text, rule.line_of(text, "message"),
            f"提示语中的 {{{min(unknown)}}} 不是“{use}”能给出的",
        )  # fmt: skip
    expressions = dict(sorted(lexicons.expressions.items()))
    lexicons.expressions.clear()
    import_module(model.runner.partition(":")[0])  # its own expressions are frozen too
    return _Check(_plain(compiled), expressions, needed, model.runner)


def _row(found: rule.Rule, runner: str) -> tuple[Any, ...]:
    """The fields of a `shengao.rulebook.RuleRow`."""
    file = found.file
    row = (
        found.slug, file.title, file.fault, CRITERIA[found.criterion], file.severity,
        file.message, file.genre, file.release, file.scope, file.blocks, file.quotes, file.since,
        _portable(found.path), runner,
    )  # fmt: skip
    return tuple(map(_plain, row))


def _placeholders(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


def _portable(path: Path) -> str:
    """A rule's path, of a built-in one from the folder of rules, which moves with the wheel."""
    folder = data.folder("rules")
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


def _plain(value: Any) -> Any:
    """The same with tuples for lists and bare strings: what marshals, and repeats."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(_plain(item) for item in value)
    return str(value) if isinstance(value, str) else value


def _rules(folders: Sequence[Path]) -> list[rule.Rule]:
    """The rules of all folders by slug; a second one of a slug must say that it replaces it."""
    found: dict[str, rule.Rule] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/*.toml")):
            one = rule.read(path)
            if one.slug in found and one.file.replaces != one.slug:
                how = f'要替换它，请写 replaces = "{one.slug}"'
                raise RuleFileError(
                    str(path), 0, f"规则“{one.slug}”已在 {found[one.slug].path} 中；{how}"
                )
            found[one.slug] = one
    return sorted(found.values(), key=lambda one: one.slug)


def _models() -> dict[str, Any]:
    """The option models of all check kinds by name. Raises `ConfigError` for a taken name."""
    found: dict[str, Any] = {}
    for entry in kinds():
        if entry.name in found:
            raise ConfigError(entry.value, 0, f"检查方式“{entry.name}”重名")
        module, _, attribute = entry.value.partition(":")
        found[entry.name] = getattr(import_module(module), attribute)
    return found
