"""快: how soon after the event a draft came, and whether its lead says when that was."""

from datetime import date
from re import Match

from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.readings_dates import Event, events, latest, spell, to_the_minute, workdays
from shengao.score.readings_figures import in_lead, spans
from shengao.score.readings_staging import only_held
from shengao.score.signal import Example, Measure, Signal
from shengao.structure import Period
from shengao.text import Span

URGENT = "紧急信息"
_UNDATED = frozenset(("经验", "问题", "建议", "总结", "讲话", "公文"))
"""Genres that may be about no event of a day."""
_WHOLE, _NONE, _LATE = 1, 5, 15
"""Working days up to which all, from which nothing is earned, and at which all is lost."""
_WHOLE_UNDATED, _NONE_UNDATED = 3, 15
"""The same for genres that need no date: a survey is news for longer than an event."""
_OF_UNDATED = 0.1
"""What they earn with no date or a late one: who need not date must not stand worse for either."""
_OF_SPELL = 0.5
"""What figures of a spell of months earn at most: they are news for longer than an event."""
_SHORT_SPELLS = {"简报": frozenset(("month", "third"))}
"""Spells that a periodical is of; for genres that are about no event a third of a month will do."""
_HOURLESS = 0.5
"""What urgent information earns at most without the minute: by days nobody knows its delay."""
_OF_HELD = 0.4
"""What is earned by a meeting or campaign of which nothing came: soon, but no news."""
_SOON = "事件后一个工作日内报送。"
_FAR = 30
"""Calendar days that hold `_LATE` working days whatever the holidays: more need not be counted."""


def _lag(draft: Draft) -> Measure | None:
    submitted = draft.beside.submission.day
    urgent = draft.document.genre == URGENT and draft.beside.received is not None
    if submitted is None or urgent:  # of urgent information minutes are counted: `report-delay`
        return None
    undated = draft.document.genre in _UNDATED
    event, most = latest(draft), 1.0
    if draft.document.genre == URGENT and not to_the_minute(draft):
        most = _HOURLESS
    counted = _counted(draft) if undated or event is None else None
    if counted is not None and (event is None or counted.sentence.start < event.sentence.start):
        event, most = counted, _OF_SPELL
    held = only_held(draft)
    if held is not None:
        most = _OF_HELD
    if event is None or event.day is None:
        if undated:
            return Measure(_OF_UNDATED, "这一文种不以日期定快慢。")
        return Measure(
            0.0,
            "导语没有事件的具体日期，算不出报送快慢。",
            (),
            "导语写明某月某日谁做了什么，事后一个工作日内报送。",
        )
    places = (Span(event.mark.start, event.mark.end),)
    days = (submitted - event.day).days
    if days < 0:
        return Measure(
            0.0, f"导语日期{event.day}晚于报送日期{submitted}。", places, "核对导语日期和报送日期。"
        )
    if days <= _WHOLE:
        return Measure(most, f"事件后{days}天报送。" if days else "事件当日报送。", places)
    whole, none = (_WHOLE_UNDATED, _NONE_UNDATED) if undated else (_WHOLE, _NONE)
    least = min(_OF_UNDATED, most) if undated else -1.0
    if days > _FAR:
        return Measure(least, f"事件后{days}天才报送。", places, _SOON)
    working, known = workdays(event.day, submitted)
    remark = "" if known else "，该年放假安排未知，按周一至周五计"
    what = f"事件后{days}天报送，其中工作日{working}天{remark}。"
    if working <= whole:
        return Measure(most, what, places)
    if working <= none:
        share = most - most * (working - whole) / (none - whole)
    else:
        share = -(working - _NONE) / (_LATE - _NONE)
    return Measure(max(least, share), what, places, _SOON)


_VAGUE = Expression(
    r"近日|日前|近期|近来|新近|最近|不久前|前不久|前段时间|前一段|前几天|前些天|前几日|前些日子|近段时间|这几天|连日来"
    r"|昨[天日]|上(?:个)?(?:周|星期|礼拜)|本周|上月|某[日天]|一天"
)
_NOT_VAGUE = frozenset("0123456789一二三四五六七八九十当次每")


