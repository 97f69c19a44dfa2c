"""Which settings hold for a draft: those of the nearest ``shengao.toml`` or ``pyproject.toml``.

Reading a file for the first time takes TOML and pydantic (`shengao.config_model`). What was read
is kept as plain data together with the bytes of every file that it came from, and holds as long
as these are the same.
"""

import marshal
import os
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from shengao import __version__, cache, config_merge
from shengao.errors import ConfigError, UsageError, suggestion
from shengao.finding import CRITERIA, FAULTS, Finding, Release, Severity

NAME = "shengao.toml"
PYPROJECT = "pyproject.toml"
FORMAT = 3
"""Raised whenever the shape of a layer changes."""


_SPELLINGS = {**CRITERIA, **{word: fault for fault, word in FAULTS.items()}}


class Layer(NamedTuple):
    """What one file says: `values`, and those of each ``[[paths]]`` section in `sections`.

    Patterns are compiled: whether one takes in or leaves out, a regular expression for paths
    from `folder` on, with ``/``, and how it was written. Paths that it names are absolute.
    """

    path: str
    folder: str
    values: dict[str, Any]
    sections: tuple[dict[str, Any], ...]


Lengths = tuple[tuple[str, int | None, int | None], ...]
"""Genres with the least and the most characters of a draft: 0 for no limit, None for the usual."""

Book = tuple[
    tuple[Path, ...], tuple[Path, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], Lengths
]
"""Folders of rules and of dictionaries, names, terms, formulas, lengths."""

Chain = tuple[tuple[tuple[str, bytes], ...], tuple[tuple[Any, ...], ...] | None]
"""A file and those it extends, with their bytes; and their layers as plain tuples, None for a
``pyproject.toml`` without a section of ours."""


class Step(NamedTuple):
    """Values that hold for a draft; `section` is the index in ``[[paths]]``, or None."""

    layer: Layer
    section: int | None
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Settings:
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
    severity: Mapping[str, Severity] = field(default_factory=dict, hash=False)
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
    profile: Mapping[str, Any] = field(default_factory=dict, hash=False)
    desk: Mapping[str, Any] = field(default_factory=dict, hash=False)
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


@dataclass(frozen=True, slots=True)
class Overrides:
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


class Resolver:
    """Finds and keeps the settings of drafts, one object for all drafts with the same.

    `config` names the file to use for every draft, instead of the nearest one; `isolated` uses
    none. Raises `UsageError` for both together; `ConfigError` from the methods.
    """

    def __init__(
        self,
        config: Path | None = None,
        isolated: bool = False,
        overrides: Overrides | None = None,
    ) -> None:
        if config is not None and isolated:
            raise UsageError("--config 和 --isolated 不能同时使用。")
        self._config = None if config is None else _absolute(config)
        self._isolated = isolated
        self._overrides = overrides or Overrides()
        self._layers: dict[Path, tuple[Layer, ...]] = {}
        self._settings: dict[tuple[tuple[str, int | None], ...], Settings] = {}

    def settings(self, path: Path | str) -> Settings:
        """The settings of a draft, which need not exist."""
        steps = self.steps(path)
        key = tuple((step.layer.path, step.section) for step in steps)
        found = self._settings.get(key)
        if found is None:
            found = self._settings[key] = self._merged(steps)
        return found

    def steps(self, path: Path | str) -> list[Step]:
        """What files say about a draft, the farthest first."""
        place = _absolute(path)
        found = []
        for layer in self.layers(place.parent):
            found.append(Step(layer, None, layer.values))
            found += [
                Step(layer, index, section)
                for index, section in enumerate(layer.sections)
                if _matches(section["match"], layer.folder, place)
            ]
        return found

    def excludes(self, path: Path | str, *, folder: bool = False) -> bool:
        """Whether the settings leave a file or a folder out of walks through folders."""
        place = _absolute(path)
        return any(
            _matches(layer.values.get("exclude", ()), layer.folder, place, folder_itself=folder)
            for layer in self.layers(place.parent)
        )

    def layers(self, folder: Path) -> tuple[Layer, ...]:
        """The files that hold in a folder (of an absolute path), the farthest first."""
        if self._isolated:
            return ()
        start = self._config or folder
        found = self._layers.get(start)
        if found is None:
            found = self._named(start) if self._config else self._nearest(folder)
            self._layers[start] = found
        return found

    def verify(
        self,
        settings: Settings,
        rules: Collection[str],
        scoring: Mapping[str, Any] | None = None,
    ) -> None:
        """Raise where a name means nothing: `UsageError` or, in a file, `ConfigError`.

        `scoring` is the rulebook's table of scores, without which names of signals pass.
        """
        narrow = {*FAULTS, *rules}
        known = {"all", *CRITERIA.values(), *narrow}
        for name in (*settings.select, *settings.ignore, *settings.severity):
            if name in known:
                continue
            why = f"“{name}”不是规则、问题类别或要求" + suggestion(name, {*known, *_SPELLINGS})
            if name in (*self._overrides.select, *self._overrides.ignore):
                raise UsageError(f"{why}。运行 shengao rules 可查看全部规则。")
            raise _misnamed(settings, name, why)
        own = settings.profile.get("scoring", {})
        for name in own.get("gates", ()):
            if name not in narrow:
                why = f"“{name}”不是规则或问题类别" + suggestion(name, {*narrow, *_SPELLINGS})
                raise _misnamed(settings, name, why)
        if scoring is not None:
            for name in own.get("points", ()):
                if name not in scoring["points"]:
                    why = f"没有加分点“{name}”" + suggestion(name, scoring["points"])
                    raise _misnamed(settings, name, why)
            for name in own.get("weights", ()):
                if name in scoring["untotalled"]:
                    raise _misnamed(settings, name, f"“{name}”不打总分，不能写权重")

    def _named(self, path: Path) -> tuple[Layer, ...]:
        found = _read(path)
        if found is None:
            raise ConfigError(shown_path(path), 0, "没有 [tool.shengao] 这一节")
        return found

    def _nearest(self, folder: Path) -> tuple[Layer, ...]:
        for path in (folder / NAME, folder / PYPROJECT):
            found = _read(path) if os.path.isfile(path) else None  # noqa: PTH113 - or too long
            if found is not None:
                return found
        if folder == folder.parent or os.path.exists(folder / ".git"):  # noqa: PTH110 - as above
            return ()
        return self.layers(folder.parent)

    def _merged(self, steps: list[Step]) -> Settings:
        files = tuple(dict.fromkeys(Path(step.layer.path) for step in steps))
        values: dict[str, Any] = {}
        for said in (*(step.values for step in steps), self._overrides.values()):
            config_merge.merge(values, said)
        threshold = Severity(values.get("threshold", Severity.WARNING))
        baseline = values.get("baseline")
        return Settings(
            root=files[-1].parent if files else Path.cwd(),
            select=values.get("select", ("all",)),
            ignore=values.get("ignore", ()),
            severity={
                name: Severity(severity) for name, severity in values.get("severity", {}).items()
            },
            threshold=threshold,
            fail_on=Severity(values.get("fail_on", threshold)),
            genre=values.get("genre") or None,
            release=values.get("release", "internal"),
            baseline=Path(baseline) if baseline else None,
            rules=tuple(map(Path, values.get("rules", ()))),
            dictionaries=tuple(map(Path, values.get("dictionaries", ()))),
            names=values.get("names", ()),
            terms=values.get("terms", ()),
            archive=values.get("archive") or None,
            reference=tuple(map(Path, values.get("reference", ()))),
            formulas=values.get("formulas", ()),
            profile=config_merge.profile(values.get("profile", {})),
            desk=values.get("desk", {}),
            files=files,
        )


