"""Numbers that name one person (identity cards, bank cards, mobiles), and marks of secrecy.

What is reported is private: messages show it masked.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from shengao.checks.conditions import hold, regions
from shengao.document import Document
from shengao.expression import Expression
from shengao.expression import compiled as compiled_expression
from shengao.finding import Match

_FREE, _ENDED = r"(?<![\dA-Za-z.])", r"(?![\dA-Za-z])"
_CENTURY = "(?:[1１][9９]|[2２][0０])"
_IDENTITY = Expression(
    rf"{_FREE}(?:\d{{6}}[ 　]?{_CENTURY}\d{{6}}[ 　]?\d{{3}}[\dXxＸ]|\d{{15}}){_ENDED}"
)
_MOBILE = Expression(rf"{_FREE}1[3-9]\d(?:\d{{8}}|[- ]\d{{4}}[- ]\d{{4}}){_ENDED}")
_CARD = Expression(
    rf"{_FREE}[3-6]\d{{3}}(?:\d{{12,15}}|(?:[ -]\d{{4}}){{3}}(?:[ -]\d{{1,3}})?){_ENDED}"
)
_SECRET = Expression(
    r"(?m)(?:绝[ 　]*密|机[ 　]*密|秘[ 　]*密)[ 　]*[★☆][ 　]*"
    r"(?:\d{1,2}[ 　]*[年月]|[一二三五六七八九十]{1,3}[ 　]*[年月]|长期)?"
    r"|^[ 　]*(?P<at>[（(【\[]?(?:密级[：: 　]*)?(?:绝[ 　]*密|机[ 　]*密|秘[ 　]*密)"
    r"(?:[·•*※ 　]+(?:\d{1,2}年|长期))?[）)】\]]?)[ 　]*$"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_PROVINCES = Expression("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
"""The first two digits of a number, of GB/T 2260."""
_WHOLE = 18
_SHOWN_TAIL = 4


def run(
    compiled: dict[str, Any], document: Document, hits: Sequence[tuple[int, int]]
) -> Iterator[Match]:
    """The numbers in the blocks in which a literal stands, masked for the message."""
    expression, shown, wanted = _SORTS[compiled["of"]]
    text = document.text
    for index in dict.fromkeys(document.block_at(start) for start, _ in hits):
        block = document.blocks[index]
        for found in expression.finditer(text, block.start, block.end):
            start, end = found.span("at") if found.re.groups and found["at"] else found.span()
            near = compiled["near"]
            named = bool(near) and any(
                compiled_expression(near).search(text, first, last)
                for first, last in regions(document, "sentence", start, end)
            )
            plain = _plain(text[start:end])
            if wanted(plain, named) and hold(compiled["conditions"], document, start, end):
                said = _masked(plain, shown) if shown else text[start:end].strip()
                yield Match(start, end - _trailing(text[start:end]), {"match": said})


def secrecy(document: Document) -> bool:
    """Whether a mark of secrecy (绝密、机密、秘密) stands in any block of a draft, or on a line
    by itself anywhere in the file, as in front matter; one that is quoted is none."""
    return any(
        document.quotation_at(*found.span()) is None
        for block in document.blocks
        for found in _SECRET.finditer(document.text, block.start, block.end)
    ) or any(found["at"] for found in _SECRET.finditer(document.source.text))


def _plain(written: str) -> str:
    """A number without spaces and hyphens, in half-width digits."""
    return "".join(
        str(int(one)) if one.isdecimal() else "X" if one in "xXＸ" else one
        for one in written
        if one not in " 　-"
    )


def _masked(plain: str, shown: int) -> str:
    hidden = len(plain) - shown - _SHOWN_TAIL
    return plain[:shown] + "*" * hidden + plain[-_SHOWN_TAIL:]


def _trailing(written: str) -> int:
    return len(written) - len(written.rstrip(" 　"))


def _is_identity(plain: str, named: bool) -> bool:
    """A number of 18 places with its check digit (GB 11643); any other only if it is named so."""
    whole = len(plain) == _WHOLE
    born = plain[6:14] if whole else "19" + plain[6:12]
    if _PROVINCES.match(plain) is None or not _is_day(born):
        return False
    return named or (whole and _check_digit(plain) == plain[-1])


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _check_digit(plain: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(plain, _WEIGHTS, strict=False))
    return _CHECK_DIGITS[total % 11]


def _is_card(plain: str, named: bool) -> bool:
    """A number that is right by Luhn (ISO/IEC 7812), where a word says that it is an account."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(plain))]
    return named and sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _always(_plain: str, _named: bool) -> bool:
    return True


_Sort = tuple[Expression, int, Callable[[str, bool], bool]]
_SORTS: dict[str, _Sort] = {
    "identity": (_IDENTITY, 6, _is_identity),
    "bank-card": (_CARD, 4, _is_card),
    "phone": (_MOBILE, 3, _always),
    "secrecy": (_SECRET, 0, _always),
}
"""How each sort is written, how many of its first digits a message shows, which of them count."""
