"""What the page of the editors' desk asks for: the list, a draft, decisions, drafts on one event.

All of it is plain data with words to show; offsets count UTF-16 units. Decisions are those of the
commands ``shengao inbox accept`` and ``shengao inbox return``; nothing is sent.
"""

import threading
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from shengao import output, read, rulebook
from shengao.config import Settings
from shengao.desk import (
    beside,
    briefs,
    clusters,
    deciding,
    decisions,
    list_formats,
    listing,
    published,
    reasons,
    returning,
    rows,
    schemes,
    told,
)
from shengao.desk.entries import Entry
from shengao.desk.folder import Desk, DeskError
from shengao.desk.listing import Listed, Wanted
from shengao.desk.rows import Row
from shengao.document import Tagger
from shengao.errors import ReadError
from shengao.finding import CRITERIA, DraftResult
from shengao.web import payload
from shengao.web.judge import Made

_USUAL = 13  # days before the last one whose drafts are compared


class Adoption(NamedTuple):
    """Who adopted a draft. `unit` is who reported it, empty for the one that was recognised, with
    the `others`."""

    channel: str
    level: str = ""
    day: date | None = None
    unit: str = ""
    others: tuple[str, ...] = ()
    form: str = ""
    instruction: str = ""
    note: str = ""


class Return(NamedTuple):
    """Why a draft goes back: codes of reasons, none for those that it gives itself."""

    reasons: tuple[str, ...] = ()
    note: str = ""
    until: date | None = None


