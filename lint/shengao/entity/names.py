"""What has numbers in it but counts nothing: numbers of documents and articles, phones, codes."""

from collections.abc import Iterator

from shengao.entity import units
from shengao.entity.dates import year_of
from shengao.entity.numerals import DIGIT, NUMERALS
from shengao.expression import Expression
from shengao.structure import Entity, Period

_NUMERAL = rf"(?:{DIGIT}+|[{NUMERALS}]+)"
_ARTICLE = Expression(
    rf"第{_NUMERAL}(?:条(?:之[一二三四五六七八九十])?(?:第{_NUMERAL}款)?(?:第[（(]?{_NUMERAL}[）)]?项)?"
    rf"|款(?:第[（(]?{_NUMERAL}[）)]?项)?|[章节编])"
)
_ORDINAL = Expression(rf"第({_NUMERAL})")
_AGO = Expression(r"(?:(?<!\d)\d{1,2}|[一二两三四五六七八九十])年\Z")
"""Before 前 that says how long ago: 五年前10万只."""
_RANK = Expression(rf"前{_NUMERAL}(?:名|位|强|(?![\u4e00-\u9fff%％‰.]))")
_DOCUMENT_NUMBER = Expression(
    r"[〔﹝\[［（(【] ?[12]\d{3} ?年?[〕﹞\]］）)】] ?(?:第 ?)?\d{1,5}(?:-\d+)? ?号"
)
_ISSUER = Expression(r"[\u4e00-\u9fff]{1,12}(?:[（(][\u4e00-\u9fff]{1,4}[）)])?\Z")
_NOT_ISSUER = Expression(
    r".*(?:按照|根据|依据|依照|印发|转发|关于|执行|落实|遵照|参照|下发|文件|通知|简称"
    r"|文号为?|[的以按和及与见据])"
)
_PHONE = Expression(
    r"(?:86[- ])?1[3-9]\d(?:[\d*]{8}|[- ][\d*]{4}[- ]\d{4})(?!\d)"
    r"|0\d{2,3}(?:[-—－ ][ 　]?|[）)][ 　]?)?[2-9]\d{6,7}(?:[-—转]\d{1,5})?(?!\d)"
    r"|[48]00-?\d{3,4}-?\d{3,4}(?!\d)"
)
_IDENTITY = Expression(
    r"[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d{4}[\dXxＸ](?![\dA-Za-z])"
    r"|[1-9]\d{3,9}\*{6,12}[\dXxＸ]{2,4}(?![\dA-Za-z])"
)
_HOTLINE = Expression(r"(?:11[0-9]|12[0-9]|12[0-9]{3}|9[56][0-9]{3,4})(?![\d.,年月日%％万亿])")
_SERVICE = Expression(
    r"[”\"]?[^，。；\n]{0,6}?(?:热线|平台|急救|报警|接警|接处警|指挥中心|电话|政务|便民|举报|投诉)"
)
_LATIN_TAIL = Expression(r"[A-Za-z0-9]+(?:[.+\-/_][A-Za-z0-9]+)*")
_LATIN_HEAD = Expression(r"[A-Za-z][A-Za-z0-9]*(?:[.+\-/_][A-Za-z0-9]+)*[.+\-/_]?\Z")
_STANDARD = Expression(r"(?:GB|DB|ISO|IEC|SL|HJ|JGJ|CJJ|NY|QX|TD|WS|AQ|GA)\d{0,2}(?:/[TZ])? ?\Z")
_STANDARD_TAIL = Expression(r"\d+(?:\.\d+)*(?:[—–-]{1,2}(?:19|20)\d{2})?")
_SUM = Expression(r"\d+(?:[ 　]?[+＋×xX*][ 　]?(?:\d+|[A-Za-z])(?![\d.]))+(?![万亿%％])(?:小时)?")
_EVENT = Expression(r"\d{1,2}[·•・]\d{1,2}(?!\d)")
_ROUTE = Expression(r"\d+(?:线|国道|省道|县道|乡道|高速|路公交)")
_ROADS = frozenset(("国道", "省道", "县道", "乡道", "公路", "高速"))
_NUMBERED = Expression(
    r"\d+号(?:线|楼|院|机|门|仓|库|井|泵|矿|桥|车|窗|文件|公路|路|地|厅|馆|岛|台风|公告|令)"
)
_SECTION = Expression(
    r"\d{1,2}(?:\.\d{1,2}){2,3}(?![\d.])|(?m:^)\d{1,2}(?:\.\d{1,2}(?=[ 　])|(?=　))"
)
_ENUMERATOR = Expression(r"\d{1,3}(?:[.．](?!\d)|[、)）])")
_LIST_STARTS = frozenset("\n 　。；;：:！？\t")
_GENERATION = Expression(r"(?:[5-9][05]|[01][05])后(?![，。；\d])")
_VERSION = Expression(r"\d+\.\d+(?:版|时代)|\d\.0(?=[”\u4e00-\u9fff])(?![万亿个公千平米吨元倍级])")
_BARE_YEAR = Expression(r"(?:19[5-9]|20[0-4])\d(?![\d.,:：/\-])")
_REACHES = frozenset("达到至为约近超过增余足额共计逾满")
_TABLES = ("附件", "附表", "附图", "专栏", "例", "图", "注")
_CODE = 7
"""Digits from which on a number without unit is taken for a code."""
_URL = Expression(
    r"(?:https?|ftp)://[!-~]+|www\.[!-~]+"
    r"|[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63})+"
)
_TITLE_MARK = Expression("[《》]")
_LONGEST_TITLE = 200
_ISSUER_REACH = 16
_MEASURING = frozenset("%％‰万亿")
_BY_NEXT = (
    dict.fromkeys("+＋×xX*", _SUM)
    | dict.fromkeys("·•・", _EVENT)
    | dict.fromkeys("线国省县乡高路", _ROUTE)
    | {"号": _NUMBERED, "后": _GENERATION, ".": _VERSION}
)


