"""A run: its drafts, with their rulebooks, archives, baselines and changes."""

from collections.abc import Iterable

from shengao.batch.drafts import Contents, Draft, content, find
from shengao.batch.judging import Task, loaded
from shengao.batch.options import Options
from shengao.batch.shown import Shown
from shengao.config import Book, Settings
from shengao.errors import UsageError
from shengao.rulebook import Rulebook


class Session:
    """The drafts of a run with all that is loaded once for them."""

    def __init__(self, options: Options, books: dict[Book, Rulebook] | None = None) -> None:
        self.options = options
        resolver = options.resolver()
        self.drafts = find(options, resolver)
        self.books: dict[Book, Rulebook] = {} if books is None else books
        distinct = {id(draft.settings): draft.settings for draft in self.drafts}.values()
        for settings in distinct:
            rules = loaded(settings.book, self.books)
            resolver.verify(settings, rules.rules, rules.scoring)
        self.archives = archives(distinct, named=options.archive is not None)
        self.shown = Shown(options, distinct)
        self._contents = Contents()

    def task(self, draft: Draft) -> Task:
        """What is to be done for a draft; with its content, if it has a file of usual size."""
        data = self._contents.of(draft)
        return Task(
            draft.shown,
            content(draft.shown) if data is None else data,
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
