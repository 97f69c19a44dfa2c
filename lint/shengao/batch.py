"""Many drafts, one row each: finding files, checking them, and what of it is to be shown.

Rows come in the order of their paths, as soon as they are ready. No more than a window of
them is held, so that memory does not grow with the number of drafts.
"""

import codecs
import os
import stat
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from shengao import engine, read, rulebook, score
from shengao.config import Book, Overrides, Resolver, Settings
from shengao.document import Document
from shengao.errors import ReadError, ShengaoError, UsageError
from shengao.finding import UNREAD, DraftResult, Finding, Located, Release, Run, Severity
from shengao.rulebook import Rulebook
from shengao.score import submission
from shengao.scorecard import Scorecard
from shengao.structure import Reading
from shengao.text import Source
from shengao.workers import Pool, Workers, process_pool

if TYPE_CHECKING:
    from shengao.baseline import Baseline
    from shengao.changed import Changes
    from shengao.container import Opened
    from shengao.result_cache import Packed

STANDARD_INPUT = "-"
"""The path that stands for `Options.stdin`."""

Progress = Callable[[int, int], None]

_UNNAMED = "<stdin>"
_CACHED_FROM = 3  # drafts: below, opening the cache costs more than it saves
_KEPT_BYTES = 64 * 2**20  # the content of larger files is neither cached nor sent about
_CHUNK = 8  # drafts a task: small, so that no process waits long for the last
_CHUNK_BYTES = 4 * 2**20
_CHUNKS_AHEAD = 3  # tasks for each process, under way or waiting
_EXCERPT = 60  # characters
_NOT_MENDED = frozenset((".doc", ".wps", ".rtf", ".odt", ".pdf", ".ofd"))
_NO_TEXT = "只能改 .docx、.txt、.md 和 .html，请另存为 .docx 后再改"
_HELD = "稿件在邮件或压缩包里，请先另存出来再改"


@dataclass(frozen=True, slots=True)
class Options:
    """What to check and how; None and empty leave it to the settings of each draft.

    `paths` are files, folders and `STANDARD_INPUT`, whose content is `stdin` and whose name
    (and so format and settings) is `stdin_name`. `genre` and `submitted`, the day of
    submission, beat what a draft's front matter says. `severity` is the least that is shown. With
    `use_baseline` off, accepted findings are shown too. `jobs` counts processes. With `contents`
    a row carries the text of its draft and the facts in it; nothing is cached then.
    """

    paths: tuple[str | Path, ...]
    stdin_name: str | None = None
    stdin: bytes | None = None
    genre: str | None = None
    submitted: date | None = None
    release: Release | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Severity | None = None
    config: Path | None = None
    isolated: bool = False
    since: str | None = None
    baseline: Path | None = None
    archive: str | None = None
    use_baseline: bool = True
    use_cache: bool = True
    jobs: int = 1
    contents: bool = False

    def resolver(self) -> Resolver:
        """What finds the settings of a draft under these options."""
        overrides = Overrides(
            select=self.select,
            ignore=self.ignore,
            threshold=self.severity,
            release=self.release,
            baseline=self.baseline,
            archive=self.archive,
        )
        return Resolver(self.config, self.isolated, overrides)


class Draft(NamedTuple):
    """A draft to be checked: `shown` as the user names it; `named` by itself, not by a folder.

    `error` says why it cannot be; `data` is its content where that is not in a file. `within`
    is the mail or zip file that holds it.
    """

    shown: str
    named: bool
    settings: Settings
    error: str | None = None
    data: bytes | None = None
    within: str = ""


@dataclass(frozen=True, slots=True)
class Mended:
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


def run(
    options: Options,
    on_progress: Progress | None = None,
    *,
    pool: Pool = process_pool,
    books: dict[Book, Rulebook] | None = None,
) -> Iterator[DraftResult]:
    """Check drafts: a row each, in the order of their paths.

    What is wrong with the options, the configuration or the rules is raised at once, as
    `UsageError`, `ConfigError` or `RuleFileError`; what is wrong with a draft is the `error` of
    its row. `on_progress` is told how many rows are done, of how many. `pool` makes the executor
    of `Options.jobs` workers where there are to be several. `books` are rulebooks loaded by
    earlier runs; those that are not there yet are added.
    """
    return _rows(_Session(options, books), on_progress, pool)


