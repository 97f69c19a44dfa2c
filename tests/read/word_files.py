"""Word files made part by part, for what no library writes."""

import io
import zipfile
from collections.abc import Mapping

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header": "hdr",
    "footer": "ftr",
}


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; a run that is plain text is wrapped."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(part if part.startswith("<") else run(part) for part in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def table(*rows: list[str]) -> str:
    """A table; a cell is its paragraphs, or text."""
    cells = (
        "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row)
        for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def numbered(list_name: int, level: int = 0) -> str:
    """Paragraph properties of an automatic number."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_name}"/></w:numPr>'


def level(index: int, kind: str, text: str, start: int = 1, more: str = "") -> str:
    """A level of a numbering definition."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def document(body: str, core: str = "", **parts: str | list[str]) -> bytes:
    """A .docx; `parts` are the insides of styles, numbering, footnotes, comments, header, …."""
    files = {
        "word/document.xml": f"{_XML}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    }
    relations = []
    for kind, contents in parts.items():
        for index, inside in enumerate([contents] if isinstance(contents, str) else contents):
            name = f"{kind}{index or ''}.xml"
            root = _ROOTS[kind]
            files[f"word/{name}"] = f"{_XML}<w:{root} {NAMESPACES}>{inside}</w:{root}>"
            relations.append(
                f'<Relationship Id="{kind}{index}" Type="{OFFICE}/{kind}" Target="{name}"/>'
            )
    files["word/_rels/document.xml.rels"] = (
        f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(relations)}</Relationships>"
    )
    if core:
        files["docProps/core.xml"] = (
            f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
            'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>'
        )
    return archive(files)


def archive(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of these files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, contents in files.items():
            zipped.writestr(name, contents)
    return packed.getvalue()


def ole(*streams: str) -> bytes:
    """The beginning and the directory of an OLE file, as old Office and encryption write it."""
    directory = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + directory
