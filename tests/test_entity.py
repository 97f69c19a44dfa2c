from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shengao import entity
from shengao.entity import figures
from shengao.structure import Clock, Period, Quantity


def kinds(text: str) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.kind) for found in entity.find(text)]


def words(text: str, *wanted: str) -> list[str]:
    return [
        text[found.start : found.end]
        for found in entity.find(text)
        if not wanted or found.kind in wanted
    ]


def value(text: str, year: int | None = None) -> object:
    (found,) = entity.find(text, year)
    assert text[found.start : found.end] == text
    return found.value


@pytest.mark.parametrize(
    "written",
    [
        "2024年5月16日", "2024-05-16", "2024/5/16", "2024.5.16", "二〇二四年五月十六日",
        "一九九六年七月", "98年6月", "5月16日", "16日", "5月", "7月份", "2024年", "2024年度",
        "2023—2024学年", "今年1—5月份", "1-5月", "1至5月", "5月16日至18日", "5月31日—6月2日",
        "2021—2023年", "2022年至2024年", "2024年1月至2025年3月", "11月至次年3月", "上半年",
        "2024年上半年", "一季度", "第三季度", "前三季度", "二三季度", "2024年一季度", "6月中旬",
        "6月底", "今年前11个月", "年初", "年底", "月底", "2024年底", "去年", "今年", "明年", "本月",
        "上月", "去年5月", "去年12月至今年2月", "本月16日", "“十四五”", "20世纪90年代", "21世纪",
        "2024年5月16—18日", "２０２４年５月",
    ],
)  # fmt: skip
def test_dates_are_one_entity(written: str) -> None:
    assert kinds(written) == [(written, "date")]
    assert kinds(f"，{written}，全市共受理") == [(written, "date")]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("请于7月20日前报送", ["7月20日"]),
        ("20日前完成整改", ["20日"]),
        ("6月底前建成投用", ["6月底"]),
        ("十四五时期，全县新建泵站", ["十四五"]),
        ("“十四五”规划收官", ["“十四五”"]),
        ("近三年来新建校舍", ["三年"]),
        ("过去五年、5年来、连续3年", ["五年", "5年", "3年"]),
        ("目前年均增长，清明年年如此，以上年龄", []),
        ("说明年度安排", []),
        ("三月三是传统节日", []),
        ("每年初、每月底各查一次", []),
        ("2024世界水日主题活动", ["2024"]),
        ("自2024年5月16日14时起", ["2024年5月16日"]),
        ("工期由5年缩短至3年", []),
        ("提前40分钟转移，20年一遇洪水", []),
        ("拘留5日，历时3日", []),
        ("（2024—2026年）", ["2024—2026年"]),
        ("2024年\n5月16日", ["2024年", "5月16日"]),
    ],
)
def test_dates_in_their_company(text: str, dates: list[str]) -> None:
    assert words(text, "date") == dates


