"""What a line is by its words alone: a date, a unit, the number of a document, a byline, …."""

from shengao.expression import Expression

FORM_LENGTH = 80  # code points of a line of the form: byline, sign-off, …
_UNIT_LENGTH = 40
ADDRESSEE_LENGTH = 400  # 主送 may name every province

FINAL = ("。", "！", "？", "；", "…", "!", "?", ";", "：", ":", "，", "、", ",")
CLOSING = "”’」』）)】》"
_ENDING = frozenset("。！？…!?")

_CN = "一二三四五六七八九十"
_DATE = (
    r"(?:(?:(?:19|20)\d\d|20[xX×ＸXx]{2}|[一二][〇○零ＯOo0Ｏ一二三四五六七八九]{3})\s*年\s*)?"
    rf"[\d{_CN}xX×Ｘ]{{1,3}}\s*月(?:\s*[\d{_CN}xX×Ｘ]{{1,3}}\s*日)?"
    r"|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}"
)
_DATED = Expression(_DATE)
_UNIT_AND_DATE = Expression(
    rf"([^，。；：！？]{{2,40}}?)(\s*)(?:编印?|主办|印发|印制|编发)?(\s*)(?:{_DATE})"
)
_OCCASION = Expression(rf"[—（(\s]*(?:{_DATE})")
_NUMBER = Expression(
    r"(?:\S{1,20}?\s*[〔\[（(【［﹝]\s*(?:19|20)\d\d\s*[〕\])）】］﹞]\s*(?:第\s*)?[\dxX×]{1,5}\s*号"
    rf"|第\s*[\d{_CN}百]{{1,6}}\s*号)(?:\s+签\s*发\s*人.*)?"
)
_ISSUE = Expression(
    r"(?:\S{0,16}\s+|\S{0,14}(?:简报|信息|动态|快报|专报|要情|通讯|参考|内参|专刊)\s*)?[（(〔\[【]?\s*"
    rf"(?:(?:19|20)\d\d\s*年\s*)?(?:总\s*)?第\s*[\d{_CN}百〇○零xX×]{{1,6}}\s*期"
    r"(?:[）)〕\]】\s（(][^。，；]{0,40})?"
)
_NOTICE = Expression(
    r"(?:内部资料|内部参考|内部刊物|机\s*密|秘\s*密|绝\s*密|特\s*急|加\s*急|急\s*件|平\s*急|签\s*发\s*人"
    r"|密\s*级|紧急程度|份\s*号|编\s*号)[^。，；]{0,24}|\d{6}|[★☆*＊·\-—_=＝－─━\s]+"
)
_BYLINE = Expression(
    r"[（(【\[]?\s*(?:"
    r"(?:供\s*稿|撰\s*稿|来\s*稿|投\s*稿|作\s*者|(?:本报|特约)?记\s*者|通\s*讯\s*员|执\s*笔|文\s*/|图\s*/|文\s*/\s*图"
    r"|摄\s*影|(?:信息|稿件)?来\s*源|报\s*送|上\s*报|填\s*报|编\s*辑|责\s*编|责任编辑|主\s*编|审\s*核|审\s*稿"
    r"|审\s*定|核\s*稿|校\s*对)(?:单\s*位|部\s*门|科\s*室|人|时\s*间|日\s*期|员)?\s*[:：]"
    r"|(?:(?:本报|特约)?记\s*者|通\s*讯\s*员|作\s*者|文\s*/|图\s*/)[^，。；：]{1,40}$"
    r"|.{2,40}供\s*稿\s*[）)】\]]?$)"
)
_BYLINE_WORDS = ("记", "通讯员", "作者", "供稿", "文/", "图/")
_POST = Expression(
    r".{0,24}(?:省长|市长|县长|区长|州长|盟长|旗长|乡长|镇长|总理|主席|主任|书记|局长|厅长|部长|院长|检察长"
    r"|校长|董事长|总经理|站长|所长|科长|处长|行长)\s+[\u4e00-\u9fff·]{1,8}(?:\s+[\u4e00-\u9fff]{1,2})?"
)
_NAME = Expression(r"[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]\s+[\u4e00-\u9fff]{1,2}")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_CONTACT = Expression(
    r"[（(]?\s*(?:联\s*系\s*人|联\s*络\s*人|联\s*络\s*员|联\s*系\s*(?:电\s*话|方\s*式)|咨询电话|电\s*话|手\s*机|传\s*真"
    r"|邮\s*箱|电子邮[箱件]|地\s*址|邮\s*编|经\s*办\s*人)\s*[:：]"
)
_COPY = Expression(r"(?:抄\s*送|抄\s*报|分\s*送|呈\s*报|呈\s*送|报\s*送|报|送|发)\s*[:：]")
_PRINTED = Expression(rf".{{2,40}}(?:{_DATE})\s*印发|[（(]?\s*共\s*印\s*\d+\s*份\s*[）)]?")
TOWN = Expression(
    r"[\u4e00-\u9fff]{2,4}(?:镇|(?<![家故城下返])乡|街道|高新区)|[\u4e00-\u9fff]{0,4}开发区"
)
REMARK = Expression(r"[（(](?:此件.{2,12}|本文有删减|完|待续|盖\s*章|公\s*章|印\s*章)[）)]")
_RECIPIENT = Expression(
    r"(?!现将|根据|按照|为|近日|其中|主要|具体|如下|以下|经|下面|关于).*(?:局|委|办|厅|部|院|校|园|中心|公司|集团|政府|会"
    r"|科|室|处|股|站|所|队|镇|乡|街道|村|社区|县|市|区|省|州|旗|机构|单位|部门|组织|组|支部|同志|们|代表|委员|主席|主任"
    r"|书记|省长|市长|县长|区长|局长|领导|老师|先生|女士|家长|户|企业|厂|行|馆|台|社)(?:[（(].{1,20}[）)])?\s*[:：]"
)
SALUTATION = Expression(r"(?:尊敬的|各位|同志们|女士们|朋友们|老师们|同学们)[^。；]{0,30}[:：！!]")
_NOT_IN_NAMES = Expression("[，。；：！？“《]")
UNIT_ENDS = (
    "局", "委", "办", "办公室", "厅", "国务院", "政府", "法院", "检察院", "党组", "党委", "党支部",
    "组织部", "宣传部", "统战部", "指挥部", "委员会", "管委会", "居委会", "村委会", "协会",
    "联合会", "工会", "团委", "妇联", "残联", "办事处", "中心", "公司", "集团", "科", "处", "股",
    "总队", "支队", "大队", "领导小组", "专班", "专家组", "学校", "中学", "小学", "大学", "学院",
    "幼儿园", "医院", "卫生院", "银行", "分行", "支行", "供电所", "司法所", "派出所", "工作站",
    "服务站", "管理所", "管理站",
)  # fmt: skip
_ENUMERATOR = Expression(
    rf"(第[{_CN}百\d]{{1,4}}(?:章|编|篇|部分))"
    rf"|([{_CN}]{{1,3}}\s*[、．.])"
    rf"|([（(]\s*[{_CN}]{{1,3}}\s*[）)]、?|第[{_CN}\d]{{1,3}}节)"
    r"|(\d{1,3}\s*(?:[．、]|\.(?!\d)|\.(?=\d{1,2}月|\d{4}年)))"
    r"|([（(]\s*\d{1,2}\s*[）)]|\d{1,2}[）)]|[①-⑳])"
)
_ENUMERATOR_STARTS = frozenset(_CN + "第（(0123456789①②③④⑤⑥⑦⑧⑨⑩")


