"""Which passages of a draft stand in another text, word for word or but for names and figures."""

from collections.abc import Sequence
from typing import NamedTuple

from shengao.archive.masks import Masked
from shengao.overlap import Stretch, joined, stretches

LEAST = 20
"""Characters, a masked name or figure being one, that a passage has in common at least."""


class Alike(NamedTuple):
    """``own.text[start:end]`` is like ``other.text[there:there_end]``, in offsets of the texts.

    `size` counts the characters in common; `swapped` says that names, places or figures differ.
    """

    start: int
    end: int
    there: int
    there_end: int
    size: int
    swapped: bool


def alike(own: Masked, other: Masked) -> list[Alike]:
    """The passages of at least `LEAST` characters that both have, in the order of `own`."""
    one, two = own.bare, other.bare
    found = stretches(one.characters, two.characters)
    passages = []
    for parts in joined(one.characters, two.characters, found):
        size = sum(part.size for part in parts)
        if size >= LEAST:
            first, last = parts[0], parts[-1]
            passages.append(
                Alike(
                    one.starts[first.start],
                    one.ends[last.start + last.size - 1],
                    two.starts[first.there],
                    two.ends[last.there + last.size - 1],
                    size,
                    _swapped(own, other, parts),
                )
            )
    return passages


def _swapped(own: Masked, other: Masked, parts: Sequence[Stretch]) -> bool:
    one, two = own.bare, other.bare
    return any(
        own.text[one.starts[here] : one.ends[here]]
        != other.text[two.starts[there] : two.ends[there]]
        for part in parts
        for here, there in zip(
            range(part.start, part.start + part.size),
            range(part.there, part.there + part.size),
            strict=True,
        )
    )
