"""Whether a figure near a claim is a figure of what the claim says, or of something else."""

from collections.abc import Iterator

from shengao.checks.conditions import Region, beside, figure_near, regions
from shengao.document import Document
from shengao.expression import Expression

_GOES_ON = Expression(
    r"\s*(?:(?:已|共|均|约|仅|只|现|累计|合计|总计|其中|目前|分别|都|也|有的|最[一-鿿]的?|平均|[日月年户人亩]均|全[年月县市镇村校])*"
    r"(?:达|为|占|有|是|由|从|比|较|超|近|多|少|增|降|减|升|涨|跌|缩|提高|下降|每|得|\d|同比|环比|位居|排|居|第|约|名次)"
    r"|其中|据[^，。；]{0,6}统计|统计|数据显示|首[日天周月季年]|当[日天月年]|(?:今年|去年|上半年|[一二三四]季度|\d{1,2}月|截至|至)|[一二两三四五六七八九十百千]+[^\s一是、]|[^，。；\d]{0,3}\d)"
)
"""How a clause opens that goes on about what was said before it: it has no subject of its own."""

_COMPARES = Expression(
    r"[由从][^，。；]{0,14}\d[^，。；]{0,14}[到至为]|同比|环比|百分点|[%％]|比(?:上|去|往|过|原|以|前|年初)|较(?:上|去|往|前|年初)"
    r"|[增降减升缩](?:了|为|至|到|加|长|少|幅|短)?[^，。；\d]{0,3}\d"
)
"""Figures that measure a change or a share: they back a claim of another clause too."""


def akin_figure_near(
    document: Document, start: int, end: int, within: tuple[str, ...], kinds: tuple[str, ...]
) -> bool:
    """Whether a figure of these kinds is of the thing that the claim ``start:end`` is about.

    Any in its clause is; one of another clause is if that clause goes on about the same
    thing, shares a word with what was claimed, or measures a change.
    """
    pairs: set[str] | None = None
    for place in within:
        if place == "clause":
            if figure_near(document, start, end, (place,), kinds):
                return True
            continue
        for first, last in regions(document, place, start, end):
            if place == "next-sentence" and _GOES_ON.match(document.text, first, last):
                return document.has_figure(first, last)
            turned = False
            for clause in _clauses(document, first, last):
                if not beside(document, *clause, kinds, start, end):
                    continue
                if not turned and _goes_on(document, clause, start):
                    return True
                if pairs is None:
                    pairs = _pairs(document, *_claimed(document, start, end))
                if pairs & _pairs(document, *clause):
                    return True
                turned = place == "next-sentence"
    return False


def _goes_on(document: Document, clause: Region, start: int) -> bool:
    """Whether a clause with a figure says more of the claim at `start`, or measures a change."""
    return (
        clause[0] <= start < clause[1]
        or _GOES_ON.match(document.text, *clause) is not None
        or _COMPARES.search(document.text, *clause) is not None
    )


def _clauses(document: Document, first: int, last: int) -> Iterator[Region]:
    index = document.sentence_at(first)
    if index is None and first < last:
        index = document.sentence_at(first + 1)
    if index is None:
        yield first, last
        return
    for clause in document.clauses(index):
        if clause.end > first and clause.start < last:
            yield max(clause.start, first), min(clause.end, last)


def _claimed(document: Document, start: int, end: int) -> Region:
    clause = document.clause_at(start)
    return (clause.start if clause else start), end


def _pairs(document: Document, start: int, end: int) -> set[str]:
    text = document.text[start:end]
    return {pair for at in range(len(text) - 1) if (pair := text[at : at + 2]).isalpha()}
