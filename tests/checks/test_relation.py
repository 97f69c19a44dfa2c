"""The kind `relation`: what is reckoned, what rounding and other figures explain."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shengao.checks import relation
from shengao.checks.options.literals import required_literals
from shengao.checks.options.relation import Relation, expanded
from shengao.checks.options.relation_needs import needed, words
from shengao.checks.relation_skeleton import CLASSES, tally
from shengao.finding import Match

from .kinds import matches


def options(name: str, match: str, more: str = "") -> str:
    return f"relation = \"{name}\"\nmatch = '{match}'\n{more}"


def check(rule: str, text: str) -> list[Match]:
    return matches(Relation, relation.run, rule, text)[1]


CHANGE = options("change", "由<before>增至<after>，增长<stated>")
SHARE = options("share", "<whole>，其中<.>{1,6}<part>，占<stated:percent>")
RATE = options("rate", "(?P<stem>[\u4e00-\u9fff]{1,4})率<stated:percent>")
PARTS = options("parts", "<whole>，其中")
FULL = options("parts", "<whole>：", "exhaustive = true")
TOTAL = options("total", "，共<whole>")
PRODUCT = options("product", "每(?P<per>人|户|组)<.>{0,8}?<each>[^。]{0,20}?共<stated>")
AVERAGE = options("average", "平均每个?(?P<per>[\u4e00-\u9fff]{1,3}?)<stated>")
WEEKDAY = options("weekday", "<day:date>（星期(?P<stated>[一二三四五六日])")
CONVERSION = options("conversion", "<before>（约合<stated>")
PAST = options("change", "<after>，(?P<past>去年|\ue003)(?:同期)?为<before>，增长<stated>")
MONTHLY = options("average", "(?P<per>月)均<stated>")
RATE_ACROSS = RATE + "across = true"
PARTS_ACROSS = options("parts", "<whole>。其中", 'across = true\ngate = ["其中"]')
EXCESS = options("excess", "(?P<looked>检查)<.>{0,4}?<whole>，发现<.>{0,6}?<part>")
OUTCOME = options("excess", "受理<.>{0,8}?<whole>，办结<.>{0,2}?<part>")
NAMED = options("named", "，(?P<of>[\u4e00-\u9fff]{2,4})占总数的<stated:percent>")
BALANCE = options("balance", "原有<whole>，[^。]{0,30}，现有<stated>")
DONE = options("share", "任务<whole>，实际<part>，完成任务的<stated:percent>")
EACH = options("each", "^(?P<names>[^，]{2,40})各<each>，共<stated>")
ORDER = options("order", "<first:date>(?:开工|(?P<brief>立案))，<last:date>完成")
SIGNED = options("signed", "截至<day:date>，")
SHARES = options("shares", "分别占<:percent>(?:、<:percent>)+")
FACTORS = options("factors", "长<a>、宽<b>，面积<stated>")
CUT = options("factors", "原价<a>打(?P<cut>[一二三四五六七八九]{1,2}折)，<stated>")
YEARLY = options("factors", "每人(?P<year>每月)<a>，全年每人<stated>")
QUOTIENT = options("quotient", "有<lower>，租出<upper>，(?P<left>空置率)<stated:percent>")
CONTEST = options(
    "quotient", "招<lower>，报名<upper>，竞争比例(?P<stated>[\\ue000\\ue005]):<>", 'gate = ["竞争"]'
)
BILL = options("bill", "[甲乙]<>、每套<>，[甲乙]<>、每套<>，共<stated>")
PLUS = options("plus", "价<a>，税<b>，合计<stated>")
MAJORITY = options("majority", "<stated:percent>，已(?P<way>\\ue001)", 'gate = ["过半"]')
SPELT = options(
    "spelt", "币(?P<words>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+元整)（<stated>", 'gate = ["元整"]'
)
STAKES = options("stakes", "(?P<first>K\\d+\\+\\d{3})至(?P<last>K\\d+\\+\\d{3})，长<stated>")
PLACES = options(
    "places", "由(?P<first>\\ue005)升到(?P<last>\\ue005)，前移<stated>", 'gate = ["移"]'
)
SPLIT = options("split", "按(?P<terms>\\ue000:\\ue000)的比例，总额<whole>，县级承担<stated>")
TERM = options(
    "term", "期限(?P<stated>[\\ue000\\ue003])，自(?P<dates>\\ue003起至\\ue003)", 'gate = ["期限"]'
)
PLAN = options("plan", "(?P<plan>\\ue003)时期（(?P<dates>\\ue003)）", 'gate = ["时期"]')
RATIO = options(
    "shares", "结构(?P<at>\\ue000:\\ue000:\\ue000)", 'exhaustive = true\ngate = ["结构"]'
)
DAYS = options("days", "(?:为期|历时)<stated>")


NAMED_QUANTITIES = [
    (FACTORS, "院坝长20米、宽15米，面积350平方米。", [("350平方米", "300平方米")]),
    (FACTORS, "院坝长20米、宽15米，面积约350平方米。", []),
    (CUT, "原价200元打八五折，180元。", [("180元", "170元")]),
    (CUT, "原价200元打八折，160元。", []),
    (YEARLY, "每人每月300元，全年每人3000元。", [("3000元", "3600元")]),
    (QUOTIENT, "有50间，租出40间，空置率25%。", [("25%", "20%")]),
    (QUOTIENT, "有50间，租出40间，空置率20%。", []),
    (CONTEST, "招4人，报名120人，竞争比例40:1。", [("40", "30")]),
    (CONTEST, "招4人，报名120人，竞争比例30:1。", []),
    (BILL, "甲20套、每套30元，乙10套、每套50元，共1200元。", [("1200元", "1100元")]),
    (BILL, "甲20套、每套30元，乙10套、每套50元，共1100元。", []),
    (PLUS, "价10万元，税1.3万元，合计12.3万元。", [("12.3万元", "11.3万元")]),
    (PLUS, "价10万元，税1.3万元，合计11.3万元。", []),
    (MAJORITY, "完成46%，已过半。", [("46%", "")]),
    (MAJORITY, "完成56%，已过半。", []),
    (SPELT, "人民币叁拾贰万元整（320000元）。", []),
    (SPELT, "人民币叁拾贰万元整（230000元）。", [("230000元", "")]),
    (STAKES, "K2+300至K4+800，长3.5公里。", [("3.5公里", "2.5公里")]),
    (STAKES, "K2+300至K4+800，长2.5公里。", []),
    (PLACES, "由第9位升到第6位，前移4位。", [("4位", "3位")]),
    (PLACES, "由第9位升到第6位，前移3位。", []),
    (SPLIT, "按6:4的比例，总额500万元，县级承担350万元。", [("350万元", "")]),
    (SPLIT, "按6:4的比例，总额500万元，县级承担200万元。", []),
    (TERM, "期限3年，自2021年1月1日起至2024年5月1日。", [("2024年5月1日", "")]),
    (TERM, "期限3年，自2021年1月1日起至2023年12月31日。", []),
    (TERM, "期限6个月，自2021年1月1日起至2021年6月30日。", []),
    (PLAN, "“十四五”时期（2020—2025年）。", [("2020—2025年", "")]),
    (PLAN, "“十四五”时期（2021—2025年）。", []),
    (RATIO, "结构9.5:41.3:51.2。", [("9.5:41.3:51.2", "")]),
    (RATIO, "结构9.5:41.3:49.2。", []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "expected"), NAMED_QUANTITIES)
def test_quantities_known_by_their_names(
    rule: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(rule, text) == expected


def found(rule: str, text: str) -> list[tuple[str, str]]:
    """The words reported, with the fix shown."""
    return [
        (text[one.start : one.end], one.fixes[0].edits[0].text if one.fixes else "")
        for one in check(rule, text)
    ]


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (CHANGE, "站点由40个增至50个，增长20%。", [("20%", "25%")]),
        (CHANGE, "站点由40个增至50个，增长25%。", []),
        (CHANGE, "站点由2万个增至6万个，增长3倍。", [("3倍", "2倍")]),
        (CHANGE, "站点由40个增至50个，增长12个。", [("12个", "10个")]),
        (CHANGE, "覆盖率由40%增至52%，增长10个百分点。", [("10个百分点", "12个百分点")]),
        (SHARE, "展品600件，其中瓷器150件，占20%。", [("20%", "25%")]),
        (SHARE, "展品600件，其中瓷器150人，占20%。", []),
        (RATE, "检测水样50份，合格45份，合格率80%。", [("80%", "90%")]),
        (RATE, "检测水样50份，合格45份，利用率80%。", []),
        (PARTS, "藏书800册，其中童书500册、画册400册。", [("800册", "")]),
        (PARTS, "藏书800册，其中童书500册、画册200册。", []),
        (PARTS, "藏书800册，其中童书500册，接待读者900人。", []),
        (FULL, "藏书800册：童书500册、画册200册。", [("800册", "700册")]),
        (FULL, "藏书800册：童书500册、画册200册等。", []),
        (TOTAL, "招聘医师4名、护士9名，共15名。", [("15名", "13名")]),
        (TOTAL, "检查甲店4家、乙店9家，共15名。", []),
        (PRODUCT, "每户补助300元，20户共8000元。", [("8000元", "6000元")]),
        (PRODUCT, "每人每月补助300元，20人半年共3.6万元。", []),
        (PRODUCT, "3个工作组每组6人，共20人。", [("20人", "18人")]),
        (AVERAGE, "5个站共有船员60人，平均每个站15人。", [("15人", "12人")]),
        (AVERAGE, "5个站共有船员60人，平均每个站约12人。", []),
        (WEEKDAY, "定于2024年5月6日（星期二）。", [("二", "一")]),
        (WEEKDAY, "定于5月6日（星期二）。", []),
        (DAYS, "6月3日开班，6月12日结业，为期15天。", [("15天", "10天")]),
        (DAYS, "6月3日开班，6月12日结业，为期9天。", []),
        (DAYS, "8:30开始，9:10结束，历时50分钟。", [("50分钟", "40分钟")]),
    ],
)  # fmt: skip
def test_figures_are_reckoned(rule: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(rule, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "产量由1.2万吨增至1.5万吨，增长24.6%。",  # the two values may be rounded
        "站点由40个增至50个，增长约三成。",
        "站点由约40个增至50个，增长30%。",
        "站点由40至45个增至50个，增长30%。",
    ],
)
def test_rounding_and_words_of_approximation_explain(text: str) -> None:
    assert check(CHANGE, text) == []


def test_another_pair_of_figures_explains_a_share() -> None:
    text = "抽检300批次，合格285批次，其中本地产品120批次，占40%。"
    assert check(SHARE, text) == []


def test_fixes_of_figures_are_only_shown() -> None:
    [match] = check(CHANGE, "站点由40个增至50个，增长20%。")
    assert [fix.applicability for fix in match.fixes] == ["shown"]
    assert match.words["working"] == "（50个－40个）÷40个＝25%"
    assert len(match.related) == 2


def test_numbers_of_documents_and_codes_are_no_figures() -> None:
    rule = options("limit", "合格率<.>{0,12}?<stated:percent>")
    assert check(rule, "合格率见〔2024〕108号文件。") == []
    assert found(rule, "合格率达108%。") == [("108%", "")]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (options("change", "<before:colour>增至<after>"), "不认识数字的种类“colour”"),
        (options("change", "<before><after>"), "应含有固定的文字"),
        (options("guess", "增<stated>"), "relation"),
    ],
)
def test_what_cannot_be_compiled_is_refused(rule: str, reason: str) -> None:
    with pytest.raises((ValueError, ValidationError), match=reason):
        check(rule, "甲。")


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (CONVERSION, "退耕450亩（约合300公顷）。", [("300公顷", "30公顷")]),
        (CONVERSION, "退耕450亩（约合30公顷）。", []),
        (CONVERSION, "鲜叶450斤（约合60亩）。", []),
        (PAST, "出圃90万株，去年同期为60万株，增长60%。", [("60%", "50%")]),
        (PAST, "出圃90万株，5月为60万株，增长60%。", []),
        (MONTHLY, "一季度受理900件，月均360件。", [("360件", "300件")]),
        (MONTHLY, "前4个月受理900件，月均225件。", []),
        (MONTHLY, "1至6月受理900件，月均200件。", [("200件", "150件")]),
        (MONTHLY, "受理900件，月均200件。", []),
        (RATE_ACROSS, "井盖120套送检。90套承压达标，达标率82%。", [("82%", "75%")]),
        (RATE_ACROSS, "井盖120套、箅子99套送检。90套承压达标，达标率82%。", []),
        (RATE, "有床位40张，入住30人，入住率85%。", [("85%", "75%")]),
        (PARTS_ACROSS, "配发课桌600张。其中高年级320张、低年级310张。", [("600张", "")]),
        (PARTS_ACROSS, "配发木桌80张、铁桌600张。其中高年级320张、低年级310张。", []),
        (DAYS, "4月10日进场，6月12日完工，历时3个月。", [("3个月", "")]),
        (DAYS, "4月10日进场，7月8日完工，历时3个月。", []),
    ],
)
def test_figures_that_stand_apart(rule: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(rule, text) == expected


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (EXCESS, "检查船只40艘，发现无证46艘。", [("46艘", "")]),
        (EXCESS, "检查码头40处，发现隐患46处。", []),  # one place may have several
        (OUTCOME, "受理30件，办结约34件。", [("34件", "")]),
        (OUTCOME, "受理30件，办结约31件。", []),
        (OUTCOME, "受理比上年增加30件，办结40件。", []),  # so many more, not so many in all
        (NAMED, "接警80起，其中火警32起、救援48起，火警占总数的46%。", [("46%", "40%")]),
        (NAMED, "接警80起，其中火警32起、救援48起，火警占总数的40%。", []),
        (NAMED, "接警80起，其中火警32起、火警误报8起，火警占总数的46%。", []),  # which of them
        (BALANCE, "原有58户，新增9户、注销4户，现有67户。", [("67户", "63户")]),
        (BALANCE, "原有58户，新增9户、注销4户，现有63户。", []),
        (BALANCE, "原有58户，走访9户，现有67户。", []),  # neither came nor went
        (EACH, "东街、西街、南街各3盏，共8盏。", [("8盏", "9盏")]),
        (EACH, "东街、西街、南街各3盏，共9盏。", []),
        (EACH, "东、西两街各3盏，共8盏。", [("8盏", "6盏")]),
        (EACH, "5条街各3盏，共12盏。", [("12盏", "15盏")]),
        (EACH, "东街5条巷、西街各3盏，共12盏。", []),
        (DONE, "任务500亩，实际535亩，完成任务的93.5%。", [("93.5%", "107%")]),
        (DONE, "任务500亩，实际535亩，完成任务的107%。", []),
    ],
)
def test_parts_and_flows(rule: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(rule, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("藏书300册，其中童书、画册各80册，辞书200册。", [("300册", "")]),
        ("藏书300册，其中童书、画册各80册，辞书140册。", []),
        ("职工90人，其中女职工58人、党员47人。", []),  # a woman may be a party member
        ("送书90册，开展活动60次；其中童书50册、画册40册。", []),
        ("受理90件，办结80件；其中邻里50件、婚姻40件。", []),  # of those taken in
        ("比上年净增30人，其中新招46人、调入8人。", []),
        ("新签9个，其中工业类4个；开工7个。", []),
    ],
)
def test_parts_of_a_whole(text: str, expected: list[tuple[str, str]]) -> None:
    rule = options("parts", "<whole>[，；](?:<.>{0,8}?<>[，；])?其中")
    assert found(rule, text) == expected


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (ORDER, "2023年9月5日开工，2023年8月3日完成。", [("2023年8月3日", "")]),
        (ORDER, "9月5日开工，8月3日完成。", []),  # of the next year
        (ORDER, "9月5日立案，8月3日完成。", [("8月3日", "")]),
        (ORDER, "9月5日立案，9月8日完成。", []),
        (SIGNED, "截至6月30日，巡河46次。\n石桥水务站\n2024年6月20日", [("6月30日", "")]),
        (SIGNED, "截至6月18日，巡河46次。\n石桥水务站\n2024年6月20日", []),
        (SIGNED, "截至12月31日，巡河46次。\n石桥水务站\n2024年1月8日", []),  # of the year before
        (SIGNED, "截至6月30日，巡河46次。", []),
        (SHARES, "三类分别占52%、31%、19%。", [("52%、31%、19%", "")]),
        (SHARES, "三类分别占52.3%、31.2%、16.6%。", []),  # rounded
        (SHARES, "两类分别占62%、48%。", []),  # a woman may be a party member
    ],
)
def test_days_in_order_and_shares_of_one(
    rule: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(rule, text) == expected


@given(
    st.sampled_from(
        (
            "<a>，占(?:<b:percent>|<c:point>){2,3}",
            "(?=<a>{3})<><b:date>?<c:time>",
            "(?:<a:date>至)?<b:figure>[，、]<c:percent>+",
            "[^。；\ue003]{0,3}<a>(?:、<>)*(?P<last>[\ue000\ue005])",
        )
    ),
    st.text("\ue000\ue001\ue002\ue003\ue004\ue005占至，、一", max_size=16),
)
def test_a_sentence_that_lacks_what_is_needed_matches_nothing(match: str, words: str) -> None:
    pattern = expanded(match)
    held = tally([sum(map(words.count, one)) for one in CLASSES])
    if re.search(pattern, words):
        assert not needed(pattern) & ~held


@pytest.mark.parametrize(
    ("match", "gate", "found"),
    [
        ("<whole>，(?:其中)?<part>，占比?<stated:percent>", ("的",), {"，占"}),
        ("<a>(?:出生|生)于", (), {"生于"}),
        ("完成\ue001过半数", ("的",), {"过半数"}),
        ("<a>", ("共", "合计"), {"共", "合计"}),
    ],
)
def test_the_rarest_words_are_sought(match: str, gate: tuple[str, ...], found: set[str]) -> None:
    pattern = expanded(match)
    assert words(pattern, frozenset(gate) or required_literals(pattern)) == found
