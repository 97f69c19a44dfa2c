"""What a draft asks or promises to do: its proposals, each with who, what, how much and when."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.readings_dates import day, reference
from shengao.score.readings_figures import content, running
from shengao.structure import FIGURES
from shengao.text import Span

_ADVICE = Expression(
    r"(?<!代表)(?<!委员)(?<!人大)(?:建议|对策|意见建议|请求|恳请|提请(?![^，。；]{0,16}审议)|为此[，,]?请)(?:如下)?"
    r"[：:，,。由对请将把在县市区省镇乡各尽按从一二三]"
    r"|(?<![\u4e00-\u9fff”》])(?:特|现|为此)?建议(?![书的案])"
)
_PLAN = Expression(r"(?<!就)下一步|下一阶段|下步|接下来|剩余|其余[^，。]{0,20}由")
_HEADING = Expression(r"建议|对策|下一步|打算|请求|下步")
_SIGNS = ("建议", "对策", "请", "下一步", "下步", "下一阶段", "接下来", "打算", "剩余", "其余")
_NUMBERED = (
    r"[ 　]*(?:[一二三四五六七八九十](?:是|要|、)"
    r"|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、](?!\d))"
)
_NUMBER = Expression(rf"(?:^|(?<=[。；;：:\n])){_NUMBERED}")
_LATER_NUMBER = Expression(rf"[。；;：:\n]({_NUMBERED})")
"""The same with the mark before it: quickly sought."""
_STOP = Expression(r"[；;。！？\n]")
_BODY = (
    r"(?:局|委员会|[委办](?![员托理好事结学法])|厅|办公室|指挥部|政府|中心|公司|集团|街道|办事处|大队|支队|总队|法院|检察院|镇|乡|村"
    r"|社区|学校|小学|中学|医院|卫生院|站|所|专班|部门|单位|县|市|省|区|合作社|联社|协会|企业|银行|管理处|处|队|科|股"
    r"|厂家|商家|物业|园区|场馆|[商信支分]行|信用社|[\u4e00-\u9fff]室|[\u4e00-\u9fff](?<!内)部(?!门))"
)
_ACTOR = Expression(
    rf"(?:由|请|责成|委托|安排|协调|督促|恳请|提请|请求)(?P<by>[^，。；：\d]{{1,24}}?{_BODY})"
    rf"|(?:(?<![\u4e00-\u9fff\d])|(?<=[是要步])|(?<=建议))(?P<own>[\u4e00-\u9fff、]{{1,20}}?{_BODY})"
    r"(?=于|将|把|在|对|按|与|同|为|给|会同|牵头|负责|从|计划|统一|[^，。；：]{0,14}前)"
)
_NOBODY = Expression(
    r"[省市县区镇乡全]?(?:(?:各|多|相关|有关|上级|各级|职能|主管|责任|牵头|所属|下属|[、和及与])+政府"
    r"|(?:各|多|相关|有关|上级|各级|职能|主管|责任|牵头|所属|下属|[、和及与])*(?:部门|单位|方面|企业|机关))"
)
"""What names nobody: 相关部门, 县有关单位, 各级政府; 县政府 is somebody."""
_UPWARD = Expression(
    r"(?:请|恳请|提请|请求|建议)(?:上级|国家|中央|省|市|自治区|县委|县政府|市委|市政府)"
)
_ACTION = Expression(
    r"增设|增配|增派|增加|增至|设立|新建|扩建|改建|改造|修建|修订|修改|修复|制定|制订|出台|印发|纳入|列入|取消|下放|上调|下调|延长|缩短"
    r"|补贴|补助|补偿|减免|奖励|配备|配置|安装|购置|采购|开通|开设|开放|开办|试点|成立|组建|招聘|选派|培训|划定|划线|公示|公开|公布"
    r"|拨付|安排|发放|统一|合并|简化|推行|实行|引进|抽检|检测|约谈|处罚|拆除|清理|清淤|疏浚|更换|维修|检修|限行|错峰|立法|建立|建成"
    r"|搭建|开发|调整|允许|禁止|登记|备案|签订|购买|租赁|聘请|完成|收购|加固|验收|整改|治理|投用|(?<!加大)(?<!增加)(?<!的)投入|提高到|降到|核定|核查|排查"
    r"|复查|回访|办结|提交|报送|立项|招标|开工|竣工|销号|移交|督办|通报|扩大到|覆盖|申报|组织|召开|举办|添|筹|指定|反馈|恢复|开展|审定|制作|调拨|调派|派驻|坐诊|增建|新增|改为|续签|复核|评估|检查|巡查|提供|承担|支付|返还"
    r"|关闭|关停|搬迁|疏通|绘制|编制|发布|轮训|检验|鉴定|督促|公告|受理|更新|划拨|接入|升级|铺设|补种|栽植"
    r"|[把将][^，。；]{1,24}?(?:放[在到]|移[到至]|写[进入]|改[为成]|交[由给]|调[到至]|提[前高]|降[到至为低]|设在|转[为到交]|分[为成到]|用于|留给)"
    r"|办完|备[好齐足]|执行|停止|停用|停征|施工|答复|作出结论|形成结论|对接|外移|迁[移建]|租给|租用|出租|代管|列进|列为|摸底|摸排|抽查|审方|分配|并入"
    r"|退还|收回|处理意见|值守|轮换|换种|换装|换成|换(?=\d)|(?<![包服组武假])装(?=\d|[^修饰备，。；]{2,8}\d|冲洗|[表灯栏锁])"
    r"|(?<![选下调委特摊分])派(?!出所|驻|系)|明确(?![^，。；]{0,6}(?:职责|责任|分工|任务|目标|要求))|放开|约定|提取|缴[纳费]|办理|代缴|代办|垫付|报销|认定|分摊|取缔|注销|限定|加密|增发|开行|统筹(?=\d)|追缴|清退"
)
_DEADLINE = Expression(
    r"年底前|年内|月底前|季度末|汛期前|汛前|开学前|节前|入冬前|上冻前|春耕前|工作日内|日内|个月内|小时内|[\d日月底末旬]\s*(?:之?前|以前)|逐[年月日]|每[年月周日季]"
)
_PROPOSING = Expression(
    r"建议|请|将|要|应|拟|计划|力争|争取|确保|进一步|加[大强快]|重视|落实|强化|完善|推[进动]|下一?步|下一?阶段|之?前(?:完成|办|整改|建|投)"
)
"""What a proposal or plan says, unlike a report of what is so."""
_REPORTING = Expression(r"续报|情况反映|特此报告|[以如]下[^，。；\d]{0,6}[：:。]\s*\Z")
"""What only closes a report, or announces proposals."""
_BY = Expression(r"[日月底末旬年](?=之?前|以前)")
"""The end of a date by which something is to be done."""
_LOWEST = 9  # a level of headings that any heading ends
_SUBSTANCE = 6


class Proposal(NamedTuple):
    """One proposal or plan, with what it says."""

    span: Span
    actor: bool
    action: bool
    measure: bool  # a deadline or a quantity
    upward: bool

    @property
    def complete(self) -> bool:
        """To one's own side it needs somebody, an action, a deadline or quantity; upward the
        first two: when and how much is for those above to say."""
        return self.actor and self.action and (self.measure or self.upward)


class Proposals(NamedTuple):
    """The proposals of a draft, those said twice once; `advice` where it gives advice."""

    items: tuple[Proposal, ...]
    advice: bool


def proposals(draft: Draft) -> Proposals:
    """What the draft proposes after 建议 or plans after 下一步, in the order of the text."""
    return draft.once(_proposals)


def _proposals(draft: Draft) -> Proposals:
    text = draft.document.text
    regions: list[Span] = []
    advice = False
    signs = draft.having(_SIGNS)
    if signs:
        regions, advice = _regions(draft, signs)
    seen: set[str] = set()
    items = []
    for region in regions:
        for span in _items(text, region):
            said = content(text[span.start : span.end])
            if len(said) < _SUBSTANCE or said in seen or _REPORTING.search(text, *span):
                continue
            seen.add(said)
            one = _proposal(draft, span)
            if one.actor or one.span.start > span.start or _PROPOSING.search(text, *span):
                items.append(one)
    for span in _dated(draft, regions):
        said = content(text[span.start : span.end])
        if said not in seen:
            seen.add(said)
            items.append(_proposal(draft, span))
    return Proposals(tuple(items), advice)


def _dated(draft: Draft, regions: list[Span]) -> Iterator[Span]:
    """What somebody is to do by a day yet to come, wherever it stands: 市水利局于8月15日前完成….

    Dates count that lie after the day of submission; where that is not known, those of plans.
    """
    document = draft.document
    if _BY.search(document.text) is None:
        return
    submitted = reference(draft)
    for _, sentence in running(draft):
        if any(one.start <= sentence.start < one.end for one in regions):
            continue
        if _BY.search(document.text, sentence.start, sentence.end) is None:
            continue
        for span in _items(document.text, Span(sentence.start, sentence.end)):
            for found in _BY.finditer(document.text, *span):
                dates = document.entities_in(found.start(), found.start() + 1, ("date",))
                last = day(draft, dates[0]) if dates else None
                if last is not None and submitted is not None:
                    ahead = last > submitted
                else:
                    ahead = document.modality(found.start(), found.end()) == "planned"
                if ahead:
                    yield span
                    break


def _regions(draft: Draft, signs: tuple[str, ...]) -> tuple[list[Span], bool]:
    """Where proposals stand: under a heading of them, or from the words that open them on.

    Each of these words has one of the signs.
    """
    document, found, advice = draft.document, [], False
    open_level: int | None = None
    opened = False
    fresh = {sentence.block for _, sentence in running(draft)}
    for index, block in enumerate(document.blocks):
        if index not in fresh and block.kind != "heading":
            continue  # said before, or no prose
        start, end = block.start, block.end
        if block.kind == "heading":
            level = block.level or 1
            if _HEADING.search(document.text, start, end):
                opened, open_level = True, level
                advice = advice or "下" not in document.text[start:end]
            elif opened and open_level is not None and level <= open_level:
                opened = False
            continue
        if not opened and not any(document.text.find(sign, start, end) >= 0 for sign in signs):
            continue
        cue = _ADVICE.search(document.text, start, end)
        plan = _PLAN.search(document.text, start, end)
        advice = advice or cue is not None
        if opened:
            found.append(Span(start, end))
            continue
        first = min((one.start() for one in (cue, plan) if one is not None), default=None)
        if first is not None:
            sentence = document.sentence_at(first)
            found.append(
                Span(document.sentences[sentence].start if sentence is not None else first, end)
            )
            if _opens_list(document.text, start, end):
                opened, open_level = True, _LOWEST  # “建议：” alone: its items stand below
    return found, advice


def _opens_list(text: str, start: int, end: int) -> bool:
    """Whether a paragraph ends as one that opens a list."""
    return text[start:end].rstrip().endswith(("：", ":"))


def _items(text: str, region: Span) -> list[Span]:
    """The proposals of a region: cut at semicolons, at ends of sentences, and before numbers."""
    cuts = {region.start, region.end}
    cuts.update(found.end() for found in _STOP.finditer(text, region.start, region.end))
    cuts.update(found.start(1) for found in _LATER_NUMBER.finditer(text, region.start, region.end))
    ordered = sorted(cuts)
    return [Span(*both) for both in pairwise(ordered)]


def _proposal(draft: Draft, span: Span) -> Proposal:
    document = draft.document
    text = document.text
    number = _NUMBER.match(text, span.start, span.end)
    start = number.end() if number else span.start
    actor = any(
        not _NOBODY.fullmatch(found["by"] or found["own"])
        for found in _ACTOR.finditer(text, start, span.end)
    )
    measure = _DEADLINE.search(text, start, span.end) is not None or bool(
        document.entities_in(start, span.end, (*FIGURES, "date"))
    )
    return Proposal(
        Span(start, span.end),
        actor,
        _ACTION.search(text, start, span.end) is not None,
        measure,
        _UPWARD.search(text, start, span.end) is not None,
    )
