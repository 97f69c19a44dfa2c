"""Drafts fixed: text in place, a Word draft in a copy beside it."""

import codecs
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from shengao import read
from shengao.batch import judging
from shengao.batch.drafts import Draft
from shengao.batch.options import Options
from shengao.batch.session import Session
from shengao.errors import ReadError, ShengaoError
from shengao.finding import Finding

_NOT_MENDED = frozenset((".doc", ".wps", ".rtf", ".odt", ".pdf", ".ofd"))
_NO_TEXT = "只能改 .docx、.txt、.md 和 .html，请另存为 .docx 后再改"
_HELD = "稿件在邮件或压缩包里，请先另存出来再改"


class Mended(NamedTuple):
    """A draft before and after fixing, both without a byte order mark.

    `applied` are the findings mended; `left` counts those that could be but were not. A Word
    draft stays as it is, and `copy` is the file beside it with the fixes as tracked changes.
    """

    path: str
    before: str = ""
    after: str = ""
    applied: tuple[Finding, ...] = ()
    left: int = 0
    error: str | None = None
    copy: Path | None = None


def mend(options: Options, *, suggested: bool = False, write: bool = True) -> Iterator[Mended]:
    """Fix drafts, with `suggested` also by fixes that are only suggested.

    What `run` would show under the same options is mended. With `write` the files are written,
    each whole or not at all; standard input never is. Of a Word file a copy beside it is written,
    with tracked changes. Raises as `run` does.
    """
    return _mended(Session(options), suggested, write)


def _mended(session: Session, suggested: bool, write: bool) -> Iterator[Mended]:
    for draft in session.drafts:
        suffix = PurePath(draft.shown).suffix.lower()
        if draft.error is not None:
            yield Mended(draft.shown, error=draft.error)
        elif draft.within or suffix in _NOT_MENDED:
            # As in `annotate`: a folder may hold what is only to be checked.
            if draft.named:
                yield Mended(draft.shown, error=_HELD if draft.within else _NO_TEXT)
        elif suffix == ".docx":
            yield _mended_word(session, draft, suggested, write)
        else:
            yield _mended_draft(session, draft, suggested, write)


def _mended_word(session: Session, draft: Draft, suggested: bool, write: bool) -> Mended:
    """A Word draft stays as it is; its copy beside it has the fixes as tracked changes."""
    from shengao import fix, output
    from shengao.word.annotate import revise

    try:
        data = fix.contents(Path(draft.shown)) if draft.data is None else draft.data
        before = read.read(draft.shown, data, name=draft.shown).source.text
        result = judging.checked(session.task(draft._replace(data=data)), session.books)
        if result.error is not None:
            return Mended(draft.shown, error=result.error)
        findings = [one.finding for one in session.shown.of(draft, result).findings]
        revised = revise(data, draft.shown, findings, suggested=suggested)
        copy = output.beside(Path(draft.shown)) if revised.applied else None
        if copy is not None and write and draft.data is None:
            output.write(copy, revised.data)
    except ReadError as error:
        return Mended(draft.shown, error=error.why)
    except ShengaoError as error:
        return Mended(draft.shown, error=str(error))
    return Mended(draft.shown, before, revised.text, revised.applied, copy=copy)


def _mended_draft(session: Session, draft: Draft, suggested: bool, write: bool) -> Mended:
    from shengao import fix

    def relint(text: str) -> list[Finding]:
        data = codecs.BOM_UTF8 + text.encode()
        result = judging.checked(task._replace(data=data), session.books)
        if result.error is not None:
            raise ReadError(draft.shown, result.error)
        shown = session.shown.of(draft._replace(data=data), result)
        return [one.finding for one in shown.findings]

    try:
        data = fix.contents(Path(draft.shown)) if draft.data is None else draft.data
        task = session.task(draft._replace(data=data))
        before = read.read(draft.shown, data, name=draft.shown).source.text
        fix.verify(Path(draft.shown), data, before)
        result = fix.converge(before, relint, suggested)
        if write and draft.data is None:
            fix.rewrite(Path(draft.shown), data, result.text)
    except ReadError as error:
        return Mended(draft.shown, error=error.why)
    except ShengaoError as error:
        return Mended(draft.shown, error=str(error))
    return Mended(draft.shown, before, result.text, result.applied, result.left)
