"""Drafts of several units on one event, found by what they are about and when it was.

What a draft is about are the words of its title and its first sentences, the rarer ones counting
for more; places are among them, but for the name of its own unit. Drafts that are alike as a whole
are found by their MinHash signatures, figures left out. The day of the event is the first one that
is named.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from shengao.archive.marks import bands, signature
from shengao.desk.tables import CONTENT, DRAFT, UNIT
from shengao.document import Document, Tagger
from shengao.expression import Expression
from shengao.overlap import CUT
from shengao.read.text import parse
from shengao.structure import PROSE, Period

_SENTENCES = 4  # of the text that say what it is about
_TITLE = 2.0  # what a word of the title counts, one of the text being 1
_COMMON = 200  # drafts with a word, beyond which it leads to no others
_ALIKE = 0.4  # cosine of the words, or share of equal bins, of drafts on one event
_ALIKE_THEN = 0.28  # the same of drafts that name the same days
_ON_AVERAGE = 0.8  # of what two must be alike, for all of a group
_TOLD = 6  # words that are told of a cluster
_RECEIVED = 10  # days between drafts that name no day
_POS = ("n", "v", "j", "l", "i", "a")
_FIGURES = re.compile(r"[0-9０-９〇一二三四五六七八九十百千万亿.%％]+")
_APART = re.compile(r"[\W_]+")
_ANY = Expression(
    "工作|开展|组织|进行|推进|推动|加强|落实|情况|活动|积极|部署|安排|要求|会议|召开|单位|部门|人员|干部|群众|有关|相关"
    "|全县|全市|全区|全镇|全乡|目前|截至|完成|确保|做好|实施|采取|措施|提高|提升|取得|成效|通过|重点|全面|扎实|有效"
    "|信息|报告|工作人员|领导|参加|进一步|同时|方面|问题|共计|累计|立即|当日|当天|上午|下午|政府|镇政府|街道|办事处"
)
"""Words that drafts on anything have."""


class Brief(NamedTuple):
    """What of a draft is compared. `words` are what it is about, each with its weight; `day` is
    that of the event, None where none is named."""

    number: int
    unit: str
    title: str
    received: date
    words: Mapping[str, float]
    day: date | None
    bins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Drafts on one event, by unit and number. `words` are those that most of them share."""

    drafts: tuple[Brief, ...]
    words: tuple[str, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """The days that are named as that of the event, each once."""
        return tuple(sorted({one.day for one in self.drafts if one.day is not None}))


def document(text: str, words: Tagger) -> Document:
    """The document of a kept running text, one block a line."""
    return Document.of(parse(text), words)


def brief(number: int, unit: str, title: str, received: date, text: str, words: Tagger) -> Brief:
    """What of a draft is compared; `text` is its running text."""
    read = document(text, words)
    found: dict[str, float] = {}
    for word, pos in words.tag(title):
        if _says(word, pos) and word not in unit:
            found[word] = _TITLE
    told = 0
    for index, sentence in enumerate(read.sentences):
        kind = read.blocks[sentence.block].kind
        if kind not in PROSE or kind == "title":
            continue
        for token in read.tokens(index):
            if not token.entity and _says(token.text, token.pos) and token.text not in unit:
                found.setdefault(token.text, 1.0)
        told += 1
        if told == _SENTENCES:
            break
    bare = _APART.sub(CUT, _FIGURES.sub("0", text.replace("\n", "。")))
    return Brief(number, unit, title, received, found, _day(read, received), tuple(signature(bare)))


def find(briefs: Sequence[Brief], within: int = 2) -> list[Cluster]:
    """The events on which drafts of several units came in, those of most units first.

    `within` counts the days that the days they name may lie apart.
    """
    weights = _weights(briefs)
    likeness = {
        (i, j): found / least
        for (i, j), found in _likeness(briefs, weights).items()
        if (least := _least(briefs[i], briefs[j], within))
    }
    groups = [
        [briefs[index] for index in group]
        for group in _grouped(len(briefs), likeness)
        if len({briefs[index].unit or str(index) for index in group}) > 1
    ]
    clusters = [
        Cluster(tuple(sorted(group, key=lambda one: (one.unit, one.number))), _told(group, weights))
        for group in groups
    ]
    return sorted(clusters, key=lambda one: (-len(one.drafts), one.drafts[0].number))


def _says(word: str, pos: str) -> bool:
    return len(word) > 1 and pos[:1] in _POS and _ANY.fullmatch(word) is None


def _day(read: Document, received: date) -> date | None:
    """The first day that is named, in the year in which the draft came in unless it says one."""
    for entity in read.entities:
        value = entity.value
        if entity.kind != "date" or not isinstance(value, Period) or value.precision != "day":
            continue
        if value.first is not None:
            return value.first
        if value.month is None or value.day is None:
            continue
        for year in (received.year, received.year - 1):
            try:
                found = date(year, value.month, value.day)
            except ValueError:
                continue
            if found <= received:
                return found
    return None


def _weights(briefs: Iterable[Brief]) -> dict[str, float]:
    """What a word counts: the more, the fewer drafts have it; half, where only one has."""
    counts: dict[str, int] = defaultdict(int)
    total = 0
    for one in briefs:
        total += 1
        for word in one.words:
            counts[word] += 1
    return {
        word: math.log(1 + (total + 1) / count) * (0.5 if count == 1 else 1.0)
        for word, count in counts.items()
    }


def _likeness(
    briefs: Sequence[Brief], weights: Mapping[str, float]
) -> dict[tuple[int, int], float]:
    """How alike drafts are: the cosine of their words, or the share of equal bins.

    Pairs are those that share a word, but for what very many have, or a band of signatures.
    """
    products: dict[tuple[int, int], float] = defaultdict(float)
    lengths = [0.0] * len(briefs)
    by_word: dict[str, list[tuple[int, float]]] = defaultdict(list)
    by_band: dict[int, list[int]] = defaultdict(list)
    for index, one in enumerate(briefs):
        for word, worth in one.words.items():
            value = worth * weights[word]
            by_word[word].append((index, value))
            lengths[index] += value * value
        for mark in bands(list(one.bins)):
            by_band[mark].append(index)
    for having in by_word.values():
        if len(having) <= _COMMON:
            for (i, one_value), (j, other_value) in combinations(having, 2):
                products[i, j] += one_value * other_value
    found = {
        (i, j): product / math.sqrt(lengths[i] * lengths[j]) for (i, j), product in products.items()
    }
    for some in by_band.values():
        if len(some) <= _COMMON:
            for i, j in combinations(some, 2):
                shared = _share(briefs[i].bins, briefs[j].bins)
                found[i, j] = max(found.get((i, j), 0.0), shared)
    return found


def _least(one: Brief, other: Brief, within: int) -> float:
    """How alike two drafts must be to be on one event; 0 where they cannot be."""
    if one.day is not None and other.day is not None:
        return _ALIKE_THEN if abs((one.day - other.day).days) <= within else 0.0
    return _ALIKE if abs((one.received - other.received).days) <= _RECEIVED else 0.0


def _share(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of the bins that are equal: that of the 3-grams in common, about."""
    if not one or not other:
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def _grouped(count: int, likeness: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Groups whose members are alike on the average: no chain of neighbours makes an event.

    Pairs that are as alike as they must be have 1 or more.
    """
    group = list(range(count))
    members = {index: [index] for index in group}
    for (i, j), found in sorted(likeness.items(), key=lambda one: (-one[1], one[0])):
        if found < 1:
            break
        one, other = group[i], group[j]
        if one == other:
            continue
        pairs = [
            likeness.get((min(a, b), max(a, b)), 0.0) for a in members[one] for b in members[other]
        ]
        if sum(pairs) / len(pairs) < _ON_AVERAGE:
            continue
        members[one] += members.pop(other)
        for index in members[one]:
            group[index] = one
    return [sorted(some) for some in members.values() if len(some) > 1]


def _told(group: Sequence[Brief], weights: Mapping[str, float]) -> tuple[str, ...]:
    counts: dict[str, float] = defaultdict(float)
    for one in group:
        for word, worth in one.words.items():
            counts[word] += worth
    shared = [word for word in counts if sum(word in one.words for one in group) * 2 > len(group)]
    return tuple(sorted(shared, key=lambda word: (-counts[word] * weights[word], word))[:_TOLD])


def load(connection: Connection, first: date, last: date, words: Tagger) -> list[Brief]:
    """The drafts that came in from `first` to `last` and whose text is kept."""
    query = (
        select(DRAFT.c.number, DRAFT.c.title, DRAFT.c.received, UNIT.c.name, CONTENT.c.text)
        .join(CONTENT, CONTENT.c.number == DRAFT.c.number)
        .outerjoin(UNIT, UNIT.c.number == DRAFT.c.unit)
        .where(
            DRAFT.c.received >= first.isoformat(),
            DRAFT.c.received < (last + timedelta(days=1)).isoformat(),
        )
        .order_by(DRAFT.c.number)
    )
    return [
        brief(
            row.number,
            row.name or "",
            row.title,
            date.fromisoformat(row.received[:10]),
            row.text,
            words,
        )
        for row in connection.execute(query)
        if row.text.strip()
    ]


def newest(connection: Connection) -> date | None:
    """The day on which the last draft came in."""
    found = connection.execute(select(func.max(DRAFT.c.received))).scalar()
    return None if found is None else date.fromisoformat(found[:10])


def texts(connection: Connection, cluster: Cluster) -> list[str]:
    """The running texts of the drafts of an event, in their order."""
    numbers = [one.number for one in cluster.drafts]
    rows = connection.execute(
        select(CONTENT.c.number, CONTENT.c.text).where(CONTENT.c.number.in_(numbers))
    )
    found = {row.number: row.text for row in rows}
    return [found[number] for number in numbers]
