"""用: what those above, the trade and the public care about, with what was done about it here."""

from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.readings_figures import figured, paragraph, running, spans
from shengao.score.signal import Example, Measure, Signal
from shengao.score.signs import Signs

_INSTRUCTED = Expression(
    "|".join(
        (
            "批示(?<!指示批示)(?!精神|要求)|作出指示",
            *(
                f"{visit}[^，。；]{{0,12}}时?[^，。；]{{0,6}}(?:指出|强调|要求|提出|明确)"
                for visit in ("调研", "视察", "督导", "暗访", "现场办公")
            ),
            *(
                f"{kind}会议?[^，。；]{{0,10}}(?:指出|强调|要求|提出|明确|研究|部署|审议)"
                for kind in ("常务", "专题", "办公")
            ),
            "圈阅|挂牌督办",
        )
    )
)
_INSTRUCTED_SIGNS = Signs("批示|作出指示|调研|视察|督导|暗访|现场办公|常务|专题|办公|圈阅|挂牌督办")
"""One of these stands in whatever matches `_INSTRUCTED`."""
_POST = Expression(
    r"总理|总书记|省委|省长|市委|市长|县委|县长|区委|区长|州长|州委|书记|局长|厅长|部长|主任|主席|镇长|乡长|领导|政府|检察长|院长"
)
_WITH_DATE, _UNDATED = 1.0, 0.6


def _instruction(draft: Draft) -> Measure | None:
    document, best = draft.document, None
    signed = draft.sentences_with(_INSTRUCTED_SIGNS)
    if not signed:
        return None
    told = figured(draft)
    for index, sentence in running(draft):
        if index not in signed or not _INSTRUCTED.search(
            document.text, sentence.start, sentence.end
        ):
            continue
        best = best or sentence
        if not _POST.search(document.text, sentence.start, sentence.end):
            continue
        # What was done here stands with it: figures of another sentence, or after the instruction.
        local = any(at in told for at, _ in paragraph(draft, sentence))
        if not local:
            continue
        dated = document.entities_in(sentence.start, sentence.end, ("date",))
        return Measure(
            _WITH_DATE if dated else _UNDATED,
            "写明了领导批示或要求，同段有本地落实的数据。",
            spans([sentence]),
            "" if dated else "写明批示或要求的日期。",
        )
    if best is None:
        return None
    return Measure(
        0.0,
        "提到批示或要求，没有写职务和本地落实的数据。",
        spans([best]),
        "同段写明谁在何时作的批示、本地办了什么、数据多少。",
    )


_LOCAL = Expression(
    r"出台|印发|制定|制订|细化|分解|落实|完成|开展|组织|建成|建立|兑现|发放|拨付|受理|核查|排查|整改|查处|实施|明确|增设|培训|签订|修订|推行|试点|减免|补助"
)
_DOCUMENT = Expression(
    r"(?:办法|规定|条例|意见|方案|通知|规划|计划|决定|细则|纲要|法|标准|指南|规范|预案|措施|要点|公约|制度|规则|行动|通报|纪要)"
    r"(?:[（(][^）)]*[）)])?》"
)
_WHOLE, _UNNUMBERED = 1.0, 0.4
_BRACKET = "〔"  # GB/T 9704—2012, 7.2.5: a number in other brackets is not one to go by
_NEAR = 40
"""Characters between a 《title》 and its 文号, at most."""


def _policy(draft: Draft) -> Measure | None:
    document, named = draft.document, None
    if "《" not in document.text:
        return None
    told = figured(draft)
    best = 0.0
    for _, sentence in running(draft):
        titles = [
            one
            for one in document.entities_in(sentence.start, sentence.end, ("title",))
            if _DOCUMENT.search(document.text, one.start, one.end)
        ]
        if not titles:
            continue
        numbers = any(
            _BRACKET in document.text[one.start : one.end]
            for one in document.entities_in(
                titles[0].start, titles[-1].end + _NEAR, ("document-number",)
            )
        )
        acted = [
            (index, one)
            for index, one in paragraph(draft, sentence)
            if index in told and _LOCAL.search(document.text, one.start, one.end)
        ]
        if not acted:
            named = named or sentence
            continue
        share = _WHOLE if numbers else _UNNUMBERED
        if share > best:
            best, named = share, sentence
    if named is None:
        return None
    if best == _WHOLE:
        return Measure(1.0, "政策依据写明了文件名和文号，同段有本地落实的数据。", spans([named]))
    if best:
        return Measure(best, "政策依据没有写文号。", spans([named]), "在《文件名》后补文号。")
    return Measure(
        0.0, "引了文件，没有写本地怎么落实。", spans([named]), "同段写明本地做了什么、数据多少。"
    )


