"""实, half 准: figures that count something, compared with a base, and with their source."""

from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.readings_figures import figured, running, spans, told
from shengao.score.readings_staging import only_held
from shengao.score.signal import Example, Measure, Signal
from shengao.score.signs import Signs
from shengao.structure import FIGURES, Quantity, Sentence

_PER = 100
"""Characters to a figure: provincial reports have 0.97 in a hundred, and more tells no more."""
_SHORT = 300
"""A draft is measured as at least so long, or one figure would do for a brief one."""

_OF_HELD = 0.4
"""What figures are worth of nothing but a meeting or campaign: they tell how it was staged."""


def _density(draft: Draft) -> Measure:
    found = told(draft)
    wanted = max(draft.length, _SHORT) / _PER
    share = min(1.0, len(found) / wanted)
    if only_held(draft) is not None:
        share *= _OF_HELD
    lacking = round(wanted - len(found))
    return Measure(
        share,
        f"写明所指事项的数据{len(found)}个，每百字约1个为宜。"
        if found
        else "没有写明所指事项的数据。",
        spans(one.figure for one in found),
        f"再补约{lacking}个能核实的数据，写明是什么的数量、金额或比例。"
        if share < 1 and lacking
        else "",
    )


_FROM_TO = Expression(
    r"[由从][^，。；]{0,30}?(?:[降升增减缩提压扩涨跌延变调改恢上下回][^，。；\d]{0,4})?[到至为]"
)
_AGAINST = Expression(
    r"同比|环比|[比较](?:上年|去年|上月|上季|上半年|前年|此前|原来|以前|同期|年初|计划|目标|常年|(?=\d)"
    r"|[^，。；\d]{2,12}(?:高|低|多|少|增|减|提|降|缩|快|慢|升))"
    r"|[高低]于|[多少]于|超过?(?=警戒|目标|标准|控制|规定|计划|全[国省市县])|未收到的|未参加的|对照组"
)
_COMPARING_SIGNS = Signs("由|从|率|占|比|较|高于|低于|多于|少于|超|未收到的|未参加的|对照组")
_RATE = Expression(r"(?:率|占比?|比例|比重)[^，。；\d]{0,8}(?=\d)")
_GROWTH = Signs("同比|环比")
_NEAR = 30
"""Characters between a value and what it is compared with, at most."""
_NEXT = 4
_COMPARED = 3
_STEP = 300


