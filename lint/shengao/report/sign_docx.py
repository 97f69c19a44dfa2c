"""The 审签单 as a Word file: one of the only draft, or a folder of them."""

from collections.abc import Iterator
from pathlib import Path

from shengao import output
from shengao.finding import DraftResult
from shengao.report import sign
from shengao.report.places import make_folder, page_name
from shengao.report.summary import Summary


class SignDocxWriter:
    """Writes a 审签单 for each draft, to a file or into a folder.

    Raises `UsageError` where it cannot be written.
    """

    def __init__(self, place: Path, *, single: bool) -> None:
        self._place = place
        self._single = single
        self._names: set[str] = set()

    def begin(self) -> None:
        """Make the folder, where there is to be one."""
        if not self._single:
            make_folder(self._place)

    def draft(self, result: DraftResult) -> None:
        """Write the 审签单 of a draft; one that could not be read has none."""
        if result.error is not None:
            return
        from shengao.word.sign_sheet import sign_sheet

        place = self._place
        if not self._single:
            place /= page_name(result.path, ".docx", self._names, ".审签单")
        output.write(place, sign_sheet(list(_rows(sign.sheet(result))), sign.SIGNERS))

    def end(self, summary: Summary) -> None:
        """Nothing stands after the last draft."""


def _rows(sheet: sign.Sheet) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, value in sheet.facts:
        yield name, (value,)
    if sheet.lights:
        yield "四盏灯", tuple(f"{on}{name}  {why}".rstrip() for on, name, why in sheet.lights)
    yield "未改的必改", _listed(sheet.errors, sheet.more_errors)
    yield "对不上的事实", _listed(sheet.conflicts, sheet.more_conflicts)
    yield "说明", sheet.remarks


def _listed(lines: tuple[str, ...], more: int) -> tuple[str, ...]:
    return (*(lines or ("没有",)), *((f"另有 {more} 处。",) if more else ()))
