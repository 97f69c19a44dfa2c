"""What fixes an event: places, meetings and storms by their names, figures that are told.

The words of a draft say what kind of thing happened. Two drills of one day are told apart, and a
flood and a power cut brought together, by where they were. A name is known by how it ends, and the
two characters before that are kept of it: where it begins need not be known to compare drafts.
"""

import re

_TOWNS = "[镇乡]|街道"
_PLACES = (
    "水库|小区|社区|花园|广场|公园|大厦|大桥|隧道|高速|大道|绿道|码头|闸站|泵站|示范片|示范区|产业园|物流园|工业园"
    "|中学|小学|医院|体育馆|体育场|文化馆|博物馆|车站|机场|景区|林场|农场|市场|商场|酒店|宾馆|煤矿|工厂|化工厂|遗址"
    "|[河溪江湖岭山崖峰湾沟坝寨屯岛街桥]|(?<![道线公铁电思出水管])路|(?<![个各驻进入到农乡全])村"
)
_GATHERINGS = (
    "(?<!专场)(?<!就业)(?<!大型)(?<!综合)(?<!企业)(?<!职工)(?<!趣味)"  # they name none
    "(?:博览会|招聘会|现场会|推介会|交易会|展销会|运动会|文化节|艺术节|旅游节|采摘节|消费节|花节|大赛|锦标赛|联赛)"
)
_BEFORE = "(?:(?![个各的在到全等我本两些该此一于与和及为从往赴对向])[㐀-鿿]){2}"
_TOWN = re.compile(f"(?=({_BEFORE}(?:{_TOWNS})))")
_OTHERS = (
    re.compile(f"(?=({_BEFORE}(?:{_PLACES}|{_GATHERINGS})))"),
    re.compile("(?:政务|会展|活动|党群|服务)中心|马拉松|[高中研自]考(?![虑察试])"),
    re.compile("[国省县]道[A-Z]?[0-9]+|(?<![A-Z])[GSXK][0-9]{2,}|地铁[0-9]+号线"),
    re.compile("台风[“”《「]?([㐀-鿿]{2})"),
    re.compile("[㐀-鿿]{2}[蓝黄橙红]色预警"),
    # Figures of two digits and more, with what they count.
    re.compile(
        r"(?<![0-9.道])([1-9][0-9]+(?:\.[0-9]+)?[万亿]?(?![0-9年月日时点分秒万亿.%％])[㐀-鿿]{2})"
    ),
)
_HELD = re.compile(
    r"(?:举行|举办|召开|开展|组织|启动)(?:(?!参加|参与)[^，。；！？\n]){0,18}?"
    r"(演练|培训|招聘会|运动会|比赛|竞赛|大赛|宣传|活动|讲座|座谈会|会议|仪式|党课|检查|排查|走访|献血|慰问|体检)"
)
_JOINT = re.compile("联合|会同|共同|牵头|承办|协办|配合|多部门|集中")


def places(text: str) -> frozenset[str]:
    """What fixes an event in a text, but for towns."""
    return frozenset(found for names in _OTHERS for found in names.findall(text))


def towns(text: str) -> frozenset[str]:
    """The towns that a text names: more happens in one than one event."""
    return frozenset(_TOWN.findall(text))


def held(text: str) -> frozenset[str]:
    """What a text says its unit holds by itself: 演练, 培训 …; nothing of what is held jointly."""
    return frozenset() if _JOINT.search(text) else frozenset(_HELD.findall(text))
