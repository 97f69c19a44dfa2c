"""The signals: our own modules, one topic each, and those of installed packages."""

from functools import cache
from importlib import import_module

from shengao import plugins
from shengao.score import signs
from shengao.score.signal import Signal

MODULES: tuple[str, ...] = (
    "deep_causes",
    "deep_chain",
    "deep_comparison",
    "deep_points",
    "deep_results",
    "factual_figures",
    "factual_order",
    "original_claims",
    "original_facts",
    "original_likeness",
    "original_practice",
    "original_title",
    "original_words",
    "timely_event",
    "timely_limits",
    "useful_concern",
    "useful_genre",
    "useful_proposals",
)
"""Our own modules, each with its ``SIGNALS``."""


@cache
def load() -> tuple[Signal, ...]:
    """All signals, by slug. Raises `ValueError` for a slug that two of them have."""
    found: dict[str, Signal] = {}
    for module in MODULES:
        for one in import_module(f"{__name__}.{module}").SIGNALS:
            _add(found, one)
    for entry in plugins.entry_points():
        if entry.group == plugins.SIGNALS:
            name, _, attribute = entry.value.partition(":")
            value = getattr(import_module(name), attribute or "SIGNALS")
            for one in (value,) if isinstance(value, Signal) else value:
                _add(found, one)
    signs.joined()  # made now, to be frozen with the other expressions
    return tuple(found[slug] for slug in sorted(found))


def _add(found: dict[str, Signal], one: Signal) -> None:
    if one.slug in found:
        raise ValueError(f"信号“{one.slug}”重名")
    found[one.slug] = one
