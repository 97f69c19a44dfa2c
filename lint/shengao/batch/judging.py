"""One draft judged: read, checked and scored, before anything is selected."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from shengao import engine, read, rulebook, score
from shengao.config import Book
from shengao.document import Document
from shengao.errors import ReadError, ShengaoError
from shengao.finding import EXCERPT, UNREAD, DraftResult, Finding, Located, Release, Run
from shengao.rulebook import Rulebook
from shengao.score import submission
from shengao.scorecard import Scorecard
from shengao.structure import Reading
from shengao.text import Source


class Task(NamedTuple):
    """All that decides what is found in a draft, in a form that crosses to other processes.

    `received`, `deadline` and `solicited` are those of `shengao.score.Beside`.
    """

    shown: str
    data: bytes | None
    genre: str | None
    usual_genre: str | None  # where the draft itself names none
    submitted: date | None
    release: Release
    hints: bool
    book: Book
    profile: Mapping[str, Any]
    archive: str | None  # the path or URL of one that is there
    reference: tuple[Path, ...]
    contents: bool = False
    received: datetime | None = None
    deadline: datetime | None = None
    solicited: bool = False

    @property
    def is_compared(self) -> bool:
        """Whether the result depends on other drafts, so that it cannot be kept."""
        return self.archive is not None or bool(self.reference)


class ReadDraft(NamedTuple):
    """A draft that was read, with the rules that hold for it."""

    reading: Reading
    document: Document
    rules: Rulebook


def loaded(book: Book, books: dict[Book, Rulebook]) -> Rulebook:
    """The rulebook that settings name; `books` keeps what is loaded."""
    found = books.get(book)
    if found is None:
        found = books[book] = rulebook.load(*book)
    return found


def opened(task: Task, books: dict[Book, Rulebook]) -> ReadDraft:
    """Read the draft of a task; `books` keeps what is loaded. Raises `ReadError`."""
    reading = read.read(task.shown, task.data, name=task.shown)
    genre = task.genre or reading.properties.get("genre") or task.usual_genre
    rules = loaded(task.book, books)
    return ReadDraft(reading, Document.of(reading, rules.words, genre), rules)


def judged(task: Task, draft: ReadDraft) -> DraftResult:
    """All that there is to say about a draft, before anything is selected.

    Raises `ArchiveError`, and `ConfigError` for a folder of documents that is not there.
    """
    reading, document, rules = draft
    if task.is_compared:
        from shengao.archive import originality

        sources = originality.Sources(task.reference, task.book[1])
        document.likeness = originality.likeness(document, task.shown, task.archive, sources)
    handed_in = submission.of(document, task.submitted, task.received)
    context = engine.Context(handed_in.day, task.release, task.hints)
    found = engine.lint(document, rules, context)
    asked, due = submission.solicited(document)
    asked = asked or task.solicited
    beside = score.Beside(
        handed_in,
        task.received,
        task.deadline or due,
        asked,
        document.likeness,
        task.profile,
    )
    card, crashes = _scored(document, found, beside, rules)
    crashes = (*(f"{UNREAD}：{why}" for why in reading.unread), *crashes)
    source = reading.source
    contents = None
    if task.contents:
        from shengao import facts

        contents = facts.contents(document, found, task.book[1], handed_in.day)
    return DraftResult(
        task.shown,
        source.kind,
        document.title,
        document.genre,
        len("".join(document.text.split())),
        None,
        tuple(locate(source, finding) for finding in found.findings),
        tuple(locate(source, one.finding, one.reason) for one in found.suppressed),
        crashes,
        card,
        contents,
        asked,
    )


def checked(task: Task, books: dict[Book, Rulebook]) -> DraftResult:
    """The row of a draft, whatever becomes of it."""
    try:
        return judged(task, opened(task, books))
    except ReadError as error:
        return DraftResult(task.shown, error=error.why)
    except ShengaoError as error:
        return DraftResult(task.shown, error=str(error))
    except Exception as error:  # one draft must not cost the others their check
        return DraftResult(
            task.shown, error=f"检查时出错：{type(error).__name__}: {error}（内部错误）"
        )


def _scored(
    document: Document, found: Run, beside: score.Beside, rules: Rulebook
) -> tuple[Scorecard | None, tuple[str, ...]]:
    """The scorecard, with the crashes of the run and that of a signal that failed."""
    try:
        return score.measure(document, found, beside, rules.scoring), found.crashes
    except Exception as error:
        return None, (*found.crashes, f"评分：{error}（内部错误）")


def locate(source: Source, finding: Finding, reason: str = "") -> Located:
    """A finding with its place and a stretch of its line, at most 60 characters."""
    start, end = finding.span
    line, column = source.position(start)
    end_line, end_column = source.position(end)
    begin, stop = source.line_span(line)
    text = source.text[begin:stop].rstrip("\r")
    mark = min(start - begin, len(text))
    mark_end = min(max(end - begin, mark), len(text))
    room = max(EXCERPT - (mark_end - mark), 0)
    left = max(min(mark - room // 2, len(text) - EXCERPT), 0)
    excerpt = text[left : left + EXCERPT]
    return Located(
        finding, line, column, end_line, end_column, excerpt,
        mark - left, min(mark_end - left, len(excerpt)), reason,
        _bytes(source, start - column + 1, start), _bytes(source, end - end_column + 1, end),
    )  # fmt: skip


def _bytes(source: Source, start: int, end: int) -> int:
    """The column, from 1, of `end` in a line that begins at `start`, in bytes of UTF-8."""
    return len(source.text[start:end].encode("utf-8", "surrogatepass")) + 1
