"""The text of a paragraph that a reader of the final version sees."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shengao.read.word import concealed
from shengao.read.word.tags import ALTERNATIVE, CHOICE, MARKS, RUN, UNREAD, W

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LINE_BREAK = "\u2028"
SYMBOL = "\ufffc"

_TEXTS = frozenset(
    (W + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")  # a formula's
)
_FIELD = W + "fldChar"
_SIGNS = {
    W + "tab": "\t", W + "ptab": "\t", W + "br": LINE_BREAK, W + "cr": LINE_BREAK,
    W + "noBreakHyphen": "-", W + "sym": SYMBOL,
}  # fmt: skip
_LINE_ENDS = dict.fromkeys(map(ord, "\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"), " ")


def walk(paragraph: "Element", hidden: bool = False) -> Iterator[tuple[str, "Element"]]:
    """The visible text of a paragraph with the element that each part of it comes from.

    Parts come in reading order. Text boxes, the marks of comments and runs that a reader does
    not see come as elements with empty text; the paragraphs of a text box are not walked, nor
    are hidden runs. `hidden` is what the style says of runs that do not say it themselves.
    """
    stack = [iter(paragraph)]
    fields: list[bool] = []  # of those open, whether its instruction still runs
    while stack:
        for element in stack[-1]:
            tag = element.tag
            if tag in _TEXTS:
                if element.text and not any(fields):
                    yield _one_line(element.text), element
            elif tag == RUN:
                how = concealed.how(element, hidden)
                if how and not any(fields):
                    yield "", element
                if how != "hidden":
                    stack.append(iter(element))
                    break
            elif tag in UNREAD:
                continue
            elif tag in _SIGNS:
                if not any(fields):
                    yield _SIGNS[tag], element
            elif tag == _FIELD:
                step = element.get(W + "fldCharType")
                if step == "begin":
                    fields.append(True)
                elif fields and step == "separate":
                    fields[-1] = False
                elif fields and step == "end":
                    fields.pop()
            elif tag in MARKS:
                yield "", element
            elif tag == ALTERNATIVE:
                choice = element.find(CHOICE)
                if choice is not None:
                    stack.append(iter(choice))
                    break
            elif len(element):
                stack.append(iter(element))
                break
        else:
            stack.pop()


def _one_line(text: str) -> str:
    return text.translate(_LINE_ENDS) if len(text.splitlines()) > 1 else text
