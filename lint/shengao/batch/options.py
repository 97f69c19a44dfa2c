"""What drafts to check and how, as it is asked for."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from shengao.config import Overrides, Resolver
from shengao.finding import Release, Severity

STANDARD_INPUT = "-"
"""The path that stands for `Options.stdin`."""


class Options(NamedTuple):
    """What to check and how; None and empty leave it to the settings of each draft.

    `paths` are files, folders and `STANDARD_INPUT`, whose content is `stdin` and whose name
    (and so format and settings) is `stdin_name`. `genre` and `submitted`, the day of
    submission, beat what a draft's front matter says. `severity` is the least that is shown. With
    `use_baseline` off, accepted findings are shown too. `jobs` counts processes. With `contents`
    a row carries the text of its draft and the facts in it; nothing is cached then.
    """

    paths: tuple[str | Path, ...]
    stdin_name: str | None = None
    stdin: bytes | None = None
    genre: str | None = None
    submitted: date | None = None
    release: Release | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Severity | None = None
    config: Path | None = None
    isolated: bool = False
    since: str | None = None
    baseline: Path | None = None
    archive: str | None = None
    use_baseline: bool = True
    use_cache: bool = True
    jobs: int = 1
    contents: bool = False

    def resolver(self) -> Resolver:
        """What finds the settings of a draft under these options."""
        overrides = Overrides(
            select=self.select,
            ignore=self.ignore,
            threshold=self.severity,
            release=self.release,
            baseline=self.baseline,
            archive=self.archive,
        )
        return Resolver(self.config, self.isolated, overrides)
