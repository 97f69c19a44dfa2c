"""Applying fixes to a text, and writing a text file back as it was but for the changes."""

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from shengao import output
from shengao.errors import ReadError, UsageError
from shengao.finding import Applicability, Edit, Finding, Fix

PASSES = 10
"""How often a text is checked again: a fix may wait for another, or make room for one."""

_CODECS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"", "utf-8"),
    (b"", "gbk"),  # before its superset: whoever reads the file may know no more than this
    (b"", "gb18030"),
    (b"", "utf-16-le"),
    (b"", "utf-16-be"),
)
"""Byte order mark and codec of the files that `shengao.read` reads as text."""
_CODEC_NAMES = {"gbk": "GBK", "gb18030": "GB18030"}


@dataclass(frozen=True, slots=True)
class FixResult:
    """A text with fixes applied. `applied` are the findings mended, with the spans they had in
    the text of their pass; `left` counts those that could be mended but were not."""

    text: str
    applied: tuple[Finding, ...]
    left: int


def fixed(text: str, findings: Iterable[Finding], suggested: bool = False) -> FixResult:
    """`text` with the first fix applied of each finding that has one to apply.

    Only fixes that are ``safe`` count, with `suggested` also those that are ``suggested``.
    The edits of a fix are applied all or none. Of fixes that touch each other the first in
    the text is applied; the others are left for a next pass.
    """
    findings = list(findings)
    picked = chosen(findings, len(text), suggested=suggested)
    after = edited(text, (edit for own, _ in picked for edit in own))
    applied = tuple(finding for _, finding in picked)
    could = sum(bool(_fixing(finding, len(text), suggested)) for finding in findings)
    return FixResult(after, applied, could - len(applied))


def edited(text: str, edits: Iterable[Edit]) -> str:
    """`text` with edits made, none of which touches another."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits):
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


def chosen(
    findings: Iterable[Finding], length: int, *, suggested: bool
) -> list[tuple[list[Edit], Finding]]:
    """The findings that can be mended together, in the order of their places, with their edits.

    `length` is that of the text. Of fixes that touch each other the first is taken; the edits of
    a fix all or none.
    """
    candidates = sorted(
        ((own, finding) for finding in findings if (own := _fixing(finding, length, suggested))),
        key=lambda one: one[0],
    )
    taken: list[Edit] = []  # in order of place, none touching another
    found = []
    for own, finding in candidates:
        if not any(_taken(taken, edit) for edit in own):
            for edit in own:
                insort(taken, edit)
            found.append((own, finding))
    return found


def _fixing(finding: Finding, length: int, suggested: bool) -> list[Edit]:
    """The edits of the fix of a finding that may be applied; none where it has none."""
    fix = _first(finding, suggested)
    return [] if fix is None else _edits(fix, length)


def converge(
    text: str, relint: Callable[[str], Iterable[Finding]], suggested: bool = False
) -> FixResult:
    """`text` fixed, checked again by `relint` and fixed again, until there is nothing to do.

    Stops after `PASSES` rounds, or as soon as a text comes back that was there before; what
    could still be applied then is `left`.
    """
    seen = {text}
    applied: list[Finding] = []
    for _ in range(PASSES):
        result = fixed(text, relint(text), suggested)
        if not result.applied:
            return FixResult(text, tuple(applied), result.left)
        if result.text in seen:
            return FixResult(text, tuple(applied), result.left + len(result.applied))
        text = result.text
        seen.add(text)
        applied += result.applied
    left = sum(_first(finding, suggested) is not None for finding in relint(text))
    return FixResult(text, tuple(applied), left)


def contents(path: Path) -> bytes:
    """The bytes of a draft. Raises `ReadError`."""
    try:
        return path.read_bytes()
    except OSError:
        from shengao.read import read

        read(path)  # says in Chinese what is wrong
        raise ReadError(str(path), "文件读取失败，请重试") from None


def verify(path: Path, before: bytes, text: str) -> None:
    """Raise `UsageError` where `text`, as it was read, is not what stands in a file of `before`.

    So it is with a page that has its Chinese in references: edits would not fit the file.
    """
    from shengao.read.encoding import decode

    if decode(before, str(path)) != text:
        raise UsageError(f"{path}：网页里的汉字写成了编号，不能改，请另存为 .docx 或 .txt。")


def rewrite(path: Path, before: bytes, text: str) -> None:
    """Write `text` over a text file whose bytes were `before`, whole or not at all.

    Encoding, byte order mark, line ends and mode stay those of the file; of a symbolic link
    the file that it points to is written. Raises `UsageError`, and changes nothing, where a
    character does not exist in the encoding, the file has changed since, or the folder
    cannot be written.
    """
    from shengao.read.encoding import decode

    old = decode(before, str(path))
    if "\r\n" in old and not re.search(r"(?<!\r)\n", old):
        text = re.sub(r"(?<!\r)\n", "\r\n", text)
    _replace(path, before, _encoded(path, before, old, text))


def _first(finding: Finding, suggested: bool) -> Fix | None:
    for fix in finding.fixes:
        if fix.applicability == Applicability.SAFE or (
            suggested and fix.applicability == Applicability.SUGGESTED
        ):
            return fix
    return None


def _edits(fix: Fix, length: int) -> list[Edit]:
    """The edits in order of place; none if they contradict each other or the text."""
    edits = sorted(fix.edits)
    at = 0
    for index, edit in enumerate(edits):
        if not at <= edit.start <= edit.end <= length or (index and _clash(edits[index - 1], edit)):
            return []
        at = edit.end
    return edits


def _clash(one: Edit, other: Edit) -> bool:
    return one.start == other.start or (one.start < other.end and other.start < one.end)


def _taken(edits: list[Edit], edit: Edit) -> bool:
    """Whether an edit clashes with its neighbours among `edits`."""
    at = bisect_left(edits, edit)
    return any(_clash(edit, other) for other in edits[max(at - 1, 0) : at + 1])


def _encoded(path: Path, before: bytes, old: str, new: str) -> bytes:
    for mark, codec in _CODECS:
        try:
            if before != mark + old.encode(codec):
                continue
        except UnicodeEncodeError:
            continue
        try:
            return mark + new.encode(codec)
        except UnicodeEncodeError as error:
            name = _CODEC_NAMES.get(codec, codec.upper())
            raise UsageError(
                f"{path}：文件的编码 {name} 写不了“{new[error.start : error.end]}”，没有改动；"
                "请先把文件另存为 UTF-8 编码。"
            ) from error
    raise UsageError(f"{path}：不能按原来的编码写回，没有改动；请先把文件另存为 UTF-8 编码。")


def _replace(path: Path, before: bytes, after: bytes) -> None:
    if after == before:
        return
    try:
        target = path.resolve(strict=True)
        with output.replacing(target) as file:
            file.write(after)
            if target.read_bytes() != before:
                raise UsageError(f"{path}：检查期间文件被别的程序改过，没有改动；请重新运行。")
    except OSError as error:
        why = "没有权限" if isinstance(error, PermissionError) else f"系统错误 {error.errno}"
        raise UsageError(f"{path}：写不了文件（{why}），没有改动。") from error
