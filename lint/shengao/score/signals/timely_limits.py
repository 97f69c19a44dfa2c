"""快: limits that others set: minutes for urgent information, the day of a request, the season."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from shengao.expression import Expression
from shengao.score.draft import Beside, Draft
from shengao.score.readings_dates import moments
from shengao.score.readings_figures import running, spans
from shengao.score.signal import Example, Measure, Signal
from shengao.scorecard import Submission
from shengao.text import Span

_URGENT = "紧急信息"
_LATER = Expression(r"续报|终报|[（(【](?:第[二三四五\d]+报)")
_LEVELS = Expression(
    r"(特别重大|重大|较大|一般)(?:[^，。；]{0,8})(?:事故|险情|事件|灾情|灾害|突发|火灾|级)"
)
_OTHERWISE = "突发"
_LOST = 4
"""At so many times the limit everything is lost; between one and two less is earned."""


def limits(draft: Draft) -> Mapping[str, int]:
    """Minutes from event to first report by level: the unit's own, else the template."""
    own = draft.beside.profile.get("deadlines")
    if own:
        return {str(level): int(minutes) for level, minutes in own.items()}
    rows = draft.tables.get("lists", {}).get("deadlines", ())
    return {word: int(minutes) for word, minutes, _ in rows}


def _delay(draft: Draft) -> Measure | None:
    received = draft.beside.received
    if draft.document.genre != _URGENT or received is None:
        return None
    if _LATER.search(draft.document.text, 0, 200):
        return None
    known = moments(draft)
    if not known:
        return Measure(
            0.0, "没有写明事发的日期和时刻，算不出报告快慢。", (), "写明事发的几月几日几时几分。"
        )
    happened, mark = min(known, key=lambda one: one[0])
    places = (Span(mark.start, mark.end),)
    minutes = int((received.replace(tzinfo=None) - happened) / timedelta(minutes=1))
    if minutes < 0:
        return Measure(0.0, "事发时刻晚于收到的时刻。", places, "核对事发时刻。")
    table = limits(draft)
    named = _LEVELS.search(draft.document.text)
    level = named[1] if named is not None and named[1] in table else _OTHERWISE
    limit = table.get(level)
    if limit is None:
        return None
    local = "" if draft.beside.profile.get("deadlines") else "（默认时限，请改成本地要求）"
    what = f"事发到收到{_spoken(minutes)}，{level}的时限是{_spoken(limit)}{local}。"
    if minutes <= limit:
        return Measure(1.0, what, places)
    over = minutes / limit
    share = 2 - over if over <= 2 else -min(1.0, (over - 2) / (_LOST - 2))
    return Measure(share, what, places, f"事发后{_spoken(limit)}内先报已掌握的情况，再续报。")


def _spoken(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}分钟"
    return f"{hours}小时{rest}分钟" if rest else f"{hours}小时"


def _request(draft: Draft) -> Measure | None:
    deadline, received = draft.beside.deadline, draft.beside.received
    if deadline is None:
        return None
    day = draft.beside.submission.day
    limit: date | datetime
    handed: date | datetime
    if received is not None:
        limit, handed = deadline.replace(tzinfo=None), received.replace(tzinfo=None)
    elif day is not None:
        limit, handed = deadline.date(), day
    else:
        return None
    when = f"{deadline:%Y-%m-%d}"
    if handed <= limit:
        return Measure(1.0, f"在约稿期限{when}前报送。")
    return Measure(-1.0, f"晚于约稿期限{when}。", (), "约稿在期限前报送，来不及的事先说明。")


_ALL_YEAR = "全年"
_MONTHS = 12


def _topics(draft: Draft, named: str) -> list[tuple[str, frozenset[int]]]:
    """The topics named, with their months, the longest first: of the unit's own calendar, else of
    the built-in list."""
    own: Mapping[str, Sequence[str]] | None = draft.beside.profile.get("calendar")
    if own:
        pairs = [
            (topic, str(months))
            for months, topics in own.items()
            for topic in topics
            if topic in named
        ]
    else:
        rows = draft.tables.get("lists", {}).get("calendar", ())
        pairs = [(word, months) for word, months, _ in rows if word in named]
    found: dict[str, frozenset[int]] = {}
    for topic, months in pairs:
        found[topic] = found.get(topic, frozenset()) | _months(months)
    return sorted(found.items(), key=lambda one: (-len(one[0]), one[0]))


