"""How a claim is meant: done, planned or asked for, denied, asked or supposed.

Official prose is mostly plans. What tells them from reports of things done is a cue: a modal
word (要, 将, 力争) that governs its clause and those after it, until something that can only
be said of what happened (了, 已, 累计, …以来); or, for clauses without subject, that the text
around lays down what to do.
"""

from shengao.expression import Expression
from shengao.structure import Modality

_MARKS = "，；：。！？…,;\n"

_MODAL = Expression(
    r"(?<![主重需摘纪概只扼首紧提须险必若简机卡])要(?![求点素件么闻害塞领员务义职道目挟冲是旨])"
    r"|需要|[亟急]需|有待|亟待|(?<![必急亟供内刚所军特按])需(?=[要加进持强大尽认严对将由于建开])"
    r"|将(?![军领士近])|(?<![供响适对反相效顺因呼感报答策照接理本回])"
    r"应(?![急用对变届付邀运允声有答时纳验诊景收聘激酬战援]|.尽)|应对.{1,8}(?:进行|予以|加以)"
    r"|务必|必须|(?<![必胡])须(?!知)|(?<![模虚草比])拟(?![定稿人合态声])"
    r"|力争|争取(?![到了])|力求|力图|确保(?!了)|保证(?![了金书人])|谋求|旨在|致力于|以期|有望|预计|打算"
    r"|计划(?=[于在到用投新今通从实开建对将再组安下年大增扩])|(?<![好分项的了前])准备(?![工好就了，。、充])"
    r"|(?<![的同懈])努力(?=[打提实推建做构创走开营争把使让为完夺在])"
    r"|下一步|下一?阶段|下步|接下来|今后|明年|(?:未来|后续)(?=[一二三五十几\d，将要])|到20[2-4]\d年"
    r"|(?<=[\d年月])[年月日底末](?:之|以)?前(?=[，完实全建形基达力])|目标[是为：]|为目标"
    r"|希望(?![工小学的])|望(?=[各你贵])|呼吁|号召(?=[各全广])|建议(?=[，：:各在对由将尽进加按从通要可大适])"
    r"|(?<![按照据合的了])要求(?=[，：:各全要加切进相必强务在对把将])"
    r"|(?:^|(?<=[，；。：！？“\s]))恳?请(?![示求假教愿战])"
)
"""Words after which what is said has yet to be done."""

_LOCAL = Expression(
    r"为了|(?:^|(?<=[，；：。、\s]))为(?![此期首主何民人您他])(?=[^，。；]{0,10}(?:[提增改加推促保落深贯优防降减缩扩助让使]"
    r"|实现|强化|解决|方便|便利|营造|打造|进一步|切实|有效|更好))|以(?=进一步|切实)|以便"
    r"|可以(?![看说见])|能够|(?<![许认不])可(?=以?[大明显有直进])"
    r"|(?<![可不才智技节功职效性动])能(?=[明显大有进极])"
    r"|不得|严禁|禁止|不准|(?:防止|避免|杜绝|遏制)(?!了)|严防|谨防"
)
"""The same, but for their own clause only: purpose, ability, what is forbidden."""

_WEAK = Expression("进一步|着力|切实|大力")
_MOVES = Expression(
    r"(?:(?<!有效)(?<!有力)(?<!成功)(?<!极大)(?<!大大)(?<!持续)(?<!积极))"
    r"(?:推动|促进|推进|带动|引导|支持|鼓励|帮助|助力|加快)"
)
"""Words of plans that reports use as well: they plan only where nothing says that it is done;
verbs of moving something only in a sentence without subject."""

_OPENER = Expression(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．是]\s*)?(?:[一二三四五六七八九十]要"
    r"|(?!为|按|根据|依据|落实|对照|围绕)[^，。；：\n]{0,16}(?:要求|强调|希望|建议|号召|叮嘱|部署)(?:[，：]|(?=各)))"
)
"""How a sentence opens that demands something to its end, beside what opens with `_MODAL`."""

