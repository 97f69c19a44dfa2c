"""What two names before one suffix have in common: 柏杨水库, 柏阳水库."""

from typing import NamedTuple

from shengao.checks.consistency_likeness import CLAUSE_EDGE, HAN

_LEADS = frozenset("在到赴对为向由日后从于给请经将与至是让使有的省市县区州旗镇乡")
"""What may stand before a name within a clause: 由桥南中队, 3月5日清河镇, 县中心医院."""
NOT_NAME = frozenset(
    "的地得再与及或由有是个各该一对为从到向将把被以于其此每某两三四五六七八九十多余级等在了我你他她它这那不"
)
_TELLING = frozenset("全新民公私名示试农第先本外部贫后进各")
"""In these characters two names do not differ by mistake."""
_RANKS = frozenset("省市县区州国远近城")
LONGEST = 8


class Pair(NamedTuple):
    """How long two names are before their suffix, in what they differ, and what that tells."""

    first: int
    second: int
    differ: tuple[str, str]
    alike: bool


def pairs(text: str, one: int, other: int) -> list[Pair]:
    """What of two names before a suffix is the same but for a character, or the order of two: for
    each length that they may have, the longest first."""
    differing: list[int] = []
    found: list[Pair] = []
    alike = False
    for back in range(1, min(LONGEST, one, other - one - 1) + 1):
        a, b = text[one - back], text[other - back]
        if not ("\u4e00" <= a <= "\u9fff" and "\u4e00" <= b <= "\u9fff"):
            break
        if a in NOT_NAME or b in NOT_NAME:
            break
        if a != b:
            differing.append(back)
            if a in _TELLING or b in _TELLING or len(differing) > 2:
                break
            alike = (
                len(differing) == 2
                and differing[0] == back - 1
                and text[one - back + 1] == b
                and text[other - back + 1] == a
            )
        if back > 1 and (alike or len(differing) == 1):
            at = differing[0]
            found.append(Pair(back, back, (text[one - at], text[other - at]), alike))
    found.reverse()
    return found


def shortened(text: str, one: int, other: int) -> Pair | None:
    """Two names before a suffix of which one has a character more: 燕窝塘, 燕窝."""
    for size in range(2, LONGEST):
        for first, second in ((size, size + 1), (size + 1, size)):
            if text[one - first : one - first + 1] != text[other - second : other - second + 1]:
                continue  # none is added before the first
            names = text[one - first : one], text[other - second : other]
            shorter, longer = sorted(names, key=len)
            if not all(map(HAN.match, longer)) or not NOT_NAME.isdisjoint(longer):
                continue
            cut = (longer[:at] + longer[at + 1 :] == shorter for at in range(1, len(longer)))
            put = next((longer[at] for at, same in enumerate(cut, 1) if same), "")
            if not put or put in _TELLING or put in _RANKS:
                continue
            if stands(text, one - first) and stands(text, other - second):
                return Pair(first, second, ("", put), alike=True)
    return None


def stands(text: str, at: int) -> bool:
    """Whether a name begins at a place by the marks or the word before."""
    return not at or text[at - 1] in CLAUSE_EDGE or text[at - 1] in _LEADS
