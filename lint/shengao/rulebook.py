"""All rules of a run, compiled: from rule files and dictionaries to plain data and back.

Rule files are validated by pydantic, their check tables by the check kinds, once; what runs is
plain data read with `marshal`. The built-in rulebook is compiled into the wheel; any other (a
checkout, a project's own rules, rule packs) into the user's cache, under a key that changes
with every file that goes into it.
"""

import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from importlib import import_module
from itertools import compress, count, islice
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from shengao import __version__, cache, data, expression, plugins
from shengao.checks.hits import Found, Hits
from shengao.document import Document, Tagger
from shengao.errors import ConfigError, RuleFileError
from shengao.finding import CRITERIA, Criterion, Match, Severity

if TYPE_CHECKING:
    from shengao.config import Lengths

FORMAT = 12
"""Raised whenever the shape of the compiled data changes."""

_BETWEEN, _WITHIN = "\x1e", "\x1f"
"""Part the entries of a pair, and what stands in one: one string loads faster than many tuples."""

_LENGTH = "shengao.checks.length:run"
"""The runner of checks of lengths, whose limits a unit may set."""

_KEPT = 8
"""So many compiled rulebooks stay in the cache, those last made."""

Entry = tuple[str, int, tuple[int, ...]]
"""A literal, where its pair stands in it, and the places of its rules in `Rulebook.ordered`."""

Runner = Callable[[dict[str, Any], Document, Hits], Iterator[Match]]


class RuleRow(NamedTuple):
    """A rule as the engine needs it. `criterion` is the Chinese word; `path` is that of its file,
    of a built-in rule within the folder of rules, empty where there is none. `packed` is what its
    check runs on, for `Rulebook.compiled`."""

    slug: str
    title: str
    fault: str
    criterion: Criterion
    severity: Severity
    message: str
    genre: dict[str, str]
    release: dict[str, str]
    scope: str
    blocks: tuple[str, ...]
    quotes: str
    since: str
    path: str
    runner: str
    packed: bytes


BUILT_IN_ROWS: tuple[RuleRow, ...] = tuple(
    RuleRow(
        slug, title, "suppression", "实", Severity.WARNING, message, {}, {}, "block", (), "include",
        "0.1", "", "", b"",
    )
    for slug, title, message in (
        ("unused-suppression", "多余的审稿标记", "这条审稿标记没有挡住任何问题，可以删去。"),
        ("unknown-suppression", "审稿标记中的规则不存在", "审稿标记写的规则“{match}”不存在。"),
        ("suppression-without-reason", "审稿标记没有写理由", "审稿标记应写明理由，否则不起作用。"),
    )
)  # fmt: skip
"""Rules about the marks with which a draft allows a finding: code, since they have no check."""


