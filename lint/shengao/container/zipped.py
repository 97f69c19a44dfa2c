"""Zip files: their members by the names that whoever packed them saw."""

import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from shengao import read
from shengao.container import Part
from shengao.errors import ReadError
from shengao.read.formats import foreign, is_zip

_BROKEN = (
    BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, struct.error,
    RuntimeError,
)  # fmt: skip
_KNOWN = (ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA)
_LARGEST = 200 * 2**20  # bytes of one member
_SMALL = 2**20  # below this, a member may be packed as tightly as it likes
_RATIO = 200
_MOST = 50_000
_UTF8 = 0x800  # the flag of a name in UTF-8
_UNICODE_PATH = 0x7075  # the extra field of one beside another name


def parts(data: bytes, path: str) -> Iterator[Part]:
    """The files in a zip file that may be drafts. Raises `ReadError` for one that is damaged."""
    if not is_zip(data):
        why = "压缩包是空的" if data.startswith(b"PK\x05\x06") else foreign(data)
        raise ReadError(path, why or "不是 zip 压缩包，内容与扩展名 .zip 不符")
    try:
        packed = ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise ReadError(path, "压缩包已损坏，打不开") from error
    infos = packed.infolist()
    if len(infos) > _MOST:
        raise ReadError(path, f"压缩包里的文件超过 {_MOST} 个，请拆分后再检查")
    for info in infos:
        name = _name(info).replace("\\", "/")
        if info.is_dir() or name.endswith("/") or not _may_be_draft(name):
            continue
        if ".." in name.split("/") or name.startswith("/") or name[1:2] == ":":
            yield Part(name, error="压缩包里的路径指到了外面，没有读取")
        else:
            yield _unpacked(packed, info, name)


def _may_be_draft(name: str) -> bool:
    folders, file = name.split("/")[:-1], name.rpartition("/")[2]
    if any(part.startswith(".") and part not in (".", "..") for part in (*folders, file)):
        return False
    if "__MACOSX" in folders or read.is_skipped(file):
        return False
    suffix = PurePosixPath(file).suffix.lower()
    return suffix in read.SUFFIXES or suffix in read.CONTAINERS or read.is_packed(file)


def _unpacked(packed: ZipFile, info: ZipInfo, name: str) -> Part:
    if info.flag_bits & 1:
        return Part(name, error="压缩包有密码，请解压后再检查")
    if info.compress_type not in _KNOWN:
        return Part(name, error="压缩方法不认识，请解压后再检查")
    size = info.file_size
    if size > _LARGEST or (size > _SMALL and size > _RATIO * info.compress_size):
        return Part(name, error="解压后的大小异常，疑为 zip 炸弹，没有读取")
    try:
        with packed.open(info) as file:
            # No more than it says it holds: a size that lies must not fill the memory.
            return Part(name, file.read(size))
    except (*_BROKEN, ImportError) as error:
        why = "压缩包里的这个文件已损坏"
        return Part(name, error="解压要用的组件没有装" if isinstance(error, ImportError) else why)


def _name(info: ZipInfo) -> str:
    """The name: in UTF-8 where the file says so or it can only be that, else in GB18030."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    if (own := _unicode_path(info.extra, raw)) is not None:
        return own
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return info.filename


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The name of the extra field for it, if it goes with the name that stands in its place."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + size]
        if kind == _UNICODE_PATH and len(field) > 5 and field[0] == 1:
            checksum = int.from_bytes(field[1:5], "little")
            return field[5:].decode("utf-8", "replace") if checksum == zlib.crc32(raw) else None
        at += 4 + size
    return None
