"""The tables of a Word document, cell by cell."""

import io
import zipfile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError

from shengao.errors import ReadError

_DAMAGED = (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError)


def tables(data: bytes, path: str) -> list[list[list[str]]]:
    """The rows of each table; a merged cell counts wherever it reaches.

    Raises `ReadError` for what is no Word document.
    """
    try:
        document = Document(io.BytesIO(data))
    except _DAMAGED as error:
        raise ReadError(path, "不是 Word 文件（.docx），或者已经损坏、加了密码") from error
    return [
        [[cell.text.strip() for cell in row.cells] for row in table.rows]
        for table in document.tables
    ]
