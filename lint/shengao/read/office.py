"""Formats of other word processors (.doc, .wps, .rtf, .odt), through LibreOffice and .docx.

Only bytes that begin as such a file does are given to LibreOffice: it takes anything else for
text. What it makes of a file is kept in the user's cache, as the draft itself is on the disk; not
where reading is private.
"""

from hashlib import sha256
from pathlib import Path, PurePath

from shengao import cache
from shengao.errors import ReadError
from shengao.read import PRIVATE, soffice, word
from shengao.read.formats import (
    foreign,
    is_encrypted,
    is_old_word,
    is_ole,
    is_open_document,
    is_page,
    is_rtf,
    is_zip,
)
from shengao.read.sizes import MAXIMUM, verify
from shengao.structure import Reading

__all__ = ["MAXIMUM", "read"]

_KEPT = "office-*.docx"
_MOST = 200  # conversions kept
_NO_PROGRAM = "要装有 LibreOffice 才能读 {}，请用 Word 或 WPS 另存为 .docx"


def read(data: bytes, path: str) -> Reading:
    """What the Word document that LibreOffice makes of the file says; its kind is ``word``."""
    suffix = PurePath(path).suffix.lower()
    verify(data, path)
    real = _real_suffix(data, suffix, path)
    if real == ".docx":
        return word.read(data, path)
    return word.read(_docx(data, real, path), path)


def _real_suffix(data: bytes, suffix: str, path: str) -> str:
    """The suffix that the bytes themselves call for: many a .doc is an .rtf by another name."""
    if is_ole(data) and not is_encrypted(data):
        if is_old_word(data):
            return ".doc"
        if suffix == ".wps":
            return ".wps"  # of Works
    elif is_rtf(data):
        return ".rtf"
    elif is_open_document(data):
        return ".odt"
    elif is_zip(data) and b"word/" in data:
        return ".docx"
    elif is_page(data):
        raise ReadError(path, "这其实是网页，请把扩展名改为 .html")
    why = foreign(data) or f"内容与扩展名 {suffix} 不符，可能已损坏，请用 Word 或 WPS 另存为 .docx"
    raise ReadError(path, why)


def _docx(data: bytes, suffix: str, path: str) -> bytes:
    program = soffice.find()
    if program is None:
        raise ReadError(path, _NO_PROGRAM.format(suffix))
    name = f"office-{_key(data, suffix, program)}.docx"
    folder = None if PRIVATE.get() else cache.folder()
    if folder is not None:
        try:
            return (folder / name).read_bytes()
        except OSError:
            pass  # not yet converted
    made = soffice.convert(program, data, suffix, path)
    if folder is not None and cache.write(name, made) is not None:
        cache.prune(_KEPT, _MOST)
    return made


def _key(data: bytes, suffix: str, program: str) -> str:
    """What decides what is made: the bytes, what they are taken for, and which LibreOffice."""
    place = Path(program).resolve()
    version = f"{suffix}\0{place}\0{place.stat().st_mtime_ns}\0".encode("utf-8", "surrogateescape")
    return sha256(version + data).hexdigest()[:40]
