"""Where the results of drafts go: one stream for all, or a file for each."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from shengao import batch, output, report
from shengao.cli.running import written_to
from shengao.config import Resolver
from shengao.errors import UsageError

_KINDS = {"html": "", "docx": ".审签单"}
"""What stands in the name of a file beside a draft, before the mark of our outputs."""


@contextmanager
def opened(style: str, place: Path | None, **options: Any) -> Iterator[tuple[report.Writer, bool]]:
    """The writer of a format, and whether it writes to a terminal.

    `place` is the file or folder of the results, None for standard output; of the formats in
    `report.FILES` it is what `place_of` says. `options` are those of `report.writer`.
    """
    if place is not None and style in report.FILES:
        yield report.file_writer(style, place), False
        return
    with written_to(place) as stream:
        yield report.writer(style, stream, **options), stream.isatty()


def place_of(style: str, place: Path | None, todo: batch.Options, resolver: Resolver) -> Path:
    """The file or folder of a format that makes a file for each draft.

    Where none is named it is a file beside the only draft. Raises `UsageError` where drafts are
    several and the place is one file, or is a draft.
    """
    drafts = batch.find(todo, resolver)
    several = f"有 {len(drafts)} 篇稿件，请用 --output 写明一个文件夹。"
    if place is None:
        if len(drafts) != 1:
            raise UsageError(several)
        if batch.STANDARD_INPUT in todo.paths:
            raise UsageError("从标准输入读取时，请用 --output 写明存到哪里。")
        draft = Path(drafts[0].shown)
        return draft.with_name(f"{draft.stem}{_KINDS[style]}{output.MARK}.{style}")
    if report.is_file(style, place) and len(drafts) > 1:
        raise UsageError(several)
    spare(place, [draft.shown for draft in drafts if draft.data is None])
    return place


def spare(place: Path, drafts: list[str]) -> None:
    """Raise `UsageError` where an output would replace a draft."""
    for draft in drafts:
        if place.is_file() and Path(draft).is_file() and place.samefile(draft):
            raise UsageError(f"不能写到原稿 {draft} 上，请换一个文件名。")
