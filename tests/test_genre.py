"""Genres by title, form and first lines; what is not certain has none."""

import pytest
from pydantic import ValidationError

from shengao import genre, layout
from shengao.config.model import ConfigFile
from shengao.genre import canonical, misspelt, resolve
from shengao.read import text as text_reader
from shengao.rule import RuleFile
from shengao.structure import Block
from shengao.text import View

BODY = "\n全县各中小学认真组织实施，于6月底前完成。\n第二段写做法。"


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("关于做好中小学防溺水工作的通知", "公文"),
        ("县人民政府办公室关于印发《小区物业管理办法》的通知", "公文"),
        ("2025年县政府工作报告", "公文"),
        ("河道采砂管理办法（试行）", "公文"),
        ("县卫生健康局关于规范村卫生室用药的意见", "公文"),
        ("区税务局关于调整办税服务时间的通告", "公文"),
        ("关于成立防汛抗旱指挥部的批复", "公文"),
        ("高标准农田建设五年规划", "公文"),
        ("县教育局2025年工作总结", "总结"),
        ("水利站上半年防汛工作小结", "总结"),
        ("2025年度述职报告", "总结"),
        ("城管大队夏季夜市整治总结（送审稿）", "总结"),
        ("供销社农资供应工作总结", "总结"),
        ("区疾控中心一季度工作总结", "总结"),
        ("国投公司2025年安全生产工作总结", "总结"),
        ("纳税服务股述职述廉报告", "总结"),
        ("在全县教师节座谈会上的讲话", "讲话"),
        ("在秋粮收购动员会上的讲话提纲", "讲话"),
        ("在护士节表彰大会上的致辞", "讲话"),
        ("在集团安全生产例会上的发言", "讲话"),
        ("县长在防汛会商会上的讲话要点", "讲话"),
        ("在税收宣传月启动仪式上的讲话稿", "讲话"),
        ("在应急演练点评会上的讲话（摘要）", "讲话"),
        ("在环卫工人节上的致辞", "讲话"),
        ("守渠人老秦的故事", "通讯稿"),
        ("粮站夜班纪实", "通讯稿"),
        ("深山教学点见闻", "通讯稿"),
        ("老城改造工地侧记", "通讯稿"),
        ("办税厅二三事", "通讯稿"),
        ("防汛值班手记", "通讯稿"),
        ("社区医生的一天速写", "通讯稿"),
        ("森林消防队训练特写", "通讯稿"),
    ],
)
def test_documents_speeches_summaries_and_features(title: str, named: str) -> None:
    assert recognised(title + BODY) == named