@pytest.mark.parametrize(
    ("written", "year", "expected"),
    [
        (
            "2024年5月16日",
            None,
            Period("day", 2024, 5, 16, date(2024, 5, 16), date(2024, 5, 16)),
        ),
        (
            "二〇二四年五月十六日",
            None,
            Period("day", 2024, 5, 16, date(2024, 5, 16), date(2024, 5, 16)),
        ),
        ("2024-02", None, Period("month", 2024, 2, None, date(2024, 2, 1), date(2024, 2, 29))),
        ("5月16日", None, Period("day", None, 5, 16)),
        ("5月16日", 2024, Period("day", None, 5, 16, date(2024, 5, 16), date(2024, 5, 16))),
        ("2023年2月29日", None, Period("day", 2023, 2, 29)),
        (
            "今年1—5月份",
            2024,
            Period("month", None, 1, None, date(2024, 1, 1), date(2024, 5, 31), relative=True),
        ),
        ("今年1—5月份", None, Period("month", None, 1, relative=True)),
        (
            "去年",
            2024,
            Period("year", None, None, None, date(2023, 1, 1), date(2023, 12, 31), relative=True),
        ),
        (
            "5月31日至6月2日",
            2024,
            Period("day", None, 5, 31, date(2024, 5, 31), date(2024, 6, 2)),
        ),
        (
            "2024年5月16日至18日",
            None,
            Period("day", 2024, 5, 16, date(2024, 5, 16), date(2024, 5, 18)),
        ),
        (
            "2023年12月至次年3月",
            None,
            Period("month", 2023, 12, None, date(2023, 12, 1), date(2024, 3, 31)),
        ),
        (
            "2021—2023年",
            None,
            Period("year", 2021, None, None, date(2021, 1, 1), date(2023, 12, 31)),
        ),
        (
            "2024年上半年",
            None,
            Period("half", 2024, None, None, date(2024, 1, 1), date(2024, 6, 30)),
        ),
        (
            "前三季度",
            2024,
            Period("quarter", None, None, None, date(2024, 1, 1), date(2024, 9, 30)),
        ),
        (
            "四季度",
            2024,
            Period("quarter", None, None, None, date(2024, 10, 1), date(2024, 12, 31)),
        ),
        ("前11个月", 2024, Period("month", None, None, None, date(2024, 1, 1), date(2024, 11, 30))),
        ("6月中旬", 2024, Period("third", None, 6, None, date(2024, 6, 11), date(2024, 6, 20))),
        ("2024年2月底", None, Period("third", 2024, 2, None, date(2024, 2, 21), date(2024, 2, 29))),
        (
            "“十四五”",
            None,
            Period("plan", None, None, None, date(2021, 1, 1), date(2025, 12, 31)),
        ),
        ("上月", 2024, Period("month", relative=True)),
    ],
)
def test_what_dates_stand_for(written: str, year: int | None, expected: Period) -> None:
    assert value(written, year) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("14:30", Clock(14, 30)),
        ("9时", Clock(9)),
        ("8时30分", Clock(8, 30)),
        ("14时05分", Clock(14, 5)),
        ("上午9时", Clock(9)),
        ("晚8时35分", Clock(20, 35)),
        ("早上8点半", Clock(8, 30, spoken=True)),
        ("8点多", Clock(8, spoken=True)),
        ("11点", Clock(11, spoken=True)),
        ("4点", Clock(4, spoken=True)),
        ("下午3点", Clock(15, spoken=True)),
        ("下午三点", Clock(15, spoken=True)),
        ("晚上7点20分", Clock(19, 20, spoken=True)),
    ],
)
def test_times_of_day(written: str, expected: Clock) -> None:
    assert value(written) == expected


@pytest.mark.parametrize("text", ["提出3点建议", "以下3点：", "三点意见", "师生比为1:20", "24小时"])
def test_what_is_no_time_of_day(text: str) -> None:
    assert words(text, "time") == []


