"""Which kind of information item a draft is: 工作动态、简报、经验、问题、建议、紧急信息.

The title is asked first; where it is not enough, how the draft begins must bear it out.
"""

import re
from itertools import islice
from operator import add

from shengao.expression import Expression
from shengao.genre.opening import NOTE, Draft


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def kind(draft: Draft) -> str | None:
    """The kind of an information item: by its title, its masthead, then by how it begins."""
    if not draft.title:
        return "简报" if draft.issue else None
    if _is_urgent(draft):
        return "紧急信息"
    if _is_on_problem(draft):
        return "问题"
    if _ADVICE.fullmatch(draft.title) and not draft.words & _OF_ADVICE:
        return "建议"
    if draft.title[-2:] in _SURE_FAULT_END and not draft.words & (_SOLVING | _OCCASIONS):
        return "问题"
    if _EXPERIENCE.fullmatch(draft.title) and not draft.words & (_LEARNING | _OCCASIONS):
        return "经验"
    if draft.issue or _BULLETIN.fullmatch(draft.title):
        return "简报"
    if _analyses(draft):
        return "问题"
    dated = _DATED.search(draft.lead, 0, _DATED_WITHIN)
    if _is_of_method(draft) and not (dated and dated[1] and dated.start() < _FIRST_WORDS):
        return "经验"
    if dated and _tells_event(draft, dated):
        return "工作动态"
    return None


_INCIDENTS = _words(
    "火灾 起火 着火 失火 爆炸 爆燃 坍塌 垮塌 塌方 塌陷 滑坡 泥石 山洪 溃坝 溃口 决口 管涌 "
    "漫堤 险情 泄漏 泄露 中毒 车祸 事故 溺水 溺亡 触电 地震 龙卷 冰雹 雪崩 停电 停水 断水 "
    "断电 疫情 踩踏 被困 失联 坠落 坠亡 坠楼 翻车 侧翻 倾覆 沉船 脱轨 械斗 死鱼 洪涝 雷击 "
    "伤人 群体 聚集 暴雨 追尾 相撞"
)
_IN_ADVANCE = _words(
    "演练 预案 防范 预防 宣传 整治 排查 警示 教育 培训 调查 统计 分析 隐患 治理 整改 监测 "
    "研判 防控 安全 责任 保险 理赔 下降 减少 召开 开展 部署 检查 演习"
)
"""A title with one of these tells of care taken before an incident, or of its lessons."""
_AFTERWARDS = _words(
    "成功 处置 扑灭 扑救 营救 救出 抢通 抢修 救援 恢复 化解 应对 服务 做好 表彰 复盘 解决 值得 引起"
)
_HAPPENING = ("发生", "突发", "接报", "接到", "出现", "遭遇")
_STAGE = Expression(
    r".*(?:[（(](?:初|首|续|终|核)报[一二三四五六七八九十\d]{0,3}[）)]|[初续终]报)" + NOTE
)
_INCIDENT_REPORT = Expression(r".*(?:报告|情况|信息|快报|专报)" + NOTE)
_CLOCK = Expression(r"\d{1,2}(?:时|点|[:：]\d\d)")


def _is_urgent(draft: Draft) -> bool:
    """A report of an incident that still goes on, not of what was learnt from one."""
    if _STAGE.fullmatch(draft.title):
        return True
    if not draft.words & _INCIDENTS or draft.words & _IN_ADVANCE:
        return False
    told = any(word in draft.lead for word in _HAPPENING)
    if told and _INCIDENT_REPORT.fullmatch(draft.title) and draft.title.startswith("关于"):
        return True
    return told and not draft.words & _AFTERWARDS and _CLOCK.search(draft.lead) is not None