@pytest.mark.parametrize(
    "text",
    [
        "雪夜里的灯火\n1月9日夜，热力站值班室的灯一直亮着。\n“管子冻不住，人就睡得着。”老周说。",
        "渡口最后一班船\n天黑之前，最后一班渡船靠上了东岸。\n“明天起走新桥了，”船工望着对岸说。",
        "牧民家门口的“马背法庭”\n法官骑马走了两天。\n“欠条还了，心里的石头落了地！”",
    ],
)
def test_a_scene_in_which_people_speak_is_a_feature(text: str) -> None:
    assert recognised(text) == "通讯稿"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("山塘除险三年行动\n云政办发〔2025〕12号\n各镇人民政府：" + BODY, "公文"),
        ("谈谈作风建设\n同志们：" + BODY, "讲话"),
        ("政府工作报告\n各位代表：" + BODY, "公文"),
        ("桥修好了。", None),
        ("3月5日，县水利局检查水库3座。\n检查中发现渗水1处。", None),
    ],
)
def test_the_form_tells(text: str, named: str | None) -> None:
    assert recognised(text) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "雾中渡口\n清晨，渡口的雾还没散，船工老罗解开了缆绳。\n他在河上走了21年。"
            "“孩子上学的事，一天都停不得。”他说。\n镇里给的补助，他拿一半买了救生衣。",
            "通讯稿",
        ),
        (
            "夜校里的粉笔声\n走进石料厂的夜校，28名工人正在抄写安全口诀。\n"
            "“多认一个字，就少一分险。”班长刘全说。\n“我娘要是看见就好了！”有人笑着接话。",
            "通讯稿",
        ),
        (  # one remark of the public, and nobody is told of
            "桥头镇便民大厅延时办件\n大厅中午不关门，办件1260件。“下了班也能办。”居民说。\n傍晚照常。",
            None,
        ),
        (  # terms in quotation marks, no speech
            "河边新事\n傍晚，老人和孩子在“口袋公园”散步。\n他们说起“河长日”，都叫好。老人的棋摊也在。",
            None,
        ),
        (  # told by topic, as information is
            "山乡的路灯\n傍晚，老人、孩子都出来走动。一是装灯。他装了6盏。二是巡修。“亮堂了。”老人说。",
            None,
        ),
    ],
)
def test_a_feature_without_a_telling_title(text: str, named: str | None) -> None:
    assert recognised(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "县林业局补植行道树\n3月12日，县林业局在环城路补植行道树460株，开展义务植树活动。",
        "区税务局开设夜间窗口\n近日，区税务局启用夜间办税窗口2个，18时至21时受理业务。",
        "青石中学举行消防疏散演练\n4月9日，青石中学组织师生1260人开展疏散演练，用时3分10秒。",
        "县妇幼保健院开通产后访视\n今年5月，县妇幼保健院推行产后上门访视，已访视312人。",
        "城管局拆除违规广告牌\n7月2日至6日，城管局拆除违规广告牌43块，立案2起。",
        "县农业农村局发放早稻种子\n2月下旬，县农业农村局向9个乡镇发放早稻种子26吨。",
        "县应急局约谈3家加油站\n8月19日，县应急局约谈3家加油站负责人，责令9月1日前整改。",
        "城投集团签约停车场项目\n10月11日，城投集团与2家企业签约，投资4300万元建设停车场。",
        "市残联举办盲人按摩培训班\n日前，市残联举办为期12天的培训班，38名学员取得证书。",
    ],
)
def test_a_dated_event_is_news(text: str) -> None:
    assert recognised(text + "\n下一步，检查结果将于月底前公布。") == "工作动态"


@pytest.mark.parametrize(
    "text",
    [
        "水务简报\n第12期\n县水利局　　2025年6月3日\n山塘巡查情况\n全县山塘420口，已巡查388口。",
        "教育工作简报\n（第3期）\n县教育局　　2025年4月8日\n课后服务扩面\n参加学生1.2万人。",
        "平安建设简报\n2025年第6期（总第41期）\n政法委　　2025年7月1日\n办结率提高\n办结率96%。",
        "税收信息\n第28期\n区税务局办公室　　2025年5月20日\n数电发票扩围\n新增用票企业1300户。",
        "防汛简报（第9期）\n全县水库平均水位低于汛限水位0.8米，值守人员412名全部在岗。\n情况平稳。",
        "卫生健康简报\n第17期\n县卫生健康局　　2025年9月2日\n村医轮训过半\n已轮训村医260名。",
        "国企改革简报（2025年第2期）\n集团三级公司由34家减为21家，管理费用下降610万元。\n改革继续。",
        "城市管理动态\n第44期\n区城管局　　2025年11月3日\n落叶清运提速\n日清运落叶38吨，多9吨。",
    ],
)
def test_an_issue_number_makes_a_bulletin(text: str) -> None:
    assert recognised(text) == "简报"


PARTS = "\n一是建台账。逐户登记412户。\n二是定时限。48小时内办结。\n三是公开结果。每月公示一次。"


@pytest.mark.parametrize(
    "text",
    [
        "石桥镇管护村级水厂的做法" + BODY,
        "区税务局远程帮办模式" + BODY,
        "县供销社农资直供的实践与思考" + BODY,
        "柳湾社区“楼长日”的经验做法" + BODY,
        "城关小学劳动课程的探索" + BODY,
        "三项机制助力工地扬尘治理\n全区在建工地86个，2025年投诉比上年减少41件。" + PARTS,
        "“红黄绿”三色清单管住小餐饮\n全县小餐饮1240家，抽检合格率由91%升至97%。" + PARTS,
        "县医院四个统一缩短检查等候\n县医院CT检查等候时间由2天缩短到4小时。" + PARTS,
        "林场五步走盘活林下经济\n林场林下种植1.3万亩，亩均增收620元。" + PARTS,
        "应急小院的管理\n主要做法是三条。\n主要做法\n每村建1处应急小院。\n几点启示\n物资要放在村里。",
    ],
)
def test_a_method_is_experience(text: str) -> None:
    assert recognised(text) == "经验"


