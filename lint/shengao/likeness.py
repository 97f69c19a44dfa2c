"""What of a draft stands in earlier drafts and in documents from above: values only."""

from typing import NamedTuple

from shengao.text import Span


class Passage(NamedTuple):
    """Words of the draft that another text has too.

    `span` counts code points of ``Source.text``; `text` is what stands there and `other` what
    stands in the other text. `where` names that one: title, day, path. With `masked` the two
    are alike only when names, places and figures are left out. `above`: the other is a document
    from above and no earlier draft.
    """

    span: Span
    text: str
    other: str
    where: str
    masked: bool = False
    above: bool = False


class Likeness(NamedTuple):
    """How much of a draft is not its own; quotations, set formulas and 《titles》 do not count.

    `earlier` counts the drafts it was compared with: with none, nothing is known of `nearest`.
    `nearest` is the share (0 to 1) of the draft's character 3-grams that the most alike earlier
    draft has, `where` that draft; `swapped` says that it has them only when names, places and
    figures are masked. `above` is the share that the most alike document from above has, and
    `above_where` that document. `title_reused` is the earlier draft with the very same title,
    empty where there is none. `passages` come in the order of the text, without overlaps.
    """

    earlier: int = 0
    nearest: float = 0.0
    swapped: bool = False
    where: str = ""
    above: float = 0.0
    above_where: str = ""
    title_reused: str = ""
    passages: tuple[Passage, ...] = ()