_OCCASIONS = _words(
    "召开 举办 举行 开展 启动 组织 部署 约谈 通报 印发 出台 发布 公布 会商 赴外 揭牌 开班 "
    "参加 督办 回应 专题"
)
"""A title with one of these tells of an occasion, whatever else it names."""
_ADVICE = Expression(
    r"(?:.*关于.{3,}|.{4,}的)(?:[几两三四五六]点|几条|若干|有关)?(?:对策|政策|工作|意见|具体|措施)?[和与及、]?"
    r"(?:建议|对策)" + NOTE + r"|建议.{5,}"
)
_OF_ADVICE = _words(
    "办理 办结 答复 征集 征求 采纳 收集 听取 提案 代表 委员 督办 交办 回访 规划 纲要 采用 金点 征询"
)
"""A title with one of these tells what became of proposals, and makes none."""
_FAULT = (
    r"(?:问题|困难|隐患|困境|短板|风险|乱象|难题|矛盾|漏洞|不足|瓶颈|难点|堵点|薄弱环节|梗阻|现象)"
)
_PROBLEM = Expression(
    rf".*{_FAULT}[及和与、—]+.{{0,8}}(?:建议|对策|原因|成因|分析|思考)" + NOTE + r"|"
    rf".*{_FAULT}的?(?:情况|专题)?(?:的?(?:反映|调研|调查|分析|剖析)|情况)(?:报告|与思考)?"
    + NOTE
    + r"|"
    r".*(?:的|情况|问题)反映" + NOTE + r"|"
    r".*(?:亟[待需须]|值得|[应需须]|要)(?:高度|及时|尽快|加以|予以)?(?:引起|关注|重视|警惕|解决|破解|规范|加强|整治|"
    r"补齐|完善)(?:高度|足够|广泛)?(?:重视|关注|警惕)?|"
    r".*(?:不容忽视|不容乐观|令人担忧|堪忧|待解|难以为继|何解|难在哪里?[？?]?)"
)
_TOLD_PROBLEM = Expression(
    rf".*存在[^，、]{{0,10}}{_FAULT}" + NOTE + r"|"
    r".*(?:反映|抱怨|呼吁|诉称).{2,24}(?:难|贵|慢|少|差|乱|问题|不足|突出|困难|滞后|不便|不畅|扰民|拖欠|过高|偏低)"
)
_DONE_WITH = _words("整改 解决 破解 化解 查处 消除 清零 销号 办结 攻克 纠治 通报 督促")
_FAULT_END = _words(
    "问题 困难 隐患 困境 难题 瓶颈 乱象 短板 漏洞 短缺 不足 滞后 缺位 多发 频发 突出 严重 "
    "紧缺 薄弱 偏低 老化 失管 反弹 流失 闲置 扰民 不畅 空白 缺失 偏少 偏高 下滑 断档 失守 "
    "缺口 不强 不高 不够"
)
_SURE_FAULT_END = _words("问题 困难 隐患 困境 难题 瓶颈 乱象")
_SOLVING = _words(
    "解决 破解 整治 治理 化解 整改 排查 消除 攻克 查处 打通 缓解 纾解 纾困 处理 处置 协调 "
    "清零 销号 办结 攻坚 聚焦 直面 推动 推进 检视 帮助 梳理 交办 曝光 发现 研究 调度 督促 "
    "受理 收集 自查 会诊 查摆 助力 回应 立案 解答 答复 整顿 根治 克服 战胜 应对 帮扶 消灭 "
    "查找 补齐 防范 预防 着力 反馈 移交 认领"
)


def _is_on_problem(draft: Draft) -> bool:
    """Whether the title names a problem as a thing to look into, not as one dealt with."""
    if draft.words & _OCCASIONS:
        return False
    if _PROBLEM.fullmatch(draft.title):
        return True
    return not draft.words & _DONE_WITH and _TOLD_PROBLEM.fullmatch(draft.title) is not None


def _analyses(draft: Draft) -> bool:
    """Whether a draft goes from a problem to its causes, or to what is to be done."""
    openings = draft.openings
    steps = (
        ("问题" in openings or "问题" in draft.lead)
        + ("原因" in openings or "成因" in openings)
        + ("建议" in openings or "对策" in openings)
    )
    if draft.title[-2:] in _FAULT_END or draft.title.endswith("难"):
        return steps > 1
    return (
        steps > 2
        and not draft.words & (_OCCASIONS | _SOLVING)
        and not ("做法" in openings or "成效" in openings or "打算" in openings)
    )


