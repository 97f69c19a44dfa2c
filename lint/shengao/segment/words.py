"""Words and their parts of speech: those of ``jieba.posseg``, at many times its speed.

`load` gives the engine. It reads the dictionary from a mapped file (`shengao.segment.trie`);
where there is none and none can be made, it leaves the work to jieba itself.
"""

import os
import re
from collections.abc import Iterable
from itertools import chain, groupby, pairwise
from math import inf, log
from operator import add, contains
from typing import TYPE_CHECKING

from shengao.segment import Tagged, Term
from shengao.segment.mapped import opened
from shengao.segment.memo import LONGEST, Memo
from shengao.segment.trie import Trie, is_cut, is_han
from shengao.segment.viterbi import Model

if TYPE_CHECKING:
    from shengao.segment.installed import Jieba

_BREAK, _WORD, _CLOSE = "\0", "\1", "\2"
"""In marked text: between pieces; at the head of a piece that is a word; in place of a chunk
in which two ways to cut are too close to choose between without what follows."""

_JOINTS = (_BREAK, "").__getitem__  # by whether two characters are linked

_MARK = re.compile("([\0-\2])")
_FIGURES_OR_LATIN = re.compile("([.0-9]+|[a-zA-Z0-9]+)")

_CLOSE_BY = 1e-4
"""A difference of logarithms that is far above any error of rounding, and rarely met."""


def load(terms: Iterable[Term] = ()) -> "Words | Jieba":
    """The segmenter, with the terms added to its dictionary in their order.

    ``SHENGAO_WORDS=jieba`` in the environment asks for jieba itself.
    """
    mapped = None if os.environ.get("SHENGAO_WORDS") == "jieba" else opened()
    if mapped is not None:
        return Words(mapped, terms)
    from shengao.segment.installed import Jieba

    return Jieba(terms)


