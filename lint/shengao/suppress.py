"""Marks in a draft that allow a finding: ``<!-- shengao: allow RULE 理由 -->``.

In Word the same words (or ``审稿：允许 RULE 理由``; either form is read everywhere) stand in a
comment. A mark names one rule and gives a reason. It covers the block that it stands in or
hangs on, else the next block; above the first block (in Word: on the first block), the whole
draft. A mark that does nothing is itself a finding.
"""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shengao.digest import blake2b
from shengao.errors import UsageError
from shengao.expression import Expression
from shengao.finding import FAULTS, Finding, Severity, Suppressed
from shengao.structure import Block, BlockKind
from shengao.text import MADE, Source, Span

if TYPE_CHECKING:
    from shengao.document import Document

_MARK = Expression(r"(?is)\s*(?:shengao|审稿)\s*[:：]\s*(allow(?![\w-])|允许)?(.*)")
_ALLOWED = Expression(r"(?s)[\s:：]*([^\s,，:：、;；—]*)[\s,，:：、;；—]*(.*)")
_FORM = "shengao: allow 规则名 理由"
_ASIDE: frozenset[BlockKind] = frozenset(("header", "footer", "note"))
"""Blocks beside the text: none of them is the first block of a draft."""
_INLINE: frozenset[BlockKind] = frozenset(("item", "cell"))
"""Blocks before which a line of its own would break the list or table apart."""


class Directive(NamedTuple):
    """A mark as written. `rule` and `reason` are empty where it gives none.

    `scope` and `at` (the mark itself; in Word the words that it hangs on) count code points
    of ``Source.text``. A `whole_file` mark covers findings anywhere.
    """

    rule: str
    reason: str
    scope: Span
    at: Span
    whole_file: bool

    def covers(self, span: Span) -> bool:
        """Whether a finding that starts where `span` does is within reach."""
        return self.whole_file or self.scope.start <= span.start <= self.scope.end


def directives(document: "Document") -> list[Directive]:
    """The marks among a draft's comments, in order of place. Other comments are left alone."""
    found = []
    blocks: list[tuple[Block, Span]] | None = None
    for comment in sorted(document.comments, key=lambda c: c.span):
        mark = _MARK.match(comment.text)
        if mark is None or not (mark[1] or comment.text.lstrip().lower().startswith("shengao")):
            continue  # “审稿：此处请核实” is a remark between people
        if blocks is None:
            blocks = _blocks(document)
        rule, reason = "", ""
        if mark[1]:
            allowed = _ALLOWED.match(mark[2])
            assert allowed is not None  # it matches anything
            rule, reason = allowed[1], allowed[2].strip()
        scope, whole = _scope(document, blocks, comment.span)
        found.append(Directive(rule, reason, scope, comment.span, whole))
    return found


def apply(
    document: "Document", findings: Iterable[Finding], known_rules: Collection[str]
) -> tuple[list[Finding], list[Suppressed], list[Finding]]:
    """What stays, what the marks of the draft take away, and findings about the marks."""
    marks = directives(document) if document.comments else []
    if not marks:
        return list(findings), [], []
    sound = [mark for mark in marks if mark.reason and mark.rule in known_rules]
    nearest_first = sorted(sound, key=lambda mark: mark.whole_file)
    used: set[Directive] = set()
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        covering = [
            mark for mark in nearest_first
            if mark.rule == finding.rule and mark.covers(finding.span)
        ]  # fmt: skip
        if covering:
            suppressed.append(Suppressed(finding, covering[0].reason))
            used.update(covering)
        else:
            kept.append(finding)
    return kept, suppressed, _about(document, marks, used, known_rules)


def unknown(rule: str, known_rules: Iterable[str]) -> str:
    """Why `rule` names no rule, with what may have been meant: a Chinese sentence."""
    from difflib import get_close_matches

    if not rule:
        return f"审稿标记没有写规则名，写法为“{_FORM}”。"
    if rule in FAULTS or rule in FAULTS.values():
        return f"“{rule}”是问题类别，不是规则：审稿标记要写具体的规则名。"
    close = get_close_matches(rule.lower(), list(known_rules), 1)
    guess = f"是不是“{close[0]}”？" if close else "运行“shengao rules”可查看全部规则。"
    return f"没有名为“{rule}”的规则，{guess}"


