"""A bulletin in words and tables: the whole text, and what a template can take of it."""

import calendar
from collections.abc import Sequence
from datetime import date
from itertools import count

from shengao.desk.bulletin import Bulletin, Figures, UnitClass
from shengao.desk.schemes import shown
from shengao.finding import FAULTS
from shengao.word.composition import Heading, Paragraph, Part, Table

_NUMERALS = "一二三四五六七八九十"
_FEW = 3  # units that are named for their points

PERIOD_HEAD = ("排名", "单位", "报送", "采用", "采用率", "得分")
WHOLE_HEAD = ("报送", "采用", "采用率", "得分", "排名")
ANSWER_HEAD = ("单位", "约稿", "按时", "迟报", "未报")
_WIDTHS = (1.05, 3.4, 1.2, 1.2, 1.55, 1.5)
_WHOLE_WIDTHS = (1.2, 1.2, 1.55, 1.5, 1.05)
_WIDE = (1.6, 5.2, 2.1, 2.1, 2.3, 2.3)
_ANSWER_WIDTHS = (5.6, 2.5, 2.5, 2.5, 2.5)


def span(first: date, last: date) -> str:
    """A stretch of days as a title has it: ``2020年1月至5月``, ``2020年``, or with the days."""
    ends = calendar.monthrange(last.year, last.month)[1] == last.day
    if first.day != 1 or not ends or first.year != last.year:
        year = "" if first.year == last.year else f"{last.year}年"
        return f"{first.year}年{first.month}月{first.day}日至{year}{last.month}月{last.day}日"
    if first.month == last.month:
        return f"{first.year}年{first.month}月"
    if (first.month, last.month) == (1, 12):
        return f"{first.year}年"
    return f"{first.year}年{first.month}月至{last.month}月"


def day(one: date) -> str:
    """``2020年5月31日``."""
    return f"{one.year}年{one.month}月{one.day}日"


def words(bulletin: Bulletin, office: str, today: date) -> dict[str, str]:
    """What the places of a template can be filled with, by their names."""
    asked = bulletin.asked
    return {
        "标题": _title(bulletin),
        "期间": span(asked.first, asked.last),
        "起始日期": day(asked.first),
        "截止日期": day(asked.last),
        "累计起始日期": day(asked.since),
        "报送篇数": str(bulletin.period.reported),
        "采用篇数": str(bulletin.period.adopted),
        "采用率": bulletin.period.rate,
        "累计报送篇数": str(bulletin.whole.reported),
        "累计采用篇数": str(bulletin.whole.adopted),
        "零报送单位": "、".join(bulletin.silent) or "无",
        "零采用单位": "、".join(bulletin.fruitless) or "无",
        "计分办法": bulletin.scheme.name,
        "印发单位": office,
        "印发日期": day(today),
    }


def blocks(bulletin: Bulletin, office: str, today: date) -> dict[str, list[Part]]:
    """What a place can be filled with that stands alone in its paragraph."""
    text = whole(bulletin, office, today)
    return {
        "正文": text[1:],
        "采用情况": _tables(bulletin),
        "约稿情况": _answers(bulletin) or [Paragraph("本期没有约稿。")],
        "常见问题": _faults(bulletin) or [Paragraph("本期没有检查稿件。")],
        "报送要点": _topics(bulletin),
    }


def whole(bulletin: Bulletin, office: str, today: date) -> list[Part]:
    """The whole bulletin; its title is the first part."""
    asked = bulletin.asked
    sections: list[tuple[str, list[Part]]] = [
        ("总体情况", [*_general(bulletin), *_tables(bulletin)]),
        ("零报送、零采用情况", _lists(bulletin)),
        ("约稿完成情况", _answers(bulletin)),
        ("稿件常见问题", _faults(bulletin)),
        ("下期报送要点", _topics(bulletin)),
    ]
    parts: list[Part] = [
        Heading(_title(bulletin), 0),
        Paragraph(f"现将{span(asked.first, asked.last)}信息报送采用情况通报如下。"),
    ]
    numbers = iter(_NUMERALS)
    for name, held in sections:
        if held:
            parts += [Heading(f"{next(numbers)}、{name}"), *held]
    if office:
        parts.append(Paragraph(office, "end"))
    parts.append(Paragraph(day(today), "end"))
    return parts


def cells(one: UnitClass, *, cumulative: bool) -> list[tuple[str, ...]]:
    """The rows of a class's table, the sums last."""
    rows = [
        (str(line.period.rank or "—"), line.unit, line.period, line.whole) for line in one.lines
    ]
    return [
        (
            rank,
            unit,
            *_cells(period),
            *((*_cells(since), str(since.rank or ("—" if rank else ""))) if cumulative else ()),
        )
        for rank, unit, period, since in (*rows, ("", "合计", one.period, one.whole))
    ]


def _cells(figures: Figures) -> tuple[str, ...]:
    return str(figures.reported), str(figures.adopted), figures.rate, shown(figures.points)


