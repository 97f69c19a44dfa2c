"""All rules of a run, compiled: what their rows say, what their checks run on, where they stand.

What runs is plain data, compiled ahead (`shengao.rule_compiler`) and read as far as it is
needed. The built-in rulebook is compiled into the wheel; any other (a checkout, a project's own
rules, rule packs) into the user's cache, under a key that changes with every file that goes
into it.
"""

import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from shengao import cache, data, expression, rule_sources
from shengao.checks.hits import Hits
from shengao.digest import blake2b
from shengao.document import Document, Tagger
from shengao.errors import ConfigError
from shengao.finding import Criterion, Match, Severity
from shengao.literals import Literals
from shengao.sections import Sections, opened
from shengao.segment.memo import Memo

if TYPE_CHECKING:
    from shengao.config import Lengths

_LENGTH = "shengao.checks.length:run"
"""The runner of checks of lengths, whose limits a unit may set."""

_KEPT = 8
"""So many compiled rulebooks stay in the cache, those last used."""

_DRAFTS = 64
"""So many kinds of drafts are remembered: genres have any names."""

Runner = Callable[[dict[str, Any], Document, Hits], Iterator[Match]]


class RuleRow(NamedTuple):
    """A rule as the engine needs it. `criterion` is the Chinese word; `path` is that of its file,
    of a built-in rule within the folder of rules, empty where there is none."""

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


BUILT_IN_ROWS: tuple[RuleRow, ...] = tuple(
    RuleRow(
        slug, title, "suppression", "实", Severity.WARNING, message, {}, {}, "block", (), "include",
        "0.1", "", "",
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
        compiled: Sections,
        names: Sequence[str] = (),
        terms: Sequence[str] = (),
        lengths: "Lengths" = (),
    ) -> None:
        key, runtime, rows = marshal.loads(compiled["rules"])
        self.ordered: tuple[RuleRow, ...] = tuple(
            RuleRow(*row)._replace(severity=Severity(row[4])) for row in rows
        )
        self.rules: Mapping[str, RuleRow] = {
            row.slug: row for row in (*self.ordered, *BUILT_IN_ROWS)
        }
        self.protected: tuple[str, ...] = tuple(dict.fromkeys((*names, *terms)))
        self.search = Literals(compiled["literals"], compiled["groups"]).search
        """Where the literals of all rules stand in a text, by the rule's place in `ordered`."""
        self._sections = compiled
        self._runners: dict[str, Runner] = {}
        self._compiled: dict[str, dict[str, Any]] = {}
        self.severities = Memo(self._named, _DRAFTS)
        """How severe each rule of `ordered` is in a draft of such a release and genre, and with
        hints or without; None if it is not to be run."""
        self._lengths = lengths
        self._frozen: bool = runtime == expression.RUNTIME
        if self._frozen:
            self._know(marshal.loads(compiled["expressions"]))
        digest = blake2b(key.encode(), digest_size=16)
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

        table = marshal.loads(self._sections["scoring"])
        elements = readings_elements.table(
            self.compiled(row) for row in self.ordered if row.runner == readings_elements.RUNNER
        )
        return {**table, "tables": {"lists": table["lists"], "elements": elements}}

    @cached_property
    def words(self) -> Tagger:
        """The segmenter with the domain terms, the user's names and terms in it."""
        from shengao.segment import words

        own = ((word, None, "nz") for word in self.protected)
        return words.load((*marshal.loads(self._sections["terms"]), *own))

    def _named(self, draft: tuple[str, str, bool]) -> tuple[Severity | None, ...]:
        release, genre, hints = draft
        named = (
            row.genre.get(genre, row.release.get(release, row.severity)) for row in self.ordered
        )
        return tuple(
            None if one == "off" or (one == Severity.INFO and not hints) else Severity(one)
            for one in named
        )

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
            found, expressions = marshal.loads(self._sections[row.slug])
            if self._lengths and row.runner == _LENGTH:
                from shengao.checks.length import limited

                found = limited(found, self._lengths)
            self._compiled[row.slug] = found
            if self._frozen:
                self._know(expressions)
        return found

    def _know(self, expressions: Sequence[tuple[str, int, int]]) -> None:
        """Let expressions be made from their frozen forms, which stay in the file till then."""
        codes = self._sections["codes"]
        expression.known.update({pattern: codes[start:end] for pattern, start, end in expressions})

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
    packs = list(rule_sources.packs())
    rules = [data.folder("rules"), *(pack / "rules" for pack in packs), *rule_folders]
    dictionaries = [
        data.folder("dictionaries"),
        *(pack / "dictionaries" for pack in packs),
        *dictionary_folders,
    ]
    foreign = len(rule_sources.kinds()) > len(rule_sources.OWN_KINDS)
    if len(rules) == 1 and len(dictionaries) == 1 and not formulas and not foreign:
        built = data.compiled("rulebook.bin")
        carried = None if built is None else opened(built)
        if carried is not None:
            book = Rulebook(carried, names, terms, lengths)
            if book.is_native or cache.folder() is None:
                return book
    name = f"rulebook-{rule_sources.state(rules, dictionaries, formulas)}.bin"
    place = cache.folder()
    compiled = None if place is None else opened(place / name)
    if compiled is None:
        from shengao.rule_compiler import compile_rules

        content = compile_rules(rules, dictionaries, formulas)
        compiled = Sections(content)
        cache.write(name, content)
        cache.prune("rulebook-*.bin", _KEPT)
    elif place is not None:
        cache.used(place / name)
    return Rulebook(compiled, names, terms, lengths)
