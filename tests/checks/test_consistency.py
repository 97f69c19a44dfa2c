"""The kind `consistency`: announcements, names, numbers and marks compared across a draft."""

import pytest

from shengao.checks import consistency
from shengao.checks.options.consistency import Consistency

from .kinds import lexicons, matches

ITEMS = "of = \"items\"\nmatch = '(?P<at>(?P<n>[两三四五])点)要求'\n"
NAMES = 'of = "persons"\nbefore = "post"\nafter = "verb"\nsounds = "alike"\nfamily = "林赵"\n'
BODIES = 'of = "bodies"\nbefore = "kind"\nsounds = "alike"\ncontrast = "东西"\n'
COUNTED = 'of = "counted"\ngate = ["、"]\n'
SLIPS = 'of = "slips"\nbefore = "kind"\nsounds = "alike"\nnearly = "nearly"\ncontrast = "东西"\n'
RIVALS = 'of = "rivals"\nrivals = ["水利局|水务局=水保局"]\napart = "更名"\n'
NUMBERING = 'of = "numbering"\ngate = ["二", "三", "四", "2", "3"]\n'
PAIRS = 'of = "pairs"\ngate = ["“", "”", "（", "）"]\n'
FIGURES = 'of = "figures"\ngate = ["。"]\n'
TITLES = 'of = "title-figures"\ngate = ["。"]\n'
VALUES = (
    "of = \"values\"\nmatch = '全(?P<key>[县校])(?P<at>\\d+[个名])(?P<key2>[乡学])'\n"
    "apart = '去年'\n"
)
NEAR = "of = \"values\"\nnear = true\nmatch = '占地(?P<key>)(?P<at>\\d+亩)'\n"
FIRST = (
    "of = \"values\"\nmatch = ['站(?P<key>长)(?P<at>\\d米)(?P<first>)',"
    " '该站(?P<key>长)(?P<at>\\d米)(?P<later>)']\n"
)
POSTS = "of = \"values\"\nmatch = '(?P<at>副?站长)(?P<key>林晓)'\n"
QUOTED = 'of = "quoted"\nsounds = "alike"\ngate = ["”"]\n'
WORDS = lexicons(post="医生", verb="说", alike="东冬 码马", kind="渔场", nearly="林岭")


def places(rule: str, text: str) -> list[tuple[int, str]]:
    _, found = matches(Consistency, consistency.run, rule, text, WORDS)
    return [(one.start, text[one.start : one.end]) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("提出三点要求：一是清淤，二是护坡。", [(2, "三点")]),
        ("提出两点要求：一是清淤，二是护坡。", []),
        ("提出三点要求。\n一是清淤。挖泥2吨。\n二是护坡。砌石9米。", [(2, "三点")]),
        ("提出三点要求。散会。\n一、清淤。\n二、护坡。", []),
        ("提出三点要求：不迟到、不早退、不缺席、不代签。", [(2, "三点")]),
        ("提出三点要求：清淤、护坡。", []),
    ],
)
def test_items_are_counted(text: str, found: list[tuple[int, str]]) -> None:
    assert places(ITEMS, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("医生林晓东巡诊。林晓冬带了药箱。", [(8, "林晓冬")]),
        ("林晓冬带了药箱。医生林晓东巡诊，林晓东说。", [(0, "林晓冬")]),
        ("医生林晓东巡诊。林晓梅带了药箱。", [(8, "林晓梅")]),
        ("医生林晓东巡诊。妹妹林晓梅带了药箱。", []),
        ("医生林晓东巡诊，林晓梅带了药箱。", []),
        ("医生林晓东巡诊。林晓梅、赵冬带了药箱。", []),
        ("医生林晓东巡诊。林东晓带了药箱。", [(8, "林东晓")]),
        ("医生林晓东巡诊。赵晓冬带了药箱。", []),
        ("医生林晓东巡诊，医生林晓东说。", []),
    ],
)
def test_names_of_persons(text: str, found: list[tuple[int, str]]) -> None:
    assert places(NAMES, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("石马渔场开捕，石码渔场补苗。", [(7, "石码渔场")]),
        ("石马渔场开捕，石牛渔场补苗。", []),
        ("城东远洋渔场开捕，城西远洋渔场补苗。", []),
        ("临河县渔业局发证，河口县渔业局渔场抽查。", []),
    ],
)
def test_names_of_bodies(text: str, found: list[tuple[int, str]]) -> None:
    assert places(BODIES, text) == found