def mark_text(rule: str, reason: str, kind: str = "text") -> str:
    """The words of a mark: for Word those of a comment, else a whole HTML comment.

    Raises `UsageError` for a reason that a mark cannot hold.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise UsageError("请写明理由：没有理由的审稿标记不起作用。")
    if "--" in reason:
        raise UsageError("理由中不能有“--”，它会使审稿标记提前结束。")
    if kind == "word":
        return f"审稿：允许 {rule} {reason}"
    return f"<!-- shengao: allow {rule} {reason} -->"


def allow(path: Path, line: int, rule: str, reason: str, column: int | None = None) -> int:
    """Write a mark for the block at `line` (from 1) of a text or Markdown file.

    Where several blocks share a line, as the cells of a table do, `column` (from 1) tells
    which; without it, it is the first.

    It becomes the line above the block; in a list or table, or at the very first block (above
    which it would cover the whole draft), it goes to the end of the block's own line. Returns
    the line on which it then stands. Whether there is such a rule is for the caller to ask.
    Raises `UsageError` for a Word file (with the words to paste), for a line outside the text,
    and `ReadError` for a file that cannot be read.
    """
    from shengao import fix
    from shengao.document import Document
    from shengao.read import read

    data = fix.contents(path)
    reading = read(path, data)
    source = reading.source
    if source.kind in ("pdf", "ofd"):
        raise UsageError(
            f"{path} 里写不了审稿标记，请改在 Word 原稿中放行，或用 shengao baseline 记入基线。"
        )
    if source.kind == "word":
        raise UsageError(
            f"{path} 是 Word 文件，请在文中选中这一段，插入批注，内容为：\n"
            f"    {mark_text(rule, reason, 'word')}"
        )
    fix.verify(path, data, source.text)
    mark = mark_text(rule, reason)
    if not 1 <= line <= len(source.line_starts):
        raise UsageError(f"{path} 没有第{line}行，全文共{len(source.line_starts)}行。")
    blocks = _blocks(Document.of(reading, _NoWords()))
    on_line = [found for found in blocks if _touches(source.line_span(line), found[1])]
    if not on_line:
        raise UsageError(f"{path} 第{line}行没有正文，请指明问题所在的行。")
    place = source.line_span(line).start + (column or 1) - 1
    block, span = next((one for one in on_line if place <= one[1].end), on_line[-1])
    text = source.text
    start = source.line_span(source.position(span.start).line).start
    before = text[start : span.start]
    quoted = bool(before.strip()) and block.kind != "heading"
    if quoted or block.kind in _INLINE or (block, span) == blocks[0]:
        at, new = _line_end(source, span.end, "|" if block.kind == "cell" else ""), f" {mark}"
    else:
        indent = before if source.kind == "markdown" and not before.strip() else ""
        at, new = start, f"{indent}{mark}\n"
    fix.rewrite(path, data, text[:at] + new + text[at:])
    return source.position(at).line


class _NoWords:
    """Stands in for the segmenter where only blocks are asked for."""

    def tag(self, text: str) -> list[tuple[str, str]]:
        return [(text, "x")]


def _blocks(document: "Document") -> list[tuple[Block, Span]]:
    """The blocks with any text, each with its span of the source, the first block first."""
    found = [
        (block, document.view.origin(block.start, block.end))
        for block in document.blocks
        if document.text[block.start : block.end].strip()
    ]
    return sorted(found, key=lambda one: (one[0].kind in _ASIDE, one[1]))


def _line_end(source: Source, offset: int, stop: str) -> int:
    """Where the line of `offset` ends, before its line break, or the mark `stop` before that."""
    end = source.line_span(source.position(offset).line).end
    line = source.text[offset:end]
    if stop and stop in line:
        line = line[: line.index(stop)]
    return offset + len(line.rstrip())


def _touches(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _scope(
    document: "Document", blocks: Sequence[tuple[Block, Span]], at: Span
) -> tuple[Span, bool]:
    """What a mark at `at` covers, and whether that is the whole draft."""
    source = document.source
    everything = Span(0, len(source.text))
    if not blocks:
        return everything, True
    first = blocks[0][1]
    if source.kind in MADE:
        hung = [span for _, span in blocks if _touches(at, span)]
        if not hung:
            return Span(at.start, at.start), False
        if first in hung:
            return everything, True
        return Span(min(hung).start, max(span.end for span in hung)), False
    if at.end <= first.start:
        return everything, True
    before = max(span for _, span in blocks if span.start < at.start)
    between = source.text[before.end : at.start]
    if len((between + "|").splitlines()) == 1:
        return before, False  # the mark stands in the block, or behind it on the same line
    following = [span for _, span in blocks if span.start >= at.end]
    return (min(following) if following else Span(at.end, at.end)), False


def _about(
    document: "Document",
    marks: Sequence[Directive],
    used: Collection[Directive],
    known_rules: Collection[str],
) -> list[Finding]:
    """A finding for each mark that does nothing."""
    found: list[Finding] = []
    ordinals: dict[str, int] = {}
    for mark in marks:
        if mark.rule not in known_rules:
            rule, message = "unknown-suppression", unknown(mark.rule, known_rules)
        elif not mark.reason:
            rule = "suppression-without-reason"
            message = f"审稿标记允许“{mark.rule}”却没有写理由，不起作用：请在规则名后写明理由。"
        elif mark not in used:
            rule = "unused-suppression"
            where = "全文" if mark.whole_file else "所管的这一段"
            message = f"{where}没有“{mark.rule}”的问题，这条审稿标记可以删去。"
        else:
            continue
        identity = "\0".join((rule, mark.rule, mark.reason))
        ordinals[identity] = ordinals.get(identity, 0) + 1
        digest = blake2b(
            f"{identity}\0{ordinals[identity]}".encode("utf-8", "surrogatepass"), digest_size=8
        )
        text = document.source.text[mark.at.start : mark.at.end]
        found.append(
            Finding(
                rule, "suppression", "实", Severity.WARNING, message, mark.at, text,
                fingerprint=digest.hexdigest(),
            )
        )  # fmt: skip
    return found
