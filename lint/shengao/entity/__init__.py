"""Recognised before words are cut: dates, times, figures, numbers of documents, phones, codes.

Everything carries its value. What only looks like a number (一起, 十分, 三农, 九龙坡区, 第一书记,
省道212线, “两个确立”) makes no figure.
"""

from shengao.entity import clock, dates, figures, names, shares
from shengao.expression import Expression
from shengao.structure import Entity, EntityKind

POS: dict[EntityKind, str] = {
    "date": "t",
    "time": "t",
    "figure": "m",
    "percent": "m",
    "point": "m",
    "money": "m",
    "ordinal": "m",
    "document-number": "nz",
    "article": "nz",
    "phone": "nz",
    "identity-number": "nz",
    "title": "nz",
    "url": "eng",
    "latin": "eng",
}
"""The part of speech of an entity's token, in jieba's tags."""

_NUMERALS = "二两三四五六七八九十百千万亿"
_TRIGGER = Expression(
    rf"[0-9０-９{_NUMERALS}一几数半翻年月《]"
    r"(?:(?<=[0-9０-９])[0-9０-９]*"
    r"|(?<![0-9０-９一几数半年月])"
    r"|(?<=一)(?:(?<=第一)|(?=[百千万亿十季半倍成两九〇零○]|分之|[二两]十))"
    r"|(?<=[几数])(?=[十百千万亿])"
    r"|(?<=[今去明前本上]年)|(?<=[本上下]月)|(?<=[年月])(?=[初底末])"
    r"|(?<=[上下过超]半)|(?<=半)(?=数))"
)
"""Where an entity may begin, or a character by which one is known; runs of digits as one."""
_RUN = Expression(rf"[一〇零○{_NUMERALS}]{{1,20}}")
_BRACKETS = frozenset("〔﹝[［（(【")
_JOINTS = frozenset(" -/.+_")
_DATE_NEXT = frozenset("年月日号至到学季—–―‒-－~～〜/.． 十世")
_ISO_NEXT = frozenset("-/.．")
_DECADE_NEXT = frozenset("年世")
_ENUMERATOR_NEXT = frozenset(".．、)）")
_SHARE_NEXT = frozenset("分成至到半")
_SECTION_NEXT = frozenset(".　")
_CLOCK_NEXT = frozenset(":：时点")
_PERSONAL = 3
"""Digits from which on a run may begin a phone or identity number."""
_NUMBERING = frozenset("第前")
_NOT_NUMBERING = frozenset("目提以之当此先")
_HALVES_OF_YEAR = frozenset("上下")
_OVER = frozenset("过超")
_NOT_ABOVE = frozenset("以百千成")
_INSIDE = frozenset(f"〇零{_NUMERALS}几数")


def find(text: str, year: int | None = None) -> list[Entity]:
    """The entities of a text, ascending, without overlaps, never empty.

    `year` is that of the draft, where it is known: 5月16日 and 今年上半年 are then resolved.
    """
    found: list[Entity] = []
    addresses = names.addresses(text)
    address = next(addresses, None)
    at = 0
    for trigger in _TRIGGER.finditer(text):
        start = trigger.start()
        while address is not None and address.start <= start:
            if address.start >= at:
                found.append(address)
                at = address.end
            address = next(addresses, None)
        if start < at:
            continue
        character = text[start]
        if character.isdigit():
            entity = _digits(text, start, trigger.end(), at, year)
        elif character == "《":
            entity = names.title(text, start)
        elif character in "年月":
            entity = dates.relative(text, start, at, year)
        else:
            entity = _numerals(text, start, at, year)
        if entity is not None:
            found.append(entity)
            at = entity.end
    while address is not None:
        if address.start >= at:
            found.append(address)
        address = next(addresses, None)
    return found


def _digits(text: str, start: int, end: int, floor: int, year: int | None) -> Entity | None:
    """The entity of the run of digits ``start:end``; nothing before `floor` belongs to it."""
    before = text[start - 1] if start > floor else ""
    after = text[end] if end < len(text) else ""
    if before in _NUMBERING and text[start - 2 : start - 1] not in _NOT_NUMBERING:
        entity = _numbered(text, start, year)
        if entity is not None or before == "第":
            return entity
    if after in _ENUMERATOR_NEXT and names.enumerator(text, start, end):
        return None
    return (
        _named(text, start, end, floor)
        or (clock.clock(text, start, floor) if after in _CLOCK_NEXT else None)
        or (_dated(text, start, after, year) if after in _DATE_NEXT else None)
        or _counted(text, start, end, floor)
    )


def _named(text: str, start: int, end: int, floor: int) -> Entity | None:
    """The number of a document, phone, code or name that the digits ``start:end`` are part of."""
    before = text[start - 1] if start > floor else ""
    after = text[end] if end < len(text) else ""
    entity = None
    if before in _BRACKETS:
        entity = names.document_number(text, start - 1, floor)
    if entity is None and end - start >= _PERSONAL:
        entity = names.personal(text, start)
    if entity is None and (_letter(after) or _letter(before) or before in _JOINTS):
        entity = names.latin(text, start, end, floor)
    if entity is None and after in _SECTION_NEXT:
        entity = dates.iso(text, start) or names.section(text, start)
    return entity or names.code(text, start, end)


def _dated(text: str, start: int, after: str, year: int | None) -> Entity | None:
    return (
        (dates.iso(text, start) if after in _ISO_NEXT else None)
        or dates.period(text, start, year)
        or (dates.decade(text, start) if after in _DECADE_NEXT else None)
    )


def _counted(text: str, start: int, end: int, floor: int) -> Entity:
    if text[end : end + 1] == "/" and (part := shares.fraction(text, start)):
        return part
    entity = figures.arabic(text, start, floor)
    return (names.bare(text, start, end) if entity.end == end else None) or entity


def _numerals(text: str, start: int, floor: int, year: int | None) -> Entity | None:
    """The entity that the Chinese numeral at `start` begins or belongs to."""
    character = text[start]
    before = text[start - 1] if start > floor else ""
    if character == "半":
        if before in _HALVES_OF_YEAR:
            return dates.period(text, start - 1, year)
        return shares.share(text, start - 1 if before in _OVER else start)
    if character == "翻":
        return shares.share(text, start)
    if before in _INSIDE:
        return None
    if before in _NUMBERING and text[start - 2 : start - 1] not in _NOT_NUMBERING:
        entity = _numbered(text, start, year)
        if entity is not None or before == "第":
            return entity
    run = _RUN.match(text, start)
    after = text[run.end() : run.end() + 1] if run else ""
    entity = dates.plan(text, start, floor) if "五" in text[start : start + 4] else None
    if entity is None and after in _SHARE_NEXT:
        entity = shares.share(text, start)
    if entity is None and after in _DATE_NEXT:
        entity = dates.period(text, start, year) or dates.decade(text, start)
    if entity is None and after in _CLOCK_NEXT:
        entity = clock.clock(text, start, floor)
    if entity is None and not (run and run.end() == start + 1 and figures.ends_numeral(after)):
        above = (
            before == "上"
            and character in "百千万亿"
            and text[start - 2 : start - 1] not in _NOT_ABOVE
        )
        entity = figures.chinese(text, start - above, floor)
    return entity


def _numbered(text: str, start: int, year: int | None) -> Entity | None:
    """What a number after 第 or 前 means: a quarter, an article, a rank, the first months."""
    return dates.period(text, start - 1, year) or names.ordinal(text, start - 1)


def _letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


__all__ = ["POS", "find"]