def _dated_lead(draft: Draft) -> Measure | None:
    found = events(draft)
    genre = draft.document.genre
    if not found:
        counted = _counted(draft)
        if counted is not None:
            where = (Span(counted.mark.start, counted.mark.end),)
            return Measure(0.5, "导语写明了统计或调查的时段。", where)
        if genre in _UNDATED:
            return None
        return Measure(
            0.0, "导语没有一句写明何日、谁、做了什么。", (), "导语同一句里写明日期、单位和动作。"
        )
    mark = found[0].mark
    places = (Span(mark.start, mark.end),)
    if genre == URGENT and not to_the_minute(draft):
        return Measure(0.5, "导语有日期，没有写到几时几分。", places, "写明事发的几时几分。")
    if only_held(draft) is not None:
        return Measure(
            _OF_HELD, "导语有日期，只报开了会、办了活动。", places, "导语写定了什么、办成了什么。"
        )
    return Measure(1.0, "导语写明了何日、谁、做了什么。", places)


def _counted(draft: Draft) -> Event | None:
    """The spell, or the day up to which, the lead counts; where it says 近日, no such day."""
    genre = draft.document.genre
    short = frozenset(("third",)) if genre in _UNDATED else frozenset()
    return spell(draft, short=_SHORT_SPELLS.get(genre or "", short), as_of=not _vague(draft))


def _vague(draft: Draft) -> list[Match[str]]:
    """The words of the lead that blur a day."""
    text = draft.document.text
    return [
        mark
        for _, sentence in in_lead(draft)
        for mark in _VAGUE.finditer(text, sentence.start, sentence.end)
        if text[mark.start() - 1 : mark.start()] not in _NOT_VAGUE
    ]


def _vague_lead(draft: Draft) -> Measure | None:
    document = draft.document
    if document.genre in _UNDATED:
        return None
    vague = _vague(draft)
    if not vague:
        return None
    if any(
        isinstance(one.value, Period) and one.value.precision == "day"
        for _, sentence in in_lead(draft)
        for one in document.entities_in(sentence.start, sentence.end, ("date",))
    ):
        return None
    return Measure(
        -1.0,
        f"导语用“{vague[0].group()}”代替了具体日期。",
        tuple(Span(*mark.span()) for mark in vague),
    )


_WARNING = Expression(
    r"预计|预警|预报|预判|研判|预测|可能(?:出现|发生|引发|导致|造成|超)|苗头|有(?:\S{0,6})风险|将(?:出现|超过|持续)|趋势"
)
_LEVEL = Expression(r"[红橙黄蓝]色|[ⅠⅡⅢⅣIV一二三四]级|警戒|概率|偏[多少高低]|超[^，。；]{0,6}\d")
_RESPONSE = Expression(
    r"转移|值守|值班|启动|预置|前置|巡查|调度|关停|停用|封闭|封堵|储备|加固|排险|备足|备勤|部署|预泄|腾库|叫应|撤离|疏散|增派|抢修|排查|约谈"
    r"|停工|限行|补种|检修|调运|增供|铺设|抢险|处置"
)
_HOURS = Expression(r"未来\S{1,4}(?:小时|天|日)|\d小时内|今[日晚]|明[日天]")
_AROUND = 2
"""Sentences of its paragraph before and after a warning that belong to it."""


def _foresight(draft: Draft) -> Measure | None:
    document = draft.document
    if not _WARNING.search(document.text):
        return None
    for block in document.blocks:
        cue = _WARNING.search(document.text, block.start, block.end)
        sentence = document.sentence_at(cue.start()) if cue is not None else None
        if sentence is None or block.kind in ("title", "heading"):
            continue
        own = document.sentences_of(document.sentences[sentence].block)
        near = range(max(own[0], sentence - _AROUND), min(own[-1], sentence + _AROUND) + 1)
        start, stop = document.sentences[near[0]].start, document.sentences[near[-1]].end
        here = document.sentences[sentence]
        timed = bool(document.entities_in(start, stop, ("date", "time"))) or bool(
            _HOURS.search(document.text, start, stop)
        )
        level = bool(_LEVEL.search(document.text, start, stop)) or document.has_figure(
            here.start, here.end
        )
        if timed and level and _RESPONSE.search(document.text, start, stop):
            return Measure(1.0, "预警写明了时间、量级和应对措施。", spans([here]))
    return Measure(
        0.0,
        "预判没有写全时间、量级和应对措施。",
        (),
        "预判的同一段里写明何时、多大、已作什么应对。",
    )


