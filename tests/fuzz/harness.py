"""What a reader is given that nobody wrote, and what must hold of it whatever it is given.

Samples are the drafts of this repository in the reader's formats and those of ``seeds/``. They
are harmed in ways that come to the reader's own code, too: an archive is harmed inside, its
XML as a tree, so that it is still an archive and still XML.
"""

import io
import random
import subprocess
import tempfile
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

from shengao.errors import ReadError
from shengao.read import READERS, soffice

ROOT = Path(__file__).resolve().parents[2]
_FOLDERS = (
    ROOT / "examples",
    ROOT / "tests" / "golden" / "drafts",
    Path(__file__).parent / "seeds",
)

Harm = Callable[[bytes, random.Random], bytes]
"""Bytes in, bytes like them out."""

# What formats give a meaning to, and values that programs forget.
_WORDS = (
    b"\0", b"\x1a", b"\r", b"\n", b"\r\n", b"\n\n", b"\t", b" ", b"\\", b"\xff\xfe", b"\xfe\xff",
    b"\xef\xbb\xbf", b"\xff\xfe\0\0", b"\xed\xa0\x80", b"\x84\x31\xa4\x37", b"\x80", b"\xe5\xae",
    b"# ", b"> ", b"- ", b"1. ", b"    ", b"```", b"---\n", b"|", b"|-|-|\n", b"**", b"_", b"`",
    b"[", b"](", b"![", b"[^1]", b"[^1]: ", b"<!--", b"-->", b"<", b">", b"</p>", b"<br>",
    b"&", b"&#0;", b"&lt;", b"<![CDATA[", b"<!DOCTYPE", b"<?xml", b"<!-- shengao: ",
    "\u3000".encode(),
    "审稿：允许 ".encode(), "一、".encode(), "。".encode(), "标题: ".encode(), "𠮷".encode(),
    "\u2028\u2029\x85\u202e\u200b\ufeff".encode(), "\u2028".encode(), b"\xc2\x85", b"\x1c",
    b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"-1", b"0", b"2147483648", b"9" * 20, b"1e999",
)  # fmt: skip
_VALUES = (
    "", "0", "1", "-1", "9", "99999999999", "true", "off", "none", "FFFFFF", "ffff", "zz",
    "x" * 300, "%1.%2", "%9", "甲", "²", "①", "٣", "1.5", " 1", "../../a", "decimal",
    "chineseCounting", "upperRoman", "begin", "separate", "end", "External",
)  # fmt: skip
MOST = 256 * 1024
"""Bytes beyond which a sample no longer grows."""
_DEEPEST = 40
_WIDEST = 4000  # elements

PROGRAMS_OFF = ("SHENGAO_SOFFICE", "off")
"""The environment to try readers in: other people's programs, which some formats are read
through, are not what is tried."""


def samples(reader: str) -> list[bytes]:
    """Whole files that a reader reads, by its module in `shengao.read`."""
    suffixes = {suffix for suffix, module in READERS.items() if module == reader}
    return [
        path.read_bytes()
        for folder in _FOLDERS
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in suffixes
    ]


