"""Measure words and units: where the unit after a number ends, and what kind it makes."""

from shengao.expression import Expression


def _list(words: str) -> list[str]:
    return words.split()


_COUNTS = _list("""
个 只 件 条 项 名 位 人 户 家 所 座 处 台 套 辆 艘 架 枚 颗 粒 株 棵 次 场 批 轮 遍 篇 份 册 本
张 幅 类 种 款 层 栋 幢 间 组 支 起 宗 桩 笔 单 例 尊 根 块 片 匹 羽 尾 盏 道 段 箱 袋 瓶 桶 罐
部 首 句 期 人次 户次 批次 场次 件次 艘次 车次 架次 班次 航次 台次 例次 点位 床位 席位 大类 门类
小类 标箱 标准箱 吨级
""")
_MORE_COUNTS = _list("""
页 字 课 门 班 队 团 连 口 头 面 把 床 桌 席 副 样 包 车 船 井 塔 眼 孔 池 站 点 集 卷 折 环 步
对 双 堆 捆 盆 盒 滴 帧 曲 频道 台套 站点 泊位 车位 学位 机位 岗位 家次 处次 亩次 频次 案次 标段
地块 路段 系列 网格 名额 列 发 英寸 大卡 卡路里 学分 分册 词条 栏目 科目 票 分 组 社 街 顶 筐
""")
_PLACES = _list("省 市 县 区 州 盟 旗 镇 乡 村 国")
_TIMES = _list("""
年 天 日 周 秒 小时 分钟 秒钟 个月 个季度 季度 工作日 个工作日 自然日 个自然日 个小时 星期
个星期 世纪 个世纪 昼夜 个昼夜 学年 个学年 学期 个学期
""")
_AGES = _list("岁 周岁 周年 学时 课时 工时 工日 人天")
_MEASURES = _list("""
米 公里 千米 厘米 毫米 微米 纳米 海里 华里 英里 亩 公顷 平方 平方米 平米 平方公里 平方千米
平方厘米 立方 立方米 方米 立方公里 升 毫升 克 千克 公斤 毫克 微克 斤 市斤 吨 瓦 千瓦 兆瓦 吉瓦
千瓦时 千瓦·时 兆瓦时 度电 度 伏 千伏 千伏安 兆伏安 摄氏度 倍
""")
_MORE_MEASURES = _list("""
里 寸 尺 丈 方 担 安培 赫兹 千赫 兆赫 千帕 兆帕 千卡 焦耳 千焦 马力 分贝 比特 字节 兆 兆比特
流明 标准立方米 吨标准煤 吨标煤 标准吨 载重吨 总吨 吨公里 人公里 车公里 勒克斯
""")
_LATIN = _list("""
km m cm mm nm μm µm km2 km² m2 m² m3 m³ hm2 hm² ㎡ ㎢ ㎥ kg g mg μg µg t L ml mL kV V kW W MW
GW kWh MWh GWh TWh kVA MVA mA Hz kHz MHz GHz Pa hPa kPa MPa GPa dB KB MB GB TB PB EB Mbps Gbps
kcal TEU P PFLOPS EFLOPS mm/h m/s m³/s km/h mg/L mg/m³ μg/m³ µg/m³ g/L ppm rpm
""")
_RANKS = _list("届 级 强 等奖 等功 年级 星级")
_MORE_RANKS = _list("号 室 楼 路 房 代")
_SPOKEN_COUNTS = _list("头牛 头猪 节课 堂课 门课 口井 口人 面锦旗")
_POINTS = _list("个百分点 百分点")
_MONEY = _list("元 块钱 毛钱 分钱 元人民币 美元 欧元 英镑 日元 港元 港币 澳元 加元 美金")
_MORE_MONEY = _list("角 人民币")

MONEY = frozenset(_MONEY + _MORE_MONEY)
"""Units of money."""

POINTS = frozenset(_POINTS)
"""What differences of percentages are counted in."""

SIGNS = {"%": "%", "％": "%", "‰": "‰", "℃": "℃"}
"""Signs that stand for a unit, and the unit."""

RANKS = frozenset(_RANKS + _MORE_RANKS)
"""What a number before it numbers rather than counts: 十四届, 二级, 500强."""

DURATIONS = frozenset(_TIMES)
"""Units of time, ages left out."""

LATIN = frozenset(_LATIN)
"""Units in Latin letters."""

