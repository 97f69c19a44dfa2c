"""What of a draft is compared with others, to find those on one event.

What a draft is about are the words of its title and its first sentences; places are among them, but
for the name of its own unit. The day of the event is the first one that is named. In the signature
of the whole, figures are left out.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from shengao.archive.marks import signature
from shengao.desk import landmarks
from shengao.desk.tables import CONTENT, DRAFT, UNIT
from shengao.document import Document, Tagger
from shengao.expression import Expression
from shengao.overlap import CUT
from shengao.read.text import parse
from shengao.structure import PROSE, Period

_SENTENCES = 4  # of the text that say what it is about
_TITLE = 2.0  # what a word of the title counts, one of the text being 1
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
    places: frozenset[str]
    towns: frozenset[str]
    held: frozenset[str]
    day: date | None
    bins: tuple[int, ...]


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
    heads = []
    for index, sentence in enumerate(read.sentences):
        kind = read.blocks[sentence.block].kind
        if kind not in PROSE or kind == "title":
            continue
        for token in read.tokens(index):
            if not token.entity and _says(token.text, token.pos) and token.text not in unit:
                found.setdefault(token.text, 1.0)
        heads.append(read.view.text[sentence.start : sentence.end])
        if len(heads) == _SENTENCES:
            break
    head = "\n".join((title, *heads))
    bare = _APART.sub(CUT, _FIGURES.sub("0", text.replace("\n", "。")))
    return Brief(
        number,
        unit,
        title,
        received,
        found,
        landmarks.places(head),
        landmarks.towns(head),
        landmarks.held("\n".join((title, *heads[:1]))),
        _day(read, received),
        tuple(signature(bare)),
    )


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