def mend(options: Options, *, suggested: bool = False, write: bool = True) -> Iterator[Mended]:
    """Fix drafts, with `suggested` also by fixes that are only suggested.

    What `run` would show under the same options is mended. With `write` the files are written,
    each whole or not at all; standard input never is. Of a Word file a copy beside it is written,
    with tracked changes. Raises as `run` does.
    """
    return _mended(_Session(options), suggested, write)


def find(options: Options, resolver: Resolver) -> list[Draft]:
    """The drafts that the paths name, by path; each file once, under the name that came first.

    In folders drafts are known by their suffix; what settings exclude and whatever begins with
    a dot is left out, and links to folders are not followed. A folder that cannot be opened
    stands as a row of its own. Of mails and zip files the drafts in them are found, those of zip
    files only where the file is named.
    """
    found: dict[str, Draft] = {}
    for path in options.paths:
        shown = str(Path(path))
        if str(path) == STANDARD_INPUT:
            name = options.stdin_name or _UNNAMED
            data = options.stdin or b""
            draft = Draft(name, True, resolver.settings(name), data=data)
            for index, own in enumerate(_taken_apart(draft, resolver)):
                found[f"{STANDARD_INPUT}{index}"] = own
        elif os.path.isdir(path):  # noqa: PTH112 - a name too long for the system is no error here
            for identity, draft in _walk(shown, resolver):
                for own in _taken_apart(draft, resolver):
                    found.setdefault(identity + own.shown.removeprefix(draft.shown), own)
        else:
            identity = os.path.realpath(shown)
            draft = Draft(shown, True, resolver.settings(shown))
            for own in _taken_apart(draft, resolver):
                place = identity + own.shown.removeprefix(shown)
                found[place] = found.get(place, own)._replace(named=True)
    # A folder's drafts stay together: the separator counts as less than any character.
    return sorted(found.values(), key=lambda draft: draft.shown.replace(os.sep, "\0"))


