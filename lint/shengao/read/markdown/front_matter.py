"""The ``---`` block at the top of a Markdown file."""

import re

_KEYS = {
    "title": "title", "标题": "title",
    "genre": "genre", "文种": "genre", "体裁": "genre",
    "submitted": "submitted", "报送日期": "submitted",
    "unit": "unit", "报送单位": "unit",
    "author": "author", "作者": "author",
    "solicited": "solicited", "约稿": "solicited",
}  # fmt: skip
"""Keys of front matter to properties of a reading; other keys are for other programs."""
_MATTER = re.compile(r"---[ \t]*\n")
_MATTER_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_PAIR = re.compile(r"[ \t]*([\w-]+)[ \t]*[:：=][ \t]*(.*?)[ \t]*")
_MATTER_LINE = re.compile(r"\s*(?:#.*|-\s.*)?|[ \t]+.*")  # a remark, a list, more of a value


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The properties of a ``---`` block at the top, and where it ends (0 without one)."""
    opening = _MATTER.match(text)
    closing = _MATTER_END.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return {}, 0
    properties: dict[str, str] = {}
    pairs = 0
    for line in text[opening.end() : closing.start()].split("\n"):
        if (pair := _PAIR.fullmatch(line)) is not None:
            pairs += 1
            key, value = pair[1].lower(), pair[2]
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1]
            if value and key in _KEYS:
                properties.setdefault(_KEYS[key], value)
        elif _MATTER_LINE.fullmatch(line) is None:
            return {}, 0  # prose between two rules
    return (properties, closing.end()) if pairs else ({}, 0)