def is_date(line: str) -> bool:
    """“2024年5月6日”, also in brackets."""
    if line[-1:] not in "日月0123456789（）() 　":
        return False
    line = line.strip("（）() 　")
    return line[-1:] in "日月0123456789" and _DATED.fullmatch(line) is not None


def is_unit_and_date(line: str) -> bool:
    """“县水利局　2024年5月6日”."""
    if line[-1:] not in "日0123456789":
        return False
    found = _UNIT_AND_DATE.fullmatch(line)
    return found is not None and bool(found[2] or found[3] or found[1].endswith(UNIT_ENDS))


def is_occasion(line: str) -> bool:
    """“2026年1月27日在……会议上”, “（2018年3月5日……通过）”."""
    return line.rstrip("）)").endswith(("上", "通过", "讲话", "发布", "修订")) and (
        _OCCASION.match(line) is not None and "。" not in line
    )


def is_issue(line: str) -> bool:
    """“第12期（总第345期）”, “2024年第6期”."""
    return "期" in line and len(line) <= FORM_LENGTH and _ISSUE.fullmatch(line) is not None


def is_contact(line: str) -> bool:
    """“联系人：李某”."""
    return _has_colon(line) and _CONTACT.match(line) is not None


def _has_colon(line: str) -> bool:
    return "：" in line or ":" in line


def is_number(line: str) -> bool:
    """“县政办〔2024〕3号”, “第12号”."""
    return "号" in line and _NUMBER.fullmatch(line) is not None


def is_unit(line: str) -> bool:
    """Whether a line is the names of one or more units."""
    names = line.split()
    if all(len(name) == 1 for name in names):
        names = ["".join(names)]
    return len(line) <= _UNIT_LENGTH and all(
        len(name) > 1 and name.endswith(UNIT_ENDS) and not _NOT_IN_NAMES.search(name)
        for name in names
    )


def is_person(line: str) -> bool:
    """“李　明”, “青石县税务局局长　陈某”."""
    if len(line) <= 5 and line[:1] in _SURNAMES and _NAME.fullmatch(line):
        return True
    return 1 < len(line.split()) <= 4 and _POST.fullmatch(line) is not None


def is_byline(line: str) -> bool:
    """“供稿：县水利局”, “通讯员　李某”."""
    return (
        len(line) <= FORM_LENGTH
        and "。" not in line
        and (_has_colon(line) or any(word in line for word in _BYLINE_WORDS))
        and _BYLINE.match(line) is not None
    )


def is_copy(line: str) -> bool:
    """“抄送：县委办”, “县政府办公室2024年5月6日印发”."""
    return (
        _COPY.match(line) is not None
        if line[:1] in "抄分呈报送发"
        else ("印发" in line or "共印" in line) and _PRINTED.fullmatch(line) is not None
    )


def is_addressee(line: str) -> bool:
    """“各县（市、区）水利局：”, “各位代表：”."""
    return (
        line[-1:] in "：:！!"
        and len(line) <= ADDRESSEE_LENGTH
        and "。" not in line
        and (SALUTATION.fullmatch(line) or _RECIPIENT.fullmatch(line)) is not None
    )


def is_masthead(line: str) -> bool:
    """What stands above a title: a date, an issue, a notice such as “内部资料”, a rule."""
    return len(line) <= FORM_LENGTH and (
        is_date(line)
        or is_unit_and_date(line)
        or is_issue(line)
        or _NOTICE.fullmatch(line) is not None
    )


def ends_as_sentence(line: str) -> bool:
    """Whether a line ends as sentences do, be it within quotation marks."""
    return line.rstrip(CLOSING)[-1:] in _ENDING


def enumerator(line: str) -> int | None:
    """The sort of the number that a line begins with, a group of `_ENUMERATOR`."""
    if not line or line[0] not in _ENUMERATOR_STARTS:
        return None
    found = _ENUMERATOR.match(line)
    return found.lastindex if found is not None else None
