"""Where drafts come in: folders, mails, mailboxes, Maildir, zip files, each taken apart.

A file is an `Item`; what it holds are `Incoming` drafts, read one item at a time.
"""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from shengao import container, read
from shengao.container import Letter, NoDraftError, mail
from shengao.errors import ReadError
from shengao.read.sizes import MAXIMUM

_MAILDIR = ("cur", "new")
_MAIL = ".eml"
_FOLDER = "文件夹打不开"


class Item(NamedTuple):
    """A file to be taken in, as it stood when it was found.

    `shown` is as the user names it; `parts` are its name and those of the folders that hold it
    up to the one that the user named, the nearest first; `modified` counts ns, `touched` those
    of the last change of any kind, of a copy too that keeps the time of its model. `is_mail` says
    so of a file of a Maildir, which has no suffix. `error` is there where it cannot be opened.
    """

    shown: str
    parts: tuple[str, ...]
    size: int = 0
    modified: int = 0
    touched: int = 0
    is_mail: bool = False
    error: str = ""

    @property
    def key(self) -> str:
        """A hash of the real path; a mail stays the same one when it has been looked at."""
        path = os.path.realpath(self.shown)
        if self.is_mail:
            folder, name = os.path.split(path)
            path = os.path.join(os.path.dirname(folder), name.rpartition(":2,")[0] or name)  # noqa: PTH118, PTH120
        return _hash(path)


class Incoming(NamedTuple):
    """A draft that came in: its name as shown, its bytes or the reason why there are none.

    `parts` are as those of an `Item`, with the name within it first.
    """

    shown: str
    parts: tuple[str, ...]
    data: bytes | None
    error: str | None
    letter: Letter | None
    received: datetime

    @property
    def identity(self) -> str:
        """The same for the same bytes of the same name and sender, wherever they lie.

        What has no bytes is known by its place.
        """
        address = self.letter.address.lower() if self.letter is not None else ""
        if self.data is None:
            return _hash("\0".join((os.path.realpath(self.shown), address, self.error or "")))
        name = self.parts[0].rpartition("/")[2]
        return _hash(f"{address}\0{name}", self.data)


def items(places: Iterable[str | Path]) -> Iterator[Item]:
    """The files to take in, those of a folder in the order of their names, zip files among them.

    Whatever begins with a dot, locks of editors and outputs of ours are left out, links to
    folders are not followed; a file that is packed in a way that is not read is an error.
    """
    for place in places:
        shown = str(place)
        name = os.path.basename(os.path.realpath(shown))  # noqa: PTH119 - as for a long name below
        if os.path.isdir(shown):  # noqa: PTH112 - a name too long for the system is no error here
            yield from _folder(shown, (name,))
        else:
            yield _item(shown, (name,))


def drafts(item: Item) -> Iterator[Incoming]:
    """The drafts in a file; none in a mail that only says something.

    What is wrong with the file, or with a draft in it, is the error of one.
    """
    received = datetime.fromtimestamp(item.modified / 1e9).replace(microsecond=0)
    try:
        if item.error:
            raise ReadError(item.shown, item.error)  # noqa: TRY301
        suffix = Path(item.shown).suffix.lower()
        if suffix == ".mbox":
            yield from _mailbox(item, received)
        elif item.is_mail or suffix in read.CONTAINERS:
            data = read.contents(Path(item.shown), item.shown, MAXIMUM)
            name = item.shown if not item.is_mail else item.shown + _MAIL
            for member in container.members(name, data):
                yield _member(item, member, received)
        elif suffix not in read.SUFFIXES:
            raise ReadError(item.shown, read.unsupported(suffix))  # noqa: TRY301
        else:
            data = read.contents(Path(item.shown), item.shown, MAXIMUM)
            if len(data) > MAXIMUM:
                raise ReadError(item.shown, "文件超过 200 MB")  # noqa: TRY301
            yield Incoming(item.shown, item.parts, data, None, None, received)
    except NoDraftError:
        return
    except ReadError as error:
        yield Incoming(item.shown, item.parts, None, error.why, None, received)


def _member(item: Item, member: container.Member, received: datetime, within: str = "") -> Incoming:
    letter = member.letter
    when = letter.sent if letter is not None and letter.sent is not None else received
    name = within + member.name
    return Incoming(
        f"{item.shown}/{name}", (name, *item.parts), member.data, member.error, letter, when
    )


def _mailbox(item: Item, received: datetime) -> Iterator[Incoming]:
    """The drafts of a mailbox, which may be of any size."""
    number = 0
    try:
        with Path(item.shown).open("rb") as file:
            for number, letter in enumerate(mail.mails(file), 1):
                name = f"第{number}封{_MAIL}"
                try:
                    for member in container.members(name, letter):
                        yield _member(item, member, received, f"{name}/")
                except NoDraftError:
                    continue
                except ReadError as error:
                    yield _member(item, container.Member(name, None, error.why), received)
    except OSError as error:
        raise ReadError(item.shown, f"文件读取失败（系统错误 {error.errno}）") from error
    if not number:
        raise ReadError(item.shown, "不是邮箱文件，或者里面没有邮件")


def _folder(shown: str, parts: tuple[str, ...]) -> Iterator[Item]:
    try:
        with os.scandir(shown) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError:
        yield Item(shown, parts, error=_FOLDER)
        return
    is_maildir = {*_MAILDIR} <= {entry.name for entry in entries}
    for entry in entries:
        place = os.path.join(shown, entry.name)  # noqa: PTH118 - the user's own spelling
        inner = (entry.name, *parts)
        if is_maildir and entry.name in _MAILDIR:
            yield from _letters(place, parts)
        elif entry.name.startswith(".") and not (is_maildir and _holds_mail(place)):
            continue
        elif entry.is_dir(follow_symlinks=False):
            if not (is_maildir and entry.name == "tmp"):
                yield from _folder(place, inner)
        elif not entry.is_dir() and _wanted(entry.name):
            yield _item(place, inner)


def _letters(shown: str, parts: tuple[str, ...]) -> Iterator[Item]:
    """The mails of a folder of a Maildir."""
    try:
        names = sorted(entry.name for entry in os.scandir(shown))
    except OSError:
        yield Item(shown, parts, error=_FOLDER)
        return
    for name in names:
        if not name.startswith("."):
            place = os.path.join(shown, name)  # noqa: PTH118
            yield _item(place, (name, *parts))._replace(is_mail=True)


def _holds_mail(place: str) -> bool:
    """Whether a hidden folder is a folder of a Maildir."""
    return all(os.path.isdir(os.path.join(place, name)) for name in _MAILDIR)  # noqa: PTH112, PTH118


def _wanted(name: str) -> bool:
    if read.is_skipped(name):
        return False
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122
    return suffix in read.SUFFIXES or suffix in read.CONTAINERS or read.is_packed(name)


def _item(shown: str, parts: tuple[str, ...]) -> Item:
    try:
        state = os.stat(shown)  # noqa: PTH116
    except FileNotFoundError:
        return Item(shown, parts, error="文件不存在")
    except (OSError, ValueError):
        return Item(shown, parts, error="文件打不开")
    touched = max(state.st_mtime_ns, state.st_ctime_ns)
    return Item(shown, parts, state.st_size, state.st_mtime_ns, touched)


def _hash(text: str, data: bytes = b"") -> str:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16)
    digest.update(b"\0")
    digest.update(data)
    return digest.hexdigest()
