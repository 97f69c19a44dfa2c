"""How text looks in the cells of a terminal: widths, wrapping, what its encoding can hold."""

import re
from unicodedata import category, east_asian_width

# Characters that a terminal does not show, or shows in ways of its own (joiners, selectors and
# skin tones of emoji), or that turn the order of what follows: none may move a caret.
_UNSHOWN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# What a line may be broken between: a figure with its measure word, a Latin word, or one
# character, with the opening marks before it and the closing marks after it.
_ATOM = re.compile(
    r"[“‘（《【〈「『(\[]*(?:\d+ \S|[!-~]+|.)[，。、；：！？”’）》】〉」』…—%％]*", re.DOTALL
)


class Screen:
    """How text looks in the cells of a terminal of an encoding.

    `ambiguous_are_wide`: “ ” … — and their like take two cells (East Asian Width “A”, Unicode
    Standard Annex 11), as they do in a Chinese console.
    """

    def __init__(self, encoding: str = "utf-8", ambiguous_are_wide: bool = False) -> None:
        self._encoding = encoding
        self._wide = "WFA" if ambiguous_are_wide else "WF"
        self._widths: dict[str, int] = {}
        self.ellipsis = self.clean("…")

    def clean(self, text: str) -> str:
        """Text as it can be shown: a tab as four spaces, no controls, only what encodes."""
        return self.encodable(_CONTROL.sub(" ", _UNSHOWN.sub("", text.replace("\t", "    "))))

    def encodable(self, text: str) -> str:
        """Text with a question mark for what the encoding cannot hold."""
        try:
            text.encode(self._encoding)
        except UnicodeEncodeError:
            return text.encode(self._encoding, "replace").decode(self._encoding)
        return text

    def cells(self, text: str) -> int:
        """The cells that cleaned text takes."""
        if text.isascii():
            return len(text)
        return sum(self._cell(character) for character in text)

    def _cell(self, character: str) -> int:
        width = self._widths.get(character)
        if width is None:
            if category(character) in ("Mn", "Me"):
                width = 0
            else:
                width = 2 if east_asian_width(character) in self._wide else 1
            self._widths[character] = width
        return width

    def head(self, text: str, room: int) -> str:
        """As many characters from the start as fit."""
        for index, character in enumerate(text):
            room -= self._cell(character)
            if room < 0:
                return text[:index]
        return text

    def tail(self, text: str, room: int) -> str:
        """As many characters from the end as fit."""
        return self.head(text[::-1], room)[::-1]

    def wrap(self, text: str, room: int) -> list[str]:
        """Lines of at most `room` cells; no closing mark begins a line, no opening one ends it."""
        lines: list[str] = []
        line, used = "", 0
        for atom in _ATOM.findall(text):
            width = self.cells(atom)
            if used + width > room and line.strip():
                lines.append(line.rstrip())
                line, used = "", 0
            if width > room:
                pieces = self._pieces(atom, room)
                lines += pieces[:-1]
                atom = pieces[-1]
                width = self.cells(atom)
            if line or not atom.isspace():
                line += atom
                used += width
        return [*lines, line.rstrip()] if line.strip() else lines

    def _pieces(self, text: str, room: int) -> list[str]:
        pieces = []
        while text:
            piece = self.head(text, room) or text[0]
            pieces.append(piece)
            text = text[len(piece) :]
        return pieces

    def clip(self, before: str, marked: str, after: str, room: int) -> tuple[str, str, str]:
        """Three parts of a line, cleaned and cut to `room` cells around the marked one."""
        before = self.clean(before).lstrip()
        marked = self.clean(marked)
        after = self.clean(after).rstrip()
        left, middle, right = self.cells(before), self.cells(marked), self.cells(after)
        if left + middle + right <= room:
            return before, marked, after
        dots, dot = self.ellipsis, self.cells(self.ellipsis)
        if middle >= room - 2 * dot:
            before = dots if before else ""
            room -= self.cells(before)
            if middle + (dot if after else 0) > room:
                return before, self.head(marked, room - dot), dots
            return before, marked, dots if after else ""
        spare = room - middle
        kept = min(left, max(spare // 2, spare - right))
        if kept < left:
            before = dots + self.tail(before, kept - dot)
        if spare - kept < right:
            after = self.head(after, spare - kept - dot) + dots
        return before, marked, after