class Words:
    """The segmenter on the mapped dictionary.

    jieba cuts a run of characters along the way whose words have the greatest product of
    frequencies, and gives what stays in single characters to its tag model. Where two
    neighbours stand side by side in no word of the dictionary, every way is cut between them.
    So the run falls into chunks whose best ways are independent, and since chunks are short
    and recur, the way through each is kept. One thing ties them together: jieba adds
    logarithms from the end of the run, and what it has added there can tip the balance of two
    sums that are equal but for rounding. Where the balance in a chunk is that fine, the whole
    run is added up as jieba does it.

    A text is handled as one string from pass to pass, none of which is a loop in Python:
    between two characters comes a break or nothing, chunks give their words between marks, and
    the pieces between the marks give tokens.
    """

    def __init__(self, mapped: Trie, terms: Iterable[Term] = ()) -> None:
        self._trie = mapped
        self._unknown = Memo(Model(mapped).cut, 1 << 13)
        self._total = mapped.total
        self._own: dict[str, int] = {}  # frequencies of terms, 0 for beginnings of terms
        self._own_tags: dict[str, str] = {}
        self._own_sizes: dict[str, set[int]] = {}  # by first character
        self._own_links: dict[str, set[str]] = {}
        self._heads = Memo(self._head)
        self._logs = Memo(self._log)
        for term in terms:
            self._add(*term)
        self._links = Memo(self._linked_to).__getitem__
        self._chunk = Memo(self._make_chunk).__getitem__
        self._piece = Memo(self._make_piece).__getitem__

    def tag(self, text: str) -> list[Tagged]:
        """Words and jieba tags that tile `text`."""
        if not text:
            return []
        if _BREAK in text or _WORD in text or _CLOSE in text:
            return self._tag_around_marks(text)
        marked = "".join(map(self._chunk, self._chunks(text)))
        if _CLOSE in marked:
            marked = self._mark_whole_runs(text)
        return list(chain.from_iterable(map(self._piece, marked.split(_BREAK))))

    def _tag_around_marks(self, text: str) -> list[Tagged]:
        """The tokens of a text that holds characters we mark with; jieba makes them tokens."""
        tokens: list[Tagged] = []
        for at, part in enumerate(_MARK.split(text)):
            tokens += [(part, "x")] if at % 2 else self.tag(part)
        return tokens

    def _chunks(self, text: str) -> list[str]:
        linked = map(contains, map(self._links, text), text[1:])
        return ("".join(map(add, text, map(_JOINTS, linked))) + text[-1]).split(_BREAK)

    def _mark_whole_runs(self, text: str) -> str:
        """Marked text, where a chunk alone does not tell how it is cut."""
        parts: list[str] = []
        for _, group in groupby(text, is_cut):
            part = "".join(group)
            marked = "".join(map(self._chunk, self._chunks(part)))
            parts.append(self._mark(part, self._way(part)[0]) if _CLOSE in marked else marked)
        return "".join(parts)

    def _linked_to(self, character: str) -> str:
        if character == "\r":
            return "\n"  # of what is not cut, the one token of two characters
        return self._trie.links(character) + "".join(self._own_links.get(character, ()))

    def _make_chunk(self, chunk: str) -> str:
        if not is_cut(chunk[0]):
            return f"{_BREAK}{_WORD}{chunk}{_BREAK}"
        if len(chunk) == 1:
            return chunk
        if len(chunk) > LONGEST:
            return _CLOSE
        ends, leads = self._way(chunk)
        at = 0
        while at < len(chunk):
            if leads[at] < _CLOSE_BY:
                return _CLOSE
            at = ends[at]
        return self._mark(chunk, ends)

    def _mark(self, text: str, ends: list[int]) -> str:
        parts: list[str] = []
        at = 0
        while at < len(text):
            end = ends[at]
            word = text[at:end]
            parts.append(word if end - at == 1 else f"{_BREAK}{_WORD}{word}{_BREAK}")
            at = end
        return "".join(parts)

    def _make_piece(self, piece: str) -> tuple[Tagged, ...]:
        if not piece:
            return ()
        if piece[0] == _WORD:
            word = piece[1:]
            # What is not cut is not looked up either.
            return ((word, "x" if len(word) == 1 or word == "\r\n" else self._tag_of(word)),)
        if len(piece) == 1 or self._frequency(piece):
            return tuple((character, self._tag_of(character)) for character in piece)
        tokens: list[Tagged] = []
        for han, group in groupby(piece, is_han):
            part = "".join(group)
            if han:
                tokens += self._unknown[part]
                continue
            for other in filter(None, _FIGURES_OR_LATIN.split(part)):
                first = other[0]
                tag = "m" if first in ".0123456789" else "eng" if first.isalnum() else "x"
                tokens.append((other, tag))
        return tuple(tokens)

    def _way(self, text: str) -> tuple[list[int], list[float]]:
        """Where the best word from each place ends, and by how much it beats the next best."""
        heads, logs, own_sizes = self._heads, self._logs, self._own_sizes
        counts, child = self._trie.count, self._trie.child
        size = len(text)
        sums, ends, leads = [0.0] * (size + 1), [0] * size, [inf] * size
        for start in range(size - 1, -1, -1):
            character, end = text[start], start + 1
            count, row, first = heads[character]
            at = row.find(text[end]) if end < size else -1
            if at < 0 and character not in own_sizes:
                sums[start], ends[start] = logs[count or 1] + sums[end], end
                continue
            found = [(end, count)] if count else []
            node = first + at if at >= 0 else 0
            while node:
                end += 1
                count = counts[node]
                if count:
                    found.append((end, count))
                node = child(node, text[end]) if end < size else 0
            if character in own_sizes:
                found = self._with_terms(text, start, found)
            best = second = -inf
            for end, count in found or [(start + 1, 1)]:
                value = logs[count] + sums[end]
                if value >= best:  # of equal sums jieba takes the longer word
                    best, second, ends[start] = value, best, end
                elif value > second:
                    second = value
            sums[start], leads[start] = best, best - second
        return ends, leads

    def _with_terms(
        self, text: str, start: int, found: list[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """The words found at a place, by end and frequency, as the terms change them."""
        by_end = dict(found)
        for size in self._own_sizes[text[start]]:
            word = text[start : start + size]
            if len(word) == size and word in self._own:
                by_end[start + size] = self._own[word]
        return sorted((end, count) for end, count in by_end.items() if count)

    def _head(self, character: str) -> tuple[int, str, int]:
        """The frequency of a character as a word, what follows it in words, and which node."""
        node = self._trie.find(character)
        row, first = self._trie.children(node) if node else ("", 0)
        return self._trie.count[node], row, first

    def _log(self, count: int) -> float:
        return log(count) - log(self._total)

    def _frequency(self, word: str) -> int | None:
        """The frequency of a word, 0 of the beginning of one, None of what is neither."""
        if word in self._own:
            return self._own[word]
        node = self._trie.find(word)
        return self._trie.count[node] if node else None

    def _tag_of(self, word: str) -> str:
        own = self._own_tags.get(word)
        return own or self._trie.tags[self._trie.tag[self._trie.find(word)]]

    def _add(self, word: str, frequency: int | None, tag: str) -> None:
        """What ``Tokenizer.add_word`` does."""
        if frequency is None:
            frequency = self._suggest(word)
        self._own[word] = frequency
        self._total += frequency
        self._logs.clear()
        if tag:
            self._own_tags[word] = tag
        for end in range(1, len(word)):
            if self._frequency(word[:end]) is None:
                self._own[word[:end]] = 0
        if word:
            self._own_sizes.setdefault(word[0], set()).add(len(word))
        for first, second in pairwise(word):
            if is_cut(first) and is_cut(second):
                self._own_links.setdefault(first, set()).add(second)

    def _suggest(self, word: str) -> int:
        """What ``Tokenizer.suggest_freq`` does: the frequency that beats the parts' product."""
        total = float(self._total)
        share = 1.0
        for part in self._plain_cut(word):
            frequency = self._frequency(part)
            share *= (1 if frequency is None else frequency) / total
        known = self._frequency(word)
        return max(int(share * self._total) + 1, 1 if known is None else known)

    def _plain_cut(self, text: str) -> list[str]:
        """What ``Tokenizer.cut`` gives without the tag model."""
        parts: list[str] = []
        for cut, group in groupby(text, lambda character: is_cut(character) or character in "%-"):
            run = "".join(group)
            if not cut:
                parts += re.findall("(?s)\r\n|.", run)
                continue
            ends, _ = self._way(run)
            start, latin = 0, ""
            while start < len(run):
                part = run[start : ends[start]]
                start = ends[start]
                if len(part) == 1 and part.isascii() and part.isalnum():
                    latin += part
                    continue
                parts += filter(None, (latin, part))
                latin = ""
            parts += filter(None, (latin,))
        return parts
