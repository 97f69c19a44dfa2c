"""Fixes in words."""

from shengao.finding import Applicability, Fix, Located


def replacement(located: Located, fix: Fix) -> str | None:
    """The words that a fix puts in place of the finding's words; empty if it deletes them.

    None where the fix reaches beyond them, only inserts, or changes parts of words that have
    markup between them.
    """
    finding = located.finding
    start, end = finding.span
    edits = sorted(fix.edits)
    if len(edits) == 1 and edits[0][:2] == (start, end) and start < end:
        return edits[0].text
    inside = edits and edits[0].start >= start and edits[-1].end <= end
    if start == end or not inside or len(finding.text) != end - start:
        return None
    words, at = "", start
    for edit in edits:
        words += finding.text[at - start : edit.start - start] + edit.text
        at = edit.end
    return words + finding.text[at - start :]


def change(located: Located, fix: Fix) -> str:
    """A fix in words: “改为“开展了””, “删去”, or, beyond the finding's words, what changes there.

    What is replaced beyond them is named as far as the excerpt shows it.
    """
    words = replacement(located, fix)
    if words is not None:
        return f"改为“{words}”" if words else "删去"
    told = []
    for edit in sorted(fix.edits):
        first = located.mark + edit.start - located.finding.span.start
        last = first + edit.end - edit.start
        old = located.excerpt[first:last] if first >= 0 and last <= len(located.excerpt) else ""
        if edit.start == edit.end:
            told.append(f"补“{edit.text}”")
        elif not edit.text:
            told.append(f"删去“{old}”" if old else "删去")
        else:
            told.append((f"“{old}”" if old else "") + f"改为“{edit.text}”")
    return "，".join(told)


def remedies(located: Located) -> list[str]:
    """The fixes in words: alternatives that replace the finding's words in one line."""
    lines: dict[str, None] = {}
    for verify in (False, True):
        head = "核实后" if verify else ""
        fixes = [
            fix
            for fix in located.finding.fixes
            if (fix.applicability is Applicability.SHOWN) is verify
        ]
        better = dict.fromkeys(words for fix in fixes if (words := replacement(located, fix)))
        if better:
            lines[f"{head}改为：{' / '.join(better)}"] = None
        for fix in fixes:
            if not replacement(located, fix):
                lines[head + change(located, fix)] = None
    return list(lines)