def test_a_body_of_two_seats() -> None:
    text = "临河县渔业局发证，临河区渔业局渔场抽查。"
    assert places(BODIES, text) == [(9, "临河区渔业局")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一、清淤\n挖泥。\n三、护坡\n砌石。", [(9, "三")]),
        ("一、清淤\n挖泥。\n二、护坡\n砌石。", []),
        ("1.清淤。\n2.护坡。\n2.植树。", [(12, "2")]),
        ("一、清淤\n（一）上段。\n（二）下段。\n二、护坡\n（一）上段。", []),
        ("一是清淤，二是护坡，二是植树。", [(10, "二是")]),
    ],
)
def test_numbers_of_lists(text: str, found: list[tuple[int, str]]) -> None:
    assert places(NUMBERING, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("推行“一河一长，落实9人。", [(2, "“")]),
        ("推行“一河一长”，落实9人。", []),
        ("样品（含对照组，合格。", [(2, "（")]),
        ("样品含对照组），合格。", [(6, "）")]),
        ("1）清淤；2）护坡。", []),
        ("“水退了。\n“路通了。”他说。", []),
    ],
)
def test_pairs_of_marks(text: str, found: list[tuple[int, str]]) -> None:
    assert places(PAIRS, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("在册渔船4587艘。检验渔船4857艘。", [(14, "4857艘")]),
        ("在册渔船4587艘。检验渔船4857人。", []),
        ("在册渔船312艘。检验渔船321艘。", [(13, "321艘")]),
        ("在册渔船312艘。外来快艇321艘。", []),
        ("在册渔船321艘，其中新造渔船312艘。", []),
    ],
)
def test_swapped_digits(text: str, found: list[tuple[int, str]]) -> None:
    assert places(FIGURES, text) == found


def test_a_figure_of_the_title_returns_in_the_text() -> None:
    body = "\n截至8月9日，市公路局修复水毁桥梁11座，恢复通车，抢险队员分三班作业，昼夜不停。"
    assert places(TITLES, "公路局修复水毁桥梁12座" + body) == [(9, "12座")]
    assert places(TITLES, "公路局修复水毁桥梁11座" + body) == []