def locate(source: Source, finding: Finding, reason: str = "") -> Located:
    """A finding with its place and a stretch of its line, at most 60 characters."""
    start, end = finding.span
    line, column = source.position(start)
    end_line, end_column = source.position(end)
    begin, stop = source.line_span(line)
    text = source.text[begin:stop].rstrip("\r")
    mark = min(start - begin, len(text))
    mark_end = min(max(end - begin, mark), len(text))
    room = max(_EXCERPT - (mark_end - mark), 0)
    left = max(min(mark - room // 2, len(text) - _EXCERPT), 0)
    excerpt = text[left : left + _EXCERPT]
    return Located(
        finding, line, column, end_line, end_column, excerpt,
        mark - left, min(mark_end - left, len(excerpt)), reason,
        _bytes(source, start - column + 1, start), _bytes(source, end - end_column + 1, end),
    )  # fmt: skip


def _bytes(source: Source, start: int, end: int) -> int:
    """The column, from 1, of `end` in a line that begins at `start`, in bytes of UTF-8."""
    return len(source.text[start:end].encode("utf-8", "surrogatepass")) + 1


def _taken_apart(draft: Draft, resolver: Resolver) -> Iterator[Draft]:
    """The drafts in a mail or zip file; any other draft is its own."""
    if draft.error is not None or PurePath(draft.shown).suffix.lower() not in read.CONTAINERS:
        yield draft
        return
    from shengao import container

    try:
        for member in container.members(draft.shown, draft.data):
            shown = f"{draft.shown}/{member.name}"
            yield Draft(
                shown,
                draft.named,
                resolver.settings(shown),
                member.error,
                # Its bytes are taken out again when its turn comes.
                member.data if draft.data is not None else None,
                draft.shown,
            )
    except ReadError as error:
        yield draft._replace(error=error.why, data=None)


class Contents:
    """The bytes of drafts that are no files, for drafts that come one by one."""

    def __init__(self) -> None:
        self._opened: Opened | None = None

    def of(self, draft: Draft) -> bytes | None:
        """What stands in a mail, a zip file or on standard input; None for a file."""
        if draft.data is not None or not draft.within:
            return draft.data
        if self._opened is None:
            from shengao.container import Opened

            self._opened = Opened()
        data = self._opened.data(draft.within, draft.shown.removeprefix(f"{draft.within}/"))
        return b"" if data is None else data


class _Session:
    """The drafts of a run with all that is loaded once for them."""

    def __init__(self, options: Options, books: dict[Book, Rulebook] | None = None) -> None:
        self.options = options
        resolver = options.resolver()
        self.drafts = find(options, resolver)
        self.books: dict[Book, Rulebook] = {} if books is None else books
        distinct = {id(draft.settings): draft.settings for draft in self.drafts}.values()
        for settings in distinct:
            rules = _loaded(settings.book, self.books)
            resolver.verify(settings, rules.rules, rules.scoring)
        self.archives = archives(distinct, named=options.archive is not None)
        self.shown = _Shown(options, distinct)
        self._contents = Contents()

    def task(self, draft: Draft) -> "Task":
        """What is to be done for a draft; with its content, if it has a file of usual size."""
        data = self._contents.of(draft)
        return Task(
            draft.shown,
            _content(draft.shown) if data is None else data,
            self.options.genre,
            draft.settings.genre,
            self.options.submitted,
            draft.settings.release,
            draft.settings.hints,
            draft.settings.book,
            draft.settings.profile,
            self.archives.get(draft.settings.archive or ""),
            draft.settings.reference,
            self.options.contents,
        )


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


class _Miss(NamedTuple):
    """A draft whose result is not known, and the key to keep it under."""

    task: Task
    key: bytes | None


def archives(distinct: Iterable[Settings], *, named: bool = False) -> dict[str, str]:
    """The archives that settings name and that are there, each tried before the first draft.

    One that an option has `named` must be there. Raises `UsageError` and `ArchiveError`.
    """
    found: dict[str, str] = {}
    for settings in distinct:
        if settings.archive is None and not settings.reference:
            continue
        from shengao.archive import originality, place, reference

        reference.load(settings.reference)
        where = None if settings.archive is None else place.resolve(settings.archive)
        if where is None or settings.archive is None or settings.archive in found:
            continue
        if place.exists(where):
            originality.opened(where).close()  # workers may be copies of this process
            found[settings.archive] = where
        elif named:
            raise UsageError(f"没有档案 {where}，先用 shengao archive add 存入稿件。")
    return found


def _loaded(book: Book, books: dict[Book, Rulebook]) -> Rulebook:
    found = books.get(book)
    if found is None:
        found = books[book] = rulebook.load(*book)
    return found


def _walk(top: str, resolver: Resolver) -> Iterator[tuple[str, Draft]]:
    """The drafts in a folder and those below it, each with its real path."""
    folders = [("" if top == "." else top, os.path.realpath(top))]
    while folders:
        shown, real = folders.pop()
        try:
            with os.scandir(shown or ".") as scan:
                entries = list(scan)
        except OSError as error:
            name = shown or "."
            why = "没有权限打开文件夹" if isinstance(error, PermissionError) else "文件夹打不开"
            yield real, Draft(name, False, resolver.settings(name), error=why)
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            place = os.path.join(shown, entry.name)  # noqa: PTH118 - the user's own spelling
            identity = os.path.join(real, entry.name)  # noqa: PTH118
            if entry.is_symlink():
                if os.path.isdir(place) or not _wanted(place, resolver):  # noqa: PTH112 - may loop
                    continue
                identity = os.path.realpath(place)
                if not os.path.exists(identity):  # noqa: PTH110
                    why = "链接指向的文件不存在"
                    yield place, Draft(place, False, resolver.settings(place), error=why)
                    continue
            elif entry.is_dir():
                if not resolver.excludes(place, folder=True):
                    folders.append((place, identity))
                continue
            if entry.is_file() and _wanted(place, resolver):
                yield identity, Draft(place, False, resolver.settings(place))


def _wanted(place: str, resolver: Resolver) -> bool:
    if read.is_draft(place) or read.is_letter(place):
        return not resolver.excludes(place)
    return False


def _content(path: str) -> bytes | None:
    """The bytes of a draft, where it has some that can be kept; `read` says why it has none."""
    if os.path.splitext(path)[1].lower() not in read.SUFFIXES:  # noqa: PTH122
        return None
    try:
        state = os.stat(path)  # noqa: PTH116
        if not stat.S_ISREG(state.st_mode) or state.st_size > _KEPT_BYTES:
            return None
        with open(path, "rb") as file:  # noqa: PTH123 - half the time, for each draft
            return file.read()
    except (OSError, ValueError):
        return None


class ReadDraft(NamedTuple):
    """A draft that was read, with the rules that hold for it."""

    reading: Reading
    document: Document
    rules: Rulebook


def opened(task: Task, books: dict[Book, Rulebook]) -> ReadDraft:
    """Read the draft of a task; `books` keeps what is loaded. Raises `ReadError`."""
    reading = read.read(task.shown, task.data, name=task.shown)
    genre = task.genre or reading.properties.get("genre") or task.usual_genre
    rules = _loaded(task.book, books)
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


def _checked(task: Task, books: dict[Book, Rulebook]) -> DraftResult:
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


def _rows(session: _Session, on_progress: Progress | None, pool: Pool) -> Iterator[DraftResult]:
    options, drafts = session.options, session.drafts
    with ExitStack() as stack:
        cache = None
        if options.use_cache and not options.contents and len(drafts) >= _CACHED_FROM:
            cache = stack.enter_context(_Known())
        if options.jobs > 1 and len(drafts) > 1:
            workers = stack.enter_context(Workers(options.jobs, pool, _work, _lost))
            results = _in_parallel(session, cache, workers)
        else:
            results = _one_by_one(session, cache)
        for done, (draft, result) in enumerate(zip(drafts, results, strict=True), 1):
            if on_progress is not None:
                on_progress(done, len(drafts))
            yield session.shown.of(draft, result)


def _looked_up(session: _Session, draft: Draft, known: "_Known | None") -> "DraftResult | _Miss":
    if draft.error is not None:
        return DraftResult(draft.shown, error=draft.error)
    task = session.task(draft)
    if known is None or task.data is None or task.is_compared:
        return _Miss(task, None)
    key = known.key(task, _loaded(task.book, session.books))
    return known.get(key) or _Miss(task, key)


def _one_by_one(session: _Session, known: "_Known | None") -> Iterator[DraftResult]:
    for draft in session.drafts:
        result = _looked_up(session, draft, known)
        if isinstance(result, _Miss):
            miss, result = result, _checked(result.task, session.books)
            if known is not None:
                known.put(miss.key, result)
        yield result


def _in_parallel(
    session: _Session, known: "_Known | None", workers: "Workers[Task, Packed]"
) -> Iterator[DraftResult]:
    waiting: deque[_Chunk] = deque()
    for items in _chunked(_looked_up(session, draft, known) for draft in session.drafts):
        waiting.append(_Chunk(items, workers))
        while waiting and (len(waiting) > workers.jobs * _CHUNKS_AHEAD or waiting[0].done()):
            yield from waiting.popleft().results(known)
    while waiting:
        yield from waiting.popleft().results(known)


def _chunked(
    items: "Iterable[DraftResult | _Miss]",
) -> "Iterator[list[DraftResult | _Miss]]":
    chunk: list[DraftResult | _Miss] = []
    size = 0
    for item in items:
        chunk.append(item)
        if isinstance(item, _Miss):
            size += len(item.task.data or b"")
        if len(chunk) >= _CHUNK or size > _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


class _Chunk:
    """Some rows in order, of which those not known are under way in a worker."""

    def __init__(self, items: list[DraftResult | _Miss], workers: "Workers[Task, Packed]") -> None:
        self._items = items
        self._workers = workers
        self._misses = [item for item in items if isinstance(item, _Miss)]
        tasks = [miss.task for miss in self._misses]
        self._future = workers.submit(tasks) if tasks else None

    def done(self) -> bool:
        return self._future is None or self._future.done()

    def results(self, known: "_Known | None") -> Iterator[DraftResult]:
        """The rows, those of the worker waited for and kept."""
        from shengao.result_cache import unpack

        made: Iterator[DraftResult] = iter(())
        if self._future is not None:
            tasks = [miss.task for miss in self._misses]
            made = map(unpack, self._workers.results(tasks, self._future))
        for item in self._items:
            if isinstance(item, _Miss):
                result = next(made)
                if known is not None:
                    known.put(item.key, result)
                yield result
            else:
                yield item


def _lost(task: Task) -> "Packed":
    from shengao.result_cache import pack

    why = "检查进程意外中止（可能是内存不足），这篇稿件没有检查"
    return pack(DraftResult(task.shown, error=why))


_books: dict[Book, Rulebook] = {}
"""Those of a worker process, which checks many chunks of drafts."""


def _work(tasks: list[Task]) -> "list[Packed]":
    from shengao.result_cache import pack

    return [pack(_checked(task, _books)) for task in tasks]


class _Known:
    """What the result cache knows of tasks; nothing, where there is no cache."""

    def __init__(self) -> None:
        from shengao import result_cache

        self._module = result_cache
        self._cache = result_cache.ResultCache.open()
        self._program = result_cache.program_state() if self._cache is not None else ""

    def __enter__(self) -> "_Known":
        return self

    def __exit__(self, *_: object) -> None:
        if self._cache is not None:
            self._cache.close()

    def key(self, task: Task, rules: Rulebook) -> bytes | None:
        """The key of a task with its content; None where there is no cache."""
        if self._cache is None or task.data is None:
            return None
        return self._module.key(
            task.data,
            self._program,
            rules.key,
            task.shown,
            task.genre,
            task.usual_genre,
            str(task.submitted),
            task.release,
            str(task.hints),
            repr(task.profile),
        )

    def get(self, key: bytes | None) -> DraftResult | None:
        packed = None if self._cache is None or key is None else self._cache.get(key)
        return None if packed is None else self._module.unpack(packed)

    def put(self, key: bytes | None, result: DraftResult) -> None:
        """Keep a row; one with an error is rather made again."""
        if self._cache is not None and key is not None and not (result.error or result.crashes):
            self._cache.put(key, self._module.pack(result))


class _Shown:
    """What of a row is shown: selected, severe enough, changed, not accepted before."""

    def __init__(self, options: Options, distinct: Iterable[Settings]) -> None:
        self._severities: dict[tuple[int, str, Severity], Severity | None] = {}
        self._changes = None if options.since is None else _changes(options.since)
        self._baselines: dict[Path, Baseline] = {}
        if options.use_baseline:
            for settings in distinct:
                if settings.baseline is not None:
                    from shengao import baseline

                    self._baselines[settings.baseline] = baseline.load(settings.baseline)

    def of(self, draft: Draft, result: DraftResult) -> DraftResult:
        """The row with what is to be shown. Its suppressed findings are chosen alike, but
        neither a revision nor a baseline makes them fewer."""
        if result.error is not None:
            return result
        settings = draft.settings
        result = replace(
            result,
            findings=self._let_through(result.findings, settings),
            suppressed=self._let_through(result.suppressed, settings),
        )
        if self._changes is not None and result.findings:
            lines = self._changes.lines(draft.within or draft.shown, draft.data)
            if lines is not None:
                result = replace(
                    result,
                    findings=tuple(
                        one
                        for one in result.findings
                        if not lines.isdisjoint(range(one.line, one.end_line + 1))
                    ),
                )
        accepted = self._baselines.get(settings.baseline) if settings.baseline else None
        return accepted.filter(result) if accepted is not None else result

    def _let_through(self, found: tuple[Located, ...], settings: Settings) -> tuple[Located, ...]:
        kept = []
        for located in found:
            finding = located.finding
            name = id(settings), finding.rule, finding.severity
            if name not in self._severities:
                severity = settings.severity_of(finding)
                enough = severity.rank <= settings.threshold.rank and settings.selects(finding)
                self._severities[name] = severity if enough else None
            chosen = self._severities[name]
            if chosen is finding.severity:
                kept.append(located)
            elif chosen is not None:
                kept.append(located._replace(finding=replace(finding, severity=chosen)))
        return tuple(kept)


def _changes(rev: str) -> "Changes":
    from shengao.changed import Changes

    return Changes(rev)


def _mended(session: _Session, suggested: bool, write: bool) -> Iterator[Mended]:
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


def _mended_word(session: _Session, draft: Draft, suggested: bool, write: bool) -> Mended:
    """A Word draft stays as it is; its copy beside it has the fixes as tracked changes."""
    from shengao import fix, output
    from shengao.word.annotate import revise

    try:
        data = fix.contents(Path(draft.shown)) if draft.data is None else draft.data
        before = read.read(draft.shown, data, name=draft.shown).source.text
        result = _checked(session.task(draft._replace(data=data)), session.books)
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


def _mended_draft(session: _Session, draft: Draft, suggested: bool, write: bool) -> Mended:
    from shengao import fix

    def relint(text: str) -> list[Finding]:
        data = codecs.BOM_UTF8 + text.encode()
        result = _checked(task._replace(data=data), session.books)
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
