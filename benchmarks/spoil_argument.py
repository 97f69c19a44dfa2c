"""Twins of a draft without its argument (深), and with proposals that nobody is to act on (用)."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import cycle

from edits import Edit, dates

from shengao.document import Document
from shengao.structure import PROSE, Entity, Period, Sentence

# 深

_ENUMERATOR = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九]+[）)、.．]|[一二三四五六七八九]是|第[一二三四五]，)\s*"
)
_CAUSE = re.compile(
    r"原因|由于|因为|(?<![基成动诱病])因(?![素子果地人])|致使|导致|源于|得益于|根源|症结|根子|在于|从而|使得|之所以|为何|为什么"
)
_COMPARISON = re.compile(
    r"同比|环比|同期|上年|去年|前年|往年|常年|[比较](?!例|[重为大多强好])[^，。；]{2,20}?[增减升降提下上高低多少长短快慢缩晚早]"
    r"|高于|低于|[由从][^，。；]{1,14}(?:[增减升降缩提]|下降|变)[^，。；]{0,3}[至到为]|过去|以往"
)
_CHAIN = ("首先", "随后", "然后", "接着", "之后", "最后")
_DISTILLED = 24  # characters of a point such as “一是回收价格倒挂。” at most


def flattened(document: Document, submitted: date | None) -> Iterator[Edit]:
    """Sentences and points that give causes go, clauses that compare go; what is left of the body
    is chained, and its headings go. Proposals stay."""
    links = cycle(_CHAIN)
    proposals = {sentence.start for sentence in _proposals(document, submitted)}
    cause_block = False
    for index, block in enumerate(document.blocks):
        if block.kind not in PROSE or block.kind == "title":
            continue
        numbers = document.sentences_of(index)
        words = document.text[block.start : block.end]
        if block.kind == "heading":
            cause_block = bool(_CAUSE.search(words))
            yield Edit(block.start, block.end)
            continue
        if block.kind == "lead":
            for number in numbers:
                yield from _plain(document, number)
            continue
        causes = cause_block
        for number in numbers:
            sentence = document.sentences[number]
            if sentence.start in proposals:
                causes = cause_block = False
                continue
            said = document.text[sentence.start : sentence.end]
            enumerated = _ENUMERATOR.match(said)
            if _CAUSE.search(said):
                causes = causes or bool(enumerated) or _numbered_after(document, number)
                yield Edit(sentence.start, sentence.end)
            elif causes or (enumerated and len(said) <= _DISTILLED):
                yield Edit(sentence.start, sentence.end)
            else:
                yield from _plain(document, number, next(links))


def _numbered_after(document: Document, number: int) -> bool:
    """Whether the next sentence of the block is a numbered point."""
    if number + 1 >= len(document.sentences):
        return False
    here, there = document.sentences[number], document.sentences[number + 1]
    return here.block == there.block and bool(
        _ENUMERATOR.match(document.text[there.start : there.end])
    )


def _plain(document: Document, number: int, link: str = "") -> Iterator[Edit]:
    """A sentence without its clauses that compare or give causes; behind a word of order, if there
    is one, and then without its numbering, and not at all where every clause compares."""
    sentence = document.sentences[number]
    text = document.text
    clauses = document.clauses(number)
    cut = [
        one
        for one in clauses
        if _COMPARISON.search(text, one.start, one.end) or _CAUSE.search(text, one.start, one.end)
    ]
    if link and len(cut) == len(clauses):
        yield Edit(sentence.start, sentence.end)
        return
    if link:
        mark = _ENUMERATOR.match(text[sentence.start : sentence.end])
        yield Edit(sentence.start, sentence.start + (mark.end() if mark else 0), link + "，")
    for clause in cut:
        if clause.start > sentence.start:
            yield Edit(clause.start - 1, clause.end)


# 用

_ASKED = re.compile(r"建议|下一步|下半年安排|请求|为此|拟于|要求，")
_FORESEEN = re.compile(r"预计[^，。]{0,12}(?:水位|病例|仍)|据[^，。]{1,12}[测预][算报]|[如若]不")
"""What is foreseen if nothing is done, and no proposal."""
_BODY = (
    r"[\u4e00-\u9fff]{2,14}?(?:局|委|委员会|政府|办公室|中心|支队|大队|公司|法院|医院|学校|银行|[处院部站])"
    r"(?:[\u4e00-\u9fff]{2,6}(?:大队|支队|科|股))?"
)
_ACTOR = re.compile(
    rf"(?P<head>(?:^|[：，；。、]|步，)\s*(?:[一二三四五六七]是)?){_BODY}(?:会同{_BODY})?(?=[于将对在每按从拟负为])"
)
_DEADLINE_BEFORE = re.compile(r"[于自]\Z")
_DEADLINE_AFTER = re.compile(r"(?:年?[初底末中])?(?:之?前(?!后)|以前|起|内|开始)")


def _proposals(document: Document, submitted: date | None) -> Iterator[Sentence]:
    """The sentences that say what is to be done: those with a word of asking and those after it in
    its block, those of the blocks under such a heading, and those with a deadline."""
    text = document.text
    under = False
    for index, block in enumerate(document.blocks):
        if block.kind == "heading":
            under = bool(_ASKED.search(text, block.start, block.end))
        asked = under
        for number in document.sentences_of(index):
            sentence = document.sentences[number]
            if _FORESEEN.search(text, sentence.start, sentence.end):
                continue
            asked = asked or bool(_ASKED.search(text, sentence.start, sentence.end))
            if asked or any(True for _ in _deadlines(document, sentence, submitted)):
                yield sentence
        if asked and text[block.start : block.end].rstrip().endswith(("：", "建议。")):
            under = True


def _deadlines(
    document: Document, sentence: Sentence, submitted: date | None, *, asked: bool = False
) -> Iterator[Edit]:
    """Dates by which or from which something is to be done, with the words that make them such:
    all where the sentence is known to ask, else those that are planned or yet to come."""
    text = document.text
    for start, end, found in dates(document, sentence.start, sentence.end):
        after = _DEADLINE_AFTER.match(text, end)
        before = _DEADLINE_BEFORE.search(text, max(start - 1, 0), start)
        if (after or before) and (
            asked or _ahead(found, submitted) or document.modality(start, end) == "planned"
        ):
            yield Edit(start - 1 if before else start, after.end() if after else end)


def _ahead(found: Entity, submitted: date | None) -> bool:
    """Whether a date is later than the day on which the draft is handed in."""
    last = found.value.last if isinstance(found.value, Period) else None
    return last is not None and submitted is not None and last > submitted


def unowned(document: Document, submitted: date | None) -> Iterator[Edit]:
    """Proposals without who is to act and by when; none where no proposal says both."""
    text = document.text
    edits: list[Edit] = []
    owned = False
    for sentence in _proposals(document, submitted):
        deadlines = [*_deadlines(document, sentence, submitted, asked=True)]
        actors = [
            Edit(sentence.start + actor.end("head"), sentence.start + actor.end())
            for actor in _ACTOR.finditer(text[sentence.start : sentence.end])
        ]
        owned = owned or bool(deadlines and actors)
        edits += deadlines + actors
    if owned:
        yield from edits
