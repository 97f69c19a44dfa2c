"""A signal: a fact that the text shows and that earns points of one criterion.

Signals are plug-ins: an installed package adds its own under the entry point
``shengao.signals``, each a `Signal` or a sequence of them.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from shengao.finding import Criterion
from shengao.score.draft import Beside, Draft
from shengao.scorecard import Half
from shengao.text import Span


class Measure(NamedTuple):
    """What a signal saw.

    `share` of its points is earned, 0 to 1, or lost, down to -1. `what` says it in one Chinese
    sentence about the words found, `spans` are offsets of the running text. `advice` says what
    would earn the rest; empty where nothing would.
    """

    share: float
    what: str
    spans: tuple[Span, ...] = ()
    advice: str = ""


class Example(NamedTuple):
    """A draft that proves a signal: it must earn from `least` to `most` of its points.

    `beside` is what is known beside it, where the day of submission is not enough.
    """

    text: str
    least: float
    most: float = 1.0
    genre: str | None = None
    submitted: date | None = None
    beside: Beside | None = None


class Signal(NamedTuple):
    """One signal.

    `measures` says what is looked for, `gaming` how a writer could feign it, and `guard` what
    stops that (all Chinese, for the documentation). How many points it is worth stands in
    ``rules/scoring.toml`` under its slug; `half` is for 实 alone. `measure` is pure and is given
    None back where the signal does not apply to the draft: its points are then not to be had,
    and nothing is lost. `examples` are its tests: at least one that earns, and one near miss.
    """

    slug: str
    title: str
    criterion: Criterion
    measures: str
    gaming: str
    guard: str
    examples: tuple[Example, ...]
    measure: Callable[[Draft], Measure | None]
    half: Half | None = None
