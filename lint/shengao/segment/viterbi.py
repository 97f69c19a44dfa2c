"""Words and tags of a run of Chinese characters that the dictionary does not join.

This is the hidden Markov model of ``jieba.posseg``, equal to the last bit: logarithms are added
in its order, and of equal sums the greater state wins. Sums are left out only where they can
neither win nor tie: rounding keeps the order of numbers, so that a bound which is added up in
the same order as a sum holds exactly.
"""

from itertools import chain
from typing import NamedTuple

from shengao.segment.memo import Memo
from shengao.segment.trie import IMPOSSIBLE, POSITIONS, TAGS, Column, Trie

_NEVER = float("-inf")

_KEPT = 1 << 7
"""So many tables of characters are kept, of some kilobytes each: few runs need them."""


class _Front(NamedTuple):
    """The states that a character can be in, with the logarithm of the best way to each."""

    opened: dict[int, float]
    """States that begin a word or are inside one."""
    closed: list[tuple[float, int]]
    """States that end a word, the likeliest first."""
    way: dict[int, int]
    """The state of the character before on the best way to a state."""

    def likeliest(self) -> int:
        """The state with the greatest logarithm, of equal ones the greater."""
        return max(chain(((log, state) for state, log in self.opened.items()), self.closed))[1]


class Model:
    """The model of a trie."""

    def __init__(self, trie: Trie) -> None:
        self._trie = trie
        self._tags: tuple[str, ...] = trie.model["tags"]
        self._start: list[float] = trie.model["start"]
        self._into: list[dict[int, float]] = trie.model["into"]
        self._pairs = [tuple(into.items()) for into in self._into]
        self._nearest = [max(into.values(), default=_NEVER) for into in self._into]
        self._columns = Memo(trie.column, _KEPT)
        self._beginnings = Memo(self._begin, _KEPT)

    def cut(self, run: str) -> list[tuple[str, str]]:
        """Words with tags that tile `run`: one or more characters from U+4E00 to U+9FD5."""
        tokens: list[tuple[str, str]] = []
        begin = end = 0
        route = self._route(run)
        for at, state in enumerate(route):
            position = POSITIONS[state // TAGS]
            if position in "BS":
                begin = at
            if position in "ES":
                end = at + 1
                tokens.append((run[begin:end], self._tags[state % TAGS]))
        if end < len(run):
            tokens.append((run[end:], self._tags[route[end] % TAGS]))
        return tokens

    def _route(self, run: str) -> list[int]:
        """The state of every character on the likeliest way."""
        fronts = [self._beginnings[run[0]]]
        for at in range(1, len(run)):
            last = at == len(run) - 1
            front = self._follow(fronts[-1], self._columns[run[at]], last=last)
            if not front.way:  # no listed state can follow: then any that can is taken
                front = self._follow(fronts[-1], self._all(run[at]), last=last)
            fronts.append(front)
        route = [fronts[-1].likeliest()]
        for front in reversed(fronts[1:]):
            route.append(front.way[route[-1]])
        route.reverse()
        return route

    def _begin(self, character: str) -> _Front:
        column = self._columns[character]
        if not (column.inner or column.outer):
            column = self._all(character)
        opened: dict[int, float] = {}
        closed: list[tuple[float, int]] = []
        for state, emit in chain(
            zip(column.inner, column.inner_logs, strict=True),
            zip(column.outer, column.outer_logs, strict=True),
        ):
            value = self._start[state] + emit
            if state & TAGS:
                closed.append((value, state))
            else:
                opened[state] = value
        closed.sort(reverse=True)
        return _Front(opened, closed, {})

    def _follow(self, front: _Front, column: Column, *, last: bool) -> _Front:
        """The states of the next character; of the last one, without some of the unlikely."""
        before_opened, before_closed, _ = front
        opened: dict[int, float] = {}
        closed: list[tuple[float, int]] = []
        way: dict[int, int] = {}
        origin = 0
        floor = _NEVER  # what a last state must reach
        pairs = self._pairs
        for state, emit in zip(column.inner, column.inner_logs, strict=True):
            best = _NEVER
            for before, log in pairs[state]:
                if before in before_opened:
                    value = before_opened[before] + log + emit
                    if value > best or (value == best and before > origin):
                        best, origin = value, before
            if best > _NEVER:
                way[state] = origin
                if state & TAGS:
                    closed.append((best, state))
                else:
                    opened[state] = best
                if last and best > floor:
                    floor = best
        greatest = before_closed[0][0] if before_closed else _NEVER
        all_into, nearest = self._into, self._nearest
        for state, emit in zip(column.outer, column.outer_logs, strict=True):
            near = nearest[state]
            if greatest + near + emit < floor:
                continue
            best = _NEVER
            into = all_into[state]
            for value, before in before_closed:
                if value + near + emit < best:
                    break
                if before in into:
                    value = value + into[before] + emit
                    if value > best or (value == best and before > origin):
                        best, origin = value, before
            if best > _NEVER:
                way[state] = origin
                if state & TAGS:
                    closed.append((best, state))
                else:
                    opened[state] = best
                if last and best > floor:
                    floor = best
        closed.sort(reverse=True)
        return _Front(opened, closed, way)

    def _all(self, character: str) -> Column:
        """Every state of the model, as a column."""
        emits = self._trie.emissions(character)
        inner: list[int] = self._trie.model["inner"]
        outer: list[int] = self._trie.model["outer"]
        return Column(
            bytes(inner),
            [emits.get(state, IMPOSSIBLE) for state in inner],
            bytes(outer),
            [emits.get(state, IMPOSSIBLE) for state in outer],
        )
