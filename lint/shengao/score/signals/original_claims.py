"""新: claims to be the first that prove it."""

from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.readings_structure import UNIT, Told, told, topics
from shengao.score.signal import Example, Measure, Signal
from shengao.text import Span

_CLAIM = Expression(
    r"(?:全国|全省|全市|全县|全区|国内|省内|市内|县内|行业内?|系统内?|本省|本市|本县|我省|我市|我县)[^，。；]{0,6}"
    r"(?:首次|首个|首家|首例|首创|首批|首座|首条|率先|第一(?:家|个|例|座|条|批))"
    r"|率先(?=[^，。；]{2})|首创|首次(?=[^，。；]{2})|(?:首个|首家|首例)(?=[^，。；]{2})"
)
_GATE = ("首", "率先", "第一")
_RECOGNISED = Expression(
    r"(?:由|经|被|获)[^，。；]{2,24}?(?:认定|确认|核定|命名|列为|确定为|公布|授予|评为|选为|批准|批复|备案|查新|推广|通报)"
    r"|(?:认定|命名|公布|授予|批复|批准|备案|确认)(?:为|文件|文号|通知|证书)|列为[^，。；]{2,20}试点|入选[^，。；]{2,20}名单|专利(?:号|证书)|查新报告"
)
_AGAINST = Expression(
    "此前|以往|过去|其他[^，。；]{1,8}(?:县|市|区|省|镇|单位)|以前|原先|[0-9]+个(?:县|市|区|镇|省|乡)[^，。；]{0,10}(?:均|都|尚未|没有|中)"
)
_FULL = 2  # kinds of proof


def measure(draft: Draft) -> Measure | None:
    """The best proved claim; None where nothing is claimed."""
    if not any(word in draft.document.text for word in _GATE):
        return None
    told_ones = draft.once(told)
    claims = [one for one in told_ones if _claims(draft, one)]
    if not claims:
        return None
    proved = [(one, kinds) for one in claims if (kinds := _proof(draft, told_ones, one))]
    spans = tuple(Span(one.start, one.end) for one, _ in proved)
    advice = "写明由谁、什么时候、哪份文件认定，或者与谁相比是第一个；说不出依据的删去"
    if not proved:
        return Measure(
            0.0, "“首次”“率先”没有佐证", tuple(Span(o.start, o.end) for o in claims), advice
        )
    best = max(kinds for _, kinds in proved)
    if len(proved) == len(claims) and best >= _FULL:
        return Measure(1.0, "首创的说法有认定单位、文号或比较对象为证", spans)
    share = min(1.0, best / _FULL) * len(proved) / len(claims)
    return Measure(share, f"{len(claims)}处首创的说法中{len(proved)}处有佐证", spans, advice)


def _claims(draft: Draft, one: Told) -> bool:
    found = _CLAIM.search(draft.document.text, one.start, one.end)
    return found is not None and draft.document.quotation_at(*found.span()) is None


def _proof(draft: Draft, told_ones: list[Told], one: Told) -> int:
    """How many kinds of proof stand in the sentence and the next of its paragraph.

    A 文号 or a recognition proves only beside who gave it; a day helps only with these.
    """
    after = told_ones[one.at + 1] if one.at + 1 < len(told_ones) else one
    end = after.end if after.block == one.block else one.end
    document = draft.document
    words = document.text[one.start : end]
    number = bool(document.entities_in(one.start, end, ("document-number",)))
    recognised = _RECOGNISED.search(words)
    named = UNIT.search(words) is not None or bool(document.entities_in(one.start, end, ("title",)))
    kinds = 0
    if number and named and recognised is not None:
        kinds += 2
    elif recognised is not None and named:
        kinds += 1 + bool(document.entities_in(one.start, end, ("date",)))
    against = _AGAINST.search(words)
    if against is not None and len(topics(draft, one.start, end)) > _FULL:
        kinds += 1
    return kinds


SIGNALS = (
    Signal(
        slug="proved-first",
        title="首创有佐证",
        criterion="新",
        measures="“首次”“率先”“首个”的同一句或下一句写明认定单位、时间、文号，或者与谁比较；没有这类说法的不算。",
        gaming="写“全省首创”，或者随手附一个文号。",
        guard="没有佐证不得分；文号要与认定单位和“认定”“批复”这类词在一起才算；一篇里只要有一处没有佐证，就按比例少得。",
        examples=(
            Example(
                "临江县发出首张取水权证\n5月8日，临江县水利局发出全省首个农业取水权证。"
                "5月12日，该证由省水利厅以水资函〔2026〕18号文件认定为试点成果。",
                0.95,
            ),
            Example(
                "临江县首创取水权证\n临江县水利局在全省首创取水权证，率先破题，全国首个，影响很大。",
                0.0,
                0.0,
            ),
            Example(
                "临江县首创取水权证\n临江县在全省首创取水权证（临政发〔2026〕3号），群众说好。",
                0.0,
                0.0,
            ),
        ),
        measure=measure,
    ),
)
