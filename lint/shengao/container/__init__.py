"""Files that hold drafts: mails with attachments, mailboxes, zip files.

Each draft in them is a member with a name of its own, shown behind the name of the file:
``邮件.eml/附件.docx``, ``包.zip/内/稿件.txt``. Nothing is ever unpacked to the disk. A member that
cannot be read is one with a reason; what is no draft (a picture, a table) is left out.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from shengao import read
from shengao.errors import ReadError

MAXIMUM = 200 * 2**20
"""Bytes of a container, and of all that is taken out of it."""
DEEPEST = 3
"""Containers in containers, the outermost included."""
MOST = 2000
"""Members of a container, those of containers in it included."""

_OPENERS = {".eml": "mail", ".mbox": "mail", ".msg": "outlook", ".zip": "zipped"}
_MANY = f"里面的文件超过 {MOST} 个，其余的没有检查，请拆分后再检查"
_LARGE = "里面的文件合计超过 200 MB，其余的没有检查，请拆分后再检查"
_DEEP = f"压缩包或邮件套了 {DEEPEST} 层以上，里面的没有检查，请先另存出来"
_NOTHING = {
    ".zip": "压缩包里没有能检查的稿件",
    ".mbox": "邮箱文件里没有能检查的稿件",
}
_NO_DRAFT = "邮件里没有能检查的稿件：正文不足 120 字，也没有能检查的附件"


class NoDraftError(ReadError):
    """A container that is as it should be, and in which there is no draft."""


class Letter(NamedTuple):
    """What a mail says of itself: the sender, the subject, the local time of sending."""

    address: str = ""
    name: str = ""
    subject: str = ""
    sent: datetime | None = None


class Part(NamedTuple):
    """What an opener finds: a name as it stands there, with its bytes or the reason why not.

    `letter` is there where it stands in a mail.
    """

    name: str
    data: bytes | None = None
    error: str | None = None
    letter: Letter | None = None


class Member(NamedTuple):
    """A draft in a container: its name within it, with its bytes or the reason why not.

    `letter` is that of the innermost mail, with the time of sending of the outermost.
    """

    name: str
    data: bytes | None
    error: str | None = None
    letter: Letter | None = None


def members(path: Path | str, data: bytes | None = None) -> list[Member]:
    """The drafts in a container, in its own order, from a file or from `data`.

    No two have the same name. Raises `ReadError` where the container itself cannot be opened,
    or holds no draft.
    """
    shown = str(path)
    suffix = PurePosixPath(shown).suffix.lower()
    if data is None:
        data = read.contents(Path(path), shown, MAXIMUM)
    if len(data) > MAXIMUM:
        raise ReadError(shown, "文件超过 200 MB，请拆分后再检查")
    if not data:
        raise ReadError(shown, "空文件，里面没有稿件")
    found = _Found()
    found.add(_parts(data, suffix, shown), "", 1)
    if not found.members:
        raise NoDraftError(shown, _NOTHING.get(suffix, _NO_DRAFT))
    return found.members


class Opened:
    """The members of the container that was opened last, for drafts that come one by one."""

    def __init__(self) -> None:
        self._path = ""
        self._data: dict[str, bytes | None] = {}

    def data(self, container: str, name: str) -> bytes | None:
        """The bytes of a member; None where it is not there any more."""
        if container != self._path:
            try:
                found = members(container)
            except ReadError:
                found = []
            self._path, self._data = container, {one.name: one.data for one in found}
        return self._data.get(name)


class _Found:
    """Collects members while containers are taken apart."""

    def __init__(self) -> None:
        self.members: list[Member] = []
        self._names: set[str] = set()
        self._left = MAXIMUM
        self._is_full = False

    def add(
        self, parts: Iterable[Part], folder: str, depth: int, outer: Letter | None = None
    ) -> None:
        for part in parts:
            letter = _inner(outer, part.letter)
            name = _clean(part.name)
            suffix = PurePosixPath(name).suffix.lower()
            wanted = suffix in read.SUFFIXES or suffix in read.CONTAINERS
            if not wanted and part.error is None and not read.is_packed(name):
                continue
            name = self._unused(folder + name)
            if len(self.members) >= MOST:
                self._stop("……", _MANY)
            if self._is_full:
                return
            if part.data is None or not wanted:
                why = part.error or read.unsupported(suffix)
                self.members.append(Member(name, None, why, letter))
                continue
            self._left -= len(part.data)
            if self._left < 0:
                self._stop(name, _LARGE)
                return
            if suffix in read.SUFFIXES:
                self.members.append(Member(name, part.data, None, letter))
            elif depth >= DEEPEST:
                self.members.append(Member(name, None, _DEEP, letter))
            else:
                self._nested(name, suffix, part.data, depth, letter)

    def _stop(self, name: str, why: str) -> None:
        """Say once that there is more that will not be read."""
        if not self._is_full:
            self.members.append(Member(name, None, why))
        self._is_full = True

    def _nested(
        self, name: str, suffix: str, data: bytes, depth: int, letter: Letter | None
    ) -> None:
        before = len(self.members)
        try:
            self.add(_parts(data, suffix, name), f"{name}/", depth + 1, letter)
        except ReadError as error:
            self.members.append(Member(name, None, error.why, letter))
        else:
            # A letter that only says what is attached elsewhere is no draft that went amiss.
            if len(self.members) == before and suffix == ".zip":
                self.members.append(Member(name, None, _NOTHING[suffix], letter))

    def _unused(self, name: str) -> str:
        pure = PurePosixPath(name)
        number = 1
        while name in self._names:
            number += 1
            name = str(pure.with_name(f"{pure.stem} ({number}){pure.suffix}"))
        self._names.add(name)
        return name


def _parts(data: bytes, suffix: str, path: str) -> Iterator[Part]:
    opener = import_module(f"shengao.container.{_OPENERS[suffix]}")
    parts: Iterator[Part] = opener.parts(data, path)
    return parts


def _inner(outer: Letter | None, own: Letter | None) -> Letter | None:
    if own is None or outer is None or outer.sent is None:
        return own or outer
    return own._replace(sent=outer.sent)


def _clean(name: str) -> str:
    """A name that can be shown and split: no controls, no way up or out."""
    shown = "".join(one if one.isprintable() else "_" for one in name.replace("\\", "/"))
    kept = [part for part in shown.split("/") if part not in ("", ".", "..")]
    return "/".join(kept) or "未命名"
