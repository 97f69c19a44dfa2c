"""新: how thick the set pieces stand that any report could hold."""

from shengao.expression import Expression
from shengao.score.draft import Draft
from shengao.score.readings_structure import size, told
from shengao.score.signal import Example, Measure, Signal
from shengao.text import Span

_STOCK = Expression(
    "高度重视|狠抓落实|多措并举|多管齐下|精准发力|凝心聚力|真抓实干|齐抓共管|上下联动|主动作为|全力以赴|精心组织|周密部署|统筹推进"
    "|扎实推进|稳步推进|深入推进|有序推进|有序开展|扎实开展|持续发力|走深走实|落细落实|抓实抓细|形成合力|强大合力|强化措施|强化落实"
    "|压实责任|提高站位|政治站位|提高认识|统一思想|加强领导|加强组织领导|加大力度|工作力度|迈上新台阶|再上新台阶|开创新局面|坚实基础"
    "|良好氛围|浓厚氛围|显著成效|明显成效|取得实效|注入新动能|注入新活力|强劲动力|有力保障|坚强保障|重要抓手|有力抓手|为契机"
    "|以点带面|久久为功|驰而不息|攻坚克难|担当作为|奋勇争先|再接再厉|热烈反响|一致好评|广泛好评|受益匪浅|纷纷表示|焕然一新|添砖加瓦"
    "|保驾护航|落地生根|开花结果|落到实处|见行见效|蹄疾步稳|绘就|谱写|奏响|擦亮|赋能|圆满成功|圆满完成|隆重|亲自|正确领导|大力支持下"
)
_EACH, _OVER = 1000, 500
"""Counted per 1,000 characters over at least 500, as findings are."""
_FREE, _FULL = 1.0, 9.0
"""So many per 1,000 characters lose nothing; so many lose all."""


def measure(draft: Draft) -> Measure | None:
    """What is lost by set pieces, those in quotations and 《titles》 left out."""
    document = draft.document
    spans = [
        Span(*found.span())
        for one in draft.once(told)
        for found in _STOCK.finditer(document.text, one.start, one.end)
        if document.quotation_at(*found.span()) is None
    ]
    rate = len(spans) * _EACH / max(draft.once(size), _OVER)
    if rate <= _FREE:
        return Measure(0.0, "套语不多", tuple(spans))
    share = -min(1.0, (rate - _FREE) / (_FULL - _FREE))
    shown = "、".join(dict.fromkeys(document.text[a:b] for a, b in spans[:6]))
    return Measure(
        share,
        f"每千字有{rate:.1f}处套语：{shown}",
        tuple(spans),
        "删去套语，换成谁做了什么、做到什么程度",
    )


SIGNALS = (
    Signal(
        slug="stock-phrases",
        title="套语密度",
        criterion="新",
        measures="每千字（不足五百字按五百字算）“多措并举、狠抓落实、奠定坚实基础”这类放在哪里都行的套语有多少：一处以内不扣，九处以上全扣。",
        gaming="把套语放进引号，或者用重复的长句冲淡密度。",
        guard="重复的句子只算一次字数；党和国家文件的固定提法不在表里，引语和文件名不算。",
        examples=(
            Example(
                "青山乡整治河道\n6月，青山乡清理河道淤泥1.2万方，拆除围网31处，3个村签订护河协议。",
                0.0,
                0.0,
            ),
            Example(
                "青山乡整治河道\n青山乡高度重视，精心组织，多措并举，狠抓落实，形成合力，取得显著成效，为高质量发展奠定了坚实基础。",
                -1.0,
                -0.9,
            ),
        ),
        measure=measure,
    ),
)
