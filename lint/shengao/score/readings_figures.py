"""Figures that say something of something, and the parts of a draft in which they stand."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.signs import Signs
from shengao.structure import FIGURES, PROSE, Block, Entity, Quantity, Sentence
from shengao.text import Span

_RUNNING = PROSE - {"title", "heading"}
_FILLER = Expression(
    r"[^\u4e00-\u9fff]+|其中|分别|总计|共计|合计|累计|大约|左右|以上|以下|数据|数字|数值|指标|达到|有关|相关"
    r"|具体|主要|如下|包括|以及|还有|另有|[共计约近达为有是到至由从余多超过的了和与及或各每第等也已均又再且]"
)
STAGING = Expression(
    r"参会|与会|参加会议|人(?:次)?(?:参加|出席)|横幅|展板|标语|专题片|宣传[资材]料|宣传册|传单|问卷|筹备会|会议(?:持续|历时|\d)"
    r"|[人名](?![单字录])[^，。；\d]{0,10}(?:参加|参赛|出席)|参赛|组队|赛项|团体第"
    r"|[设分](?:有|为|置)?[^，。；]{0,12}\d个?(?:比赛)?(?:项目|环节|展区)|出动[^，。；]{0,12}\d|(?:走访|宣讲|收集|征求)[^，。；]{0,8}\d"
    r"|(?:召开|举办|举行|开展|组织)[^，。；]{0,10}\d[^，。；]{0,4}[次场期]|(?:制定|提出|出台)[^，。；]{0,4}(?:措施|举措|方案)[^，。；]{0,2}\d|任务\d"
    r"|接受[^，。；]{0,6}咨询|发放[^，。；]{0,10}\d余?[册份]|现场演示|有奖|交流发言|表态发言|典型发言|大会发言|观看|参观|张贴|悬挂|印发|讲解|合影"
)
"""What goes on about an activity: its figures tell how it was staged, not what came of it."""
STAGING_SIGNS = Signs(
    "参会|与会|参加|出席|参赛|横幅|展板|标语|专题片|宣传资料|宣传材料|宣传册|传单|问卷|筹备会|会议|组队|赛项|团体第"
    "|项目|环节|展区|出动|走访|宣讲|收集|征求|召开|举办|举行|开展|组织|措施|举措|方案|任务|咨询|发放|现场演示|有奖"
    "|发言|观看|参观|张贴|悬挂|印发|讲解|合影"
)
"""One of these stands in whatever matches `STAGING`."""
_MARKS = "，。；：！？,;:"
_FILLING = frozenset(
    "其中分别总计共合累大约左右以上下数据字值指标达到有关相具体主要如包括及还另近为是由至从余多超过的了和与或各每第等也已均又再且"
)
"""The characters of fillers."""
_SAYING = 2
"""Characters beside a figure that name what it counts, at least."""
_MOST_IN_SENTENCE = 4
"""A sentence earns for so many figures: who reads a list of more keeps none of them."""
_TWICE = 2
"""An indicator has a value and one to compare it with."""
_NAME = 2
"""Characters by which indicators are told apart: those next to the figure."""
_REACH = 16
"""Characters beside a figure in which they are sought."""


class Told(NamedTuple):
    """A figure with the words of its clause that say what it counts."""

    figure: Entity
    sentence: int
    indicator: str


def running(draft: Draft) -> list[tuple[int, Sentence]]:
    """The distinct sentences of paragraphs, with their indexes; titles and headings are none."""
    return draft.once(_running)


def _running(draft: Draft) -> list[tuple[int, Sentence]]:
    document = draft.document
    return [
        (index, document.sentences[index])
        for index in draft.sentences
        if document.blocks[document.sentences[index].block].kind in _RUNNING
    ]


def lead(draft: Draft) -> Block | None:
    """The first paragraph; None in a draft of titles and headings alone."""
    return next((block for block in draft.document.blocks if block.kind in _RUNNING), None)


def in_lead(draft: Draft) -> list[tuple[int, Sentence]]:
    """The distinct sentences of the first paragraph."""
    block = lead(draft)
    if block is None:
        return []
    return [one for one in running(draft) if block.start <= one[1].start < block.end]


def told(draft: Draft) -> tuple[Told, ...]:
    """The figures that count: tied to an indicator in their clause, each value of one once."""
    return draft.once(_told)


def _told(draft: Draft) -> tuple[Told, ...]:
    document, found = draft.document, []
    seen: set[str] = set()
    uses: dict[str, int] = {}
    staging = draft.sentences_with(STAGING_SIGNS)
    for index, sentence in running(draft):
        entities = document.entities_in(sentence.start, sentence.end)
        here = 0
        staged: list[Span] | None = None if index in staging else []
        for figure, indicator in _named(document.text, sentence, entities):
            staged = _staged(document.text, sentence) if staged is None else staged
            if any(span.start <= figure.start < span.end for span in staged):
                continue
            amount = document.text[figure.start : figure.end]
            if amount in seen or uses.get(indicator, 0) == _TWICE or here == _MOST_IN_SENTENCE:
                continue
            seen.add(amount)
            uses[indicator] = uses.get(indicator, 0) + 1
            here += 1
            found.append(Told(figure, index, indicator))
    return tuple(found)


def _staged(text: str, sentence: Sentence) -> list[Span]:
    """The clauses of a sentence that tell how something was staged."""
    return [
        Span(
            1 + max(text.rfind(mark, sentence.start, found.start()) for mark in _MARKS),
            found.end() + _first_mark(text[found.end() : sentence.end]),
        )
        for found in STAGING.finditer(text, sentence.start, sentence.end)
    ]


def _named(
    text: str, sentence: Sentence, entities: Sequence[Entity]
) -> Iterator[tuple[Entity, str]]:
    """The figures of a sentence with what they count; those that count nothing are left out."""
    edge, last = sentence.start, ""
    for at, one in enumerate(entities):
        low, edge = max(edge, one.start - _REACH), one.end
        if one.kind not in FIGURES or not isinstance(one.value, Quantity):
            continue
        before = named = _before(text[low : one.start])
        if len(named) < _SAYING:
            next_one = entities[at + 1].start if at + 1 < len(entities) else sentence.end
            after = text[one.end : min(next_one, one.end + _REACH)]
            named = content(after[: _first_mark(after)])[:_NAME]
        if len(named) >= _SAYING:
            last = named
        elif one.kind != "figure" and last:
            named = last  # 采用率44.9%，同比提高…: a share of what was named before
        else:
            continue
        if one.value.unit or len(before) >= _SAYING:
            yield one, named


def _before(words: str) -> str:
    """What the words before a figure name, within its clause."""
    pair = words[-_SAYING:]
    if (
        len(pair) == _SAYING
        and _FILLING.isdisjoint(pair)
        and "\u4e00" <= min(pair) <= max(pair) <= "\u9fff"
    ):
        return pair  # most often: no need to leave anything out
    return content(words[1 + max(map(words.rfind, _MARKS)) :])[-_SAYING:]


def _first_mark(words: str) -> int:
    """Where the first mark of words stands, or their end."""
    return min((at for mark in _MARKS if (at := words.find(mark)) >= 0), default=len(words))


def content(words: str) -> str:
    """The characters of words that say something: without figures, marks and fillers."""
    return "".join(_FILLER.split(words))


def figured(draft: Draft) -> dict[int, tuple[Told, ...]]:
    """The figures that count, by the index of their sentence."""
    return draft.once(_figured)


def _figured(draft: Draft) -> dict[int, tuple[Told, ...]]:
    found: dict[int, tuple[Told, ...]] = {}
    for one in told(draft):
        found[one.sentence] = (*found.get(one.sentence, ()), one)
    return found


def paragraph(draft: Draft, sentence: Sentence) -> list[tuple[int, Sentence]]:
    """The distinct sentences of the paragraph that a sentence stands in."""
    return [one for one in running(draft) if one[1].block == sentence.block]


def spans(places: Iterable[Sentence | Entity]) -> tuple[Span, ...]:
    """Where sentences or entities stand, for `Measure`."""
    return tuple(Span(one.start, one.end) for one in places)