@pytest.mark.parametrize(
    "text",
    [
        "关于山区教师住房紧张的情况反映" + BODY,
        "乡镇污水管网存在的问题" + BODY,
        "村卫生室药品配送难亟待解决" + BODY,
        "基层税务人员反映电子资料归档难" + BODY,
        "冷链企业用工难题" + BODY,
        "山塘产权不清问题的调研报告" + BODY,
        "城郊夜间渣土车超载不容忽视" + BODY,
        "老旧电梯存在的隐患及建议" + BODY,
        "消防通道被占多发\n5月抽查小区48个，主要问题有两类。\n原因：物业不管。\n建议：划线并安装监控。",
        "村级水利员断档\n全县缺水利员67名。问题有三。\n一、主要问题\n缺人。\n二、原因分析\n待遇低。\n三、对策建议\n增补。",
    ],
)
def test_a_problem(text: str) -> None:
    assert recognised(text) == "问题"


@pytest.mark.parametrize(
    "title",
    [
        "关于缓解乡村医生短缺的建议",
        "关于在高铁站增设公交夜班线的几点建议",
        "对规范校外托管的建议",
        "加强山洪预警广播维护的对策建议",
        "建议统一农村公路限高标准",
        "关于完善工业园区消防水源的意见建议",
        "关于降低小微企业用电成本的政策建议",
        "关于解决老旧小区水压不足问题的建议",
        "稳定生猪产能的对策",
        "关于国有林场职工安置的建议（修改稿）",
    ],
)
def test_a_proposal(title: str) -> None:
    assert recognised(title + BODY) == "建议"


@pytest.mark.parametrize(
    "text",
    [
        "关于柳河镇一民房发生火灾的报告\n6月3日14时20分，柳河镇柳河村一民房发生火灾。",
        "青山路燃气管道泄漏（初报）\n6月3日8时，青山路燃气管道被挖断。",
        "关于东湖小学学生呕吐情况的续报\n截至6月4日10时，住院观察的12名学生已有9名出院。",
        "国道102线发生客车侧翻事故\n7月9日6时10分，国道102线K31段一客车侧翻，发生人员受伤。",
        "石门水库出现管涌\n7月18日3时40分，巡查员发现石门水库坝脚出现管涌，直径8厘米。",
        "关于化工园区氨气泄漏情况的报告\n9月2日21时05分，园区一企业突发氨气泄漏。",
        "城东片区突发停水\n12月6日5时，城东主管道爆裂，突发大面积停水，影响用户1.2万户。",
        "关于城南市场坍塌事件的紧急报告\n接报：3月1日16时，城南市场一处雨棚坍塌，2人受伤。",
        "云岭村发生山体滑坡\n8月11日2时15分，云岭村3组发生山体滑坡，方量约600立方米。",
    ],
)
def test_an_incident_is_urgent(text: str) -> None:
    assert recognised(text + "\n现场处置正在进行，后续情况续报。") == "紧急信息"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        # of the four that rules are lenient with
        ("区卫健局出台家庭医生签约考核办法" + BODY, None),
        ("县水利局制定山塘巡查细则" + BODY, None),
        ("石桥镇贯彻落实《退役军人保障法》办法多" + BODY, None),
        ("县教育局开展中小学防溺水宣传" + BODY, None),
        ("县委书记讲话引发教师热议" + BODY, None),
        ("县供电公司总结抢修经验再出发" + BODY, None),
        # of proposals
        ("县住建局办结人大代表建议" + BODY, None),
        ("县政协征集优化公交线路的建议" + BODY, None),
        ("市医保局采纳关于异地结算的建议" + BODY, None),
        ("关于县人大第17号建议的答复" + BODY, None),
        ("建议提案办理回头看" + BODY, None),
        ("关于制定第十五个五年规划的建议" + BODY, None),
        # of problems
        ("镇政府解决北坡村饮水问题" + BODY, None),
        ("县交警大队整治渣土车超载问题" + BODY, None),
        ("街道化解群众反映的电梯维修难" + BODY, None),
        ("县市场监管局消除28处燃气安全隐患" + BODY, None),
        ("区税务局查摆作风突出问题" + BODY, None),
        ("县农业农村局破解冷库用地难题" + BODY, None),
        ("巡察整改存在的问题" + BODY, None),
        # of experience
        ("县林业局学习邻县护林经验" + BODY, None),
        ("县文旅局赴外地考察借鉴民宿模式" + BODY, None),
        ("团区委组织暑期社会实践" + BODY, None),
        ("景区开启假日模式" + BODY, None),
        ("县教育局推广“小先生”做法" + BODY, None),
        ("“春雨行动”进社区\n春雨行动服务点设在文化广场，居民可按号就诊。\n现场有序。", None),
        # of incidents
        ("县应急局开展危化品泄漏演练\n6月3日9时，演练模拟储罐泄漏，接报后2分钟到场。", "工作动态"),
        ("关于火灾事故调查情况的报告\n经查，火灾因线路老化发生。", None),
        ("县交警大队通报交通事故下降情况\n上半年发生事故41起。", None),
        ("消防站扑灭一起民房火灾\n6月3日4时，消防站接到报警，转移群众4人。", "工作动态"),
        ("镇卫生院做好流感疫情防控\n近日，镇卫生院部署流感防控，接种疫苗860人。", "工作动态"),
        ("各校安装防溺水警示牌\n安装防溺水警示牌260块，出现破损的已更换。", None),
        # of events
        ("县水利局推进水库除险加固\n全县水库45座，除险加固完成38座。\n其余7座在建。", None),
        ("灶台边的课堂\n4月2日，女子学校的学员在灶台边切菜。\n老师是村里的厨师。", None),
        ("关于城区公交运行情况的汇报\n6月1日，公交公司开通新线路2条。\n客流上升。", None),
        ("秋收小景记\n9月8日，收割机开进稻田，合作社组织抢收。\n田埂上晒满了谷子。", None),
        ("雪夜里的灯火\n1月9日夜，值班室的灯亮了一夜。\n老周在等一个电话。", None),
        ("雪夜里的灯火\n1月9日夜，值班室亮着灯。\n条例要求“不停供、不断热”。", None),
        ("县医院的夜门诊\n夜门诊设3个科室。\n“下班也能看病了。”患者说。", None),
        # a bulletin may carry something more certain
        (
            "调研参考\n第5期\n县委办　　2025年6月3日\n关于扩建宿舍的建议\n床位缺26张。\n建议扩建。",
            "建议",
        ),
    ],
)
def test_near_misses(text: str, named: str | None) -> None:
    assert recognised(text) == named


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("通知", "公文"),
        ("工作报告", "公文"),
        ("方案", "公文"),
        ("讲话稿", "讲话"),
        ("情况反映", "问题"),
        ("简报", "简报"),
        ("调研札记", "调研札记"),
    ],
)
def test_a_genre_goes_by_one_name(name: str, known: str) -> None:
    assert canonical(name) == known
    assert resolve(name, *parts("守渠人老秦的故事" + BODY)) == known