@pytest.mark.parametrize(
    ("written", "kind", "expected"),
    [
        ("1,234处", "figure", Quantity(Decimal(1234), Decimal(1234), "处")),
        ("500余人", "figure", Quantity(Decimal(500), Decimal(500), "人", approximate=True)),
        ("30多万人", "figure", Quantity(Decimal(300000), Decimal(300000), "人", approximate=True)),
        ("1.2万户", "figure", Quantity(Decimal(12000), Decimal(12000), "户")),
        ("5.67万亿元", "money", Quantity(Decimal("5.67E+12"), Decimal("5.67E+12"), "元")),
        ("5000万元", "money", Quantity(Decimal(50000000), Decimal(50000000), "元")),
        ("160.6亿美元", "money", Quantity(Decimal(16060000000), Decimal(16060000000), "美元")),
        ("3—5万元", "money", Quantity(Decimal(30000), Decimal(50000), "元")),
        ("842元/月", "money", Quantity(Decimal(842), Decimal(842), "元/月")),
        ("3至5天", "figure", Quantity(Decimal(3), Decimal(5), "天")),
        ("10个—20个", "figure", Quantity(Decimal(10), Decimal(20), "个")),
        ("三至五个", "figure", Quantity(Decimal(3), Decimal(5), "个")),
        ("三五天", "figure", Quantity(Decimal(3), Decimal(5), "天", approximate=True)),
        ("三五十人", "figure", Quantity(Decimal(30), Decimal(50), "人", approximate=True)),
        ("十七八岁", "figure", Quantity(Decimal(17), Decimal(18), "岁", approximate=True)),
        ("十几个", "figure", Quantity(Decimal(11), Decimal(19), "个", approximate=True)),
        ("十来个", "figure", Quantity(Decimal(10), Decimal(10), "个", approximate=True)),
        ("几十家", "figure", Quantity(Decimal(20), Decimal(90), "家", approximate=True)),
        ("数十万元", "money", Quantity(Decimal(200000), Decimal(900000), "元", approximate=True)),
        ("两百余户", "figure", Quantity(Decimal(200), Decimal(200), "户", approximate=True)),
        ("上百名", "figure", Quantity(Decimal(100), Decimal(100), "名", approximate=True)),
        ("一百二十三人", "figure", Quantity(Decimal(123), Decimal(123), "人")),
        ("三亿五千万元", "money", Quantity(Decimal(350000000), Decimal(350000000), "元")),
        ("两届", "figure", Quantity(Decimal(2), Decimal(2), "届")),
        ("两次", "figure", Quantity(Decimal(2), Decimal(2), "次")),
        ("三个多月", "figure", Quantity(Decimal(3), Decimal(3), "个月", approximate=True)),
        ("两个半小时", "figure", Quantity(Decimal("2.5"), Decimal("2.5"), "个小时")),
        ("-5℃", "figure", Quantity(Decimal(-5), Decimal(-5), "℃")),
        ("28km", "figure", Quantity(Decimal(28), Decimal(28), "km")),
        ("26.3微克/立方米", "figure", Quantity(Decimal("26.3"), Decimal("26.3"), "微克/立方米")),
        ("30台（套）", "figure", Quantity(Decimal(30), Decimal(30), "台")),
        ("88.3%", "percent", Quantity(Decimal("88.3"), Decimal("88.3"), "%")),
        ("１２．５％", "percent", Quantity(Decimal("12.5"), Decimal("12.5"), "%")),
        ("3‰", "percent", Quantity(Decimal(3), Decimal(3), "‰")),
        ("80%—90%", "percent", Quantity(Decimal(80), Decimal(90), "%")),
        ("百分之十二点五", "percent", Quantity(Decimal("12.5"), Decimal("12.5"), "%")),
        ("百分之八至百分之十", "percent", Quantity(Decimal(8), Decimal(10), "%")),
        ("千分之三", "percent", Quantity(Decimal(3), Decimal(3), "‰")),
        ("三成", "percent", Quantity(Decimal(30), Decimal(30), "%")),
        ("三分之二", "percent", Quantity(Decimal("66.67"), Decimal("66.67"), "%")),
        ("1/4", "percent", Quantity(Decimal("25.00"), Decimal("25.00"), "%")),
        ("一半", "percent", Quantity(Decimal(50), Decimal(50), "%")),
        ("过半", "percent", Quantity(Decimal(50), Decimal(50), "%", approximate=True)),
        ("5.2个百分点", "point", Quantity(Decimal("5.2"), Decimal("5.2"), "个百分点")),
        ("三个百分点", "point", Quantity(Decimal(3), Decimal(3), "个百分点")),
        ("两倍", "figure", Quantity(Decimal(2), Decimal(2), "倍")),
        ("翻两番", "figure", Quantity(Decimal(2), Decimal(2), "番")),
        ("翻番", "figure", Quantity(Decimal(1), Decimal(1), "番")),
    ],
)
def test_figures_and_their_values(written: str, kind: str, expected: Quantity) -> None:
    assert kinds(written) == [(written, kind)]
    assert value(written) == expected


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("约300人到场", "300人"),
        ("近百名志愿者", "百名"),
        ("超过12万亩", "12万亩"),
        ("300人左右", "300人"),
        ("300人以上", "300人"),
    ],
)
def test_words_around_make_a_figure_approximate(text: str, written: str) -> None:
    (found,) = entity.find(text)
    assert text[found.start : found.end] == written
    assert isinstance(found.value, Quantity)
    assert found.value.approximate