class Rulebook:
    """The rules, their literals in one table, and the words that go with them."""

    def __init__(
        self,
        compiled: dict[str, Any],
        names: Sequence[str] = (),
        terms: Sequence[str] = (),
        lengths: "Lengths" = (),
    ) -> None:
        self.ordered: tuple[RuleRow, ...] = tuple(
            RuleRow(*row)._replace(severity=Severity(row[4])) for row in compiled["rules"]
        )
        self.rules: Mapping[str, RuleRow] = {
            row.slug: row for row in (*self.ordered, *BUILT_IN_ROWS)
        }
        self.protected: tuple[str, ...] = tuple(dict.fromkeys((*names, *terms)))
        self._pairs: dict[str, str | list[Entry]] = compiled["pairs"]
        self._singles: dict[str, tuple[int, ...]] = compiled["singles"]
        self._always: tuple[int, ...] = compiled["always"]
        self._terms: tuple[tuple[str, int | None, str], ...] = compiled["terms"]
        self._runners: dict[str, Runner] = {}
        self._compiled: dict[str, dict[str, Any]] = {}
        self._lengths = lengths
        self._scoring: bytes = compiled["scoring"]
        self._frozen: bool = compiled["runtime"] == expression.RUNTIME
        if self._frozen:
            expression.known.update(compiled["expressions"])
        digest = blake2b(compiled["key"].encode(), digest_size=16)
        digest.update(repr((self.protected, lengths)).encode())
        self.key: str = digest.hexdigest()
        """Changes with all that decides what is found."""

    @property
    def is_native(self) -> bool:
        """Whether it was compiled by this very Python, so that its expressions are ready."""
        return self._frozen

    @cached_property
    def scoring(self) -> Mapping[str, Any]:
        """The numbers and word lists of scoring, for `shengao.score.measure`."""
        from shengao.score import readings_elements

        table = marshal.loads(self._scoring)
        elements = readings_elements.table(
            self.compiled(row) for row in self.ordered if row.runner == readings_elements.RUNNER
        )
        return {**table, "tables": {"lists": table["lists"], "elements": elements}}

    @cached_property
    def words(self) -> Tagger:
        """The segmenter with the domain terms, the user's names and terms in it."""
        from shengao.segment import words

        own = ((word, None, "nz") for word in self.protected)
        return words.load((*self._terms, *own))

    def search(self, text: str) -> dict[int, Hits]:
        """Where the literals of all rules stand, by the rule's place in `ordered`.

        One pass over the text, outside of Python's own loops: every pair of characters is looked
        up; where one is known, the literals that it stands for are tried.
        """
        found = Found(text)
        starts, rules, known = found.starts, found.rules, self._pairs
        pairs = list(map(add, text, islice(text, 1, None)))
        places: dict[str, list[int]] = {}
        for at in compress(count(), map(known.__contains__, pairs)):
            pair = pairs[at]
            if pair in places:
                places[pair].append(at)
            else:
                places[pair] = [at]
        for pair, stands in places.items():
            entries = known[pair]
            for word, offset, named in (
                entries if entries.__class__ is list else self._unpacked(pair)
            ):
                if word == pair:
                    starts[word], rules[word] = stands, named
                    continue
                # Where the offset is too great, what is left of the text's end is too short.
                here = [at - offset for at in stands if text.startswith(word, at - offset)]
                if here:
                    starts[word], rules[word] = here, named
        for single in filter(self._singles.__contains__, dict.fromkeys(text)):
            rules[single] = self._singles[single]
        literals: dict[int, list[str]] = {}
        for word, named in rules.items():
            for rule in named:
                if rule in literals:
                    literals[rule].append(word)
                else:
                    literals[rule] = [word]
        for rule in self._always:
            literals.setdefault(rule, [])
        return {rule: Hits(found, words) for rule, words in literals.items()}

    def _unpacked(self, pair: str) -> list[Entry]:
        """The literals that a pair stands for: where it stands in each, and their rules."""
        found: list[Entry] = []
        for entry in str(self._pairs[pair]).split(_BETWEEN):
            literal, offset, *rules = entry.split(_WITHIN)
            found.append((literal, int(offset), tuple(map(int, rules))))
        self._pairs[pair] = found
        return found

    def runner(self, row: RuleRow) -> Runner:
        """The function that runs a rule's check, imported on first need."""
        found = self._runners.get(row.runner)
        if found is None:
            module, _, name = row.runner.partition(":")
            found = self._runners[row.runner] = getattr(import_module(module), name)
        return found

    def compiled(self, row: RuleRow) -> dict[str, Any]:
        """The data that a rule's check runs on, unpacked on first need: most drafts need few."""
        found = self._compiled.get(row.slug)
        if found is None:
            found, expressions = marshal.loads(row.packed)
            if self._lengths and row.runner == _LENGTH:
                from shengao.checks.length import limited

                found = limited(found, self._lengths)
            self._compiled[row.slug] = found
            if self._frozen:
                expression.known.update(expressions)
        return found

    def page(self, slug: str) -> dict[str, Any]:
        """All that a rule's file says. Raises KeyError for a rule without a file."""
        from shengao.rule import read

        if not self.rules[slug].path:
            raise KeyError(slug)
        return read(data.folder("rules") / self.rules[slug].path).file.model_dump()

    def advice(self, slug: str) -> tuple[str, str]:
        """Why a rule reports and how to mend it; empty where no file says."""
        try:
            page = self.page(slug)
        except KeyError:
            return "", ""
        return page["why"].strip(), page["how"].strip()


