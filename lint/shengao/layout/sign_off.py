"""What stands below the text of a draft: who signed it and when, contacts, copies."""

import re

from shengao.layout.draft import HEADING_LENGTH, Draft, Name
from shengao.layout.forms import (
    ADDRESSEE_LENGTH,
    FORM_LENGTH,
    REMARK,
    TOWN,
    UNIT_ENDS,
    is_byline,
    is_contact,
    is_copy,
    is_date,
    is_person,
    is_unit,
    is_unit_and_date,
)
from shengao.structure import BlockKind

_UNIT_LINES = 4


def name(draft: Draft, first: int) -> None:
    """Name the lines of the sign-off, and of one further up; the text begins at `first`."""
    _name_end(draft, first)
    for index in range(first, len(draft.lines)):
        if draft.kinds[index] is None and is_date(draft.lines[index]):
            _sign(draft, index, first, certain=False)


def _name_end(draft: Draft, first: int) -> None:
    index = len(draft.lines) - 1
    while index >= first:
        if draft.kinds[index] is None and not _ends(draft, index, first):
            return
        index -= 1


def _ends(draft: Draft, index: int, first: int) -> bool:
    """Name a line of the form after the text, if it is one."""
    line = draft.lines[index]
    kind: BlockKind | None = None
    if draft.blocks[index].kind == "heading" or len(line) > ADDRESSEE_LENGTH:
        return False
    if is_contact(line):
        kind = "contact"
    elif is_copy(line):
        kind = "copyto"
    elif is_byline(line) or _is_source(line):
        kind = "byline"
    elif is_date(line):
        _sign(draft, index, first, certain=True)
        return True
    elif (
        index > 0
        and len(line) <= FORM_LENGTH
        and (
            is_unit_and_date(line)
            or is_unit(line)
            or is_person(line)
            or TOWN.fullmatch(line)
            or REMARK.fullmatch(line)
        )
    ):
        kind = "signoff"
    if kind is None:
        return False
    draft.kinds[index] = Name(kind)
    return True


def _is_source(line: str) -> bool:
    """“（县水利局　李某）” at the end of the text."""
    inner = line[1:-1]
    return (
        line[:1] in "（("
        and line[-1:] in "）)"
        and len(line) <= FORM_LENGTH
        and not re.search("[。；，：]", inner)
        and any(part.endswith(UNIT_ENDS) for part in re.split(r"[\s、]+", inner))
    )


def _sign(draft: Draft, index: int, first: int, certain: bool) -> None:
    """Name a date and the lines of units before it; unless `certain`, it needs a unit."""
    above = index - 1
    while above >= first and index - above <= _UNIT_LINES and draft.kinds[above] is None:
        line = draft.lines[above]
        if not (is_unit(line) or is_person(line)):
            plain = len(line) <= HEADING_LENGTH and not re.search("[，。；：！？]", line)
            if not (certain and above == index - 1 and plain and draft.sorts[above] is None):
                break
        above -= 1
    if not certain and above == index - 1:
        return
    below = index + 1
    if below < len(draft.lines) and REMARK.fullmatch(draft.lines[below]):
        index = below
    for at in range(above + 1, index + 1):
        draft.kinds[at] = Name("signoff")
