"""Drafts that scores are tried on: one for each genre, and what goes with them."""

from datetime import date
from typing import Any

from shengao import rulebook
from shengao.document import Document
from shengao.engine import Context, lint
from shengao.finding import Run
from shengao.likeness import Likeness
from shengao.read import text as text_reader
from shengao.score import Beside, measure
from shengao.scorecard import Scorecard, Submission

BOOK = rulebook.load()

NEWS = """石桥镇排查整治自建房隐患

4月8日，石桥镇召开自建房安全会商会，通报排查结果：全镇3210栋自建房已排查3184栋，排查率99.2%，查出隐患46栋。

4月1日至7日，石桥镇抽调镇村干部68人，分12个小组逐栋查看墙体、楼板和用电线路。据镇城建办台账统计，46栋隐患房中有出租房17栋、沿街商铺9栋，其余20栋为住户自用。截至4月8日，已加固21栋，停止出租6栋，涉及租户34人，全部另行安置。

下一步，石桥镇城建办将于4月20日前完成剩余19栋加固，由镇应急管理站逐栋验收，4月底前向县住建局报送结果。

石桥镇人民政府
2026年4月9日
"""

PROBLEM = """山塘清淤跟不上影响春灌的问题应予重视

近期，柳溪县水利局对全县184座山塘抽查60座，发现淤积超过三分之一的有27座，占45%，较2023年抽查高出12个百分点。

一、存在问题。27座淤积山塘平均蓄水量由1.8万立方米降到1.1万立方米，下游9个村2300亩水田春灌推迟6至10天。

二、原因分析。山塘淤积加重，主要是因为上游3个石料场的弃渣随雨水入塘，县水文站测得汛期来水含沙量比2022年增加40%。同时，山塘管护经费每座每年800元，只够割草，不够清淤，因此27座中有22座五年没有清过。

三、对策建议。建议县水利局牵头，9月底前完成27座山塘清淤，每座补助3万元；县自然资源局10月底前督促3个石料场建成沉沙池，对未建成的暂停开采；县财政局把管护经费提高到每座每年2000元，从2027年起执行。
"""

EXPERIENCE = """云岭区“一楼一长”管住高层消防通道

云岭区在142栋高层住宅推行“一楼一长”，由楼长每日查看消防通道，去年占用消防通道的投诉由每月87件降到19件，下降78.2%。

一是“一楼一长”定人。每栋楼由1名业主任楼长，街道与楼长签订责任书，142名楼长中有退役消防员23名。楼长发现占道当场劝离，劝不动的10分钟内报街道值班室。

二是“一图一码”定点。区消防大队为每栋楼画出通道图，扫码可看禁停区域。新增禁停线3600米，比上年同期多划1400米。

三是“一周一评”定责。街道每周公布占道次数，连续3周上榜的物业公司扣减服务费2%。已有5家物业公司被扣减，合计4.6万元。

做法的不足是老旧小区车位少，楼长劝离后车辆无处停放。云岭区计划9月底前新建车位620个。
"""

SPEECH = """在全镇春耕生产会上的讲话

同志们：

今天召开这次会议，主要任务是安排春耕生产。去年全镇种植水稻3.2万亩，亩产520公斤，比上年增加15公斤。

下面，我讲三点意见。一要抓好种子供应，3月15日前把120吨种子发到户。二要修好渠道，水利站4月1日前修通干渠6公里。三要用好补贴，财政所核实面积后按时发放。

谢谢大家！
"""

GOOD = {"工作动态": NEWS, "问题": PROBLEM, "经验": EXPERIENCE, "讲话": SPEECH}

KNOWN = Beside(Submission(date(2026, 4, 9), "指定的报送日期"), likeness=Likeness(earlier=9))


def draft(text: str, genre: str | None = None) -> Document:
    return Document.of(text_reader.parse(text), BOOK.words, genre)


def linted(document: Document, hints: bool = False) -> Run:
    return lint(document, BOOK, Context(hints=hints))


def card(text: str, genre: str | None = None, beside: Beside = KNOWN) -> Scorecard:
    document = draft(text, genre)
    made = measure(document, linted(document), beside, BOOK.scoring)
    assert made is not None
    return made


def values(made: Scorecard) -> dict[str, Any]:
    return {name: mark.value for name, mark in made.criteria.items()}


POOR = """某镇召开会议安排工作

近日，某镇召开了工作会议。会议首先传达了上级文件，接着听取了各村汇报，然后进行了讨论，最后作了安排。

会上，各村都搞得很好，效果明显提升，群众非常满意。会议要求，要高度重视，要加强领导，要狠抓落实，要确保各项工作取得实效。

存在的问题主要是部分村进度慢。下一步，镇里将继续加大力度，进一步推动工作再上新台阶。
"""

EMPTY_NEWS = """石桥镇召开自建房安全工作推进会

4月8日，石桥镇召开自建房安全工作推进会，镇村干部68人参加，会议持续2小时30分，发放宣传资料320份，悬挂横幅16条，设置展板12块。

会上，3名村干部作了交流发言，5个部门作了表态发言，镇分管负责人用40分钟讲解了8份文件、26项条款。会议期间，与会人员观看了2部专题片，参观了1个示范点，填写了68份问卷。会前，镇里先后召开3次筹备会，印发通知23份；会后，12个村分别召开会议24场次，参会1860人次，张贴标语96条。

石桥镇人民政府
2026年4月8日
"""

FIRST_REPORT = """石桥镇一自建房墙体开裂已撤离7户

4月9日6时20分，石桥镇上街村村民报告，一栋四层自建房外墙开裂，最宽处3.2厘米，楼内7户19人。6时50分，镇应急管理站撤离全部人员，无人受伤，安置在上街村小学。

县住建局专家8时到场鉴定，初判因隔壁工地开挖地基引起。镇政府已责令工地停工，周边20米设警戒，10时前完成两侧4栋房屋排查，进展续报。
"""
