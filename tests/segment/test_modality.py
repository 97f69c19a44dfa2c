"""How claims are meant; ⟦…⟧ marks the claim."""

import pytest

from shengao.segment.modality import modality
from shengao.segment.sentences import sentences

REALISED = [
    "全县义务教育质量⟦明显提升⟧。",
    "经过两个月集中整治，河道水质⟦明显改善⟧。",
    "今年以来，我区企业开办时间⟦大幅缩短⟧。",
    "通过推行网上预约，门诊排队时间⟦显著减少⟧。",
    "执法人员的办案水平得到⟦进一步提高⟧。",
    "行动有力推动了辖区治安形势⟦持续好转⟧。",
    "镇里把服务窗口搬到村口，群众满意度⟦明显提高⟧。",
    "主要街道的环境卫生⟦明显好转⟧。",
    "重要节点的防汛能力⟦显著增强⟧。",
    "只花一个季度，积案数量⟦大幅下降⟧。",
    "按照上级要求，各站所完成了自查，隐患数量⟦明显减少⟧。",
    "按照会议纪要的分工，各科室协同发力，办件效率⟦大幅提升⟧。",
    "供应充足，菜价⟦明显回落⟧。",
    "应急演练后，队员处置能力⟦显著提升⟧。",
    "应用新系统后，申报差错⟦明显减少⟧。",
    "响应速度⟦大幅提高⟧，报警到出警只用几分钟。",
    "委员会的履职水平⟦不断提高⟧。",
    "会议认为，一年来招商工作⟦成效显著⟧。",
    "因为补贴及时发放，农户种粮积极性⟦明显提高⟧。",
    "信访工作成为亮点，重复访⟦持续下降⟧。",
    "模拟考核中，学员成绩⟦大幅提高⟧。",
    "县医院将部分号源下放到乡镇，已使转诊等候时间⟦明显缩短⟧。",
    "3月12日，街道将问题移交城管部门，占道经营现象⟦明显减少⟧。",
    "为方便老人办事，社区开设了绿色通道，群众等候时间⟦明显缩短⟧。",
    "为提升窗口形象，税务分局开展礼仪培训，服务投诉⟦大幅减少⟧。",
    "局党组要求立行立改，共整改问题36个，作风建设⟦成效明显⟧。",
    "要求各村全面排查，截至6月底，地质灾害隐患点⟦大幅减少⟧。",
    "计划外用工现象⟦明显减少⟧。",
    "三年行动计划实施以来，人居环境⟦显著改善⟧。",
    "在全体干部的共同努力下，税收收入⟦大幅增长⟧。",
    "希望小学的办学条件⟦明显改善⟧。",
    "代表建议办理质量⟦明显提升⟧。",
    "有效确保了供水安全，居民用水投诉⟦明显减少⟧。",
    "农产品销路⟦不断拓宽⟧，农民收入持续增加。",
    "农民收入⟦持续增加⟧。",
    "进一步⟦提升⟧了全镇群众的防灾意识。",
    "⟦明显提升⟧了群众的安全感。",
    "不断完善制度，管理水平⟦明显提升⟧。",
    "县教育局加强校园管理，⟦持续提升⟧教学质量。",
    "区里不仅⟦大幅压减⟧了审批材料，还取消了多项收费。",
    "群众不出村就能办事，跑腿次数⟦大幅减少⟧。",
    "无证经营行为⟦明显减少⟧。",
    "去年，全市森林火灾次数⟦大幅下降⟧。",
    "市场主体⟦大幅增加⟧，其中例如餐饮业增长最快。",
    "如期完成改造后，管网漏损率⟦明显下降⟧。",
    "若干指标⟦明显好转⟧。",
    "目前，灌区供水保障能力⟦显著增强⟧。",
    "县纪委曾多次约谈，吃拿卡要问题⟦明显减少⟧。",
    "消防站提前进驻，确保了活动安全，群众反响良好，影响力⟦不断扩大⟧。",
    "“三查三改”⟦成效显著⟧。",
]