def converted() -> list[bytes]:
    """The seed of Word in the other formats, by LibreOffice."""
    program = soffice.find()
    if program is None:
        raise RuntimeError("LibreOffice is not installed")
    (seed,) = (Path(__file__).parent / "seeds").glob("*.docx")
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("doc", "rtf", "odt"):
            subprocess.run(
                [program, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
                 "--headless", "--convert-to", kind, "--outdir", folder, str(seed)],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip
            found.append((Path(folder) / f"{seed.stem}.{kind}").read_bytes())
    return found


def suffix(reader: str) -> str:
    """A suffix of the reader's files."""
    return next(suffix for suffix, module in READERS.items() if module == reader)


def judge(reader: str, data: bytes) -> bool:
    """Whether the data are a draft. Raises whatever is not a `ReadError` with its reason.

    Of a draft, all that was found is in its text.
    """
    path = f"稿件{suffix(reader)}"
    try:
        reading = import_module(f"shengao.read.{reader}").read(data, path)
    except ReadError as error:
        if error.path != path or not error.why:
            raise AssertionError from error
        return False
    text = reading.source.text
    text.encode()  # no half of a pair
    assert reading.blocks
    for block in reading.blocks:
        assert block.pieces
        assert all(0 <= start < end <= len(text) for start, end in block.pieces)
    for comment in reading.comments:
        assert 0 <= comment.span.start <= comment.span.end <= len(text)
    for hidden in reading.hidden:
        assert 0 <= hidden.span.start < hidden.span.end <= len(text)
    assert all(map(str.isprintable, reading.properties))
    return True


def harmed(data: bytes, chance: random.Random, other: Harm | None = None) -> bytes:
    """A sample in which something is not as it was.

    `other` is what harms plain bytes; without it they are cut, moved, repeated and sprinkled
    with what formats give a meaning to.
    """
    other = other or plain
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.9:
        packed = _archive(data, chance, other)
        if packed is not None:
            return packed
    return other(data, chance)


def plain(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        start, end = sorted(chance.randint(0, len(data)) for _ in range(2))
        end = min(end, start + chance.choice((0, 1, 2, 8, 64, 4096)))
        match chance.randrange(5):
            case 0:
                new = b""
            case 1:
                new = data[start:end] * 2
            case 2:
                new = chance.choice(_WORDS) * chance.choice((1, 1, 1, 3, 200))
            case 3:
                new = chance.randbytes(end - start)
            case _:
                new = bytes(reversed(data[start:end]))
        data = data[:start] + new + data[end:]
    return data[:MOST] if len(data) > MOST else data


def _archive(data: bytes, chance: random.Random, other: Harm) -> bytes | None:
    """An archive with a member harmed, missing, doubled or called otherwise."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError,
            NotImplementedError):  # fmt: skip
        return None
    if not members:
        return None
    at = chance.randrange(len(members))
    name, content = members[at]
    match chance.randrange(20):
        case 0:
            del members[at]
        case 1:
            members.append((name, content))
        case 2:
            members[at] = (
                chance.choice((name.upper(), name.replace("/", "\\"), "/" + name)),
                content,
            )
        case 3 | 4 | 5 | 6:
            members[at] = (name, other(content, chance))
        case _:
            new = _markup(content, chance) or other(content, chance)
            members[at] = (name, new[: max(MOST, len(content))])
    packed = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w") as archive:
        warnings.simplefilter("ignore")  # two members of one name are meant
        for name, content in members:
            # A member's time is fixed: the same harm makes the same file.
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def _markup(data: bytes, chance: random.Random) -> bytes | None:
    """XML with its elements elsewhere, doubled, renamed, or with other values."""
    try:
        root = ElementTree.fromstring(data)
        for _ in range(chance.choice((1, 1, 2, 4, 16))):
            _disarrange(root, chance)
        made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    except (ElementTree.ParseError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return made


def _disarrange(root: ElementTree.Element, chance: random.Random) -> None:
    elements = list(root.iter())
    one, two = chance.choice(elements), chance.choice(elements)
    match chance.randrange(8):
        case 0 if len(one):
            one.remove(chance.choice(list(one)))
        case 1 if len(elements) < _WIDEST:
            one.insert(chance.randint(0, len(one)), deepcopy(two))
        case 2 if len(elements) < _WIDEST and len(one):
            child = chance.choice(list(one))
            most = max(1, _WIDEST // sum(1 for _ in child.iter()))
            one.extend(deepcopy(child) for _ in range(min(chance.choice((1, 2, 20)), most)))
        case 3:
            one.tag = two.tag
        case 4 if one.attrib:
            one.set(chance.choice(sorted(one.attrib)), chance.choice(_VALUES))
        case 5:
            one.attrib.update(two.attrib)
        case 6:
            one.text = chance.choice((None, two.text, *_VALUES))
        case _:
            inner = one
            for _ in range(chance.choice((1, 3, _DEEPEST))):
                inner = ElementTree.SubElement(inner, two.tag, two.attrib)
            inner.text = two.text


def readers() -> Sequence[str]:
    """The modules of all readers."""
    return sorted(set(READERS.values()))
