"""The automatic numbers of a Word document: “一、”, “（二）”, “3.”, as Word would show them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from shengao.read.word.tags import VAL, W, number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LEVELS = 9
_LARGEST = 99_999  # a counter beyond this is no numbering of a draft


class _Level(NamedTuple):
    format: str
    text: str  # with %1 … %9
    start: int
    restarts: bool
    arabic: bool  # all numbers of this level in arabic figures


class Label(NamedTuple):
    """What stands before a paragraph: a number as shown, or nothing where it is a bullet."""

    text: str
    bullet: bool


class Numbering:
    """Counts the numbered paragraphs of a document in reading order."""

    def __init__(self, root: "Element | None") -> None:
        self._definitions: dict[str, dict[int, _Level]] = {}
        self._styles: dict[tuple[str, str], int] = {}  # (definition, style) to level
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: "Element") -> None:
        borrowed: dict[str, str] = {}  # definition to the style that holds its levels
        lent: dict[str, str] = {}
        for element in root.iterfind(W + "abstractNum"):
            name = element.get(W + "abstractNumId", "")
            self._definitions[name] = levels = {}
            for level in element.iterfind(W + "lvl"):
                index = number(level, 0, W + "ilvl")
                levels[index] = _level(level)
                style = level.find(W + "pStyle")
                if style is not None:
                    self._styles[name, style.get(VAL, "")] = index
            for tag, into in (("numStyleLink", borrowed), ("styleLink", lent)):
                link = element.find(W + tag)
                if link is not None:
                    key, value = name, link.get(VAL, "")
                    if into is lent:
                        key, value = value, key
                    into[key] = value
        for name, style_name in borrowed.items():
            self._definitions[name] = self._definitions.get(lent.get(style_name, ""), {})
        for element in root.iterfind(W + "num"):
            link = element.find(W + "abstractNumId")
            name = link.get(VAL, "") if link is not None else ""
            levels = dict(self._definitions.get(name, {}))
            starts: dict[int, int] = {}
            for override in element.iterfind(W + "lvlOverride"):
                index = number(override, 0, W + "ilvl")
                redefined = override.find(W + "lvl")
                if redefined is not None:
                    levels[index] = _level(redefined)
                first = override.find(W + "startOverride")
                if first is not None:
                    starts[index] = number(first, 1)
            self._lists[element.get(W + "numId", "")] = (name, levels, starts)

    def level_of(self, list_name: str, style: str) -> int:
        """The level that a list (``numId``) gives to a paragraph style."""
        found = self._lists.get(list_name)
        return self._styles.get((found[0], style), 0) if found else 0

    def label(self, list_name: str, index: int) -> Label | None:
        """The number of the next paragraph on level `index` (from 0) of a list (``numId``)."""
        found = self._lists.get(list_name)
        if found is None or not 0 <= index < _LEVELS:
            return None
        name, levels, starts = found
        level = levels.get(index)
        if level is None:
            return None
        counters = self._counters.setdefault(name, [None] * _LEVELS)
        if index in starts and (list_name, index) not in self._begun:
            counters[index] = starts[index]
        elif counters[index] is None:
            counters[index] = level.start
        else:
            counters[index] = (counters[index] or 0) + 1
        self._begun.add((list_name, index))
        for deeper in range(index + 1, _LEVELS):
            if deeper not in levels or levels[deeper].restarts:
                counters[deeper] = None
        if level.format == "bullet":
            return Label("", True)
        text = level.text
        for upper in range(index + 1):
            mark = f"%{upper + 1}"
            if mark not in text:
                continue
            shown = levels.get(upper, level)
            value = counters[upper] if counters[upper] is not None else shown.start
            kind = "decimal" if level.arabic and shown.format != "decimalZero" else shown.format
            text = text.replace(mark, written(value or 0, kind))
        return Label(text.strip(), False)


def _level(element: "Element") -> _Level:
    def value(tag: str, default: str) -> str:
        found = element.find(W + tag)
        return found.get(VAL, default) if found is not None else default

    arabic = element.find(W + "isLgl")
    return _Level(
        value("numFmt", "decimal"),
        value("lvlText", ""),
        number(element.find(W + "start"), 0),
        value("lvlRestart", "") != "0",
        arabic is not None and arabic.get(VAL) not in ("0", "false", "off"),
    )


_DIGITS = "〇一二三四五六七八九"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"


def written(value: int, kind: str) -> str:
    """A number in one of Word's formats (``w:numFmt``); in arabic figures if it is not known."""
    if kind == "none":
        return ""
    writer = _WRITERS.get(kind)
    if writer is None or not 0 <= value <= _LARGEST:
        return str(value)
    return writer(value) or str(value)


def _chinese(value: int, digits: str = _DIGITS, units: str = "十百千万") -> str:
    """“十二”, “一百零五”; ten begins with 一 only in capitals."""
    if value == 0:
        return digits[0]
    text, gap = "", False
    for power in range(4, -1, -1):
        digit = value // 10**power % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (digits[0].replace("〇", "零") if gap else "") + digits[digit]
        text += units[power - 1] if power else ""
        gap = False
    return text[1:] if digits is _DIGITS and text.startswith("一十") else text


def _roman(value: int) -> str:
    if value > 3999:
        return ""
    text = ""
    for worth, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        text += sign * (value // worth)
        value %= worth
    return text


def _letters(value: int) -> str:
    """A … Z, AA, BB … as Word goes on."""
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1) if 0 < value <= 780 else ""


def _row(first: str, count: int) -> Callable[[int], str]:
    """Numbers from 1 that are characters in a row of Unicode."""
    return lambda value: chr(ord(first) + value - 1) if 1 <= value <= count else ""


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)] if value else ""


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": lambda value: str(value).translate(
        {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
    ),
    "decimalEnclosedCircle": _row("①", 20),
    "decimalEnclosedCircleChinese": _row("①", 20),
    "decimalEnclosedParen": _row("⑴", 20),
    "decimalEnclosedFullstop": _row("⒈", 20),
    "ideographEnclosedCircle": _row("㊀", 10),
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": lambda value: "".join(_DIGITS[int(digit)] for digit in str(value)),
    "japaneseDigitalTenThousand": lambda value: "".join(_DIGITS[int(d)] for d in str(value)),
    "taiwaneseDigital": lambda value: "".join(_DIGITS[int(digit)] for digit in str(value)),
    "chineseLegalSimplified": lambda value: _chinese(value, _CAPITALS, "拾佰仟万"),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
}
