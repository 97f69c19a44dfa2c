"""Drafts on one event side by side: who has which figures, practices and results."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from shengao.document import Document
from shengao.expression import Expression
from shengao.facts import figures
from shengao.structure import FIGURES

_RESULT = Expression(
    "完成|解决|化解|办结|建成|转移|安置|恢复|挽回|缩短|增加|增长|提高|提升|上升|下降|减少|降低|达到|节约|排除|整改|修复"
    "|救出|避免|实现|新增|受理|清理|疏通|抢通|查出|查处|发放|惠及|覆盖"
)
_PRACTICE = Expression(
    "建立|实行|推行|采取|采用|组建|成立|制定|出台|组织|开展|派出|设立|出动|排查|巡查|依托|划分|启动|调集|储备|签订|落实"
    "|明确|下发|举办|召开|走访|宣传|培训|演练|抽调|预置|关闭|封闭|安排|部署|通过|安装|改造|分段|包保|联合|专班"
)
_AHEAD = Expression("^(?:下一步|今后|接下来|下阶段)|将(?:进一步|继续|持续)")
_MOST = 6  # sentences of a kind that are shown of a draft


class Told(NamedTuple):
    """What a draft tells: figures by their indicator, sentences on what was done, on what came
    of it."""

    figures: Mapping[str, str]
    practices: tuple[str, ...]
    results: tuple[str, ...]


class Row(NamedTuple):
    """An indicator with what each draft says of it; empty where it says nothing."""

    indicator: str
    values: tuple[str, ...]

    @property
    def told(self) -> int:
        """How many drafts say something."""
        return sum(map(bool, self.values))

    @property
    def differs(self) -> bool:
        """Whether those that say something do not say the same."""
        return len({value for value in self.values if value}) > 1


def tell(document: Document) -> Told:
    """What a draft tells. What is only planned is left out."""
    ahead = {
        index
        for index, sentence in enumerate(document.sentences)
        if _AHEAD.search(document.text[sentence.start : sentence.end])
    }
    found: dict[str, str] = {}
    for fact in figures.find(document, document.entities):
        if fact.kind == "数字" and fact.about and document.sentence_at(fact.start) not in ahead:
            found.setdefault(fact.about, document.text[fact.start : fact.end])
    practices: list[str] = []
    results: list[str] = []
    figured = {document.sentence_at(one.start) for one in document.entities if one.kind in FIGURES}
    for index, sentence in enumerate(document.sentences):
        kind = document.blocks[sentence.block].kind
        if index in ahead or kind in ("title", "heading", "cell"):
            continue
        text = " ".join(document.text[sentence.start : sentence.end].split())
        if index in figured and _RESULT.search(text):
            results.append(text)
        elif _PRACTICE.search(text):
            practices.append(text)
    return Told(found, tuple(practices[:_MOST]), tuple(results[:_MOST]))


def rows(told: Sequence[Told]) -> list[Row]:
    """The figures of several drafts, those first that most of them have."""
    values: dict[str, list[str]] = defaultdict(lambda: [""] * len(told))
    for index, one in enumerate(told):
        for indicator, words in one.figures.items():
            values[indicator][index] = words
    made = [Row(indicator, tuple(words)) for indicator, words in values.items()]
    return sorted(made, key=lambda row: -row.told)
