"""Finding the drafts that paths name: in folders, mails and zip files, on standard input."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shengao import read
from shengao.batch.options import STANDARD_INPUT, Options
from shengao.config import Resolver, Settings
from shengao.errors import ReadError

if TYPE_CHECKING:
    from shengao.container import Opened

_UNNAMED = "<stdin>"
_KEPT_BYTES = 64 * 2**20  # the content of larger files is neither cached nor sent about


class Draft(NamedTuple):
    """A draft to be checked: `shown` as the user names it; `named` by itself, not by a folder.

    `error` says why it cannot be; `data` is its content where that is not in a file. `within`
    is the mail or zip file that holds it.
    """

    shown: str
    named: bool
    settings: Settings
    error: str | None = None
    data: bytes | None = None
    within: str = ""


def find(options: Options, resolver: Resolver) -> list[Draft]:
    """The drafts that the paths name, by path; each file once, under the name that came first.

    In folders drafts are known by their suffix; what settings exclude and whatever begins with
    a dot is left out, and links to folders are not followed. A folder that cannot be opened
    stands as a row of its own. Of mails and zip files the drafts in them are found, those of zip
    files only where the file is named.
    """
    found: dict[str, Draft] = {}
    for path in options.paths:
        shown = str(Path(path))
        if str(path) == STANDARD_INPUT:
            name = options.stdin_name or _UNNAMED
            data = options.stdin or b""
            draft = Draft(name, True, resolver.settings(name), data=data)
            for index, own in enumerate(_taken_apart(draft, resolver)):
                found[f"{STANDARD_INPUT}{index}"] = own
        elif os.path.isdir(path):  # noqa: PTH112 - a name too long for the system is no error here
            for identity, draft in _walk(shown, resolver):
                for own in _taken_apart(draft, resolver):
                    found.setdefault(identity + own.shown.removeprefix(draft.shown), own)
        else:
            identity = os.path.realpath(shown)
            draft = Draft(shown, True, resolver.settings(shown))
            for own in _taken_apart(draft, resolver):
                place = identity + own.shown.removeprefix(shown)
                found[place] = found.get(place, own)._replace(named=True)
    # A folder's drafts stay together: the separator counts as less than any character.
    return sorted(found.values(), key=lambda draft: draft.shown.replace(os.sep, "\0"))


def _taken_apart(draft: Draft, resolver: Resolver) -> Iterator[Draft]:
    """The drafts in a mail or zip file; any other draft is its own."""
    suffix = os.path.splitext(draft.shown)[1]  # noqa: PTH122 - half the time, for each draft
    if draft.error is not None or suffix.lower() not in read.CONTAINERS:
        yield draft
        return
    from shengao import container

    try:
        for member in container.members(draft.shown, draft.data):
            shown = f"{draft.shown}/{member.name}"
            yield Draft(
                shown,
                draft.named,
                resolver.settings(shown),
                member.error,
                # Its bytes are taken out again when its turn comes.
                member.data if draft.data is not None else None,
                draft.shown,
            )
    except ReadError as error:
        yield draft._replace(error=error.why, data=None)


def _walk(top: str, resolver: Resolver) -> Iterator[tuple[str, Draft]]:
    """The drafts in a folder and those below it, each with its real path."""
    folders = [("" if top == "." else top, os.path.realpath(top))]
    while folders:
        shown, real = folders.pop()
        try:
            with os.scandir(shown or ".") as scan:
                entries = list(scan)
        except OSError as error:
            name = shown or "."
            why = "没有权限打开文件夹" if isinstance(error, PermissionError) else "文件夹打不开"
            yield real, Draft(name, False, resolver.settings(name), error=why)
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            place = os.path.join(shown, entry.name)  # noqa: PTH118 - the user's own spelling
            identity = os.path.join(real, entry.name)  # noqa: PTH118
            if entry.is_symlink():
                if os.path.isdir(place) or not _wanted(place, resolver):  # noqa: PTH112 - may loop
                    continue
                identity = os.path.realpath(place)
                if not os.path.exists(identity):  # noqa: PTH110
                    why = "链接指向的文件不存在"
                    yield place, Draft(place, False, resolver.settings(place), error=why)
                    continue
            elif entry.is_dir():
                if not resolver.excludes(place, folder=True):
                    folders.append((place, identity))
                continue
            if entry.is_file() and _wanted(place, resolver):
                yield identity, Draft(place, False, resolver.settings(place))


def _wanted(place: str, resolver: Resolver) -> bool:
    if read.is_draft(place) or read.is_letter(place):
        return not resolver.excludes(place)
    return False


class Contents:
    """The bytes of drafts that are no files, for drafts that come one by one."""

    def __init__(self) -> None:
        self._opened: Opened | None = None

    def of(self, draft: Draft) -> bytes | None:
        """What stands in a mail, a zip file or on standard input; None for a file."""
        if draft.data is not None or not draft.within:
            return draft.data
        if self._opened is None:
            from shengao.container import Opened

            self._opened = Opened()
        data = self._opened.data(draft.within, draft.shown.removeprefix(f"{draft.within}/"))
        return b"" if data is None else data


def content(path: str) -> bytes | None:
    """The bytes of a draft, where it has some that can be kept; `read` says why it has none."""
    if os.path.splitext(path)[1].lower() not in read.SUFFIXES:  # noqa: PTH122
        return None
    try:
        state = os.stat(path)  # noqa: PTH116
        if not stat.S_ISREG(state.st_mode) or state.st_size > _KEPT_BYTES:
            return None
        with open(path, "rb") as file:  # noqa: PTH123 - half the time, for each draft
            return file.read()
    except (OSError, ValueError):
        return None