PLANNED = [
    "要⟦明显提升⟧基层治理水平。",
    "各学校要加强值班，⟦持续提高⟧安全管理水平。",
    "下一步，我局将加大抽检力度，农产品质量安全水平⟦明显提升⟧。",
    "力争到年底，河流断面水质⟦显著改善⟧。",
    "到2027年，全县公共卫生服务能力⟦大幅提升⟧。",
    "确保群众办事时间⟦大幅缩短⟧。",
    "必须⟦大幅压减⟧审批环节。",
    "务必使作风建设取得实效，群众满意度⟦明显提高⟧。",
    "拟通过技术改造，使能耗⟦明显下降⟧。",
    "计划用三年时间，农村人居环境⟦显著改善⟧。",
    "各部门应主动靠前服务，⟦不断优化⟧营商环境。",
    "应当⟦大幅提高⟧违法成本。",
    "乡镇卫生院须⟦持续提升⟧诊疗能力。",
    "为⟦进一步提升⟧窗口服务水平，区税务局推出预约办税。",
    "为了⟦明显提高⟧防汛能力，水务局组织了演练。",
    "县里新建泵站，旨在⟦大幅提升⟧排涝能力。",
    "会议要求，各单位压实责任，⟦持续改善⟧市容环境。",
    "会议强调，要坚持问题导向，推动作风⟦明显好转⟧。",
    "一要强化宣传，二要压实责任，三要⟦不断提升⟧群众知晓率。",
    "建议加大投入，⟦显著改善⟧山区学校条件。",
    "希望同志们再接再厉，⟦不断提高⟧业务水平。",
    "请各镇加强巡查，⟦切实提高⟧防火能力。",
    "今后，全所将⟦持续优化⟧办税流程。",
    "明年，全市财政收入⟦稳步增长⟧。",
    "需要⟦大幅提高⟧救援装备水平。",
    "亟需⟦明显改善⟧灌溉条件。",
    "预计三季度菜价⟦明显回落⟧。",
    "项目建成后，有望⟦大幅缩短⟧通勤时间。",
    "项目建成后，可⟦大幅提升⟧污水处理能力。",
    "新系统能够⟦明显提高⟧审批效率。",
    "严防安全生产形势⟦明显反弹⟧。",
    "不得⟦大幅提高⟧收费标准。",
    "在6月底前完成整改，排水能力⟦明显提升⟧。",
    "目标是城乡环境⟦显著改善⟧。",
    "实现作风⟦明显好转⟧的目标。",
    "以环境质量⟦明显改善⟧为目标，开展集中攻坚。",
    "对工作⟦成效显著⟧的单位，给予通报表扬。",
    "进一步⟦优化⟧办事流程。",
    "加快推动产业结构⟦持续优化⟧。",
    "⟦持续提升⟧服务质量。",
    "一是加强培训，⟦不断提高⟧队伍素质。",
    "健全网格制度，⟦持续增强⟧基层应急能力。",
    "（三）完善考核机制，⟦不断激发⟧干部活力。",
    "争取用两年时间⟦明显改善⟧校舍条件。",
    "努力⟦大幅提高⟧群众获得感。",
    "市委书记强调，坚持就业优先，⟦不断扩大⟧就业规模。",
    "各级各部门要像抓安全生产一样抓食品安全，群众满意度⟦明显提升⟧。",
    "将⟦大幅提升⟧县域医疗水平。",
    "不断增强群众防范意识，避免电信诈骗案件⟦大幅上升⟧。",
    "以便⟦大幅提高⟧查处效率。",
]

NEGATED = [
    "整改效果不⟦明显提升⟧。",
    "群众满意度未⟦明显提升⟧。",
    "乡村道路条件没有⟦明显改善⟧。",
    "个别窗口的服务尚未得到⟦明显改善⟧。",
    "部分企业用工短缺问题并未⟦明显缓解⟧。",
    "物价未出现⟦大幅上涨⟧。",
    "汛情没有因此⟦大幅缓解⟧。",
    "蔬菜价格未因连阴雨而⟦大幅上涨⟧。",
    "空气质量难以⟦明显改善⟧。",
]

