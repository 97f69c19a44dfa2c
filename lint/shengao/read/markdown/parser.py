"""CommonMark as markdown-it reads it, with notes on where its tokens stand."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_FOOTNOTE_TEXT = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")
_CELL_EDGE = re.compile(r"(?<!\\)\|")

_BlockRule = Callable[["StateBlock", int, int, bool], bool]
_InlineRule = Callable[["StateInline", bool], bool]


def commonmark() -> "MarkdownIt":
    """CommonMark with tables, strikethrough and footnotes; tokens know where they stand."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import heading, html_block, lheading, paragraph, table
    from markdown_it.rules_inline import image, link

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    block, inline = parser.block.ruler, parser.inline.ruler
    # A rule that is replaced loses the list of blocks that it can interrupt.
    block.at("table", _noting(table, _cells), {"alt": ["paragraph", "reference"]})
    block.at(
        "heading", _noting(heading, _heading), {"alt": ["paragraph", "reference", "blockquote"]}
    )
    block.at(
        "html_block",
        _noting(html_block, _lines),
        {"alt": ["paragraph", "reference", "blockquote"]},
    )
    block.at("lheading", _noting(lheading, _lines))
    block.at("paragraph", _noting(paragraph, _lines))
    block.before("reference", "footnote", _footnote_text, {"alt": ["paragraph", "reference"]})
    inline.at("link", _ending(link))
    inline.at("image", _ending(image))
    inline.before("link", "footnote", _footnote)
    return parser


def _noting(rule: _BlockRule, starts: Callable[["StateBlock", list["Token"]], None]) -> _BlockRule:
    """The rule; of each inline token that it makes, the places where its lines begin are kept."""

    def noting(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        done = rule(state, start, end, silent)
        if done and not silent:
            starts(state, [t for t in state.tokens[before:] if t.type in ("inline", "html_block")])
        return done

    return noting


def _lines(state: "StateBlock", tokens: list["Token"]) -> None:
    for token in tokens:
        lines = list(range(*(token.map or (0, 0))))
        # A first line of rarer whitespace is no empty line to markdown-it, and then stripped.
        first = token.content.partition("\n")[0].strip(" \t")
        while lines and (line := _rare_space(state, lines[0])) and first not in line:
            del lines[0]
        token.meta["starts"] = [_start(state, line) for line in lines]


def _heading(state: "StateBlock", tokens: list["Token"]) -> None:
    for token in tokens:
        at = _start(state, (token.map or (0, 0))[0])
        while state.src.startswith("#", at):
            at += 1
        token.meta["starts"] = [state.skipSpaces(at)]


def _cells(state: "StateBlock", tokens: list["Token"]) -> None:
    row = -1
    starts: Iterator[int] = iter(())
    for token in tokens:
        line = (token.map or (0, 0))[0]
        if line != row:
            row = line
            at, end = _start(state, line), state.eMarks[line]
            if state.src.startswith("|", at):
                at += 1
            edges = [edge.end() for edge in _CELL_EDGE.finditer(state.src, at, end)]
            starts = iter([at, *edges])
        token.meta["starts"] = [state.skipSpaces(next(starts, state.eMarks[line]))]


def _rare_space(state: "StateBlock", line: int) -> str:
    """A line that is nothing but whitespace; empty for any other."""
    content = state.src[_start(state, line) : state.eMarks[line]]
    return "" if content.strip() else content


def _start(state: "StateBlock", line: int) -> int:
    return state.bMarks[line] + state.tShift[line]


def _ending(rule: _InlineRule) -> _InlineRule:
    """The rule; the last token that it makes keeps where in the line it ends."""

    def ending(state: "StateInline", silent: bool) -> bool:
        done = rule(state, silent)
        if done and not silent:
            state.tokens[-1].meta["end"] = state.pos
        return done

    return ending


def _footnote(state: "StateInline", silent: bool) -> bool:
    mark = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if mark is None:
        return False
    if not silent:
        state.push("footnote", "", 0).content = mark[0]
    state.pos = mark.end()
    return True


def _footnote_text(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """``[^1]: …`` up to an empty line or the next footnote."""

    def opening(line: int) -> re.Match[str] | None:
        if state.is_code_block(line):
            return None
        return _FOOTNOTE_TEXT.match(state.src, _start(state, line), state.eMarks[line])

    mark = opening(start)
    if mark is None:
        return False
    if silent:
        return True
    upto = start + 1
    while upto < end and not state.isEmpty(upto) and opening(upto) is None:
        upto += 1
    starts = [mark.end(), *(_start(state, line) for line in range(start + 1, upto))]
    state.push("paragraph_open", "p", 1).meta["note"] = True
    token = state.push("inline", "", 0)
    token.map = [start, upto]
    token.children = []
    token.content = "\n".join(
        state.src[begin : state.eMarks[line]] for line, begin in enumerate(starts, start)
    )
    token.meta["starts"] = starts
    state.push("paragraph_close", "p", -1)
    state.line = upto
    return True
