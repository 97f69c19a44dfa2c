"""用: what the genre must hold, what others can copy, and who reports it."""

from itertools import groupby

from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.readings_elements import elements
from shengao.score.readings_figures import content, figured, running, spans
from shengao.score.readings_staging import only_held
from shengao.score.signal import Example, Measure, Signal
from shengao.structure import Sentence
from shengao.text import Span

_OF_HELD = 0.5
"""What the elements of a draft are worth that tells of nothing but a meeting or campaign."""


def _elements(draft: Draft) -> Measure | None:
    found = elements(draft)
    if found is None:
        return None
    whole = len(found.present) + len(found.missing)
    share = len(found.present) / whole
    missing = "、".join(found.missing)
    if not missing and only_held(draft) is not None:
        return Measure(
            _OF_HELD,
            "只报开了会、办了活动，没有写定了什么、办成了什么。",
            spans(found.places),
            "写定了什么、由谁何时完成，或者办成了什么。",
        )
    return Measure(
        share,
        f"{draft.document.genre}应有的要素缺{missing}。"
        if missing
        else f"{draft.document.genre}应有的要素齐全。",
        spans(found.places),
        f"补写{missing}。" if missing else "",
    )


_EFFECT = Expression(
    r"由[^，。；]{1,24}[到至为]|比(?:上年|去年|原来|此前|以前|同期)|同比|[降减压缩增升提][^，。；\d]{0,6}[到至为]\d|缩短|下降|减少|节省|节约|增加|提高|增收|办结|化解"
)
_LIMIT = Expression(
    r"适用|适合|适宜|条件|前提|成本|经费|投入|人均|每[户人亩个公件]|不足|局限|困难|尚未|尚有|仍有|还有|未能|暂|难以|需要|须有|推广|复制"
)
_PRACTICES = 2
_OPENING, _NAMING = 24, 4
"""A sentence that opens a practice has at most so many characters, and at least so many that say
something."""
_MANNER = Expression(
    r"(?:^|(?<=[\n。；：:]))[ 　]*"
    r"(?:[一二三四五六七八九十](?:是|、)|[（(][一二三四五六七八九十][）)]|\d[.．、](?!\d))"
)


def _replicable(draft: Draft) -> Measure | None:
    document = draft.document
    if document.genre != "经验":
        return None
    told = figured(draft)
    practices = _practices(draft)
    effects = [
        document.sentences[index]
        for index in told
        if _EFFECT.search(document.text, *document.sentences[index][:2])
    ]
    conditions = [
        sentence
        for index, sentence in running(draft)
        if _LIMIT.search(document.text, sentence.start, sentence.end)
        and (index in told or document.entities_in(sentence.start, sentence.end))
    ]
    parts = (
        (0.35, min(1.0, len(practices) / _PRACTICES), "分条写做法，每条写清怎么做"),
        (0.4, min(1.0, len(effects) / _PRACTICES), "写前后对比的成效数据"),
        (0.25, float(bool(conditions)), "写要花多少钱、什么条件，或还有什么没做好"),
    )
    share = sum(weight * part for weight, part, _ in parts)
    lacking = [words for _, part, words in parts if part < 1]
    limits = "写了" if conditions else "没有写"
    return Measure(
        share,
        f"做法{len(practices)}条，有数据的成效{len(effects)}处，{limits}条件或不足。",
        spans([*effects[:3], *conditions[:1]]),
        "；".join(lacking) + "。" if lacking else "",
    )


def _practices(draft: Draft) -> list[Sentence]:
    """What opens a practice: a heading, number or short opening sentence, with facts after it."""
    document, found = draft.document, []
    told = figured(draft)
    for number, indexes in groupby(running(draft), key=lambda one: one[1].block):
        inside = [index for index, _ in indexes]
        if not any(index in told for index in inside):
            continue
        first = document.sentences[inside[0]]
        said = draft.said(first).strip()
        numbered = _MANNER.match(document.text, first.start, first.end) is not None
        short = len(said) <= _OPENING and len(inside) > 1 and len(content(said)) >= _NAMING
        headed = number > 0 and document.blocks[number - 1].kind == "heading"
        if numbered or short or headed:
            found.append(first)
        found += [
            document.sentences[index]
            for index in inside[1:]
            if index in told and _MANNER.match(document.text, *document.sentences[index][:2])
        ]
    return found


