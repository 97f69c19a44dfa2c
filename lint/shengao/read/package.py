"""Zip files of XML parts, such as OFD, with limits on all that they may make a reader do."""

import io
import posixpath
import struct
import zlib
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from shengao.errors import ReadError
from shengao.read.sizes import MAXIMUM

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

BROKEN = (
    BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, struct.error,
    RuntimeError,
)  # fmt: skip
"""What `zipfile` raises for a file that is damaged or locked."""

_SMALL = 2**20  # below this, a file may be packed as tightly as it likes
_DOCTYPES = tuple("<!DOCTYPE".encode(codec) for codec in ("utf-8", "utf-16-le", "utf-16-be"))


class Package:
    """The parts of a file, by names in any case and with any slashes."""

    def __init__(self, data: bytes, path: str, what: str, ratio: int) -> None:
        """Look at the names; `what` the file is called in reasons. Raises `ReadError`.

        More than `ratio` times its own size a file may not unpack to.
        """
        self.path, self._what = path, what
        try:
            self._zip = ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise ReadError(path, f"{what}已损坏，打不开其中的压缩数据") from error
        infos = self._zip.infolist()
        unpacked = sum(info.file_size for info in infos)
        if unpacked > MAXIMUM or (unpacked > _SMALL and unpacked > ratio * len(data)):
            raise ReadError(path, "解压后的大小异常，疑为 zip 炸弹，已停止读取")
        self._parts = {_name(info.filename): info for info in infos}
        self._budget = MAXIMUM  # a part may be asked for again and again

    def __contains__(self, name: str) -> bool:
        return _name(name) in self._parts

    def xml(self, name: str) -> "Element | None":
        """The root of a part, its tags and attributes without namespaces; None if not there."""
        data = self.unpacked(name)
        if data is None:
            return None
        root = self.parsed(name, data)
        for element in root.iter():
            element.tag = element.tag.rpartition("}")[2]
        return root

    def unpacked(self, name: str) -> bytes | None:
        """The bytes of a part of XML, which defines no entities; None if not there."""
        info = self._parts.get(_name(name)) if name else None
        if info is None:
            return None
        data = self._unpacked(info)
        if any(doctype in data for doctype in _DOCTYPES):
            raise ReadError(self.path, f"{self._what}含有外部定义（DOCTYPE），为安全起见不予读取")
        return data

    def parsed(self, name: str, data: bytes) -> "Element":
        """The root element of the bytes of a part."""
        from xml.etree import ElementTree

        try:
            return ElementTree.fromstring(data)  # noqa: S314  # no DOCTYPE, no entities
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            why = f"{self._what}已损坏，{self._parts[_name(name)].filename} 不是有效的 XML"
            raise ReadError(self.path, why) from error

    def _unpacked(self, info: ZipInfo) -> bytes:
        self._budget -= info.file_size
        if self._budget < 0:
            raise ReadError(self.path, "解压后的大小异常，疑为 zip 炸弹，已停止读取")
        if info.flag_bits & 1:
            raise ReadError(self.path, "这是加密的文件，请去掉密码后再检查")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise ReadError(self.path, f"{self._what}已损坏，打不开其中的压缩数据")
        try:
            with self._zip.open(info) as file:
                # No more than it says it holds: a size that lies must not fill the memory.
                return file.read(info.file_size)
        except BROKEN as error:
            raise ReadError(self.path, f"{self._what}已损坏，打不开其中的压缩数据") from error


def within(folder: str, place: str) -> str:
    """The name of the part that a part in `folder` means by `place`; empty for none."""
    return posixpath.normpath(posixpath.join("/", folder, place)).lstrip("/") if place else ""


def _name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
