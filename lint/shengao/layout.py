"""What each block of a draft is: title, 文号, addressee, lead, heading, sign-off, ….

A format names some blocks itself (a heading style, a table cell); the others are told by
their words and by where they stand. A draft is read from both ends: the head up to the
first paragraph, the sign-off back to the last one, and headings and items between them.
GB/T 9704—2012 gives the parts of an official document; masthead and byline are those of
the usual 简报.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from shengao.structure import Block, BlockKind, RawBlock
from shengao.text import Span

TITLE_LENGTH = 60
"""Code points that a title has at most."""

_HEADING_LENGTH = 30  # of a heading without a number, or one that ends as a sentence
_NUMBERED_LENGTH = 45
_FORM_LENGTH = 80  # of a line of the form: byline, sign-off, …
_ADDRESSEE_LENGTH = 400  # 主送 may name every province
_TITLE_LINES = 5
_UNIT_LINES = 4

_FINAL = ("。", "！", "？", "；", "…", "!", "?", ";", "：", ":", "，", "、", ",")
_CLOSING = "”’」』）)】》"
_ENDING = frozenset("。！？…!?")

# Patterns are strings: `re` compiles one when the first line asks for it, and most drafts
# have lines of few kinds.
_CN = "一二三四五六七八九十"
_DATE = (
    r"(?:(?:(?:19|20)\d\d|20[xX×ＸXx]{2}|[一二][〇○零ＯOo0Ｏ一二三四五六七八九]{3})\s*年\s*)?"
    rf"[\d{_CN}xX×Ｘ]{{1,3}}\s*月(?:\s*[\d{_CN}xX×Ｘ]{{1,3}}\s*日)?"
    r"|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}"
)
_NUMBER = (
    r"(?:\S{1,20}?\s*[〔\[（(【［﹝]\s*(?:19|20)\d\d\s*[〕\])）】］﹞]\s*(?:第\s*)?[\dxX×]{1,5}\s*号"
    rf"|第\s*[\d{_CN}百]{{1,6}}\s*号)(?:\s+签\s*发\s*人.*)?"
)
_ISSUE = (
    r"(?:\S{0,16}\s+|\S{0,14}(?:简报|信息|动态|快报|专报|要情|通讯|参考|内参|专刊)\s*)?[（(〔\[【]?\s*"
    rf"(?:(?:19|20)\d\d\s*年\s*)?(?:总\s*)?第\s*[\d{_CN}百〇○零xX×]{{1,6}}\s*期"
    r"(?:[）)〕\]】\s（(][^。，；]{0,40})?"
)
_NOTICE = (
    r"(?:内部资料|内部参考|内部刊物|机\s*密|秘\s*密|绝\s*密|特\s*急|加\s*急|急\s*件|平\s*急|签\s*发\s*人"
    r"|密\s*级|紧急程度|份\s*号|编\s*号)[^。，；]{0,24}|\d{6}|[★☆*＊·\-—_=＝－─━\s]+"
)
_MASTHEAD_NAME = (
    "简报", "信息", "动态", "快报", "专报", "要情", "通讯", "参考", "摘报", "交流", "内参", "要讯",
    "专刊", "特刊", "快讯", "日报", "周报", "月报", "旬报", "文件", "简讯",
)  # fmt: skip
_BYLINE = (
    r"[（(【\[]?\s*(?:"
    r"(?:供\s*稿|撰\s*稿|来\s*稿|投\s*稿|作\s*者|(?:本报|特约)?记\s*者|通\s*讯\s*员|执\s*笔|文\s*/|图\s*/|文\s*/\s*图"
    r"|摄\s*影|(?:信息|稿件)?来\s*源|报\s*送|上\s*报|填\s*报|编\s*辑|责\s*编|责任编辑|主\s*编|审\s*核|审\s*稿"
    r"|审\s*定|核\s*稿|校\s*对)(?:单\s*位|部\s*门|科\s*室|人|时\s*间|日\s*期|员)?\s*[:：]"
    r"|(?:(?:本报|特约)?记\s*者|通\s*讯\s*员|作\s*者|文\s*/|图\s*/)[^，。；：]{1,40}$"
    r"|.{2,40}供\s*稿\s*[）)】\]]?$)"
)
_BYLINE_WORDS = ("记", "通讯员", "作者", "供稿", "文/", "图/")
_POST = (
    r".{0,24}(?:省长|市长|县长|区长|州长|盟长|旗长|乡长|镇长|总理|主席|主任|书记|局长|厅长|部长|院长|检察长"
    r"|校长|董事长|总经理|站长|所长|科长|处长|行长)\s+[\u4e00-\u9fff·]{1,8}(?:\s+[\u4e00-\u9fff]{1,2})?"
)
_NAME = r"[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]\s+[\u4e00-\u9fff]{1,2}"
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_CONTACT = (
    r"[（(]?\s*(?:联\s*系\s*人|联\s*络\s*人|联\s*络\s*员|联\s*系\s*(?:电\s*话|方\s*式)|咨询电话|电\s*话|手\s*机|传\s*真"
    r"|邮\s*箱|电子邮[箱件]|地\s*址|邮\s*编|经\s*办\s*人)\s*[:：]"
)
_COPY = r"(?:抄\s*送|抄\s*报|分\s*送|呈\s*报|呈\s*送|报\s*送|报|送|发)\s*[:：]"
_PRINTED = rf".{{2,40}}(?:{_DATE})\s*印发|[（(]?\s*共\s*印\s*\d+\s*份\s*[）)]?"
_REMARK = r"[（(](?:此件.{2,12}|本文有删减|完|待续|盖\s*章|公\s*章|印\s*章)[）)]"
_RECIPIENT = (
    r"(?!现将|根据|按照|为|近日|其中|主要|具体|如下|以下|经|下面|关于).*(?:局|委|办|厅|部|院|校|园|中心|公司|集团|政府|会"
    r"|科|室|处|股|站|所|队|镇|乡|街道|村|社区|县|市|区|省|州|旗|机构|单位|部门|组织|组|支部|同志|们|代表|委员|主席|主任"
    r"|书记|省长|市长|县长|区长|局长|领导|老师|先生|女士|家长|户|企业|厂|行|馆|台|社)(?:[（(].{1,20}[）)])?\s*[:：]"
)
_SALUTATION = r"(?:尊敬的|各位|同志们|女士们|朋友们|老师们|同学们)[^。；]{0,30}[:：！!]"
_UNIT_ENDS = (
    "局", "委", "办", "办公室", "厅", "国务院", "政府", "法院", "检察院", "党组", "党委", "党支部",
    "组织部", "宣传部", "统战部", "指挥部", "委员会", "管委会", "居委会", "村委会", "协会",
    "联合会", "工会", "团委", "妇联", "残联", "办事处", "中心", "公司", "集团", "科", "处", "股",
    "总队", "支队", "大队", "领导小组", "专班", "专家组", "学校", "中学", "小学", "大学", "学院",
    "幼儿园", "医院", "卫生院", "银行", "分行", "支行", "供电所", "司法所", "派出所", "工作站",
    "服务站", "管理所", "管理站",
)  # fmt: skip
_TOWN = r"[\u4e00-\u9fff]{2,4}(?:镇|(?<![家故城下返])乡|街道|高新区)|[\u4e00-\u9fff]{0,4}开发区"
_DOCUMENT_NOUNS = (
    "通知", "通报", "意见", "报告", "函", "批复", "决定", "答复", "请示", "纪要", "方案", "预案",
    "办法", "规定", "条例", "细则", "总结", "汇报", "讲话", "致辞", "要点", "计划", "规划", "建议",
    "提案", "说明", "公告", "通告", "公报", "情况", "指南", "措施", "制度", "名单", "倡议书", "令",
)  # fmt: skip
_DANGLING = ("的", "和", "与", "及", "暨", "关于", "在", "对", "为", "、", "《", "“")
_HEADING_WORDS = (
    "情况", "做法", "成效", "问题", "打算", "建议", "背景", "经验", "启示", "体会", "安排", "措施",
    "前言", "概述", "摘要", "引言", "回顾", "目标", "任务", "原因", "短板", "下一步",
)  # fmt: skip
_ENUMERATOR = (
    rf"(第[{_CN}百\d]{{1,4}}(?:章|编|篇|部分))"
    rf"|([{_CN}]{{1,3}}\s*[、．.])"
    rf"|([（(]\s*[{_CN}]{{1,3}}\s*[）)]、?|第[{_CN}\d]{{1,3}}节)"
    r"|(\d{1,3}\s*(?:[．、]|\.(?!\d)|\.(?=\d{1,2}月|\d{4}年)))"
    r"|([（(]\s*\d{1,2}\s*[）)]|\d{1,2}[）)]|[①-⑳])"
)
_LEVEL_OF_SORT = (0, 1, 1, 2, 3, 4)  # of the groups of `_ENUMERATOR`, from 1
_ENUMERATOR_STARTS = frozenset(_CN + "第（(0123456789①②③④⑤⑥⑦⑧⑨⑩")

_FLOW = frozenset((None, "title", "heading", "item"))  # kinds of raw block that are told apart


def classify(text: str, blocks: Sequence[RawBlock], spans: Sequence[Span]) -> tuple[Block, ...]:
    """Name each block; `spans` are those of the blocks in the running text `text`."""
    flow = [index for index, raw in enumerate(blocks) if raw.kind in _FLOW]
    draft = _Draft(
        [text[slice(*spans[index])] for index in flow],
        [blocks[index] for index in flow],
        [index + 1 < len(blocks) and blocks[index + 1].kind == "cell" for index in flow],
    )
    names = dict(zip(flow, draft.names(), strict=True))
    named: list[Block] = []
    for index, (raw, span) in enumerate(zip(blocks, spans, strict=True)):
        if index in names:
            kind, level = names[index]
        else:
            kind, level = _framed(raw.kind or "paragraph", text[slice(*span)]), None
        named.append(Block(kind, span.start, span.end, level, raw.label))
    return tuple(named)


def _framed(kind: BlockKind, line: str) -> BlockKind:
    """The parts of the form are often set in a table or a text box."""
    if kind not in ("cell", "textbox") or len(line) > _FORM_LENGTH:
        return kind
    if _is_copy(line):
        return "copyto"
    if _is_contact(line):
        return "contact"
    if _is_number(line):
        return "number"
    return "masthead" if _is_issue(line) else kind


def _is_date(line: str) -> bool:
    line = line.strip("（）() 　")
    return line[-1:] in "日月0123456789" and re.fullmatch(_DATE, line) is not None


def _is_unit_and_date(line: str) -> bool:
    if line[-1:] not in "日0123456789":
        return False
    found = re.fullmatch(
        rf"([^，。；：！？]{{2,40}}?)(\s*)(?:编印?|主办|印发|印制|编发)?(\s*)(?:{_DATE})", line
    )
    return found is not None and bool(found[2] or found[3] or found[1].endswith(_UNIT_ENDS))


def _is_occasion(line: str) -> bool:
    """“2026年1月27日在……会议上”, “（2018年3月5日……通过）”."""
    return line.rstrip("）)").endswith(("上", "通过", "讲话", "发布", "修订")) and (
        re.match(rf"[—（(\s]*(?:{_DATE})", line) is not None and "。" not in line
    )


def _is_issue(line: str) -> bool:
    """“第12期（总第345期）”, “2024年第6期”."""
    return "期" in line and len(line) <= _FORM_LENGTH and re.fullmatch(_ISSUE, line) is not None


def _is_contact(line: str) -> bool:
    return _has_colon(line) and re.match(_CONTACT, line) is not None


def _has_colon(line: str) -> bool:
    return "：" in line or ":" in line


def _is_number(line: str) -> bool:
    return "号" in line and re.fullmatch(_NUMBER, line) is not None


def _is_unit(line: str) -> bool:
    """Whether a line is the names of one or more units."""
    names = line.split()
    if all(len(name) == 1 for name in names):
        names = ["".join(names)]
    return len(line) <= _HEADING_LENGTH + 10 and all(
        len(name) > 1 and name.endswith(_UNIT_ENDS) and not re.search("[，。；：！？“《]", name)
        for name in names
    )


def _is_person(line: str) -> bool:
    """“李　明”, “青石县税务局局长　陈某”."""
    if len(line) <= 5 and line[:1] in _SURNAMES and re.fullmatch(_NAME, line):
        return True
    return 1 < len(line.split()) <= 4 and re.fullmatch(_POST, line) is not None


def _is_byline(line: str) -> bool:
    return (
        len(line) <= _FORM_LENGTH
        and "。" not in line
        and (_has_colon(line) or any(word in line for word in _BYLINE_WORDS))
        and re.match(_BYLINE, line) is not None
    )


def _is_copy(line: str) -> bool:
    return (
        re.match(_COPY, line) is not None
        if line[:1] in "抄分呈报送发"
        else ("印发" in line or "共印" in line) and re.fullmatch(_PRINTED, line) is not None
    )


def _is_addressee(line: str) -> bool:
    return (
        line[-1:] in "：:！!"
        and len(line) <= _ADDRESSEE_LENGTH
        and "。" not in line
        and (re.fullmatch(_SALUTATION, line) or re.fullmatch(_RECIPIENT, line)) is not None
    )


def _ends_as_sentence(line: str) -> bool:
    return line.rstrip(_CLOSING)[-1:] in _ENDING


def _enumerator(line: str) -> int | None:
    """The sort of the number that a line begins with, a group of `_ENUMERATOR`."""
    if not line or line[0] not in _ENUMERATOR_STARTS:
        return None
    found = re.match(_ENUMERATOR, line)
    return found.lastindex if found is not None else None


class _Name(NamedTuple):
    kind: BlockKind
    level: int | None = None


class _Draft:
    """The lines of a draft that its format does not place, and what they turn out to be."""

    def __init__(self, lines: list[str], blocks: list[RawBlock], before_table: list[bool]) -> None:
        self.lines = lines
        self.blocks = blocks
        self.before_table = before_table
        self.kinds: list[_Name | None] = [None] * len(lines)
        self.sorts = [_enumerator(b.label or line) for b, line in zip(blocks, lines, strict=True)]

    def names(self) -> list[_Name]:
        title = self._masthead()
        first = self._title(title)
        titled = first > title
        while first < len(self.lines) and self._heads(first, titled):
            first += 1
        self._tail(first)
        for index in range(first, len(self.lines)):
            if self.kinds[index] is None and _is_date(self.lines[index]):
                self._signed(index, first, certain=False)
        # Headings look at the lines after them, which must still be unnamed then.
        found = [self._body(index, first) for index in range(first, len(self.lines))]
        names = [*self.kinds[:first], *found]
        if titled:
            self._lead(names, first)
        return [name or _Name("paragraph") for name in names]

    def _lead(self, names: list[_Name | None], first: int) -> None:
        for index in range(first, len(names)):
            name = names[index]
            if name is None or name.kind in ("heading", "item"):
                if name is None:
                    names[index] = _Name("lead")
                return

    # The head

    def _masthead(self) -> int:
        """Name what stands above the title; returns where the title may begin."""
        styled = next((i for i, b in enumerate(self.blocks[:12]) if b.kind == "title"), None)
        index = 0
        while index < len(self.lines) - 1 and index != styled:
            kind = self._above_title(index)
            if kind is None:
                if styled is None or len(self.lines[index]) > _FORM_LENGTH:
                    break
                kind = "masthead"
            self.kinds[index] = _Name(kind)
            index += 1
        return index

    def _above_title(self, index: int) -> BlockKind | None:
        line = self.lines[index]
        if len(line) > _FORM_LENGTH or self.blocks[index].kind is not None:
            return None
        if _is_number(line):
            return "number"
        if self._is_masthead(line):
            return "masthead"
        following = self.lines[index + 1 : index + 3]
        if any(self._is_masthead(other) or _is_number(other) for other in following):
            name = "".join(line.split())
            if (len(name) <= 20 and name.endswith(_MASTHEAD_NAME)) or _is_unit(line):
                return "masthead"
        return "copyto" if _is_copy(line) else None

    def _is_masthead(self, line: str) -> bool:
        return len(line) <= _FORM_LENGTH and (
            _is_date(line)
            or _is_unit_and_date(line)
            or _is_issue(line)
            or re.fullmatch(_NOTICE, line) is not None
        )

    def _title(self, index: int) -> int:
        """Name the lines of the title; returns where they end."""
        if index >= len(self.lines):
            return index
        end = index
        while end < len(self.lines) and self.blocks[end].kind == "title":
            end += 1
        if end == index and self._is_titular(index):
            end = self._title_end(index) if self.blocks[index].kind is None else index + 1
        for at in range(index, end):
            self.kinds[at] = _Name("title")
        return end

    def _is_titular(self, index: int) -> bool:
        """Whether a line could be a title: short, no sentence, with a block after it."""
        line, kind = self.lines[index], self.blocks[index].kind
        return (
            1 < len(line) <= TITLE_LENGTH
            and (index + 1 < len(self.lines) or self.before_table[index])
            and kind in (None, "heading")
            and self.sorts[index] is None
            and (kind == "heading" or not line.rstrip(_CLOSING).endswith(_FINAL))
            and "。" not in line
            and any(map(str.isalnum, line))
            and not (_is_date(line) or _is_byline(line) or _is_addressee(line) or _is_copy(line))
            and not _is_contact(line)
        )

    def _title_end(self, first: int) -> int:
        """Where a title ends that may take several lines."""
        end = first + 1
        while end < min(first + _TITLE_LINES, len(self.lines) - 1) and self._may_continue(end):
            end += 1
        if end == first + 1 or self._heads_surely(end):
            return end
        joined, last = self.lines[first], first + 1
        while last < end and self._is_unfinished(joined, self.lines[last:end]):
            joined += self.lines[last]
            last += 1
        if last == first + 1 == end - 1 and self._is_second_line(last):
            return end
        return last

    def _may_continue(self, index: int) -> bool:
        line = self.lines[index]
        return (
            self.blocks[index].kind is None
            and self._is_titular(index)
            and not line.startswith(("—", "-", "（", "("))
            and not (_is_unit(line) or _is_person(line))
            and not (_is_unit_and_date(line) or _is_occasion(line))
            and not (_is_number(line) or _is_issue(line))
        )

    def _heads_surely(self, index: int) -> bool:
        """Whether a line is of the kinds that stand right under a title."""
        line = self.lines[index]
        return _is_number(line) or _is_addressee(line) or line.startswith("——")

    def _is_unfinished(self, title: str, rest: list[str]) -> bool:
        if title.endswith(_DANGLING) or title.count("《") > title.count("》"):
            return True
        if title.count("“") > title.count("”"):
            return True
        return (
            not title.endswith(_DOCUMENT_NOUNS)
            and any(
                line.endswith(_DOCUMENT_NOUNS) and len(line) > 3 and line not in _HEADING_WORDS
                for line in rest
            )
            and "关于" in title + "".join(rest)
        )

    def _is_second_line(self, index: int) -> bool:
        """Whether a line alone between title and text goes on with the title.

        It does not if it says what headings say, or if the draft has such headings further down.
        """
        line = self.lines[index]
        return (
            min(len(line), len(self.lines[index - 1])) >= 6
            and not any(word in line for word in _HEADING_WORDS)
            and not any(self._is_loose_heading(i, index) for i in range(index + 1, len(self.lines)))
        )

    def _heads(self, index: int, titled: bool) -> bool:
        """Name a line of the form between title and text, if it is one."""
        line = self.lines[index]
        kind: BlockKind | None = None
        if self.blocks[index].kind is not None or self.sorts[index] is not None:
            return False
        if _is_number(line):
            kind = "number"
        elif _is_addressee(line):
            kind = "addressee"
        elif _is_byline(line):
            kind = "byline"
        elif titled and len(line) <= _FORM_LENGTH:
            if _is_issue(line):
                kind = "masthead"
            elif (
                line.startswith(("——", "--", "－－", "──"))
                or _is_date(line)
                or _is_unit_and_date(line)
                or _is_unit(line)
                or _is_person(line)
                or _is_occasion(line)
            ):
                kind = "byline"
        if kind is None:
            return False
        self.kinds[index] = _Name(kind)
        return True

    # The sign-off

    def _tail(self, first: int) -> None:
        index = len(self.lines) - 1
        while index >= first:
            if self.kinds[index] is None and not self._ends(index, first):
                return
            index -= 1

    def _ends(self, index: int, first: int) -> bool:
        """Name a line of the form after the text, if it is one."""
        line = self.lines[index]
        kind: BlockKind | None = None
        if self.blocks[index].kind == "heading" or len(line) > _ADDRESSEE_LENGTH:
            return False
        if _is_contact(line):
            kind = "contact"
        elif _is_copy(line):
            kind = "copyto"
        elif _is_byline(line) or self._is_source(line):
            kind = "byline"
        elif _is_date(line):
            self._signed(index, first, certain=True)
            return True
        elif (
            index > 0
            and len(line) <= _FORM_LENGTH
            and (
                _is_unit_and_date(line)
                or _is_unit(line)
                or _is_person(line)
                or re.fullmatch(f"{_TOWN}|{_REMARK}", line)
            )
        ):
            kind = "signoff"
        if kind is None:
            return False
        self.kinds[index] = _Name(kind)
        return True

    def _is_source(self, line: str) -> bool:
        """“（县水利局　李某）” at the end of the text."""
        inner = line[1:-1]
        return (
            line[:1] in "（("
            and line[-1:] in "）)"
            and len(line) <= _FORM_LENGTH
            and not re.search("[。；，：]", inner)
            and any(part.endswith(_UNIT_ENDS) for part in re.split(r"[\s、]+", inner))
        )

    def _signed(self, index: int, first: int, certain: bool) -> None:
        """Name a date and the lines of units before it; unless `certain`, it needs a unit."""
        above = index - 1
        while above >= first and index - above <= _UNIT_LINES and self.kinds[above] is None:
            line = self.lines[above]
            if not (_is_unit(line) or _is_person(line)):
                plain = len(line) <= _HEADING_LENGTH and not re.search("[，。；：！？]", line)
                if not (certain and above == index - 1 and plain and self.sorts[above] is None):
                    break
            above -= 1
        if not certain and above == index - 1:
            return
        below = index + 1
        if below < len(self.lines) and re.fullmatch(_REMARK, self.lines[below]):
            index = below
        for at in range(above + 1, index + 1):
            self.kinds[at] = _Name("signoff")

    # The body

    def _body(self, index: int, first: int) -> _Name | None:
        known = self.kinds[index]
        if known is not None:
            return known
        line, raw, sort = self.lines[index], self.blocks[index], self.sorts[index]
        level = _LEVEL_OF_SORT[sort] if sort else None
        if raw.kind == "title":
            return _Name("title")
        if raw.kind == "heading":
            if len(line) > TITLE_LENGTH and "。" in line:
                return None
            return _Name("heading", level or self._shifted(raw.level))
        if level is not None and self._is_numbered_heading(index, level):
            return _Name("heading", level)
        if raw.kind == "item":
            return _Name("item", raw.level)
        if level is not None:
            return None if "。" in line[:-1] else _Name("item", level)
        if len(line) <= _FORM_LENGTH:
            if _is_contact(line):
                return _Name("contact")
            if line[-1:] in "：:！!" and re.fullmatch(_SALUTATION, line):
                return _Name("addressee")
        return _Name("heading") if self._is_loose_heading(index, first) else None

    def _shifted(self, level: int | None) -> int | None:
        """A format's heading level, counted from the headings under a title that is one too."""
        top = next((i for i, k in enumerate(self.kinds) if k and k.kind == "title"), None)
        if level is None or top is None or self.blocks[top].kind != "heading":
            return level
        return max(level - (self.blocks[top].level or 0), 1)

    def _is_numbered_heading(self, index: int, level: int) -> bool:
        """A short numbered line with something of its own below it, not one of a list."""
        line, sort = self.lines[index], self.sorts[index]
        if len(line) > _NUMBERED_LENGTH:
            return False
        if index > 0 and self.sorts[index - 1] == sort and "。" not in self.lines[index - 1][:-1]:
            return False
        if self.blocks[index].kind == "item" and level > 2:
            return False
        if not self.before_table[index]:
            after = index + 1
            if after >= len(self.lines) or self.kinds[after] or self.sorts[after] == sort:
                return False
        if not line.rstrip(_CLOSING).endswith(_FINAL):
            return True
        return (
            level <= 2
            and len(line) <= _HEADING_LENGTH
            and line.endswith("。")
            and line.count("。") == 1
        )

    def _is_loose_heading(self, index: int, first: int) -> bool:
        """A short line between sentences, over a paragraph or a numbered line."""
        line = self.lines[index]
        if (
            len(line) > _HEADING_LENGTH
            or self.blocks[index].kind is not None
            or not self._is_titular(index)
            or "　" in line
            or "  " in line
        ):
            return False
        if index > first and self.kinds[index - 1] is None:
            before = self.lines[index - 1]
            if not _ends_as_sentence(before) and self.sorts[index - 1] is None:
                return False
        if self.before_table[index]:
            return True
        after = index + 1
        if after >= len(self.lines) or self.kinds[after]:
            return False
        text = self.lines[after]
        return len(text) > _HEADING_LENGTH or _ends_as_sentence(text) or bool(self.sorts[after])