def addresses(text: str) -> Iterator[Entity]:
    """URLs and mail addresses, ascending."""
    if "://" in text or "www." in text or "@" in text:
        for found in _URL.finditer(text):
            end = found.start() + len(found.group().rstrip(".,;:!?)'\""))
            yield Entity("url", found.start(), end, text[found.start() : end])


def title(text: str, start: int) -> Entity | None:
    """The 《title》 that opens at `start`, with the titles inside it; None if it never closes."""
    line_end = text.find("\n", start, start + _LONGEST_TITLE)
    stop = line_end if line_end >= 0 else start + _LONGEST_TITLE
    if text.find("》", start, stop) < 0:
        return None
    depth, at = 0, start
    for found in _TITLE_MARK.finditer(text, start, stop):
        depth += 1 if found.group() == "《" else -1
        at = found.end()
        if not depth:
            return Entity("title", start, at, text[start + 1 : at - 1])
    return None


def ordinal(text: str, start: int) -> Entity | None:
    """What 第 or 前 at `start` numbers: an article, 第七届, 前三名; None in 第一书记."""
    if text[start] == "前" and _AGO.search(text, max(0, start - 3), start):
        return None
    if text[start] == "前":
        found = _RANK.match(text, start)
        return Entity("ordinal", *found.span(), found.group()) if found else None
    found = _ARTICLE.match(text, start)
    if found is not None:
        return Entity("article", *found.span(), found.group())
    found = _ORDINAL.match(text, start)
    if found is None:
        return None
    digits = found.group(1).isascii()
    end = units.unit_end(text, found.end(), units.ARABIC if digits else units.CHINESE)
    if end == found.end() and not digits:
        return None
    return Entity("ordinal", start, end, text[start:end])


