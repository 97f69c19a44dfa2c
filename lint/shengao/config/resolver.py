"""Finding the settings of a draft: the files that hold there, merged."""

import os
import re
import unicodedata
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from shengao.config import merge
from shengao.config.files import NAME, PYPROJECT, Layer, shown_path
from shengao.config.kept import layers
from shengao.config.settings import SPELLINGS, Overrides, Settings
from shengao.errors import ConfigError, UsageError, suggestion
from shengao.finding import CRITERIA, FAULTS, Severity


class Step(NamedTuple):
    """Values that hold for a draft; `section` is the index in ``[[paths]]``, or None."""

    layer: Layer
    section: int | None
    values: Mapping[str, Any]


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
        self._of_folders: dict[str, Settings] = {}  # where they are the same for every draft
        self._walked: set[str] = set()  # folders in which nothing is left out

    def settings(self, path: Path | str) -> Settings:
        """The settings of a draft, which need not exist."""
        folder = _folder(path)
        same = self._of_folders.get(folder)
        if same is not None:
            return same
        steps = self.steps(path)
        key = tuple((step.layer.path, step.section) for step in steps)
        found = self._settings.get(key)
        if found is None:
            found = self._settings[key] = self._merged(steps)
        if not any(layer.sections for layer in self.layers(Path(folder))):
            self._of_folders[folder] = found
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
        within = _folder(path)
        if within in self._walked:
            return False
        if not any(layer.values.get("exclude") for layer in self.layers(Path(within))):
            self._walked.add(within)
            return False
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
            why = f"“{name}”不是规则、问题类别或要求" + suggestion(name, {*known, *SPELLINGS})
            if name in (*self._overrides.select, *self._overrides.ignore):
                raise UsageError(f"{why}。运行 shengao rules 可查看全部规则。")
            raise _misnamed(settings, name, why)
        own = settings.profile.get("scoring", {})
        for name in own.get("gates", ()):
            if name not in narrow:
                why = f"“{name}”不是规则或问题类别" + suggestion(name, {*narrow, *SPELLINGS})
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
        found = layers(path)
        if found is None:
            raise ConfigError(shown_path(path), 0, "没有 [tool.shengao] 这一节")
        return found

    def _nearest(self, folder: Path) -> tuple[Layer, ...]:
        for path in (folder / NAME, folder / PYPROJECT):
            found = layers(path) if os.path.isfile(path) else None  # noqa: PTH113 - or too long
            if found is not None:
                return found
        if folder == folder.parent or os.path.exists(folder / ".git"):  # noqa: PTH110 - as above
            return ()
        return self.layers(folder.parent)

    def _merged(self, steps: list[Step]) -> Settings:
        files = tuple(dict.fromkeys(Path(step.layer.path) for step in steps))
        values: dict[str, Any] = {}
        for said in (*(step.values for step in steps), self._overrides.values()):
            merge.merge(values, said)
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
            profile=merge.profile(values.get("profile", {})),
            desk=values.get("desk", {}),
            files=files,
        )


def _misnamed(settings: Settings, name: str, why: str) -> ConfigError:
    """An error at the line on which a file says a name that means nothing."""
    from shengao.config.reading import named_at

    for file in reversed(settings.files):
        line, shown = named_at(file, name)
        if line:
            return ConfigError(shown_path(file), line, why, shown)
    return ConfigError(shown_path(settings.root), 0, why)


def _absolute(path: Path | str) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - takes out .. but follows no links


def _folder(path: Path | str) -> str:
    """The folder of `_absolute`, for which no `Path` need be made."""
    return os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120


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
