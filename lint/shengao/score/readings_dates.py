"""When what a draft reports happened: the dates of its lead, and the days until its submission."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from shengao import entity
from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.readings_figures import in_lead, running
from shengao.structure import Clock, Entity, Period, Sentence

_WEEKEND = 5
_HALF_YEAR = timedelta(183)
"""A day without a year that lies further ahead than this is one of last year."""
_MONTH = timedelta(31)
_SPELLS = frozenset(("third", "month", "quarter", "half"))
_NOT_OF_EVENT_BEFORE = Expression(
    r"(?:截[至止]|从|自|定于|拟于|将于|计划|预计|力争|确保|至迟|不晚于)\Z"
)
_AS_OF = Expression(r"截[至止]")
_NOT_OF_EVENT_AFTER = Expression(r"(?:之?前|以前|起|后|至今|以来)")
_SAYING = ("v", "l", "i")
_NOT_ACTS = frozenset(
    ("为了", "具有", "没有", "属于", "进行", "报送", "上报", "整理", "汇总", "起草", "撰写")
)
"""Verbs that tell no event: what they join, and what is done to the draft itself."""
_PLACES = frozenset("省市县区镇乡村局厅院校所队")
_CLOSE = 2
"""Characters between a date and its time of day, at most."""


class Event(NamedTuple):
    """A dated event of the lead; `day` is None where its year is not known."""

    mark: Entity
    sentence: Sentence
    day: date | None


def events(draft: Draft) -> tuple[Event, ...]:
    """The dated events of the first paragraph: each date in one sentence with who does what.

    Of a feature, which may open with a scene, those of all paragraphs.
    """
    return draft.once(_events)


def _events(draft: Draft) -> tuple[Event, ...]:
    document, found = draft.document, []
    for index, sentence in running(draft) if _is_feature(draft) else in_lead(draft):
        dates = document.entities_in(sentence.start, sentence.end, ("date",))
        marks = [one for one in dates if _is_day(one) and _of_event(document.text, one)]
        if marks and acts(draft, index):
            found += [Event(mark, sentence, day(draft, mark)) for mark in marks]
    return tuple(found)


def _is_feature(draft: Draft) -> bool:
    return draft.document.genre == "通讯稿"


def _is_day(one: Entity) -> bool:
    return isinstance(one.value, Period) and one.value.precision == "day"


def _of_event(text: str, mark: Entity) -> bool:
    before = text[max(0, mark.start - 4) : mark.start]
    return not _NOT_OF_EVENT_BEFORE.search(before) and not _NOT_OF_EVENT_AFTER.match(text, mark.end)


def acts(draft: Draft, sentence: int) -> bool:
    """Whether a sentence says that somebody does something: a noun, and a verb after it."""
    named = False
    for token in draft.document.each_token(sentence):
        noun = token.pos[:1] == "n" and not token.entity
        if noun or (token.pos == "r" and token.text[-1] in _PLACES):  # 我市, 该局
            named = True
        elif (
            named
            and len(token.text) > 1
            and token.pos.startswith(_SAYING)
            and token.text not in _NOT_ACTS
        ):
            return True
    return False


def day(draft: Draft, mark: Entity) -> date | None:
    """The day that a date stands for, the last of a span."""
    value = _placed(draft, mark)
    return value.last if value is not None else None


def _placed(draft: Draft, mark: Entity) -> Period | None:
    """A date with its days; without a year, that of the year in which it is nearest back."""
    value, near = mark.value, reference(draft)
    if not isinstance(value, Period) or value.year is not None or near is None:
        return value if isinstance(value, Period) else None
    words = draft.document.text[mark.start : mark.end]
    for year in (near.year, near.year - 1):
        for one in entity.find(words, year):
            found = one.value if isinstance(one.value, Period) else None
            if found and found.last and found.last - near <= _HALF_YEAR:
                return found
    return None


def reference(draft: Draft) -> date | None:
    """The day that dates without a year are near: of submission, else of receipt."""
    received = draft.beside.received
    return draft.beside.submission.day or (received.date() if received is not None else None)


def spell(draft: Draft, *, short: frozenset[str], as_of: bool) -> Event | None:
    """The spell over which the first paragraph counts: 1—5月, 上半年, 一季度; with `as_of` also
    the day up to which it counts: 截至6月30日.

    A single month is none: it blurs the day of an event. So does a third of one (2月下旬). Those
    of the precisions `short` count all the same, for genres that are about no event.
    """
    for index, sentence in in_lead(draft):
        if draft.document.has_figure(sentence.start, sentence.end):
            found = _spell(draft, sentence, short, as_of=as_of)
            if found is not None and acts(draft, index):  # words are cut for this
                return found
    return None


def _spell(draft: Draft, sentence: Sentence, short: frozenset[str], *, as_of: bool) -> Event | None:
    document = draft.document
    for mark in document.entities_in(sentence.start, sentence.end, ("date",)):
        value = _placed(draft, mark)
        if value is None:
            continue
        if as_of and _is_day(mark) and _AS_OF.search(document.text[: mark.start][-2:]):
            return Event(mark, sentence, value.last)
        if value.precision not in _SPELLS or not _of_event(document.text, mark):
            continue
        long = value.first and value.last and value.last - value.first > _MONTH
        if long or value.precision in short:
            return Event(mark, sentence, value.last)
    return None


def latest(draft: Draft) -> Event | None:
    """The event of the first sentence that dates one.

    Of several dates there, and of all of a feature, the last on or before the day of submission,
    else the first.
    """
    submitted = draft.beside.submission.day
    dated = [one for one in events(draft) if one.day is not None]
    if not _is_feature(draft):
        dated = [one for one in dated if one.sentence == dated[0].sentence]
    past = [one for one in dated if submitted is None or (one.day and one.day <= submitted)]
    if past:
        return max(past, key=lambda one: one.day or date.min)
    return dated[0] if dated else None


def workdays(first: date, last: date) -> tuple[int, bool]:
    """Working days after `first` up to `last`, and whether public holidays were known for all.

    Where they are not, Monday to Friday count.
    """
    from chinese_calendar import is_workday

    count, known = 0, True
    at = first
    while at < last:
        at += timedelta(1)
        try:
            count += is_workday(at)
        except NotImplementedError:
            known = False
            count += at.weekday() < _WEEKEND
    return count, known


def moments(draft: Draft) -> list[tuple[datetime, Entity]]:
    """The moments of the lead that have a day and a time of day, in the order of the text.

    A time takes the day of the date before it. Times without minutes count as the full hour.
    """
    document, found = draft.document, []
    at: date | None = None
    for _, sentence in in_lead(draft):
        for one in document.entities_in(sentence.start, sentence.end, ("date", "time")):
            if _is_day(one):
                at = day(draft, one)
            elif isinstance(one.value, Clock) and at is not None:
                hour = one.value.hour % 24
                later = timedelta(one.value.hour // 24)
                moment = datetime(at.year, at.month, at.day, hour, one.value.minute or 0)
                found.append((moment + later, one))
    return found


def to_the_minute(draft: Draft) -> bool:
    """Whether an event of the lead has its time of day to the minute."""
    document = draft.document
    return any(
        isinstance(one.value, Clock) and one.value.minute is not None
        for event in events(draft)
        for one in document.entities_in(event.mark.end, event.mark.end + _CLOSE, ("time",))
    )
