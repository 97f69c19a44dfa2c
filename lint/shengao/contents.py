"""What a draft says, for reports that show it: its text in blocks, and the facts in it."""

from typing import Literal, NamedTuple

from shengao.text import Span

FactKind = Literal["数字", "日期", "人员", "单位", "地点", "文号", "文件", "号码", "名称"]
FACT_KINDS: tuple[FactKind, ...] = (
    "数字", "日期", "人员", "单位", "地点", "文号", "文件", "号码", "名称",
)  # fmt: skip
"""The kinds of fact in the order in which a checker takes them; 名称 is a name of unknown kind."""


class Fact(NamedTuple):
    """Something that a checker holds against the files: a figure, a date, a name.

    `about` is what it is a fact of: the indicator of a figure, the post of a person, the title of
    a numbered document. `when` is the date that a figure belongs to, as written. `value` is what
    the words come to: ``12000 人次`` for 1.2万人次, ``2025-03-05`` for 3月5日. `sentence` is where
    it stands, `line` counts from 1, `times` how often a name is met. `conflict` says what it
    contradicts and `unverifiable` why it cannot be checked as it stands, in Chinese; both are
    empty where there is nothing to say.
    """

    kind: FactKind
    text: str
    span: Span
    line: int
    about: str = ""
    when: str = ""
    value: str = ""
    sentence: str = ""
    times: int = 1
    conflict: str = ""
    unverifiable: str = ""


class Passage(NamedTuple):
    """A block as it is shown: its visible pieces, in offsets of ``Source.text``.

    `kind` is that of `shengao.structure.Block`, `label` an automatic number that the text leaves
    out.
    """

    kind: str
    level: int | None
    label: str
    pieces: tuple[Span, ...]


class Contents(NamedTuple):
    """A draft's ``Source.text``, the blocks in it, the unit that signs it, and its facts.

    `unit` is empty where nobody signs; facts stand in the order of the text.
    """

    text: str
    passages: tuple[Passage, ...]
    unit: str = ""
    facts: tuple[Fact, ...] = ()