QUESTION = [
    "群众满意度是否⟦明显提升⟧，要由群众评判。",
    "如何⟦大幅提升⟧基层执法能力？",
    "营商环境⟦明显改善⟧了吗？",
    "督查组重点查看作风是否⟦明显好转⟧。",
    "座谈会讨论怎样⟦持续优化⟧服务。",
]

CONDITIONAL = [
    "如果水位⟦明显上升⟧，立即转移群众。",
    "一旦病例⟦大幅增加⟧，启动应急预案。",
    "如遇客流⟦明显增加⟧，及时增开窗口。",
    "若水质⟦明显恶化⟧，停止取水。",
    "只要坚持不懈，城乡面貌就⟦明显改善⟧。",
]


def judge(marked: str) -> str:
    start = marked.index("⟦")
    end = marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    block = text.rfind("\n", 0, start) + 1
    close = text.find("\n", end)
    for first, last in sentences(text, block, close if close >= 0 else len(text)):
        if first <= start < last:
            return modality(text, first, last, start, end, block)
    raise AssertionError("the claim stands in no sentence")


@pytest.mark.parametrize("marked", REALISED)
def test_what_is_reported_as_done(marked: str) -> None:
    assert judge(marked) == "realised"


@pytest.mark.parametrize("marked", PLANNED)
def test_what_is_planned_demanded_or_wished(marked: str) -> None:
    assert judge(marked) == "planned"


@pytest.mark.parametrize("marked", NEGATED)
def test_what_is_denied(marked: str) -> None:
    assert judge(marked) == "negated"


@pytest.mark.parametrize("marked", QUESTION)
def test_what_is_asked(marked: str) -> None:
    assert judge(marked) == "question"


@pytest.mark.parametrize("marked", CONDITIONAL)
def test_what_is_supposed(marked: str) -> None:
    assert judge(marked) == "conditional"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("下一步，市场监管局持续发力。抽检合格率⟦明显提升⟧。", "planned"),
        ("下一步，市场监管局持续发力。上半年以来，抽检合格率已⟦明显提升⟧。", "realised"),
        ("汛期已到。请各镇加强巡查，防火能力⟦明显提高⟧。", "planned"),
        ("前一句讲的是计划。抽检合格率⟦明显提升⟧。", "realised"),
        ("今年以来，镇里多措并举。⟦持续提升⟧服务质量。", "realised"),
    ],
)
def test_earlier_sentences_of_the_block(text: str, expected: str) -> None:
    assert judge(text) == expected


@pytest.mark.parametrize("claims", [1, 400])
def test_a_claim_far_from_marks_is_read_near_itself(claims: int) -> None:
    assert (
        judge("河道水质良好" * claims * 10 + "⟦明显改善⟧" + "河道水质良好" * claims) == "realised"
    )


def test_a_document_that_lays_down_what_to_do() -> None:
    title = "关于加强农村饮水安全工作的通知\n各乡镇人民政府：\n"
    assert judge(title + "供水保障水平⟦稳步提升⟧，水费收缴规范。") == "planned"
    assert judge(title + "近年来，我县供水保障水平⟦稳步提升⟧。") == "realised"


def test_a_report_about_a_notice_is_a_report() -> None:
    assert judge("区教育局印发校园安全工作通知\n校园安全水平⟦明显提升⟧。") == "realised"


def test_the_section_decides() -> None:
    report = "全县应急管理工作情况\n一、上半年工作回顾\n{0}\n二、下半年工作打算\n{1}\n"
    claim, plain = "应急能力⟦明显增强⟧。", "应急能力明显增强。"
    assert judge(report.format(claim, plain)) == "realised"
    assert judge(report.format(plain, claim)) == "planned"
