"""Text of a Word document that a reader of the page does not see: hidden, white or tiny."""

from typing import TYPE_CHECKING, Literal, NamedTuple

from shengao.read.word.tags import VAL, W, number
from shengao.structure import Hidden
from shengao.text import Span

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

How = Literal["", "hidden", "white", "tiny"]

_TINY = 4
"""Half points up to which no reader can make out a character."""
_LIGHT = 0xF0
"""What each channel of a colour has at least that does not show on paper."""
_FEWEST = 2
"""Letters and digits from which on a text says something."""
_PASTED = frozenset(("窗体顶端", "窗体底端"))
"""What Word itself hides around a form that was pasted from a web page."""
_ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"


def is_on(element: "Element | None") -> bool:
    """Whether a switch such as ``w:vanish`` is there and on."""
    return element is not None and element.get(VAL) not in ("0", "false", "off")


def how(run: "Element", default: bool) -> How:
    """Why a run does not show; `default` is whether its style hides it."""
    properties = run.find(W + "rPr")
    if properties is None:
        return "hidden" if default else ""
    vanish = properties.find(W + "vanish")
    if default if vanish is None else is_on(vanish):
        return "hidden"
    if 0 < number(properties.find(W + "sz"), 0) <= _TINY:
        return "tiny"
    if _is_light(properties.find(W + "color"), VAL) and not _has_ground(properties):
        return "white"
    return ""


def is_shaded(properties: "Element | None") -> bool:
    """Whether paragraph properties give a ground that white shows on."""
    return properties is not None and _has_ground(properties)


def _has_ground(properties: "Element") -> bool:
    if properties.find(W + "highlight") is not None:
        return True
    shading = properties.find(W + "shd")
    if shading is None:
        return False
    plain = shading.get(VAL, "clear") in ("clear", "nil") and not shading.get(W + "themeFill")
    fill = shading.get(W + "fill", "auto")
    return not (plain and (fill == "auto" or _is_light(shading, W + "fill")))


def _is_light(element: "Element | None", key: str) -> bool:
    colour = element.get(key, "") if element is not None else ""
    try:
        channels = bytes.fromhex(colour)
    except ValueError:
        return False
    return len(channels) == 3 and min(channels) >= _LIGHT


class _Note(NamedTuple):
    how: How
    text: str
    offset: int  # in the line


class Concealed:
    """Collects what does not show while a document is read line by line."""

    def __init__(self) -> None:
        self.grounds = 0
        """How many tables and boxes are open: these have colours of their own."""
        self._notes: list[_Note] = []  # of the line at hand
        self._found: list[Hidden] = []

    def note(self, how: How, text: str, offset: int, shaded: bool) -> None:
        """A run that does not show, at its place in the line; `shaded` says that white does."""
        seen = how == "white" and (shaded or self.grounds)
        if how and text.strip() and not seen:
            self._notes.append(_Note(how, text, offset))

    def place(self, line: str, start: int) -> None:
        """The line at hand begins at `start` of the text; notes of an empty one go to the next."""
        if not line:
            self._notes = [note._replace(offset=0) for note in self._notes]
            return
        for how, text, offset in self._notes:
            if how == "hidden":
                at = start + _beside(line, offset)
                self._add(Hidden(Span(at, at + 1), text, how))
            elif how:
                at = start + offset + len(text) - len(text.lstrip())
                self._add(Hidden(Span(at, start + offset + len(text.rstrip())), text, how))
        self._notes.clear()

    def _add(self, one: Hidden) -> None:
        """Add a text, or join it to the one before that it goes on from."""
        last = self._found[-1] if self._found else None
        if last is not None and last.how == one.how:
            at = last.span.start if one.how == "hidden" else last.span.end
            if at == one.span.start:
                self._found.pop()
                span = Span(last.span.start, one.span.end)
                one = Hidden(span, last.text + one.text, one.how)
        self._found.append(one)

    def hidden(self, text: str, root: "Element") -> tuple[Hidden, ...]:
        """All that does not show and says something; `text` is the whole one."""
        self._notes = [note._replace(offset=len(text)) for note in self._notes]
        self.place(text, 0)
        found = [one for one in self._found if _says_something(one.text)]
        if any(one.how == "white" for one in found) and _has_backdrop(root):
            found = [one for one in found if one.how != "white"]
        return tuple(one._replace(text=" ".join(one.text.split())) for one in sorted(found))


def _beside(line: str, offset: int) -> int:
    """The visible character before an offset, or the first of the line."""
    before = line[:offset].rstrip()
    return len(before) - 1 if before else len(line) - len(line.lstrip())


def _says_something(text: str) -> bool:
    return text.strip() not in _PASTED and sum(map(str.isalnum, text)) >= _FEWEST


def _has_backdrop(root: "Element") -> bool:
    """Whether the page has a colour, or a picture lies behind the text."""
    return root.find(W + "background") is not None or any(
        anchor.get("behindDoc") in ("1", "true") for anchor in root.iter(_ANCHOR)
    )
