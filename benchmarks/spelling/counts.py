"""What the trainer counts: words, and neighbours in dictionary and corpus."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import jieba

jieba.setLogLevel("WARNING")

CORPUS_WEIGHT = 100
"""jieba's frequencies are of some sixty million words, the corpus is of a hundred thousand."""

_OWN = 600
"""The frequency of the words that jieba lacks."""
_JOINED = 200
"""And of those that only the corpus has."""
_TEXTS, _TIMES, _SIDES = 3, 4, 3
"""Words side by side are one if so many texts have them, so often, with so many words beside."""
_LOOSE = frozenset(
    "的了和与及或在是为对将把被等由从向以于到就也都不要应须可有其该本各每第一二三四五六七八九十百千万亿"
    "年月日时分个项条件次家人名户只元米亩后前中上下内外约达比超近再已未无非所使用新大多少高低好更最全并而但"
)
"""Characters that stand beside any word."""
_HAN = re.compile("[\u4e00-\u9fa5]+")
_ROOT = Path(__file__).resolve().parents[2]


def runs(text: str) -> Iterator[tuple[int, str]]:
    """The runs of Chinese characters of a text, with their places."""
    for found in _HAN.finditer(text):
        yield found.start(), found.group()


class Text:
    """One text of the corpus and what is counted in it."""

    def __init__(self, text: str, tokenizer: jieba.Tokenizer) -> None:
        self.text = text
        self.cut = [list(tokenizer.cut(run, HMM=False)) for _, run in runs(text)]
        self.segmented: Counter[str] = Counter()
        self.pairs: Counter[str] = Counter()
        for words in self.cut:
            run = "".join(words)
            self.segmented.update(words)
            self.pairs.update(run[at : at + 2] for at in range(len(run) - 1))


class Counts:
    """All counts. `held` are neighbours in words, by the words' frequencies."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.words: dict[str, int] = {}
        self.tags: dict[str, str] = {}
        for word, frequency, tag in _dictionary():
            self.words[word], self.tags[word] = frequency, tag
        tokenizer = jieba.Tokenizer()
        for word in _own_words():
            if self.words.get(word, 0) < _OWN:
                self.words[word] = _OWN
                tokenizer.add_word(word, _OWN)
        self.texts = [Text(text, tokenizer) for text in texts]
        for word in _joined(self.texts):
            self.words.setdefault(word, _JOINED)
        self.segmented: Counter[str] = Counter()
        self.pairs: Counter[str] = Counter()
        for text in self.texts:
            self.segmented.update(text.segmented)
            self.pairs.update(text.pairs)
        self.held: Counter[str] = Counter()
        self.characters: Counter[str] = Counter()
        for word, frequency in self.words.items():
            for character in word:
                self.characters[character] += frequency
            for at in range(len(word) - 1):
                self.held[word[at : at + 2]] += frequency
        for word, times in self.segmented.items():
            for character in word:
                self.characters[character] += CORPUS_WEIGHT * times
        self.total = sum(self.words.values()) + CORPUS_WEIGHT * sum(self.segmented.values())

    def frequency(self, word: str) -> int:
        """That of the dictionary with that of the corpus; 0 of what is no word."""
        known = self.words.get(word, 0)
        return known + CORPUS_WEIGHT * self.segmented[word] if known else 0


def _dictionary() -> Iterator[tuple[str, int, str]]:
    with jieba.get_dict_file() as file:
        for line in file:
            word, frequency, tag = line.decode("utf-8").split()
            if _HAN.fullmatch(word):
                yield word, int(frequency), tag


def _own_words() -> Iterator[str]:
    written = Path(__file__).with_name("words.txt").read_text(encoding="utf-8")
    for line in written.splitlines():
        if not line.startswith("#"):
            yield from line.split()
    terms = (_ROOT / "dictionaries" / "terms.tsv").read_text(encoding="utf-8")
    for line in terms.splitlines()[1:]:
        word = line.split("\t")[0]
        if len(word) > 1 and _HAN.fullmatch(word):
            yield word


def _joined(texts: Sequence[Text]) -> list[str]:
    """Words that many texts have side by side, one of them a single character."""
    times: Counter[str] = Counter()
    where: dict[str, set[int]] = {}
    left: dict[str, set[str]] = {}
    right: dict[str, set[str]] = {}
    for number, text in enumerate(texts):
        for words in text.cut:
            for at in range(len(words)):
                for size in (2, 3):
                    parts = words[at : at + size]
                    joined = "".join(parts)
                    if len(parts) < size or len(joined) > 4 or not _LOOSE.isdisjoint(parts):
                        continue
                    if min(map(len, parts)) > 1:
                        continue
                    times[joined] += 1
                    where.setdefault(joined, set()).add(number)
                    left.setdefault(joined, set()).add(words[at - 1] if at else "")
                    after = words[at + size] if at + size < len(words) else ""
                    right.setdefault(joined, set()).add(after)
    return sorted(
        word
        for word, count in times.items()
        if count >= _TIMES
        and len(where[word]) >= _TEXTS
        and min(len(left[word]), len(right[word])) >= _SIDES
    )
