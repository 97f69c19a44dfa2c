"""Figures with their indicators, dates, numbers of documents, titles and phones."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from shengao.contents import FactKind
from shengao.document import Document
from shengao.facts.cells import labels
from shengao.facts.found import Found
from shengao.structure import FIGURES, Clock, Entity, EntityKind, Period, Quantity, Token

_KINDS: dict[EntityKind, FactKind] = {
    "figure": "数字", "percent": "数字", "point": "数字", "money": "数字", "ordinal": "数字",
    "date": "日期", "time": "日期", "document-number": "文号", "title": "文件", "article": "文件",
    "phone": "号码", "identity-number": "号码",
}  # fmt: skip
_PARTS = ("n", "vn", "nz", "ns", "nt", "an", "b", "a", "j", "l", "i", "zg", "g", "ng", "s")
"""Parts of speech of which the name of an indicator is made."""
_SEPARATORS = frozenset("，。；：、！？（）() \n　“”《》")
_STEPS = frozenset((
    "提高", "提升", "增长", "增加", "上升", "下降", "减少", "降低", "缩短", "压减", "下调", "上调",
    "回落", "扩大", "新增", "净增", "翻",
))  # fmt: skip
"""Verbs that say which way an indicator went."""
_EMPTY = frozenset((
    "其中", "分别", "总计", "共计", "合计", "累计", "共", "总", "全部", "达到", "达", "约", "近",
    "超过", "为", "是", "有", "到", "至", "由", "从", "仅", "已", "同比", "环比", "比", "较", "的",
    "了", "全", "实有", "现有", "共有", "年", "月", "日", "左右", "以上", "以下", "余", "多",
    "同期", "均", "也", "和", "与",
))  # fmt: skip
"""Words beside a figure that name nothing."""
_RATES = ("率", "量", "额", "值", "数", "比重")
"""What a verb before them names with them: 整改率, 到位率."""
_COMPARED = ("比", "较", "同")
_LONGEST = 14
"""Characters of an indicator."""
_LEAST = 2


def find(document: Document, entities: Sequence[Entity]) -> Iterator[Found]:
    """Every figure, date, number of a document, title, article and phone of a draft.

    `entities` are those of the draft, whose dates may be resolved by another year.
    """
    headed = labels(document)
    when = title = ""
    last: dict[bool, str] = {}
    sentence: int | None = None
    for entity in entities:
        kind = _KINDS.get(entity.kind)
        if kind is None:
            continue
        here = document.sentence_at(entity.start)
        if here is None or here != sentence:
            sentence, when, last = here, "", {}
        words = document.text[entity.start : entity.end]
        about = value = doubt = ""
        at = ""
        if entity.kind in FIGURES:
            counted = entity.kind == "figure"
            about = headed.get(document.block_at(entity.start), "")
            about = about or _indicator(document, entity, last.get(counted, ""))
            if about and entity.kind != "point":
                last[counted] = about
            value, doubt, at = _value(entity), _doubt(entity, about), when
            at = at or _date_in_clause(document, entity)
        elif entity.kind == "ordinal":
            about, at = _after(document, entity), when
        elif kind == "日期":
            value, doubt = _day(entity)
            if entity.kind == "date" and not _is_compared(document, entity):
                when = words
        elif entity.kind == "title":
            title = words
        elif entity.kind in ("document-number", "article"):
            about = title if _follows(document, entity, title) else ""
        value = "" if value.replace(" ", "") == words else value
        yield Found(kind, entity.start, entity.end, about, at, value, 1, doubt)


def _date_in_clause(document: Document, entity: Entity) -> str:
    clause = document.clause_at(entity.start)
    if clause is None:
        return ""
    dates = document.entities_in(clause.start, clause.end, ("date",))
    return next(
        (document.text[one.start : one.end] for one in dates if not _is_compared(document, one)), ""
    )


def _is_compared(document: Document, date: Entity) -> bool:
    """Whether a date is only what the figure is set against: 比去年, 较上月."""
    return document.text[max(date.start - 1, 0) : date.start] in _COMPARED


def _follows(document: Document, entity: Entity, title: str) -> bool:
    """Whether a title stands close before an entity: 《…办法》（…号）第三条."""
    return bool(title) and title in document.text[max(0, entity.start - 40) : entity.start]


def _indicator(document: Document, entity: Entity, last: str) -> str:
    """What a figure counts: the noun after 46座, the noun before 90%, with which way it went."""
    counted = isinstance(entity.value, Quantity) and entity.kind == "figure"
    if counted and (after := _after(document, entity)):
        return after
    before, step = _before(document, entity)
    if before:
        return before + step
    if last and (step or entity.kind in ("percent", "point")):
        return last if last.endswith(step) else last + step
    return step or last


def _after(document: Document, entity: Entity) -> str:
    """The noun phrase that begins right after an entity, within its clause."""
    words: list[str] = []
    for token in _tokens(document, entity.start):
        if token.start < entity.end:
            continue
        if token.entity or not _names(token) or sum(map(len, words)) >= _LONGEST:
            break
        if words and token.pos == "vn":  # 水库核定巡查员: another phrase begins
            break
        words.append(token.text)
    said = "".join(words)
    return said if len(said) >= _LEAST else ""


def _before(document: Document, entity: Entity) -> tuple[str, str]:
    """The noun phrase before an entity in its clause, and the verb of change between them."""
    words: list[str] = []
    step = verb = ""
    for token in reversed([t for t in _tokens(document, entity.start) if t.end <= entity.start]):
        if token.text in _SEPARATORS or token.entity:
            break
        if token.text in _STEPS and not words:
            step = step or token.text
        elif token.text in _EMPTY:
            if words:
                break
        elif _names(token) or token.text in _RATES or (words and words[0] in _RATES):
            words.insert(0, token.text)
            if sum(map(len, words)) >= _LONGEST:
                break
        elif words:
            break
        elif token.pos.startswith("v"):
            verb = verb or token.text
    said = "".join(words)
    if said.endswith(tuple(_STEPS)):
        return said, ""
    return (said, step) if len(said) >= _LEAST else ("", step or verb)


def _names(token: Token) -> bool:
    return token.pos in _PARTS and token.text not in _EMPTY and token.text not in _SEPARATORS


def _tokens(document: Document, at: int) -> list[Token]:
    """The tokens of the clause that holds a character; none outside prose."""
    clause = document.clause_at(at)
    if clause is None:
        return []
    return [
        token
        for token in document.tokens(clause.sentence)
        if clause.start <= token.start and token.end <= clause.end
    ]


def _value(entity: Entity) -> str:
    """A quantity with its myriads multiplied in: “12000 人次”, “3—5 天”."""
    value = entity.value
    if not isinstance(value, Quantity):
        return ""
    number = _number(value.low)
    if value.high != value.low:
        number += f"—{_number(value.high)}"
    return number + value.unit if value.unit == "%" else f"{number} {value.unit}".strip()


def _number(value: Decimal) -> str:
    return format(value.normalize(), ",f") if value else "0"


def _doubt(entity: Entity, about: str) -> str:
    value = entity.value
    if not isinstance(value, Quantity):
        return ""
    said = "约数，查不出准不准。" if value.approximate else ""
    return said if about else said + "看不出是什么的数。"


def _day(entity: Entity) -> tuple[str, str]:
    """The days of a date, or the time of a clock; and why the days cannot be told."""
    value = entity.value
    if isinstance(value, Clock):
        return f"{value.hour}:{value.minute or 0:02}", ""
    if not isinstance(value, Period):
        return "", ""
    if value.first is None:
        return "", "" if value.precision == "plan" else "没有年份，推不出是哪一天。"
    first, last = value.first.isoformat(), (value.last or value.first).isoformat()
    return (first if first == last else f"{first}—{last}"), ""
