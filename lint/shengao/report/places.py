"""Where pages of several drafts go: a folder, in it a file for each."""

import re
from pathlib import Path, PurePath

from shengao import output
from shengao.errors import UsageError

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')
_LONGEST = 60  # characters of a draft's name that are kept


def make_folder(place: Path) -> None:
    """Make a folder, where there is none. Raises `UsageError`."""
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        taken = isinstance(error, FileExistsError | NotADirectoryError)
        why = "已有同名的文件" if taken else f"系统错误 {error.errno}"
        raise UsageError(f"建不了文件夹 {place}：{why}。") from error


def page_name(path: str, suffix: str, taken: set[str], kind: str = "") -> str:
    """A file name for a draft that no other has, told by its stem; adds it to `taken`.

    `kind` stands behind the stem. The name is that of an output, which no check takes for a draft.
    """
    stem = _UNSAFE.sub("_", PurePath(path).stem).strip(". ")[:_LONGEST] or "稿件"
    name, number = f"{stem}{kind}{output.MARK}{suffix}", 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}{kind}{output.MARK}{suffix}"
    taken.add(name.casefold())
    return name
