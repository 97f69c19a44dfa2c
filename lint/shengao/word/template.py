"""Word documents with named places, ``{{采用情况}}``, that an office makes and we fill in.

A place may stand in the text, in a table, in the header or the footer; a place for whole parts
stands alone in its paragraph.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from shengao.errors import ReadError, suggestion
from shengao.word.composition import Part, Table, element, saved
from shengao.word.sign_sheet import UNWRITTEN

_PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def fill(path: Path, words: Mapping[str, str], parts: Mapping[str, Sequence[Part]]) -> bytes:
    """The document with its places filled: `words` within lines, `parts` in place of a paragraph.

    Words keep the form of the place. Raises `ReadError` where it is no such document, or a place
    has a name that means nothing.
    """
    try:
        document = Document(io.BytesIO(path.read_bytes()))
    except FileNotFoundError as error:
        raise ReadError(str(path), "模板文件不存在") from error
    except OSError as error:
        raise ReadError(str(path), f"模板读取失败（系统错误 {error.errno}）") from error
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ReadError(str(path), "模板不是 Word 文件（.docx），或者已经损坏") from error
    filled = 0
    for paragraph in list(_paragraphs(document)):
        text = _text(paragraph)
        for found in _PLACE.finditer(text):
            filled += 1
            _check(path, found[1], {*words, *parts})
            if found[1] in parts and text.strip() != found[0]:
                raise ReadError(
                    str(path), f"模板中的 {{{{{found[1]}}}}} 应自成一段，前后不能有别的文字"
                )
        whole = _PLACE.fullmatch(text.strip())
        if whole is not None and whole[1] in parts:
            _put(document, paragraph, parts[whole[1]])
        else:
            _replace(paragraph, words)
    if not filled:
        known = "、".join(f"{{{{{name}}}}}" for name in (*words, *parts))
        raise ReadError(str(path), f"模板中没有可填的地方，可写：{known}")
    return saved(document)


def _paragraphs(document: Any) -> Iterator[Any]:
    """All paragraphs, wherever they stand: in tables and text boxes, headers and footers, too."""
    roots = [document.element.body]
    for section in document.sections:
        parts = (
            section.header, section.footer, section.first_page_header, section.first_page_footer,
            section.even_page_header, section.even_page_footer,
        )  # fmt: skip
        roots += [part._element for part in parts if not part.is_linked_to_previous]
    for root in roots:
        yield from root.iter(qn("w:p"))


def _texts(paragraph: Any) -> list[Any]:
    """The stretches of text of a paragraph, not of those within it."""
    own = paragraph.iter(qn("w:t"))
    return [text for text in own if next(text.iterancestors(qn("w:p"))) is paragraph]


def _text(paragraph: Any) -> str:
    return "".join(text.text or "" for text in _texts(paragraph))


def _check(path: Path, name: str, known: set[str]) -> None:
    if name not in known:
        guess = suggestion(name, known) or "。"
        raise ReadError(
            str(path), f"模板中的 {{{{{name}}}}} 没有意义{guess}可写：{'、'.join(sorted(known))}"
        )


def _replace(paragraph: Any, words: Mapping[str, str]) -> None:
    """Fill the places of a paragraph; one may begin in one run and end in another."""
    texts = _texts(paragraph)
    whole = "".join(text.text or "" for text in texts)
    for found in reversed(list(_PLACE.finditer(whole))):
        at = 0
        filling = UNWRITTEN.sub("", words[found[1]])
        for text in texts:
            said = text.text or ""
            start, end = max(found.start() - at, 0), min(found.end() - at, len(said))
            at += len(said)
            if start >= end:
                continue
            text.text = said[:start] + filling + said[end:]
            text.set(qn("xml:space"), "preserve")
            filling = ""


def _put(document: Any, paragraph: Any, parts: Sequence[Part]) -> None:
    """Parts in place of a paragraph.

    It stays, empty, where it ends a section or a cell, and after a table, which would become one
    with another that follows.
    """
    for part in parts:
        paragraph.addprevious(element(document, part))
    properties = paragraph.find(qn("w:pPr"))
    ends_section = properties is not None and properties.find(qn("w:sectPr")) is not None
    ends_cell = paragraph.getparent().tag == qn("w:tc") and paragraph.getnext() is None
    if ends_section or ends_cell or (parts and isinstance(parts[-1], Table)):
        for text in _texts(paragraph):
            text.text = ""
    else:
        paragraph.getparent().remove(paragraph)
