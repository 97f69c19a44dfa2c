"""What the page of a draft shows, cut up and worded, so that the template only places it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise, starmap
from typing import NamedTuple

from shengao.contents import Contents, Fact, Passage
from shengao.finding import FAULTS, SEVERITY_WORDS, DraftResult, Located, Severity
from shengao.report import fact_sheet, scores, sign
from shengao.report.crashes import crash
from shengao.report.fixes import remedies
from shengao.report.html.radar import Radar, radar
from shengao.report.questions import Question, questions
from shengao.report.words import place
from shengao.text import Span

_TITLES = 2  # levels of headings; deeper ones look alike


class Item(NamedTuple):
    """A finding in the side list; `number` counts those of the draft from 1 in its order."""

    number: int
    severity: str  # error, warning, info
    badge: str
    fault: str
    criterion: str
    rule: str
    message: str
    where: str
    before: str
    marked: str
    after: str
    remedies: tuple[str, ...]
    related: tuple[str, ...]
    shown: bool  # at words of the draft, to which the list leads back


class Part(NamedTuple):
    """A stretch of text with the findings on it, the severest first.

    `first` are the findings that begin with it, `last` those that end with it.
    """

    text: str
    severity: str
    findings: tuple[int, ...]
    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()


class Line(NamedTuple):
    """A block of the draft: its kind, the label that the text leaves out, its parts."""

    kind: str
    label: str
    parts: tuple[Part, ...]


class Group(NamedTuple):
    """The findings of one severity."""

    severity: str
    badge: str
    items: tuple[Item, ...]


class View(NamedTuple):
    """All that the page of a draft shows."""

    path: str
    title: str
    about: tuple[str, ...]
    standing: str
    band: str
    gates: tuple[str, ...]
    lights: tuple[tuple[str, str, str], ...]
    lines: tuple[Line, ...]
    groups: tuple[Group, ...]
    faults: tuple[tuple[str, int], ...]
    criteria: tuple[tuple[str, int], ...]
    suppressed: tuple[tuple[Item, str], ...]
    crashes: tuple[str, ...]
    radar: Radar | None
    account: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    gains: tuple[tuple[str, str, str], ...]
    questions: tuple[Question, ...]
    facts: tuple[tuple[Fact, tuple[str, ...]], ...]
    fact_columns: tuple[str, ...]
    facts_told: str
    sheet: sign.Sheet
    signers: tuple[str, ...]


def view(result: DraftResult) -> View:
    """What is shown of a draft that was read."""
    score = result.score
    lines, shown = _lines(result.contents, result.findings)
    items = [
        _item(result, number, one, number in shown) for number, one in enumerate(result.findings, 1)
    ]
    facts = fact_sheet.rows(result)
    about = [f"{result.characters} 字", result.genre or ""]
    if score is not None and score.submission.day is not None:
        about.append(f"报送日期 {score.submission.day.isoformat()}")
    return View(
        result.path,
        result.title or result.path,
        tuple(filter(None, about)),
        scores.standing(score) if score else "片段，不评分",
        (score and score.band) or "",
        score.gates if score else (),
        sign.sheet(result).lights,
        lines,
        tuple(
            Group(severity.value, SEVERITY_WORDS[severity], tuple(found))
            for severity in Severity
            if (found := [item for item in items if item.severity == severity.value])
        ),
        _counted(item.fault for item in items),
        _counted(item.criterion for item in items),
        tuple((_item(result, 0, one, False), one.reason) for one in result.suppressed),
        tuple(map(crash, result.crashes)),
        radar(scores.numbers(score)) if score else None,
        tuple((head, tuple(rows)) for head, rows in scores.account(score)) if score else (),
        tuple((gain.criterion, scores.points(gain.points), gain.what) for gain in score.gains)
        if score
        else (),
        tuple(questions(result)),
        tuple((fact, fact_sheet.cells(result, fact)) for fact in facts),
        fact_sheet.COLUMNS,
        fact_sheet.closing(facts),
        sign.sheet(result),
        sign.SIGNERS,
    )


def _counted(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Names with how often each comes, the commonest first."""
    found: dict[str, int] = {}
    for name in names:
        found[name] = found.get(name, 0) + 1
    return tuple(sorted(found.items(), key=lambda one: -one[1]))


def _item(result: DraftResult, number: int, located: Located, shown: bool) -> Item:
    finding = located.finding
    excerpt, mark, mark_end = located.excerpt, located.mark, located.mark_end
    return Item(
        number,
        finding.severity.value,
        SEVERITY_WORDS[finding.severity],
        FAULTS.get(finding.fault, finding.fault),
        finding.criterion,
        finding.rule,
        finding.message,
        place(result.kind, located.line),
        f"{'…' if located.cut_before else ''}{excerpt[:mark].lstrip()}",
        excerpt[mark:mark_end],
        f"{excerpt[mark_end:].rstrip()}{'…' if located.cut_after else ''}",
        tuple(remedies(located)),
        tuple(related.message for related in finding.related if related.message),
        shown,
    )


def _lines(
    contents: Contents | None, findings: Sequence[Located]
) -> tuple[tuple[Line, ...], frozenset[int]]:
    """The blocks of a draft with the findings at their words, and which findings are shown."""
    if contents is None:
        return (), frozenset()
    numbered = [
        (number, one.finding.severity.rank, one.finding.span)
        for number, one in enumerate(findings, 1)
    ]
    shown: set[int] = set()
    lines = [
        Line(
            f"h{min(passage.level or 1, _TITLES)}" if passage.kind == "heading" else passage.kind,
            passage.label,
            tuple(_parts(contents.text, passage, numbered, shown)),
        )
        for passage in contents.passages
    ]
    return tuple(line for line in lines if any(part.text.strip() for part in line.parts)), (
        frozenset(shown)
    )


def _parts(
    text: str, passage: Passage, numbered: Sequence[tuple[int, int, Span]], shown: set[int]
) -> Iterable[Part]:
    """The text of a block, cut where findings begin and end; adds the findings to `shown`.

    A finding that only inserts stands at the character before it, or at the first.
    """
    pieces = passage.pieces
    if not pieces:
        return
    whole = Span(pieces[0].start, pieces[-1].end)
    here = []
    for number, rank, span in numbered:
        if span.start == span.end and whole.start <= span.start <= whole.end:
            at = min(max(span.start - 1, whole.start), whole.end - 1)
            span = Span(at, at + 1)
        if span.overlaps(whole) and any(span.overlaps(piece) for piece in pieces):
            here.append((number, rank, span))
    cuts = sorted({edge for _, _, span in here for edge in span})
    parts: list[tuple[Span, list[int]]] = []
    for start, end in pieces:
        edges = [start, *(cut for cut in cuts if start < cut < end), end]
        for stretch in starmap(Span, pairwise(edges)):
            ranked = sorted((rank, number) for number, rank, span in here if span.overlaps(stretch))
            parts.append((stretch, [number for _, number in ranked]))
    ranks = {number: rank for number, rank, _ in here}
    ending = {number: index for index, (_, on) in enumerate(parts) for number in on}
    for index, (stretch, on) in enumerate(parts):
        first = tuple(number for number in on if number not in shown)
        shown.update(on)
        yield Part(
            text[stretch.start : stretch.end],
            list(Severity)[ranks[on[0]]].value if on else "",
            tuple(on),
            first,
            tuple(sorted(number for number in on if ending[number] == index)),
        )
