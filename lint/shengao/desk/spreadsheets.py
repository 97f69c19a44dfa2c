"""Tables that people keep in Excel or CSV, row by row."""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

from shengao.config import shown_path
from shengao.errors import ReadError

Cells = Sequence[Any]
_FORMULA = re.compile(r"^'(?=[=+@-])")
"""What we write before a cell of a CSV file that would be taken for a formula."""
_DAMAGED = (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, SyntaxError, EOFError)
"""What openpyxl lets through of a file that is none; a parse error of XML is a SyntaxError."""


class Row(NamedTuple):
    """A row and where it stands: its number from 1 in the sheet."""

    sheet: str
    line: int
    cells: Cells


def sheets(path: Path, only: Sequence[str] = ()) -> Iterator[tuple[str, list[Row]]]:
    """The sheets of a file with all their rows, those named `only`; a CSV file has one.

    Raises `ReadError`.
    """
    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".xlsm", ".csv"):
        raise ReadError(shown_path(path), "表格应为 .xlsx 或 .csv，.xls 请先另存为 .xlsx")
    try:
        data = path.read_bytes()
    except OSError as error:
        why = {FileNotFoundError: "文件不存在", PermissionError: "没有权限读取"}.get(type(error))
        raise ReadError(shown_path(path), why or f"读取失败（系统错误 {error.errno}）") from error
    if suffix == ".csv":
        yield "", _csv(path, data)
        return
    yield from _excel(path, data, only)


def _csv(path: Path, data: bytes) -> list[Row]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        reader = csv.reader(io.StringIO(text, newline=""))
        try:
            return [
                Row("", reader.line_num, [_FORMULA.sub("", one) for one in row]) for row in reader
            ]
        except csv.Error as error:
            why = f"第{reader.line_num}行不像表格：引号没有配对，或者一格太长"
            raise ReadError(shown_path(path), why) from error
    raise ReadError(shown_path(path), "文字编码认不出来，请另存为 UTF-8")


def _excel(path: Path, data: bytes, only: Sequence[str]) -> Iterator[tuple[str, list[Row]]]:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about forms that it leaves out
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except _DAMAGED as error:
        raise ReadError(shown_path(path), "不是 Excel 文件，或者已经损坏、加了密码") from error
    absent = [name for name in only if name not in book.sheetnames]
    if absent:
        raise ReadError(
            shown_path(path), f"没有工作表“{absent[0]}”，有的是：{'、'.join(book.sheetnames)}"
        )
    for sheet in book.worksheets:
        if only and sheet.title not in only:
            continue
        yield sheet.title, list(_rows(sheet))


def _rows(sheet: Any) -> Iterator[Row]:
    """The rows of a sheet that are not empty; a merged cell counts for each of its rows, within
    its first column."""
    spread: dict[tuple[int, int], Any] = {}
    for area in sheet.merged_cells.ranges:
        first = sheet.cell(area.min_row, area.min_col).value
        for line in range(area.min_row + 1, area.max_row + 1):
            spread[line, area.min_col] = first
    for line, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if all(cell is None for cell in cells):
            continue
        if spread:
            cells = tuple(spread.get((line, column), cell) for column, cell in enumerate(cells, 1))
        yield Row(sheet.title, line, cast(Cells, cells))
