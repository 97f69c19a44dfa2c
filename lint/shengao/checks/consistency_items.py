"""“三点意见” against the items that follow it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from shengao.checks.hits import Hits
from shengao.document import Document
from shengao.expression import Expression
from shengao.expression import compiled as compiled_expression
from shengao.finding import Applicability, Edit, Fix, Match, Related
from shengao.text import Span

NUMERALS = "一二三四五六七八九十"
"""The numerals of one to ten, in order."""
_ORDINAL = r"(?P<k>[一二三四五六七八九十])"
_MARKERS = (
    rf"(?<![一-鿿]){_ORDINAL}是",
    rf"(?<![一-鿿]){_ORDINAL}要",
    rf"第{_ORDINAL}[，、]",
    rf"(?<![一-鿿]){_ORDINAL}、",
    rf"（{_ORDINAL}）",
    r"(?<![\d.])(?P<k>[1-9])[.．、](?!\d)",
    r"[（(](?P<k>[1-9])[）)]",
    r"(?P<k>[①②③④⑤⑥⑦⑧⑨])",
)
_INLINE = (*_MARKERS[:3], *_MARKERS[6:])
"""Those that mark items within one paragraph."""
_CIRCLED = "①②③④⑤⑥⑦⑧⑨"
_CLOSING = Expression(
    r"(?P<at>(?P<n>[三四五六七八九十3-9](?<![\d.、][3-9])(?<!十[一二三四五六七八九])(?<![二三四五六七八九]十))(?:个|项|类|种|大|家|所|座|条|门|样))"
    r"(?=[\u4e00-\u9fff])(?!多|月|百|千|小时|半|以上|工作日|季度|年)"
)
_LISTED = Expression(
    r"、[^，。；：！？（）()\n“”《》、]{1,8}?[三四五六七八九十3-9][个项类种大家所座条门样]"
)
"""Where a list may be closed by a number."""
_LIST = Expression(r"[^，。；：！？（）()\n“”《》]*\Z")
_NO_LIST = Expression(
    r"[与和及对向为由将把在从被]\Z|^[一二三四五六七八九十]、|\d|[等每各]|[一二两三四五六七八九十][个项类种大家]|以及其他"
)
_AND = Expression("[和及与]")
_OPENING = Expression("：|（|，(?:即|分别[是为]|依次[是为])：?")
_DUE = Expression(r"\d{1,2}月(?:\d{1,2}日|底|[上中下]旬)?[之以]?前")
_NOTE = r"（[\d—－\-~～至年月日底初上中下旬]+）"
"""When a stage is: 自查（4月）、抽查（5月）."""
_LONG_PIECE = 8
_LONG_ITEM = 10
_LEAD = 24
"""How far before the end of its block an announcement of the blocks below may stand."""


def announced(compiled: dict[str, Any], document: Document, hits: Hits) -> Iterator[Match]:
    """Numbers of things announced that are not those of the items."""
    text, gates, ways = document.text, compiled["gates"], compiled["ways"]
    scout = compiled["scout"]
    places: Iterable[int] = range(len(text))
    if scout:
        places = [found.start() for found in compiled_expression(scout).finditer(text)]
    here = [(at, index, document.sentences[index]) for at, index in document.in_sentences(places)]
    found = []
    for way in {way for one in hits.literals for way in gates.get(one, ())} if here else ():
        number, pattern, *_ = ways[way]
        match, end = compiled_expression(pattern).match, 0
        for at, index, sentence in here:
            if at >= end and (one := match(text, at, sentence.end)):
                end = one.end()
                found.append((index, number, at, one))
    for index, _, _, one in sorted(found, key=itemgetter(0, 1, 2)):
        sentence = document.sentences[index]
        judged = _judge(document, one, sentence.end, sentence.block)
        if judged is not None:
            yield judged


def counted(
    _: dict[str, Any], document: Document, __: Sequence[tuple[int, int]]
) -> Iterator[Match]:
    """Numbers that close a list and are one more or less than it has: 甲、乙、丙四个专业."""
    text = document.text
    if not _LISTED.search(text):
        return
    for found in _CLOSING.finditer(text):
        start, end = found.span("at")
        if text.rfind("、", max(0, start - _LONG_PIECE - 1), start) < 0:
            continue
        clause = document.clause_at(start)
        if clause is None or text.find("、", clause.start, start) < 0:
            continue
        listed = _LIST.findall(text, clause.start, start)[0]
        pieces = listed.split("、")
        wanted = _number(found["n"])
        if len(pieces) < 2 or wanted < 3 or not all(pieces) or _NO_LIST.search(listed):
            continue
        if max(map(len, pieces[1:])) > _LONG_PIECE:
            continue
        sentence = document.sentence_at(start)
        words = () if sentence is None else document.tokens(sentence)
        opens = start - len(pieces[-1])
        if any(one.end == start and one.pos == "v" and one.start > opens for one in words):
            continue  # 甲、乙抽查3所学校
        fewest, most = len(pieces), len(pieces) + len(_AND.findall(listed))
        if fewest <= wanted <= most or wanted not in (fewest - 1, most + 1):
            continue
        actual = str(most) if found["n"].isdigit() else _numeral(most)
        better = actual + found["at"][len(found["n"]) :]
        fix = Fix((Edit(start, end, better),), Applicability.SHOWN)
        yield Match(start, end, {"better": better, "n": str(most), "other": listed}, (fix,))


def _judge(document: Document, found: re.Match[str], sentence_end: int, block: int) -> Match | None:
    written = found["n"]
    wanted = _number(written)
    if wanted < 2:
        return None
    items = _marked(document, found.end(), sentence_end, block)
    if not items:
        named = bool(found.groupdict().get("named"))
        items = _listed(document, found.end(), sentence_end, wanted, named=named)
    if len(items) < 2 or len(items) == wanted:
        return None
    start, end = found.span("at")
    actual = str(len(items)) if written.isdigit() else _numeral(len(items))
    at = found.start("n") - start
    better = found["at"][:at] + actual + found["at"][at + len(written) :]
    fix = Fix((Edit(start, end, better),), Applicability.SHOWN)
    words = {"better": better, "n": str(len(items)), "other": ""}
    return Match(start, end, words, (fix,), tuple(Related(Span(*item)) for item in items))


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    return 2 if written == "两" else NUMERALS.find(written) + 1


def _numeral(number: int) -> str:
    if number == 2:
        return "两"
    return NUMERALS[number - 1] if number <= 10 else f"十{NUMERALS[number - 11]}"


def _marked(document: Document, start: int, sentence_end: int, block: int) -> list[tuple[int, int]]:
    """The items after the announcement that carry numbers: in its block, else below it."""
    text = document.text
    own = document.blocks[block]
    for pattern in _INLINE:
        items = _run(pattern, text, start, own.end)
        if items:
            return items if items[0][0] - start < 40 else []
    if sentence_end < own.end or own.end - start > _LEAD:
        return []
    below = document.blocks[block + 1 :]
    if not below:
        return []
    if own.kind == "title":
        lead = next((one for one in below if "一是" in text[one.start : one.end]), below[0])
        items = _run(_MARKERS[0], text, lead.start, lead.end)
        if len(items) > 1:
            return items
        below = below[below.index(lead) :]
    for pattern in _MARKERS:
        regex = compiled_expression(pattern)
        opening = regex.match(text, below[0].start, below[0].end)
        if opening is None or _index(opening["k"]) != 1:
            continue
        items = []
        level = below[0].level
        for one in below:
            found = regex.match(text, one.start, one.end)
            if found is not None:
                if _index(found["k"]) != len(items) + 1:
                    break
                items.append(found.span())
                if one is below[0] and (more := _run(pattern, text, one.start, one.end)):
                    items = more
            elif one.kind in ("heading", "title") and (
                level is None or (one.level or level) < level
            ):
                break
        return items
    return []


def _run(pattern: str, text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Consecutive numbers from one on."""
    items: list[tuple[int, int]] = []
    for found in compiled_expression(pattern).finditer(text, start, end):
        index = _index(found["k"])
        if index == len(items) + 1:
            items.append(found.span())
        elif index == 1 and items:
            break
    return items