def test_an_information_item_is_recognised_among_its_kinds_only() -> None:
    assert resolve("信息", *parts("关于缓解乡村医生短缺的建议" + BODY)) == "建议"
    assert resolve("政务信息", *parts("守渠人老秦的故事" + BODY)) == "信息"
    assert resolve(None, *parts("守渠人老秦的故事" + BODY)) == "通讯稿"


def test_a_name_all_but_ours_is_questioned() -> None:
    assert misspelt("通迅稿") == "没有文种“通迅稿”，是不是想写 通讯稿？"
    assert misspelt("工做动态") == "没有文种“工做动态”，是不是想写 工作动态？"
    for name in ("通讯稿", "意见", "信息", "调研札记", "-简报", "a"):
        assert misspelt(name) == ""


def test_names_in_rules_and_settings() -> None:
    file = {
        **dict.fromkeys(("title", "message", "why", "how"), "甲"),
        "fault": "vague",
        "bad": ["⟦甲⟧"],
        "good": ["乙"],
        "genre": {"讲话稿": "off", "调研札记": "info"},
        "check": {},
    }
    assert RuleFile.model_validate(file).genre == {"讲话": "off", "调研札记": "info"}
    assert ConfigFile.model_validate({"genre": "调研札记"}).genre == "调研札记"
    with pytest.raises(ValidationError, match="是不是想写 通讯稿"):
        ConfigFile.model_validate({"genre": "通迅稿"})


def parts(text: str) -> tuple[str, tuple[Block, ...]]:
    reading = text_reader.parse(text)
    view, spans = View.of(text, (block.pieces for block in reading.blocks))
    return view.text, layout.classify(view.text, reading.blocks, spans)


def recognised(text: str) -> str | None:
    return genre.recognise(*parts(text))
