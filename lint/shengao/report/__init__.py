"""Writing results: one writer a format, each in a module that is imported when it is used."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, TextIO

from shengao.errors import UsageError
from shengao.finding import DraftResult
from shengao.report.plain import as_dict
from shengao.report.summary import Rule, Summary

__all__ = [
    "FILES", "FORMATS", "Rule", "Summary", "Writer", "as_dict", "file_writer", "is_file",
    "writer",
]  # fmt: skip

FORMATS: tuple[str, ...] = (
    "terminal", "concise", "json", "jsonl", "sarif", "github", "checkstyle", "junit", "gitlab",
    "rdjson",
)  # fmt: skip
"""The names that `writer` knows, the one for people first."""

FILES: dict[str, tuple[str, ...]] = {"html": (".html", ".htm"), "docx": (".docx",)}
"""The names that `file_writer` knows: a file for each draft, with the suffixes of one."""


class Writer(Protocol):
    """Takes the results of a run one draft at a time, so that memory stays flat.

    `begin` once, `draft` for each result, `end` once, whatever went wrong in between: what
    was written is whole only then.
    """

    def begin(self) -> None:
        """Write what stands before the first draft."""

    def draft(self, result: DraftResult) -> None:
        """Write one draft, read or unread."""

    def end(self, summary: Summary) -> None:
        """Write what stands after the last draft."""


def writer(
    format: str,  # noqa: A002 - the word of the command line
    stream: TextIO,
    *,
    rules: Mapping[str, Rule] | None = None,
    show_all: bool = False,
    statistics: bool = False,
    quiet: bool = False,
    explain_score: bool = False,
    short: Callable[[], bool] = lambda: False,
    colour: bool | None = None,
    width: int | None = None,
) -> Writer:
    """The writer of a format on a stream.

    `rules` gives titles to statistics and the rule table to SARIF. `show_all`, `colour` (None:
    as the stream and the environment say) and `width` (in cells; None: the terminal's) matter
    to the terminal, `statistics`, `quiet` and `explain_score` (all evidence) to it and to
    ``concise``. The terminal asks `short` before each draft: whether its scores are to take
    one line, because there are many drafts. Raises `UsageError` for a format that is not in
    `FORMATS`.
    """
    table: Mapping[str, Rule] = rules or {}
    if format == "terminal":
        from shengao.report.terminal import TerminalWriter

        return TerminalWriter(
            stream,
            rules=table,
            show_all=show_all,
            statistics=statistics,
            quiet=quiet,
            explain_score=explain_score,
            short=short,
            colour=colour,
            width=width,
        )
    if format == "concise":
        from shengao.report.concise import ConciseWriter

        return ConciseWriter(
            stream, rules=table, statistics=statistics, quiet=quiet, explain_score=explain_score
        )
    if format == "json":
        from shengao.report.json_report import JsonWriter

        return JsonWriter(stream)
    if format == "jsonl":
        from shengao.report.jsonl import JsonLinesWriter

        return JsonLinesWriter(stream)
    if format == "sarif":
        from shengao.report.sarif import SarifWriter

        return SarifWriter(stream, rules=table)
    if format == "github":
        from shengao.report.github import GithubWriter

        return GithubWriter(stream)
    if format == "checkstyle":
        from shengao.report.checkstyle import CheckstyleWriter

        return CheckstyleWriter(stream)
    if format == "junit":
        from shengao.report.junit import JunitWriter

        return JunitWriter(stream)
    if format == "gitlab":
        from shengao.report.gitlab import GitlabWriter

        return GitlabWriter(stream)
    if format == "rdjson":
        from shengao.report.rdjson import RdjsonWriter

        return RdjsonWriter(stream)
    raise UsageError(f"没有“{format}”这种输出格式，可用：{'、'.join(FORMATS)}。")


def file_writer(format: str, place: Path) -> Writer:  # noqa: A002
    """The writer of a format that makes a file for each draft; its rows need their contents.

    `place` is the file of the only draft, told by its suffix, or else a folder. Raises
    `UsageError`, as the writer does, for what cannot be written or is not in `FILES`.
    """
    if format == "html":
        from shengao.report.html import HtmlWriter

        return HtmlWriter(place, single=is_file(format, place))
    if format == "docx":
        from shengao.report.sign_docx import SignDocxWriter

        return SignDocxWriter(place, single=is_file(format, place))
    raise UsageError(f"没有“{format}”这种输出文件，可用：{'、'.join(FILES)}。")


def is_file(format: str, place: Path) -> bool:  # noqa: A002
    """Whether a place is the file of one draft in a format of `FILES`, and no folder."""
    return place.suffix.lower() in FILES[format] and not place.is_dir()
