"""What a signal makes of a draft, for tests of single signals."""

from datetime import date

from drafts import BOOK, draft

from shengao.score import Beside, signals
from shengao.score.draft import Draft
from shengao.score.signal import Measure
from shengao.scorecard import Submission

_BY_SLUG = {signal.slug: signal for signal in signals.load()}
DAY = date(2026, 7, 10)  # a Friday


def measured(
    slug: str, text: str, genre: str | None = None, beside: Beside | None = None
) -> Measure | None:
    """What the signal saw in a draft that was handed in on `DAY`, unless `beside` says more."""
    known = Beside(Submission(DAY)) if beside is None else beside
    return _BY_SLUG[slug].measure(Draft(draft(text, genre), known, BOOK.scoring["tables"]))


def share(slug: str, text: str, genre: str | None = None, beside: Beside | None = None) -> float:
    """The share that it earned; 0 where it does not apply."""
    found = measured(slug, text, genre, beside)
    return found.share if found is not None else 0.0


def handed(day: date) -> Beside:
    return Beside(Submission(day))
