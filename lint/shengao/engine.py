"""One pass of a rulebook over a draft: pure, without files, clock, network or printing."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from shengao import suppress
from shengao.digest import blake2b
from shengao.document import Document
from shengao.finding import (
    Applicability,
    Edit,
    Finding,
    Fix,
    Match,
    Related,
    Release,
    Run,
    Severity,
)
from shengao.rulebook import Rulebook, RuleRow
from shengao.structure import PROSE

_YIELDS = frozenset(("vague-time", "missing-figure", "cliche"))
"""Faults that beat ``vague`` on the same words."""

_NEIGHBOURHOOD = 8


class Context(NamedTuple):
    """What a run depends on beside the draft.

    `submitted` is the day of submission. Without `hints`, rules that are ``info`` in this draft
    are not run, unless the draft allows findings: whether it needs to is seen by running them.
    """

    submitted: date | None = None
    release: Release = "internal"
    hints: bool = True


class _Raw(NamedTuple):
    """A match with its rule and severity, still in offsets of the running text."""

    rule: RuleRow
    severity: Severity
    match: Match


def lint(document: Document, rulebook: Rulebook, context: Context | None = None) -> Run:
    """All findings of a draft, ordered by place; suppressed ones apart.

    A check that fails is named in `Run.crashes`; the findings of the others stand.
    """
    context = context or Context()
    raw: list[_Raw] = []
    crashes: list[str] = []
    hints = context.hints or bool(document.comments)
    severities = rulebook.severities[context.release, document.genre or "", hints]
    for index, places in rulebook.search(document.text).items():
        named = severities[index]
        if named is None:
            continue
        rule = rulebook.ordered[index]
        if rule.scope == "document" and document.fragment:
            continue
        try:
            for match in rulebook.runner(rule)(rulebook.compiled(rule), document, places):
                if _stands(document, rulebook, rule, match):
                    raw.append(_Raw(rule, named, match))  # noqa: PERF401 - may raise midway
        except Exception as error:
            crashes.append(f"{rule.slug}：{type(error).__name__}: {error}")
    findings = _findings(document, _without_overlaps(raw))
    kept, suppressed, extra = suppress.apply(document, findings, rulebook.rules)
    ordered = sorted((*kept, *extra), key=_order)
    return Run(tuple(ordered), tuple(suppressed), tuple(crashes))


def _stands(document: Document, rulebook: Rulebook, rule: RuleRow, match: Match) -> bool:
    """Whether a match is where its rule may speak, and touches nothing protected."""
    kind = document.blocks[document.block_at(match.start)].kind
    if kind not in (rule.blocks or PROSE):
        return False
    if rule.quotes == "skip" and document.quotation_at(match.start, match.end) is not None:
        return False
    for name in rulebook.protected:
        at = document.text.find(name, max(0, match.end - len(name)), match.start + len(name))
        if at >= 0 and at <= match.start and match.end <= at + len(name):
            return False
    return True


def _without_overlaps(raw: Sequence[_Raw]) -> list[_Raw]:
    """Within one fault the severest stays, then the longest; some faults beat ``vague``.

    A hint yields to whatever is more: what is a warning does not depend on hints being sought.
    """
    kept: dict[str, list[_Raw]] = {}
    for one in sorted(
        raw,
        key=lambda r: (
            r.severity.rank, r.match.start - r.match.end, r.match.start, r.rule.slug
        ),
    ):  # fmt: skip
        same = kept.setdefault(one.rule.fault, [])
        if not any(_overlap(one, other) for other in same):
            same.append(one)
    stronger = [one for fault in _YIELDS for one in kept.get(fault, ())]
    if "vague" in kept:
        kept["vague"] = [
            one
            for one in kept["vague"]
            if not any(
                _overlap(one, other)
                and (other.severity is not Severity.INFO or one.severity is Severity.INFO)
                for other in stronger
            )
        ]
    return [one for same in kept.values() for one in same]


def _overlap(one: _Raw, other: _Raw) -> bool:
    return one.match.start < other.match.end and other.match.start < one.match.end


def _findings(document: Document, raw: Iterable[_Raw]) -> list[Finding]:
    ordinals: dict[str, int] = {}
    findings = []
    for one in sorted(raw, key=lambda r: (r.match.start, r.match.end, r.rule.slug)):
        match, rule = one.match, one.rule
        text = document.text[match.start : match.end]
        identity = _identity(document, rule, match)
        ordinals[identity] = ordinals.get(identity, 0) + 1
        findings.append(
            Finding(
                rule.slug,
                rule.fault,
                rule.criterion,
                one.severity,
                rule.message.format_map({"match": text, **match.words}),
                document.view.origin(match.start, match.end),
                text,
                tuple(_fix(document, fix) for fix in match.fixes),
                tuple(
                    Related(document.view.origin(*related.span), related.message)
                    for related in match.related
                ),
                fingerprint(f"{identity}\0{ordinals[identity]}"),
            )
        )
    return findings


def _fix(document: Document, fix: Fix) -> Fix:
    """The fix in offsets of the source; one that crosses markup is only shown."""
    whole = all(document.view.contiguous(edit.start, edit.end) for edit in fix.edits)
    return Fix(
        tuple(Edit(*document.view.origin(edit.start, edit.end), edit.text) for edit in fix.edits),
        fix.applicability if whole else Applicability.SHOWN,
    )


def _identity(document: Document, rule: RuleRow, match: Match) -> str:
    """What a finding is but for its place: rule, words, and what stands around them."""
    if rule.scope == "document":
        return f"{rule.slug}\0{document.blocks[document.block_at(match.start)].kind}"
    index = document.sentence_at(match.start)
    if index is None:
        block = document.blocks[document.block_at(match.start)]
        first, last = block.start, block.end
    else:
        first, last = document.sentences[index].start, document.sentences[index].end
    before = "".join(document.text[first : match.start].split())[-_NEIGHBOURHOOD:]
    after = "".join(document.text[match.end : max(last, match.end)].split())[:_NEIGHBOURHOOD]
    words = unicodedata.normalize("NFKC", document.text[match.start : match.end])
    return "\0".join((rule.slug, words, before, after))


def fingerprint(identity: str) -> str:
    """A short stable name for what `identity` describes."""
    return blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _order(finding: Finding) -> tuple[int, int, str]:
    return finding.span.start, finding.span.end, finding.rule
