"""The Python interface: ``from shengao import check, measure``."""

import codecs
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from shengao import engine, read, rulebook, score
from shengao.config import Resolver, Settings
from shengao.document import Document
from shengao.errors import UsageError
from shengao.finding import UNREAD, Finding, Release, Run
from shengao.likeness import Likeness
from shengao.rulebook import Rulebook
from shengao.score import submission
from shengao.scorecard import Scorecard, Submission
from shengao.structure import Reading


def check(
    draft: str | Path | Document,
    *,
    genre: str | None = None,
    submitted: date | None = None,
    release: Release | None = None,
    path: str | Path | None = None,
    config: Path | Settings | None = None,
) -> Run:
    """All findings of a draft, those of every severity, in the order of the text.

    `draft` is a text itself (never a path), a file (a `Path`), or a `Document` made before. A
    text is plain text unless `path` gives it a name of another format (``稿件.md``). `genre` and
    `submitted`, the day of submission, beat what front matter says; a document has its own
    genre. `release` says for whom the draft is meant, by default ``internal``.

    `config` names a configuration file, or gives settings. Without it a file is checked under
    the configuration nearest to it, as by the command; a text or document under none, so that
    the result depends on the arguments alone. Where settings name an archive that is there, or
    documents from above, the draft is compared with them. A severity threshold and a baseline
    are not applied. Spans of findings count code points of ``Source.text``: of a text, those of
    `draft`.

    Raises `ReadError` for what cannot be read, `ConfigError` and `RuleFileError` for settings
    and rules that cannot be used, `UsageError` for arguments that contradict each other. Rules
    are loaded once and kept.
    """
    linted = _linted(draft, genre, submitted, release, path, config)
    run, settings = linted.run, linted.settings
    return Run(
        tuple(_weighed(one, settings) for one in run.findings if settings.selects(one)),
        tuple(
            one._replace(finding=_weighed(one.finding, settings))
            for one in run.suppressed
            if settings.selects(one.finding)
        ),
        run.crashes,
    )


def measure(
    draft: str | Path | Document,
    *,
    genre: str | None = None,
    submitted: date | None = None,
    received: datetime | None = None,
    release: Release | None = None,
    path: str | Path | None = None,
    config: Path | Settings | None = None,
    likeness: Likeness | None = None,
) -> Scorecard | None:
    """How good a draft is on 快 实 深 新 用, with the evidence; None for a fragment.

    Takes what `check` takes and raises what it raises. `received` is the moment of receipt,
    `likeness` how the draft compares with earlier ones, by default as the archive of the settings
    says: 新 is 未评 without either. What the settings
    ignore or weigh otherwise changes no score. Raises `RuntimeError` where a signal fails.
    """
    linted = _linted(draft, genre, submitted, release, path, config, received)
    solicited, deadline = submission.solicited(linted.document)
    beside = score.Beside(
        linted.handed_in,
        received,
        deadline,
        solicited,
        likeness=likeness or linted.document.likeness,
        profile=linted.settings.profile,
    )
    return score.measure(linted.document, linted.run, beside, linted.rules.scoring)


class _Linted(NamedTuple):
    document: Document
    rules: Rulebook
    settings: Settings
    handed_in: Submission
    run: Run


def _linted(
    draft: str | Path | Document,
    genre: str | None,
    submitted: date | None,
    release: Release | None,
    path: str | Path | None,
    config: Path | Settings | None,
    received: datetime | None = None,
) -> _Linted:
    name = str(path) if path is not None else str(draft) if isinstance(draft, Path) else "<text>"
    resolver = Resolver(
        config if isinstance(config, Path) else None,
        isolated=config is None and not isinstance(draft, Path),
    )
    settings = config if isinstance(config, Settings) else resolver.settings(name)
    rules = _rulebook(*settings.book)
    resolver.verify(settings, rules.rules, rules.scoring)
    if isinstance(draft, Document):
        if genre is not None or path is not None:
            raise UsageError("已是 Document 的稿件自带文种和路径，不能再指定 genre 或 path。")
        document, unread = draft, []
    else:
        reading = _reading(draft, name)
        unread = [f"{UNREAD}：{why}" for why in reading.unread]
        own = reading.properties.get("genre")
        document = Document.of(reading, rules.words, genre or own or settings.genre)
    if settings.archive or settings.reference:
        document.likeness = _likeness(document, document.source.path, settings)
    handed_in = submission.of(document, submitted, received)
    context = engine.Context(handed_in.day, release or settings.release)
    run = engine.lint(document, rules, context)
    run = run._replace(crashes=(*unread, *run.crashes))
    return _Linted(document, rules, settings, handed_in, run)


_rulebook = lru_cache(maxsize=8)(rulebook.load)


def _likeness(document: Document, name: str, settings: Settings) -> Likeness | None:
    from shengao.archive import originality, place

    where = place.resolve(settings.archive) if settings.archive else None
    if where is not None and not place.exists(where):
        where = None
    sources = originality.Sources(settings.reference, settings.dictionaries)
    return originality.likeness(document, name, where, sources)


def _reading(draft: str | Path, name: str) -> Reading:
    if isinstance(draft, Path):
        return read.read(draft, name=name)
    # With a mark in front, one of the text's own is a character of it.
    return read.read(name, codecs.BOM_UTF8 + draft.encode("utf-8", "surrogatepass"), name=name)


def _weighed(finding: Finding, settings: Settings) -> Finding:
    return finding._replace(severity=settings.severity_of(finding))