_UNIT = Expression(
    r"(?<![\u4e00-\u9fff])(?!供稿|报送|来稿|编辑|审核|联系|咨询)[\u4e00-\u9fff]{2,20}"
    r"(?:局|委员会|委|办公室|办|厅|政府|中心|公司|集团|街道|办事处|镇|乡|学校|小学|中学|医院|卫生院|站|所|院|协会|联合会|工会|队|处|科|社|部"
    r"|法院|检察院)(?![\u4e00-\u9fff])"
)
_NAMELESS = Expression(r"[xXＸ×]{1,3}|某|【|（待")
_PROPERTIES = ("unit", "报送单位", "单位")
_FORM = frozenset(("byline", "signoff", "masthead", "contact"))


def _unit(draft: Draft) -> Measure | None:
    document = draft.document
    for name in _PROPERTIES:
        if document.properties.get(name, "").strip():
            return Measure(1.0, f"写明了报送单位“{document.properties[name].strip()}”。")
    for block in document.blocks:
        if block.kind not in _FORM:
            continue
        line = document.text[block.start : block.end]
        found = _UNIT.search(line)
        if found is not None and not _NAMELESS.search(line):
            start = block.start + found.start()
            return Measure(
                1.0,
                f"写明了报送单位“{found.group()}”。",
                (Span(start, start + len(found.group())),),
            )
    return Measure(0.0, "没有写明报送单位。", (), "在文末或文头写明报送单位。")


_MODEL = (
    "柳湾社区以“楼长分时”缓解停车难\n柳湾社区车位缺口260个，占道停车问题突出。\n"
    "一是划定分时车位。社区与3家商场签约，夜间开放车位140个，占道投诉由每月31件降到6件。\n"
    "二是楼长轮流值守。6名楼长每晚巡查2次，纠纷由每月9起减到2起。\n"
    "管理小组每年经费2.4万元，适用于周边有商场的小区。"
)

SIGNALS = (
    Signal(
        slug="genre-elements",
        title="文种要素",
        criterion="用",
        measures="这个文种应有的要素（如问题类的规模、原因、建议）有几成。",
        gaming="贴空的小标题“存在问题”“原因分析”。",
        guard="要素要在正文的句子里，句子要有自己的内容；小标题和一两个字的句子不算；要素虽全，只报开会、办活动的，得一半。",
        examples=(
            Example(
                "农村快递进村难亟待解决\n全县126个村中，41个村没有快递点。\n原因是件少、路远，单件成本1.8元。\n建议由县邮政公司统一配送，每件补贴0.6元。",
                0.9,
                genre="问题",
            ),
            Example(
                "农村快递进村难亟待解决\n一、存在问题\n问题较多。\n二、原因分析\n原因较多。\n三、对策建议\n建议重视。",
                0.0,
                0.1,
                genre="问题",
            ),
        ),
        measure=_elements,
    ),
    Signal(
        slug="replicable",
        title="可复制推广",
        criterion="用",
        measures="经验类信息的做法是否分条、成效是否有前后对比的数据、是否写了条件或不足。",
        gaming="只列做法小标题，或只写“值得推广”。",
        guard="做法要有自己的数据，成效要写明所指事项，条件或不足的句子里要有具体事实。",
        examples=(
            Example(_MODEL, 0.9, genre="经验"),
            Example(
                "柳湾社区缓解停车难的做法\n一是加强领导。社区高度重视。\n二是强化措施。社区狠抓落实。\n这一做法值得推广复制。",
                0.0,
                0.1,
                genre="经验",
            ),
        ),
        measure=_replicable,
    ),
    Signal(
        slug="named-unit",
        title="有报送单位",
        criterion="用",
        measures="文头、文末、署名或文件属性里是否写明报送单位。",
        gaming="写“XX局”占位。",
        guard="占位的名称不算。",
        examples=(
            Example(_MODEL + "\n柳湾街道办事处\n2026年3月9日", 1.0),
            Example(_MODEL + "\nXX街道办事处\n2026年3月9日", 0.0, 0.0),
        ),
        measure=_unit,
    ),
)