def test_saving_is_not_about() -> None:
    (found,) = entity.find("节约100万元")
    assert isinstance(found.value, Quantity)
    assert not found.value.approximate


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("由32%升至41%", ["32%", "41%"]),
        ("从120件到45件", ["120件", "45件"]),
        ("万元以下的3起、5起", ["3起", "5起"]),
        ("5万人民币、10万人口", ["5万人民币", "10万"]),
        ("30多个、三千多亩", ["30多个", "三千多亩"]),
        ("12%、8.5%", ["12%", "8.5%"]),
        ("3家庭院、5人口", ["3", "5"]),
        ("GDP100亿元", ["100亿元"]),
    ],
)
def test_figures_in_their_company(text: str, figures: list[str]) -> None:
    assert words(text, "figure", "percent", "money") == figures


@pytest.mark.parametrize(
    "text",
    [
        "一些单位一起行动，统一标准，一方面宣传，另一方面检查",
        "以防万一，兼顾三农，落实四个全面",
        "“三查三改”、“两个确立”、“四个自信”",
        "一是排查，二是整改，一要坚决，二要彻底",
        "七一、五一、双十一、五四青年",
        "十分重要，千方百计，百姓满意，一律公开，一定落实",
        "一般隐患，一线干部，一体化，一次性补贴，第一书记，第一时间",
        "九龙坡区、三亚、六安、三台县、七台河、四川、两会、二维码",
        "一个、一次、一批、一项、一名",
        "五位一体、四周、四处、三番五次、三言两语、五颜六色",
        "红十字会、十字路口、三角洲、三公经费",
        "成百上千，成千上万",
        "千万不要，百年大计，千人计划，万众一心",
        "党的二十大、十八大、三中全会",
        "三年行动、五年规划",
        "一、二、（三）四",
        "星期三下午、周五名单",
        "三成立、一半天",
    ],
)
def test_numerals_inside_words_count_nothing(text: str) -> None:
    assert words(text, "figure", "percent", "point", "money") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("党的二十届三中全会", [("二十届", "ordinal")]),
        ("第七届、第3次", [("第七届", "ordinal"), ("第3次", "ordinal")]),
        ("排名前三，前10位", [("前三", "ordinal"), ("前10位", "ordinal")]),
        ("三级医院、二期工程", [("三级", "ordinal"), ("二期", "ordinal")]),
        ("十四届全国人大四次会议", [("十四届", "ordinal"), ("四次", "ordinal")]),
        ("世界500强、附件3", [("500强", "ordinal"), ("3", "ordinal")]),
        ("6.2级地震", [("6.2级", "figure")]),
        ("国办发〔2018〕118号", [("国办发〔2018〕118号", "document-number")]),
        ("按照鄂政文[2004]15号要求", [("鄂政文[2004]15号", "document-number")]),
        ("（皖政办秘（2018）12号）", [("皖政办秘（2018）12号", "document-number")]),
        ("印发人社部发﹝2021﹞9号", [("人社部发﹝2021﹞9号", "document-number")]),
        ("根据苏水河湖【2020】7号", [("苏水河湖【2020】7号", "document-number")]),
        ("第十二条第二款规定", [("第十二条第二款", "article")]),
        ("第二十三条第一款第（三）项", [("第二十三条第一款第（三）项", "article")]),
        ("电话13812345678", [("13812345678", "phone")]),
        ("0551-62812345", [("0551-62812345", "phone")]),
        ("138****5678", [("138****5678", "phone")]),
        ("拨打12345热线、120急救电话", [("12345", "phone"), ("120", "phone")]),
        ("34010119900307123X", [("34010119900307123X", "identity-number")]),
        ("《关于2024年“三夏”的通知》", [("《关于2024年“三夏”的通知》", "title")]),
        ("《关于〈条例〉的《说明》》", [("《关于〈条例〉的《说明》》", "title")]),
        ("《没有结束的3件", [("3件", "figure")]),
        ("见https://example.cn/a?b=12。", [("https://example.cn/a?b=12", "url")]),
        ("发至a_1@example.cn", [("a_1@example.cn", "url")]),
        ("G331国道、省道212线", [("G331", "latin"), ("212线", "latin")]),
        ("3号楼、1号文件", [("3号楼", "latin"), ("1号文件", "latin")]),
        ("地铁2号线", [("2号线", "latin")]),
        ("K36段、5G基站、5A级景区", [("K36", "latin"), ("5G", "latin"), ("5A", "latin")]),
        ("“110”接处警、“7·20”暴雨", [("110", "latin"), ("7·20", "latin")]),
        ("PM2.5浓度、GB/T 15834—2011", [("PM2.5", "latin"), ("GB/T 15834—2011", "latin")]),
        ("“1+3+N”体系、90后干部", [("1+3+N", "latin"), ("90后", "latin")]),
        ("改革2.0版", [("2.0版", "latin")]),
        ("15分钟便民生活圈、3年行动", [("15分钟", "latin"), ("3年", "latin")]),
        ("编号20240001", [("20240001", "latin")]),
        ("1.加强领导", []),
        ("（1）加强领导", []),
        ("2、加强领导", []),
        ("1.2.3　职责", [("1.2.3", "latin")]),
    ],
)  # fmt: skip
def test_what_has_numbers_but_counts_nothing(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_every_kind_has_a_part_of_speech() -> None:
    text = (
        "5月 9时 3个 3% 3个百分点 3元 第3次 国发〔2020〕1号 第三条 13812345678 "
        "34010119900307123X 《通知》 www.example.cn 5G"
    )
    assert {found.kind for found in entity.find(text)} == set(entity.POS)


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        st.sampled_from(
            "0123456789０９一二两三四五六七八九十百千万亿〇几数半翻上下前今去年月日号时点分第“”"
            "《》()（）〔〕[]-—至到.．,，:：/+%％个元米人届级期成约近超余多来aw@ \n季度世纪旬初底末"
            "之章条款周"
        )
        | st.characters(),
        max_size=40,
    ),
    st.none() | st.integers(1900, 2100),
)
@example("w\n０", None)
@example("“十四五", None)
@example("²三", 2024)
def test_entities_ascend_apart_inside_the_text(text: str, year: int | None) -> None:
    at = 0
    for found in entity.find(text, year):
        assert at <= found.start < found.end <= len(text)
        assert "\n" not in text[found.start : found.end]
        at = found.end


@pytest.mark.parametrize(
    "piece",
    ["《", "1", "1+", "一二三四五六七", "“三个", "(2018", "a-", "a@", "第", "3-", "年", "亿"],
)
def test_long_runs_cost_no_more_than_their_length(piece: str) -> None:
    entity.find(piece * (60_000 // len(piece)))


@given(
    st.sampled_from("近为，"),
    st.sampled_from("二两三四五六七八九十百千万亿"),
    st.characters() | st.sampled_from("是、个点至半多km%—　"),
    st.sampled_from(("", "个", "5个", "三个", "点五")),
)
def test_what_ends_a_numeral_makes_no_figure_of_it(
    before: str, numeral: str, following: str, rest: str
) -> None:
    if figures.ends_numeral(following):
        assert figures.chinese(before + numeral + following + rest, 1, 0) is None
