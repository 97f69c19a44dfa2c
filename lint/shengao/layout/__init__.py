"""What each block of a draft is: title, 文号, addressee, lead, heading, sign-off, ….

A format names some blocks itself (a heading style, a table cell); the others are told by
their words and by where they stand. A draft is read from both ends: the head up to the
first paragraph, the sign-off back to the last one, and headings and items between them.
GB/T 9704—2012 gives the parts of an official document; masthead and byline are those of
the usual 简报.
"""

from collections.abc import Sequence

from shengao.layout import body, head, sign_off
from shengao.layout.draft import Draft, Name
from shengao.layout.forms import FORM_LENGTH, is_contact, is_copy, is_issue, is_number
from shengao.structure import Block, BlockKind, RawBlock
from shengao.text import Span

_FLOW = frozenset((None, "title", "heading", "item"))  # kinds of raw block that are told apart


def classify(text: str, blocks: Sequence[RawBlock], spans: Sequence[Span]) -> tuple[Block, ...]:
    """Name each block; `spans` are those of the blocks in the running text `text`."""
    flow = [index for index, raw in enumerate(blocks) if raw.kind in _FLOW]
    draft = Draft(
        [text[slice(*spans[index])] for index in flow],
        [blocks[index] for index in flow],
        [index + 1 < len(blocks) and blocks[index + 1].kind == "cell" for index in flow],
    )
    names = dict(zip(flow, _names(draft), strict=True))
    named: list[Block] = []
    for index, (raw, span) in enumerate(zip(blocks, spans, strict=True)):
        if index in names:
            kind, level = names[index]
        else:
            kind, level = _framed(raw.kind or "paragraph", text[slice(*span)]), None
        named.append(Block(kind, span.start, span.end, level, raw.label))
    return tuple(named)


def _names(draft: Draft) -> list[Name]:
    first, titled = head.name(draft)
    sign_off.name(draft, first)
    return body.names(draft, first, titled)


def _framed(kind: BlockKind, line: str) -> BlockKind:
    """The parts of the form are often set in a table or a text box."""
    if kind not in ("cell", "textbox") or len(line) > FORM_LENGTH:
        return kind
    if is_copy(line):
        return "copyto"
    if is_contact(line):
        return "contact"
    if is_number(line):
        return "number"
    return "masthead" if is_issue(line) else kind