_ON_TIME = "清河镇完成泵站检修\n7月8日，清河镇水利站完成泵站检修，6座泵站全部试机。"

SIGNALS = (
    Signal(
        slug="event-lag",
        title="事件到报送的时间",
        criterion="快",
        measures="导语里事件的日期到报送日期隔了几天、几个工作日：一个工作日内满分，五个工作日起不得分，更晚扣分；经验、问题、建议类三个工作日内满分，没有日期或者晚了的得一成。只报开了会、办了活动、去了哪里，没有写定了什么、办成什么的，至多得四成；紧急信息没有写到几时几分的，至多得一半。通讯稿常以场景开头，事件的日期在全文里找，取最近的一个。",
        gaming="把日期写成当天，或用“近日”遮掩。",
        guard="“近日”视为没有日期；日期要与主体、动作同句；“前”“起”的日期不算；晚于报送日期的不算；“1—5月”一类统计时段和“截至”某日的数据从末日起算，至多得一半，简报以外只写一个月的不算；导语有“近日”的，“截至”也不算。",
        examples=(
            Example(_ON_TIME, 1.0, genre="工作动态", submitted=date(2026, 7, 9)),
            Example(_ON_TIME, -1.0, -1.0, genre="工作动态", submitted=date(2026, 7, 29)),
            Example(_ON_TIME, 0.0, 0.0, genre="工作动态", submitted=date(2026, 7, 6)),
            Example(
                "泵房灯火\n夜里，泵房的灯还亮着。\n7月8日，清河镇水利站完成泵站检修。",
                1.0,
                genre="通讯稿",
                submitted=date(2026, 7, 9),
            ),
            Example(
                "清河镇完成泵站检修\n近日，清河镇水利站完成泵站检修，截至7月8日6座泵站全部试机。",
                0.0,
                0.0,
                genre="工作动态",
                submitted=date(2026, 7, 9),
            ),
        ),
        measure=_lag,
    ),
    Signal(
        slug="dated-lead",
        title="导语有日期",
        criterion="快",
        measures="第一段有没有一句同时写明日期、谁、做了什么；紧急信息要写到几时几分；通讯稿在哪一段都算。",
        gaming="只写日期，不写事件。",
        guard="日期、主体、动作要在同一句；“截至”和期限的日期不算。",
        examples=(
            Example(_ON_TIME, 1.0, genre="工作动态"),
            Example(
                "清河镇泵站检修\n7月8日，星期三，晴。\n各泵站运行平稳。", 0.0, 0.0, genre="工作动态"
            ),
        ),
        measure=_dated_lead,
    ),
    Signal(
        slug="vague-lead",
        title="导语时间模糊",
        criterion="快",
        measures="导语用“近日”“日前”“前几天”代替具体日期的，扣分（经验、问题、建议不扣）。",
        gaming="把“近日”换成“本周”“昨天”。",
        guard="相对的说法一律视为模糊；导语另有具体日期的不扣。",
        examples=(
            Example(_ON_TIME.replace("7月8日", "本周"), -1.0, -1.0),
            Example(_ON_TIME.replace("7月8日", "近日"), -1.0, -1.0),
        ),
        measure=_vague_lead,
    ),
    Signal(
        slug="foresight",
        title="预见预警",
        criterion="快",
        measures="预计、预警、苗头一类的判断，是否写明时间、量级和应对措施。",
        gaming="堆砌“预警”“研判”等词。",
        guard="同一段里前后各两句之内，时间、量级、措施三样都有才得分。",
        examples=(
            Example(
                "清河镇预置抢险力量\n7月8日，县气象台预报未来24小时降雨80毫米，清河镇在3处低洼路段预置水泵9台。",
                1.0,
            ),
            Example("清河镇强化预警\n镇里加强预警、预报、预判，及时研判苗头和趋势。", 0.0, 0.0),
        ),
        measure=_foresight,
    ),
)
