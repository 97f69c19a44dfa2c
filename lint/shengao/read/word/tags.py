"""The elements of a Word document by the names that the readers of its parts share."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

PARAGRAPH, RUN = W + "p", W + "r"
PROPERTIES, RUN_PROPERTIES = W + "pPr", W + "rPr"
BOX, VAL, ID = W + "txbxContent", W + "val", W + "id"
ALTERNATIVE, CHOICE = _MC + "AlternateContent", _MC + "Choice"
COMMENT_START, COMMENT_END, COMMENT_MARK = (
    W + "commentRangeStart",
    W + "commentRangeEnd",
    W + "commentReference",
)
MARKS = frozenset((BOX, COMMENT_START, COMMENT_END, COMMENT_MARK))
"""Elements with no text of their own whose place in a paragraph counts."""
PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
UNREAD = frozenset(
    (
        *(W + name for name in (
            "del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr",
            "sdtEndPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "rubyPr", "rt", "softHyphen",
        )),
        _MC + "Fallback",
    )
)  # fmt: skip
"""Elements that hold no text that a reader sees."""


def number(element: "Element | None", default: int, attribute: str = VAL) -> int:
    """The whole number in an attribute, `default` where there is none."""
    value = element.get(attribute) if element is not None else None
    try:
        return int(value) if value is not None else default
    except ValueError:
        return default