def _misnamed(settings: Settings, name: str, why: str) -> ConfigError:
    """An error at the line on which a file says a name that means nothing."""
    from shengao.config_model import named_at

    for file in reversed(settings.files):
        line, shown = named_at(file, name)
        if line:
            return ConfigError(shown_path(file), line, why, shown)
    return ConfigError(shown_path(settings.root), 0, why)


def canonical(name: str) -> str:
    """The one name of a fault or criterion: 口语化 is ``colloquial``, ``factual`` is 实."""
    return _SPELLINGS.get(name, name)


def shown_path(path: Path) -> str:
    """A file as people are told of it: from the working folder on, if it is in there."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def contents(path: Path) -> bytes:
    """The bytes of a configuration file. Raises `ConfigError`."""
    try:
        return path.read_bytes()
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            why = "配置文件不存在"
        elif isinstance(error, PermissionError):
            why = "没有权限读取配置文件"
        elif isinstance(error, IsADirectoryError):
            why = "这是文件夹，不是配置文件"
        else:
            why = f"配置文件读取失败（系统错误 {error.errno}）"
        raise ConfigError(shown_path(path), 0, why) from error


def _read(path: Path) -> tuple[Layer, ...] | None:
    """A file and all that it extends, the farthest first; None if it says nothing to us."""
    if path.name == PYPROJECT and b"shengao" not in contents(path):
        return None
    identity = f"{__version__} {FORMAT} {path}".encode("utf-8", "surrogateescape")
    name = f"config-{blake2b(identity, digest_size=16).hexdigest()}.bin"
    known = _unpacked(cache.load(name))
    if known is None or any(_changed(Path(file), data) for file, data in known[0]):
        from shengao.config_model import read

        known = read(path)
        body = marshal.dumps(known, 4)
        cache.save(name, (blake2b(body).digest(), body))
    layers = known[1]
    return None if layers is None else tuple(Layer(*layer) for layer in layers)


def _unpacked(entry: Any) -> Chain | None:
    """What was kept of a chain of files, None if it is damaged."""
    match entry:
        case (bytes(digest), bytes(body)) if blake2b(body).digest() == digest:
            found: Chain = marshal.loads(body)
            return found
    return None


def _changed(path: Path, data: bytes) -> bool:
    try:
        return contents(path) != data
    except ConfigError:
        return True  # reading it anew says what is wrong


def _absolute(path: Path | str) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - takes out .. but follows no links


def _matches(
    patterns: Collection[tuple[bool, str, str]],
    folder: str,
    place: Path,
    *,
    folder_itself: bool = False,
) -> bool:
    """Whether the last of the patterns that match a place takes it in."""
    if not patterns or not place.is_relative_to(folder):
        return False
    path = unicodedata.normalize("NFC", place.relative_to(folder).as_posix())
    found = False
    for takes_in, pattern, _ in patterns:
        if re.match(pattern, path + "/" * folder_itself):
            found = takes_in
    return found


def _names(finding: Finding) -> tuple[str, str, str, str]:
    return finding.rule, finding.fault, finding.criterion, "all"


def _nearness(finding: Finding, names: Collection[str]) -> int:
    """How near the nearest name comes to a finding: 0 its rule, 3 ``all``, 4 no name does."""
    return next((at for at, name in enumerate(_names(finding)) if name in names), 4)