def _compares(draft: Draft) -> Measure:
    document = draft.document
    places, one_sided = [], []
    told = figured(draft)
    comparing, growing = draft.sentences_with(_COMPARING_SIGNS), draft.sentences_with(_GROWTH)
    for index, sentence in running(draft):
        if index in told and index in comparing and _is_compared(draft, sentence):
            places.append(sentence)
        elif index in growing:
            one_sided.append(sentence)
    wanted = min(_COMPARED, max(1, draft.length // _STEP))
    share = min(1.0, len(places) / wanted)
    advice = ""
    if share < 1:
        advice = "主要数据写出前后两个数值，或与上年同期、目标对比。"
        if one_sided:
            said = document.text[one_sided[0].start : one_sided[0].end].strip()[:20]
            advice = f"“{said}……”补写对比的另一个数值。"
    return Measure(
        share,
        f"有{len(places)}处数据写明了前后两个数值。"
        if places
        else "没有一处数据写明前后两个数值。",
        spans(places),
        advice,
    )


def _is_compared(draft: Draft, sentence: Sentence) -> bool:
    """Whether a figure of the sentence stands beside the one it is compared with."""
    document, start, end = draft.document, sentence.start, sentence.end
    figures = document.entities_in(start, end, FIGURES)
    for found in _FROM_TO.finditer(document.text, start, end):
        inside = [one for one in figures if found.start() <= one.start and one.end <= found.end()]
        after = [one for one in figures if 0 <= one.start - found.end() <= _NEXT]
        if inside and after:
            return True
    for found in _RATE.finditer(document.text, start, end):
        rate = [one for one in figures if one.kind == "percent" and one.start == found.end()]
        counts = [one for one in figures if one.kind == "figure" and one.end <= found.start()]
        units = [one.value.unit for one in counts if isinstance(one.value, Quantity)]
        if rate and len(units) > len(set(units)):
            return True  # 3210栋已排查3184栋，排查率99.2%: a rate with what it is of
    for found in _AGAINST.finditer(document.text, start, end):
        before = [one for one in figures if 0 <= found.start() - one.end <= _NEAR]
        after = [one for one in figures if 0 <= one.start - found.end() <= _NEAR]
        if before and after:
            return True
    return False


_SOURCE = Expression(
    r"(?:据|经|根据|按照)[^，。；]{0,20}?(?:局|委|办|厅|处|科|院|站|所|中心|政府|公司|集团|平台|系统|热线|专班|大队|支队|普查|审计|学校|医院"
    r"|[\u4e00-\u9fff][镇乡村])[^，。；]{0,12}(?:统计|监测|调查|检测|核查|测算|核算|报告|通报|反映|抽查|数据|登记|审核|评估|显示)"
    r"|(?:普查|抽查|抽检|抽测|抽取|问卷|走访|摸排|实测|检测|监测|审计|比对)[^，。；]{0,16}(?=\d)"
    r"|[\u4e00-\u9fff]{2,}(?:台账|年报|月报|公报|统计表|登记簿|检测报告|监测数据|审计报告)"
    r"|(?:12345|热线|平台|系统)[^，。；、]{0,8}(?:受理|显示|收到|诉求|工单)"
)
_SOURCE_SIGNS = Signs(
    "据|经|按照|普查|抽|问卷|走访|摸排|实测|检测|监测|审计|比对|台账|年报|月报|公报|统计表|登记簿|12345|热线|平台|系统"
)
"""One of these stands in whatever matches `_SOURCE`."""
_AS_OF = Expression(r"截[至止](?=[\d二〇零今去]|上?月|年)")
_AS_OF_SIGNS = Signs("截至|截止")
_NAMED, _DATED = 0.6, 0.4


def _sourced(draft: Draft) -> Measure:
    document, share = draft.document, 0.0
    places = []
    naming, dating = draft.sentences_with(_SOURCE_SIGNS), draft.sentences_with(_AS_OF_SIGNS)
    for index in figured(draft):
        if index not in naming and index not in dating:
            continue
        sentence = document.sentences[index]
        named = _SOURCE.search(document.text, sentence.start, sentence.end)
        dated = _AS_OF.search(document.text, sentence.start, sentence.end)
        if dated and not document.entities_in(dated.end(), dated.end() + 6, ("date", "time")):
            dated = None
        if named or dated:
            places.append(sentence)
            share += _NAMED * bool(named) + _DATED * bool(dated)
    share = min(1.0, share)
    return Measure(
        share,
        f"有{len(places)}处数据写明了来源或截止日期。"
        if places
        else "数据没有写明来源和截止日期。",
        spans(places),
        "主要数据写明出处（哪个单位统计、抽查了多少），并写截至某月某日。" if share < 1 else "",
    )


SIGNALS = (
    Signal(
        slug="figures-of-something",
        title="数据写明所指事项",
        criterion="实",
        measures="每百字有多少个写明所指事项的数据（数量、金额、比例），到每百字约1个为止。",
        gaming="堆砌数字，如“数据：1、2、3”，或把一个数反复写。",
        guard="同一分句要有所指的事项；同一事项同一数值只算一次，同一事项至多算两个，一句至多算四个；够了不再加分。到会人数、发了多少资料这类场面上的数不算；全篇只报开会、办活动的，至多得四成。",
        examples=(
            Example(
                "青溪镇疏浚排水沟\n3月6日，青溪镇疏浚排水沟12公里，清淤3400立方米。受益农户560户，排涝时间由9小时减到4小时。",
                0.9,
            ),
            Example(
                "青溪镇疏浚排水沟\n3月6日，青溪镇疏浚排水沟。数据：1、2、3、4、5、6、7、8、9、10。共计11、12、13、14。",
                0.0,
                0.1,
            ),
            Example(
                "青溪镇疏浚排水沟\n3月6日，青溪镇疏浚排水沟12公里。\n全镇疏浚排水沟12公里。\n累计疏浚排水沟12公里。\n共疏浚排水沟12公里。",
                0.1,
                0.4,
            ),
        ),
        measure=_density,
        half="准",
    ),
    Signal(
        slug="compared-figures",
        title="数据有对比",
        criterion="实",
        measures="一句里写出前后两个数值，或写出数值并与上年同期、目标相比的有几处。",
        gaming="只写“同比增长”或只写一个百分比，不写基数。",
        guard="两个数值要在对比词的前后，且写明所指事项；按不同的句子计，三处为满。",
        examples=(
            Example(
                "县医院缩短候诊时间\n县医院门诊平均候诊时间由46分钟缩短到19分钟，就诊3200人次。",
                0.9,
            ),
            Example(
                "县医院缩短候诊时间\n县医院门诊量同比增长。平均候诊时间同比下降58%。", 0.0, 0.0
            ),
        ),
        measure=_compares,
        half="准",
    ),
    Signal(
        slug="sourced-figures",
        title="数据有来源",
        criterion="实",
        measures="数据所在的句子是否写明由谁统计、如何得来，或截至哪一天。",
        gaming="写“据统计”“数据显示”而不写谁统计。",
        guard="来源要写出单位、台账或抽查方法；“截至”后面要有日期；同一句里要有写明事项的数据。",
        examples=(
            Example(
                "北河乡核查危房\n据北河乡民政办统计，全乡危房86户。截至4月2日，已鉴定危房71户。",
                0.9,
            ),
            Example("北河乡核查危房\n据统计，全乡危房86户。数据显示，已鉴定危房71户。", 0.0, 0.0),
        ),
        measure=_sourced,
        half="准",
    ),
)