def _months(said: str) -> frozenset[int]:
    """The months of “7”, “7-9”, “11-2” or 全年."""
    if said == _ALL_YEAR:
        return frozenset(range(1, _MONTHS + 1))
    first, _, last = said.partition("-")
    start, end = int(first), int(last or first)
    if end < start:
        end += _MONTHS
    return frozenset((month - 1) % _MONTHS + 1 for month in range(start, end + 1))


def _season(draft: Draft) -> Measure | None:
    day = draft.beside.submission.day
    if day is None:
        return None
    document = draft.document
    heads = [block for block in document.blocks if block.kind in ("title", "heading")]
    named = "\n".join(document.text[block.start : block.end] for block in heads)
    topics = _topics(draft, named)
    for topic, months in topics:
        if day.month not in months:
            continue
        told = [
            sentence
            for _, sentence in running(draft)
            if document.text.find(topic, sentence.start, sentence.end) >= 0
            and document.entities_in(sentence.start, sentence.end)
        ]
        if told:
            return Measure(1.0, f"{day.month}月报送“{topic}”，正合时令。", spans(told[:1]))
    if topics:
        topic, months = topics[0]
        if day.month in months:
            return Measure(
                0.0,
                f"标题写了“{topic}”，正文没有写它的事实。",
                (),
                f"正文写明“{topic}”的时间和数据。",
            )
        return Measure(0.0, f"{day.month}月不是“{topic}”的时节。")
    return None


_DRAIN = "青溪镇备足防汛物资\n7月8日，青溪镇清点防汛物资，编织袋1.2万条、水泵9台，存入3处仓库。"

_BRIDGE = "青溪镇桥梁受损（初报）\n7月8日9时20分，青溪镇柳湾桥护栏被撞断8米，无人员伤亡。"


def _came(hour: int, minute: int) -> Beside:
    return Beside(received=datetime(2026, 7, 8, hour, minute))


def _asked(day: date) -> Beside:
    return Beside(Submission(day), deadline=datetime(2026, 7, 10, 17), solicited=True)


SIGNALS = (
    Signal(
        slug="report-delay",
        title="紧急信息的报告时限",
        criterion="快",
        measures="紧急信息从事发时刻到收到的时刻，是否在时限之内（时限由本单位配置，可按级别）。",
        gaming="把事发时刻写晚。",
        guard="取导语里最早的时刻；没有时刻的不得分；事发晚于收到的不得分；续报、终报不看这一项。",
        examples=(
            Example(_BRIDGE, 1.0, genre=_URGENT, beside=_came(9, 50)),
            Example(_BRIDGE, -1.0, -0.9, genre=_URGENT, beside=_came(13, 20)),
            Example(
                _BRIDGE.replace("9时20分", "上午"), 0.0, 0.0, genre=_URGENT, beside=_came(9, 50)
            ),
            Example(_BRIDGE.replace("9时", "11时"), 0.0, 0.0, genre=_URGENT, beside=_came(9, 50)),
        ),
        measure=_delay,
    ),
    Signal(
        slug="request-met",
        title="按期完成约稿",
        criterion="快",
        measures="约稿是否在期限前报送；晚了扣分。",
        gaming="在稿里把日期写早。",
        guard="以收到的时刻和报送日期为准，不看稿里写的日期。",
        examples=(
            Example(_DRAIN, 1.0, beside=_asked(date(2026, 7, 9))),
            Example(_DRAIN, -1.0, -1.0, beside=_asked(date(2026, 7, 13))),
        ),
        measure=_request,
    ),
    Signal(
        slug="in-season",
        title="切合时令",
        criterion="快",
        measures="标题或小标题的主题是否合报送当月的时节（防汛7至9月，河长制全年），本单位可以另配日历。",
        gaming="在正文里塞时令词，或只在标题里写。",
        guard="主题词要在标题或小标题里，正文还要有一句写它的日期或数据。",
        examples=(
            Example(_DRAIN, 1.0, submitted=date(2026, 7, 9)),
            Example(_DRAIN, 0.0, 0.0, submitted=date(2026, 12, 9)),
            Example(
                "青溪镇备足防汛物资\n7月8日，青溪镇召开干部会。会上通报了上半年的工作。",
                0.0,
                0.0,
                submitted=date(2026, 7, 9),
            ),
        ),
        measure=_season,
    ),
)