def _index(written: str) -> int:
    for numerals in (NUMERALS, _CIRCLED):
        if written in numerals:
            return numerals.index(written) + 1
    return int(written)


def _listed(
    document: Document, start: int, sentence_end: int, wanted: int, *, named: bool
) -> list[tuple[int, int]]:
    """The short items after a colon, parted by 、 or by ； alone: 五项纪律：不迟到、不早退……

    What is parted by 、 opens alike, unless the things are `named`: 三条街：文昌街、学府路……
    """
    text = document.text
    opening = _OPENING.match(text, start)
    if opening is None:
        return []
    first = opening.end()
    end = text.find("）", first, sentence_end) if opening[0] == "（" else sentence_end
    body = text[first : max(first, end)].rstrip("。！\n ")
    if re.search(r"[等“《（：]|……|^[含如见]|其中", re.sub(_NOTE, "", body)) or "一是" in body:
        return []
    separator = next((mark for mark in "；、，" if mark in body), "")
    if not separator or (separator == "、" and "，" in body):
        return []
    pieces = body.split(separator)
    if separator == "，" and not _alike(pieces):
        return []
    sizes = [len(re.sub(_NOTE, "", piece)) for piece in pieces]
    same = any(len({piece[at] for piece in pieces if piece}) == 1 for at in (0, -1))
    if separator == "、" and not ((same or named) and max(sizes) <= _LONG_ITEM):
        return []
    if separator == "；" and wanted < 2:
        return []
    joined = re.search(r"(?<=.)[和及与](?=.)", pieces[-1]) if separator == "、" else None
    if re.search("或", pieces[-1]) or (joined and wanted in (len(pieces), len(pieces) + 1)):
        return []
    places = []
    position = first
    for piece in pieces:
        places.append((position, position + len(piece)))
        position += len(piece) + 1
    if joined:
        last = places.pop()
        at = last[0] + joined.start()
        places += [(last[0], at), (at + 1, last[1])]
    return places


def _alike(pieces: Sequence[str]) -> bool:
    """Whether clauses open as items of one list: 6月底前……，7月底前……，8月底前……"""
    return len(pieces) > 1 and all(map(_DUE.match, pieces))
