"""新: figures of these weeks, policies of this year put into practice here."""

from bisect import bisect_right
from datetime import date, timedelta

from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.readings_structure import UNIT, Told, figures, told, topics
from shengao.score.signal import Example, Measure, Signal
from shengao.structure import Period
from shengao.text import Span

_FRESH = timedelta(days=60)
_YEAR = Expression(r"[〔﹝［\[（(【](20\d\d)")
_DONE_HERE = Expression(
    "建成|完成|发放|新增|更换|整改|开通|设立|成立|制定|出台|修订|配备|安装|改造|培训|签订|拨付|兑付|落实|组建|启用|检查|排查|办理|受理|减免|补贴"
)
_SUBJECTS = 2
_FIGURES, _POLICY = 0.6, 0.4
_ENOUGH = 2  # sentences with figures of these weeks


def measure(draft: Draft) -> Measure | None:
    """Sentences with figures no older than 60 days, and new policies with local action."""
    day = draft.beside.submission.day
    told_ones = draft.once(told)
    policies = _policies(draft, told_ones, day)
    fresh = _fresh(draft, told_ones, day) if day is not None and told_ones else []
    if day is None and not policies:
        return None
    acted = [one for one in policies if _acts(draft, told_ones, one)]
    share = _FIGURES * min(1.0, len(fresh) / _ENOUGH) + _POLICY * bool(acted)
    spans = tuple(Span(one.start, one.end) for one in (*fresh, *acted))
    parts = []
    if fresh:
        parts.append(f"{len(fresh)}句写的是近60天的数据")
    if acted:
        parts.append("新政策有本地的落实情况")
    elif policies:
        parts.append("引了新文件，没有写本地怎么落实")
    advice = "写出截至近日的数据和日期；引用今年或去年的文件时，写出本地怎么落实、做到什么程度"
    if share >= 1:
        advice = ""
    return Measure(share, "，".join(parts) or "没有近60天的新数据", spans, advice)


def _fresh(draft: Draft, told_ones: list[Told], day: date) -> list[Told]:
    """Sentences that count something as of a day within 60 days before `day`."""
    document = draft.document
    starts = [one.start for one in told_ones]
    found: dict[int, Told] = {}
    for entity in document.entities:
        if entity.kind != "date" or not isinstance(entity.value, Period):
            continue
        one = told_ones[max(bisect_right(starts, entity.start) - 1, 0)]
        if (
            one.start <= entity.start < one.end
            and one.at not in found
            and _is_fresh(entity.value, day)
            and figures(draft, one.start, one.end)
            and len(topics(draft, one.start, one.end)) >= _SUBJECTS
        ):
            found[one.at] = one
    return list(found.values())


def _is_fresh(period: Period, day: date) -> bool:
    last = period.last
    if last is None and period.month is not None and period.day is not None:
        try:
            last = date(period.year or day.year, period.month, period.day)
        except ValueError:
            return False
    return last is not None and timedelta() <= day - last <= _FRESH


def _policies(draft: Draft, told_ones: list[Told], day: date | None) -> list[Told]:
    """Sentences with the number of a document of this or last year."""
    document = draft.document
    year = day.year if day is not None else document.year
    if year is None:
        return []
    found: list[Told] = []
    if not any(entity.kind == "document-number" for entity in document.entities):
        return found
    for one in told_ones:
        for number in document.entities_in(one.start, one.end, ("document-number",)):
            given = _YEAR.search(document.text, number.start, number.end)
            if given is not None and year - 1 <= int(given[1]) <= year:
                found.append(one)
                break
    return found


def _acts(draft: Draft, told_ones: list[Told], one: Told) -> bool:
    """Whether the sentence or the next says what was done here: who, what, how much."""
    after = told_ones[one.at + 1] if one.at + 1 < len(told_ones) else one
    return any(
        _DONE_HERE.search(near.text) is not None
        and UNIT.search(near.text) is not None
        and bool(figures(draft, near.start, near.end))
        for near in ((one, after) if after.block == one.block else (one,))
    )


SIGNALS = (
    Signal(
        slug="new-facts",
        title="有新数据、新政策的落实",
        criterion="新",
        measures="写报送前60天以内的数据（日期和数据在同一句），两句满分的六成；引用今年或去年的文件并写出本地落实了什么，占四成。",
        gaming="引一个新文号装点门面，或者在旧数据前加一个新日期。",
        guard="文号的同一句或下一句要有单位、动作和数据；日期所在的句子要有带单位的数和主题词，报送之后的日期不算。",
        examples=(
            Example(
                "石桥区兑付以旧换新补贴\n截至9月10日，石桥区商务局受理家电以旧换新申请4120件。9月12日，补贴兑付612万元。"
                "按照市商务局《家电补贴办法》（市商发〔2026〕9号），石桥区商务局在6个街道设立受理点11个。",
                0.95,
                submitted=date(2026, 9, 15),
            ),
            Example(
                "石桥区落实以旧换新\n我区认真贯彻《家电补贴办法》（市商发〔2026〕9号），高度重视，全面落实。2024年受理申请900件。",
                0.0,
                0.0,
                submitted=date(2026, 9, 15),
            ),
        ),
        measure=measure,
    ),
)
