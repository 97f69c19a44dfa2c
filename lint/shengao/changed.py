"""What has changed since a git revision: ``--since REV``.

Lines of a text, paragraphs of a Word file (both are lines of ``Source.text``): the draft as
it is now is compared with what git kept, as the reader reads both, so that a new encoding or
new line ends are no change. A finding counts as changed if a line that it stands on has; a
finding about the whole draft stands on the line where it is shown (its title, say), and in a
new draft every line is new.
"""

import os
import subprocess
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

from shengao.errors import ReadError, UsageError
from shengao.read import CONTAINERS, read


class Changes:
    """The difference between the files of a git working tree and a revision.

    Raises `UsageError` where git, the repository or the revision is not there. A repository
    without any commit has no ``HEAD`` yet: then everything is new.
    """

    def __init__(self, rev: str, cwd: Path | None = None) -> None:
        self._cwd = (cwd or Path.cwd()).absolute()
        self._top = Path(os.fsdecode(self._git("rev-parse", "--show-toplevel")).rstrip("\r\n"))
        self._commit: str | None = None
        named = None
        if not rev.startswith("-"):
            named = self._try("rev-parse", "--verify", f"{rev}^{{commit}}")
        if named is not None:
            self._commit = named.decode().strip()
        elif rev != "HEAD" or self._try("rev-list", "--all", "--max-count=1"):
            raise UsageError(f"--since：git 仓库中没有版本“{rev}”。")

    def lines(self, path: Path | str, data: bytes | None = None) -> set[int] | None:
        """The lines of a draft, from 1, that are new or changed; None if all are.

        A renamed file is compared with what it was; one that git does not track, and one
        outside the repository, is new. `data` is the draft's content where that is not in the
        file. What a changed mail or zip file holds is all new. Raises `ReadError` for a draft that
        cannot be read.
        """
        name = self._name(path)
        if self._commit is None or name is None or name in self._new:
            return None
        old_name = self._changed.get(name)
        if old_name is None:
            if name not in self._tracked:
                return None
            if data is None:
                return set()
            old_name = name
        if Path(path).suffix.lower() in CONTAINERS:
            return None
        old = self._old_lines(old_name, name)
        if old is None:
            return None
        reading = read(self._cwd / path, data, name=str(path))
        new = _lines(reading.source.text)
        matcher = SequenceMatcher(None, old, new)
        return {
            line + 1
            for operation, _, _, first, last in matcher.get_opcodes()
            if operation != "equal"
            for line in range(first, last)
        }

    def _name(self, path: Path | str) -> str | None:
        """A file's name in the repository; links on the way to its folder are followed."""
        place = self._cwd / path
        folder = place.parent.resolve()
        try:
            return (folder / place.name).relative_to(self._top.resolve()).as_posix()
        except ValueError:
            return None

    def _old_lines(self, old_name: str, name: str) -> list[str] | None:
        # With filters, as a checkout would write it: line ends, large file storage.
        blob = self._try("cat-file", "--filters", f"--path={name}", f"{self._commit}:{old_name}")
        if blob is None:
            return None
        try:
            return _lines(read(old_name, blob).source.text)
        except ReadError:
            return None

    @cached_property
    def _tracked(self) -> frozenset[str]:
        return frozenset(_names(self._git("ls-files", "-z", "--full-name", top=True)))

    @cached_property
    def _status(self) -> list[tuple[str, str, str]]:
        """Each file that differs: the letter of git, its name then and its name now."""
        assert self._commit is not None
        names = _names(
            self._git(
                "diff", "--name-status", "-z", "--find-renames", "--no-ext-diff", "--no-relative",
                self._commit, "--", top=True,
            )
        )  # fmt: skip
        found = []
        for status in names:
            old = next(names)
            new = next(names) if status[0] in "RC" else old
            found.append((status[0], old, new))
        return found

    @cached_property
    def _changed(self) -> dict[str, str]:
        return {new: old for status, old, new in self._status if status not in "AD"}

    @cached_property
    def _new(self) -> frozenset[str]:
        return frozenset(new for status, _, new in self._status if status == "A")

    def _git(self, *arguments: str, top: bool = False) -> bytes:
        command = ("git", "-c", "core.quotepath=off", *arguments)
        environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
        try:
            done = subprocess.run(
                command,
                cwd=self._top if top else self._cwd,
                env=environment,
                capture_output=True,
                check=True,
            )
        except FileNotFoundError as error:
            raise UsageError("--since 需要 git，但没有找到 git 命令。") from error
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode(errors="replace").strip()
            if "not a git repository" in said or "must be run in a work tree" in said:
                raise UsageError(f"--since：{self._cwd} 不在 git 仓库中。") from error
            raise _GitError(f"--since：git 出错：{said}") from error
        return done.stdout

    def _try(self, *arguments: str) -> bytes | None:
        try:
            return self._git(*arguments)
        except _GitError:
            return None


class _GitError(UsageError):
    """Git was there and said no."""


def _names(output: bytes) -> Iterator[str]:
    return (os.fsdecode(name) for name in output.split(b"\0") if name)


def _lines(text: str) -> list[str]:
    return [line.rstrip("\r") for line in text.split("\n")]