def test_a_rule_without_literals_is_refused() -> None:
    with pytest.raises(ValueError, match="gate"):
        places('of = "pairs"\n', "甲。")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("开设烹饪、茶艺、面点三门课。", []),
        ("开设烹饪、茶艺、面点四门课。", [(10, "四门")]),
        ("开设烹饪、茶艺和面点、插花四门课。", []),
        ("开设烹饪、茶艺、面点等四门课。", []),
        ("开设烹饪、茶艺、面点六门课。", []),
        ("备齐沙袋、水泵，四座泵站待命。", []),
    ],
)
def test_lists_are_counted(text: str, found: list[tuple[int, str]]) -> None:
    assert places(COUNTED, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("石马渔场开捕。石牛渔场还补苗2万尾。", [(7, "石牛渔场")]),
        ("石马渔场开捕。石牛渔场补苗2万尾。", []),  # another one
        ("石马渔场开捕。石码渔场补苗2万尾。", [(7, "石码渔场")]),
        ("石马渔场开捕。马石渔场补苗2万尾。", [(7, "马石渔场")]),
        ("石马滩渔场开捕。石马渔场补苗2万尾。", [(8, "石马渔场")]),
        ("石马渔场放养鱼苗260箱。夜里查看石牛渔场的260箱鱼苗。", [(17, "石牛渔场")]),
        ("石马渔场开捕。石码渔场、石羊渔场补苗。", []),
        ("石马渔场开捕，石码渔场补苗2万尾。", []),
        ("石马渔场开捕。石码渔场补苗。石码渔场停电。", []),
        ("石马渔场开捕。石码渔场另有鱼苗2万尾，两处分别补苗。", []),
        ("东马渔场开捕。西马渔场还补苗2万尾。", []),
    ],
)
def test_names_that_change_a_character(text: str, found: list[tuple[int, str]]) -> None:
    assert places(SLIPS, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("县水利局清淤。县水务局护坡。", [(7, "县水务局")]),
        ("水利局清淤。水务局护坡。", [(6, "水务局")]),
        ("县水利局清淤，县水务局护坡。", []),
        ("县水利局清淤。市水务局护坡。", []),
        ("县水保局清淤。县水务局护坡。", []),  # forms of one name
        ("县水利局清淤。县水务局护坡。去年更名。", []),
        ("县水利局清淤。县城建局、水务局护坡。", []),
        ("新水利局清淤。旧水务局护坡。", []),
    ],
)
def test_offices_that_have_one_name(text: str, found: list[tuple[int, str]]) -> None:
    assert places(RIVALS, text) == found


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        (VALUES, "全县14个乡镇联网。全县16个乡镇培训。", [(12, "16个")]),
        (VALUES, "全县14个乡镇联网。全县14个乡镇培训。", []),
        (VALUES, "全县14个乡镇联网，全县16个乡镇培训。", []),  # in one sentence they are compared
        (VALUES, "全县14个乡镇联网。去年全县12个乡镇培训。", []),
        (VALUES, "全县14个乡镇联网。全县16个乡镇培训。全县16个乡镇验收。", []),  # not a slip
        (VALUES, "全县14个乡镇联网。全校16个学生培训。", []),
        (NEAR, "占地14亩。占地16亩。", [(8, "16亩")]),
        (NEAR, "占地14亩。占地8亩。", []),  # a part of it
        (FIRST, "甲站长8米，该站长9米。该站长9米。", []),  # in one sentence
        (FIRST, "甲站长8米。该站长9米。", [(9, "9米")]),
        (FIRST, "甲站长8米。乙站长9米。", []),  # another station
        (FIRST, "该站长9米。甲站长8米。", []),
        (POSTS, "站长林晓讲课。副站长林晓讲课。", []),  # taken for a shorter form
        (POSTS + "shorter = false", "站长林晓讲课。副站长林晓讲课。", [(7, "副站长")]),
        (QUOTED, "“冬阳”行动送煤。“东阳”行动送炭。", [(10, "东阳")]),
        (QUOTED, "“冬阳”行动送煤。“春阳”行动送炭。", []),
        (QUOTED, "“冬阳”行动送煤。“东阳”讲堂送炭。", []),
        (QUOTED, "“冬阳送暖”送煤，“东阳送暖”日均30户。", [(10, "东阳送暖")]),
        (QUOTED, "“冬阳送暖”送煤。“阳冬送暖”送炭。", [(10, "阳冬送暖")]),
        (QUOTED, "“冬阳送暖”送煤。“春阳送暖”行动还送炭。", [(10, "春阳送暖")]),
        (QUOTED, "“冬阳送暖”送煤。“春阳送暖”送炭。", []),
        (QUOTED, "“冬阳送暖”送煤。“春阳送暖”、“夏日清凉”还未办。", []),
    ],
)
def test_a_thing_has_one_value(rule: str, text: str, found: list[tuple[int, str]]) -> None:
    assert places(rule, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("医生赵晓东巡诊。医生赵晓冬带药。", [(10, "赵晓冬")]),
        ("医生赵晓东巡诊，医生赵晓冬带药。", []),  # two of many
        ("医生赵晓东、赵晓冬巡诊。", []),
        ("医生赵晓巡诊。赵晓说。", []),
    ],
)
def test_two_persons_may_have_names_alike(text: str, found: list[tuple[int, str]]) -> None:
    assert places(NAMES, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("林晓东修渠12公里。去年，林晓冬又挖塘3口。", [(13, "林晓冬")]),
        ("获奖名单：林晓东、赵大海、林晓冬。", []),
        ("林晓东修渠12公里。弟弟林晓冬又挖塘3口。", []),
        ("林晓东修渠12公里。去年，林晓梅又挖塘3口。", []),
    ],
)
def test_names_are_told_without_a_post(text: str, found: list[tuple[int, str]]) -> None:
    assert places(NAMES, text) == found
