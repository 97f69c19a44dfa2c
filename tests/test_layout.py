"""Blocks told apart: whole layouts, each line with the kind it should have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengao import layout
from shengao.read import markdown
from shengao.read import text as plain
from shengao.structure import Block, RawBlock, Reading
from shengao.text import View

KINDS = {
    "题": "title", "报头": "masthead", "文号": "number", "主送": "addressee", "署名": "byline",
    "导语": "lead", "标题": "heading", "段": "paragraph", "项": "item", "格": "cell", "注": "note",
    "落款": "signoff", "联系": "contact", "抄送": "copyto", "框": "textbox", "眉": "header",
}  # fmt: skip


def named(reading: Reading) -> tuple[View, tuple[Block, ...]]:
    view, spans = View.of(reading.source.text, (block.pieces for block in reading.blocks))
    return view, layout.classify(view.text, reading.blocks, spans)


def rows(reading: Reading) -> list[str]:
    view, blocks = named(reading)
    names = {kind: name for name, kind in KINDS.items()}
    return [
        f"{names[block.kind]}{block.level or ''} {view.text[block.start : block.end]}"
        for block in blocks
    ]


def check(expected: str) -> None:
    """Each line is a kind, with its level, and a line of the draft."""
    wanted = [line.strip() for line in expected.strip().split("\n")]
    text = "\n".join(line.split(" ", 1)[1] for line in wanted)
    assert rows(plain.parse(text)) == wanted


LAYOUTS = {
    "工作动态": """
        题 青石县水利局开展汛前安全检查
        导语 5月20日至24日，青石县水利局组织3个检查组，对全县38座小型水库开展检查，发现隐患27处。
        段 检查组现场交办问题，明确整改时限。截至5月31日，已整改24处。
        段 下一步，县水利局将在6月底前完成其余3处隐患整改。
        署名 （供稿：李某）
    """,
    "带落款的汇报": """
        题 关于2024年上半年食品安全工作情况的报告
        主送 县人民政府：
        导语 现将我局2024年上半年食品安全工作情况报告如下：
        标题1 一、主要做法
        标题2 （一）压实主体责任
        段 对全县412家餐饮单位逐户签订责任书。
        标题2 （二）强化监督抽检。
        段 抽检食品216批次，合格213批次。
        标题1 二、存在问题
        段 一是监管力量不足。二是基层站所设备陈旧。
        标题1 三、下一步打算
        项3 1.6月底前完成设备更新；
        项3 2.7月组织一次培训。
        段 特此报告。
        落款 青石县市场监督管理局
        落款 2024年6月28日
        联系 （联系人：周某，电话：0000-1234567）
    """,
    "简报": """
        报头 青石教育简报
        报头 第12期（总第345期）
        报头 青石县教育局办公室编　　2024年6月3日
        题 青石县三所小学试点课后延时服务
        导语 今年3月以来，青石县教育局在三所小学试点课后延时服务，参加学生1260人。
        段 学校开设课程42门，由本校教师和校外专业人员承担。
        抄送 报：县委办公室、县政府办公室
        抄送 送：各乡镇中心学校
        抄送 青石县教育局办公室　2024年6月3日印发
        抄送 （共印60份）
    """,
    "字间有空格的报头": """
        报头 内部资料 注意保存
        报头 城 管 信 息
        报头 2024年第6期
        报头 ————————
        题 青石县城管局整治占道经营
        导语 6月1日起，县城管局对12条主干道开展占道经营整治。
    """,
    "红头文件": """
        报头 青石县农业农村局文件
        文号 青农发〔2024〕15号　　签发人：王某
        题 青石县农业农村局关于做好
        题 2024年秋粮收购服务工作的通知
        主送 各乡镇农业综合服务中心，局机关各股室：
        导语 为做好2024年秋粮收购服务工作，现将有关事项通知如下：
        标题1 一、提前检修设备
        段 8月底前完成烘干设备检修。
        段 附件：秋粮收购服务点名单
        落款 青石县农业农村局
        落款 二〇二四年八月二日
        落款 （此件公开发布）
    """,
    "文号在标题之下": """
        题 县应急管理局关于印发防汛预案的通知
        文号 青应急〔2024〕3号
        主送 各乡镇人民政府：
        导语 现将防汛预案印发给你们，请认真执行。
    """,
    "通讯稿": """
        题 山路上的送药人
        署名 ——记青石县柳沟村乡村医生赵某
        署名 本报记者 李某 通讯员 周某
        导语 清晨六点，赵某背上药箱出了门。
        段 “他二十年没误过一次出诊。”村民孙某说。
    """,
    "讲话": """
        题 在全县税务系统工作会议上的讲话
        署名 （2024年1月18日）
        署名 青石县税务局局长　陈 某
        主送 同志们：
        导语 这次会议的任务是总结2023年工作，部署2024年任务。
        标题1 一、肯定成绩
        段 全年组织税费收入18.6亿元。
        主送 同志们！
        段 新的一年，要把服务企业放在首位。
    """,
    "没有编号的小标题": """
        题 青石县建立河道保洁长效机制
        导语 去年以来，青石县水利局在7条河道推行市场化保洁。
        标题 健全保洁队伍
        段 通过公开招标确定2家企业，配备保洁员46人。
        标题 落实考核办法
        段 每月考核一次，结果与经费挂钩。
    """,
    "编号层次": """
        题 实施方案
        标题1 第一部分 总体要求
        标题1 一、工作目标
        标题2 （一）指标
        标题3 1．任务分解
        标题4 （1）城区
        段 城区改造管网12公里，由县住建局负责，10月底前完成。
        段 （2）乡镇。完成18个乡镇污水处理站改造。由各乡镇负责。
        段 一是加强调度。每周通报一次。
    """,
    "清单": """
        题 6月份重点工作清单
        项1 一、完成高考服务保障
        项1 二、完成学校食堂检查
        项1 三、完成招生方案审定
        段 以上工作由各股室按分工落实。
    """,
    "函": """
        题 青石县卫生健康局
        题 关于商请支持体检工作的函
        主送 县教育局：
        导语 为做好新生入学体检，请贵局协助组织。
        落款 青石县卫生健康局
        落款 2024年8月20日
    """,
    "落款只有乡镇": """
        题 枫林镇集中整治山塘隐患
        导语 5月12日，枫林镇对辖区17口山塘开展隐患整治，加固坝体9处。
        段 山塘整治惠及故乡
        段 下一步，镇里将在6月底前完成其余8处加固，建设美丽家乡
        落款 枫林镇
    """,
    "落款只有单位": """
        题 青石县疾控中心启动登革热监测
        导语 6月3日，青石县疾控中心在12个点位布放诱蚊器。
        落款 青石县疾病预防控制中心
    """,
    "单位和日期一行": """
        题 青石县人社局举办招聘会
        导语 5月12日，县人社局举办专场招聘会，86家企业参加。
        落款 青石县人社局　2024年5月13日
    """,
    "稿末括注单位": """
        题 青石县消防救援大队进校园
        导语 5月12日，县消防救援大队到第二小学开展演练，620名师生参加。
        署名 （青石县消防救援大队 李某）
    """,
    "印发件": """
        题 县政府办公室关于印发《河道管理办法》的通知
        主送 各乡镇人民政府：
        导语 《河道管理办法》已经县政府同意，现印发给你们。
        落款 青石县人民政府办公室
        落款 2024年3月5日
        标题 河道管理办法
        段 第一条　为加强河道管理，制定本办法。
        段 第二条　本办法自公布之日起施行。
    """,
    "作者和单位在标题之下": """
        题 青石县推进高标准农田建设
        署名 青石县农业农村局
        署名 2024年6月3日
        署名 李 明
        导语 截至5月底，全县建成高标准农田3.2万亩。
    """,
    "报送单位": """
        题 柳沟镇开展森林防火宣传
        署名 报送单位：柳沟镇人民政府
        署名 报送时间：2024年4月2日
        导语 4月1日，柳沟镇组织23名护林员入户宣传。
        署名 审核：王某　编辑：周某
        联系 联系电话：0000-1234567
        联系 邮箱：a@example.com
    """,
    "没有标题的信件": """
        主送 各科室：
        段 请于6月10日前报送半年总结。
        落款 办公室
        落款 6月3日
    """,
    "只有正文": """
        段 今天上午，县水利局召开会议，研究防汛工作。
        段 会议明确三项任务。
    """,
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts(name: str) -> None:
    check(LAYOUTS[name])


@pytest.mark.parametrize("text", ["字", "关于做好防汛工作的通知", "本月完成了信息报送工作。"])
def test_a_line_alone_is_no_title(text: str) -> None:
    assert rows(plain.parse(text)) == [f"段 {text}"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("县医院新门诊楼启用", True),
        ("“三查三改”见成效", True),
        ("县医院新门诊楼启用。", False),
        ("水费怎么交？", False),
        ("县委书记说：“要抓实。”", False),
        ("今年上半年，", False),
        ("一、主要做法", False),
        ("2024年6月3日", False),
        ("长" * 60, True),
        ("长" * 61, False),
    ],
)
def test_what_a_title_may_be(line: str, title: bool) -> None:
    _, blocks = named(plain.parse(f"{line}\n正文写明时间、地点和结果，共有两句话。第二句在这里。"))
    assert (blocks[0].kind == "title") is title


@pytest.mark.parametrize(
    "lines",
    [
        ["县政府办公室关于印发《政务公开", "工作要点》的通知", "正文第一句写明目的。"],
        ["青石县人民政府关于", "加强防汛工作的决定", "正文第一句写明目的。"],
        ["青石县扎实推进农村公路", "养护体制改革见实效", "6月以来，全县完成养护里程320公里。"],
    ],
)
def test_titles_of_two_lines(lines: list[str]) -> None:
    _, blocks = named(plain.parse("\n".join(lines)))
    assert [block.kind for block in blocks] == ["title", "title", "lead"]


@pytest.mark.parametrize(
    "line", ["2024年第三期培训班开班", "第二期项目竣工验收合格", "县委通报第1号文件落实情况"]
)
def test_titles_that_look_like_a_masthead(line: str) -> None:
    _, blocks = named(plain.parse(f"{line}\n6月3日，县委党校举办培训班，46人参加。"))
    assert [block.kind for block in blocks] == ["title", "lead"]


def test_a_colon_does_not_make_an_addressee() -> None:
    check("""
        题 县水利局通报检查结果
        导语 检查发现的问题如下：
        项1 一、两座水库值班记录不全；
        项1 二、一处堤防有白蚁。
        段 现将整改要求通知各单位：
        段 按期整改。
    """)


def test_markdown_headings() -> None:
    reading = markdown.parse(
        "# 县民政局养老服务工作怎么做？\n\n5月，全县新增床位120张。\n\n## 一、做法\n\n### 试点\n\n"
        "- 甲\n  - 乙\n\n1. 丙\n\n| 指标 |\n|--|\n| 床位 |\n\n> 引文。\n\n[^1]: 来源\n"
    )
    assert rows(reading) == [
        "题 县民政局养老服务工作怎么做？",
        "导语 5月，全县新增床位120张。",
        "标题1 一、做法",
        "标题2 试点",
        "项1 甲",
        "项2 乙",
        "项1 丙",
        "格 指标",
        "格 床位",
        "段 引文。",
        "注 来源",
    ]
    assert [block.label for block in named(reading)[1]][6] == "1."


def word_like(*lines: tuple[str, str | None, int | None, str]) -> list[str]:
    source = "\n".join(text for text, *_ in lines)
    blocks, at = [], 0
    for text, kind, level, label in lines:
        blocks.append(RawBlock(((at, at + len(text)),), kind, level, label))  # type: ignore[arg-type]
        at += len(text) + 1
    view, spans = View.of(source, (block.pieces for block in blocks))
    names = {kind: name for name, kind in KINDS.items()}
    return [
        f"{names[block.kind]}{block.level or ''} {block.label}{view.text[block.start : block.end]}"
        for block in layout.classify(view.text, tuple(blocks), spans)
    ]


def test_styles_numbers_and_frames_of_a_word_file() -> None:
    assert word_like(
        ("水利简报", None, None, ""),
        ("第3期", None, None, ""),
        ("青石县水利局：", "title", None, ""),
        ("防汛备汛！", "title", None, ""),
        ("县水利局备足物资，检修泵站12座。", None, None, ""),
        ("物资储备", "heading", 1, ""),
        ("检修泵站", "item", 1, "一、"),
        ("完成12座泵站检修，更换水泵3台。", None, None, ""),
        ("补充编织袋2万条；", "item", 1, "二、"),
        ("全县各级各部门要把防汛作为当前头等大事。" * 4, "heading", 2, ""),
        ("指标", None, None, ""),
        ("座数", "cell", None, ""),
        ("抄送：县防汛办", "cell", None, ""),
        ("青水〔2024〕8号", "textbox", None, ""),
        ("插入说明", "textbox", None, ""),
        ("内部资料", "header", None, ""),
    ) == [
        "报头 水利简报",
        "报头 第3期",
        "题 青石县水利局：",
        "题 防汛备汛！",
        "导语 县水利局备足物资，检修泵站12座。",
        "标题1 物资储备",
        "标题1 一、检修泵站",
        "段 完成12座泵站检修，更换水泵3台。",
        "项1 二、补充编织袋2万条；",
        "段 " + "全县各级各部门要把防汛作为当前头等大事。" * 4,
        "标题 指标",
        "格 座数",
        "抄送 抄送：县防汛办",
        "文号 青水〔2024〕8号",
        "框 插入说明",
        "眉 内部资料",
    ]


def test_a_level_one_heading_as_title_moves_the_others_up() -> None:
    assert word_like(
        ("年度工作总结", "heading", 1, ""),
        ("全年完成任务36项。", None, None, ""),
        ("主要成效", "heading", 2, ""),
        ("新增床位", "heading", 3, ""),
        ("新增120张。", None, None, ""),
    ) == [
        "题 年度工作总结",
        "导语 全年完成任务36项。",
        "标题1 主要成效",
        "标题2 新增床位",
        "段 新增120张。",
    ]


def test_no_lead_after_a_heading() -> None:
    check("""
        题 半年工作总结
        标题1 一、主要工作
        段 上半年，局机关办结信访件42件。
    """)


LINES = [
    text.split(" ", 1)[1] for one in LAYOUTS.values() for text in one.strip().split("\n        ")
]


@given(st.lists(st.sampled_from([*LINES, "a", "——", "：", "。", "（）", "第", "1."]), max_size=12))
def test_any_order_of_lines_is_named_block_by_block(lines: list[str]) -> None:
    if not "".join(lines).strip():
        return
    reading = plain.parse("\n".join(lines))
    view, blocks = named(reading)
    assert len(blocks) == len(reading.blocks)
    assert [view.text[b.start : b.end] for b in blocks] == [line.strip() for line in lines]
    assert all(b.kind in KINDS.values() for b in blocks)
    body = [b.kind for b in blocks if b.kind not in ("masthead", "number", "copyto")]
    assert (
        "title" not in body[max((i for i, k in enumerate(body) if k == "title"), default=0) + 1 :]
    )


@given(st.text(max_size=80))
def test_any_text_is_named(text: str) -> None:
    if any(not char.isspace() and char.isprintable() for char in text):
        named(plain.parse(text))
