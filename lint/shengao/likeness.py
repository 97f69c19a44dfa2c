"""How a draft compares with earlier drafts and with documents from above."""

from dataclasses import dataclass
from typing import NamedTuple

from shengao.text import Span


class Passage(NamedTuple):
    """Words of the draft that also stand in another text.

    `span` are offsets of ``Source.text``, `text` its words there and `other` those of the other
    text; `where` names that text. `masked` where they are alike only with names, places and
    figures left out of account.
    """

    span: Span
    text: str
    other: str
    where: str
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Likeness:
    """What an archive and a folder of documents from above say of a draft.

    `nearest` is the share of the draft, 0 to 1, that stands in the earlier draft most like it
    (`where`); `swapped` where that is so only with names, places and figures left out of
    account. `above` is the share that stands in one document from above (`above_where`).
    Quotations, set phrases and 《titles》 do not count. `title_reused` is the earlier title.
    """

    nearest: float = 0.0
    where: str = ""
    swapped: bool = False
    above: float = 0.0
    above_where: str = ""
    title_reused: str = ""
    passages: tuple[Passage, ...] = ()