def load(
    rule_folders: Sequence[Path] = (),
    dictionary_folders: Sequence[Path] = (),
    names: Sequence[str] = (),
    terms: Sequence[str] = (),
    formulas: Sequence[str] = (),
    lengths: "Lengths" = (),
) -> Rulebook:
    """The built-in rules with those of rule packs and of the folders named.

    `names` and `terms` are words that no finding may touch, `formulas` set wordings beside those
    of the dictionary, `lengths` limits of drafts in place of those of the rules. Raises
    `RuleFileError` for a file that is not as it should be, `ConfigError` for a folder that is
    not there.
    """
    for folder in (*rule_folders, *dictionary_folders):
        if not folder.is_dir():
            raise ConfigError(str(folder), 0, "配置中写的文件夹不存在")
    packs = [Path(entry.value) for entry in _pack_folders()]
    rules = [data.folder("rules"), *(pack / "rules" for pack in packs), *rule_folders]
    dictionaries = [
        data.folder("dictionaries"),
        *(pack / "dictionaries" for pack in packs),
        *dictionary_folders,
    ]
    kinds = _kind_names()
    if len(rules) == 1 and len(dictionaries) == 1 and not formulas and not _foreign(kinds):
        built = data.compiled("rulebook.bin")
        if built is not None:
            book = Rulebook(marshal.loads(built.read_bytes()), names, terms, lengths)
            if book.is_native or cache.folder() is None:
                return book
    key = _state(rules, dictionaries, kinds, formulas)
    name = f"rulebook-{key}.bin"
    compiled = cache.load(name)
    if not isinstance(compiled, dict):
        compiled = compile_rules(rules, dictionaries, formulas)
        cache.save(name, compiled)
        cache.prune("rulebook-*.bin", _KEPT)
    return Rulebook(compiled, names, terms, lengths)


def compile_builtin(path: Path) -> None:
    """Write the built-in rules, compiled, to a file: what the wheel carries."""
    compiled = compile_rules([data.folder("rules")], [data.folder("dictionaries")])
    path.write_bytes(marshal.dumps(compiled, 4))


def compile_rules(
    rule_folders: Sequence[Path],
    dictionary_folders: Sequence[Path],
    formulas: Sequence[str] = (),
) -> dict[str, Any]:
    """Rule files and dictionaries to plain data. Raises `RuleFileError`.

    `formulas` are added to the dictionary of set wordings; each spares its clause.
    """
    from pydantic import ValidationError

    from shengao import dictionary, rule, scoring
    from shengao.checks.options.base import Lexicons

    content = blake2b(f"{__version__} {FORMAT}".encode(), digest_size=16)
    dictionaries = dictionary.load(dictionary_folders)
    own = (dictionary.Entry(word, "text", tag="formula-phrase") for word in formulas)
    dictionaries["formula"] = (*dictionaries.get("formula", ()), *own)
    lexicons = Lexicons(dictionaries)
    kinds = _kinds()
    rows: list[tuple[Any, ...]] = []
    table: dict[str, list[int]] = {}
    for found in _rules(rule_folders):
        text = found.path.read_text(encoding="utf-8-sig")
        options = dict(found.file.check)
        use = options.pop("use", None)
        if use not in kinds:
            raise rule.located(
                found.path, text, rule.line_of(text, "check", "use"),
                f"没有检查方式“{use}”，可用：{'、'.join(sorted(kinds))}",
            )  # fmt: skip
        try:
            model = kinds[use].model_validate(options)
        except ValidationError as error:
            raise rule.invalid(found.path, text, error, "check") from error
        try:
            compiled, literals = model.compile(lexicons)
        except ValueError as error:
            raise rule.located(found.path, text, rule.line_of(text, "check"), str(error)) from error
        unknown = _placeholders(found.file.message) - {"match"} - model.words
        if unknown:
            raise rule.located(
                found.path, text, rule.line_of(text, "message"),
                f"提示语中的 {{{min(unknown)}}} 不是“{use}”能给出的",
            )  # fmt: skip
        plain = _plain(compiled)
        searched = dict(sorted(lexicons.expressions.items()))
        lexicons.expressions.clear()
        content.update(repr(plain).encode())  # what marshal writes is not the same every time
        for literal in literals:
            table.setdefault(literal, []).append(len(rows))
        import_module(kinds[use].runner.partition(":")[0])  # its own expressions are frozen too
        file = found.file
        rows.append(
            (
                found.slug, file.title, file.fault, CRITERIA[found.criterion],
                str(file.severity), file.message, dict(file.genre), dict(file.release), file.scope,
                file.blocks, file.quotes, file.since, _portable(found.path), kinds[use].runner,
                marshal.dumps((plain, searched), 4),
            )
        )  # fmt: skip
    free = [row[0] for row in rows if row[8] == "document" and row[2] not in _OF_ONE_BLOCK]
    table_of_scores = _plain(scoring.compile_table(rule_folders, dictionaries, free))
    content.update(repr(table_of_scores).encode())
    book: dict[str, Any] = _plain(
        {
            "rules": rows,
            "scoring": marshal.dumps(table_of_scores, 4),
            "runtime": expression.RUNTIME,
            "expressions": {
                one.pattern: expression.frozen(one.pattern) for one in expression.Expression.made
            },
            "pairs": _pairs(table),
            "singles": {word: tuple(table[word]) for word in sorted(table) if len(word) == 1},
            "always": tuple(table.get("", ())),  # nothing stands everywhere
            "terms": [
                (entry.word, int(entry.note) if entry.note.isdigit() else None, entry.tag or "n")
                for entry in dictionaries.get("terms", ())
            ],
        }
    )
    content.update(repr([row[:-1] for row in rows]).encode())
    content.update(repr([book[name] for name in ("pairs", "singles", "always", "terms")]).encode())
    return {**book, "key": content.hexdigest()}