class Inbox:
    """A desk under some settings. Every method raises `DeskError` for what cannot be."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self._desk = desk
        self._settings = settings
        self._alone = threading.Lock()  # words and what is remembered of them are shared

    def listed(self, wanted: Wanted) -> dict[str, Any]:
        """The drafts that are wanted, in order, with a sentence on all."""
        found = listing.counts(self._desk, wanted)
        drafts = [_listed(one) for one in listing.listed(self._desk, wanted)]
        closing = list_formats.closing(found, len(drafts))
        return {"count": found.drafts, "closing": closing, "drafts": drafts}

    def shown(self, number: int) -> dict[str, Any]:
        """A draft with its text, its findings at their words, its score, its decisions."""
        row = self._row(number)
        with self._desk.reading() as connection:
            made = decisions.of(connection, number)
            own = {one.reason.code for one in deciding.given(connection, row, self._settings)}
        known = reasons.load(self._settings.desk.get("reasons", ""))
        text, result = self._judged(row)
        values = row.values
        return {
            "number": number,
            "title": _title(values["title"], values["path"]),
            "unit": values["unit"],
            "path": values["path"],
            "state": values["state"],
            "secret": bool(values["secret"]),
            "suggestion": values["suggestion"],
            "reason": values["reason"],
            "about": told.about(row),
            "why": "" if row.text else told.why_nothing(row),
            "text": text,
            "judged": None if result is None else payload.judged(result, text),
            "reasons": [
                {"code": one.code, "title": one.title, "given": one.code in own} for one in known
            ],
            "decisions": [
                {"made": one.made, "who": one.who, "kind": one.kind, "note": one.note}
                for one in made
            ],
        }

    def accepted(self, number: int, adoption: Adoption) -> str:
        """Adopt a draft; gives what was done, in Chinese."""
        row = self._row(number)
        unit = adoption.unit or row.values["unit"]
        if not unit:
            raise DeskError(f"第 {number} 号没有认出报送单位，请写明。")
        now = datetime.now()
        entry = Entry(
            kind="采用",
            date=adoption.day or now.date(),
            units=tuple(dict.fromkeys((unit, *adoption.others))),
            title=row.values["title"] or row.values["subject"],
            channel=adoption.channel,
            level=adoption.level,
            form=adoption.form,
            instruction=adoption.instruction,
            draft=number,
            note=adoption.note,
        )
        with self._desk.writing() as connection:
            added = deciding.accept(connection, row, entry, decisions.whoever(None), now)
        if added.known:
            return f"台账里已经有了（第 {added.number} 号），没有再记。"
        return f"已采用，记入台账第 {added.number} 号。"

    def words(self) -> dict[str, list[str]]:
        """What an adoption may be called for the points of this office."""
        named = self._settings.desk.get("scheme") or schemes.DEFAULT
        return schemes.load(named).words()

    def compared(self, number: int, name: str, data: bytes) -> dict[str, Any]:
        """A draft beside what was published of it, sentence by sentence. Raises `ReadError`."""
        pairs = self._pairs(number, name, data)
        listed = []
        for pair in pairs:
            own, other = published.parts(pair)
            listed.append({"how": published.HOW[pair.how], "draft": own, "published": other})
        return {"summary": published.summary(pairs), "pairs": listed}

    def comparison(self, number: int, name: str, data: bytes) -> Made:
        """The same as a Word document. Raises `ReadError`."""
        pairs = self._pairs(number, name, data)
        title = self._row(number).values["title"]
        made = published.document(number, title, name, pairs)
        return Made(f"{number}.对照{output.MARK}.docx", made)

    def _pairs(self, number: int, name: str, data: bytes) -> list[published.Pair]:
        row = self._row(number)
        if not row.text:
            raise DeskError(f"第 {number} 号没有全文可以对照：{told.why_nothing(row)}。")
        return published.compare(row.text, published.text(Path(name), data))

    def returned(self, number: int, back: Return) -> Made:
        """Send a draft back: the 退稿单, and the decision with it. Raises `UsageError`."""
        row = self._row(number)
        now = datetime.now()
        with self._desk.writing() as connection:
            given = deciding.given(connection, row, self._settings, back.reasons)
            if not given:
                raise DeskError(f"第 {number} 号没有查出可以写的退稿理由，请选上理由。")
            codes = tuple(one.reason.code for one in given)
            office = self._settings.desk.get("office", "")
            slip = returning.Slip(
                number, row.values, given, now.date(), back.note, back.until, office
            )
            made = Made(f"{number}.退稿单{output.MARK}.docx", returning.document(slip))
            moment, who = decisions.moment(now), decisions.whoever(None)
            decision = decisions.Decision(number, moment, who, "退改", codes, back.note)
            decisions.record(connection, decision)
        return made

    def events(self, first: date | None, last: date | None) -> dict[str, Any]:
        """Drafts of several units on one event, received from `first` to `last`."""
        with self._alone, self._desk.reading() as connection:
            end = last or briefs.newest(connection) or date.today()
            begin = first or end - timedelta(days=_USUAL)
            found = clusters.find(briefs.load(connection, begin, end, self._words))
        return {
            "since": begin.isoformat(),
            "until": end.isoformat(),
            "events": [
                {
                    "words": one.words,
                    "days": [day.isoformat() for day in one.days],
                    "drafts": [
                        {
                            "number": own.number,
                            "unit": own.unit,
                            "title": own.title,
                            "received": own.received.isoformat(),
                        }
                        for own in one.drafts
                    ],
                }
                for one in found
            ],
        }

    def beside(self, numbers: Sequence[int]) -> dict[str, Any]:
        """What each of several drafts has: figures by indicator, practices, results."""
        drafts = [self._row(number) for number in numbers]
        with self._alone:
            telling = [beside.tell(briefs.document(row.text, self._words)) for row in drafts]
        return {
            "drafts": [
                {
                    "number": row.number,
                    "unit": row.values["unit"],
                    "title": _title(row.values["title"], row.values["path"]),
                    "practices": own.practices,
                    "results": own.results,
                }
                for row, own in zip(drafts, telling, strict=True)
            ],
            "figures": [
                {"indicator": one.indicator, "values": one.values, "differs": one.differs}
                for one in beside.rows(telling)
            ],
        }

    @cached_property
    def _words(self) -> Tagger:
        return rulebook.load(*self._settings.book).words

    def _row(self, number: int) -> Row:
        with self._desk.reading() as connection:
            row = rows.load(connection, number)
        if row is None:
            raise DeskError(f"收稿库里没有第 {number} 号稿件。")
        return row

    def _judged(self, row: Row) -> tuple[str, DraftResult | None]:
        """The text in which the findings have their places; without one, what is kept."""
        path, digest = row.values["path"], row.values["digest"]
        if row.result is None or not digest:
            return row.text, None
        try:
            data = self._desk.original(digest)
            return read.read(path, data, name=path).source.text, row.result
        except (ReadError, DeskError):  # the program that read it is gone, or the original is
            return row.text, None


def _listed(one: Listed) -> dict[str, Any]:
    return {
        "number": one.number,
        "received": one.received,
        "unit": one.unit,
        "title": _title(one.title, one.path),
        "genre": one.genre,
        "criteria": dict(zip(CRITERIA.values(), one.criteria, strict=True)),
        "total": one.total,
        "band": one.band,
        "suggestion": one.suggestion,
        "reason": one.error or one.reason,
        "failed": bool(one.error),
        "request": one.request,
        "solicited": one.solicited,
        "urgent": one.urgent,
        "state": one.state,
    }


def _title(title: str, path: str) -> str:
    """What a draft is called: one without a title by its file."""
    return title or path.replace("\\", "/").rpartition("/")[2] or "（已清理）"