_PLANS_ON = Expression(r"(?:^|(?<=[。！？\s、）]))(?:下一步|下一?阶段|下步|接下来|今后|明年)")
"""What makes the sentences after it in its block plans too."""

_COUNT = (
    r"(?:完成|排查|整改|检查|查处|出动|办结|化解|立案|处罚|劝导|发放|走访|慰问|受理|清理|培训|召开|举办|接待|收集)"
    r"[^，。；：要将应]{0,8}\d"
)
_COUNTED = Expression(_COUNT)
_DONE = Expression(
    r"(?<!为)了(?![解望然结却得断不])|已(?![有知])|曾(?=[经在多获])|累计|截至|截止|以来|近年|近几年|[去上]年(?!度?[计目])"
    r"|过去[一二三四五几的]|同比|环比|较[上去同]|荣获|获评|目前|当前|均得到|得以|共(?=[^，。；]{0,4}\d)"
    rf"|{_COUNT}"
)
"""What can only be said of what happened: it ends what a modal word governs, but for a count
in the clause of that word (力争接待游客15万人次)."""

_DAY = Expression(r"\d{1,2}日(?!前)|\d月(?:份|，)|上半年|[一二三]季度|前[三\d]")
"""Days and months: of the past, where no modal word is near."""

_DONE_BESIDE = Expression(r"(?:已|已经|了|有所|得到了|均)(?:[^，。；]{0,2})$")
_AIM_AFTER = Expression(
    r"[^，。；]{0,6}(?:的?目标|为目标|的要求|的愿景)"
    r"|的[^，。；]{0,12}[，、]?(?:给予|予以|优先|进行(?!了))"
)

_ASIDE = Expression(r"\s*(?:为|按照?|根据|依据|由于|因|随着|自从|经).*|.*(?:后|时|之际|以来)$")
"""Clauses whose modal words say nothing of the clauses after them."""

_QUESTION = Expression(r"是否|能否|可否|会否|有没有|是不是|如何|怎样|怎么|为何|何以")
_CONDITION = Expression(
    r"如果|(?<![例譬诸比假犹])如(?=[有遇未不需能因确逾再仍无]|发生|出现|发现)|(?<![假倘宛恍自])若(?![干隐])"
    r"|倘若|假如|假若|假使|一旦|要是|只要|只有|除非"
)
_NEGATED = Expression(
    r"(?:(?:并|尚|仍|还|从)?未|未能|没有?|并?不|不会|不能|不可能|无法|难以|很难|毫?无|并无|缺乏|缺少|谈不上)"
    r"(?:再|因[此而]|得到|有|见到?|出现|实现|取得|获得|发生|进一步|得以|能|使|被|达到|形成|看到|根本|完全|真正|及时|有效){0,3}$"
    r"|未因[^，。；]{0,12}而?$"
)
_NOT_NEGATED = Expression(r"(?:[从绝]不|不[断仅但只光同]|[无不]不|[无不]论)$")

_ENUMERATOR = (
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．是]\s*|——\s*|[一二三四五六七八九十]要)?"
)
_MANNER = (
    "(?:进一步|不断|持续|全面|深入|扎实|切实|大力|积极|着力|加快|稳步|有序|有效|认真|严格|重点|充分|坚决|统筹"
    "|协同|精准|主动|从严|高质量|高标准|深度|广泛|继续|合理|科学|稳妥|及时|逐步|抓紧|牢牢|更加|更好|依法|系统"
    "|同时|从而|进而|并|努力|以|地|，)*"
)
_BARE = Expression(rf"{_ENUMERATOR}{_MANNER}$")
_IMPERATIVE = Expression(
    rf"{_ENUMERATOR}{_MANNER}"
    "(?:各|加[强大快]|完善|推[进动广]|健全|建[立设]|深[化耕]|落实|强化|优化|开展|鼓励|支持|引导|提[升高质]|促[进使]|发[展挥]"
    "|打[造击]|构建|实施|培[育养]|拓展|扩大|规范|创新|坚持|统筹|抓[好实紧]|做[好优强]|保[障护]|严[格厉]|组织|探索|压实"
    "|巩固|聚焦|围绕|突出|夯实|营造|改善|增[强加]|整[治合]|防范|化解|依托|利用|按照|结合|畅通|丰富|用好|办好|壮大"
    "|稳定|织密|筑牢|降低|减少|缩短|简化|明确|制定|编制|出台|搭建|设立|形成|确保|督促|指导|协调|宣传|普及|清理|查处"
    "|维护|修复|治理|破解|激发|释放|挖掘|融入|对接|争取|擦亮|[守兜]牢|完成|改进|培植|注重|充实|健全|强健)"
)
"""How a clause without subject opens that may lay down what to do."""

