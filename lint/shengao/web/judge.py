"""What the page asks for: a draft judged, its copies, what a rule says. Rules are loaded once."""

import threading
from datetime import date
from pathlib import Path
from typing import NamedTuple

from shengao import batch, output, read, rulebook
from shengao.config import Book
from shengao.errors import ReadError
from shengao.finding import DraftResult, Severity
from shengao.report import fact_sheet, html, scores
from shengao.rulebook import Rulebook

PASTED = "稿件.txt"
"""What a draft without a file is called."""


class About(NamedTuple):
    """A draft's file name, which tells its format, and what its writer says of it."""

    name: str = PASTED
    genre: str | None = None
    submitted: date | None = None


class Made(NamedTuple):
    """A file to be saved: its name and its bytes."""

    name: str
    data: bytes


class Judge:
    """Judges drafts under the configuration of the working folder, one at a time.

    Raises `ConfigError` and `RuleFileError` at once for what cannot be used.
    """

    def __init__(self, config: Path | None = None, isolated: bool = False) -> None:
        self._config = config
        self._isolated = isolated
        self._books: dict[Book, Rulebook] = {}
        self._alone = threading.Lock()  # rules, words and what is remembered of them are shared
        self.judged("请稍候。".encode(), About())  # the first draft need not wait for the rules

    def judged(self, data: bytes, about: About) -> DraftResult:
        """A draft with all its findings, those of every severity. Raises `ReadError`."""
        return self._result(data, about, severity=Severity.INFO)

    def text(self, data: bytes, about: About) -> str:
        """The text of a draft, in which findings have their places. Raises `ReadError`."""
        return read.read(about.name, data, name=about.name).source.text

    def annotated(self, data: bytes, about: About) -> Made:
        """A copy of a .docx with comments, as ``shengao annotate`` writes it."""
        from shengao.word.annotate import annotate

        if Path(about.name).suffix.lower() != ".docx":
            raise ReadError(about.name, "只能给 .docx 加批注，请先在 Word 或 WPS 中另存为 .docx")
        result = self._result(data, about)
        made = annotate(
            data,
            about.name,
            [one.finding for one in result.findings],
            self._book(about).advice,
            scores.summary(result.score) if result.score is not None else (),
        )
        return Made(_beside(about, ".docx"), made.data)

    def report(self, data: bytes, about: About) -> Made:
        """The page that ``shengao check --format html`` writes."""
        return Made(_beside(about, ".html"), html.page(self._result(data, about, contents=True)))

    def facts(self, data: bytes, about: About) -> Made:
        """The spreadsheet that ``shengao facts`` writes."""
        result = self._result(data, about, contents=True)
        return Made(_beside(about, ".xlsx"), fact_sheet.as_xlsx(result))

    def advice(self, slug: str, about: About) -> tuple[str, str]:
        """Why a rule reports and how to mend it; empty where nobody says or there is no rule."""
        book = self._book(about)
        return book.advice(slug) if slug in book.rules else ("", "")

    def _result(
        self,
        data: bytes,
        about: About,
        *,
        severity: Severity | None = None,
        contents: bool = False,
    ) -> DraftResult:
        with self._alone:
            (result,) = batch.run(self._options(about, data, severity, contents), books=self._books)
        if result.error is not None:
            raise ReadError(about.name, result.error)
        return result

    def _options(
        self,
        about: About,
        data: bytes = b"",
        severity: Severity | None = None,
        contents: bool = False,
    ) -> batch.Options:
        return batch.Options(
            paths=(batch.STANDARD_INPUT,),
            stdin=data,
            stdin_name=about.name,
            genre=about.genre,
            submitted=about.submitted,
            severity=severity,
            config=self._config,
            isolated=self._isolated,
            contents=contents,
        )

    def _book(self, about: About) -> Rulebook:
        key = self._options(about).resolver().settings(about.name).book
        return self._books.get(key) or rulebook.load(*key)


def _beside(about: About, suffix: str) -> str:
    return output.beside(Path(about.name), suffix).name