_OF_ONE_BLOCK = ("title", "lead")
"""Faults of which findings about a whole draft cost points all the same: its title and first
paragraph are what they are whatever follows. Other such findings more text could silence."""


def _pairs(table: dict[str, list[int]]) -> dict[str, str]:
    """The literals of two characters and more by one pair of each, as strings: see `_unpacked`.

    The pair is the one that texts hold least often.
    """
    from shengao.checks.options.literals import expected

    pairs: dict[str, list[str]] = {}
    for literal in sorted(table):
        if len(literal) > 1:
            offset = min(range(len(literal) - 1), key=lambda at: expected((literal[at : at + 2],)))
            entry = _WITHIN.join((literal, str(offset), *map(str, table[literal])))
            pairs.setdefault(literal[offset : offset + 2], []).append(entry)
    return {pair: _BETWEEN.join(entries) for pair, entries in pairs.items()}


def _placeholders(message: str) -> set[str]:
    from string import Formatter

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


def _rules(folders: Sequence[Path]) -> list[Any]:
    """The rules of all folders by slug; a second one of a slug must say that it replaces it."""
    from shengao import rule

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


def _kinds() -> dict[str, Any]:
    """The option models of all check kinds by name. Raises `ConfigError` for a taken name."""
    kinds: dict[str, Any] = {}
    for entry in _kind_names():
        if entry.name in kinds:
            raise ConfigError(entry.value, 0, f"检查方式“{entry.name}”重名")
        module, _, attribute = entry.value.partition(":")
        kinds[entry.name] = getattr(import_module(module), attribute)
    return kinds


_OPTIONS = "shengao.checks.options"
_OWN_KINDS = tuple(
    plugins.EntryPoint(plugins.CHECKS, name, f"{_OPTIONS}.{name}:{name.capitalize()}")
    for name in (
        "claim",
        "consistency",
        "density",
        "disguise",
        "elements",
        "formula",
        "identifier",
        "length",
        "likeness",
        "lexicon",
        "pattern",
        "phrase",
        "relation",
        "repetition",
        "sequence",
        "spelling",
        "structure",
    )
)


def _kind_names() -> tuple[plugins.EntryPoint, ...]:
    """Our own kinds, registered or not (a checkout on the path is not), and those of packages."""
    found = {entry for entry in plugins.entry_points() if entry.group == plugins.CHECKS}
    return tuple(sorted(found | set(_OWN_KINDS)))


def _foreign(kinds: Sequence[plugins.EntryPoint]) -> bool:
    return len(kinds) > len(_OWN_KINDS)


def _pack_folders() -> Iterator[plugins.EntryPoint]:
    """Rule packs, with the folder that holds their ``rules`` and ``dictionaries`` as value."""
    for entry in plugins.entry_points():
        if entry.group == plugins.RULES:
            from importlib.util import find_spec

            spec = find_spec(entry.value)
            for place in (spec.submodule_search_locations or ()) if spec else ():
                yield entry._replace(value=place)


def _state(
    rule_folders: Sequence[Path],
    dictionary_folders: Sequence[Path],
    kinds: Sequence[plugins.EntryPoint],
    formulas: Sequence[str],
) -> str:
    """A hash over every file that goes into a rulebook: name, size and time of change."""
    digest = blake2b(f"{__version__} {FORMAT} {expression.RUNTIME}".encode(), digest_size=16)
    digest.update(repr(([tuple(kind) for kind in kinds], tuple(formulas))).encode())
    code = Path(__file__).parent
    for pattern, folders in (
        ("*/*.toml", rule_folders),
        ("scoring.toml", rule_folders),
        ("*.tsv", dictionary_folders),
        ("checks/options/*.py", [code]),
        ("score/**/*.py", [code]),
        ("spelling/*.bin", [code]),
    ):
        for folder in folders:
            for path in sorted(folder.glob(pattern)):
                state = path.stat()
                digest.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