_MANY = Expression("大批|一大批|许多|很多|不少|众多|无数|数[十百千万]|先后|多次|多名|多家")
"""What opens a clause as the number of its subject or of its repetitions, not as its verb."""

_OBJECT = Expression(r"[^，。；：、！？…）”\s了的地过得至到\d]")

_LAYS_DOWN = Expression(
    r"(?:意见|通知|方案|规划|办法|规定|条例|计划|要点|纲要|指引|指南|措施|细则|预案|决定|章程|通则)"
    r"(?:[（(][^\n]{1,20}[）)])?\s*$"
)
_REPORTS = Expression(r"印发|出台|发布|制定|下发|贯彻|学习|通报|实施(?!意见|方案|办法|细则)")
_TITLE_LINES = 10
_PLAN_HEADING = Expression(
    r"下一?步|下一?阶段|打算|安排|计划|目标|要求|建议|措施|任务|部署|展望|思路|考虑|保障|原则|重点工作|主要工作|今后|明年"
)
_DONE_HEADING = Expression(r"回顾|成就|情况|总结|成效|成绩|进展|历程|现状|做法|问题")
_HEADING = Expression(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+部分)[^。\n]{2,44}$"
    r"|[^，。；：\n]{0,18}(?:回顾|成就|打算|安排|任务|要求|思路|目标|计划|措施|建议|考虑)$"
)
_LONGEST_HEADING = 50
_HEADING_LINES = 150
_REACH, _BLOCK_REACH = 800, 4000
"""How far around a claim its sentence and block are read: prose has no longer ones."""


def modality(
    text: str, sentence_start: int, sentence_end: int, start: int, end: int, block_start: int
) -> Modality:
    """How the claim ``start:end`` of the sentence is meant.

    `block_start` is where the block of the sentence begins: earlier sentences of it, the
    heading above and the title say whether the text lays down plans.
    """
    sentence_start = max(sentence_start, start - _REACH)
    sentence_end = min(sentence_end, end + _REACH)
    block_start = min(max(block_start, start - _BLOCK_REACH), sentence_start)
    clause = max(_after_mark(text, sentence_start, start), sentence_start)
    before = text[clause:start]
    if _asked(text, sentence_end, before, end):
        return "question"
    if _CONDITION.search(text, sentence_start, start):
        return "conditional"
    governed = _governed(text, sentence_start, clause, start, end)
    if _NEGATED.search(before) and not _NOT_NEGATED.search(before):
        return "planned" if governed else "negated"
    if "了" in text[start : end + 1]:
        return "realised"
    if governed or _AIM_AFTER.match(text, end, sentence_end):
        return "planned"
    if _DONE.search(text, sentence_start, start):
        return "realised"
    planned = (
        _PLANS_ON.search(text, block_start, sentence_start)
        or _laid_down(text, block_start)
        or (
            not _DONE.search(text, block_start, sentence_start)
            and not _DAY.search(text, sentence_start, start)
            and _hinted(text, sentence_start, sentence_end, clause, start, end)
        )
    )
    return "planned" if planned else "realised"


def _after_mark(text: str, start: int, end: int) -> int:
    """Just after the last mark of ``start:end``; 0 where there is none."""
    return 1 + max(text.rfind(mark, start, end) for mark in _MARKS)