def cumulative(bulletin: Bulletin) -> bool:
    """Whether the sums since the year began are others than those of the period."""
    return bulletin.asked.since != bulletin.asked.first


def _title(bulletin: Bulletin) -> str:
    return f"关于{span(bulletin.asked.first, bulletin.asked.last)}信息报送采用情况的通报"


def _general(bulletin: Bulletin) -> list[Part]:
    said = "本期" + _amount(bulletin.period)
    if cumulative(bulletin):
        said += f"{day(bulletin.asked.since)}以来累计" + _amount(bulletin.whole)
    parts: list[Part] = [Paragraph(said)]
    for one in bulletin.classes:
        leading = [line for line in one.lines if line.period.points > 0][:_FEW]
        if leading:
            named = "、".join(f"{line.unit}（{shown(line.period.points)}分）" for line in leading)
            parts.append(Paragraph(f"{one.name}得分居前的是{named}。"))
    about = f"：{bulletin.scheme.about}" if bulletin.scheme.about else ""
    note = f"得分按“{bulletin.scheme.name}”办法计算{about}。"
    if sum(one.period.adopted for one in bulletin.classes) != bulletin.period.adopted:
        note += "几个单位合报的信息，表中各单位都计1篇，所以各表采用数相加大于采用总数。"
    if not (bulletin.period.complete and bulletin.whole.complete):
        note += "采用数多于报送数的单位，报送数没有记全，不计算采用率。"
    return [*parts, Paragraph(note)]


def _amount(figures: Figures) -> str:
    share = "。" if figures.rate == "—" else f"，采用率{figures.rate}。"
    return f"收到报送信息{figures.reported}篇，采用{figures.adopted}篇{share}"


def _tables(bulletin: Bulletin) -> list[Part]:
    more = cumulative(bulletin)
    parts: list[Part] = []
    for number, one in zip(count(1), bulletin.classes, strict=False):
        parts.append(Paragraph(f"表{number}　{one.name}信息报送采用情况", "caption"))
        rows = tuple(cells(one, cumulative=more))
        if more:
            head = (
                ("排名", "单位", "本期", "", "", "", "累计", "", "", "", ""),
                ("", "", *PERIOD_HEAD[2:], *WHOLE_HEAD),
            )
            parts.append(Table(head, rows, (*_WIDTHS, *_WHOLE_WIDTHS)))
        else:
            parts.append(Table((PERIOD_HEAD,), rows, _WIDE))
    return parts


def _lists(bulletin: Bulletin) -> list[Part]:
    return [
        Paragraph(_listed("没有报送信息的单位", bulletin.silent)),
        Paragraph(_listed("报送了信息、没有采用的单位", bulletin.fruitless)),
    ]


def _listed(what: str, units: Sequence[str]) -> str:
    if not units:
        return f"{what}：无。"
    return f"{what}（{len(units)}个）：{'、'.join(units)}。"


def _answers(bulletin: Bulletin) -> list[Part]:
    if not bulletin.answers:
        return []
    asked, done, late, missing = (
        sum(getattr(one, name) for one in bulletin.answers)
        for name in ("asked", "done", "late", "missing")
    )
    rate = Figures(asked, done).rate
    said = (
        f"本期向各单位约稿{asked}篇次，按时报送{done}篇次，迟报{late}篇次，未报{missing}篇次，"
        f"按时完成率{rate}。"
    )
    rows = [
        (one.unit, str(one.asked), str(one.done), str(one.late), str(one.missing))
        for one in bulletin.answers
    ]
    rows.append(("合计", str(asked), str(done), str(late), str(missing)))
    return [
        Paragraph(said),
        Paragraph("约稿完成情况（篇次）", "caption"),
        Table((ANSWER_HEAD,), tuple(rows), _ANSWER_WIDTHS, left=(0,)),
    ]


def _faults(bulletin: Bulletin) -> list[Part]:
    if not bulletin.faults:
        return []
    parts: list[Part] = [
        Paragraph(
            f"本期检查稿件{bulletin.checked}篇，以下几类问题最多（例句中的名称、日期和数字已隐去）。"
        )
    ]
    for number, one in enumerate(bulletin.faults, 1):
        said = (
            f"{number}.{FAULTS.get(one.fault, one.fault)}：{one.drafts}篇稿件有，共{one.times}处。"
        )
        if one.passages:
            said += "例如：" + "；".join(f"“{text}”" for text in one.passages) + "。"
        parts.append(Paragraph(said))
    return parts


def _topics(bulletin: Bulletin) -> list[Part]:
    parts: list[Part] = []
    for title, topics in bulletin.topics.points:
        parts.append(Paragraph(f"{title}：{'、'.join(topics)}。" if topics else f"{title}。"))
    for month, topics in bulletin.topics.months:
        if topics:
            parts.append(Paragraph(f"{month}：{'、'.join(topics)}。"))
    if bulletin.topics.always:
        parts.append(Paragraph(f"全年：{'、'.join(bulletin.topics.always)}。"))
    return parts