def document_number(text: str, bracket: int, floor: int) -> Entity | None:
    """The 文号 whose year stands in the bracket at `bracket`, right or wrong as the bracket is."""
    found = _DOCUMENT_NUMBER.match(text, bracket)
    if found is None:
        return None
    low = max(floor, bracket - _ISSUER_REACH)
    issuer = _ISSUER.search(text, low, bracket)
    if issuer is None:
        return None
    stop = _NOT_ISSUER.match(text, issuer.start(), bracket)
    start = stop.end() if stop else issuer.start()
    if start == bracket:
        return None
    return Entity("document-number", start, found.end(), text[start : found.end()])


def personal(text: str, start: int) -> Entity | None:
    """The identity number or phone whose digits begin at `start`."""
    found = _IDENTITY.match(text, start)
    if found is not None:
        return Entity("identity-number", *found.span(), found.group())
    found = _PHONE.match(text, start)
    if found is not None:
        return Entity("phone", *found.span(), found.group())
    return None


def latin(text: str, start: int, end: int, floor: int) -> Entity | None:
    """The word of letters and digits around the digits ``start:end``: G331, PM2.5, 5G, K36+500.

    None where letters stand beside a figure: GDP100亿元, 28km.
    """
    head = _LATIN_HEAD.search(text, max(floor, start - 24), start)
    standard = _STANDARD.search(text, max(floor, start - 12), start)
    if head is not None and text[end : end + 1] in _MEASURING and len(head.group()) > 1:
        return None
    if head is None and standard is None:
        following = text[end : end + 1]
        if not (following.isascii() and following.isalpha()):
            return None
        unit = units.IN_LATIN.match(text, end)
        if unit is not None and unit.group(1) in units.LATIN:
            return None
    opening = standard or head
    first = opening.start() if opening else start
    tail = _STANDARD_TAIL.match(text, start) if standard else _LATIN_TAIL.match(text, start)
    last = tail.end() if tail else end
    return Entity("latin", first, last, text[first:last])


def code(text: str, start: int, end: int) -> Entity | None:
    """The name that the digits ``start:end`` are part of, by what stands around them.

    省道212线, 3号楼, “110”, “1+3+N”, “7·20”, 12345热线, 90后, 2.0版.
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    expression = _BY_NEXT.get(after)
    if expression is not None and (found := expression.match(text, start)):
        return Entity("latin", *found.span(), found.group())
    if before and before in '“"' and after in ("”", '"'):
        return Entity("latin", start, end, text[start:end])
    if text[max(0, start - 2) : start] in _ROADS and units.unit_end(text, end, units.ARABIC) == end:
        last = end + 1 if after == "线" else end
        return Entity("latin", start, last, text[start:last])
    if 2 < end - start < 6 and _HOTLINE.match(text, start) and _SERVICE.match(text, end):
        return Entity("phone", start, end, text[start:end])
    return None


def enumerator(text: str, start: int, end: int) -> bool:
    """Whether the digits ``start:end`` number an item of a list: 1. 2、 （3）."""
    if end - start > 3 or not _ENUMERATOR.match(text, start):
        return False
    before = text[start - 1 : start]
    if before and before in "（(":
        return text[end] in "）)"
    return not before or before in _LIST_STARTS


def section(text: str, start: int) -> Entity | None:
    """The number of a section that opens a line: 1.2.3, 6.1 before a space."""
    found = _SECTION.match(text, start)
    return Entity("latin", *found.span(), found.group()) if found else None


def bare(text: str, start: int, end: int) -> Entity | None:
    """What a number without a unit is if it is no figure: a year, a code, 附件3."""
    if text[max(0, start - 2) : start].endswith(_TABLES):
        return Entity("ordinal", start, end, text[start:end])
    if _BARE_YEAR.match(text, start) and text[start - 1 : start] not in _REACHES:
        year = int(text[start:end])
        return Entity("date", start, end, Period("year", year, None, None, *year_of(year)))
    if text[start - 1 : start] == "“" and text[end : end + 1].isalnum():
        return Entity("latin", start, end, text[start:end])
    if end - start >= _CODE and text[start:end].isdigit():
        return Entity("latin", start, end, text[start:end])
    return None