def _asked(text: str, sentence_end: int, before: str, end: int) -> bool:
    """Whether the sentence is a question, or its clause asks 是否, 如何 before the claim."""
    tail = text[end:sentence_end].rstrip("”’」』）)\"' \n")
    return (
        tail.endswith(("？", "?", "吗")) or "吗" in tail[:6] or _QUESTION.search(before) is not None
    )


def _governed(text: str, sentence_start: int, clause: int, start: int, end: int) -> bool:
    """Whether a modal word before the claim governs it."""
    local = _LOCAL.search(text, clause, end)
    if local is not None and local.start() < start:
        return True
    opener = _OPENER.match(text, sentence_start, start)
    cue = opener.end() if opener else None
    for found in _MODAL.finditer(text, sentence_start, end):
        if found.start() >= start:
            break
        if found.group() == "将" and _takes_object(text, found.end(), sentence_start, start):
            continue
        if found.start() >= clause or not _aside(text, sentence_start, found.start(), clause):
            cue = found.end()
    if cue is None:
        return False
    if cue > clause:
        return _DONE_BESIDE.search(text, cue, start) is None
    done = _DONE.search(text, cue, start)
    if done is not None and _after_mark(text, cue, done.start()) == 0:
        counted = _COUNTED.match(text, done.start(), start)
        done = _DONE.search(text, counted.end(), start) if counted else done
    return done is None


def _aside(text: str, sentence_start: int, at: int, clause: int) -> bool:
    """Whether the clause around `at` only says why or after what the rest happened."""
    first = max(_after_mark(text, sentence_start, at), sentence_start)
    last = min(p for mark in _MARKS if (p := text.find(mark, at, clause)) >= 0)
    return _ASIDE.match(text, first, last) is not None


def _takes_object(text: str, at: int, sentence_start: int, start: int) -> bool:
    """Whether 将 before `at` is 把: something done stands in its clause, or before it."""
    stop = min(
        (p for p in (text.find(mark, at, start) for mark in _MARKS) if p >= 0), default=start
    )
    return bool(
        _DONE.search(text, at, stop)
        or _DONE.search(text, sentence_start, at)
        or _DAY.search(text, sentence_start, at)
    )


def _hinted(
    text: str, sentence_start: int, sentence_end: int, clause: int, start: int, end: int
) -> bool:
    """Whether weak words or the form of the sentence make the claim a plan.

    So do 进一步 and its like, 推动 and its like in a sentence without subject, a modal word
    later in such a sentence, and a claim that is the verb of such a sentence with its object.
    """
    before = text[clause:start]
    if _WEAK.search(before):
        return True
    if _IMPERATIVE.match(text, sentence_start, end):
        if _MOVES.search(before) or _MODAL.search(text, end, sentence_end):
            return True
    elif clause > sentence_start:
        return False
    return (
        _BARE.match(before) is not None
        and _MANY.match(text, start) is None
        and _OBJECT.match(text, end, sentence_end) is not None
        and not any(c.isdigit() for c in text[end:sentence_end])
        and _DONE.search(text, end, sentence_end) is None
    )


def _laid_down(text: str, block_start: int) -> bool:
    """Whether the text is a 通知, 意见, 方案 …, or the section one of plans."""
    at = block_start
    for _ in range(_HEADING_LINES):
        stop = at - 1
        if stop < 0:
            break
        at = text.rfind("\n", 0, stop) + 1
        if stop - at <= _LONGEST_HEADING and _HEADING.match(text, at, stop):
            if _DONE_HEADING.search(text, at, stop):
                return False
            if _PLAN_HEADING.search(text, at, stop):
                return True
    line = 0
    for _ in range(_TITLE_LINES):
        stop = text.find("\n", line, line + 120)
        if stop < 0:
            return False
        if _LAYS_DOWN.search(text, line, stop):
            about = "关于" in text[:stop]
            return about or not _REPORTS.search(text, line, stop)
        line = stop + 1
    return False