_TOPIC = Expression(
    r"人大(?:代表)?建议|代表建议|政协提案|委员提案|提案|民生实事|为民办实事|12345|政务(?:服务)?(?:便民)?热线|政风行风热线|信访|群众(?:反映|诉求|投诉|来信|来电)"
    r"|投诉|诉求|网民留言|接诉即办"
)
_SIGNS = Signs("建议|提案|实事|12345|热线|信访|群众|投诉|诉求|留言|接诉")
"""One of these stands in whatever matches `_TOPIC`."""
_RESULT = Expression(
    r"办结|答复|化解|解决|整改|办理|回访|满意[率度]|办复|销号|完成|降[到至为]|减少|下降|退还|修复"
)
_COUNTED = 0.6


def _public(draft: Draft) -> Measure | None:
    document = draft.document
    signed = draft.sentences_with(_SIGNS)
    if not signed:
        return None
    told, sentences = figured(draft), running(draft)
    first, best, place = None, 0.0, None
    for at, (index, sentence) in enumerate(sentences):
        if index not in signed or not _TOPIC.search(document.text, sentence.start, sentence.end):
            continue
        first = first or sentence
        if not any(one.figure.kind == "figure" for one in told.get(index, ())):
            continue  # a rate without a count: 满意度100%
        following = sentences[at + 1][1] if at + 1 < len(sentences) else sentence
        end = following.end if following.block == sentence.block else sentence.end
        solved = _RESULT.search(document.text, sentence.start, end)
        share = 1.0 if solved else _COUNTED
        if share > best:
            best, place = share, sentence
    if first is None:
        return None
    if place is None:
        return Measure(
            0.0,
            "提到群众关切，没有写件数和办理结果。",
            spans([first]),
            "写明多少件、办结多少、群众满意率。",
        )
    if best < 1:
        return Measure(
            best, "群众关切写明了件数。", spans([place]), "再写办理结果：办结多少、解决了什么。"
        )
    return Measure(1.0, "群众关切写明了件数和办理结果。", spans([place]))


_DITCH = "青溪镇疏浚排水沟\n"

SIGNALS = (
    Signal(
        slug="leaders-concern",
        title="领导关注",
        criterion="用",
        measures="批示、调研要求、专题会议是否写明职务和日期，同段有本地落实的数据。",
        gaming="空引“贯彻落实……精神”。",
        guard="“精神”不算；要有批示或要求、职务，同段要有写明事项的本地数据；引几次都只算一次。",
        examples=(
            Example(
                _DITCH
                + "3月2日，县委书记在《群众来信摘报》上作出批示。"
                + "青溪镇3月20日前疏浚排水沟12公里，清淤3400立方米。",
                0.9,
            ),
            Example(
                _DITCH + "青溪镇认真贯彻落实上级会议精神，全面落实领导批示要求，抓好排水沟疏浚。",
                0.0,
                0.0,
            ),
        ),
        measure=_instruction,
    ),
    Signal(
        slug="policy-basis",
        title="政策依据",
        criterion="用",
        measures="引用的文件是否写全《文件名》和文号，同段有没有本地落实的动作和数据。",
        gaming="罗列新文号，与本地工作无关。",
        guard="同段要有本地落实的动作和写明事项的数据；引几份都只算一次。",
        examples=(
            Example(
                _DITCH
                + "按照《农田排灌设施管护办法》（青政发〔2026〕4号），"
                + "青溪镇组织疏浚排水沟12公里，补助管护员26人。",
                0.9,
            ),
            Example(
                _DITCH
                + "青溪镇认真学习《农田排灌设施管护办法》（青政发〔2026〕4号）、"
                + "《水利工程条例》（青政发〔2026〕5号）。",
                0.0,
                0.0,
            ),
        ),
        measure=_policy,
    ),
    Signal(
        slug="public-concern",
        title="社会关切",
        criterion="用",
        measures="人大建议、政协提案、民生实事、12345热线、信访等，是否写明件数和办理结果。",
        gaming="只提“群众反映强烈”“回应群众诉求”。",
        guard="同一句要有件数、人数（只有百分比的不算），办理结果要在这一句或下一句；提几次都只算一次。",
        examples=(
            Example(
                _DITCH + "1至3月，12345热线受理青溪镇排水诉求46件，办结44件，回访满意率93%。", 0.9
            ),
            Example(
                _DITCH + "群众反映强烈，信访、12345热线、人大建议都有涉及，镇里积极回应群众诉求。",
                0.0,
                0.0,
            ),
        ),
        measure=_public,
    ),
)
