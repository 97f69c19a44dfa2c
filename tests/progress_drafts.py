"""Drafts that an archive remembers, made for the tests of progress."""

from collections.abc import Mapping
from datetime import date

from shengao.archive.entry import Checked


def checked(
    number: int,
    day: str,
    faults: Mapping[str, int],
    scores: Mapping[str, float] | None = None,
    *,
    path: str = "",
    unit: str = "",
    author: str = "",
    characters: int = 1000,
) -> Checked:
    """A draft of the name of its number unless `path` says otherwise."""
    where = path or f"/{number}.txt"
    when = date.fromisoformat(day)
    return Checked(number, where, unit, author, when, characters, faults, scores or {})


SIX = [
    checked(1, "2026-01-05", {"colloquial": 6, "title": 1}, {"实": 50, "深": 40}),
    checked(2, "2026-01-20", {"colloquial": 4, "vague": 2}, {"实": 60}),
    checked(3, "2026-02-08", {"colloquial": 2, "vague": 2}, {"实": 70, "新": 80}),
    checked(4, "2026-04-02", {"colloquial": 1, "title": 2}, {"实": 72, "新": 90}),
    checked(5, "2026-04-11", {"title": 2}, {"实": 80}),
    checked(6, "2026-04-30", {}, {"实": 82, "深": 50}),
]
"""Drafts of January to April, without one of March."""