IN_LATIN = Expression(r" ?([A-Za-zμµ°㎡㎢㎥][A-Za-z²³/0-9]*)(?![A-Za-z0-9])")
"""Letters after a number that may be such a unit (group 1)."""

CHINESE = frozenset(
    _COUNTS + _SPOKEN_COUNTS + _TIMES + _AGES + _MEASURES + _RANKS + _POINTS + _MONEY
)
"""Units that make a figure of a Chinese numeral: those that do not also make other words."""

ARABIC = CHINESE.union(_MORE_COUNTS, _PLACES, _MORE_MEASURES, _MORE_RANKS, _MORE_MONEY)
"""Units that make a figure of digits."""

DIVISORS = ARABIC | {"月", "季"}
"""Units that may stand after a stroke: 元/月."""

_LONGEST = max(map(len, ARABIC))
FIRST = frozenset(unit[0] for unit in DIVISORS)
"""What a unit begins with that is written in Chinese."""

_OTHER_WORDS = {
    "人": "口民",
    "户": "籍口外",
    "家": "庭长",
    "条": "例",
    "项": "目",
    "次": "生产序",
    "所": "有属在需示",
    "度": "假过汛",
    "分": "别布之管类局公会析期批级",
    "天": "然津",
    "年": "轻报检审均",
    "日": "均报常产本",
    "台": "账风湾州阶",
    "面": "积临向对",
    "本": "市省县区地科",
    "组": "织成建合长",
    "批": "准复",
    "期": "间限待",
    "种": "植子",
    "类": "似",
    "对": "接口标外于应象照比",
    "支": "持付出撑部委书",
    "区": "域块别间分位",
    "国": "家际道内务企有产",
    "省": "道级委政",
    "市": "民场级委政",
    "县": "级委政城域道",
    "村": "民级委干庄",
    "社": "会区",
    "位": "置于一数",
    "处": "理置于长级",
    "场": "所地景馆",
    "名": "单称录字",
    "层": "级面",
    "单": "位元",
    "点": "击评",
    "班": "子",
    "首": "次个批都府",
    "部": "门分署委",
    "起": "来到草",
    "间": "隔接",
    "方": "案面式法向便针",
    "口": "岸号头",
    "步": "骤行",
    "包": "括含容装",
    "车": "间辆站型道",
    "连": "续接通",
    "团": "队结体",
    "道": "路理",
    "折": "合算",
    "集": "中体团聚",
    "环": "境保节",
    "样": "本板",
    "字": "号",
    "票": "据",
    "升": "级至到",
    "米": "面",
    "周": "边密报末",
    "元": "旦素件",
    "角": "度落色",
    "里": "程面",
    "队": "员",
    "强": "化调力大度降",
    "级": "别",
    "路": "径",
    "代": "表",
    "列": "入为出举",
    "发": "现展放布生动起达",
}
"""Characters after a one-character unit that show it to be the head of another word."""

_NAMES = frozenset((
    "三台县", "七台河", "五台山", "九台区", "三位一体", "五位一体", "三家坡", "五家渠",
    "四套班", "三段论", "三项制", "八项规", "五篇大", "四个全", "四个意", "四个自",
    "两个维", "两个确", "两个结", "三个代", "三个务", "两个毫", "四个伟", "三个区分", "四个最",
    "两个一", "四个现", "两个大局", "两个市场", "两种资源", "十个明", "六个必",
    "三年行",
    "五年规", "五年计", "三年计",
    "四周", "四处", "百年大", "千年大", "三年自", "三人成", "四人帮", "两人转",
))  # fmt: skip
"""Beginnings of names and set terms in which a numeral counts nothing."""
_NAME_HEADS = frozenset(name[:2] for name in _NAMES)


def unit_end(text: str, at: int, units: frozenset[str]) -> int:
    """Where the unit that begins at `at` ends; `at` itself where none does."""
    if text[at : at + 1] not in FIRST:
        return at
    for length in range(min(_LONGEST, len(text) - at), 1, -1):
        if text[at : at + length] in units:
            return at + length
    if text[at] in units:
        following = text[at + 1 : at + 2]
        if not following or following not in _OTHER_WORDS.get(text[at], ""):
            return at + 1
    return at


def names(text: str, start: int) -> bool:
    """Whether a name or set term begins at `start`: 三台县, 五位一体, 三年行动."""
    return text[start : start + 2] in _NAME_HEADS and any(
        text[start : start + length] in _NAMES for length in (2, 3, 4)
    )
