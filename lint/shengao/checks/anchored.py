"""Matches of an expression, tried only where strings stand that they cannot do without."""

import re
from collections.abc import Iterable, Iterator

from shengao.checks.hits import Hits
from shengao.expression import compiled as compiled_expression

Anchor = tuple[tuple[str, ...], int, int]
"""See `shengao.checks.options.anchors.Anchor`."""


def matches(pattern: str, anchor: Anchor | None, text: str, hits: Hits) -> Iterable[re.Match[str]]:
    """All matches in a text, none over another, as `re.finditer` finds them."""
    ready = compiled_expression(pattern)
    if anchor is None:
        return ready.finditer(text)
    return _at(ready, text, starts(anchor, hits))


def starts(anchor: Anchor, hits: Hits) -> list[int]:
    """The places at which a match may begin, ascending."""
    literals, least, most = anchor
    if not literals:
        return [0]
    standing = hits.standing
    places = [at for one in literals if one in standing for at in hits.starts(one)]
    if least == most and len(literals) == 1:
        return [at - least for at in places if at >= least]
    found = {at for place in places for at in range(max(0, place - most), place - least + 1)}
    return sorted(found)


def _at(ready: re.Pattern[str], text: str, places: list[int]) -> Iterator[re.Match[str]]:
    end = 0
    for at in places:
        if at >= end:
            found = ready.match(text, at)
            if found is not None:
                end = found.end()
                yield found
