"""What holds for a draft, and what the command line says of it."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from shengao.finding import CRITERIA, FAULTS, Finding, Release, Severity

SPELLINGS = {**CRITERIA, **{word: fault for fault, word in FAULTS.items()}}
"""Other names of faults and criteria to the one that is used here."""

Lengths = tuple[tuple[str, int | None, int | None], ...]
"""Genres with the least and the most characters of a draft: 0 for no limit, None for the usual."""

Book = tuple[
    tuple[Path, ...], tuple[Path, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], Lengths
]
"""Folders of rules and of dictionaries, names, terms, formulas, lengths."""


def canonical(name: str) -> str:
    """The one name of a fault or criterion: 口语化 is ``colloquial``, ``factual`` is 实."""
    return SPELLINGS.get(name, name)


class Settings(NamedTuple):
    """What holds for a draft.

    `select` and `ignore` name rules, faults, criteria (快实深新用) or ``all``, and so do the keys
    of `severity`, which change how much a finding matters. `threshold` is the least severity
    that is reported, `fail_on` the least that makes a run fail. `genre` counts where neither the
    command line nor the draft itself names one. `archive` is the path or URL of the archive of
    earlier drafts, ``default`` that of the user, and `reference` are folders of documents from
    above: drafts are compared with both. `files` are the configuration files, the nearest
    last; `root` is the folder of that one, or the working folder.

    `profile` is what the unit says of scoring, as plain data, with a key only where it says
    something: ``scoring``, numbers in place of those of ``rules/scoring.toml``; ``calendar``,
    topics by month (``7``, ``7-9``, 全年); ``deadlines``, minutes by level; ``roster``, units with
    their class and names; ``lengths``, the least and most characters by genre, as in `Lengths`.
    `desk` is likewise what it says of its inbox, by the names of `shengao.desk_model.Desk`.
    """

    root: Path
    select: tuple[str, ...] = ("all",)
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
    threshold: Severity = Severity.WARNING
    fail_on: Severity = Severity.WARNING
    genre: str | None = None
    release: Release = "internal"
    baseline: Path | None = None
    rules: tuple[Path, ...] = ()
    dictionaries: tuple[Path, ...] = ()
    names: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    archive: str | None = None
    reference: tuple[Path, ...] = ()
    formulas: tuple[str, ...] = ()
    profile: Mapping[str, Any] = {}
    desk: Mapping[str, Any] = {}
    files: tuple[Path, ...] = ()

    @property
    def book(self) -> Book:
        """What the rules of a run depend on: the arguments of `shengao.rulebook.load`."""
        lengths = tuple(
            (genre, *limits) for genre, limits in sorted(self.profile.get("lengths", {}).items())
        )
        return self.rules, self.dictionaries, self.names, self.terms, self.formulas, lengths

    @property
    def hints(self) -> bool:
        """Whether a finding that is ``info`` by itself may be let through."""
        return self.threshold is Severity.INFO or bool(self.severity)

    def selects(self, finding: Finding) -> bool:
        """Whether to report it: a rule's own name beats its fault's, and that its criterion's."""
        return _nearness(finding, self.select) < _nearness(finding, self.ignore)

    def severity_of(self, finding: Finding) -> Severity:
        """How much a finding matters here; the nearest name counts."""
        names = [name for name in _names(finding) if name in self.severity]
        return self.severity[names[0]] if names else finding.severity


class Overrides(NamedTuple):
    """What the command line says; empty and None where it says nothing.

    A `select` sets aside all that files select and ignore; an `ignore` is added.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    threshold: Severity | None = None
    release: Release | None = None
    baseline: Path | None = None
    archive: str | None = None

    def values(self) -> dict[str, Any]:
        """What is said, as the values of a file are."""
        found = {
            "select": tuple(map(canonical, self.select)),
            "ignore": tuple(map(canonical, self.ignore)),
            "threshold": self.threshold,
            "release": self.release,
            "baseline": None if self.baseline is None else str(self.baseline),
            "archive": self.archive,
        }
        return {key: value for key, value in found.items() if value}


def _names(finding: Finding) -> tuple[str, str, str, str]:
    return finding.rule, finding.fault, finding.criterion, "all"


def _nearness(finding: Finding, names: Collection[str]) -> int:
    """How near the nearest name comes to a finding: 0 its rule, 3 ``all``, 4 no name does."""
    return next((at for at, name in enumerate(_names(finding)) if name in names), 4)