_EXPERIENCE = Expression(
    r".*(?:做法|经验|启示|(?:工作|治理|服务|办案|调解|教学|管理)法|(?:模式|探索|(?<!社会|文明|劳动|志愿|"
    r"研学)实践)(?:与思考|与启示|与探索)?)" + NOTE
)
_LEARNING = _words(
    "学习 借鉴 推广 交流 考察 取经 观摩 复制 宣讲 培训 座谈 推介 分享 开启 进入 切换 按下 "
    "打开 总结 传授 介绍 参观 汲取 吸取"
)
"""A title with one of these tells of somebody else's experience, or of an excursion."""
_METHOD = Expression(
    r"[“\"][^”\"]{2,10}[”\"]|[二三四五六七八九十两\d](?:招|步走|字诀|策|法|(?:项|个|条|大|张|本|道|把)(?:机制"
    r"|举措|措施|清单|办法|抓手|结合|聚焦|强化|统一|到位|环节|制度|坚持|转变|精准|突出|注重|创新|防线|网|账|台账|锁))"
)


def _is_of_method(draft: Draft) -> bool:
    """Whether the title names a method, and the text goes through its parts."""
    openings = draft.openings
    if "做法" in openings and ("启示" in openings or "经验" in openings):
        return not draft.words & _OCCASIONS
    return (
        (draft.parts > 2 or draft.listed)
        and _METHOD.search(draft.title) is not None
        and not draft.words & (_OCCASIONS | _LEARNING)
    )


_BULLETIN = Expression(r".*简报(?:[（(]?(?:总)?第.{1,8}期[）)]?)?" + NOTE)
_DATED = Expression(
    r"(?:(?:20\d\d|今)年)?\d{1,2}月(?:(\d{1,2}日)|[上中下]旬|[初底末份])?+(?!前)|近日|日前|近期|近来|新近|连日来|昨[日天]|今[日天]"
    r"|前[几些一]?(?:天|日|段|阵)|不久前|数日前|最近|[本上]周|[近一]段时间"
)
_DATED_WITHIN = 48
_FIRST_WORDS = 8  # a date after so many code points says since when, not on which day
_ACTOR = 3
_NO_EVENT = ("情况", "报告", "汇报", "方案", "计划", "要点", "记")
_EVENTS = _words(
    "召开 举办 举行 开展 启动 组织 部署 推进 推动 推行 推出 完成 做好 落实 检查 督导 督查 "
    "调研 走访 慰问 整治 查处 破获 打掉 抓获 建成 投用 通车 开工 竣工 启用 上线 开通 签约 "
    "发放 培训 演练 宣传 排查 化解 处置 抢修 抢通 保障 筑牢 加强 强化 深化 优化 提升 助力 "
    "服务 迎接 通过 获评 荣获 入选 发布 出台 印发 成立 揭牌 挂牌 约谈 召回 扑救 扑灭 转移 "
    "救助 对接 结束 运行 整改 拆除 修复 打击 办理 办结 实施 安排 接种 义诊 征集 评选 学习 "
    "贯彻 传达 观摩 交流 考察 参加 承办 完工 普查 核查 入户 抽检 巡查 巡护 增设 新增 改造 "
    "更换 播种 活动 辅导 清理 清运 清淤 调度 会商 验收 供水 收购 建设 处理 规范 治理 引进 "
    "送法 受理 销毁 立案 缴获 追回 兑付 兑现 派出 出动 设立 揭幕 开幕 开班 结业 开业 开张 "
    "开放 进驻 关闭 解决 破解 配送 赠送 护送 运送 送达 投放 布设 安装 采购 设置 设卡 捐赠 "
    "救治 审理 宣判 审查 检测 视察 拘传 执行 征收 退还 收缴 劝返 疏导 疏浚 修剪 补植 植树 "
    "消毒 喷洒 巡河 探访 看望 座谈 联合 指导 调解 开设 增开 增派 轮训 开庭 收治 抢收 抢种"
)


def names_event(draft: Draft) -> bool:
    """Whether the title says what was done or held."""
    return not (draft.words.isdisjoint(_EVENTS) and draft.words.isdisjoint(_OCCASIONS))


def _tells_event(draft: Draft, dated: re.Match[str]) -> bool:
    """Whether two of three say what was done: title, first sentence, who did it that day."""
    title = draft.title
    if title.startswith("关于") or title.endswith(_NO_EVENT):
        return False
    sentence = draft.lead[dated.end() :].partition("。")[0]
    pairs = map(add, sentence, islice(sentence, 1, None))
    return (
        (not draft.words.isdisjoint(_EVENTS))
        + (not _EVENTS.isdisjoint(pairs))
        + (dated.start() < _FIRST_WORDS and title[:_ACTOR] in sentence)
    ) > 1
