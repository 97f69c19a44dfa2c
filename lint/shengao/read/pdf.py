"""PDF, by pdfium: the text of each page with its lines put together again.

Text is taken in the order in which it stands in the file; two columns are not told apart. A
page that holds nothing but a picture has no text, and is named.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from shengao.errors import ReadError
from shengao.read.lines import Line, Page, plain, reading
from shengao.read.sizes import MAXIMUM, verify
from shengao.structure import Reading

__all__ = ["MAXIMUM", "read"]

_PAGES = 2000
_HEAD = 1024  # bytes, within which a PDF must say that it is one
_PASSWORD = 4  # of FPDF_GetLastError
_HYPHEN = "\x02"  # pdfium's sign for one at the end of a line
_ENDS = (2, 10, 13)
_WIDE = 0.8  # character widths: a gap that a reader sees
_GARBLED = 0.3  # the share of characters without a meaning, above which a page is unreadable

_DAMAGED = "PDF 文件已损坏，打不开"
_PROPERTIES = {"Title": "title", "Author": "creator"}
_DATES = {"CreationDate": "created", "ModDate": "modified"}
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?")


def read(data: bytes, path: str) -> Reading:
    """The paragraphs of a PDF, one a line; its title, author and dates as properties."""
    verify(data, path)
    if b"%PDF-" not in data[:_HEAD]:
        from shengao.read.formats import foreign

        raise ReadError(path, foreign(data) or "不是 PDF 文件，内容与扩展名 .pdf 不符")
    pdfium = _pdfium(path)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower()
        why = "PDF 有打开密码，请去掉密码后再检查" if locked else _DAMAGED
        raise ReadError(path, why) from error
    try:
        if len(document) > _PAGES:
            raise ReadError(path, f"PDF 超过 {_PAGES} 页，请拆分后再检查")
        pages = [_page(document, index, pdfium) for index in range(len(document))]
        if not pages:
            raise ReadError(path, _DAMAGED)
        return reading(pages, path, "pdf", _properties(document))
    finally:
        document.close()


def _pdfium(path: str) -> Any:
    try:
        import pypdfium2
    except (ImportError, OSError) as error:
        why = "读 PDF 要用的组件 pypdfium2 没有装好，请重新安装审稿，或另存为 .docx"
        raise ReadError(path, why) from error
    return pypdfium2


def _page(document: Any, index: int, pdfium: Any) -> Page:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return Page((), 0, "已损坏")
    try:
        height = page.get_height()
        text = page.get_textpage()
        try:
            lines = list(_lines(text, height, pdfium.raw))
        finally:
            text.close()
        missing = ""
        if not lines:
            missing = _without_text(page, pdfium.raw)
        elif _is_garbled("".join(line.text for line in lines)):
            lines, missing = [], "的字体没有文字编码，读出来是乱码，请另存为 .docx"
        return Page(lines, height, missing)
    except pdfium.PdfiumError:
        return Page((), 0, "已损坏")
    finally:
        page.close()


def _without_text(page: Any, raw: Any) -> str:
    """What a page without text holds instead; empty if it is blank."""
    kinds = {one.type for one in page.get_objects(max_depth=4)}
    if raw.FPDF_PAGEOBJ_IMAGE in kinds:
        return "是图片，没有文字"
    paths = kinds & {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING}
    return "只有图形，没有文字" if paths else ""


def _is_garbled(text: str) -> bool:
    odd = sum(unicodedata.category(one) in ("Co", "Cn", "Cc") or one == "\ufffd" for one in text)
    return odd > _GARBLED * len(text)


def _lines(page: Any, height: float, raw: Any) -> Iterator[Line]:
    code = raw.FPDFText_GetUnicode
    characters = [code(page, index) for index in range(page.count_chars())]
    start = 0
    for end in range(len(characters) + 1):
        if end == len(characters) or characters[end] in _ENDS:
            hyphen = end < len(characters) and chr(characters[end]) == _HYPHEN
            if line := _line(page, characters, start, end + hyphen, height, raw):
                yield line
            start = end + 1


def _line(
    page: Any, characters: list[int], start: int, end: int, height: float, raw: Any
) -> Line | None:
    """The line of the characters ``start:end``; None if nothing is to be seen of it."""
    while start < end and chr(characters[start]).isspace():
        start += 1
    while start < end and chr(characters[end - 1]).isspace():
        end -= 1
    if start == end:
        return None
    parts = []
    for index in range(start, end):
        character = chr(characters[index])
        if character == " " and _is_made(page, characters, index, raw):
            continue
        parts.append("-" if character == _HYPHEN else character)
    text = "".join(parts)
    if any(0xD800 <= one < 0xE000 for one in characters[start:end]):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    first = page.get_charbox(start, loose=True)
    last = page.get_charbox(end - 1, loose=True)
    tall = max(first[3] - first[1], last[3] - last[1])
    return Line(plain(text.replace("\0", "")), first[0], last[2], height - first[1], tall)


def _is_made(page: Any, characters: list[int], index: int, raw: Any) -> bool:
    """Whether pdfium made a space of a gap that is none to a reader of Chinese."""
    if not raw.FPDFText_IsGenerated(page, index):
        return False
    if characters[index - 1] < 128 and characters[index + 1] < 128:
        return False
    before = page.get_charbox(index - 1, loose=True)
    after = page.get_charbox(index + 1, loose=True)
    return bool(after[0] - before[2] < _WIDE * (before[3] - before[1]))


def _properties(document: Any) -> dict[str, str]:
    said = document.get_metadata_dict(skip_empty=True)
    found = {ours: said[name].strip() for name, ours in _PROPERTIES.items() if name in said}
    for name, ours in _DATES.items():
        if (day := _DATE.match(said.get(name, ""))) is not None:
            year, *rest = (part or "" for part in day.groups())
            month, date, hour, minute, second = (part or "00" for part in rest)
            if rest[0] and rest[1]:
                found[ours] = f"{year}-{month}-{date}T{hour}:{minute}:{second}"
    return {name: words for name, words in found.items() if words}
