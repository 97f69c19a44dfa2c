"""A desk as one file, and a desk made of such a file."""

import contextlib
import json
import os
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from sqlalchemy import select

from shengao.desk import migration
from shengao.desk.folder import DATABASE, ORIGINALS, Desk, DeskError
from shengao.desk.tables import DRAFT

_ABOUT = "shengao.json"
_FORMAT = 1
_STEP = 1 << 20  # bytes read at a time
_BROKEN = (BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError, OSError)


class Saved(NamedTuple):
    """How many drafts and files a backup holds."""

    drafts: int
    files: int


def backup(desk: Desk, target: Path) -> Saved:
    """Write a desk to a zip file, whole or not at all, private to its user.

    Others may read meanwhile, and write when it is done. Raises `DeskError`, where an original
    is missing too: then there is no backup that could be trusted.
    """
    with _replacing(target) as (packed, folder), desk.writing() as connection:
        # The lock keeps others from adding and purging meanwhile.
        copy = folder / DATABASE
        with contextlib.closing(sqlite3.connect(desk.where)) as database:
            database.execute("VACUUM INTO ?", (str(copy),))
        rows = connection.execute(select(DRAFT.c.digest)).scalars().all()
        digests = sorted({digest for digest in rows if digest})
        with ZipFile(packed, "w", allowZip64=True) as file:
            about = {"format": _FORMAT, "tables": migration.newest(), "files": len(digests)}
            file.writestr(_named(_ABOUT), json.dumps(about))
            with copy.open("rb") as stream:
                _copy(file, stream, DATABASE, ZIP_DEFLATED)
            for digest in digests:
                try:
                    with desk.place(digest).open("rb") as stream:
                        _copy(file, stream, _place(digest), ZIP_STORED)
                except FileNotFoundError as error:
                    why = f"收稿库缺少原件 {desk.place(digest)}，没有备份。"
                    raise DeskError(why) from error
    return Saved(len(rows), len(digests))


def restore(source: Path, folder: Path, *, replace: bool = False) -> Saved:
    """Make a desk of a backup. One that is there stays, unless it is to be replaced; then it is
    moved aside first, to a folder beside it.

    Everything is unpacked and proved before anything is replaced. Raises `DeskError`.
    """
    if folder.exists() and any(folder.iterdir()) and not replace:
        raise DeskError(f"{folder} 里已经有东西，要换掉请加 --replace（原来的改名留着）。")
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".shengao-restore-"))
    try:
        files = _unpacked(source, made)
        drafts = _proved(source, made)
        if folder.exists():
            if any(folder.iterdir()):
                folder.rename(_aside(folder))
            else:
                folder.rmdir()
        made.rename(folder)
    except OSError as error:
        raise DeskError(f"恢复不到 {folder}（系统错误 {error.errno}）。") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return Saved(drafts, files)


def _unpacked(source: Path, made: Path) -> int:
    files = 0
    try:
        with ZipFile(source) as file:
            about = json.loads(file.read(_ABOUT))
            if about["format"] != _FORMAT or about["tables"] > migration.newest():
                raise DeskError(f"{source} 是更新版本的审稿做的备份，请升级审稿。")
            for info in file.infolist():
                if info.filename == _ABOUT:
                    continue
                digest = info.filename.rpartition("/")[2]
                if info.filename not in (DATABASE, _place(digest)):
                    raise DeskError(f"{source} 里有不该有的文件，没有恢复。")
                place = made / info.filename
                for parent in reversed(place.relative_to(made).parents[:-1]):
                    (made / parent).mkdir(mode=0o700, exist_ok=True)
                found = sha256()
                descriptor = os.open(place, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
                with file.open(info) as stream, os.fdopen(descriptor, "wb") as target:
                    while data := stream.read(_STEP):
                        found.update(data)
                        target.write(data)
                if info.filename == DATABASE:
                    continue
                files += 1
                if found.hexdigest() != digest:
                    raise DeskError(f"{source} 已损坏：原件与记录不符，没有恢复。")
            if files != about["files"]:
                raise DeskError(f"{source} 不完整：缺少原件，没有恢复。")
    except FileNotFoundError as error:
        raise DeskError(f"没有备份文件 {source}。") from error
    except _BROKEN as error:
        raise DeskError(f"{source} 不是审稿的备份，或者已经损坏。") from error
    return files


def _proved(source: Path, made: Path) -> int:
    """How many drafts the database holds; every one of them has its bytes."""
    where = made / DATABASE
    if not where.is_file():
        raise DeskError(f"{source} 不完整：没有 {DATABASE}，没有恢复。")
    try:
        with contextlib.closing(sqlite3.connect(where)) as database:
            sound = database.execute("PRAGMA quick_check").fetchone()[0] == "ok"
            rows = database.execute("SELECT digest FROM draft").fetchall()
    except sqlite3.Error as error:
        raise DeskError(f"{source} 里的数据库已损坏，没有恢复。") from error
    if not sound or any(digest and not (made / _place(digest)).is_file() for (digest,) in rows):
        raise DeskError(f"{source} 里的数据库已损坏，或者缺少原件，没有恢复。")
    return len(rows)


def _aside(folder: Path) -> Path:
    number = 1
    while (found := folder.with_name(f"{folder.name}.换下{number}")).exists():
        number += 1
    return found


def _place(digest: str) -> str:
    return f"{ORIGINALS}/{digest[:2]}/{digest}"


def _named(name: str, how: int = ZIP_DEFLATED) -> ZipInfo:
    info = ZipInfo(name)
    info.compress_type = how
    info.external_attr = 0o600 << 16
    return info


def _copy(file: ZipFile, stream: IO[bytes], name: str, how: int) -> None:
    with file.open(_named(name, how), "w", force_zip64=True) as target:
        shutil.copyfileobj(stream, target, _STEP)


@contextlib.contextmanager
def _replacing(target: Path) -> Iterator[tuple[Path, Path]]:
    """A file that takes the place of `target` when all went well, and a folder beside it."""
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".shengao-backup-") as name:
            folder = Path(name)  # of mode 0700
            packed = folder / "backup.zip"
            os.close(os.open(packed, os.O_CREAT | os.O_WRONLY, 0o600))
            yield packed, folder
            with packed.open("rb+") as file:
                os.fsync(file.fileno())
            packed.replace(target)
    except OSError as error:
        why = {FileNotFoundError: "文件夹不存在", PermissionError: "没有权限"}.get(type(error))
        raise DeskError(f"写不了 {target}：{why or f'系统错误 {error.errno}'}。") from error
