"""Headings and items between the paragraphs of a draft."""

from shengao.layout.draft import HEADING_LENGTH, TITLE_LENGTH, Draft, Name
from shengao.layout.forms import CLOSING, FINAL, FORM_LENGTH, SALUTATION, is_contact

_NUMBERED_LENGTH = 45
_LEVEL_OF_SORT = (0, 1, 1, 2, 3, 4)  # of the groups of `enumerator`, from 1


def names(draft: Draft, first: int, titled: bool) -> list[Name]:
    """What all lines are, those named before with the text that begins at `first`.

    Under a title its first paragraph is the lead.
    """
    # Headings look at the lines after them, which must still be unnamed then.
    found = [_name(draft, index, first) for index in range(first, len(draft.lines))]
    if titled:
        _lead(found)
    return [name or Name("paragraph") for name in (*draft.kinds[:first], *found)]


def _lead(names: list[Name | None]) -> None:
    for index, name in enumerate(names):
        if name is None:
            names[index] = Name("lead")
        if name is None or name.kind in ("heading", "item"):
            return


def _name(draft: Draft, index: int, first: int) -> Name | None:
    known = draft.kinds[index]
    if known is not None:
        return known
    line, raw, sort = draft.lines[index], draft.blocks[index], draft.sorts[index]
    level = _LEVEL_OF_SORT[sort] if sort else None
    if raw.kind == "title":
        return Name("title")
    if raw.kind == "heading":
        if len(line) > TITLE_LENGTH and "。" in line:
            return None
        return Name("heading", level or _shifted(draft, raw.level))
    if level is not None and _is_numbered_heading(draft, index, level):
        return Name("heading", level)
    if raw.kind == "item":
        return Name("item", raw.level)
    if level is not None:
        return None if "。" in line[:-1] else Name("item", level)
    if len(line) <= FORM_LENGTH:
        if is_contact(line):
            return Name("contact")
        if line[-1:] in "：:！!" and SALUTATION.fullmatch(line):
            return Name("addressee")
    return Name("heading") if draft.is_loose_heading(index, first) else None


def _shifted(draft: Draft, level: int | None) -> int | None:
    """A format's heading level, counted from the headings under a title that is one too."""
    top = next((i for i, k in enumerate(draft.kinds) if k and k.kind == "title"), None)
    if level is None or top is None or draft.blocks[top].kind != "heading":
        return level
    return max(level - (draft.blocks[top].level or 0), 1)


def _is_numbered_heading(draft: Draft, index: int, level: int) -> bool:
    """A short numbered line with something of its own below it, not one of a list."""
    line, sort = draft.lines[index], draft.sorts[index]
    if len(line) > _NUMBERED_LENGTH:
        return False
    if index > 0 and draft.sorts[index - 1] == sort and "。" not in draft.lines[index - 1][:-1]:
        return False
    if draft.blocks[index].kind == "item" and level > 2:
        return False
    if not draft.before_table[index]:
        after = index + 1
        if after >= len(draft.lines) or draft.kinds[after] or draft.sorts[after] == sort:
            return False
    if not line.rstrip(CLOSING).endswith(FINAL):
        return True
    return (
        level <= 2 and len(line) <= HEADING_LENGTH and line.endswith("。") and line.count("。") == 1
    )
